"""Which time expression of a sentence dates a claim."""

from __future__ import annotations

from tawatur.claims.chunks import AUX, C, NP, P, R, S, T, V
from tawatur.claims.clauses import COMMAS, Sentence
from tawatur.claims.drafts import Draft
from tawatur.lexicon.entries import Verb
from tawatur.model import Evidence, Interval, Span


def time_of(sentence: Sentence, draft: Draft) -> tuple[Interval | None, Span | None, list[Evidence]]:
    """Return the interval that dates a draft, its words, and why; (None, None, []) where none does.

    A day in the draft's own clause dates it; one between a verb of speech and its
    content dates the telling and not the event (codebook 3, time).
    """
    candidates = [*draft.times, *_in_segment(sentence, draft.chunk)]
    for number in dict.fromkeys(candidates):
        mention = sentence.units[sentence.chunks[number].head].time
        if mention is not None and mention.interval is not None:
            return mention.interval, mention.span, [Evidence("time", mention.rule, mention.span)]
    return None, None, []


def _in_segment(sentence: Sentence, start: int) -> list[int]:
    """Return the time chunks in the clause around chunk `start`, those behind it first."""
    chunks = sentence.chunks
    right: list[int] = []
    for number in range(start + 1, len(chunks)):
        kind = chunks[number].kind
        if kind == T:
            right.append(number)
        elif kind in (V, AUX, S, R, C) or (kind == P and not _soft(sentence, number)):
            break
    left: list[int] = []
    passed_verb = chunks[start].kind == V
    for number in range(start - 1, -1, -1):
        kind = chunks[number].kind
        if kind == T:
            left.append(number)
        elif kind == V:
            if passed_verb or _is_speech(sentence, number):
                # «أعلن الجيش الأحد تحرير»: what stands between belongs to the telling.
                left = [] if _is_speech(sentence, number) else left
                break
            passed_verb = True
        elif kind in (S, R, C) or (kind == P and not _soft(sentence, number)):
            break
        if chunks[number].joined and kind in (V, NP) and passed_verb and kind == V:
            break
    return right + left


def _soft(sentence: Sentence, number: int) -> bool:
    return sentence.units[sentence.chunks[number].first].norm in COMMAS or sentence.units[
        sentence.chunks[number].first
    ].norm in "()[]"


def _is_speech(sentence: Sentence, number: int) -> bool:
    unit = sentence.units[sentence.chunks[number].head]
    verbs = [r.entry for r in unit.verbs if isinstance(r.entry, Verb)]
    return bool(verbs) and any(v.cue is not None and not v.senses for v in verbs)
