"""`tawatur correct` and `snapshot`: corrections laid over the readings, and files for analysis."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any

import click

from tawatur.cli.asking import one_report
from tawatur.cli.storing import opened_store, store_option
from tawatur.errors import TawaturError


@click.command()
@click.argument("report")
@click.argument("number", type=click.IntRange(min=1), metavar="CLAIM")
@click.argument("field")
@click.argument("value")
@store_option
@click.option("--reason", default="", help="Why.")
@click.option("--author", default=None, help="Who decides; by default the user of this machine.")
def correct(
    report: str, number: int, field: str, value: str, where: str, reason: str, author: str | None
) -> None:
    """Correct a FIELD of a claim: REPORT is its report's id, CLAIM its number there.

    FIELD is is_claim (true or false), type, mode, modality, polarity, actors, targets, places, chain (ids,
    parted by commas), time (a day, first..last, or null) or note. The reading stays as it is: corrections
    are a log that is only added to, and the newest one of a field holds.
    """
    from tawatur.store import asking
    from tawatur.store.decisions import decide

    with opened_store(where) as store:
        with store.database.reading() as connection:
            stored = one_report(asking.report_of(connection, report), report)
            claim_id = asking.claim_numbered(connection, stored, number)
        if claim_id is None:
            raise click.BadParameter(f"{stored.id} has no claim {number}.", param_hint="CLAIM")
        try:
            with store.database.writing() as connection:
                decide(
                    connection, author or getpass.getuser(), stored.id, claim_id, field,
                    _value(field, value), reason,
                )  # fmt: skip
        except TawaturError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{stored.id} claim {number}: {field} is {value}", err=True)


def _value(field: str, written: str) -> Any:
    """Return the value that was written, as JSON or in the short forms."""
    if field in ("actors", "targets", "places", "chain") and not written.startswith("["):
        return [part.strip() for part in written.split(",") if part.strip()]
    if field == "time" and not written.startswith("[") and written != "null":
        first, _, last = written.partition("..")
        return [first, last or first]
    if field in ("is_claim", "time") or written.startswith("["):
        try:
            return json.loads(written)
        except ValueError:
            return written
    return written


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@store_option
def snapshot(folder: Path, where: str) -> None:
    """Write reports, claims and mentions as Parquet files into a new FOLDER, for DuckDB or Polars.

    The folder appears when all of it is written.
    """
    from tawatur.store.snapshots import write_snapshot

    with opened_store(where) as store, store.database.reading() as connection:
        rows = write_snapshot(connection, folder)
    click.echo(f"{folder}: {', '.join(f'{count} {name}' for name, count in rows.items())}", err=True)
