"""Mail: messages (.eml, .mhtml) and mailboxes (.mbox), and what is attached to them."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from tawatur.errors import InputError, SetAside
from tawatur.ingest.decoding import decode, decode_as
from tawatur.ingest.documents import Budget, Opened, documents_of
from tawatur.ingest.parsing import Record
from tawatur.model import Basis, Document, Handled

# The line above each message of a mailbox (RFC 4155), and how such a line within a message is quoted.
_FROM_LINE = re.compile(rb"From \S[^\n]*\d{4}")
_QUOTED_FROM = re.compile(rb"\A>(>*From )")
_CHUNK = 1 << 20  # bytes of a line read at once
_ATTACHED = re.compile(
    rb"^Content-(?:Disposition:\s*attachment|Type:\s*message/rfc822)", re.IGNORECASE | re.MULTILINE
)


def members(opened: Opened, media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield a message, or those of a mailbox, each followed by what is attached to it or forwarded in it."""
    most = budget.limits.document_bytes
    if media == "eml":
        yield from _message(opened, "", opened.stream.read(most + 1), budget)
        return
    for number, content in enumerate(_messages_in(opened.stream, most), 1):
        yield from _message(opened, f"message {number}", content, budget)


def _messages_in(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """Yield the messages of a mailbox, each below a line that begins with «From », of one too long the beginning."""
    message: list[bytes] = []
    size, is_start, is_within = 0, True, False
    while line := stream.readline(_CHUNK):
        if is_start and _FROM_LINE.match(line):
            if is_within:
                yield b"".join(message)
            message, size, is_within = [], 0, True
        elif size <= most:
            message.append(_QUOTED_FROM.sub(rb"\1", line) if is_start else line)
            size += len(line)
        is_start = line.endswith(b"\n")
    yield b"".join(message)


def _message(opened: Opened, where: str, content: bytes, budget: Budget) -> Iterator[Document | Handled]:
    if len(content) > budget.limits.document_bytes:
        size = f"more than {budget.limits.document_bytes >> 20} MiB"
        yield opened.refused(f"{size} for one message", "Save what is attached by itself.", where)
        return
    yield opened.document("eml", content, where)
    if not _ATTACHED.search(content):
        return
    try:
        yield from _attached(opened, where, content, budget)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        problem = f"what is attached cannot be opened: {error}"
        yield opened.refused(problem, "Save it from the mail program.", f"{where} attachments".strip())


def _attached(opened: Opened, where: str, content: bytes, budget: Budget) -> Iterator[Document | Handled]:
    within = replace(opened, member="#".join(filter(None, (opened.member, where))))
    message = email.message_from_bytes(content, policy=email.policy.default)
    for number, part in enumerate(_attachments(message), 1):
        name = part.get_filename() or f"attachment {number}"
        name = "".join(c if c.isprintable() else "\ufffd" for c in name)
        packed = _bytes_of(part)
        budget.members_left -= 1
        budget.bytes_left -= len(packed)
        if budget.members_left < 0 or budget.bytes_left < 0 or opened.depth >= budget.limits.depth:
            yield within.refused("there is too much in it", "Save it from the mail program.", name)
            return
        if packed:
            yield from documents_of(within.within(name, io.BytesIO(packed)), budget)


def _attachments(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that are files or messages of their own, not what those are made of."""
    if message.get_content_type() == "message/rfc822" or message.get_content_disposition() == "attachment":
        yield message
    elif message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _attachments(part)


def _bytes_of(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = part.get_payload()
    return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""


def record_of(document: Document) -> Record:
    """Return the report of a mail message: its plain text, else the text of its page.

    Raises SetAside where there is no text in it, InputError where it is no message.
    """
    message = email.message_from_bytes(document.content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise InputError(document.location, "this is no mail message", "Save it anew from the mail program.")
    part = message.get_body(("plain", "html"))
    if part is None:
        raise SetAside("there is no text in the message")
    text, encoding = _words(part)
    published = _day(message)
    return Record(
        text=text,
        title=_header(message, "Subject"),
        outlet=_sender(message),
        published=published,
        url=str(message.get("Content-Location", message.get("Snapshot-Content-Location", ""))).strip(),
        encoding=encoding,
        published_basis=Basis.HEADER,
        outlet_basis=Basis.HEADER,
    )


def _words(part: MIMEPart) -> tuple[str, str]:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if part.get_content_type() == "text/html":
        from tawatur.ingest.html import page_record

        page = page_record(content, content_type=str(part.get("Content-Type", "")))
        return page.text, page.encoding
    decoded = decode_as(content, part.get_content_charset() or "")
    if decoded is None:
        raise SetAside("its text is binary data")
    return decoded.text.strip(), decoded.encoding


def _day(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).date()
    except (TypeError, ValueError):
        return None


def _sender(message: EmailMessage) -> str:
    """Return the name of the sender, without one the host of the address."""
    addresses = getattr(message.get("From"), "addresses", ())
    if not addresses:
        return ""
    name = str(addresses[0].display_name)
    if "\ufffd" in str(message["From"]):
        name = parseaddr(_header(message, "From"))[0]
    return name or str(addresses[0].domain)


def _header(message: EmailMessage, name: str) -> str:
    """Return a header in words; one in raw bytes, as old programs wrote them, in the encoding that they look."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if raw.isascii():
        return str(message.get(name, "")).strip()
    decoded = decode(raw.encode("utf-8", "surrogateescape"))
    return " ".join(decoded.text.split()) if decoded else ""
