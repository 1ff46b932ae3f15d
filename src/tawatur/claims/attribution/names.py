"""Names of people that no list has: where they stand."""

from __future__ import annotations

from tawatur.claims.attribution.records import UNNAMED, Teller
from tawatur.claims.people import bare_word, is_name, romanised
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN
from tawatur.model import Link, Span, Stance


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
    describer = sentence.describer
    id_ = romanised(units, describer.text, describer.lexicon.actors.romanized) or UNNAMED
    link = Link(Span(units[0].start, units[-1].end), id_, Stance(stance), "apposition")
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
