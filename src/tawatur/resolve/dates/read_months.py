"""Reads months and days of months: «15 آذار/مارس 2013», «مطلع حزيران», «يوليو الماضي»."""

from __future__ import annotations

from dataclasses import replace

from tawatur.lexicon.phrases import Match
from tawatur.resolve.dates.calendar import CalendarSpan
from tawatur.resolve.dates.denote import Nothing, Year
from tawatur.resolve.dates.grammar import (
    Anchor,
    MonthName,
    UnitWord,
)
from tawatur.resolve.dates.read_days import day_heads
from tawatur.resolve.dates.scene import SHIFTS, SLASHES, Found, Scene


def read_month(scene: Scene, match: Match[Anchor], name: MonthName) -> Found | None:
    """Return the month with the day or part before it and the year or modifier after it, or None."""
    last, doubled = _twin(scene, match.last, name)
    if name.alone == "partner" and not doubled and not _named_partner(scene, match, name):
        return None
    span = CalendarSpan(name.month, hijri=name.hijri)
    last, span = year_after(scene, last, span)
    if span.year.is_open:
        last, span = modified(scene, last, span)
    first, prefix, span, sure = _before_month(scene, match, span)
    sure = sure or doubled or not span.year.is_open or bool(span.modifier)
    if name.alone != "yes" and not sure and not _in_month_context(scene, match, name):
        return None
    if name.alone == "partner" and (span.first_day is None or span.year.is_open):
        return None if not doubled else Found(first, last, prefix, "month", "month", span)
    span = _known_year(scene, first, prefix, span)
    if _is_name(scene, first, prefix, span):
        return Found(match.first, last, match.prefix, "none", "", Nothing())
    return Found(first, last, prefix, *_month_rule(span), span)


def _named_partner(scene: Scene, match: Match[Anchor], name: MonthName) -> bool:
    """Return whether a Libyan month stands between a day and a year («1 الفاتح 1969»)."""
    return scene.day_figure(match.first - 1) is not None and scene.year_figure(match.last) is not None


def _twin(scene: Scene, index: int, name: MonthName) -> tuple[int, bool]:
    """Return where the month's second name ends in «سبتمبر/ أيلول», and whether there is one."""
    start = index
    bracket = scene.norm(index) == "("
    if bracket or scene.norm(index) in SLASHES:
        index += 1
    for match in scene.grammar.months.all_at(scene.tokens, index):
        if match.value.month == name.month and match.value.hijri == name.hijri and not match.prefix:
            last = match.last
            if bracket and scene.norm(last) == ")":
                last += 1
            return last, True
        if _is_slip(name, match.value) and scene.norm(index - 1) == "/" and not match.prefix:
            return match.last, True
    return start, False


def _is_slip(name: MonthName, twin: MonthName) -> bool:
    """Return whether two different months of two namings stand for one: «يونيو/تموز». The first is meant."""
    return name.naming != twin.naming and not name.hijri and not twin.hijri


def year_after(scene: Scene, index: int, span: CalendarSpan) -> tuple[int, CalendarSpan]:
    """Return the index after the year of a month, and the span in that year."""
    at = index
    if scene.norm(at) in SLASHES or (scene.norm(at) in "،," and scene.norm(at)):
        at += 1
    number = scene.hijri_figure(at) if span.hijri else scene.year_figure(at)
    if number is not None:
        at = after_era(scene, at + 1)
        return at, replace(span, year=Year(number))
    at = index + 1 if scene.norm(index) == "من" else index
    head = scene.word_at("year-head", at)
    if head is not None:
        at = head.last
        number = scene.hijri_figure(at) if span.hijri else scene.year_figure(at)
        if number is not None:
            return after_era(scene, at + 1), replace(span, year=Year(number))
    return _relative_year_after(scene, index, span)


def after_era(scene: Scene, index: int) -> int:
    """Return the index after «م», «هـ» at `index`, or `index`."""
    era = scene.word_at("era", index) or scene.word_at("era-hijri", index)
    return era.last if era is not None and not era.prefix else index


def _relative_year_after(scene: Scene, index: int, span: CalendarSpan) -> tuple[int, CalendarSpan]:
    """Read «من العام الماضي», «العام الماضي», «من هذا العام» after a month."""
    at = index + 1 if scene.norm(index) == "من" else index
    this = scene.word_at("this", at)
    if this is not None:
        at = this.last
    unit = scene.unit_at(at)
    if unit is None or not (
        isinstance(unit.value, UnitWord) and unit.value.definite and unit.value.unit == "year"
    ):
        return index, span
    if this is not None:
        return unit.last, replace(span, year=Year(shift=0))
    modifier = scene.modifier_at(unit.last)
    if modifier is None:
        return index, span
    if modifier.value == "same":
        return modifier.last, replace(span, year=Year(unknown=True, shift=0))
    return modifier.last, replace(span, year=Year(shift=SHIFTS[modifier.value]))


def modified(scene: Scene, index: int, span: CalendarSpan) -> tuple[int, CalendarSpan]:
    """Return the index after «الماضي» at `index`, and the span so modified."""
    modifier = scene.modifier_at(index)
    if modifier is None:
        return index, span
    return modifier.last, replace(span, modifier=modifier.value)


def _before_month(
    scene: Scene, match: Match[Anchor], span: CalendarSpan
) -> tuple[int, str, CalendarSpan, bool]:
    """Return where «5», «مطلع» or «شهر» before a month begin, its prefix, the span, and whether any does."""
    if match.prefix:
        return match.first, match.prefix, span, False
    first, prefix, sure = match.first, "", False
    if (head := _month_head(scene, first)) is not None:
        first, prefix, sure = head.first, head.prefix, True
    if prefix:
        return first, prefix, span, sure
    part = scene.grammar.parts.before(scene.tokens, first)
    if part is not None and part.value.month is not None:
        return part.first, part.prefix, replace(span, part=part.value), True
    day = day_before(scene, first)
    if day is None:
        return first, prefix, span, sure
    first, prefix, low, high = day
    first, prefix, _ = day_heads(scene, first, prefix)
    return first, prefix, replace(span, first_day=low, last_day=high), True


def _month_head(scene: Scene, index: int) -> Match[str] | None:
    head = scene.word_before("month-head", index)
    return head if head is not None and head.value == "month-head" and scene.norm(index - 1) != "من" else None


def day_before(scene: Scene, index: int) -> tuple[int, str, int, int] | None:
    """Return (first, prefix, first day, last day) of the day or days that end before a month.

    «5», «الخامس من», «3 و5», «3 إلى 5», «3-5».
    """
    slash = scene.norm(index - 1) == "/" and scene.day_figure(index - 2) is not None
    at = index - 1 if slash or scene.norm(index - 1) == "من" else index
    single = _one_day_before(scene, at, needs_from=at == index)
    if single is None:
        return None
    first, prefix, day = single
    low, high = day, day
    while (joint := _joint_before(scene, first, prefix)) is not None:
        earlier = _one_day_before(scene, joint, needs_from=False)
        if earlier is None or earlier[2] >= low:
            break
        first, prefix, low = earlier
    return first, prefix, low, high


def _one_day_before(scene: Scene, index: int, needs_from: bool) -> tuple[int, str, int] | None:
    figure = scene.day_figure(index - 1)
    if figure is not None:
        return index - 1, "", figure
    word = scene.grammar.days.before(scene.tokens, index)
    month = scene.grammar.months.before(scene.tokens, index)
    if word is None or (month is not None and month.last - month.first > 1):
        return None  # «تشرين الثاني» is a month, not a second day
    if needs_from and scene.norm(index - 1).startswith(_ARTICLE):
        return None  # «التاسع» is a day only with «من»
    return word.first, word.prefix, word.value


_ARTICLE = ("ال", "وال", "بال", "لل")


def _joint_before(scene: Scene, first: int, prefix: str) -> int | None:
    """Return where the word before a day that joins it to an earlier one begins, or None."""
    if prefix.startswith("و"):
        return first
    if prefix:
        return None
    before = scene.norm(first - 1)
    if before in ("و", "او", "الي", "حتي", "،", ",") or before in SLASHES:
        return first - 1
    return None


def _in_month_context(scene: Scene, match: Match[Anchor], name: MonthName) -> bool:
    if match.prefix.endswith(("ب", "ل")):
        return not name.hijri
    if match.prefix:
        return False
    if scene.norm(match.first - 1) == "من":
        return not name.hijri
    return scene.word_before("month-context", match.first) is not None


def _known_year(scene: Scene, first: int, prefix: str, span: CalendarSpan) -> CalendarSpan:
    """Return the span in its year if everybody knows it: «هجمات 11 سبتمبر»."""
    if prefix or span.first_day is None or not span.year.is_open or span.modifier:
        return span
    known = scene.grammar.known.before(scene.tokens, first + 1)
    if known is None or (known.value.date.month, known.value.date.day) != (span.month, span.first_day):
        return span
    return replace(span, year=Year(known.value.date.year))


def _is_name(scene: Scene, first: int, prefix: str, span: CalendarSpan) -> bool:
    """Return whether day and month, or the month, are a name: «قوى 14 آذار», «حرب تموز»."""
    if prefix or not span.year.is_open or span.modifier or span.part:
        return False
    head = scene.grammar.heads.before(scene.tokens, first)
    return head is not None and (span.first_day is not None) == (head.value == "dated-names")


def _month_rule(span: CalendarSpan) -> tuple[str, str]:
    """Return kind and rule of a month or a day in it."""
    kind = "month" if span.first_day is None else "date"
    if span.part is not None:
        return "month", "month-part"
    if span.hijri:
        return kind, f"hijri-{kind}"
    if span.year.unknown or span.modifier == "same":
        return kind, "same-time"
    if span.year.number is not None:
        return kind, f"{kind}-year"
    if span.year.shift is not None:
        return kind, f"{kind}-of-year"
    return kind, f"{kind}-{span.modifier}" if span.modifier else kind
