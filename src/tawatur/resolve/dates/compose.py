"""Joins single expressions: «الأحد (2 أكتوبر)», «منذ …», «بين … و…», «من … إلى …», «السبت والأحد»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tawatur.lexicon.phrases import Match
from tawatur.resolve.dates.calendar import CalendarSpan, CalendarYears
from tawatur.resolve.dates.denote import DayOffset, Denotation, Weekday, WeekdayNear, WeekdayOfWeek
from tawatur.resolve.dates.grammar import DateGrammar
from tawatur.resolve.dates.joined import Hull, Since, Until
from tawatur.resolve.dates.periods import Period
from tawatur.resolve.dates.scene import SLASHES, Found, Scene
from tawatur.text.tokens import Token

# Words at most between the two halves of one expression: «، الموافق ل».
MAX_GAP = 4

Join = Callable[[Scene, Found, Found], Found | None]

_DATED = frozenset(["date", "month", "year"])
_POINTS = frozenset(["weekday", "day", "date", "month", "year", "period", "stretch", "count"])


def compose(atoms: Sequence[Found], tokens: Sequence[Token], grammar: DateGrammar) -> list[Found]:
    """Return the expressions in order, single ones joined where they belong together."""
    scene = Scene(tokens, grammar)
    days = _fold(scene, atoms, _same_day)
    joined = _fold(scene, days, _pair)
    return [_governed(scene, found) for found in joined]


def _fold(scene: Scene, atoms: Sequence[Found], join: Join) -> list[Found]:
    result: list[Found] = []
    for atom in atoms:
        both = None
        if result and 0 <= atom.first - result[-1].last <= MAX_GAP:
            both = join(scene, result[-1], atom)
        if both is None:
            result.append(atom)
        else:
            result[-1] = both
    return result


def _gap(scene: Scene, one: Found, two: Found) -> tuple[str, ...]:
    return tuple(scene.tokens[index].norm for index in range(one.last, two.first))


# --- one day in two ways -----------------------------------------------------------------------


def _same_day(scene: Scene, one: Found, two: Found) -> Found | None:
    """Return both as one where the second says the same day again."""
    gap = _gap(scene, one, two)
    if two.prefix and two.prefix != "ل":
        return None
    if gap in ((), ("من",)) and isinstance(one.what, Weekday) and isinstance(two.what, Period):
        return _day_of_week(one, two)
    if not _are_beside(scene, one, two, gap):
        return None
    match one.what, two.what:
        case DayOffset(), Weekday(modifier=""):
            what = WeekdayNear(two.what.weekday, one.what.last)
            return _joined(scene, one, two, gap, "day", one.rule, what)
        case ((Weekday() | WeekdayNear() | DayOffset()), CalendarSpan()) if two.kind == "date":
            return _dated(scene, one, two, gap)
        case CalendarSpan(), CalendarSpan() if one.kind == two.kind == "date":
            return _in_two_calendars(scene, one, two, gap)
        case CalendarYears(), CalendarYears() if one.what.hijri != two.what.hijri and gap:
            gregorian = two if one.what.hijri else one
            return _joined(scene, one, two, gap, "year", gregorian.rule, gregorian.what)
    return None


def _are_beside(scene: Scene, one: Found, two: Found, gap: tuple[str, ...]) -> bool:
    if not gap:
        return not two.prefix
    if gap in (("(",), ("،",), (",",), ("،", "في"), ("في",), ("-",), ("/",)):
        return not two.prefix and (gap != ("في",) or two.kind == "date")
    word = scene.word_at("corresponding", one.last + (gap[0] in ("،", ",", "(", "-")))
    return word is not None and word.last in (two.first, two.first + 1)


def _joined(
    scene: Scene, one: Found, two: Found, gap: tuple[str, ...], kind: str, rule: str, what: Denotation
) -> Found:
    last = two.last
    if "(" in gap and scene.norm(last) == ")":
        last += 1
    return Found(one.first, last, one.prefix, kind, rule, what)


def _dated(scene: Scene, one: Found, two: Found, gap: tuple[str, ...]) -> Found | None:
    """«الأحد 2 أكتوبر»: the date, the weekday helping to choose a year it lacks."""
    span = two.what
    if not isinstance(span, CalendarSpan) or span.first_day is None:
        return None
    if (
        isinstance(one.what, (Weekday, WeekdayNear))
        and span.year.is_open
        and span.last_day in (None, span.first_day)
    ):
        span = replace(span, weekday=one.what.weekday)
    return _joined(scene, one, two, gap, "date", two.rule, span)


def _in_two_calendars(scene: Scene, one: Found, two: Found, gap: tuple[str, ...]) -> Found | None:
    first, second = one.what, two.what
    if not (isinstance(first, CalendarSpan) and isinstance(second, CalendarSpan)) or not gap:
        return None
    if first.hijri == second.hijri:
        return None
    gregorian = two if first.hijri else one
    return _joined(scene, one, two, gap, "date", gregorian.rule, gregorian.what)


def _day_of_week(one: Found, two: Found) -> Found | None:
    weekday, period = one.what, two.what
    if (
        not (isinstance(weekday, Weekday) and isinstance(period, Period))
        or period.unit != "week"
        or period.part
    ):
        return None
    what = WeekdayOfWeek(weekday.weekday, period.shift)
    return Found(one.first, two.last, one.prefix, "weekday", "weekday-of-week", what)


# --- two ends of a range -----------------------------------------------------------------------


def _pair(scene: Scene, one: Found, two: Found) -> Found | None:
    """Return both as one where they are ends of a range or days told together."""
    if one.kind not in _POINTS or two.kind not in _POINTS or "count" in (one.kind, two.kind):
        return None
    gap = _gap(scene, one, two)
    if gap in (("و",), ("او",)) or (not gap and two.prefix == "و"):
        return _between(scene, one, two) or _together(one, two)
    if _leads_to(scene, one, two, gap):
        return _from_to(scene, one, two, gap)
    return None


def _leads_to(scene: Scene, one: Found, two: Found, gap: tuple[str, ...]) -> bool:
    if two.prefix:
        return False
    if len(gap) == 1 and gap[0] in SLASHES:
        return one.kind == two.kind and one.kind in ("date", "month", "weekday", "year")
    word = scene.word_at("to", one.last)
    return word is not None and word.last == two.first and gap[0] != "علي"


def _between(scene: Scene, one: Found, two: Found) -> Found | None:
    word = None if one.prefix else scene.word_before("between", one.first)
    if word is None:
        return None
    what = Hull(one.what, two.what)
    return Found(word.first, two.last, word.prefix, _wider(one, two), "between", what)


def _together(one: Found, two: Found) -> Found | None:
    """«السبت والأحد», «16 مايو و28 يونيو 2017»: from the first to the last of them."""
    plain = one.rule not in ("since", "between", "from-to")
    like = one.kind == two.kind and one.kind in ("weekday", "date", "month", "year")
    dated = one.kind in _DATED and two.kind in _DATED and one.kind != "year" and two.kind != "year"
    if not plain or not (like or dated):
        return None
    what = Hull(one.what, two.what, in_order=False)
    return Found(one.first, two.last, one.prefix, _wider(one, two), "together", what)


def _from_to(scene: Scene, one: Found, two: Found, gap: tuple[str, ...]) -> Found | None:
    first, prefix = one.first, one.prefix
    if not prefix:
        word = scene.word_before("from", first) or scene.word_before("since", first)
        if word is not None:
            first, prefix = word.first, word.prefix
    return Found(first, two.last, prefix, _wider(one, two), "from-to", Hull(one.what, two.what))


def _wider(one: Found, two: Found) -> str:
    return one.kind if one.kind == two.kind else "date"


# --- prepositions that move the ends ---------------------------------------------------------


def _governed(scene: Scene, found: Found) -> Found:
    """Return the expression with «منذ», «حتى» before it or «حتى الآن» after it."""
    if found.kind not in _POINTS or found.kind == "count" or found.rule in ("between", "from-to"):
        return found
    now = scene.word_at("now", found.last)
    if now is not None and found.kind in ("month", "year", "period", "date", "weekday"):
        word = _before(scene, found, "since") or _before(scene, found, "from")
        first, prefix = (word.first, word.prefix) if word is not None else (found.first, found.prefix)
        return Found(first, now.last, prefix, found.kind, "to-date", Since(found.what))
    if (word := _before(scene, found, "since")) is not None:
        return Found(word.first, found.last, word.prefix, found.kind, "since", Since(found.what))
    if (word := _before(scene, found, "until")) is not None:
        return Found(word.first, found.last, word.prefix, found.kind, "until", Until(found.what))
    return found


def _before(scene: Scene, found: Found, id: str) -> Match[str] | None:
    return None if found.prefix else scene.word_before(id, found.first)
