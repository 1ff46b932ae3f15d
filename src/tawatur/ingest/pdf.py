"""PDF files with a text layer."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tawatur.errors import InputError, SetAside
from tawatur.ingest.decoding import ARABIC_LETTER, has_arabic
from tawatur.ingest.parsing import Record, parse_text
from tawatur.model import Basis, Document

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_PAGES = 200  # of a report; longer ones are books
# Fewer letters on each page than this: pictures of pages.
_FEW_LETTERS = 30
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
# Fewer of the letters in the layout than this share: text that stands slanting, or fonts without widths.
_LOST = 0.9
_FEWEST_LINES, _GUTTER = 8, 3  # of a page that may have columns; blanks between them
_REVERSED_WORD = re.compile(r"\B[^\W\d_]لا\b|\b[ةى][^\W\d_]")
_WORD_IN_ORDER = re.compile(r"\b[وفبك]?ال[^\W\d_]|[^\W\d_][ةى]\b")
_STOPS = (".", "،", "؛", ":")
_LEFT_TO_RIGHT = re.compile(r"([A-Za-z][A-Za-z0-9.&'@/_-]*[A-Za-z0-9]|[A-Za-z]|\d+(?:[.,:/٫٬]\d+)*%?)")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# Lam with an alef as two letters in a font's table of Unicode values, and the one letter for both.
_LAM_ALEF = re.compile(rb"<0644(062[2357])>", re.IGNORECASE)
_LIGATURES = {b"0622": b"FEF5", b"0623": b"FEF7", b"0625": b"FEF9", b"0627": b"FEFB"}
_SENTENCE_END, _SHORT_LINE = re.compile(r"[.!؟?:»\"]\s*$"), 0.85
_REMEDY = "Save it anew, or copy its words into a text file."


def record_of(document: Document) -> Record:
    """Return the report of a PDF file's text layer; its first line is the title where a blank line follows.

    Raises SetAside where it has no text layer, InputError where it is damaged or encrypted.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(document.content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(document.location, "it is encrypted", "Save it without a password.")
        pages = len(reader.pages)
        if pages > _MOST_PAGES:
            raise SetAside(f"it has {pages} pages: no report, but a book")
        text = "\n\n".join(_words_of(page) for page in reader.pages)
        published, title = _day(reader), _title(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as error:
        raise InputError(document.location, f"the PDF is damaged: {error}", _REMEDY) from error
    if sum(map(str.isalpha, text)) < _FEW_LETTERS * max(pages, 1):
        raise SetAside("it has no text layer: its pages are pictures")
    record = parse_text(text)
    return Record(
        record.text, record.title or title, published=published, published_basis=Basis.HEADER, encoding="pdf"
    )


def _words_of(page: PageObject) -> str:
    """Return the text of a page in the order it is read, a line a paragraph.

    The letters are taken as they stand from the left, since what order a file has them in differs from
    program to program, and put in order then. Pages with columns are taken in the order of the file.
    """
    plain = _in_letters(page.extract_text())
    if not has_arabic(plain):
        return plain
    try:
        _keep_ligatures(page)
        shown = page.extract_text(extraction_mode="layout")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, ZeroDivisionError, OverflowError):
        return plain
    lines = [line.rstrip() for line in shown.split("\n")]
    if _has_columns(lines) or len(ARABIC_LETTER.findall(shown)) < _LOST * len(ARABIC_LETTER.findall(plain)):
        return plain
    return paragraphs(in_reading_order(lines))


def _keep_ligatures(page: PageObject) -> None:
    """Make the fonts of a page give lam with an alef as one letter, since two are turned round with the line."""
    from pypdf.generic import DecodedStreamObject, NameObject

    resources: Any = page["/Resources"].get_object()
    for name in resources["/Font"]:
        font = resources["/Font"][name]
        if "/ToUnicode" not in font:
            continue
        names = DecodedStreamObject()
        names.set_data(_LAM_ALEF.sub(_as_ligature, font["/ToUnicode"].get_object().get_data()))
        font[NameObject("/ToUnicode")] = names


def _as_ligature(found: re.Match[bytes]) -> bytes:
    return b"<" + _LIGATURES[found[1].upper()] + b">"


def _in_letters(text: str) -> str:
    """Return text without presentation forms, which many PDF files have for Arabic letters."""
    return unicodedata.normalize("NFKC", text) if _PRESENTATION.search(text) else text


def _has_columns(lines: list[str]) -> bool:
    """Return whether a blank strip parts most of the lines of a page from top to bottom."""
    written = [line for line in lines if line.strip()]
    if len(written) < _FEWEST_LINES:
        return False
    start, end = min(len(line) - len(line.lstrip()) for line in written), max(map(len, written))
    blank = "".join(
        " " if sum(line[at : at + 1].strip() != "" for line in written) <= len(written) // 10 else "x"
        for at in range(start, end)
    )
    middle = blank[len(blank) // 5 : -len(blank) // 5]
    return " " * _GUTTER in middle


def in_reading_order(lines: Sequence[str]) -> list[str]:
    """Return lines of letters as they stand from the left in the order they are read.

    Told by how Arabic words look: they begin with ال and end in ة and ى, not the other way about. Where the
    letters of the words are in order already, the words of a line may still run from left to right, as the
    stops tell.
    """
    words = _in_letters(" ".join(lines))
    if len(_REVERSED_WORD.findall(words)) > len(_WORD_IN_ORDER.findall(words)):
        return [_in_letters(_turned(line)) for line in lines]
    ends = [(split[0], split[-1]) for line in lines if (split := line.split())]
    if sum(first.endswith(_STOPS) for first, _ in ends) > sum(last.endswith(_STOPS) for _, last in ends):
        return [_in_letters(" ".join(reversed(line.split()))) for line in lines]
    return [_in_letters(" ".join(line.split())) for line in lines]


def _turned(line: str) -> str:
    """Return a line that stands from the left as it is read: turned round but for figures and Latin words."""
    runs = _LEFT_TO_RIGHT.split(line)
    turned = [run if at % 2 else run[::-1].translate(_MIRRORED) for at, run in enumerate(runs)]
    return " ".join("".join(reversed(turned)).split())


def paragraphs(lines: Sequence[str]) -> str:
    """Return lines joined to paragraphs; one ends at a blank line, or where a sentence ends in a short line."""
    longest = max(map(len, lines), default=0)
    told: list[str] = []
    is_open = False
    for line in lines:
        if not line:
            if told and told[-1]:
                told.append("")
            is_open = False
            continue
        if is_open:
            told[-1] += f" {line}"
        else:
            told.append(line)
        is_open = not (_SENTENCE_END.search(line) and len(line) < _SHORT_LINE * longest)
    return "\n".join(told).strip()


def _title(reader: PdfReader) -> str:
    return str(reader.metadata.title or "") if reader.metadata else ""


def _day(reader: PdfReader) -> date | None:
    made = reader.metadata.creation_date if reader.metadata else None
    return made.date() if made else None
