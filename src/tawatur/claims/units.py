"""Turns the tokens of a sentence into units: words with one chosen part of speech, names, numbers, times.

A unit is what the grammar above it moves about. Every reading the lexicon gives
is kept on the unit; `pos` says which one the context speaks for.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from tawatur.claims.numbers import Quantity
from tawatur.lexicon.actor_records import NameEntry
from tawatur.lexicon.entries import Nominal, Noun, Particle, Phrase
from tawatur.lexicon.lexicon import Found, Lexicon, Word
from tawatur.lexicon.words import Features, Reading
from tawatur.model import TimeMention
from tawatur.text.normal import INVISIBLE
from tawatur.text.tokens import Token

# Parts of speech.
VERB, NOUN, PARTICLE, TIME, QUANTITY, PUNCT, CUE = (
    "verb",
    "noun",
    "particle",
    "time",
    "quantity",
    "punct",
    "cue",
)


class Unit:
    """One word, name or fixed expression: tokens [first, last) of the report.

    `start` and `end` are code points, without the proclitics listed in `pro`.
    """

    __slots__ = (
        "actor",
        "article",
        "bearers",
        "closed",
        "cue",
        "enclitic",
        "end",
        "first",
        "generic",
        "head",
        "last",
        "namesake",
        "nationality",
        "norm",
        "nouns",
        "particle",
        "particles",
        "phrase",
        "place",
        "pos",
        "pro",
        "quantity",
        "start",
        "time",
        "verbs",
        "word",
    )  # fmt: skip

    def __init__(
        self, first: int, last: int, start: int, end: int, norm: str, like: Unit | None = None
    ) -> None:
        """`like`: another place where the same word stands, with all that is known of it."""
        self.first, self.last, self.start, self.end, self.norm = first, last, start, end, norm
        if like is not None:
            self._take(like)
            return
        self.pos = NOUN
        self.phrase = ""  # the normal forms of all its words, where it is a phrase of the lexicon
        self.pro = self.enclitic = ""
        self.article = False
        self.closed = False  # several words, the last of them definite: no genitive follows
        self.word: Word | None = None
        self.verbs: tuple[Reading, ...] = ()
        self.nouns: tuple[Reading, ...] = ()
        self.particle: Particle | None = None
        self.particles: tuple[Particle, ...] = ()
        self.nationality: Reading | None = None
        self.head: Any = None
        self.generic: Any = None
        self.actor: Any = None
        self.bearers: tuple[NameEntry, ...] = ()  # whom the name may mean, where there are several
        self.place: Any = None
        self.namesake: Any = None  # a place whose name is an ordinary word too
        self.time: TimeMention | None = None
        self.quantity: Quantity | None = None
        self.cue: tuple[Phrase, str] | None = None

    def _take(self, like: Unit) -> None:
        self.pos, self.pro, self.enclitic, self.article = like.pos, like.pro, like.enclitic, like.article
        self.phrase = like.phrase
        self.closed, self.word, self.verbs, self.nouns = like.closed, like.word, like.verbs, like.nouns
        self.particle, self.particles = like.particle, like.particles
        self.nationality, self.head, self.generic = like.nationality, like.head, like.generic
        self.actor, self.bearers, self.place, self.namesake = (
            like.actor,
            like.bearers,
            like.place,
            like.namesake,
        )
        self.time, self.quantity, self.cue = like.time, like.quantity, like.cue

    def __repr__(self) -> str:
        return f"{self.pro}+{self.norm}/{self.pos}"

    @property
    def joined(self) -> bool:
        """Whether a conjunction (و، ف) stands on it."""
        return self.pro[:1] in ("w", "f")

    @property
    def names_act(self) -> bool:
        """Whether the word can be a verbal noun or the name of an act."""
        for reading in self.nouns:
            if reading.kind in _ACT_KINDS:
                return True
        return False

    @property
    def tells(self) -> bool:
        """Whether the word can be a verb of telling: «قال», «نفت»."""
        for reading in self.verbs:
            if getattr(reading.entry, "cue", None) is not None:
                return True
        return False

    def is_any(self, classes: Container[str]) -> bool:
        """Return whether the word can be a noun of one of the classes."""
        for reading in self.nouns:
            if getattr(reading.entry, "cls", "") in classes:
                return True
        return False

    @property
    def preposition(self) -> str:
        """The slot of a preposition written on the word (bi, li, ka), or ""."""
        return _SLOTS.get(self.pro[-1:], "") if self.pro else ""


_ACT_KINDS = ("masdar", "nominal")
_SLOTS = {"b": "bi", "l": "li", "k": "ka"}
_NO_FEATURES = Features()


def make_units(
    tokens: Sequence[Token],
    norms: Sequence[str],
    text: str,
    bounds: tuple[int, int],
    times: Mapping[int, tuple[int, TimeMention]],
    quantities: Mapping[int, Quantity],
    lexicon: Lexicon,
    ha_for_ta: bool = False,
) -> list[Unit]:
    """Return the units of the tokens in `bounds`, part of speech undecided where readings differ.

    `ha_for_ta`: the text writes ه for ة.
    """
    units: list[Unit] = []
    word_of = lexicon.word_with_ha if ha_for_ta else lexicon.word
    index, last = bounds
    while index < last:
        token = tokens[index]
        kind = token.kind
        if kind == "newline" or kind == "punct":
            if kind == "punct" and token.norm != "#":
                units.append(_punctuation(index, token))
            index += 1
            continue
        surface = text[token.start : token.end]
        word = word_of(surface) if kind == "word" else None
        if index in times:
            unit = _time(index, token, times[index], word)
        else:
            unit = _unit_at(tokens, norms, surface, index, last, word, quantities, lexicon)
        if units and units[-1].cue is not None and not _attached(units[-1], unit):
            _withdraw_cue(units[-1])
        units.append(unit)
        index = unit.last
    return units


# A dateline («دبي، الإمارات العربية المتحدة (CNN) -- », «دمشق - سانا») has at most so many units.
MAX_DATELINE = 12
_DATELINE_ENDS = frozenset(("--", "-", "–", "—", ":", "/"))


def without_dateline(units: list[Unit]) -> list[Unit]:
    """Return a sentence's units without the place, day and agency that an outlet opens it with."""
    for index, unit in enumerate(units[:MAX_DATELINE]):
        if unit.pos == PUNCT:
            if unit.norm in _DATELINE_ENDS and 0 < index < len(units) - 1:
                return units[index + 1 :]
        elif not (unit.pos == TIME or unit.place is not None or getattr(unit.actor, "cls", "") == "media"):
            return units
    return units


def _attached(cue: Unit, unit: Unit) -> bool:
    """Return whether a cue ending in a preposition («وفقا ل») has it on the word behind."""
    return cue.cue is None or not cue.cue[1] or unit.pro.endswith(cue.cue[1])


def _withdraw_cue(unit: Unit) -> None:
    unit.cue = None
    unit.pos = VERB if unit.verbs and not unit.nouns else NOUN


def _punctuation(index: int, token: Token) -> Unit:
    unit = Unit(index, index + 1, token.start, token.end, token.norm)
    unit.pos = PUNCT
    return unit


def _unit_at(
    tokens: Sequence[Token],
    norms: Sequence[str],
    surface: str,
    index: int,
    last: int,
    word: Word | None,
    quantities: Mapping[int, Quantity],
    lexicon: Lexicon,
) -> Unit:
    """Return what stands at `index`, which is no time."""
    sequence = _sequence(norms, index, last, word, lexicon) if word is not None else ()
    length = sequence[0][0] if sequence else 0
    if index in quantities and quantities[index].last_token - index >= length:
        return _counted(index, tokens[index], quantities[index], word)
    if word is not None and sequence is word.singles:
        return _single(tokens, index, word, surface)
    return _lexical(tokens, index, max(length, 1), word, sequence, surface)


def _time(index: int, token: Token, found: tuple[int, TimeMention], word: Word | None) -> Unit:
    behind, mention = found
    unit = Unit(index, max(behind, index + 1), mention.span.start, mention.span.end, token.norm)
    unit.pos, unit.time, unit.word = TIME, mention, word
    unit.pro = _written_before(token, mention.span.start)
    return unit


def _counted(index: int, token: Token, quantity: Quantity, word: Word | None) -> Unit:
    unit = Unit(index, quantity.last_token, quantity.span.start, quantity.span.end, token.norm)
    unit.pos, unit.quantity, unit.word = QUANTITY, quantity, word
    unit.pro = _written_before(token, quantity.span.start)
    return unit


def _single(tokens: Sequence[Token], index: int, word: Word, surface: str) -> Unit:
    """Return the unit of a word that nothing around it makes part of more: made once for all its places."""
    token = tokens[index]
    if word.kept is None:
        made = _lexical(tokens, index, 1, word, word.singles, surface)
        word.kept = (Unit(0, 1, 0, 0, made.norm, made), made.start - token.start)
    unit, offset = word.kept
    return Unit(index, index + 1, token.start + offset, token.end, unit.norm, unit)


def _written_before(token: Token, start: int) -> str:
    """Return the proclitics between the token's start and where its expression starts."""
    letters = token.norm[: start - token.start]
    return "".join({"و": "w", "ف": "f", "ب": "b", "ل": "l", "ك": "k"}.get(c, "") for c in letters)


def _may_attach(norms: Sequence[str], index: int, proclitic: str) -> bool:
    """Return whether the word behind a sequence ending in a preposition («نتيجة ل») can bear it."""
    return index < len(norms) and norms[index].startswith("ل" if proclitic == "l" else "ب")


def _sequence(norms: Sequence[str], index: int, last: int, word: Word, lexicon: Lexicon) -> Sequence[Found]:
    """Return the longest fixed sequences at `index`; the word's own ones themselves where there are no more."""
    there = lexicon.sequences_at(norms, index, word) if word.starts else word.singles
    if there is word.singles and not word.depends:
        return there
    found = [
        f for f in there
        if index + f[0] <= last
        and (not f[3].attaches or _may_attach(norms, index + f[0], f[3].attaches))
        and (f[3].kind != "cue" or f[1] in ("", "w", "f"))
    ]  # fmt: skip
    if not found:
        return []
    longest = max(f[0] for f in found)
    return [f for f in found if f[0] == longest]


def _lexical(
    tokens: Sequence[Token],
    index: int,
    length: int,
    word: Word | None,
    sequence: Sequence[Found],
    surface: str,
) -> Unit:
    token = tokens[index]
    unit = Unit(index, index + length, token.start, tokens[index + length - 1].end, token.norm)
    unit.word = word
    if length > 1:
        unit.phrase = " ".join([t.norm for t in tokens[index : index + length]])
    unit.closed = length > 1 and tokens[index + length - 1].norm.startswith("ال")
    if word is None:
        return unit
    if length == 1:
        _take_word(unit, word)
    for _, pro, article, fixed in sequence:
        _take_fixed(unit, pro, article, fixed)
    unit.start += _clitic_width(unit, surface)
    if unit.cue is not None:
        unit.pos = CUE
    elif unit.particle is not None and not unit.verbs and not unit.nouns and unit.actor is None:
        unit.pos = PARTICLE
    elif (unit.verbs and not (unit.nouns or unit.head or unit.actor or unit.place or unit.generic)) or (
        word.guess == "verb" and unit.actor is None and unit.place is None and length == 1
    ):
        unit.pos = VERB
    return unit


def _take_word(unit: Unit, word: Word) -> None:
    unit.verbs, unit.nouns = word.verbs, word.nouns
    unit.nationality = word.nationality
    unit.head = word.head.entry if word.head else None
    unit.generic = word.generic.entry if word.generic else None
    unit.particles = tuple(r.entry for r in word.particles if isinstance(r.entry, Particle))
    unit.particle = unit.particles[0] if unit.particles else None
    first: Reading | None = next(
        (
            r
            for r in (*word.nouns, *word.verbs, *word.particles, word.nationality, word.head, word.generic)
            if r
        ),
        None,
    )
    if first is not None:
        unit.pro, unit.article, unit.enclitic = first.pro, first.article, first.enclitic
    else:
        unit.pro, unit.article = _clitics_of_unknown(unit.norm)


# The beginnings that show a conjunction, preposition or article on a word the lexicon lacks.
_UNKNOWN_CLITICS = (
    ("وبال", "wb"), ("فبال", "fb"), ("وال", "w"), ("فال", "f"), ("بال", "b"), ("كال", "k"), ("ولل", "wl"), ("لل", "l"),
    ("ال", ""),
)  # fmt: skip


def _clitics_of_unknown(norm: str) -> tuple[str, bool]:
    """Return (proclitics, article) of a word the lexicon does not have, as far as the article shows them."""
    for letters, pro in _UNKNOWN_CLITICS:
        if norm.startswith(letters) and len(norm) > len(letters) + 2:
            return pro, True
    return "", False


def _take_fixed(unit: Unit, pro: str, article: bool, fixed: Any) -> None:
    if fixed.kind == "actor":
        _take_actor(unit, fixed.entry)
    elif fixed.kind == "place":
        if fixed.entry.needs_context:
            unit.namesake = unit.namesake or fixed.entry
        else:
            unit.place = unit.place or fixed.entry
    elif fixed.kind == "cue" and pro in ("", "w", "f"):
        unit.cue = (fixed.entry, fixed.attaches)
    elif fixed.kind == "particle":
        unit.particles = (fixed.entry, *unit.particles)
        unit.particle = unit.particles[0]
    elif fixed.kind == "head":
        unit.head = fixed.entry
    elif fixed.kind == "generic":
        unit.generic = fixed.entry
    elif isinstance(fixed.entry, Nominal | Noun):
        unit.nouns = (*unit.nouns, Reading(fixed.kind, fixed.entry, _NO_FEATURES, pro, article))
    unit.pro, unit.article = pro, article or unit.norm.startswith("ال")


def _take_actor(unit: Unit, entry: NameEntry) -> None:
    """Give a unit an actor; of several bearers of the name the first stands until the scene chooses."""
    known = unit.actor
    if known is None:
        unit.actor = entry
    elif all(b.actor_id != entry.actor_id for b in (known, *unit.bearers)):
        unit.bearers = (*(unit.bearers or (known,)), entry)
        unit.actor = min(unit.bearers, key=lambda b: b.usage == "short")


def _clitic_width(unit: Unit, surface: str) -> int:
    """Return how many code points of a word its proclitics take («لل» keeps its second ل)."""
    width = 0
    for _ in unit.pro:
        width += 1
        while width < len(surface) and surface[width] in INVISIBLE:
            width += 1
    return width
