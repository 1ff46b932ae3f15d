"""What values are called in English and Arabic: `data/labels/labels.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tawatur.model import Number


@dataclass(frozen=True, slots=True)
class Labels:
    """The wording of both languages by group and id; a value without a label is called by its id."""

    english: Mapping[tuple[str, str], str]
    arabic: Mapping[tuple[str, str], str]

    def en(self, group: str, value: str) -> str:
        """Return what English readers see."""
        return self.english.get((group, value), value)

    def ar(self, group: str, value: str) -> str:
        """Return what Arabic readers see."""
        return self.arabic.get((group, value), value)


@cache
def load_labels() -> Labels:
    """Return the labels of data/labels."""
    file = resources.files("tawatur") / "data" / "labels" / "labels.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    return Labels(
        {(row["group"], row["id"]): row["name_en"] for row in rows},
        {(row["group"], row["id"]): row["name_ar"] for row in rows},
    )


def polarity_id(polarity: str) -> str:
    """Return the label id of "+" or "-"."""
    return "denied" if polarity == "-" else "affirmed"


def amount(number: Number) -> str:
    """Return the figures of `number`: "3", "3–9", "≥20", "≤5", or "" where no bound is known."""
    if number.min is None and number.max is None:
        return ""
    if number.max is None:
        return f"≥{number.min}"
    if number.min is None:
        return f"≤{number.max}"
    return str(number.min) if number.min == number.max else f"{number.min}–{number.max}"
