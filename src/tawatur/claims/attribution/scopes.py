"""How far a cue reaches: quotations, clauses, and where one cue's words end and a sibling's begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawatur.claims.attribution.records import Attribution
from tawatur.claims.chunks import AUX, NP, C, P, R, S, T, V
from tawatur.claims.reach import COMMAS
from tawatur.claims.sentence import Sentence
from tawatur.text.sentences import Quotation

_TURNS = frozenset(("while", "contrast", "addition", "concession"))


def quotation_at(quotations: Sequence[Quotation], token: int) -> Quotation | None:
    """Return the quotation that a token is inside of, or whose opening mark it is."""
    for quotation in quotations:
        if quotation.first - 1 <= token < quotation.last:
            return quotation
        if quotation.first > token + 1:
            break
    return None


def quote_end(sentence: Sentence, quotations: Sequence[Quotation], unit: int) -> int:
    """Return the index behind the last unit of the quotation opened at `unit`, or the sentence's end."""
    quotation = quotation_at(quotations, sentence.units[unit].first)
    if quotation is None:
        return len(sentence.units)
    for index in range(unit, len(sentence.units)):
        if sentence.units[index].first >= quotation.last:
            return index
    return len(sentence.units)


def turn_start(sentence: Sentence, number: int) -> int:
    """Return the chunk where the clause of a sibling cue begins («، فيما أعلن», «، والمصادر أكدت»), or -1."""
    chunks = sentence.chunks
    if chunks[number].joined:
        return number
    for before in range(number - 1, max(-1, number - 7), -1):
        chunk = chunks[before]
        if chunk.kind == S:
            turns = chunk.particle is not None and chunk.particle.relation in _TURNS
            return before if turns else -1
        if chunk.kind == C:
            phrase = sentence.units[chunk.head].cue
            return (
                before
                if phrase is not None and phrase[0].pattern == "clause" and before == number - 1
                else -1
            )
        if chunk.kind == AUX and chunk.joined:
            return before
        if chunk.kind == NP and chunk.joined and not chunk.prep and _heads_clause(sentence, before):
            return before
        if chunk.kind in (V, R):
            return -1
    return -1


def _heads_clause(sentence: Sentence, number: int) -> bool:
    """Return whether a joined phrase stands behind a sign: it begins a clause and goes on no list."""
    if number == 0:
        return True
    before = sentence.chunks[number - 1]
    return before.kind == P and sentence.units[before.first].norm in COMMAS


def local_end(sentence: Sentence, number: int, last: int) -> int:
    """Return the unit where a phrase's own clause ends: at a joined verb or a turn."""
    chunks = sentence.chunks
    for later in range(number + 1, len(chunks)):
        chunk = chunks[later]
        if chunk.first >= last:
            return last
        if chunk.kind == V and chunk.joined:
            return chunk.first
        if chunk.kind == S and chunk.particle is not None and chunk.particle.relation in _TURNS:
            return chunk.first
    return last


def relative_end(sentence: Sentence, number: int) -> int:
    """Return the unit where the relative clause of the cue at chunk `number` ends: at the next comma."""
    for later in range(number + 1, len(sentence.chunks)):
        chunk = sentence.chunks[later]
        if chunk.kind == P and sentence.units[chunk.first].norm in COMMAS:
            return chunk.first
    return len(sentence.units)


def while_start(sentence: Sentence, first: int, number: int) -> int:
    """Return the unit of the last «، فيما», «، بينما» between unit `first` and chunk `number`, or `first`."""
    for before in range(number - 1, 0, -1):
        chunk = sentence.chunks[before]
        if chunk.first <= first:
            break
        turns = (
            chunk.kind == S
            and chunk.particle is not None
            and chunk.particle.relation in ("while", "contrast")
        )
        if turns and sentence.chunks[before - 1].kind == P:
            return chunk.first
    return first


def trails(sentence: Sentence, number: int) -> bool:
    """Return whether nothing but a teller's description stands behind the cue at chunk `number`."""
    if number == 0 or sentence.chunks[number].kind not in (C, V):
        return False
    return all(
        chunk.kind in (NP, T, P, V, R, C) and not (chunk.kind == V and chunk.joined)
        for chunk in sentence.chunks[number + 1 :]
    )


def follows_sign(sentence: Sentence, number: int) -> bool:
    """Return whether a sign stands right before chunk `number`."""
    return number > 0 and sentence.chunks[number - 1].kind == P


def bounded(found: Sequence[Attribution], starts: Sequence[int]) -> list[Attribution]:
    """End every attribution where the next sibling's clause starts (`starts`: units, in order)."""
    cut = []
    for attribution in found:
        last = attribution.last
        for start in starts:
            if attribution.first < start < last:
                last = start
        if last > attribution.first:
            cut.append(attribution if last == attribution.last else replace(attribution, last=last))
    return cut
