"""Which time expression of a sentence dates a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tawatur.claims.chunks import AUX, NP, C, P, R, S, T, V
from tawatur.claims.drafts import Draft
from tawatur.claims.purposes import PURPOSE
from tawatur.claims.reach import BRACKETS, COMMAS, is_partitive
from tawatur.claims.sentence import Sentence
from tawatur.lexicon.entries import Verb
from tawatur.model import Evidence, FoundTime, Interval, Modality, Span

# What has content of its own: a day behind an act inside the content dates that act («اتهم بشن هجوم أمس»).
_WITH_CONTENT = frozenset(("ACCUSE", "REJECT", "THREATEN", "REQUEST", "AGREE", "SUPPORT"))
# Subordinators whose clause happens when the main one does («فيما», «حيث», «بعدما» does not).
_SAME_DAY = frozenset(("while", "addition", "manner", "place", "result"))
# Rules by which an act was tried or meant, at a time that may be past.
_TRIED = frozenset(
    (PURPOSE, *(f"verbs:{v}" for v in ("hawala", "saa", "fashila", "akhfaqa", "ajaza", "afshala", "arada")))
)
# Relations of phrases beside the main event: what they name did not last as long as it.
_ASIDE = frozenset(("after", "before", "cause"))
# Rules of expressions for the present, which dates only what it stands with.
_NOW = frozenset(("now",))

Found = tuple[Interval | None, Span | None, list[Evidence]]


def time_of(sentence: Sentence, draft: Draft) -> Found:
    """Return the interval that dates a draft, its words, and why; (None, None, []) where none does.

    A day in the draft's own clause dates it; one between a verb of speech and its
    content dates the telling and not the event (codebook 3, time).
    """
    if not sentence.dated:
        return None, None, []
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
    if _is_to_come(draft) and mention.ahead is not None and _next_week(mention):
        return mention.ahead
    return mention.interval


def _is_to_come(draft: Draft) -> bool:
    """Return whether a draft is planned, not only tried."""
    if draft.modality is not Modality.INTENDED:
        return False
    return not any(e.rule in _TRIED for e in draft.evidence)


def _next_week(mention: FoundTime) -> bool:
    """Return whether the two readings are a weekday's; a month or a date without a year keeps its own."""
    if mention.interval is None or mention.ahead is None:
        return mention.interval is None
    return (mention.ahead.start - mention.interval.start).days <= 7


def _candidates(sentence: Sentence, draft: Draft) -> Iterator[int]:
    """Yield the time chunks that may date a draft, the likeliest first."""
    triggers = [draft.chunk, *(p.chunk for p in draft.parts if p.kind == "verb" or p.chunk == draft.chunk)]
    others = [p.chunk for p in draft.parts if p.chunk not in triggers]
    mine = {*triggers, *others}
    for trigger in triggers:
        yield from _behind(sentence, draft, trigger, mine)
    yield from _day_after(sentence, mine)
    if _is_state(draft):
        return
    aimed = any(e.rule == PURPOSE for e in draft.evidence)
    refers = draft.kind != "verb" and draft.sense.type in _WITH_CONTENT and sentence.units[draft.unit].article
    if draft.kind == "active":
        yield from _main_times(sentence, draft.chunk)  # «متوعدة»: said when the main verb was
    elif not aimed and not refers:
        yield from _before(sentence, draft)
    for other in others:
        yield from _behind(sentence, draft, other, mine)
    if draft.sense.type not in _WITH_CONTENT:
        yield from (t for t in draft.times if (not aimed or t > draft.chunk) and not _of_phrase(sentence, t))
    if not aimed:
        yield from _clause_before(sentence, draft)
        if draft.sense.type not in _WITH_CONTENT:
            yield from _set_off(sentence, draft.chunk)


def _is_state(draft: Draft) -> bool:
    """Return whether a noun or participle describes a state, which no time of the main event dates."""
    return draft.kind != "verb" and (draft.sense.mode == "hold" or draft.kind == "passive")


def _day_after(sentence: Sentence, mine: Iterable[int]) -> Iterator[int]:
    """Yield «غداة», «بعد يوم من» right before a trigger: it says how long before the main event."""
    for number in mine:
        for before in range(number - 1, max(-1, number - 3), -1):
            chunk = sentence.chunks[before]
            mention = sentence.units[chunk.head].time
            if chunk.kind == T and isinstance(mention, FoundTime) and mention.event is not None:
                yield before
            if chunk.kind != NP:
                break


def _behind(sentence: Sentence, draft: Draft, start: int, mine: set[int]) -> Iterator[int]:
    """Yield the times behind a trigger in its clause, and in a relative clause that only describes it."""
    chunks = sentence.chunks
    number = start + 1
    other_act = False
    since_when = _since_when(sentence, start)
    while number < len(chunks):
        chunk = chunks[number]
        since = since_when.get(sentence.units[chunk.first].end)
        if since is not None:
            yield since
            return
        if chunk.kind == T:
            if not _of_phrase(sentence, number) or number - 1 == start:
                yield number
        elif chunk.kind == R or (chunk.kind == V and number not in mine):
            number = -1 if other_act else _past_relative(sentence, number, mine)
            if number < 0:
                return
            continue
        elif (
            chunk.kind in (AUX, C)
            or (chunk.kind == P and not _soft(sentence, number))
            or (chunk.kind == S and not _governs_noun(sentence, number))
        ):
            return
        elif chunk.kind == NP and number not in mine and sentence.names_act(chunk):
            other_act = True
            if draft.sense.type in _WITH_CONTENT:
                return
        number += 1


def _since_when(sentence: Sentence, start: int) -> dict[int, int]:
    """Return where a «منذ» behind chunk `start` ends → the time that dates what it governs."""
    found: dict[int, int] = {}
    if not sentence.dated:
        return found
    for number in range(start + 1, len(sentence.chunks)):
        mention = sentence.units[sentence.chunks[number].head].time
        if isinstance(mention, FoundTime) and mention.since_start is not None and mention.since is not None:
            found.setdefault(mention.since_start + len("منذ"), number)
    return found


def _governs_noun(sentence: Sentence, number: int) -> bool:
    """Return whether a subordinator stands before a noun: «منذ بدء الهجمات», «بعد قصف»."""
    particle = sentence.chunks[number].particle
    if particle is None or particle.relation not in ("since", "after", "while", "cause"):
        return False
    return number + 1 < len(sentence.chunks) and sentence.chunks[number + 1].kind in (NP, T)


def _of_phrase(sentence: Sentence, number: int) -> bool:
    """Return whether a time belongs to a participle right before it: «الانتخابات المقررة الأحد»."""
    before = sentence.chunks[number - 1] if number else None
    if before is None or before.kind != NP or before.last - before.head < 2:
        return False
    unit = sentence.units[before.last - 1]
    if sentence.describer.lexicon.hedges.get(unit.norm.removeprefix("ال"), ("", ""))[0] == "behind":
        return True
    return unit.article and any(
        r.kind in ("active", "passive") and isinstance(r.entry, Verb) and r.entry.light is not None
        for r in unit.nouns
    )


def _past_relative(sentence: Sentence, number: int, mine: set[int]) -> int:
    """Return where to go on in or behind the relative clause at a chunk; -1 where a new clause begins."""
    chunks = sentence.chunks
    verb = number
    if chunks[number].kind == R:
        if is_partitive(chunks[number]):
            return -1
        if sentence.units[chunks[number].head].norm.endswith("ما") and number + 1 < len(chunks):
            return number + 2  # «ما يسمى بتنظيم»
        verb = next(
            (n for n in range(number + 1, min(number + 4, len(chunks))) if chunks[n].kind in (V, AUX)), -1
        )
        if verb < 0:
            return number + 1
    elif not (number and chunks[number - 1].kind == NP and not chunks[number].joined):
        return -1
    before = number - 2 if number > 1 and chunks[number - 1].kind == P else number - 1
    if verb in mine or _describes(sentence, verb, before in mine):
        return verb + 1
    return -1


def _describes(sentence: Sentence, number: int, follows_trigger: bool) -> bool:
    """Return whether a relative clause's verb is the act's own («التي نفذت») or is a state («تسيطر»)."""
    unit = sentence.units[sentence.chunks[number].head]
    verbs = [r.entry for r in unit.verbs if isinstance(r.entry, Verb)]
    if follows_trigger and any(v.light is not None and v.factuality is None for v in verbs):
        return True
    if follows_trigger and any(s.type == "ASSAULT" for v in verbs for s in v.senses):
        return True  # «غارة ضربت المنزل مساء الأحد»
    if any(s.mode == "hold" for v in verbs for s in v.senses):
        return True
    return bool(unit.enclitic) and not any(v.senses for v in verbs[:1])  # «التحالف الذي تتزعمه السعودية»


def _before(sentence: Sentence, draft: Draft) -> list[int]:
    """Return the times before a trigger in its clause, none that dates only the telling."""
    chunks = sentence.chunks
    start = draft.chunk
    aside = chunks[start].relation in _ASIDE
    left: list[int] = []
    verb = start if chunks[start].kind == V else -1
    bounded = False  # whether a comma or «كان» stands between, so that a relative clause may end there
    number = start - 1
    while number >= 0:
        chunk = chunks[number]
        if chunk.kind == T:
            if not _of_phrase(sentence, number) and not (aside and _lasts(sentence, number)):
                left.append(number)
        elif chunk.kind == V and bounded and number and chunks[number - 1].kind == R:
            left = []  # «…، الذي بدأ الثلاثاء زيارة، …»
            number -= 1
        elif chunk.kind == V:
            if _is_speech(sentence, number) and _is_told(sentence, number, start):
                return []  # «أعلن الجيش الأحد تحرير»: what stands between belongs to the telling
            if verb >= 0:
                return [t for t in left if t > verb] if _contrasts(sentence, verb) else left
            verb = number
            if chunk.joined:
                return left
        elif (
            chunk.kind in (R, C)
            or (chunk.kind == P and not _soft(sentence, number))
            or (chunk.kind == S and not _governs_noun(sentence, number))
        ):
            return left
        elif chunk.kind in (P, AUX):
            bounded = True
        number -= 1
    return left


def _is_told(sentence: Sentence, verb: int, trigger: int) -> bool:
    """Return whether a trigger is in what a verb of speech tells, not beside it («ردت السبت بضربات»)."""
    takes: set[str] = set()
    for reading in sentence.units[sentence.chunks[verb].head].verbs[:2]:
        if isinstance(reading.entry, Verb) and reading.entry.cue is not None:
            takes |= reading.entry.cue.takes
    first = sentence.chunks[trigger]
    if (first.prep or "obj") in takes or not first.prep:
        return True
    between = sentence.chunks[verb + 1 : trigger]
    return any(c.kind == S or (c.kind == NP and (c.prep or "obj") in takes) for c in between) or any(
        c.kind == P and sentence.units[c.first].norm not in COMMAS for c in between
    )


def _contrasts(sentence: Sentence, number: int) -> bool:
    """Return whether «لكن» opens the clause of a verb: what it tells may have happened at any time."""
    before = sentence.chunks[number - 1] if number else None
    first = sentence.chunks[number].first
    first = before.first if before is not None and before.kind == AUX else first
    units = sentence.units[first : sentence.chunks[number].head]
    return any(p.relation == "contrast" for u in units for p in u.particles)


def _lasts(sentence: Sentence, number: int) -> bool:
    """Return whether a time says since when, and so does not date what is told beside."""
    mention = sentence.units[sentence.chunks[number].head].time
    return mention is not None and mention.rule.startswith("since")


def _main_times(sentence: Sentence, end: int) -> Iterator[int]:
    """Yield the times beside the sentence's first verb, before what it says begins."""
    verb = next((n for n in range(end) if sentence.chunks[n].kind == V), -1)
    if verb < 0:
        return
    for number in range(end):
        chunk = sentence.chunks[number]
        if chunk.kind == T:
            yield number
        elif number > verb and chunk.kind in (V, S, C, R):
            return


def _clause_before(sentence: Sentence, draft: Draft) -> list[int]:
    """Return the last time of the clause that a draft's own is joined to («… أمس، وردت إسرائيل»)."""
    chunks = sentence.chunks
    for number in range(draft.chunk, -1, -1):
        chunk = chunks[number]
        joins = chunk.kind == V and chunk.joined
        joins = joins or (
            chunk.kind == S and chunk.particle is not None and chunk.particle.relation in _SAME_DAY
        )
        joins = joins or (chunk.kind == R and sentence.units[chunk.head].norm in ("فيما", "وفيما"))
        if joins:
            return _last_time(sentence, number)
        if chunk.kind in (S, R, C) or (chunk.kind == P and not _soft(sentence, number)):
            return []
    return []


def _last_time(sentence: Sentence, end: int) -> list[int]:
    chunks = sentence.chunks
    for number in range(end - 1, -1, -1):
        chunk = chunks[number]
        if chunk.kind == T:
            mention = sentence.units[chunk.head].time
            lasting = mention is None or mention.rule in _NOW
            return [] if lasting or _of_telling(sentence, number) else [number]
        if chunk.kind in (C, R) or (chunk.kind == P and not _soft(sentence, number)):
            return []
        if chunk.kind == S and not _is_content(sentence, number):
            return []
    return []


def _is_content(sentence: Sentence, number: int) -> bool:
    particle = sentence.chunks[number].particle
    return particle is not None and particle.relation == "content"


def _of_telling(sentence: Sentence, number: int) -> bool:
    """Return whether the verb before a time is one of speech."""
    for before in range(number - 1, -1, -1):
        if sentence.chunks[before].kind == V:
            return _is_speech(sentence, before)
        if sentence.chunks[before].kind == S:
            return False
    return False


def _set_off(sentence: Sentence, start: int) -> Iterator[int]:
    """Yield a time that stands by itself between commas behind the clause of a claim: «…، الثلاثاء، وفقا»."""
    chunks = sentence.chunks
    for number in range(start + 1, len(chunks)):
        chunk = chunks[number]
        if chunk.kind in (S, C) or (chunk.kind == P and not _soft(sentence, number)):
            return
        if chunk.kind == V and _is_speech(sentence, number):
            return
        closed = number + 1 == len(chunks) or chunks[number + 1].kind == P
        if chunk.kind == T and chunks[number - 1].kind == P and closed:
            yield number


def _soft(sentence: Sentence, number: int) -> bool:
    sign = sentence.units[sentence.chunks[number].first].norm
    return sign in COMMAS or sign in BRACKETS or sign in '"«»“”'


def _is_speech(sentence: Sentence, number: int) -> bool:
    """Return whether a verb opens content: what it tells is not dated by its own day."""
    unit = sentence.units[sentence.chunks[number].head]
    verbs: Sequence[Verb] = [r.entry for r in unit.verbs if isinstance(r.entry, Verb)]
    return any(v.cue is not None for v in verbs[:2])
