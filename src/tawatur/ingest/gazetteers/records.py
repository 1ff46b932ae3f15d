"""What importing a gazetteer gives: its places, and what became of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tawatur.lexicon.places.compact import PlaceNames
from tawatur.lexicon.places.records import Place
from tawatur.lexicon.places.world import half_width_m

# Half-widths of places of which only a point is known, in metres: those of our own table at the median.
_ACCURACY_M = {
    "country": 300_000, "region": 150_000, "governorate": 50_000, "district": 15_000, "area": 10_000,
    "desert": 50_000, "river": 50_000, "lake": 10_000, "valley": 10_000, "mountain": 5_000, "island": 5_000,
    "neighbourhood": 1_000, "field": 5_000, "road": 10_000,
}  # fmt: skip
_OTHER_ACCURACY_M = 1_500  # a point read off a map
_LARGE, _SMALL = 100_000, 5_000  # people from which on a place is a city, a town
_MOST_PEOPLE = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken: its line in the file, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class Imported:
    """The places of a file; `guessed` says how it was understood, `passed_over` counts rows by reason.

    Rows passed over are sound, but hold nothing for us (no Arabic name, no kind of place that news names).
    """

    layout: str
    places: list[PlaceNames] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    guessed: list[str] = field(default_factory=list)
    rows: int = 0
    _known: dict[str, tuple[int, int]] = field(default_factory=dict)  # id → line, number of the place

    def add(self, place: Place, names: tuple[str, ...], line: int) -> None:
        """Take a place of a row; a further row of an id adds its names, if it has the same point."""
        known = self._known.get(place.id)
        if known is None:
            self._known[place.id] = (line, len(self.places))
            self.places.append(PlaceNames(place, names))
            return
        first_line, number = known
        first, first_names = self.places[number]
        if (first.lat, first.lon) != (place.lat, place.lon):
            self.refuse(line, f"id {place.id!r} stands on line {first_line} with another point")
        else:
            joined = dict.fromkeys((*first_names, *names))
            self.places[number] = PlaceNames(first, tuple(joined))

    def refuse(self, line: int, reason: str) -> None:
        """Take note of a row that is broken."""
        self.refused.append(Refused(line, reason))


def settlement_kind(population: int) -> str:
    """Return what a settlement of so many people is called; where it is not known, a village."""
    return "city" if population >= _LARGE else "town" if population >= _SMALL else "village"


def accuracy_of(kind: str, population: int) -> int:
    """Return within how many metres of its point a place of this kind lies."""
    if kind in ("capital", "city", "town", "village"):
        return half_width_m(population)
    return _ACCURACY_M.get(kind, _OTHER_ACCURACY_M)


def coordinates(lat_text: str, lon_text: str) -> tuple[float, float]:
    """Return latitude and longitude in degrees; ValueError says what is wrong with them."""
    try:
        lat, lon = float(lat_text), float(lon_text)
    except ValueError:
        raise ValueError(f"lat {lat_text!r}, lon {lon_text!r} are no numbers") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"({lat_text}, {lon_text}) is no place on Earth")
    return lat, lon


def people(text: str) -> int:
    """Return a number of people; 0 where there is none. ValueError where the text is none."""
    bare = text.strip().replace(",", "")
    if not bare:
        return 0
    try:
        return max(0, min(_MOST_PEOPLE, int(float(bare))))
    except (ValueError, OverflowError):
        raise ValueError(f"population {text!r} is no number") from None


def alpha3(code: str, countries: Mapping[str, str]) -> str:
    """Return the ISO 3166 alpha-3 code of a country given by either code; "" for what is neither."""
    code = code.strip().upper()
    return countries.get(code, code if code in countries.values() else "")
