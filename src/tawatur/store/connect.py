"""Opens a store by URL or path and brings its tables up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError, SQLAlchemyError

from tawatur.errors import StoreError

DEFAULT_PATH = "tawatur.db"
# The newest migration of store/migrations/versions; a test holds the two together.
REVISION = "0001"
# Another process may hold the write lock for one batch, a second or two on a slow disk.
_BUSY_TIMEOUT_S = 60
# Any number that other users of the same PostgreSQL database do not use: "tawatur" in ASCII.
_ADVISORY_LOCK = 0x74617761747572


class Database:
    """A store's database: connections for reading, and for writing one at a time."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    def files(self) -> frozenset[Path]:
        """Return the files that the store itself is; none where a server keeps them."""
        if not self.is_sqlite:
            return frozenset()
        path = str(Path(self.engine.url.database or "").resolve())
        return frozenset(Path(path + end) for end in ("", "-wal", "-shm", "-journal"))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection that sees one state of the store throughout; raises StoreError."""
        with _told(self.name), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that nobody else writes beside; all of it is kept, or nothing.

        Raises StoreError, with nothing kept.
        """
        with _told(self.name), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                # Each statement sees what was kept before it: the lock is waited for in the first one, and
                # what the writer before us kept meanwhile must be seen by the second.
                connection.execution_options(isolation_level="READ COMMITTED")
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()


def open_database(where: str | Path = DEFAULT_PATH, *, create: bool = False) -> Database:
    """Return the database at a path or URL (`sqlite:///…`, `postgresql://…`), its tables up to date.

    `create` makes what is not there. Raises StoreError saying what to do.
    """
    url = _url_of(where)
    name = url.render_as_string(hide_password=True) if url.drivername != "sqlite" else str(url.database)
    if url.drivername == "sqlite":
        _check_file(Path(url.database or ""), create)
    with _told(name):
        engine = create_engine(url, **_options(url))
        if url.drivername == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
        database = Database(engine, name)
        _bring_up_to_date(database, create)
    return database


def _url_of(where: str | Path) -> URL:
    written = str(where)
    if "://" not in written:
        return URL.create("sqlite", database=written)
    try:
        url = make_url(written)
    except ArgumentError as error:
        raise StoreError(written, f"this is no URL of a store: {error}", _URLS) from error
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database:
        return url
    raise StoreError(written, f"stores of the kind {url.drivername!r} are not known", _URLS)


_URLS = "Name a file, as tawatur.db, or a database, as postgresql://user@host/name."


def _options(url: URL) -> dict[str, Any]:
    if url.drivername == "sqlite":
        # One read transaction a connection: what we begin is what SQLite begins.
        return {"isolation_level": "AUTOCOMMIT", "connect_args": {"timeout": _BUSY_TIMEOUT_S}}
    # A client that was killed is noticed while its server process waits for a lock, not only after.
    options = "-c client_connection_check_interval=500"
    return {
        "pool_pre_ping": True,
        "isolation_level": "REPEATABLE READ",
        "connect_args": {"options": options},
    }


def _set_up_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # Hashes of fingerprints fall anywhere in their index: 64 MB of pages, where SQLite keeps two by itself.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise StoreError(str(path), "this is a folder", "Name a file in it, as tawatur.db.")
    if path.exists() or create:
        return
    raise StoreError(str(path), "there is no store", f"Make it: tawatur init --store {path}")


def _bring_up_to_date(database: Database, create: bool) -> None:
    revision = _revision(database)
    if revision == REVISION:
        return
    if revision is None and not create:
        remedy = f"Make its tables: tawatur init --store {database.name}"
        raise StoreError(database.name, "this is no tawatur store", remedy)
    from tawatur.store.migrating import migrate

    migrate(database)


def _revision(database: Database) -> str | None:
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn what the database says into a StoreError with a remedy."""
    try:
        yield
    except (DatabaseError, SQLAlchemyError) as error:
        problem = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(name, problem, _remedy(problem, error)) from error


def _remedy(problem: str, error: Exception) -> str:
    low = problem.lower()
    if "full" in low or "no space" in low or "disk i/o" in low:
        return "Make room on the disk and give the same command again: what was kept stays, the rest follows."
    if "locked" in low:
        return "Another command is writing to it. Wait for that to end and give this one again."
    if "not a database" in low or "malformed" in low:
        return "The file is damaged or no store. Name another, or bring it back from a copy."
    if "readonly" in low or "unable to open" in low or "permission" in low:
        return "Check that the folder is there and that you may write to it."
    if isinstance(error, OperationalError):
        return "Check that the database server runs, and the user, host and name in the URL."
    return "What was kept before stays. If it happens again, please report it."
