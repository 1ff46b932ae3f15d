"""What time expressions denote: small records that become days once a reference date is known.

`days(reference, ahead)` gives the days, or None where the words denote none or the reference
that they need is missing. `ahead` asks for the reading in a sentence about the future.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from tawatur.model import Basis
from tawatur.resolve.dates.reckon import (
    monday_of,
    shift_days,
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
        return Days(start, end, day_or_range(start, end), Basis.RELATIVE)


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
        return Days(start, end, day_or_range(start, end), Basis.RELATIVE)

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
    """The day of that name about an offset: «أمس الأحد». The name wins where they disagree."""

    weekday: int
    offset: int

    def days(self, reference: date | None, ahead: bool) -> Days | None:
        """Return the days denoted, as Denotation says."""
        if reference is None:
            return None
        day = shift_days(reference, self.offset)
        # Reports are stamped late rather than early: five days back, one forward.
        day = shift_days(day, (self.weekday - day.weekday() + 5) % 7 - 5)
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


def day_or_range(start: date, end: date) -> str:
    """Return the precision of exact days: "day" for one, "range" for more."""
    return "day" if start == end else "range"
