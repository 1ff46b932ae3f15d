"""Reports in and readings out, for the commands that read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from tawatur.cli.tally import Tally
from tawatur.errors import TawaturError

if TYPE_CHECKING:
    from tawatur.claims.outline import Outline
    from tawatur.model import Reading, Report
    from tawatur.pipeline import Reader

T = TypeVar("T")


def load_reader() -> Reader:
    """Return the reader over our data files; a broken one ends the command with every problem."""
    from tawatur.pipeline import Reader

    try:
        return Reader.load(cache_dir=cache_dir(), added_dir=added_dir())
    except TawaturError as error:
        raise click.ClickException(str(error)) from error


def cache_dir() -> Path:
    """Return where the compiled lexicon is kept between runs: TAWATUR_CACHE, else the user's cache folder."""
    if chosen := os.environ.get("TAWATUR_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "tawatur"


def added_dir() -> Path:
    """Return where added gazetteers are kept: TAWATUR_DATA/gazetteers, else in the user's data folder."""
    if chosen := os.environ.get("TAWATUR_DATA"):
        return Path(chosen) / "gazetteers"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "tawatur" / "gazetteers"


def reports_in(paths: Iterable[str], published: date | None, outlet: str, tally: Tally) -> Iterator[Report]:
    """Yield the reports of `paths`; what cannot be read goes to `tally`."""
    from tawatur.ingest.files import read_reports

    return read_reports(
        paths,
        published=published,
        outlet=outlet,
        on_problem=tally.take_problem,
        on_skipped=tally.skipped.append,
    )


def readings_of(reports: Iterable[Report], reader: Reader, tally: Tally) -> Iterator[Reading]:
    """Yield the reading of each report."""
    for _, reading in _each(reports, reader.read, tally):
        tally.with_claims += bool(reading.claims)
        tally.without += not reading.claims
        yield reading


def outlines_of(
    reports: Iterable[Report], reader: Reader, tally: Tally
) -> Iterator[tuple[Report, Sequence[Outline]]]:
    """Yield the sentences of each report and what became of their words."""
    for report, outlines in _each(reports, reader.outline, tally):
        has_claims = any(outline.claims for outline in outlines)
        tally.with_claims += has_claims
        tally.without += not has_claims
        yield report, outlines


def _each(reports: Iterable[Report], read: Callable[[Report], T], tally: Tally) -> Iterator[tuple[Report, T]]:
    """Yield each report with what `read` makes of it; one that cannot be read ends nothing."""
    for report in reports:
        try:
            made = read(report)
        except TawaturError as error:
            tally.take_problem(error)
        except Exception as error:  # a bug of ours: the other reports still count
            tally.take_bug(error, report.source or report.id)
        else:
            yield report, made
        tally.advance()
