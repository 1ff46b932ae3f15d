"""Every error that tawatur raises on purpose."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path


class TawaturError(Exception):
    """Base of all errors raised on purpose; its message is fit for a user."""


class DataError(TawaturError):
    """One or more entries of our data files break their own format."""

    def __init__(self, problems: Sequence[tuple[Path, str, str]]) -> None:
        self.problems = tuple(problems)
        lines = [f"{path}, entry {entry!r}: {problem}" for path, entry, problem in self.problems]
        super().__init__("\n".join(lines))


class InputError(TawaturError):
    """A report cannot be read: names the file, the line where there is one, and the remedy."""

    def __init__(self, path: str, problem: str, remedy: str, line: int | None = None) -> None:
        self.path, self.line, self.problem, self.remedy = path, line, problem, remedy
        where = f"{path} line {line}" if line is not None else path
        super().__init__(f"{where}: {problem}\n{remedy}")


class DamagedInput(InputError):
    """A report was read although some of it does not stand as it was written."""


class StoreError(TawaturError):
    """A store cannot be opened, read or written: names it, the problem and the remedy."""

    def __init__(self, store: str, problem: str, remedy: str) -> None:
        self.store, self.problem, self.remedy = store, problem, remedy
        super().__init__(f"{store}: {problem}\n{remedy}")


class DecisionError(TawaturError):
    """A correction does not fit what it corrects."""


class SetAside(TawaturError):
    """A document is whole, but nothing for us: its message says why (no Arabic in it, no text)."""


def bug_in(error: Exception) -> str:
    """Return what to say of an error that nobody raised on purpose, and where in the code it is."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name} line {frame.lineno}"
    return f"{type(error).__name__} in {where}: {error}\nThis is a bug: please report it with the document."
