"""PDF files with a text layer."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from tawatur.errors import InputError, SetAside
from tawatur.ingest.parsing import Record, parse_text
from tawatur.model import Basis, Document

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 200  # of a report; longer ones are books
# Fewer letters on each page than this: pictures of pages.
_FEW_LETTERS = 30
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
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
        text = "\n".join(page.extract_text() for page in reader.pages)
        published, title = _day(reader), _title(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as error:
        raise InputError(document.location, f"the PDF is damaged: {error}", _REMEDY) from error
    if sum(map(str.isalpha, text)) < _FEW_LETTERS * max(pages, 1):
        raise SetAside("it has no text layer: its pages are pictures")
    record = parse_text(_in_letters(text))
    return Record(
        record.text, record.title or title, published=published, published_basis=Basis.HEADER, encoding="pdf"
    )


def _in_letters(text: str) -> str:
    """Return text without presentation forms, which many PDF files have for Arabic letters."""
    return unicodedata.normalize("NFKC", text) if _PRESENTATION.search(text) else text


def _title(reader: PdfReader) -> str:
    return str(reader.metadata.title or "") if reader.metadata else ""


def _day(reader: PdfReader) -> date | None:
    made = reader.metadata.creation_date if reader.metadata else None
    return made.date() if made else None
