"""Mail messages (.eml, .mhtml): the words of the message, its subject, sender and day."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from tawatur.errors import InputError, SetAside
from tawatur.ingest.decoding import decode_as
from tawatur.ingest.parsing import Record
from tawatur.model import Basis, Document


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
        title=str(message.get("Subject", "")).strip(),
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
    return str(addresses[0].display_name or addresses[0].domain)
