"""Quantities: the examples of data/numbers, and what must hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tawatur
from corpora import copy_data
from tawatur.claims.numbers import Quantity, find_quantities
from tawatur.claims.numbertables import load_numerals
from tawatur.errors import DataError
from tawatur.text.tokens import tokenize

DATA = Path(tawatur.__file__).parent / "data"
FOLDER = DATA / "numbers"
EXAMPLES: list[dict[str, Any]] = tomllib.loads((FOLDER / "examples.toml").read_text(encoding="utf-8"))[
    "example"
]
NUMERALS = load_numerals(DATA)

# Pieces of quantities, to be thrown together at random.
PIECES = (
    "5 و358 29 3.5 1,200 2.10.2016 99999999999999 ألف ألفا آلاف مليون ملايين ونصف نصف خمسة "
    "وعشرين مئتا ثلاثمئة اثني عشر الثالث عشرات الآلاف عدة عدد من بين و إلى - أو أكثر نحو على "
    "الأقل قتيل % في المئة الساعة كيلومترا عام القرار F : / "
).split()


def found_in(text: str) -> list[Quantity]:
    return find_quantities(tokenize(text), NUMERALS)


def as_expected(text: str, quantity: Quantity) -> dict[str, Any]:
    """Return a quantity in the form of examples.toml."""
    found: dict[str, Any] = {"text": text[quantity.span.start : quantity.span.end]}
    if quantity.min is not None:
        found["min"] = quantity.min
    if quantity.max is not None:
        found["max"] = quantity.max
    return found | {"rule": quantity.rule, "kind": quantity.kind}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"])
def test_an_example_gives_exactly_what_it_says(example: dict[str, Any]) -> None:
    text = example["text"]
    assert [as_expected(text, quantity) for quantity in found_in(text)] == example["expect"]


def test_every_vague_word_and_bound_has_an_example() -> None:
    vague = tomllib.loads((FOLDER / "vague.toml").read_text(encoding="utf-8"))["vague"]
    rules = {entry["id"] for entry in vague} | {"exact", "about", "over", "under", "range"}
    assert {expected["rule"] for example in EXAMPLES for expected in example["expect"]} == rules


def test_some_examples_must_give_nothing() -> None:
    assert sum(not example["expect"] for example in EXAMPLES) >= 8


def test_a_broken_file_is_named_with_every_bad_entry(tmp_path: Path) -> None:
    copy_data(tmp_path, "dates", "numbers")
    vague = 'version = 1\n[[vague]]\nid = "tens"\ngloss = "dozens"\nforms = ["عشرات"]\nmin = 99\nmax = 20\n'
    (tmp_path / "numbers" / "vague.toml").write_text(vague, encoding="utf-8")
    cardinals = "id,value,role,definite,name_ar\nn1,one,unit,no,واحد\n"
    (tmp_path / "numbers" / "cardinals.csv").write_text(cardinals, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_numerals(tmp_path)
    assert {(path.name, entry) for path, entry, _ in caught.value.problems} == {
        ("vague.toml", "tens"),
        ("cardinals.csv", "n1"),
    }


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_it_raise_and_quantities_are_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    tokens = tokenize(text)
    end = 0
    for quantity in find_quantities(tokens, NUMERALS):
        assert end <= quantity.first_token < quantity.last_token <= len(tokens)
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        if quantity.min is not None and quantity.max is not None:
            assert quantity.min <= quantity.max
        end = quantity.last_token


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for quantity in found_in(text):
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
