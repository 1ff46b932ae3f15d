"""Days as pages, tables and messages write them in figures, or with English names of months."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from tawatur.ingest.parsing import parse_published

_WRITTEN_DAY = re.compile(r"(?<!\d)(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_NAMED = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y", "%B %d, %Y", "%b %d, %Y")
_MOST_MONTHS = 12
_SECONDS, _MILLISECONDS = 10**8, 10**11  # since 1970, from 1973 on


def day_of(written: Any) -> date | None:
    """Return the day of a date in the zone it is written in; None where it is none, or may be two.

    Figures alone are taken as year, month, day, or as day, month, year where they cannot be month, day, year.
    """
    if not isinstance(written, str) or not written.strip():
        return None
    try:
        return parse_published(written)
    except ValueError:
        pass
    written = " ".join(written.split())
    if found := _WRITTEN_DAY.match(written):
        return calendar_day(found[1], found[3], found[4])
    if found := _DAY_FIRST.match(written):
        day, month, year = found.groups()
        is_clear = int(day) > _MOST_MONTHS or int(day) == int(month)
        return calendar_day(year, month, day) if is_clear else None
    return _with_a_name(written)


def _with_a_name(written: str) -> date | None:
    for form in _NAMED:
        try:
            return datetime.strptime(written, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(written).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def calendar_day(*figures: str) -> date | None:
    """Return the day of a year, month and day in figures, None where there is no such day."""
    try:
        return date(*map(int, figures))
    except ValueError:
        return None


def day_of_seconds(count: float) -> date | None:
    """Return the day in UTC of so many seconds or milliseconds since 1970; None where that is no likely date."""
    seconds = count / 1000 if count >= _MILLISECONDS else count
    try:
        return datetime.fromtimestamp(seconds, UTC).date() if seconds >= _SECONDS else None
    except (ValueError, OverflowError, OSError):
        return None
