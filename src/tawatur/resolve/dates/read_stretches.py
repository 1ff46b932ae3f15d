"""Reads seasons, decades and feasts: «صيف 2014», «التسعينيات», «أول أيام عيد الفطر»."""

from __future__ import annotations

from tawatur.lexicon.phrases import Match
from tawatur.resolve.dates.calendar import CalendarSpan, Decade, Feast, Season
from tawatur.resolve.dates.denote import Denotation, Year
from tawatur.resolve.dates.grammar import (
    Anchor,
    Stretch,
)
from tawatur.resolve.dates.read_months import modified, year_after
from tawatur.resolve.dates.scene import Found, Scene


def read_stretch(scene: Scene, match: Match[Anchor], stretch: Stretch) -> Found | None:
    """Return the season, decade or feast with its part, year or modifier."""
    match stretch.kind:
        case "months":
            return _season(scene, match, stretch)
        case "years":
            return _decade(scene, match, stretch)
        case _:
            return _feast(scene, match, stretch)


def _season(scene: Scene, match: Match[Anchor], stretch: Stretch) -> Found | None:
    last, year, modifier = _year_or_modifier(scene, match.last)
    if year.is_open and not modifier:
        return None
    season = Season(stretch.numbers[0], stretch.numbers[1], year, modifier)
    return Found(match.first, last, match.prefix, "stretch", "season", season)


def _year_or_modifier(scene: Scene, index: int) -> tuple[int, Year, str]:
    """Return the index after the year or modifier that follows, the year, and the modifier."""
    last, span = year_after(scene, index, CalendarSpan(1))
    if not span.year.is_open:
        return last, span.year, ""
    last, span = modified(scene, index, span)
    return last, span.year, span.modifier


def _decade(scene: Scene, match: Match[Anchor], stretch: Stretch) -> Found:
    first, prefix = match.first, match.prefix
    part = None if prefix else scene.grammar.parts.before(scene.tokens, first)
    years: Denotation = Decade(stretch.numbers[0], stretch.numbers[1])
    if part is not None and part.value.decade is not None:
        first, prefix = part.first, part.prefix
        years = Decade(stretch.numbers[0], stretch.numbers[1], part.value)
    return Found(first, match.last, prefix, "stretch", "decade", years)


def _feast(scene: Scene, match: Match[Anchor], stretch: Stretch) -> Found:
    month, day, length = stretch.numbers
    last, year, modifier = _year_or_modifier(scene, match.last)
    first, prefix, nth = match.first, match.prefix, 0
    if not prefix and scene.norm(first - 1) in ("ايام", "يوم"):
        rank = _FEAST_DAYS.get(scene.norm(first - 2).removeprefix("و"), 0)
        if rank:
            prefix = "و" if scene.norm(first - 2).startswith("و") else ""
            first, nth = first - 2, rank
    feast = Feast(month, day, length, stretch.kind == "hijri", nth, year, modifier)
    return Found(first, last, prefix, "stretch", "feast", feast)


_FEAST_DAYS = {"اول": 1, "ثاني": 2, "ثالث": 3, "رابع": 4}
