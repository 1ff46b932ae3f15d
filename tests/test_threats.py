"""What hostile input and carelessness could do: each threat with the test that it does not."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import docx
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

import test_messages as messages
import test_pages as pages
import test_pdf as pdfs
import test_tables as tables
from inputs import zipped
from tawatur import cli
from tawatur.errors import InputError, SetAside
from tawatur.ingest.documents import Budget, Limits, documents_in
from tawatur.ingest.extraction import Defaults, report_of
from tawatur.model import Document, Handled

TEXT = messages.TEXT
SMALL = Limits(document_bytes=1 << 20, total_bytes=4 << 20, members=50)


def tarred(names: list[str], content: bytes = b"x") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def word() -> bytes:
    made, packed = docx.Document(), io.BytesIO()
    made.add_heading("عنوان", 1)
    made.add_paragraph(TEXT)
    made.save(packed)
    return packed.getvalue()


def mail() -> bytes:
    made = messages.message(TEXT)
    made.add_alternative(f"<p>{TEXT}</p>", subtype="html")
    made.add_attachment(
        pdfs.pdf(pdfs.whole_lines(str)), maintype="application", subtype="pdf", filename="a.pdf"
    )
    return made.as_bytes()


MESSAGE = {"id": 1, "type": "message", "date": "2016-10-02T14:05:11", "text": ["x", {"text": TEXT}]}
PAGE = (
    '<div class="page_wrap"><div class="message default" id="message1"><div class="date details" '
    f'title="02.10.2016 10:00:00"></div><div class="text">{TEXT}</div></div></div>'
)
# One of each kind, whole: what is fuzzed are copies of these, broken in a few places.
WHOLE = {
    "a.txt": f"عنوان\n\n{TEXT}".encode(),
    "a.jsonl": json.dumps({"text": TEXT, "published": "2016-10-02"}, ensure_ascii=False).encode(),
    "a.csv": tables.table([tables.HEADER, ["أ", TEXT, "2016-10-02", "x"]]),
    "a.parquet": tables.parquet(text=pa.array([TEXT] * 3), date=pa.array([1475366400, None, 1])),
    "a.html": str(pages.PAGES["wordpress"][1]).encode(),
    "a.eml": mail(),
    "a.mbox": b"From a@b 2016\n" + mail() + b"\nFrom b@c 2016\n" + mail(),
    "a.pdf": pdfs.pdf(pdfs.whole_lines(pdfs.from_the_left)),
    "a.docx": word(),
    "result.json": json.dumps(messages.export(MESSAGE, MESSAGE), ensure_ascii=False).encode(),
    "messages.html": PAGE.encode(),
    "a.rss": f'<?xml version="1.0"?>{messages.RSS}'.encode(),
    "a.warc": messages.warc(packed=False),
    "a.warc.gz": messages.warc(packed=True),
    "a.zip": zipped({"a.txt": TEXT.encode(), "b/c.html": b"<html>x"}),
    "a.tar": tarred(["a.txt", "b.txt"], TEXT.encode()),
    "a.txt.gz": gzip.compress(TEXT.encode()),
}
PIECES = (
    b"\0", b"\xff", b"<", b">", b'"', b"{", b"[", b"\xed\xa0\x80", b"99999999999", b"-1", b"\r\n", b"&#x0;",
    b"]]>", b"%00", b"\\ud800", b"NaN", b"1e999", b"http://[", b"From x 2016\n",
)  # fmt: skip
MUTATIONS = 25


def broken(content: bytes, chance: random.Random) -> bytes:
    """Return a copy with some bytes changed, lost, doubled or put in between."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) or 1)
        match chance.randrange(6):
            case 0 if made:
                made[at] = chance.randrange(256)
            case 1:
                del made[at : at + chance.randint(1, 40)]
            case 2:
                made[at:at] = chance.randbytes(chance.randint(1, 8))
            case 3:
                made[at:at] = made[at : at + chance.randint(1, 200)] * chance.randint(1, 5)
            case 4 if chance.random() < 0.3:
                del made[at:]
            case _:
                made[at:at] = chance.choice(PIECES)
    return bytes(made)


def outcome(each: Document | Handled) -> str:
    """Return why something is no report, "" where it is one; anything but our own errors is raised."""
    if isinstance(each, Handled):
        return each.message
    try:
        report_of(each, Defaults())
    except (InputError, SetAside) as reason:
        return str(reason)
    return ""


@pytest.mark.parametrize("name", WHOLE)
def test_broken_files_of_every_kind_are_read_or_named(tmp_path, name):
    chance, path = random.Random(name), tmp_path / name
    path.write_bytes(WHOLE[name])
    assert "" in [outcome(each) for each in documents_in(path, "whole", Budget(SMALL))], (
        "the whole one is read"
    )
    for number in range(MUTATIONS):
        path.write_bytes(broken(WHOLE[name], chance))
        begun = time.process_time()
        told = [outcome(each) for each in documents_in(path, str(path), Budget(SMALL))]
        assert time.process_time() - begun < 5, number
        assert len(told) <= 200 and not any("This is a bug" in each for each in told), (number, told)


class TestArchives:
    def test_members_that_overlap_are_unpacked_within_the_bounds(self, tmp_path):
        content = bytearray(zipped({"a.txt": b"\0" * (1 << 20)}))
        start, end = content.rfind(b"PK\x01\x02"), content.rfind(b"PK\x05\x06")
        entry, count = bytes(content[start:end]), 600
        content[start:end] = entry * count
        at = content.rfind(b"PK\x05\x06")
        content[at + 8 : at + 12] = count.to_bytes(2, "little") * 2
        content[at + 12 : at + 16] = (len(entry) * count).to_bytes(4, "little")
        (tmp_path / "a.zip").write_bytes(content)
        told = [outcome(each) for each in documents_in(tmp_path / "a.zip", "a.zip", Budget(SMALL))]
        assert len(told) <= SMALL.members + 1 and "more than" in told[-1]

    def test_a_tar_of_very_many_members_ends_at_the_bound(self, tmp_path):
        header = tarred(["a.txt"])[:1024]
        (tmp_path / "a.tar.gz").write_bytes(gzip.compress(header * 100_000 + b"\0" * 1024))
        begun = time.process_time()
        limits = Limits(ratio=100_000)
        *documents, refused = documents_in(tmp_path / "a.tar.gz", "a.tar.gz", Budget(limits))
        assert len(documents) < limits.members and "more than 10,000 members" in outcome(refused)
        assert time.process_time() - begun < 10

    def test_no_name_of_a_member_is_ever_a_path(self, tmp_path):
        parts = [
            "..",
            "/",
            "C:",
            "\\\\host",
            "~",
            "....//",
            "%2e%2e",
            "a/../..",
            "．．",
            "..\\",
            "a\u202eb",
            "con",
            ".",
        ]
        ends = ["etc/passwd", "x.txt", "..", "x\\y.txt", "ｘ.txt", "x.txt ", "\u2024\u2024/x", "x\n.txt"]
        names = [f"{first}/{second}/{end}" for first in parts for second in parts[:5] for end in ends]
        assert len(set(names)) >= 500
        inner = tmp_path / "inner"
        inner.mkdir()
        (inner / "a.tar").write_bytes(tarred(names, TEXT.encode()))
        (inner / "a.zip").write_bytes(zipped(dict.fromkeys(names, TEXT.encode())))
        before = sorted(tmp_path.rglob("*"))
        for name in ("a.tar", "a.zip"):
            told = list(documents_in(inner / name, name, Budget()))
            assert len(told) == len(names) and all(isinstance(each, Document) for each in told)
        assert sorted(tmp_path.rglob("*")) == before


HERE = Path(__file__).parent
# Forbids the internet to this process and, being found by name, to each Python that it starts.
NO_NETWORK = """
import os, socket
def refuse(what):
    with open(os.environ["CANARY"], "a") as canary:
        canary.write(what + "\\n")
    raise OSError("no connection may be opened")
def guarded(act):
    def guard(self, *args):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            refuse(f"{act.__name__} {args[-1]}")
        return act(self, *args)
    return guard
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
socket.getaddrinfo = lambda *args, **named: refuse(f"name {args[0]}")
"""
RUN_ALL = """
import json, sys
from click.testing import CliRunner
from tawatur import cli
outcomes = {}
for command in json.load(sys.stdin):
    result = CliRunner().invoke(cli.main, command)
    outcomes[" ".join(command)] = [result.exit_code, result.output[-300:]]
json.dump(outcomes, sys.stdout)
"""
LURES = {
    "a.html": "<html><head><link rel=stylesheet href=http://192.0.2.1/a.css><script src=http://192.0.2.1/a.js></script>"
    "<base href=http://192.0.2.1/></head><body><img src=http://192.0.2.1/a.png>"
    f"<iframe src=//192.0.2.1></iframe><p>{TEXT}</p>",
    "b.xml": '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://192.0.2.1/rss.dtd"><rss><channel><item><title>x</title>'
    f"<description>{TEXT}</description><enclosure url='http://192.0.2.1/x'/></item></channel></rss>",
    "c.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "http://192.0.2.1/e">]><rss><channel><item><title>&e;</title></item></channel></rss>',
    "d.xml": '<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><xi:include href="http://192.0.2.1/"/>'
    "</item></channel></rss>",
    "e.eml": "From: a@b\nSubject: x\nContent-Type: message/external-body; access-type=URL; URL=http://192.0.2.1/\n\nx",
    "f.jsonl": json.dumps({"text": TEXT, "id": "one", "url": "http://192.0.2.1/", "published": "2016-10-02"}),
}


def test_no_command_but_follow_opens_a_connection(tmp_path, lexicon_cache):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    news = tmp_path / "news"
    news.mkdir()
    for name, content in LURES.items():
        (news / name).write_text(content, encoding="utf-8")
    one = str(news / "f.jsonl")
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "1", "text": TEXT, "claims": []}), encoding="utf-8")
    gazetteer = tmp_path / "places.csv"
    gazetteer.write_text("id,name_ar,lat,lon\n1,الزيتونة,35.1,36.2\n", encoding="utf-8")
    commands = [
        ["init"], ["add", str(news), "--jobs", "1"], ["status"], ["failures", "--set-aside"], ["retry", "--jobs", "1"],
        ["search", "الزيتونة"], ["claims"], ["show", "one", "--format", "html"], ["versions", "one"], ["readings"],
        ["reread", "--all", "--jobs", "1"], ["diff", "first", "latest"],
        ["correct", "one", "1", "type", "ASSAULT", "--reason", "x"], ["snapshot", str(tmp_path / "out")],
        ["read", one, "--format", "html"], ["coverage", one], ["explain", one], ["score", str(gold)],
        ["where", "حلب"], ["who", "الحوثيون"], ["gazetteer", "add", str(gazetteer)],
    ]  # fmt: skip
    known = set(cli.main.list_commands(None))  # type: ignore[arg-type]
    assert known - {command[0] for command in commands} <= {"follow"}, "a command that this test does not run"
    canary = tmp_path / "canary"
    environment = {
        **os.environ, "CANARY": str(canary), "TAWATUR_STORE": str(tmp_path / "tawatur.db"),
        "TAWATUR_CACHE": str(lexicon_cache), "TAWATUR_DATA": str(tmp_path / "data"),
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), str(HERE.parent / "src")]),
    }  # fmt: skip
    probe = "import socket; socket.socket().connect_ex(('192.0.2.1', 80))"
    subprocess.run([sys.executable, "-c", probe], env=environment, check=False, capture_output=True)
    assert canary.read_text(encoding="utf-8").startswith("connect_ex ('192.0.2.1'"), "the guard guards"
    canary.unlink()
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL],
        input=json.dumps(commands),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    outcomes = json.loads(done.stdout)
    assert {command: said for command, said in outcomes.items() if said[0] not in (0, 1)} == {}
    assert not canary.exists()


MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "tawatur.cli", *sys.argv[1:]], capture_output=True, text=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, done.stderr)
"""


def test_a_hundred_megabytes_on_one_line_are_named_in_little_memory(tmp_path, lexicon_cache):
    word = "قصف " * 1_000_000
    for name, start in (("a.txt", ""), ("b.jsonl", '{"text": "')):
        with (tmp_path / name).open("w", encoding="utf-8") as stream:
            stream.write(start)
            stream.writelines(word for _ in range(12))
    environment = {
        **os.environ,
        "TAWATUR_STORE": str(tmp_path / "tawatur.db"),
        "TAWATUR_CACHE": str(lexicon_cache),
    }
    files = [str(tmp_path / name) for name in ("a.txt", "b.jsonl")]
    command = [sys.executable, "-c", MEASURED, "add", *files, "--jobs", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    peak, _, told = done.stdout.partition(" ")
    assert "2 failed" in told and told.count("64 MiB") == 2, told
    assert int(peak) < 500


class TestDirections:
    MARKED = "قصفت \u202eطائرات\u202c حربية \u2067بلدة\u2069 سراقب\u200f صباح السبت\u061c وقتل خمسة مدنيين."

    def run(self, folder: Path, *args: str) -> Result:
        environment = {"TAWATUR_STORE": str(folder / "tawatur.db")}
        return CliRunner().invoke(cli.main, list(args), env=environment)

    @pytest.fixture
    def folder(self, tmp_path, lexicon_cache, monkeypatch) -> Path:
        monkeypatch.setenv("TAWATUR_CACHE", str(lexicon_cache))
        fields = {
            "text": self.MARKED,
            "title": f"\u202e{self.MARKED}",
            "outlet": "\u2066الأفق\x1b[31m",
            "id": "one",
        }
        (tmp_path / "a.jsonl").write_text(json.dumps(fields), encoding="utf-8")
        assert self.run(tmp_path, "add", str(tmp_path / "a.jsonl"), "--jobs", "1").exit_code == 0
        return tmp_path

    def test_marks_of_direction_are_kept_and_shown_harmlessly(self, folder):
        kept = json.loads(self.run(folder, "show", "one", "--format", "jsonl").stdout)
        assert kept["text"] == self.MARKED and kept["outlet"] == "\u2066الأفق\x1b[31m"
        assert [claim["type"] for claim in kept["claims"]].count("ASSAULT") >= 1
        for command in (
            ["search", "سراقب"],
            ["show", "one"],
            ["claims"],
            ["versions", "one"],
            ["show", "one", "--format", "html"],
        ):
            result = self.run(folder, *command)
            assert result.exit_code == 0
            unsafe = set(result.stdout) & set("\u202a\u202b\u202d\u202e\u2066\u2067\x1b")
            assert not unsafe or command[-1] == "html", command


def test_invisible_characters_change_no_claim(loaded_reader):
    from dataclasses import replace

    from tawatur.model import Report

    report = Report(id="x", text=TEXT)
    plain = loaded_reader.read(report).claims
    assert plain
    marks = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"
    for mark in f"{marks}\u2066\u2067\u2068\u2069\u0640":
        for step in (3, 5):
            marked = (
                "".join(
                    letter + mark * (number % step == 0 and letter.isalpha())
                    for number, letter in enumerate(TEXT[:-1])
                )
                + "."
            )
            read = loaded_reader.read(replace(report, text=marked)).claims
            assert [(c.type, [m.id for m in c.actors], len(c.places)) for c in read] == [
                (c.type, [m.id for m in c.actors], len(c.places)) for c in plain
            ], f"U+{ord(mark):04X} every {step} letters"
