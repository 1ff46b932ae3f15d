"""The words that checks look for: relations between places, directions, units, word families."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tawatur.errors import DataError
from tawatur.lexicon.numerals import Problem, read_entries, read_table, with_article
from tawatur.lexicon.phrases import PhraseTable

KINDS = ("adjacency", "containment", "distance", "nearness")
OBJECTS = ("", "l", "from")
# The ids of words.toml that the code asks for.
WORD_IDS = ("among", "another", "contrast", "former", "joining", "night", "rising", "toll")

_JOINERS = ("", "و", "ف")


class Relation(NamedTuple):
    """A word of relation: `kind` is one of KINDS, `object` the preposition that the other place bears."""

    id: str
    kind: str
    object: str


class Month(NamedTuple):
    """A month by name: `naming` says in which countries it is called so (levant, gulf …)."""

    number: int
    is_hijri: bool
    naming: str


class Direction(NamedTuple):
    """A direction by name, and its bearing in degrees clockwise from north."""

    id: str
    bearing: int


@dataclass(frozen=True, slots=True)
class CheckWords:
    """Everything data/checks knows, compiled; weekdays and Hijri months come from data/dates."""

    relations: PhraseTable[Relation]
    links: PhraseTable[str]
    directions: PhraseTable[Direction]
    sides: PhraseTable[Direction]
    units: PhraseTable[int]  # metres
    families: dict[str, PhraseTable[str]]
    weekdays: PhraseTable[int]
    months: PhraseTable[Month]
    weekday_names: tuple[str, ...]  # as a careful writer spells them, Monday first
    # First words of relations and directions, each with the words that must follow (None: none must).
    openers: dict[str, frozenset[str] | None]


def load_check_words(data_dir: Path) -> CheckWords:
    """Return the words compiled from data_dir/checks and data_dir/dates.

    Raises DataError naming every entry that breaks the format (data/checks/README.md).
    """
    problems: list[Problem] = []
    folder = data_dir / "checks"
    relations = PhraseTable(_relations(folder / "relations.toml", problems), _JOINERS)
    directions = PhraseTable(_directions(folder / "directions.toml", "direction", problems), ("",))
    weekdays = list(_weekdays(data_dir / "dates" / "weekdays.csv", problems))
    words = CheckWords(
        relations=relations,
        links=PhraseTable(_plain(folder / "relations.toml", "link", problems), ("",)),
        directions=directions,
        sides=PhraseTable(_directions(folder / "directions.toml", "side", problems), _JOINERS),
        units=PhraseTable(_units(folder / "relations.toml", problems), ("",)),
        families=_families(folder / "words.toml", problems),
        weekdays=PhraseTable(weekdays, ("", "و", "ل", "ب")),
        months=PhraseTable(_months(data_dir / "dates" / "months.csv", problems), ("",)),
        weekday_names=_first_names(weekdays),
        openers=_openers(relations, directions),
    )
    if problems:
        raise DataError(problems)
    return words


def _openers(*tables: PhraseTable[Any]) -> dict[str, frozenset[str] | None]:
    """Return which words may begin a phrase of the tables, and behind which of them a second must follow."""
    openers: dict[str, frozenset[str] | None] = {}
    for table in tables:
        for first, entries in table.entries.items():
            seconds = openers.get(first, frozenset())
            openers[first] = None if entries.single or seconds is None else seconds.union(entries.longer)
    return openers


def _relations(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Relation]]:
    for entry in read_entries(path, "relation", problems):
        if entry.get("kind") not in KINDS or entry.get("object") not in OBJECTS:
            problems.append((path, entry["id"], "kind or object is not one of those allowed"))
            continue
        forms = _inflected(entry["forms"]) if entry.get("inflects") is True else entry["forms"]
        for form in forms:
            yield form, Relation(entry["id"], entry["kind"], entry["object"])


def _inflected(forms: Iterable[str]) -> Iterator[str]:
    """Yield participles in both genders, with and without article; «محاذ» has only «محاذية» beside it."""
    for form in forms:
        for gender in (form, f"{form}ة"):
            yield gender
            yield with_article(gender)


def _directions(path: Path, section: str, problems: list[Problem]) -> Iterator[tuple[str, Direction]]:
    for entry in read_entries(path, section, problems):
        bearing = entry.get("bearing")
        if type(bearing) is not int or not 0 <= bearing < 360:
            problems.append((path, entry["id"], "bearing is not 0 to 359"))
            continue
        for form in entry["forms"]:
            yield form, Direction(entry["id"], bearing)


def _units(path: Path, problems: list[Problem]) -> Iterator[tuple[str, int]]:
    for entry in read_entries(path, "unit", problems):
        metres = entry.get("metres")
        if type(metres) is not int or metres <= 0:
            problems.append((path, entry["id"], "metres is not a whole number above 0"))
            continue
        for form in entry["forms"]:
            yield form, metres


def _plain(path: Path, section: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for entry in read_entries(path, section, problems):
        for form in entry["forms"]:
            yield form, entry["id"]


def _families(path: Path, problems: list[Problem]) -> dict[str, PhraseTable[str]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for form, id_ in _plain(path, "words", problems):
        found.setdefault(id_, []).append((form, id_))
    problems += [(path, missing, "is missing") for missing in sorted({*WORD_IDS} - {*found})]
    problems += [(path, unknown, "no code asks for it") for unknown in sorted({*found} - {*WORD_IDS})]
    return {id_: PhraseTable(forms, ("", "و", "ف", "ب", "ل")) for id_, forms in found.items()}


def _weekdays(path: Path, problems: list[Problem]) -> Iterator[tuple[str, int]]:
    for row in read_table(path, ("id", "weekday", "name_ar"), problems):
        if row["weekday"] in "0123456":
            yield row["name_ar"], int(row["weekday"])


def _months(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Month]]:
    for row in read_table(path, ("id", "calendar", "month", "alone", "name_ar"), problems):
        if row["month"].isdecimal():
            naming = row["id"].split("-")[1]
            yield row["name_ar"], Month(int(row["month"]), row["calendar"] == "hijri", naming)


def _first_names(weekdays: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    names: dict[int, str] = {}
    for name, weekday in weekdays:
        names.setdefault(weekday, name)
    return tuple(names.get(weekday, "") for weekday in range(7))
