"""Tables with a header: Who's On First, our own, or anybody's whose columns say what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tawatur.ingest.columns import guessed
from tawatur.ingest.gazetteers.records import (
    Imported,
    accuracy_of,
    alpha3,
    coordinates,
    people,
    settlement_kind,
)
from tawatur.lexicon.places.cleaning import arabic_names
from tawatur.lexicon.places.records import KIND_RANK, Place

# What a column is called, the likeliest name first; case and signs do not count.
_COLUMNS = {
    "id": "id wofid placeid geonameid pcode code gid osmid fid",
    "name_ar": "namear arabicname arname nameara namearabic labelar arabic ar name",
    "aliases": "aliasesar aliases namesar alternatenames altnamesar altnames variants",
    "name_en": "nameen englishname enname nameeng nameenglish labelen english en name",
    "lat": "lat latitude y pointy ycoord geomlatitude centroidlat latwgs84 centerlat",
    "lon": "lon lng long longitude x pointx xcoord geomlongitude centroidlon lonwgs84 centerlon",
    "country": "country countrycode iso iso2 iso3 isocountry admin0pcode adm0pcode",
    "kind": "kind placetype type featuretype class featurecode",
    "parent": "parent parentid",
    "population": "population pop people",
    "accuracy": "accuracym accuracy",
}  # fmt: skip
_NEEDED = ("name_ar", "lat", "lon")
# Place types of Who's On First and of OpenStreetMap; ours stand for themselves.
_KINDS = {
    "locality": "", "localadmin": "district", "county": "district", "macrocounty": "district",
    "borough": "neighbourhood", "macrohood": "neighbourhood", "microhood": "neighbourhood",
    "macroregion": "region", "suburb": "neighbourhood", "quarter": "neighbourhood", "hamlet": "village",
    "subdistrict": "district", "province": "governorate", "state": "governorate", "region": "governorate",
    "settlement": "", "populated place": "", "municipality": "district",
}  # fmt: skip


class Columns(NamedTuple):
    """Where a table has what: the place of a column by what it holds."""

    places: dict[str, int]
    width: int

    def value(self, row: Sequence[str], what: str) -> str:
        """Return what a row says, "" where the table does not say it."""
        at = self.places.get(what)
        return row[at].strip() if at is not None else ""


def guess_columns(header: Sequence[str]) -> Columns:
    """Return which columns hold what, by their names."""
    return Columns(guessed(header, _COLUMNS), len(header))


def is_table(columns: Columns) -> bool:
    """Return whether a table says of its places what they are called and where they are."""
    return all(what in columns.places for what in _NEEDED)


def read_table(
    header: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    countries: Mapping[str, str],
    prefix: str,
) -> Imported:
    """Return the places of a table's rows, given with their lines; `prefix` begins ids that are bare."""
    columns = guess_columns(header)
    made = Imported("table")
    made.guessed = [f"{what} is column {header[at]!r}" for what, at in columns.places.items()]
    for line, row in rows:
        made.rows += 1
        if len(row) != columns.width:
            made.refuse(line, f"has {len(row)} fields, not {columns.width}")
            continue
        try:
            _take(row, columns, countries, prefix, made, line)
        except ValueError as error:
            made.refuse(line, str(error))
    return made


def _take(
    row: Sequence[str], columns: Columns, countries: Mapping[str, str], prefix: str, made: Imported, line: int
) -> None:
    lat, lon = coordinates(columns.value(row, "lat"), columns.value(row, "lon"))
    population = people(columns.value(row, "population"))
    kind = _kind(columns.value(row, "kind").lower(), population)
    names = arabic_names(
        [columns.value(row, "name_ar"), *columns.value(row, "aliases").replace(",", "|").split("|")]
    )
    if not names:
        made.passed_over["without an Arabic name"] += 1
        return
    accuracy = people(columns.value(row, "accuracy")) or accuracy_of(kind, population)
    parent = columns.value(row, "parent")
    place = Place(
        _id(columns.value(row, "id") or str(line), prefix), kind,
        alpha3(columns.value(row, "country"), countries), _id(parent, prefix) if parent else "", lat, lon,
        accuracy, prefix, columns.value(row, "name_en") or names[0], names[0], population,
    )  # fmt: skip
    made.add(place, names, line)


def _id(text: str, prefix: str) -> str:
    """Return an id that tells by its colon that it is none of our own table."""
    bare = "".join(text.split())
    return bare if ":" in bare else f"{prefix}:{bare}"


def _kind(text: str, population: int) -> str:
    if text in _KINDS:
        return _KINDS[text] or settlement_kind(population)
    return text if text in KIND_RANK else settlement_kind(population)
