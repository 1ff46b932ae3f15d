"""Arguments and options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from tawatur.cli.tally import NAMED
from tawatur.export.bidi import Bidi


def day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """Return the calendar day that an option names."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day. Write it as 2016-11-22.") from None


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what all commands that read reports take: PATH..., --published and --outlet."""
    options = (
        click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True)),
        click.option(
            "--published",
            callback=day,
            metavar="DAY",
            help="Publication day of reports that bring none, as 2016-11-22.",
        ),
        click.option("--outlet", default="", help="Outlet of reports that name none."),
        click.option(
            "--list-skipped",
            is_flag=True,
            help=f"Name every file of a folder that is not read, not only the first {NAMED}.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


lines_option = click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True
)
bidi_option = click.option(
    "--bidi",
    type=click.Choice(["auto", *map(str, Bidi)]),
    default="auto",
    show_default=True,
    envvar="TAWATUR_BIDI",
    help="Who orders Arabic on the line: the terminal, we (reorder), or nobody (plain).",
)
