"""Worker processes that read documents, within bounds of time and memory."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import multiprocessing
import resource
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as TimeIsUp
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tawatur.ingest.extraction import Defaults
from tawatur.intake.batches import batches
from tawatur.model import Document, Handled, Reading, Report, Status

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

    from tawatur.pipeline import Reader


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a worker may take: seconds for one document, bytes of memory for all of it."""

    seconds: float = 30.0
    memory: int = 2 << 30


# Documents, and bytes of them, handed to a worker at once: few enough to see progress, enough to make
# little of the handing over.
_CHUNK, _CHUNK_BYTES = 16, 4 << 20
_CHUNKS_AHEAD = 4  # for each worker
_PR_SET_PDEATHSIG = 1  # linux/prctl.h

_Chunk = list[Document | Handled]


class Workers:
    """A pool of processes, each with a reader of its own; use it in a `with`."""

    def __init__(
        self,
        jobs: int,
        data_dir: Path,
        cache_dir: Path | None,
        added_dir: Path | None = None,
        bounds: Bounds | None = None,
    ) -> None:
        self._jobs, self._setup = jobs, (data_dir, cache_dir, added_dir)
        self._bounds = bounds or Bounds()
        self._started: ProcessPool | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._started is None:
            return
        if kind is None:
            self._started.close()  # type: ignore[no-untyped-call]
        else:
            self._started.stop()  # type: ignore[no-untyped-call]
        self._started.join()

    def handled(self, documents: Iterable[Document | Handled], defaults: Defaults) -> Iterator[Handled]:
        """Yield the documents with what became of them, in order; what is handled already passes through."""
        ahead: deque[tuple[_Chunk, ProcessFuture[list[Handled]] | None]] = deque()
        chunks = batches(documents, _CHUNK, _CHUNK_BYTES)
        while True:
            for chunk in islice(chunks, _CHUNKS_AHEAD * self._jobs - len(ahead)):
                ahead.append((chunk, self._scheduled(chunk, defaults)))
            if not ahead:
                return
            chunk, future = ahead.popleft()
            outcomes = iter(self._results(chunk, future, defaults))
            for each in chunk:
                yield each if isinstance(each, Handled) else replace(next(outcomes), document=each)

    def readings(self, reports: Sequence[Report]) -> Iterator[Reading | None]:
        """Yield the reading of each report in order; None where it broke off or took too long."""
        chunks = [reports[at : at + _CHUNK] for at in range(0, len(reports), _CHUNK)]
        bound = self._bounds.seconds * 2
        futures = [self._pool().schedule(_read_all, args=(chunk,), timeout=bound) for chunk in chunks]
        for chunk, future in zip(chunks, futures, strict=True):
            try:
                yield from future.result()
            except Exception:  # the worker was stopped, or ended by itself
                yield from (self._read_alone(report) for report in chunk)

    def _read_alone(self, report: Report) -> Reading | None:
        future = self._pool().schedule(_read_all, args=([report],), timeout=self._bounds.seconds)
        with contextlib.suppress(Exception):
            reading: Reading | None = future.result()[0]
            return reading
        return None

    def _scheduled(self, chunk: _Chunk, defaults: Defaults) -> ProcessFuture[list[Handled]] | None:
        """Hand the documents of a chunk to a worker; None where there are none."""
        work = [each for each in chunk if isinstance(each, Document)]
        if not work:
            return None
        return self._pool().schedule(_handle_all, args=(work, defaults), timeout=self._bounds.seconds * 2)

    def _pool(self) -> ProcessPool:
        from pebble import ProcessPool

        if self._started is None:
            self._started = ProcessPool(
                max_workers=self._jobs,
                initializer=_begin,
                initargs=(*self._setup, self._bounds.memory),
                # Fresh processes: a fork would take our threads' locks with it.
                context=multiprocessing.get_context("spawn"),
            )
        return self._started

    def _results(
        self, chunk: _Chunk, future: ProcessFuture[list[Handled]] | None, defaults: Defaults
    ) -> list[Handled]:
        """Return the outcomes of a chunk; where one document broke it, each is tried by itself."""
        if future is None:
            return []
        try:
            return list(future.result())
        except Exception:  # the worker was stopped, or ended by itself
            return [self._alone(each, defaults) for each in chunk if isinstance(each, Document)]

    def _alone(self, document: Document, defaults: Defaults) -> Handled:
        from pebble import ProcessExpired

        args = ([document], defaults)
        future = self._pool().schedule(_handle_all, args=args, timeout=self._bounds.seconds)
        try:
            outcome: Handled = future.result()[0]
            return outcome
        except TimeIsUp:
            return Handled(
                document, Status.FAILED, "read", f"it took longer than {self._bounds.seconds:g} seconds"
            )
        except ProcessExpired as error:
            return Handled(document, Status.FAILED, "read", f"it broke the reader: {error}")


_reader: Reader | None = None  # of this worker
# Stands for a document in what a worker sends back: whoever handed it out has it.
_AT_HOME = Document("", "", "", b"", "")


def _begin(data_dir: Path, cache_dir: Path | None, added_dir: Path | None, memory: int) -> None:
    """Set a worker up: it ends with its parent, leaves interrupts to it, and takes so much memory at most."""
    global _reader
    from tawatur.pipeline import Reader

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries say of damaged files is told by us
    with contextlib.suppress(OSError, AttributeError):  # only Linux has it
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    _reader = Reader.load(data_dir, cache_dir, added_dir)


def _handle_all(documents: Sequence[Document], defaults: Defaults) -> list[Handled]:
    from tawatur.intake.handling import handle

    assert _reader is not None
    return [replace(handle(document, defaults, _reader), document=_AT_HOME) for document in documents]


def _read_all(reports: Sequence[Report]) -> list[Reading | None]:
    assert _reader is not None
    readings: list[Reading | None] = []
    for report in reports:
        try:
            readings.append(_reader.read(report))
        except Exception:  # a bug of ours: the report keeps the reading it has
            readings.append(None)
    return readings
