"""Names, nationalities and role words of actors, and the ids they give together.

Rules and tables: data/actors/. The book knows words and ids only; which of
several bearers of a name is meant is decided by the report's context, elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tawatur.errors import DataError
from tawatur.lexicon.actor_forms import (
    adjective_endings,
    adjective_readings,
    head_variants,
    joined,
    name_cases,
    noun_endings,
    respelt,
    words_of,
)
from tawatur.lexicon.actor_histories import Histories, read_histories
from tawatur.lexicon.actor_records import (
    Actor,
    Country,
    Head,
    NameEntry,
    Nationality,
    Period,
    Relation,
    Tenure,
    slug,
)
from tawatur.lexicon.actor_scenes import (
    called_by,
    names_in_parts,
    read_backed,
    read_national,
    read_romanized,
    read_theatres,
    states_by_code,
)
from tawatur.lexicon.actor_tables import (
    ANY_HEAD,
    TableReader,
    read_actors,
    read_camps,
    read_composed,
    read_heads,
    read_modifiers,
    read_names,
    read_nationalities,
    read_spellings,
)

__all__ = [
    "Actor",
    "ActorBook",
    "Country",
    "Head",
    "NameEntry",
    "Nationality",
    "Period",
    "Relation",
    "Tenure",
    "load_actor_book",
    "slug",
]

ARAB_COUNTRIES = frozenset(
    "ARE BHR COM DJI DZA EGY ESH IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN YEM".split()
)
# More spellings than this of one name would be noise.
_MAX_SPELLINGS = 24


@dataclass(frozen=True, slots=True)
class ActorBook:
    """Everything the actor tables say, by normal form and by id.

    Words handed in are normal forms without prepositions and conjunctions; the
    article may stand on them.
    """

    actors: Mapping[str, Actor]
    entries: Mapping[str, tuple[NameEntry, ...]]  # normal form of a whole name
    countries: Mapping[str, Country]
    adjectives: Mapping[str, tuple[Country, bool]]  # masculine singular to country, weak
    plurals: Mapping[str, Country]
    pairs: Mapping[tuple[str, str], Country]  # «كوري شمالي»
    heads_by_id: Mapping[str, Head]
    head_forms: Mapping[str, Head]  # normal form as written in the table
    composed: Mapping[tuple[str, str], str]  # (head, country or group) to actor
    listed_with: Mapping[str, tuple[str, ...]]  # head to the countries and groups it is composed with
    at_war: tuple[str, ...]  # countries at war within: their government has an id of its own
    modifiers: Mapping[tuple[str, str], str]  # (head, adjective) to head
    histories: Histories
    camps: Mapping[str, str]  # whose usage a name may be, and what each camp is
    spellings: tuple[tuple[tuple[str, ...], bool], ...]
    states: Mapping[str, str]  # ISO 3166 alpha-3 to the state's id
    theatres: Mapping[str, tuple[str, ...]]  # actor to the countries where it acts
    national: Mapping[str, str]  # head to when it is the country's spoken of
    backed: Mapping[tuple[str, bool], Mapping[str, str]]  # backer, of governments? to country to whom
    called: Mapping[str, frozenset[str]]  # actor to the role words its names begin with
    romanized: Mapping[str, str]  # part of a person's name to its English spelling

    def by_name(self, norm_name: str) -> tuple[NameEntry, ...]:
        """Return what the exact name may stand for, in table order; words parted by one blank."""
        return self.entries.get(norm_name, ())

    def names(self) -> Iterator[tuple[tuple[str, ...], NameEntry]]:
        """Yield every name as normal tokens, with its case endings and spellings, and what it stands for."""
        for name, entries in self.entries.items():
            for entry in entries:
                foreign = self._is_foreign(entry)
                for words in self._spelt(words_of(name), entry.cls, foreign):
                    yield words, entry

    def heads(self) -> Iterator[tuple[tuple[str, ...], Head]]:
        """Yield every role word or phrase as normal tokens, inflected, with and without article."""
        for form, head in self.head_forms.items():
            for words in head_variants(words_of(form)):
                if " ".join(words) == form or " ".join(words) not in self.entries:
                    yield words, head

    def head(self, norm_word: str) -> Head | None:
        """Return the role that one word names in any number and case, or None.

        Roles of several words come from `heads`.
        """
        found = self.head_forms.get(norm_word)
        if found or not norm_word.startswith("ال"):
            return found or self._head_stem(norm_word)
        bare = norm_word[2:]
        return self.head_forms.get(bare) or self._head_stem(norm_word) or self._head_stem(bare)

    def nationality(self, norm_word: str) -> Nationality | None:
        """Return the nationality that one word names, with gender, number and article, or None.

        A country's own name is none: «تركيا» is not "a Turk" in the accusative.
        """
        definite = norm_word.startswith("ال") and len(norm_word) > 4
        bare = norm_word[2:] if definite else norm_word
        found = self._nationality(bare, definite)
        return found or (self._nationality(norm_word, False) if definite else None)

    def nationality_pair(self, first: str, second: str) -> Nationality | None:
        """Return the nationality that two words name together («الكورية الشمالية»), or None."""
        head, tail = adjective_readings(first), adjective_readings(second)
        for stem, gender, number, definite in head:
            for other, *_ in tail:
                country = self.pairs.get((stem, other))
                if country:
                    return Nationality(country, f"{stem} {other}", gender, number, definite)
        return None

    def holder(self, office_id: str, country_id: str, on: date) -> str | None:
        """Return the person who held the office of that country or body on the day, or None."""
        return self.histories.holder(office_id, country_id, on)

    def is_office(self, head_id: str) -> bool:
        """Return whether a role word names an office whose holders are listed."""
        return head_id in self.histories.office_ids

    def tenures(self, person_id: str) -> tuple[tuple[str, str, Tenure], ...]:
        """Return the offices a person held: role word, country or body, from when to when; by time."""
        return self.histories.tenures.get(person_id, ())

    def existed(self, actor_id: str, day: date) -> bool | None:
        """Return whether the actor existed on the day (a person: lived); None where that is not known."""
        actor = self.actors.get(actor_id)
        if actor is None:
            return None
        covers = Period(actor.start, actor.end).covers(day)
        return covers if actor.start or covers is False else None

    def successors(self, actor_id: str, day: date | None = None) -> tuple[str, ...]:
        """Return what the actor had turned into by the day (None: ever), step by step, nearest first."""
        return self.histories.successors(actor_id, day)

    def framing(self, head: Head, nationality: Nationality | None, name: NameEntry | None) -> str:
        """Return what a role word and the name beside it say of those they mean together; may be empty.

        The role word counts beside a name or nationality only: «ميليشيات محلية» is a description,
        «ميليشيا الحوثي» is not.
        """
        said = head.framing if name is not None or nationality is not None else ""
        return said or (name.framing if name is not None else "")

    def compose(
        self,
        head: Head | None,
        nationality: Nationality | None,
        name_id: str | None,
        place_id: str | None,
        modifiers: Sequence[str] = (),
        on: date | None = None,
    ) -> tuple[str, str]:
        """Return the id of a noun phrase put together from its parts, and the rule that gave it.

        `name_id` is the actor named in it, `place_id` the place, `modifiers` its
        further adjectives, `on` the day that tells who held an office. The rule
        is `unknown` and the id empty where there is no part at all.
        """
        country = nationality.country if nationality else None
        if nationality and modifiers:
            country = self._paired(nationality, modifiers) or country
        if name_id and self._is_state_id(name_id) and country is None:
            country, name_id = self.countries[name_id], None
        if place_id and self._is_state_id(place_id) and country is None and not name_id:
            country, place_id = self.countries[place_id], None
        if head is None:
            return self._headless(nationality, country, name_id, place_id)
        head, _ = self.refine(head, modifiers)
        if on and self._is_past(modifiers):
            on = None
        if head.gives == "office":
            return self._sole_office(head, on)
        if name_id:
            return self._with_name(head, name_id, on)
        if country:
            id_, rule = self._with_country(head, country, on)
            return self._heir(id_, on), rule
        if place_id:
            return _with_place(head, place_id)
        return self.alone(head)

    def alone(self, head: Head) -> tuple[str, str]:
        """Return what a role word gives that nothing says the country or body of."""
        known = self.composed.get((head.id, ""))
        return (known, "composed") if known else _alone(head)

    def _headless(
        self,
        nationality: Nationality | None,
        country: Country | None,
        name_id: str | None,
        place_id: str | None,
    ) -> tuple[str, str]:
        if name_id:
            return name_id, "name"
        if country and nationality and nationality.number != "sg":
            return country.people_id or country.id, "people"
        if country:
            return country.id, "state"
        return (slug(place_id), "place") if place_id else ("", "unknown")

    def office_holder(
        self, head: Head, body_id: str, on: date | None, modifiers: Sequence[str] = ()
    ) -> str | None:
        """Return who is meant by an office of a country or body, where it is a person.

        By the codebook a spokesperson is his body; «الوزير السابق» is not the holder.
        """
        if on is None or "spokesperson" in head.id or self._is_past(modifiers):
            return None
        return self.holder(head.id, body_id, on)

    def _with_name(self, head: Head, name_id: str, on: date | None) -> tuple[str, str]:
        holder = self.office_holder(head, name_id, on)
        if holder:
            return holder, "office"
        known = self.composed.get((head.id, name_id))
        if known:
            return known, "composed"
        actor = self.actors.get(name_id)
        if actor and actor.cls == "person":
            return self._with_person(head, actor)
        if head.gives == "const":
            return head.gloss, "const"
        if head.gives.startswith("="):
            return self._with_name(self.heads_by_id[head.gives[1:]], name_id, None)
        if head.gives in ("slug", "tail"):
            return slug(self.stem(name_id), head.gloss), "slug"
        return name_id, "self"

    def _with_person(self, head: Head, person: Actor) -> tuple[str, str]:
        """«الرئيس X» is X; «قوات X» and «حكومة X» are what X leads."""
        parent = self.actors.get(person.parent)
        if head.cls in ("force", "aircraft", "drone", "vehicle", "ship", "fighter"):
            if parent and parent.cls in ("force", "group"):
                return parent.id, "leader"
            return slug(person.id, "forces"), "slug"
        if head.cls == "government":
            if parent and parent.cls in ("government", "state"):
                return parent.id, "leader"
            return slug(person.id, head.gloss), "slug"
        if head.gives == "slug" and head.cls not in ("official", "person"):
            return slug(person.id, head.gloss), "slug"
        return person.id, "name"

    def _with_country(self, head: Head, country: Country, on: date | None) -> tuple[str, str]:
        holder = self.office_holder(head, country.id, on)
        if holder:
            return holder, "office"
        known = self.composed.get((head.id, country.id))
        if known:
            return known, "composed"
        if head.gives.startswith("="):
            return self._with_country(self.heads_by_id[head.gives[1:]], country, None)
        if self._is_armed(country.id) and head.gives not in ("slug", "tail", "const", "source"):
            return country.id, "self"
        return _of_country(head, country)

    def _heir(self, actor_id: str, on: date | None) -> str:
        """Return who stands in the place of an actor that was no more on a day: «الجيش السوري» in 2025."""
        if on is None or self.existed(actor_id, on) is not False:
            return actor_id
        after = self.successors(actor_id, on)
        return after[-1] if after else actor_id

    def _sole_office(self, head: Head, on: date | None) -> tuple[str, str]:
        """«المفوض السامي لحقوق الإنسان» needs nothing beside it: there is one such office in the world."""
        holder = self.office_holder(head, head.gloss, on)
        return (holder, "office") if holder else (head.gloss, "const")

    def _is_past(self, modifiers: Sequence[str]) -> bool:
        """Return whether an adjective says that it is not the present holder: «الرئيس السابق», «المنتخب»."""
        return any(
            (ANY_HEAD, stem) in self.modifiers for word in modifiers for stem, *_ in adjective_readings(word)
        )

    def refine(self, head: Head, modifiers: Sequence[str]) -> tuple[Head, list[str]]:
        """Return the role that a head and its adjectives name, and the adjectives that say nothing of it.

        An adjective that gives the head itself is a mere epithet («التنظيم المتطرف») and is not left.
        """
        left: list[str] = []
        for word in modifiers:
            becomes = next(
                (b for stem, *_ in adjective_readings(word) if (b := self.modifiers.get((head.id, stem)))), ""
            )
            if becomes:
                head = self.heads_by_id[becomes]
            else:
                left.append(word)
        return head, left

    def _paired(self, nationality: Nationality, modifiers: Sequence[str]) -> Country | None:
        for word in modifiers:
            for stem, *_ in adjective_readings(word):
                country = self.pairs.get((nationality.lemma, stem))
                if country:
                    return country
        return None

    def stem(self, actor_id: str) -> str:
        """Return the adjective of a state or group that has one (houthis: houthi), else its id."""
        country = self.countries.get(actor_id)
        return country.slug if country and country.slug else actor_id

    def _nationality(self, word: str, definite: bool) -> Nationality | None:
        for ending, gender, number in adjective_endings(word):
            if not word.endswith(ending):
                continue
            stem = word.removesuffix(ending)
            found = self.adjectives.get(stem)
            if found and not (ending == "ا" and (definite or found[1] or self._is_state(word))):
                return Nationality(found[0], stem, gender, number, definite, found[1])
        country = self.plurals.get(word)
        if country is None and not definite:
            country = self.plurals.get(word.removesuffix("ا"))
        return Nationality(country, word, "m", "pl", definite) if country else None

    def _is_state_id(self, id_: str) -> bool:
        actor = self.actors.get(id_)
        return actor is not None and actor.cls == "state" and id_ in self.countries

    def _is_armed(self, id_: str) -> bool:
        actor = self.actors.get(id_)
        return actor is not None and actor.cls in ("group", "force")

    def _is_state(self, word: str) -> bool:
        return any(entry.cls == "state" for entry in self.by_name(word))

    def _is_foreign(self, entry: NameEntry) -> bool:
        return (
            entry.cls in ("person", "media", "state")
            and self.actors[entry.actor_id].country not in ARAB_COUNTRIES
        )

    def _head_stem(self, word: str) -> Head | None:
        """Return the head of an inflected word; a name is none («طالبان» is not two students)."""
        if word in self.entries:
            return None
        for ending, instead in noun_endings(word):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                found = self.head_forms.get(word.removesuffix(ending) + instead)
                if found:
                    return found
        return None

    def _spelt(self, words: tuple[str, ...], cls: str, foreign: bool) -> Iterable[tuple[str, ...]]:
        found = {words: None, **dict.fromkeys(name_cases(words, cls))}
        for forms, only_foreign in self.spellings:
            if foreign or not only_foreign:
                found |= dict.fromkeys(respelt(found, forms))
        for known in tuple(found):
            found |= dict.fromkeys(joined(known))
        return tuple(found)[:_MAX_SPELLINGS]


def _alone(head: Head) -> tuple[str, str]:
    if head.gives == "unnamed":
        return slug("unnamed", head.gloss), "unnamed"
    return head.gloss, "const" if head.gives in ("const", "source") else "head"


def _with_place(head: Head, place_id: str) -> tuple[str, str]:
    if head.gives in ("const", "source", "unnamed"):
        return _alone(head)
    if head.gives == "tail":
        return slug(head.gloss, place_id), "tail"
    return slug(place_id, head.gloss), "slug"


def _of_country(head: Head, country: Country) -> tuple[str, str]:
    """Return what the head gives with a nationality when no table says it."""
    adjective = country.slug or country.id
    known = {
        "forces": country.forces_id,
        "army": country.army_id,
        "government": country.government_id or country.id,
        "person": country.government_id or country.id,
        "state": country.id,
        "people": country.people_id,
        "tail": slug(head.gloss, country.id),
        "const": head.gloss,
        "source": slug(adjective, "sources"),
        "unnamed": slug("unnamed", head.gloss, country.code) if country.code else "",
        "self": (country.government_id or country.id) if head.cls == "official" else "",
    }.get(head.gives)
    return (known, head.gives) if known else (slug(adjective, head.gloss), "slug")


def _by_head(composed: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return head to the countries and bodies that composed.csv lists with it, in its order."""
    listed: dict[str, tuple[str, ...]] = {}
    for head_id, country_id in composed:
        if country_id:
            listed[head_id] = (*listed.get(head_id, ()), country_id)
    return listed


def load_actor_book(data_dir: Path) -> ActorBook:
    """Return the book of the tables in `data_dir` (data/actors).

    Raises DataError with every problem of every file.
    """
    reader = TableReader(data_dir, [])
    actors = read_actors(reader)
    camps = read_camps(reader)
    entries = read_names(reader, actors, camps)
    countries, adjectives, plurals, pairs = read_nationalities(reader, actors)
    heads_by_id, head_forms = read_heads(reader)
    composed = read_composed(reader, actors, heads_by_id)
    book = ActorBook(
        actors=actors,
        entries=entries,
        countries=countries,
        adjectives=adjectives,
        plurals=plurals,
        pairs=pairs,
        heads_by_id=heads_by_id,
        head_forms=head_forms,
        composed=composed,
        listed_with=_by_head(composed),
        at_war=tuple(c.id for c in countries.values() if c.government_id not in ("", c.id)),
        modifiers=read_modifiers(reader, heads_by_id),
        histories=read_histories(reader, actors, heads_by_id),
        camps=camps,
        spellings=read_spellings(reader),
        states=states_by_code(actors.values()),
        theatres=read_theatres(reader, actors, countries),
        national=read_national(reader, heads_by_id),
        backed=read_backed(reader, actors, countries),
        called=called_by(entries, head_forms),
        romanized=names_in_parts(entries, actors) | read_romanized(reader),
    )
    if reader.problems:
        raise DataError(reader.problems)
    return book
