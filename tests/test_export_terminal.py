"""Claims on a terminal: right-to-left text comes right, and no report gives commands to it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from readings import EMPTY, READING, SHELLING, make_report
from tawatur.export.bidi import Bidi, shown, to_visual, wrapped
from tawatur.export.explain import evidence_of, render_explanation
from tawatur.export.terminal import render_reading
from tawatur.model import Evidence, Reading


def printed(parts, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False, emoji=False, highlight=False)
    for part in parts:
        console.print(part)
    return console.file.getvalue()  # type: ignore[attr-defined]


def lines_of(reading: Reading, bidi: Bidi = Bidi.PLAIN) -> list[str]:
    return [line.rstrip() for line in printed(render_reading(reading, width=100, bidi=bidi)).splitlines()]


class TestReading:
    def test_a_claim_is_shown_with_all_its_fields(self):
        lines = lines_of(READING)
        assert lines[1] == "الأفق · 1987-03-15 (metadata) · r-1"
        assert lines[4:14] == [
            "  1 ASSAULT/shelling  قصفت",
            "    actors        مدفعية الحرس  guard-forces",
            "    targets       (no words)  civilians",
            "    places        أطراف بلدة الزيتونة  zaytuna-town  35.5000, -1.2500",
            "    time          السبت  1987-03-14 (day, relative)",
            "    numbers       3 مدنيين  killed 3 civilians",
            "                  العشرات  injured 20–99 people",
            "    who says so   وكالة الأفق  ufuq-agency says",
            "                  ← مدير المشفى سالم العابد  salim-al-abid says",
            "",
        ]

    def test_what_is_no_deed_is_said_in_its_heading(self):
        assert "  3 CONSULT/negotiation  المفاوضات  possible  not so" in lines_of(READING)

    def test_a_sentence_stands_once_above_its_claims(self):
        twice = Reading(READING.report, (SHELLING, SHELLING))
        assert sum("قصفت مدفعية" in line for line in lines_of(twice)) == 1

    def test_a_report_without_claims_says_so(self):
        lines = lines_of(EMPTY)
        assert "r-2" in lines[0]
        assert "  no claims" in lines

    def test_the_encoding_is_said_where_it_is_another(self):
        reading = Reading(make_report(encoding="windows-1256"), ())
        assert lines_of(reading)[1].endswith("windows-1256")

    def test_brackets_of_a_report_are_no_markup(self):
        assert "[bold]قصف[/]" in lines_of(Reading(make_report(title="[bold]قصف[/]"), ()))[0]


class TestExplanation:
    def test_each_field_names_rule_words_and_what_was_turned_down(self):
        lines = printed(render_explanation(READING, number=1, width=100, bidi=Bidi.PLAIN)).splitlines()
        rows = [line.split() for line in lines]
        assert ["type", "verb:qasafa", "قصفت", "nominal:qasf:", "another", "word"] in rows
        assert ["chain", "addressee", "وكالة", "الأفق"] in rows
        assert ["modality", "default"] in rows
        assert not any("REJECT/deny" in line for line in lines)

    def test_rules_of_the_records_stand_in_for_missing_evidence(self):
        evidence = evidence_of(SHELLING)
        assert [one.field for one in evidence] == [
            *("type", "actors", "targets", "places", "time", "modality"),
            *("numbers", "numbers", "chain", "chain"),
        ]
        assert evidence[2] == Evidence("targets", "victims", None)


class TestBidi:
    def test_plain_text_stays_in_the_order_it_is_read(self):
        assert shown("قصف  حي\nالصاخور", Bidi.PLAIN) == "قصف حي الصاخور"

    def test_a_terminal_that_orders_gets_isolates(self):
        assert shown("قصف", Bidi.TERMINAL) == "\u2068قصف\u2069"
        assert shown("ASSAULT", Bidi.TERMINAL) == "ASSAULT"

    @pytest.mark.parametrize(
        ("text", "visual"),
        [
            ("قصف", "\ufed2\ufebc\ufed7"),  # initial qaf, medial sad, final fa, from the right
            ("دار", "\ufead\ufe8d\ufea9"),  # none of these reaches on to the next
            ("لا", "\ufefb"),
            ("سلام", "\ufee1\ufefc\ufeb3"),
            ("قَصْف", "\ufed2\ufebc\ufed7"),  # vowel signs are left out
            ("عام 2016 م", "\ufee1 2016 \ufee1\ufe8e\ufecb"),
            ("1,250.5%", "1,250.5%"),
            ("BBC News عن", "\ufee6\ufecb BBC News"),
            ("(دار)", "(\ufead\ufe8d\ufea9)"),
            ("«دار»", "«\ufead\ufe8d\ufea9»"),
        ],
    )
    def test_letters_are_joined_and_put_in_order_for_a_terminal_that_does_not(self, text, visual):
        assert to_visual(text) == visual

    def test_lines_are_broken_before_they_are_turned_round(self):
        lines = wrapped("واحد اثنان ثلاثة", 11, Bidi.REORDER)
        assert lines == [to_visual("واحد اثنان"), to_visual("ثلاثة")]

    @given(st.text(max_size=60), st.sampled_from(Bidi))
    def test_no_control_character_reaches_the_terminal(self, text, bidi):
        sent = shown(f"\x1b]0;قصف\x07{text}\u202e\x9b", bidi)
        assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in sent)
        assert "\u202e" not in sent

    def test_an_endless_line_takes_linear_time(self):
        assert len(wrapped("قصف " * 200_000, 80, Bidi.REORDER)) > 9_000
