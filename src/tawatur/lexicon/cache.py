"""Keeps what is compiled from the data files in a folder between runs, as long as it is fresh."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from tawatur import __version__

T = TypeVar("T")

# What reading a file that is missing, damaged or of another version can raise.
UNREADABLE = (OSError, RuntimeError, EOFError, ValueError, AttributeError, ImportError, pickle.PickleError)


def kept(cache_dir: Path | None, name: str, version: str, make: Callable[[], T]) -> T:
    """Return what `make` gives, from `cache_dir` where that of the same `name` and `version` is there.

    With `cache_dir` None nothing is read or written; what `make` raises is raised.
    """
    if cache_dir is None:
        return make()
    path = cache_dir / f"{name}-{version}.pickle"
    try:
        with without_collection(), path.open("rb") as stream:
            found: T = pickle.load(stream)  # noqa: S301 - our own file
        return found
    except UNREADABLE:
        made = make()
    write_files(cache_dir, name, {path: pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)})
    return made


def write_files(cache_dir: Path, name: str, contents: dict[Path, bytes]) -> None:
    """Write files, each whole or not at all, and remove the older ones of `name`.

    A folder that cannot be written only costs time.
    """
    with contextlib.suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            _replace(path, content)
        for stale in cache_dir.glob(f"{name}-*"):
            if stale not in contents:
                stale.unlink(missing_ok=True)


def _replace(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
        stream.write(content)
    Path(stream.name).replace(path)


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """Hold the garbage collector off, and keep what was made out of its sight afterwards.

    The lexicon stays as long as the process: looking through it costs more than reading it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def fingerprint(data_dir: Path, code: Iterable[Path] = ()) -> str:
    """Return a digest of the names, sizes and times of all data files and of the code that compiles them.

    `code` are modules and folders of modules besides those of this package.
    """
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for folder in (data_dir, Path(__file__).parent, *code):
        for path in sorted(_data_files(folder)):
            stat = path.stat()
            digest.update(f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _data_files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
    for root, _, names in os.walk(folder):
        for name in names:
            if name.endswith((".toml", ".csv", ".py")) and not name.startswith("examples"):
                yield Path(root) / name
