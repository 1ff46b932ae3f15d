"""Puts the phrases behind a predicate into slots by their prepositions, and groups the bare ones."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP, Chunk, T
from tawatur.claims.entities import Entity
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.senses import HARMED
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import Unit


def prepositional(
    sentence: Sentence, numbers: Sequence[int], clause: Clause, predicate: int = -1
) -> list[int]:
    """Put prepositional phrases into their slots; return the numbers of the bare noun phrases.

    `predicate` is the unit of a nominal trigger, whose own complements they are.
    """
    bare: list[int] = []
    slot = ""
    for number in numbers:
        chunk = sentence.chunks[number]
        if chunk.kind == T:
            clause.times.append(number)
            continue
        if chunk.kind != NP or number in sentence.possessive or resumes(sentence.units, chunk):
            continue
        if (chunk.negated and not chunk.prep) or _counts_before(sentence, number):
            continue  # «دون وقوع إصابات»; «الهجمات الأربعة»
        if _describes_before(sentence, number):
            continue
        own = slot_of(chunk)
        if not own and _counts_those(sentence, number) and sentence.chunks[number - 1].head != predicate:
            continue  # «مقتل | 21 شخصا»: the genitive of the word before
        if (
            own in ("min", "bi")
            and number
            and _ends_in_passive(sentence, number - 1)
            and sentence.chunks[number - 1].last - 1 != predicate
        ):
            continue  # «القوات المدعومة من التحالف»: the participle's own agent
        filler = sentence.filler(number)
        if not own and not chunk.joined and _adverbial(sentence.units[filler.unit], filler.entity):
            own = "fi"
        if not own and slot and (chunk.joined or sentence.names(clause.get(slot)[-1], filler)):
            if not chunk.joined:
                clause.slots[slot].pop()
            clause.add(slot, filler)
        elif own:
            slot = own
            for each in (filler, *sentence.more.get(number, ())):
                clause.add(own, each)
        else:
            slot = ""
            bare.append(number)
    return bare


def _describes_before(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is a participle said of the definite one before it: «في القرية ذاتها الواقعة شمالا»."""
    chunk = sentence.chunks[number]
    if number == 0 or chunk.prep or chunk.joined or chunk.relation:
        return False
    unit, before = sentence.units[chunk.head], sentence.chunks[number - 1]
    if before.kind != NP or not unit.article or unit.head is not None or unit.actor is not None:
        return False
    only = bool(unit.nouns) and all(r.kind in ("active", "passive") for r in unit.nouns)
    first = sentence.units[chunk.first].particle
    return only and first is not None and first.id == "emph-self"


def _counts_before(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is only the numeral of the definite one before it: «الهجمات الأربعة»."""
    chunk = sentence.chunks[number]
    if chunk.quantity < 0 or chunk.last > chunk.quantity + 1 or chunk.joined or chunk.prep or number == 0:
        return False
    before = sentence.chunks[number - 1]
    return (
        before.kind == NP
        and sentence.units[before.last - 1].article
        and sentence.units[chunk.quantity].norm.startswith("ال")
    )


def _counts_those(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is how many the verbal noun right before it tells of: «مقتل 21 شخصا», «إصابة عشرة»."""
    chunk = sentence.chunks[number]
    if chunk.quantity < 0 or chunk.joined or number == 0:
        return False
    before = sentence.chunks[number - 1]
    unit = sentence.units[before.last - 1]
    if before.kind != NP or unit.article or unit.enclitic or before.last - 1 != before.head:
        return False
    counted = sentence.describer.lexicon.counted
    return any(
        r.kind in ("masdar", "nominal") and counted.get(getattr(r.entry, "id", "")) in HARMED for r in unit.nouns
    )


def _ends_in_passive(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase's last word is a passive participle with the article, not its head."""
    chunk = sentence.chunks[number]
    last = sentence.units[chunk.last - 1]
    if chunk.kind != NP or chunk.last - 1 == chunk.head or not last.article:
        return False
    return bool(last.nouns) and all(r.kind in ("active", "passive") for r in last.nouns)


def _adverbial(unit: Unit, entity: Entity) -> bool:
    """Return whether a phrase without preposition says where: «جنوبي سوريا», «شرق المدينة»."""
    if unit.actor is not None:
        return False
    return entity.is_place and unit.generic is not None and unit.generic.kind in ("direction", "relation")


def slot_of(chunk: Chunk) -> str:
    """Return the slot that a phrase's preposition opens; relations that name one count too."""
    return chunk.prep or chunk.relation


def grouped(sentence: Sentence, bare: Sequence[int]) -> list[list[Filler]]:
    """Return the bare phrases with those joined to them, in order."""
    groups: list[list[Filler]] = []
    for number in bare:
        filler = sentence.filler(number)
        if groups and not sentence.chunks[number].joined and sentence.names(groups[-1][-1], filler):
            groups[-1][-1] = filler
        elif sentence.chunks[number].joined and groups:
            sentence.join(groups[-1], filler)
        else:
            groups.append([filler])
        groups[-1] += sentence.more.get(number, ())
    return groups


def fill_slot(clause: Clause, slot: str, group: Sequence[Filler]) -> None:
    """Put a group of phrases into one slot."""
    for filler in group:
        clause.add(slot, filler)


def resumes(units: Sequence[Unit], chunk: Chunk) -> bool:
    """Return whether a chunk is a preposition with a pronoun («عليها», «فيه»)."""
    unit = units[chunk.head]
    particle = unit.particle
    return particle is not None and (particle.kind == "pronoun" or bool(unit.enclitic or particle.person))


def first_of_list(sentence: Sentence, number: int) -> int:
    """Return the chunk whose preposition governs a phrase: «المتاخمة لإسرائيل وقطاع غزة»."""
    while sentence.chunks[number].joined and not sentence.chunks[number].prep and number:
        if sentence.chunks[number - 1].kind != NP:
            break
        number -= 1
    return number
