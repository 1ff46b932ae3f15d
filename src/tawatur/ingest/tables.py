"""CSV and Parquet: each row is a document; which column holds what is said, or guessed from its name."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from tawatur.ingest.columns import guessed
from tawatur.ingest.days import day_of, day_of_seconds
from tawatur.ingest.decoding import decode
from tawatur.ingest.documents import Budget, Columns, Opened
from tawatur.ingest.parsing import Record, parse_json_line
from tawatur.model import Document, Handled

# Names that columns go by, the likeliest first.
_NAMES = {
    "text": "text body content fulltext article articletext maintext message notes النص المحتوى نص",
    "title": "title headline subject العنوان عنوان",
    "published": (
        "published date publishdate publicationdate publishedat pubdate datetime timestamp eventdate "
        "createdat التاريخ تاريخ"
    ),
    "outlet": "outlet source publisher sourcename newspaper channel sitename site domain المصدر",
    "id": "id reportid articleid documentid docid uid المعرف",
    "url": "url link href sourceurl الرابط",
}
_ROWS = 1_000  # of Parquet read at once
_MOST_HEADER = 1 << 16  # characters in which the first row ends
_TOLD = 200  # characters of names that a message gives
# The line by which spreadsheets tell what parts the fields.
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MOST_FIELD = 16 << 20  # characters of a CSV field; longer ones end the table


def members(opened: Opened, media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the rows of a table; what could not be guessed of its columns is told, and fails the table.

    A row that has more fields than the header, or that a quotation mark without end runs through, fails.
    """
    rows = _parquet_rows(opened) if media == "parquet" else _csv_rows(opened, budget)
    most = max(budget.limits.total_bytes, budget.limits.ratio * opened.size())
    try:
        header = [str(name) for name in next(rows)]
        columns = _chosen(header, budget.columns)
        said = ", ".join(f"{what} from {header[at]!r}" for what, at in columns.items())
        budget.note(f"{opened.location}: {said}")
        for number, row in enumerate(rows, start=2 if media == "csv" else 1):
            where = f"row {number}"
            if problem := _problem(row, header):
                yield opened.refused(problem, "Check the quotation marks around that row.", where)
            elif row:
                content = _as_json(row, columns)
                most -= len(content)
                if most < 0:
                    raise _BadTable("its rows come to more than a file of this size can hold")
                yield opened.document("row", content, where)
    except StopIteration:
        yield opened.refused("the table is empty", "Put a line of column names first, then a row a report.")
    except _TABLE_DAMAGE as error:
        yield opened.refused(str(error), "Check the table, or write it as JSON lines.")


def _problem(row: Sequence[Any], header: Sequence[str]) -> str:
    """Return what is wrong with a row, "" where nothing is; spreadsheets leave out empty fields at its end."""
    if any(row[len(header) :]):
        return f"it has {len(row)} fields where the header has {len(header)}"
    last = row[-1] if row else ""
    if len(row) < len(header) and isinstance(last, str) and "\n" in last:
        return "a quotation mark in it has no end, so that it runs over the rows below"
    return ""


class _BadTable(Exception):
    """A table cannot be read; its message says why."""


_TABLE_DAMAGE = (_BadTable, csv.Error, OSError, ValueError)


def _csv_rows(opened: Opened, budget: Budget) -> Iterator[list[Any]]:
    content = opened.stream.read(budget.limits.total_bytes + 1)
    if len(content) > budget.limits.total_bytes:
        raise _BadTable(f"it is larger than {budget.limits.total_bytes >> 20} MiB")
    decoded = decode(content)
    if decoded is None:
        raise _BadTable("this is binary data, no table")
    text, separator = decoded.text, ""
    if found := _SEPARATOR_LINE.match(text):
        text, separator = text[found.end() :], found[1]
    csv.field_size_limit(_MOST_FIELD)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text))


def _separator(text: str) -> str:
    """Return what parts the fields of a table: what makes most sense of its header."""

    def sense(separator: str) -> tuple[int, int]:
        header = next(csv.reader(io.StringIO(text[:_MOST_HEADER], newline=""), delimiter=separator), [])
        return len(guessed(header, _NAMES)), len(header)

    return max(",;\t|", key=sense)


def _parquet_rows(opened: Opened) -> Iterator[list[Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(opened.stream)
        yield list(table.schema_arrow.names)
        for batch in table.iter_batches(batch_size=_ROWS):
            yield from zip(*map(_values, batch.columns), strict=True)
    except pa.ArrowException as error:
        raise _BadTable(f"it is damaged: {error}") from error


def _values(column: Any) -> list[Any]:
    """Return the values of a column; moments that Python has none for (nanoseconds, far years) as written."""
    import pyarrow as pa

    try:
        if pa.types.is_timestamp(column.type):
            column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError, KeyError, pa.ArrowException):
        values = column.cast(pa.string()).to_pylist()
    return values


def _chosen(names: list[str], asked: Columns) -> dict[str, int]:
    """Return which column holds what: as asked for, else by its name. Raises _BadTable without one for text."""
    asked_for = {what: name for what, name in asdict(asked).items() if name}
    for name in asked_for.values():
        if name not in names:
            raise _BadTable(f"there is no column {name!r}; there are {', '.join(names)[:_TOLD]}")
    places = guessed([name if name not in asked_for.values() else "" for name in names], _NAMES)
    chosen = places | {what: names.index(name) for what, name in asked_for.items()}
    if "text" not in chosen:
        remedy = "say which holds the text: --column text=NAME"
        raise _BadTable(f"no column looks like the report's text among {', '.join(names)[:_TOLD]}; {remedy}")
    return chosen


def _as_json(row: Sequence[Any], columns: Mapping[str, int]) -> bytes:
    """Return what the chosen columns of a row say as a JSON line."""
    fields = {what: _written(row[at]) for what, at in columns.items() if at < len(row)}
    if "published" in fields:
        day = _day(row[columns["published"]], fields["published"])
        fields["published"] = day.isoformat() if day else fields["published"]
    return json.dumps({"text": "", **fields}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _day(value: Any, written: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float) or written.isdecimal():
        return day_of_seconds(float(written)) or day_of(written)
    return day_of(written)


def _written(value: Any) -> str:
    """Return a value as it is written: lists as paragraphs, what is nested as JSON, bytes as the text they are."""
    if isinstance(value, bytes):
        decoded = decode(value)
        return decoded.text if decoded else ""
    if isinstance(value, list):
        return "\n".join(map(_written, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def record_of(document: Document) -> Record:
    """Return the report of a row. Raises InputError where its date is none."""
    number = int(document.member.rsplit("row ", 1)[-1])
    return parse_json_line(document.content.decode("utf-8", "surrogatepass"), document.location, number)
