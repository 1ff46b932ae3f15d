"""Gives cue phrases their scope: «وفق X» covers its clause, «أنباء عن» what follows it."""

from __future__ import annotations

from tawatur.claims.attribution.phrases import PhraseReading, cue_of, read_phrase
from tawatur.claims.attribution.scopes import follows_sign, local_end, trails, while_start
from tawatur.claims.attribution.sentence import Reading, told
from tawatur.claims.attribution.speech import read_speech
from tawatur.claims.chunks import NP, P, V
from tawatur.claims.sentence import Sentence
from tawatur.lexicon.entries import Cue, Phrase
from tawatur.model import Link

# How phrases begin that tell where something was said rather than what was.
_ADVERBIAL = frozenset(("في", "عبر", "خلال", "من", "وفي", "وعبر", "وخلال"))
# Bare phrases that stand behind what they tell («…، بحسب تقارير»).
_TRAILING = frozenset(("وفق", "بحسب", "حسب", "وفقا"))
_ANY_CONTENT = Cue("says", frozenset(("inna", "an", "bi", "ila")))
# How far a phrase for a statement may stand from its verb of speech.
_MAX_STATEMENT_GAP = 12


def read_phrase_cue(reading: Reading, number: int) -> None:
    """Read the cue phrase at chunk `number`, where it does not only describe a verb of speech."""
    sentence = reading.sentence
    cue = sentence.units[sentence.chunks[number].head].cue
    assert cue is not None
    phrase = cue[0]
    if (phrase.pattern == "clause" and _adds_clause(sentence, number)) or _belongs_to_verb(
        sentence, number, phrase
    ):
        return
    read = read_phrase(sentence, number, phrase)
    if phrase.medium:
        reading.media = read.media
        return
    if read.used >= 0:
        reading.used.add(read.used)
    links = _links(reading, read)
    if phrase.pattern == "bare":
        _unnamed(reading, number, phrase, links)
    elif links:
        _named(reading, number, phrase, read, links)


def _links(reading: Reading, read: PhraseReading) -> list[Link]:
    if read.outlet:
        return []
    if read.continues and not read.tellers:
        return list(reading.memory.last_chain)
    return told(reading.memory.chain(read.tellers, runs_on=False), read.media)


def _adds_clause(sentence: Sentence, number: int) -> bool:
    """Return whether «كما» only adds a clause: its verb is no cue, or has its content behind it."""
    phrase = sentence.units[sentence.chunks[number].head].cue
    behind = number + 1
    if phrase is None or phrase[0].id != "kama":
        return False
    if behind < len(sentence.chunks) and sentence.chunks[behind].kind == NP:
        return False
    cue = cue_of(sentence, behind)
    if cue is None:
        return True
    parenthetic = number > 0 and sentence.chunks[number - 1].kind != P
    return not parenthetic and read_speech(sentence, behind, cue).content >= 0


def _belongs_to_verb(sentence: Sentence, number: int, phrase: Phrase) -> bool:
    """Return whether a statement belongs to a verb of speech («قال في بيان»), or its words do not follow."""
    if phrase.pattern != "noun" or phrase.medium:
        return False
    if number and cue_of(sentence, number - 1) is not None:
        return True
    if sentence.units[sentence.chunks[number].head].norm not in _ADVERBIAL:
        content = read_speech(sentence, number, _ANY_CONTENT, True).content
        return content <= 0 or any(c.kind == V for c in sentence.chunks[number + 1 : content])
    first = max(0, number - _MAX_STATEMENT_GAP + 1)
    return any(cue_of(sentence, n) is not None for n in range(first, number + _MAX_STATEMENT_GAP))


def _named(reading: Reading, number: int, phrase: Phrase, read: PhraseReading, links: list[Link]) -> None:
    sentence = reading.sentence
    chunk = sentence.chunks[number]
    first, rank = _scope_start(reading, number, read)
    last = len(sentence.units)
    local = phrase.pattern == "noun" and sentence.units[chunk.head].norm not in _ADVERBIAL
    if local:
        first = chunk.first if reading.top is not None else first
        last = local_end(sentence, number, last)
    possible = phrase.modality == "possible"
    attribution = reading.add(
        number, links, (first, last), f"cues:{phrase.id}", rank=rank, top=rank > 0, possible=possible
    )
    if reading.top is None and not local:
        reading.top = attribution


def _scope_start(reading: Reading, number: int, read: PhraseReading) -> tuple[int, int]:
    """Return (first unit, rank): a medium behind the whole is nearer the reader than who spoke."""
    sentence = reading.sentence
    chunk = sentence.chunks[number]
    start = reading.segment_start(chunk.first)
    if chunk.joined and number > 2:
        start = chunk.first
        reading.starts.append(start)
    if reading.found:
        start = while_start(sentence, start, number)
        if start:
            reading.starts.append(start)
    behind = start < chunk.first and all(t.cls == "media" for t in read.tellers)
    return start, 0 if behind else 1


def _unnamed(reading: Reading, number: int, phrase: Phrase, links: list[Link]) -> None:
    """Keep «أنباء عن», «يعتقد أن»: they cover their own clause only."""
    sentence = reading.sentence
    chunk = sentence.chunks[number]
    possible = phrase.modality == "possible"
    if not links and not possible:
        return
    if phrase.stance == "accuses" and reading.is_own_act(chunk.head):
        return
    first = chunk.first
    trailing = sentence.units[chunk.head].norm in _TRAILING and follows_sign(sentence, number)
    if links and trailing and trails(sentence, number):
        first = reading.segment_start(chunk.first)
    end = local_end(sentence, number, len(sentence.units))
    reading.add(number, links, (first, end), f"cues:{phrase.id}", possible=possible, top=False)
