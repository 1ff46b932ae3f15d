"""What the reader made of each word of a sentence, for those who look for what it passes over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tawatur.claims.attribution import Attribution
from tawatur.claims.chunks import NP, V
from tawatur.claims.drafts import Draft
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import CUE, NOUN, PARTICLE, VERB, Unit
from tawatur.lexicon.entries import NO_CLAIM, Nominal, Phrase, Verb
from tawatur.model import Claim, Span


class Outcome(StrEnum):
    """What became of a word that may tell of something."""

    UNKNOWN = "unknown"  # the lexicon has no such word
    USED = "used"  # it gave a claim, part of one, or an attribution
    SILENT = "silent"  # it can give one, and gave none here
    PLAIN = "plain"  # it never gives one


@dataclass(frozen=True, slots=True)
class OutlinedWord:
    """A word or fixed expression; `lemma` and `entry` are those of its predicate or cue in the data.

    `types` are the codebook types it can give, `begins` marks what stands where a verb is
    expected, `definite` what bears the article.
    """

    span: Span
    norm: str
    pos: str  # verb noun particle time quantity punct cue
    outcome: Outcome
    lemma: str = ""
    entry: str = ""
    types: frozenset[str] = frozenset()
    speaks: bool = False
    begins: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """One sentence: its words, its claims, and phrases behind a verb of speech that have no id."""

    span: Span
    words: tuple[OutlinedWord, ...]
    claims: tuple[Claim, ...]
    nameless: tuple[Span, ...]


def outline_of(
    sentence: Sentence,
    drafts: Sequence[Draft],
    attributions: Sequence[Attribution],
    span: Span,
    claims: Sequence[Claim],
) -> Outline:
    """Return the outline of a sentence that has been read; `span` is all of it."""
    units = sentence.units
    used = {d.unit for draft in drafts for d in (draft, *draft.parts)}
    cues = [a.span for a in attributions]
    words = []
    for number, unit in enumerate(units):
        is_used = number in used or any(cue.start <= unit.start < cue.end for cue in cues)
        words.append(_outlined(unit, is_used, _begins(units, number)))
    return Outline(span, tuple(words), tuple(claims), tuple(_nameless(sentence)))


def _outlined(unit: Unit, used: bool, begins: bool) -> OutlinedWord:
    predicates = _predicates(unit)
    types = frozenset(t for entry in predicates for t in _types(entry))
    speaks = any(isinstance(entry, Phrase) or (isinstance(entry, Verb) and entry.cue) for entry in predicates)
    if used:
        outcome = Outcome.USED
    elif types or speaks:
        outcome = Outcome.SILENT
    else:
        outcome = Outcome.PLAIN if _is_known(unit) else Outcome.UNKNOWN
    return OutlinedWord(
        Span(unit.start, unit.end),
        unit.norm,
        unit.pos,
        outcome,
        _lemma(predicates[0]) if predicates else "",
        predicates[0].id if predicates else "",
        types,
        bool(speaks),
        begins,
        unit.article,
    )


def _predicates(unit: Unit) -> list[Verb | Nominal | Phrase]:
    """Return the entries that the unit stands for in the part of speech decided on."""
    if unit.pos == CUE and unit.cue is not None:
        return [unit.cue[0]]
    if unit.pos not in (VERB, NOUN) or unit.actor is not None or unit.place is not None:
        return []
    readings = unit.verbs if unit.pos == VERB else unit.nouns
    return [r.entry for r in readings if isinstance(r.entry, Verb | Nominal)]


def _lemma(entry: Verb | Nominal | Phrase) -> str:
    return entry.forms[0] if isinstance(entry, Phrase) else entry.lemma


def _types(entry: Verb | Nominal | Phrase) -> Iterator[str]:
    """Yield the codebook types that an entry can give by itself; a light verb gives its noun's."""
    if isinstance(entry, Verb) and entry.light is not None:
        return
    senses = entry.senses if isinstance(entry, Verb) else (entry.sense,) if isinstance(entry, Nominal) else ()
    yield from (sense.type for sense in senses if sense.type != NO_CLAIM)


def _is_known(unit: Unit) -> bool:
    if unit.pos not in (VERB, NOUN):
        return True
    readings = (unit.verbs, unit.nouns, unit.particles, unit.nationality, unit.head, unit.generic)
    return any(readings) or unit.actor is not None or unit.place is not None


def _begins(units: Sequence[Unit], number: int) -> bool:
    """Return whether one expects a verb here: at the head of a sentence, behind a relative or negation."""
    if not number:
        return True
    before = units[number - 1]
    kind = before.particle.kind if before.pos == PARTICLE and before.particle is not None else ""
    return kind in ("relative", "negation", "future", "emphasis", "possibility")


def _nameless(sentence: Sentence) -> Iterator[Span]:
    """Yield the phrases behind a verb of speech that stand where a speaker does and have no id."""
    for number, chunk in enumerate(sentence.chunks[:-1]):
        unit = sentence.units[chunk.head]
        if chunk.kind != V or not any(isinstance(r.entry, Verb) and r.entry.cue for r in unit.verbs):
            continue
        behind = sentence.chunks[number + 1]
        if behind.kind != NP or behind.prep or behind.relation:
            continue
        entity = sentence.entity(behind.head, behind.last)
        if not entity.id and not entity.is_place and sentence.units[behind.head].pos == NOUN:
            yield Span(entity.start, entity.end)
