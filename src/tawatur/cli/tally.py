"""Counts what became of the reports of a run, and says so at its end."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from tawatur.errors import DamagedInput, InputError, TawaturError

NAMED = 3  # files passed over that the last line names


@dataclass(slots=True)
class Tally:
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
        named = self.skipped if self.list_skipped else self.skipped[:NAMED]
        if not named:
            return ""
        files = "1 file" if len(self.skipped) == 1 else f"{len(self.skipped)} files"
        what = f"{files} passed over, hidden or neither .txt nor .jsonl:"
        if self.list_skipped:
            return "\n".join([what, *map(str, named)])
        left = len(self.skipped) - len(named)
        more = f" and {left} more (--list-skipped names them all)" if left else ""
        return f"{what} {', '.join(map(str, named))}{more}"


@contextmanager
def counting(tally: Tally) -> Iterator[None]:
    """Say how far a run came that is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        say_counts(tally)
        raise click.Abort from None


def say_counts(tally: Tally) -> None:
    """Say on standard error what was passed over, and the counts."""
    if skipped := tally.passed_over():
        click.echo(skipped, err=True)
    click.echo(str(tally), err=True)


def finish(tally: Tally) -> None:
    """Say the counts; exit with 1 where some report was not read, or only in part."""
    say_counts(tally)
    if tally.problems:
        sys.exit(1)
