"""Reads the single expressions: a date, a month, a year, a weekday, «أمس», «الأسبوع الماضي»."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.lexicon.phrases import Match
from tawatur.resolve.dates.denote import Nothing
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
from tawatur.resolve.dates.read_days import read_relative, read_weekday
from tawatur.resolve.dates.read_figures import read_figure
from tawatur.resolve.dates.read_months import read_month
from tawatur.resolve.dates.read_stretches import read_stretch
from tawatur.resolve.dates.read_units import read_counted, read_definite
from tawatur.resolve.dates.scene import Found, Scene
from tawatur.text.tokens import Token


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
            atom = read_figure(scene, index)
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
            return read_month(scene, match, month)
        case WeekdayName() as weekday:
            return read_weekday(scene, match, weekday)
        case Relative() as relative:
            return read_relative(scene, match, relative)
        case UnitWord() as unit:
            return read_definite(scene, match, unit) if unit.definite else read_counted(scene, match, unit)
        case Stretch() as stretch:
            return read_stretch(scene, match, stretch)
        case Lookalike():
            return Found(match.first, match.last, match.prefix, "none", "", Nothing())
