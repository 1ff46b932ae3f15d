"""Reports come in from any file that holds them, and what cannot be read is told and passed over."""

from __future__ import annotations

import io
import json
import os
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.errors import DamagedInput, InputError
from tawatur.ingest.decoding import decode
from tawatur.ingest.files import count_reports, read_reports
from tawatur.ingest.parsing import parse_text
from tawatur.model import Basis, Report

TITLE = "تجدد القصف على أطراف البلدة"
BODY = "قصفت المدفعية أطراف البلدة مساء السبت.\nوقال مصدر طبي إن ثلاثة مدنيين أصيبوا بجروح."
FILE = f"{TITLE}\n\n{BODY}\n"


def read(*paths: Path | str, **options: object) -> tuple[list[Report], list[InputError]]:
    problems: list[InputError] = []
    reports = list(read_reports(paths, on_problem=problems.append, **options))  # type: ignore[arg-type]
    return reports, problems


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def line(**fields: object) -> str:
    return json.dumps({"text": BODY, **fields}, ensure_ascii=False)


def only(problems: list[InputError]) -> InputError:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


class TestTextFiles:
    def test_title_blank_line_and_body_are_told_apart(self, tmp_path):
        [report], problems = read(write(tmp_path / "a.txt", FILE))
        assert (report.title, report.text) == (TITLE, BODY)
        assert (report.encoding, report.published, report.published_basis) == ("utf-8", None, Basis.NONE)
        assert report.source == str(tmp_path / "a.txt")
        assert problems == []

    @pytest.mark.parametrize(
        "content",
        [BODY, f"{BODY}\n\n{BODY}", f"{'كلمة ' * 60}\n\n{BODY}", "قصفت المدفعية البلدة"],
        ids=["no blank line", "the first line is a sentence", "the first line is a paragraph", "one line"],
    )
    def test_text_without_a_title_is_all_body(self, content):
        assert parse_text(content).title == ""
        assert parse_text(content).text == content

    def test_windows_line_ends_stay_in_the_body(self):
        record = parse_text(FILE.replace("\n", "\r\n"))
        assert (record.title, record.text) == (TITLE, BODY.replace("\n", "\r\n"))

    def test_windows_line_ends_are_no_blank_line(self):
        assert parse_text(f"{TITLE}\r\n{BODY}").title == ""

    def test_given_outlet_and_day_fill_in(self, tmp_path):
        [report], _ = read(write(tmp_path / "a.txt", FILE), published=date(1999, 4, 3), outlet="جريدة")
        assert (report.published, report.published_basis) == (date(1999, 4, 3), Basis.METADATA)
        assert report.outlet == "جريدة"

    def test_the_id_comes_from_the_content(self, tmp_path):
        first = read(write(tmp_path / "a.txt", FILE))[0][0].id
        again = read(write(tmp_path / "b.txt", FILE))[0][0].id
        other = read(write(tmp_path / "c.txt", FILE), outlet="جريدة")[0][0].id
        assert first == again != other
        assert len(first) == 16 and set(first) <= set("0123456789abcdef")


class TestJsonLines:
    def test_all_fields_are_read(self, tmp_path):
        content = line(id="r1", published="1999-04-03", outlet="وكالة", title=TITLE, url="ignored")
        [report], problems = read(write(tmp_path / "a.jsonl", content))
        assert report == Report(
            id="r1",
            text=BODY,
            title=TITLE,
            outlet="وكالة",
            published=date(1999, 4, 3),
            source=f"{tmp_path / 'a.jsonl'} line 1",
        )
        assert problems == []

    @pytest.mark.parametrize("published", ["1999-04-03", "1999-04-03T23:30:00+02:00", "1999-04-03T23:30:00Z"])
    def test_dates_are_days_where_they_were_written(self, tmp_path, published):
        [report], _ = read(write(tmp_path / "a.jsonl", line(published=published)))
        assert report.published == date(1999, 4, 3)

    @pytest.mark.parametrize("published", [None, ""])
    def test_no_date_is_no_problem(self, tmp_path, published):
        [report], problems = read(write(tmp_path / "a.jsonl", line(published=published)))
        assert (report.published, problems) == (None, [])

    @pytest.mark.parametrize(
        ("bad", "words"),
        [
            ('{"title": "بلا نص"}', 'no "text"'),
            ('{"text": 7}', 'no "text"'),
            ('{"text": "  "}', "no text"),
            ('{"text": "only English here"}', "no Arabic"),
            (line(published="3 April"), '"3 April"'),
            (line(published=19990403), "19990403"),
            (line(published="1999-02-30"), "1999-02-30"),
            (line(title=["a"]), '"title"'),
            ('{"text": "قصفت', "no JSON object"),
            ("[1, 2]", "no JSON object"),
            ("[" * 100_000, "no JSON object"),
            ('{"id": ' + "1" * 5000 + "}", "no JSON object"),
            ("قصفت المدفعية البلدة", "no JSON object"),
        ],
        ids=lambda value: value[:24],
    )
    def test_a_bad_line_is_named_and_the_rest_read(self, tmp_path, bad, words):
        path = write(tmp_path / "a.jsonl", "\n".join([line(id="1"), "", bad, line(id="2")]))
        reports, problems = read(path)
        assert [report.id for report in reports] == ["1", "2"]
        problem = only(problems)
        assert (problem.path, problem.line) == (str(path), 3)
        assert words in problem.problem
        assert problem.remedy
        assert not isinstance(problem, DamagedInput)

    def test_an_id_is_read_once(self, tmp_path):
        path = write(tmp_path / "a.jsonl", "\n".join([line(id="1"), line(id="1", title="آخر"), line(id=2)]))
        reports, problems = read(path)
        assert [report.id for report in reports] == ["1", "2"]
        assert '"1" was already read' in only(problems).problem

    def test_the_same_report_is_read_once(self, tmp_path):
        write(tmp_path / "a.txt", FILE)
        write(tmp_path / "b.txt", FILE)
        reports, problems = read(tmp_path)
        assert len(reports) == 1
        assert str(tmp_path / "a.txt") in only(problems).problem

    def test_half_characters_are_replaced_and_told(self, tmp_path):
        path = write(tmp_path / "a.jsonl", '{"text": "قصف \\ud83d البلدة"}')
        [report], problems = read(path)
        assert report.text == "قصف \ufffd البلدة"
        assert isinstance(only(problems), DamagedInput)

    def test_a_folder_is_read_sorted_and_deep(self, tmp_path):
        (tmp_path / "z" / ".hidden").mkdir(parents=True)
        write(tmp_path / "z" / "a.txt", FILE)
        write(tmp_path / "b.jsonl", line(id="b") + "\n" + line(id="c"))
        write(tmp_path / "readme.md", FILE)
        write(tmp_path / "z" / ".hidden" / "d.txt", FILE)
        reports, problems = read(tmp_path)
        assert [Path(report.source.split(" line")[0]).name for report in reports] == [
            "b.jsonl",
            "b.jsonl",
            "a.txt",
        ]
        assert problems == []
        assert count_reports([tmp_path]) in (2, 3)

    def test_what_a_folder_holds_besides_is_told(self, tmp_path):
        for name in ("a.txt", "b.pdf", ".c.txt", ".git/d.txt", "e/f.doc"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            write(tmp_path / name, FILE)
        skipped: list[Path] = []
        reports, problems = read(tmp_path, on_skipped=skipped.append)
        assert (len(reports), problems) == (1, [])
        assert sorted(skipped) == [tmp_path / name for name in (".c.txt", ".git", "b.pdf", "e/f.doc")]

    def test_an_empty_folder_and_a_missing_file_are_told(self, tmp_path):
        path = write(tmp_path / "a.txt", FILE)
        (tmp_path / "empty").mkdir()
        reports, problems = read(tmp_path / "empty", tmp_path / "missing.txt", path)
        assert len(reports) == 1
        assert [problem.path for problem in problems] == [
            str(tmp_path / "empty"),
            str(tmp_path / "missing.txt"),
        ]

    def test_a_file_name_that_is_no_utf8_can_be_written_down(self, tmp_path):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
        try:
            write(path, FILE)
        except OSError:
            pytest.skip("this file system takes no such name")
        [report], _ = read(tmp_path)
        assert report.source == f"{tmp_path}/a\ufffd.txt"

    def test_no_name_is_no_folder(self):
        reports, problems = read("")
        assert reports == []
        assert "empty PATH" in only(problems).problem


class TestStandardInput:
    def test_none_is_told(self, monkeypatch):
        monkeypatch.setattr("sys.stdin", None)
        reports, problems = read("-")
        assert (reports, str(only(problems)).split("\n")[0]) == ([], "standard input: it is closed")

    def test_text_and_json_lines_are_told_apart(self):
        [report], _ = read("-", stdin=io.BytesIO(FILE.encode()))
        assert report.title == TITLE
        [report], _ = read("-", stdin=io.BytesIO(("\n" + line(id="7")).encode("utf-8-sig")))
        assert (report.id, report.source) == ("7", "standard input line 2")

    def test_wide_json_lines_are_read_too(self):
        lines = f"{line(id='1')}\r\n{line(id='2')}\r\n"
        for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            reports, problems = read("-", stdin=io.BytesIO(lines.encode(encoding)))
            assert [report.id for report in reports] == ["1", "2"], encoding
            assert problems == []


class TestEncodings:
    @pytest.mark.parametrize(
        ("codec", "recorded"),
        [
            ("utf-8", "utf-8"),
            ("utf-8-sig", "utf-8"),
            ("utf-16", "utf-16-le"),
            ("utf-16-le", "utf-16-le"),
            ("utf-16-be", "utf-16-be"),
            ("utf-32", "utf-32-le"),
            ("windows-1256", "windows-1256"),
            ("iso-8859-6", "iso-8859-6"),
        ],
    )
    @pytest.mark.parametrize("content", [FILE, "أفاد مصدر بمقتل جندي"], ids=["long", "short"])
    def test_each_is_read_and_recorded(self, tmp_path, codec, recorded, content):
        [report], problems = read(write(tmp_path / "a.txt", content.encode(codec)))
        assert report.encoding == recorded
        assert report.text == parse_text(content).text
        assert problems == []

    @pytest.mark.parametrize("codec", ["windows-1256", "iso-8859-6"])
    def test_legacy_json_lines_are_read(self, tmp_path, codec):
        [report], _ = read(write(tmp_path / "a.jsonl", line(id="1").encode(codec)))
        assert (report.text, report.encoding) == (BODY, codec)

    def test_broken_utf8_is_read_and_told(self, tmp_path):
        data = FILE.encode()
        cut = data.index("مساء".encode()) + 1  # within a letter
        path = write(tmp_path / "a.txt", data[:cut] + b"\xff" + data[cut + 1 :])
        [report], problems = read(path)
        assert "\ufffd" in report.text and "أصيبوا" in report.text
        problem = only(problems)
        assert isinstance(problem, DamagedInput)
        assert problem.line == 3
        assert f"byte {cut - 1}" in problem.problem

    def test_a_broken_json_line_is_read_and_told(self, tmp_path):
        broken = line(id="2").encode().replace("قصفت".encode(), b"\xd9\xd9\x82")
        path = write(tmp_path / "a.jsonl", line(id="1").encode() + b"\n" + broken)
        reports, problems = read(path)
        assert [report.id for report in reports] == ["1", "2"]
        assert (only(problems).line, type(only(problems))) == (2, DamagedInput)

    def test_a_cut_off_utf16_file_is_read_and_told(self, tmp_path):
        [report], problems = read(write(tmp_path / "a.txt", FILE.encode("utf-16")[:-3]))
        assert report.title == TITLE
        assert isinstance(only(problems), DamagedInput)

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "no text"),
            (b" \n\n ", "no text"),
            (b"\xef\xbb\xbf", "no text"),
            ("\u200f\u200e".encode(), "no Arabic"),
            (b"Nothing but English.", "no Arabic"),
            ("Été à Genève, déjà".encode("latin-1"), "no Arabic"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
            (b"%PDF-1.7 \xd9\x82", "binary"),
            (bytes(range(256)) * 20, "binary"),
            (FILE.encode() + b"\x00\x00", "binary"),
            (b"\x00" * 1000, "binary"),
        ],
        ids=[
            "empty",
            "blank",
            "mark only",
            "marks only",
            "english",
            "french",
            "png",
            "pdf",
            "noise",
            "nul",
            "nuls",
        ],
    )
    def test_what_is_no_arabic_text_is_told_and_the_rest_read(self, tmp_path, data, words):
        bad, good = write(tmp_path / "a.txt", data), write(tmp_path / "b.txt", FILE)
        reports, problems = read(tmp_path)
        assert [report.source for report in reports] == [str(good)]
        problem = only(problems)
        assert problem.path == str(bad)
        assert words in problem.problem
        assert problem.remedy

    @pytest.mark.parametrize("data", [b"", b"\n\n", b"\x1f\x8b\x08\x00\x01\x02\n\x03\n{", b"\xff\xfe"])
    def test_a_file_that_is_no_json_lines_is_one_problem(self, tmp_path, data):
        reports, problems = read(write(tmp_path / "a.jsonl", data))
        assert reports == []
        assert only(problems).path == str(tmp_path / "a.jsonl")

    def test_a_binary_line_is_passed_over(self, tmp_path):
        lines = [line(id="1").encode(), b"\x00\x01\x02" * 9, line(id="2").encode()]
        reports, problems = read(write(tmp_path / "a.jsonl", b"\n".join(lines)))
        assert [report.id for report in reports] == ["1", "2"]
        assert only(problems).line == 2

    def test_binary_lines_one_after_the_other_are_one_problem(self, tmp_path):
        lines = [line(id="1").encode(), *[b"\x00\x01\x02" * 9] * 40, line(id="2").encode()]
        reports, problems = read(write(tmp_path / "a.jsonl", b"\n".join(lines)))
        assert [report.id for report in reports] == ["1", "2"]
        assert only(problems).line == 2
        assert only(problems).problem == "40 lines from here on are binary data, not text"

    @pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
    @pytest.mark.parametrize("indent", [None, 2])
    @pytest.mark.parametrize("many", [True, False])
    def test_json_that_is_not_in_lines_is_one_problem(self, tmp_path, name, indent, many):
        reports = [{"text": BODY, "id": "1"}, {"text": BODY, "id": "2"}]
        if indent is None and (not many or name == "a.jsonl"):
            pytest.skip("that is a line")
        path = write(tmp_path / name, json.dumps(reports if many else reports[0], indent=indent))
        found, problems = read(path)
        assert found == []
        assert only(problems).problem == "this is JSON, but not one object on each line"

    def test_a_text_may_begin_with_a_bracket(self):
        [report], problems = read("-", stdin=io.BytesIO(f"[عاجل] {BODY}".encode()))
        assert (report.text, problems) == (f"[عاجل] {BODY}", [])

    @pytest.mark.parametrize("name", ["a.html", "a.txt"])
    @pytest.mark.parametrize(
        "begin", ["<!DOCTYPE html>\n<html>", "\n<HTML lang=ar>", "<?xml version='1.0'?>"]
    )
    def test_a_page_with_markup_is_no_text(self, tmp_path, name, begin):
        reports, problems = read(write(tmp_path / name, f"{begin}<p>{BODY}</p>"))
        assert reports == []
        assert "markup" in only(problems).problem

    def test_a_table_is_no_text(self, tmp_path):
        reports, problems = read(write(tmp_path / "a.csv", f"id,text\n1,{BODY}"))
        assert reports == []
        assert "tables are not read" in only(problems).problem

    def test_controls_and_zero_width_marks_stay(self, tmp_path):
        body = "\u202bقصفت\u200f المدفعية\u202c ال\u200bبلدة\ufeff\u2069"
        [report], problems = read(write(tmp_path / "a.txt", f"{TITLE}\n\n{body}"))
        assert (report.text, problems) == (body, [])


@pytest.mark.parametrize("form", ["txt", "jsonl", "broken", "windows-1256"])
def test_ten_megabytes_on_one_line_take_linear_time(tmp_path, form):
    text = "قصفت المدفعية أطراف البلدة " * (10_000_000 // 49)
    if form == "jsonl":
        path = write(tmp_path / "a.jsonl", json.dumps({"text": text}, ensure_ascii=False))
    elif form == "broken":
        path = write(tmp_path / "a.txt", text.encode() + b"\xff" * 1000)
    else:
        path = write(tmp_path / "a.txt", text.encode("utf-8" if form == "txt" else form))
    began = time.process_time()
    [report], _ = read(path)
    assert len(report.text) >= len(text) - 1
    assert time.process_time() - began < 5


def test_line_ends_without_end_take_linear_time():
    began = time.process_time()
    assert parse_text("عنوان" + " \n" * 1_000_000).title == ""
    assert parse_text(" " * 1_000_000 + "عنوان\r" + "\r " * 1_000_000 + "نص").title == "عنوان"
    assert time.process_time() - began < 2


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data):
    problems: list[InputError] = []
    reports = list(read_reports(["-"], on_problem=problems.append, stdin=io.BytesIO(data)))
    assert reports or problems
    for report in reports:
        report.text.encode("utf-8")


@given(st.text(alphabet="ابتلمي نوروة.،0\n", min_size=1, max_size=200))
def test_utf8_text_is_read_as_it_is(text):
    decoded = decode(text.encode())
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.damage) == (text, "utf-8", None)
