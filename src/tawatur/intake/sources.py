"""Which files are handed in: those named, and those of the folders named."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from tawatur.errors import InputError
from tawatur.ingest.folders import files_in, written
from tawatur.model import Document, Handled, Status

STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class File:
    """A file handed in: where its bytes are, and the name it goes by in a store."""

    path: Path
    location: str

    @classmethod
    def named(cls, path: Path) -> File:
        """Return a file under its own name, from the root."""
        return cls(path, written(path.resolve()))


def files_of(paths: Iterable[Path], own: Container[Path] = ()) -> Iterator[File | Handled]:
    """Yield the files named and those of the folders named, sorted, to any depth.

    What else stands in a folder comes as set aside (hidden, a link to a folder, no file), and a folder that
    cannot be read as failed. Files of the store itself, `own`, are left out of the folders they stand in.
    """
    for path in paths:
        if path.is_dir():
            found = _in_folder(path)
            yield from (each for each in found if isinstance(each, Handled) or each.path.resolve() not in own)
        else:
            yield File.named(path)


def _in_folder(folder: Path) -> Iterator[File | Handled]:
    others: list[Handled] = []
    for path in files_in(
        folder,
        lambda error: others.append(_unreadable(error)),
        lambda path, reason: others.append(Handled(_nothing(path), Status.SET_ASIDE, "open", reason)),
    ):
        yield from others
        others.clear()
        yield File.named(path)
    yield from others


def _unreadable(error: OSError) -> Handled:
    document = _nothing(Path(error.filename))
    reason = (error.strerror or str(error)).lower()
    problem = InputError(document.location, f"it cannot be opened: {reason}", "Check the permissions.")
    return Handled(document, Status.FAILED, "open", str(problem))


def _nothing(path: Path) -> Document:
    """Return what stands for something that has no bytes to take in; a link stands for itself."""
    return Document(written(path.parent.resolve() / path.name), "", "", b"", "")


@contextmanager
def standard_input(stream: BinaryIO) -> Iterator[File]:
    """Give standard input as a file; a pipe is copied to disk meanwhile, since kinds are told by looking twice."""
    if _is_file(stream):
        yield File.named(Path("/dev/stdin"))
        return
    with NamedTemporaryFile(prefix="tawatur-") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield File(Path(copy.name), STANDARD_INPUT)


def _is_file(stream: BinaryIO) -> bool:
    try:
        return stream.fileno() == 0 and stat.S_ISREG(os.fstat(0).st_mode)
    except OSError:
        return False
