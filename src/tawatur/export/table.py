"""Readings as a table: one row a claim, in CSV that spreadsheets open without harm.

Columns are described in docs/data-dictionary.md.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import TextIO

from tawatur.export.labels import amount
from tawatur.model import Claim, Finding, Link, Mention, PlaceMention, Reading, Report, Span

COLUMNS = (
    "report_id", "outlet", "published", "published_basis", "claim",
    "type", "mode", "modality", "polarity",
    "trigger", "trigger_start", "trigger_end",
    "actors", "actor_ids", "targets", "target_ids",
    "places", "place_ids", "place_roles", "latitude", "longitude",
    "time", "time_start", "time_end", "time_precision", "time_basis",
    "numbers", "killed_min", "killed_max", "injured_min", "injured_max",
    "chain", "chain_ids", "chain_stances", "origin_id",
    "findings",
    "rule", "sentence", "source",
)  # fmt: skip

SEPARATOR = "; "
_BYTE_ORDER_MARK = "\ufeff"
# Cells that begin so are formulas or commands to spreadsheets, some of which pass over blanks
# and marks before the sign. The closed vocabulary of `polarity`, a lone sign, is none.
_ACTIVE = re.compile(
    r"\A[\s\x00-\x20\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*+[=+\-@＝＋－＠]|\A[\t\r\n]"
)
_LONE_SIGNS = frozenset("+-")


def write_table(readings: Iterable[Reading], stream: TextIO, *, byte_order_mark: bool = False) -> None:
    """Write the claims of `readings` to `stream`, opened with newline="", as they come.

    `byte_order_mark` makes Excel take the file for UTF-8. A text cell that a
    spreadsheet would take for a formula gets an apostrophe before it.
    """
    rows = (
        (reading.report, number, claim)
        for reading in readings
        for number, claim in enumerate(reading.claims, start=1)
    )
    write_claims(rows, stream, byte_order_mark=byte_order_mark)


def write_claims(
    rows: Iterable[tuple[Report, int, Claim]], stream: TextIO, *, byte_order_mark: bool = False
) -> None:
    """Write claims with their reports and numbers to `stream`, as `write_table` does."""
    if byte_order_mark:
        stream.write(_BYTE_ORDER_MARK)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for report, number, claim in rows:
        row = _row(report, claim, number)
        writer.writerow([_cell(row[column]) for column in COLUMNS])


def _row(report: Report, claim: Claim, number: int) -> dict[str, str | int | float | None]:
    first_place = next((place for place in claim.places if place.lat is not None), None)
    return {
        "report_id": report.id,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "published_basis": str(report.published_basis),
        "claim": number,
        "type": claim.type,
        "mode": claim.mode,
        "modality": str(claim.modality),
        "polarity": claim.polarity,
        "trigger": _words(claim.trigger, report.text),
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "rule": claim.rule,
        "sentence": _words(claim.sentence, report.text),
        "source": report.source,
        "actors": _all_words(claim.actors, report.text),
        "actor_ids": SEPARATOR.join(actor.id for actor in claim.actors),
        "targets": _all_words(claim.targets, report.text),
        "target_ids": SEPARATOR.join(target.id for target in claim.targets),
        "places": _all_words(claim.places, report.text),
        "place_ids": SEPARATOR.join(place.id or "" for place in claim.places),
        "place_roles": SEPARATOR.join(place.role for place in claim.places),
        "latitude": first_place.lat if first_place else None,
        "longitude": first_place.lon if first_place else None,
        "chain": _all_words(claim.chain, report.text),
        "chain_ids": SEPARATOR.join(link.id for link in claim.chain),
        "chain_stances": SEPARATOR.join(str(link.stance) for link in claim.chain),
        "origin_id": claim.chain[-1].id if claim.chain else None,
        "findings": SEPARATOR.join(_finding(finding) for finding in claim.findings),
        **_time(claim, report.text),
        **_numbers(claim),
    }


def _time(claim: Claim, text: str) -> dict[str, str | int | float | None]:
    time = claim.time
    return {
        "time": _words(claim.time_span, text) if claim.time_span else None,
        "time_start": time.start.isoformat() if time else None,
        "time_end": time.end.isoformat() if time else None,
        "time_precision": time.precision if time else None,
        "time_basis": str(time.basis) if time else None,
    }


def _finding(finding: Finding) -> str:
    return f"{finding.check}: {finding.message}" + (f" → {finding.suggestion}" if finding.suggestion else "")


def _numbers(claim: Claim) -> dict[str, str | int | float | None]:
    # The first figure of a kind is the total; groups within it follow it.
    killed = next((number for number in claim.numbers if number.what == "killed"), None)
    injured = next((number for number in claim.numbers if number.what == "injured"), None)
    shown = (" ".join(filter(None, (one.what, one.who, amount(one)))) for one in claim.numbers)
    return {
        "numbers": SEPARATOR.join(shown),
        "killed_min": killed.min if killed else None,
        "killed_max": killed.max if killed else None,
        "injured_min": injured.min if injured else None,
        "injured_max": injured.max if injured else None,
    }


def _all_words(mentions: Iterable[Mention | PlaceMention | Link], text: str) -> str:
    return SEPARATOR.join(_words(mention.span, text) if mention.span else "" for mention in mentions)


def _words(span: Span, text: str) -> str:
    return " ".join(text[span.start : span.end].split())


def _cell(value: str | int | float | None) -> str | int | float | None:
    if not isinstance(value, str) or value in _LONE_SIGNS:
        return value
    value = value.replace("\x00", "\ufffd")
    return f"'{value}" if _ACTIVE.match(value) else value
