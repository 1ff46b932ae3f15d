"""Calendar arithmetic: days, weeks from Monday, months, years, Hijri dates."""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

HIJRI = "hijri"


def shift_days(day: date, count: int) -> date:
    """Return the day `count` days later. Raises OverflowError outside the calendar."""
    return day + timedelta(days=count)


def shift_months(day: date, count: int) -> date:
    """Return the day `count` months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, last_of_month(year, month + 1).day))


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def monday_of(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def month_span(year: int, month: int, hijri: bool, first: int = 1, last: int = 0) -> tuple[date, date]:
    """Return the days `first` to `last` (0 = the last there is) of a month of either calendar.

    Raises ValueError or OverflowError where there is no such day; Hijri years run from 1343 to 1500.
    """
    if hijri:
        length = Hijri(year, month, 1).month_length()
        start, end = Hijri(year, month, first), Hijri(year, month, min(last or length, length))
        return _plain(start), _plain(end)
    final = last_of_month(year, month)
    return date(year, month, first), final if last == 0 else date(year, month, min(last, final.day))


def day_span(year: int, month: int, hijri: bool, first: int, last: int) -> tuple[date, date]:
    """Return the days `first` to `last` of a month; unlike `month_span` it never cuts them down."""
    if hijri:
        return _plain(Hijri(year, month, first)), _plain(Hijri(year, month, last))
    return date(year, month, first), date(year, month, last)


def year_of(day: date, hijri: bool) -> int:
    """Return the year of `day` in either calendar."""
    return Gregorian(day.year, day.month, day.day).to_hijri().year if hijri else day.year


def _plain(day: Hijri) -> date:
    there = day.to_gregorian()
    return date(there.year, there.month, there.day)
