"""Tables as programs write them: odd types in Parquet; separators, marks and line ends in CSV."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from inputs import read
from tawatur.ingest.documents import Limits

TEXT = "قصفت طائرات حربية بلدة الزيتونة صباح السبت وقتل خمسة مدنيين، بحسب مصدر طبي."
HEADER = ["العنوان", "النص", "التاريخ", "المصدر"]


def parquet(**columns: pa.Array) -> bytes:
    written = io.BytesIO()
    pq.write_table(pa.table(columns), written)
    return written.getvalue()


def table(rows: list[list[str]], encoding: str = "utf-8", **form: Any) -> bytes:
    written = io.StringIO()
    csv.writer(written, **form).writerows(rows)
    return written.getvalue().encode(encoding)


class TestParquet:
    def test_strings_of_every_kind_and_none(self, tmp_path):
        content = parquet(
            text=pa.array([TEXT, None, f"{TEXT} ثان"]).dictionary_encode(),
            title=pa.array(["أ", None, "ج"], pa.large_string()),
            source=pa.array([TEXT.split()[0].encode("cp1256"), b"\xff\x00", None], pa.binary()),
        )
        reports, problems = read(tmp_path, "a.parquet", content)
        assert [each.title for each in reports] == ["أ", "ج"] and "no text" in problems[0]
        assert [each.outlet for each in reports] == ["قصفت", ""]

    @pytest.mark.parametrize(
        ("values", "kind"),
        [
            ([datetime(2016, 10, 1, 23)], pa.timestamp("s", tz="Asia/Damascus")),  # two in the morning there
            ([1475362800_000_000_001], pa.timestamp("ns", tz="+03:00")),
            ([datetime(2016, 10, 2)], pa.timestamp("ms")),
            ([date(2016, 10, 2)], pa.date32()),
            ([date(2016, 10, 2)], pa.date64()),
            ([1475366400], pa.int64()),
            ([1475366400000.0], pa.float64()),
            ([Decimal("1475366400")], pa.decimal128(12)),
            (["02 October 2016"], pa.string()),
            (["Sun, 02 Oct 2016 01:30:00 +0300"], pa.string()),
        ],
    )
    def test_days_of_every_kind(self, tmp_path, values, kind):
        ((report,), problems) = read(
            tmp_path, "a.parquet", parquet(text=pa.array([TEXT]), date=pa.array(values, kind))
        )
        assert report.published == date(2016, 10, 2) and not problems

    def test_what_is_nested(self, tmp_path):
        content = parquet(body=pa.array([["الفقرة الأولى من الخبر الطويل", TEXT]]), id=pa.array([{"db": 7}]))
        ((report,), _) = read(tmp_path, "a.parquet", content)
        assert (report.text, report.id) == (f"الفقرة الأولى من الخبر الطويل\n{TEXT}", '{"db": 7}')

    def test_ids_that_are_numbers(self, tmp_path):
        ids = pa.array([7.0, 7.5])
        reports, _ = read(
            tmp_path, "a.parquet", parquet(text=pa.array([TEXT, TEXT]), id=ids, nothing=pa.nulls(2))
        )
        assert [each.id for each in reports] == ["7", "7.5"]

    def test_a_year_that_python_has_not_is_named(self, tmp_path):
        content = parquet(text=pa.array([TEXT]), date=pa.array([2**60], pa.timestamp("us")))
        reports, (problem,) = read(tmp_path, "a.parquet", content)
        assert not reports and "is no date" in problem

    def test_rows_that_unpack_without_end_are_bounded(self, tmp_path):
        content = parquet(text=pa.array([TEXT * 500] * 2000).dictionary_encode())
        reports, problems = read(tmp_path, "a.parquet", content, Limits(total_bytes=1 << 20))
        assert len(reports) < 2000 and "more than a file of this size can hold" in problems[-1]


class TestCsv:
    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
    def test_separators_marks_and_line_ends_within_fields(self, tmp_path, separator, encoding):
        told = f"{TEXT}\n«فقرة ثانية»; فيها, كل|شيء"
        rows = [HEADER, ["أ", told, "2016-10-02", "الأفق"], ["ب", TEXT, "22/10/2016", "الأفق"]]
        (first, second), problems = read(
            tmp_path, "a.csv", table(rows, encoding, delimiter=separator, lineterminator="\r\n")
        )
        assert not problems and (first.text, first.title, first.outlet) == (told, "أ", "الأفق")
        assert (first.published, second.published) == (date(2016, 10, 2), date(2016, 10, 22))

    def test_the_line_that_says_what_parts_the_fields(self, tmp_path):
        ((report,), _) = read(tmp_path, "a.csv", f"sep=;\r\ntext;a,b,c,d\r\n{TEXT};x\r\n".encode())
        assert report.text == TEXT

    def test_a_row_of_too_many_fields_is_named(self, tmp_path):
        content = f"text,title\nقصف, كما قيل، {TEXT},أ\n{TEXT},ب\n\n{TEXT} ثان\n".encode()
        reports, (problem,) = read(tmp_path, "a.csv", content)
        assert [each.title for each in reports] == ["ب", ""]
        assert "row 2" in problem and "3 fields where the header has 2" in problem

    def test_a_quotation_mark_without_end_is_named(self, tmp_path):
        content = f'text,title\n{TEXT},أ\n"{TEXT},ب\n{TEXT},ج\n'.encode()
        reports, (problem,) = read(tmp_path, "a.csv", content)
        assert [each.title for each in reports] == ["أ"] and "row 3" in problem and "no end" in problem

    def test_a_date_that_may_be_two_is_named(self, tmp_path):
        reports, problems = read(tmp_path, "a.csv", f"text,date\n{TEXT},2/10/2016\n".encode())
        assert not reports and "2/10/2016" in problems[0]

    def test_the_first_of_two_columns_of_one_name_counts(self, tmp_path):
        ((report,), _) = read(tmp_path, "a.csv", f"text,text\n{TEXT},x\n".encode())
        assert report.text == TEXT
