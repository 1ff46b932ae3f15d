"""Reads units of time: «الأسبوع الماضي», «الأيام الثلاثة الماضية», «قبل يومين»."""

from __future__ import annotations

from dataclasses import replace

from tawatur.lexicon.numerals import read_number, read_number_before
from tawatur.lexicon.phrases import Match
from tawatur.resolve.dates.calendar import DayOfMonth
from tawatur.resolve.dates.denote import BeforeEvent, DayOffset, Nothing, Part
from tawatur.resolve.dates.grammar import (
    Anchor,
    UnitWord,
)
from tawatur.resolve.dates.periods import Count, Period
from tawatur.resolve.dates.read_days import day_heads
from tawatur.resolve.dates.read_months import day_before
from tawatur.resolve.dates.scene import SHIFTS, Found, Scene


def read_definite(scene: Scene, match: Match[Anchor], unit: UnitWord) -> Found | None:
    """Read a definite unit: «الأسبوع الماضي», «اليومين الماضيين», «الأيام الثلاثة الماضية»."""
    if unit.number == 1:
        return _period(scene, match, unit)
    number, last = unit.number, match.last
    if number == 0:
        number, last = _count_after(scene, last)
    if scene.word_at("few", last) is not None:
        number, last = 0, last + 1
    modifier = scene.modifier_at(last)
    if modifier is None or modifier.value not in ("last", "next", "current"):
        return None
    if number == 0:
        return _uncounted(scene, match, unit, modifier)
    return _modified_count(scene, match.first, match.prefix, unit, number, modifier)


def _count_after(scene: Scene, index: int) -> tuple[int, int]:
    """Return the count after a plural («الأيام الثلاثة», «الساعات الـ24») and the index after it, or 0."""
    at = index + 1 if scene.norm(index) == "ال" else index
    if not 0 <= at < len(scene.tokens):
        return 0, index
    reading = read_number(scene.grammar.numbers, scene.tokens, at)
    if reading is None or reading.whole is None or reading.prefix:
        return 0, index
    return reading.whole, reading.last


def _uncounted(scene: Scene, match: Match[Anchor], unit: UnitWord, modifier: Match[str]) -> Found:
    """«الساعات المقبلة» runs into the next day; «الساعات الماضية», «السنوات الأخيرة» denote none."""
    if unit.unit == "hour" and modifier.value == "next":
        return Found(
            match.first, modifier.last, match.prefix, "count", "hours-next", Count("hour", 24, "next")
        )
    return Found(match.first, modifier.last, match.prefix, "none", "vague-count", Nothing())


def _modified_count(
    scene: Scene, first: int, prefix: str, unit: UnitWord, number: int, modifier: Match[str]
) -> Found | None:
    if modifier.value not in ("last", "next"):
        return None
    way = "past" if modifier.value == "last" else "next"
    return Found(first, modifier.last, prefix, "count", f"count-{way}", Count(unit.unit, number, way))


def _period(scene: Scene, match: Match[Anchor], unit: UnitWord) -> Found | None:
    """Read a definite singular: «الأسبوع الماضي», «هذا العام», «نهاية الشهر», «الـ24 ساعة الماضية»."""
    if scene.year_figure(match.last) is not None:
        return None  # «العام 2014» is read at its figure
    modifier = scene.modifier_at(match.last)
    this = None if match.prefix else scene.word_before("this", match.first)
    first, prefix, last, shift = match.first, match.prefix, match.last, None
    if modifier is not None:
        if modifier.value == "same":
            return Found(first, modifier.last, prefix, "none", "same-time", Nothing())
        shift, last = SHIFTS[modifier.value], modifier.last
    elif this is not None:
        first, prefix, shift = this.first, this.prefix, 0
    elif not match.prefix and (that := scene.word_before("that", match.first)) is not None:
        return Found(that.first, last, that.prefix, "none", "same-time", Nothing())
    if shift is None:
        return _part_of_current(scene, match, unit)
    return _placed_period(scene, (first, last, prefix), unit, shift)


def _part_of_current(scene: Scene, match: Match[Anchor], unit: UnitWord) -> Found | None:
    """Read «نهاية العام», «منتصف الشهر»: of the current one."""
    part = None if match.prefix else scene.grammar.parts.before(scene.tokens, match.first)
    if part is None or not _has_part(unit.unit, part.value):
        return None
    return Found(
        part.first, match.last, part.prefix, "period", "period-part", Period(unit.unit, 0, part.value)
    )


def _placed_period(scene: Scene, place: tuple[int, int, str], unit: UnitWord, shift: int) -> Found | None:
    first, last, prefix = place
    if unit.unit in ("hour", "minute"):
        return Found(first, last, prefix, "none", "vague-count", Nothing())
    if unit.unit == "day":
        return _placed_day(first, last, prefix, shift)
    if not prefix:
        part = scene.grammar.parts.before(scene.tokens, first)
        if part is None and scene.norm(first - 1) == "من":
            part = scene.grammar.parts.before(scene.tokens, first - 1)
        if part is not None and _has_part(unit.unit, part.value):
            what = Period(unit.unit, shift, part.value)
            return Found(part.first, last, part.prefix, "period", "period-part", what)
        if unit.unit == "month" and (day := day_before(scene, first)) is not None:
            first, prefix, _ = day_heads(scene, day[0], day[1])
            return Found(first, last, prefix, "date", "day-of-month", DayOfMonth(day[2], day[3], shift))
    return Found(first, last, prefix, "period", _PERIOD_RULES[shift], Period(unit.unit, shift))


_PERIOD_RULES = {-2: "period-before-last", -1: "period-last", 0: "period-current", 1: "period-next"}


def _placed_day(first: int, last: int, prefix: str, shift: int) -> Found | None:
    if shift not in (-1, 0, 1):
        return None
    return Found(first, last, prefix, "day", _PERIOD_RULES[shift], DayOffset(shift, shift))


def _has_part(unit: str, part: Part) -> bool:
    return {"month": part.month, "year": part.year, "week": part.week, "decade": part.decade}.get(
        unit
    ) is not None


def read_counted(scene: Scene, match: Match[Anchor], unit: UnitWord) -> Found | None:
    """Read an indefinite unit with what stands before it: «قبل ثلاثة أيام», «منذ نحو شهر»."""
    first, prefix, number = match.first, match.prefix, unit.number
    if number != 2:
        count = None if match.prefix else read_number_before(scene.grammar.numbers, scene.tokens, match.first)
        if count is not None and count.whole is not None:
            first, prefix, number = count.first, count.prefix, count.whole
            if scene.norm(first - 1) == "ال" and not prefix:
                first -= 1
        elif unit.number == 0:
            return _uncounted_before(scene, match)
    last, what = _half_after(scene, match.last, unit.unit, number)
    modifier = scene.modifier_at(last)
    if modifier is not None and modifier.value in ("last", "next") and first < match.first:
        way = "past" if modifier.value == "last" else "next"
        return Found(first, modifier.last, prefix, "count", f"count-{way}", Count(*what, way))
    return _prepositional(scene, (first, last, prefix), what)


def _half_after(scene: Scene, index: int, unit: str, number: int) -> tuple[int, tuple[str, int]]:
    """Return the index after «واحد», «ونصف», «فقط» and the unit and count, halves as smaller units."""
    what = (unit, number)
    if number == 1 and scene.norm(index) in ("واحد", "واحده"):
        index += 1
    elif scene.norm(index) == "ونصف" and unit in _HALVES:
        smaller, whole, half = _HALVES[unit]
        what, index = (smaller, whole * number + half), index + 1
        again = scene.unit_at(index)
        if again is not None and isinstance(again.value, UnitWord) and again.value.unit == unit:
            index = again.last
    exactly = scene.word_at("exactly", index)
    return (index if exactly is None else exactly.last), what


# A unit in smaller ones, and its half: «عام ونصف العام» is 18 months.
_HALVES = {"year": ("month", 12, 6), "month": ("day", 30, 15), "week": ("day", 7, 4)}


def _uncounted_before(scene: Scene, match: Match[Anchor]) -> Found | None:
    """Read «منذ أيام», «قبل بضعة أسابيع», «سنوات سبع» with no definite count: no day."""
    number, last = _count_after(scene, match.last)
    if number and not match.prefix and isinstance(match.value, UnitWord):
        return _prepositional(scene, (match.first, last, match.prefix), (match.value.unit, number))
    first, prefix = match.first, match.prefix
    few = None if prefix else scene.word_before("few", first)
    if few is not None:
        first, prefix = few.first, few.prefix
    if prefix:
        return None
    for id in ("ago", "since", "during", "after", "duration"):
        word = scene.word_before(id, first)
        if word is not None:
            after_few = scene.word_at("few", match.last)
            last = match.last if after_few is None else after_few.last
            return Found(word.first, last, word.prefix, "none", "vague-count", Nothing())
    return None


_PREPOSITIONS = (
    ("ago", "ago"),
    ("since", "past"),
    ("during", "during"),
    ("after", "after"),
    ("duration", ""),
)


_COUNT_RULES = {"ago": "ago", "since": "since-count", "during": "during-count", "after": "after-count"}


def _prepositional(scene: Scene, place: tuple[int, int, str], what: tuple[str, int]) -> Found | None:
    """Return the count under the preposition before it («قبل», «منذ», «خلال» …), or None without one."""
    first, last, prefix = place
    if not prefix and (about := scene.word_before("about", first)) is not None:
        first, prefix = about.first, about.prefix
    if prefix.endswith("ل") and scene.norm(first).startswith("ل"):
        return Found(first, last, prefix, "none", "duration", Nothing()) if what[1] > 1 else None
    if prefix:
        return None
    for id, way in _PREPOSITIONS:
        word = scene.word_before(id, first)
        if word is None:
            continue
        if id == "duration":
            return Found(word.first, last, word.prefix, "none", "duration", Nothing())
        return _under_preposition(scene, (word.first, last, word.prefix), id, Count(*what, way))
    return None


def _under_preposition(scene: Scene, place: tuple[int, int, str], id: str, count: Count) -> Found:
    first, last, prefix = place
    if id in ("ago", "after") and scene.norm(last) in ("من", "علي"):
        if scene.norm(last) == "من" and scene.norm(last + 1) in ("الان", "اليوم"):
            last += 2
        elif id == "ago":  # «قبل 3 أعوام من هجومه»: reckoned from another event
            return Found(first, last, prefix, "none", "count-from-event", Nothing())
        else:  # «بعد يومين من الهجوم»: dates the attack
            event = BeforeEvent(replace(count, way="ago"))
            return Found(first, last, prefix, "none", "count-from-event", event)
    return Found(first, last, prefix, "count", _COUNT_RULES[id], count)
