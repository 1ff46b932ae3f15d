"""What lies beside what, and how roads run: loads neighbours.csv and lines.csv."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from tawatur.lexicon.places.earth import Point
from tawatur.lexicon.places.tables import Problems, table_rows

NEIGHBOUR_COLUMNS = ("place_id", "neighbour_id", "source")
LINE_COLUMNS = ("place_id", "seq", "lat", "lon")


class Relations(NamedTuple):
    """Neighbours by place id, ids joined by blanks, and the corners of lines by place id."""

    neighbours: dict[str, str]
    lines: dict[str, tuple[Point, ...]]


def load_relations(folder: Path, places: Collection[str], problems: Problems) -> Relations:
    """Return what `folder` says of `places`; what is wrong there is added to `problems`."""
    return Relations(
        _load_neighbours(folder / "neighbours.csv", places, problems),
        _load_lines(folder / "lines.csv", places, problems),
    )


def _load_neighbours(path: Path, places: Collection[str], problems: Problems) -> dict[str, str]:
    """Return each place with its neighbours: a pair that stands once holds both ways."""
    beside: dict[str, set[str]] = {}
    pairs: set[tuple[str, str]] = set()
    last = ""
    for place_id, other, source in table_rows(path, NEIGHBOUR_COLUMNS, problems):
        name = f"{place_id},{other}"
        if place_id < last:
            problems.append((path, name, f"stands after {last!r}; rows are sorted by place_id"))
        last = place_id
        unknown = [one for one in (place_id, other) if one not in places]
        problems += [(path, name, f"{one!r} is no place") for one in unknown]
        if place_id == other:
            problems.append((path, name, "is its own neighbour"))
        if (place_id, other) in pairs:
            problems.append((path, name, "stands twice"))
        if not source:
            problems.append((path, name, "source must be given"))
        pairs.add((place_id, other))
        beside.setdefault(place_id, set()).add(other)
        beside.setdefault(other, set()).add(place_id)
    return {place_id: " ".join(sorted(others)) for place_id, others in beside.items()}


def _load_lines(path: Path, places: Collection[str], problems: Problems) -> dict[str, tuple[Point, ...]]:
    corners: dict[str, list[Point]] = {}
    last = ""
    for place_id, seq, lat_text, lon_text in table_rows(path, LINE_COLUMNS, problems):
        if place_id not in places:
            problems.append((path, place_id, "is no place"))
        if place_id < last:
            problems.append((path, place_id, f"stands after {last!r}; rows are sorted by place_id"))
        last = place_id
        line = corners.setdefault(place_id, [])
        if seq != str(len(line) + 1):
            problems.append((path, place_id, f"seq {seq!r} should be {len(line) + 1}"))
        point = _point(lat_text, lon_text)
        if point is None:
            problems.append((path, place_id, f"({lat_text}, {lon_text}) is no place on Earth"))
        else:
            line.append(point)
    problems += [(path, name, "a line needs two points") for name, line in corners.items() if len(line) < 2]
    return {place_id: tuple(line) for place_id, line in corners.items()}


def _point(lat_text: str, lon_text: str) -> Point | None:
    try:
        lat, lon = float(lat_text), float(lon_text)
    except ValueError:
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None
