"""`tawatur coverage`: what the reader passes over."""

from __future__ import annotations

from datetime import date

import click

from tawatur.cli.options import reading_options
from tawatur.cli.output import output_stream, progress
from tawatur.cli.reading import load_reader, outlines_of, reports_in
from tawatur.cli.tally import Tally, counting, finish


@click.command()
@reading_options
@click.option("--most", type=click.IntRange(min=1), default=40, show_default=True, help="Entries of a list.")
@click.option("--examples", type=click.IntRange(min=0), default=3, show_default=True, help="Examples of one.")
@click.option("--json", "as_json", is_flag=True, help="Write the lists as JSON.")
def coverage(
    paths: tuple[str, ...],
    published: date | None,
    outlet: str,
    list_skipped: bool,
    most: int,
    examples: int,
    as_json: bool,
) -> None:
    """List frequent words and sentences that the reader passes over.

    Words without an entry, entries that gave no claim, and sentences of violence
    or speech without a claim, each with its count and examples.
    """
    from tawatur.coverage import summarize

    tally = Tally(list_skipped=list_skipped)
    with counting(tally), output_stream("-") as stream, progress(paths, stream, tally):
        reports = reports_in(paths, published, outlet, tally)
        found = summarize(outlines_of(reports, load_reader(), tally), most=most, examples=examples)
        if found.reports or as_json:
            stream.write((found.to_json() if as_json else str(found)) + "\n")
    finish(tally)
