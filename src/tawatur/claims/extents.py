"""How far the mention of a place goes: «ريف إدلب الجنوبي الشرقي», «أطراف بلدة كفر نبل», «الحدود مع الأردن»."""

from __future__ import annotations

from tawatur.claims.chunks import NP
from tawatur.claims.fillers import Filler
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import PARTICLE, Unit
from tawatur.text.normal import normalize

_RELATIVE = frozenset(("direction", "relation"))
# What a preposition says of a place that a distance away is counted from (data/function, relation).
_FAR = "far"


def with_extent(sentence: Sentence, filler: Filler) -> Filler:
    """Return a place with all the words that say which ground is meant, or the same one where it has them."""
    entity = filler.entity
    start = entity.place_start if entity.place_start >= 0 else entity.start
    end = entity.place_end if entity.place_end >= 0 else entity.end
    if (
        filler.pronoun
        or not sentence.units[filler.entity.first].start <= start <= sentence.units[filler.entity.first].end
    ):
        return filler  # the words stand elsewhere
    first, last = _start(sentence, filler, start), _end(sentence, filler, end)
    if (first, last) == (start, end):
        return filler
    text = sentence.describer.text[first:last]
    return Filler(filler.chunk, filler.unit, entity.but(place_start=first, place_end=last, place_name=text))


def _end(sentence: Sentence, filler: Filler, end: int) -> int:
    """Return where a place's words end: behind the adjectives of its side, and who else has its border."""
    index = filler.entity.first
    while index + 1 < len(sentence.units) and sentence.units[index].end < end:
        index += 1
    following = index + 1
    while following < len(sentence.units) and _is_side(sentence.units[following]):
        end = sentence.units[following].end
        following += 1
    return _border(sentence, filler, end)


def _is_side(unit: Unit) -> bool:
    """Return whether a unit is the adjective of a side: «الشمالي»."""
    return unit.generic is not None and unit.generic.kind == "direction" and unit.article and not unit.pro


def _border(sentence: Sentence, filler: Filler, end: int) -> int:
    """Return the end of «الحدود مع الأردن»."""
    generic = sentence.units[filler.entity.first].generic
    number = filler.chunk + 1
    if generic is None or generic.id != "hudud" or number >= len(sentence.chunks):
        return end
    chunk = sentence.chunks[number]
    if chunk.kind != NP or chunk.prep != "maa" or chunk.joined or not sentence.filler(number).entity.is_place:
        return end
    return sentence.filler(number).entity.end


def _start(sentence: Sentence, filler: Filler, start: int) -> int:
    """Return where a place's words start: with the side or distance said before its name."""
    number = filler.chunk
    chunk = sentence.chunks[number]
    before = sentence.chunks[number - 1] if number else None
    unit = sentence.units[filler.entity.first]
    side = unit.generic is not None and unit.generic.kind in _RELATIVE
    if chunk.relation == _FAR:
        return sentence.units[chunk.first].start  # «على بعد 20 كلم شمال الموصل» in one phrase
    if side and before is not None and before.kind == NP:
        head = sentence.units[before.head]
        if before.relation == _FAR:
            return sentence.units[before.first].start
        lone = before.last == before.head + 1 and head.generic is not None and head.generic.kind in _RELATIVE
        if lone and (chunk.joined or (unit.article and head.article)) and not chunk.prep:
            return head.start  # «شمال وغرب العراق», «الأطراف الجنوبية لمدينة الحديدة»
    return _side_in_preposition(sentence, filler, start)


def _side_in_preposition(sentence: Sentence, filler: Filler, start: int) -> int:
    """Return the start of the side that a preposition of several words ends in: «على أطراف بلدة»."""
    if filler.entity.first == 0:
        return start
    unit = sentence.units[filler.entity.first - 1]
    text = sentence.describer.text
    words = text[unit.start : unit.end].split()
    if unit.pos != PARTICLE or len(words) < 2:
        return start
    book = sentence.describer.lexicon.places
    generic = book.generic(normalize(words[-1]))
    return unit.end - len(words[-1]) if generic is not None and generic.kind in _RELATIVE else start
