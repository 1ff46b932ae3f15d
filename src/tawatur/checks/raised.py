"""A finding and the claim that it is about."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.model import Finding


class Raised(NamedTuple):
    """A finding; `claim` is the number of the claim it belongs to, None for the report as a whole."""

    finding: Finding
    claim: int | None
