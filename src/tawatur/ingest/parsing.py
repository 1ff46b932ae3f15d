"""What a decoded file or JSON line says: title and body, id, outlet, publication day."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, datetime

from tawatur.errors import InputError
from tawatur.model import Basis

# Longer first lines are paragraphs: headlines of the 1,281 reports of the ANT corpus stay under 150.
_MAX_TITLE = 250
# The end of the title line, the blank line or lines, and what stands before the body.
_AFTER_TITLE = re.compile(r"(?>\r\n|\n|\r)[^\S\r\n]*(?>\r\n|\n|\r)\s*")


@dataclass(frozen=True, slots=True)
class Record:
    """A report as its file gives it; what is not given is empty."""

    text: str
    title: str = ""
    id: str = ""
    outlet: str = ""
    published: date | None = None
    url: str = ""
    encoding: str = "utf-8"
    published_basis: Basis = Basis.METADATA
    outlet_basis: Basis = Basis.METADATA
    forwarded_from: tuple[str, ...] = ()  # channels it came through, nearest first


def parse_text(content: str) -> Record:
    """Return title and body of a `.txt` report: title line, blank line, body.

    Where the first line ends in a full stop, is longer than a headline, or has no
    blank line after it, there is no title and all is body. The body's own line
    ends and inner white space stay as they are.
    """
    start = len(content) - len(content.lstrip())
    line_end = _line_end(content, start)
    first = content[start:line_end].rstrip()
    gap = _AFTER_TITLE.match(content, line_end)
    if gap is None or gap.end() == len(content) or len(first) > _MAX_TITLE or first.endswith("."):
        return Record(content[start:].rstrip())
    return Record(content[gap.end() :].rstrip(), title=first)


def parse_json_line(line: str, path: str, line_no: int) -> Record:
    """Return the report of one JSONL line `{id, published, outlet, title, text}`.

    Only `text` must be there; other keys are ignored. Raises InputError.
    """

    def refuse(problem: str, remedy: str) -> InputError:
        return InputError(path, problem, remedy, line_no)

    try:
        fields = _json_object(line)
    except ValueError as error:
        remedy = "Put one JSON object on each line: {id, published, outlet, title, text}."
        raise refuse(f"this is no JSON object: {error}", remedy) from None
    if not isinstance(text := fields.get("text"), str):
        raise refuse('there is no "text"', 'Give the report\'s text as a string under "text".')
    try:
        published = parse_published(fields.get("published"))
    except ValueError as error:
        remedy = 'Write it as 2016-11-22, or leave "published" out and pass --published.'
        raise refuse(f'"published" is no date: {error}', remedy) from None
    try:
        title, id_, outlet, url = (_string(fields, key) for key in ("title", "id", "outlet", "url"))
    except ValueError as error:
        raise refuse(str(error), "Write it as a string, or leave it out.") from None
    return Record(text, title, id_, outlet, published, url)


def parse_published(value: object) -> date | None:
    """Return the day of an ISO date or date and time, in the zone it is written in; None for none.

    Raises ValueError where `value` is no such date.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        for parse in (date.fromisoformat, lambda written: datetime.fromisoformat(written).date()):
            try:
                return parse(value.strip())
            except ValueError:
                continue
    raise ValueError(json.dumps(value, ensure_ascii=False)[:60])


def content_id(record: Record) -> str:
    """Return the id of a report that brings none: 16 hex digits of the SHA-256 of what it says."""
    published = record.published.isoformat() if record.published else ""
    # The unit separator cannot be told from text by a reader, but does not occur in news.
    content = "\x1f".join((record.outlet, published, record.title, record.text))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _line_end(content: str, start: int) -> int:
    ends = [end for end in (content.find("\n", start), content.find("\r", start)) if end >= 0]
    return min(ends, default=len(content))


def _json_object(line: str) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} at character {error.colno}") from None
    if not isinstance(fields, dict):
        raise ValueError(f"it begins with {line.strip()[:20]!r}")
    return fields


def _string(fields: dict[str, object], key: str) -> str:
    value = fields.get(key)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # ids are often numbers
    if not isinstance(value, str):
        raise ValueError(f'"{key}" is not a string')
    return value
