"""`tawatur read`: the claims of reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from tawatur.cli.options import bidi_option, reading_options
from tawatur.cli.output import bidi_for, console_on, output_stream, print_part, progress
from tawatur.cli.reading import load_reader, readings_of, reports_in
from tawatur.cli.tally import Tally, counting, finish
from tawatur.export.bidi import Bidi

if TYPE_CHECKING:
    from tawatur.model import Reading

_FORMATS = ("text", "jsonl", "csv", "html")


@click.command()
@reading_options
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="What to write."
)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False), default="-", help="Where to, instead of stdout."
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel.")
@bidi_option
def read(
    paths: tuple[str, ...],
    published: date | None,
    outlet: str,
    list_skipped: bool,
    form: str,
    output: str,
    bom: bool,
    bidi: str,
) -> None:
    """Read reports and write their claims.

    PATH is a .txt file (title, blank line, body), a .jsonl file ({id, published,
    outlet, title, text} on each line), a folder of them, or - for standard input.

    Exit code 0: all was read; 1: some of it was not, or only in part, as told on
    standard error; 2: the command was wrong.
    """
    _spare_the_reports(output, paths)
    tally = Tally(list_skipped=list_skipped)
    reader = load_reader()
    with counting(tally), output_stream(output) as stream, progress(paths, stream, tally):
        reports = reports_in(paths, published, outlet, tally)
        readings = readings_of(reports, reader, tally)
        if form == "text":
            _write_text(readings, stream, bidi_for(bidi, stream))
        elif form == "jsonl":
            _write_jsonl(readings, stream)
        elif form == "csv":
            from tawatur.export.table import write_table

            write_table(readings, stream, byte_order_mark=bom)
        else:
            from tawatur.export.html import write_page

            write_page(readings, stream)
    finish(tally)


def _write_text(readings: Iterable[Reading], stream: TextIO, bidi: Bidi) -> None:
    from tawatur.export.terminal import render_reading

    console = console_on(stream)
    for reading in readings:
        for part in render_reading(reading, width=console.width, bidi=bidi):
            print_part(console, part)


def _write_jsonl(readings: Iterable[Reading], stream: TextIO) -> None:
    from tawatur.export.jsonl import prediction_line

    for reading in readings:
        stream.write(prediction_line(reading) + "\n")


def _spare_the_reports(output: str, paths: Iterable[str]) -> None:
    """Refuse to write over what is about to be read."""
    from tawatur.ingest.files import is_read_from

    if output != "-" and is_read_from(Path(output), paths):
        problem = f"{output} would be among the reports that are read. Name another file."
        raise click.BadParameter(problem, param_hint="--output")
