"""What is handed in: every file of a folder and what stands there besides, a pipe, names that are no UTF-8."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tawatur import cli
from tawatur.ingest.extraction import Defaults
from tawatur.ingest.folders import files_in
from tawatur.intake.adding import Hooks, Options, add_files, retry_failures
from tawatur.intake.batches import batches
from tawatur.intake.handling import handle
from tawatur.intake.sources import files_of
from tawatur.model import Document, Handled, Status

TEXT = "أعلنت وزارة الصحة اليمنية يوم الأحد وصول شحنة أدوية إلى ميناء الحديدة."


class Here:
    """Handles documents in this process."""

    def __init__(self, reader) -> None:  # type: ignore[no-untyped-def]
        self._reader = reader

    def handled(self, documents: Iterable[Document | Handled], defaults: Defaults) -> Iterator[Handled]:
        return (
            each if isinstance(each, Handled) else handle(each, defaults, self._reader) for each in documents
        )


def run(folder: Path, *args: object, standard_input: bytes | None = None) -> Result:
    environment = {"TAWATUR_STORE": str(folder / "tawatur.db"), "TAWATUR_CACHE": os.environ["TAWATUR_CACHE"]}
    return CliRunner().invoke(cli.main, [str(arg) for arg in args], env=environment, input=standard_input)


@pytest.fixture(autouse=True)
def _cache(lexicon_cache, monkeypatch):
    monkeypatch.setenv("TAWATUR_CACHE", str(lexicon_cache))


def test_what_a_folder_holds_besides_files_is_set_aside_by_name(tmp_path):
    news = tmp_path / "news"
    (news / ".git").mkdir(parents=True)
    (news / ".git" / "a.txt").write_text(TEXT, encoding="utf-8")
    (news / ".b.txt").write_text(TEXT, encoding="utf-8")
    (news / "c.txt").write_text("The ministers met on Friday.", encoding="utf-8")
    (news / "loop").symlink_to(news, target_is_directory=True)
    os.mkfifo(news / "pipe")
    result = run(tmp_path, "add", news, "--jobs", 1)
    assert "5 documents: 0 read, 0 duplicates, 5 set aside, 0 failed" in result.stderr, result.stderr
    listed = run(tmp_path, "failures", "--set-aside", "--format", "jsonl").stdout.splitlines()
    reasons = {Path(each["location"]).name: each["message"] for each in map(json.loads, listed)}
    assert reasons.keys() == {".git", ".b.txt", "c.txt", "loop", "pipe"}
    assert "hidden" in reasons[".git"] and "link to a folder" in reasons["loop"] and "pipe" in reasons["pipe"]
    again = run(tmp_path, "add", news, "--jobs", 1)
    assert again.exit_code == 0 and "4 known already; 1 files unchanged" in again.stderr
    counts = json.loads(run(tmp_path, "status", "--format", "json").stdout)
    assert (counts["set_aside"], counts["inputs"]) == (5, 5)


@pytest.fixture
def locked(monkeypatch) -> set[Path]:
    """Return a set of folders that cannot be read: root reads any, so that permissions are not enough."""
    closed: set[Path] = set()
    entries = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path in closed:
            raise PermissionError(13, "Permission denied", str(path))
        return entries(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    return closed


def test_a_folder_that_cannot_be_read_fails_by_name_and_is_tried_again(
    tmp_path, store, loaded_reader, locked
):
    inner = tmp_path / "news" / "inner"
    inner.mkdir(parents=True)
    (inner / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "news" / "z.txt").write_text(TEXT.replace("الأحد", "الاثنين"), encoding="utf-8")
    locked.add(inner)
    heard: list[Handled] = []
    hooks = Hooks(on_unread=heard.append)
    with store.run("add", "test", {}, loaded_reader.lexicon.places.parents) as run_:
        files = files_of([tmp_path / "news"])
        added = add_files(store, run_, files, Here(loaded_reader), Options(), hooks)
        assert (added.read, added.failed) == (1, 1) and str(inner) in heard[0].message
        assert retry_failures(store, run_, Here(loaded_reader), hooks).failed == 1, "it still cannot be read"
        locked.clear()
        retried = retry_failures(store, run_, Here(loaded_reader), hooks)
    assert (retried.read, retried.failed) == (1, 0)
    counts = store.counts()
    assert (counts.reports, counts.failures, counts.inputs) == (2, 0, 2)


def test_a_failure_whose_file_was_added_since_stands_no_longer(tmp_path, store, loaded_reader):
    file = tmp_path / "a.txt"
    handler, hooks = Here(loaded_reader), Hooks()
    with store.run("add", "test", {}, loaded_reader.lexicon.places.parents) as run_:
        add_files(store, run_, files_of([file]), handler, Options(), hooks)
        file.write_text(TEXT, encoding="utf-8")
        add_files(store, run_, files_of([file]), handler, Options(), hooks)
        assert store.counts().failures == 1
        retry_failures(store, run_, handler, hooks)
    counts = store.counts()
    assert (counts.reports, counts.duplicates, counts.failures, counts.inputs) == (1, 1, 0, 2)


def test_a_pipe_can_be_handed_in(tmp_path):
    content = json.dumps({"text": TEXT, "id": "piped"}).encode()
    result = run(tmp_path, "add", "-", "--jobs", 1, standard_input=content)
    assert result.exit_code == 0 and "1 read" in result.stderr, result.stderr
    (shown,) = run(tmp_path, "search", "الحديدة", "--format", "jsonl").stdout.splitlines()
    assert json.loads(shown)["source"] == "standard input line 1"
    again = run(tmp_path, "add", "-", "--jobs", 1, standard_input=content)
    assert "0 documents" in again.stderr and "1 files unchanged" in again.stderr


def test_a_name_that_is_no_utf8_or_gives_commands_does_no_harm(tmp_path):
    for name in (b"a\xff.txt", b"b\x1b[2J\xe2\x80\xaetxt.txt"):
        try:
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("no", encoding="utf-8")
        except OSError:
            pytest.skip("this file system takes no such name")
    result = run(tmp_path, "add", tmp_path, "--jobs", 1)
    told = result.stderr + run(tmp_path, "failures", "--set-aside").stdout
    assert "a\ufffd.txt" in told and "2 set aside" in result.stderr
    assert "\x1b" not in told and "\u202e" not in told


def test_files_of_a_folder_come_sorted_by_their_paths_to_any_depth(tmp_path):
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    for path in (deep / "x.txt", tmp_path / "a.txt", tmp_path / "d" / "b.txt", tmp_path / "e.txt"):
        path.touch()
    found = list(files_in(tmp_path, pytest.fail, lambda *_: pytest.fail("nothing else is there")))
    assert found == sorted(found) and len(found) == 4


def test_batches_are_bounded_in_number_and_in_bytes():
    sizes = [1, 1, 1, 9, 1, 20, 1]
    documents = [Document("", str(n), "", b"x" * size, "") for n, size in enumerate(sizes)]
    cut = [[len(each.content) for each in batch] for batch in batches(documents, 3, 10)]
    assert cut == [[1, 1, 1], [9, 1], [20], [1]]
    failed = Handled(documents[5], Status.FAILED)
    assert [len(batch) for batch in batches([failed, failed], 3, 10)] == [1, 1]


def test_characters_that_no_database_takes_end_nothing(tmp_path, store, loaded_reader):
    half = {"text": TEXT, "outlet": "\ud800", "title": "\0", "id": "\udfff", "url": "http://\ud800"}
    lines = [json.dumps(half), json.dumps({"text": 1, "outlet": "\ud800"}), json.dumps({"text": TEXT})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    message = {
        "id": "\udfff",
        "type": "message",
        "date": "2016-10-02",
        "text": TEXT,
        "forwarded_from": "\ud800",
    }
    export = {"name": "\ud800", "type": "public_channel", "messages": [message]}
    (tmp_path / "result.json").write_text(json.dumps(export), encoding="utf-8")
    (tmp_path / "a.csv").write_bytes(b"text,\xed\xa0\x80\nx,\xed\xa0\x80\n")
    with store.run("add", "test", {}, loaded_reader.lexicon.places.parents) as run_:
        added = add_files(store, run_, files_of([tmp_path]), Here(loaded_reader), Options(), Hooks())
    assert (added.read, added.failed) == (3, 1)
