"""Chooses among the senses of a trigger by the words and classes in its slots."""

from __future__ import annotations

from tawatur.claims.entities import Entity
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import Condition, Nominal, Sense, Verb
from tawatur.lexicon.words import Reading


def holds(sense: Sense, clause: Clause, sentence: Sentence, forms: tuple[str, ...]) -> bool:
    """Return whether a sense's conditions are met by the slots of its clause."""
    for slot, words in sense.words:
        fillers = clause.get(slot)
        if slot in ("obj", "subj"):
            fillers = (
                [*clause.get("obj"), *clause.get("subj"), *clause.get("of")]
                if slot == "obj"
                else [*fillers, *clause.get("of")]
            )
        if not any(_is_one_of(sentence, f, words) for f in fillers):
            return False
    return all(
        not condition.classes.isdisjoint(forms)
        if condition.slots == ("form",)
        else _met(condition, clause, sentence)
        for condition in sense.needs
    )


def _met(condition: Condition, clause: Clause, sentence: Sentence) -> bool:
    fillers = [f for slot in condition.slots for f in clause.get(slot)]
    if not fillers and not {"obj", "subj"}.isdisjoint(condition.slots):
        fillers = clause.get("of")
    if condition.absent:
        return not fillers
    if not condition.classes:
        return bool(fillers)
    return any(condition.classes & classes_of(f, sentence) for f in fillers)


def classes_of(filler: Filler, sentence: Sentence) -> set[str]:
    """Return every semantic class that a filler's head can have."""
    found = {filler.entity.cls}
    if filler.entity.is_place:
        found.add("place")
    unit = sentence.units[filler.unit]
    if may_be_name(unit, filler.entity):
        found.add("person")
    for reading in unit.nouns:
        cls = getattr(reading.entry, "cls", "")
        if cls:
            found.add(cls)
        elif reading.kind in ("masdar", "nominal") and _type_of(reading) == "ASSAULT":
            found.add("attack")
    if unit.head is not None:
        found.add(unit.head.cls)
    return found


def _type_of(reading: Reading) -> str:
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
    behind = sentence.units[filler.unit : filler.unit + 4]
    phrase = " ".join(u.norm.removeprefix("ال") for u in behind)
    return any(" " in w and phrase.startswith(w.replace(" ال", " ")) for w in words)


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
    )


def may_be_name(unit: Unit, entity: Entity) -> bool:
    """Return whether a word the lexicon does not know may be somebody's name."""
    word = unit.word
    return (
        entity.cls == ""
        and not entity.is_place
        and unit.pos == NOUN
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


HARMED = frozenset(("killed", "injured", "missing", "detained", "displaced"))


def takes_victim(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb counts people harmed, so that a lone phrase beside «قتل» is the victim."""
    return sentence.describer.lexicon.counted.get(verb.id, "") in HARMED


MORTAL = frozenset(("civilian", "person", "fighter", "official", "crowd", "force", "group"))
