"""What units of time denote: «الأسبوع الماضي», «قبل يومين»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tawatur.model import Basis
from tawatur.resolve.dates.denote import Days, Part, day_or_range
from tawatur.resolve.dates.reckon import (
    last_of_month,
    monday_of,
    month_span,
    shift_days,
    shift_months,
)


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


_PRECISIONS = {"day": "day", "week": "week", "month": "month", "year": "year", "decade": "decade"}


_YEARS = {"year": 1, "decade": 10, "century": 100}


def _part_precision(unit: str, part: Part, start: date, end: date) -> str:
    if unit == "month" and start == end:
        return "week"
    if unit == "year" and part.year and part.year[0] == part.year[1]:
        return "month"
    return day_or_range(start, end)
