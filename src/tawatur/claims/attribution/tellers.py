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
    head, last = min(chunk.head, chunk.last - 1), chunk.last
    unit = sentence.units[head]
    if is_document(unit):
        return _author(sentence, number, head, stance)
    entity = sentence.filler(number).entity
    if not _can_tell(unit, entity):
        return None
    words = frozenset(_bare(u) for u in sentence.units[head:last] if u.pos == NOUN)
    alone = unit.article and last == head + 1 and unit.actor is None and not is_name(unit)
    id_ = entity.id or (romanised(sentence.units[head:last]) if is_name(unit) else UNNAMED)
    link = Link(Span(entity.start, max(sentence.units[last - 1].end, entity.start + 1)), id_, Stance(stance), entity.rule)
    return Teller(link, entity.cls, words, alone, number)


def is_document(unit: Unit) -> bool:
    """Return whether a word means a statement or report, which has an author."""
    return any(getattr(r.entry, "cls", "") == "document" for r in unit.nouns) and unit.actor is None


_STATEMENTS = tuple("بيان تقرير تصريح رسال وثيق وثايق وثاءق خطاب كلم دراس تحقيق اعلان نص مقال تقارير تصريحات تسجيل فيديو".split())


def _author(sentence: Sentence, number: int, head: int, stance: str) -> Teller | None:
    """Return who made a statement; the statement itself where nobody is named («البيان», «تقرير»)."""
    inner = noun_clause(sentence, number, head)
    for filler in (*inner.get("of"), *inner.get("adj"), *inner.get("li"), *inner.get("an"), *inner.get("min")):
        entity = filler.entity
        if entity.is_actor and entity.id:
            link = Link(Span(entity.start, entity.end), entity.id, Stance(stance), "statement")
            return Teller(link, entity.cls, frozenset(), chunk=number)
    unit = sentence.units[head]
    if not (unit.article or unit.enclitic) or not _bare(unit).startswith(_STATEMENTS):
        return None
    link = Link(Span(unit.start, unit.end), UNNAMED, Stance(stance), "statement")
    return Teller(link, "document", frozenset((_bare(unit),)), bool(unit.article or unit.enclitic), number)


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


def is_name(unit: Unit) -> bool:
    """Return whether a word can only be a name: no list has it and it looks like no adverb."""
    known = unit.nouns or unit.verbs or unit.generic or unit.head or unit.particle or unit.nationality or unit.place
    if known or unit.pos != NOUN or unit.word is None or unit.preposition:
        return False
    if unit.article and not unit.norm.endswith("ي"):
        return False  # «المخاوف», «الأكبر»; surnames with the article end in ي
    return len(unit.norm) > 2 and not unit.norm.endswith(("ا", "ه", "ات")) and not unit.norm.startswith(("لا", "لل"))


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
    if not unit.norm.lstrip("وفبل").startswith(("مراسل", "موفد", "مندوبنا")):
        return False
    behind = sentence.chunks[number + 1] if number + 1 < len(sentence.chunks) else None
    own = behind is not None and behind.prep == "li" and behind.particle is not None and behind.last == behind.first + 1
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
            if name is None:
                break
            found[-1], last = name, index
    return found


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


def apposed(sentence: Sentence, title: Teller, number: int, stance: str) -> Teller | None:
    """Return the teller by his name, where title and name stand side by side in either order."""
    if title.cls in ("", *PERSONS) and not _is_person_name(sentence, title.chunk):
        name = read_name(sentence, number, stance)
        if name is not None:
            return name
    other = read_teller(sentence, number, stance)
    if other is None or other.cls not in PERSONS | {"body"} or title.cls not in ("", *PERSONS):
        return None
    return replace(title, cls="person")


def _is_person_name(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase has a known person's name in it."""
    chunk = sentence.chunks[number]
    if any(u.actor is not None and u.actor.cls == "person" for u in sentence.units[chunk.first : chunk.last]):
        return True
    units = sentence.units[min(chunk.head, chunk.last - 1) : chunk.last]
    return is_name(units[0]) and not any(u.head is not None or (u.article and u.nouns) for u in units[1:])


def read_name(sentence: Sentence, number: int, stance: str) -> Teller | None:
    """Read a phrase behind a title as a name: one that is known, or words without article that are no title."""
    chunk = sentence.chunks[number]
    units = sentence.units[min(chunk.head, chunk.last - 1) : chunk.last]
    titled = False
    while len(units) > 1 and units[0].norm in _HONORIFICS:
        titled, units = True, units[1:]
    if units[0].enclitic or units[0].pro or units[0].pos != NOUN or chunk.joined:
        return None
    if any(u.article and (u.nouns or u.head) and u.actor is None for u in units[1:]):
        return None
    words = frozenset(_bare(u) for u in units if u.pos == NOUN)
    person = units[0].actor
    if person is not None and person.cls == "person" and (len(units) == 1 or units[0].last - units[0].first > 1):
        link = Link(Span(units[0].start, units[0].end), person.actor_id, Stance(stance), "apposition")
        return Teller(link, "person", words, chunk=number)
    if units[0].article or units[0].head is not None or chunk.quantity >= 0:
        return None
    if person is not None and person.cls != "person":
        return None
    if not is_name(units[0]) and not titled and (len(units) < 2 or any(r.kind == "noun" for r in units[0].nouns)):
        return None
    if any(r.kind in ("masdar", "nominal") for r in units[0].nouns) and not any(is_name(u) for u in units[1:]):
        return None
    link = Link(Span(units[0].start, units[-1].end), romanised(units), Stance(stance), "apposition")
    return Teller(link, "person", words, chunk=number)


_HONORIFICS = frozenset(
    "ركن الشيخ القمص الانبا الاب السيد العميد اللواء العقيد الفريق الدكتور المهندس الرايد الركن الملا الامير العماد".split()
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
