"""What became of actors: existence, renamings, offices; and what the loader says of broken tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import tawatur
from tawatur.errors import DataError
from tawatur.lexicon.actor_records import Period, days_of
from tawatur.lexicon.actors import ActorBook, load_actor_book

DATA = Path(tawatur.__file__).parent / "data" / "actors"


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return load_actor_book(DATA)


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """Return a function that gives what the loader says of the tables with rows added to one of them."""

    def told(file: str, *rows: str) -> list[str]:
        for path in DATA.iterdir():
            (tmp_path / path.name).write_bytes(path.read_bytes())
        with (tmp_path / file).open("a", encoding="utf-8") as table:
            table.writelines(f"{row}\n" for row in rows)
        with pytest.raises(DataError) as raised:
            load_actor_book(tmp_path)
        return [f"{path.name}: {entry}: {problem}" for path, entry, problem in raised.value.problems]

    return told


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016-07-28", date(2016, 7, 28), date(2016, 7, 28)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-12", date(2016, 12, 1), date(2016, 12, 31)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("", date.min, date.max),
    ],
)
def test_a_coarse_date_is_all_its_days(text: str, first: date, last: date) -> None:
    assert days_of(text) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "day", "covers"),
    [
        ("2016-07-28", "2017-01-28", date(2016, 7, 28), True),
        ("2016-07-28", "2017-01-28", date(2017, 1, 29), False),
        ("2016-07", "", date(2016, 7, 15), None),
        ("2016-07", "", date(2016, 8, 1), True),
        ("2016-07", "", date(2016, 6, 30), False),
        ("", "2017", date(2017, 3, 1), None),
        ("", "", date(1990, 1, 1), True),
    ],
)
def test_a_period_covers_a_day_or_leaves_it_open(
    start: str, end: str, day: date, covers: bool | None
) -> None:
    assert Period(start, end).covers(day) is covers


def test_terms_that_overlap_are_told(problems: Callable[..., list[str]]) -> None:
    row = "president,france,2016-01-01,2018-01-01,holder,putin,editor"
    assert "offices.csv: president of france: francois-hollande and putin overlap" in problems(
        "offices.csv", row
    )


def test_joint_holders_may_overlap_but_are_nobody_in_particular(tmp_path: Path) -> None:
    for path in DATA.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "offices.csv").open("a", encoding="utf-8") as table:
        table.write("president,nauru,2016-01-01,2018-01-01,joint,putin,editor\n")
        table.write("president,nauru,2017-01-01,2019-01-01,joint,obama,editor\n")
    book = load_actor_book(tmp_path)
    assert book.holder("president", "nauru", date(2016, 6, 1)) == "putin"
    assert book.holder("president", "nauru", date(2017, 6, 1)) is None


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("un,allied-with,nobody,,,editor", "relations.csv: un: actor 'nobody' is not listed"),
        ("un,likes,nato,,,editor", "relations.csv: un: kind 'likes' is unknown, or there is no source"),
        ("un,part-of,un,,,editor", "relations.csv: un: is part-of itself"),
        (
            "un,part-of,nato,2013-20,,editor",
            "relations.csv: un: '2013-20' or '' is no ISO date, month or year",
        ),
        (
            "un,part-of,nato,2013,2012-12,editor",
            "relations.csv: un: ends (2012-12) before it begins (2013)",
        ),
    ],
)
def test_a_broken_relation_is_told(problems: Callable[..., list[str]], row: str, problem: str) -> None:
    assert problem in problems("relations.csv", row)


def test_a_name_that_leads_back_to_itself_is_told(problems: Callable[..., list[str]]) -> None:
    rows = ("un,renamed-to,nato,,,editor", "nato,renamed-to,un,,,editor")
    assert "relations.csv: un: is renamed in a circle" in problems("relations.csv", *rows)


def test_a_date_of_an_actor_that_is_none_is_told(problems: Callable[..., list[str]]) -> None:
    row = "zzz,group,SYR,,,soon,,Zzz,editor"
    assert "actors.csv: zzz: 'soon' or '' is no ISO date, month or year" in problems("actors.csv", row)


def test_whether_an_unknown_actor_existed_is_not_known(book: ActorBook) -> None:
    assert book.existed("nobody-we-know", date(2016, 1, 1)) is None


@pytest.mark.parametrize(
    ("office", "body", "day", "person"),
    [
        ("foreign-minister", "usa", date(2016, 10, 2), "kerry"),
        ("foreign-minister", "usa", date(2017, 6, 1), "rex-tillerson"),
        ("foreign-minister", "usa", date(2018, 4, 10), "john-sullivan-us"),
        ("president", "yemen", date(2016, 3, 1), "hadi"),
        ("president", "yemen", date(2023, 3, 1), "rashad-al-alimi"),
        ("un-envoy", "syria", date(2016, 10, 2), "de-mistura"),
        ("un-envoy", "yemen", date(2019, 1, 1), "griffiths"),
        ("commander", "us-centcom", date(2018, 6, 1), "joseph-votel"),
        ("commander", "quds-force", date(2020, 1, 10), "esmail-qaani"),
        ("political-bureau-head", "hamas", date(2016, 1, 1), "khaled-meshaal"),
        ("secretary-general", "arab-league", date(2012, 1, 1), "nabil-elaraby"),
        ("foreign-policy-chief", "eu", date(2016, 1, 1), "federica-mogherini"),
        ("spokesperson", "arab-coalition", date(2018, 1, 1), "turki-al-maliki"),
        ("foreign-minister", "usa", date(1950, 1, 1), None),
    ],
)
def test_an_office_has_its_holder_on_the_day(
    book: ActorBook, office: str, body: str, day: date, person: str | None
) -> None:
    assert book.holder(office, body, day) == person


def test_there_are_many_offices_with_their_holders(book: ActorBook) -> None:
    assert len(book.histories.offices) >= 400
    assert sum(len(tenures) for tenures in book.histories.offices.values()) >= 1000


def test_a_person_has_held_several_offices_one_after_another(book: ActorBook) -> None:
    held = [(office, country) for office, country, _ in book.tenures("john-kirby")]
    assert held == [
        ("spokesperson", "pentagon"),
        ("foreign-spokesperson", "usa"),
        ("spokesperson", "pentagon"),
    ]


@pytest.mark.parametrize(
    ("office", "country", "modifiers", "gives"),
    [
        ("foreign-minister", "امريكي", (), ("kerry", "office")),
        ("foreign-minister", "امريكي", ("السابق",), ("state-dept", "composed")),
        ("president", "فرنسيه", ("السابقه",), ("france", "person")),
        ("un-human-rights-chief", None, (), ("zeid-raad-al-hussein", "office")),
        ("government-spokesperson", "ايراني", (), ("iran", "government")),
    ],
)
def test_an_office_in_a_phrase_is_its_holder_unless_he_is_a_former_one(
    book: ActorBook, office: str, country: str | None, modifiers: tuple[str, ...], gives: tuple[str, str]
) -> None:
    nationality = book.nationality(country) if country else None
    head, day = book.heads_by_id[office], date(2016, 10, 2)
    assert book.compose(head, nationality, None, None, modifiers, day) == gives
