"""What the actor tables hold: actors, names, nationalities, role words, terms of office."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Actor(NamedTuple):
    """One row of actors.csv."""

    id: str
    cls: str
    country: str  # ISO 3166 alpha-3, may be empty
    parent: str
    wikidata: str
    name_en: str
    source: str


class NameEntry(NamedTuple):
    """What a name stands for: an actor's id and class, and how the name is used."""

    actor_id: str
    cls: str
    usage: str


@dataclass(frozen=True, slots=True)
class Country:
    """The ids that a nationality gives; empty where the country has none of its own."""

    id: str
    forces_id: str = ""
    army_id: str = ""
    government_id: str = ""
    people_id: str = ""
    slug: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Nationality:
    """A nationality word as it stands in the text.

    `gender` is m or f, `number` sg, du or pl. `weak` words are nationalities
    only beside a word for an actor («مالي» is Malian or financial).
    """

    country: Country
    lemma: str
    gender: str = "m"
    number: str = "sg"
    definite: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A role word: `gives` says which id it builds, `gloss` is its English slug."""

    id: str
    cls: str
    gives: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office, first and last day included; None is open."""

    start: date | None
    end: date | None
    person_id: str


def slug(*glosses: str) -> str:
    """Return the lower-case kebab slug of `glosses` joined: ("Afghan", "officials") is afghan-officials."""
    text = unicodedata.normalize("NFKD", " ".join(glosses)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")
