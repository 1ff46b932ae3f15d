"""The compiled lexicon as the stages use it: look up words and fixed sequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tawatur.lexicon.actor_forms import NOUN_ENDINGS
from tawatur.lexicon.actors import ActorBook
from tawatur.lexicon.entries import Sense
from tawatur.lexicon.forms import Fixed, Forms
from tawatur.lexicon.places import PlaceBook
from tawatur.lexicon.words import (
    Features,
    Reading,
    enclitic_splits,
    fits,
    folded,
    lookup_key,
    proclitic_splits,
    respelt,
)

# Distinct written words kept analysed; a million reports have more, one does not.
MEMO_LIMIT = 200_000


# (number of words, proclitics, article, what) of a fixed sequence found.
Found = tuple[int, str, bool, Fixed]
# (proclitics, article, rest in normal form, second word → lengths) where longer sequences may begin.
Start = tuple[str, bool, str, Mapping[str, tuple[int, ...]]]


class Word:
    """Every reading of one written word, sorted by what kind of thing it is.

    `singles` are the fixed sequences that the word is by itself, `depends` whether one of them is so only
    under conditions (cues, and what wants a preposition behind it); `starts` says under which words
    longer ones may begin here.
    `kept` is for the stage above: what it has made of the word once.
    """

    __slots__ = (
        "depends", "generic", "guess", "head", "kept", "key", "nationality", "nouns", "particles", "singles",
        "starts", "verbs",
    )  # fmt: skip

    def __init__(
        self,
        key: str,
        readings: Sequence[Reading],
        starts: Sequence[Start] = (),
        singles: Sequence[Found] = (),
    ) -> None:
        self.key = key
        self.starts, self.singles = tuple(starts), tuple(singles)
        self.depends = any(fixed.attaches or fixed.kind == "cue" for *_, fixed in self.singles)
        self.kept: Any = None
        self.verbs = self._of_kinds(readings, _VERB_KINDS)
        self.particles = self._of_kinds(readings, _PARTICLE_KINDS)
        self.nouns = self._of_kinds(readings, _NOUN_KINDS)
        world = {r.kind: r for r in reversed(readings) if r.kind in _WORLD_KINDS}  # the first of each kind
        self.nationality, self.head, self.generic = map(world.get, _WORLD_KINDS)
        self.guess = "" if readings else guess_kind(key)

    @staticmethod
    def _of_kinds(readings: Sequence[Reading], kinds: frozenset[str]) -> tuple[Reading, ...]:
        return tuple([r for r in readings if r.kind in kinds]) if readings else ()


_VERB_KINDS = frozenset(("verb",))
_PARTICLE_KINDS = frozenset(("particle",))
_NOUN_KINDS = frozenset(("masdar", "active", "passive", "noun", "nominal"))
_WHOLE_KINDS = _VERB_KINDS | _NOUN_KINDS
_WORLD_KINDS = ("nationality", "head", "generic")


_NO_FEATURES = Features()
_TANWIN = frozenset("\u064b\u064c\u064d")

_LIGHT_KINDS = frozenset(("particle", "nationality"))


# The conjunctions «أن», «إن», «لكن»: a word that can be one of them is hardly ever anything else.
_THAT = frozenset(("sub-an", "sub-inna", "sub-lakinna"))


def _is_that(reading: Reading) -> bool:
    return reading.kind == "particle" and getattr(reading.entry, "id", "") in _THAT


# Forms of a verb that news hardly has, unless what stands before calls for them.
_COMMANDS = frozenset(("imperative", "jussive"))


def guess_kind(key: str) -> str:
    """Return "verb" for an unknown word that has the shape of an imperfect, else "noun"."""
    bare = key[1:] if key[0] in "وس" and len(key) > 5 else key  # «فيتالي» is a name
    return "verb" if bare.startswith("ي") and len(bare) >= 4 and not bare.endswith("ة") else "noun"


@dataclass(slots=True)
class Lexicon:
    """Look-up over the compiled forms, the actors and the places."""

    forms: Forms
    actors: ActorBook
    places: PlaceBook
    counted: dict[str, str]
    hedges: dict[str, tuple[str, str]]
    companions: dict[str, tuple[Sense, str]]
    version: str = ""
    _memo: dict[str, Word] = field(default_factory=dict)
    _fixed: dict[str, Sequence[Fixed]] = field(default_factory=dict)
    _world_starts: frozenset[str] = frozenset()
    hedge_ends: frozenset[str] = frozenset()  # the last two letters of all hedges

    def __post_init__(self) -> None:
        self._world_starts = _starts_of_world(self.actors)
        self.hedge_ends = frozenset(word[-2:] for word in self.hedges)

    def word(self, surface: str) -> Word:
        """Return all readings of a written word, the same object for the same word."""
        word = self._memo.get(surface)
        if word is None:
            if len(self._memo) > MEMO_LIMIT:
                self._memo.clear()
            word = self._memo[surface] = self._analyse(lookup_key(surface))
            if word.verbs and not _TANWIN.isdisjoint(surface):
                word.verbs = ()  # «ثمناً»: only a noun bears a tanwin
        return word

    def word_with_ha(self, surface: str) -> Word:
        """Return the readings of a word in a text that writes ه for ة: «غاره جويه», «قاعده للجيش».

        Its ه is a pronoun only where the noun can be no other; of verbs it stays one too («إصابه» is both).
        """
        word = self.word(surface)
        if not surface.endswith("ه") or word.particles or any(r.enclitic != "ه" for r in word.nouns):
            return word
        other = self.word(surface[:-1] + "ة")
        world = [r for r in (other.head, other.generic, other.nationality) if r is not None]
        if all(reading.enclitic for reading in (*other.nouns, *world)):
            return word
        if not word.verbs:
            return other
        both = self._memo.get(f"{surface}\n")  # no word has a line break
        if both is None:
            readings = (*other.nouns, *world, *word.verbs)
            both = self._memo[f"{surface}\n"] = Word(word.key, readings, word.starts, word.singles)
        return both

    def is_ordinary(self, surface: str) -> bool:
        """Return whether a written word has a meaning besides being a place: a word or an actor's name."""
        word = self.word(surface)
        return not word.guess or any(fixed.kind != "place" for *_, fixed in word.singles)

    def forget(self) -> None:
        """Drop the words kept analysed; they only save time."""
        self._memo.clear()
        self._fixed.clear()

    def sequences_at(self, norms: Sequence[str], index: int, word: Word) -> Sequence[Found]:
        """Return the fixed sequences that begin at norms[index], those of one word last."""
        if not word.starts or index + 1 >= len(norms):
            return word.singles
        found: list[Found] = []
        second = norms[index + 1]
        for pro, article, first, lengths in word.starts:
            for length in lengths.get(second, ()):
                tail = norms[index + 1 : index + length]
                if len(tail) == length - 1:
                    for fixed in self._sequences(" ".join((first, *tail))):
                        found.append((length, pro, article, fixed))
        return (*found, *word.singles) if found else word.singles

    def _sequences(self, words: str) -> Sequence[Fixed]:
        """Return what some words are as a fixed sequence, kept as long as the words are."""
        found = self._fixed.get(words)
        if found is None:
            if len(self._fixed) > MEMO_LIMIT:
                self._fixed.clear()
            found = self._fixed[words] = self.forms.sequences.get(words)
        return found

    def _analyse(self, key: str, again: bool = False) -> Word:
        readings: list[Reading] = []
        starts: list[Start] = []
        singles: list[Found] = []
        whole: str | None = None
        for pro, article, rest in proclitic_splits(key):
            norm = folded(rest)
            first = "ال" + norm if article else norm
            singles += [(1, pro, article, fixed) for fixed in self.forms.sequences.get(first)]
            lengths = self.forms.lengths.get(first)
            if lengths is not None:
                starts.append((pro, article, first, lengths))
            found = self._readings(pro, article, rest)
            if whole is not None:
                # A word known as it stands is not cut further: «كانت» is no «ك + أنت»; «فقد» may be «ف + قد»,
                # and the first letter of «ووجه» is "and".
                may_be_cut = not whole and pro in ("w", "f")
                found = [
                    r
                    for r in found
                    if (may_be_cut and r.kind in _LIGHT_KINDS) or (pro == "b" and _is_that(r))
                ]
            elif pro in ("", "w", "f") and (pro or not key.startswith("وو")) and _has_whole(found):
                whole = pro
            readings += found
        if any(_is_that(r) for r in readings):  # «ولكن» is not «لـ + كنّ», «بأن» not "appearing"
            readings = [r for r in readings if r.kind == "particle"]
        other = respelt(key)
        unread = not (readings or singles) and (not starts or key.endswith("ى"))  # «فى», which phrases begin with
        if unread and other and not again:
            return self._analyse(other, again=True)
        if key.endswith("ى") and any(r.kind == "verb" for r in readings):
            readings = [r for r in readings if r.kind not in ("head", "generic")]  # «وأدى» is no «وادي»
        return Word(key, readings, starts, singles)

    def _readings(self, pro: str, article: bool, stem: str) -> list[Reading]:
        found = self._look(pro, article, stem, "")
        if article:
            return found
        for reading in found:
            if reading.features.aspect not in _COMMANDS:
                return found
        for bare, enclitic in enclitic_splits(stem):
            cut = self._look(pro, article, bare, enclitic)
            if cut:
                return cut + found  # «إنه» is «إن» with a pronoun before it is "finish it!"
        return found

    def _look(self, pro: str, article: bool, stem: str, enclitic: str) -> list[Reading]:
        analyses = self.forms.analyses
        found = [
            Reading(a.kind, a.entry, a.features, pro, article, enclitic)
            for (index,) in self.forms.trie.get(stem, ())
            for a in (analyses[index],)
        ]
        if article or not stem.startswith("ال"):
            found += self._world(pro, article, folded(stem), enclitic)
        return [r for r in found if fits(r)]

    def _world(self, pro: str, article: bool, norm: str, enclitic: str) -> list[Reading]:
        """Return the nationality, role word and generic place word that a stem can be."""
        word = "ال" + norm if article else norm
        known = self._may_be_world(norm) or (article and self._may_be_world(word))
        entries = (
            ("nationality", self.actors.nationality(word) if known and not enclitic else None),
            ("head", self.actors.head(word) if known else None),
            ("generic", self.places.generic(norm)),
        )
        return [Reading(kind, entry, _NO_FEATURES, pro, article, enclitic) for kind, entry in entries if entry]

    def _may_be_world(self, norm: str) -> bool:
        """Return whether a nationality or role word begins like this; spares most words the search."""
        return norm[:3] in self._world_starts or norm[:2] in self._world_starts


def _has_whole(readings: Sequence[Reading]) -> bool:
    """Return whether one of the readings makes it needless to cut the word further."""
    for reading in readings:
        if reading.kind in _WHOLE_KINDS and reading.features.aspect not in _COMMANDS:
            return True
    return False


def _starts_of_world(actors: ActorBook) -> frozenset[str]:
    """Return the first three letters of all inflected nationalities and role words, two of shorter ones."""
    words = (*actors.adjectives, *actors.plurals, *actors.head_forms)
    starts = {word[:3] for word in words}
    for word in actors.head_forms:
        for ending, instead in NOUN_ENDINGS:
            if instead and word.endswith(instead) and len(word) - len(instead) == 2:
                starts.add(word[:2] + ending[:1])  # «قوة», «قوتان»
    return frozenset(starts)
