"""Answers where a name is: candidates with coordinates, scores and reasons; and names spelt like it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from tawatur.errors import TawaturError
from tawatur.lexicon.places import Candidate, Place, PlaceBook
from tawatur.lexicon.places.spelling import skeleton, words_of
from tawatur.resolve.geometry import ground_between, ground_of, ground_off
from tawatur.resolve.wording import Distance, distance_before

_BETWEEN = re.compile(r"^(?:(?:في|على) )?(?:ال\w+ )?(?:ما )?بين (?P<one>.+?) و(?:بين )?(?P<other>.+)$")
# Beyond this share of letters in common a name is offered as what may have been meant.
_ALIKE = 0.72
_MOST_ALIKE = 5


class Found(NamedTuple):
    """A place that a name can mean, with the ground that the words around the name give it."""

    place: Place
    lat: float
    lon: float
    accuracy_m: int
    score: float
    reasons: tuple[str, ...]
    parents: tuple[str, ...]


class UnknownArea(TawaturError):
    """What a search is narrowed to is no place that we know."""


def find_places(name: str, near: Sequence[str], within: str | None, book: PlaceBook) -> list[Found]:
    """Return the places that `name` can mean, likeliest first; none where nothing is known of it.

    `near` are names beside it; `within` is a country's alpha-3 code, or the id or name of a place
    that contains it. Raises UnknownArea where `within` is nothing of these.
    """
    area = _area(within, book)
    between = _BETWEEN.match(" ".join(name.split()))
    if between:
        return _between(between["one"], between["other"], near, within, book)
    distance, bare = _distance_and_name(name, book)
    country = area.country if area is not None else None
    found = [c for c in book.resolve(bare, near, country) if c.score > 0 and _is_in(c.id, area, book)]
    return [_found(candidate, bare, distance, book) for candidate in found]


def similar_names(name: str, book: PlaceBook) -> list[str]:
    """Return known names that are spelt like `name`, the likest first."""
    bones = skeleton(words_of(name))
    if not bones:
        return []
    matcher = SequenceMatcher(b=bones, autojunk=False)
    rated: dict[str, float] = {}
    for other in book.all_names():
        theirs = skeleton(words_of(other))
        if abs(len(theirs) - len(bones)) > 2 or not set(bones) & set(theirs[:2]):
            continue
        matcher.set_seq1(theirs)
        if matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE:
            rated[other] = matcher.ratio()
    best = sorted((-ratio, other) for other, ratio in rated.items() if ratio > _ALIKE)
    return [other for _, other in best[:_MOST_ALIKE]]


def _area(within: str | None, book: PlaceBook) -> Place | None:
    if within is None:
        return None
    place = book.place(within) or book.country(within) or book.likeliest(within, ())
    if place is None:
        raise UnknownArea(
            f"{within!r} is no place that we know. Give a name, an id or an alpha-3 code (SYR)."
        )
    return place


def _is_in(place_id: str, area: Place | None, book: PlaceBook) -> bool:
    if area is None or area.id == place_id or area.id in book.parents(place_id):
        return True
    place = book.place(place_id)
    is_country = area.kind == "country"
    return place is not None and is_country and place.country == area.country


def _distance_and_name(name: str, book: PlaceBook) -> tuple[Distance | None, str]:
    """Return the distance that a wording gives, and the place's name behind it."""
    words = name.split()
    for cut in range(len(words) - 1, 0, -1):
        found = distance_before(" ".join(words[:cut]) + " ", book)
        rest = " ".join(words[cut:])
        if found is not None and book.resolve(rest):
            return found, rest
    return None, name


def _between(one: str, other: str, near: Sequence[str], within: str | None, book: PlaceBook) -> list[Found]:
    ends = find_places(one, (*near, other), within, book), find_places(other, (*near, one), within, book)
    if not all(ends):
        return []
    first, second = ends[0][0], ends[1][0]
    ground = ground_between(first.place, second.place)
    if ground is None:
        return [first, second]
    reasons = (f"between:{first.place.id}", f"between:{second.place.id}")
    return [
        Found(place.place, ground.lat, ground.lon, ground.accuracy_m, place.score, reasons, place.parents)
        for place in (first, second)
    ]


def _found(candidate: Candidate, name: str, distance: Distance | None, book: PlaceBook) -> Found:
    place = book.place(candidate.id)
    assert place is not None
    if distance is not None:
        ground = ground_off(place, distance.km, distance.way)
    else:
        ground = ground_of(place, book.around(name), book.seat(place.id))
    reasons = (*candidate.reasons, ground.rule) if ground.rule else candidate.reasons
    return Found(
        place, ground.lat, ground.lon, ground.accuracy_m, candidate.score, reasons, book.parents(place.id)
    )
