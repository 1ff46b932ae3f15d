"""What dates of the calendar denote: days, months, years, seasons, decades, feasts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tawatur.model import Basis
from tawatur.resolve.dates.denote import OPEN_YEAR, Days, Part, Year, day_or_range
from tawatur.resolve.dates.reckon import (
    day_span,
    last_of_month,
    month_span,
    shift_days,
    shift_months,
    year_of,
)


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """Days of a month, or the month itself, in either calendar, with or without a year.

    `first_day` None = the whole month or the `part` of it.
    """

    month: int
    first_day: int | None = None
    last_day: int | None = None
    year: Year = OPEN_YEAR
    hijri: bool = False
    modifier: str = ""
    part: Part | None = None
    weekday: int | None = None  # named along with it: «السبت 5 مايو»

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if self.year.unknown or self.modifier == "same":
            return None
        if self.year.number is not None:
            found = self._in_year(self.year.number)
            return found and Days(*found, self._precision(found), Basis.STATED)
        if reference is None:
            return None
        nearest = self._nearest(reference, ahead)
        return nearest and Days(*nearest, self._precision(nearest), Basis.RELATIVE)

    def in_year(self, year: int) -> CalendarSpan:
        """Return the same days in a year that the words leave open."""
        return replace(self, year=Year(year))

    def _nearest(self, reference: date, ahead: bool) -> tuple[date, date] | None:
        this = year_of(reference, self.hijri)
        if self.year.shift is not None:
            return self._in_year(this + self.year.shift)
        if self.modifier == "current":
            return self._in_year(this)
        # The 29th of February comes every fourth year, a date on a given weekday every sixth or so.
        reach = 8 if self.weekday is not None or (self.month, self.first_day) == (2, 29) else 2
        years = range(this - reach, this + reach + 1)
        candidates = [span for year in years if (span := self._in_year(year))]
        if self.weekday is not None:
            agreeing = [span for span in candidates if span[0].weekday() == self.weekday]
            near = [span for span in agreeing if abs((span[0] - reference).days) < 400]
            candidates = near or candidates
        before = [span for span in candidates if self._is_past(span, reference)]
        after = [span for span in candidates if self._is_coming(span, reference)]
        if self.modifier == "next" or (ahead and not self.modifier):
            return after[0] if after else None
        if self.modifier == "before-last":
            return before[-2] if len(before) > 1 else None
        if before and (self.weekday is None or (reference - before[-1][0]).days < 300 or not after):
            return before[-1]
        return after[0] if after and self.weekday is not None else (before[-1] if before else None)

    def _is_past(self, span: tuple[date, date], reference: date) -> bool:
        if self.modifier not in ("last", "before-last"):
            return span[0] <= reference
        return (span[1] if self.first_day is None else span[0]) < self._edge(reference)

    def _is_coming(self, span: tuple[date, date], reference: date) -> bool:
        return span[0] > reference if self.modifier == "next" else span[1] >= reference

    def _edge(self, reference: date) -> date:
        """Return the day before which «الماضي» lies: a month named alone lies before this one."""
        if self.first_day is not None or self.hijri:
            return reference
        return reference.replace(day=1)

    def _in_year(self, year: int) -> tuple[date, date] | None:
        try:
            if self.first_day is not None:
                last = self.first_day if self.last_day is None else self.last_day
                return day_span(year, self.month, self.hijri, self.first_day, last)
            first, last = self.part.month if self.part and self.part.month else (1, 0)
            return month_span(year, self.month, self.hijri, first, last)
        except (ValueError, OverflowError):
            return None

    def _precision(self, span: tuple[date, date]) -> str:
        if self.first_day is not None:
            return day_or_range(*span)
        if self.part is None:
            return "month"
        return "week" if span[0] == span[1] else "range"


@dataclass(frozen=True, slots=True)
class CalendarYears:
    """A numbered year, or years from `first` to `last`, or the `part` of a year."""

    first: int
    last: int
    hijri: bool = False
    part: Part | None = None

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        try:
            first, last = self.part.year if self.part and self.part.year else (1, 12)
            start = month_span(self.first, first, self.hijri)[0]
            end = month_span(self.last, last, self.hijri)[1]
        except (ValueError, OverflowError):
            return None
        return Days(start, end, _year_precision(self.first, self.last, first, last), Basis.STATED)


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """Numbered days of the month `shift` months on: «الخامس من الشهر الجاري»."""

    first: int
    last: int
    shift: int

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if reference is None:
            return None
        month = shift_months(reference.replace(day=1), self.shift)
        try:
            start, end = month.replace(day=self.first), month.replace(day=self.last)
        except ValueError:
            return None
        return Days(start, end, day_or_range(start, end), Basis.RELATIVE)


@dataclass(frozen=True, slots=True)
class Season:
    """Months `first` to `last` of a year; a season over the new year ends in its year."""

    first: int
    last: int
    year: Year = OPEN_YEAR
    modifier: str = ""

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if self.year.number is not None:
            return Days(*self._in_year(self.year.number), "season", Basis.STATED)
        if reference is None or self.modifier == "same" or self.year.unknown:
            return None
        if self.year.shift is not None:
            return Days(*self._in_year(reference.year + self.year.shift), "season", Basis.RELATIVE)
        spans = [self._in_year(reference.year + shift) for shift in (-1, 0, 1, 2)]
        if self.modifier == "next" or (ahead and self.modifier != "last"):
            found = next(span for span in spans if span[1] >= reference)
        else:
            past = [span for span in spans if (span[1] if self.modifier == "last" else span[0]) < reference]
            found = past[-1] if past else spans[0]
        return Days(*found, "season", Basis.RELATIVE)

    def _in_year(self, year: int) -> tuple[date, date]:
        start = date(year - 1 if self.first > self.last else year, self.first, 1)
        return start, last_of_month(year, self.last)


@dataclass(frozen=True, slots=True)
class Decade:
    """Years named as a whole: «التسعينيات», «القرن الماضي»."""

    first: int
    last: int
    part: Part | None = None

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        first, last = self.first, self.last
        if self.part and self.part.decade and last - first == 9:
            first, last = self.first + self.part.decade[0], self.first + self.part.decade[1]
        precision = "decade" if self.last - self.first == 9 and not self.part else "range"
        return Days(date(first, 1, 1), date(last, 12, 31), precision, Basis.STATED)


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast of so many days from a fixed day of either calendar; `nth` picks one of them."""

    month: int
    day: int
    length: int
    hijri: bool
    nth: int = 0
    year: Year = OPEN_YEAR
    modifier: str = ""

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if self.year.number is not None:
            return self._in_gregorian_year(self.year.number, Basis.STATED)
        if reference is None or self.year.unknown or self.modifier == "same":
            return None
        if self.year.shift is not None:
            return self._in_gregorian_year(reference.year + self.year.shift, Basis.RELATIVE)
        spans = list(self._around(reference.year))
        if self.modifier == "next" or (ahead and self.modifier != "last"):
            coming = [span for span in spans if span[1] >= reference]
            return Days(*coming[0], day_or_range(*coming[0]), Basis.RELATIVE) if coming else None
        past = [span for span in spans if span[0] <= reference]
        return Days(*past[-1], day_or_range(*past[-1]), Basis.RELATIVE) if past else None

    def _in_gregorian_year(self, year: int, basis: Basis) -> Days | None:
        for start, end in self._around(year):
            if start.year == year:
                return Days(start, end, day_or_range(start, end), basis)
        return None

    def _around(self, year: int) -> Iterator[tuple[date, date]]:
        """Yield the feast in the years about Gregorian `year`, in order."""
        try:
            middle = year_of(date(year, 6, 30), self.hijri)
        except (ValueError, OverflowError):
            return
        for own in range(middle - 2, middle + 4):
            try:
                start = day_span(own, self.month, self.hijri, self.day, self.day)[0]
            except (ValueError, OverflowError):
                continue
            if self.nth:
                yield shift_days(start, self.nth - 1), shift_days(start, self.nth - 1)
            else:
                yield start, shift_days(start, self.length - 1)


def _year_precision(first: int, last: int, first_month: int, last_month: int) -> str:
    if first != last:
        return "range"
    if first_month == last_month:
        return "month"
    return "year" if (first_month, last_month) == (1, 12) else "range"
