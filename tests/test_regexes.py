# ruff: noqa: E501 - the pieces
"""No pattern takes more than linear time: each is run over long strings built to make it go back."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import tawatur

LENGTH = 100_000
# Threats ask for 50 ms; five times that leaves room for a busy machine, and none for going back: what
# takes the square of 100,000 steps takes minutes.
BOUND_S = 0.25
PIECES = (
    "a", "ا", " ", "\n", "<", "<a ", "<a b='", "</", "&", "1", "1,", "1.", "٣٫", "-", "--", "_", "#", '"', "«", "»",
    "(", "[", "[ {", "{", "{\n", "\u064b", "ا\u064b", "ا\u0640", "\u200f", "ا ", "ا\n", "\r\n", "=", "\t=", "charset=",
    "From: ", "From: x\n", "2016", "2016-", "20160101", "http://", "{\"type\" : ", "<rss", "<rss:", "x:rss", "Aا", "\ud7ff", "ق.",
)  # fmt: skip


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Yield every pattern that a module of ours keeps, with where it stands."""
    for module in pkgutil.walk_packages(tawatur.__path__, "tawatur."):
        if ".migrations." in module.name or module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def test_there_are_patterns_to_look_at():
    assert len(list(patterns())) > 20


@pytest.mark.parametrize("name_and_pattern", list(patterns()), ids=lambda pair: pair[0])
def test_long_strings_take_no_longer_than_their_length(name_and_pattern):
    name, pattern = name_and_pattern
    for piece in PIECES:
        for tail in ("", "\x00", "!", "ا"):
            text = piece * (LENGTH // len(piece)) + tail
            written = text.encode("utf-8", "surrogatepass") if isinstance(pattern.pattern, bytes) else text
            begun = time.process_time()
            pattern.match(written)  # type: ignore[arg-type]
            for _ in pattern.finditer(written):  # type: ignore[arg-type]
                pass
            taken = time.process_time() - begun
            assert taken < BOUND_S, f"{name} takes {taken:.2f} s for {piece!r} repeated"
