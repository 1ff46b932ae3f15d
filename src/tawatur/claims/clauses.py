"""Reads the clause of a verb: its subject, object, complements and times."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import C, R, V
from tawatur.claims.entities import Entity
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.sentence import OBJECTS, Sentence
from tawatur.claims.slots import fill_slot, grouped, prepositional
from tawatur.claims.subjects import (
    elided_subject,
    in_relative,
    opening_pronoun,
    relative_subject,
    resumed_place,
    says_what,
)
from tawatur.lexicon.words import Features


def features_of(sentence: Sentence, number: int) -> Features:
    """Return the first grammatical reading of the verb at chunk `number`."""
    verbs = sentence.units[sentence.chunks[number].head].verbs
    return verbs[0].features if verbs else Features()


def verb_clause(
    sentence: Sentence, number: int, features: Features, transitive: bool, victim: bool
) -> Clause:
    """Return the slots of the verb at chunk `number` read with `features`; the same object for the same question.

    `transitive`: its frame has an object. `victim`: a lone noun phrase behind a form that may be
    passive is the one acted on («قتل خمسة مدنيين»), and so is one before it («139 مسلحا قتلوا»).
    """
    key = (number, features, transitive, victim)
    clause = sentence.clauses.get(key)
    if clause is None:
        clause = sentence.clauses[key] = _verb_clause(sentence, number, features, transitive, victim)
    return clause


def _verb_clause(
    sentence: Sentence, number: int, features: Features, transitive: bool, victim: bool
) -> Clause:
    unit = sentence.units[sentence.chunks[number].head]
    clause = Clause()
    right = sentence.right_of(number)
    clause.last = right[-1] if right else number
    left = relative_subject(sentence, number, unit, clause)
    if not left and not clause.slots:
        resumed_place(sentence, number, clause)
        resumed = bool(clause.slots)
    else:
        resumed = False
    if not left and (not clause.slots or resumed):
        left = sentence.subject_before(number)
    if not left and not clause.slots:
        left = opening_pronoun(sentence, number)
    groups = grouped(sentence, prepositional(sentence, right, clause))
    if left and unit.enclitic and groups and not left[0].pronoun and not _oblique(sentence, groups[0]):
        clause.slots["obj"], left = left, []  # «الصاروخ أطلقه الحوثيون»: the topic is the object
    if (
        left
        and len(groups) > 1
        and in_relative(sentence, number)
        and left[0].pronoun
        and groups[0][0].entity.is_actor
    ):
        left = []  # «الهجوم الذي اتهم الغرب النظام بشنه»
    for filler in left:
        clause.add("subj", filler)
    if unit.enclitic and groups and not left and not _oblique(sentence, groups[0]):
        fill_slot(clause, "subj", groups.pop(0))
        left = clause.get("subj")
    _bare_roles(sentence, clause, groups, features, transitive, victim, bool(left))
    if transitive and not clause.get("obj"):
        _told_object(sentence, clause)
    if (
        not clause.get("subj")
        and features.voice != "passive"
        and features.person == 3
        and not says_what(sentence, number)
    ):
        if sentence.chunks[number].joined:  # «أعلن التنظيم دولة … وسيطر على»
            for earlier in [n for n in range(number) if sentence.chunks[n].kind == V][-1:]:
                verb_clause(sentence, earlier, features_of(sentence, earlier), True, False)
        elided_subject(sentence, number, clause, features)
    return clause


def _told_object(sentence: Sentence, clause: Clause) -> None:
    """Take «الأنباء عن», which opens what is told too, for the verb's object: «كذبت الرئاسة الأنباء عن»."""
    behind = clause.last + 1
    if behind < len(sentence.chunks) and sentence.chunks[behind].kind == C:
        chunk = sentence.chunks[behind]
        if not chunk.joined and sentence.units[chunk.head].norm.startswith("ال"):
            clause.add("obj", Filler(behind, chunk.head, sentence.entity(chunk.head, chunk.last)))


def _bare_roles(
    sentence: Sentence,
    clause: Clause,
    groups: Sequence[Sequence[Filler]],
    features: Features,
    transitive: bool,
    victim: bool,
    has_subject: bool,
) -> None:
    """Decide which bare phrases behind a verb are its subject and its object."""
    may_be_passive = features.voice in ("passive", "both")
    if has_subject:
        if features.voice == "passive" and victim and "obj" not in clause.slots:
            clause.slots["obj"] = clause.slots.pop("subj")
        elif groups:
            _objects(clause, groups)
        elif (
            transitive
            and victim
            and may_be_passive
            and "obj" not in clause.slots
            and (_is_victim(clause.get("subj")) or _is_number(sentence, clause.get("subj")))
        ):
            clause.slots["obj"] = clause.slots.pop("subj")
        return
    if not groups:
        return
    agrees_not = features.number != "sg" or features.person != 3 or _oblique(sentence, groups[0])
    counted = victim and sentence.chunks[groups[0][0].chunk].quantity >= 0  # «قتل 38 من ميليشيات الحوثي»
    lone_patient = (
        len(groups) == 1 and transitive and may_be_passive and (counted or _acted_on(groups[0], victim))
    )
    if features.voice == "passive" or agrees_not or lone_patient:
        _objects(clause, groups)
        return
    subject, rest = 0, 1
    if len(groups) > 1 and _inverted(sentence, groups[0][0].entity, groups[1]):
        subject, rest = 1, 0
    fill_slot(clause, "subj", groups[subject])
    if len(groups) > 1:
        _objects(clause, [groups[rest], *groups[2:]])


def _objects(clause: Clause, groups: Sequence[Sequence[Filler]]) -> None:
    """Make the first of the bare phrases the object and the next the second one: «حملت الوزارة الجيش المسؤولية»."""
    fill_slot(clause, "obj", groups[0])
    if len(groups) > 1:
        fill_slot(clause, "obj2", groups[1])


def _inverted(sentence: Sentence, first: Entity, second: Sequence[Filler]) -> bool:
    """Return whether the object stands before the subject: «تحاصر البلدة منذ شهر قوات …»."""
    thing = not first.is_actor and (first.is_place or first.cls in OBJECTS)
    return thing and second[0].entity.cls in _ORGANISED and not _oblique(sentence, second)


def _is_victim(subjects: Sequence[Filler]) -> bool:
    return bool(subjects) and subjects[0].entity.cls not in _ORGANISED


def _is_number(sentence: Sentence, subjects: Sequence[Filler]) -> bool:
    """Return whether those before the verb are counted: «26 من قوات الأمن قتلوا»."""
    return bool(subjects) and sentence.chunks[subjects[0].chunk].quantity >= 0


def _oblique(sentence: Sentence, group: Sequence[Filler]) -> bool:
    """Return whether a phrase shows by its ending that it is no subject: «إرهابيين», «هجوما»."""
    chunk = sentence.chunks[group[0].chunk]
    unit = sentence.units[group[0].unit]
    if chunk.quantity >= 0:
        return False
    if any(r.features.state == "indefinite" for r in unit.nouns) and unit.norm.endswith("ا"):
        return True
    return unit.norm.endswith("ين") and any(
        r.features.number in ("pl", "du") and r.kind in ("noun", "active", "passive") for r in unit.nouns
    )


# A lone army or government behind «اعتقلت» acts, a lone person is acted on.
_ORGANISED = frozenset(("force", "group", "government", "state", "media", "body", "aircraft"))


_STRIKING = frozenset(("aircraft", "drone", "ship", "missile", "shell", "gunfire"))


def _acted_on(group: Sequence[Filler], victim: bool) -> bool:
    """Return whether a lone phrase behind a verb that may be passive is its patient."""
    if victim:
        return group[0].entity.cls not in _ORGANISED
    return not group[0].entity.is_actor and group[0].entity.cls not in _STRIKING


def main_subject(sentence: Sentence, number: int, first: bool = False) -> list[Filler]:
    """Return the subject of the nearest main verb before chunk `number`, relative clauses passed over.

    With `first` it is the sentence's first verb that counts: «… قال إن إيران هربتها، داعيا».
    """
    for earlier in range(number) if first else range(number - 1, -1, -1):
        if sentence.chunks[earlier].kind != V or (earlier and sentence.chunks[earlier - 1].kind == R):
            continue
        subjects = verb_clause(sentence, earlier, features_of(sentence, earlier), True, False).get("subj")
        if any(f.entity.is_actor for f in subjects):
            return subjects
    return []
