"""Finds time expressions in a report and resolves them to days.

`load_date_grammar` compiles data/dates; `find_times` finds the expressions and says what
they denote, seen from the reference date; `as_future` re-reads one in a sentence about
the future; `since` stretches one up to the reference.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tawatur.model import FoundTime, Interval, Span, TimeMention
from tawatur.resolve.dates.atoms import find_atoms
from tawatur.resolve.dates.compose import compose
from tawatur.resolve.dates.denote import BeforeEvent, Denotation
from tawatur.resolve.dates.grammar import DateGrammar, load_date_grammar
from tawatur.resolve.dates.joined import Since
from tawatur.resolve.dates.scene import Found
from tawatur.text.tokens import Token

__all__ = ["DateGrammar", "FoundTime", "as_future", "find_times", "load_date_grammar"]

# Words a «منذ» may stand before the expression that dates what it names («منذ سقوط النظام في 2003»).
# The longest such phrase in the development set has 14.
MAX_SINCE_GAP = 16

_SINCE = frozenset(["منذ", "ومنذ", "فمنذ"])


def find_times(tokens: Sequence[Token], reference: date | None, grammar: DateGrammar) -> list[FoundTime]:
    """Return the time expressions of a text in order, none overlapping, each as long as it goes.

    `reference` is the publication day in the outlet's time zone; without it only
    expressions that name a year are resolved. An expression that denotes no day
    («ليلا», «مؤخرا») has the interval None.

    Rules: data/dates.
    """
    atoms = find_atoms(tokens, grammar)
    if not atoms:
        return []
    times, end = [], 0
    for found in compose(atoms, tokens, grammar):
        if found.rule and found.first >= end:
            times.append(_resolved(found, tokens, reference, end))
            end = found.last
    return times


def as_future(mention: TimeMention) -> TimeMention:
    """Return the mention as it reads in a sentence about the future."""
    if isinstance(mention, FoundTime) and mention.ahead is not None:
        return TimeMention(mention.span, mention.ahead, mention.rule)
    return mention


def _resolved(found: Found, tokens: Sequence[Token], reference: date | None, floor: int) -> FoundTime:
    opening = tokens[found.first]
    start = min(opening.start + len(found.prefix), opening.end - 1)
    span = Span(start, tokens[found.last - 1].end)
    interval = _interval(found.what, reference, False, found.rule)
    ahead = _interval(found.what, reference, True, found.rule)
    opened = None if interval is None or found.rule in _CLOSED else _since_before(tokens, found.first, floor)
    return FoundTime(
        span,
        interval,
        found.rule,
        None if ahead == interval else ahead,
        None if opened is None else _interval(Since(found.what), reference, False, found.rule),
        opened,
        _interval(found.what.event, reference, False, found.rule)
        if isinstance(found.what, BeforeEvent)
        else None,
    )


# Rules whose own words already say from when to when.
_CLOSED = frozenset(
    ["since", "since-count", "between", "from-to", "until", "to-date", "during-count", "count-past"]
)


def _since_before(tokens: Sequence[Token], index: int, floor: int) -> int | None:
    """Return where the «منذ» begins that opens the phrase with token `index`, not before `floor`, or None."""
    for at in range(index - 1, max(index - 1 - MAX_SINCE_GAP, floor - 1), -1):
        token = tokens[at]
        if token.norm in _SINCE:
            return token.end - len("منذ")
        if token.kind == "newline" or token.norm in ".،؛!؟:":
            return None
    return None


def _interval(what: Denotation, reference: date | None, ahead: bool, rule: str) -> Interval | None:
    try:
        days = what.days(reference, ahead)
    except (ValueError, OverflowError):  # beyond the calendar
        return None
    return None if days is None else Interval(days.start, days.end, days.precision, days.basis, rule)
