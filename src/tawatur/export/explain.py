"""Why a claim is as it is: for each field the rule, the words, and what was turned down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tawatur.export.alternatives import alternatives
from tawatur.export.bidi import Bidi, shown
from tawatur.export.terminal import (
    claim_fields,
    claim_heading,
    no_claims,
    render_findings,
    render_heading,
    render_sentence,
)
from tawatur.model import Claim, Evidence, Reading, Report, Span

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from tawatur.lexicon.lexicon import Lexicon

_ORDER = (
    "type", "mode", "trigger", "actors", "targets", "places", "time", "modality", "polarity",
    "numbers", "chain",
)  # fmt: skip


def render_explanation(
    reading: Reading, *, number: int | None, width: int, bidi: Bidi, lexicon: Lexicon | None = None
) -> Iterator[RenderableType]:
    """Yield what to print of `reading`: each claim, or the one with `number` (from 1), and why.

    `lexicon` tells what else the words could have meant. Nothing is printed of a report that
    has no claim with that number.
    """
    from rich.padding import Padding
    from rich.text import Text

    if number is not None and number > len(reading.claims):
        return
    yield from render_heading(reading.report, bidi)
    if number is None:
        yield from render_findings(reading.findings, width, bidi, indent=2)
    if not reading.claims:
        yield no_claims()
    for i, claim in enumerate(reading.claims, start=1):
        if number in (None, i):
            yield from render_sentence(claim.sentence, reading.report, width, bidi)
            yield claim_heading(claim, i, reading.report, bidi)
            yield claim_fields(claim, reading.report, bidi)
            yield from render_findings(claim.findings, width, bidi)
            yield Text()
            yield Padding(_table(claim, reading.report, bidi, lexicon), (0, 0, 1, 4), expand=False)


def evidence_of(claim: Claim, others: Iterable[Evidence] = ()) -> tuple[Evidence, ...]:
    """Return the evidence of `claim` in the order of the fields.

    Where the reader left none for a field, the rules that its records carry stand in. What
    `others` turn down is added to the evidence of the same field and words.
    """
    given = {evidence.field for evidence in claim.evidence}
    own = [evidence for evidence in _own_rules(claim) if evidence.field not in given]
    found = [*claim.evidence, *own]
    for other in filter(lambda one: one.rejected, others):
        same = [i for i, one in enumerate(found) if (one.field, one.span) == (other.field, other.span)]
        if same:
            rejected = dict.fromkeys((*found[same[0]].rejected, *other.rejected))
            found[same[0]] = replace(found[same[0]], rejected=tuple(rejected))
        else:
            found.append(other)
    order = {name: i for i, name in enumerate(_ORDER)}
    return tuple(sorted(found, key=lambda one: order.get(one.field, len(order))))


def _own_rules(claim: Claim) -> Iterator[Evidence]:
    if claim.rule:
        yield Evidence("type", claim.rule, claim.trigger)
    for name, mentions in (("actors", claim.actors), ("targets", claim.targets), ("chain", claim.chain)):
        for mention in mentions:
            if mention.rule:
                yield Evidence(name, mention.rule, mention.span)
    for place in claim.places:
        if place.rule:
            yield Evidence("places", place.rule, place.span)
    if claim.time:
        yield Evidence("time", claim.time.rule, claim.time_span)
    for number in claim.numbers:
        if number.rule:
            yield Evidence("numbers", number.rule, number.span)


def _table(claim: Claim, report: Report, bidi: Bidi, lexicon: Lexicon | None) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("field", "rule", "words", "turned down"):
        table.add_column(name, header_style="dim", overflow="fold")
    others = alternatives(claim, report, lexicon) if lexicon else ()
    for evidence in evidence_of(claim, others):
        words = _shown_span(evidence.span, report, bidi)
        rejected = "\n".join(shown(one, bidi) for one in evidence.rejected)
        table.add_row(Text(evidence.field), Text(evidence.rule, style="cyan"), Text(words), Text(rejected))
    return table


def _shown_span(span: Span | None, report: Report, bidi: Bidi) -> str:
    return shown(report.text[span.start : span.end], bidi) if span else ""
