"""Readings as bytes and back: JSON of the records themselves, compressed."""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from tawatur.model import Claim, Finding, Report

if TYPE_CHECKING:
    from cattrs import Converter


def pack(claims: tuple[Claim, ...], findings: tuple[Finding, ...]) -> bytes:
    """Return the claims and findings of a reading as bytes; the same records give the same bytes."""
    content = _converter().unstructure({"claims": claims, "findings": findings})
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(written.encode("utf-8", "surrogatepass"), 6)


def unpack(packed: bytes) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """Return the claims and findings that `pack` was given."""
    content = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    converter = _converter()
    return (
        converter.structure(content["claims"], tuple[Claim, ...]),
        converter.structure(content["findings"], tuple[Finding, ...]),
    )


def report_id(report: Report) -> str:
    """Return the content address of a report: 24 hex digits of the SHA-256 of what it says and who says it when.

    Where it was found, and how it was encoded there, is no part of it.
    """
    published = report.published.isoformat() if report.published else ""
    # The unit separator cannot be told from text by a reader, but does not occur in news.
    content = "\x1f".join((report.outlet, published, report.title, report.text, *report.forwarded_from))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def claim_id(of_report: str, claim: Claim) -> str:
    """Return the id of a claim: 24 hex digits from its report, its type and the span of its trigger."""
    content = f"{of_report}\x1f{claim.type}\x1f{claim.trigger.start}\x1f{claim.trigger.end}"
    return hashlib.sha256(content.encode()).hexdigest()[:24]


@lru_cache(1)
def _converter() -> Converter:
    from cattrs.preconf.json import make_converter

    return make_converter(omit_if_default=True, forbid_extra_keys=True)
