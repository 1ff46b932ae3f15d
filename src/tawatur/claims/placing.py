"""Places acts by what their sentence says of ground, and leaves to each act what is its own."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP, C, Chunk, P, R, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.reach import is_partitive
from tawatur.claims.roles import ON_GROUND
from tawatur.claims.sentence import Sentence
from tawatur.claims.slots import first_of_list, slot_of
from tawatur.claims.units import Unit
from tawatur.lexicon.entries import Verb


def listed_with(sentence: Sentence, filler: Filler) -> list[Filler]:
    """Return the places joined to one: «في سوريا والعراق», «مديريتي زبيد وبيت الفقيه»."""
    if filler.pronoun or sentence.chunks[filler.chunk].kind != NP:
        return []
    found: list[Filler] = []
    for number in range(filler.chunk + 1, len(sentence.chunks)):
        chunk = sentence.chunks[number]
        if chunk.kind != NP or not chunk.joined or chunk.prep:
            break
        further = sentence.filler(number)
        if not (further.entity.is_place and further.entity.named):
            break
        found.append(further)
    return found


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
        _leave_places(sentence, draft, drafts)


def _leave_places(sentence: Sentence, draft: Draft, drafts: Sequence[Draft]) -> None:
    """Leave places behind a nearer act to it where an act has one of its own: «تقدما في صعدة عقب هجوم في الملاحيظ»."""
    nouns = [
        d
        for d in drafts
        if d.kind != "verb" and not d.absorbed and d.chunk > draft.chunk and not is_said_of_place(sentence, d)
    ]
    for role, place in list(draft.places):
        nearer = [
            d for d in nouns if d.chunk < place.chunk and any(f.unit == place.unit for _, f in d.places)
        ]
        if any(f.chunk < d.chunk for d in nearer for _, f in draft.places if f.entity.named):
            draft.places.remove((role, place))


def name_area(sentence: Sentence, draft: Draft) -> None:
    """Place an act on unnamed ground where the words behind say which: «مناطق تسيطر عليها المعارضة في درعا».

    «أحياء عدة منها الربصة والكورنيش», «منطقة قريبة من حدود الأردن» likewise.
    """
    first = next((f for _, f in draft.places), None)
    if draft.absorbed or (first is not None and (first.entity.named or first.chunk < draft.chunk)):
        return
    if first is None and draft.sense.type not in ON_GROUND:
        return
    area = first.chunk if first is not None else _unnamed_ground(sentence, draft)
    number = _names_area(sentence, area) if area >= 0 else -1
    if number >= 0:
        named = sentence.filler(number)
        for further in reversed((named, *listed_with(sentence, named))):
            draft.places.insert(0, ("at", further))


def _unnamed_ground(sentence: Sentence, draft: Draft) -> int:
    """Return the chunk of the ground behind an act that no name is given to: «مناطق», «أحياء سكنية», or -1."""
    for number in range(draft.chunk, min(draft.chunk + 6, len(sentence.chunks))):
        chunk = sentence.chunks[number]
        if chunk.kind in (S, C, R) or (chunk.kind == V and number > draft.chunk):
            return -1
        if chunk.kind != NP or chunk.prep not in ("", "ala", "fi", "min", "ila", "li"):
            continue
        words = sentence.units[max(chunk.head, draft.unit + 1) : chunk.last]
        if any(_is_bare_ground(u) for u in words) and not any(u.place is not None for u in words):
            return number
    return -1


def _is_bare_ground(unit: Unit) -> bool:
    if unit.generic is not None and unit.generic.kind in ("settlement", "area", "admin"):
        return True
    compound = unit.last > unit.first + 1  # «أحياء سكنية» as one word
    return any(
        (compound or r.features.number == "pl") and getattr(r.entry, "cls", "") == "building"
        for r in unit.nouns
    )


def _names_area(sentence: Sentence, area: int) -> int:
    """Return the chunk of the place that says which ground an unnamed phrase means, or -1."""
    clause = partitive = False
    for number, chunk in enumerate(sentence.chunks[area + 1 :], area + 1):
        comma = chunk.kind == P and sentence.units[chunk.first].norm == "،"
        if chunk.kind in (S, C) or (chunk.kind == P and not comma) or (comma and clause):
            return -1
        partitive = partitive or is_partitive(chunk)
        clause = clause or chunk.kind in (R, V)
        near = number == area + 1 and chunk.prep == "min" and _is_near(sentence, area)
        where = clause and (chunk.prep in ("fi", "bi", "ala") or _is_side(sentence, chunk))
        if chunk.kind == NP and (near or where or partitive):
            named = sentence.filler(number)
            if named.entity.is_place and (named.entity.named or named.entity.generic_word == "hudud"):
                return number
        elif chunk.kind == NP and not clause and chunk.prep != "min" and not chunk.quantity >= 0:
            return -1
    return -1


def _is_side(sentence: Sentence, chunk: Chunk) -> bool:
    """Return whether a phrase says where by a side alone: «تسيطر عليها المعارضة جنوبي سوريا»."""
    generic = sentence.units[chunk.head].generic
    return not chunk.prep and not chunk.joined and generic is not None and generic.kind == "direction"


def _is_near(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase ends in «قريبة»."""
    return sentence.units[sentence.chunks[number].last - 1].norm in ("قريب", "قريبه")


def place_spoken_of(sentence: Sentence, draft: Draft) -> None:
    """Take the place named before for what is held: «دوما الخاضعة لسيطرة المعارضة», «هجين … تحت سيطرة التنظيم».

    What stands behind («في سوريا») is where that place lies, not what is held.
    """
    number = _described(sentence, draft)
    filler = _place_in(sentence, number) if number >= 0 else None
    for each in reversed(_listed_before(sentence, filler) if filler is not None else ()):
        draft.places.insert(0, ("at", each))


def _lies_in(sentence: Sentence, draft: Draft, place: Filler) -> bool:
    """Return whether a phrase behind a hold or siege is what the place lies in: «في سوريا والعراق»."""
    number = first_of_list(sentence, place.chunk)
    return number > draft.chunk and sentence.chunks[number].prep in ("fi", "bi")


def _listed_before(sentence: Sentence, filler: Filler) -> list[Filler]:
    """Return a place with the one it is joined to: «بلدتي الفوعة وكفريا اللتين تحاصرهما»."""
    chunk = sentence.chunks[filler.chunk]
    before = sentence.chunks[filler.chunk - 1] if filler.chunk else None
    if before is None or before.kind != NP or not chunk.joined or chunk.prep:
        return [filler]
    first = sentence.filler(filler.chunk - 1)
    return [first, filler] if first.entity.is_place and first.entity.named else [filler]


def place_identified(sentence: Sentence, draft: Draft) -> None:
    """Take the place that who holds it is said of in other words: «يعد المخيم أوسع منطقة يسيطر عليها التنظيم».

    What the words behind name («في سوريا») is where it lies.
    """
    if draft.absorbed or draft.sense.mode not in ("hold", "siege"):
        return
    if any(f.entity.named and not _lies_in(sentence, draft, f) for _, f in draft.places):
        return
    place = _identified(sentence, draft.chunk)
    if place is not None:
        draft.places = [(r, f) for r, f in draft.places if r != "at"] + [("at", place)]


def _identified(sentence: Sentence, number: int) -> Filler | None:
    """Return the named place that is the subject of the copula whose predicate a clause describes."""
    for copula in range(number - 1, -1, -1):
        chunk = sentence.chunks[copula]
        if chunk.kind in (S, C):
            return None
        if chunk.kind == V and _is_copula(sentence, copula):
            return _bare_place(sentence, range(copula + 1, number))
        pronoun = sentence.units[chunk.head].particle
        if chunk.kind == NP and not chunk.prep and pronoun is not None and pronoun.kind == "pronoun":
            return _bare_place(sentence, range(copula))
    return None


def _is_copula(sentence: Sentence, number: int) -> bool:
    return any(
        isinstance(r.entry, Verb) and r.entry.id in _COPULAS
        for r in sentence.units[sentence.chunks[number].head].verbs
    )


# To count as, to form: what stands behind says in other words what the subject is.
_COPULAS = frozenset(("adda_rayan", "itabara", "shakkala"))


def _bare_place(sentence: Sentence, numbers: range) -> Filler | None:
    """Return the first place named by a phrase without preposition."""
    for number in numbers:
        chunk = sentence.chunks[number]
        if chunk.kind == NP and not chunk.prep and not chunk.relation:
            filler = sentence.filler(number)
            if filler.entity.is_place and (filler.entity.named or filler.entity.place_id):
                return filler
    return None


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
    told = any(f.entity.named and not _lies_in(sentence, draft, f) for _, f in draft.places)
    aside = _aside(sentence, draft.chunk)
    for number in range(draft.chunk, -1, -1):
        chunk = sentence.chunks[number]
        if number in aside:
            continue
        if chunk.kind in (S, C) or (chunk.kind == V and not _copular(sentence, number)):
            return lying if not told else -1
        if chunk.kind != NP or chunk.head >= draft.unit or not _is_place(sentence, number):
            continue
        between = sentence.chunks[number + 1 : draft.chunk]
        if number == draft.chunk or not _is_where(chunk) or (between and all(c.kind == P for c in between)):
            return number
        lying = number if lying < 0 else lying
    return lying if not told else -1


def _aside(sentence: Sentence, number: int) -> range:
    """Return the chunks of the relative clause, set off by commas, right before a chunk: «دوما، التي …، محاصرة»."""
    for relative in range(number - 2, 0, -1):
        if sentence.chunks[relative].kind == R and sentence.chunks[relative - 1].kind == P:
            ends = sentence.chunks[number - 1].kind == P
            signs = any(c.kind == P for c in sentence.chunks[relative : number - 1])
            return range(relative, number) if ends and not signs else range(0)
    return range(0)


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
    return _place_in(sentence, number) is not None


def _place_in(sentence: Sentence, number: int) -> Filler | None:
    """Return the place that a phrase names, itself or with its last words: «استعادة الغوطة الشرقية»."""
    filler = sentence.filler(number)
    if filler.entity.cls == "state" and not sentence.chunks[number].prep:
        return None  # «أعلنته روسيا»
    if filler.entity.is_place and filler.entity.named:
        return filler
    last = sentence.chunks[number].last
    named = sentence.units[last - 1]  # «محاولات إيران» are a state's
    if (
        last - 1 > filler.unit
        and (named.place is not None and named.actor is None)
        and filler.entity.rule == "event noun"
    ):
        return Filler(number, last - 1, sentence.entity(last - 1, last))
    return None
