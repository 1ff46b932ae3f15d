"""JSON lines: each line is a document."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.ingest.documents import Budget, Opened
from tawatur.model import Document, Handled


def members(opened: Opened, media: str, budget: Budget) -> Iterator[Document | Handled]:
    """Yield the lines of a JSONL file that are not blank; one too long to be a report is refused."""
    most = budget.limits.document_bytes
    number = 0
    while line := opened.stream.readline(most + 1):
        number += 1
        where = f"line {number}"
        if len(line) > most:
            while not line.endswith(b"\n") and (line := opened.stream.readline(most)):
                pass
            problem = f"the line is longer than {most >> 20} MiB"
            yield opened.refused(problem, "Put each report on a line of its own.", where)
        elif line.strip():
            yield opened.document(media, line, where)
