"""Web pages: the words of the article, its headline, and what the page says of its date and outlet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from tawatur.errors import SetAside
from tawatur.ingest.decoding import decode
from tawatur.ingest.parsing import Record, parse_published
from tawatur.model import Basis, Document

# Deeper trees are built to bring parsers down; the deepest of real pages stay under 60.
_MAX_DEPTH = 512
_MAX_TAGS = 50_000
_MAX_TAG = 1 << 16  # characters; parsers compare each attribute with all before it
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?:[^<>]*?)(/?)>")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr dt dd option".split()
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
# Fewer words of an article than this, and the second extractor is asked too.
_FEW_WORDS = 40
_META_DATES = (
    ("article:published_time", Basis.OPENGRAPH), ("og:published_time", Basis.OPENGRAPH),
    ("datepublished", Basis.META), ("date", Basis.META), ("pubdate", Basis.META), ("publishdate", Basis.META),
    ("publish-date", Basis.META), ("dc.date", Basis.META), ("dc.date.issued", Basis.META),
    ("dcterms.created", Basis.META), ("sailthru.date", Basis.META), ("parsely-pub-date", Basis.META),
)  # fmt: skip
_META_OUTLETS = (
    ("og:site_name", Basis.OPENGRAPH), ("application-name", Basis.META), ("publisher", Basis.META),
    ("dc.publisher", Basis.META), ("twitter:site", Basis.META),
)  # fmt: skip
_ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "WebPage")
)
_DAY_IN_URL = re.compile(r"(?<!\d)(20\d\d|19[89]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_NOT_TEXT = ("nav", "footer", "aside", "form", "figcaption", "[role=navigation]", "[aria-hidden=true]")


def record_of(document: Document) -> Record:
    """Return the report of a page saved to disk. Raises SetAside where there is no text in it."""
    return page_record(document.content)


def page_record(content: bytes, url: str = "", content_type: str = "") -> Record:
    """Return the report of a page; `url` and `content_type` are those it came with.

    Its date and outlet are those of JSON-LD, else OpenGraph, else other metadata, else the address;
    `published_basis` and `outlet_basis` say which. Raises SetAside where there is no text in it.
    """
    from resiliparse.parse.html import HTMLTree

    text, encoding = _decoded(content, content_type)
    check_shape(text)
    tree = HTMLTree.parse(text)
    meta = _metadata(tree)
    linked = list(_linked_data(tree))
    address = url or meta.get("og:url", "") or _canonical(tree)
    body = _article(tree, text)
    if not body.strip():
        raise SetAside("there is no text in the page")
    title = _title(tree, meta, linked)
    published, published_basis = _published(meta, linked, address)
    outlet, outlet_basis = _outlet(meta, linked, address)
    return Record(
        _without_title(body, title), title, "", outlet, published, address, encoding,
        published_basis, outlet_basis,
    )  # fmt: skip


def _decoded(content: bytes, content_type: str) -> tuple[str, str]:
    """Return the text of a page and its encoding: as it says, where the bytes agree, else as they look."""
    said = _CHARSET.search(content_type.encode()) or _CHARSET.search(content[:4096])
    if said and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = said[1].decode("ascii").lower()
        try:
            return content.decode(name), name
        except (LookupError, UnicodeDecodeError):
            pass  # pages say wrong things of themselves
    found = decode(content)
    if found is None:
        raise SetAside("it is binary data, no page")
    return found.text, found.encoding


def check_shape(text: str) -> None:
    """Refuse a page whose tree is built to bring parsers down. Raises SetAside."""
    depth = tags = 0
    for match in _TAG.finditer(text):
        tags += 1
        if tags > _MAX_TAGS:
            raise SetAside(f"it has more than {_MAX_TAGS:,} tags: no page of news")
        if match.end() - match.start() > _MAX_TAG:
            raise SetAside(f"it has a tag of more than {_MAX_TAG:,} characters: no page of news")
        if match[3] or match[2].lower() in _VOID:
            continue
        depth = max(depth + (-1 if match[1] else 1), 0)
        if depth > _MAX_DEPTH:
            raise SetAside(f"its elements are nested more than {_MAX_DEPTH} deep: no page of news")


def _article(tree: Any, text: str) -> str:
    """Return the words of the article, a line a paragraph; the second extractor where the first finds little."""
    from resiliparse.extract.html2text import extract_plain_text

    found: str = extract_plain_text(
        tree, main_content=True, preserve_formatting=True, list_bullets=False, alt_texts=False, links=False,
        comments=False, post_meta=False, skip_elements=list(_NOT_TEXT),
    )  # fmt: skip
    if len(found.split()) >= _FEW_WORDS:
        return found.strip()
    from trafilatura import extract

    other = extract(text, include_comments=False, include_tables=False) or ""
    # A little more is a menu; a page whose article the first did not see gives much more.
    return other.strip() if len(other.split()) > 2 * len(found.split()) else found.strip()


def _without_title(body: str, title: str) -> str:
    """Return the body without the headline above it."""
    first, _, rest = body.partition("\n")
    return rest.lstrip() if title and rest and " ".join(first.split()) == " ".join(title.split()) else body


def _metadata(tree: Any) -> dict[str, str]:
    """Return what the page's meta elements say, by name in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.head.get_elements_by_tag_name("meta") if tree.head else ():
        name = element.getattr("property") or element.getattr("name") or element.getattr("itemprop") or ""
        content = element.getattr("content") or ""
        if name and content.strip():
            found.setdefault(name.lower(), content.strip())
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects of a page that are articles."""
    for element in tree.document.query_selector_all('script[type="application/ld+json"]'):
        try:
            content = json.loads(element.text, strict=False)
        except (ValueError, RecursionError):
            continue  # pages often break their own JSON
        yield from _articles_in(content, 0)


_LINKED_DEPTH = 4


def _articles_in(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(content, list) and depth < _LINKED_DEPTH:
        for each in content:
            yield from _articles_in(each, depth + 1)
    elif isinstance(content, dict):
        kinds = content.get("@type")
        if _ARTICLES & set(kinds if isinstance(kinds, list) else [kinds]):
            yield content
        yield from _articles_in(content.get("@graph"), depth + 1)


def _canonical(tree: Any) -> str:
    link = tree.head.query_selector("link[rel=canonical]") if tree.head else None
    return (link.getattr("href") or "") if link else ""


def _title(tree: Any, meta: dict[str, str], linked: list[dict[str, Any]]) -> str:
    headline = next((each["headline"] for each in linked if isinstance(each.get("headline"), str)), "")
    heading = tree.body.query_selector("h1") if tree.body else None
    shown = heading.text if heading else ""
    return " ".join((headline or meta.get("og:title", "") or shown or tree.title or "").split())


def _published(meta: dict[str, str], linked: list[dict[str, Any]], url: str) -> tuple[date | None, Basis]:
    for each in linked:
        if day := _day(each.get("datePublished") or each.get("dateCreated")):
            return day, Basis.JSON_LD
    for name, basis in _META_DATES:
        if day := _day(meta.get(name)):
            return day, basis
    if found := _DAY_IN_URL.search(urlsplit(url).path):
        try:
            return date(*map(int, found.groups())), Basis.URL
        except ValueError:
            pass
    return None, Basis.NONE


def _day(written: Any) -> date | None:
    """Return the day of a date as pages write it, in the zone it is written in; None where it is none."""
    if not isinstance(written, str) or not written.strip():
        return None
    try:
        return parse_published(written)
    except ValueError:
        pass
    found = re.match(r"\s*(\d{4})-(\d\d)-(\d\d)", written)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _outlet(meta: dict[str, str], linked: list[dict[str, Any]], url: str) -> tuple[str, Basis]:
    for each in linked:
        publisher = each.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip(), Basis.JSON_LD
    for name, basis in _META_OUTLETS:
        if found := meta.get(name, "").removeprefix("@"):
            return found, basis
    host = urlsplit(url).hostname or ""
    return host.removeprefix("www."), Basis.URL
