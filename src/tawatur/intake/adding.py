"""Adds files to a store, and tries again what failed.

What is kept is kept in batches, each wholly or not at all. A run that was broken off is given again
and goes on where it was: what stands in the store already is not read twice.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from tawatur.ingest.documents import Budget, Columns, Limits, documents_in
from tawatur.ingest.extraction import Defaults
from tawatur.intake.batches import batches
from tawatur.intake.sources import File, files_of
from tawatur.model import Document, Handled, Status
from tawatur.store.store import Run, Source, Store

# Documents looked up and kept at once: what is lost at most when the power is. Large ones go in smaller batches.
BATCH, _BATCH_BYTES = 200, 32 << 20


@dataclass(frozen=True, slots=True)
class Options:
    """How files are taken in: what holds for reports that do not say, columns of tables, bounds."""

    defaults: Defaults = field(default_factory=Defaults)
    columns: Columns = field(default_factory=Columns)
    limits: Limits = field(default_factory=Limits)
    batch: int = BATCH  # documents looked up and kept at once

    def digest(self) -> str:
        """Return a digest of what changes the reports that come out."""
        said = repr((asdict(self.defaults), asdict(self.columns)))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


# The count of a run that a status adds to; any other adds to those read.
_COUNTED_AS = {Status.DUPLICATE: "duplicates", Status.FAILED: "failed", Status.SET_ASIDE: "set_aside"}


@dataclass(slots=True)
class Added:
    """Counts of one run. `unchanged` sources were taken in whole before."""

    read: int = 0
    duplicates: int = 0
    set_aside: int = 0
    failed: int = 0
    known: int = 0  # documents that were handed in before
    unchanged: int = 0

    def count(self, statuses: Iterable[Status]) -> None:
        """Count what became of documents."""
        for status in statuses:
            name = _COUNTED_AS.get(status, "read")
            setattr(self, name, getattr(self, name) + 1)

    @property
    def documents(self) -> int:
        """All documents met: the sum of the other counts but that of sources."""
        return self.read + self.duplicates + self.set_aside + self.failed + self.known


@dataclass(frozen=True, slots=True)
class Hooks:
    """What a caller wants to hear: documents done, problems, notes; each is called in the caller's thread."""

    on_done: Callable[[int], None] = lambda _count: None
    on_unread: Callable[[Handled], None] = lambda _handled: None
    on_note: Callable[[str], None] = lambda _message: None


class Handler(Protocol):
    """Whoever reads documents: `Workers`."""

    def handled(self, documents: Iterable[Document | Handled], defaults: Defaults) -> Iterator[Handled]:
        """Yield the documents with what became of them, in order."""
        ...


def add_files(
    store: Store, run: Run, files: Iterable[File | Handled], workers: Handler, options: Options, hooks: Hooks
) -> Added:
    """Take in files in order, as `files_of` gives them; return the counts.

    Raises StoreError where the store takes no more.
    """
    added = Added()
    stream = _FileStream(store, options, hooks, added)
    _keep(run, stream.documents(files), workers, options, hooks, added, stream.finished)
    return added


def add_documents(
    store: Store,
    run: Run,
    documents: Iterator[Document | Handled],
    workers: Handler,
    options: Options,
    hooks: Hooks,
    added: Added,
) -> None:
    """Take in documents of which it is not known whether all of their source is there."""
    new = _new_ones(store, documents, hooks, added, options.batch)
    _keep(run, new, workers, options, hooks, added, lambda _kept: [])


def _keep(
    run: Run,
    new: Iterator[Document | Handled],
    workers: Handler,
    options: Options,
    hooks: Hooks,
    added: Added,
    finished: Callable[[int], list[Source]],
) -> None:
    """Handle documents and keep them in batches, each with the sources that end in it."""
    kept = 0
    for batch in batches(workers.handled(new, options.defaults), options.batch, _BATCH_BYTES):
        kept += len(batch)
        _tell(batch, run.add(batch, finished(kept)), hooks, added)
    if left := finished(kept):
        run.add((), left)


def _tell(batch: Sequence[Handled], statuses: Sequence[Status], hooks: Hooks, added: Added) -> None:
    """Count what became of a batch that is kept, and say what was not read."""
    added.count(statuses)
    hooks.on_done(len(batch))
    for each, status in zip(batch, statuses, strict=True):
        if status in (Status.FAILED, Status.SET_ASIDE):
            hooks.on_unread(each)


class _FileStream:
    """The new documents of several files, one file after the other, and where in them each file ends."""

    def __init__(self, store: Store, options: Options, hooks: Hooks, added: Added) -> None:
        self._store, self._options, self._hooks, self._added = store, options, hooks, added
        self._given = 0
        self._ends: deque[tuple[int, Source]] = deque()

    def documents(self, files: Iterable[File | Handled]) -> Iterator[Document | Handled]:
        """Yield what is new in files that were not taken in whole before."""
        for file in files:
            if isinstance(file, Handled):
                yield from self._new_of(iter([file]))
                continue
            source = Source(file.location, self._options.digest(), _digest_of(file.path))
            if source.digest and self._store.is_done(source):
                self._added.unchanged += 1
                continue
            given, known = self._given, self._added.known
            budget = Budget(self._options.limits, self._options.columns, self._hooks.on_note)
            yield from self._new_of(documents_in(file.path, file.location, budget))
            source.inputs = self._given - given + self._added.known - known
            if source.digest:
                self._ends.append((self._given, source))

    def _new_of(self, found: Iterator[Document | Handled]) -> Iterator[Document | Handled]:
        for each in _new_ones(self._store, found, self._hooks, self._added, self._options.batch):
            self._given += 1
            yield each

    def finished(self, kept: int) -> list[Source]:
        """Return the files, not returned before, whose documents are among the first `kept`."""
        done = []
        while self._ends and self._ends[0][0] <= kept:
            done.append(self._ends.popleft()[1])
        return done


def _new_ones(
    store: Store, documents: Iterator[Document | Handled], hooks: Hooks, added: Added, size: int = BATCH
) -> Iterator[Document | Handled]:
    """Yield the documents that were not handed in before, looked up so many at a time."""
    for batch in batches(documents, size, _BATCH_BYTES):
        plain = [each.document if isinstance(each, Handled) else each for each in batch]
        new = set(map(id, store.unread(plain)))
        for each, document in zip(batch, plain, strict=True):
            if id(document) in new:
                yield each
            else:
                added.known += 1
                hooks.on_done(1)


def _digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex, "" where it cannot be read: that is told when it is opened."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def retry_failures(
    store: Store, run: Run, workers: Handler, hooks: Hooks, *, with_set_aside: bool = False
) -> Added:
    """Try again what failed, and with `with_set_aside` what was set aside too; return the counts.

    What was kept is read from the store; what could not be opened, from where it was.
    """
    added = Added()
    statuses = (Status.FAILED, Status.SET_ASIDE) if with_set_aside else (Status.FAILED,)
    kept = [key for key, is_kept in store.unread_inputs(*statuses) if is_kept]
    lost = [key for key, is_kept in store.unread_inputs(Status.FAILED) if not is_kept]
    keys = iter(kept)
    for batch in batches(workers.handled(store.documents(kept), Defaults()), BATCH, _BATCH_BYTES):
        retried = list(zip(islice(keys, len(batch)), batch, strict=True))
        _tell(batch, run.replace(retried), hooks, added)
    for key, document in zip(lost, store.documents(lost), strict=True):
        _reopen(store, run, key, document, workers, hooks, added)
    return added


def _reopen(
    store: Store, run: Run, key: int, failed: Document, workers: Handler, hooks: Hooks, added: Added
) -> None:
    """Open a file again; the first document that comes out of it stands for the failure."""
    found = _found_again(failed, hooks)
    first = next(found, None)
    if isinstance(first, Handled) and first.status is Status.FAILED and not first.document.digest:
        _tell([first], [first.status], hooks, added)  # it still cannot be opened
        return
    there = (each for each in chain([first] if first else [], found) if _is_of(each, failed))
    handled = workers.handled(_new_ones(store, there, hooks, added), Defaults())
    again = list(islice(handled, 1))
    if not again:
        run.replace([(key, Handled(failed, Status.DUPLICATE, "open", "what stands there was added since"))])
    _tell(again, run.replace([(key, each) for each in again]), hooks, added)
    for rest in batches(handled, BATCH, _BATCH_BYTES):
        _tell(rest, run.add(rest), hooks, added)


def _found_again(failed: Document, hooks: Hooks) -> Iterator[Document | Handled]:
    for file in files_of([Path(failed.location)]):
        if isinstance(file, Handled):
            yield file
        else:
            yield from documents_in(file.path, file.location, Budget(note=hooks.on_note))


def _is_of(each: Document | Handled, failed: Document) -> bool:
    """Return whether something found in a file is what failed, or stands in that."""
    document = each.document if isinstance(each, Handled) else each
    return document.member.startswith(failed.member)
