"""Where words about a place lead: its north, its outskirts, so many kilometres off, between two."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.lexicon.places import PlaceBook, bearing_deg, distance_km
from tawatur.lexicon.places.records import Place
from tawatur.model import PlaceMention, Report
from tawatur.pipeline import Reader
from tawatur.resolve.geometry import Ground, bearing_of, ground_between, ground_of, ground_off
from tawatur.resolve.wording import are_between, distance_before


@pytest.fixture(scope="module")
def book(loaded_reader: Reader) -> PlaceBook:
    return loaded_reader.lexicon.places


def ground(book: PlaceBook, mention: str) -> tuple[Place, Ground]:
    """Return the place that a mention names, and its ground."""
    place = book.likeliest(mention, ())
    assert place is not None
    return place, ground_of(place, book.around(mention), book.seat(place.id))


@pytest.mark.parametrize(
    ("mention", "way"),
    [
        ("شمال مدينة حلب", 0),
        ("شرقي حلب", 90),
        ("جنوب غربي حلب", 225),
        ("شمال غرب حلب", 315),
        ("ريف حلب الشمالي", 0),
        ("ريف حلب الجنوبي الشرقي", 135),
        ("شمال سوريا", 0),
        ("جنوبي محافظة درعا", 180),
    ],
)
def test_a_direction_leads_that_way_from_the_town(book: PlaceBook, mention: str, way: float) -> None:
    place, found = ground(book, mention)
    start = book.seat(place.id) if "ريف" in mention else place
    assert start is not None
    turned = (bearing_deg((start.lat, start.lon), (found.lat, found.lon)) - way + 180) % 360 - 180
    assert turned == pytest.approx(0, abs=1)


def test_the_countryside_of_a_governorate_lies_about_its_chief_town(book: PlaceBook) -> None:
    aleppo = book.place("aleppo")
    _, found = ground(book, "ريف حلب الشمالي")
    assert aleppo is not None
    assert found.lat > aleppo.lat + 0.1
    assert found.lon == pytest.approx(aleppo.lon, abs=0.01)
    # Azaz and Marea are in it, the town itself is at its edge.
    for name in ("أعزاز", "مارع"):
        town = book.likeliest(name, ("حلب",))
        assert town is not None
        assert distance_km(found.lat, found.lon, town.lat, town.lon) * 1000 < found.accuracy_m


@pytest.mark.parametrize("word", ["محيط", "أطراف", "تخوم", "مشارف", "جوار"])
def test_surroundings_are_wider_than_the_place_and_about_it(book: PlaceBook, word: str) -> None:
    place, found = ground(book, f"{word} مدينة الرقة")
    assert (found.lat, found.lon) == (place.lat, place.lon)
    assert found.accuracy_m >= place.accuracy_m + 5000


def test_a_name_alone_is_as_exact_as_the_gazetteer_says(book: PlaceBook) -> None:
    place, found = ground(book, "مدينة الرقة")
    assert found == Ground(place.lat, place.lon, place.accuracy_m)


def test_opposite_directions_are_none(book: PlaceBook) -> None:
    words = [word for word in map(book.generic, ("شمال", "جنوب")) if word]
    assert bearing_of(words) is None
    assert bearing_of(()) is None


@pytest.mark.parametrize(
    ("before", "km", "way"),
    [
        ("على بعد 20 كم شمال ", 20, 0),
        ("على بعد نحو ٣٥ كيلومترا إلى الشمال الشرقي من مدينة ", 35, 45),
        ("على مسافة 12.5 كلم جنوب غرب ", 12.5, 225),
        ("يبعد 40 كيلومتراً عن ", 40, None),
        ("على بعد 10 أميال شرقي بلدة ", 16.09, 90),
    ],
)
def test_a_distance_before_a_name_is_read(book: PlaceBook, before: str, km: float, way: float | None) -> None:
    found = distance_before(before, book)
    assert found is not None
    assert found == pytest.approx((km, way), abs=0.01) if way is not None else found.way is None
    assert found.km == pytest.approx(km, abs=0.01)


@pytest.mark.parametrize(
    "before",
    ["سيطرت على 20 كم مربعا في ", "قتل 20 شخصا شمال ", "على بعد كم شمال ", "", "استهدفت 5 مدن شمال "],
)
def test_other_figures_before_a_name_are_no_distance(book: PlaceBook, before: str) -> None:
    assert distance_before(before, book) is None


@given(st.text(alphabet="بعد20كمميلشرقن ال.,عى", max_size=40))
def test_no_words_make_reading_a_distance_raise(loaded_reader: Reader, before: str) -> None:
    found = distance_before(before, loaded_reader.lexicon.places)
    assert found is None or found.km > 0


def test_a_distance_with_a_direction_is_exact_to_a_share_of_it(book: PlaceBook) -> None:
    raqqa = book.place("raqqa")
    assert raqqa is not None
    found = ground_off(raqqa, 40, 0.0)
    assert distance_km(raqqa.lat, raqqa.lon, found.lat, found.lon) == pytest.approx(40, abs=0.1)
    assert 8_000 <= found.accuracy_m <= 16_000
    anywhere = ground_off(raqqa, 40, None)
    assert (anywhere.lat, anywhere.lon) == (raqqa.lat, raqqa.lon)
    assert anywhere.accuracy_m >= 40_000


@pytest.mark.parametrize(
    ("before", "gap", "expected"),
    [
        ("في المنطقة الواقعة بين ", " و", True),
        ("اشتباكات بين مدينتي ", " و", True),
        ("ما بين ", " وبين ", True),
        ("على الطريق بين ", " وبلدة ", True),
        ("على طريق ", " - ", True),
        ("على طريق ", " ", True),
        ("في ", " و", False),
        ("بين ", " والجيش في ", False),
        ("على طريق ", " في ", False),
        ("تبين ", " و", False),
    ],
)
def test_what_is_between_two_places_is_told_by_the_words(before: str, gap: str, expected: bool) -> None:
    assert are_between(before, gap) is expected


def test_between_two_towns_is_their_middle_and_half_the_way_exact(book: PlaceBook) -> None:
    one, other = book.place("saraqib"), book.place("maarat-al-numan")
    assert one is not None
    assert other is not None
    found = ground_between(one, other)
    assert found is not None
    km = distance_km(one.lat, one.lon, other.lat, other.lon)
    assert distance_km(found.lat, found.lon, one.lat, one.lon) == pytest.approx(km / 2, abs=0.1)
    assert found.accuracy_m == pytest.approx(km * 500, abs=100)


def test_between_places_far_apart_or_wide_is_nothing(book: PlaceBook) -> None:
    aleppo, sanaa, syria = book.place("aleppo"), book.place("sanaa"), book.place("syria")
    assert aleppo is not None
    assert sanaa is not None
    assert syria is not None
    assert ground_between(aleppo, sanaa) is None
    assert ground_between(aleppo, syria) is None


def places(reader: Reader, text: str) -> list[PlaceMention]:
    """Return the places of the claims in a text."""
    report = Report(id="r", title="", text=text, published=date(2016, 9, 20))
    return [place for claim in reader.read(report).claims for place in claim.places]


def test_claims_carry_accuracy_country_and_candidates(loaded_reader: Reader) -> None:
    (place,) = places(loaded_reader, "قتل خمسة مدنيين في قصف على مدينة طرابلس.")
    assert place.id == "tripoli"
    assert place.country == "LBY"
    assert place.accuracy_m is not None
    assert [candidate.id for candidate in place.candidates][:1] == ["tripoli"]
    assert "tripoli-lebanon" in {candidate.id for candidate in place.candidates}
    assert 2 <= len(place.candidates) <= 5


def test_a_claim_in_the_north_of_a_countryside_has_its_point_there(loaded_reader: Reader) -> None:
    (place,) = places(loaded_reader, "قصفت طائرات حربية بلدات في ريف حلب الشمالي.")
    aleppo = loaded_reader.lexicon.places.place("aleppo")
    assert aleppo is not None
    assert place.lat is not None
    assert place.lat > aleppo.lat + 0.1
    assert place.rule.endswith("part")
