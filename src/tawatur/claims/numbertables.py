"""The tables of data/numbers, compiled: vague numbers, ordinals, bounds, marks, lookalikes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
from tawatur.text.normal import normalize

WORD_IDS = ("not-counted", "year-context")
SENSES = ("about", "over", "under")
SIDES = ("after", "before")
MARK_KINDS = ("clock", "label", "measure", "ordinal", "percent", "year")


@dataclass(frozen=True, slots=True)
class Vague:
    """An indefinite number word."""

    id: str
    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Numerals:
    """Everything data/numbers knows, compiled."""

    words: NumberWords
    starts: PhraseTable[Vague | str]  # vague words, ordinals ("ordinal:5"), lookalikes ("")
    bounds_before: PhraseTable[str]
    bounds_after: PhraseTable[str]
    marks_before: PhraseTable[str]
    marks_after: PhraseTable[str]
    months: PhraseTable[str]
    year_context: frozenset[str]
    not_counted: frozenset[str]
    openers: frozenset[str]  # first words of starts and number words: one look at a token


def load_numerals(data_dir: Path) -> Numerals:
    """Return the numerals compiled from data_dir/numbers, with the month names of data_dir/dates.

    Raises DataError naming every entry that breaks the format (data/numbers/README.md).
    """
    problems: list[Problem] = []
    folder = data_dir / "numbers"
    starts: list[tuple[str, Vague | str]] = []
    starts += _vague(folder / "vague.toml", problems)
    for row in read_table(folder / "ordinals.csv", ("id", "value", "name_ar"), problems):
        starts.append((row["name_ar"], f"ordinal:{row['value']}"))
    for entry in read_entries(folder / "lookalikes.toml", "lookalike", problems):
        starts += [(form, "") for form in entry["forms"]]
    bounds = _bounds(folder / "bounds.toml", problems)
    marks = _marks(folder / "marks.toml", problems)
    months = [
        (row["name_ar"], row["id"])
        for row in read_table(
            data_dir / "dates" / "months.csv", ("id", "calendar", "month", "alone", "name_ar"), problems
        )
        if row["alone"] != "partner"
    ]
    sets = _word_sets(folder / "words.toml", problems)
    words = _words(data_dir, problems)
    if problems or words is None:
        raise DataError(problems)
    opening = PhraseTable(starts)
    openers = frozenset([*opening.entries, *words.cardinals.entries, *words.fractions.entries])
    return Numerals(
        words=words,
        starts=opening,
        bounds_before=PhraseTable(bounds["before"]),
        bounds_after=PhraseTable(bounds["after"], prefixes=("",)),
        marks_before=PhraseTable(marks["before"]),
        marks_after=PhraseTable(marks["after"], prefixes=("",)),
        months=PhraseTable(months, prefixes=("",)),
        year_context=sets["year-context"],
        not_counted=sets["not-counted"],
        openers=openers,
    )


def _words(data_dir: Path, problems: list[Problem]) -> NumberWords | None:
    try:
        return load_number_words(data_dir)
    except DataError as error:
        problems += error.problems
        return None


def _word_sets(path: Path, problems: list[Problem]) -> dict[str, frozenset[str]]:
    found = {
        entry["id"]: frozenset(normalize(form) for form in entry["forms"])
        for entry in read_entries(path, "words", problems)
    }
    for missing in sorted({*WORD_IDS} - {*found}):
        problems.append((path, missing, "is missing"))
    return found


def _vague(path: Path, problems: list[Problem]) -> list[tuple[str, Vague | str]]:
    found: list[tuple[str, Vague | str]] = []
    for entry in read_entries(path, "vague", problems):
        low, high = entry.get("min"), entry.get("max")
        if type(low) is not int or type(high) is not int or not 0 < low <= high:
            problems.append((path, entry["id"], "min and max are not numbers in order"))
            continue
        found += [(form, Vague(entry["id"], low, high)) for form in entry["forms"]]
    return found


def _bounds(path: Path, problems: list[Problem]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {side: [] for side in SIDES}
    for entry in read_entries(path, "bound", problems):
        if entry.get("sense") not in SENSES or entry.get("side") not in SIDES:
            problems.append((path, entry["id"], "sense or side is not one of those allowed"))
            continue
        found[entry["side"]] += [(form, entry["sense"]) for form in entry["forms"]]
    return found


def _marks(path: Path, problems: list[Problem]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {side: [] for side in SIDES}
    for entry in read_entries(path, "mark", problems):
        if entry.get("kind") not in MARK_KINDS or entry.get("side") not in SIDES:
            problems.append((path, entry["id"], "kind or side is not one of those allowed"))
            continue
        forms = found[entry["side"]]
        forms += [(form, entry["kind"]) for form in entry["forms"]]
        if entry["kind"] == "measure":  # «عشرات الكيلومترات»
            forms += [(with_article(form), entry["kind"]) for form in entry["forms"]]
    return found
