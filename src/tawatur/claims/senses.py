"""Chooses among the senses of a trigger by the words and classes in its slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tawatur.claims.entities import Entity
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import Condition, Nominal, Sense, Verb
from tawatur.lexicon.words import Reading


def holds(sense: Sense, clause: Clause, sentence: Sentence, forms: tuple[str, ...]) -> bool:
    """Return whether a sense's conditions are met by the slots of its clause."""
    slots = clause.slots
    for slot, words in sense.words:
        if not _has_word(slots, slot, words, sentence):
            return False
    for condition in sense.needs:
        if condition.slots == _FORM:
            if condition.classes.isdisjoint(forms):
                return False
        elif not _met(condition, slots, sentence):
            return False
    return True


def _has_word(
    slots: Mapping[str, Sequence[Filler]], slot: str, words: frozenset[str], sentence: Sentence
) -> bool:
    """Return whether a slot, or one whose words may stand there, is filled by one of `words`."""
    for name in _STANDING_FOR.get(slot, (slot,)):
        for filler in slots.get(name, ()):
            if _is_one_of(sentence, filler, words):
                return True
    return False


_FORM = ("form",)
# Slots whose words may stand in another: a genitive is either, a lone subject of a passive the object.
_STANDING_FOR = {"obj": ("obj", "subj", "of"), "subj": ("subj", "of")}


def _met(condition: Condition, slots: Mapping[str, Sequence[Filler]], sentence: Sentence) -> bool:
    fillers = [f for slot in condition.slots for f in slots.get(slot, ())]
    if not fillers and not _CORE.isdisjoint(condition.slots):
        fillers = list(slots.get("of", ()))
    if condition.absent:
        return not fillers
    if not condition.classes:
        return bool(fillers)
    return any(not condition.classes.isdisjoint(classes_of(f, sentence)) for f in fillers)


_CORE = frozenset(("obj", "subj"))


def classes_of(filler: Filler, sentence: Sentence) -> frozenset[str]:
    """Return every semantic class that a filler's head can have."""
    entity = filler.entity
    key = (filler.unit, entity.cls, entity.is_place)
    found = sentence.classes.get(key)
    if found is None:
        found = sentence.classes[key] = frozenset(_classes(sentence.units[filler.unit], entity))
    return found


def _classes(unit: Unit, entity: Entity) -> Iterator[str]:
    yield entity.cls
    if entity.is_place:
        yield "place"
    if may_be_name(unit, entity):
        yield "person"
    for reading in unit.nouns:
        cls = getattr(reading.entry, "cls", "")
        if cls:
            yield cls
        elif reading.kind in ("masdar", "nominal") and type_of(reading) == "ASSAULT":
            yield "attack"
    if unit.head is not None:
        yield unit.head.cls


def type_of(reading: Reading) -> str:
    """Return the type of claim that a noun's entry makes last, "" if none."""
    entry = reading.entry
    if isinstance(entry, Nominal):
        return entry.sense.type
    if isinstance(entry, Verb) and entry.senses:
        return entry.senses[-1].type
    return ""


def _is_one_of(sentence: Sentence, filler: Filler, words: frozenset[str]) -> bool:
    """Return whether a filler's head is one of `words`, or begins one of several words («وقف إطلاق النار»)."""
    if _is_word(sentence.units[filler.unit], words):
        return True
    phrases = _phrases_among(words)
    if not phrases:
        return False
    units = sentence.units[filler.unit : filler.unit + 4]
    behind = " ".join((u.phrase or u.norm).removeprefix("ال").replace(" ال", " ") for u in units)
    return behind.startswith(phrases)


@cache
def _phrases_among(words: frozenset[str]) -> tuple[str, ...]:
    """Return those of several words, without their articles."""
    return tuple(w.replace(" ال", " ") for w in words if " " in w)


def _is_word(unit: Unit, words: frozenset[str]) -> bool:
    """Return whether a unit is one of `words`, whatever clitics and case ending it has."""
    bare = unit.norm
    for letters in ("و", "ف"):
        if unit.pro[:1] in ("w", "f") and bare.startswith(letters):
            bare = bare[1:]
    if unit.preposition:
        bare = bare[1:]
    bare = bare.removeprefix("ال")
    if unit.enclitic:
        bare = bare.removesuffix(unit.enclitic)
    return (
        bare in words
        or bare.removesuffix("ا") in words
        or (bare[:-1] + "ه" in words if bare.endswith("ت") else False)
        or (unit.head is not None and any(bare.removesuffix(p) in words for p in _POSSESSIVES))
    )


_POSSESSIVES = ("هما", "ها", "هم", "نا", "ه")  # «سفيره», which is spelled as «سفيرة»


def may_be_name(unit: Unit, entity: Entity) -> bool:
    """Return whether a word the lexicon does not know may be somebody's name."""
    word = unit.word
    return (
        entity.cls == ""
        and not entity.is_place
        and unit.pos == NOUN
        and not unit.nouns
        and word is not None
        and word.guess == "noun"
        and not unit.article
    )


def is_event(unit: Unit) -> bool:
    """Return whether a noun can only name an act: «هجوم», «فشل»."""
    return bool(unit.nouns) and all(
        r.kind == "masdar" or (r.kind == "nominal" and r.entry.strong)  # type: ignore[attr-defined]
        for r in unit.nouns
    )


# What is counted of people that harm came to; of those struck, told of in one breath.
HARMED = frozenset(("killed", "injured", "missing", "detained", "displaced"))
CASUALTIES = frozenset(("killed", "injured"))


def takes_victim(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb counts people harmed, so that a lone phrase beside «قتل» is the victim."""
    return sentence.describer.lexicon.counted.get(verb.id, "") in HARMED


MORTAL = frozenset(("civilian", "person", "fighter", "official", "crowd", "force", "group"))
