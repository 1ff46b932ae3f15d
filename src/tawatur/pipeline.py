"""The one place where the stages meet: a report in, its claims out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tawatur.claims.numbers import Numerals, find_quantities, load_numerals
from tawatur.claims.reader import ClaimReader
from tawatur.lexicon.build import load_lexicon
from tawatur.lexicon.lexicon import Lexicon
from tawatur.lexicon.load import DATA_DIR
from tawatur.model import Basis, Reading, Report
from tawatur.resolve.dateline import find_dateline
from tawatur.resolve.dates import DateGrammar, find_times, load_date_grammar
from tawatur.resolve.places import locate
from tawatur.text.tokens import tokenize


@dataclass(slots=True)
class Reader:
    """Everything needed to read reports; make it once with `Reader.load` and use it for all."""

    lexicon: Lexicon
    dates: DateGrammar
    numerals: Numerals

    @classmethod
    def load(cls, data_dir: Path = DATA_DIR, cache_dir: Path | None = None) -> Reader:
        """Return a reader over the data files; `cache_dir` keeps the compiled lexicon between runs.

        Raises DataError listing every broken entry of the data files.
        """
        return cls(
            load_lexicon(data_dir, cache_dir),
            load_date_grammar(data_dir),
            load_numerals(data_dir),
        )

    def read(self, report: Report) -> Reading:
        """Return the claims of one report; text is never at fault, so no text raises."""
        tokens = tokenize(report.text)
        if report.published is None:
            report = _with_dateline(report, self.dates)
        times = find_times(tokens, report.published, self.dates)
        quantities = find_quantities(tokens, self.numerals)
        claims = ClaimReader(self.lexicon).read(report, tokens, times, quantities)
        return Reading(report, tuple(locate(claims, self.lexicon.places)))


def _with_dateline(report: Report, dates: DateGrammar) -> Report:
    """Return the report with the publication date its own text states, labelled as such."""
    found = find_dateline(report.text, dates)
    if found is None:
        return replace(report, published_basis=Basis.NONE)
    return replace(report, published=found[0], published_basis=Basis.DATELINE)
