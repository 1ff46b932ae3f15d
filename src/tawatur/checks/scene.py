"""One report as the checks see it: tokens, sentences, quotations, the claims and their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tawatur.checks.words import CheckWords
from tawatur.lexicon.lexicon import Lexicon, Word
from tawatur.lexicon.numerals import NumberWords
from tawatur.model import Claim, FoundTime, Report, Span
from tawatur.text.sentences import find_quotations, split_sentences
from tawatur.text.tokens import Token


@dataclass(frozen=True)
class Scene:
    """What is known of one report; what takes time is made when first asked for."""

    lexicon: Lexicon
    words: CheckWords
    numbers: NumberWords
    report: Report
    claims: Sequence[Claim]
    tokens: Sequence[Token]
    times: Sequence[FoundTime]

    @cached_property
    def norms(self) -> list[str]:
        """The normal forms of all tokens."""
        return [token.norm for token in self.tokens]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Token ranges of the sentences."""
        return split_sentences(self.tokens)

    @cached_property
    def quotations(self) -> list[Span]:
        """What stands between quotation marks, the marks left out; only closed ones."""
        tokens = self.tokens
        return [
            Span(tokens[q.first].start, tokens[q.last - 1].end)
            for q in find_quotations(tokens)
            if q.closed and q.last > q.first
        ]

    def sentence_at(self, index: int) -> tuple[int, int]:
        """Return the token range of the sentence with token `index`."""
        for first, last in self.sentences:
            if first <= index < last:
                return first, last
        return index, index + 1

    @cached_property
    def _words(self) -> dict[int, Word]:
        return {}

    def word(self, index: int) -> Word:
        """Return the readings of token `index`."""
        word = self._words.get(index)
        if word is None:
            token = self.tokens[index]
            word = self._words[index] = self.lexicon.word(self.report.text[token.start : token.end])
        return word

    def span(self, first: int, last: int) -> Span:
        """Return the code points of tokens [first, last)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def text(self, span: Span) -> str:
        """Return the words of `span` on one line."""
        return " ".join(self.report.text[span.start : span.end].split())

    def indexes(self, span: Span) -> range:
        """Return the tokens that lie in `span`."""
        first, last = (
            bisect_left(self.tokens, offset, key=lambda token: token.start)
            for offset in (span.start, span.end)
        )
        return range(first, last)

    def quotation_of(self, span: Span) -> Span | None:
        """Return the quotation that `span` stands in, or None."""
        return next((q for q in self.quotations if q.start <= span.start and span.end <= q.end), None)
