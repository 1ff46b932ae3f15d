"""The command line: data to standard output, everything else to standard error.

Exit code 0: done; 1: some reports could not be read, or only in part; 2: the command was wrong.
Packages that take time to load are imported in the commands that need them.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from tawatur import __version__
from tawatur.errors import DamagedInput, InputError, TawaturError
from tawatur.export.bidi import Bidi

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from tawatur.claims.outline import Outline
    from tawatur.model import Reading, Report
    from tawatur.pipeline import Reader

T = TypeVar("T")

_FORMATS = ("text", "jsonl", "csv", "html")
_MANY = 20  # reports from which on a progress bar is worth its line
_PLAIN_WIDTH = 100  # columns of text that goes to a file or another program
_NAMED = 3  # files passed over that the last line names


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """Return the calendar day that an option names."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day. Write it as 2016-11-22.") from None


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tawatur", message="%(prog)s %(version)s")
def main() -> None:
    """Read Arabic reports of conflict and diplomacy into attributed claims."""
    # Loading and reading make many records and hardly a cycle; collecting at the usual pace costs a tenth.
    gc.set_threshold(50_000, 20, 20)


def _reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what all commands that read reports take: PATH..., --published and --outlet."""
    options = (
        click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True)),
        click.option(
            "--published",
            callback=_day,
            metavar="DAY",
            help="Publication day of reports that bring none, as 2016-11-22.",
        ),
        click.option("--outlet", default="", help="Outlet of reports that name none."),
        click.option(
            "--list-skipped",
            is_flag=True,
            help=f"Name every file of a folder that is not read, not only the first {_NAMED}.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


_bidi_option = click.option(
    "--bidi",
    type=click.Choice(["auto", *map(str, Bidi)]),
    default="auto",
    show_default=True,
    envvar="TAWATUR_BIDI",
    help="Who orders Arabic on the line: the terminal, we (reorder), or nobody (plain).",
)


@main.command()
@_reading_options
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="What to write."
)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False), default="-", help="Where to, instead of stdout."
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel.")
@_bidi_option
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
    tally = _Tally(list_skipped=list_skipped)
    reader = _load_reader()
    with _counting(tally), _output_stream(output) as stream, _progress(paths, stream, tally):
        reports = _reports(paths, published, outlet, tally)
        readings = _readings(reports, reader, tally)
        if form == "text":
            _write_text(readings, stream, _bidi_for(bidi, stream))
        elif form == "jsonl":
            _write_jsonl(readings, stream)
        elif form == "csv":
            from tawatur.export.table import write_table

            write_table(readings, stream, byte_order_mark=bom)
        else:
            from tawatur.export.html import write_page

            write_page(readings, stream)
    _finish(tally)


@main.command()
@_reading_options
@click.option("--claim", "number", type=click.IntRange(min=1), metavar="N", help="Only the claim N.")
@_bidi_option
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

    tally = _Tally(list_skipped=list_skipped)
    most = 0
    with _counting(tally), _output_stream("-") as stream:
        console, mode = _console(stream), _bidi_for(bidi, stream)
        reader = _load_reader()
        for reading in _readings(_reports(paths, published, outlet, tally), reader, tally):
            most = max(most, len(reading.claims))
            for part in render_explanation(
                reading, number=number, width=console.width, bidi=mode, lexicon=reader.lexicon
            ):
                _print(console, part)
    if number is not None and most < number and tally.is_any_read:
        _say_counts(tally)
        raise click.BadParameter(f"there is no claim {number}; the last one is {most}.", param_hint="--claim")
    _finish(tally)


@main.command()
@_reading_options
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

    tally = _Tally(list_skipped=list_skipped)
    with _counting(tally), _output_stream("-") as stream, _progress(paths, stream, tally):
        reports = _reports(paths, published, outlet, tally)
        found = summarize(_outlines(reports, _load_reader(), tally), most=most, examples=examples)
        if found.reports or as_json:
            stream.write((found.to_json() if as_json else str(found)) + "\n")
    _finish(tally)


@main.command()
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
    reader = _load_reader()
    predicted = {
        report_id: evaluate.code_reading(reader.read(report.report))
        for report_id, report in annotated.items()
    }
    scores = evaluate.score(annotated, predicted)
    with _output_stream("-") as stream:
        if as_json:
            stream.write(summary.as_json(scores) + "\n")
            return
        for part in summary.lines(scores, by_type=by_type, confusion=confusion, errors=errors):
            stream.write(f"{part}\n")


# ---------------------------------------------------------------- reading


@dataclass(slots=True)
class _Tally:
    """What became of the reports, and where messages go."""

    with_claims: int = 0
    without: int = 0
    failed: int = 0
    damaged: int = 0
    skipped: list[Path] = field(default_factory=list)
    list_skipped: bool = False
    bugs: set[str] = field(default_factory=set)  # where in our code, as told already
    say: Callable[[str], None] = field(default=lambda message: click.echo(message, err=True))
    advance: Callable[[], None] = field(default=lambda: None)

    @property
    def problems(self) -> int:
        """Reports that are not there, or not whole."""
        return self.failed + self.damaged

    def take_bug(self, error: Exception, where: str) -> None:
        """Count a report that a bug of ours kept from being read; say where the bug is, once in full."""
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name} line {frame.lineno}"
        if place not in self.bugs:
            self.bugs.add(place)
            self.say("".join(traceback.format_exception(error)).rstrip())
        remedy = "This is a bug: please report it with the traceback above."
        problem = f"the reader broke off: {type(error).__name__} in {place}"
        self.take_problem(InputError(where, problem, remedy))

    @property
    def is_any_read(self) -> bool:
        """Whether there was a report to read."""
        return bool(self.with_claims + self.without)

    def take_problem(self, problem: TawaturError) -> None:
        """Count a problem and say it."""
        if isinstance(problem, DamagedInput):
            self.damaged += 1
            self.say(f"warning: {problem}")
        else:
            self.failed += 1
            self.say(f"error: {problem}")

    def __str__(self) -> str:
        """Return the counts, which add up to the number read."""
        total = self.with_claims + self.without + self.failed
        counts = f"{total} read: {self.with_claims} with claims, {self.without} without, {self.failed} failed"
        return counts + (f" ({self.damaged} read with damage)" if self.damaged else "")

    def passed_over(self) -> str:
        """Return how many files of folders were not read, and which; "" for none."""
        named = self.skipped if self.list_skipped else self.skipped[:_NAMED]
        if not named:
            return ""
        files = "1 file" if len(self.skipped) == 1 else f"{len(self.skipped)} files"
        what = f"{files} passed over, hidden or neither .txt nor .jsonl:"
        if self.list_skipped:
            return "\n".join([what, *map(str, named)])
        left = len(self.skipped) - len(named)
        more = f" and {left} more (--list-skipped names them all)" if left else ""
        return f"{what} {', '.join(map(str, named))}{more}"


def _load_reader() -> Reader:
    from tawatur.pipeline import Reader

    try:
        return Reader.load(cache_dir=_cache_dir())
    except TawaturError as error:
        raise click.ClickException(str(error)) from error


def _cache_dir() -> Path:
    """Return where the compiled lexicon is kept between runs: TAWATUR_CACHE, else the user's cache folder."""
    if chosen := os.environ.get("TAWATUR_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "tawatur"


def _reports(paths: Iterable[str], published: date | None, outlet: str, tally: _Tally) -> Iterator[Report]:
    from tawatur.ingest.files import read_reports

    return read_reports(
        paths,
        published=published,
        outlet=outlet,
        on_problem=tally.take_problem,
        on_skipped=tally.skipped.append,
    )


def _readings(reports: Iterable[Report], reader: Reader, tally: _Tally) -> Iterator[Reading]:
    """Yield the reading of each report."""
    for _, reading in _each(reports, reader.read, tally):
        tally.with_claims += bool(reading.claims)
        tally.without += not reading.claims
        yield reading


def _outlines(
    reports: Iterable[Report], reader: Reader, tally: _Tally
) -> Iterator[tuple[Report, Sequence[Outline]]]:
    """Yield the sentences of each report and what became of their words."""
    for report, outlines in _each(reports, reader.outline, tally):
        has_claims = any(outline.claims for outline in outlines)
        tally.with_claims += has_claims
        tally.without += not has_claims
        yield report, outlines


def _each(
    reports: Iterable[Report], read: Callable[[Report], T], tally: _Tally
) -> Iterator[tuple[Report, T]]:
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


@contextmanager
def _counting(tally: _Tally) -> Iterator[None]:
    """Say how far a run came that is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        _say_counts(tally)
        raise click.Abort from None


def _say_counts(tally: _Tally) -> None:
    if skipped := tally.passed_over():
        click.echo(skipped, err=True)
    click.echo(str(tally), err=True)


def _finish(tally: _Tally) -> None:
    _say_counts(tally)
    if tally.problems:
        sys.exit(1)


# ---------------------------------------------------------------- writing


def _write_text(readings: Iterable[Reading], stream: TextIO, bidi: Bidi) -> None:
    from tawatur.export.terminal import render_reading

    console = _console(stream)
    for reading in readings:
        for part in render_reading(reading, width=console.width, bidi=bidi):
            _print(console, part)


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


@contextmanager
def _output_stream(output: str) -> Iterator[TextIO]:
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


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    width = None if stream.isatty() else _PLAIN_WIDTH
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def _print(console: Console, part: RenderableType) -> None:
    """Print `part`; what goes to a file or a program has no blanks at the ends of its lines."""
    if console.is_terminal:
        console.print(part)
        return
    with console.capture() as captured:
        console.print(part)
    console.file.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


@contextmanager
def _progress(paths: tuple[str, ...], data: TextIO, tally: _Tally) -> Iterator[None]:
    """Show a bar on standard error where that is a terminal, the data go elsewhere and reports are many."""
    from tawatur.ingest.files import count_reports

    is_wanted = sys.stderr.isatty() and not data.isatty()
    total = count_reports(paths) if is_wanted else 0
    if total is not None and total < _MANY:
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True, markup=False, highlight=False)
    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task("", total=total)
        tally.advance = lambda: bar.advance(task)
        tally.say = console.print
        yield


def _bidi_for(choice: str, stream: TextIO) -> Bidi:
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


if __name__ == "__main__":
    main()
