"""An explanation says what else the lexicon holds for the words of a claim."""

from __future__ import annotations

from datetime import date

from tawatur.export.alternatives import alternatives
from tawatur.export.explain import evidence_of
from tawatur.model import Claim, Evidence, Report, Span


def turned_down(reader, text: str) -> dict[str, tuple[str, ...]]:
    """Return field → what was turned down, of the first claim of a text."""
    report = Report(id="1", text=text, published=date(2016, 11, 22))
    claim = reader.read(report).claims[0]
    found: dict[str, tuple[str, ...]] = {}
    for evidence in alternatives(claim, report, reader.lexicon):
        found[evidence.field] = found.get(evidence.field, ()) + evidence.rejected
    return found


def test_other_senses_of_the_trigger_are_named(loaded_reader):
    senses = turned_down(loaded_reader, "ضرب الطيران الروسي حي الزهور")["type"]
    assert any(sense.startswith("no claim (daraba") for sense in senses)


def test_other_bearers_of_a_name_are_named(loaded_reader):
    lexicon = loaded_reader.lexicon
    bearers = {entry.actor_id for entry in lexicon.actors.by_name("الجيش الوطني")}
    text = "قصف الجيش الوطني حي الزهور"
    report = Report(id="1", text=text, published=date(2016, 11, 22))
    [claim, *_] = loaded_reader.read(report).claims
    others = turned_down(loaded_reader, text)["actors"]
    assert {claim.actors[0].id, *others} >= bearers and claim.actors[0].id not in others


def test_other_places_of_a_name_are_named_with_their_score(loaded_reader):
    places = turned_down(loaded_reader, "قصفت المدفعية مدينة طرابلس")["places"]
    assert places and all(float(place.split()[1]) > 0 for place in places)


def test_what_is_turned_down_joins_the_evidence_of_the_same_words():
    span = Span(0, 4)
    claim = Claim("ASSAULT", "shelling", span, span, evidence=(Evidence("type", "verb", span, ("a",)),))
    others = [
        Evidence("type", "", span, ("a", "b")),
        Evidence("actors", "", span),
        Evidence("time", "", span, ("c",)),
    ]
    assert evidence_of(claim, others) == (
        Evidence("type", "verb", span, ("a", "b")),
        Evidence("time", "", span, ("c",)),
    )
