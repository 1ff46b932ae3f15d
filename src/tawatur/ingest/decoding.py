"""Bytes to text: finds the encoding of an Arabic file and says what in it was damaged."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKED = (  # byte order mark, codec of what follows it
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("windows-1256", "iso-8859-6")
# Names of codecs, as Python has them, that Arabic comes in.
_ARABIC = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6", "mac-arabic", "cp720", "cp864")

# How often a letter stands in a hundred letters of Arabic news, roughly; what is not
# listed is rare. Tells the two legacy encodings apart, which share only ء to ض.
_COMMON = dict.fromkeys("الي", 3) | dict.fromkeys("مونرتب", 2) | dict.fromkeys("ةعدهسفقأكح", 1)
_RARE = -1
_NOT_ARABIC = -4
_PUNCTUATION = "\u00a0\u00ab\u00bb\u200c\u200d\u200e\u200f“”‘’–—…"  # of Windows-1256

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")
# High bytes of UTF-16 code units in Arabic text: Latin and space, Arabic and its
# supplements, general punctuation, presentation forms, the byte order mark.
_UTF16_HIGH = frozenset([0x00, 0x06, 0x07, 0x08, 0x20, 0xFB, 0xFC, 0xFD, 0xFE])
_SNIFFED = 8192  # bytes looked at to tell UTF-16 and binary from text

ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_MIXED_WORD = re.compile("[A-Za-z](?=[\u0620-\u064a])|[\u0620-\u064a](?=[A-Za-z])")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Damage:
    """Places that could not be decoded and now read U+FFFD; `first` is a byte offset."""

    count: int
    first: int


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, the encoding it was read by, and what was lost."""

    text: str
    encoding: str
    damage: Damage | None = None


def decode(data: bytes) -> Decoded | None:
    """Return the text of `data`, or None where it is not text at all.

    Encodings: UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-16 without one,
    Windows-1256, ISO-8859-6. A mark is not part of the text. Broken UTF-8 and
    UTF-16 are read with U+FFFD for what is broken. Time is linear in the length.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decode_marked(data, len(mark), encoding)
    if utf16 := _unmarked_utf16(data[:_SNIFFED]):
        return _replacing(data, utf16)
    if _is_binary(data[:_SNIFFED]) or b"\x00" in data:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _broken_or_legacy(data)


def decode_as(data: bytes, said: str) -> Decoded | None:
    """Return the text of `data` by the encoding it says it is in, where the bytes agree; else as by decode().

    Only encodings that Arabic is written in are believed: servers call what they do not know ISO-8859-1,
    which no bytes gainsay.
    """
    if any(data.startswith(mark) for mark, _ in _MARKED):
        return decode(data)
    try:
        name = codecs.lookup(said.strip()).name if said.strip() else ""
        if name in _ARABIC:
            return Decoded(data.decode(name), name.replace("cp1256", "windows-1256"))
    except (LookupError, UnicodeDecodeError, ValueError):
        pass  # pages and mail programs say wrong things of themselves
    return decode(data)


def comes_in_lines(head: bytes) -> bool:
    """Return whether a file that begins with `head` can be cut at line feeds before it is decoded."""
    if head.startswith((*_MAGIC, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return False
    return _unmarked_utf16(head[:_SNIFFED]) is None


def has_arabic(text: str) -> bool:
    """Return whether there is an Arabic letter in `text`."""
    return ARABIC_LETTER.search(text) is not None


def without_surrogates(text: str) -> tuple[str, int]:
    """Return `text` with U+FFFD for lone surrogates (JSON can hold them), and their number."""
    return _LONE_SURROGATE.subn("\ufffd", text)


def _decode_marked(data: bytes, mark_length: int, encoding: str) -> Decoded | None:
    decoded = _replacing(data, encoding, mark_length)
    if "\x00" in decoded.text or (decoded.damage and not has_arabic(decoded.text)):
        return None  # the mark's bytes by chance
    return decoded


def _replacing(data: bytes, encoding: str, start: int = 0) -> Decoded:
    try:
        return Decoded(data[start:].decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text = data[start:].decode(encoding, "replace")
        lost = text.count("\ufffd") - _written_replacements(data, encoding)
        return Decoded(text, encoding, Damage(max(1, lost), start + error.start))


def _written_replacements(data: bytes, encoding: str) -> int:
    """Return how many U+FFFD were in the bytes already."""
    try:
        return data.count("\ufffd".encode(encoding))
    except UnicodeEncodeError:  # the one-byte encodings have none
        return 0


def _unmarked_utf16(head: bytes) -> str | None:
    """Return utf-16-le or utf-16-be where every other byte of `head` looks like a high byte of Arabic."""
    if b"\x00" not in head and b"\x06" not in head:
        return None
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        likely = sum(byte in _UTF16_HIGH for byte in high)
        text = head[: len(head) // 2 * 2].decode(encoding, "replace")
        if high and likely >= 0.95 * len(high) and "\x00" not in text and has_arabic(text):
            return encoding
    return None


def _is_binary(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return head.startswith(_MAGIC) or controls > max(2, len(head) // 200)


def _broken_or_legacy(data: bytes) -> Decoded:
    broken = _replacing(data, "utf-8")
    assert broken.damage is not None
    # In text of a one-byte encoding hardly any byte pair is good UTF-8 by chance.
    if broken.damage.count <= len(ARABIC_LETTER.findall(broken.text)):
        return broken
    sample = data[: 1 << 16]
    texts = [(encoding, sample.decode(encoding, "replace")) for encoding in _LEGACY]
    encoding, text = max(texts, key=lambda pair: _arabic_likelihood(pair[1]))
    if 4 * len(_MIXED_WORD.findall(text)) > len(ARABIC_LETTER.findall(text)):
        encoding = "iso-8859-1"  # accents of a Western language, «Été»
    return _replacing(data, encoding)


def _arabic_likelihood(text: str) -> int:
    return sum(_letter_weight(letter) for letter in text if letter > "\x7f")


def _letter_weight(letter: str) -> int:
    if letter in _COMMON:
        return _COMMON[letter]
    return _RARE if "\u0600" <= letter <= "\u06ff" or letter in _PUNCTUATION else _NOT_ARABIC
