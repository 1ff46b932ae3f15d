"""Reads the single expressions: a date, a month, a year, a weekday, «أمس», «الأسبوع الماضي»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawatur.lexicon.numerals import read_number, read_number_before
from tawatur.lexicon.phrases import Match
from tawatur.resolve.dates.denote import (
    BeforeEvent,
    CalendarSpan,
    CalendarYears,
    Count,
    DayOffset,
    DayOfMonth,
    Decade,
    Denotation,
    Feast,
    Nothing,
    Part,
    Period,
    Season,
    Weekday,
    Year,
)
from tawatur.resolve.dates.grammar import (
    Anchor,
    DateGrammar,
    Lookalike,
    MonthName,
    Relative,
    Stretch,
    UnitWord,
    WeekdayName,
)
from tawatur.resolve.dates.scene import Found, Scene
from tawatur.text.tokens import Token

SLASHES = frozenset("/-–—\\")
SHIFTS = {"before-last": -2, "last": -1, "current": 0, "next": 1}


def find_atoms(tokens: Sequence[Token], grammar: DateGrammar) -> list[Found]:
    """Return the single expressions in order, none overlapping; lookalikes have kind "none" and rule ""."""
    scene = Scene(tokens, grammar)
    anchors = grammar.anchors.entries
    found: list[Found] = []
    index, total = 0, len(tokens)
    while index < total:
        token = tokens[index]
        if token.norm in anchors:
            atom = _at_anchor(scene, index) if grammar.anchors.may_start(tokens, index) else None
        elif token.kind == "number":
            atom = _at_number(scene, index)
        else:
            atom = None
        if atom is None:
            index += 1
            continue
        while found and found[-1].last > atom.first:  # what it reaches back over belongs to it
            found.pop()
        found.append(atom)
        index = max(atom.last, index + 1)
    return found


def _at_anchor(scene: Scene, index: int) -> Found | None:
    for match in scene.grammar.anchors.all_at(scene.tokens, index):
        atom = _read(scene, match)
        if atom is not None:
            return atom
    return None


def _read(scene: Scene, match: Match[Anchor]) -> Found | None:
    match match.value:
        case MonthName() as month:
            return _month(scene, match, month)
        case WeekdayName() as weekday:
            return _weekday(scene, match, weekday)
        case Relative() as relative:
            return _relative(scene, match, relative)
        case UnitWord() as unit:
            return _definite(scene, match, unit) if unit.definite else _counted(scene, match, unit)
        case Stretch() as stretch:
            return _stretch(scene, match, stretch)
        case Lookalike():
            return Found(match.first, match.last, match.prefix, "none", "", Nothing())


# --- days of the week, and days reckoned from today -------------------------------------------


def _weekday(scene: Scene, match: Match[Anchor], name: WeekdayName) -> Found | None:
    first, prefix, heads = _day_heads(scene, match.first, match.prefix)
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
    second = _weekday_at(scene, index)
    if second is None or second.prefix:
        return 0
    value = second.value
    return second.last if isinstance(value, WeekdayName) and value.weekday == (weekday + 1) % 7 else 0


def _weekday_at(scene: Scene, index: int) -> Match[Anchor] | None:
    for match in scene.grammar.anchors.all_at(scene.tokens, index):
        if isinstance(match.value, WeekdayName):
            return match
    return None


def _day_heads(scene: Scene, first: int, prefix: str) -> tuple[int, str, set[str]]:
    """Return where «مساء يوم» before a day begins, its prefix, and whether «ليل» is among them."""
    heads: set[str] = set()
    while not prefix and (head := scene.word_before("day-head", first)) is not None:
        if scene.word_before("night", first) is not None:
            heads.add("night")
        first, prefix = head.first, head.prefix
    return first, prefix, heads


def _relative(scene: Scene, match: Match[Anchor], relative: Relative) -> Found | None:
    if relative.days is None:
        return Found(match.first, match.last, match.prefix, "none", relative.id, Nothing())
    if relative.event:
        event = BeforeEvent(DayOffset(*relative.days))
        return Found(match.first, match.last, match.prefix, "none", relative.id, event)
    if relative.id == "today" and _is_another_day(scene, match):
        return Found(match.first, match.last, match.prefix, "none", "same-time", Nothing())
    if relative.id == "today" and scene.word_before("that", match.first):
        return None
    first, prefix, _ = _day_heads(scene, match.first, match.prefix)
    return Found(first, match.last, prefix, "day", relative.id, DayOffset(*relative.days))


def _is_another_day(scene: Scene, match: Match[Anchor]) -> bool:
    """Return whether «اليوم» is the nth day, or the same or next day of a tale."""
    following = scene.modifier_at(match.last)
    if scene.grammar.ordinals.at(scene.tokens, match.last) is not None:
        return True
    return following is not None and following.value != "current"


# --- months and dates ------------------------------------------------------------------------


def _month(scene: Scene, match: Match[Anchor], name: MonthName) -> Found | None:
    last, doubled = _twin(scene, match.last, name)
    if name.alone == "partner" and not doubled and not _named_partner(scene, match, name):
        return None
    span = CalendarSpan(name.month, hijri=name.hijri)
    last, span = _year_after(scene, last, span)
    if span.year.is_open:
        last, span = _modified(scene, last, span)
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


def _year_after(scene: Scene, index: int, span: CalendarSpan) -> tuple[int, CalendarSpan]:
    """Return the index after the year of a month, and the span in that year."""
    at = index
    if scene.norm(at) in SLASHES or (scene.norm(at) in "،," and scene.norm(at)):
        at += 1
    number = scene.hijri_figure(at) if span.hijri else scene.year_figure(at)
    if number is not None:
        at = _after_era(scene, at + 1)
        return at, replace(span, year=Year(number))
    at = index + 1 if scene.norm(index) == "من" else index
    head = scene.word_at("year-head", at)
    if head is not None:
        at = head.last
        number = scene.hijri_figure(at) if span.hijri else scene.year_figure(at)
        if number is not None:
            return _after_era(scene, at + 1), replace(span, year=Year(number))
    return _relative_year_after(scene, index, span)


def _after_era(scene: Scene, index: int) -> int:
    era = scene.word_at("era", index) or scene.word_at("era-hijri", index)
    return era.last if era is not None and not era.prefix else index


def _relative_year_after(scene: Scene, index: int, span: CalendarSpan) -> tuple[int, CalendarSpan]:
    """Read «من العام الماضي», «العام الماضي», «من هذا العام» after a month."""
    at = index + 1 if scene.norm(index) == "من" else index
    this = scene.word_at("this", at)
    if this is not None:
        at = this.last
    unit = _unit_at(scene, at)
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


def _unit_at(scene: Scene, index: int) -> Match[Anchor] | None:
    for match in scene.grammar.anchors.all_at(scene.tokens, index):
        if isinstance(match.value, UnitWord):
            return match
    return None


def _modified(scene: Scene, index: int, span: CalendarSpan) -> tuple[int, CalendarSpan]:
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
    day = _day_before(scene, first)
    if day is None:
        return first, prefix, span, sure
    first, prefix, low, high = day
    first, prefix, _ = _day_heads(scene, first, prefix)
    return first, prefix, replace(span, first_day=low, last_day=high), True


def _month_head(scene: Scene, index: int) -> Match[str] | None:
    head = scene.word_before("month-head", index)
    return head if head is not None and head.value == "month-head" and scene.norm(index - 1) != "من" else None


def _day_before(scene: Scene, index: int) -> tuple[int, str, int, int] | None:
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
    """Return whether day and month are a name: «قوى 14 آذار»."""
    if prefix or span.first_day is None or not span.year.is_open or span.modifier:
        return False
    return scene.grammar.heads.before(scene.tokens, first) is not None


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


# --- figures: numeric dates and years ---------------------------------------------------------


def _at_number(scene: Scene, index: int) -> Found | None:
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
    first, prefix, _ = _day_heads(scene, first, "")
    return Found(first, _after_era(scene, last), prefix, "date", "numeric-date", span)


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
    last = _after_era(scene, index + 1)
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


def _pairs_with_year(scene: Scene, index: int) -> bool:
    """Return whether the figure is one end of «بين 2011 و2013», «من 2014 إلى 2016», «عامي 2014 و2015»."""
    if scene.norm(index - 1) in ("و", "الي", "حتي", "او") or scene.norm(index - 1) in SLASHES:
        return scene.year_figure(index - 2) is not None
    if scene.word_before("between", index) is not None or scene.norm(index - 1) in ("من", "ومن"):
        joint = scene.norm(index + 1)
        return joint in ("و", "الي", "حتي") and scene.year_figure(index + 2) is not None
    return False


def _with_part(scene: Scene, first: int, last: int, prefix: str, years: CalendarYears) -> Found:
    part = None if prefix else scene.grammar.parts.before(scene.tokens, first)
    if part is None and not prefix and scene.norm(first - 1) == "من":
        part = scene.grammar.parts.before(scene.tokens, first - 1)
    if part is None or part.value.year is None:
        return Found(first, last, prefix, "year", "hijri-year" if years.hijri else "year", years)
    return Found(part.first, last, part.prefix, "year", "year-part", replace(years, part=part.value))


# --- units: «الأسبوع الماضي», «الأيام الثلاثة الماضية», «قبل يومين» --------------------------------


def _definite(scene: Scene, match: Match[Anchor], unit: UnitWord) -> Found | None:
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
        if unit.unit == "month" and (day := _day_before(scene, first)) is not None and day[2] == day[3]:
            first, prefix, _ = _day_heads(scene, day[0], day[1])
            return Found(first, last, prefix, "date", "day-of-month", DayOfMonth(day[2], shift))
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


def _counted(scene: Scene, match: Match[Anchor], unit: UnitWord) -> Found | None:
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
        again = _unit_at(scene, index)
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


# --- seasons, decades, feasts ------------------------------------------------------------------


def _stretch(scene: Scene, match: Match[Anchor], stretch: Stretch) -> Found | None:
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
    last, span = _year_after(scene, index, CalendarSpan(1))
    if not span.year.is_open:
        return last, span.year, ""
    last, span = _modified(scene, index, span)
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
