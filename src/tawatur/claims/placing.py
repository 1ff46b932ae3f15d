"""Places acts by what their sentence says of ground, and leaves to each act what is its own."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP, C, Chunk, P, R, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.roles import ON_GROUND
from tawatur.claims.sentence import Sentence
from tawatur.claims.slots import slot_of
from tawatur.lexicon.entries import Verb


def inherit_places(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give an act without a place the one its sentence is set in: the nearest act's, else the nearest named.

    «أسفر القصف على الغوطة عن مقتل خمسة في غارات متواصلة»: the raids are on al-Ghouta too.
    """
    located = [d for d in drafts if not d.absorbed and _named_place(d) is not None]
    for draft in drafts:
        if draft.absorbed or not _may_inherit(draft):
            continue
        near = [d for d in located if d is not draft and d.sense.type in ON_GROUND]
        filler = _of_nearest_act(draft, near) if near else _nearest_named(sentence, draft)
        if filler is not None and not _is_doer(filler, draft):
            draft.lend_place(filler)


def _named_place(draft: Draft) -> Filler | None:
    return next((f for _, f in draft.places if f.entity.named), None)


def _may_inherit(draft: Draft) -> bool:
    """Return whether an act is on ground, and on ground that its own words do not name."""
    if draft.sense.type not in ON_GROUND or _named_place(draft) is not None:
        return False
    return not (draft.sense.mode == "other" and any(t.entity.cls in _SHOT_DOWN for t in draft.targets))


# What air defence meets on the way: not where it was aimed.
_SHOT_DOWN = frozenset(("missile", "shell", "drone"))


def _is_doer(filler: Filler, draft: Draft) -> bool:
    """Return whether a place is the state that acts: «قصفت غزة إسرائيل، وردت إسرائيل بغارات»."""
    return bool(filler.entity.id) and any(a.entity.id == filler.entity.id for a in draft.actors)


def _of_nearest_act(draft: Draft, located: Sequence[Draft]) -> Filler | None:
    return _named_place(min(located, key=lambda d: abs(d.chunk - draft.chunk)))


def _nearest_named(sentence: Sentence, draft: Draft) -> Filler | None:
    """Return the nearest place named in the sentence, those behind the act first."""
    numbers = sorted(range(len(sentence.chunks)), key=lambda n: (n < draft.chunk, abs(n - draft.chunk)))
    return next((f for n in numbers if (f := _setting(sentence, n)) is not None), None)


def _setting(sentence: Sentence, number: int) -> Filler | None:
    """Return the place that a phrase sets its sentence in, if it does: «في بلدة دوما», «شمال حلب»."""
    chunk = sentence.chunks[number]
    if chunk.kind != NP or slot_of(chunk) not in ("fi", "bi", "ala", ""):
        return None
    filler = sentence.filler(number)
    entity = filler.entity
    set_in = chunk.prep in ("fi", "bi") or entity.generic_word
    named = entity.is_place and entity.named and entity.cls in _GROUND
    return filler if named and set_in and not _of_teller(sentence, number) else None


# Classes of what can be ground: «في القاعدة» is a group.
_GROUND = frozenset(
    ("place", "area", "state", "government", "facility", "building", "site", "infrastructure")
)
# Who tells of acts elsewhere.
_TELLERS = frozenset(("official", "person", "media", "body", "government", "monitor"))


def _of_teller(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase only says where those named right before it are: «مسؤول محلي في كركوك»."""
    before = sentence.chunks[number - 1] if number else None
    if before is None or before.kind != NP or sentence.chunks[number].joined:
        return False
    told_by = sentence.filler(number - 1)
    return told_by.entity.cls in _TELLERS and sentence.units[told_by.unit].generic is None


def leave_to_nearer(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Leave parties and targets behind a preposition to the act nearest before them.

    «مباحثات بشأن القتال بين القوات والحوثيين»: they fight; who talks is not said.
    """
    between = [d for d in drafts if "bayn" in d.sense.frame and d.kind != "verb"]
    for draft in between:
        for party in list(draft.actors):
            if sentence.chunks[party.chunk].prep == "bayn" and any(
                draft.chunk < d.chunk < party.chunk for d in between
            ):
                draft.actors.remove(party)
    for draft in drafts:
        for target in list(draft.targets):
            slot = slot_of(sentence.chunks[target.chunk])
            if draft.absorbed or not slot:
                continue
            nearer = (
                d
                for d in drafts
                if d.kind != "verb" and not d.absorbed and draft.chunk < d.chunk < target.chunk
            )
            if any(t.unit == target.unit for d in nearer for t in d.targets):
                draft.targets.remove(target)


def name_area(sentence: Sentence, draft: Draft) -> None:
    """Place an act on unnamed ground where the clause about it says that is: «مناطق تسيطر عليها المعارضة في درعا»."""
    for _, filler in draft.places[:1]:
        following = sentence.chunks[filler.chunk + 1 :] if not filler.entity.named else ()
        if filler.chunk < draft.chunk or not following or following[0].kind not in (R, V):
            return
        for number, chunk in enumerate(following, filler.chunk + 1):
            if chunk.kind in (P, S, C):
                return
            if chunk.kind == NP and chunk.prep in ("fi", "bi"):
                named = sentence.filler(number)
                if named.entity.is_place and named.entity.named:
                    draft.places.insert(0, ("at", named))
                    return


def place_spoken_of(sentence: Sentence, draft: Draft) -> None:
    """Take the place named before for what is held: «دوما الخاضعة لسيطرة المعارضة», «هجين … تحت سيطرة التنظيم».

    What stands behind («في سوريا») is where that place lies, not what is held.
    """
    number = _described(sentence, draft)
    if number >= 0:
        draft.places.insert(0, ("at", sentence.filler(number)))


def is_said_of_place(sentence: Sentence, draft: Draft) -> bool:
    """Return whether an act says who holds or besieges what was named before: «آخر معقل», «الخاضعة لسيطرة»."""
    chunk = sentence.chunks[draft.chunk]
    if draft.sense.mode in ("hold", "siege"):
        return True
    before = sentence.units[max(0, chunk.first - 4) : chunk.first] if chunk.prep == "li" else ()
    return draft.sense.type == "TERRITORY" and any(
        r.entry.id == "khadaa" for u in before for r in (*u.verbs, *u.nouns) if isinstance(r.entry, Verb)
    )


def _described(sentence: Sentence, draft: Draft) -> int:
    """Return the chunk of the place that a phrase about who holds it describes, or -1.

    The nearest place before its comma; else the nearest that is not itself only where
    something lies: «درنة هي الوحيدة في شرق ليبيا خارج سيطرة الجيش».
    """
    lying = -1
    told = any(f.entity.named for _, f in draft.places)
    for number in range(draft.chunk, -1, -1):
        chunk = sentence.chunks[number]
        if chunk.kind in (S, C) or (chunk.kind == V and not _copular(sentence, number)):
            return lying if not told else -1
        if chunk.kind != NP or chunk.head >= draft.unit or not _is_place(sentence, number):
            continue
        between = sentence.chunks[number + 1 : draft.chunk]
        if not _is_where(chunk) or (between and all(c.kind == P for c in between)):
            return number
        lying = number if lying < 0 else lying
    return lying if not told else -1


def _copular(sentence: Sentence, number: int) -> bool:
    """Return whether a verb only opens what is said of a place: «التي تعد», «وتقع», «وتخضع»."""
    if number and sentence.chunks[number - 1].kind == R:
        return True
    ids = {
        r.entry.id for r in sentence.units[sentence.chunks[number].head].verbs if isinstance(r.entry, Verb)
    }
    return not ids.isdisjoint(_SAYING_OF_PLACES)


# To lie, to be subject to, to be counted, to remain, to become: verbs whose subject is what is described.
_SAYING_OF_PLACES = frozenset(("waqaa", "khadaa", "adda_rayan", "itabara", "baqiya", "shakkala", "kana"))


def _is_where(chunk: Chunk) -> bool:
    """Return whether a phrase is only where something else is: «في شرق ليبيا», «قرب دمشق»."""
    return chunk.prep == "fi" and not chunk.joined


def _is_place(sentence: Sentence, number: int) -> bool:
    entity = sentence.filler(number).entity
    return entity.is_place and entity.named
