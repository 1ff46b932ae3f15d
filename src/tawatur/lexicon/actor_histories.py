"""What became of actors over time: when they existed, what they turned into, who held which office."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tawatur.lexicon.actor_records import Actor, Head, Period, Relation, Tenure, days_of
from tawatur.lexicon.actor_tables import TableReader

OFFICE_KINDS = frozenset(("holder", "acting", "joint"))
OFFICE_COLUMNS = ("office_id", "country_id", "start", "end", "kind", "person_id", "source")
RELATION_KINDS = frozenset(
    "renamed-to merged-into split-from member-of part-of allied-with successor-of leads".split()
)
RELATION_COLUMNS = ("actor_id", "kind", "other_id", "start", "end", "source")

Office = tuple[str, str]  # the role word's id and the country or body it is of


@dataclass(frozen=True, slots=True)
class Histories:
    """Offices with their holders, and what actors were to one another."""

    offices: Mapping[Office, tuple[Tenure, ...]]  # by time
    office_ids: frozenset[str]  # the role words among them
    tenures: Mapping[str, tuple[tuple[str, str, Tenure], ...]]  # person to (office, country, tenure)
    relations: Mapping[str, tuple[Relation, ...]]  # actor to what it was to others, by time
    inverse: Mapping[str, tuple[Relation, ...]]  # actor to what others were to it, by time

    def holder(self, office_id: str, country_id: str, on: date) -> str | None:
        """Return the one person who held the office on the day, the later one on a day of handing over.

        None where nobody is known, where several held it jointly, or where the dates do not tell.
        """
        held = [(t, t.period.covers(on)) for t in self.offices.get((office_id, country_id), ())]
        sure = [tenure for tenure, covers in held if covers]
        maybe = sure or [tenure for tenure, covers in held if covers is None]
        if not maybe or (len(maybe) > 1 and (not sure or any(t.kind == "joint" for t in maybe))):
            return None
        return maybe[-1].person_id

    def successions(self, actor_id: str) -> Iterator[tuple[str, Period]]:
        """Yield what the actor turned into directly, and when, the earliest first."""
        onward = [r for r in self.relations.get(actor_id, ()) if r.kind in ("renamed-to", "merged-into")]
        later = [r for r in self.inverse.get(actor_id, ()) if r.kind == "successor-of"]
        steps = [(r.other_id, r.period) for r in onward] + [(r.actor_id, r.period) for r in later]
        yield from sorted(steps, key=lambda step: days_of(step[1].start)[0])

    def successors(self, actor_id: str, day: date | None = None) -> tuple[str, ...]:
        """Return what the actor had turned into by the day (None: ever), step by step, nearest first."""
        found: dict[str, None] = {}
        ahead = [actor_id]
        while ahead:
            for other, period in self.successions(ahead.pop(0)):
                begun = period.first_day
                if other not in found and other != actor_id and (not day or (begun and begun <= day)):
                    found[other] = None
                    ahead.append(other)
        return tuple(found)


def read_histories(reader: TableReader, actors: Mapping[str, Actor], heads: Mapping[str, Head]) -> Histories:
    """Return offices.csv and relations.csv."""
    offices = _read_offices(reader, actors, heads)
    _check_offices(reader, offices)
    for head in heads.values():
        if head.gives == "office":
            reader.known("heads.csv", head.id, (head.gloss,), actors, "actor")
    relations = _read_relations(reader, actors)
    _check_renamings(reader, relations)
    persons: dict[str, list[tuple[str, str, Tenure]]] = {}
    for (office_id, country_id), tenures in offices.items():
        for tenure in tenures:
            persons.setdefault(tenure.person_id, []).append((office_id, country_id, tenure))
    return Histories(
        offices,
        frozenset(office_id for office_id, _ in offices),
        {
            person: tuple(sorted(held, key=lambda t: _by_time(t[2].period)))
            for person, held in persons.items()
        },
        _grouped(relations, lambda r: r.actor_id),
        _grouped(relations, lambda r: r.other_id),
    )


def _read_offices(
    reader: TableReader, actors: Mapping[str, Actor], heads: Mapping[str, Head]
) -> dict[Office, tuple[Tenure, ...]]:
    file, offices = "offices.csv", dict[Office, list[Tenure]]()
    for office_id, country_id, start, end, kind, person_id, source in reader.rows(file, OFFICE_COLUMNS):
        entry = f"{office_id} of {country_id}"
        reader.known(file, entry, (office_id,), heads, "head")
        reader.known(file, entry, (country_id, person_id), actors, "actor")
        if kind not in OFFICE_KINDS or not source:
            reader.problem(file, entry, f"kind {kind!r} is unknown, or there is no source")
        tenure = Tenure(person_id, reader.period(file, entry, start, end), kind)
        offices.setdefault((office_id, country_id), []).append(tenure)
    return {
        office: tuple(sorted(tenures, key=lambda t: _by_time(t.period)))
        for office, tenures in offices.items()
    }


def _check_offices(reader: TableReader, offices: Mapping[Office, Sequence[Tenure]]) -> None:
    """Note holders of one office whose terms overlap for certain; they may share the day of handing over."""
    for (office_id, country_id), tenures in offices.items():
        for before, after in itertools.pairwise(t for t in tenures if t.kind != "joint"):
            if days_of(before.period.end)[0 if before.period.end else 1] > days_of(after.period.start)[1]:
                reader.problem(
                    "offices.csv",
                    f"{office_id} of {country_id}",
                    f"{before.person_id} and {after.person_id} overlap",
                )


def _read_relations(reader: TableReader, actors: Mapping[str, Actor]) -> list[Relation]:
    file, relations = "relations.csv", list[Relation]()
    for actor_id, kind, other_id, start, end, source in reader.rows(file, RELATION_COLUMNS):
        reader.known(file, actor_id, (actor_id, other_id), actors, "actor")
        if kind not in RELATION_KINDS or not source:
            reader.problem(file, actor_id, f"kind {kind!r} is unknown, or there is no source")
        if actor_id == other_id:
            reader.problem(file, actor_id, f"is {kind} itself")
        relations.append(
            Relation(actor_id, kind, other_id, reader.period(file, actor_id, start, end), source)
        )
    return relations


def _check_renamings(reader: TableReader, relations: Sequence[Relation]) -> None:
    """Note names that lead back to themselves."""
    onward = {r.actor_id: r.other_id for r in relations if r.kind == "renamed-to"}
    for start in onward:
        at, seen = start, set[str]()
        while at in onward and at not in seen:
            seen.add(at)
            at = onward[at]
        if at == start:
            reader.problem("relations.csv", start, "is renamed in a circle")


def _grouped(
    relations: Sequence[Relation], key: Callable[[Relation], str]
) -> dict[str, tuple[Relation, ...]]:
    grouped: dict[str, list[Relation]] = {}
    for relation in sorted(relations, key=lambda r: _by_time(r.period)):
        grouped.setdefault(key(relation), []).append(relation)
    return {actor_id: tuple(group) for actor_id, group in grouped.items()}


def _by_time(period: Period) -> tuple[date, date]:
    return days_of(period.start)[0], days_of(period.end)[1]
