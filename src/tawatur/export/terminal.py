"""Readings on a terminal: each claim as a person wants to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tawatur.export.bidi import Bidi, english_lines, shown, wrapped
from tawatur.export.labels import amount, load_labels
from tawatur.model import (
    Claim,
    Finding,
    Interval,
    Link,
    Mention,
    Modality,
    PlaceMention,
    Reading,
    Report,
    Span,
)

if TYPE_CHECKING:
    from rich.align import AlignMethod
    from rich.console import RenderableType
    from rich.text import Text

_STYLES = {
    "actors": "cyan", "targets": "red", "places": "green", "time": "magenta", "numbers": "yellow",
    "chain": "blue",
}  # fmt: skip
_FINDING = "!! "  # before what does not agree with map, calendar or history
_NEXT_TELLER = "← "  # before each teller but the one nearest the reader: who told it to the one above


def render_reading(reading: Reading, *, width: int, bidi: Bidi) -> Iterator[RenderableType]:
    """Yield what to print of `reading`: a heading, then the claims sentence by sentence."""
    numbered = list(enumerate(reading.claims, start=1))
    yield from render_claims(reading.report, numbered, reading.findings, width=width, bidi=bidi)


def render_claims(
    report: Report,
    numbered: Sequence[tuple[int, Claim]],
    findings: Iterable[Finding] = (),
    *,
    width: int,
    bidi: Bidi,
) -> Iterator[RenderableType]:
    """Yield what to print of some claims of a report, each under its number, and of findings about it."""
    from rich.text import Text

    yield from render_heading(report, bidi)
    yield from render_findings(findings, width, bidi, indent=2)
    if not numbered:
        yield no_claims()
    sentence: Span | None = None
    for number, claim in numbered:
        if claim.sentence != sentence:
            sentence = claim.sentence
            yield from render_sentence(sentence, report, width, bidi)
        yield claim_heading(claim, number, report, bidi)
        yield claim_fields(claim, report, bidi)
        yield from render_findings(claim.findings, width, bidi)
        yield Text()


def render_heading(report: Report, bidi: Bidi) -> Iterator[RenderableType]:
    """Yield a rule with the report's title, and a line on where it is from."""
    from rich.rule import Rule
    from rich.text import Text

    yield Rule(Text(shown(report.title or report.id, bidi), style="bold"))
    day = f"{report.published} ({report.published_basis})" if report.published else "no date"
    about = [shown(report.outlet, bidi), day, shown(report.source, bidi), report.id]
    if report.encoding != "utf-8":
        about.append(report.encoding)
    yield Text(" · ".join(part for part in about if part), style="dim")


def no_claims() -> RenderableType:
    """Return the line that stands for the claims of a report that has none."""
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text("no claims", style="dim"), (0, 0, 1, 2), expand=False)


def render_sentence(sentence: Span, report: Report, width: int, bidi: Bidi) -> Iterator[RenderableType]:
    """Yield the lines of a sentence, at the side of the terminal where they begin."""
    from rich.align import Align
    from rich.text import Text

    side: AlignMethod = "left" if bidi is Bidi.PLAIN else "right"
    for line in wrapped(_words(sentence, report), width - 4, bidi):
        yield Align(Text(line, style="dim"), side)


def render_findings(
    findings: Iterable[Finding], width: int, bidi: Bidi, indent: int = 4
) -> Iterator[RenderableType]:
    """Yield the lines that tell what does not agree, each with its check and the likely reading."""
    from rich.padding import Padding
    from rich.text import Text

    for finding in findings:
        meant = f" Likely meant: {finding.suggestion}." if finding.suggestion else ""
        lines = english_lines(f"{finding.message}{meant}", width - indent - len(_FINDING), bidi)
        shown_lines = Text()
        shown_lines.append(f"{_FINDING}{finding.check}", style="bold red")
        for line in lines:
            shown_lines.append(f"\n{' ' * len(_FINDING)}{line}", style="red")
        yield Padding(shown_lines, (0, 0, 0, indent), expand=False)


def claim_heading(claim: Claim, number: int, report: Report, bidi: Bidi) -> Text:
    """Return the line that names `claim`: its number, type and mode, trigger, and whether it is no deed."""
    from rich.text import Text

    line = Text(f"{number:3} ")
    line.append(f"{claim.type}/{claim.mode}", style="bold")
    line.append(f"  {_shown_span(claim.trigger, report, bidi)}", style="bold yellow")
    if claim.modality is not Modality.ACTUAL:
        line.append(f"  {claim.modality}", style="reverse")
    if claim.polarity == "-":
        line.append("  not so", style="reverse")
    return line


def claim_fields(claim: Claim, report: Report, bidi: Bidi) -> RenderableType:
    """Return the fields that `claim` has, a line each, several values on lines of their own."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(min_width=12)
    grid.add_column(overflow="fold")
    before = ""
    for name, value in field_values(claim, report, bidi):
        label = load_labels().en("field", name).lower() if name != before else ""
        grid.add_row(Text(label, style="dim"), Text(value, style=_STYLES[name]))
        before = name
    return Padding(grid, (0, 0, 0, 4), expand=False)


def field_values(claim: Claim, report: Report, bidi: Bidi) -> Iterator[tuple[str, str]]:
    """Yield the fields of a claim that say something, by name, each value of a list by itself."""
    for actor in claim.actors:
        yield "actors", _mention(actor, report, bidi)
    for target in claim.targets:
        yield "targets", _mention(target, report, bidi)
    for place in claim.places:
        yield "places", _place(place, report, bidi)
    if claim.time:
        yield "time", _time(claim.time, claim.time_span, report, bidi)
    for number in claim.numbers:
        words = f"{_shown_span(number.span, report, bidi)}  " if number.span else ""
        yield "numbers", f"{words}{number.what} {amount(number)} {number.who}".rstrip()
    for i, link in enumerate(claim.chain):
        yield "chain", (_NEXT_TELLER if i else "") + _link(link, report, bidi)


def _mention(mention: Mention, report: Report, bidi: Bidi) -> str:
    return f"{_shown_span(mention.span, report, bidi)}  {mention.id}"


def _place(place: PlaceMention, report: Report, bidi: Bidi) -> str:
    role = "" if place.role == "at" else f"{place.role} "
    has_point = place.lat is not None and place.lon is not None
    point = f"  {place.lat:.4f}, {place.lon:.4f}" if has_point else ""
    return f"{role}{_shown_span(place.span, report, bidi)}  {place.id or ''}{point}".rstrip()


def _time(time: Interval, span: Span | None, report: Report, bidi: Bidi) -> str:
    words = f"{_shown_span(span, report, bidi)}  " if span else ""
    days = f"{time.start}" if time.start == time.end else f"{time.start} to {time.end}"
    return f"{words}{days} ({time.precision}, {time.basis})"


def _link(link: Link, report: Report, bidi: Bidi) -> str:
    return f"{_shown_span(link.span, report, bidi)}  {link.id} {link.stance}"


def _shown_span(span: Span | None, report: Report, bidi: Bidi) -> str:
    return shown(_words(span, report), bidi) if span else "(no words)"


def _words(span: Span, report: Report) -> str:
    return report.text[span.start : span.end]
