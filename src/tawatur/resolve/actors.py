"""Who a name can mean: the actors that bear it, ranked by day and country, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from tawatur.lexicon.actor_forms import words_of
from tawatur.lexicon.actors import Actor, ActorBook, NameEntry, Period

# How likely a name means its bearer, by the way it was found; from best to worst.
BY_ID, BY_OFFICE, BY_NAME, BY_PHRASE, BY_ENGLISH = 1.0, 0.95, 0.9, 0.85, 0.8
BY_SUCCESSION, BY_SHORT, BY_METONYM, BY_OPEN_OFFICE, BY_PART, BY_PAST_OFFICE = 0.7, 0.6, 0.5, 0.5, 0.4, 0.3
# What is left of a score where the actor did not exist on the day, or is of another country.
_NOT_THEN, _ELSEWHERE = 0.3, 0.4
# The lowest likeness (difflib) of a name that is proposed for one that nobody bears.
_NEAR = 0.7


@dataclass(frozen=True, slots=True)
class ActorCandidate:
    """One actor that a name can mean; the higher `score` (0 to 1), the likelier, and `reasons` say why.

    `framing` and `used_by` are what the name says of him and whose usage it is; `existed` is None where
    no day was asked for or the dates are not known. `since` and `until` are ISO days, months or years.
    """

    id: str
    name: str
    cls: str = ""
    country: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    framing: str = ""
    used_by: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    existed: bool | None = None


@dataclass(slots=True)
class Search:
    """The actors that something asked for can mean, as they are found.

    `on` is the day it was said, `country` an ISO 3166 alpha-3 code, "" for any.
    """

    book: ActorBook
    on: date | None = None
    country: str = ""
    _found: dict[str, tuple[float, list[str], str, str]] = field(default_factory=dict)

    def add(self, actor_id: str, score: float, reason: str, framing: str = "", used_by: str = "") -> None:
        """Note that the actor may be meant, so likely, because of `reason`."""
        known = self._found.get(actor_id)
        if known is None:
            self._found[actor_id] = (score, [reason], framing, used_by)
            return
        best, reasons, known_framing, users = known
        if reason not in reasons:
            reasons.append(reason)
        self._found[actor_id] = (max(best, score), reasons, known_framing or framing, users or used_by)

    def has(self, actor_id: str) -> bool:
        """Return whether the actor was noted."""
        return actor_id in self._found

    def by_name(self, name: str) -> None:
        """Note all that an id, an Arabic or an English name means."""
        if name in self.book.actors:
            self.add(name, BY_ID, "its id")
        for entry in self.book.by_name(" ".join(words_of(name))):
            self._add_entry(entry)
        folded = name.casefold().strip()
        for actor in self.book.actors.values() if folded.isascii() and len(folded) > 2 else ():
            english = actor.name_en.casefold()
            if folded == english:
                self.add(actor.id, BY_ENGLISH, "its English name")
            elif folded in english.replace("-", " ").split():
                self.add(actor.id, BY_PART, "a word of its English name")

    def _add_entry(self, entry: NameEntry) -> None:
        score, what = {
            "short": (BY_SHORT, "a short name, used where the report has told who is meant"),
            "metonym": (BY_METONYM, "a metonym: the seat of power for its state"),
        }.get(entry.usage, (BY_NAME, "a name of its own"))
        self.add(entry.actor_id, score, what, entry.framing, entry.used_by)

    def by_office(self, role: str, bodies: Iterable[str]) -> bool:
        """Note the holders of an office of each of the bodies; return whether there is such an office."""
        head, known = self.book.heads_by_id.get(role), False
        sole = (head.gloss,) if head is not None and head.gives == "office" else ()
        for body in dict.fromkeys((*bodies, *sole)):
            for tenure in self.book.histories.offices.get((role, body), ()):
                known = True
                self._add_holder(f"{role} of {body}", tenure.person_id, tenure.period, tenure.kind)
        return known

    def _add_holder(self, office: str, person_id: str, period: Period, kind: str) -> None:
        acting = f" ({kind})" if kind != "holder" else ""
        reason = f"{office}{acting} {_lasting(period)}"
        if self.on is None:
            self.add(person_id, BY_PAST_OFFICE if period.end else BY_OPEN_OFFICE, reason)
        elif period.covers(self.on) is not False:
            self.add(person_id, BY_OFFICE, reason)

    def candidates(self) -> list[ActorCandidate]:
        """Return all that were noted, the likeliest first; what one had become by the day is one too."""
        for actor_id in tuple(self._found):
            if self.on and self.book.existed(actor_id, self.on) is False:
                for later in self.book.successors(actor_id, self.on):
                    if self.book.existed(later, self.on) is not False:
                        self.add(later, BY_SUCCESSION, f"what {actor_id} had become by {self.on}")
        made = [self._candidate(actor_id) for actor_id in self._found]
        return sorted(made, key=lambda c: (-c.score, c.id))

    def _candidate(self, actor_id: str) -> ActorCandidate:
        score, reasons, framing, used_by = self._found[actor_id]
        actor = self.book.actors.get(actor_id)
        if actor is None:
            return ActorCandidate(actor_id, actor_id, score=score, reasons=tuple(reasons), framing=framing)
        existed = self.book.existed(actor_id, self.on) if self.on else None
        reasons = [*reasons, *self._then(actor, existed), *self._changes(actor_id)]
        if existed is False:
            score *= _NOT_THEN
        if self.country and actor.country:
            is_there = actor.country == self.country
            score = min(1.0, score * 1.1) if is_there else score * _ELSEWHERE
            reasons.append(f"of {actor.country}" if is_there else f"of {actor.country}, not {self.country}")
        users = tuple(user for user in used_by.split("|") if user)
        return ActorCandidate(
            actor_id, actor.name_en, actor.cls, actor.country, round(score, 3), tuple(reasons), framing,
            users, actor.start, actor.end, existed,
        )  # fmt: skip

    def _then(self, actor: Actor, existed: bool | None) -> Iterator[str]:
        verb = "live" if actor.cls == "person" else "exist"
        if existed is False:
            yield f"did not {verb} on {self.on} ({_lasting(Period(actor.start, actor.end))})"
        elif existed:
            yield f"{verb}d on {self.on}" if verb == "live" else f"existed on {self.on}"

    def _changes(self, actor_id: str) -> Iterator[str]:
        """Yield what the actor had been, and became."""
        histories = self.book.histories
        for relation in histories.inverse.get(actor_id, ()):
            if relation.kind == "renamed-to":
                yield f"until {relation.period.start}: {self._named(relation.actor_id)}"
            elif relation.kind == "merged-into":
                yield f"joined on {relation.period.start} by {self._named(relation.actor_id)}"
        for relation in histories.relations.get(actor_id, ()):
            if relation.kind != "renamed-to":
                lasting = _lasting(relation.period)
                yield f"{relation.kind.replace('-', ' ')} {self._named(relation.other_id)} {lasting}".strip()
        for other, period in histories.successions(actor_id):
            yield f"since {period.start or 'an unknown day'}: {self._named(other)}"

    def _named(self, actor_id: str) -> str:
        return f"{actor_id} ({self.book.actors[actor_id].name_en})"


def _lasting(period: Period) -> str:
    """Return a period in words: "from 2013-02-01 until 2017-01-19"."""
    start = f"from {period.start}" if period.start else ""
    end = f"until {period.end}" if period.end else ""
    return f"{start} {end}".strip()


def near_names(book: ActorBook, name: str, most: int = 5) -> list[str]:
    """Return known names and ids that are spelt nearly like `name`, the nearest first."""
    wanted = " ".join(words_of(name))
    near = get_close_matches(wanted, book.entries, n=most, cutoff=_NEAR)
    return near or get_close_matches(name.casefold(), book.actors, n=most, cutoff=_NEAR)


def country_code(book: ActorBook, name: str) -> str:
    """Return the ISO 3166 alpha-3 code that a code, an id or a name of a country means, "" if none."""
    codes = {actor.country for actor in book.actors.values()}
    if name.upper() in codes:
        return name.upper()
    ids = [name, *(entry.actor_id for entry in book.by_name(" ".join(words_of(name))))]
    actors = [book.actors[id_] for id_ in ids if id_ in book.actors]
    return next((actor.country for actor in actors if actor.cls == "state"), "")
