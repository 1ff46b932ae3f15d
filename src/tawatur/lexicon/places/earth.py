"""Distances and directions on the globe, taken as a sphere: wrong by at most half a per cent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

_EARTH_KM = 6371.0  # mean radius

Point = tuple[float, float]  # latitude and longitude in degrees, WGS 84


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance between two points in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def bearing_deg(start: Point, end: Point) -> float:
    """Return the direction in which `end` lies from `start`: 0 north, 90 east, up to 360."""
    a, b = math.radians(start[0]), math.radians(end[0])
    turn = math.radians(end[1] - start[1])
    east = math.sin(turn) * math.cos(b)
    north = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360.0


def offset(start: Point, km: float, towards_deg: float) -> Point:
    """Return the point `km` away from `start` in the direction `towards_deg` (0 north, 90 east)."""
    lat, way, arc = math.radians(start[0]), math.radians(towards_deg), km / _EARTH_KM
    sine = math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(way)
    end_lat = math.asin(max(-1.0, min(1.0, sine)))
    east = math.sin(way) * math.sin(arc) * math.cos(lat)
    turn = math.atan2(east, math.cos(arc) - math.sin(lat) * math.sin(end_lat))
    return math.degrees(end_lat), _wrapped(start[1] + math.degrees(turn))


def midpoint(start: Point, end: Point) -> Point:
    """Return the point half-way along the great circle between two points."""
    return offset(start, distance_km(*start, *end) / 2, bearing_deg(start, end))


def distance_to_line_km(point: Point, line: Sequence[Point]) -> float:
    """Return the distance from `point` to the nearest stretch of `line`, given by its corners.

    Stretches are taken as straight on a map whose scale is that at `point`: fine for roads of some
    hundred kilometres.
    """
    if len(line) == 1:
        return distance_km(*point, *line[0])
    return min(_to_stretch_km(point, a, b) for a, b in pairwise(line))


def _to_stretch_km(point: Point, a: Point, b: Point) -> float:
    degree_km = math.radians(1) * _EARTH_KM
    shrink = math.cos(math.radians(point[0]))
    ax, ay = _wrapped(a[1] - point[1]) * shrink * degree_km, (a[0] - point[0]) * degree_km
    bx, by = _wrapped(b[1] - point[1]) * shrink * degree_km, (b[0] - point[0]) * degree_km
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, -(ax * dx + ay * dy) / length)) if length else 0.0
    return math.hypot(ax + share * dx, ay + share * dy)


def _wrapped(lon: float) -> float:
    """Return a longitude from -180 up to 180."""
    return (lon + 180.0) % 360.0 - 180.0
