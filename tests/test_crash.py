"""A run that is killed, or finds the disk full, is given again: nothing is lost, nothing is doubled."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

import postgres
from tawatur.errors import StoreError
from tawatur.ingest.extraction import Defaults
from tawatur.intake.adding import Hooks, Options, add_files
from tawatur.intake.handling import handle
from tawatur.intake.sources import files_of
from tawatur.model import Document, Handled
from tawatur.pipeline import Reader
from tawatur.store.store import Store

SAMPLES = Path(__file__).parents[1] / "samples"
# In each kind of database. TAWATUR_TEST_KILLS asks for fewer, while something else is worked on.
KILLS = int(os.environ.get("TAWATUR_TEST_KILLS", "200"))
BATCH = 2
# Every row that a run leaves, by what it says: not by when, in which run, or under which number.
ROWS = {
    "reports": "SELECT id, text, title, outlet, published FROM reports",
    "inputs": "SELECT i.member, i.digest, i.status, r.id FROM inputs i LEFT JOIN reports r ON r.key = i.report_key",
    "claims": "SELECT r.id, c.number, c.id, c.type FROM claims c JOIN current_readings n ON n.reading_key = "
    "c.reading_key JOIN reports r ON r.key = n.report_key",
    "mentions": "SELECT c.id, m.role, m.id FROM mentions m JOIN claims c ON c.key = m.claim_key",
    "copies": "SELECT a.id, b.id, c.kind, c.shared FROM copies c JOIN reports a ON a.key = c.report_key "
    "JOIN reports b ON b.key = c.of_key",
    "texts": "SELECT a.id, b.id FROM report_texts t JOIN reports a ON a.key = t.report_key "
    "JOIN reports b ON b.key = t.text_key",
    "originals": "SELECT digest, size FROM originals",
    "sources": "SELECT digest, inputs FROM sources",
}


class Remembered:
    """Handles documents once and remembers, so that a run takes only the time of its writing."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, Handled] = {}

    def handled(self, documents: Iterable[Document | Handled], defaults: Defaults) -> Iterator[Handled]:
        for each in documents:
            if isinstance(each, Handled):
                yield each
                continue
            if each.digest not in self._known:
                self._known[each.digest] = handle(each, defaults, self._reader)
            yield replace(self._known[each.digest], document=each)


@pytest.fixture(scope="module")
def news(tmp_path_factory) -> list[Path]:
    """Write eighteen reports, half of them copies, and some broken ones, in two files."""
    folder = tmp_path_factory.mktemp("news")
    samples = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))[:9]]
    records = [{"text": sample, "outlet": f"صحيفة {copy}"} for copy in range(2) for sample in samples]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    lines[7:7] = ["{broken", json.dumps({"text": "not Arabic at all, but in English"}), lines[0]]
    files = [folder / "a.jsonl", folder / "b.jsonl"]
    for path, part in zip(files, (lines[:12], lines[12:]), strict=True):
        path.write_text("\n".join(part) + "\n", encoding="utf-8")
    return files


@pytest.fixture(scope="module")
def handler(loaded_reader) -> Remembered:
    return Remembered(loaded_reader)


def take_in(url: str, news: list[Path], handler: Remembered) -> None:
    with Store.open(url, create=True) as store, store.run("test", "r", {}, lambda _: ()) as run:
        add_files(store, run, files_of(news), handler, Options(batch=BATCH), Hooks())


def rows_in(url: str) -> dict[str, list[tuple[str, ...]]]:
    with Store.open(url) as store, store.database.reading() as connection:
        found = {
            name: sorted(tuple(map(str, row)) for row in connection.execute(text(query)))
            for name, query in ROWS.items()
        }
        if store.database.is_sqlite:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
            made = "CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, report_words, instance)"
            connection.execute(text(made))
            words = connection.execute(text("SELECT count(DISTINCT doc) FROM indexed")).scalar()
            doubled = text("SELECT 1 FROM indexed GROUP BY term, doc HAVING count(*) > 1")
            assert connection.execute(doubled).first() is None
        else:
            words = connection.execute(text("SELECT count(*) FROM report_words")).scalar()
    assert words == len(found["reports"])
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request, tmp_path) -> Iterator[Callable[[], str]]:
    """Yield a function that gives the URL of a store that is not there yet."""
    with contextlib.ExitStack() as opened:
        if request.param == "sqlite":
            yield lambda: str(tmp_path / f"{uuid.uuid4().hex}.db")
            return
        server = request.getfixturevalue("postgres_server")
        if server is None:
            pytest.skip("no PostgreSQL server programs: install the package postgresql")
        yield lambda: opened.enter_context(postgres.database(server, f"t{uuid.uuid4().hex}"))


def killed_after(seconds: float, work: Callable[[], None]) -> bool:
    """Do `work` in a process of its own and kill that after so long; return whether it was done by then."""
    child = os.fork()
    if child == 0:  # nothing of pytest may run on in here
        try:
            work()
        except BaseException:  # noqa: BLE001 - the child ends here
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert os.waitstatus_to_exitcode(status) == 0
            return True
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # forking beside threads: the child only writes
def test_killed_at_any_point_and_given_again_nothing_is_lost_or_doubled(fresh_url, news, handler):
    begun = time.monotonic()
    take_in(whole := fresh_url(), news, handler)
    longest = time.monotonic() - begun
    expected = rows_in(whole)
    assert len(expected["reports"]) == 18 and expected["copies"] and len(expected["sources"]) == 2
    chance = random.Random(2016)
    kills = finished = 0
    while kills < KILLS:
        url = fresh_url()
        while not killed_after(chance.uniform(0.002, longest), lambda url=url: take_in(url, news, handler)):
            kills += 1
        assert rows_in(url) == expected
        finished += 1
    assert finished > 0


@pytest.mark.parametrize("seconds", [0.3, 0.9, 1.6])
def test_the_command_itself_can_be_killed_with_its_workers(tmp_path, news, seconds):
    store = tmp_path / "a.db"
    command = [
        sys.executable,
        "-m",
        "tawatur.cli",
        "add",
        *map(str, news),
        "--store",
        str(store),
        "--jobs",
        "2",
    ]
    begun = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(seconds)
    os.kill(begun.pid, signal.SIGKILL)
    begun.wait()
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "holds 18 reports" in finished.stderr
    counts = {name: len(found) for name, found in rows_in(str(store)).items()}
    assert counts["reports"] == 18 and counts["inputs"] == 21
    deadline = time.monotonic() + 10
    while _of_session(begun.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _of_session(begun.pid)


def _of_session(leader: int) -> list[str]:
    """Return the processes that a session left behind."""
    found = subprocess.run(
        ["ps", "-s", str(leader), "-o", "pid="], capture_output=True, text=True, check=False
    )
    return found.stdout.split()


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """Mount a file system of a few megabytes; skip where that is not allowed.

    It is not within pytest's folders, which a server that runs as another user cannot enter.
    """
    folder = Path(tempfile.mkdtemp(prefix="tawatur-disk-"))
    folder.chmod(0o755)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=777", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        folder.rmdir()
        pytest.skip("file systems cannot be mounted here: needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def test_a_full_disk_is_told_and_room_made_the_run_goes_on(tmp_path, news, handler):
    take_in(whole := str(tmp_path / "whole.db"), news, handler)
    size = (tmp_path / "whole.db").stat().st_size
    with small_disk(64) as disk:
        url = str(disk / "a.db")
        for share in (0.3, 0.6, 0.9):
            free = shutil.disk_usage(disk).free
            ballast = disk / "ballast"
            ballast.write_bytes(b"\0" * max(free - int(size * share), 0))
            with pytest.raises(StoreError, match="Make room"):
                take_in(url, news, handler)
            ballast.unlink()
        take_in(url, news, handler)
        assert rows_in(url) == rows_in(whole)


def test_a_full_disk_of_the_server_is_told_too(tmp_path, news, handler):
    with small_disk(160) as disk, postgres.server(disk) as server:
        if server is None:
            pytest.skip("no PostgreSQL server programs: install the package postgresql")
        with postgres.database(server, "small") as url:
            with Store.open(url, create=True):
                pass
            ballast = disk / "ballast"
            with ballast.open("wb") as stream, contextlib.suppress(OSError):
                while True:
                    stream.write(b"\0" * (1 << 20))
                    stream.flush()
            with pytest.raises(StoreError):
                take_in(url, news, handler)
            ballast.unlink()
            _until_up(url)
            take_in(url, news, handler)
            take_in(whole := str(tmp_path / "whole.db"), news, handler)
            assert rows_in(url) == rows_in(whole)


def _until_up(url: str) -> None:
    """Wait for a server that restarts itself after it found its disk full."""
    for _ in range(100):
        with contextlib.suppress(StoreError), Store.open(url):
            return
        time.sleep(0.1)
    raise AssertionError("the server did not come up again")
