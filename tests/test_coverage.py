"""A survey lists what the reader passes over, counted, with the words around it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tawatur import cli, pipeline
from tawatur.coverage import Passed, Survey, survey
from tawatur.model import Report

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def surveyed(loaded_reader):
    def surveyed(*texts: str, **options: int) -> Survey:
        return survey(
            (Report(id=str(n), text=text) for n, text in enumerate(texts)), loaded_reader, **options
        )

    return surveyed


def counts(passed: tuple[Passed, ...]) -> dict[str, tuple[int, int]]:
    return {entry.words: (entry.count, entry.reports) for entry in passed}


def test_unknown_verbs_are_counted_with_and_without_a_conjunction(surveyed):
    found = surveyed("زلنط الجيش الحي. وزلنط الجيش الحي.", "لم يزلنط أحد. زلنط الجيش.")
    assert counts(found.unknown_verbs) == {"زلنط": (3, 3), "يزلنط": (1, 1)}


def test_an_example_shows_the_word_where_it_stands(surveyed):
    found = surveyed("عنوان\nزلنط الجيش الحي أمس\nسطر آخر")
    assert found.unknown_verbs[0].examples == ("«زلنط» الجيش الحي أمس",)


def test_an_example_cuts_no_word_in_two(surveyed):
    around = " ".join(["المستوصف"] * 9)
    found = surveyed(f"{around} لم يزلنط أحد {around}")
    [example] = found.unknown_verbs[0].examples
    assert set(example.split()) == {"المستوصف", "لم", "«يزلنط»", "أحد"}
    assert len(example) < 120


def test_unknown_words_of_the_shape_of_a_verbal_noun_are_listed(surveyed):
    found = surveyed("وقعت عملية استزلاط في الحي، وأدى الاستزلاط إلى حريق")
    assert counts(found.unknown_verbal_nouns) == {"استزلاط": (2, 1)}


def test_a_known_verb_that_gives_a_claim_is_not_listed(surveyed):
    found = surveyed("قصفت المدفعية حي الزهور")
    assert (found.claims, found.sentences_with_claims) == (1, 1)
    assert found.silent_verbs == found.violence_sentences == ()


def test_cues_that_attribute_nothing_are_listed_by_lemma(surveyed):
    found = surveyed("قال المدير ذلك")
    assert counts(found.silent_cues) == {"قال (qala)": (1, 1)}
    assert counts(found.speech_sentences) == {"قال (qala)": (1, 1)}


def test_phrases_without_an_id_that_speak_or_act_are_listed(surveyed):
    found = surveyed("قال زلنوط إن المدفعية قصفت حي الزهور")
    assert counts(found.nameless) == {"زلنوط": (1, 1)}


def test_lists_are_cut_and_say_so(surveyed):
    found = surveyed("لم يزلنط أحد. لم يستبلط أحد. لم يزلنط أحد.", most=1, examples=0)
    assert found.unknown_verbs == (Passed("يزلنط", 2, 1, ()),)
    assert found.omitted["unknown_verbs"] == 1
    assert "and 1 more" in str(found)


def test_nothing_to_survey_is_no_trouble(surveyed):
    found = surveyed()
    assert (found.reports, found.words) == (0, 0)
    assert "0 reports" in str(found)


def test_the_command_writes_it_as_text_and_as_json(monkeypatch, loaded_reader):
    monkeypatch.setattr(pipeline.Reader, "load", lambda **_: loaded_reader)
    text = CliRunner().invoke(cli.main, ["coverage", str(SAMPLES)])
    assert text.exit_code == 0
    assert text.stdout.startswith("15 reports, ")
    given = CliRunner().invoke(cli.main, ["coverage", "--json", "--most", "2", str(SAMPLES)])
    lists = json.loads(given.stdout)
    assert lists["reports"] == 15
    assert len(lists["silent_nouns"]) <= 2
