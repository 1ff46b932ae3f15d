"""The gazetteer as the reader asks it: names for the lexicon, and places for names in context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawatur.lexicon.places.earth import Point
from tawatur.lexicon.places.names import Match, NameMatcher, NameTable
from tawatur.lexicon.places.ranking import CONTEXT_MARGIN, Ranking
from tawatur.lexicon.places.records import Candidate, Generic, Place, PlaceEntry
from tawatur.lexicon.places.relations import Relations

MAX_DEPTH = 8  # parents above a place: neighbourhood, city, governorate, country, continent is 4
_NAMES_KEPT = 20_000  # as many names as the matcher keeps


class PlaceBook:
    """The gazetteer: names for the lexicon, generic words, and places for names in context."""

    def __init__(
        self, entries: Sequence[PlaceEntry], generics: dict[str, Generic], relations: Relations
    ) -> None:
        self._entries = tuple(entries)
        self._generics = generics
        self._relations = relations
        self._places = {entry.place.id: entry.place for entry in self._entries}
        self._matcher = NameMatcher(NameTable(self._entries), generics)
        self._ranking = Ranking(self.place, self.parents)
        self._contexts: dict[str, list[Place]] = {}

    def __reduce__(self) -> tuple[type[PlaceBook], tuple[object, ...]]:
        """Keep what was read, not what was derived from it."""
        return PlaceBook, (self._entries, self._generics, self._relations)

    def __len__(self) -> int:
        return len(self._places)

    def place(self, place_id: str) -> Place | None:
        """Return the place with this id, or None."""
        return self._places.get(place_id)

    def names(self) -> Iterator[tuple[tuple[str, ...], PlaceEntry]]:
        """Yield every name as the normal forms of its tokens, with what it names.

        A sequence comes once for each place that bears it. Names stand as in the data, so with
        their article; forms without it and behind proclitics are the matcher's business.
        """
        for entry in self._entries:
            yield tuple(entry.norm.split()), entry

    def generic(self, norm_word: str) -> Generic | None:
        """Return the generic place word whose normal form this is, with or without article."""
        return self._matcher.generic(norm_word)

    def parents(self, place_id: str) -> tuple[str, ...]:
        """Return the ids of the places that contain this one, nearest first."""
        chain: list[str] = []
        place = self.place(place_id)
        while place is not None and place.parent and len(chain) < MAX_DEPTH:
            chain.append(place.parent)
            place = self.place(place.parent)
        return tuple(chain)

    def neighbours(self, place_id: str) -> tuple[str, ...]:
        """Return the ids of the places known to adjoin this one; none where nothing is known of it."""
        return tuple(self._relations.neighbours.get(place_id, "").split())

    def line(self, place_id: str) -> tuple[Point, ...]:
        """Return the points along which a road or river runs, as (lat, lon); none where it is not known."""
        return self._relations.lines.get(place_id, ())

    def resolve(self, name: str, near: Sequence[str] = (), country: str | None = None) -> list[Candidate]:
        """Return the places that `name` may mean, likeliest first.

        `name` is a mention, with or without the generic word or direction in front; `near` are
        other place names of the report, nearest first; `country` is the country being spoken of
        (alpha-3 code or place id). Spellings that are no name here give an empty list.
        """
        match = self._matcher.match(name)
        if match is None:
            return []
        context = [places for places in map(self._context_places, near) if places]
        return self._ranking.rank(_places_of(match), match, context, self._country_code(country))

    def likeliest(self, name: str, near: Sequence[str]) -> Place | None:
        """Return the place that comes first in `resolve`, or None; nothing is weighed where there is one."""
        match = self._matcher.match(name)
        if match is None:
            return None
        first = match.entries[0].place
        if all(entry.place is first for entry in match.entries):
            return first
        return self._places[self.resolve(name, near)[0].id]

    def _country_code(self, country: str | None) -> str | None:
        if country is None:
            return None
        place = self.place(country)
        return place.country if place is not None else country.upper()

    def _context_places(self, name: str) -> list[Place]:
        """Return what another name of the report may well mean, likeliest first; kept for the next time."""
        if name not in self._contexts:
            if len(self._contexts) > _NAMES_KEPT:
                self._contexts.clear()
            self._contexts[name] = self._likely_places(name)
        return self._contexts[name]

    def _likely_places(self, name: str) -> list[Place]:
        match = self._matcher.match(name)
        if match is None:
            return []
        places = _places_of(match)
        ranked = self._ranking.rank(places, match, (), None)
        return [places[c.id] for c in ranked if c.score > ranked[0].score - CONTEXT_MARGIN]


def _places_of(match: Match) -> dict[str, Place]:
    return {entry.place.id: entry.place for entry in match.entries}
