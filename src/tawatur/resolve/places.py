"""Puts the places of claims on the map: each name's best reading beside the others of its report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from tawatur.lexicon.places import Candidate, Place, PlaceBook
from tawatur.model import Claim, PlaceCandidate, PlaceMention
from tawatur.resolve.geometry import Ground, ground_between, ground_of, ground_off
from tawatur.resolve.wording import are_between, distance_before
from tawatur.text.normal import normalize

# Names of one report taken for context when a further one is read.
MAX_CONTEXT = 6
# Mentions in one country that make it the one being spoken of.
_LEAST_PLACES = 2
_MOST_CANDIDATES = 5
# How much less than the first a place may score to be kept beside it: more than country and nearness
# together give, so whatever the report could have meant.
_WITHIN = 0.8
_FIGURE = re.compile(r"\d\D{1,60}$")  # «20 كم شمال», with nothing but words behind it
_REACH = 80  # code points before a mention that are asked for a distance


def locate(claims: Sequence[Claim], book: PlaceBook, text: str = "") -> list[Claim]:
    """Return the claims with id, coordinates and accuracy on every place that the gazetteer knows.

    A name is read beside the other places of its own claim first, then the report's
    most frequent ones; `text` is the report's, for distances and directions before the names.
    Unknown names stay as they are, without coordinates.
    """
    if not any(claim.places for claim in claims):
        return list(claims)
    locator = _Locator(book, text, _frequent_names(claims), _country_spoken_of(claims, book))
    return [locator.located(claim) for claim in claims]


def _frequent_names(claims: Sequence[Claim]) -> list[str]:
    names = Counter(place.name for claim in claims for place in claim.places)
    return [name for name, _ in names.most_common(MAX_CONTEXT)]


def _country_spoken_of(claims: Sequence[Claim], book: PlaceBook) -> str | None:
    """Return the country where most of the places lie that can lie in one country only, None for no such."""
    countries = Counter(book.only_country(p.name) for c in claims for p in c.places)
    del countries[""]
    for country, count in countries.most_common(1):
        if count > countries.total() / 2 and count >= _LEAST_PLACES:
            return country
    return None


class _Reading(NamedTuple):
    """What a name means beside others: the place and its ground, None where it is not known."""

    place: Place | None = None
    ground: Ground | None = None
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(slots=True)
class _Locator:
    """Locates the mentions of one report."""

    book: PlaceBook
    text: str
    frequent: Sequence[str]
    country: str | None
    _known: dict[tuple[str, tuple[str, ...]], _Reading] = field(default_factory=dict)

    def located(self, claim: Claim) -> Claim:
        """Return the claim with its places on the map."""
        if not claim.places:
            return claim
        names = [place.name for place in claim.places]
        placed = [self._placed(mention, names) for mention in claim.places]
        if len(placed) > 1:
            self._put_between(placed)
        return replace(claim, places=tuple(placed))

    def _placed(self, mention: PlaceMention, names: Sequence[str]) -> PlaceMention:
        near = tuple(dict.fromkeys(n for n in (*names, *self.frequent) if n != mention.name))[:MAX_CONTEXT]
        reading = self._known.get((mention.name, near))
        if reading is None:
            reading = self._known[mention.name, near] = self._reading(mention.name, near)
        # A mention without a name of its own («المدينة») has the id of what it refers to already.
        place, ground = reading.place, reading.ground
        if place is None and mention.id is not None:
            place = self.book.place(mention.id)
            ground = Ground(place.lat, place.lon, place.accuracy_m) if place is not None else None
        if place is None or ground is None:
            return mention
        ground = self._ground_off(mention, place) or ground
        known = (place.id, place.country, reading.candidates)
        return _on_map(mention, ground, *known)

    def _reading(self, name: str, near: tuple[str, ...]) -> _Reading:
        candidates = self.book.weighed(name, near, self.country)
        place = self.book.place(candidates[0].id) if candidates else None
        if place is None:
            return _Reading()
        ground = ground_of(place, self.book.around(name), self.book.seat(place.id))
        return _Reading(place, ground, self._kept(candidates))

    def _ground_off(self, mention: PlaceMention, place: Place) -> Ground | None:
        """Return the ground so far from a place as the words before its mention say, None for no such words."""
        start = mention.span.start
        before = self.text[max(0, start - _REACH) : start]
        if not _FIGURE.search(before):
            return None
        head = _directions_of(self.text[start : mention.span.end], self.book)
        found = distance_before(before + head, self.book)
        return ground_off(place, found.km, found.way) if found is not None else None

    def _kept(self, candidates: Sequence[Candidate]) -> tuple[PlaceCandidate, ...]:
        """Return the best candidates for a record, none where there is nothing to choose from."""
        kept = [c for c in candidates if c.score > candidates[0].score - _WITHIN][:_MOST_CANDIDATES]
        return tuple(map(self._candidate, kept)) if len(kept) > 1 else ()

    def _candidate(self, found: Candidate) -> PlaceCandidate:
        place = self.book.place(found.id)
        name = place.name_en if place is not None else found.id
        return PlaceCandidate(found.id, name, found.lat, found.lon, found.score, found.reasons)

    def _put_between(self, placed: list[PlaceMention]) -> None:
        """Move the mentions between which something is to the ground between them."""
        order = sorted(range(len(placed)), key=lambda index: placed[index].span.start)
        for first, second in pairwise(order):
            one, two = placed[first], placed[second]
            place, other = self.book.place(one.id or ""), self.book.place(two.id or "")
            if place is None or other is None or place.id == other.id or one.span.end > two.span.start:
                continue
            before = self.text[max(0, one.span.start - _REACH) : one.span.start]
            if are_between(before, self.text[one.span.end : two.span.start]):
                ground = ground_between(place, other)
                if ground is not None:
                    for index, each in ((first, one), (second, two)):
                        placed[index] = _on_map(each, ground, each.id, each.country, each.candidates)


def _on_map(
    mention: PlaceMention,
    ground: Ground,
    id_: str | None,
    country: str,
    candidates: tuple[PlaceCandidate, ...],
) -> PlaceMention:
    rule = f"{mention.rule}, {ground.rule}".removeprefix(", ") if ground.rule else mention.rule
    return PlaceMention(
        mention.span, mention.name, mention.role, id_, ground.lat, ground.lon, rule, ground.accuracy_m,
        country, candidates,
    )  # fmt: skip


def _directions_of(head: str, book: PlaceBook) -> str:
    """Return the words of direction with which a mention begins."""
    kept: list[str] = []
    for word in head.split():
        generic = book.generic(normalize(word))
        if generic is None or generic.kind != "direction":
            break
        kept.append(word)
    return " ".join(kept)
