"""Weighs the places that a name may mean: by kind, country, and what else the report speaks of."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from tawatur.lexicon.places.earth import distance_km
from tawatur.lexicon.places.kinds import WANTED_KINDS
from tawatur.lexicon.places.names import Hit, Match
from tawatur.lexicon.places.records import KIND_RANK, Candidate, Place

# Too wide for their middle to say where a neighbour is.
WIDE_KINDS = frozenset({"country", "continent", "region", "sea"})
_SEAT_KINDS = frozenset({"capital", "city", "town"})
_NEAR_KM = 40.0  # distance at which nearness counts for a third of what it does on the spot
# A neighbour's lesser meanings speak too while they are about as likely as its first:
# طرابلس in Lebanon beside طرابلس in Libya, not the quarter عدن of Mosul beside عدن.
CONTEXT_MARGIN = 0.1
# What ten million people speak for a place; a thousand do for three sevenths of it. Two namesakes whose
# reports say nothing else are told apart by it, and by no more than half of what their kinds do.
_MOST_FOR_PEOPLE = 0.1
# The country being spoken of speaks for a place as the names beside it do, and less than the next of them.
_SPOKEN_OF, _NOT_SPOKEN_OF = 0.2, 0.1
_PAIRS_KEPT = 200_000  # pairs of places whose relation is kept: those of the commonest five hundred

Gain = tuple[float, str]  # what the context gives a place, and why ("" for nothing)
Contexts = Sequence[Sequence[Place]]


class Ranking:
    """Weighs places; `place` and `parents` answer for an id."""

    def __init__(
        self, place: Callable[[str], Place | None], parents: Callable[[str], tuple[str, ...]]
    ) -> None:
        self._place = place
        self._parents = parents
        self._relations: dict[tuple[str, str], Gain] = {}

    def rank(self, match: Match, contexts: Contexts, code: str | None) -> list[Candidate]:
        """Return the places of `match`, likeliest first.

        `contexts` are the likely meanings of other names of the report, the nearest name first;
        `code` is the country being spoken of, alpha-3.
        """
        gains = self._gains({hit.place.id: hit.place for hit in match.hits}, contexts)
        ranked = [self._score(hit, match, gains[hit.place.id], code) for hit in match.hits]
        return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.id))

    def _score(self, hit: Hit, match: Match, gain: Gain, code: str | None) -> Candidate:
        place = hit.place
        score = hit.weight + 0.3 * KIND_RANK[place.kind]
        reasons = [hit.how]
        if hit.gazetteer:
            reasons.append(f"from:{hit.gazetteer}")
        if place.population:
            score += _MOST_FOR_PEOPLE * min(1.0, math.log10(place.population) / 7)
            reasons.append(f"people:{place.population}")
        for generic in match.generics:
            wanted = WANTED_KINDS.get(generic.id)
            if wanted and place.kind in wanted:
                score += 0.35
                reasons.append(f"kind:{generic.id}")
            elif wanted:
                score -= 0.1
        if code is not None and place.country:
            score += _SPOKEN_OF if place.country == code else -_NOT_SPOKEN_OF
            reasons += ["country"] if place.country == code else []
        score += gain[0]
        reasons += [gain[1]] if gain[1] else []
        return Candidate(
            place.id, place.lat, place.lon, place.kind, round(score, 4), tuple(reasons), place.accuracy_m
        )

    def _gains(self, places: Mapping[str, Place], context: Contexts) -> dict[str, Gain]:
        """Return for each place what the context gives it, and why.

        What speaks for a governorate speaks no less for the city of the same name in it: which of
        the two is meant, only the generic word tells.
        """
        own = {place.id: self._nearness(place, context) for place in places.values()}
        governorates = [place for place in places.values() if place.kind == "governorate"]
        gains = dict(own)
        for place in places.values():
            if place.kind in _SEAT_KINDS:
                around = [own[g.id] for g in governorates if g.country == place.country]
                gains[place.id] = max([own[place.id], *around], key=lambda gain: gain[0])
        return gains

    def _nearness(self, place: Place, context: Contexts) -> Gain:
        """Return how much the other names speak for `place`, and the reason ("" for nothing)."""
        best, reason = 0.0, ""
        for order, places in enumerate(context):
            fade = 1.0 / (1.0 + 0.1 * order)
            for rank, other in enumerate(places):
                # The second and later meanings of a neighbour are themselves doubtful.
                gain, why = self._relation(place, other)
                gain *= fade / (1.0 + 0.5 * rank)
                if gain > best:
                    best, reason = gain, why
        return best, reason

    def _relation(self, place: Place, other: Place) -> Gain:
        """Return how much one place speaks for another beside it, and why; kept for the next time."""
        pair = (place.id, other.id)
        known = self._relations.get(pair)
        if known is None:
            if len(self._relations) > _PAIRS_KEPT:
                self._relations.clear()
            known = self._relations[pair] = self._related(place, other)
        return known

    def _related(self, place: Place, other: Place) -> Gain:
        if place.id == other.id:
            return 0.65, f"named:{other.id}"
        gain, why = 0.0, ""
        if other.id in self._parents(place.id):
            gain, why = 0.4, f"in:{other.id}"
        elif place.id in self._parents(other.id):
            gain, why = 0.35, f"contains:{other.id}"
        elif place.country and place.country == other.country:
            same_parent = place.parent == other.parent and self._kind(place.parent) not in WIDE_KINDS
            gain, why = (0.3, f"beside:{other.id}") if same_parent else (0.2, f"same-country:{other.id}")
        if other.kind not in WIDE_KINDS:
            close = 0.25 * math.exp(-distance_km(place.lat, place.lon, other.lat, other.lon) / _NEAR_KM)
            gain, why = gain + close, why or (f"near:{other.id}" if close > 0.01 else "")
        return gain, why

    def _kind(self, place_id: str) -> str:
        place = self._place(place_id)
        return place.kind if place is not None else ""
