"""Aligns two versions of a text sentence by sentence: what one has added, dropped, changed, moved, quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tawatur.text.folding import folded
from tawatur.text.sentences import find_quotations, split_sentences
from tawatur.text.tokens import tokenize

# Two sentences are versions of one where they share half of their words, counted twice over both.
_ALIKE = 0.5
# A sentence that was cut in two, or two made one: nearly all words of the shorter stand in the longer.
_CONTAINED, _FEW_WORDS = 0.8, 5
# Sentences of one text that are compared with all of the other's; more are no report.
_MOST_SENTENCES = 400

_Words = tuple[int, int]  # range of a text's words, end exclusive


@dataclass(frozen=True, slots=True)
class Passage:
    """Code points [start, end) of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the earlier version that became others in the later; either may be None.

    `kind` is replaced, dropped or added; quoted where words as they were came to stand within
    quotation marks, unquoted where they left them.
    """

    kind: str
    before: Passage | None
    after: Passage | None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of the earlier version and what it is in the later: same, changed, moved, dropped, added."""

    kind: str
    before: Passage | None
    after: Passage | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A text's words: where each stands, its folded form, whether it is within quotation marks."""

    spans: tuple[Passage, ...]
    words: tuple[str, ...]
    quoted: tuple[bool, ...]
    sentences: tuple[_Words, ...]

    def passage(self, words: _Words) -> Passage | None:
        first, last = words
        return Passage(self.spans[first].start, self.spans[last - 1].end) if last > first else None


def align(before: str, after: str) -> list[Aligned]:
    """Return how the sentences of two versions stand to one another, in the order of the later one.

    A sentence that was dropped comes behind the one it stood behind. Spellings that differ in
    vowels, hamzas and foreign letters only are the same.
    """
    old, new = _text(before), _text(after)
    pairs = dict(_pairs(old, new))
    kept = {new_number: old_number for old_number, new_number in pairs.items()}
    in_order = _longest_rise([kept[number] for number in sorted(kept)])
    result: list[Aligned] = []
    shown = 0
    for number, sentence in enumerate(new.sentences):
        partner = kept.get(number)
        if partner is None:
            result.append(Aligned("added", None, new.passage(sentence)))
            continue
        if partner in in_order:
            result += _dropped(old, range(shown, partner), pairs)
            shown = partner + 1
        result.append(_compared(old, new, partner, number, is_moved=partner not in in_order))
    return [*result, *_dropped(old, range(shown, len(old.sentences)), pairs)]


def _dropped(old: _Text, numbers: range, pairs: dict[int, int]) -> Iterator[Aligned]:
    gone = (number for number in numbers if number not in pairs)
    return (Aligned("dropped", old.passage(old.sentences[number]), None) for number in gone)


def _text(text: str) -> _Text:
    tokens = tokenize(text)
    numbers = [n for n, token in enumerate(tokens) if token.kind in ("word", "number")]
    inside = {n for quotation in find_quotations(tokens) for n in range(quotation.first, quotation.last)}
    # The number of words before each token turns ranges of tokens into ranges of words.
    ranges = [
        (bisect_right(numbers, first - 1), bisect_right(numbers, last - 1))
        for first, last in split_sentences(tokens)
    ]
    return _Text(
        tuple(Passage(tokens[n].start, tokens[n].end) for n in numbers),
        tuple(folded(tokens[n].norm) for n in numbers),
        tuple(n in inside for n in numbers),
        tuple((first, last) for first, last in ranges if last > first)[:_MOST_SENTENCES],
    )


def _pairs(old: _Text, new: _Text) -> list[tuple[int, int]]:
    """Return which sentence of the old text is which of the new, each once, the likest first."""
    bags = [Counter(new.words[slice(*sentence)]) for sentence in new.sentences]
    found: list[tuple[float, int, int]] = []
    for number, sentence in enumerate(old.sentences):
        own = Counter(old.words[slice(*sentence)])
        for other, bag in enumerate(bags):
            likeness = _likeness(own, bag)
            if likeness >= _ALIKE:
                found.append((-likeness, abs(number - other), number * len(bags) + other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, place in sorted(found):
        number, other = divmod(place, len(bags))
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return list(pairs.items())


def _likeness(own: Counter[str], other: Counter[str]) -> float:
    """Return how alike two bags of words are, 0 to 1."""
    common = (own & other).total()
    shorter = min(own.total(), other.total())
    alike = 2 * common / (own.total() + other.total())
    if shorter >= _FEW_WORDS and common >= _CONTAINED * shorter:
        return max(alike, _ALIKE)
    return alike


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """Return the longest run of numbers that rise: the sentences that were not moved."""
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for number in numbers:
        place = bisect_right(ends, number)
        chain = (*(chains[place - 1] if place else ()), number)
        ends[place : place + 1] = [number]
        chains[place : place + 1] = [chain]
    return frozenset(chains[-1]) if chains else frozenset()


def _compared(old: _Text, new: _Text, number: int, other: int, *, is_moved: bool) -> Aligned:
    before, after = old.sentences[number], new.sentences[other]
    changes = tuple(_changes(old, new, before, after))
    kind = "moved" if is_moved else "changed" if changes else "same"
    return Aligned(kind, old.passage(before), new.passage(after), changes)


_KINDS = {"replace": "replaced", "delete": "dropped", "insert": "added"}


def _changes(old: _Text, new: _Text, before: _Words, after: _Words) -> Iterator[Change]:
    matcher = SequenceMatcher(None, old.words[slice(*before)], new.words[slice(*after)], autojunk=False)
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        was = (before[0] + first, before[0] + last)
        became = (after[0] + other_first, after[0] + other_last)
        if tag == "equal":
            yield from _requoted(old, new, was, became)
        else:
            yield Change(_KINDS[tag], old.passage(was), new.passage(became))


def _requoted(old: _Text, new: _Text, was: _Words, became: _Words) -> Iterator[Change]:
    """Yield the runs of the same words that stand within quotation marks in one version only."""
    states = [(old.quoted[was[0] + n], new.quoted[became[0] + n]) for n in range(was[1] - was[0])]
    first = 0
    for n in range(1, len(states) + 1):
        if n < len(states) and states[n] == states[first]:
            continue
        before, after = states[first]
        if before != after:
            kind = "quoted" if after else "unquoted"
            here, there = (was[0] + first, was[0] + n), (became[0] + first, became[0] + n)
            yield Change(kind, old.passage(here), new.passage(there))
        first = n
