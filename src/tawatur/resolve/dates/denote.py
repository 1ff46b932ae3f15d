"""What time expressions denote: small records that become days once a reference date is known.

`days(reference, ahead)` gives the days, or None where the words denote none or the reference
that they need is missing. `ahead` asks for the reading in a sentence about the future.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Protocol

from tawatur.model import Basis
from tawatur.resolve.dates.reckon import (
    day_span,
    last_of_month,
    monday_of,
    month_span,
    shift_days,
    shift_months,
    year_of,
)


class Days(NamedTuple):
    """Days from `start` to `end`, both included."""

    start: date
    end: date
    precision: str
    basis: Basis


class Denotation(Protocol):
    """What an expression denotes."""

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, seen from `reference`."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a period: month in days, year in months, decade in years, week in weekdays."""

    id: str
    month: tuple[int, int] | None
    year: tuple[int, int] | None
    decade: tuple[int, int] | None
    week: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Nothing:
    """No day: «ليلا», «مؤخرا», «العام نفسه»."""

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        return None


@dataclass(frozen=True, slots=True)
class BeforeEvent:
    """Words that date the event named after them: «غداة الهجوم», «بعد يومين من الهجوم».

    They denote no day of their own; `event` is when that event was, if the telling is of
    the reference day.
    """

    event: Denotation

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        return None


@dataclass(frozen=True, slots=True)
class DayOffset:
    """Days counted from the reference: «أمس»."""

    first: int
    last: int

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if reference is None:
            return None
        start, end = shift_days(reference, self.first), shift_days(reference, self.last)
        return Days(start, end, _precision(start, end), Basis.RELATIVE)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: «الأحد», «الأحد الماضي»; with `night` the night into the next day."""

    weekday: int
    modifier: str = ""
    night: bool = False

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if reference is None or self.modifier == "same":
            return None
        start = shift_days(reference, self._distance(reference, ahead))
        end = shift_days(start, 1 if self.night else 0)
        return Days(start, end, _precision(start, end), Basis.RELATIVE)

    def _distance(self, reference: date, ahead: bool) -> int:
        back, forth = (reference.weekday() - self.weekday) % 7, (self.weekday - reference.weekday()) % 7
        match self.modifier:
            case "last":
                return -(back or 7)
            case "before-last":
                return -(back or 7) - 7
            case "next":
                return forth or 7
            case "current":
                return self.weekday - reference.weekday()
            case _:
                return forth if ahead else -back


@dataclass(frozen=True, slots=True)
class WeekdayNear:
    """The day of that name nearest to an offset: «أمس الأحد». The name wins where they disagree."""

    weekday: int
    offset: int

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if reference is None:
            return None
        day = shift_days(reference, self.offset)
        day = shift_days(day, (self.weekday - day.weekday() + 3) % 7 - 3)
        return Days(day, day, "day", Basis.RELATIVE)


@dataclass(frozen=True, slots=True)
class WeekdayOfWeek:
    """A weekday of the week `shift` weeks on: «الثلاثاء من الأسبوع الماضي»."""

    weekday: int
    shift: int

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if reference is None:
            return None
        day = shift_days(monday_of(reference), 7 * self.shift + self.weekday)
        return Days(day, day, "day", Basis.RELATIVE)


@dataclass(frozen=True, slots=True)
class Year:
    """A year as the words give it: a number, or so many years from the reference, or neither."""

    number: int | None = None
    shift: int | None = None
    unknown: bool = False  # «من العام نفسه»

    @property
    def is_open(self) -> bool:
        """Return whether the words leave the year open."""
        return self.number is None and self.shift is None


OPEN_YEAR = Year()


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
            return _precision(*span)
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
class Period:
    """The unit `shift` units from the reference's own: «الأسبوع الماضي», «نهاية العام»."""

    unit: str
    shift: int
    part: Part | None = None

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if reference is None:
            return None
        whole = self._whole(reference)
        if whole is None:
            return None
        start, end = whole
        if self.part is not None:
            cut = self._cut(start, end)
            return cut and Days(*cut, _part_precision(self.unit, self.part, *cut), Basis.RELATIVE)
        if self.shift == 0 and start <= reference <= end:
            start, end = (reference, end) if ahead else (start, reference)
        return Days(start, end, _PRECISIONS.get(self.unit, "range"), Basis.RELATIVE)

    def _whole(self, reference: date) -> tuple[date, date] | None:
        match self.unit:
            case "week":
                monday = shift_days(monday_of(reference), 7 * self.shift)
                return monday, shift_days(monday, 6)
            case "month":
                month = shift_months(reference.replace(day=1), self.shift)
                return month, last_of_month(month.year, month.month)
            case "year":
                year = reference.year + self.shift
                return date(year, 1, 1), date(year, 12, 31)
            case "decade" | "century":
                length = 10 if self.unit == "decade" else 100
                first = (reference.year // length + self.shift) * length
                return date(first, 1, 1), date(first + length - 1, 12, 31)
            case "day":
                day = shift_days(reference, self.shift)
                return day, day
            case _:
                return None

    def _cut(self, start: date, end: date) -> tuple[date, date] | None:
        part = self.part
        if part is None:
            return None
        if self.unit == "month" and part.month:
            return month_span(start.year, start.month, False, *part.month)
        if self.unit == "year" and part.year:
            return date(start.year, part.year[0], 1), last_of_month(start.year, part.year[1])
        if self.unit == "week" and part.week:
            return self._days_of_week(start, part)
        if self.unit == "decade" and part.decade:
            return date(start.year + part.decade[0], 1, 1), date(start.year + part.decade[1], 12, 31)
        return None

    def _days_of_week(self, monday: date, part: Part) -> tuple[date, date]:
        first, last = part.week or (0, 6)
        if part.id == "start" and first >= 5:  # the weekend the week begins with
            monday = shift_days(monday, -7)
        return shift_days(monday, first), shift_days(monday, last)


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A numbered day of the month `shift` months on: «الخامس من الشهر الجاري»."""

    day: int
    shift: int

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if reference is None:
            return None
        month = shift_months(reference.replace(day=1), self.shift)
        try:
            day = month.replace(day=self.day)
        except ValueError:
            return None
        return Days(day, day, "day", Basis.RELATIVE)


@dataclass(frozen=True, slots=True)
class Count:
    """So many units from the reference; `way` is ago, after, past or next.

    «قبل ستة أشهر» is a month, «قبل ثلاث سنوات» a year, «قبل شهر» a day known to a month;
    «خلال الأيام الثلاثة الماضية» and «منذ ثلاثة أيام» run from that day to the reference.
    """

    unit: str
    number: int
    way: str

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if reference is None:
            return None
        try:
            return self._days(reference, ahead)
        except (ValueError, OverflowError):
            return None

    def _days(self, reference: date, ahead: bool) -> Days | None:
        if self.way == "past":
            return Days(self._away(reference, -1), reference, "range", Basis.RELATIVE)
        if self.way == "next":
            return Days(reference, self._away(reference, 1), "range", Basis.RELATIVE)
        if self.way == "during":
            return replace(self, way="next" if ahead else "past")._days(reference, ahead)
        if self.way == "after" and not ahead:
            return None
        point = self._away(reference, 1 if self.way == "after" else -1)
        return self._rounded(point)

    def _rounded(self, point: date) -> Days:
        precision = _PRECISIONS.get(self.unit, "day")
        if self.number > 1 and self.unit == "month":
            return Days(
                point.replace(day=1), last_of_month(point.year, point.month), precision, Basis.RELATIVE
            )
        if self.unit == "year" and self.number > 1:
            return Days(date(point.year, 1, 1), date(point.year, 12, 31), precision, Basis.RELATIVE)
        return Days(point, point, precision, Basis.RELATIVE)

    def _away(self, reference: date, sign: int) -> date:
        number = sign * self.number
        match self.unit:
            case "day":
                return shift_days(reference, number)
            case "week":
                return shift_days(reference, 7 * number)
            case "month":
                return shift_months(reference, number)
            case "hour":  # a point hours away is the same day below 24; a stretch of hours reaches back one
                whole = self.number // 24 if self.way in ("ago", "after") else -(-self.number // 24)
                return shift_days(reference, sign * whole)
            case "minute":
                return reference
            case _:
                return shift_months(reference, 12 * number * _YEARS[self.unit])


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
            return Days(*coming[0], _precision(*coming[0]), Basis.RELATIVE) if coming else None
        past = [span for span in spans if span[0] <= reference]
        return Days(*past[-1], _precision(*past[-1]), Basis.RELATIVE) if past else None

    def _in_gregorian_year(self, year: int, basis: Basis) -> Days | None:
        for start, end in self._around(year):
            if start.year == year:
                return Days(start, end, _precision(start, end), basis)
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


@dataclass(frozen=True, slots=True)
class Hull:
    """From the first of one to the last of the other: «بين … و…», «من … إلى …», «السبت والأحد»."""

    first: Denotation
    last: Denotation
    in_order: bool = True

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        first, last = self._with_years(reference)
        opening, closing = first.days(reference, ahead), last.days(reference, ahead)
        if opening is None or closing is None:
            return None
        if opening.start > closing.end:
            opening, closing = self._put_in_order(opening, closing, ahead)
        start, end = min(opening.start, closing.start), max(opening.end, closing.end)
        basis = Basis.STATED if opening.basis is closing.basis is Basis.STATED else Basis.RELATIVE
        return Days(start, end, _precision(start, end), basis)

    def _with_years(self, reference: date | None) -> tuple[Denotation, Denotation]:
        """Return both ends, an end without a year in the other's («3 مايو إلى 5 يونيو 2016»)."""
        first, last = self.first, self.last
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
        return Days(opening.start, reference, _precision(opening.start, reference), opening.basis)


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


_PRECISIONS = {"day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade"}
_YEARS = {"year": 1, "decade": 10, "century": 100}


def _precision(start: date, end: date) -> str:
    return "day" if start == end else "range"


def _year_precision(first: int, last: int, first_month: int, last_month: int) -> str:
    if first != last:
        return "range"
    if first_month == last_month:
        return "month"
    return "year" if (first_month, last_month) == (1, 12) else "range"


def _part_precision(unit: str, part: Part, start: date, end: date) -> str:
    if unit == "month" and start == end:
        return "week"
    if unit == "year" and part.year and part.year[0] == part.year[1]:
        return "month"
    return _precision(start, end)
