"""A PostgreSQL server for the tests: the one TAWATUR_TEST_POSTGRES names, or one of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

_USER = "postgres"


@contextmanager
def server(parent: Path | None = None) -> Iterator[str | None]:
    """Start a server in a folder of its own, reached by a socket there; yield its URL, None without one.

    The folder is made in `parent`, where that is given.

    The server programs come with the distribution's package `postgresql`.
    """
    if parent is None and (given := os.environ.get("TAWATUR_TEST_POSTGRES")):
        yield given
        return
    programs = _programs()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="tawatur-pg-", dir=parent))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _USER, _USER)
        data = folder / "data"
        _run(
            programs / "initdb",
            "--auth=trust",
            f"--username={_USER}",
            "--no-sync",
            "--encoding=UTF8",
            "-D",
            data,
        )
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        _run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql://{_USER}@/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(server_url: str, name: str) -> Iterator[str]:
    """Make a database on a server for as long as it is used; yield its URL."""
    admin = create_engine(
        make_url(server_url).set(drivername="postgresql+psycopg"),
        isolation_level="AUTOCOMMIT",
        poolclass=NullPool,
    )
    try:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        admin.dispose()


def _programs() -> Path | None:
    """Return the folder of the newest server's programs, None where there are none that we can use."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found or (os.geteuid() == 0 and shutil.which("runuser") is None):
        return None
    return found[-1].parent


def _run(program: Path, *args: object) -> None:
    """Run a server program; never as root, which it refuses."""
    command = [str(program), *map(str, args)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", _USER, "--", *command]
    subprocess.run(command, check=True, capture_output=True, cwd="/")
