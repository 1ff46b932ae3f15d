"""The tables of data/actors and the book that reads them."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tawatur
from tawatur.errors import DataError
from tawatur.lexicon.actor_forms import adjective_readings
from tawatur.lexicon.actors import ActorBook, Head, NameEntry, load_actor_book, slug
from tawatur.text.normal import INVISIBLE, normalize
from tawatur.text.tokens import Token, tokenize

DATA = Path(tawatur.__file__).parent / "data" / "actors"
BOOK = load_actor_book(DATA)
EXAMPLES: list[dict[str, Any]] = tomllib.loads((DATA / "examples.toml").read_text(encoding="utf-8"))[
    "example"
]
SHADDA = "\u0651"


class Finder:
    """A greedy mention finder, enough to run the examples: longest name, else head with what follows."""

    def __init__(self, book: ActorBook) -> None:
        self.book = book
        self.names: dict[tuple[str, ...], NameEntry] = {}
        self.heads: dict[tuple[str, ...], Head] = {}
        for words, entry in book.names():
            self.names.setdefault(words, entry)
        for words, head in book.heads():
            self.heads.setdefault(words, head)

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield (mention, id) from left to right."""
        tokens = [t for t in tokenize(text) if t.kind in ("word", "number")]
        at = 0
        while at < len(tokens):
            found = next(
                (hit for word, cut in _unclitic(tokens[at].norm) if (hit := self._at(tokens, at, word, cut))),
                None,
            )
            if found:
                end, cut, actor_id = found
                yield text[tokens[at].start + cut : tokens[end - 1].end], actor_id
            at = found[0] if found else at + 1

    def _at(self, tokens: list[Token], at: int, word: str, cut: int) -> tuple[int, int, str] | None:
        name, head = _longest(tokens, at, word, self.names), _longest(tokens, at, word, self.heads)
        if head is None and (single := self.book.head(word)):
            head = (at + 1, single)
        if name and not (head and head[0] > name[0]):
            return name[0], cut, name[1].actor_id
        if head:
            end, actor_id = self._phrase(tokens, head[0], head[1])
            return end, cut, actor_id
        nationality = self.book.nationality(word)
        if nationality and not nationality.weak:
            return at + 1, cut, self.book.compose(None, nationality, None, None)[0]
        return None

    def _phrase(self, tokens: list[Token], at: int, head: Head) -> tuple[int, str]:
        nationality, modifiers = None, list[str]()
        while at < len(tokens):
            word = tokens[at].norm
            name = _longest(tokens, at, word, self.names)
            seen = self.book.nationality(word)
            if name and nationality is None and not (seen and name[1].usage == "short"):
                return name[0], self.book.compose(head, None, name[1].actor_id, None, modifiers)[0]
            stems = [stem for stem, *_ in adjective_readings(word)]
            if seen:
                nationality = seen
            elif any((head.id, stem) in self.book.modifiers for stem in stems) or (
                nationality and any((nationality.lemma, stem) in self.book.pairs for stem in stems)
            ):
                modifiers.append(word)
            else:
                break
            at += 1
        return at, self.book.compose(head, nationality, None, None, modifiers)[0]


def _longest(
    tokens: list[Token], at: int, word: str, table: dict[tuple[str, ...], Any]
) -> tuple[int, Any] | None:
    for end in range(min(len(tokens), at + 12), at, -1):
        entry = table.get((word, *(t.norm for t in tokens[at + 1 : end])))
        if entry:
            return end, entry
    return None


def _unclitic(word: str) -> Iterator[tuple[str, int]]:
    """Yield the word whole and without one proclitic, and how many letters were cut."""
    yield word, 0
    if len(word) > 3 and word[0] in "وفبلك":
        yield word[1:], 1
        if word.startswith("لل"):
            yield f"ال{word[2:]}", 1


FINDER = Finder(BOOK)


def _table(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TABLES = tuple(sorted(path.stem for path in DATA.glob("*.csv")))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_an_example_gives_exactly_the_mentions_it_lists(example: dict[str, Any]) -> None:
    assert list(FINDER.find(example["text"])) == [(e["text"], e["id"]) for e in example["expect"]]


@pytest.mark.parametrize("file", TABLES)
def test_a_table_is_sorted_by_id(file: str) -> None:
    rows = _table(f"{file}.csv")
    ids = [next(iter(row.values())) for row in rows]
    assert ids == sorted(ids)


@pytest.mark.parametrize("file", TABLES)
def test_a_table_has_no_mark_or_invisible_character(file: str) -> None:
    text = (DATA / f"{file}.csv").read_text(encoding="utf-8")
    assert not (set(text) & INVISIBLE) - {SHADDA}
    assert "\r" not in text


def test_the_tables_are_broad() -> None:
    assert sum(actor.cls == "state" for actor in BOOK.actors.values()) >= 193
    assert sum(actor.cls == "person" for actor in BOOK.actors.values()) >= 260
    assert len(_table("names.csv")) >= 2200


def test_every_person_state_and_outlet_has_a_name() -> None:
    named = {row["id"] for row in _table("names.csv")}
    bare = {a.id for a in BOOK.actors.values() if a.cls in ("person", "media", "state")} - named
    assert bare <= {"nordic-states", "maghreb-states", "media-reports", "ottoman-empire", "cyrenaica"}


@pytest.mark.parametrize(
    ("word", "country", "gender", "number", "definite"),
    [
        ("روسي", "russia", "m", "sg", False),
        ("الروسية", "russia", "f", "sg", True),
        ("روسيا", None, "", "", False),
        ("روسيان", "russia", "m", "du", False),
        ("روسيتين", "russia", "f", "du", False),
        ("الروسيين", "russia", "m", "pl", True),
        ("روسيون", "russia", "m", "pl", False),
        ("روسيات", "russia", "f", "pl", False),
        ("أمريكية", "usa", "f", "sg", False),
        ("الأميركية", "usa", "f", "sg", True),
        ("فلسطينيا", "palestine", "m", "sg", False),
        ("الأكراد", "kurds", "m", "pl", True),
        ("أتراكا", "turkey", "m", "pl", False),
        ("تركيا", None, "", "", False),
        ("دوليا", None, "", "", False),
        ("المدينة", None, "", "", False),
    ],
)
def test_nationality_reads_gender_number_and_article(
    word: str, country: str | None, gender: str, number: str, definite: bool
) -> None:
    found = BOOK.nationality(normalize(word))
    read = (found.country.id, found.gender, found.number, found.definite) if found else (None, "", "", False)
    assert read == (country, gender, number, definite)


def test_two_words_name_one_nationality() -> None:
    found = BOOK.nationality_pair("الكوريه", "الشماليه")
    assert found is not None
    assert (found.country.id, found.gender) == ("north-korea", "f")
    assert BOOK.nationality_pair("الكوريه", "الكبيره") is None


@pytest.mark.parametrize(
    ("word", "head"),
    [
        ("قوات", "forces"),
        ("القوات", "forces"),
        ("مسؤولين", "official"),
        ("مسؤولا", "official"),
        ("مسؤولو", "official"),
        ("جنديان", "soldier"),
        ("طائرتين", "aircraft"),
        ("طالبان", None),
        ("شجرة", None),
    ],
)
def test_head_reads_case_number_and_article(word: str, head: str | None) -> None:
    found = BOOK.head(normalize(word))
    assert (found.id if found else None) == head


@pytest.mark.parametrize(
    ("head", "nationality", "name_id", "modifiers", "expected"),
    [
        ("forces", "روسية", None, (), "russian-forces"),
        ("aircraft", "روسية", None, (), "russian-forces"),
        ("foreign-ministry", "روسية", None, (), "russian-mfa"),
        ("foreign-minister", "أميركي", None, (), "state-dept"),
        ("defence-ministry", "سعودية", None, (), "saudi-mod"),
        ("police", "هولندية", None, (), "police-netherlands"),
        ("government", "تركية", None, (), "turkey"),
        ("government", "عراقية", None, (), "iraqi-government"),
        ("official", "أميركي", None, (), "unnamed-official-us"),
        ("official", "أفغاني", None, ("امني",), "security-source"),
        ("source", "يمني", None, ("عسكري",), "military-source"),
        ("source", "إسرائيلية", None, (), "israeli-sources"),
        ("court", "أميركية", None, (), "us-court"),
        ("militia", "حوثية", None, (), "houthis"),
        ("media", "سعودية", None, (), "saudi-media"),
        ("forces", "كورية", None, ("شماليه",), "north-korean-army"),
        ("army", "سويسري", None, (), "swiss-army"),
        ("fighter", None, "isis", (), "isis"),
        ("spokesperson", None, "syrian-army", (), "syrian-army"),
        ("families", None, "isis", (), "isis-families"),
        ("forces", None, "haftar", (), "lna"),
        ("government", None, "hadi", (), "yemen-government"),
        ("president", None, "putin", (), "putin"),
        ("police", None, "afghanistan", (), "police-afghanistan"),
        ("militant", None, None, (), "militants"),
        (None, "إيرانية", None, (), "iran"),
        (None, "فلسطينيين", None, (), "palestinians"),
        (None, None, None, (), ""),
    ],
)
def test_compose_gives_one_id(
    head: str | None, nationality: str | None, name_id: str | None, modifiers: tuple[str, ...], expected: str
) -> None:
    role = BOOK.heads_by_id[head] if head else None
    people = BOOK.nationality(normalize(nationality)) if nationality else None
    assert BOOK.compose(role, people, name_id, None, modifiers)[0] == expected


def test_an_office_is_its_holder_on_the_day() -> None:
    president, american = BOOK.heads_by_id["president"], BOOK.nationality("اميركي")
    assert BOOK.compose(president, american, None, None, on=date(2018, 4, 14)) == ("trump", "office")
    assert BOOK.compose(president, american, None, None, on=date(2015, 9, 30)) == ("obama", "office")
    assert BOOK.compose(president, american, None, None) == ("usa", "person")


def test_names_come_in_their_cases_and_spellings() -> None:
    names = {words: entry.actor_id for words, entry in BOOK.names()}
    assert names["الحوثيين",] == "houthis"
    assert names["مسلحي", "طالبان"] == "taliban"
    assert names["عبدالفتاح", "السيسي"] == "sisi"
    assert names["حسن", "نصرالله"] == "nasrallah"
    assert names["القوات", "الامريكيه"] == "us-forces"
    assert names["انطونيو", "جوتيريش"] == "guterres"


def test_an_ambiguous_name_keeps_all_its_bearers() -> None:
    assert {entry.actor_id for entry in BOOK.by_name("عمان")} == {"oman", "jordan"}


def test_slug_is_ascii_kebab() -> None:
    assert slug("Afghan", "Officials") == "afghan-officials"
    assert slug("Médecins d'urgence") == "medecins-durgence"


def test_a_broken_table_is_told_with_every_problem(tmp_path: Path) -> None:
    for path in DATA.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "names.csv").write_text(
        "id,usage,framing,used_by,name_ar\nnobody,name,,,فلان\nun,loud,,,الأمم\nun,name,,me,الأمم\n",
        encoding="utf-8",
    )
    (tmp_path / "modifiers.csv").write_text("head_id,becomes\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_actor_book(tmp_path)
    told = [(path.name, entry) for path, entry, _ in raised.value.problems]
    assert told == [
        ("names.csv", "nobody"),
        ("names.csv", "un"),
        ("names.csv", "un"),
        ("names.csv", "un"),
        ("modifiers.csv", "header"),
    ]


@given(st.text(alphabet="ابتدروسيلمنهكعو", max_size=12))
def test_no_word_makes_the_book_raise(word: str) -> None:
    BOOK.head(word)
    nationality = BOOK.nationality(word)
    BOOK.compose(None, nationality, None, None, [word])
