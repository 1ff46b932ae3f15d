"""Web pages: the words of the article, its headline, and what the page says of its date and outlet."""

from __future__ import annotations

import re
from typing import Any

from tawatur.errors import SetAside
from tawatur.ingest.decoding import decode_as
from tawatur.ingest.pagedata import PageData, page_data
from tawatur.ingest.parsing import Record
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
_NOT_TEXT = ("nav", "footer", "aside", "form", "figcaption", "[role=navigation]", "[aria-hidden=true]")
# Lines that sites put around their articles, whole: not words of the report.
_FURNITURE = re.compile(
    r"(?:(?:جميع )?(?:ال)?حقوق (?:النشر |الطبع )?محفوظة.{0,60}|[إا]علان(?:ات)?|مشاركة|طباعة|أرسل لصديق"
    r"|شارك(?:ها| هذا الموضوع| الخبر)?|(?:مواضيع|موضوعات|أخبار|مقالات) (?:ذات صلة|متعلقة|مشابهة)"
    r"|[اإ]قرأ (?:أيضا|أيضاً|المزيد)|المزيد|تابعونا على .{0,40}|الوسوم|كلمات مفتاحية|التعليقات"
    r"|(?:أضف|اترك|اكتب) تعليق(?:ا|اً|ك)?)\s*:?"
)
_HEADLINE_WORDS = 2  # a part of a title with fewer is a name
# Where sites show the day of an article, and how such a line looks: short, with a year.
_DATED = ("time", "[class*=date]", "[class*=time]", "[class*=submitted]", "[class*=published]", "[id*=date]")
_DATED_TRIED, _DATED_LENGTH, _DATED_WITHIN = 3, 90, 3
_WITH_YEAR = re.compile(r"(?<!\d)(?:20|19)\d\d(?!\d)")


def record_of(document: Document) -> Record:
    """Return the report of a page saved to disk. Raises SetAside where there is no text in it."""
    return page_record(document.content)


def page_record(content: bytes, url: str = "", content_type: str = "") -> Record:
    """Return the report of a page; `url` and `content_type` are those it came with.

    Its date and outlet are those of JSON-LD, else OpenGraph, else other metadata, else the address;
    `published_basis` and `outlet_basis` say which. Raises SetAside where there is no text in it.
    """
    from resiliparse.parse.html import HTMLTree

    said = _CHARSET.search(content_type.encode()) or _CHARSET.search(content[:4096])
    decoded = decode_as(content, said[1].decode("ascii") if said else "")
    if decoded is None:
        raise SetAside("it is binary data, no page")
    check_shape(decoded.text)
    tree = HTMLTree.parse(decoded.text)
    data = page_data(tree, url)
    lines = _lines(_article(tree, decoded.text))
    if not lines:
        raise SetAside("there is no text in the page")
    lines, title, rest = _below_headline(lines, data)
    if data.published is None and (dated := _dated_line(tree)) and dated not in lines[:_DATED_WITHIN]:
        lines.insert(0, dated)
    outlet, basis = data.outlet, data.outlet_basis
    if rest and basis not in (Basis.JSON_LD, Basis.OPENGRAPH):
        outlet, basis = rest, Basis.META
    return Record(
        "\n".join(lines), title, "", outlet, data.published, data.address, decoded.encoding,
        data.published_basis, basis,
    )  # fmt: skip


def _lines(text: str) -> list[str]:
    """Return the lines of an article that are not blank, without what sites put around their articles."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not _FURNITURE.fullmatch(line)]


def _below_headline(lines: list[str], data: PageData) -> tuple[list[str], str, str]:
    """Return the lines below the headline, the headline, and what the page's title says beside it.

    A title that names the outlet too is taken apart where a part of it stands above the article, or is
    what the page calls its outlet.
    """
    parts = [part for part in data.title_parts if part != data.outlet]
    headlines = {data.title, *(part for part in parts if len(part.split()) >= _HEADLINE_WORDS)}
    words = [len(line.split()) for line in lines]
    for at, line in enumerate(lines):
        if " ".join(line.split()) in headlines and sum(words[:at]) < sum(words[at + 1 :]):
            title = " ".join(line.split())
            others = [part for part in data.title_parts if part != title] if title in parts else []
            return lines[at + 1 :], title, max(others, key=len, default="")
    named = data.outlet in data.title_parts and len(parts) == 1
    return lines, parts[0] if named else data.title, ""


def _dated_line(tree: Any) -> str:
    """Return the line in which a page shows its day, for the reader to read; "" where it shows none."""
    for selector in _DATED:
        for element in tree.document.query_selector_all(selector)[:_DATED_TRIED]:
            line = " ".join((element.text or "").split())
            if len(line) <= _DATED_LENGTH and _WITH_YEAR.search(line):
                return line
    return ""


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
