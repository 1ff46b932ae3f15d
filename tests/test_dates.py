"""Time expressions: the examples of data/dates, and what must hold for any text."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tawatur
from corpora import copy_data
from tawatur.errors import DataError
from tawatur.model import Interval, Span, TimeMention
from tawatur.resolve.dateline import find_dateline
from tawatur.resolve.dates import DateGrammar, FoundTime, as_future, find_times, load_date_grammar
from tawatur.text.tokens import tokenize

DATA = Path(tawatur.__file__).parent / "data"
FOLDER = DATA / "dates"
EXAMPLES: list[dict[str, Any]] = tomllib.loads((FOLDER / "examples.toml").read_text(encoding="utf-8"))[
    "example"
]
GRAMMAR = load_date_grammar(DATA)
REFERENCE = date(2016, 11, 22)  # a Tuesday

# Pieces of time expressions, to be thrown together at random.
PIECES = [
    "\n",
    *(
        "منذ حتى بين من إلى و في قبل بعد خلال الأحد وليل الثلاثاء - / ( ) 5 و31 30 1437 2016 9999 "
        "الثاني عشر شباط فبراير 29 رمضان المحرم كانون الثاني العام الماضي المقبل الشهر نهاية أيام "
        "ثلاثة مليون سنة قرون الساعات الـ24 ونصف عيد الفطر أول صيف التسعينيات غداة اليوم أمس ، "
        "12/12/2012 الموافق هـ عام "
    ).split(),
]


def found_in(text: str, reference: date | None, grammar: DateGrammar = GRAMMAR) -> list[FoundTime]:
    return find_times(tokenize(text), reference, grammar)


def as_expected(text: str, mention: FoundTime) -> dict[str, Any]:
    """Return a mention in the form of examples.toml."""
    found: dict[str, Any] = {"text": text[mention.span.start : mention.span.end], "rule": mention.rule}
    interval = mention.interval
    if interval is None:
        found["none"] = True
    else:
        found |= {"start": interval.start, "end": interval.end, "precision": interval.precision}
    for key in ("ahead", "since", "event"):
        further: Interval | None = getattr(mention, key)
        if further is not None:
            found[key] = [further.start, further.end]
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['text']} @{e.get('reference', '-')}")
def test_an_example_gives_exactly_what_it_says(example: dict[str, Any]) -> None:
    text = example["text"]
    mentions = found_in(text, example.get("reference"))
    assert [as_expected(text, mention) for mention in mentions] == example["expect"]


def test_every_rule_is_explained_and_has_an_example() -> None:
    with (FOLDER / "rules.csv").open(encoding="utf-8", newline="") as lines:
        explained = {row["id"] for row in csv.DictReader(lines)}
    relative = tomllib.loads((FOLDER / "relative.toml").read_text(encoding="utf-8"))["rule"]
    explained |= {rule["id"] for rule in relative}
    assert {expected["rule"] for example in EXAMPLES for expected in example["expect"]} == explained


def test_some_examples_must_give_nothing() -> None:
    assert sum(not example["expect"] for example in EXAMPLES) >= 20


def test_a_broken_file_is_named_with_every_bad_entry(tmp_path: Path) -> None:
    copy_data(tmp_path, "dates", "numbers")
    (tmp_path / "dates" / "weekdays.csv").write_text("id,weekday,name_ar\nfunday,8,يوم\n", encoding="utf-8")
    parts = 'version = 1\n[[part]]\nid = "start"\ngloss = "beginning"\nforms = ["مطلع"]\nmonth = [1]\n'
    (tmp_path / "dates" / "parts.toml").write_text(parts, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_date_grammar(tmp_path)
    assert {(path.name, entry) for path, entry, _ in caught.value.problems} == {
        ("weekdays.csv", "funday"),
        ("parts.toml", "start"),
    }


def test_as_future_gives_the_reading_ahead() -> None:
    (mention,) = found_in("يجتمع المجلس السبت", REFERENCE)
    interval = as_future(mention).interval
    assert interval is not None
    assert interval.start == date(2016, 11, 26)


def test_as_future_leaves_what_has_one_reading() -> None:
    (mention,) = found_in("وصل الوفد أمس", REFERENCE)
    assert as_future(mention) is mention
    plain = TimeMention(Span(0, 4), None, "now")
    assert as_future(plain) is plain


def test_a_governing_since_is_located() -> None:
    text = "نزح كثيرون ومنذ سقوط النظام في 2011"
    (mention,) = found_in(text, REFERENCE)
    assert mention.since_start == text.index("منذ")


def test_tatweel_between_article_and_figure_changes_nothing() -> None:
    (mention,) = found_in("قتلوا في الساعات ال\u064024 الماضية", REFERENCE)
    assert mention.rule == "count-past"


def test_a_span_leaves_out_the_conjunction() -> None:
    text = "قصفوا الحي، والأربعاء انسحبوا"
    (mention,) = found_in(text, REFERENCE)
    assert text[mention.span.start : mention.span.end] == "الأربعاء"


@given(
    st.lists(st.sampled_from(PIECES), max_size=14),
    st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.none(),
)
@settings(max_examples=400, deadline=None)
def test_no_text_makes_it_raise_and_spans_are_in_order(pieces: list[str], reference: date | None) -> None:
    text = " ".join(pieces)
    end = 0
    for mention in found_in(text, reference):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
        for interval in (mention.interval, mention.ahead, mention.since, mention.event):
            assert interval is None or interval.start <= interval.end


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for mention in found_in(text, REFERENCE):
        assert 0 <= mention.span.start < mention.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("دمشق - 15 آذار 2015 - قتل ثلاثة جنود", date(2015, 3, 15), "15 آذار 2015"),
        ("القاهرة في 3 مايو 2014 /أ ش أ/ قال الوزير", date(2014, 5, 3), "3 مايو 2014"),
        ("بيروت (وكالات) 4-5-2013: قتل جندي", date(2013, 5, 4), "4-5-2013"),
        ("هدوء حذر\nنُشر في: 2016/10/02\nساد الهدوء المدينة أمس", date(2016, 10, 2), "2016/10/02"),
        ("الأحد 2 أكتوبر 2016\nساد الهدوء المدينة", date(2016, 10, 2), "الأحد 2 أكتوبر 2016"),
        ("ساد الهدوء المدينة بعد قصف عنيف\nآخر تحديث: 2016-10-02", date(2016, 10, 2), "2016-10-02"),
        ("أعلنت الوزارة الأحد (2 أكتوبر 2016) هدنة", date(2016, 10, 2), "الأحد (2 أكتوبر 2016)"),
    ],
)
def test_a_dateline_is_found(text: str, day: date, words: str) -> None:
    found = find_dateline(text, GRAMMAR)
    assert found is not None
    assert (found[0], text[found[1].start : found[1].end]) == (day, words)


@pytest.mark.parametrize(
    "text",
    [
        "قتل عشرون شخصا في 2 أكتوبر 2016 قرب المعبر",
        "القاهرة في 3 مايو /أ ش أ/ قال الوزير",
        "- 26 يونيو 2015: قصفت الطائرات محيط المطار وقتل عدد من الجنود",
        "منذ 2 أكتوبر 2016",
        "",
    ],
)
def test_a_day_of_the_story_is_no_dateline(text: str) -> None:
    assert find_dateline(text, GRAMMAR) is None
