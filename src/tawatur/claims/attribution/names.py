"""Names of people that no list has: how they look, where they stand, what id they get."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.attribution.records import UNNAMED, Teller
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, Unit
from tawatur.model import Link, Span, Stance

# Consonants of names that no list has, so that each has an id of its own.
_LETTERS = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويء",
        [
            "a",
            "b",
            "t",
            "th",
            "j",
            "h",
            "kh",
            "d",
            "dh",
            "r",
            "z",
            "s",
            "sh",
            "s",
            "d",
            "t",
            "z",
            "a",
            "gh",
            "f",
            "q",
            "k",
            "l",
            "m",
            "n",
            "h",
            "w",
            "y",
            "a",
        ],
        strict=True,
    )
)


def is_name(unit: Unit) -> bool:
    """Return whether a word can only be a name: no list has it and it looks like no adverb."""
    known = (
        unit.nouns
        or unit.verbs
        or unit.generic
        or unit.head
        or unit.particle
        or unit.nationality
        or unit.place
    )
    if known or unit.pos != NOUN or unit.word is None or unit.preposition:
        return False
    if unit.article and not unit.norm.endswith("ي"):
        return False  # «المخاوف», «الأكبر»; surnames with the article end in ي
    return (
        len(unit.norm) > 2
        and not unit.norm.endswith(("ا", "ه", "ات"))
        and not unit.norm.startswith(("لا", "لل"))
    )


def romanised(units: Sequence[Unit]) -> str:
    """Return an id for a name that no list has, made of its letters."""
    words = [
        "".join(_LETTERS.get(letter, "") for letter in bare_word(unit)) for unit in units if unit.pos == NOUN
    ]
    return "-".join(w for w in words[:4] if w) or UNNAMED


def bare_word(unit: Unit) -> str:
    """Return the word without conjunction, preposition and article."""
    norm = unit.norm[len(unit.pro) :] if unit.pro and len(unit.norm) > len(unit.pro) + 2 else unit.norm
    return norm.removeprefix("ال")


def read_name(sentence: Sentence, number: int, stance: str) -> Teller | None:
    """Read a phrase behind a title as a name: a known one, or words without article that are no title."""
    chunk = sentence.chunks[number]
    units = sentence.units[chunk.head : chunk.last]
    titled = False
    while len(units) > 1 and units[0].norm in _HONORIFICS:
        titled, units = True, units[1:]
    if units[0].enclitic or units[0].pro or units[0].pos != NOUN or chunk.joined:
        return None
    if any(u.enclitic for u in units):
        return None
    if any(u.article and (u.nouns or u.head) and u.actor is None for u in units[1:]):
        return None
    words = frozenset(bare_word(u) for u in units if u.pos == NOUN)
    person = units[0].actor
    if (
        person is not None
        and person.cls == "person"
        and (len(units) == 1 or units[0].last - units[0].first > 1)
    ):
        link = Link(
            Span(units[0].start, units[0].end), person.actor_id, Stance(stance), "apposition", person.framing
        )
        return Teller(link, "person", words, chunk=number)
    if units[0].article or units[0].head is not None or chunk.quantity >= 0:
        return None
    if person is not None and person.cls != "person":
        return None
    if (
        not is_name(units[0])
        and not titled
        and (len(units) < 2 or any(r.kind == "noun" for r in units[0].nouns))
    ):
        return None
    if units[0].names_act and not any(is_name(u) for u in units[1:]):
        return None
    link = Link(Span(units[0].start, units[-1].end), romanised(units), Stance(stance), "apposition")
    return Teller(link, "person", words, chunk=number)


_HONORIFICS = frozenset(
    [
        "ركن",
        "الشيخ",
        "القمص",
        "الانبا",
        "الاب",
        "السيد",
        "العميد",
        "اللواء",
        "العقيد",
        "الفريق",
        "الدكتور",
        "المهندس",
        "الرايد",
        "الركن",
        "الملا",
        "الامير",
        "العماد",
    ]
)
