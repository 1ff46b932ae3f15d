"""`tawatur init`, `add` and `retry`: what goes into a store."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.cli.options import day
from tawatur.cli.output import progress_bar
from tawatur.cli.reading import added_dir, cache_dir
from tawatur.cli.storing import containers, opened_store, reader_version, store_option
from tawatur.export.bidi import harmless

if TYPE_CHECKING:
    from tawatur.ingest.documents import Columns
    from tawatur.intake.adding import Added, Hooks
    from tawatur.intake.sources import File
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
    with set_up(where, jobs, timeout) as (store, run, workers), ExitStack() as opened:
        files = list(_files(paths, opened, store))
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


def _files(paths: Iterable[str], opened: ExitStack, store: Store) -> Iterator[File | Handled]:
    """Yield the files named, those of folders, and standard input, which stays open as long as `opened`."""
    from tawatur.intake.sources import files_of, standard_input

    for name in paths:
        if name == "-":
            yield opened.enter_context(standard_input(sys.stdin.buffer))
        else:
            yield from files_of([Path(name)], store.database.files())


@contextmanager
def progress(files: Sequence[File | Handled]) -> Iterator[Hooks]:
    """Show a bar on a terminal, and what was not read."""
    if not sys.stderr.isatty():
        yield _hooks(lambda _count: None, lambda message: click.echo(message, err=True))
        return
    with progress_bar(_expected(files)) as (advance, say):
        yield _hooks(advance, say)


def _hooks(advance: Callable[[int], None], say: Callable[[str], None]) -> Hooks:
    from tawatur.intake.adding import Hooks

    def say_unread(handled: Handled) -> None:
        document = handled.document
        where = f"{document.location} {document.member}".rstrip()
        kind = "error" if handled.status == "failed" else "set aside"
        is_named = document.location in handled.message
        say(harmless(f"{kind}: {handled.message if is_named else f'{where}: {handled.message}'}"))

    return Hooks(advance, say_unread, lambda note: say(harmless(note)))


def _expected(files: Sequence[File | Handled]) -> int | None:
    """Return how many documents the files hold, as far as that can be told without opening them."""
    from tawatur.ingest.files import count_reports

    paths = [None if isinstance(each, Handled) else each.path for each in files]
    plain = [path for path in paths if path and path.suffix.lower() in (".txt", ".jsonl")]
    counted = count_reports(plain) if plain else 0
    return counted + len(paths) - len(plain) if counted is not None else None


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
