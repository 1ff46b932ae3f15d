"""Finds the subject that a verb does not have behind it: antecedents, elided ones, pronouns."""

from __future__ import annotations

from tawatur.claims.agreement import pronoun_fits
from tawatur.claims.chunks import AUX, NP, QUOTES, C, P, R, S, T, V
from tawatur.claims.entities import PEOPLE, Entity
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.quantities import is_counted
from tawatur.claims.reach import COMMAS, is_reduced
from tawatur.claims.sentence import OBJECTS, Sentence
from tawatur.claims.slots import resumes
from tawatur.claims.units import Unit
from tawatur.lexicon.words import Features


def _carried_subject(sentence: Sentence, number: int, clause: Clause, pronoun: str) -> None:
    """Give the verb a sentence begins with («وشن خلال تلك السنوات غارات») the last sentence's subject."""
    known = sentence.describer.memory.subject
    if number > 1 or known is None or not known.entity.is_actor:
        return
    if _agrees_with(pronoun, known.entity):
        clause.add("subj", Filler(number, sentence.chunks[number].head, known.entity, pronoun=True))


def _agrees_with(pronoun: str, entity: Entity) -> bool:
    """Return whether an actor of an earlier sentence can be meant, by its class: bodies are feminine or plural."""
    if pronoun == "ه":
        return entity.cls in ("person", "official", "group", "force", "state", "government")
    if pronoun == "ها":
        return entity.cls in ("state", "force", "government", "body", "group", "media")
    return entity.cls in ("force", "group", "crowd", "fighter", "civilian")


def opening_pronoun(sentence: Sentence, number: int) -> list[Filler]:
    """Return whom the pronoun on the particle before a verb means: «أنها اعترضت», «أنه منع أربعة»."""
    place = number - 1
    if (
        place > 0
        and sentence.chunks[place].kind == P
        and sentence.units[sentence.chunks[place].first].norm in QUOTES
    ):
        place -= 1  # «إنه "أطلق سبعة صواريخ»
    opener = sentence.chunks[place] if place >= 0 else None
    if opener is None or opener.kind != S or not sentence.units[opener.last - 1].enclitic:
        return []
    enclitic = sentence.units[opener.last - 1].enclitic
    referent = _speaker_meant(sentence, place, enclitic) or sentence.referent(opener.first, enclitic)
    return [Filler(place, opener.last - 1, referent, pronoun=True)] if referent is not None else []


def _speaker_meant(sentence: Sentence, opener: int, enclitic: str) -> Entity | None:
    """Return who tells of himself in the clause that «أنه» opens: «قال التحالف الذي تقوده فرنسا إنه نفذ».

    The verb before the clause, relative clauses passed over, has to be one of telling; its subject
    is the first phrase behind it that can act.
    """
    for number in range(opener - 1, -1, -1):
        chunk = sentence.chunks[number]
        if chunk.kind in (S, C):
            return None
        if chunk.kind != V:
            continue
        told = sentence.units[chunk.head].tells
        if number and sentence.chunks[number - 1].kind == R:
            if told:
                return None  # «الموقع الذي تقول المنظمة إنه شهد»
        else:
            return _first_teller(sentence, number + 1, opener, enclitic) if told else None
    return None


def _first_teller(sentence: Sentence, first: int, last: int, enclitic: str) -> Entity | None:
    """Return the first bare phrase of chunks [first, last), if a pronoun can mean it."""
    for number in range(first, last):
        chunk = sentence.chunks[number]
        if chunk.kind not in (NP, T):
            return None
        if chunk.kind == T or chunk.prep:
            continue
        filler = sentence.filler(number)
        if (
            number + 1 < last
            and sentence.chunks[number + 1].kind == NP
            and not sentence.chunks[number + 1].prep
        ):
            behind = sentence.filler(number + 1)
            filler = behind if sentence.names(filler, behind) else filler  # «المبعوث مارتن غريفيث»
        unit = sentence.units[filler.unit]
        feminine = filler.entity.cls == "state" and unit.norm.endswith(("ا", "ه"))
        fits = filler.entity.is_actor and pronoun_fits(enclitic, unit, filler.entity)
        return filler.entity if fits and not (enclitic == "ه" and feminine) else None
    return None


def elided_subject(sentence: Sentence, number: int, clause: Clause, features: Features) -> None:
    """Give a verb without a subject that of the verb before it: «فرضت قوات الأمن حظرا وأغلقت الطرق»."""
    earlier = [n for n in range(number) if sentence.chunks[n].kind == V]
    pronoun = (
        "هم"
        if features.number == "pl"
        else "هما"
        if features.number == "du"
        else "ها"
        if features.gender == "f"
        else "ه"
    )
    if not earlier:
        _carried_subject(sentence, number, clause, pronoun)
        return
    joined = sentence.chunks[number].joined and features.number == "sg"
    for before in reversed(earlier[-4:]):
        if (
            joined
            and before
            and sentence.chunks[before - 1].kind in (R, S)
            and len(earlier) > 1
            and before != earlier[0]
        ):
            continue  # «رفض الفصيل انتقاله حيث توجه الآخران، وطالب»
        if _only_told(sentence, before, number):
            continue  # «أوضح الناطق أن المحاولة فشلت، وقصفت»
        for key, known in sentence.clauses.items():
            if key[0] != before:
                continue
            subjects = [f for f in known.get("subj") if f.entity.is_actor or f.entity.cls in OBJECTS]
            if subjects and _is_witness(subjects[0].entity) and _is_violent(sentence, number):
                return  # «أحصى المرصد غارات وقصف»
            if subjects and _meant_by(pronoun, sentence, subjects[0], features):
                for filler in subjects:
                    clause.add("subj", Filler(filler.chunk, filler.unit, filler.entity, pronoun=True))
                return


def _only_told(sentence: Sentence, earlier: int, number: int) -> bool:
    """Return whether a verb stands in what the one at `earlier` tells, and is none of telling itself."""
    content = any(
        c.kind == S and c.particle is not None and c.particle.relation == "content"
        for c in sentence.chunks[earlier + 1 : number]
    )
    if not content:
        return False
    verb, behind = (sentence.units[sentence.chunks[n].head] for n in (earlier, number))
    return verb.tells and not behind.tells


# Who tells of violence and does none.
_WITNESSES = frozenset(("monitor", "media"))


def _is_witness(entity: Entity) -> bool:
    return entity.cls in _WITNESSES or entity.id == "unnamed-source"


def _is_violent(sentence: Sentence, number: int) -> bool:
    """Return whether the verb at a chunk tells of an act of war."""
    senses = (s for r in sentence.units[sentence.chunks[number].head].verbs for s in getattr(r.entry, "senses", ()))
    return any(sense.type in ("ASSAULT", "TERRITORY") for sense in senses)


def _meant_by(pronoun: str, sentence: Sentence, filler: Filler, features: Features) -> bool:
    """Return whether a verb's ending can mean a phrase: one that is counted is many, «خرج مئة مقاتل … كانوا»."""
    may_suffer = features.aspect == "perfect" and features.voice != "active"  # «شخصا … مقاتلين قتلوا»
    if (
        pronoun == "هم"
        and not may_suffer
        and filler.entity.cls in PEOPLE
        and _counts_many(sentence, filler.chunk)
    ):
        return True
    return pronoun_fits(pronoun, sentence.units[filler.unit], filler.entity)


def _counts_many(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase begins with a number over one: «مئة مقاتل», «أكثر من عشرين جنديا»."""
    place = sentence.chunks[number].quantity
    quantity = sentence.units[place].quantity if place >= 0 else None
    return quantity is not None and is_counted(sentence.units[place]) and (quantity.min or 2) > 1


def relative_subject(sentence: Sentence, number: int, unit: Unit, clause: Clause) -> list[Filler]:
    """Return the antecedent as subject, or put it in the slot its pronoun stands for («شنتها القوات»)."""
    before = number - 1
    if before > 0 and sentence.chunks[before].kind == AUX and sentence.chunks[before - 1].kind == R:
        before -= 1  # «التي كانت تستهدف»
    antecedent: Filler | None = None
    if before >= 0 and sentence.chunks[before].kind == R:
        antecedent = sentence.antecedent(before)
    elif before >= 0 and sentence.chunks[before].kind == NP and is_reduced(sentence, before, number):
        antecedent = sentence.filler(before)
    elif before > 0 and _goes_on_telling(sentence, before):
        antecedent = _told_act(sentence, before, number)
    if antecedent is None:
        return []
    antecedent = antecedent.as_pronoun()
    if unit.enclitic:
        clause.add("obj", antecedent)
        return []
    if _is_plural(unit) and sentence.chunks[before].kind == NP and sentence.chunks[before].joined:
        return _all_joined(sentence, before)  # «موظفين وحراسا قتلوا»
    for later in sentence.right_of(number):
        particle = sentence.chunks[later].particle
        if sentence.chunks[later].kind == NP and resumes(sentence.units, sentence.chunks[later]):
            slot = sentence.chunks[later].prep or (particle.slot if particle is not None else "")
            if slot:
                clause.add(slot, antecedent)
                return []
    return [antecedent]


def _is_plural(unit: Unit) -> bool:
    """Return whether a verb is in the plural."""
    return bool(unit.verbs) and unit.verbs[0].features.number == "pl"


def _all_joined(sentence: Sentence, last: int) -> list[Filler]:
    """Return the phrases joined by «و» up to chunk `last`, each described by the verb behind."""
    first = last
    while first and sentence.chunks[first].joined and sentence.chunks[first - 1].kind == NP:
        first -= 1
    return [f.as_pronoun() for f in sentence.coordinated(first, range(first + 1, last + 1))]


def _goes_on_telling(sentence: Sentence, before: int) -> bool:
    """Return whether a verb may go on telling of an act named before: behind a comma or the act's complements."""
    chunk = sentence.chunks[before]
    if chunk.kind == P:
        return sentence.units[chunk.first].norm in COMMAS
    return chunk.kind == T or (chunk.kind == NP and bool(chunk.prep))


def _told_act(sentence: Sentence, before: int, number: int) -> Filler | None:
    """Return the act that a verb goes on telling of: «غارة في مارس، استهدفت موقعا», «هجوم للفصيل أوقع»."""
    unit = sentence.units[sentence.chunks[number].head]
    if sentence.chunks[number].joined or not unit.verbs:
        return None
    behind_comma = sentence.chunks[before].kind == P
    for earlier in range(before - behind_comma, max(-1, before - 8), -1):
        chunk = sentence.chunks[earlier]
        if chunk.kind in (S, R) or (not behind_comma and chunk.kind not in (NP, T)):
            return None
        if chunk.kind != NP:
            continue
        head = sentence.units[chunk.head]
        if head.article or not head.names_act:
            continue
        gender = "f" if head.norm.endswith(("ه", "ات")) else "m"
        return sentence.filler(earlier) if unit.verbs[0].features.gender == gender else None
    return None


def resumed_place(sentence: Sentence, number: int, clause: Clause) -> None:
    """Let «عليها» or «فيها» behind a verb mean the place named before: «مدينة درنة … ويسيطر عليها»."""
    if in_relative(sentence, number):
        return  # «في الوقت الذي رفضت فيه»
    for later in sentence.right_of(number)[:2]:
        chunk = sentence.chunks[later]
        if chunk.kind != NP or not resumes(sentence.units, chunk) or chunk.prep not in ("ala", "fi"):
            continue
        for earlier in range(number - 1, -1, -1):
            filler = sentence.filler(earlier) if sentence.chunks[earlier].kind == NP else None
            if filler is not None and filler.entity.is_place and filler.entity.cls in ("place", "area"):
                clause.add(chunk.prep, filler.as_pronoun())
                return


def in_relative(sentence: Sentence, number: int) -> bool:
    """Return whether the verb at a chunk stands right behind a relative."""
    return number > 0 and sentence.chunks[number - 1].kind == R


def says_what(sentence: Sentence, number: int) -> bool:
    """Return whether the verb's subject is what was told before: «وهو ما سمح», «ما أدى»."""
    opener = sentence.chunks[number - 1] if number else None
    return (
        opener is not None
        and opener.kind == S
        and opener.particle is not None
        and opener.particle.relation == "result"
    )
