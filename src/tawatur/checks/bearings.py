"""Directions on the map: the bearing from one place to another, and what it is called."""

from __future__ import annotations

import math

from tawatur.lexicon.places import Place, distance_km

_NAMES = (
    "north", "north-north-east", "north-east", "east-north-east", "east", "east-south-east", "south-east",
    "south-south-east", "south", "south-south-west", "south-west", "west-south-west", "west",
    "west-north-west", "north-west", "north-north-west",
)  # fmt: skip


def bearing(start: Place, end: Place) -> float:
    """Return the direction from `start` to `end` in degrees, clockwise from north."""
    a, b = math.radians(start.lat), math.radians(end.lat)
    turn = math.radians(end.lon - start.lon)
    east = math.sin(turn) * math.cos(b)
    north = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360


def angle_between(one: float, other: float) -> float:
    """Return the angle between two bearings, 0 to 180 degrees."""
    turn = abs(one - other) % 360
    return min(turn, 360 - turn)


def direction_name(degrees: float) -> str:
    """Return the name of the nearest of sixteen directions."""
    return _NAMES[round(degrees / 22.5) % 16]


def km_between(one: Place, other: Place) -> float:
    """Return the distance between the points of two places in kilometres."""
    return distance_km(one.lat, one.lon, other.lat, other.lon)
