"""Whom an act is aimed at where another word of the sentence says it: its purpose, its verb's object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tawatur.claims.chunks import NP, C, P, R, S, V
from tawatur.claims.clauses import features_of, verb_clause
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.reach import COMMAS
from tawatur.claims.roles import fill_role
from tawatur.claims.senses import HARMED
from tawatur.claims.sentence import OBJECTS, Sentence

# Chunks between an operation and the purpose that says whom it is against.
_MAX_PURPOSE = 8
_PURPOSES = frozenset(("ASSAULT", "TERRITORY", "COERCE"))


def aim(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give acts without a target that of what they are for, or that of the verb they are the means of."""
    for draft in drafts:
        if draft.sense.type == "AGREE" and not draft.absorbed:
            _agreed_with(draft, drafts)
        if draft.absorbed or draft.sense.mode == "clash":
            continue
        if _told(draft):
            if draft.kind == "nominal" and draft.sense.type == "ASSAULT" and not draft.actors:
                _of_verb(sentence, draft)
            continue
        if draft.sense.type == "ASSAULT" and draft.kind in ("nominal", "masdar") and draft.what not in HARMED:
            draft.add_targets(_of_purpose(sentence, draft, drafts) or _of_verb(sentence, draft))
        if not draft.targets and draft.kind == "masdar" and draft.sense.masdar_of == "target":
            _share_genitive(sentence, draft, drafts)
        if draft.sense.mode == "infrastructure" and draft.kind == "nominal" and not draft.targets:
            _out_of_service(sentence, draft)
        if draft.sense.mode == "toll" and not _told(draft):
            _of_the_fallen(sentence, draft)
        counted = draft.strong or draft.numbers
        if draft.sense.mode == "toll" and counted and not _told(draft) and draft.kind == "nominal":
            _said_of_the_fallen(sentence, draft)
        if draft.sense.mode == "displacement" and not draft.targets:
            _displaced(sentence, draft)
            _share_genitive(sentence, draft, drafts)


def _agreed_with(agreement: Draft, drafts: Iterable[Draft]) -> None:
    """Let one party to an agreement agree with whom it negotiates: «يجري مفاوضات مع روسيا سعيا لاتفاق»."""
    if len(agreement.actors) != 1 or agreement.targets:
        return
    party = agreement.actors[0].entity.id
    for draft in drafts:
        if draft.sense.type == "CONSULT" and draft.chunk < agreement.chunk and not draft.absorbed:
            ids = [a.entity.id for a in draft.actors]
            if party in ids and len(ids) > 1:
                agreement.add_actors(a for a in draft.actors if a.entity.id != party)
                return


def _told(draft: Draft) -> bool:
    """Return whether a target is known; a bare «قتلى» is only counted."""
    return any(t.entity.cls != "casualty" or t.entity.rule != "nouns" for t in draft.targets)


def _of_the_fallen(sentence: Sentence, toll: Draft) -> None:
    """Make those among whom the dead and wounded are the target: «قتلى من الحوثيين», «خسائر بين المدنيين»."""
    for number in sentence.right_of(toll.chunk):
        chunk = sentence.chunks[number]
        if chunk.kind != NP or chunk.prep not in _AMONG:
            continue
        for filler in sentence.coordinated(number, range(number + 1, len(sentence.chunks))):
            if filler.entity.cls in _FALLEN:
                fill_role(toll, "target", filler, sentence)
        return


def _out_of_service(sentence: Sentence, harm: Draft) -> None:
    """Make the thing right before what is said of it the target: «المستشفى معطل عن العمل»."""
    number = harm.chunk - 1
    if number < 0 or sentence.chunks[number].kind != NP or sentence.chunks[number].prep:
        return
    filler, said = sentence.filler(number), sentence.chunks[harm.chunk]
    predicate = said.head == harm.unit and not said.prep and not sentence.units[harm.unit].article
    if predicate and filler.entity.cls in ("facility", "infrastructure"):
        fill_role(harm, "target", filler, sentence)


def _said_of_the_fallen(sentence: Sentence, toll: Draft) -> None:
    """Make those whom a clause says the dead were the target.

    «معظم القتلى كانوا من المدنيين», «عدد القتلى وصل إلى 12 شخصا».
    """
    risen = False
    for number in range(toll.chunk + 1, min(len(sentence.chunks), toll.chunk + _MAX_SAID)):
        chunk = sentence.chunks[number]
        if chunk.kind in (S, R, C, P):
            return
        risen = risen or chunk.kind == V
        if risen and chunk.kind == NP and chunk.quantity < 0:
            return  # «عدد القتلى وصل إلى 12 شخصا», but «الضحايا، ويعطي المسلحين»
        if chunk.kind != NP or chunk.joined or (chunk.prep and chunk.prep not in _SAID):
            continue
        if sentence.filler(number).entity.cls not in _FALLEN:
            continue
        for filler in sentence.coordinated(number, range(number + 1, len(sentence.chunks))):
            if filler.entity.cls in _FALLEN:
                fill_role(toll, "target", filler, sentence)
        return


# Chunks from the dead to what is said of them, a verb and a time between; and how that may begin.
_MAX_SAID = 6
_SAID = frozenset(("min", "ila"))


# Slots behind a toll, and who may stand there: those it is counted among.
_AMONG = frozenset(("min", "bayn"))
_FALLEN = frozenset(("civilian", "fighter", "force", "group", "person", "official", "crowd"))


def _of_purpose(sentence: Sentence, act: Draft, drafts: Iterable[Draft]) -> list[Filler]:
    """Return the target of what an act is for: «عملية لطرد المقاتلين», «هجوما لاستعادة البلدة من الفصائل»."""
    for draft in drafts:
        if draft.kind != "masdar" or not 0 < draft.chunk - act.chunk <= _MAX_PURPOSE:
            continue
        chunk = sentence.chunks[draft.chunk]
        if draft.sense.type not in _PURPOSES or not (chunk.prep == "li" or chunk.relation == "purpose"):
            continue
        between = sentence.chunks[act.chunk + 1 : draft.chunk]
        if any(c.kind in (V, S, C) or (c.kind == P and _stops(sentence, c.first)) for c in between):
            return []
        return [t for t in draft.targets if all(t.entity.id != a.entity.id for a in act.actors)]
    return []


def _stops(sentence: Sentence, index: int) -> bool:
    return sentence.units[index].norm not in COMMAS


def _of_verb(sentence: Sentence, act: Draft) -> list[Filler]:
    """Return the object of the verb that an act is the means of, whose subject does it.

    «باغت التنظيم القوات بهجوم وتفجيرات».
    """
    first = act.chunk
    while first and sentence.chunks[first].joined and not sentence.chunks[first].prep:
        first -= 1
        sign = sentence.chunks[first]
        if first and sign.kind == P and sentence.units[sign.first].norm in COMMAS:
            first -= 1  # «بعمليات انتحارية، وهجوم عنيف»
    if sentence.chunks[first].prep != "bi" or not _may_take_place(sentence, first):
        return []
    for number in range(first - 1, -1, -1):
        if sentence.chunks[number].kind in (S, C, R):
            return []
        if sentence.chunks[number].kind == V:
            if first not in sentence.right_of(number):
                return []
            clause = verb_clause(sentence, number, features_of(sentence, number), True, False)
            found = [f for f in clause.get("obj") if f.entity.is_actor or f.entity.cls in OBJECTS]
            if found and not act.actors:
                act.add_actors(f for f in clause.get("subj") if f.entity.is_actor)
            return found
    return []


def _may_take_place(sentence: Sentence, number: int) -> bool:
    return sentence.units[sentence.chunks[number].head].names_act


def _displaced(sentence: Sentence, draft: Draft) -> None:
    """Make those who flee the target, where a verb before says who: «أجبر القتال الآلاف على الفرار»."""
    if draft.kind != "masdar" or draft.sense.frame.get("subj") != "target":
        return
    if draft.actors:
        draft.targets, draft.actors = draft.actors, []
        return
    slot = sentence.chunks[draft.chunk].prep
    for number in range(draft.chunk - 1, max(-1, draft.chunk - _MAX_PURPOSE), -1):
        if sentence.chunks[number].kind != V:
            continue
        if slot == "ala" and draft.chunk in sentence.right_of(number):
            clause = verb_clause(sentence, number, features_of(sentence, number), True, False)
            for filler in clause.get("obj"):
                fill_role(draft, "target", filler, sentence)
        return


def _share_genitive(sentence: Sentence, draft: Draft, drafts: Iterable[Draft]) -> None:
    """Give a verbal noun the genitive of the one joined to it: «نزوح وتشريد السكان», «قتل وجرح مدنيين»."""
    behind = draft.chunk + 1
    if draft.targets or behind >= len(sentence.chunks) or sentence.chunks[draft.chunk].last > draft.unit + 1:
        return
    if (
        sentence.chunks[behind].kind != NP
        or not sentence.chunks[behind].joined
        or sentence.chunks[behind].prep
    ):
        return
    for other in drafts:
        if other.chunk == behind and other.kind == "masdar":
            draft.add_targets(other.targets)
            return
