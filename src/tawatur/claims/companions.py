"""Reads those who act beside others: «بدعم من», «بالتنسيق مع»."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP
from tawatur.claims.clauses import main_subject
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.sentence import Sentence


def read_companion(sentence: Sentence, number: int, drafts: list[Draft]) -> None:
    """Read «بدعم من الطيران الروسي», «بالتنسيق مع الحكومة»: an act between the clause's subject and the actor named."""
    chunk = sentence.chunks[number]
    if chunk.particle is None or chunk.particle.id not in sentence.describer.lexicon.companions:
        return
    sense, role = sentence.describer.lexicon.companions[chunk.particle.id]
    companion = sentence.filler(number)
    if not companion.entity.is_actor and companion.entity.cls != "aircraft":
        return
    draft = Draft(sense, chunk.first, number, "nominal", f"companions:{chunk.particle.id}")
    others = [f for f in _accompanied(sentence, number, drafts) if f.chunk != number]
    named, subject = ("actors", "targets") if role == "actor" else ("targets", "actors")
    getattr(draft, named).extend(_all_named(sentence, number))
    getattr(draft, subject).extend(others)
    drafts.append(draft)


def mediate(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Make those who agreed or talked parties to the mediation named beside: «هدنة مع إسرائيل بوساطة مصرية».

    Under «برعاية» they only meet.
    """
    for draft in drafts:
        if draft.sense.mode != "mediation" or not draft.rule.startswith("companions:"):
            continue
        if "وساط" not in sentence.units[draft.unit].norm:
            continue
        before = [d for d in drafts if d.chunk < draft.chunk and d.sense.type in _TALKS and not d.absorbed]
        if before:
            draft.add_actors(
                a
                for a in before[-1].actors
                if a.entity.is_actor and all(a.entity.id != b.entity.id for b in draft.actors)
            )


_TALKS = frozenset(("AGREE", "CONSULT"))


def _all_named(sentence: Sentence, number: int) -> list[Filler]:
    """Return the companion named at a chunk and those joined to it: «بدعم من روسيا وإيران»."""
    joined = sentence.coordinated(number, range(number + 1, len(sentence.chunks)))
    return [f for f in joined if f.chunk == number or f.entity.is_actor]


def _accompanied(sentence: Sentence, number: int, drafts: Sequence[Draft]) -> list[Filler]:
    """Return whom the companion named at a chunk stands by: the doer of the act it is said of.

    «تحرير الجيش المدينة بإسناد من التحالف», «القوات المعززة بغطاء جوي من التحالف».
    """
    before = sentence.chunks[number - 1] if number else None
    if before is not None and before.kind == NP:
        last = sentence.units[before.last - 1]
        described = (
            last.article
            and before.last - 1 > before.head
            and any(r.kind in ("active", "passive") for r in last.nouns)
        )
        hal = (
            before.last - 1 == before.head
            and not last.article
            and any(r.kind == "passive" for r in last.nouns)
        )
        if (described or hal) and not any(r.kind == "noun" for r in last.nouns):
            return [sentence.filler(number - 1 if described else _phrase_before(sentence, number - 1))]
        if (
            any(u.actor for u in sentence.units[before.head : before.last])
            and not before.prep
            and before.particle is None
        ):
            filler = sentence.filler(number - 1)
            if filler.entity.is_actor:
                return [filler]
    for draft in reversed(drafts):
        if draft.actors and draft.chunk < number <= max(draft.clause_last, draft.chunk + 1):
            supported = draft.kind == "passive" and draft.sense.type == "COOPERATE"
            return draft.targets if supported else draft.actors  # «المدعومة أميركيا معززة بغطاء من التحالف»
    return main_subject(sentence, number)


def _phrase_before(sentence: Sentence, number: int) -> int:
    """Return the nearest noun phrase before chunk `number` that names an actor, else `number`."""
    for earlier in range(number - 1, -1, -1):
        if sentence.chunks[earlier].kind == NP and sentence.filler(earlier).entity.is_actor:
            return earlier
    return number
