"""Lends places: an act whose own words name no ground is where its sentence is set."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP, C, Chunk, P, R, S, T, V
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.placing import listed_with
from tawatur.claims.roles import ON_GROUND
from tawatur.claims.sentence import Sentence
from tawatur.claims.slots import slot_of
from tawatur.claims.whereabouts import told_places
from tawatur.lexicon.entries import Verb


def inherit_places(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give an act without a place the one its sentence is set in: the nearest act's, else the nearest named.

    «أسفر القصف على الغوطة عن مقتل خمسة في غارات متواصلة»: the raids are on al-Ghouta too.
    """
    borrowing = [d for d in drafts if not d.absorbed and _may_inherit(d)]
    if not borrowing:
        return
    lenders = [d for d in drafts if not d.absorbed and d.sense.type in ON_GROUND]
    located = [(d, place) for d in lenders if (place := _to_lend(sentence, d)) is not None]
    for draft in borrowing:
        filler = (
            _said_behind(sentence, draft)
            or _where(sentence, draft)
            or _of_nearest_act(sentence, draft, located)
            or _nearest_named(sentence, draft)
        )
        if filler is not None and not _is_doer(filler, draft):
            draft.lend_place(filler)
            for further in listed_with(sentence, filler):
                draft.add_place("at", further)


def _named_place(draft: Draft) -> Filler | None:
    return next((f for _, f in draft.places if f.entity.named or f.entity.place_id), None)


def _to_lend(sentence: Sentence, draft: Draft) -> Filler | None:
    """Return the place of an act that others may share: named ground, not the premises it was aimed at."""
    for _, filler in told_places(sentence, draft) or draft.places:
        entity = filler.entity
        if entity.named or (entity.place_id and entity.cls in _OPEN):
            return filler
    return None


_OPEN = frozenset(("place", "area"))


def _may_inherit(draft: Draft) -> bool:
    """Return whether an act is on ground, and on ground that its own words do not name."""
    if draft.sense.type not in ON_GROUND or draft.sense.type == "MOBILIZE":
        return False  # forces are sent somewhere, most often elsewhere
    if _named_place(draft) is not None:
        return False
    return not (draft.sense.mode == "other" and any(t.entity.cls in _SHOT_DOWN for t in draft.targets))


# What air defence meets on the way: not where it was aimed.
_SHOT_DOWN = frozenset(("missile", "shell", "drone"))


def _is_doer(filler: Filler, draft: Draft) -> bool:
    """Return whether a place is the state that acts: «قصفت غزة إسرائيل، وردت إسرائيل بغارات»."""
    return bool(filler.entity.id) and any(a.entity.id == filler.entity.id for a in draft.actors)


def _said_behind(sentence: Sentence, draft: Draft) -> Filler | None:
    """Return the place that a relative clause on an act names: «الحريق الذي شب في الميناء»."""
    relative = draft.chunk + 1
    chunks = sentence.chunks
    if draft.kind == "verb" or relative + 1 >= len(chunks):
        return None
    if chunks[relative].kind != R or chunks[relative + 1].kind != V:
        return None
    for number in range(relative + 2, len(chunks)):
        chunk = chunks[number]
        if chunk.kind in (S, C, R, V, P):
            return None
        if chunk.kind == NP and chunk.prep in ("fi", "bi"):
            filler = sentence.filler(number)
            if filler.entity.is_place:
                return filler
    return None


def _where(sentence: Sentence, draft: Draft) -> Filler | None:
    """Return the place that «حيث» before an act points back to: «جبال قنديل، حيث يتمركز الحزب»."""
    for number in range(draft.chunk - 1, 0, -1):
        chunk = sentence.chunks[number]
        if _relation(chunk) == "place":
            return _right_before(sentence, number)
        if chunk.kind in (S, C, R) or (chunk.kind == V and chunk.joined):
            return None
    return None


def _right_before(sentence: Sentence, number: int) -> Filler | None:
    """Return the place whose phrase stands right before a chunk, a sign or a time between."""
    for before in range(number - 1, -1, -1):
        chunk = sentence.chunks[before]
        if chunk.kind == NP:
            filler = sentence.filler(before)
            return filler if _is_ground(filler) else None
        if chunk.kind not in (P, T):
            return None
    return None


def _is_ground(filler: Filler) -> bool:
    entity = filler.entity
    return entity.is_place and bool(entity.named or entity.place_id) and entity.cls in _GROUND


def _of_nearest_act(
    sentence: Sentence, draft: Draft, located: Sequence[tuple[Draft, Filler]]
) -> Filler | None:
    """Return the place of the act nearest to another, of those that tell of the same scene."""
    for act, place in sorted(located, key=lambda each: abs(each[0].chunk - draft.chunk)):
        if act is not draft and _in_scene(sentence, draft, place.chunk):
            return place
    return None


def _in_scene(sentence: Sentence, draft: Draft, number: int) -> bool:
    """Return whether what a phrase tells can be the scene of an act.

    Not a place told later in a clause of its own («اندلعت اشتباكات، كما شهدت طرابلس هجمات»), nor one in a
    clause about somebody who has a part in the act («الطائرات، التي تشن هجمات في سوريا، قصفت»).
    """
    between = range(draft.chunk + 1, number)
    if any(_opens_scene(sentence, n) for n in between) or _of_telling(sentence, draft, number):
        return False
    return not (_of_somebody(sentence, draft, number) or _answered(sentence, draft, number))


def _opens_scene(sentence: Sentence, number: int) -> bool:
    """Return whether a clause with a scene of its own begins: «بينما», «كما شهدت», «وفق ما أعلن»."""
    chunk = sentence.chunks[number]
    verbal = number + 1 < len(sentence.chunks) and sentence.chunks[number + 1].kind == V
    return _relation(chunk) in _ELSEWHERE or (chunk.kind == C and verbal)


def _relation(chunk: Chunk) -> str:
    """Return what a subordinator says of its clause, "" for other chunks."""
    return chunk.particle.relation if chunk.kind == S and chunk.particle is not None else ""


# Relations of what begins a clause with a scene of its own.
_ELSEWHERE = frozenset(("content", "contrast", "addition", "manner", "while", "result"))


def _of_telling(sentence: Sentence, draft: Draft, number: int) -> bool:
    """Return whether a place is that of who tells of the act: «قال مسؤول في الحسكة إن», not «قال سكان حلب إن»."""
    if _of_source(sentence, number):
        return True
    tellers = (sentence.units[c.head].head for c in sentence.chunks[max(0, number - 1) : number + 1])
    if any(teller is not None and teller.cls == "civilian" for teller in tellers):
        return False
    behind = range(number + 1, draft.chunk)
    return any(_relation(sentence.chunks[n]) == "content" and _opens_content(sentence, n) for n in behind)


def _of_source(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase belongs to a source named in passing: «بحسب بيان للقوات الأميركية في أفغانستان»."""
    for before in range(number - 1, -1, -1):
        chunk = sentence.chunks[before]
        if chunk.kind == C:
            return sentence.chunks[before + 1].kind == NP
        if chunk.kind != NP or chunk.joined:
            return False
    return False


def _opens_content(sentence: Sentence, content: int) -> bool:
    """Return whether what a verb or cue of speech tells begins at a chunk."""
    for before in range(content - 1, -1, -1):
        chunk = sentence.chunks[before]
        if chunk.kind in (S, R):
            return False
        if chunk.kind == C or (chunk.kind == V and _speaks(sentence, before)):
            return True
        if chunk.kind == V:
            return False
    return False


def _speaks(sentence: Sentence, number: int) -> bool:
    return sentence.units[sentence.chunks[number].head].tells


def _of_somebody(sentence: Sentence, draft: Draft, number: int) -> bool:
    """Return whether a place stands in a relative clause on an actor, and the act outside it."""
    for relative in range(number - 1, -1, -1):
        chunk = sentence.chunks[relative]
        if chunk.kind in (S, C):
            return False
        if chunk.kind == R:
            behind = sentence.behind_relative(relative)
            inside = relative < draft.chunk and (behind < 0 or draft.chunk < behind)
            antecedent = sentence.antecedent(relative)
            somebody = antecedent is not None and antecedent.entity.is_actor and not antecedent.pronoun
            return somebody and not inside
    return False


def _answered(sentence: Sentence, draft: Draft, number: int) -> bool:
    """Return whether a place is where that was which an act answers: «ردا على هجوم في دوما، شنت غارات»."""
    for before in range(number, -1, -1):
        chunk = sentence.chunks[before]
        if chunk.kind == P:
            return False
        opens = chunk.kind == S and chunk.particle is not None and chunk.particle.id == "sub-because-of"
        if opens or (chunk.prep == "ala" and _behind_answer(sentence, before)):
            return draft.chunk < before or draft.chunk > number
    return False


# Chunks between «ردت» and what it answers: its subjects and a time.
_MAX_ANSWER = 6


def _behind_answer(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is what «رد» or «ردت» answers, and an act."""
    answering = (
        u
        for c in sentence.chunks[max(0, number - _MAX_ANSWER) : number]
        for u in sentence.units[c.head : c.last]
    )
    answers = any(
        isinstance(r.entry, Verb) and r.entry.id.startswith("radda") for u in answering for r in u.verbs
    )
    return answers and sentence.names_act(sentence.chunks[number])


def _nearest_named(sentence: Sentence, draft: Draft) -> Filler | None:
    """Return the nearest place named in the sentence, those behind the act first."""
    places = [
        (number, place)
        for number in range(len(sentence.chunks))
        if (place := _setting(sentence, number)) is not None
    ]
    if len(places) > 1:
        act = draft.chunk
        places.sort(key=lambda p: (p[0] < act and not _in_clause(sentence, p[0], act), abs(p[0] - act)))
    return next((f for _, f in places if _in_scene(sentence, draft, f.chunk)), None)


def _in_clause(sentence: Sentence, number: int, act: int) -> bool:
    """Return whether a phrase stands before an act in one clause: «أصدرت محكمة في باريس حكما بالسجن»."""
    chunk = sentence.chunks[act]
    return not (chunk.prep or chunk.relation) and all(c.kind in (NP, T) for c in sentence.chunks[number:act])


def _setting(sentence: Sentence, number: int) -> Filler | None:
    """Return the place that a phrase sets its sentence in, if it does: «في بلدة دوما», «شمال حلب»."""
    chunk = sentence.chunks[number]
    if chunk.kind != NP or slot_of(chunk) not in ("fi", "bi", "ala", "nahw", ""):
        return None
    filler = sentence.filler(number)
    entity = filler.entity
    set_in = chunk.prep in ("fi", "bi", "nahw") or entity.generic_word
    named = entity.is_place and entity.named and entity.cls in _GROUND
    return filler if named and set_in and not _of_teller(sentence, number) else None


# Classes of what can be ground: «في القاعدة» is a group.
_GROUND = frozenset(
    ("place", "area", "state", "government", "facility", "building", "site", "infrastructure")
)
# Who tells of acts elsewhere.
_TELLERS = frozenset(("official", "media", "body", "government", "monitor"))


def _of_teller(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase only says where those named right before it are: «مسؤول محلي في كركوك»."""
    before = sentence.chunks[number - 1] if number else None
    if before is None or before.kind != NP or sentence.chunks[number].joined:
        return False
    if any(
        u.head is not None and u.head.cls == "official" for u in sentence.units[before.head : before.last]
    ):
        return True  # «قتل السفير البريطاني السابق في ليبيا»
    told_by = sentence.filler(number - 1)
    speaks = told_by.entity.cls in _TELLERS or (told_by.entity.cls == "person" and told_by.entity.role_word)
    return bool(speaks) and sentence.units[told_by.unit].generic is None
