"""Adds files to a store, and tries again what failed.

What is kept is kept in batches, each wholly or not at all. A run that was broken off is given again
and goes on where it was: what stands in the store already is not read twice.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from tawatur.ingest.documents import Budget, Columns, Limits, documents_in
from tawatur.ingest.extraction import Defaults
from tawatur.model import Document, Handled, Status
from tawatur.store.store import Run, Source, Store

# Documents looked up and kept at once: what is lost at most when the power is.
BATCH = 200


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
            name = {Status.DUPLICATE: "duplicates", Status.FAILED: "failed", Status.SET_ASIDE: "set_aside"}
            field_name = name.get(status, "read")
            setattr(self, field_name, getattr(self, field_name) + 1)

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
    store: Store, run: Run, files: Iterable[Path], workers: Handler, options: Options, hooks: Hooks
) -> Added:
    """Take in files in order; return the counts. Raises StoreError where the store takes no more."""
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
    handled = workers.handled(new, options.defaults)
    kept = 0
    while batch := list(islice(handled, options.batch)):
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

    def documents(self, files: Iterable[Path]) -> Iterator[Document | Handled]:
        """Yield what is new in files that were not taken in whole before."""
        for path in files:
            location = str(path.resolve())
            source = Source(location, self._options.digest(), _digest_of(path))
            if source.digest and self._store.is_done(source):
                self._added.unchanged += 1
                continue
            given, known = self._given, self._added.known
            budget = Budget(self._options.limits, self._options.columns, self._hooks.on_note)
            found = documents_in(path, location, budget)
            for each in _new_ones(self._store, found, self._hooks, self._added, self._options.batch):
                self._given += 1
                yield each
            source.inputs = self._given - given + self._added.known - known
            if source.digest:
                self._ends.append((self._given, source))

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
    while batch := list(islice(documents, size)):
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
    unread = store.unread_inputs(*statuses)
    kept = [(key, document) for key, document in unread if document.content]
    handled = workers.handled((document for _, document in kept), Defaults())
    _keep_retried(run, zip((key for key, _ in kept), handled, strict=True), hooks, added)
    for key, document in unread:
        if not document.content:
            _reopen(store, run, key, document, workers, hooks, added)
    return added


def _keep_retried(run: Run, retried: Iterator[tuple[int, Handled]], hooks: Hooks, added: Added) -> None:
    while batch := list(islice(retried, BATCH)):
        _tell([each for _, each in batch], run.replace(batch), hooks, added)


def _reopen(
    store: Store, run: Run, key: int, failed: Document, workers: Handler, hooks: Hooks, added: Added
) -> None:
    """Open a file again; the first document that comes out of it stands for the failure."""
    found = documents_in(Path(failed.location), failed.location, Budget(note=hooks.on_note))
    documents = _new_ones(store, (each for each in found if _is_of(each, failed)), hooks, added)
    handled = workers.handled(documents, Defaults())
    _keep_retried(run, ((key, each) for each in islice(handled, 1)), hooks, added)
    while batch := list(islice(handled, BATCH)):
        _tell(batch, run.add(batch), hooks, added)


def _is_of(each: Document | Handled, failed: Document) -> bool:
    """Return whether something found in a file is what failed, or stands in that."""
    document = each.document if isinstance(each, Handled) else each
    return document.member.startswith(failed.member) and not (
        isinstance(each, Handled) and not document.digest
    )
