"""What the actor tables hold: actors, names, nationalities, role words, terms of office."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """From when until when, each an ISO day, month («2013-04») or year, or empty where open or unknown."""

    start: str = ""
    end: str = ""

    @property
    def first_day(self) -> date | None:
        """The earliest day it may have begun, or None."""
        return days_of(self.start)[0] if self.start else None

    @property
    def last_day(self) -> date | None:
        """The latest day it may have ended, or None."""
        return days_of(self.end)[1] if self.end else None

    def covers(self, day: date) -> bool | None:
        """Return whether the day lies in it, open ends reaching for ever; None where the dates are too coarse."""
        begun, over = days_of(self.start), days_of(self.end)
        if (self.start and day < begun[0]) or (self.end and day > over[1]):
            return False
        if (self.start and day < begun[1]) or (self.end and day > over[0]):
            return None
        return True


def days_of(text: str) -> tuple[date, date]:
    """Return the first and last day of an ISO day, month or year; raises ValueError where it is none.

    The empty text is every day.
    """
    if not text:
        return date.min, date.max
    if len(text) == len("2016"):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if len(text) == len("2016-07"):
        first = date.fromisoformat(f"{text}-01")
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(text), date.fromisoformat(text)


class Actor(NamedTuple):
    """One row of actors.csv."""

    id: str
    cls: str
    country: str  # ISO 3166 alpha-3, may be empty
    parent: str
    wikidata: str
    start: str  # ISO day, month or year it came to be; empty: unknown
    end: str  # when it ceased to be; empty: unknown or still there
    name_en: str
    source: str


class NameEntry(NamedTuple):
    """What a name stands for: an actor's id and class, how the name is used, what it says of the actor.

    `framing` is empty for a plain name, else neutral, honour or denigrate; `used_by` are the camps
    (camps.csv) and actors whose usage it is, parted by «|».
    """

    actor_id: str
    cls: str
    usage: str
    framing: str = ""
    used_by: str = ""


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
    """A role word: `gives` says which id it builds, `gloss` is its English slug.

    `framing` is what the word says of those it is said of: «عصابات» denigrates.
    """

    id: str
    cls: str
    gives: str
    gloss: str
    framing: str = ""


class Tenure(NamedTuple):
    """Who held an office, first and last day included.

    `kind` is holder, acting, or joint where several hold the office at one time.
    """

    person_id: str
    period: Period
    kind: str = "holder"


class Relation(NamedTuple):
    """What one actor was to another: `kind` as in the README of data/actors."""

    actor_id: str
    kind: str
    other_id: str
    period: Period
    source: str = ""


def slug(*glosses: str) -> str:
    """Return the lower-case kebab slug of `glosses` joined: ("Afghan", "officials") is afghan-officials."""
    text = unicodedata.normalize("NFKD", " ".join(glosses)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")
