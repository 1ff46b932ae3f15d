"""The gazetteer as the reader asks it: names for the lexicon, and places for names in context."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tawatur.lexicon.places.beyond import WORLD, Beyond
from tawatur.lexicon.places.earth import Point, distance_km
from tawatur.lexicon.places.names import Hit, Match, NameMatcher, NameTable
from tawatur.lexicon.places.ranking import CONTEXT_MARGIN, WIDE_KINDS, Ranking
from tawatur.lexicon.places.records import Candidate, Generic, Place, PlaceEntry
from tawatur.lexicon.places.relations import Relations

if TYPE_CHECKING:
    from tawatur.lexicon.places.compact import Gazetteer

MAX_DEPTH = 8  # parents above a place: neighbourhood, city, governorate, country, continent is 4
_SEAT_KINDS = frozenset({"capital", "city", "town"})
_NAMES_KEPT = 20_000  # distinct mentions whose reading is kept: some thousand reports have as many
# People from which on a city abroad is named without its country (about the 600 largest of the world).
_KNOWN_TO_ALL = 1_000_000
_KNOWN_IN_ITS_COUNTRY = 15_000  # a district's seat
# A village is told together with what lies around it: half the width of a governorate of Yemen or Syria.
_VILLAGE_KM = 100.0


class PlaceBook:
    """The gazetteer: names for the lexicon, generic words, and places for names in context."""

    def __init__(
        self, entries: Sequence[PlaceEntry], generics: dict[str, Generic], relations: Relations
    ) -> None:
        self._entries = tuple(entries)
        self._generics = generics
        self._relations = relations
        self._places = {entry.place.id: entry.place for entry in self._entries}
        self._table = NameTable(self._entries)
        self._matcher = NameMatcher(self._table, generics)
        self._ranking = Ranking(self.place, self.parents)
        self._beyond: Beyond | None = None
        # What has been asked before: reports name the same places again and again.
        self._matches: dict[str, Match | None] = {}
        self._contexts: dict[str, list[Place]] = {}
        self._adopted: dict[str, Place | None] = {}

    def __reduce__(self) -> tuple[type[PlaceBook], tuple[object, ...]]:
        """Keep what was read, not what was derived from it."""
        return PlaceBook, (self._entries, self._generics, self._relations)

    def __len__(self) -> int:
        return len(self._places)

    def look_beyond(
        self, open_all: Callable[[], Sequence[Gazetteer]], is_word: Callable[[str], bool]
    ) -> None:
        """Look names up in other gazetteers too; `open_all` is called when they are first needed.

        They count for less than our own table. `is_word` says of a word whether it is an ordinary one:
        such words are names there only behind a generic word.
        """
        self._beyond = Beyond(self._matcher, self._table.named, open_all, is_word)

    @property
    def gazetteers(self) -> Sequence[Gazetteer]:
        """Return the other gazetteers, those that count for more first."""
        return self._beyond.gazetteers if self._beyond else ()

    def place(self, place_id: str) -> Place | None:
        """Return the place with this id, ours or another gazetteer's, or None."""
        place = self._places.get(place_id)
        if place is None and ":" in place_id and self._beyond is not None:
            if place_id not in self._adopted:
                self._adopted[place_id] = self._from_beyond(place_id)
            place = self._adopted[place_id]
        return place

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
        match = self._match(name)
        if match is None:
            return []
        context = [places for places in map(self._context_places, near) if places]
        return self._ranking.rank(match, context, self._country_code(country))

    def likeliest(self, name: str, near: Sequence[str], country: str | None = None) -> Place | None:
        """Return the place that comes first in `weighed`, or None."""
        found = self.weighed(name, near, country)
        return self.place(found[0].id) if found else None

    def weighed(self, name: str, near: Sequence[str], country: str | None = None) -> list[Candidate]:
        """Return what `resolve` does, without places that nothing but their name speaks for.

        A place that only another gazetteer has must be spoken for: by the report or by its size.
        """
        match = self._match(name)
        if match is None:
            return []
        if len(match.hits) == 1 and not match.hits[0].gazetteer:
            return self._ranking.rank(match, (), None)  # there is nothing to choose
        found = self.resolve(name, near, country)
        if not any(hit.gazetteer for hit in match.hits):
            return found
        hits = {hit.place.id: hit for hit in match.hits}
        context = [place for places in map(self._context_places, near) for place in places[:1]]
        kept = [c for c in found if not hits[c.id].gazetteer or _is_spoken_for(hits[c.id], match, context)]
        return [c for c in kept if c.score > 0]  # «never first» beside our own

    def country(self, code: str) -> Place | None:
        """Return the country with this alpha-3 code, or None."""
        return self.place(self._country_ids.get(code.upper(), ""))

    def known_place(self, name: str, kind: str, country: str) -> Place | None:
        """Return our place of this name and kind in a country (alpha-3; "" for any), or None.

        Where there is none of that kind, the likeliest in the country; for tables without points.
        """
        match = self._match(name)
        hits = (
            [hit.place for hit in match.hits if hit.place.country == country or not country] if match else []
        )
        return next((place for place in hits if place.kind == kind), hits[0] if hits else None)

    def all_names(self) -> Iterator[str]:
        """Yield every name of every gazetteer, ours first."""
        yield from (entry.name_ar for entry in self._entries)
        for gazetteer in self.gazetteers:
            yield from gazetteer.all_names()

    def around(self, name: str) -> tuple[Generic, ...]:
        """Return the generic words before the name in a mention and the directions behind it."""
        match = self._match(name)
        return (*match.generics, *match.directions) if match else ()

    def seat(self, place_id: str) -> Place | None:
        """Return the town that a governorate has its name from, None where we know none."""
        return self._seats.get(place_id)

    def only_country(self, name: str) -> str:
        """Return the country of all places that a mention may mean in our table, "" where they lie in several."""
        match = self._match(name)
        countries = {hit.place.country for hit in match.hits if not hit.gazetteer} if match else set()
        return countries.pop() if len(countries) == 1 else ""

    def _match(self, name: str) -> Match | None:
        if name not in self._matches:
            if len(self._matches) > _NAMES_KEPT:
                self._matches.clear()
            own = self._matcher.match(name)
            self._matches[name] = self._extended(name, own) if self._beyond else own
        return self._matches[name]

    def _extended(self, name: str, own: Match | None) -> Match | None:
        assert self._beyond is not None
        match = self._beyond.extended(name, own)
        if match is None or match is own:
            return match
        hits = tuple(h._replace(place=self._placed(h.place)) if h.gazetteer else h for h in match.hits)
        return match._replace(hits=hits)

    def _from_beyond(self, place_id: str) -> Place | None:
        found = (gazetteer.place(place_id) for gazetteer in self.gazetteers)
        return next((self._placed(place) for place in found if place is not None), None)

    def _placed(self, place: Place) -> Place:
        """Return another gazetteer's place with the country it lies in as its parent where it names none."""
        known = place.parent and any(g.place(place.parent) for g in self.gazetteers)
        return place if known else place._replace(parent=self._country_ids.get(place.country, ""))

    @cached_property
    def _seats(self) -> dict[str, Place]:
        """Return governorate → the town of the same name in it."""
        towns: dict[tuple[str, str], Place] = {}
        for entry in self._entries:
            if entry.place.kind in _SEAT_KINDS:
                towns.setdefault((entry.place.parent, entry.norm), entry.place)
        seats: dict[str, Place] = {}
        for entry in self._entries:
            town = towns.get((entry.place.id, entry.norm))
            if entry.place.kind == "governorate" and town is not None:
                seats.setdefault(entry.place.id, town)
        return seats

    @cached_property
    def _country_ids(self) -> dict[str, str]:
        return {place.country: place.id for place in self._places.values() if place.kind == "country"}

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
        match = self._match(name)
        if match is None:
            return []
        places = {hit.place.id: hit.place for hit in match.hits}
        ranked = self._ranking.rank(match, (), None)
        return [places[c.id] for c in ranked if c.score > ranked[0].score - CONTEXT_MARGIN]


def _is_spoken_for(hit: Hit, match: Match, context: Sequence[Place]) -> bool:
    """Return whether a place that we do not have ourselves may be taken for what a report means.

    `context` are the places that its other names mean.
    """
    place = hit.place
    is_ours = hit.how == "other-name" and place.kind in ("capital", "city")
    if is_ours or place.population >= _KNOWN_TO_ALL:
        return True
    if not context:
        return hit.gazetteer != WORLD and len(match.hits) == 1
    points = [other for other in context if other.kind not in WIDE_KINDS]
    if not points or place.population >= _KNOWN_IN_ITS_COUNTRY:
        return any(other.country == place.country for other in context)
    return any(_km(place, other) < max(_VILLAGE_KM, other.accuracy_m / 1000) for other in points)


def _km(place: Place, other: Place) -> float:
    return distance_km(place.lat, place.lon, other.lat, other.lon)
