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

from tawatur.ingest.documents import Budget, Opened, documents_of
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
    """Yield what is in a file that is only compressed; a tar in it counts as the same depth."""
    opener, suffix = _COMPRESSED[media]
    name = opened.name.removesuffix(suffix).removesuffix(".tgz") or opened.name
    packed = opened.stream.seek(0, 2)
    opened.stream.seek(0)
    _spend_member(budget)
    with opener(opened.stream, "rb") as unpacked:
        content = _unpacked(cast(BinaryIO, unpacked), packed, budget)
    with content:
        yield from documents_of(replace(opened, name=name, stream=cast(BinaryIO, content)), budget)


def _member(
    opened: Opened, name: str, member: IO[bytes], packed: int, budget: Budget
) -> Iterator[Document | Handled]:
    try:
        content = _unpacked(cast(BinaryIO, member), packed, budget)
    except _DAMAGE as error:
        yield opened.refused(f"it is damaged: {_words(error)}", "Get the archive anew.", name)
        return
    with content:
        yield from documents_of(opened.within(name, cast(BinaryIO, content)), budget)


def _unpacked(stream: BinaryIO, packed: int, budget: Budget) -> SpooledTemporaryFile[bytes]:
    """Return what a packed stream holds, unpacked piece by piece so that no bound is passed unseen."""
    content: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(_SPOOLED)  # noqa: SIM115 - the caller closes it
    size = 0
    try:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            budget.bytes_left -= len(chunk)
            if budget.bytes_left < 0:
                raise _TooMuch(f"it unpacks to more than {budget.limits.total_bytes >> 20} MiB")
            if size > _ALWAYS_ALLOWED and size > packed * budget.limits.ratio:
                raise _TooMuch(f"it unpacks to more than {budget.limits.ratio} times its size")
            content.write(chunk)
    except BaseException:
        content.close()
        raise
    content.seek(0)
    return content


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
