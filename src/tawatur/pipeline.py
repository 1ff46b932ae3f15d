"""The one place where the stages meet: a report in, its claims out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tawatur.checks import Checker, CheckWords, load_check_words
from tawatur.claims.numbers import Quantity, find_quantities
from tawatur.claims.numbertables import Numerals, load_numerals
from tawatur.claims.outline import Outline
from tawatur.claims.phrases import Phrase, read_phrase
from tawatur.claims.reader import ClaimReader
from tawatur.lexicon.build import load_lexicon
from tawatur.lexicon.cache import fingerprint, kept
from tawatur.lexicon.lexicon import Lexicon
from tawatur.lexicon.paths import DATA_DIR
from tawatur.model import Basis, Reading, Report
from tawatur.resolve.dateline import find_dateline
from tawatur.resolve.dates import DateGrammar, FoundTime, find_times, load_date_grammar
from tawatur.resolve.forwards import through_forwards
from tawatur.resolve.places import locate
from tawatur.text.tokens import Token, tokenize

# The code besides the lexicon's that the kept grammars of dates and numbers are made by.
_PACKAGE = Path(__file__).parent
_GRAMMAR_CODE = (
    _PACKAGE / "checks" / "words.py",
    _PACKAGE / "claims" / "numbertables.py",
    _PACKAGE / "resolve" / "dates",
    _PACKAGE / "text",
)


@dataclass(slots=True)
class Reader:
    """Everything needed to read reports; make it once with `Reader.load` and use it for all."""

    lexicon: Lexicon
    dates: DateGrammar
    numerals: Numerals
    check_words: CheckWords

    @classmethod
    def load(
        cls, data_dir: Path = DATA_DIR, cache_dir: Path | None = None, added_dir: Path | None = None
    ) -> Reader:
        """Return a reader over the data files; `cache_dir` keeps the compiled forms between runs.

        `added_dir` has the gazetteers that the user added (docs/gazetteer.md).
        Raises DataError listing every broken entry of the data files.
        """
        lexicon = load_lexicon(data_dir, cache_dir, added_dir)

        def make() -> tuple[DateGrammar, Numerals, CheckWords]:
            return load_date_grammar(data_dir), load_numerals(data_dir), load_check_words(data_dir)

        version = fingerprint(data_dir, _GRAMMAR_CODE)
        return cls(lexicon, *kept(cache_dir, "grammars", version, make))

    def read(self, report: Report) -> Reading:
        """Return the claims of one report with what was found against them; no text raises, it is never at fault."""
        report = self._dated(report)
        tokens, times, quantities = self._found_in(report)
        claims = ClaimReader(self.lexicon).read(report, tokens, times, quantities)
        if report.forwarded_from:
            claims = through_forwards(claims, report.forwarded_from, self.lexicon)
        claims = locate(claims, self.lexicon.places, report.text)
        checker = Checker(self.lexicon, self.check_words, self.numerals.words)
        return Reading(report, *checker.check(report, claims, tokens, times))

    def outline(self, report: Report) -> tuple[Outline, ...]:
        """Return what became of every word of a report, sentence by sentence."""
        report = self._dated(report)
        return tuple(ClaimReader(self.lexicon).outline(report, *self._found_in(report)))

    def phrase(self, text: str, on: date | None) -> Phrase | None:
        """Return whom a phrase means that stands by itself, on a day; None where it names nobody."""
        return read_phrase(self.lexicon, tokenize(text), text, on)

    def _dated(self, report: Report) -> Report:
        return _with_dateline(report, self.dates) if report.published is None else report

    def _found_in(self, report: Report) -> tuple[list[Token], list[FoundTime], list[Quantity]]:
        """Return the tokens of a report, and the times and quantities among them."""
        tokens = tokenize(report.text)
        times = find_times(tokens, report.published, self.dates)
        return tokens, times, find_quantities(tokens, self.numerals)


def _with_dateline(report: Report, dates: DateGrammar) -> Report:
    """Return the report with the publication date its own text states, labelled as such."""
    found = find_dateline(report.text, dates)
    if found is None:
        return replace(report, published_basis=Basis.NONE)
    return replace(report, published=found[0], published_basis=Basis.DATELINE)
