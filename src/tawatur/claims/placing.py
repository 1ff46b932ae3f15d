"""Places acts by what their sentence says of ground, and leaves to each act what is its own."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP, C, Chunk, P, R, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.roles import ON_GROUND
from tawatur.claims.sentence import Sentence
from tawatur.claims.slots import slot_of
from tawatur.lexicon.entries import Verb


def inherit_places(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give an act without a place the one its sentence is set in: the nearest act's, else the nearest named.

    «أسفر القصف على الغوطة عن مقتل خمسة في غارات متواصلة»: the raids are on al-Ghouta too.
    """
    located = [d for d in drafts if not d.absorbed and any(f.entity.named for _, f in d.places)]
    for draft in drafts:
        if (
            draft.absorbed
            or draft.sense.type not in ON_GROUND
            or any(f.entity.named for _, f in draft.places)
        ):
            continue
        near = [d for d in located if d is not draft and d.sense.type in ON_GROUND]
        if near:
            closest = min(near, key=lambda d: abs(d.chunk - draft.chunk))
            filler = next(f for _, f in closest.places if f.entity.named)
            draft.lend_place(filler)
            continue
        numbers = sorted(range(len(sentence.chunks)), key=lambda n: (n < draft.chunk, abs(n - draft.chunk)))
        for number in numbers:
            chunk = sentence.chunks[number]
            if chunk.kind != NP or slot_of(chunk) not in ("fi", "bi", "ala", ""):
                continue
            filler = sentence.filler(number)
            if (
                filler.entity.is_place
                and filler.entity.named
                and (chunk.prep in ("fi", "bi") or filler.entity.generic_word)
            ):
                draft.lend_place(filler)
                break


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
