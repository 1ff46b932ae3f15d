"""Reads those who act beside others: «بدعم من», «بالتنسيق مع»."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP, C, S, V
from tawatur.claims.clauses import features_of, main_subject, verb_clause
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.sentence import Sentence
from tawatur.lexicon.entries import Verb


def read_companion(sentence: Sentence, number: int, drafts: list[Draft]) -> None:
    """Read «بدعم من الطيران الروسي», «بالتنسيق مع الحكومة»: an act between the clause's subject and the actor named."""
    chunk = sentence.chunks[number]
    if chunk.particle is None or chunk.particle.id not in sentence.describer.lexicon.companions:
        return
    sense, role = sentence.describer.lexicon.companions[chunk.particle.id]
    companion = _companion(sentence, number)
    if not companion.entity.is_actor and companion.entity.cls != "aircraft":
        return
    draft = Draft(sense, chunk.first, number, "nominal", f"companions:{chunk.particle.id}")
    named = _side_of_named(sentence, number, role)
    getattr(draft, named).extend(_all_named(sentence, companion))
    drafts.append(draft)


def _companion(sentence: Sentence, number: int) -> Filler:
    """Return who is named behind «بدعم من», or by an adjective: «بدعم روسي» is the state's."""
    filler, unit = sentence.filler(number), sentence.units[sentence.chunks[number].head]
    if unit.nationality is None or unit.article or filler.entity.cls != "person":
        return filler
    return Filler(filler.chunk, filler.unit, sentence.describer.adjective(unit, filler.unit))


def accompany(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give every act of a companion («بدعم من») whom he stands by, once the pronouns on acts are known."""
    for place, draft in enumerate(drafts):
        beside = draft.rule.startswith("companions:")
        supported = draft.rule in _SUPPORTING and sentence.chunks[draft.chunk].prep == "bi"
        if not (beside or (supported and draft.actors and not draft.targets)):
            continue
        subject = draft.targets if supported or not draft.targets else draft.actors
        taken = {f.chunk for f in (*draft.actors, *draft.targets)}
        found = _accompanied(sentence, draft.chunk, drafts[:place])
        subject.extend(f for f in found if f.chunk not in taken)


def request(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Let who stands behind «بطلب من» ask whoever acts: «يجتمع المجلس بطلب من مصر»."""
    for place, draft in enumerate(drafts):
        chunk, behind = sentence.chunks[draft.chunk], draft.chunk + 1
        lone = chunk.prep == "bi" and draft.kind == "masdar" and chunk.last == draft.unit + 1
        if not lone or draft.sense.type != "REQUEST" or draft.absorbed or behind >= len(sentence.chunks):
            continue
        if sentence.chunks[behind].kind != NP or sentence.chunks[behind].prep != "min":
            continue
        asking = [f for f in _all_named(sentence, sentence.filler(behind)) if f.entity.is_actor]
        asked = _accompanied(sentence, draft.chunk, drafts[:place]) if asking else []
        draft.actors = asking or draft.actors
        draft.targets = [f for f in asked if f.entity.id not in {a.entity.id for a in asking}]


# Nominals of support that an act is done with: «بإسناد جوي من التحالف».
_SUPPORTING = frozenset(("nominals:isnad-jawwi",))


def _side_of_named(sentence: Sentence, number: int, role: str) -> str:
    """Return whether the companion named at a chunk acts or is acted for.

    Behind a noun that governs «بـ» the words are a verbal noun: «تورط إيران بدعم الحوثيين».
    """
    before = sentence.chunks[number - 1] if number else None
    within = range(before.head, before.last - 1) if before is not None and before.kind == NP else range(0)
    verbal = any(_governs_bi(sentence, index) for index in within)
    return "actors" if role == "actor" and not verbal else "targets"


def _governs_bi(sentence: Sentence, index: int) -> bool:
    """Return whether a verbal noun has its act behind «بـ»: «تورط», «قيام»."""
    entries = (r.entry for r in sentence.units[index].nouns if r.kind == "masdar")
    return any(isinstance(e, Verb) and (e.light or {}).get("bi") in ("event", "content") for e in entries)


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


def _all_named(sentence: Sentence, first: Filler) -> list[Filler]:
    """Return a companion and those joined to him: «بدعم من روسيا وإيران»."""
    joined = sentence.coordinated(first.chunk, range(first.chunk + 1, len(sentence.chunks)))
    return [first, *(f for f in joined if f.chunk != first.chunk and f.entity.is_actor)]


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
        subject = _subject_within(sentence, number - 1)
        if subject:
            return subject
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
    return _subject_beside(sentence, number) or main_subject(sentence, number)


def _subject_within(sentence: Sentence, number: int) -> list[Filler]:
    """Return the subject of the last verbal noun in a phrase: «مع تكثيف القوات | بدعم روسي حملتها»."""
    chunk = sentence.chunks[number]
    masdars = (
        i for i in range(chunk.head, chunk.last - 1) if any(r.kind == "masdar" for r in sentence.units[i].nouns)
    )
    last = max(masdars, default=-1)
    if last < 0:
        return []
    filler = Filler(number, last + 1, sentence.entity(last + 1, chunk.last))
    acts = filler.entity.is_actor and (not filler.entity.is_place or filler.entity.cls == "state")
    return [filler] if acts else []


def _subject_beside(sentence: Sentence, number: int) -> list[Filler]:
    """Return the subject of the verb in whose clause a companion is named: «التي ينفذها اللواء، وبإسناد من»."""
    for verb in range(number - 1, -1, -1):
        kind = sentence.chunks[verb].kind
        if kind in (S, C):
            return []
        if kind == V and number in sentence.right_of(verb):
            subjects = verb_clause(sentence, verb, features_of(sentence, verb), True, False).get("subj")
            return [f for f in subjects if f.entity.is_actor]
    return []


def _phrase_before(sentence: Sentence, number: int) -> int:
    """Return the nearest noun phrase before chunk `number` that names an actor, else `number`."""
    for earlier in range(number - 1, -1, -1):
        if sentence.chunks[earlier].kind == NP and sentence.filler(earlier).entity.is_actor:
            return earlier
    return number
