"""End to end: reports in as files, claims out of the command, the same every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tawatur import cli, pipeline
from tawatur.ingest.files import read_reports
from tawatur.model import Basis, Claim, Report
from tawatur.text.normal import writes_ha

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
TITLE = "قصف على الزيتونة"
TEXT = "قصفت المدفعية بلدة الزيتونة مساء السبت، بحسب ما قال مصدر طبي."


@pytest.fixture
def run(monkeypatch, loaded_reader):
    monkeypatch.setattr(pipeline.Reader, "load", lambda **_: loaded_reader)

    def run(*args: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(cli.main, [str(arg) for arg in args], input=stdin)

    return run


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def claims(result: Result) -> list[list[dict[str, object]]]:
    return [json.loads(line)["claims"] for line in result.stdout.splitlines()]


class TestSamples:
    def test_every_sample_gives_claims(self, loaded_reader):
        for report in read_reports([SAMPLES], on_problem=pytest.fail):
            reading = loaded_reader.read(report)
            assert reading.claims, report.source
            for claim in reading.claims:
                assert report.text[claim.trigger.start : claim.trigger.end].strip()
                assert claim.rule

    @pytest.mark.parametrize("form", ["jsonl", "csv", "html", "text"])
    def test_all_formats_are_written(self, run, form):
        result = run("read", "--format", form, SAMPLES)
        assert result.exit_code == 0
        assert result.stderr.endswith("15 read: 15 with claims, 0 without, 0 failed\n")
        assert len(result.stdout) > 1000

    def test_a_title_is_not_read_as_text(self, run, tmp_path):
        path = write(tmp_path, "a.txt", f"{TITLE}\n\nهطل المطر على المدينة.\n".encode())
        assert claims(run("read", "--format", "jsonl", path)) == [[]]

    def test_a_reports_own_dateline_dates_it(self, loaded_reader):
        text = "الزيتونة (وكالة الأفق) الأحد 14 مارس/ آذار 1993 - قصفت المدفعية البلدة أمس."
        reading = loaded_reader.read(Report(id="r", text=text))
        assert (reading.report.published, reading.report.published_basis) == (
            date(1993, 3, 14),
            Basis.DATELINE,
        )
        assert [c.time.start for c in reading.claims if c.time] == [date(1993, 3, 13)]


class TestDeterminism:
    def test_the_same_input_gives_the_same_bytes_in_every_process(self, lexicon_cache):
        """Strings hash differently in every process; nothing may depend on the order of a set."""
        outputs = []
        for seed in ("1", "2"):
            command = [sys.executable, "-m", "tawatur.cli", "read", "--format", "jsonl", str(SAMPLES)]
            path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
            environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
            environment["TAWATUR_CACHE"] = str(lexicon_cache / f"seed-{seed}")  # compiled with that seed too
            outputs.append(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
        assert outputs[0] == outputs[1]
        assert len(outputs[0].splitlines()) == 15

    def test_a_report_is_read_alike_whatever_was_read_before(self, loaded_reader):
        reports = list(read_reports([SAMPLES], on_problem=pytest.fail))
        forwards = {r.id: loaded_reader.read(r) for r in reports}
        loaded_reader.lexicon.forget()
        backwards = {r.id: loaded_reader.read(r) for r in reversed(reports)}
        assert forwards == backwards


class TestBadInput:
    """The problem, where it is and what to do are named; the rest is read; the exit code is 1."""

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("a.txt", b"", "no text in it"),
            ("a.txt", b"   \n\n  \n", "no text in it"),
            ("a.txt", b"Shells fell on the town.\n", "no Arabic"),
            ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01" * 20, "text"),
            ("a.txt", f"{TITLE}\n\n{TEXT}\n".encode()[:-8] + b"\xff\xfe\n", "not UTF-8"),
            ("a.jsonl", json.dumps({"id": "1"}).encode() + b"\n", "text"),
            ("a.jsonl", json.dumps({"text": TEXT, "published": "2016-13-45"}).encode() + b"\n", "published"),
            ("a.jsonl", b'{"text": \n', "JSON"),
        ],
        ids=["empty", "blank", "latin", "binary", "broken-utf-8", "no-text", "bad-date", "bad-json"],
    )
    def test_it_is_named_and_the_rest_is_read(self, run, tmp_path, name, content, said):
        bad = write(tmp_path, name, content)
        good = write(tmp_path, "good.txt", f"{TITLE}\n\n{TEXT}\n".encode())
        result = run("read", "--format", "jsonl", bad, good)
        assert result.exit_code == 1
        assert str(bad) in result.stderr and said in result.stderr
        assert "Traceback" not in result.stderr
        assert [claim[0]["trigger"]["text"] for claim in claims(result)[-1:]] == ["قصفت"]

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1256", "utf-8-sig"])
    def test_other_encodings_give_the_same_claims(self, run, tmp_path, encoding):
        text = f"{TITLE}\n\n{TEXT}\n"
        plain = run("read", "--format", "jsonl", write(tmp_path, "plain.txt", text.encode()))
        content = text.encode(encoding)
        other = run("read", "--format", "jsonl", write(tmp_path, "other.txt", content))
        assert claims(other) == claims(plain) != [[]]

    def test_stray_direction_marks_and_zero_width_characters_change_no_claim(self, run, tmp_path):
        marked = TEXT.replace("قصفت", "\u202bقص\u200cفت\u202c").replace("بلدة", "\u200fبلدة\u200f")
        plain = claims(
            run("read", "--format", "jsonl", write(tmp_path, "a.txt", f"{TITLE}\n\n{TEXT}".encode()))
        )
        other = claims(
            run("read", "--format", "jsonl", write(tmp_path, "b.txt", f"{TITLE}\n\n{marked}".encode()))
        )

        def what(found: list[list[dict[str, object]]]) -> list[object]:
            return [(c["type"], c["mode"], [p["id"] for p in c["places"]], len(c["chain"])) for c in found[0]]

        assert what(other) == what(plain)

    @pytest.mark.parametrize(
        "unit",
        [
            "قصفت المدفعية بلدة الزيتونة ",
            "ا",
            "\u200f",
            "«",
            "قال إن ",
            "و",
            "12 ",
            "... ",
            "\u064b",
            "ـ",
            "السبت ",
        ],
        ids=[
            "sentence",
            "letter",
            "mark",
            "quote",
            "speech",
            "and",
            "number",
            "dots",
            "vowel",
            "tatweel",
            "day",
        ],
    )
    def test_one_long_line_takes_time_in_proportion(self, loaded_reader, unit):
        def seconds(size: int) -> float:
            text = "قصفت " + unit * (size // len(unit))
            began = time.process_time()
            loaded_reader.read(Report(id="r", text=text, published=date(2016, 11, 22)))
            return time.process_time() - began

        seconds(1_000)
        small, large = seconds(20_000), seconds(160_000)
        assert large < 1.0 or large < 8 * 4 * small, f"{large:.1f} s for eight times of {small:.1f} s"


class TestTextsThatWriteHaForTa:
    TEXT = (
        "أصيب ستة أشخاص في غارة جوية على بلدة دوما. وقصفت المدفعية قاعدة للجيش السوري قرب مدينة حرستا. "
        "وأدت العملية إلى إصابة ثلاثة مدنيين."
    )

    def test_they_give_the_same_claims(self, loaded_reader):
        careful, hasty = self.TEXT, self.TEXT.replace("ة", "ه")
        published = date(2018, 3, 1)
        first, second = (
            loaded_reader.read(Report(id="r", text=text, published=published)).claims
            for text in (careful, hasty)
        )
        assert len(first) == 3
        assert [_shape(claim) for claim in first] == [_shape(claim) for claim in second]

    def test_a_text_with_both_letters_keeps_its_pronouns(self, loaded_reader):
        text = "قال إن منزله في المدينة قصف، وإن ابنه وأخاه وجاره قتلوا في الغارة على الحارة القديمة."
        assert not writes_ha(text)
        assert writes_ha(text.replace("ة", "ه"))


def _shape(claim: Claim) -> tuple[object, ...]:
    mentions = [sorted(mention.id for mention in some) for some in (claim.actors, claim.targets)]
    numbers = sorted((number.what, number.min, number.max) for number in claim.numbers)
    return claim.type, claim.mode, claim.trigger, mentions, sorted(str(p.id) for p in claim.places), numbers
