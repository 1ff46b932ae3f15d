"""Which places of an act are told: named ground, and not what only says where that ground lies."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP
from tawatur.claims.drafts import Draft
from tawatur.claims.entities import Entity
from tawatur.claims.extents import with_extent
from tawatur.claims.fillers import Filler
from tawatur.claims.sentence import Sentence
from tawatur.claims.slots import first_of_list
from tawatur.claims.units import Unit

_RELATIVE = frozenset(("direction", "relation"))
# What a preposition says of a place that does not lie in the one behind it (data/function, relation).
_BESIDE = frozenset(("near", "far"))
_PREMISES = frozenset(("facility", "building", "site", "infrastructure"))
# Definite words for ground of any sort; «المدينة», «العاصمة», «الحدود» point at one place.
_ANY_GROUND = frozenset(("mintaqa", "aradi", "mawqi", "nuqta", "jayb", "murabba"))


def told_places(sentence: Sentence, draft: Draft) -> list[tuple[str, Filler]]:
    """Return the places of an act as (role, phrase), in the order found, without those that locate another.

    «بلدة الهري جنوب شرق البوكمال», «جنوب إسرائيل قرب قطاع غزة»: it happened in the first; the second is
    where to look for it. Unnamed ground («مناطق واسعة», «أحياء سكنية») is no place (codebook 3), nor is what
    an accusation, denial or praise is about.
    """
    told = [
        (role, f)
        for role, f in draft.places
        if _points_at_one(f.entity, sentence.units[f.unit], sentence)
        and not _is_topic(sentence, draft, f)
        and not _is_post(sentence, f)
    ]
    return [
        (r, with_extent(sentence, f))
        for r, f in _each_once(told)
        if r != "at" or not any(_locates(sentence, f, a) or _holds(sentence, f, a, role) for role, a in told)
    ]


def _each_once(places: Sequence[tuple[str, Filler]]) -> list[tuple[str, Filler]]:
    """Return places without second mentions of the same name: «الحرب في اليمن … في اليمن»."""
    return [
        (role, f)
        for role, f in places
        if f.entity.generic_word or not any(r == role and _named_before(f, g) for r, g in places)
    ]


def _named_before(filler: Filler, other: Filler) -> bool:
    one, two = filler.entity, other.entity
    same = one.place_id is not None and one.place_id == two.place_id and not two.generic_word
    return same and two.start < one.start


# Words, and help with what others do: a place in their clause is where what they are about is.
_OF_OTHERS = frozenset(("ACCUSE", "SUPPORT", "REJECT", "COOPERATE"))


def _is_topic(sentence: Sentence, draft: Draft, filler: Filler) -> bool:
    """Return whether a place is only spoken of: «اتهم التحالف في اليمن إيران», «محادثات حول الوضع في سوريا»."""
    if draft.sense.type in _OF_OTHERS:
        return filler.chunk != draft.chunk + 1
    if draft.sense.type not in ("CONSULT", "AGREE"):
        return False
    between = sentence.chunks[draft.chunk + 1 : filler.chunk + 1]
    return any(c.prep == "hawl" or c.relation == "topic" for c in between)


def _is_post(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a place is where somebody is accredited: «قتل السفير البريطاني السابق في ليبيا»."""
    chunk = sentence.chunks[filler.chunk]
    if filler.chunk == 0 or chunk.prep != "fi" or chunk.joined:
        return False
    before = sentence.chunks[filler.chunk - 1]
    heads = (u.head for u in sentence.units[before.head : before.last])
    return before.kind == NP and any(h is not None and h.id in _ACCREDITED for h in heads)


_ACCREDITED = frozenset(
    ("ambassador", "envoy", "representative", "un-envoy", "un-representative", "us-envoy")
)


def _points_at_one(entity: Entity, unit: Unit, sentence: Sentence) -> bool:
    """Return whether a phrase means one place that can be found: by name, or by what it is of."""
    if entity.cls in _NO_GROUND or (entity.cls == "state" and entity.rule.startswith("pronoun")):
        return False
    words = sentence.units[entity.first + 1 : entity.last]
    if entity.cls in _PREMISES and _many(unit) and not unit.article and any(u.nationality for u in words):
        return False  # «منشآت سورية»
    inside = unit.generic is not None and unit.generic.id in _INSIDE
    if inside and not any(u.place is not None for u in words):
        return False  # «داخل البلاد»
    if entity.rule == "definite place":
        return entity.place_end != entity.end or (_points(unit) and not _many(unit))
    if entity.named or entity.place_id or unit.place is not None:
        return True
    if unit.namesake is not None and not unit.nouns:
        return True  # «في الخليل»: nothing else that the lexicon knows
    if any(u.nationality is not None for u in words):
        return True  # «الأراضي اليمنية»
    ground = next((u for u in words if u.generic is not None), None)
    if ground is not None:
        return not _many(ground)  # «المنطقة الشرقية», «مدخل المدينة», not «داخل الأحياء»
    if unit.article:
        return not _many(unit) and (
            entity.cls in _PREMISES or (_points(unit) and unit.generic.id not in _SMALL)
        )
    return any(u.article for u in words)  # «ميناء الاصطياد»


# Somebody who has a place's name: «في القاعدة» is a group.
_NO_GROUND = frozenset(("group", "force", "person", "official", "media", "monitor"))
_INSIDE = frozenset(("dakhil", "kharij"))
# «القرية» without a name before may be any; «المدينة», «العاصمة» are known ones.
_SMALL = frozenset(("qarya", "balda", "hay", "hara"))


def _many(unit: Unit) -> bool:
    return any(r.features.number == "pl" for r in unit.nouns)


def _points(unit: Unit) -> bool:
    """Return whether a definite generic word alone means one place: «المدينة», «الحدود», not «المنطقة», «الشمال»."""
    generic = unit.generic
    return generic is not None and generic.id not in _ANY_GROUND and generic.kind not in _RELATIVE


def _locates(sentence: Sentence, filler: Filler, place: Filler) -> bool:
    """Return whether a phrase says where the place before it lies."""
    if place.entity.end > filler.entity.start or filler.unit == place.unit:
        return False
    own = sentence.chunks[filler.chunk]
    if own.prep in ("", "fi", "bi") and not own.joined:
        generic = sentence.units[filler.unit].generic
        if generic is not None and generic.kind in _RELATIVE:
            return True
        if _is_country(filler.entity) and place.entity.named and not _is_country(place.entity):
            return True  # «مانشستر في إنجلترا»
    if own.prep == "ala" and _on_edge(sentence, filler, place):
        return True
    beside = first_of_list(sentence, filler.chunk)
    return (
        beside > place.chunk
        and sentence.chunks[beside].relation in _BESIDE
        and not sentence.chunks[beside].joined
    )


def _holds(sentence: Sentence, filler: Filler, place: Filler, role: str) -> bool:
    """Return whether a phrase is what the place left or headed for lies in: «من معبر عربين في الغوطة»."""
    chunk = sentence.chunks[filler.chunk]
    inside = chunk.prep in ("fi", "bi") and not chunk.joined
    return role != "at" and inside and filler.chunk == place.chunk + 1


def _on_edge(sentence: Sentence, filler: Filler, place: Filler) -> bool:
    """Return whether a phrase says on what a place lies: «الواقعة على البحر الأحمر», «على ساحل البحر الأحمر»."""
    first = sentence.chunks[filler.chunk].first
    if sentence.units[first - 1].norm in _LYING:
        return True
    generic = sentence.units[filler.unit].generic
    return place.chunk == filler.chunk - 1 and generic is not None and generic.id in _EDGES


_LYING = frozenset(("الواقع", "الواقعه"))
_EDGES = frozenset(("sahil", "shati", "difa"))


def _is_country(entity: Entity) -> bool:
    return entity.cls == "state" and entity.rule == "actors:name"
