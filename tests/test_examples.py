"""The example sentences of verbs, nominals and cues give all the claims they should, and no others.

`known_failures.txt` lists those that do not yet; it must only shrink.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpora import claims_of, examples, mismatches

KNOWN_FAILURES = Path(__file__).with_name("known_failures.txt")


def known_failures() -> list[str]:
    lines = KNOWN_FAILURES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def key_of(name: str, example: Mapping[str, Any]) -> str:
    """Return the file and the sentence: numbers change when an example is added before."""
    return f"{name.rpartition('-')[0]}: {example['text']}"


EXAMPLES = list(examples())
FAILING = frozenset(known_failures())


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_example_gives_what_it_should(loaded_reader, name, example):
    problems = mismatches(claims_of(loaded_reader, example), example["expect"])
    if key_of(name, example) in FAILING:
        assert problems, f"passes now: take it out of {KNOWN_FAILURES.name}: {key_of(name, example)}"
        pytest.xfail("; ".join(problems))
    assert problems == [], example["text"]


def test_known_failures_are_examples_sorted_and_listed_once():
    listed = known_failures()
    assert listed == sorted(set(listed))
    assert set(listed) <= {key_of(name, example) for name, example in EXAMPLES}
