"""OCHA's tables of administrative divisions with P-codes (COD-AB), with or without points.

A row names a division and all those it lies in: admin1Name_ar, admin1Pcode, admin2Name_ar ...; the older
ADM1_AR, ADM1_PCODE and the newer adm1_name1 mean the same. See https://cod.unocha.org.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tawatur.ingest.gazetteers.records import Imported, accuracy_of, alpha3, coordinates
from tawatur.ingest.gazetteers.tables import guess_columns
from tawatur.lexicon.places.cleaning import arabic_names
from tawatur.lexicon.places.earth import Point, distance_km
from tawatur.lexicon.places.records import Place

_COLUMN = re.compile(r"adm(?:in)?(\d)_?(?:name)?_?(ar|en|pcode|alt\dar|\d)?", re.IGNORECASE)
# Kinds by level: the first level is a governorate of any name, the fourth a village or quarter.
_KINDS = {0: "country", 1: "governorate", 2: "district", 3: "district", 4: "village", 5: "neighbourhood"}
_DEEPEST = max(_KINDS)

# Where a division of this name, kind and country is, as far as it is known elsewhere.
Locate = Callable[[str, str, str], Place | None]


class Level(NamedTuple):
    """The columns of one level: code, Arabic names, English name (-1: there is none)."""

    number: int
    code: int
    arabic: tuple[int, ...]
    english: int


@dataclass(slots=True)
class _Division:
    level: int
    parent: str
    names: tuple[str, ...]
    name_en: str
    line: int
    points: list[Point] = field(default_factory=list)


def guess_levels(header: Sequence[str]) -> list[Level]:
    """Return the levels whose code and Arabic name a table has, from the top."""
    found: dict[int, dict[str, list[int]]] = {}
    for at, name in enumerate(header):
        match = _COLUMN.fullmatch(name.strip())
        if match and int(match[1]) <= _DEEPEST:
            what = (match[2] or "en").lower()
            what = (
                "ar" if what.endswith("ar") or what.isdigit() else what
            )  # adm1_name1 is the second language
            found.setdefault(int(match[1]), {}).setdefault(what, []).append(at)
    return [
        Level(number, columns["pcode"][0], tuple(columns["ar"]), columns.get("en", [-1])[0])
        for number, columns in sorted(found.items())
        if number and "pcode" in columns and "ar" in columns
    ]


def read_pcodes(
    header: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    countries: Mapping[str, str],
    locate: Locate,
) -> Imported:
    """Return the divisions of a table; `locate` gives the points of those that have none in the file.

    A division without a point of its own gets the middle of those within it.
    """
    levels, columns = guess_levels(header), guess_columns(header)
    made = Imported("OCHA P-codes")
    for level in levels:
        names = ", ".join(repr(header[at]) for at in level.arabic)
        made.guessed.append(f"level {level.number} is {header[level.code]!r}, named in {names}")
    point_columns = [columns.places[what] for what in ("lat", "lon") if what in columns.places]
    if len(point_columns) == 2:
        made.guessed.append(f"points are in {header[point_columns[0]]!r}, {header[point_columns[1]]!r}")
    divisions: dict[str, _Division] = {}
    for line, row in rows:
        made.rows += 1
        try:
            if len(row) != len(header):
                raise ValueError(f"has {len(row)} fields, not {len(header)}")
            point = _point(row, point_columns)
            _take(row, levels, point, divisions, line)
        except ValueError as error:
            made.refuse(line, str(error))
    _place_all(divisions, countries, locate, made)
    return made


def _point(row: Sequence[str], columns: Sequence[int]) -> Point | None:
    texts = [row[at].strip() for at in columns]
    return coordinates(*texts) if len(texts) == 2 and any(texts) else None


def _take(
    row: Sequence[str],
    levels: Sequence[Level],
    point: Point | None,
    divisions: dict[str, _Division],
    line: int,
) -> None:
    parent = ""
    chain: list[_Division] = []
    for level in levels:
        code = row[level.code].strip()
        if not code:
            break
        if not (code.isascii() and code.isalnum()):
            raise ValueError(f"P-code {code!r} has more than letters and figures")
        names = arabic_names(row[at] for at in level.arabic)
        if code not in divisions:
            english = row[level.english].strip() if level.english >= 0 else ""
            divisions[code] = _Division(level.number, parent, names, english, line)
        chain.append(divisions[code])
        parent = code
    if not chain:
        raise ValueError("has no P-code")
    if point is not None:
        for division in chain:
            division.points.append(point)


def _place_all(
    divisions: dict[str, _Division], countries: Mapping[str, str], locate: Locate, made: Imported
) -> None:
    for code, division in divisions.items():
        country = alpha3(re.split(r"\d", code)[0], countries)
        if not division.names:
            made.passed_over["without an Arabic name"] += 1
            continue
        place = _placed(code, division, country, locate)
        if place is None:
            made.refuse(
                division.line,
                f"{code} ({division.name_en or division.names[0]}) has no point here or elsewhere",
            )
        else:
            made.add(place, division.names, division.line)


def _placed(code: str, division: _Division, country: str, locate: Locate) -> Place | None:
    kind, name = _KINDS[division.level], division.names[0]
    accuracy = accuracy_of(kind, 0)
    if division.points:
        lat, lon = _middle(division.points)
        farthest = max(distance_km(lat, lon, *point) for point in division.points)
        accuracy = max(round(farthest * 1000), 1000) if len(division.points) > 1 else accuracy
    else:
        known = locate(name, kind, country)
        if known is None:
            return None
        lat, lon, accuracy = known.lat, known.lon, max(known.accuracy_m, accuracy)
    parent = f"pcode:{division.parent}" if division.parent else ""
    return Place(
        f"pcode:{code}", kind, country, parent, lat, lon, accuracy, "ocha", division.name_en or name, name
    )  # fmt: skip


def _middle(points: Sequence[Point]) -> Point:
    """Return the middle of points of one country: the mean is right where no 180th meridian is crossed."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
