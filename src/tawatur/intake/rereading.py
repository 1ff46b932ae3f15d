"""Reads kept reports again with the reader and the data as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tawatur.intake.workers import Workers
from tawatur.model import Reading
from tawatur.store.asking import Stored, reports_with
from tawatur.store.readings import Names, changed_names, may_touch, stale
from tawatur.store.store import Run, Store
from tawatur.store.versions import files_of, reader_of

BATCH = 200


@dataclass(slots=True)
class Reread:
    """Counts of one run: read anew, left as they are since no change can touch them, failed."""

    read: int = 0
    untouched: int = 0
    failed: int = 0


def reread(store: Store, run: Run, workers: Workers, *, everything: bool = False) -> Reread:
    """Read again the reports whose newest reading is by another version; return the counts.

    Where only names of actors and places changed, a report without any of these names is left as it
    is, unless `everything` is asked for. A report that cannot be read keeps its reading.
    """
    counts = Reread()
    with store.database.reading() as connection:
        waiting = list(stale(connection, run.version))
        touched_by = {} if everything else {v: _changed(store, run, v) for v in {v for _, v in waiting}}
    stream = iter(waiting)
    while batch := list(islice(stream, BATCH)):
        with store.database.reading() as connection:
            stored = reports_with(connection, [key for key, _ in batch])
        touched = [stored[key] for key, v in batch if _is_touched(stored[key], touched_by.get(v))]
        untouched = sorted({key for key, _ in batch} - {each.key for each in touched})
        run.confirm(untouched)
        made = list(_read(workers, touched))
        run.reread(made)
        counts.read += len(made)
        counts.untouched += len(untouched)
        counts.failed += len(touched) - len(made)
    return counts


def _changed(store: Store, run: Run, version: int) -> Names | None:
    """Return the names that changed since a version, None where all may have changed."""
    with store.database.reading() as connection:
        if reader_of(connection, version) != reader_of(connection, run.version):
            return None
        return changed_names(files_of(connection, version), files_of(connection, run.version))


def _is_touched(stored: Stored, names: Names | None) -> bool:
    return names is None or may_touch(names, f"{stored.report.title}\n{stored.report.text}")


def _read(workers: Workers, touched: list[Stored]) -> Iterator[tuple[Stored, Reading]]:
    readings = workers.readings([stored.report for stored in touched])
    return ((stored, reading) for stored, reading in zip(touched, readings, strict=True) if reading)
