"""`tawatur init`, `add` and `retry`: what goes into a store."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli.options import day
from tawatur.cli.reading import added_dir, cache_dir
from tawatur.cli.storing import containers, opened_store, reader_version, store_option

if TYPE_CHECKING:
    from tawatur.ingest.documents import Columns
    from tawatur.intake.adding import Added, Hooks
    from tawatur.intake.workers import Workers
    from tawatur.model import Handled
    from tawatur.store.store import Run, Store


jobs_option = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one a core",
    help="Worker processes.",
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    help="Seconds for one document.",
)


@click.command()
@store_option
def init(where: str) -> None:
    """Make a store, or bring the tables of one up to date. One that is there keeps what it holds."""
    with opened_store(where, create=True) as store:
        click.echo(f"{store.database.name}: ready", err=True)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(allow_dash=True))
@store_option
@click.option("--published", callback=day, metavar="DAY", help="Publication day of reports that bring none.")
@click.option("--outlet", default="", help="Outlet of reports that name none.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="WHAT=NAME",
    help="Column of tables that holds text, title, published, outlet, id or url.",
)
@jobs_option
@timeout_option
def add(
    paths: tuple[str, ...],
    where: str,
    published: date | None,
    outlet: str,
    columns: tuple[str, ...],
    jobs: int,
    timeout: float,
) -> None:
    """Add reports to the store, each once, and keep what became of everything.

    SOURCE is a file or a folder of files: text, JSONL, CSV, Parquet, HTML, .eml, PDF, DOCX, Telegram
    exports, RSS and Atom, WARC, and ZIP or tar of any of these; - is standard input. What is in the
    store already is not read again, so a run that was broken off can be given again.

    Exit code 0: all was taken in; 1: some of it failed, see `tawatur failures`; 2: the command was wrong.
    """
    from tawatur.ingest.extraction import Defaults
    from tawatur.intake.adding import Options, add_files

    options = Options(Defaults(published, outlet), _columns(columns))
    with set_up(where, jobs, timeout) as (store, run, workers):
        files = list(_files(paths))
        with progress(files) as hooks:
            added = add_files(store, run, files, workers, options, hooks)
        finish_adding(store, added)


@click.command()
@store_option
@jobs_option
@timeout_option
@click.option("--set-aside", is_flag=True, help="Try what was set aside again, too.")
def retry(where: str, jobs: int, timeout: float, set_aside: bool) -> None:
    """Try again what failed, from the bytes that were kept, or from the file where none were."""
    from tawatur.intake.adding import retry_failures

    with set_up(where, jobs, timeout) as (store, run, workers), progress([]) as hooks:
        added = retry_failures(store, run, workers, hooks, with_set_aside=set_aside)
        finish_adding(store, added)


@click.command()
@store_option
@click.option("--all", "everything", is_flag=True, help="Also what no change since can have touched.")
@jobs_option
@timeout_option
def reread(where: str, everything: bool, jobs: int, timeout: float) -> None:
    """Read the reports of the store again with the reader and the data as they are now.

    The earlier readings are kept; `tawatur diff` compares them. Where only names of actors and places
    changed, the reports without these names are left as they are.
    """
    from tawatur.intake.rereading import reread as read_again

    with set_up(where, jobs, timeout) as (store, run, workers):
        counts = read_again(store, run, workers, everything=everything)
    click.echo(
        f"{counts.read} read again, {counts.untouched} untouched by the changes, {counts.failed} failed",
        err=True,
    )
    if counts.failed:
        sys.exit(1)


@contextmanager
def set_up(where: str, jobs: int, timeout: float) -> Iterator[tuple[Store, Run, Workers]]:
    """Open the store, made where it is not there, and begin a run with its workers."""
    from tawatur.intake.workers import Bounds, Workers
    from tawatur.lexicon.paths import DATA_DIR

    with opened_store(where, create=True) as store:
        command = " ".join(sys.argv[1:])
        with (
            store.run(command, *reader_version(), containers()) as run,
            Workers(jobs, DATA_DIR, cache_dir(), added_dir(), Bounds(seconds=timeout)) as workers,
        ):
            yield store, run, workers


_COLUMNS = ("text", "title", "published", "outlet", "id", "url")


def _columns(given: Iterable[str]) -> Columns:
    from tawatur.ingest.documents import Columns

    named = {}
    for each in given:
        what, equals, name = each.partition("=")
        if what not in _COLUMNS or not equals:
            raise click.BadParameter(
                f"{each!r}: write one of {', '.join(_COLUMNS)}, =, and the column's name.",
                param_hint="--column",
            )
        named[what] = name
    return Columns(**named)


def _files(paths: Iterable[str]) -> Iterator[Path]:
    """Yield the files of folders, sorted, hidden ones left out; other paths as they are."""
    for name in paths:
        path = Path("/dev/stdin" if name == "-" else name)
        if not path.is_dir():
            yield path
            continue
        for parent, folders, names in os.walk(path):
            folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
            yield from (Path(parent, each) for each in sorted(names) if not each.startswith("."))


@contextmanager
def progress(files: list[Path]) -> Iterator[Hooks]:
    """Show a bar with rate and remaining time on a terminal, and what was not read."""
    from tawatur.intake.adding import Hooks

    def say(message: str) -> None:
        click.echo(message, err=True)

    def say_unread(handled: Handled) -> None:
        document = handled.document
        where = f"{document.location} {document.member}".rstrip()
        kind = "error" if handled.status == "failed" else "set aside"
        message = handled.message if where.split(" ")[0] in handled.message else f"{where}: {handled.message}"
        say(f"{kind}: {message}")

    if not sys.stderr.isatty():
        yield Hooks(on_unread=say_unread, on_note=say)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True, markup=False, highlight=False)
    rate = TextColumn("{task.fields[rate]}")
    columns = (BarColumn(), MofNCompleteColumn(), rate, TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=_expected(files), rate="")

        def advance(count: int) -> None:
            bar.advance(task, count)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.0f}/s" if speed else "")

        yield Hooks(advance, say_unread, say)


def _expected(files: list[Path]) -> int | None:
    from tawatur.ingest.files import count_reports

    plain = [path for path in files if path.suffix.lower() in (".txt", ".jsonl")]
    others = len(files) - len(plain)
    counted = count_reports(plain) if plain else 0
    return counted + others if counted is not None else None


def finish_adding(store: Store, added: Added, *, failed: bool = False) -> None:
    """Say the counts of the run and of the store; exit with 1 where something failed."""
    parts = [
        f"{added.read} read",
        f"{added.duplicates} duplicates",
        f"{added.set_aside} set aside",
        f"{added.failed} failed",
    ]
    if added.known:
        parts.append(f"{added.known} known already")
    unchanged = f"; {added.unchanged} files unchanged" if added.unchanged else ""
    click.echo(f"{added.documents} documents: {', '.join(parts)}{unchanged}", err=True)
    held = store.counts()
    click.echo(
        f"{store.database.name} holds {held.reports} reports ({held.texts} texts), {held.claims} claims",
        err=True,
    )
    if added.failed or failed:
        click.echo("`tawatur failures` lists what failed, `tawatur retry` tries it again", err=True)
        sys.exit(1)
