"""Data go to standard output, the rest to standard error, and the counts add up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from readings import PUBLISHED, SHELLING, TEXT
from tawatur import __version__, cli, pipeline
from tawatur.claims.outline import Outline
from tawatur.errors import TawaturError
from tawatur.model import Reading, Report, Span

TITLE = "عنوان التقرير"


class FakeReader:
    """Finds the one claim in reports that begin with its trigger, and breaks off where it is told to."""

    lexicon = None

    def outline(self, report: Report) -> tuple[Outline, ...]:
        if "عطب" in report.text:
            raise ZeroDivisionError("a bug")
        return (Outline(Span(0, len(report.text)), (), (), ()),)

    def __init__(self) -> None:
        self.reports: list[Report] = []

    def read(self, report: Report) -> Reading:
        self.reports.append(report)
        if "عطب" in report.text:
            raise ZeroDivisionError("a bug")
        if "توقف" in report.text:
            raise KeyboardInterrupt
        if "ممتنع" in report.text:
            raise TawaturError("not to be read")
        claim = replace(SHELLING, sentence=Span(0, 5)) if report.text.startswith("قصفت") else None
        return Reading(report, (claim,) if claim else ())


@pytest.fixture
def reader(monkeypatch):
    reader = FakeReader()
    monkeypatch.setattr(pipeline.Reader, "load", lambda **_: reader)
    return reader


def run(*args: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(arg) for arg in args], input=stdin)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def report_file(folder: Path, name: str = "a.txt", text: str = TEXT) -> Path:
    return write(folder, name, f"{TITLE}\n\n{text}\n")


@pytest.mark.usefixtures("reader")
class TestRead:
    def test_counts_add_up_and_problems_are_named(self, tmp_path):
        for name, text in [
            ("a", TEXT),
            ("b", "هطل المطر."),
            ("c", "no Arabic"),
            ("d", "عطب"),
            ("e", "ممتنع"),
        ]:
            report_file(tmp_path, f"{name}.txt", text)
        result = run("read", tmp_path)
        assert result.stderr.endswith("5 read: 1 with claims, 1 without, 3 failed\n")
        assert f"error: {tmp_path / 'c.txt'}: there is no Arabic" in result.stderr
        assert "error: not to be read" in result.stderr
        assert "ZeroDivisionError" in result.stderr and "This is a bug" in result.stderr
        assert result.exit_code == 1
        assert "ASSAULT/shelling" in result.stdout

    def test_one_bug_in_many_reports_is_traced_once(self, tmp_path):
        for name in "abc":
            report_file(tmp_path, f"{name}.txt", f"عطب {name}")
        result = run("read", tmp_path)
        assert result.stderr.count("Traceback") == 1
        assert result.stderr.count("the reader broke off: ZeroDivisionError in test_cli.py line") == 3
        assert result.exit_code == 1

    def test_a_run_that_is_interrupted_says_how_far_it_came(self, tmp_path):
        for name, text in [("a", TEXT), ("b", "توقف"), ("c", TEXT)]:
            report_file(tmp_path, f"{name}.txt", text)
        result = run("read", tmp_path, "--format", "jsonl")
        assert result.exit_code == 1
        assert result.stderr == "1 read: 1 with claims, 0 without, 0 failed\nAborted!\n"
        assert len(result.stdout.splitlines()) == 1

    def test_all_well_is_exit_code_0(self, tmp_path):
        result = run("read", report_file(tmp_path))
        assert (result.exit_code, result.stderr) == (0, "1 read: 1 with claims, 0 without, 0 failed\n")

    def test_damage_is_read_and_told(self, tmp_path):
        path = report_file(tmp_path)
        path.write_bytes(path.read_bytes() + b"\xff")
        result = run("read", path)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"warning: {path} line 5: 1 place is not UTF-8")
        assert result.stderr.endswith("1 read: 1 with claims, 0 without, 0 failed (1 read with damage)\n")

    def test_a_bad_date_names_the_line_and_the_rest_is_read(self, tmp_path):
        lines = [{"text": TEXT, "published": "soon"}, {"text": TEXT, "id": "2"}]
        path = write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
        result = run("read", "--format", "jsonl", path)
        assert f"error: {path} line 1:" in result.stderr and "--published" in result.stderr
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["2"]
        assert result.exit_code == 1

    def test_day_and_outlet_fill_in(self, tmp_path, reader):
        run("read", "--published", "1987-03-15", "--outlet", "الأفق", report_file(tmp_path))
        assert [(report.published, report.outlet) for report in reader.reports] == [(PUBLISHED, "الأفق")]
        assert reader.reports[0].published == date(1987, 3, 15)

    def test_standard_input_is_read(self):
        result = run("read", "-", "--format", "jsonl", stdin=f"{TITLE}\n\n{TEXT}\n")
        assert json.loads(result.stdout)["title"] == TITLE

    def test_text_that_goes_to_a_file_has_no_colours_and_no_marks(self, tmp_path):
        result = run("read", report_file(tmp_path))
        assert "\x1b" not in result.stdout and "\u2068" not in result.stdout
        assert "مدفعية الحرس  guard-forces" in result.stdout

    def test_who_orders_the_letters_can_be_said(self, tmp_path):
        assert "\u2068قصفت\u2069" in run("read", "--bidi", "terminal", report_file(tmp_path)).stdout
        assert "\ufe96\ufed4\ufebc\ufed7" in run("read", "--bidi", "reorder", report_file(tmp_path)).stdout

    @pytest.mark.parametrize(("form", "begins"), [("csv", "report_id,"), ("html", "<!doctype html>")])
    def test_tables_and_pages_are_written(self, tmp_path, form, begins):
        path = report_file(tmp_path)
        assert run("read", path, "--format", form).stdout.startswith(begins)
        result = run("read", path, "--format", form, "--output", tmp_path / "out")
        assert (tmp_path / "out").read_text(encoding="utf-8").startswith(begins)
        assert result.stdout == ""

    def test_a_table_for_excel_begins_with_a_mark(self, tmp_path):
        run("read", report_file(tmp_path), "--format", "csv", "--bom", "-o", tmp_path / "out.csv")
        data = (tmp_path / "out.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbfreport_id") and b"\r\n" in data and b"\r\r" not in data

    @pytest.mark.parametrize("output", ["a.txt", "later.jsonl", "deep/../a.txt"])
    def test_output_never_goes_over_what_is_read(self, tmp_path, output):
        (tmp_path / "deep").mkdir()
        report = report_file(tmp_path)
        before = report.read_bytes()
        result = run("read", tmp_path, "--format", "jsonl", "-o", tmp_path / output)
        assert result.exit_code == 2
        assert f"{tmp_path / output} would be among the reports that are read" in result.stderr
        assert report.read_bytes() == before

    def test_output_of_another_kind_may_go_beside_the_reports(self, tmp_path):
        report_file(tmp_path)
        assert run("read", tmp_path, "--format", "csv", "-o", tmp_path / "out.csv").exit_code == 0

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
    @pytest.mark.parametrize("form", ["text", "jsonl", "csv", "html"])
    def test_a_full_disk_is_said_plainly(self, tmp_path, form):
        result = run("read", report_file(tmp_path), "--format", form, "-o", "/dev/full")
        assert result.exit_code == 1
        assert "/dev/full cannot be written to: no space left on device" in result.stderr
        assert "Traceback" not in result.stderr

    def test_an_output_that_cannot_be_opened_says_what_to_do(self, tmp_path):
        result = run("read", report_file(tmp_path), "-o", tmp_path / "nowhere" / "out")
        assert "cannot be written: no such file or directory. Check the folder" in result.stderr

    def test_files_passed_over_are_counted_and_named(self, tmp_path):
        report_file(tmp_path)
        assert "passed over" not in run("read", tmp_path).stderr
        for name in ("b.pdf", "c.doc", "d.md", "e.csv"):
            write(tmp_path, name, TEXT)
        result = run("read", tmp_path)
        assert result.exit_code == 0
        assert "4 files passed over, hidden or neither .txt nor .jsonl: " in result.stderr
        assert "b.pdf" in result.stderr and "and 1 more" in result.stderr and "e.csv" not in result.stderr
        assert f"{tmp_path / 'e.csv'}\n" in run("read", "--list-skipped", tmp_path).stderr

    def test_a_day_that_is_none_is_shown_how_to_write(self):
        result = run("read", "-", "--published", "22/11/2016", stdin=TEXT)
        assert "'22/11/2016' is no day. Write it as 2016-11-22." in result.stderr

    def test_text_that_goes_to_a_file_has_no_blanks_at_line_ends(self, tmp_path):
        lines = run("read", report_file(tmp_path)).stdout.splitlines()
        assert lines == [line.rstrip() for line in lines]

    @pytest.mark.parametrize("form", ["text", "jsonl", "csv", "html"])
    def test_the_same_input_gives_the_same_output(self, tmp_path, form):
        path = report_file(tmp_path)
        assert (
            run("read", path, "--format", form).stdout_bytes
            == run("read", path, "--format", form).stdout_bytes
        )

    @pytest.mark.parametrize(
        "args",
        [
            ("read",),
            ("read", "-", "--format", "xml"),
            ("read", "-", "--published", "yesterday"),
            ("read", "-", "--output", "/nowhere/at/all"),
            ("score", "missing.jsonl"),
            ("reed",),
        ],
        ids=" ".join,
    )
    def test_a_wrong_command_is_exit_code_2(self, args):
        assert run(*args, stdin=TEXT).exit_code == 2


@pytest.mark.usefixtures("reader")
class TestExplain:
    def test_rule_and_words_are_shown(self, tmp_path):
        result = run("explain", report_file(tmp_path))
        assert result.exit_code == 0
        assert "verb:qasafa" in result.stdout and "nominal:qasf: another word" in result.stdout

    def test_a_claim_that_is_not_there_is_a_wrong_command(self, tmp_path):
        assert run("explain", "--claim", 1, report_file(tmp_path)).exit_code == 0
        result = run("explain", "--claim", 2, report_file(tmp_path))
        assert result.exit_code == 2
        assert "no claim 2; the last one is 1" in result.stderr
        assert "1 read: 1 with claims" in result.stderr
        assert result.stdout == ""

    def test_a_file_that_is_not_there_is_no_wrong_number(self, tmp_path):
        result = run("explain", "--claim", 2, tmp_path / "missing.txt")
        assert result.exit_code == 1
        assert "cannot be opened" in result.stderr and "no claim" not in result.stderr

    def test_the_sentence_stands_above_its_claim(self, tmp_path):
        lines = run("explain", report_file(tmp_path)).stdout.splitlines()
        sentence = next(n for n, line in enumerate(lines) if line.startswith("قصفت"))
        assert lines[sentence + 1].endswith("قصفت")


@pytest.mark.usefixtures("reader")
class TestCoverage:
    def test_one_bad_report_ends_nothing_and_counts_add_up(self, tmp_path):
        for name, text in [("a", TEXT), ("b", "عطب"), ("c", "no Arabic")]:
            report_file(tmp_path, f"{name}.txt", text)
        result = run("coverage", tmp_path)
        assert result.exit_code == 1
        assert "This is a bug" in result.stderr and "c.txt: there is no Arabic" in result.stderr
        assert result.stderr.endswith("3 read: 0 with claims, 1 without, 2 failed\n")
        assert result.stdout.startswith("1 report, 1 sentences")

    def test_no_report_gives_no_empty_lists(self, tmp_path):
        result = run("coverage", tmp_path / "missing")
        assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.usefixtures("reader")
class TestScore:
    @pytest.fixture
    def gold(self, tmp_path):
        claim = {"type": "ASSAULT", "mode": "shelling", "triggers": [[0, 4]], "actors": [], "targets": []}
        other = {**claim, "type": "REJECT", "triggers": [[TEXT.index("نفت"), TEXT.index("نفت") + 3]]}
        return write(tmp_path, "gold.jsonl", json.dumps({"id": "1", "text": TEXT, "claims": [claim, other]}))

    def test_figures_are_printed(self, gold):
        lines = run("score", gold).stdout.splitlines()
        assert lines[0] == "1 report, 2 gold claims, 1 predicted"
        assert lines[3] == "detect        1.000  0.500  0.667   (1/1/2)"

    def test_types_errors_and_confusion_are_listed_on_demand(self, gold):
        output = run("score", gold, "--by-type", "--confusion", "--errors", 1).stdout
        assert "REJECT        0.000  0.000  0.000   (0/0/1)" in output
        assert "REJECT      - 1" in output
        assert "missed REJECT    1  «نفت»" in output
        assert "fields ASSAULT" not in output

    def test_figures_come_as_json(self, gold):
        figures = json.loads(run("score", gold, "--json").stdout)
        assert figures["detect"]["tp"] == 1
        assert {"gold": "REJECT", "predicted": "-", "claims": 1} in figures["confusion"]

    def test_a_broken_gold_file_is_named(self, tmp_path):
        result = run("score", write(tmp_path, "bad.jsonl", '{"id": "1"}'))
        assert result.exit_code == 1
        assert "bad.jsonl line 1" in result.stderr

    def test_a_binary_gold_file_is_named(self, tmp_path):
        path = tmp_path / "bad.jsonl"
        path.write_bytes(b"\n\xff\xfe\x00")
        result = run("score", path)
        assert result.exit_code == 1
        assert "bad.jsonl line 2: this is not UTF-8" in result.stderr

    def test_errors_are_told_in_words(self, gold):
        output = run("score", gold, "--errors", 1).stdout
        assert "CodedClaim(" not in output
        assert "  gold       REJECT/shelling" in output


def test_the_version_is_told():
    assert run("--version").stdout == f"tawatur {__version__}\n"


def test_nothing_heavy_is_imported_at_start():
    code = (
        "import sys, tawatur.cli; print([m for m in ('rich', 'marisa_trie', 'tomllib') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])}
    output = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    assert output == "[]\n"
