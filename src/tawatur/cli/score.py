"""`tawatur score`: claims read against claims that people found."""

from __future__ import annotations

from pathlib import Path

import click

from tawatur.cli.output import output_stream
from tawatur.cli.reading import load_reader
from tawatur.errors import TawaturError


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="List the first N errors.")
@click.option("--by-type", is_flag=True, help="Detection for each type as well.")
@click.option("--confusion", is_flag=True, help="Gold types against predicted types as well.")
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
def score(gold: Path, errors: int, by_type: bool, confusion: bool, as_json: bool) -> None:
    """Compare the claims read in the reports of GOLD with those people found.

    GOLD has a report on each line: {id, published, outlet, title, text, claims}.
    """
    from tawatur import evaluate
    from tawatur.evaluate import summary

    try:
        annotated = evaluate.load_gold(gold)
    except TawaturError as error:
        raise click.ClickException(str(error)) from error
    reader = load_reader()
    predicted = {
        report_id: evaluate.code_reading(reader.read(report.report))
        for report_id, report in annotated.items()
    }
    scores = evaluate.score(annotated, predicted)
    with output_stream("-") as stream:
        if as_json:
            stream.write(summary.as_json(scores) + "\n")
            return
        for part in summary.lines(scores, by_type=by_type, confusion=confusion, errors=errors):
            stream.write(f"{part}\n")
