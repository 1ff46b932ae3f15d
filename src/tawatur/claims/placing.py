"""Places acts by what their sentence says of ground, and leaves to each act what is its own."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP, C, P, R, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.roles import ON_GROUND
from tawatur.claims.sentence import Sentence
from tawatur.claims.slots import slot_of


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
    """Take the place named before for what is held: «دوما الخاضعة لسيطرة المعارضة», «هجين … تحت سيطرة التنظيم»."""
    for number in range(draft.chunk, -1, -1):
        chunk = sentence.chunks[number]
        if chunk.kind != NP or chunk.head >= draft.unit:
            continue
        filler = sentence.filler(number)
        if filler.entity.is_place and filler.entity.named:
            told = any(f.entity.named for _, f in draft.places)
            if not told or _described_by(sentence, number, draft.chunk):
                draft.places.insert(0, ("at", filler))
            return


def _described_by(sentence: Sentence, place: int, number: int) -> bool:
    """Return whether a chunk says something of the place before: «دوما، آخر معاقل», «دوما، التي …، محاصرة»."""
    if place + 1 >= len(sentence.chunks) or sentence.chunks[place + 1].kind not in (P, R):
        return False
    return number - place <= MAX_DESCRIBED or sentence.behind_relative(place + 2) == number - 1


# Chunks between a place and the apposition or relative clause that says who holds it.
MAX_DESCRIBED = 4
