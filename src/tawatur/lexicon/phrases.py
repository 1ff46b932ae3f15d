"""A table of fixed phrases, found at a token by one dictionary lookup, proclitics included.

The records are tuples: the kept tables have ten thousand, which are read at every start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from tawatur.text.normal import normalize
from tawatur.text.tokens import Token, tokenize

T = TypeVar("T")

# What may stand before a word, written as one with it: conjunction, then preposition.
PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")


class Phrase(NamedTuple, Generic[T]):
    """One way to write a phrase: its tokens after the first, and the letters prefixed to the first."""

    rest: tuple[str, ...]
    prefix: str
    value: T


class Match(NamedTuple, Generic[T]):
    """A phrase found over tokens [first, last); `prefix` is written before it in the first token."""

    first: int
    last: int
    prefix: str
    value: T


def prefixed(word: str, prefixes: Sequence[str] = PROCLITICS) -> Iterator[tuple[str, str]]:
    """Yield each of `prefixes` with `word` (a normal form) as written after it.

    The article loses its alef after ل: «للعام».
    """
    for prefix in prefixes:
        if prefix.endswith("ل") and word.startswith("ال"):
            yield prefix, prefix + word[1:]
        else:
            yield prefix, prefix + word


class Entries(NamedTuple, Generic[T]):
    """The phrases with one first word: those of one word, and the longer by their second, longest first."""

    single: tuple[Phrase[T], ...]
    longer: dict[str, tuple[Phrase[T], ...]]


class PhraseTable(Generic[T]):
    """Phrases by their first word; at every place the longest phrase comes first."""

    __slots__ = ("_ends", "entries")

    def __init__(self, phrases: Iterable[tuple[str, T]], prefixes: Sequence[str] = PROCLITICS) -> None:
        """Build the table from (form as a careful writer spells it, value) pairs.

        `prefixes` are the proclitics that may be written before the first word.
        """
        by_first: dict[str, list[Phrase[T]]] = {}
        self._ends: dict[str, tuple[tuple[tuple[str, ...], str, T], ...]] | None = None
        for form, value in phrases:
            first, *rest = [token.norm for token in tokenize(normalize(form))]
            for prefix, written in prefixed(first, prefixes):
                by_first.setdefault(written, []).append(Phrase(tuple(rest), prefix, value))
        self.entries = {word: _entries(found) for word, found in by_first.items()}

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.entries,)

    @property
    def _by_last(self) -> dict[str, tuple[tuple[tuple[str, ...], str, T], ...]]:
        """The phrases by their last word; most tables are never asked for it.

        Longest first; of two equally long the one with fewer letters split off.
        """
        if self._ends is None:
            by_last: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
            for first, entries in self.entries.items():
                for rest, prefix, value in (*entries.single, *chain.from_iterable(entries.longer.values())):
                    words = (first, *rest)
                    by_last.setdefault(words[-1], []).append((words, prefix, value))
            self._ends = {
                word: tuple(sorted(found, key=lambda p: (-len(p[0]), len(p[1]))))
                for word, found in by_last.items()
            }
        return self._ends

    def last_words(self) -> frozenset[str]:
        """Return the normal forms that a phrase can end in."""
        return frozenset(self._by_last)

    def may_start(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether the token and the one after it can begin a phrase; cheap, may err on yes."""
        entries = self.entries.get(tokens[index].norm)
        if entries is None:
            return False
        if entries.single:
            return True
        return index + 1 < len(tokens) and tokens[index + 1].norm in entries.longer

    def at(self, tokens: Sequence[Token], index: int) -> Match[T] | None:
        """Return the longest phrase that begins at `index`, or None."""
        entries = self.entries.get(tokens[index].norm) if 0 <= index < len(tokens) else None
        if entries is None:
            return None  # nearly everywhere
        return next(_matches(entries, tokens, index), None)

    def all_at(self, tokens: Sequence[Token], index: int) -> Iterator[Match[T]]:
        """Return the phrases that begin at `index`, longest first."""
        entries = self.entries.get(tokens[index].norm) if 0 <= index < len(tokens) else None
        return _matches(entries, tokens, index) if entries is not None else iter(())

    def before(self, tokens: Sequence[Token], index: int) -> Match[T] | None:
        """Return the longest phrase whose last token stands just before `index`, or None."""
        if not 0 < index <= len(tokens):
            return None
        for words, prefix, value in self._by_last.get(tokens[index - 1].norm, ()):
            first = index - len(words)
            if len(words) == 1 or (first >= 0 and words == tuple([t.norm for t in tokens[first:index]])):
                return Match(first, index, prefix, value)
        return None


def _matches(entries: Entries[T], tokens: Sequence[Token], index: int) -> Iterator[Match[T]]:
    """Yield those of the phrases with the word at `index` that stand there, longest first."""
    if entries.longer and index + 1 < len(tokens):
        for phrase in entries.longer.get(tokens[index + 1].norm, ()):
            last = index + 1 + len(phrase.rest)
            if last <= len(tokens) and phrase.rest == tuple([t.norm for t in tokens[index + 1 : last]]):
                yield Match(index, last, phrase.prefix, phrase.value)
    for phrase in entries.single:
        yield Match(index, index + 1, phrase.prefix, phrase.value)


def _restored(entries: dict[str, Entries[Any]]) -> PhraseTable[Any]:
    """Return the table kept in a cache folder."""
    table: PhraseTable[Any] = PhraseTable(())
    table.entries = entries
    return table


_NO_LONGER: dict[str, Any] = {}


def _entries(found: Sequence[Phrase[T]]) -> Entries[T]:
    if len(found) == 1 and not found[0].rest:  # nearly all
        return Entries((found[0],), _NO_LONGER)
    longer: dict[str, list[Phrase[T]]] = {}
    for phrase in found:
        if phrase.rest:
            longer.setdefault(phrase.rest[0], []).append(phrase)
    single = [phrase for phrase in found if not phrase.rest]
    return Entries(
        tuple(sorted(single, key=lambda p: len(p.prefix))),
        {
            word: tuple(sorted(some, key=lambda p: (-len(p.rest), len(p.prefix))))
            for word, some in longer.items()
        },
    )
