"""WARC files, as Common Crawl's news archive has them: each page that was fetched is a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from tawatur.errors import InputError, SetAside
from tawatur.ingest.documents import Budget, Opened
from tawatur.ingest.parsing import Record
from tawatur.model import Basis, Document, Handled

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def members(opened: Opened, _media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the pages of a WARC file; records of requests and of failed fetches are passed over.

    A document's bytes are a line of JSON with address and date, then the page.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(opened.stream):
            number += 1
            if record.rec_type != "response" or not _is_page(record):
                continue
            where = f"record {number}"
            most = budget.limits.document_bytes
            content = record.content_stream().read(most + 1)
            budget.bytes_left -= len(content)
            if len(content) > most or budget.bytes_left < 0:
                yield opened.refused("it is larger than one document may be", "Leave it out.", where)
                continue
            yield opened.document("warc", _head(record) + b"\n" + content, where)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, TypeError) as error:
        problem = f"it is damaged behind record {number}: {error}"
        yield opened.refused(problem, "Get it anew. What stands before was taken in.", f"record {number + 1}")


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return False
    kind = (headers.get_header("Content-Type") or "text/html").split(";")[0].strip().lower()
    return kind in _PAGES


def _head(record: Any) -> bytes:
    fields = {
        "url": record.rec_headers.get_header("WARC-Target-URI") or "",
        "fetched": record.rec_headers.get_header("WARC-Date") or "",
        "type": record.http_headers.get_header("Content-Type") or "",
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
    if record.published is None and fields["fetched"]:
        day = datetime.fromisoformat(fields["fetched"].replace("Z", "+00:00")).date()
        return replace(record, published=day, published_basis=Basis.HEADER)
    return record
