"""ZIP, tar and compressed files: their members, none outside the bounds, nothing ever written to disk by name."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, cast

from tawatur.ingest.documents import Budget, Opened, documents_of, is_container
from tawatur.ingest.media import SNIFFED, WARC, media_of
from tawatur.model import Document, Handled

_SPOOLED = 8 << 20  # bytes of a member kept in memory; more goes to a nameless file
_CHUNK = 1 << 16
_ALWAYS_ALLOWED = 1 << 20  # unpacked bytes for which the ratio does not count
_COMPRESSED: dict[str, tuple[Any, str]] = {
    "gzip": (gzip.open, ".gz"),
    "bzip2": (bz2.open, ".bz2"),
    "xz": (lzma.open, ".xz"),
}
# What the packers raise on damaged or encrypted bytes.
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError,
    OSError, RuntimeError, NotImplementedError, ValueError, OverflowError,
)  # fmt: skip


class _TooMuch(Exception):
    """A bound is reached; its message says which."""


def members(opened: Opened, media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the documents in an archive; what is damaged or beyond a bound as failed, by name.

    A bound on the whole archive ends it; what came before stays.
    """
    if opened.depth >= budget.limits.depth:
        problem = f"archives lie more than {budget.limits.depth} deep in one another"
        yield opened.refused(problem, "Unpack it and add what is in it.")
        return
    unpack = {"zip": _zip, "tar": _tar}.get(media, _single)
    try:
        yield from unpack(opened, media, budget)
    except _TooMuch as bound:
        yield opened.refused(str(bound), "Unpack it and add what is in it.")
    except _DAMAGE as error:
        problem = f"it is damaged: {_words(error)}"
        yield opened.refused(problem, "Get it anew. What could be unpacked was taken in.")


def _zip(opened: Opened, _media: str, budget: Budget) -> Iterator[Document | Handled]:
    with zipfile.ZipFile(opened.stream) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = _safe(info.filename)
            _spend_member(budget)
            if info.flag_bits & 1:
                yield opened.refused("it is encrypted", "Unpack it with its password first.", name)
                continue
            try:
                member = archive.open(info)
            except _DAMAGE as error:
                yield opened.refused(f"it is damaged: {_words(error)}", "Get the archive anew.", name)
                continue
            with member:
                yield from _member(opened, name, member, info.compress_size, budget)


def _tar(opened: Opened, _media: str, budget: Budget) -> Iterator[Document | Handled]:
    with tarfile.open(fileobj=opened.stream, mode="r:") as archive:
        for info in archive:
            if info.isdir():
                continue
            name = _safe(info.name)
            _spend_member(budget)
            if not info.isreg():
                yield opened.refused("it is a link or a device, no file", "Add the file itself.", name)
                continue
            member = archive.extractfile(info)
            assert member is not None
            with member:
                yield from _member(opened, name, member, info.size, budget)


def _single(opened: Opened, media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield what is in a file that is only compressed; a tar in it counts as the same depth.

    Of what is cut off, the reports before the damage are yielded, where it holds several.
    """
    opener, suffix = _COMPRESSED[media]
    name = opened.name.removesuffix(suffix).removesuffix(".tgz") or opened.name
    packed = opened.size()
    _spend_member(budget)
    with opener(opened.stream, "rb") as unpacked:
        if _begins(unpacked).startswith(WARC):
            yield from _unpacked_warc(opened, cast(BinaryIO, unpacked), packed, budget)
            return
        content, damage = _unpacked(cast(BinaryIO, unpacked), packed, budget)
    with content:
        head = content.read(SNIFFED)
        content.seek(0)
        if damage is None or is_container(media_of(head, name)):
            yield from documents_of(replace(opened, name=name, stream=cast(BinaryIO, content)), budget)
    if damage is not None:
        raise damage


def _begins(unpacked: Any) -> bytes:
    """Return how something packed begins, "" where that is damaged already."""
    try:
        return bytes(unpacked.peek(len(WARC)))
    except _DAMAGE:
        return b""


def _unpacked_warc(
    opened: Opened, unpacked: BinaryIO, packed: int, budget: Budget
) -> Iterator[Document | Handled]:
    """Yield the pages of a packed WARC file as it is unpacked: those of crawls have gigabytes."""
    from tawatur.ingest.warc import members as pages

    most = max(budget.bytes_left, packed * budget.limits.ratio)
    bounded = _Bounded(unpacked, most)
    yield from pages(replace(opened, stream=cast(BinaryIO, bounded)), "warc", budget)
    if bounded.damage is not None:
        raise bounded.damage


class _Bounded:
    """A packed stream that ends at a bound, or where it is damaged, and keeps why."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._left, self._most = stream, most, most
        self.damage: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Return bytes as the stream does, none from its damage or the bound on."""
        if self.damage is not None:
            return b""
        try:
            chunk = self._stream.read1(size)  # type: ignore[attr-defined] # what comes before damage is not lost
        except _DAMAGE as error:
            self.damage = error
            return b""
        self._left -= len(chunk)
        if self._left < 0:
            self.damage = _TooMuch(f"it unpacks to more than {self._most >> 20} MiB")
            return b""
        return bytes(chunk)

    def close(self) -> None:
        """Leave the stream to whoever opened it."""


def _member(
    opened: Opened, name: str, member: IO[bytes], packed: int, budget: Budget
) -> Iterator[Document | Handled]:
    content, damage = _unpacked(cast(BinaryIO, member), packed, budget)
    with content:
        if damage is not None:
            yield opened.refused(f"it is damaged: {_words(damage)}", "Get the archive anew.", name)
            return
        yield from documents_of(opened.within(name, cast(BinaryIO, content)), budget)


def _unpacked(
    stream: BinaryIO, packed: int, budget: Budget
) -> tuple[SpooledTemporaryFile[bytes], Exception | None]:
    """Return what a packed stream holds, unpacked piece by piece so that no bound is passed unseen.

    Of a damaged one, what stands before the damage, and that.
    """
    content: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(_SPOOLED)  # noqa: SIM115 - the caller closes it
    size = 0
    try:
        while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined] # what comes before damage is not lost
            size += len(chunk)
            budget.bytes_left -= len(chunk)
            if budget.bytes_left < 0:
                raise _TooMuch(f"it unpacks to more than {budget.limits.total_bytes >> 20} MiB")
            if size > _ALWAYS_ALLOWED and size > packed * budget.limits.ratio:
                raise _TooMuch(f"it unpacks to more than {budget.limits.ratio} times its size")
            content.write(chunk)
    except _TooMuch:
        content.close()
        raise
    except _DAMAGE as error:
        content.seek(0)
        return content, error
    content.seek(0)
    return content, None


def _spend_member(budget: Budget) -> None:
    budget.members_left -= 1
    if budget.members_left < 0:
        raise _TooMuch(f"it has more than {budget.limits.members:,} members")


def _safe(name: str) -> str:
    """Return a member's name as it can be written down; it is never used as a path."""
    return (
        "".join(c if c.isprintable() else "\ufffd" for c in name).replace("\\", "/").strip("/") or "unnamed"
    )


def _words(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
