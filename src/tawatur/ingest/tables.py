"""CSV and Parquet: each row is a document; which column holds what is said, or guessed from its name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from tawatur.ingest.columns import guessed
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
_MOST_FIELD = 16 << 20  # characters of a CSV field; longer ones end the table


def members(opened: Opened, media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the rows of a table; what could not be guessed of its columns is told, and fails the table."""
    rows = _parquet_rows(opened) if media == "parquet" else _csv_rows(opened, budget)
    try:
        names, found = next(rows), rows
        columns = _chosen([str(name) for name in names], budget.columns, opened)
        said = ", ".join(f"{what} from {name!r}" for what, name in asdict(columns).items() if name)
        budget.note(f"{opened.location}: {said}")
        for number, row in enumerate(found, start=2 if media == "csv" else 1):
            yield opened.document(
                "row", _as_json(dict(zip(names, row, strict=False)), columns), f"row {number}"
            )
    except StopIteration:
        yield opened.refused("the table is empty", "Put a line of column names first, then a row a report.")
    except _TABLE_DAMAGE as error:
        yield opened.refused(str(error), "Check the table, or write it as JSON lines.")


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
    first = decoded.text[: decoded.text.find("\n")]
    separator = max(",;\t|", key=first.count)
    csv.field_size_limit(_MOST_FIELD)
    yield from csv.reader(io.StringIO(decoded.text, newline=""), delimiter=separator)


def _parquet_rows(opened: Opened) -> Iterator[list[Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(opened.stream)
        yield list(table.schema_arrow.names)
        for batch in table.iter_batches(batch_size=_ROWS):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
    except pa.ArrowException as error:
        raise _BadTable(f"it is damaged: {error}") from error


def _chosen(names: list[str], asked: Columns, opened: Opened) -> Columns:
    """Return which column holds what: as asked for, else by its name. Raises _BadTable without one for text."""
    asked_for = {what: name for what, name in asdict(asked).items() if name}
    for name in asked_for.values():
        if name not in names:
            raise _BadTable(f"there is no column {name!r}; there are {', '.join(names)}")
    places = guessed([name if name not in asked_for.values() else "" for name in names], _NAMES)
    chosen = {what: names[at] for what, at in places.items()} | asked_for
    if "text" not in chosen:
        remedy = "say which holds the text: --column text=NAME"
        raise _BadTable(f"no column looks like the report's text among {', '.join(names)[:200]}; {remedy}")
    return Columns(**chosen)


def _as_json(row: Mapping[str, Any], columns: Columns) -> bytes:
    """Return what the chosen columns of a row say as a JSON line; dates as they are written."""
    fields = {what: _written(row.get(name)) for what, name in asdict(columns).items() if name}
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def record_of(document: Document) -> Record:
    """Return the report of a row. Raises InputError where its date is none."""
    number = int(document.member.rsplit("row ", 1)[-1])
    return parse_json_line(document.content.decode("utf-8", "surrogatepass"), document.location, number)
