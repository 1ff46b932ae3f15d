"""A store as the rest of the program sees it: opened once, asked and added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, insert, select, update

from tawatur.model import Document, Handled, Reading, Status
from tawatur.store import asking
from tawatur.store.asking import Stored
from tawatur.store.connect import DEFAULT_PATH, Database, open_database
from tawatur.store.decisions import aware
from tawatur.store.schema import feeds, runs, sources
from tawatur.store.versions import version_key
from tawatur.store.writing import Containers, Writer, identity, next_key, statuses_of


class Run:
    """One command that adds to a store: everything it writes is marked with it."""

    def __init__(self, database: Database, key: int, version: int, containers: Containers) -> None:
        self._database, self.key, self.version, self._containers = database, key, version, containers

    def add(self, handled: Sequence[Handled], finished: Sequence[Source] = ()) -> list[Status]:
        """Keep documents and what became of them, and which sources are done, all together or not at all.

        Returns what each counts as. Raises StoreError with nothing kept.
        """
        with self._database.writing() as connection:
            writer = Writer(connection, self.key, self.version, self._containers)
            statuses = writer.add(handled)
            for source in finished:
                self._keep_source(connection, source)
        return statuses

    def _keep_source(self, connection: Connection, source: Source) -> None:
        """Keep that a source is done; a run that was killed may have kept it at its last moment."""
        if connection.execute(select(sources.c.key).where(source.is_same())).first() is None:
            row = {"key": next_key(connection, sources), "run_key": self.key, **source.as_row()}
            connection.execute(insert(sources), [row])

    def replace(self, retried: Sequence[tuple[int, Handled]]) -> list[Status]:
        """Keep what became of inputs (by key) that were tried again; return what each counts as."""
        with self._database.writing() as connection:
            writer = Writer(connection, self.key, self.version, self._containers)
            return writer.add_retried(retried)

    def reread(self, made: Sequence[tuple[Stored, Reading]]) -> None:
        """Keep further readings of reports as their newest, all together or not at all."""
        with self._database.writing() as connection:
            writer = Writer(connection, self.key, self.version, self._containers)
            for stored, reading in made:
                writer.add_reading(stored.key, stored.id, reading)

    def confirm(self, report_keys: Sequence[int]) -> None:
        """Keep that the newest readings of reports hold for this run's version too: nothing touches them."""
        with self._database.writing() as connection:
            Writer(connection, self.key, self.version, self._containers).confirm(report_keys)


class Source:
    """A file or URL taken in whole: what was in it, under which options."""

    def __init__(self, location: str, options: str, digest: str, inputs: int = 0) -> None:
        self.location, self.options, self.digest, self.inputs = location, options, digest, inputs

    def is_same(self) -> ColumnElement[bool]:
        """Return the condition under which a row is of this very source, under the same options."""
        return (
            (sources.c.location == self.location)
            & (sources.c.options == self.options)
            & (sources.c.digest == self.digest)
        )

    def as_row(self) -> dict[str, object]:
        """Return the columns of its row."""
        return {
            "location": self.location,
            "options": self.options,
            "digest": self.digest,
            "inputs": self.inputs,
        }


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed: the tags of its last answer, and when that was (None: never)."""

    url: str
    etag: str = ""
    last_modified: str = ""
    fetched_at: datetime | None = None


class Store:
    """An opened store; close it, or use it in a `with`."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, where: str | Path = DEFAULT_PATH, *, create: bool = False) -> Store:
        """Return the store at a path or URL. Raises StoreError saying what to do."""
        return cls(open_database(where, create=create))

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    @contextmanager
    def run(
        self, command: str, reader: str, files: Mapping[str, str], containers: Containers
    ) -> Iterator[Run]:
        """Begin a run of `command` with this version of the reader; say when it ended."""
        with self.database.writing() as connection:
            version = version_key(connection, reader, files)
            key = next_key(connection, runs)
            row = {"key": key, "command": command, "started_at": datetime.now(UTC)}
            connection.execute(insert(runs), [row])
        yield Run(self.database, key, version, containers)
        with self.database.writing() as connection:
            ended = update(runs).where(runs.c.key == key).values(ended_at=datetime.now(UTC))
            connection.execute(ended)

    def is_done(self, source: Source) -> bool:
        """Return whether the very source was taken in whole before, with the same options."""
        with self.database.reading() as connection:
            return connection.execute(select(sources.c.key).where(source.is_same())).first() is not None

    def unread(self, documents: Sequence[Document]) -> list[Document]:
        """Return those of the documents that were not handed in before."""
        with self.database.reading() as connection:
            known = statuses_of(connection, documents)
        return [document for document in documents if identity(document) not in known]

    def feed(self, url: str) -> Feed:
        """Return what is known of a feed; nothing of a new one."""
        with self.database.reading() as connection:
            row = connection.execute(select(feeds).where(feeds.c.url == url)).first()
        if row is None:
            return Feed(url)
        return Feed(url, row.etag, row.last_modified, aware(row.fetched_at))

    def keep_feed(self, feed: Feed) -> None:
        """Keep what the last request of a feed gave."""
        values = {"etag": feed.etag, "last_modified": feed.last_modified, "fetched_at": feed.fetched_at}
        with self.database.writing() as connection:
            changed = connection.execute(update(feeds).where(feeds.c.url == feed.url).values(**values))
            if not changed.rowcount:
                connection.execute(insert(feeds), [{"url": feed.url, **values}])

    def unread_inputs(self, *statuses: Status) -> list[tuple[int, bool]]:
        """Return the inputs with these statuses by key, and whether their bytes were kept."""
        with self.database.reading() as connection:
            return [(each.key, each.is_kept) for each in asking.unread_inputs(connection, *statuses)]

    def documents(self, keys: Iterable[int]) -> Iterator[Document]:
        """Yield the documents of inputs, one at a time, with their bytes where those were kept."""
        for key in keys:
            with self.database.reading() as connection:
                document = asking.document_of(connection, key)
            yield document

    def counts(self) -> asking.Counts:
        """Return the counts of the store."""
        with self.database.reading() as connection:
            return asking.counts(connection)
