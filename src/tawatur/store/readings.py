"""Readings: which reports a change of the data can touch, and how two readings of one report differ."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from sqlalchemy import Connection, func, select

from tawatur.model import Claim
from tawatur.store.asking import Stored, numbered, reports_with
from tawatur.store.fulltext import bare_forms, searchable
from tawatur.store.records import unpack
from tawatur.store.schema import current_readings, readings, runs, versions
from tawatur.store.versions import ADDED, DIGEST
from tawatur.text.folding import folded

# Tables whose rows say something of the name or names in their last column only, as added gazetteers do: a
# changed row touches the reports that have the name. Any other change of the data may touch all.
_NAME_TABLES = ("actors/names.csv", "places/places.csv")

_FEWEST_LETTERS = 3  # of a folded word that tells it from others

Names = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the reader, and how many reports' newest readings are by it."""

    key: int
    reader: str
    data: str
    first_run: str  # ISO date and time
    reports: int
    current: int


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """What became of a claim between two readings: came, went, or changed in `fields`."""

    kind: str
    id: str
    before: Claim | None
    after: Claim | None
    fields: tuple[str, ...] = ()


def versions_kept(connection: Connection) -> list[Version]:
    """Return the versions that readings were made with, oldest first."""
    current = (
        select(readings.c.version_key, func.count().label("current"))
        .join(current_readings, current_readings.c.reading_key == readings.c.key)
        .group_by(readings.c.version_key)
        .subquery()
    )
    query = (
        select(
            versions.c.key, versions.c.reader, versions.c.data,
            func.min(runs.c.started_at), func.count(readings.c.key), func.max(current.c.current),
        )
        .outerjoin(readings, readings.c.version_key == versions.c.key)
        .outerjoin(runs, runs.c.key == readings.c.run_key)
        .outerjoin(current, current.c.version_key == versions.c.key)
        .group_by(versions.c.key, versions.c.reader, versions.c.data)
        .order_by(versions.c.key)
    )  # fmt: skip
    return [
        Version(key, reader, data, started.isoformat() if started else "", made, now or 0)
        for key, reader, data, started, made, now in connection.execute(query)
    ]


def changed_names(old: Mapping[str, str], new: Mapping[str, str]) -> Names | None:
    """Return the names, as folded words, whose rows differ between two states of the data files.

    None where something else changed too: that may touch any report.
    """
    differing = {path for path in {*old, *new} if old.get(path) != new.get(path)}
    if not all(map(_has_names, differing)):
        return None
    rows: set[tuple[str, ...]] = set()
    for path in differing:
        rows |= _rows(old.get(path, "")) ^ _rows(new.get(path, ""))
    return frozenset(_folded_words(name) for row in rows if row for name in row[-1].split("|"))


def _has_names(path: str) -> bool:
    return path in _NAME_TABLES or (path.startswith(ADDED) and not path.endswith(DIGEST))


def _rows(table: str) -> set[tuple[str, ...]]:
    return {tuple(row) for row in csv.reader(table.splitlines())}


def _folded_words(written: str) -> tuple[str, ...]:
    return tuple(_blurred(word.removeprefix("ال")) for word in searchable(written))


def _blurred(word: str) -> str:
    """Return a word whatever its spelling; where hardly a letter is left of it then, as it is."""
    short = folded(word)
    return short if len(short) >= _FEWEST_LETTERS else word


def may_touch(names: Names, text: str) -> bool:
    """Return whether all words of one of the names stand in a text, with or without particles before them."""
    words = {_blurred(form) for word in searchable(text) for form in bare_forms(word)}
    by_first = _by_first_word(names)
    return () in names or any(words.issuperset(name) for word in words for name in by_first.get(word, ()))


@lru_cache(2)
def _by_first_word(names: Names) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in filter(None, names):
        found[name[0]].append(name)
    return dict(found)


def stale(connection: Connection, version_key: int) -> Iterator[tuple[int, int]]:
    """Yield the reports that have no reading of a version: key, and the version of their newest reading."""
    done = select(readings.c.report_key).where(readings.c.version_key == version_key)
    query = (
        select(readings.c.report_key, readings.c.version_key)
        .join(current_readings, current_readings.c.reading_key == readings.c.key)
        .where(readings.c.report_key.not_in(done))
        .order_by(readings.c.report_key)
    )
    for row in connection.execute(query):
        yield row.report_key, row.version_key


def changes_between(
    connection: Connection, before: int, after: int, report_key: int | None = None
) -> Iterator[tuple[Stored, list[ClaimChange]]]:
    """Yield each report read by both versions whose claims differ, with what became of them."""
    earlier, later = readings.alias("earlier"), readings.alias("later")
    query = (
        select(earlier.c.report_key, earlier.c.record.label("before"), later.c.record.label("after"))
        .join(later, later.c.report_key == earlier.c.report_key)
        .where((earlier.c.version_key == before) & (later.c.version_key == after))
        .where(earlier.c.record != later.c.record)
        .order_by(earlier.c.report_key)
    )
    if report_key is not None:
        query = query.where(earlier.c.report_key == report_key)
    for row in connection.execute(query):
        stored = reports_with(connection, [row.report_key])[row.report_key]
        found = list(_changes(stored.id, unpack(row.before)[0], unpack(row.after)[0]))
        if found:
            yield stored, found


def _changes(of_report: str, earlier: tuple[Claim, ...], later: tuple[Claim, ...]) -> Iterator[ClaimChange]:
    was = {id_: claim for _, id_, claim in numbered(of_report, earlier)}
    became = {id_: claim for _, id_, claim in numbered(of_report, later)}
    for id_, claim in sorted({**was, **became}.items(), key=lambda item: (item[1].trigger.start, item[0])):
        before, after = was.get(id_), became.get(id_)
        if before is None or after is None:
            yield ClaimChange("came" if before is None else "went", id_, before, after)
        elif differing := tuple(_differing(before, claim)):
            yield ClaimChange("changed", id_, before, after, differing)


def _differing(before: Claim, after: Claim) -> Iterable[str]:
    """Return the fields in which two claims differ for a reader; rules and evidence are none."""
    told = (field.name for field in fields(Claim) if field.name not in ("rule", "evidence", "sentence"))
    return (name for name in told if getattr(before, name) != getattr(after, name))
