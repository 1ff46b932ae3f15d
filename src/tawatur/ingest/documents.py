"""Takes files apart into documents, one report's worth each, within bounds that no file can leave."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from tawatur.errors import InputError, bug_in
from tawatur.ingest.media import SNIFFED, media_of
from tawatur.model import Document, Handled, Status
from tawatur.text.keeping import keepable

# Kind → module of this package whose `members` takes it apart: what stands in it, one after the other.
_CONTAINERS = {
    "jsonl": "lines",
    "csv": "tables",
    "parquet": "tables",
    "telegram": "telegram",
    "telegram-page": "telegram",
    "feed": "feeds",
    "warc": "warc",
    "eml": "mail",
    "mbox": "mail",
    "zip": "archives",
    "tar": "archives",
    "gzip": "archives",
    "bzip2": "archives",
    "xz": "archives",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what one file handed in may hold; the figures are those of the project's threat list."""

    document_bytes: int = 64 << 20  # of one document
    total_bytes: int = 1 << 30  # of everything unpacked from an archive
    members: int = 10_000  # of an archive
    depth: int = 2  # archives within archives
    ratio: int = 100  # unpacked to packed bytes, above the first MiB


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of tables hold what; an empty name is guessed."""

    text: str = ""
    title: str = ""
    published: str = ""
    outlet: str = ""
    id: str = ""
    url: str = ""


@dataclass(slots=True)
class Budget:
    """What is left for one file handed in."""

    limits: Limits = field(default_factory=Limits)
    columns: Columns = field(default_factory=Columns)
    note: Callable[[str], None] = lambda _message: None  # told to the user: guesses made
    bytes_left: int = 0
    members_left: int = 0

    def __post_init__(self) -> None:
        self.bytes_left, self.members_left = self.limits.total_bytes, self.limits.members


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, or a member of one, open for reading from its start.

    `location` is the file handed in, `member` where in it this stands, `name` what tells its kind.
    The stream can seek.
    """

    location: str
    member: str
    name: str
    stream: BinaryIO
    depth: int = 0

    def within(self, member: str, stream: BinaryIO, name: str = "") -> Opened:
        """Return a member of this one, one level deeper."""
        path = f"{self.member}/{member}" if self.member else member
        return replace(self, member=path, name=name or member, stream=stream, depth=self.depth + 1)

    def size(self) -> int:
        """Return how many bytes the stream has, and set it back to its start."""
        size = self.stream.seek(0, 2)
        self.stream.seek(0)
        return size

    def document(self, media: str, content: bytes, member: str = "") -> Document:
        """Return a document that stands at `member` in this one ("" for the whole)."""
        path = keepable("#".join(filter(None, (self.member, member))))
        return Document(self.location, path, media, content, hashlib.sha256(content).hexdigest())

    def refused(self, problem: str, remedy: str, member: str = "") -> Handled:
        """Return this, or a member of it, as something that failed to open."""
        document = self.document("", b"", member)
        name = f"{self.location}: {document.member}" if document.member else self.location
        return Handled(document, Status.FAILED, "open", str(InputError(name, problem, remedy)))


def documents_in(path: Path, location: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the documents in a file, and as failed what cannot be opened; nothing in a file raises."""
    try:
        with path.open("rb") as stream:
            yield from documents_of(Opened(location, "", path.name, stream), budget)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        document = Document(location, "", "", b"", "")
        problem = InputError(
            location, f"it cannot be opened: {reason}", "Check the name and the permissions."
        )
        yield Handled(document, Status.FAILED, "open", str(problem))
    except Exception as error:  # a bug of ours, or of a library: the other files still count
        yield Handled(Document(location, "", "", b"", ""), Status.FAILED, "open", bug_in(error))


def is_container(media: str) -> bool:
    """Return whether a file of this kind holds several documents."""
    return media in _CONTAINERS


def documents_of(opened: Opened, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the documents in an opened file or member."""
    head = opened.stream.read(SNIFFED)
    media = media_of(head, opened.name)
    opened.stream.seek(0)
    if module := _CONTAINERS.get(media):
        members = import_module(f"tawatur.ingest.{module}").members
        yield from members(opened, media, budget)
        return
    content = opened.stream.read(budget.limits.document_bytes + 1)
    if len(content) > budget.limits.document_bytes:
        size = f"more than {budget.limits.document_bytes >> 20} MiB"
        yield opened.refused(f"{size} for one document", "Cut it into its reports.")
        return
    yield opened.document(media, content)
