"""Where a command writes: streams, the terminal, the progress bar."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from tawatur.cli.tally import Tally
from tawatur.export.bidi import Bidi

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_MANY = 20  # reports from which on a progress bar is worth its line
_PLAIN_WIDTH = 100  # columns of text that goes to a file or another program


@contextmanager
def output_stream(output: str) -> Iterator[TextIO]:
    """Open `output` for UTF-8 with line ends as they are written; say so where it takes no more."""
    try:
        if output == "-" and sys.stdout is None:
            raise click.ClickException("standard output is closed. Open it, or name a file with --output.")
        if output == "-":
            reconfigure: Any = getattr(sys.stdout, "reconfigure", None)
            if reconfigure:
                reconfigure(encoding="utf-8", newline="")
            yield sys.stdout
            sys.stdout.flush()
        else:
            with _opened(output) as stream:
                yield stream
    except BrokenPipeError:
        raise  # whoever reads us has had enough: click ends quietly
    except OSError as error:
        name = "standard output" if output == "-" else output
        reason = (error.strerror or str(error)).lower()
        _forget_output(output)
        message = f"{name} cannot be written to: {reason}\nWhat stands there is not complete."
        raise click.ClickException(message) from error


def _opened(output: str) -> TextIO:
    try:
        return Path(output).open("w", encoding="utf-8", newline="")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = f"{output} cannot be written: {reason}. Check the folder and the permissions."
        raise click.BadParameter(problem, param_hint="--output") from error


def _forget_output(output: str) -> None:
    """Keep Python from trying once more, and failing loudly, to write what is left for stdout."""
    if output == "-" and sys.__stdout__ is not None and sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())


def console_on(stream: TextIO) -> Console:
    """Return a console that writes to `stream`, as wide as its terminal."""
    from rich.console import Console

    width = None if stream.isatty() else _PLAIN_WIDTH
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def print_part(console: Console, part: RenderableType) -> None:
    """Print `part`; what goes to a file or a program has no blanks at the ends of its lines."""
    if console.is_terminal:
        console.print(part)
        return
    with console.capture() as captured:
        console.print(part)
    console.file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def write_json(stream: TextIO, fields: dict[str, Any]) -> None:
    """Write an object as one line of JSON, Arabic as it is."""
    stream.write(json.dumps(fields, ensure_ascii=False) + "\n")


@contextmanager
def progress(paths: tuple[str, ...], data: TextIO, tally: Tally) -> Iterator[None]:
    """Show a bar on standard error where that is a terminal, the data go elsewhere and reports are many."""
    from tawatur.ingest.files import count_reports

    is_wanted = sys.stderr.isatty() and not data.isatty()
    total = count_reports(paths) if is_wanted else 0
    if total is not None and total < _MANY:
        yield
        return
    with progress_bar(total) as (advance, say):
        tally.advance = lambda: advance(1)
        tally.say = say
        yield


@contextmanager
def progress_bar(total: int | None) -> Iterator[tuple[Callable[[int], None], Callable[[str], None]]]:
    """Show a bar with rate and remaining time on standard error; yield what moves it on and what writes above it.

    `total` is what there is to do, None where that is not known.
    """
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
        task = bar.add_task("", total=total, rate="")

        def advance(count: int) -> None:
            bar.advance(task, count)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.0f}/s" if speed else "")

        yield advance, console.print


def bidi_for(choice: str, stream: TextIO) -> Bidi:
    """Return who orders Arabic; `auto` goes by what is known of the terminal."""
    if choice != "auto":
        return Bidi(choice)
    if not stream.isatty():
        return Bidi.PLAIN
    # Terminals that are known to put letters side by side as they come, from left to right.
    marks = ("XTERM_VERSION", "KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID", "WEZTERM_PANE")
    names = (os.environ.get("TERM_PROGRAM", ""), os.environ.get("TERM", ""))
    if any(mark in os.environ for mark in marks) or {"vscode", "foot", "alacritty", "xterm-kitty"} & {*names}:
        return Bidi.REORDER
    return Bidi.TERMINAL
