"""What stands in a folder: its files in one order, and what else there is, with the reason it is no file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

HIDDEN = "it is hidden: its name begins with a full stop"


def files_in(
    folder: Path, on_error: Callable[[OSError], None], on_other: Callable[[Path, str], None]
) -> Iterator[Path]:
    """Yield the files in a folder and its subfolders, sorted by path.

    A folder that cannot be read goes to `on_error`. What is hidden, is a link to a folder, or is no file
    at all goes to `on_other` with the reason, a hidden folder as one.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and (reason := _reason_against(path)):
            on_other(path, reason)
        elif path.is_dir():
            try:
                waiting += sorted(path.iterdir(), reverse=True)
            except OSError as error:
                on_error(error)
        else:
            yield path


def _reason_against(path: Path) -> str:
    """Return why something in a folder is not looked into, "" where it is; a link to nothing is a file."""
    if path.name.startswith("."):
        return HIDDEN
    if path.is_symlink() and path.is_dir():
        return "it is a link to a folder, which may lie anywhere"
    if path.exists() and not path.is_dir() and not path.is_file():
        return "it is a pipe or a device, no file"
    return ""


def written(path: Path) -> str:
    """Return a path as it can be written down: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
