"""Which actor a mention means within its report: scene, short names, pronouns, names that no list has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tawatur
from tawatur.claims.people import People
from tawatur.lexicon.romanize import romanise, spelt
from tawatur.model import Report
from tawatur.pipeline import Reader
from tawatur.text.normal import normalize

DATA = Path(tawatur.__file__).parent / "data" / "actors"
EXAMPLES: list[dict[str, Any]] = tomllib.loads((DATA / "examples_reports.toml").read_text(encoding="utf-8"))[
    "example"
]


def mentions(reader: Reader, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (words, id, rule) of every actor and teller, each mention once, in text order."""
    claims = reader.read(Report(id="example", text=text, published=date(2018, 6, 22))).claims
    found = {
        (m.span.start, m.span.end, m.id): m.rule for c in claims for m in (*c.actors, *c.chain) if m.span
    }
    for start, end, id_ in sorted(found):
        yield text[start:end], id_, found[start, end, id_]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_a_report_means_the_actors_it_should(loaded_reader: Reader, example: dict[str, Any]) -> None:
    found = list(mentions(loaded_reader, example["text"]))
    assert [m[:2] for m in found] == [(e["text"], e["id"]) for e in example["expect"]]
    for (words, _, rule), expected in zip(found, example["expect"], strict=True):
        assert rule == expected.get("rule", rule), words


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("أحمد المصعبي", "ahmed-al-musabi"),
        ("صلاح الدين الشعلان", "salah-al-din-al-shaalan"),
        ("عبد الكريم قاسم", "abdulkarim-qasem"),
        ("عبد الصبور شاهين", "abdul-sabor-shahin"),
        ("عطا الله رحماني", "attaullah-rahmani"),
        ("ذبيح الله", "dhabihullah"),
        ("نصر الله", "nasrallah"),
        ("دنكان سميث", "duncan-smith"),
        ("خالد بن عمر", "khaled-bin-omar"),
    ],
)
def test_a_name_gets_its_usual_english_spelling(loaded_reader: Reader, name: str, id_: str) -> None:
    assert romanise(normalize(name).split(), loaded_reader.lexicon.actors.romanized) == id_


@pytest.mark.parametrize("word", ["مزهر", "ستولتنبرغ", "قرداحي", "تشاك", "ء", ""])
def test_an_unlisted_word_is_spelt_in_letters_that_can_be_said(word: str) -> None:
    made = spelt(normalize(word))
    assert made == "" or made.isascii()
    vowelless = "".join("x" if c in "aoi" else " " for c in made)
    assert "      " not in vowelless


def test_a_part_of_a_name_means_the_person_named_last_and_says_how_many_there_are() -> None:
    people = People()
    people.add(("خالد", "عمر"), "khaled-omar")
    assert people.find(("عمر",)) == ("khaled-omar", "remembered")
    people.add(("سالم", "عمر"), "salem-omar")
    assert people.find(("عمر",)) == ("salem-omar", "remembered: one of 2")
    assert people.find(("خالد",)) == ("khaled-omar", "remembered")
    assert people.find(("بن",)) == people.find(("زيد",)) == ("", "")
