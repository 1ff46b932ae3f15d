"""Numbers of a claim: who and what is counted, groups within a total, duals and single victims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tawatur.claims.chunks import NP, C, Chunk, P, R, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.reach import COMMAS, is_partitive
from tawatur.claims.senses import CASUALTIES, HARMED
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, QUANTITY, Unit
from tawatur.lexicon.entries import UNIONS
from tawatur.model import Number, Span

_PEOPLE = UNIONS["people"]
_MUNITION = UNIONS["munition"]
_VEHICLES = frozenset(("vehicle", "ship"))
# Quantities that count nothing in a claim.
_NOT_COUNTED = frozenset(("measure", "ordinal", "percent", "year", "date", "clock", "label", "fraction"))
# What the acts themselves are counted as, by mode; other acts are "other".
_STRIKES = frozenset(("airstrike", "shelling", "missile", "drone"))
# What the trigger says of those it counts, by mode, where its word does not say it.
_BY_MODE = {"displacement": "displaced", "arrest": "detained"}
# Types whose actors and targets are counted even where the trigger does not say how they fared.
_COUNTING = frozenset("ASSAULT TERRITORY RETREAT COERCE MOBILIZE AID HARM CONCEDE".split())
# Chunks behind a total within which its groups are named.
MAX_GROUPS = 9
# Chunks behind an act within which it is said how many lives it took.
MAX_REACH = 12


def count(sentence: Sentence, draft: Draft, counted: Mapping[str, str]) -> list[Number]:
    """Return the numbers of a draft: its victims, its strikes. `counted`: entry id → what it counts."""
    if sentence.chunks[draft.chunk].negated:
        return []  # «لم يقتل أي مدني»
    numbers = _of_trigger(sentence, draft, counted)
    numbers += _of_toll(sentence, draft, counted)
    for filler in (*draft.targets, *draft.actors):
        numbers += _of_filler(sentence, draft, filler, counted)
    numbers += _of_lives(sentence, draft)
    for _, filler in draft.places:
        if sentence.chunks[filler.chunk].quantity >= 0 and filler.unit == sentence.chunks[filler.chunk].head:
            numbers += _counted(
                sentence, sentence.chunks[filler.chunk], sentence.units[filler.unit], "other", ""
            )
    numbers += _of_munition(sentence, draft)
    return _distinct(n for n in numbers if n.min is not None or n.max is not None)


def _what(sentence: Sentence, draft: Draft, unit: Unit, counted: Mapping[str, str], *, aimed_at: bool) -> str:
    """Return killed, injured ...: said by the noun counted («قتيل»), else by the trigger, else "other"."""
    said = _said(unit, counted)
    if said and said != "strikes":
        return said
    classes = {getattr(r.entry, "cls", "") for r in unit.nouns}
    what = draft.what if draft.what in HARMED else _BY_MODE.get(draft.sense.mode, "")
    if draft.sense.mode == "evacuate" and aimed_at and draft.sense.frame.get("obj") == "target":
        what = "displaced"  # who is taken away; who leaves is only counted
    if what and (aimed_at or what == "displaced"):
        things = bool(classes - {""}) and not classes & (_PEOPLE | {"force", "group"})  # «14 من قوات الأمن»
        return what if not things else ""
    if draft.sense.type not in _COUNTING:
        return ""
    return "vehicles" if classes & _VEHICLES else "other"


def _said(unit: Unit, counted: Mapping[str, str]) -> str:
    for reading in unit.nouns:
        what = counted.get(getattr(reading.entry, "id", ""), "")
        if what and reading.kind in ("noun", "nominal"):
            return what
    return ""


def _of_trigger(sentence: Sentence, draft: Draft, counted: Mapping[str, str]) -> list[Number]:
    chunk = sentence.chunks[draft.chunk]
    unit = sentence.units[draft.unit]
    if draft.kind == "verb" or draft.unit != chunk.head:
        return []
    what = next((counted[i] for r in unit.nouns if (i := getattr(r.entry, "id", "")) in counted), "")
    if draft.sense.type == "ASSAULT" and not what:
        what = "strikes" if draft.sense.mode in _STRIKES else "other"
    if not what:
        return []
    numbers = _counted(sentence, chunk, unit, what, "" if what in ("strikes", "other") else "people")
    return numbers + _shared(sentence, draft.chunk, numbers, counted)


def _shared(
    sentence: Sentence, number: int, numbers: Sequence[Number], counted: Mapping[str, str]
) -> list[Number]:
    """Return the figure again for those joined to it without one: «عشرات القتلى والجرحى»."""
    following = sentence.chunks[number + 1] if number + 1 < len(sentence.chunks) else None
    if not numbers or following is None or following.kind != NP or not following.joined or following.prep:
        return []
    unit = sentence.units[following.head]
    what = _said(unit, counted)
    if following.quantity >= 0 or what not in HARMED or what == numbers[0].what or not unit.article:
        return []
    first = numbers[0]
    return [Number(what, first.who, first.min, first.max, Span(unit.start, unit.end), "shared figure")]


# -- fillers ---------------------------------------------------------------------


def _of_filler(sentence: Sentence, draft: Draft, filler: Filler, counted: Mapping[str, str]) -> list[Number]:
    chunk = sentence.chunks[filler.chunk]
    unit = sentence.units[filler.unit]
    aimed_at = any(filler is t for t in draft.targets) or (draft.what in HARMED and not draft.targets)
    if (filler.entity.is_place and chunk.quantity < 0) or (filler.pronoun and not aimed_at):
        return []
    what = _what(sentence, draft, unit, counted, aimed_at=aimed_at)
    if not what:
        return []
    numbers = _counted(sentence, chunk, unit, what, filler.entity.id)
    if not numbers and what in CASUALTIES and _is_one(sentence, chunk, unit, filler):
        numbers = [Number(what, filler.entity.id, 1, 1, Span(unit.start, unit.end), "single victim")]
    if what in HARMED:
        numbers = numbers + _shared(sentence, filler.chunk, numbers, counted)
    return numbers + list(_groups(sentence, filler.chunk, what, counted))


def _counted(sentence: Sentence, chunk: Chunk, unit: Unit, what: str, who: str) -> list[Number]:
    """Return the number of a phrase: its figure, or the dual of its head."""
    if chunk.quantity >= 0:
        quantity = sentence.units[chunk.quantity].quantity
        if quantity is None or quantity.kind in _NOT_COUNTED:
            return []
        return [Number(what, who, quantity.min, quantity.max, quantity.span, quantity.rule)]
    if _picks_one(sentence, chunk):
        return []
    if is_dual(unit) or _two_behind(sentence, chunk):
        return [Number(what, who, 2, 2, Span(unit.start, unit.end), "dual")]
    return []


def is_dual(unit: Unit) -> bool:
    """Return whether a noun's ending shows two of it: «غارتين», «جنديان», not «مدنيين» nor «قصفا»."""
    if not any(r.features.number == "du" for r in unit.nouns):
        return False
    stem = unit.norm.removesuffix(unit.enclitic) if unit.enclitic else unit.norm
    if unit.actor is not None and stem.endswith("ان"):
        return False  # «طالبان»
    if stem.endswith("ان"):
        return not any(r.features.number in ("sg", "pl") for r in unit.nouns)
    if not stem.endswith("ين"):
        return stem.endswith("تي") and not any(r.features.number in ("sg", "pl") for r in unit.nouns)
    if not any(r.features.number == "pl" for r in unit.nouns):
        return True
    # Participles and nisbas have the sound plural; of other nouns «ـين» is the dual («قتيلين»).
    bare = stem.removesuffix("ين")
    start = 2 if unit.article else len(unit.pro)
    if unit.article and len(bare) == start + 4 and bare[start + 2] == "ا":
        return False  # «القناصين», «الطيارين»
    return not (bare.endswith("ي") or bare[start : start + 1] == "م" or bare[start + 1 : start + 2] == "ا")


def _two_behind(sentence: Sentence, chunk: Chunk) -> bool:
    """Return whether «اثنين» stands behind the phrase: «إرهابيين اثنين»."""
    behind = sentence.units[chunk.last] if chunk.last < len(sentence.units) else None
    return (
        behind is not None
        and behind.pos == QUANTITY
        and behind.norm in ("اثنين", "اثنان", "اثنتين", "اثنتان")
    )


def _picks_one(sentence: Sentence, chunk: Chunk) -> bool:
    """Return whether a phrase begins with «أحد», «إحدى»: one of several."""
    return any(
        u.particle is not None and u.particle.id == "quant-one"
        for u in sentence.units[chunk.first : chunk.head]
    )


def _is_one(sentence: Sentence, chunk: Chunk, unit: Unit, filler: Filler) -> bool:
    """Return whether a victim is a single one: «مقتل مدني», «أحد عناصره», a person by name."""
    if _picks_one(sentence, chunk):
        return True
    if filler.entity.named and filler.entity.cls == "person" and unit.head is None:
        return True
    if unit.article or unit.enclitic or unit.actor is not None or filler.pronoun:
        return False
    if any(f"nominals:{getattr(r.entry, 'id', '')}" in _TOLLS for r in unit.nouns):
        return False
    person = unit.is_any(_PEOPLE) or unit.nationality is not None
    return person and _singular(unit)


def _singular(unit: Unit) -> bool:
    if any(r.kind == "noun" and r.features.number == "pl" for r in unit.nouns):
        return False
    if unit.nationality is not None and unit.nationality.entry.number == "pl":  # type: ignore[attr-defined]
        return False
    return not unit.norm.endswith(("ين", "ون", "ات"))


def _groups(sentence: Sentence, number: int, what: str, counted: Mapping[str, str]) -> Iterator[Number]:
    """Yield the groups named within a total, and those joined to it: «7 مدنيين بينهم 3 أطفال و5 جنود»."""
    opened = False
    for later in range(number + 1, min(len(sentence.chunks), number + MAX_GROUPS)):
        chunk = sentence.chunks[later]
        if chunk.kind == R:
            opened = is_partitive(chunk)
            if not opened:
                return
        elif chunk.kind == NP:
            unit = sentence.units[chunk.head]
            joined = chunk.joined and not chunk.prep and chunk.quantity >= 0
            leads = sentence.chunks[later - 1].kind in (R, P)
            if (opened and ((not chunk.prep and leads) or chunk.joined)) or joined:
                yield from _group(sentence, chunk, unit, what, counted)
            elif not opened and not chunk.prep:
                return
        elif chunk.kind != P:
            return


def _group(
    sentence: Sentence, chunk: Chunk, unit: Unit, what: str, counted: Mapping[str, str]
) -> Iterator[Number]:
    if unit.pos not in (NOUN, QUANTITY):
        return
    said = _said(unit, counted)
    what = said if said in HARMED else what
    who = sentence.entity(chunk.head, chunk.last).id
    yield from _counted(sentence, chunk, unit, what, who)
    person = unit.is_any(_PEOPLE)
    if chunk.quantity >= 0 or what not in CASUALTIES:
        return
    lone = person and not unit.article and not is_dual(unit) and _singular(unit)
    if lone or _picks_one(sentence, chunk):
        yield Number(what, who, 1, 1, Span(unit.start, unit.end), "single victim")


def _of_lives(sentence: Sentence, draft: Draft) -> list[Number]:
    """Return those whose lives an act took: «هجوم … أودى بحياة 12 شخصا», «راح ضحيته 39 شخصا»."""
    if draft.sense.type != "ASSAULT" or draft.kind == "verb":
        return []
    taken = False
    for number in range(draft.chunk + 1, min(len(sentence.chunks), draft.chunk + MAX_REACH)):
        chunk = sentence.chunks[number]
        if chunk.kind == V:
            taken = _takes_lives(sentence, number)
        elif chunk.kind in (S, C) or (chunk.kind == P and sentence.units[chunk.first].norm not in COMMAS):
            break
        elif chunk.kind == NP and taken:
            unit = sentence.units[chunk.head]
            if chunk.quantity >= 0:
                return _counted(sentence, chunk, unit, "killed", "people")
            inner = sentence.units[chunk.head : chunk.last]
            dual = next((u for u in inner if is_dual(u)), None)
            if dual is not None:
                return [Number("killed", "people", 2, 2, Span(dual.start, dual.end), "dual")]
        elif chunk.kind == NP and sentence.names_act(chunk):
            break
    return []


def _takes_lives(sentence: Sentence, number: int) -> bool:
    """Return whether a verb with what follows it means that people died of something."""
    unit = sentence.units[sentence.chunks[number].head]
    following = sentence.chunks[number + 1] if number + 1 < len(sentence.chunks) else None
    if following is None or following.kind != NP:
        return False
    word = sentence.units[following.head].norm
    if any(getattr(r.entry, "id", "") == "awda" for r in unit.verbs):
        return True
    return unit.norm.lstrip("وف") in ("راح", "ذهب") and word.startswith("ضحي")


# -- tolls and munition ------------------------------------------------------------


def _of_toll(sentence: Sentence, draft: Draft, counted: Mapping[str, str]) -> list[Number]:
    """Return the figure that a toll is said to be: «بلغ عدد القتلى 50», «ارتفعت الحصيلة إلى 50 قتيلا»."""
    if draft.rule not in _TOLLS:
        return []
    for later in range(draft.chunk + 1, min(len(sentence.chunks), draft.chunk + MAX_GROUPS)):
        chunk = sentence.chunks[later]
        if chunk.kind in (S, C, R):
            return []
        if chunk.kind == NP and chunk.quantity >= 0:
            unit = sentence.units[chunk.head]
            what = _said(unit, counted) or draft.what or "killed"
            numbers = _counted(sentence, chunk, unit, what, "people")
            return numbers + list(_groups(sentence, later, what, counted))
    return []


# The nominals that name a count of victims, not the victims: the figure follows.
_TOLLS = frozenset(
    f"nominals:{i}" for i in ("adad_qatla", "adad_jarha", "adad_nazihin", "hasila", "hasilat_qatla")
)


def _of_munition(sentence: Sentence, draft: Draft) -> list[Number]:
    """Return how many missiles or shells were fired: «أطلقت سبعة صواريخ», «إطلاق صاروخين»."""
    if draft.sense.type != "ASSAULT" or draft.sense.mode not in _STRIKES:
        return []
    chunks = [draft.chunk + 1]
    if draft.kind == "verb":
        fillers = draft.clause.get("obj") + draft.clause.get("subj") if draft.clause is not None else []
        chunks = [f.chunk for f in fillers if f.chunk != draft.chunk]
    numbers: list[Number] = []
    if draft.kind == "masdar":
        numbers += [
            Number("strikes", "", 2, 2, Span(u.start, u.end), "dual")
            for u in sentence.units[draft.unit + 1 : sentence.chunks[draft.chunk].last]
            if _is_munition(u) and is_dual(u)
        ]
    for number in chunks:
        if (
            number >= len(sentence.chunks)
            or sentence.chunks[number].kind != NP
            or sentence.chunks[number].prep
        ):
            continue
        chunk = sentence.chunks[number]
        unit = sentence.units[chunk.head]
        if _is_munition(unit):
            numbers += _counted(sentence, chunk, unit, "strikes", "")
    return numbers


def _is_munition(unit: Unit) -> bool:
    return unit.is_any(_MUNITION)


def _distinct(numbers: Iterator[Number]) -> list[Number]:
    kept: list[Number] = []
    for number in numbers:
        if all(k.span != number.span for k in kept):
            kept.append(number)
    return kept


def is_counted(unit: Unit) -> bool:
    """Return whether a unit is a quantity that can count people or things."""
    return unit.pos == QUANTITY and unit.quantity is not None and unit.quantity.kind not in _NOT_COUNTED
