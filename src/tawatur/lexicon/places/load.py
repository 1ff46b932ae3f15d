"""Loads the gazetteer from its CSV files and checks every row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tawatur.errors import DataError
from tawatur.lexicon.places.book import MAX_DEPTH, PlaceBook
from tawatur.lexicon.places.kinds import WANTED_KINDS
from tawatur.lexicon.places.records import GENERIC_KINDS, KIND_RANK, Generic, Place, PlaceEntry
from tawatur.lexicon.places.relations import load_relations
from tawatur.lexicon.places.spelling import name_problem
from tawatur.lexicon.places.tables import Problems, table_rows
from tawatur.text.normal import normalize

PLACE_COLUMNS = (
    "id,kind,country,parent,lat,lon,accuracy_m,source,context,name_en,name_ar".split(",")
)  # fmt: skip
GENERIC_COLUMNS = ["id", "kind", "gloss", "name_ar"]


def load_place_book(data_dir: Path) -> PlaceBook:
    """Return the gazetteer under `data_dir`/places. Raises DataError with every problem found."""
    problems: Problems = []
    folder = data_dir / "places"
    entries = _load_places(folder / "places.csv", problems)
    generics = _load_generics(folder / "generic.csv", problems)
    relations = load_relations(folder, {entry.place.id for entry in entries}, problems)
    if problems:
        raise DataError(problems)
    return PlaceBook(entries, generics, relations)


def _load_places(path: Path, problems: Problems) -> list[PlaceEntry]:
    entries: list[PlaceEntry] = []
    places: dict[str, Place] = {}
    names: set[str] = set()  # of the place at hand: its rows stand together
    last = ""
    for row in table_rows(path, PLACE_COLUMNS, problems):
        place_id, name = row[0], row[10]
        place = places.get(place_id)
        if place is None:
            if place_id < last:
                problems.append((path, place_id, f"stands after {last!r}; rows are sorted by id"))
            last = place_id
            names.clear()
            place = _place(row, path, problems)
            if place is None:
                continue
            places[place_id] = place
        elif place_id != last:
            problems.append((path, place_id, "its rows do not stand together"))
        elif (place.kind, place.country, place.parent) != tuple(row[1:4]):
            problems.append((path, place_id, "its rows differ in kind, country or parent"))
        if row[8] not in ("", "generic"):
            problems.append((path, place_id, f"context {row[8]!r} is neither empty nor 'generic'"))
        norm = normalize(name)
        if norm in names:
            problems.append((path, place_id, f"name {name!r} stands twice"))
        names.add(norm)
        entries.append(PlaceEntry(place, name, norm, row[8] == "generic"))
    wrong = [(e.place.id, e.name_ar, name_problem(e.name_ar)) for e in entries]
    problems += [(path, place_id, f"name {name!r} {problem}") for place_id, name, problem in wrong if problem]
    for place in places.values():
        if place.parent and place.parent not in places:
            problems.append((path, place.id, f"parent {place.parent!r} is no place"))
    problems += [(path, place_id, "is among its own parents") for place_id in _cycles(places)]
    return entries


def _place(row: list[str], path: Path, problems: Problems) -> Place | None:
    place_id, kind, country, parent, lat_text, lon_text, accuracy, source, _, name_en, name_ar = row
    if kind not in KIND_RANK:
        problems.append((path, place_id, f"kind {kind!r} is not one of {', '.join(sorted(KIND_RANK))}"))
        return None
    if not place_id.isascii() or not name_en or not source:
        problems.append((path, place_id, "id must be ASCII, name_en and source must be given"))
    try:
        lat, lon, metres = float(lat_text), float(lon_text), int(accuracy)
    except ValueError:
        problems.append((path, place_id, "lat, lon and accuracy_m must be numbers"))
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and metres > 0):
        problems.append((path, place_id, f"({lat}, {lon}) within {metres} m is no place on Earth"))
    return Place(place_id, kind, country, parent, lat, lon, metres, source, name_en, name_ar)


def _cycles(places: dict[str, Place]) -> Iterable[str]:
    for place in places.values():
        parent, depth = place.parent, 0
        while parent in places and depth <= MAX_DEPTH:
            parent, depth = places[parent].parent, depth + 1
        if depth > MAX_DEPTH:
            yield place.id


def _load_generics(path: Path, problems: Problems) -> dict[str, Generic]:
    generics: dict[str, Generic] = {}
    last = ""
    for word_id, kind, gloss, name in table_rows(path, GENERIC_COLUMNS, problems):
        if word_id < last:
            problems.append((path, word_id, f"stands after {last!r}; rows are sorted by id"))
        last = word_id
        if kind not in GENERIC_KINDS:
            problems.append(
                (path, word_id, f"kind {kind!r} is not one of {', '.join(sorted(GENERIC_KINDS))}")
            )
        problem = name_problem(name) or (" " in name and "is more than one word")
        if problem:
            problems.append((path, word_id, f"form {name!r} {problem}"))
        norm = normalize(name)
        if norm in generics and generics[norm].id != word_id:
            problems.append((path, word_id, f"form {name!r} stands under {generics[norm].id!r} too"))
        generics.setdefault(norm, Generic(word_id, kind, gloss))
    missing = sorted(WANTED_KINDS.keys() - {generic.id for generic in generics.values()})
    problems += [(path, word_id, "is named in the code, but not in the file") for word_id in missing]
    return generics
