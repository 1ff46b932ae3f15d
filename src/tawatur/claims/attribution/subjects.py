"""Reads who a verb of speech has before it, and the words that tell what kind of speech follows."""

from __future__ import annotations

from dataclasses import replace

from tawatur.claims.attribution.names import read_name
from tawatur.claims.attribution.records import UNNAMED, Teller
from tawatur.claims.attribution.tellers import is_bare, is_document, read_teller, tellers_from
from tawatur.claims.chunks import AUX, NP, C, P, R, S, V
from tawatur.claims.reach import BRACKETS, COMMAS
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import Verb
from tawatur.model import Link, Span, Stance


def is_adverbial(unit: Unit) -> bool:
    """Return whether a unit of several words tells where something is said: «في تصريح», «عبر تويتر»."""
    return (
        unit.last - unit.first > 1
        and unit.actor is None
        and unit.place is None
        and unit.norm in ("في", "عبر", "خلال")
    )


def spoken(unit: Unit) -> str:
    """Return the stance of a verbal noun of speech («قوله» says, «نفيه» denies), or ""."""
    if unit.pos != NOUN:
        return ""
    if unit.norm.startswith(("قوله", "قولهم", "قولها", "انه", "انها")) or unit.norm in ("قول",):
        return "says"
    for reading in unit.nouns:
        verb = reading.entry
        if reading.kind == "masdar" and isinstance(verb, Verb) and verb.cue is not None and unit.enclitic:
            return verb.cue.stance
    return ""


def has_event(sentence: Sentence, number: int) -> bool:
    """Return whether a noun phrase holds a word for something that happens."""
    chunk = sentence.chunks[number]
    for unit in sentence.units[chunk.head : chunk.last]:
        if unit.pos == NOUN and unit.actor is None and unit.head is None and unit.names_act:
            return not any(r.kind == "noun" for r in unit.nouns) or unit.nouns[0].kind != "noun"
    return False


def subject_before(sentence: Sentence, number: int, stance: str, takes_object: bool = True) -> list[Teller]:
    """Return the tellers that stand before their verb («مصادر ميدانية أكدت», «وكان الوزير أعلن»), or []."""
    chunks, units = sentence.chunks, sentence.units
    if chunks[number].joined and not _topic(sentence, number):
        return []
    if number and chunks[number - 1].kind == R:
        return _relative(sentence, number, stance)
    bare: list[int] = []
    index = number - 1
    while index >= 0:
        chunk = chunks[index]
        sign = units[chunk.first].norm if chunk.kind == P else ""
        if is_bare(chunk):
            bare.append(index)
        elif chunk.kind == V and index and chunks[index - 1].kind == R:
            bare.clear()
            index -= 1
        elif chunk.kind == V:
            return []
        elif chunk.kind in (C, S) or (chunk.kind == AUX and bare) or (sign and _parts(sign)):
            break
        index -= 1
    behind = number + 1
    if stance != "accuses" and behind < len(chunks) and is_bare(chunks[behind]) and not takes_object:
        right = read_teller(sentence, behind, stance)
        if right is not None and right.cls:
            return []  # the subject stands behind: «… تخشى الأمم المتحدة أن»
    for place in reversed(bare):
        found = tellers_from(sentence, place, stance, number)
        if found and (found[0].cls or place - 1 <= index or chunks[place - 1].kind == P):
            return found
    return []


def _topic(sentence: Sentence, number: int) -> bool:
    """Return whether a verb with «ف» resumes a topic: «أما الوزير فقد قال»."""
    first = sentence.units[sentence.chunks[number].first]
    return first.norm.startswith("ف") and any(u.norm in ("اما", "واما") for u in sentence.units[:3])


def _parts(sign: str) -> bool:
    """Return whether a sign parts a verb from what stands before it."""
    return sign in _DASHES or sign not in COMMAS | BRACKETS | _CLOSING


_DASHES = frozenset("-–—")
_CLOSING = frozenset('”»"')


def _relative(sentence: Sentence, number: int, stance: str) -> list[Teller]:
    """Return the antecedent of «الذي قال», no one where a subject follows («الذي تقول الأمم المتحدة»)."""
    unit = sentence.units[sentence.chunks[number].head]
    antecedent = sentence.antecedent(number - 1)
    if antecedent is None or unit.enclitic:
        return []
    if is_document(sentence.units[antecedent.unit]):
        return []
    behind = number + 1
    if (
        behind < len(sentence.chunks)
        and is_bare(sentence.chunks[behind])
        and read_teller(sentence, behind, stance)
    ):
        return []
    teller = read_teller(sentence, antecedent.chunk, stance)
    return [teller] if teller is not None else []


def statement_teller(sentence: Sentence, number: int, stance: str) -> Teller:
    """Return who made the statement at chunk `number` («أشار تقرير من الجماعة إلى»), or the statement."""
    behind = number + 1
    chunks = sentence.chunks
    follows = behind < len(chunks) and chunks[behind].kind == NP and not chunks[behind].joined
    author = None
    if follows and chunks[behind].prep in ("", "min", "li"):
        author = read_teller(sentence, behind, stance)
    unit = sentence.units[chunks[number].head]
    link = Link(Span(unit.start, unit.end), UNNAMED, Stance(stance), "statement")
    return author or Teller(link, "document")


def named_before_title(sentence: Sentence, number: int, stance: str) -> list[Teller]:
    """Read a name that is a place's too, its bearer's title behind it («صلاح الدين …، رئيس»)."""
    behind = number + 1
    chunks = sentence.chunks
    if behind < len(chunks) and chunks[behind].kind == P:
        behind += 1
    if behind >= len(chunks) or not is_bare(chunks[behind]):
        return []
    name = read_name(sentence, number, stance)
    title = read_teller(sentence, behind, stance)
    return [name] if name is not None and title is not None and title.cls == "official" else []


def medium_inside(sentence: Sentence, number: int, teller: Teller) -> tuple[Teller, list[Teller]]:
    """Part a medium in the teller's own phrase from him: it is the one told («أبلغ مسؤول وكالة»)."""
    chunk, units = sentence.chunks[number], sentence.units
    for index in range(chunk.head + 1, chunk.last):
        actor = units[index].actor
        if actor is None or actor.cls != "media" or teller.link.span is None:
            continue
        link = Link(
            Span(units[index].start, units[index].end),
            actor.actor_id,
            Stance.SAYS,
            "addressee",
            actor.framing,
        )
        span = Span(teller.link.span.start, units[index - 1].end)
        id_ = sentence.entity(chunk.head, index).id or teller.link.id
        return replace(teller, link=replace(teller.link, span=span, id=id_)), [Teller(link, "media")]
    return teller, []
