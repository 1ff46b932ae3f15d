"""The ground that words about a place mean: its north, its surroundings, so many kilometres off, between two.

Every ground is a point and the distance within which the true place lies. Half-widths come from the
gazetteer's accuracy in metres, which for areas is about half their width.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tawatur.lexicon.places.earth import Point, bearing_deg, distance_km, midpoint, offset
from tawatur.lexicon.places.records import WIDE_AREAS, Generic, Place

# Words of direction by their ids in data/places/generic.csv.
_BEARINGS = {
    "shamal": 0.0, "shamali": 0.0, "sharq": 90.0, "sharqi": 90.0, "janub": 180.0, "janubi": 180.0,
    "gharb": 270.0, "gharbi": 270.0,
}  # fmt: skip
_MIDDLE = frozenset({"wasat", "awsat", "markazi", "qalb"})
_AROUND = frozenset(
    {
        "muhit",
        "atraf",
        "hawafi",
        "masharif",
        "madakhil",
        "tukhum",
        "zahir",
        "jiwar",
        "kharij",
        "janibay",
        "bawwaba",
    }
)
_COUNTRYSIDE = "rif"
# «شمال المدينة», «أطراف المدينة» is ground that begins at its edge. A report that means another town there
# names it, and towns of the Levant and of the Euphrates are some 5 to 10 km apart.
_EDGE_KM = 5.0
# The middle of one half of a disc is 0.42 of its radius from the centre; its farthest point then 1.1 away,
# but nine tenths of it within 0.8.
_HALF_SHIFT, _HALF_SPREAD = 0.42, 0.8
# Distances in reports are rounded, and told from the edge or from the middle: «على بعد 20 كم شمال».
_DISTANCE_SPREAD = 0.2
# A direction of eight leaves an eighth of the circle open to either side: that much of the distance sideways.
_DIRECTION_SPREAD = 0.38
_MIN_ACCURACY_M = 500
# Two towns between which fighting is told of lie on one front; farther apart the words are about a journey.
_MOST_BETWEEN_KM = 200.0


class Ground(NamedTuple):
    """A point, within how many metres of it the true place lies, and by which rule."""

    lat: float
    lon: float
    accuracy_m: int
    rule: str = ""


def bearing_of(words: Iterable[Generic]) -> float | None:
    """Return the direction that words name, the mean of two («شمال شرقي» is 45), None where they name none."""
    found = list(dict.fromkeys(_BEARINGS[word.id] for word in words if word.id in _BEARINGS))
    if not found or len(found) > 2 or (len(found) == 2 and abs(found[0] - found[1]) == 180.0):
        return None
    if len(found) == 2:
        low, high = sorted(found)
        return (high + 360.0 + low) / 2 % 360.0 if high - low > 180.0 else (low + high) / 2
    return found[0]


def ground_of(place: Place, words: Iterable[Generic], seat: Place | None = None) -> Ground:
    """Return the ground that a place's name means with generic words and directions around it.

    `seat` is the chief town of a governorate, about which its countryside lies.
    """
    ids = {word.id for word in words}
    way = bearing_of(words)
    radius = place.accuracy_m / 1000
    is_wide = place.kind in WIDE_AREAS
    if way is not None and is_wide:
        # «ريف حلب الشمالي» lies north of the town, wherever the town lies in its governorate.
        middle = (seat.lat, seat.lon) if seat is not None and _COUNTRYSIDE in ids else (place.lat, place.lon)
        return _ground(offset(middle, radius * _HALF_SHIFT, way), radius * _HALF_SPREAD, "part")
    if way is not None:
        return _ground(offset((place.lat, place.lon), radius, way), radius + _EDGE_KM, "side")
    if ids & _AROUND:
        return _ground((place.lat, place.lon), radius + _EDGE_KM, "around")
    if ids & _MIDDLE:
        return _ground((place.lat, place.lon), radius * (0.5 if is_wide else 1.0), "middle")
    return _ground((place.lat, place.lon), radius, "")


def ground_off(place: Place, km: float, way: float | None) -> Ground:
    """Return the ground `km` from a place: in the direction `way`, or anywhere about it for None."""
    middle, radius = (place.lat, place.lon), place.accuracy_m / 1000
    if way is None:
        return _ground(middle, km * (1 + _DISTANCE_SPREAD) + radius, "distance")
    return _ground(
        offset(middle, km, way), max(km * (_DISTANCE_SPREAD + _DIRECTION_SPREAD) / 2, radius), "distance"
    )


def ground_between(place: Place, other: Place) -> Ground | None:
    """Return the ground between two places, None where they are areas or too far apart for one event."""
    start, end = (place.lat, place.lon), (other.lat, other.lon)
    km = distance_km(*start, *end)
    if km > _MOST_BETWEEN_KM or place.kind in WIDE_AREAS or other.kind in WIDE_AREAS:
        return None
    return _ground(
        midpoint(start, end), max(km / 2, min(place.accuracy_m, other.accuracy_m) / 1000), "between"
    )


def direction_from(place: Place, other: Place) -> float:
    """Return the direction in which `other` lies from `place`: 0 north, 90 east."""
    return bearing_deg((place.lat, place.lon), (other.lat, other.lon))


def _ground(point: Point, km: float, rule: str) -> Ground:
    return Ground(round(point[0], 5), round(point[1], 5), max(_MIN_ACCURACY_M, round(km * 1000)), rule)
