"""Rows of the CSV files of data/places."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

Problems = list[tuple[Path, str, str]]  # file, entry, what is wrong


def table_rows(path: Path, columns: Sequence[str], problems: Problems) -> Iterator[list[str]]:
    """Yield the rows of a CSV file that have the right number of fields."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        problems.append((path, "", f"cannot be read: {error.strerror}"))
        return
    rows = csv.reader(text.splitlines())
    header = next(rows, [])
    if header != list(columns):
        problems.append((path, "header", f"must be {','.join(columns)}"))
        return
    for row in rows:
        if len(row) != len(columns):
            problems.append((path, row[0] if row else "", f"has {len(row)} fields, not {len(columns)}"))
            continue
        yield row
