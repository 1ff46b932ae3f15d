"""Country dumps of GeoNames: XX.txt, allCountries.txt, and alternateNamesV2.txt for the languages of names.

Columns and codes: https://download.geonames.org/export/dump/readme.txt
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tawatur.ingest.gazetteers.records import (
    Imported,
    accuracy_of,
    alpha3,
    coordinates,
    people,
    settlement_kind,
)
from tawatur.lexicon.places.cleaning import arabic_names, is_arabic_script
from tawatur.lexicon.places.records import Place

COLUMNS = 19
_ALTERNATE_COLUMNS = 4  # those that are needed: id, geonameid, language, name; later ones may lack
_PREFERRED, _COLLOQUIAL, _HISTORIC = 4, 6, 7

# Kinds of our own by feature code; "P" codes not named here are settlements by their size.
_KINDS = {
    "PPLC": "capital", "PPLX": "neighbourhood", "ADM1": "governorate", "ADM2": "district", "ADM3": "district",
    "ADM4": "district", "ADMD": "district", "RGN": "area", "AREA": "area", "OAS": "area",
    "CMPRF": "camp", "CMP": "camp", "STLMT": "town", "MILB": "base", "INSM": "base", "AIRB": "base",
    "AIRP": "airport", "AIRF": "airport", "AIRH": "airport", "AIRQ": "airport", "HBR": "port", "PRT": "port",
    "DAM": "dam", "BDG": "bridge", "OILF": "field", "GASF": "field", "OILR": "site", "PRN": "site",
    "HSP": "site", "PS": "site", "PSN": "site", "SQR": "square", "RD": "road", "CST": "crossing",
    "CSTM": "crossing", "PSTB": "crossing", "MT": "mountain", "MTS": "mountain", "HLL": "mountain",
    "HLLS": "mountain", "PK": "mountain", "RDGE": "mountain", "PLAT": "area", "PLN": "area", "VAL": "valley",
    "WAD": "valley", "WADS": "valley", "ISL": "island", "ISLS": "island", "DSRT": "desert", "STM": "river",
    "CNL": "canal", "LK": "lake", "RSV": "lake", "STRT": "strait", "GULF": "sea", "SEA": "sea",
}  # fmt: skip
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})  # settlements of the past


def is_dump(line: str) -> bool:
    """Return whether a line is a row of a GeoNames dump."""
    fields = line.rstrip("\n").split("\t")
    return len(fields) == COLUMNS and fields[0].isdigit() and len(fields[6]) <= 1


def read_dump(
    lines: Iterable[str], alternates: Mapping[str, list[str]], countries: Mapping[str, str]
) -> Imported:
    """Return the places of a dump that have an Arabic name; `alternates` has more names by id."""
    made = Imported("GeoNames dump")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        made.rows += 1
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) != COLUMNS:
            made.refuse(number, f"has {len(fields)} fields, not {COLUMNS}")
            continue
        try:
            _take(fields, alternates, countries, made, number)
        except ValueError as error:
            made.refuse(number, str(error))
    return made


def _take(
    fields: list[str], alternates: Mapping[str, list[str]], countries: Mapping[str, str], made: Imported,
    line: int,
) -> None:  # fmt: skip
    geonames_id, name, _, other_names, lat_text, lon_text, feature_class, code, country = fields[:9]
    if not geonames_id.isdigit():
        raise ValueError(f"geonameid {geonames_id!r} is no number")
    lat, lon = coordinates(lat_text, lon_text)
    population = people(fields[14])
    names = arabic_names([*alternates.get(geonames_id, ()), name, *other_names.split(",")])
    kind = _kind(feature_class, code, population)
    if not names:
        made.passed_over["without an Arabic name"] += 1
    elif not kind:
        made.passed_over[f"of a kind that news hardly names ({feature_class}.{code})"] += 1
    else:
        place = Place(
            f"geonames:{geonames_id}", kind, alpha3(country, countries), "", lat, lon,
            accuracy_of(kind, population), "geonames", name or names[0], names[0], population,
        )  # fmt: skip
        made.add(place, names, line)


def _kind(feature_class: str, code: str, population: int) -> str:
    if code in _GONE:
        return ""
    return _KINDS.get(code) or (settlement_kind(population) if feature_class == "P" else "")


def read_alternates(lines: Iterable[str]) -> dict[str, list[str]]:
    """Return the Arabic names of alternateNamesV2.txt by geonameid, preferred names first.

    Names marked as of another language, colloquial or historic are left out; lines that are no
    rows are passed over.
    """
    first: dict[str, list[str]] = {}
    later: dict[str, list[str]] = {}
    for line in lines:
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) < _ALTERNATE_COLUMNS or fields[2] not in ("ar", "") or not is_arabic_script(fields[3]):
            continue
        marks = [*fields, *[""] * (_HISTORIC + 1)]
        if "1" not in (marks[_COLLOQUIAL], marks[_HISTORIC]):
            (first if marks[_PREFERRED] == "1" else later).setdefault(fields[1], []).append(fields[3])
    return {key: first.get(key, []) + later.get(key, []) for key in first.keys() | later.keys()}
