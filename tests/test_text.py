"""Tokens lead back to the untouched text; sentences and quotations end where a reader would end them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.model import Claim, Report, Span
from tawatur.text.normal import BIDI_CONTROLS, INVISIBLE, normalize, strip_marks
from tawatur.text.sentences import find_quotations, split_sentences
from tawatur.text.tokens import tokenize


def norms(text: str) -> list[str]:
    return [token.norm for token in tokenize(text)]


def sentences(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[first].start : tokens[last - 1].end] for first, last in split_sentences(tokens)]


def quotations(text: str) -> list[tuple[str, bool]]:
    tokens = tokenize(text)
    return [(text[tokens[q.first].start : tokens[q.last - 1].end], q.closed) for q in find_quotations(tokens)]


class TestNormalForms:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("أعلن", "اعلن"),
            ("إلى", "الي"),
            ("آثار", "اثار"),
            ("مدرسة", "مدرسه"),
            ("مسؤول", "مسئول"),
            ("قُتِلَ", "قتل"),
            ("الحـــرب", "الحرب"),
            ("\u202bدمشق\u202c", "دمشق"),
            ("دم\u200cشق", "دمشق"),
            ("٢٠١٦", "2016"),
            ("۲۰۱۶", "2016"),
            ("ﻻجئ", "لاجئ"),
            ("کابل", "كابل"),
        ],
    )
    def test_writings_of_one_word_have_one_form(self, one, other):
        assert normalize(one) == normalize(other)

    def test_marks_go_and_letters_stay_as_written(self):
        assert strip_marks("إلـى المُدُنِ") == "إلى المدن"


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("بلغ 1,200 قتيل", ["بلغ", "1200", "قتيل"]),
            ("بلغ ١٬٢٠٠ قتيل", ["بلغ", "1200", "قتيل"]),
            ("نحو 7.5 كيلومتر", ["نحو", "7.5", "كيلومتر"]),
            ("نحو ٧٫٥ كيلومتر", ["نحو", "7.5", "كيلومتر"]),
            ("2/10/2016", ["2", "/", "10", "/", "2016"]),
            ("17:30", ["17", ":", "30"]),
            ("طائرة إف16", ["طائرة", "إف", "16"]),
            ("#حي_الزهور", ["#", "حي", "الزهور"]),
            ("الأنباء...", ["الانباء", "..."]),
            ("سوريا-لبنان", ["سوريا", "-", "لبنان"]),
            ("قال ـ أمس", ["قال", "-", "امس"]),
            ("سطر\n\n آخر", ["سطر", "\n", "اخر"]),
            ("", []),
            ("\u200f\u200f", []),
        ],
    )
    def test_words_numbers_and_signs_are_told_apart(self, text, expected):
        assert norms(text) == [normalize(norm) for norm in expected]

    def test_marks_belong_to_the_word_they_stand_on(self):
        text = "قُصِفَتِ المدينةُ"
        assert [text[t.start : t.end] for t in tokenize(text)] == text.split()

    def test_a_long_run_of_marks_is_no_trouble(self):
        assert norms("قصف" + "\u200f" * 300_000 + "\nحي") == ["قصف", "\n", "حي"]


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("قصف الجيش الحي. نفى الوزير ذلك.", ["قصف الجيش الحي.", "نفى الوزير ذلك."]),
            ("قصف الجيش الحي.نفى الوزير ذلك", ["قصف الجيش الحي.", "نفى الوزير ذلك"]),
            ("هل انسحبت القوات؟ لا أحد يعلم!", ["هل انسحبت القوات؟", "لا أحد يعلم!"]),
            ("قال د. سالم إن القصف توقف.", ["قال د. سالم إن القصف توقف."]),
            ("وصف م. ع. الشاب ما رآه.", ["وصف م. ع. الشاب ما رآه."]),
            ("على بعد 3.5 كيلومتر من الحي.", ["على بعد 3.5 كيلومتر من الحي."]),
            ("قتل 12. أصيب 5", ["قتل 12.", "أصيب 5"]),
            ("سمع دوي... ثم ساد الصمت.", ["سمع دوي... ثم ساد الصمت."]),
            ("العنوان\nقصف الجيش الحي", ["العنوان", "قصف الجيش الحي"]),
            ("قال: «انتهى القصف.» ثم غادر.", ["قال: «انتهى القصف.»", "ثم غادر."]),
            ("…\n\n.\n", []),
        ],
    )
    def test_they_end_at_full_stops_that_end_something(self, text, expected):
        assert sentences(text) == expected

    def test_what_is_too_long_for_a_sentence_is_cut_at_a_sign(self):
        text = "قصف الجيش الحي، " * 1000
        parts = sentences(text)
        assert len(parts) > 1
        assert all(part.endswith("،") and len(part.split()) <= 600 for part in parts)
        assert [len(part.split()) for part in sentences("قصف " * 1500)] == [600, 600, 300]


class TestQuotations:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("قال: «لن ننسحب» وغادر", [("لن ننسحب", True)]),
            ('قال: "لن ننسحب" وغادر', [("لن ننسحب", True)]),
            ("قال: “لن ننسحب” وغادر", [("لن ننسحب", True)]),
            ("«أولا» ثم «ثانيا»", [("أولا", True), ("ثانيا", True)]),
            ("قال: «لن ننسحب أبدا", [("لن ننسحب أبدا", False)]),
            ("قال: «لن ننسحب\nوفي سياق آخر", [("لن ننسحب", False)]),
            ("لن ننسحب» قال الوزير", []),
            ('قال: «زرت حي "الزهور" أمس»', [('زرت حي "الزهور" أمس', True)]),
            ("«»", []),
        ],
    )
    def test_they_are_found_closed_or_not(self, text, expected):
        assert quotations(text) == expected


# ---------------------------------------------------------------- what holds for all text

WORDS = (
    "قصفت الطائرات الروسية حي الزهور في حلب مقتل خمسة مدنيين وأصيب أكثر من 20 شخصا قال مصدر عسكري إن "
    "الجيش سيطر على بلدة أمس الأحد المقبل نفت وزارة الدفاع بحسب المرصد لم لن قد د. 3.5 1,200 «لن ننسحب» "
    'وأضاف أن التي الذي هجوما غارات بين و الطرفين هدنة اتفاق وقف إطلاق النار ، . ؟ : " ( ) # \n 2016 ـ'
).split(" ")
MARKS = sorted(INVISIBLE | BIDI_CONTROLS)
LETTERS = st.sampled_from(
    [*"ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ", *MARKS[:40], *" \n.,،«»\"':/-_#()[]0123456789٠١٢x"]
)

newsish = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
arabic = st.text(LETTERS, max_size=60)
anything = st.one_of(newsish, arabic, st.text(max_size=40))


@given(anything)
def test_tokens_point_back_to_the_original(text):
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end
        if token.kind == "word":
            assert normalize(text[token.start : token.end]) == token.norm


@given(anything)
def test_what_is_between_tokens_is_blank_or_invisible(text):
    kept = [False] * len(text)
    for token in tokenize(text):
        kept[token.start : token.end] = [True] * (token.end - token.start)
    rest = [c for c, is_kept in zip(text, kept, strict=True) if not is_kept]
    assert all(c.isspace() or c in INVISIBLE or c == "_" or c.isnumeric() for c in rest)


@given(anything)
def test_normalizing_twice_changes_nothing(text):
    assert normalize(normalize(text)) == normalize(text)


@given(anything)
def test_sentences_follow_one_another_and_leave_out_signs_only(text):
    tokens = tokenize(text)
    behind = 0
    for first, last in split_sentences(tokens):
        assert all(t.kind in ("punct", "newline") for t in tokens[behind:first])
        assert first < last
        behind = last
    assert all(t.kind in ("punct", "newline") for t in tokens[behind:])


def spans_of(claim: Claim) -> list[Span]:
    mentions = [*claim.actors, *claim.targets, *claim.chain, *claim.places, *claim.numbers, *claim.evidence]
    spans = [claim.trigger, claim.sentence, claim.time_span, *(mention.span for mention in mentions)]
    return [span for span in spans if span is not None]


@settings(deadline=None, max_examples=200)
@given(anything, st.sampled_from([None, date(2016, 11, 22)]))
def test_no_text_raises_and_claims_lie_inside_it(loaded_reader, text, published):
    report = Report(id="r", text=text, published=published)
    reading = loaded_reader.read(report)
    for claim in reading.claims:
        assert all(span.end <= len(text) for span in spans_of(claim))
        assert claim.sentence.start <= claim.trigger.start and claim.trigger.end <= claim.sentence.end
    assert loaded_reader.read(report) == reading
