"""What joined expressions denote: «من … إلى …», «منذ …», «حتى …»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tawatur.model import Basis
from tawatur.resolve.dates.calendar import CalendarSpan
from tawatur.resolve.dates.denote import Days, Denotation, Weekday, day_or_range
from tawatur.resolve.dates.reckon import (
    shift_days,
)


@dataclass(frozen=True, slots=True)
class Hull:
    """From the first of one to the last of the other: «بين … و…», «من … إلى …», «السبت والأحد»."""

    first: Denotation
    last: Denotation
    in_order: bool = True

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        first, last = self._completed(reference)
        opening, closing = first.days(reference, ahead), last.days(reference, ahead)
        if opening is None or closing is None:
            return None
        if opening.start > closing.end:
            opening, closing = self._put_in_order(opening, closing, ahead)
        start, end = min(opening.start, closing.start), max(opening.end, closing.end)
        basis = Basis.STATED if opening.basis is closing.basis is Basis.STATED else Basis.RELATIVE
        return Days(start, end, day_or_range(start, end), basis)

    def _completed(self, reference: date | None) -> tuple[Denotation, Denotation]:
        """Return both ends, each with what the words say once for both («3 مايو إلى 5 يونيو 2016»)."""
        first, last = self.first, self.last
        if isinstance(first, Weekday) and isinstance(last, Weekday) and not first.modifier:
            return replace(first, modifier=last.modifier), last
        if not (isinstance(first, CalendarSpan) and isinstance(last, CalendarSpan)):
            return first, last
        if first.year.is_open and not first.modifier and last.year.number is not None:
            return _filled(first, last, last.year.number), last
        if first.year.is_open and not first.modifier and last.modifier:
            return replace(first, modifier=last.modifier), last
        if last.year.is_open and first.year.number is not None:
            nearest = last.days(reference, False)
            start = first.days(reference, False)
            if nearest is None or start is None or nearest.end < start.start:
                return first, _following(first, last, first.year.number)
        return first, last

    def _put_in_order(self, opening: Days, closing: Days, ahead: bool) -> tuple[Days, Days]:
        first, last = self.first, self.last
        if isinstance(first, Weekday) and isinstance(last, Weekday):
            if not self.in_order and (last.weekday - first.weekday) % 7 > 3:
                return closing, opening
            return (opening, _moved(closing, 7)) if ahead else (_moved(opening, -7), closing)
        if isinstance(first, CalendarSpan) and isinstance(last, CalendarSpan) and last.year.is_open:
            later = last.in_year(closing.start.year + 1).days(None, ahead) if not last.hijri else None
            return opening, later._replace(basis=Basis.RELATIVE) if later else closing
        return closing, opening


@dataclass(frozen=True, slots=True)
class Since:
    """From the start of something to the reference: «منذ الأحد», «عام 2018 حتى الآن»."""

    opening: Denotation

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        opening = self.opening.days(reference, False)
        if opening is None or reference is None:
            return None
        if opening.start > reference:  # «منذ الأحد المقبل»: from then on
            return opening
        return Days(opening.start, reference, day_or_range(opening.start, reference), opening.basis)


@dataclass(frozen=True, slots=True)
class Until:
    """Until something: the thing itself in the past, from the reference to its end in the future."""

    closing: Denotation

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        closing = self.closing.days(reference, ahead)
        if closing is None or reference is None or closing.end <= reference:
            return closing
        return Days(reference, closing.end, "range", closing.basis)


def _filled(first: CalendarSpan, last: CalendarSpan, year: int) -> CalendarSpan:
    """Return `first` in the year of `last`, or the year before where it would come after it."""
    same = first.in_year(year)
    if first.hijri != last.hijri or (first.month, first.first_day or 0) <= (last.month, last.last_day or 31):
        return same
    return first.in_year(year - 1)


def _following(first: CalendarSpan, last: CalendarSpan, year: int) -> CalendarSpan:
    later = (last.month, last.last_day or last.first_day or 31) < (first.month, first.first_day or 0)
    return last.in_year(year + 1 if later else year)


def _moved(days: Days, count: int) -> Days:
    return days._replace(start=shift_days(days.start, count), end=shift_days(days.end, count))
