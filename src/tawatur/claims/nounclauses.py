"""Reads the clause of a nominal trigger: its genitive, nationality and complements."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import P, T, V, says_by_whom
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.reach import is_reduced
from tawatur.claims.sentence import Sentence
from tawatur.claims.slots import fill_slot, grouped, prepositional, slot_of
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import Nominal, Verb


def noun_clause(sentence: Sentence, number: int, unit_index: int) -> Clause:
    """Return the slots of a nominal trigger: its genitive (of), nationality (adj), complements behind it."""
    chunk = sentence.chunks[number]
    units = sentence.units
    clause = Clause()
    right = sentence.right_of(number) or _behind_told(sentence, number)
    clause.last = right[-1] if right else number
    _complement(sentence, number, unit_index, chunk.last, clause)
    bare = prepositional(sentence, right, clause, unit_index)
    behind = number + 1
    if bare and bare[0] == number + 1 and not clause.get("of") and _starts_with_number(sentence, bare[0]):
        _add_counted(sentence, clause, bare.pop(0))
        behind += 1
    if (
        bare
        and bare[0] == number + 2
        and not clause.get("of")
        and sentence.chunks[number + 1].kind == P
        and chunk.last == unit_index + 1
    ):
        clause.add("of", sentence.filler(bare.pop(0)))  # «شن "طائرات روسية غارات»
    counted = behind > number + 1
    inner = not counted and any(units[f.unit].names_act for f in clause.get("of"))  # «عملية استهداف الوزير وابنه»
    while bare and sentence.chunks[bare[0]].joined and clause.get("of") and bare[0] == behind:
        if inner != any(r.kind in ("masdar", "nominal") for r in units[sentence.chunks[bare[0]].head].nouns):
            break  # «مقتل 4 أشخاص | وإصابة 5»
        clause.add("of", sentence.filler(bare.pop(0)))  # «فشل روسيا وتركيا وإيران»
        behind += 1
    if bare and clause.get("adj") and sentence.chunks[bare[0]].joined and bare[0] == number + 1:
        unit = units[sentence.chunks[bare[0]].head]
        if unit.nationality is not None:
            clause.add(
                "adj",
                Filler(bare[0], sentence.chunks[bare[0]].head, sentence.describer.adjective(unit, bare[0])),
            )
            bare.pop(0)
    groups = grouped(sentence, [b for b in bare if not (sentence.chunks[b].joined)])
    if groups and (clause.get("of") or units[unit_index].enclitic):
        fill_slot(clause, "obj", groups[0])
    return clause


def _behind_told(sentence: Sentence, number: int) -> list[int]:
    """Return the complements behind a clause that only says who told the act: «تهديدا أعلنته الأربعاء بتعليق»."""
    verb = number + 1
    if (
        verb >= len(sentence.chunks)
        or sentence.chunks[verb].kind != V
        or not is_reduced(sentence, number, verb)
    ):
        return []
    unit = sentence.units[sentence.chunks[verb].head]
    if not unit.enclitic or not unit.tells:
        return []
    return [n for n in sentence.right_of(verb) if sentence.chunks[n].kind == T or slot_of(sentence.chunks[n])]


def _add_counted(sentence: Sentence, clause: Clause, number: int) -> None:
    """Add a phrase that begins with a number or particle: the genitive, or whose act it was («… على الأرجح أمريكي»)."""
    chunk = sentence.chunks[number]
    head = sentence.units[chunk.head]
    if chunk.quantity < 0 and head.nationality is not None and head.head is None and not head.nouns:
        clause.add("adj", Filler(number, chunk.head, sentence.describer.adjective(head, chunk.head)))
    else:
        clause.add("of", sentence.filler(number))


def _starts_with_number(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is a number with what it counts: «مقتل 9», «مقتل نحو عشرين مدنيا»."""
    chunk = sentence.chunks[number]
    return not chunk.joined and (chunk.quantity >= 0 or sentence.units[chunk.first].pos == "particle")


def _complement(sentence: Sentence, number: int, unit_index: int, last: int, clause: Clause) -> None:
    """Read what stands behind the trigger within its own noun phrase."""
    units = sentence.units
    place = unit_index + 1
    while place < last:
        unit = units[place]
        if unit.pos != NOUN:
            place += 1
            continue
        if _narrowed(units, place, last):
            place += 2
            continue
        lone = (unit.actor is None and unit.head is None) or (
            _governs_nothing(units[unit_index]) and unit.article
        )
        if unit.actor is not None and says_by_whom(units[place - 1], unit):
            clause.add("adj", Filler(number, place, sentence.entity(place, place + 1)))
        elif unit.norm.removeprefix("ال") in _OFFICIAL and unit.head is None:
            official = sentence.describer.official(unit, place)
            if official is not None:
                clause.add("adj", Filler(number, place, official))
        elif unit.nationality is not None and lone:
            clause.add("adj", Filler(number, place, sentence.describer.adjective(units[place], place)))
        elif _plain_adjective(unit, units[unit_index]):
            pass
        elif units[unit_index].enclitic and not units[unit_index].article:
            clause.add("obj", Filler(number, place, sentence.entity(place, last)))  # «رفضها الاقتراح الروسي»
            return
        elif _governs_nothing(units[unit_index]) and unit.actor is None:
            pass
        else:
            clause.add("of", Filler(number, place, sentence.genitive(number, place, last)))
            return
        place += 1


# Adjectives of an act that say a government did it: «قصف حكومي», «الغارات الحكومية».
_OFFICIAL = frozenset("حكومي حكوميه حكوميا حكوميان حكوميين حكوميتان حكوميتين".split())


def _narrowed(units: Sequence[Unit], place: int, last: int) -> bool:
    """Return whether an adjective narrowed by a definite noun stands at `place`: «غارة مجهولة المصدر»."""
    unit = units[place]
    if unit.article or place + 1 >= last or not units[place + 1].article or unit.head is not None:
        return False
    return unit.norm.endswith("ه") and any(r.kind in ("active", "passive") for r in unit.nouns)


_PERSONS = frozenset(("civilian", "fighter", "official", "person", "crowd"))


def _describes(unit: Unit) -> bool:
    """Return whether a word for a person, in the feminine, is the adjective it comes from."""
    classes = {getattr(r.entry, "cls", "") for r in unit.nouns if r.kind == "noun"}
    return bool(classes) and classes <= _PERSONS


def _construct_event(trigger: Unit) -> bool:
    """Return whether a trigger asks for a victim as genitive: «مقتل مدني», «إصابة جندي»."""
    for reading in trigger.nouns:
        entry = reading.entry
        if isinstance(entry, Nominal) and entry.sense.frame.get("of") == "target":
            return True
        if (
            reading.kind == "masdar"
            and isinstance(entry, Verb)
            and any(s.masdar_of == "target" for s in entry.senses)
        ):
            return True
    return False


def _governs_nothing(trigger: Unit) -> bool:
    """Return whether a noun can have no genitive: the article or a pronoun is on it, or it has its tanwin alef."""
    if trigger.article or trigger.enclitic:
        return True
    return trigger.norm.endswith("ا") and any(r.features.state == "indefinite" for r in trigger.nouns)


def _noun_itself(unit: Unit) -> bool:
    """Return whether a word in ي is no adjective: a dual («ناقلتي»), a fixed phrase («ناقلة نفط»)."""
    return unit.last > unit.first + 1 or any(
        r.kind == "noun" and r.features.number == "du" for r in unit.nouns
    )


def _plain_adjective(unit: Unit, trigger: Unit) -> bool:
    """Return whether a unit behind a trigger only describes it («هجوم عنيف», «الغارات الجوية»)."""
    if unit.actor is not None or unit.place is not None:
        return False
    if (
        not unit.nouns
        and not unit.article
        and not unit.verbs
        and _construct_event(trigger)
        and not trigger.article
    ):
        return False  # «مقتل حذيفة»: a name
    if (
        not unit.article
        and unit.norm.endswith(("ي", "يه", "يا"))
        and not (unit.word is not None and unit.word.key.endswith("ى"))  # «قتلى», «جرحى»
        and not _noun_itself(unit)
        and any(r.kind == "noun" for r in unit.nouns)
    ):
        return trigger.norm.endswith(("ه", "ات")) == unit.norm.endswith("يه") and not _construct_event(
            trigger
        )
    if (
        not unit.article
        and unit.norm.endswith("ه")
        and trigger.norm.endswith(("ه", "ات"))
        and _describes(unit)
    ):
        return True  # «غارة مجهولة», «هجمات منسقة»
    if unit.head is not None or unit.generic is not None or any(r.kind == "noun" for r in unit.nouns):
        return False
    if unit.article != trigger.article and not trigger.enclitic:
        return False
    return not unit.names_act
