"""Finds the places of a mention by its words: generic words and directions aside, spellings alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tawatur.lexicon.places.records import Generic, Place, PlaceEntry
from tawatur.lexicon.places.spelling import skeleton, words_of

_MAX_NAME_WORDS = 5


class Hit(NamedTuple):
    """A place that a name fits: how, what that is worth (0 to 1), and which gazetteer has it ("" ours)."""

    place: Place
    how: str
    weight: float
    gazetteer: str = ""


class Match(NamedTuple):
    """What a mention's own words say, before the context is asked.

    The name stands at words [start, end), `generics` before it, `directions` behind it.
    """

    hits: tuple[Hit, ...]
    start: int
    end: int
    generics: tuple[Generic, ...]
    directions: tuple[Generic, ...] = ()

    @property
    def how(self) -> str:
        """Return how the best hit fits."""
        return self.hits[0].how


class Cut(NamedTuple):
    """A range of a mention's words that may be its name, with what stands before and behind it."""

    start: int
    end: int
    generics: tuple[Generic, ...]
    directions: tuple[Generic, ...]

    def match(self, hits: tuple[Hit, ...]) -> Match:
        """Return the match of these words with places."""
        return Match(hits, self.start, self.end, self.generics, self.directions)


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

    def generic(self, norm_word: str) -> Generic | None:
        """Return the generic place word whose normal form this is, with or without article."""
        found = self._generics.get(norm_word)
        if found is None and norm_word.startswith("ال"):
            found = self._generics.get(norm_word[2:])
        return found

    def match(self, name: str) -> Match | None:
        """Return the places that fit `name` best: the longest part that is a name wins."""
        words = words_of(name)
        for cut in self.cuts(words):
            found = self._look_up(words[cut.start : cut.end], behind_generic=bool(cut.generics))
            if found is not None:
                return cut.match(_hits(*found))
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

    def cuts(self, words: Sequence[str]) -> Iterator[Cut]:
        """Yield ranges of `words` without generic words in front and directions behind.

        «جنوب محافظة درعا», «ريف حمص الشرقي».
        """
        dropped: list[Generic] = []
        for start in range(len(words)):
            end = len(words)
            behind: list[Generic] = []
            yield Cut(start, end, tuple(dropped), ())
            while end - start > 1 and (direction := self._direction(words[end - 1])):
                end -= 1
                behind.insert(0, direction)
                yield Cut(start, end, tuple(dropped), tuple(behind))
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
                    cut = Cut(start, start + size, (before,) if before else (), ())
                    return cut.match(_hits(found, "part-of-mention", 0.8))
        return None

    def _direction(self, word: str) -> Generic | None:
        found = self.generic(word)
        return found if found is not None and found.kind == "direction" else None


def _hits(entries: Iterable[PlaceEntry], how: str, weight: float) -> tuple[Hit, ...]:
    places = {entry.place.id: entry.place for entry in entries}
    return tuple(Hit(place, how, weight) for place in places.values())


def _plain(entries: Sequence[PlaceEntry]) -> list[PlaceEntry]:
    """Return the entries whose name is no ordinary word."""
    return [entry for entry in entries if not entry.needs_context]
