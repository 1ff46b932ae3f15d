"""Reads cues that are no verbs: «وفق», «حسبما أفاد», «في بيان ل», «أنباء عن»."""

from __future__ import annotations

from dataclasses import dataclass, field

from tawatur.claims.attribution.records import UNNAMED, Teller
from tawatur.claims.attribution.speech import Speech, read_speech
from tawatur.claims.attribution.tellers import is_correspondent, read_teller, tellers_from
from tawatur.claims.chunks import NP, QUOTES, C, P, R, V
from tawatur.claims.sentence import Sentence
from tawatur.lexicon.entries import Cue, Phrase, Verb
from tawatur.model import Link, Span, Stance


@dataclass(slots=True)
class PhraseReading:
    """What a cue phrase names: tellers, or none where it goes on with those before or blurs a name."""

    tellers: list[Teller] = field(default_factory=list)
    media: list[Teller] = field(default_factory=list)
    used: int = -1  # chunk of a verb of speech that belongs to the phrase
    continues: bool = False
    outlet: bool = False


def cue_of(sentence: Sentence, number: int) -> Cue | None:
    """Return the cue of the verb at chunk `number`, where it is a verb of speech."""
    if number >= len(sentence.chunks) or sentence.chunks[number].kind != V:
        return None
    for reading in sentence.units[sentence.chunks[number].head].verbs:
        if isinstance(reading.entry, Verb) and reading.entry.cue is not None:
            return reading.entry.cue
    return None


def read_phrase(sentence: Sentence, number: int, phrase: Phrase) -> PhraseReading:
    """Return whom the cue phrase at chunk `number` names."""
    if phrase.continues:
        return PhraseReading(continues=True)
    if phrase.pattern == "bare":
        return PhraseReading(_bare_source(sentence, number, phrase))
    following = _past_quotes(sentence, number + 1)
    chunks = sentence.chunks
    if following < len(chunks) and chunks[following].kind == R and phrase.pattern != "noun":
        following += 1
    if following < len(chunks) and chunks[following].kind == V:
        return _clause(sentence, following, phrase)
    if phrase.pattern == "clause":
        return _noun_like_clause(sentence, following, phrase)
    if following >= len(chunks):
        return PhraseReading()
    if chunks[following].kind == C:
        return _stacked(sentence, following, phrase)
    if chunks[following].kind != NP:
        return PhraseReading()
    issued = _issued(sentence, following)
    if issued > 0:
        return PhraseReading(tellers_from(sentence, issued, phrase.stance), used=issued - 1)
    if is_correspondent(sentence, following):
        return PhraseReading(outlet=True)
    found = tellers_from(sentence, following, phrase.stance)
    found = [t for t in found if t.cls != "document" or t.definite or t.link.id != UNNAMED] or found
    if phrase.medium:
        return PhraseReading(media=[t for t in found if t.cls == "media"])
    return PhraseReading(found)


def _issued(sentence: Sentence, number: int) -> int:
    """Return the chunk of who issued the statement («تقرير جديد صدر عن المركز»), or -1."""
    chunks = sentence.chunks
    if number + 2 >= len(chunks) or chunks[number + 1].kind != V or chunks[number + 2].prep != "an":
        return -1
    verb = sentence.units[chunks[number + 1].head].norm
    return number + 2 if verb in ("صدر", "صدرت") else -1


def _past_quotes(sentence: Sentence, number: int) -> int:
    chunks = sentence.chunks
    while (
        number < len(chunks)
        and chunks[number].kind == P
        and sentence.units[chunks[number].first].norm in QUOTES
    ):
        number += 1
    return number


def _clause(sentence: Sentence, verb: int, phrase: Phrase) -> PhraseReading:
    """Read «حسبما أفاد X», «وفق ما نقلت X عن Y»."""
    cue = cue_of(sentence, verb)
    if cue is None:
        return PhraseReading()
    speech: Speech = read_speech(sentence, verb, cue)
    origins = speech.tellers + speech.origins
    return PhraseReading(origins, speech.media, verb, not origins and not speech.outlet, speech.outlet)


def _noun_like_clause(sentence: Sentence, number: int, phrase: Phrase) -> PhraseReading:
    """Read «كما قال شهود» where verb and subject were taken for one phrase."""
    if number >= len(sentence.chunks) or sentence.chunks[number].kind != NP:
        return PhraseReading()
    chunk = sentence.chunks[number]
    unit = sentence.units[chunk.head]
    cue = next(
        (r.entry.cue for r in unit.verbs if isinstance(r.entry, Verb) and r.entry.cue is not None), None
    )
    if cue is None:
        return PhraseReading()
    if chunk.head + 1 >= chunk.last:
        speech = read_speech(sentence, number, cue)
        return PhraseReading(speech.tellers + speech.origins, speech.media, number, not speech.tellers)
    entity = sentence.entity(chunk.head + 1, chunk.last)
    if not entity.is_actor:
        return PhraseReading()
    link = Link(
        Span(entity.start, entity.end), entity.id or UNNAMED, Stance(cue.stance), entity.rule, entity.framing
    )
    return PhraseReading([Teller(link, entity.cls, chunk=number)], used=number)


def _stacked(sentence: Sentence, number: int, phrase: Phrase) -> PhraseReading:
    """Read a phrase whose source is a statement of somebody: «بحسب بيان للنقابة», «وفق تصريحات قائد»."""
    inner = sentence.units[sentence.chunks[number].head].cue
    if inner is None:
        return PhraseReading()
    reading = read_phrase(sentence, number, inner[0])
    reading.used = reading.used if reading.used >= 0 else number
    return reading


def _bare_source(sentence: Sentence, number: int, phrase: Phrase) -> list[Teller]:
    """Return the unnamed source of «أنباء», «تقارير», or who made them («تقارير من جماعات معارضة»)."""
    if not phrase.source_id:
        return []
    unit = sentence.units[sentence.chunks[number].head]
    behind = number + 1
    if behind < len(sentence.chunks) and sentence.chunks[behind].kind == NP and phrase.stance != "accuses":
        chunk = sentence.chunks[behind]
        if chunk.prep in ("min", "li") or not chunk.prep:
            named = read_teller(sentence, behind, phrase.stance)
            if named is not None and named.cls not in ("document", "") and not chunk.joined:
                return [named]
    return [
        Teller(Link(Span(unit.start, unit.end), phrase.source_id, Stance(phrase.stance), f"cues:{phrase.id}"))
    ]
