"""Finds the places of a mention by its words: generic words and directions aside, spellings alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tawatur.lexicon.places.records import Generic, PlaceEntry
from tawatur.lexicon.places.spelling import skeleton, words_of

_MAX_NAME_WORDS = 5
_NAMES_KEPT = 20_000  # distinct mentions whose reading is kept: some thousand reports have as many


class Match(NamedTuple):
    """What a mention's own words say, before the context is asked.

    `generics` stand before the name, `directions` behind it; `how` and `weight` (0 to 1) say how well
    the name fits.
    """

    entries: tuple[PlaceEntry, ...]
    how: str
    weight: float
    generics: tuple[Generic, ...]
    directions: tuple[Generic, ...] = ()


class NameTable:
    """The entries of a gazetteer by their normal form, and by what spellings of a name share."""

    def __init__(self, entries: Iterable[PlaceEntry]) -> None:
        self._entries = tuple(entries)

    @cached_property
    def _exact(self) -> dict[str, list[PlaceEntry]]:
        table: dict[str, list[PlaceEntry]] = {}
        for entry in self._entries:
            table.setdefault(entry.norm, []).append(entry)
        return table

    @cached_property
    def _alike(self) -> dict[str, list[PlaceEntry]]:
        table: dict[str, list[PlaceEntry]] = {}
        for entry in self._entries:
            table.setdefault(skeleton(entry.norm.split()), []).append(entry)
        return table

    def named(self, norm: str) -> Sequence[PlaceEntry]:
        """Return the entries whose normal form this is."""
        return self._exact.get(norm, ())

    def alike(self, bones: str) -> Sequence[PlaceEntry]:
        """Return the entries whose skeleton this is."""
        return self._alike.get(bones, ())


class NameMatcher:
    """Finds what names among generic words mean in a table of names."""

    def __init__(self, table: NameTable, generics: Mapping[str, Generic]) -> None:
        self._table = table
        self._generics = generics
        # What has been asked before: reports name the same places again and again.
        self._matches: dict[str, Match | None] = {}

    def generic(self, norm_word: str) -> Generic | None:
        """Return the generic place word whose normal form this is, with or without article."""
        found = self._generics.get(norm_word)
        if found is None and norm_word.startswith("ال"):
            found = self._generics.get(norm_word[2:])
        return found

    def match(self, name: str) -> Match | None:
        """Return what the words of a mention say, kept for the next time; None if it has no known name."""
        if name not in self._matches:
            if len(self._matches) > _NAMES_KEPT:
                self._matches.clear()
            self._matches[name] = self._matched(name)
        return self._matches[name]

    def _matched(self, name: str) -> Match | None:
        """Return the entries that fit `name` best: the longest part that is a name wins."""
        words = words_of(name)
        for start, end, dropped in self._cuts(words):
            found = self._look_up(words[start:end], behind_generic=bool(dropped))
            if found is not None:
                entries, how, weight = found
                behind = tuple(word for word in map(self.generic, words[end:]) if word is not None)
                return Match(tuple(entries), how, weight, dropped, behind)
        return self._part_of(words)

    def _look_up(
        self, words: list[str], behind_generic: bool
    ) -> tuple[Sequence[PlaceEntry], str, float] | None:
        """Return the entries of a name, how it was found, and what that is worth (0 to 1)."""
        text = " ".join(words)
        only_generic = all(self.generic(word) for word in words)  # «شمال شرقي», «البلد»
        exact = self._table.named(text)
        if only_generic and not behind_generic and not text.startswith("ال"):
            exact = _plain(exact)  # «بلد» is no town, while «القطاع», «الضفة» are what they are named for
        if exact:
            return exact, "exact", 1.0
        if only_generic:
            return None
        # «قامشلي» for «القامشلي», «المنبج» for «منبج»
        swapped = _plain(self._table.named(text[2:] if text.startswith("ال") else "ال" + text))
        if swapped:
            return swapped, "article", 0.95
        bones = skeleton(words)
        alike = _plain(self._table.alike(bones)) if len(bones) > 2 else []
        return (alike, "spelling", 0.85) if alike else None

    def _cuts(self, words: list[str]) -> Iterator[tuple[int, int, tuple[Generic, ...]]]:
        """Yield ranges of `words` without generic words in front and directions behind.

        «جنوب محافظة درعا», «ريف حمص الشرقي».
        """
        dropped: list[Generic] = []
        for start in range(len(words)):
            end = len(words)
            yield start, end, tuple(dropped)
            while end - start > 1 and self._is_direction(words[end - 1]):
                end -= 1
                yield start, end, tuple(dropped)
            word = self.generic(words[start])
            if word is None:
                break
            dropped.append(word)

    def _part_of(self, words: list[str]) -> Match | None:
        """Return the match of the longest, then first, known name among the words of a mention.

        «السفارة الأميركية في القاهرة», «مطار التيفور العسكري». Names that are ordinary words
        count behind a generic word only.
        """
        for size in range(min(len(words) - 1, _MAX_NAME_WORDS), 0, -1):
            for start in range(len(words) - size + 1):
                piece = words[start : start + size]
                entries = self._table.named(" ".join(piece))
                if not entries or all(self.generic(word) for word in piece):
                    continue
                before = self.generic(words[start - 1]) if start else None
                found = entries if before else _plain(entries)
                if found:
                    return Match(tuple(found), "part-of-mention", 0.8, (before,) if before else ())
        return None

    def _is_direction(self, word: str) -> bool:
        found = self.generic(word)
        return found is not None and found.kind == "direction"


def _plain(entries: Sequence[PlaceEntry]) -> list[PlaceEntry]:
    """Return the entries whose name is no ordinary word."""
    return [entry for entry in entries if not entry.needs_context]
