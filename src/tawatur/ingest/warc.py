"""WARC files, as Common Crawl's news archive has them: each page that was fetched is a document."""

from __future__ import annotations

import contextlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tawatur.errors import InputError, SetAside
from tawatur.ingest.days import day_of
from tawatur.ingest.documents import Budget, Opened
from tawatur.ingest.parsing import Record
from tawatur.model import Basis, Document, Handled

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


# Records that hold what was fetched, and those that hold what others made of it, as Common Crawl's WET files.
_FETCHED, _MADE = "response", ("resource", "conversion")


def members(opened: Opened, _media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the pages of a WARC file; records of requests, repeated and failed fetches are passed over.

    A document's bytes are a line of JSON with address and date, then the page.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        records = ArchiveIterator(opened.stream)
        while (record := _next(records)) is not None:
            number += 1
            kind = _kind_of_page(record)
            if not kind:
                continue
            where = f"record {number}"
            most = budget.limits.document_bytes
            content = record.content_stream().read(most + 1)
            if len(content) > most:
                problem = f"it is larger than {most >> 20} MiB"
                yield opened.refused(problem, "Leave it out.", where)
                continue
            yield opened.document("warc", _head(record, kind) + b"\n" + content, where)
    except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, AttributeError, TypeError) as error:
        problem = f"it is damaged behind record {number}: {error}"
        yield opened.refused(problem, "Get it anew. What stands before was taken in.", f"record {number + 1}")


def _next(records: Any) -> Any:
    """Return the next record, None behind the last; what warcio writes to the terminal meanwhile is lost."""
    with contextlib.redirect_stderr(io.StringIO()):
        return next(records, None)


def _kind_of_page(record: Any) -> str:
    """Return the content type of a record that holds a page or a text, "" of any other."""
    if record.rec_type == _FETCHED and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return ""
        said = record.http_headers.get_header("Content-Type") or "text/html"
    elif record.rec_type in _MADE:
        said = record.rec_headers.get_header("Content-Type") or ""
    else:
        return ""
    return said if said.split(";")[0].strip().lower() in _PAGES else ""


def _head(record: Any, kind: str) -> bytes:
    fields = {
        "url": record.rec_headers.get_header("WARC-Target-URI") or "",
        "fetched": record.rec_headers.get_header("WARC-Date") or "",
        "type": kind,
    }
    return json.dumps(fields, ensure_ascii=False).encode()


def record_of(document: Document) -> Record:
    """Return the report of an archived page; the day it was fetched stands in for a date it does not give.

    Raises SetAside where there is no text, InputError where the page cannot be read.
    """
    from tawatur.ingest.html import page_record

    head, _, page = document.content.partition(b"\n")
    try:
        fields = json.loads(head)
    except ValueError as error:
        raise InputError(
            document.location, f"its head is damaged: {error}", "Add the archive anew."
        ) from error
    record = page_record(page, str(fields["url"]), str(fields["type"]))
    if not record.text:
        raise SetAside("there is no text in it")
    if record.published is None and (day := day_of(str(fields["fetched"]))):
        return replace(record, published=day, published_basis=Basis.HEADER)
    return record
