"""Puts the places of claims on the map: each name's best reading beside the others of its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tawatur.lexicon.places import Place, PlaceBook
from tawatur.model import Claim, PlaceMention

# Names of one report taken for context when a further one is read.
MAX_CONTEXT = 6
# Mentions in one country that make it the one being spoken of.
_LEAST_PLACES = 2


def locate(claims: Sequence[Claim], book: PlaceBook) -> list[Claim]:
    """Return the claims with id and coordinates on every place that the gazetteer knows.

    A name is read beside the other places of its own claim first, then the report's
    most frequent ones. Unknown names stay as they are, without coordinates.
    """
    frequent = [
        name for name, _ in Counter(p.name for c in claims for p in c.places).most_common(MAX_CONTEXT)
    ]
    known: dict[tuple[str, tuple[str, ...]], Place | None] = {}
    country = _country_spoken_of(claims, book)
    return [_located(claim, frequent, book, known, country) for claim in claims]


def _country_spoken_of(claims: Sequence[Claim], book: PlaceBook) -> str | None:
    """Return the country where most of the places lie that can lie in one country only, None for no such."""
    countries = Counter(book.only_country(p.name) for c in claims for p in c.places)
    del countries[""]
    for country, count in countries.most_common(1):
        if count > countries.total() / 2 and count >= _LEAST_PLACES:
            return country
    return None


def _located(
    claim: Claim,
    frequent: Sequence[str],
    book: PlaceBook,
    known: dict[tuple[str, tuple[str, ...]], Place | None],
    country: str | None,
) -> Claim:
    if not claim.places:
        return claim
    names = [p.name for p in claim.places]
    placed = []
    for mention in claim.places:
        near = tuple(dict.fromkeys(n for n in (*names, *frequent) if n != mention.name))[:MAX_CONTEXT]
        key = (mention.name, near)
        if key not in known:
            known[key] = book.likeliest(mention.name, near, country)
        placed.append(_on_map(mention, known[key], book))
    return replace(claim, places=tuple(placed))


def _on_map(mention: PlaceMention, place: Place | None, book: PlaceBook) -> PlaceMention:
    """Return the mention with the id and coordinates of `place`, else of the place it has already."""
    if place is None and mention.id is not None:
        place = book.place(mention.id)
    if place is None:
        return mention
    return replace(mention, id=place.id, lat=place.lat, lon=place.lon)
