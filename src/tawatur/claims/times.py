"""Which time expression of a sentence dates a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawatur.claims.chunks import AUX, NP, P, R, S, T, C, V
from tawatur.claims.clauses import BRACKETS, COMMAS, Sentence
from tawatur.claims.drafts import Draft
from tawatur.claims.factuality import PURPOSE
from tawatur.lexicon.entries import Verb
from tawatur.model import Evidence, FoundTime, Interval, Modality, Span

# What has content of its own: a day behind an act inside the content dates that act («اتهم بشن هجوم أمس»).
_WITH_CONTENT = frozenset(("ACCUSE", "REJECT", "THREATEN", "REQUEST", "AGREE", "SUPPORT"))
# Subordinators whose clause happens when the main one does («فيما», «حيث», «بعدما» does not).
_SAME_DAY = frozenset(("while", "addition", "contrast", "manner", "place", "result"))

Found = tuple[Interval | None, Span | None, list[Evidence]]


def time_of(sentence: Sentence, draft: Draft) -> Found:
    """Return the interval that dates a draft, its words, and why; (None, None, []) where none does.

    A day in the draft's own clause dates it; one between a verb of speech and its
    content dates the telling and not the event (codebook 3, time).
    """
    for number in _candidates(sentence, draft):
        mention = sentence.units[sentence.chunks[number].head].time
        if mention is None:
            continue
        interval = _reading(sentence, draft, number)
        if interval is not None:
            return interval, mention.span, [Evidence("time", mention.rule, mention.span)]
    return None, None, []


def _reading(sentence: Sentence, draft: Draft, number: int) -> Interval | None:
    """Return what a time expression denotes for a draft: in a plan, under «منذ», after «غداة»."""
    mention = sentence.units[sentence.chunks[number].head].time
    if not isinstance(mention, FoundTime):
        return mention.interval if mention is not None else None
    start = sentence.units[draft.unit].start
    if mention.event is not None and start > mention.span.start and draft.kind != "verb":
        return mention.event
    if mention.since is not None and mention.since_start is not None:
        return mention.interval if mention.since_start <= start < mention.span.start else mention.since
    if draft.modality is Modality.INTENDED and mention.ahead is not None:
        return mention.ahead
    return mention.interval


def _candidates(sentence: Sentence, draft: Draft) -> Iterator[int]:
    """Yield the time chunks that may date a draft, the likeliest first."""
    triggers = [draft.chunk, *(p.chunk for p in draft.parts if p.kind == "verb" or p.chunk == draft.chunk)]
    others = [p.chunk for p in draft.parts if p.chunk not in triggers]
    mine = {*triggers, *others}
    for trigger in triggers:
        yield from _behind(sentence, draft, trigger, mine)
    aimed = any(e.rule == PURPOSE for e in draft.evidence)
    if not aimed:
        yield from _before(sentence, draft)
    for other in others:
        yield from _behind(sentence, draft, other, mine)
    yield from (t for t in draft.times if not aimed or t > draft.chunk)
    if not aimed:
        yield from _clause_before(sentence, draft)


def _behind(sentence: Sentence, draft: Draft, start: int, mine: set[int]) -> Iterator[int]:
    """Yield the times behind a trigger in its clause, and in a relative clause that only describes it."""
    chunks = sentence.chunks
    number = start + 1
    while number < len(chunks):
        chunk = chunks[number]
        if chunk.kind == T:
            yield number
        elif chunk.kind == R or chunk.kind == V and number not in mine:
            number = _past_relative(sentence, number, mine)
            if number < 0:
                return
            continue
        elif chunk.kind in (AUX, S, C) or chunk.kind == P and not _soft(sentence, number):
            return
        elif chunk.kind == NP and draft.sense.type in _WITH_CONTENT and _names_act(sentence, number):
            return
        number += 1


def _past_relative(sentence: Sentence, number: int, mine: set[int]) -> int:
    """Return where to go on inside or behind the relative clause at a chunk, or -1 where a new clause begins."""
    chunks = sentence.chunks
    verb = number
    if chunks[number].kind == R:
        verb = next((n for n in range(number + 1, min(number + 4, len(chunks))) if chunks[n].kind in (V, AUX)), -1)
        if verb < 0:
            return number + 1
    elif not (number and chunks[number - 1].kind == NP and not chunks[number].joined):
        return -1
    if verb in mine or _describes(sentence, verb):
        return verb + 1
    return -1


def _describes(sentence: Sentence, number: int) -> bool:
    """Return whether a relative clause's verb tells of no act of its own, or of a lasting state («تسيطر»)."""
    unit = sentence.units[sentence.chunks[number].head]
    verbs = [r.entry for r in unit.verbs if isinstance(r.entry, Verb)]
    if any(v.light is not None and v.factuality is None for v in verbs):
        return True
    return any(s.mode == "hold" for v in verbs for s in v.senses)


def _names_act(sentence: Sentence, number: int) -> bool:
    chunk = sentence.chunks[number]
    return any(r.kind in ("masdar", "nominal") for u in sentence.units[chunk.head : chunk.last] for r in u.nouns)


def _before(sentence: Sentence, draft: Draft) -> list[int]:
    """Return the times before a trigger in its clause, none that dates only the telling."""
    chunks = sentence.chunks
    start = draft.chunk
    left: list[int] = []
    passed_verb = chunks[start].kind == V
    described = draft.kind == "active"  # «متوعدة»: said when the main verb was
    for number in range(start - 1, -1, -1):
        chunk = chunks[number]
        if chunk.kind == T:
            left.append(number)
        elif chunk.kind == V:
            speech = _is_speech(sentence, number)
            if passed_verb or speech and not described:
                # «أعلن الجيش الأحد تحرير»: what stands between belongs to the telling.
                return [] if speech else left
            passed_verb = True
            if chunk.joined:
                return left
        elif chunk.kind in (S, R, C) or chunk.kind == P and not _soft(sentence, number):
            return left
    return left


def _clause_before(sentence: Sentence, draft: Draft) -> list[int]:
    """Return the last time of the clause that a draft's own one is joined to («… أمس، وردت إسرائيل بغارات»)."""
    chunks = sentence.chunks
    for number in range(draft.chunk, -1, -1):
        chunk = chunks[number]
        joins = chunk.kind == V and chunk.joined
        joins = joins or chunk.kind == S and chunk.particle is not None and chunk.particle.relation in _SAME_DAY
        if joins:
            return _last_time(sentence, number)
        if chunk.kind in (S, R, C) or chunk.kind == P and not _soft(sentence, number):
            return []
    return []


def _last_time(sentence: Sentence, end: int) -> list[int]:
    chunks = sentence.chunks
    for number in range(end - 1, -1, -1):
        chunk = chunks[number]
        if chunk.kind == T:
            return [] if _of_telling(sentence, number) else [number]
        if chunk.kind in (S, C, R) or chunk.kind == P and not _soft(sentence, number):
            return []
    return []


def _of_telling(sentence: Sentence, number: int) -> bool:
    """Return whether the verb before a time is one of speech."""
    for before in range(number - 1, -1, -1):
        if sentence.chunks[before].kind == V:
            return _is_speech(sentence, before)
    return False


def _soft(sentence: Sentence, number: int) -> bool:
    sign = sentence.units[sentence.chunks[number].first].norm
    return sign in COMMAS or sign in BRACKETS or sign in "\"«»“”"


def _is_speech(sentence: Sentence, number: int) -> bool:
    """Return whether a verb opens content: what it tells is not dated by its own day."""
    unit = sentence.units[sentence.chunks[number].head]
    verbs: Sequence[Verb] = [r.entry for r in unit.verbs if isinstance(r.entry, Verb)]
    return any(v.cue is not None for v in verbs[:2])
