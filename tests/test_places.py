"""The gazetteer: what it holds, that its files are sound, and which place a name in context means."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tawatur
from tawatur.errors import DataError
from tawatur.lexicon.places import PlaceBook
from tawatur.lexicon.places.load import load_place_book
from tawatur.text.normal import INVISIBLE
from tawatur.text.tokens import tokenize

DATA = Path(tawatur.__file__).parent / "data"
BOOK = load_place_book(DATA)
EXAMPLES: list[dict[str, Any]] = tomllib.loads((DATA / "places/examples.toml").read_text("utf-8"))["example"]

HEADER = "id,kind,country,parent,lat,lon,accuracy_m,source,context,name_en,name_ar"


def best(name: str, near: tuple[str, ...] = (), country: str | None = None) -> str | None:
    """Return the id of the likeliest place, None where the name is unknown."""
    found = BOOK.resolve(name, near, country)
    return found[0].id if found else None


def test_the_gazetteer_is_as_broad_as_promised() -> None:
    names = list(BOOK.names())
    assert len(BOOK) >= 2600
    assert len(names) >= 4000
    assert len(EXAMPLES) >= 100


@pytest.mark.parametrize("name", ["places.csv", "generic.csv", "examples.toml"])
def test_no_invisible_characters(name: str) -> None:
    text = (DATA / "places" / name).read_text("utf-8")
    assert not INVISIBLE.intersection(text) - {"\u0651"}


def test_names_are_cut_as_the_tokenizer_cuts_them() -> None:
    for tokens, entry in BOOK.names():
        assert tokens == tuple(token.norm for token in tokenize(entry.name_ar))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_examples_resolve(example: dict[str, Any]) -> None:
    position = 0
    mentions = [expected["text"] for expected in example["expect"]]
    for expected in example["expect"]:
        position = example["text"].index(expected["text"], position)
        near = tuple(mention for mention in mentions if mention != expected["text"])
        assert best(expected["text"], near) == expected["id"]


def bare_names(text: str) -> list[tuple[int, int, str]]:
    """Return where names that need no context stand in `text`, with the kind of their place."""
    table = {tokens: entry.place.kind for tokens, entry in BOOK.names() if not entry.needs_context}
    tokens, found, at = tokenize(text), [], 0
    while at < len(tokens):
        for size in range(min(5, len(tokens) - at), 0, -1):
            norms = [token.norm for token in tokens[at : at + size]]
            heads = [norms[0]] + [norms[0][1:] for c in "وفبل" if norms[0].startswith(c)]
            heads += ["ال" + norms[0][2:]] if norms[0].startswith("لل") else []
            kinds = [table[(head, *norms[1:])] for head in heads if (head, *norms[1:]) in table]
            if kinds:
                found.append((tokens[at].start, tokens[at + size - 1].end, kinds[0]))
                at += size - 1
                break
        at += 1
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_examples_hold_no_other_bare_name(example: dict[str, Any]) -> None:
    text = example["text"]
    spans = [(text.index(e["text"]), text.index(e["text"]) + len(e["text"])) for e in example["expect"]]
    for start, end, kind in bare_names(text):
        inside = any(a - 2 <= start and end <= b for a, b in spans)
        assert inside or kind == "country", text[start:end]  # a state may stand as actor


@pytest.mark.parametrize(
    ("name", "near", "country", "expected"),
    [
        ("طرابلس", (), None, "tripoli"),
        ("طرابلس", ("بنغازي",), None, "tripoli"),
        ("طرابلس", ("بيروت",), None, "tripoli-lebanon"),
        ("طرابلس", (), "LBN", "tripoli-lebanon"),
        ("طرابلس", (), "lebanon", "tripoli-lebanon"),
        ("رفح", (), None, "rafah"),
        ("رفح", ("العريش",), None, "rafah-egypt"),
        ("البيضاء", ("مأرب",), None, "bayda"),
        ("محافظة البيضاء", (), None, "bayda-governorate"),
        ("البيضاء", ("طبرق",), None, "bayda-libya"),
        ("المنصورة", ("عدن",), None, "mansoura-aden"),
        ("المنصورة", (), "EGY", "mansoura"),
        ("حلب", (), None, "aleppo"),
        ("محافظة حلب", (), None, "aleppo-governorate"),
        ("ريف حلب الجنوبي", (), None, "aleppo-governorate"),
        ("عمان", ("إربد",), None, "amman"),
        ("عمان", ("مسقط",), None, "oman"),
        ("البوكمال", (), None, "al-bukamal"),
        ("أبو كمال", (), None, "al-bukamal"),
        ("الحديدة", (), None, "hodeidah"),
        ("النيجر", (), None, "niger"),
        ("الخرطوم", (), None, "khartoum"),
    ],
)
def test_a_name_means_the_place_its_context_speaks_of(
    name: str, near: tuple[str, ...], country: str | None, expected: str
) -> None:
    assert best(name, near, country) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("قامشلي", "qamishli"),  # article left out
        ("ادلب", "idlib"),  # hamza left out
        ("تلعفر", "tal-afar"),
        ("تل عفر", "tal-afar"),  # one word or two
        ("المخاء", "mokha"),
        ("مدينة #دوما", "douma"),
        ("مطار_التيفور العسكري", "t4-air-base"),
        ("مدينة إدلبَ", "idlib"),
        ("شمال غربي محافظة درعا", "daraa-governorate"),
        ("العاصمة اليمنية صنعاء", "sanaa"),
        ("السفارة الأميركية في بغداد", "baghdad"),
        ("مدينة جنيف السويسرية", "geneva"),
        ("مدينة بلد", "balad"),
    ],
)
def test_spellings_and_additions_do_not_hide_a_place(name: str, expected: str) -> None:
    assert best(name) == expected


@pytest.mark.parametrize(
    "name", ["", "المدينة", "البلد", "الريف الشمالي", "البلدة الواقعة", "الهجوم", "abc", "# _", "شمال شرقي"]
)
def test_what_names_no_place_gives_none(name: str) -> None:
    assert BOOK.resolve(name) == []


def test_candidates_that_lost_stay_behind_the_first() -> None:
    found = BOOK.resolve("طرابلس")
    assert {"tripoli", "tripoli-lebanon"} <= {candidate.id for candidate in found}
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


@pytest.mark.parametrize("name", ["الباب", "الثورة", "الوعر", "السلام", "عنة", "بانه", "وانة", "التضامن"])
def test_names_that_are_ordinary_words_need_context(name: str) -> None:
    assert all(entry.needs_context for _, entry in BOOK.names() if entry.name_ar == name)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("مدينه", "settlement"),
        ("المدينه", "settlement"),
        ("بلدتي", "settlement"),
        ("ريف", "area"),
        ("محافظتي", "admin"),
        ("الشمالي", "direction"),
        ("محيط", "relation"),
        ("جبل", "feature"),
        ("معبر", "facility"),
    ],
)
def test_generic_words_have_their_kind(word: str, kind: str) -> None:
    found = BOOK.generic(word)
    assert found is not None
    assert found.kind == kind


def test_a_word_that_is_not_generic_gives_none() -> None:
    assert BOOK.generic("حلب") is None


def test_parents_lead_to_the_continent() -> None:
    assert BOOK.parents("aleppo-hellok") == ("aleppo", "aleppo-governorate", "syria", "asia")
    assert BOOK.parents("nowhere") == ()


@given(st.text(alphabet="ابتحلمدينةشمالغرب ال_#«»،.1aَ\u200f", max_size=40))
def test_no_text_makes_resolution_raise(text: str) -> None:
    for candidate in BOOK.resolve(text, [text], text):
        assert BOOK.place(candidate.id) is not None


def write_data(folder: Path, places: list[str], generic: list[str] | None = None) -> Path:
    """Write a data folder with these rows; without `generic`, the real generic words."""
    target = folder / "places"
    target.mkdir()
    (target / "places.csv").write_text("\n".join([HEADER, *places]) + "\n", encoding="utf-8")
    if generic is None:
        (target / "generic.csv").write_bytes((DATA / "places/generic.csv").read_bytes())
    else:
        (target / "generic.csv").write_text("\n".join(["id,kind,gloss,name_ar", *generic]), encoding="utf-8")
    (target / "neighbours.csv").write_text("place_id,neighbour_id,source\n", encoding="utf-8")
    (target / "lines.csv").write_text("place_id,seq,lat,lon\n", encoding="utf-8")
    return folder


def test_every_problem_of_the_files_is_told_at_once(tmp_path: Path) -> None:
    folder = write_data(
        tmp_path,
        [
            "b,city,SYR,nowhere,36,37,1000,memory,,B,باء",
            "a,city,SYR,,36,37,1000,memory,,A,ألف",
            "c,castle,SYR,,36,37,1000,memory,,C,جيم",
            "d,city,SYR,,136,37,1000,memory,,D,دال",
            "e,city,SYR,,x,37,1000,memory,,E,هاء",
            "f,city,SYR,f,36,37,1000,memory,maybe,F,فـاء",
            "g,city",
        ],
        ["m,place,town,مدينة كبيرة"],
    )
    with pytest.raises(DataError) as caught:
        load_place_book(folder)
    told = str(caught.value)
    for problem in (
        "'b': parent 'nowhere' is no place",
        "'a': stands after 'b'",
        "'c': kind 'castle'",
        "'d': (136.0, 37.0)",
        "'e': lat, lon",
        "'f': context 'maybe'",
        "'f': name 'فـاء' has characters",
        "'f': is among its own parents",
        "'g': has 2 fields",
        "'m': kind 'place'",
        "is more than one word",
    ):
        assert problem in told


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_place_book(tmp_path)


def test_a_book_can_be_built_from_a_small_file(tmp_path: Path) -> None:
    rows = ["x,town,SYR,,36,37,1000,memory,,X,سين", "x,town,SYR,,36,37,1000,memory,generic,X,صاد"]
    book = load_place_book(write_data(tmp_path, rows))
    assert isinstance(book, PlaceBook)
    assert [entry.needs_context for _, entry in book.names()] == [False, True]
