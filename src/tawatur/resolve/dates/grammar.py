"""Loads data/dates and compiles it to tables keyed by normal forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tawatur.errors import DataError
from tawatur.lexicon.numerals import (
    NumberWords,
    Problem,
    load_number_words,
    read_entries,
    read_table,
    with_article,
)
from tawatur.lexicon.phrases import PhraseTable
from tawatur.resolve.dates.denote import Part
from tawatur.text.normal import normalize

# What is written as one with a time word: never ك.
PREFIXES = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")

ALONE = ("context", "partner", "yes")

# The ids of words.toml and modifiers.toml that the code asks for.
WORD_IDS = (
    "about", "after", "ago", "between", "corresponding", "day-head", "during", "duration", "era",
    "era-hijri", "exactly", "few", "from", "month-context", "month-head", "night", "now", "published",
    "since", "that", "this", "to", "until", "year-context", "year-head",
)  # fmt: skip
UNIT_IDS = ("century", "day", "decade", "hour", "minute", "month", "week", "year")
MODIFIER_IDS = ("before-last", "current", "last", "next", "same")


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month; `alone` says whether the word may stand for it without more."""

    month: int
    hijri: bool
    alone: str
    naming: str  # levant, gulf, morocco …


@dataclass(frozen=True, slots=True)
class WeekdayName:
    """A weekday, Monday = 0."""

    weekday: int


@dataclass(frozen=True, slots=True)
class Relative:
    """A phrase reckoned in days from the reference; `days` None = it denotes no day."""

    id: str
    days: tuple[int, int] | None
    event: bool  # the days are those of the event named after it: «غداة الهجوم»


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit of time in one of its forms: `number` is 1, 2 or 0 for the plural."""

    unit: str
    number: int
    definite: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A season, decade, century or feast."""

    id: str
    kind: str  # months, years, hijri, gregorian
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Words that tell no time."""

    id: str


@dataclass(frozen=True, slots=True)
class Known:
    """A day that everybody knows by day and month alone."""

    id: str
    date: date


Anchor = MonthName | WeekdayName | Relative | UnitWord | Stretch | Lookalike


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """Everything data/dates knows, compiled."""

    anchors: PhraseTable[Anchor]
    words: dict[str, PhraseTable[str]]
    modifiers: PhraseTable[str]
    parts: PhraseTable[Part]
    days: PhraseTable[int]
    months: PhraseTable[MonthName]
    heads: PhraseTable[str]
    known: PhraseTable[Known]
    ordinals: PhraseTable[str]
    counted: frozenset[str]
    numbers: NumberWords


def load_date_grammar(data_dir: Path) -> DateGrammar:
    """Return the grammar compiled from data_dir/dates and the number words of data_dir/numbers.

    Raises DataError naming every entry that breaks the format (data/dates/README.md).
    """
    problems: list[Problem] = []
    folder = data_dir / "dates"
    months = list(_months(folder / "months.csv", problems))
    anchors: list[tuple[str, Anchor]] = [*months]
    anchors += _weekdays(folder / "weekdays.csv", problems)
    anchors += _relatives(folder / "relative.toml", problems)
    anchors += _units(folder / "units.csv", problems)
    anchors += _stretches(folder / "stretches.toml", problems)
    lookalikes = folder / "lookalikes.toml"
    anchors += [(form, Lookalike(id)) for form, id in _plain(lookalikes, "lookalike", problems)]
    heads = list(_plain(lookalikes, "heads", problems))
    known = list(_known(folder / "known.toml", problems))
    ordinals = list(_plain(lookalikes, "ordinals", problems))
    counted = list(_plain(lookalikes, "counted", problems))
    words = _words(folder / "words.toml", problems)
    modifiers = list(_plain(folder / "modifiers.toml", "modifier", problems))
    for missing in sorted({*MODIFIER_IDS} - {id for _, id in modifiers}):
        problems.append((folder / "modifiers.toml", missing, "is missing"))
    parts = list(_parts(folder / "parts.toml", problems))
    days = list(_days(folder / "days.csv", problems))
    numbers = _numbers(data_dir, problems)
    if problems or numbers is None:
        raise DataError(problems)
    return DateGrammar(
        anchors=PhraseTable(anchors, PREFIXES),
        words=words,
        modifiers=PhraseTable(modifiers, prefixes=("",)),
        parts=PhraseTable(parts),
        days=PhraseTable(days),
        months=PhraseTable(months),
        heads=PhraseTable(heads),
        known=PhraseTable(known),
        ordinals=PhraseTable(ordinals, prefixes=("",)),
        counted=frozenset(normalize(form) for form, _ in counted),
        numbers=numbers,
    )


def _numbers(data_dir: Path, problems: list[Problem]) -> NumberWords | None:
    try:
        return load_number_words(data_dir)
    except DataError as error:
        problems += error.problems
        return None


def _plain(path: Path, section: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for entry in read_entries(path, section, problems):
        for form in entry["forms"]:
            yield form, entry["id"]


def _months(path: Path, problems: list[Problem]) -> Iterator[tuple[str, MonthName]]:
    for row in read_table(path, ("id", "calendar", "month", "alone", "name_ar"), problems):
        number = int(row["month"]) if row["month"].isdecimal() else 0
        if (
            row["calendar"] not in ("gregorian", "hijri")
            or not 1 <= number <= 12
            or row["alone"] not in ALONE
        ):
            problems.append((path, row["id"], "calendar, month or alone is not one of those allowed"))
            continue
        yield (
            row["name_ar"],
            MonthName(number, row["calendar"] == "hijri", row["alone"], row["id"].split("-")[1]),
        )


def _weekdays(path: Path, problems: list[Problem]) -> Iterator[tuple[str, WeekdayName]]:
    for row in read_table(path, ("id", "weekday", "name_ar"), problems):
        if row["weekday"] not in "0123456":
            problems.append((path, row["id"], "weekday is not 0 to 6"))
            continue
        yield row["name_ar"], WeekdayName(int(row["weekday"]))


def _days(path: Path, problems: list[Problem]) -> Iterator[tuple[str, int]]:
    for row in read_table(path, ("id", "day", "name_ar"), problems):
        if not row["day"].isdecimal() or not 1 <= int(row["day"]) <= 31:
            problems.append((path, row["id"], "day is not 1 to 31"))
            continue
        yield row["name_ar"], int(row["day"])


def _relatives(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Relative]]:
    for entry in read_entries(path, "rule", problems):
        days = entry.get("days")
        if days is not None and not _is_range(days):
            problems.append((path, entry["id"], "days is not [first, last]"))
            continue
        for form in entry["forms"]:
            yield (
                form,
                Relative(
                    entry["id"], None if days is None else (days[0], days[1]), entry.get("event") is True
                ),
            )


def _units(path: Path, problems: list[Problem]) -> Iterator[tuple[str, UnitWord]]:
    numbers = {"sg": 1, "du": 2, "pl": 0}
    for row in read_table(path, ("id", "number", "name_ar"), problems):
        if row["number"] not in numbers or row["id"] not in UNIT_IDS:
            problems.append((path, row["id"], "id or number is not one of those allowed"))
            continue
        number, word = numbers[row["number"]], row["name_ar"]
        yield word, UnitWord(row["id"], number, False)
        yield with_article(word), UnitWord(row["id"], number, True)
        if number == 1 and not word.endswith("ة"):
            yield word + "ا", UnitWord(row["id"], number, False)


def _stretches(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Stretch]]:
    lengths = {"months": 2, "years": 2, "hijri": 3, "gregorian": 3}
    for entry in read_entries(path, "stretch", problems):
        kinds = [kind for kind in lengths if kind in entry]
        if len(kinds) != 1 or not _is_numbers(entry[kinds[0]], lengths[kinds[0]]):
            problems.append((path, entry["id"], "has not exactly one of months, years, hijri, gregorian"))
            continue
        for form in entry["forms"]:
            yield form, Stretch(entry["id"], kinds[0], tuple(entry[kinds[0]]))


def _parts(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Part]]:
    for entry in read_entries(path, "part", problems):
        spans: dict[str, tuple[int, int] | None] = {}
        for unit in ("month", "year", "decade", "week"):
            value = entry.get(unit)
            if value is not None and not _is_numbers(value, 2):
                problems.append((path, entry["id"], f"{unit} is not [first, last]"))
            spans[unit] = tuple(value) if value is not None and _is_numbers(value, 2) else None
        for form in entry["forms"]:
            yield form, Part(entry["id"], **spans)


def _known(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Known]]:
    for entry in read_entries(path, "known", problems):
        day = entry.get("date")
        if not isinstance(day, date):
            problems.append((path, entry["id"], "date is not a date"))
            continue
        for form in entry["forms"]:
            yield f"{form} {day.day}", Known(entry["id"], day)


def _words(path: Path, problems: list[Problem]) -> dict[str, PhraseTable[str]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for form, id in _plain(path, "words", problems):
        found.setdefault(id, []).append((form, id))
    for missing in sorted({*WORD_IDS} - {*found}):
        problems.append((path, missing, "is missing"))
    for unknown in sorted({*found} - {*WORD_IDS}):
        problems.append((path, unknown, "no code asks for it"))
    return {id: PhraseTable(forms) for id, forms in found.items()}


def _is_range(value: Any) -> bool:
    return _is_numbers(value, 2) and value[0] <= value[1]


def _is_numbers(value: Any, length: int) -> bool:
    return isinstance(value, list) and len(value) == length and all(type(n) is int for n in value)
