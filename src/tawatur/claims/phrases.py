"""A phrase by itself («وزير الخارجية الأمريكي», «قوات حفتر»): whom it means, by the rules for phrases of reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tawatur.claims.chunks import NP, make_chunks
from tawatur.claims.entities import Describer
from tawatur.claims.rolephrases import nationality_of
from tawatur.claims.scene import Scene
from tawatur.claims.sentence import Sentence
from tawatur.claims.tagging import tag
from tawatur.claims.units import Unit, make_units
from tawatur.lexicon.lexicon import Lexicon
from tawatur.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """Whom a phrase means: id, class, the rule that says so, what the name chosen says of its bearer.

    `role` is the role word it begins with, "" without; `bodies` are the countries, bodies and groups
    named behind it. `is_whole` tells whether nothing of the phrase was left over but where
    it is («مصدر طبي في مستشفى»).
    """

    id: str
    cls: str
    rule: str
    framing: str
    role: str
    bodies: tuple[str, ...]
    is_whole: bool


def read_phrase(lexicon: Lexicon, tokens: Sequence[Token], text: str, on: date | None) -> Phrase | None:
    """Return whom the first noun phrase of `tokens` means on the day; None where it means nobody."""
    if not tokens:
        return None
    norms = [token.norm for token in tokens]
    units = make_units(tokens, norms, text, (0, len(tokens)), {}, {}, lexicon)
    if not units:
        return None
    tag(units, frozenset())
    scene = Scene(lexicon.actors, [units], on=on)
    sentence = Sentence(units, make_chunks(units), Describer(lexicon, text, on, scene))
    number = next((n for n, chunk in enumerate(sentence.chunks) if chunk.kind == NP), None)
    if number is None:
        return None
    entity = sentence.filler(number).entity
    if not entity.id or not entity.is_actor:
        return None
    bodies = tuple(dict.fromkeys(_bodies(units[entity.first + 1 :], lexicon)))
    whole = entity.first == 0 and all(c.prep for c in sentence.chunks if units[c.first].start >= entity.end)
    return Phrase(entity.id, entity.cls, entity.rule, entity.framing, entity.role_word, bodies, whole)


def _bodies(units: Sequence[Unit], lexicon: Lexicon) -> Iterator[str]:
    """Yield the ids of what is named beside a role word."""
    for unit in units:
        if unit.actor is not None:
            yield unit.actor.actor_id
        if unit.nationality is not None:
            yield nationality_of(unit).country.id
        if unit.place is not None and unit.place.place.id in lexicon.actors.countries:
            yield unit.place.place.id
