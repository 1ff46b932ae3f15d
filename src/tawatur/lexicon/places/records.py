"""Records of the gazetteer: places, their names, generic words, and what a name may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# How likely a bare name is to mean a place of this kind, where nothing else tells (0 to 1).
KIND_RANK = {
    "country": 1.0, "continent": 1.0, "capital": 0.95, "region": 0.9, "sea": 0.85, "city": 0.8,
    "strait": 0.75, "canal": 0.75, "area": 0.7, "river": 0.7, "governorate": 0.68, "town": 0.6,
    "mountain": 0.55, "island": 0.55, "desert": 0.55, "valley": 0.5, "lake": 0.5, "base": 0.5,
    "camp": 0.5, "crossing": 0.5, "airport": 0.5, "port": 0.5, "dam": 0.5, "field": 0.45, "site": 0.45,
    "district": 0.4, "village": 0.4, "road": 0.4, "bridge": 0.4, "square": 0.4, "neighbourhood": 0.35,
}  # fmt: skip

# Kinds of which the accuracy is half their width, so that they have a north and a south of their own.
WIDE_AREAS = frozenset(
    "continent country region governorate district area desert sea island mountain valley river lake".split()
)

GENERIC_KINDS = frozenset({"settlement", "area", "admin", "direction", "relation", "feature", "facility"})


class Place(NamedTuple):
    """One place of the gazetteer; `parent` is the id of what contains it ("" at the top).

    `country` is the ISO 3166 alpha-3 code, "" for what lies in several countries; `population` is 0
    where it is not known. A tuple, as all that the kept lexicon has thousands of: they are read at
    every start, a dataclass five times as slowly.
    """

    id: str
    kind: str
    country: str
    parent: str
    lat: float
    lon: float
    accuracy_m: int
    source: str
    name_en: str
    name_ar: str
    population: int = 0


class PlaceEntry(NamedTuple):
    """One name of a place; `norm` is its normal form. `needs_context`: it is an ordinary word too.

    Such a name counts as a place only behind a generic word, behind في/من/إلى where a containing
    place is named with it, or after an unmistakable mention earlier in the report.
    """

    place: Place
    name_ar: str
    norm: str
    needs_context: bool


@dataclass(frozen=True, slots=True)
class Generic:
    """A generic place word (مدينة، حي، شمال): `kind` is one of GENERIC_KINDS."""

    id: str
    kind: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; the higher `score`, the likelier, `reasons` say why."""

    id: str
    lat: float
    lon: float
    kind: str
    score: float
    reasons: tuple[str, ...]
    accuracy_m: int
