"""`tawatur explain`: why the fields of a claim are as they are."""

from __future__ import annotations

from datetime import date

import click

from tawatur.cli.options import bidi_option, reading_options
from tawatur.cli.output import bidi_for, console_on, output_stream, print_part
from tawatur.cli.reading import load_reader, readings_of, reports_in
from tawatur.cli.tally import Tally, counting, finish, say_counts


@click.command()
@reading_options
@click.option("--claim", "number", type=click.IntRange(min=1), metavar="N", help="Only the claim N.")
@bidi_option
def explain(
    paths: tuple[str, ...],
    published: date | None,
    outlet: str,
    list_skipped: bool,
    number: int | None,
    bidi: str,
) -> None:
    """Say which rule and which words gave each field of a claim, and what was turned down."""
    from tawatur.export.explain import render_explanation

    tally = Tally(list_skipped=list_skipped)
    most = 0
    with counting(tally), output_stream("-") as stream:
        console, mode = console_on(stream), bidi_for(bidi, stream)
        reader = load_reader()
        for reading in readings_of(reports_in(paths, published, outlet, tally), reader, tally):
            most = max(most, len(reading.claims))
            for part in render_explanation(
                reading, number=number, width=console.width, bidi=mode, lexicon=reader.lexicon
            ):
                print_part(console, part)
    if number is not None and most < number and tally.is_any_read:
        say_counts(tally)
        raise click.BadParameter(f"there is no claim {number}; the last one is {most}.", param_hint="--claim")
    finish(tally)
