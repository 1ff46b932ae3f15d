"""Cuts a stream of documents into batches that are bounded in number and in bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from tawatur.model import Document, Handled

D = TypeVar("D", Document, Handled, Document | Handled)


def batches(documents: Iterable[D], most: int, most_bytes: int) -> Iterator[list[D]]:
    """Yield lists of at most `most` documents; one whose documents reach `most_bytes` ends there."""
    batch: list[D] = []
    size = 0
    for each in documents:
        batch.append(each)
        size += len(each.document.content if isinstance(each, Handled) else each.content)
        if len(batch) >= most or size >= most_bytes:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
