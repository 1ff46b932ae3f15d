"""Word documents (.docx)."""

from __future__ import annotations

import io
import zipfile
import zlib

from tawatur.errors import InputError
from tawatur.ingest.parsing import Record
from tawatur.model import Basis, Document

# Word files are ZIP archives; text packs 20:1 at best.
_MOST_UNPACKED, _RATIO = 256 << 20, 100
_REMEDY = "Save it anew, or copy its words into a text file."
_TITLES = ("Title", "Heading 1")
# What unpacking and python-docx raise on damaged bytes.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, EOFError,
    RuntimeError, NotImplementedError,
)  # fmt: skip


def record_of(document: Document) -> Record:
    """Return the report of a Word document: its paragraphs, and what its properties say of title and day.

    Raises InputError where it is damaged, or unpacks to more than a document may.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    _check_size(document)
    try:
        word = docx.Document(io.BytesIO(document.content))
        paragraphs = [(p.text.strip(), p.style.name if p.style else "") for p in word.paragraphs]
        properties = word.core_properties
        day = properties.created or properties.modified
        title = (properties.title or "").strip()
    except (PackageNotFoundError, XMLSyntaxError, *_DAMAGE) as error:
        raise InputError(document.location, f"the Word document is damaged: {error}", _REMEDY) from error
    told = [(text, style) for text, style in paragraphs if text]
    if told and told[0][1] in _TITLES:
        title, told = told[0][0], told[1:]
    text = "\n".join(text for text, _ in told)
    return Record(
        text, title, published=day.date() if day else None, published_basis=Basis.HEADER, encoding="docx"
    )


def _check_size(document: Document) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise InputError(document.location, f"the Word document is damaged: {error}", _REMEDY) from error
    if unpacked > _MOST_UNPACKED or unpacked > max(len(document.content), 1 << 20) * _RATIO:
        raise InputError(document.location, f"it unpacks to {unpacked >> 20} MiB", _REMEDY)
