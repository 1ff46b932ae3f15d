"""Puts findings on a report and its claims: what does not agree with map, calendar, histories or itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from tawatur.checks.calendar import check_calendar
from tawatur.checks.figures import check_figures
from tawatur.checks.geography import check_map
from tawatur.checks.histories import check_histories
from tawatur.checks.scene import Scene
from tawatur.checks.words import CheckWords
from tawatur.lexicon.lexicon import Lexicon
from tawatur.lexicon.numerals import NumberWords
from tawatur.model import Claim, Finding, FoundTime, Report
from tawatur.text.tokens import Token

CHECKS = (
    "adjacency", "after-publication", "before-existence", "containment", "direction", "distance", "month-names",
    "out-of-office", "part-of-whole", "tellers-differ", "two-figures", "weekday",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks reports with one lexicon; keeps nothing from one report to the next."""

    lexicon: Lexicon
    words: CheckWords
    numbers: NumberWords

    def check(
        self, report: Report, claims: Sequence[Claim], tokens: Sequence[Token], times: Sequence[FoundTime]
    ) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
        """Return the claims with the findings on them, and the findings on what no claim tells.

        `tokens` and `times` are those of the report. Findings stand in text order; nothing else is changed.
        """
        scene = Scene(self.lexicon, self.words, self.numbers, report, claims, tokens, times)
        raised = [
            *chain(check_map(scene), check_calendar(scene), check_histories(scene), check_figures(scene))
        ]
        if not raised:
            return tuple(claims), ()
        raised.sort(key=lambda one: (one.finding.span.start, one.finding.check))
        by_claim: dict[int | None, list[Finding]] = {}
        for finding, number in raised:
            by_claim.setdefault(number, []).append(finding)
        checked = (
            replace(claim, findings=tuple(by_claim[number])) if number in by_claim else claim
            for number, claim in enumerate(claims)
        )
        return tuple(checked), tuple(by_claim.get(None, ()))
