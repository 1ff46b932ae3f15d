"""Reads days of the week and days reckoned from the reference: «مساء الأحد», «أمس»."""

from __future__ import annotations

from tawatur.lexicon.phrases import Match
from tawatur.resolve.dates.denote import BeforeEvent, DayOffset, Nothing, Weekday
from tawatur.resolve.dates.grammar import (
    Anchor,
    Relative,
    WeekdayName,
)
from tawatur.resolve.dates.scene import SLASHES, Found, Scene


def read_weekday(scene: Scene, match: Match[Anchor], name: WeekdayName) -> Found | None:
    """Return the weekday with its heads, modifier and second day: «ليل السبت - الأحد»."""
    first, prefix, heads = day_heads(scene, match.first, match.prefix)
    last, modifier = match.last, ""
    following = scene.modifier_at(last)
    if following is not None:
        last, modifier = following.last, following.value
    night = _second_weekday(scene, match.last, name.weekday) if heads & {"night"} and not modifier else 0
    if night:
        last = night
        rule = "weekday-night"
    else:
        rule = "same-time" if modifier == "same" else f"weekday-{modifier}" if modifier else "weekday"
    return Found(first, last, prefix, "weekday", rule, Weekday(name.weekday, modifier, bool(night)))


def _second_weekday(scene: Scene, index: int, weekday: int) -> int:
    """Return where the next day's name ends in «ليل الثلاثاء - الأربعاء», or 0."""
    joint = scene.word_at("to", index)
    if joint is not None and not joint.prefix:
        index = joint.last
    elif scene.norm(index) in SLASHES:
        index += 1
    second = scene.weekday_at(index)
    if second is None or second.prefix:
        return 0
    value = second.value
    return second.last if isinstance(value, WeekdayName) and value.weekday == (weekday + 1) % 7 else 0


def day_heads(scene: Scene, first: int, prefix: str) -> tuple[int, str, set[str]]:
    """Return where «مساء يوم» before a day begins, its prefix, and whether «ليل» is among them."""
    heads: set[str] = set()
    while not prefix and (head := scene.word_before("day-head", first)) is not None:
        if scene.word_before("night", first) is not None:
            heads.add("night")
        first, prefix = head.first, head.prefix
    return first, prefix, heads


def read_relative(scene: Scene, match: Match[Anchor], relative: Relative) -> Found | None:
    """Return the phrase of relative.toml with its heads: «فجر اليوم»."""
    if relative.days is None:
        return Found(match.first, match.last, match.prefix, "none", relative.id, Nothing())
    if relative.event:
        event = BeforeEvent(DayOffset(*relative.days))
        return Found(match.first, match.last, match.prefix, "none", relative.id, event)
    if relative.id == "today" and _is_another_day(scene, match):
        return Found(match.first, match.last, match.prefix, "none", "same-time", Nothing())
    if relative.id == "today" and scene.word_before("that", match.first):
        return None
    first, prefix, _ = day_heads(scene, match.first, match.prefix)
    return Found(first, match.last, prefix, "day", relative.id, DayOffset(*relative.days))


def _is_another_day(scene: Scene, match: Match[Anchor]) -> bool:
    """Return whether «اليوم» is the nth day, or the same or next day of a tale."""
    following = scene.modifier_at(match.last)
    if scene.grammar.ordinals.at(scene.tokens, match.last) is not None:
        return True
    return following is not None and following.value != "current"
