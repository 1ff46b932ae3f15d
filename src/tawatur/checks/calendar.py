"""Whether dates agree with themselves and with the day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tawatur.checks.raised import Raised
from tawatur.checks.scene import Scene
from tawatur.checks.voices import claim_at, whose_words
from tawatur.model import Basis, Claim, Finding, FoundTime, Modality, Span

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
# Rules of resolve.dates that read a day of the month, with its year or without.
_DATE_RULES = frozenset(("date", "date-year", "numeric-date"))
# A date without its year that lies this near publication is of that year; further off it may be any year's.
_NEAR_DAYS = 60
# Months begin with the moon seen, on another night from country to country.
_MOON_DAYS = 2
# Words between a past verb and the date of what it tells.
_MAX_BETWEEN = 12
# What begins another clause, whose date it would be, or says that the date is a limit or a topic.
_CLAUSES = frozenset(
    ("التي", "الذي", "ان", "بان", "انه", "قبل", "بحلول", "حتي", "لغايه", "موعد", "بموعد", "الي", "منذ")
)
# Outlets and events may be a day apart on the clock, never two.
_ZONE_DAYS = 1


def check_calendar(scene: Scene) -> Iterator[Raised]:
    """Yield findings for dates that the calendar contradicts, and for deeds dated after publication."""
    for time in scene.times:
        if time.rule in _DATE_RULES and time.interval is not None and time.span.end - time.span.start > 8:
            finding = _check_weekday(scene, time) or _check_hijri(scene, time)
            if finding is not None:
                yield Raised(finding, claim_at(scene, finding.span))
        if "/" in scene.report.text[time.span.start : time.span.end]:
            yield from _check_month_names(scene, time)
    if scene.report.published is not None and scene.report.published_basis is Basis.METADATA:
        for number, claim in enumerate(scene.claims):
            if claim.time is not None and claim.time.start > scene.report.published:
                yield from _check_published(scene, claim, number, scene.report.published)


def _check_weekday(scene: Scene, time: FoundTime) -> Finding | None:
    tokens = scene.indexes(time.span)
    table = scene.words.weekdays
    named = [(at, match) for at in tokens if (match := table.at(scene.tokens, at)) is not None]
    if len(named) != 1 or time.interval is None or time.interval.precision != "day":
        return None
    (at, match), day = named[0], _nearest_day(time, scene.report.published)
    if day is None or day.weekday() == match.value or _is_of_night(scene, at):
        return None
    right = scene.words.weekday_names[day.weekday()]
    said = scene.words.weekday_names[match.value]
    message = (
        f"«{scene.text(time.span)}»: {day.isoformat()} was a {_WEEKDAYS[day.weekday()]} («{right}»), not «{said}»; "
        f"the nearest {_WEEKDAYS[match.value]} is {_nearest_weekday(day, match.value).isoformat()}. "
        f"{whose_words(scene, time.span)}"
    ).strip()
    return Finding("weekday", message, time.span, f"{right} {day.isoformat()}")


def _nearest_day(time: FoundTime, published: date | None) -> date | None:
    """Return the day that a date denotes by day and month, whatever the weekday; None where the year is open."""
    assert time.interval is not None
    day = time.interval.start
    if time.interval.basis is Basis.STATED:
        return day
    if published is None:
        return None
    days = [made for year in (-1, 0, 1) if (made := _in_year(day, published.year + year)) is not None]
    nearest = min(days, key=lambda one: abs((one - published).days), default=None)
    return nearest if nearest is not None and abs((nearest - published).days) <= _NEAR_DAYS else None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return None


def _is_of_night(scene: Scene, at: int) -> bool:
    """Return whether the weekday names a night, which belongs to either day: «ليلة السبت»."""
    return scene.words.families["night"].before(scene.tokens, at) is not None


def _nearest_weekday(day: date, weekday: int) -> date:
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _check_hijri(scene: Scene, time: FoundTime) -> Finding | None:
    """«15 رمضان 1439 الموافق 31 مايو 2018»: the Hijri day against the Gregorian one."""
    assert time.interval is not None
    if time.interval.basis is not Basis.STATED or time.interval.precision != "day":
        return None
    for at in scene.indexes(time.span):
        month = scene.words.months.at(scene.tokens, at)
        if month is None or not month.value.is_hijri or at == 0:
            continue
        day, year = _figure(scene, at - 1), _figure(scene, month.last)
        if day is None or year is None or not 1300 <= year <= 1500:
            return None
        converted = _gregorian(year, month.value.number, day)
        if converted is None or abs((converted - time.interval.start).days) <= _MOON_DAYS:
            return None
        message = (
            f"«{scene.text(time.span)}»: {day} of that Hijri month of {year} fell on {converted.isoformat()}, not on "
            f"{time.interval.start.isoformat()} (Umm al-Qura calendar; sightings differ by a day or two)."
        )
        return Finding("weekday", message, time.span, converted.isoformat())
    return None


def _figure(scene: Scene, at: int) -> int | None:
    if not 0 <= at < len(scene.tokens) or not scene.norms[at].isdecimal():
        return None
    return int(scene.norms[at])


def _gregorian(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri  # dates of both calendars are rare

    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None


def _check_month_names(scene: Scene, time: FoundTime) -> Iterator[Raised]:
    """«يونيو/تموز»: one month, called by the names of two; «يونيو/يوليو» are two months."""
    for at in scene.indexes(time.span):
        months = scene.words.months
        first = months.at(scene.tokens, at)
        if first is None or first.last >= len(scene.tokens) or scene.norms[first.last] != "/":
            continue
        second = months.at(scene.tokens, first.last + 1)
        if second is None or {first.value.is_hijri, second.value.is_hijri} != {False}:
            continue
        one, other = first.value, second.value
        if one.number == other.number or one.naming == other.naming:
            continue
        span = scene.span(first.first, second.last)
        names = f"{_MONTHS[one.number - 1]} and {_MONTHS[other.number - 1]}"
        message = f"«{scene.text(span)}» names two months as one: {names}. {whose_words(scene, span)}".strip()
        yield Raised(
            Finding("month-names", message, span, names.replace(" and ", " or ")), claim_at(scene, span)
        )


def _is_told_at(scene: Scene, trigger: Span, time: Span) -> bool:
    """Return whether the trigger is a past verb, and its date stands by it with no other clause between."""
    at = scene.indexes(trigger)
    if not at or time.start < trigger.start:
        return False
    verbs = scene.word(at[0]).verbs
    if not verbs or any(reading.features.aspect != "perfect" for reading in verbs):
        return False
    between = range(at[-1] + 1, scene.indexes(time)[0])
    return len(between) <= _MAX_BETWEEN and not any(
        scene.tokens[i].kind == "punct" or scene.norms[i] in _CLAUSES or scene.word(i).verbs for i in between
    )


def _check_published(scene: Scene, claim: Claim, number: int, published: date) -> Iterator[Raised]:
    assert claim.time is not None
    if claim.modality is not Modality.ACTUAL or claim.polarity != "+" or claim.time_span is None:
        return
    if claim.time.basis is not Basis.STATED or (claim.time.start - published).days <= _ZONE_DAYS:
        return
    if not _is_told_at(scene, claim.trigger, claim.time_span):
        return
    message = (
        f"«{scene.text(claim.trigger)}» is told as done, but its date «{scene.text(claim.time_span)}» "
        f"({claim.time.start.isoformat()}) comes after the report was published ({published.isoformat()})."
    )
    yield Raised(Finding("after-publication", message, claim.time_span, ""), number)
