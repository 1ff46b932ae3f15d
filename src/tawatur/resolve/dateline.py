"""Finds the day of publication in a report's own first or last lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tawatur.model import Basis, Span
from tawatur.resolve.dates import DateGrammar, FoundTime, find_times
from tawatur.text.tokens import Token, tokenize

# Lines that are looked at from the top (headline, place and day, lead) and from the end.
HEAD_LINES, TAIL_LINES = 4, 3

# Words beside the date in a line that holds little else: «الأحد 2 أكتوبر 2016 - 14:30 بتوقيت غرينتش».
MAX_OTHER_WORDS = 4

# Tokens before a date that opens a lead: «دمشق (وكالة) - 15 آذار 2015 -».
MAX_OPENING = 8

_BULLETS = frozenset(["-", "–", "•", "*", "●"])
_CLOSERS = frozenset(["-", "--", "–", "—", "/", "(", ":", "|"])


def find_dateline(text: str, grammar: DateGrammar) -> tuple[date, Span] | None:
    """Return the publication day that a report's own lines give, and the words that give it.

    Only a day with its year counts, and only where it stands as a dateline does: after
    «نشر في», alone in a short line, in brackets after the weekday of the lead, or between
    place and dash at the opening. None where there is no such day.
    """
    lines = list(_lines(tokenize(text)))
    for line in lines[:HEAD_LINES]:
        for mention, first, last in _stated_days(line, grammar):
            if _has_cue(line, first, grammar) or _is_short(line, first, last) or _opens(line, first, last):
                return mention
    for line in reversed(lines[-TAIL_LINES:]):
        for mention, first, last in _stated_days(line, grammar):
            if _has_cue(line, first, grammar) or _is_short(line, first, last):
                return mention
    return None


def _lines(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    line: list[Token] = []
    for token in tokens:
        if token.kind != "newline":
            line.append(token)
        elif line:
            yield line
            line = []
    if line:
        yield line


def _stated_days(line: Sequence[Token], grammar: DateGrammar) -> Iterator[tuple[tuple[date, Span], int, int]]:
    """Yield each single day with its year: ((day, span), first token, last token exclusive)."""
    for mention in find_times(line, None, grammar):
        day = _single_day(mention)
        if day is not None:
            first = sum(token.end <= mention.span.start for token in line)
            last = sum(token.start < mention.span.end for token in line)
            yield (day, mention.span), first, last


def _single_day(mention: FoundTime) -> date | None:
    interval = mention.interval
    if interval is None or interval.basis is not Basis.STATED or interval.precision != "day":
        return None
    return interval.start if mention.rule not in ("since", "until", "together") else None


def _has_cue(line: Sequence[Token], first: int, grammar: DateGrammar) -> bool:
    """Return whether «نشر في» stands before the date, with or without a colon."""
    while first > 0 and line[first - 1].kind == "punct":
        first -= 1
    return grammar.words["published"].before(line, first) is not None


def _is_short(line: Sequence[Token], first: int, last: int) -> bool:
    others = [token for token in (*line[:first], *line[last:]) if token.kind == "word"]
    return len(others) <= MAX_OTHER_WORDS and not any(token.norm in ("في", "وفي", "منذ") for token in others)


def _opens(line: Sequence[Token], first: int, last: int) -> bool:
    """Return whether the date is the lead's own: «الأحد (2 أكتوبر 2016)», «دمشق - 15 آذار 2015 -»."""
    if any(token.norm == "(" for token in line[first:last]) and line[last - 1].norm == ")":
        return True
    if first > MAX_OPENING or last >= len(line) or line[0].norm in _BULLETS:
        return False
    return line[last].norm in _CLOSERS or (first == 0 and line[last].norm == "،")
