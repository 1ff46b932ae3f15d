"""Sentences and quotations as ranges of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tawatur.text.tokens import Token

# «د. محمد», «م. علي»: titles and initials shortened to a letter or two before a full stop.
_ABBREVIATIONS = frozenset("د ا م ح ص ت س ق ه ع ب ر ك ل ن و ج ش ط ف".split())
_ENDERS = frozenset(".!?؟")
_OPENERS = {"«": "»", "“": "”", "„": "”", "‹": "›"}
_CLOSERS = frozenset(_OPENERS.values())
_STRAIGHT = '"'
# Tokens after which a sentence is cut at any sign, and at last anywhere. The longest one in a corpus
# of 1,281 reports has 454 (the next 201); what is longer is no prose, and looking for its grammar would take
# time by the square of its length.
_LONG, _TOO_LONG = 500, 600


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens [first, last) inside quotation marks; `closed` is False where the second mark is missing."""

    first: int
    last: int
    closed: bool = True


def split_sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return token ranges [first, last) of the sentences, in order, empty ones left out.

    A line end always ends a sentence. A full stop does, with or without a space
    behind it, but not after a single letter («د.»), between digits, or as «...».
    A run of hundreds of words without any is cut.
    """
    ranges = []
    first = 0
    for index, token in enumerate(tokens):
        if token.kind == "newline":
            ends = index
        elif token.kind == "punct" and _ends_sentence(tokens, index):
            ends = _past_closing(tokens, index + 1)
        else:
            continue
        if ends > first:
            ranges.append((first, ends))
        first = ends + 1 if token.kind == "newline" else ends
    if first < len(tokens):
        ranges.append((first, len(tokens)))
    parts = (part for whole in ranges for part in _parts(tokens, *whole))
    return [(first, last) for first, last in parts if any(t.kind != "punct" for t in tokens[first:last])]


def _parts(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence as it is, or in parts where it is too long to be one."""
    while last - first > _TOO_LONG:
        ends = first + _TOO_LONG
        signs = (at + 1 for at in range(first + _LONG, ends) if tokens[at].kind == "punct")
        part = next(signs, ends)
        yield first, part
        first = part
    if first < last:
        yield first, last


def _ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    sign = tokens[index].norm
    if sign not in _ENDERS:
        return False
    if sign != "." or index == 0:
        return True
    before = tokens[index - 1]
    if before.kind == "word" and before.norm in _ABBREVIATIONS and before.end == tokens[index].start:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    touching = after is not None and after.start == tokens[index].end
    return not (touching and after is not None and before.kind == after.kind == "number")


def _past_closing(tokens: Sequence[Token], index: int) -> int:
    """Return the index behind closing quotation marks and brackets that belong to the sentence ended."""
    while index < len(tokens) and tokens[index].kind == "punct":
        sign = tokens[index].norm
        touching = tokens[index].start == tokens[index - 1].end
        if sign in _CLOSERS or sign == ")" or (sign == _STRAIGHT and touching):
            index += 1
        else:
            break
    return index


def find_quotations(tokens: Sequence[Token]) -> list[Quotation]:
    """Return the quotations in order of their opening marks; one level, inner ones left out.

    Straight marks pair up within a paragraph. A mark that is never closed quotes
    to the end of its paragraph, with `closed` False.
    """
    found = []
    opened: int | None = None
    closer = ""
    for index, token in enumerate(tokens):
        if token.kind == "newline":
            if opened is not None:
                found.append(Quotation(opened, index, closed=False))
                opened = None
        elif token.kind != "punct":
            continue
        elif opened is None and (token.norm in _OPENERS or token.norm == _STRAIGHT):
            opened, closer = index + 1, _OPENERS.get(token.norm, _STRAIGHT)
        elif opened is not None and token.norm == closer:
            if index > opened:
                found.append(Quotation(opened, index))
            opened = None
    if opened is not None and opened < len(tokens):
        found.append(Quotation(opened, len(tokens), closed=False))
    return found
