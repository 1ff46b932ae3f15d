"""A token list seen through the grammar, and the record of an expression found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.lexicon.phrases import Match
from tawatur.resolve.dates.denote import Denotation
from tawatur.resolve.dates.grammar import Anchor, DateGrammar, UnitWord, WeekdayName
from tawatur.text.tokens import Token

SLASHES = frozenset("/-–—\\")

# How many units away from the reference's own a modifier puts a unit.
SHIFTS = {"before-last": -2, "last": -1, "current": 0, "next": 1}


@dataclass(frozen=True, slots=True)
class Found:
    """An expression over tokens [first, last).

    `prefix` is what is written before it in its first token («وفي»: و) and is no part of it.
    `kind` is weekday, day (reckoned), date, month, year, period, count, stretch or none.
    """

    first: int
    last: int
    prefix: str
    kind: str
    rule: str
    what: Denotation


@dataclass(frozen=True, slots=True)
class Scene:
    """The tokens and the grammar they are read with."""

    tokens: Sequence[Token]
    grammar: DateGrammar

    def norm(self, index: int) -> str:
        """Return the normal form of a token, or "" outside the text."""
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> str:
        """Return the kind of a token, or "" outside the text."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def word_at(self, id: str, index: int) -> Match[str] | None:
        """Return the words.toml entry `id` that begins at `index`."""
        return self.grammar.words[id].at(self.tokens, index)

    def word_before(self, id: str, index: int) -> Match[str] | None:
        """Return the words.toml entry `id` that ends just before `index`."""
        return self.grammar.words[id].before(self.tokens, index)

    def modifier_at(self, index: int) -> Match[str] | None:
        """Return the modifier («الماضي») that begins at `index`."""
        return self.grammar.modifiers.at(self.tokens, index)

    def unit_at(self, index: int) -> Match[Anchor] | None:
        """Return the unit of time («عام») at `index`."""
        for match in self.grammar.anchors.all_at(self.tokens, index):
            if isinstance(match.value, UnitWord):
                return match
        return None

    def weekday_at(self, index: int) -> Match[Anchor] | None:
        """Return the weekday at `index`."""
        for match in self.grammar.anchors.all_at(self.tokens, index):
            if isinstance(match.value, WeekdayName):
                return match
        return None

    def year_figure(self, index: int) -> int | None:
        """Return the figure at `index` if it can be a year of our era."""
        if self.kind(index) != "number":
            return None
        token = self.tokens[index]
        if token.end - token.start != 4 or len(token.norm) != 4 or not token.norm.isdecimal():
            return None
        return int(token.norm) if 1900 <= int(token.norm) <= 2099 else None

    def hijri_figure(self, index: int) -> int | None:
        """Return the figure at `index` if it can be a year of the Hijra that the calendar covers."""
        token = self.norm(index)
        return int(token) if len(token) == 4 and token.isdecimal() and 1343 <= int(token) <= 1500 else None

    def day_figure(self, index: int) -> int | None:
        """Return the figure at `index` if it can be a day of a month."""
        if self.kind(index) != "number":
            return None
        digits = self.tokens[index].norm
        return int(digits) if len(digits) <= 2 and digits.isdecimal() and 1 <= int(digits) <= 31 else None
