"""The countries that a report is about, from its places, nationalities and named actors.

They decide what depends on them: whose «الجيش» is meant, which of two bearers of a name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tawatur.claims.units import Unit
from tawatur.lexicon.actor_records import NameEntry, Nationality
from tawatur.lexicon.actors import ActorBook

# What a mention says of the country a report is about. A town is hardly named but for what happens
# there; a state may only take sides.
_PLACE, _NAME = 1.5, 1.0
# Weight of a sentence by its distance from the mention, in sentences; further ones the last.
_NEAR = (1.0, 0.6, 0.4, 0.25)
# A country is clear that has so much weight, and so many times that of the next one.
_ENOUGH, _LEAD = 1.0, 1.5
# A country at war within is meant though another, which takes part, is spoken of up to twice as much.
_SHARE = 0.5
# Classes of actors that tell nothing of where things happen: agencies write about all the world.
_ANYWHERE = frozenset(("media", "monitor", "body"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the scene decided, by which rule, and what it turned down, the next best first."""

    id: str
    rule: str
    rejected: tuple[str, ...] = ()


class Scene:
    """What each sentence of one report says of countries; `title` counts as one near to all."""

    def __init__(
        self,
        book: ActorBook,
        sentences: Sequence[Sequence[Unit]],
        title: Sequence[Unit] = (),
        on: date | None = None,
    ) -> None:
        self.book, self._on = book, on
        self._starts = [units[0].first for units in sentences]
        self._weights = [_weights(book, units) for units in sentences]
        self._title = _weights(book, title)
        self.named = _named(sentences)
        self._premises = _premises(sentences)
        self._heads = frozenset(u.head.id for units in sentences for u in units if u.head is not None)
        self._scores: dict[int, dict[str, float]] = {}

    def scores(self, token: int) -> dict[str, float]:
        """Return the weight of every country spoken of, seen from a token."""
        here = max(0, bisect_right(self._starts, token) - 1)
        found = self._scores.get(here)
        if found is None:
            found = self._scores[here] = self._summed(here)
        return found

    def _summed(self, here: int) -> dict[str, float]:
        total = {country: _NEAR[1] * weight for country, weight in self._title.items()}
        for number, weights in enumerate(self._weights):
            factor = _NEAR[min(abs(number - here), len(_NEAR) - 1)]
            for country, weight in weights.items():
                total[country] = total.get(country, 0.0) + factor * weight
        return total

    def country(self, token: int, among: Iterable[str] | None = None, near: bool = False) -> Chosen | None:
        """Return the country that a report is clearly about at a token, or None.

        `among`: only these, so far as the report is as much about one of them as about any other. `near`:
        no other country leads in the sentence itself and the one before.
        """
        scores = self.scores(token)
        kept = scores if among is None else {c: scores[c] for c in among if c in scores}
        ranked = sorted(kept, key=lambda c: (-kept[c], c))
        if not ranked or kept[ranked[0]] < max(_ENOUGH, _SHARE * max(scores.values())):
            return None
        if len(ranked) > 1 and kept[ranked[0]] < _LEAD * kept[ranked[1]]:
            return None
        if near and self._leads_near(token) not in ("", ranked[0]):
            return None
        return Chosen(ranked[0], f"scene:{ranked[0]}", tuple(ranked[1:3]))

    def _leads_near(self, token: int) -> str:
        """Return the country with most weight in the sentence of a token and the one before, "" if none."""
        here = max(0, bisect_right(self._starts, token) - 1)
        total: dict[str, float] = {}
        for weights in self._weights[max(0, here - 1) : here + 1]:
            for country, weight in weights.items():
                total[country] = total.get(country, 0.0) + weight
        return max(total, key=lambda c: (total[c], c)) if total else ""

    def bearer(self, token: int, bearers: Sequence[NameEntry]) -> tuple[NameEntry, str]:
        """Return which bearer of a name is meant at a token, and the rule that says so.

        Only those who existed on the day of the report, where it is known of some. One whom the report
        names by a name of his own first; else the one whose country it is about; else the first listed.
        """
        bearers = self._living(bearers)
        named = [b for b in bearers if b.actor_id in self.named]
        if len(named) == 1:
            return named[0], "report"
        scores = self.scores(token)
        at = {b: max((scores.get(c, 0.0) for c in countries_of(self.book, b.actor_id)), default=0.0)
              for b in named or bearers}  # fmt: skip
        best = max(at, key=lambda b: at[b])
        return (best, "scene") if at[best] > 0 else (best, best.usage)

    def _living(self, bearers: Sequence[NameEntry]) -> Sequence[NameEntry]:
        if self._on is None:
            return bearers
        return [b for b in bearers if self.book.existed(b.actor_id, self._on) is not False] or bearers

    def settle(self, sentences: Iterable[Iterable[Unit]]) -> None:
        """Give every unit whose name has several bearers the one that is meant."""
        for units in sentences:
            for unit in units:
                if unit.bearers:
                    unit.actor, rule = self.bearer(unit.first, unit.bearers)
                    unit.actor = unit.actor._replace(usage=rule)
                elif unit.actor is not None and unit.actor.usage == "short" and self._is_another(unit):
                    unit.actor = None

    def _is_another(self, unit: Unit) -> bool:
        """Return whether a bare short name («العدو», «القيادة العامة») is an ordinary word here.

        It is where the report has nothing of the bearer nor of any country where he acts.
        """
        actor = unit.actor
        if actor.cls in _ANYWHERE or actor.cls == "person" or actor.actor_id in self.named:
            return False
        if not (unit.nouns or unit.head):
            return False
        scores, countries = self.scores(unit.first), countries_of(self.book, actor.actor_id)
        return bool(countries) and not any(scores.get(country) for country in countries)

    def premises(self, kinds: Iterable[str]) -> str:
        """Return the id of the one airport or base of these kinds that the report names; "" for none, or several."""
        found = {id_ for kind in kinds for id_ in self._premises.get(kind, ())}
        return found.pop() if len(found) == 1 else ""

    def speaks_of(self, head_id: str) -> bool:
        """Return whether a role word stands anywhere in the report."""
        return head_id in self._heads


# Kinds of places that are premises, which a report calls by the plain word too: «مطار عسكري».
_PREMISES = frozenset(("airport", "base"))


def _premises(sentences: Iterable[Iterable[Unit]]) -> dict[str, frozenset[str]]:
    """Return the airports and bases that a report names, by kind, as data/nouns would call them (`t4-airbase`)."""
    found: dict[str, frozenset[str]] = {}
    for units in sentences:
        for unit in units:
            place = unit.place.place if unit.place is not None else None
            if place is not None and place.kind in _PREMISES:
                id_ = place.id.replace("-air-base", "-airbase")
                found[place.kind] = found.get(place.kind, frozenset()) | {id_}
    return found


def countries_of(book: ActorBook, actor_id: str) -> tuple[str, ...]:
    """Return the countries where an actor acts: its theatres, else its own."""
    theatres = book.theatres.get(actor_id)
    if theatres is not None:
        return theatres
    actor = book.actors.get(actor_id)
    state = book.states.get(actor.country) if actor is not None else None
    return (state,) if state else ()


def _weights(book: ActorBook, units: Iterable[Unit]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for unit in units:
        if unit.actor is None and unit.place is None and unit.nationality is None:
            continue  # most
        for country, weight in _told(book, unit):
            weights[country] = weights.get(country, 0.0) + weight
    return weights


def _told(book: ActorBook, unit: Unit) -> Iterator[tuple[str, float]]:
    """Yield the countries that one word speaks for, with their weight."""
    actor, place = unit.actor, unit.place
    if unit.bearers:
        return
    if actor is not None and (actor.usage != "short" or actor.cls == "person"):
        if actor.cls not in _ANYWHERE:
            for country in countries_of(book, actor.actor_id):
                yield country, _NAME
    elif place is not None:
        state = book.states.get(place.place.country)
        if state is not None:
            yield state, _PLACE
    elif unit.nationality is not None:
        entry: Nationality = unit.nationality.entry  # type: ignore[assignment]
        if not entry.weak:
            for country in countries_of(book, entry.country.id):
                yield country, _NAME


def _named(sentences: Iterable[Iterable[Unit]]) -> frozenset[str]:
    """Return the actors named by a name that is theirs alone."""
    return frozenset(
        unit.actor.actor_id
        for units in sentences
        for unit in units
        if unit.actor is not None and not unit.bearers and unit.actor.usage != "short"
    )
