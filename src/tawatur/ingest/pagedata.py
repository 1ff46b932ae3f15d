"""What a web page says of itself: headline, day, outlet and address, each with where it says so."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import SplitResult, urlsplit

from tawatur.ingest.days import calendar_day, day_of
from tawatur.model import Basis

_META_DATES = (
    ("article:published_time", Basis.OPENGRAPH), ("og:article:published_time", Basis.OPENGRAPH),
    ("og:published_time", Basis.OPENGRAPH), ("datepublished", Basis.META), ("date", Basis.META),
    ("pubdate", Basis.META), ("publishdate", Basis.META), ("publish-date", Basis.META), ("pub_date", Basis.META),
    ("publication_date", Basis.META), ("article.published", Basis.META), ("dc.date", Basis.META),
    ("dc.date.issued", Basis.META), ("dc.date.created", Basis.META), ("dcterms.date", Basis.META),
    ("dcterms.created", Basis.META), ("dcterms.issued", Basis.META), ("sailthru.date", Basis.META),
    ("parsely-pub-date", Basis.META), ("originalpublicationdate", Basis.META),
)  # fmt: skip
_META_OUTLETS = (
    ("og:site_name", Basis.OPENGRAPH), ("application-name", Basis.META), ("publisher", Basis.META),
    ("dc.publisher", Basis.META), ("twitter:site", Basis.META),
)  # fmt: skip
# Elements that say when the article came out, and the attribute of each that says it for machines:
# schema.org's microdata, the hAtom of blogs, HTML's own. Dates of lists beside the article stand elsewhere.
_MARKED_DATES = (
    ("[itemprop=datePublished]", ("content", "datetime", "title")),
    (".published[title]", ("title",)),
    ("time.published", ("datetime",)),
    ("time.entry-date", ("datetime",)),
    ("time[pubdate]", ("datetime",)),
    ("article header time", ("datetime",)),
    ("article time", ("datetime",)),
    ("main time", ("datetime",)),
)
_ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BlogPosting LiveBlogPosting WebPage".split()
)
_LINKED_DEPTH = 4
_YEAR, _MONTH, _DAY = r"(20\d\d|19[89]\d)", r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_DAY_IN_URL = (
    re.compile(rf"(?<!\d){_YEAR}([/-]){_MONTH}\2{_DAY}(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d|19[89]\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
)
# What parts the headline from the outlet's name in a page's title.
_TITLE_SIGNS = re.compile(r" (?:[-|–—•]|::?) ")


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page says of itself; what it does not say is empty."""

    title: str = ""
    outlet: str = ""
    outlet_basis: Basis = Basis.NONE
    published: date | None = None
    published_basis: Basis = Basis.NONE
    address: str = ""
    title_parts: tuple[str, ...] = field(default=())  # of a title that may have the outlet's name in it


def page_data(tree: Any, url: str = "") -> PageData:
    """Return what a parsed page says of itself; `url` is the address it came from.

    Date and outlet are those of JSON-LD, else OpenGraph, else other metadata, else the address.
    """
    meta = _metadata(tree)
    objects = list(_linked_objects(tree))
    linked = [each for each in objects if _is_article(each)]
    address = url or meta.get("og:url", "") or _canonical(tree)
    published, published_basis = _published(tree, meta, linked, address)
    outlet, outlet_basis = _outlet(meta, linked, _names_by_id(objects), address)
    title, parts = _title(tree, meta, linked)
    return PageData(title, outlet, outlet_basis, published, published_basis, address, parts)


def _metadata(tree: Any) -> dict[str, str]:
    """Return what the page's meta elements say, by name in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.head.get_elements_by_tag_name("meta") if tree.head else ():
        name = element.getattr("property") or element.getattr("name") or element.getattr("itemprop") or ""
        content = element.getattr("content") or ""
        if name and content.strip():
            found.setdefault(name.lower(), content.strip())
    return found


def _linked_objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects of a page."""
    for element in tree.document.query_selector_all('script[type="application/ld+json"]'):
        try:
            content = json.loads(element.text, strict=False)
        except (ValueError, RecursionError):
            continue  # pages often break their own JSON
        yield from _objects_in(content, 0)


def _objects_in(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(content, list) and depth < _LINKED_DEPTH:
        for each in content:
            yield from _objects_in(each, depth + 1)
    elif isinstance(content, dict):
        yield content
        yield from _objects_in(content.get("@graph"), depth + 1)


def _is_article(each: dict[str, Any]) -> bool:
    kinds = each.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name in _ARTICLES for name in names)


def _names_by_id(objects: list[dict[str, Any]]) -> dict[str, str]:
    """Return the names of the objects that others refer to by their id."""
    return {
        each["@id"]: each["name"]
        for each in objects
        if isinstance(each.get("@id"), str) and isinstance(each.get("name"), str)
    }


def _canonical(tree: Any) -> str:
    link = tree.head.query_selector("link[rel=canonical]") if tree.head else None
    return (link.getattr("href") or "") if link else ""


def _title(tree: Any, meta: dict[str, str], linked: list[dict[str, Any]]) -> tuple[str, tuple[str, ...]]:
    """Return the headline, and the parts of it where it is the page's title and may name the outlet too."""
    headline = next((each["headline"] for each in linked if isinstance(each.get("headline"), str)), "")
    heading = tree.body.query_selector("h1") if tree.body else None
    shown = heading.text if heading else ""
    if found := _line(html.unescape(headline)) or _line(meta.get("og:title", "")) or _line(shown):
        return found, tuple(_TITLE_SIGNS.split(found))
    title = _line(tree.title or "")
    return title, tuple(_TITLE_SIGNS.split(title))


def _line(text: str) -> str:
    return " ".join(text.split())


def _published(
    tree: Any, meta: dict[str, str], linked: list[dict[str, Any]], url: str
) -> tuple[date | None, Basis]:
    for each in linked:
        if day := day_of(each.get("datePublished") or each.get("dateCreated")):
            return day, Basis.JSON_LD
    for name, basis in _META_DATES:
        if day := day_of(meta.get(name)):
            return day, basis
    for selector, attributes in _MARKED_DATES:
        element = tree.document.query_selector(selector)
        for attribute in attributes if element else ():
            if day := day_of(element.getattr(attribute)):
                return day, Basis.META
    for pattern in _DAY_IN_URL:
        found = pattern.search(_parts(url).path)
        if found and (day := calendar_day(found[1], found[3], found[4])):
            return day, Basis.URL
    return None, Basis.NONE


def _parts(url: str) -> SplitResult:
    """Return the parts of an address, none of one that is broken."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _outlet(
    meta: dict[str, str], linked: list[dict[str, Any]], names: dict[str, str], url: str
) -> tuple[str, Basis]:
    for each in linked:
        if name := _publisher(each.get("publisher"), names):
            return name, Basis.JSON_LD
    for key, basis in _META_OUTLETS:
        if found := meta.get(key, "").removeprefix("@"):
            return found, basis
    host = _parts(url).hostname or ""
    return host.removeprefix("www."), Basis.URL


def _publisher(said: Any, names: dict[str, str]) -> str:
    """Return the name of a publisher: said itself, of an object, of the first of several, or by reference."""
    if isinstance(said, list):
        said = said[0] if said else ""
    if isinstance(said, dict):
        reference = said.get("@id")
        said = said.get("name") or (names.get(reference, "") if isinstance(reference, str) else "")
    return html.unescape(said).strip() if isinstance(said, str) else ""
