"""RSS and Atom: each entry is a document."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from tawatur.errors import InputError, SetAside
from tawatur.ingest.days import day_of
from tawatur.ingest.documents import Budget, Opened
from tawatur.ingest.parsing import Record
from tawatur.model import Basis, Document, Handled

# Declarations by which XML makes much of little, or reaches for other files; feeds have no use for them.
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_NAMED_TYPE = re.compile(rb"<!DOCTYPE[^\[<>]{0,500}>", re.IGNORECASE)
_MOST_ENTRIES = 10_000


def members(opened: Opened, _media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the entries of a feed. One with a document type declaration is refused."""
    content = opened.stream.read(budget.limits.document_bytes + 1)
    if len(content) > budget.limits.document_bytes:
        yield opened.refused("the feed is too large", "Cut it into its entries.")
        return
    # A document type that only names itself, as old RSS has it, is no harm where nobody looks it up.
    content = _NAMED_TYPE.sub(b"", content, count=1)
    if _DECLARED.search(content):
        problem = "it declares a document type or entities, which feeds do not need and attacks do"
        yield opened.refused(problem, "Take the declaration out if you trust the feed.")
        return
    try:
        entries = _entries(content)[:_MOST_ENTRIES]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:  # of its parsers
        yield opened.refused(f"this is no feed: {error}", "Fetch it anew.")
        return
    for number, entry in enumerate(entries, 1):
        fields = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
        yield opened.document("feed", fields, f"entry {entry['id'] or number}")


def _entries(content: bytes) -> list[dict[str, Any]]:
    import feedparser

    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    outlet = _plain(str(parsed.feed.get("title", "")))
    return [
        {
            "id": str(entry.get("id") or entry.get("link") or ""),
            "title": _plain(str(entry.get("title", ""))),
            "url": str(entry.get("link", "")),
            "outlet": _plain(str(entry.get("source", {}).get("title", ""))) or outlet,
            "published": _iso(entry),
            "html": _longest(entry),
        }
        for entry in parsed.entries
    ]


def _plain(title: str) -> str:
    """Return a title without markup; many feeds write it in marks of HTML, some twice."""
    return " ".join(html.unescape(_TAG.sub("", html.unescape(title))).split())


def _longest(entry: Any) -> str:
    told = [str(each.get("value", "")) for each in entry.get("content", [])]
    return max([*told, str(entry.get("summary", ""))], key=len)


def _iso(entry: Any) -> str:
    """Return the day of an entry in the zone it is written in, "" where it has none."""
    for name in ("published", "updated"):
        # feedparser's own `get` takes the one for the other, with a warning.
        if day := day_of(dict.get(entry, name)):
            return day.isoformat()
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    return f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}" if moment else ""


def record_of(document: Document) -> Record:
    """Return the report of an entry. Raises SetAside where it has no words of its own."""
    from resiliparse.extract.html2text import extract_plain_text

    from tawatur.ingest.html import check_shape

    try:
        fields = {name: str(value) for name, value in json.loads(document.content).items()}
        day = date.fromisoformat(fields["published"]) if fields["published"] else None
        told, title = fields["html"], fields["title"]
    except (ValueError, KeyError, AttributeError) as error:
        raise InputError(document.location, f"the entry is damaged: {error}", "Fetch it anew.") from error
    check_shape(told)
    text = str(extract_plain_text(told, preserve_formatting=True, list_bullets=False, alt_texts=False))
    if not text.strip():
        raise SetAside("the entry has no words of its own")
    return Record(
        text.strip(), title, "", fields["outlet"], day, fields["url"],
        published_basis=Basis.HEADER, outlet_basis=Basis.HEADER,
    )  # fmt: skip
