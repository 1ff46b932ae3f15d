"""Reads noun phrases as tellers: who they are, what they are called, whose words a statement holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tawatur.claims.attribution.names import read_name
from tawatur.claims.attribution.records import UNNAMED, Teller
from tawatur.claims.chunks import NP, QUOTES, Chunk, P, T
from tawatur.claims.entities import Entity
from tawatur.claims.nounclauses import noun_clause
from tawatur.claims.people import bare_word, is_name, romanised
from tawatur.claims.reach import BRACKETS, COMMAS
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, Unit
from tawatur.model import Link, Span, Stance

PERSONS = frozenset(("person", "official"))
# How far behind a teller a second one, or his name, may stand.
MAX_APART = 9


def read_teller(sentence: Sentence, number: int, stance: str) -> Teller | None:
    """Return the teller that a noun phrase names, or None where it names nobody who could tell."""
    chunk = sentence.chunks[number]
    head, last = chunk.head, chunk.last
    unit = sentence.units[head]
    if is_document(unit):
        return _author(sentence, number, head, stance)
    if unit.norm in _SAME and last > head + 1:
        link = Link(Span(unit.start, sentence.units[last - 1].end), UNNAMED, Stance(stance), "same")
        return Teller(link, "document", definite=True, chunk=number)
    if is_name(unit) and last > head + 1 and _governs(sentence.units[head + 1]):
        return None
    entity = sentence.filler(number).entity
    if not _can_tell(unit, entity):
        return None
    words = frozenset(bare_word(u) for u in sentence.units[head:last] if u.pos == NOUN)
    alone = unit.article and last == head + 1 and unit.actor is None and not is_name(unit)
    id_ = entity.id or (_spelt(sentence, head, last) if is_name(unit) else "") or UNNAMED
    link = Link(
        Span(entity.start, max(sentence.units[last - 1].end, entity.start + 1)),
        id_,
        Stance(stance),
        entity.rule,
        entity.framing,
    )
    return Teller(link, entity.cls, words, alone, number)


def _spelt(sentence: Sentence, head: int, last: int) -> str:
    book = sentence.describer.lexicon.actors
    return romanised(sentence.units[head:last], sentence.describer.text, book.romanized)


_SAME = frozenset(("نفس", "ذات"))  # «نفس المصادر»: those who told before
_IN_NAMES = frozenset(("الله", "الدين", "الرحمن", "الاسلام", "العابدين"))


def _governs(unit: Unit) -> bool:
    """Return whether a word makes the unknown one before it a common noun («نتائج التحقيق»)."""
    common = unit.article and bool(unit.nouns or unit.head or unit.actor)
    return common and unit.norm not in _IN_NAMES and not unit.norm.endswith("ي")


def is_document(unit: Unit) -> bool:
    """Return whether a word means a statement or report, which has an author."""
    return any(getattr(r.entry, "cls", "") == "document" for r in unit.nouns) and unit.actor is None


_STATEMENTS = tuple(
    "بيان تقرير تصريح رسال وثيق وثاءق خطاب كلم دراس تحقيق اعلان نص مقال تقارير تسجيل فيديو".split()
)


_REPORTS = ("تقارير", "انباء")  # codebook: these are whose they are not said to be


def _author(sentence: Sentence, number: int, head: int, stance: str) -> Teller | None:
    """Return who made a statement; the statement itself where nobody is named («البيان», «تقرير»)."""
    inner = noun_clause(sentence, number, head)
    for filler in (
        *inner.get("of"),
        *inner.get("adj"),
        *inner.get("li"),
        *inner.get("an"),
        *inner.get("min"),
    ):
        entity = filler.entity
        if entity.is_actor and entity.id:
            link = Link(
                Span(entity.start, entity.end), entity.id, Stance(stance), "statement", entity.framing
            )
            return Teller(link, entity.cls, frozenset(), chunk=number)
    unit = sentence.units[head]
    if not (unit.article or unit.enclitic) or not bare_word(unit).startswith(_STATEMENTS):
        return None
    id_ = "media-reports" if bare_word(unit).startswith(_REPORTS) else UNNAMED
    link = Link(Span(unit.start, unit.end), id_, Stance(stance), "statement")
    return Teller(
        link, "document", frozenset((bare_word(unit),)), bool(unit.article or unit.enclitic), number
    )


def _can_tell(unit: Unit, entity: Entity) -> bool:
    known = unit.actor is not None or unit.head is not None
    if unit.pos != NOUN:
        return False
    if not known and unit.nouns and unit.nouns[0].kind in ("masdar", "nominal"):
        return False
    if entity.is_actor:
        return not unit.enclitic or not entity.is_place
    if entity.cls or entity.is_place or unit.pos != NOUN:
        return False
    return is_name(unit)


def is_correspondent(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is the outlet's own reporter: «مراسلنا», «مراسلها»; he is the outlet."""
    chunk = sentence.chunks[number]
    unit = sentence.units[chunk.head]
    if not unit.norm.lstrip("وفبل").startswith(("مراسل", "موفد", "مندوبنا")):
        return False
    behind = sentence.chunks[number + 1] if number + 1 < len(sentence.chunks) else None
    own = (
        behind is not None
        and behind.prep == "li"
        and behind.particle is not None
        and behind.last == behind.first + 1
    )
    return bool(unit.enclitic) or unit.norm.endswith(("نا", "ها", "ه")) or own


def tellers_from(sentence: Sentence, number: int, stance: str, limit: int = -1) -> list[Teller]:
    """Return the teller named at chunk `number`, his name instead of his title, and those joined to him."""
    found: list[Teller] = []
    first = read_teller(sentence, number, stance)
    if first is None:
        return []
    found.append(first)
    prep = sentence.chunks[number].prep
    last = number
    for index in _behind(sentence, number, limit):
        chunk = sentence.chunks[index]
        if chunk.joined and (not chunk.prep or chunk.prep == prep) and not chunk.relation:
            joint = read_teller(sentence, index, stance) or _another(sentence, index, stance)
            if joint is None or (index - 1 != last and joint.cls not in _SPEAKERS):
                continue  # «في سوريا والعراق» goes on the phrase between
            found.append(joint)
            last = index
        elif is_bare(chunk):
            name = apposed(sentence, found[-1], index, stance)
            if name is None and _describes(sentence, index):
                continue
            if name is None:
                break
            found[-1], last = name, index
    return found


def _describes(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is one definite word that only describes the one before («الحزب، المعارض»)."""
    chunk = sentence.chunks[number]
    unit = sentence.units[chunk.first]
    return chunk.last == chunk.first + 1 and unit.article and unit.actor is None


_SPEAKERS = PERSONS | {"media", "monitor"}


def _behind(sentence: Sentence, number: int, limit: int) -> Iterator[int]:
    """Yield the noun phrases behind a teller, brackets passed over, up to the end of his description."""
    chunks = sentence.chunks
    bracket = False
    end = min(len(chunks), number + MAX_APART, limit if limit > 0 else len(chunks))
    for index in range(number + 1, end):
        chunk = chunks[index]
        if chunk.kind == P:
            sign = sentence.units[chunk.first].norm
            if sign in BRACKETS:
                bracket = sign in "(["
            elif sign not in COMMAS and sign not in QUOTES:
                return
        elif chunk.kind == NP:
            if not bracket:
                yield index
        elif chunk.kind != T and not bracket:
            return


# Classes of role words behind which a name may stand («المدعي العام سمير»).
_TITLED = PERSONS | {"", "government", "civilian", "fighter"}


def apposed(sentence: Sentence, title: Teller, number: int, stance: str) -> Teller | None:
    """Return the teller by his name, where title and name stand side by side in either order."""
    if title.cls in _TITLED and not _is_person_name(sentence, title.chunk):
        name = read_name(sentence, number, stance)
        if name is not None:
            return name
    other = read_teller(sentence, number, stance)
    if other is None or other.cls not in PERSONS | {"body"} or title.cls not in PERSONS | {""}:
        return None
    return replace(title, cls="person")


def _is_person_name(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase has a known person's name in it."""
    chunk = sentence.chunks[number]
    if any(u.actor is not None and u.actor.cls == "person" for u in sentence.units[chunk.first : chunk.last]):
        return True
    units = sentence.units[chunk.head : chunk.last]
    return is_name(units[0]) and not any(u.head is not None or (u.article and u.nouns) for u in units[1:])


def _another(sentence: Sentence, number: int, stance: str) -> Teller | None:
    """Read «وآخر», «وأخرى»: one more of the kind named before."""
    chunk = sentence.chunks[number]
    unit = sentence.units[chunk.head]
    if not unit.norm.removeprefix("و").startswith(("اخر",)):
        return None
    link = Link(Span(unit.start, sentence.units[chunk.last - 1].end), UNNAMED, Stance(stance), "another")
    return Teller(link, "person", chunk=number)


def is_bare(chunk: Chunk) -> bool:
    """Return whether a chunk is a noun phrase that no preposition governs."""
    return chunk.kind == NP and not chunk.prep and not chunk.relation
