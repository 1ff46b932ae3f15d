"""Gives acts what the light verbs around them found: «شنت الطائرات غارات», «أسفر القصف عن مقتل»."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import R, V
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.quantities import count
from tawatur.claims.roles import fill_role
from tawatur.claims.senses import MORTAL
from tawatur.claims.sentence import Sentence
from tawatur.lexicon.entries import Verb


def carry(sentence: Sentence, verb: Verb, number: int, clause: Clause, by_unit: dict[int, Draft]) -> None:
    """Give what a light verb found to the nominal it carries («شنت الطائرات غارات»)."""
    frame = verb.light or {}
    chunk = sentence.chunks[number]
    carried = _acts_as(_ACTS, sentence, verb, clause, by_unit)
    if verb.factuality is not None and not carried:
        carried = _drafts_behind(sentence, number, by_unit)
    for draft in carried:
        draft.governed = True
        for slot, role in frame.items():
            if role not in _ACTS and role != "none":
                for filler in clause.get(slot):
                    if drafts_in(sentence, filler, by_unit) or _nearer_act(draft, slot, filler, by_unit):
                        continue
                    fill_role(draft, role, filler, sentence)
        for slot, fillers in clause.slots.items():
            own = draft.sense.frame.get(slot, "place" if slot in ("fi", "locative") else "")
            if slot not in frame and own and slot not in ("subj", "obj", "of"):
                for filler in fillers:
                    fill_role(draft, own, filler, sentence)
        draft.times += [t for t in clause.times if t not in draft.times]
    results = _acts_as(("result",), sentence, verb, clause, by_unit)
    causes = _acts_as(("event",), sentence, verb, clause, by_unit)
    victims = _victims_of(sentence, verb, clause)
    if (results or victims) and not causes:
        # «…، ما أدى إلى مقتل»: the subject is what was told before.
        before = [
            d for d in by_unit.values() if d.chunk < number and not d.absorbed and d.sense.type == "ASSAULT"
        ]
        causes = before[-1:]
    if causes and not chunk.negated:  # «لم تسفر عن إصابات»: the harm denied is a claim of its own
        _tell_victims(sentence, verb, causes[0], victims)
        for result in results:
            if result.sense.mode == "displacement" and len(results) > 1:
                continue  # «مقتل المئات وتشريد الآلاف»: who fled is told of by itself
            if result is not causes[0] and result.sense.type in ("ASSAULT", "HARM"):
                causes[0].absorb(result)


# Roles in the frame of a light verb that acts have.
_ACTS = ("event", "result", "content")


def _acts_as(
    roles: Sequence[str], sentence: Sentence, verb: Verb, clause: Clause, by_unit: dict[int, Draft]
) -> list[Draft]:
    """Return the acts in the slots to which a light verb's frame gives one of `roles`."""
    slots = [slot for slot, role in (verb.light or {}).items() if role in roles]
    return [act for slot in slots for f in clause.get(slot) for act in drafts_in(sentence, f, by_unit)]


def _nearer_act(draft: Draft, slot: str, filler: Filler, by_unit: dict[int, Draft]) -> bool:
    """Return whether an act between claims the phrase for itself: «محادثات بشأن القتال بين قوات»."""
    return any(draft.chunk < d.chunk < filler.chunk and slot in d.sense.frame for d in by_unit.values())


def _victims_of(sentence: Sentence, verb: Verb, clause: Clause) -> list[Filler]:
    """Return the people in the result of a verb that tells of death itself: «أودى بحياة 12 شخصا»."""
    if verb.id not in sentence.describer.lexicon.counted:
        return []
    slots = [slot for slot, role in (verb.light or {}).items() if role == "result"]
    return [f for slot in slots for f in clause.get(slot) if f.entity.cls in MORTAL]


def _tell_victims(sentence: Sentence, verb: Verb, cause: Draft, victims: Sequence[Filler]) -> None:
    """Make the people an act carried off its targets, and count them."""
    if not victims:
        return
    counted = sentence.describer.lexicon.counted
    cause.add_targets(victims)
    told, cause.what = cause.what, counted[verb.id]
    cause.numbers += [n for n in count(sentence, cause, counted) if n not in cause.numbers]
    cause.what = told


def drafts_in(sentence: Sentence, filler: Filler, by_unit: dict[int, Draft]) -> list[Draft]:
    """Return the drafts whose triggers stand in the phrase of a filler, the first of them."""
    chunk = sentence.chunks[filler.chunk]
    for index in range(min(filler.unit, chunk.last), chunk.last):
        if index in by_unit and by_unit[index].kind != "verb":
            return [by_unit[index]]
    counted = filler.chunk + 1  # «سقوط | خمسة قتلى»
    if (
        chunk.last - 1 == filler.unit
        and counted < len(sentence.chunks)
        and sentence.chunks[counted].quantity >= 0
    ):
        act = by_unit.get(sentence.chunks[counted].head)
        return (
            [act]
            if act is not None and act.sense.type == "HARM" and not sentence.chunks[counted].joined
            else []
        )
    return []


def _drafts_behind(sentence: Sentence, number: int, by_unit: dict[int, Draft]) -> list[Draft]:
    """Return the first draft behind a chunk in its clause, across «أن»."""
    for later in range(number + 1, min(len(sentence.chunks), number + 7)):
        chunk = sentence.chunks[later]
        if chunk.kind == R:
            break
        for index in range(chunk.first, chunk.last):
            if index in by_unit:
                return [by_unit[index]]
        if chunk.kind == V:
            break
    return []
