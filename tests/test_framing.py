"""A claim keeps what the name that the report chose says of its bearer."""

from __future__ import annotations

from datetime import date

import pytest

from tawatur.lexicon.actors import ActorBook
from tawatur.model import Claim, Report
from tawatur.pipeline import Reader


@pytest.fixture
def claims(loaded_reader: Reader):
    def claims(text: str) -> tuple[Claim, ...]:
        return loaded_reader.read(Report("r", text, published=date(2016, 10, 2))).claims

    return claims


@pytest.mark.parametrize(
    ("name", "actor_id", "framing"),
    [
        ("الجيش العربي السوري", "syrian-army", "honour"),
        ("القوات النظامية السورية", "syrian-army", "neutral"),
        ("ميليشيات الأسد", "syrian-army", "denigrate"),
        ("قوات حفتر", "lna", "neutral"),
        ("عصابات حفتر", "lna", "denigrate"),
        ("ميليشيا أنصار الله", "houthis", "denigrate"),
        ("جيش الاحتلال", "idf", "denigrate"),
    ],
)
def test_an_actor_under_a_name_that_takes_sides(claims, name: str, actor_id: str, framing: str) -> None:
    (claim,) = claims(f"قصفت {name} بلدة الزيتونة مساء السبت.")
    assert [(actor.id, actor.framing) for actor in claim.actors] == [(actor_id, framing)]


def test_a_teller_under_a_name_that_takes_sides(claims) -> None:
    (claim,) = claims("قتل أربعة مدنيين في البلدة، وفق ما أعلن العدو الإسرائيلي.")
    assert [(link.id, link.framing) for link in claim.chain] == [("israel", "denigrate")]


def test_a_role_word_takes_sides_only_beside_a_name(loaded_reader: Reader) -> None:
    book: ActorBook = loaded_reader.lexicon.actors
    militia = book.head("ميليشيات")
    assert militia is not None
    assert book.framing(militia, book.nationality("محليه"), None) == ""
    assert book.framing(militia, book.nationality("حوثيه"), None) == "denigrate"
