"""Documents to reports: what a document says, in which language, by whom and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module

from tawatur.errors import SetAside
from tawatur.ingest.decoding import decode
from tawatur.ingest.language import language_of
from tawatur.ingest.parsing import Record, content_id, parse_json_line, parse_text
from tawatur.model import Basis, Document, Report
from tawatur.text.keeping import keepable

# Kind → module of this package whose `record_of` reads one.
_EXTRACTORS = {
    "html": "html",
    "eml": "mail",
    "pdf": "pdf",
    "docx": "docx",
    "telegram": "telegram",
    "feed": "feeds",
    "warc": "warc",
    "row": "tables",
}
# Longer texts are no news reports; the longest of the ANT corpus has 19,000 characters.
MAX_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for reports that bring none of their own."""

    published: date | None = None
    outlet: str = ""


def report_of(document: Document, defaults: Defaults) -> Report:
    """Return the report that a document holds.

    Raises SetAside where there is none for us (no text, no Arabic), InputError where it cannot be read.
    """
    record = _record_of(document)
    where = f"{document.location} {document.member}".rstrip()
    record = replace(
        record,
        text=keepable(record.text),
        title=keepable(record.title),
        id=keepable(record.id),
        outlet=keepable(record.outlet),
        url=keepable(record.url),
        forwarded_from=tuple(map(keepable, record.forwarded_from)),
    )
    if not record.text.strip():
        raise SetAside("there is no text in it")
    if len(record.text) > MAX_TEXT:
        raise SetAside(f"its text is longer than {MAX_TEXT:,} characters: no report, but a collection")
    language = language_of(record.text)
    if language != "ar":
        raise SetAside(f"its language is {language or 'not known'}, not Arabic")
    outlet, published = record.outlet or defaults.outlet, record.published or defaults.published
    return Report(
        id=record.id or content_id(replace(record, outlet=outlet, published=published)),
        text=record.text,
        title=record.title,
        outlet=outlet,
        published=published,
        published_basis=_basis(record.published_basis, published),
        source=where,
        encoding=record.encoding,
        url=record.url,
        outlet_basis=_basis(record.outlet_basis, outlet),
        language=language,
        forwarded_from=record.forwarded_from,
    )


def _basis(found: Basis, value: object) -> Basis:
    return found if value else Basis.NONE


def _record_of(document: Document) -> Record:
    if module := _EXTRACTORS.get(document.media):
        extract: Callable[[Document], Record] = import_module(f"tawatur.ingest.{module}").record_of
        return extract(document)
    if document.media == "binary":
        raise SetAside("it is binary data of a kind we do not read")
    return _written(document)


def _written(document: Document) -> Record:
    """Return the record of a text or of a JSON line."""
    decoded = decode(document.content)
    name = document.location
    if decoded is None:
        raise SetAside("it is binary data, not text")
    if document.media == "jsonl":
        number = int(document.member.rsplit("line ", 1)[-1])
        record = parse_json_line(decoded.text, name, number)
    else:
        record = parse_text(decoded.text)
    return replace(record, encoding=decoded.encoding)
