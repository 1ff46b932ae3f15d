"""Example corpora of the data folders: phrases with everything that reading them should give."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tawatur.lexicon.load import DATA_DIR
from tawatur.model import Claim, Report
from tawatur.pipeline import Reader

CLAIM_DOMAINS = ("verbs", "nominals", "cues", "companions", "counted", "factuality")


def examples(
    domains: tuple[str, ...] = CLAIM_DOMAINS, data_dir: Path = DATA_DIR
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (file and number, example) of every examples file of the domains."""
    for domain in domains:
        for path in sorted((data_dir / domain).glob("examples*.toml")):
            for number, example in enumerate(
                tomllib.loads(path.read_text(encoding="utf-8"))["example"], start=1
            ):
                yield f"{domain}/{path.stem}-{number}", example


def claims_of(reader: Reader, example: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what reading an example gives, in the keys that the example speaks of."""
    published = example.get("published", date(2016, 11, 22))
    text = example["text"]
    reading = reader.read(Report(id="example", text=text, published=published))
    keys = {key for expected in example["expect"] for key in expected} | {"trigger", "type", "mode"}
    return [_shown(text, claim, keys) for claim in reading.claims]


def _shown(text: str, claim: Claim, keys: set[str]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "trigger": text[claim.trigger.start : claim.trigger.end],
        "type": claim.type,
        "mode": claim.mode,
        "modality": claim.modality.value,
        "polarity": claim.polarity,
        "actors": [text[m.span.start : m.span.end] for m in claim.actors if m.span],
        "targets": [text[m.span.start : m.span.end] for m in claim.targets if m.span],
        "places": [text[p.span.start : p.span.end] for p in claim.places],
        "chain": [text[link.span.start : link.span.end] for link in claim.chain if link.span],
        "numbers": [f"{n.what} {_or_open(n.min)}-{_or_open(n.max)}" for n in claim.numbers],
        "stance": claim.chain[-1].stance.value if claim.chain else "",
    }
    return {key: shown[key] for key in keys if key in shown}


def _or_open(bound: int | None) -> str:
    return "" if bound is None else str(bound)


def mismatches(found: list[dict[str, Any]], expected: list[Mapping[str, Any]]) -> list[str]:
    """Return what differs; a trigger or mention agrees when one text contains the other."""
    problems = []
    left = list(found)
    for wanted in expected:
        match = next((f for f in left if _agree(f, wanted, ("trigger", "type"))), None)
        if match is None:
            problems.append(f"missing {wanted['type']}/{wanted['mode']} «{wanted['trigger']}»")
            continue
        left.remove(match)
        problems += [
            f"{key}: {match.get(key)} is not {wanted[key]}"
            for key in wanted
            if not _agree(match, wanted, (key,))
        ]
    return problems + [f"extra {f['type']}/{f['mode']} «{f['trigger']}»" for f in left]


def _agree(found: Mapping[str, Any], wanted: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    for key in keys:
        have, want = found.get(key), wanted[key]
        if key == "trigger":
            if not (_within(have, want)):
                return False
        elif isinstance(want, list):
            if len(have or ()) != len(want) or not all(map(_within, have, want)):
                return False
        elif have != want:
            return False
    return True


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def copy_data(target: Path, *domains: str) -> None:
    """Copy data folders into `target`, so that a test can break a file of theirs."""
    for domain in domains:
        shutil.copytree(DATA_DIR / domain, target / domain)
