"""Reads dates and years in figures: 2/10/2016, «عام 2014», «منذ 2011»."""

from __future__ import annotations

from dataclasses import replace

from tawatur.resolve.dates.calendar import CalendarSpan, CalendarYears
from tawatur.resolve.dates.denote import Year
from tawatur.resolve.dates.read_days import day_heads
from tawatur.resolve.dates.read_months import after_era
from tawatur.resolve.dates.scene import SLASHES, Found, Scene


def read_figure(scene: Scene, index: int) -> Found | None:
    """Return the numeric date or the year at a figure, or None where it is neither."""
    norm = scene.tokens[index].norm
    if len(norm) <= 4:
        following = scene.norm(index + 1)
        if following in SLASHES or following == ".":
            numeric = _numeric_date(scene, index)
            if numeric is not None:
                return numeric
        return _year(scene, index) if len(norm) == 4 else None
    return _dotted_date(scene, index) if norm.count(".") == 2 else None


def _numeric_date(scene: Scene, index: int) -> Found | None:
    """Read 2/10/2016, 2016-10-02, 2-10-2016, 10/2016."""
    sign = scene.norm(index + 1)
    figures = [scene.norm(index + 2 * k) for k in range(3)]
    if scene.norm(index + 3) != sign or not all(f.isdecimal() for f in figures):
        month, year = scene.day_figure(index), scene.year_figure(index + 2)
        if sign == "/" and month is not None and month <= 12 and year is not None:
            return Found(index, index + 3, "", "month", "numeric-date", CalendarSpan(month, year=Year(year)))
        return None
    if scene.norm(index + 5) == sign and scene.kind(index + 6) == "number":
        return None
    return _numeric_found(scene, index, index + 5, figures)


def _dotted_date(scene: Scene, index: int) -> Found | None:
    return _numeric_found(scene, index, index + 1, scene.tokens[index].norm.split("."))


def _numeric_found(scene: Scene, first: int, last: int, figures: list[str]) -> Found | None:
    span = _numeric_span(figures)
    if span is None:
        return None
    first, prefix, _ = day_heads(scene, first, "")
    return Found(first, after_era(scene, last), prefix, "date", "numeric-date", span)


def _numeric_span(figures: list[str]) -> CalendarSpan | None:
    """Return the date of three figures: year first or last, day before month unless it cannot be."""
    if not all(1 <= len(figure) <= 4 and figure.isdecimal() for figure in figures):
        return None
    if len(figures[0]) == 4:
        year, month, day = (int(figure) for figure in figures)
    else:
        day, month, year = (int(figure) for figure in figures)
        if len(figures[2]) == 2:
            year += 2000
        elif len(figures[2]) != 4:
            return None
    if month > 12 and day <= 12:
        day, month = month, day
    hijri = 1343 <= year <= 1500
    if not (1 <= month <= 12 and 1 <= day <= 31 and (hijri or 1900 <= year <= 2099)):
        return None
    return CalendarSpan(month, day, year=Year(year), hijri=hijri)


def _year(scene: Scene, index: int) -> Found | None:
    hijri = scene.hijri_figure(index)
    if hijri is not None and scene.word_at("era-hijri", index + 1) is not None:
        number = hijri
    else:
        year = scene.year_figure(index)
        if year is None:
            return None
        number, hijri = year, None
    last = after_era(scene, index + 1)
    head = scene.word_before("year-head", index)
    if head is None and not _may_be_bare_year(scene, index, last):
        return None
    first, prefix = (head.first, head.prefix) if head is not None else (index, "")
    if scene.norm(last) in SLASHES:
        second = scene.year_figure(last + 1)
        if second is not None and second > number:
            return Found(first, last + 2, prefix, "year", "year-range", CalendarYears(number, second))
    years = CalendarYears(number, number, hijri is not None)
    return _with_part(scene, first, last, prefix, years)


def _may_be_bare_year(scene: Scene, index: int, last: int) -> bool:
    """Return whether a figure with no «عام» before it is a year: «في 2011», «منذ 2014», «(2015)»."""
    if scene.norm(last) in scene.grammar.counted or scene.norm(last) == "%":
        return False
    before = scene.norm(index - 1)
    if before == "(" and scene.norm(last) == ")":
        return True
    if scene.word_before("year-context", index) is not None:
        return True
    part = scene.grammar.parts.before(scene.tokens, index)
    if part is not None and part.value.year is not None:
        return True
    return _pairs_with_year(scene, index)


_YEAR_JOINTS = frozenset(["و", "او", "الي", "حتي", "والي", "وحتي"])


def _pairs_with_year(scene: Scene, index: int) -> bool:
    """Return whether the figure is one end of «بين 2011 و2013», «من 2014 إلى 2016», «عامي 2014 و2015»."""
    if scene.norm(index - 1) in _YEAR_JOINTS or scene.norm(index - 1) in SLASHES:
        return scene.year_figure(index - 2) is not None
    if scene.word_before("between", index) is not None or scene.norm(index - 1) in ("من", "ومن"):
        return scene.norm(index + 1) in _YEAR_JOINTS and scene.year_figure(index + 2) is not None
    return False


def _with_part(scene: Scene, first: int, last: int, prefix: str, years: CalendarYears) -> Found:
    part = None if prefix else scene.grammar.parts.before(scene.tokens, first)
    if part is None and not prefix and scene.norm(first - 1) == "من":
        part = scene.grammar.parts.before(scene.tokens, first - 1)
    if part is None or part.value.year is None:
        return Found(first, last, prefix, "year", "hijri-year" if years.hijri else "year", years)
    return Found(part.first, last, part.prefix, "year", "year-part", replace(years, part=part.value))
