"""The figures below which quality may not fall: `eval/floors.json`.

`{"version": 1, "sets": [{"gold": "dev.jsonl", "sha256": "...", "floors": {"detect": 0.72}}]}`;
a floor's name is `record`, `detect` or a field (its F1), or `mode` or `modality` (accuracy).
`sha256` pins the gold file, so that a figure is never compared with one from other data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tawatur.errors import InputError
from tawatur.evaluate.scoring import FIELDS, Scores

_NAMES = frozenset(("record", "detect", "mode", "modality", *FIELDS))


@dataclass(frozen=True, slots=True)
class Floor:
    """The floors of one gold file: `gold` is its name, `sha256` its digest, `least` figure by name."""

    gold: str
    sha256: str
    least: Mapping[str, float]

    def is_for(self, path: Path) -> bool:
        """Return whether `path` is the very file the floors were measured on."""
        return hashlib.sha256(path.read_bytes()).hexdigest() == self.sha256


def load_floors(path: Path) -> tuple[Floor, ...]:
    """Return the floors of each gold file; raises InputError where the file breaks its format."""
    try:
        sets = json.loads(path.read_text(encoding="utf-8"))["sets"]
        floors = tuple(Floor(one["gold"], one["sha256"], dict(one["floors"])) for one in sets)
        unknown = {name for floor in floors for name in floor.least} - _NAMES
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(str(path), f"no floors: {error!r}", "Write them as floors.py describes.") from error
    if unknown:
        names = ", ".join(sorted(unknown))
        raise InputError(str(path), f"no such figure: {names}", f"There are {', '.join(sorted(_NAMES))}.")
    return floors


def check_floors(scores: Scores, floors: Mapping[str, float]) -> tuple[str, ...]:
    """Return a line for each figure that is below its floor, as «detect 0.7112 is below 0.7200»."""
    return tuple(
        f"{name} {figure(scores, name):.4f} is below {least:.4f}"
        for name, least in floors.items()
        if figure(scores, name) < least
    )


def figure(scores: Scores, name: str) -> float:
    """Return the one number that a floor's name stands for."""
    if name == "mode":
        return scores.mode
    if name == "modality":
        return scores.modality
    if name in ("record", "detect"):
        return scores.record.f1 if name == "record" else scores.detect.f1
    return scores.fields[name].f1
