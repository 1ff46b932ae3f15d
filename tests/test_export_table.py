"""A reading is written as a table that spreadsheets open without harm."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings import EMPTY, READING, SHELLING, make_report
from tawatur.export.table import COLUMNS, write_table
from tawatur.model import Mention, Reading, Span

DICTIONARY = Path(__file__).parents[1] / "docs" / "data-dictionary.md"


def rows_of(*readings: Reading, **options: bool) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write_table(readings, stream, **options)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline=""), strict=True))


def test_each_claim_is_a_row():
    rows = rows_of(READING, EMPTY)
    assert [(row["report_id"], row["claim"], row["type"], row["mode"]) for row in rows] == [
        ("r-1", "1", "ASSAULT", "shelling"),
        ("r-1", "2", "REJECT", "deny"),
        ("r-1", "3", "CONSULT", "negotiation"),
    ]


def test_a_full_claim_fills_its_columns():
    row = rows_of(READING)[0]
    assert (row["trigger"], row["actors"], row["actor_ids"]) == ("قصفت", "مدفعية الحرس", "guard-forces")
    assert (row["targets"], row["target_ids"]) == ("", "civilians")
    assert (row["place_ids"], row["latitude"], row["longitude"]) == ("zaytuna-town", "35.5", "-1.25")
    assert (row["time"], row["time_start"], row["time_precision"]) == ("السبت", "1987-03-14", "day")
    assert row["numbers"] == "killed civilians 3; injured people 20–99"
    assert (row["killed_min"], row["killed_max"], row["injured_min"], row["injured_max"]) == (
        "3",
        "3",
        "20",
        "99",
    )
    assert (row["chain_ids"], row["chain_stances"]) == ("ufuq-agency; salim-al-abid", "says; says")
    assert row["origin_id"] == "salim-al-abid"
    assert row["sentence"].startswith("قصفت") and row["sentence"].endswith("الأفق.")


def test_what_is_not_there_is_an_empty_cell():
    row = rows_of(READING)[1]
    assert {row[name] for name in ("time_start", "latitude", "killed_min", "chain_ids", "origin_id")} == {""}


def test_polarity_stays_a_sign():
    assert [row["polarity"] for row in rows_of(READING)] == ["+", "+", "-"]


@pytest.mark.parametrize(
    "outlet",
    ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200f=1", "\ufeff=1", "\x85=1"],
    ids=repr,
)
def test_a_cell_is_never_a_formula(outlet):
    [row] = rows_of(Reading(make_report(outlet=outlet), (SHELLING,)))
    assert row["outlet"] == f"'{outlet}"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_gives_a_table_that_can_be_read_back(text):
    claim = replace(
        SHELLING,
        **dict.fromkeys(("actors", "places", "numbers", "chain"), ()),  # type: ignore[arg-type]
        trigger=Span(0, len(text)),
        sentence=Span(0, len(text)),
        time_span=None,
        targets=(Mention(Span(0, len(text)), "a"),),
    )
    [row] = rows_of(Reading(make_report(text, outlet=text), (claim,)))
    assert len(row) == len(COLUMNS)
    for name in ("outlet", "trigger", "sentence", "targets"):
        bare = row[name].lstrip().lstrip("\u200e\u200f\ufeff ")
        assert bare in "+-" or not bare.startswith(("=", "+", "-", "@"))


def test_a_byte_order_mark_comes_on_demand():
    stream = io.StringIO(newline="")
    write_table([READING], stream, byte_order_mark=True)
    assert stream.getvalue().startswith("\ufeffreport_id,")


def test_every_column_is_in_the_data_dictionary():
    csv_part = DICTIONARY.read_text(encoding="utf-8").split("## JSON lines")[0]
    assert re.findall(r"^\| `([a-z_]+)`", csv_part, flags=re.M) == list(COLUMNS)
