"""What kind of thing some bytes are: by how they begin first, by their name where that does not tell."""

from __future__ import annotations

import re

SNIFFED = 4096  # bytes looked at

WARC = b"WARC/"  # what a WARC file begins with
# Kinds by the bytes they begin with (https://www.iana.org/assignments/media-types).
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (WARC, "warc"),
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x00\x00\x01\x00", b"RIFF")
_BINARY = (*_PICTURES, b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ")
_TAR_AT = 257  # of a tar header: "ustar"
_SUFFIXES = {
    ".txt": "text", ".md": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "eml", ".eml": "eml",
    ".pdf": "pdf", ".docx": "docx", ".rss": "feed", ".atom": "feed", ".warc": "warc", ".tar": "tar", ".zip": "zip",
}  # fmt: skip
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_MAIL = re.compile(rb"(?:^|\n)(?:From|Date|Subject|MIME-Version|Message-ID|Received):[^\n]", re.IGNORECASE)
_MAILBOX = re.compile(rb"From \S[^\n]*\d{4}")
_FEWEST_HEADERS = 2  # of a message that no name tells
_TELEGRAM = re.compile(
    rb'"messages"\s*:|"chats"\s*:\s*\{|"type"\s*:\s*"(?:public|private|saved|personal|bot)_?\w*(?:channel|group|chat|messages)"'
)
_TELEGRAM_PAGE = re.compile(rb'class="page_wrap"|Exported Data|class="message default')


def media_of(head: bytes, name: str) -> str:
    """Return the kind of a file with this name whose first bytes are `head`.

    text, jsonl, csv, parquet, html, eml, mbox, pdf, docx, feed, telegram (JSON), telegram-page, warc, zip, tar,
    gzip, bzip2, xz, or binary for what is none of them.
    """
    suffix = _suffix(name)
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return "docx" if media == "zip" and suffix == ".docx" else media
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return "tar"
    if head.startswith(_BINARY):
        return "binary"
    return _written(head, _SUFFIXES.get(suffix, ""))


def _written(head: bytes, named: str) -> str:
    """Return the kind of something written; a name that says more than the first bytes is believed."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        if _FEED.search(head) and not _HTML.search(head):
            return "feed"
        if _HTML.search(head) or named == "html":
            return "telegram-page" if _TELEGRAM_PAGE.search(head) else "html"
    if _MAILBOX.match(head) and len(_MAIL.findall(head)) >= _FEWEST_HEADERS:
        return "mbox"
    if named in ("jsonl", "csv", "eml", "text", "html"):
        return named
    if start.startswith(b"{"):
        return "telegram" if _TELEGRAM.search(head) else "jsonl"
    if len(_MAIL.findall(head)) >= _FEWEST_HEADERS:
        return "eml"
    return "text"


def _suffix(name: str) -> str:
    base = name.rsplit("/", 1)[-1].lower()
    return base[base.rfind(".") :] if "." in base else ""
