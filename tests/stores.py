"""Stores for the tests: reports by the line, handled in this process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from tawatur.ingest.extraction import Defaults
from tawatur.intake.handling import handle
from tawatur.model import Document, Handled, Status
from tawatur.pipeline import Reader
from tawatur.store.store import Store

PUBLISHED = date(1987, 3, 15)


def document(text: str, location: str = "/news.jsonl", line: int = 1, **fields: str) -> Document:
    """Return a JSON line as it is handed in."""
    record = {"text": text, "published": "1987-03-15", "outlet": "الأفق", **fields}
    content = json.dumps(record, ensure_ascii=False).encode()
    return Document(location, f"line {line}", "jsonl", content, hashlib.sha256(content).hexdigest())


def add(
    store: Store,
    reader: Reader,
    documents: Iterable[Document],
    version: str = "test",
    files: dict[str, str] | None = None,
) -> list[Status]:
    """Handle documents and keep them in one run; return what each counts as."""
    handled: list[Handled] = [handle(each, Defaults(), reader) for each in documents]
    with store.run("test", version, files or {}, reader.lexicon.places.parents) as run:
        return run.add(handled)
