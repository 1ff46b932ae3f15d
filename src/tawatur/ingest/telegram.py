"""Telegram's exports: each message of a channel is a document; a forward keeps whom it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tawatur.errors import InputError, SetAside
from tawatur.ingest.documents import Budget, Opened
from tawatur.ingest.parsing import Record
from tawatur.model import Basis, Document, Handled

_MOST_CHATS = 10_000


def members(opened: Opened, media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the messages of an export, as JSON (result.json) or pages (messages.html)."""
    content = opened.stream.read(budget.limits.document_bytes * 4 + 1)
    if len(content) > budget.limits.document_bytes * 4:
        yield opened.refused("the export is too large", "Export fewer messages at a time.")
        return
    try:
        messages = _in_page(content) if media == "telegram-page" else _in_json(content)
        for number, message in messages:
            fields = json.dumps(message, ensure_ascii=False, sort_keys=True)
            yield opened.document("telegram", fields.encode("utf-8", "surrogatepass"), f"message {number}")
    except (ValueError, RecursionError) as error:
        yield opened.refused(f"this is no export of Telegram: {error}", "Export the channel anew.")


def _in_json(content: bytes) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield number and fields of each message of result.json, of one chat or of all."""
    export = json.loads(content)
    if not isinstance(export, dict):
        raise ValueError("it is no JSON object")
    chats = [export] if "messages" in export else [*_chats(export, "chats"), *_chats(export, "left_chats")]
    for place, chat in enumerate(chats[:_MOST_CHATS], 1):
        name = str(chat.get("name") or "")
        for message in chat.get("messages", []):
            if isinstance(message, dict) and message.get("type", "message") == "message":
                number = message.get("id", 0)
                yield number if len(chats) == 1 else f"{number} of chat {place}", _told(message, name)


def _chats(export: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the chats of an export of all of them, under «chats» or «left_chats»."""
    listed = export.get(name)
    found = listed.get("list", []) if isinstance(listed, dict) else []
    return [chat for chat in found if isinstance(chat, dict)]


def _told(message: Mapping[str, Any], chat: str) -> dict[str, Any]:
    forwarded = message.get("forwarded_from") or message.get("saved_from") or ""
    return {
        "chat": chat,
        "id": message.get("id"),
        "date": str(message.get("date") or ""),
        "text": _plain(message.get("text")) or _plain(message.get("text_entities")),
        "from": str(message.get("from") or ""),
        "forwarded_from": [str(forwarded)] if forwarded else [],
    }


def _plain(text: Any) -> str:
    """Return the words of a message: a string, or a list of strings and of marked pieces."""
    if isinstance(text, list):
        pieces = (piece.get("text", "") if isinstance(piece, dict) else piece for piece in text)
        return "".join(map(str, pieces))
    return str(text or "")


def _in_page(content: bytes) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield number and fields of each message of a page of an export."""
    from resiliparse.parse.html import HTMLTree

    from tawatur.ingest.html import check_shape

    text = content.decode("utf-8", "replace")
    check_shape(text)
    page: Any = HTMLTree.parse(text).document
    header = page.query_selector(".page_header .text")
    chat = (header.text or "").strip() if header else ""
    sender = ""
    for message in page.query_selector_all(".message.default"):
        sender = _text(message, ".from_name") or sender
        forward = message.query_selector(".forwarded")
        moment = message.query_selector(".date.details")
        yield (
            (message.id or "").removeprefix("message"),
            {
                "chat": chat,
                "id": (message.id or "").removeprefix("message"),
                "date": _iso(moment.getattr("title") or "") if moment else "",
                "text": _text(forward or message, ".text"),
                "from": sender,
                "forwarded_from": [_forwarder(_text(forward, ".from_name"))] if forward else [],
            },
        )


def _text(element: Any, selector: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    found = element.query_selector(selector)
    if not found:
        return ""
    return str(extract_plain_text(found.html, preserve_formatting=True, list_bullets=False)).strip()


_PAGE_DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


def _iso(written: str) -> str:
    """Return the ISO date of «02.10.2016 14:05:11 UTC+03:00»."""
    found = _PAGE_DAY.match(written)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else ""


def _forwarder(written: str) -> str:
    """Return the channel of a forward's head, which has the day of the message behind it."""
    return _PAGE_DAY.split(written)[0].strip()


def record_of(document: Document) -> Record:
    """Return the report of a message; its channel is the outlet. Raises SetAside where it has no words."""
    try:
        fields = json.loads(document.content)
        text, day = str(fields["text"]).strip(), fields["date"][:10]
        forwarded = tuple(str(name) for name in fields["forwarded_from"] if name)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(document.location, f"the message is damaged: {error}", "Export it anew.") from error
    if not text:
        raise SetAside("the message has no words, only a picture or a file")
    return Record(
        text,
        outlet=str(fields["chat"] or fields["from"]),
        published=_day(day),
        forwarded_from=forwarded,
        published_basis=Basis.HEADER,
        outlet_basis=Basis.HEADER,
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
