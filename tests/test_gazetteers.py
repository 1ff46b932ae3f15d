"""The gazetteers besides our own table: what they hold, how they are kept, and when they are asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lexicon.places import PlaceBook
from tawatur.lexicon.places.cleaning import arabic_names
from tawatur.lexicon.places.compact import Gazetteer, PlaceNames, compiled
from tawatur.lexicon.places.records import Place
from tawatur.lexicon.places.spelling import foreign_skeleton, name_problem, skeleton
from tawatur.lexicon.places.store import open_world
from tawatur.lexicon.places.world import half_width_m
from tawatur.pipeline import Reader
from tawatur.text.normal import normalize

ARABIC = st.text(alphabet="ءاأإبةتجحدرسعغفقكلمنهوىي کیپ،-َ\u200f1x", min_size=1, max_size=20)


def village(place_id: str, name: str, lat: float = 36.0, lon: float = 37.0, country: str = "SYR") -> Place:
    """Return a village with this name."""
    return Place(place_id, "village", country, "", lat, lon, 1500, "test", place_id, name)


def gazetteer(*places: Place, name: str = "mine") -> Gazetteer:
    """Return a gazetteer of places with one name each."""
    return Gazetteer(compiled([PlaceNames(place, (place.name_ar,)) for place in places], {"name": name}))


@pytest.fixture(scope="module")
def world(lexicon_cache: Path) -> Gazetteer:
    found = open_world(lexicon_cache)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("مكة", "مكه", "مکه", "مکہ"), ("مكة",)),
        (("کابل", "كابۇل"), ("كابل",)),
        (("لشبونة", "لىسابون", "لیسبون"), ("لشبونة",)),
        (("Halab", "Алеппо"), ()),
        (("شهرستان بانه", "بانە"), ("بانه",)),
        (("سبرينغفيلد، إلينوي",), ("سبرينغفيلد",)),
        (("طرابلس (لبنان)",), ("طرابلس",)),
        (("\u200fحِمْص",), ("حمص",)),
        (("ادلب", "إدلب"), ("إدلب",)),
        (("بيت-لحم",), ("بيت لحم",)),
        (("چالوس",), ("تشالوس",)),
    ],
)
def test_names_of_the_world_are_made_arabic(names: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert arabic_names(names) == expected


@given(st.lists(ARABIC, max_size=5))
def test_cleaned_names_are_sound_and_each_is_there_once(names: list[str]) -> None:
    found = arabic_names(names)
    assert not any(map(name_problem, found))
    assert len({normalize(name) for name in found}) == len(found)


@given(st.lists(st.tuples(ARABIC, st.floats(-90, 90), st.floats(-180, 180)), max_size=8))
def test_what_is_compiled_is_found_again(rows: list[tuple[str, float, float]]) -> None:
    places = [village(f"t:{n}", " ".join(name.split()), lat, lon) for n, (name, lat, lon) in enumerate(rows)]
    made = gazetteer(*places)
    assert len(made) == len(places)
    for place in places:
        found = made.place(place.id)
        assert found is not None
        assert (found.lat, found.lon) == pytest.approx((place.lat, place.lon), abs=1e-6)
        assert made.names_of(place.id) == (place.name_ar,)
        norm = normalize(place.name_ar)
        assert place.id in {entry.place.id for entry in made.named(norm)}
        assert place.id in {entry.place.id for entry in made.alike(skeleton(norm.split()))}


def test_a_damaged_file_is_no_gazetteer() -> None:
    content = compiled([], {})
    for wrong in (b"", b"PK\x03\x04", content[:-1] if len(content) > 60 else b"x", content + b"x"):
        with pytest.raises(ValueError):
            Gazetteer(wrong)


def test_a_compiled_gazetteer_is_mapped_and_made_anew_when_it_is_damaged(tmp_path: Path) -> None:
    first = open_world(tmp_path)
    assert first is not None
    (kept,) = tmp_path.glob("gazetteer.world-*")
    kept.write_bytes(b"x")
    again = open_world(tmp_path)
    assert again is not None
    assert len(again) == len(first)


def test_the_world_base_has_the_cities_of_the_world_in_arabic(world: Gazetteer) -> None:
    assert len(world) > 30_000
    assert {entry.place.country for entry in world.named("طرابلس")} == {"LBN", "LBY"}
    assert all(not name_problem(name) for name in world.all_names())
    aleppo = next(entry.place for entry in world.named("حلب"))
    assert (aleppo.lat, aleppo.lon) == pytest.approx((36.20, 37.16), abs=0.05)
    assert aleppo.population > 1_000_000


def test_arabic_speaking_countries_have_no_names_in_other_letters(world: Gazetteer) -> None:
    foreign = set("کیپچگڤژہھەۆێ")
    assert not [name for name in world.all_names() if foreign.intersection(name)]


def test_a_city_is_as_wide_as_its_people_need() -> None:
    assert half_width_m(0) == half_width_m(100) == 1500
    assert half_width_m(1_000_000) == 8000


def test_writings_of_a_foreign_name_share_their_consonants() -> None:
    assert foreign_skeleton(["هامبورج"]) == foreign_skeleton(["هامبورغ"])
    assert foreign_skeleton(["غراتس"]) == foreign_skeleton(["جراتس"])
    assert foreign_skeleton(["روما"]) == ""  # two consonants are shared by too many


@pytest.fixture
def book(loaded_reader: Reader) -> PlaceBook:
    """Return our own table, with a gazetteer of some villages beside it."""
    own = loaded_reader.lexicon.places
    made = PlaceBook(*own.__reduce__()[1])
    villages = gazetteer(
        village("my:1", "كفر زيتا الجديدة", 35.5, 36.6),
        village("my:2", "المنزل", 35.5, 36.6),
        village("my:3", "كفر منبج", 36.1, 36.9),
        village("my:4", "العكدة", 15.0, 44.0, "YEM"),
        village("my:5", "حلب", 36.25, 37.2),
        village("my:6", "حلب", 15.0, 44.0, "YEM"),
        village("my:7", "الزيتونة", 35.5, 36.6),
    )
    made.look_beyond(lambda: (villages,), loaded_reader.lexicon.is_ordinary)
    return made


def best(book: PlaceBook, name: str, *near: str) -> str | None:
    """Return the id of the place taken for a mention."""
    found = book.likeliest(name, near)
    return found.id if found else None


def test_a_name_that_we_lack_is_found_in_an_added_gazetteer(book: PlaceBook) -> None:
    assert best(book, "كفر زيتا الجديدة", "إدلب") == "my:1"
    assert best(book, "قرية العكده", "صنعاء") == "my:4"  # ta marbuta as ha
    assert best(book, "بلدة الزيتونه", "حماة") == "my:7"
    assert best(book, "قرية زيتونة", "حماة") == "my:7"


def test_the_whole_name_goes_before_a_part_of_it_that_is_ours(book: PlaceBook) -> None:
    assert best(book, "بلدة كفر منبج", "إدلب") == "my:3"


def test_an_ordinary_word_is_a_place_there_only_behind_a_generic_word(book: PlaceBook) -> None:
    assert best(book, "المنزل", "إدلب") is None
    assert best(book, "شمال المنزل", "إدلب") is None
    assert best(book, "قرية المنزل", "إدلب") == "my:2"


def test_a_generic_word_that_asks_for_something_else_finds_nothing_there(book: PlaceBook) -> None:
    assert best(book, "مطار العكدة", "صنعاء") is None
    assert best(book, "حي العكدة", "صنعاء") is None


def test_a_place_of_another_country_than_the_report_speaks_of_is_not_taken(book: PlaceBook) -> None:
    assert best(book, "قرية العكدة", "طرابلس", "بنغازي") is None


def test_our_own_place_wins_and_one_place_comes_once(book: PlaceBook) -> None:
    found = [candidate.id for candidate in book.resolve("حلب")]
    assert found[0] == "aleppo"
    assert "my:5" not in found  # some kilometres from ours: the same place
    assert "my:6" in found


def test_places_from_elsewhere_lie_in_their_country(book: PlaceBook) -> None:
    assert book.parents("my:4")[0] == "yemen"
    assert book.place("my:99") is None


def test_nothing_is_opened_as_long_as_no_name_is_asked(loaded_reader: Reader) -> None:
    made = PlaceBook(*loaded_reader.lexicon.places.__reduce__()[1])

    def fail() -> tuple[Gazetteer, ...]:
        raise AssertionError("opened")

    made.look_beyond(fail, loaded_reader.lexicon.is_ordinary)
    assert made.place("aleppo") is not None
    assert made.resolve("المدينة") == []


def test_the_world_base_locates_a_city_that_we_lack(loaded_reader: Reader) -> None:
    book = loaded_reader.lexicon.places
    found = book.likeliest("مدينة دوفر", ("لندن",))
    assert found is not None
    assert (found.country, found.source) == ("GBR", "geonames")
    assert book.likeliest("مدينة دوفر", ("صنعاء",)) is None
