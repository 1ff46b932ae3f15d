"""Reads noun phrases as tellers: who they are, what they are called, whose words a statement holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tawatur.claims.chunks import NP, P, QUOTES, T, Chunk
from tawatur.claims.clauses import BRACKETS, COMMAS, Sentence, noun_clause
from tawatur.claims.entities import Entity
from tawatur.claims.units import NOUN, Unit
from tawatur.model import Link, Span, Stance

UNNAMED = "unnamed-source"
PERSONS = frozenset(("person", "official"))
# How far behind a teller a second one, or his name, may stand.
MAX_APART = 9
# Consonants of names that no list has, so that each has an id of its own.
_LETTERS = dict(
    zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويء", "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a".split(), strict=True)
)


@dataclass(frozen=True, slots=True)
class Teller:
    """Somebody whose words are told. `words` are what a later short mention may repeat."""

    link: Link
    cls: str = ""
    words: frozenset[str] = frozenset()
    definite: bool = False  # «المصدر», «الوكالة»: somebody spoken of before
    chunk: int = -1


def read_teller(sentence: Sentence, number: int, stance: str) -> Teller | None:
    """Return the teller that a noun phrase names, or None where it names nobody who could tell."""
    chunk = sentence.chunks[number]
    head = min(chunk.head, chunk.last - 1)
    unit = sentence.units[head]
    if is_document(unit):
        return _author(sentence, number, head, stance)
    entity = sentence.filler(number).entity
    if not _can_tell(unit, entity):
        return None
    mark = content_mark(sentence, number)
    last = mark if mark > head else chunk.last
    words = frozenset(_bare(u) for u in sentence.units[head:last] if u.pos == NOUN)
    alone = unit.article and last == head + 1 and unit.actor is None and not is_name(unit)
    id_ = entity.id or (romanised(sentence.units[head:last]) if is_name(unit) else UNNAMED)
    end = sentence.units[last - 1].end
    link = Link(Span(entity.start, end), id_, Stance(stance), entity.rule)
    return Teller(link, entity.cls, words, alone, number)


_THAT = frozenset(
    before + "ان" + behind
    for before in ("", "و", "ف", "ب", "وب", "ل")
    for behind in ("", "ه", "ها", "هم", "هما", "هن", "نا", "ني")
)


def content_mark(sentence: Sentence, number: int) -> int:
    """Return the unit of a chunk that is «أنه», «بأن» read as another word, or -1: behind speech it is "that"."""
    chunk = sentence.chunks[number]
    for index in range(chunk.first, chunk.last):
        if sentence.units[index].norm in _THAT:
            return index
    return -1


def is_document(unit: Unit) -> bool:
    """Return whether a word means a statement or report, which has an author."""
    return any(getattr(r.entry, "cls", "") == "document" for r in unit.nouns) and unit.actor is None


def _author(sentence: Sentence, number: int, head: int, stance: str) -> Teller | None:
    """Return who made a statement; the statement itself where nobody is named («البيان», «تقرير»)."""
    inner = noun_clause(sentence, number, head)
    for filler in (*inner.get("of"), *inner.get("adj"), *inner.get("li"), *inner.get("an"), *inner.get("min")):
        entity = filler.entity
        if entity.is_actor and entity.id:
            link = Link(Span(entity.start, entity.end), entity.id, Stance(stance), "statement")
            return Teller(link, entity.cls, frozenset(), chunk=number)
    unit = sentence.units[head]
    link = Link(Span(unit.start, unit.end), UNNAMED, Stance(stance), "statement")
    return Teller(link, "document", frozenset((_bare(unit),)), bool(unit.article or unit.enclitic), number)


def _can_tell(unit: Unit, entity: Entity) -> bool:
    if entity.is_actor:
        return not unit.enclitic or not entity.is_place
    if entity.cls or entity.is_place or unit.pos != NOUN:
        return False
    return is_name(unit)


def is_name(unit: Unit) -> bool:
    """Return whether a word can only be a name: no list has it and it looks like no adverb."""
    known = unit.nouns or unit.verbs or unit.generic or unit.head or unit.particle or unit.nationality or unit.place
    if known or unit.pos != NOUN or unit.word is None or unit.preposition:
        return False
    return len(unit.norm) > 2 and not unit.norm.endswith("ا")


def romanised(units: Sequence[Unit]) -> str:
    """Return an id for a name that no list has, made of its letters."""
    words = ["".join(_LETTERS.get(letter, "") for letter in _bare(unit)) for unit in units if unit.pos == NOUN]
    return "-".join(w for w in words[:4] if w) or UNNAMED


def _bare(unit: Unit) -> str:
    """Return the word without conjunction, preposition and article."""
    norm = unit.norm[len(unit.pro) :] if unit.pro and len(unit.norm) > len(unit.pro) + 2 else unit.norm
    return norm.removeprefix("ال")


def is_correspondent(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is the outlet's own reporter: «مراسلنا», «مراسلها»; he is the outlet."""
    chunk = sentence.chunks[number]
    unit = sentence.units[min(chunk.head, chunk.last - 1)]
    return unit.norm.lstrip("وفبل").startswith(("مراسل", "موفد", "مندوبنا")) and (
        bool(unit.enclitic) or unit.norm.endswith(("نا", "ها", "ه"))
    )


def tellers_from(sentence: Sentence, number: int, stance: str, limit: int = -1) -> list[Teller]:
    """Return the teller named at chunk `number`, his name instead of his title, and those joined to him."""
    found: list[Teller] = []
    first = read_teller(sentence, number, stance)
    if first is None:
        return []
    found.append(first)
    prep = sentence.chunks[number].prep
    for index in _behind(sentence, number, limit):
        chunk = sentence.chunks[index]
        if chunk.joined and (not chunk.prep or chunk.prep == prep) and not chunk.relation:
            joint = read_teller(sentence, index, stance) or _another(sentence, index, stance)
            if joint is None:
                break
            found.append(joint)
        elif not chunk.prep and not chunk.relation and not chunk.joined:
            name = apposed(sentence, found[-1], index, stance)
            if name is None:
                break
            found[-1] = name
    return found


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


def apposed(sentence: Sentence, title: Teller, number: int, stance: str) -> Teller | None:
    """Return the teller by his name, where title and name stand side by side in either order."""
    other = read_teller(sentence, number, stance)
    if other is None:
        return None
    if title.cls in PERSONS and (other.cls == "" or (other.cls in PERSONS and not other.words & title.words)):
        named = sentence.filler(number).entity.named or other.cls == ""
        if named and sentence.filler(title.chunk).entity.role_word:
            known = _named_by(sentence, number)
            return replace(other, link=replace(other.link, rule="apposition"), words=other.words | title.words) if known else title
        return replace(title, words=title.words | other.words)
    if title.cls in ("", "person") and other.cls in PERSONS | {"body"}:
        return replace(title, words=title.words | other.words, cls="person")
    return None


def _named_by(sentence: Sentence, number: int) -> bool:
    chunk = sentence.chunks[number]
    unit = sentence.units[min(chunk.head, chunk.last - 1)]
    return unit.actor is not None or is_name(unit) or sentence.filler(number).entity.role_word == "" or any(
        u.actor is not None and u.actor.cls == "person" for u in sentence.units[chunk.head : chunk.last]
    )


def _another(sentence: Sentence, number: int, stance: str) -> Teller | None:
    """Read «وآخر», «وأخرى»: one more of the kind named before."""
    chunk = sentence.chunks[number]
    unit = sentence.units[min(chunk.head, chunk.last - 1)]
    if not unit.norm.removeprefix("و").startswith(("اخر",)):
        return None
    link = Link(Span(unit.start, sentence.units[chunk.last - 1].end), UNNAMED, Stance(stance), "another")
    return Teller(link, "person", chunk=number)


def is_bare(chunk: Chunk) -> bool:
    """Return whether a chunk is a noun phrase that no preposition governs."""
    return chunk.kind == NP and not chunk.prep and not chunk.relation
