"""Numbers of a claim: who and what is counted, groups within a total, duals and single victims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tawatur.claims.chunks import NP, P, R, Chunk
from tawatur.claims.clauses import Filler, Sentence
from tawatur.claims.drafts import Draft
from tawatur.claims.units import QUANTITY, Unit
from tawatur.lexicon.entries import UNIONS
from tawatur.model import Number, Span

_PEOPLE = UNIONS["people"]
# Quantities that count nothing in a claim.
_NOT_COUNTED = frozenset(("measure", "ordinal", "percent", "year"))
# What the acts themselves are counted as, by mode; other acts are "other".
_STRIKES = frozenset(("airstrike", "shelling", "missile", "drone"))


def count(sentence: Sentence, draft: Draft, counted: Mapping[str, str]) -> list[Number]:
    """Return the numbers of a draft: its victims, its strikes. `counted` maps entry ids to what they count."""
    numbers: list[Number] = []
    numbers += _of_trigger(sentence, draft, counted)
    for filler in draft.targets:
        what = _what(sentence, draft, filler, counted)
        if what:
            numbers += _of_filler(sentence, filler, what)
            numbers += _subgroups(sentence, filler.chunk, what)
    return _distinct(numbers)


def _what(sentence: Sentence, draft: Draft, filler: Filler, counted: Mapping[str, str]) -> str:
    """Return killed, injured ...: said by the noun counted («قتيل»), else by the trigger."""
    for reading in sentence.units[filler.unit].nouns:
        what = counted.get(getattr(reading.entry, "id", ""), "")
        if what:
            return what
    return draft.what


def _of_trigger(sentence: Sentence, draft: Draft, counted: Mapping[str, str]) -> list[Number]:
    if draft.kind == "verb":
        return []
    chunk = sentence.chunks[draft.chunk]
    unit = sentence.units[draft.unit]
    entry_ids = [getattr(r.entry, "id", "") for r in unit.nouns]
    what = next((counted[i] for i in entry_ids if i in counted), "")
    if draft.unit != chunk.head:
        return []
    if not what:
        what = "strikes" if draft.sense.mode in _STRIKES and draft.sense.type == "ASSAULT" else ""
    if not what:
        return []
    return _counted(sentence, chunk, unit, what, "" if what == "strikes" else "people", single=False)


def _of_filler(sentence: Sentence, filler: Filler, what: str) -> list[Number]:
    chunk = sentence.chunks[filler.chunk]
    unit = sentence.units[filler.unit]
    return _counted(sentence, chunk, unit, what, filler.entity.id, single=not filler.pronoun)


def _counted(
    sentence: Sentence, chunk: Chunk, unit: Unit, what: str, who: str, *, single: bool
) -> list[Number]:
    if chunk.quantity >= 0:
        quantity = sentence.units[chunk.quantity].quantity
        if quantity is None or quantity.kind in _NOT_COUNTED:
            return []
        return [Number(what, who, quantity.min, quantity.max, quantity.span, quantity.rule)]
    span = Span(unit.start, unit.end)
    forms = [r.features for r in unit.nouns if r.features.number]
    if any(f.number == "du" for f in forms) and unit.norm.rstrip("ه").endswith(("ان", "ين", "ا", "ي")):
        return [Number(what, who, 2, 2, span, "dual")]
    person = any(getattr(r.entry, "cls", "") in _PEOPLE for r in unit.nouns) or unit.nationality is not None
    if single and person and not unit.article and not unit.enclitic and _singular(unit) and not unit.actor:
        return [Number(what, who, 1, 1, span, "single victim")]
    return []


def _singular(unit: Unit) -> bool:
    if any(r.kind == "noun" and r.features.number == "pl" for r in unit.nouns):
        return False
    return not unit.norm.endswith(("ين", "ون", "ات"))


def _subgroups(sentence: Sentence, number: int, what: str) -> list[Number]:
    """Return the groups named within a total: «7 مدنيين بينهم 3 أطفال»."""
    found: list[Number] = []
    opened = False
    for later in range(number + 1, min(len(sentence.chunks), number + 9)):
        chunk = sentence.chunks[later]
        if chunk.kind == R:
            opened = chunk.particle is not None and chunk.particle.relation == "partitive"
            if not opened:
                break
        elif chunk.kind == NP:
            if opened and (not chunk.prep or chunk.joined):
                entity = sentence.filler(later).entity
                if entity.cls in _PEOPLE or chunk.quantity >= 0:
                    head = sentence.units[min(chunk.head, chunk.last - 1)]
                    found += _counted(sentence, chunk, head, what, entity.id, single=True)
            elif not opened and not chunk.prep:
                break
        elif chunk.kind != P:
            break
    return found


def _distinct(numbers: Sequence[Number]) -> list[Number]:
    kept: list[Number] = []
    for number in numbers:
        if all((k.what, k.span) != (number.what, number.span) for k in kept):
            kept.append(number)
    return kept


def is_counted(unit: Unit) -> bool:
    """Return whether a unit is a quantity that can count people or things."""
    return unit.pos == QUANTITY and unit.quantity is not None and unit.quantity.kind not in _NOT_COUNTED
