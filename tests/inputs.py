"""Inputs for the tests of what goes in: a file read as it is taken in, archives made of bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tawatur.errors import InputError, SetAside
from tawatur.ingest.documents import Budget, Limits, documents_in
from tawatur.ingest.extraction import Defaults, report_of
from tawatur.model import Handled, Report


def read(
    folder: Path, name: str, content: bytes | str, limits: Limits | None = None
) -> tuple[list[Report], list[str]]:
    """Return the reports in a file, and why its other documents are none."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    reports, problems = [], []
    for each in documents_in(path, str(path), Budget(limits or Limits())):
        try:
            if isinstance(each, Handled):
                problems.append(each.message)
            else:
                reports.append(report_of(each, Defaults()))
        except (InputError, SetAside) as reason:
            problems.append(str(reason))
    return reports, problems


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
