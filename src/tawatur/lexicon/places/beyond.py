"""Looks a mention up in the gazetteers besides our own table: the world base and what users added.

They have names by the tens of thousands, many of them ordinary words, and are asked after ours: for
a mention whose name we do not have, and for further bearers of a name that we have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tawatur.lexicon.places.earth import distance_km
from tawatur.lexicon.places.kinds import asks_in_vain
from tawatur.lexicon.places.names import Cut, Hit, Match, NameMatcher
from tawatur.lexicon.places.records import Place, PlaceEntry
from tawatur.lexicon.places.spelling import foreign_skeleton, skeleton, surfaces_of, words_of
from tawatur.text.normal import normalize

if TYPE_CHECKING:
    from tawatur.lexicon.places.compact import Gazetteer

WORLD = "world"
# Two places of one name that are nearer than this are one place: Arabic news names no two towns alike in
# the same district, while the points of several gazetteers for one town are up to some 15 km apart.
_SAME_PLACE_KM = 25.0
# How much less a name is worth here than in our own table, which holds what the news speaks of.
_BELOW_OURS = {WORLD: 0.25}
_ADDED_BELOW_OURS = 0.15  # users add what their reports are about
# How much less still where our table has a place of the name: it has the namesakes that are in the news.
_NAMESAKE = 0.3
# Nor does a village stand for a city of ours, unless it is called one («قرية القصير»).
_NEVER_FIRST = 2.0
_SMALL_KINDS = frozenset(
    "town village neighbourhood site square district camp road bridge field base crossing dam".split()
)
# Generic words that are part of a name rather than its class: «تل رفعت», «وادي الضيف», «جسر الشغور».
_NAMING_KINDS = frozenset({"feature", "facility"})
# Generic words behind which a name follows, where «شمال» or «محيط» may have any noun behind it.
_NAMED_KINDS = frozenset({"settlement", "admin", "feature", "facility"})
_SIDES = frozenset({"direction", "relation"})
_DISTRICTS = frozenset({"mintaqa", "rif"})  # «منطقة عفرين», but «منطقة زراعة القمح» too
_WITH_ARTICLE = frozenset({"asima"})  # «العاصمة صنعاء»: the name stands beside it
# In these countries names are Arabic, and letters that render foreign sounds alike differ.
_ARABIC_COUNTRIES = frozenset(
    "SYR IRQ YEM LBY LBN PSE SDN EGY JOR SAU ARE QAT BHR KWT OMN TUN DZA MAR MRT ISR DJI SOM".split()
)


class Beyond:
    """Finds the places of a mention in other gazetteers; they are opened when they are first asked."""

    def __init__(
        self,
        matcher: NameMatcher,
        named: Callable[[str], Sequence[PlaceEntry]],
        open_all: Callable[[], Sequence[Gazetteer]],
        is_word: Callable[[str], bool],
    ) -> None:
        """`named` gives our own entries of a normal form; `is_word` says what is an ordinary word."""
        self._matcher = matcher
        self._named = named
        self._open_all = open_all
        self._is_word = is_word
        self._opened: Sequence[Gazetteer] | None = None

    @property
    def gazetteers(self) -> Sequence[Gazetteer]:
        """Return the gazetteers, those that count for more first."""
        if self._opened is None:
            self._opened = self._open_all()
        return self._opened

    def extended(self, name: str, own: Match | None) -> Match | None:
        """Return what the words of a mention say, given what they say in our own table."""
        words = words_of(name)
        surfaces = surfaces_of(name)
        cuts = [cut for cut in self._matcher.cuts(words) if self._may_be_name(words, surfaces, cut)]
        for cut in cuts:
            hits = tuple(self._exact(words[cut.start : cut.end], cut))
            if hits:
                return self._joined(own, cut.match(hits), words)
        if own is not None or not cuts or not self.gazetteers:
            return own
        for cut in cuts:
            hits = tuple(self._alike(words[cut.start : cut.end], cut)) if _asks(cut, words) else ()
            if hits:
                return cut.match(hits)
        return None

    def _may_be_name(self, words: Sequence[str], surfaces: Sequence[str], cut: Cut) -> bool:
        """Return whether words can be a name.

        An ordinary word is one only behind a word that asks for a name. Behind «المدينة» stands an
        adjective, behind «خط» or «أجواء» anything.
        """
        if all(map(self._matcher.generic, words[cut.start : cut.end])):
            return False
        if _asks(cut, words):
            return True
        is_open = not cut.generics or (
            _governs(cut, words) and (cut.generics[-1].kind in _SIDES or cut.generics[-1].id in _DISTRICTS)
        )
        return is_open and not all(map(self._is_word, surfaces[cut.start : cut.end]))

    def _joined(self, own: Match | None, other: Match, words: Sequence[str]) -> Match:
        """Return our match with further bearers of the name, or the other one where it has the whole name."""
        if own is None:
            return other._replace(hits=tuple(map(self._ours, other.hits)))
        if (own.start, own.end) == (other.start, other.end):
            less = _NAMESAKE if _asks(other, words) or _are_small(own) else _NEVER_FIRST
            more = (hit._replace(weight=round(hit.weight - less, 2)) for hit in other.hits)
            return own._replace(hits=_distinct((*own.hits, *more)))
        if own.how == "part-of-mention":
            return other
        between = own.generics[len(other.generics) :]
        is_longer = other.start < own.start and other.end == own.end
        if is_longer and between and all(word.kind in _NAMING_KINDS for word in between):
            return other
        return own

    def _exact(self, piece: Sequence[str], cut: Cut) -> Iterator[Hit]:
        text = " ".join(piece)
        swapped = text[2:] if text.startswith("ال") else "ال" + text  # «قامشلي» for «القامشلي»
        found: list[Hit] = []
        for norm, how, weight in ((text, "exact", 1.0), (swapped, "article", 0.95)):
            for gazetteer in self.gazetteers:
                found += _hits(gazetteer, gazetteer.named(norm), how, weight, cut)
        yield from _distinct(found)

    def _alike(self, piece: Sequence[str], cut: Cut) -> Iterator[Hit]:
        bones, sounds = skeleton(piece), foreign_skeleton(piece)
        found: list[Hit] = []
        for gazetteer in self.gazetteers:
            if len(bones) > 2:
                found += _hits(gazetteer, gazetteer.alike(bones), "spelling", 0.85, cut)
        if not found and sounds:
            for gazetteer in self.gazetteers:
                entries = [e for e in gazetteer.sounding(sounds) if e.place.country not in _ARABIC_COUNTRIES]
                found += _hits(gazetteer, entries, "sound", 0.7, cut)
        yield from _distinct(found)

    def _ours(self, hit: Hit) -> Hit:
        """Return our own place in the stead of another gazetteer's, where one of its names leads to it."""
        for gazetteer in self.gazetteers:
            for name in gazetteer.names_of(hit.place.id):
                for entry in self._named(normalize(name)):
                    if _is_same(entry.place, hit.place):
                        return hit._replace(place=entry.place, how="other-name")
        return hit


def _asks(cut: Cut | Match, words: Sequence[str]) -> bool:
    """Return whether the word before a range wants a name: «قرية», not «القرية», nor «منطقة»."""
    if not cut.generics or cut.generics[-1].id in _DISTRICTS or not _governs(cut, words):
        return False
    return cut.generics[-1].kind in _NAMED_KINDS


def _are_small(match: Match) -> bool:
    return all(hit.place.kind in _SMALL_KINDS for hit in match.hits)


def _governs(cut: Cut | Match, words: Sequence[str]) -> bool:
    """Return whether the word before a range is without article, so that a name may follow as its genitive."""
    return not words[cut.start - 1].startswith("ال") or cut.generics[-1].id in _WITH_ARTICLE


def _hits(
    gazetteer: Gazetteer, entries: Sequence[PlaceEntry], how: str, weight: float, cut: Cut
) -> Iterator[Hit]:
    name = str(gazetteer.about.get("name", ""))
    weight = round(weight - _BELOW_OURS.get(name, _ADDED_BELOW_OURS), 2)
    for entry in entries:
        if not asks_in_vain(cut.generics, entry.place.kind):
            yield Hit(entry.place, how, weight, name)


def _distinct(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits without those of other gazetteers that are a place named before."""
    kept: list[Hit] = []
    for hit in hits:
        if not (hit.gazetteer and any(_is_same(hit.place, other.place) for other in kept)):
            kept.append(hit)
    return tuple(kept)


def _is_same(place: Place, other: Place) -> bool:
    return distance_km(place.lat, place.lon, other.lat, other.lon) < _SAME_PLACE_KM
