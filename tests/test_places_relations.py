"""What lies beside what, and measuring on the globe."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.errors import DataError
from tawatur.lexicon.paths import DATA_DIR
from tawatur.lexicon.places import PlaceBook, bearing_deg, distance_km, distance_to_line_km
from tawatur.lexicon.places.earth import midpoint, offset
from tawatur.lexicon.places.load import load_place_book
from tawatur.pipeline import Reader

HEADER = "id,kind,country,parent,lat,lon,accuracy_m,source,context,name_en,name_ar"
ROWS = ("a,town,SYR,,36,37,1000,memory,,A,ألف", "b,town,SYR,,36,38,1000,memory,,B,باء")

ALEPPO, DAMASCUS = (36.2021, 37.1343), (33.5138, 36.2765)
LATITUDES = st.floats(-80, 80)
LONGITUDES = st.floats(-179.9, 179.9)


def book_of(folder: Path, neighbours: tuple[str, ...] = (), lines: tuple[str, ...] = ()) -> PlaceBook:
    """Return a gazetteer of two towns with these rows of relations."""
    target = folder / "places"
    target.mkdir()
    (target / "generic.csv").write_bytes((DATA_DIR / "places/generic.csv").read_bytes())
    files = {
        "places.csv": (HEADER, *ROWS),
        "neighbours.csv": ("place_id,neighbour_id,source", *neighbours),
        "lines.csv": ("place_id,seq,lat,lon", *lines),
    }
    for name, rows in files.items():
        (target / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return load_place_book(folder)


def test_neighbours_hold_both_ways(tmp_path: Path) -> None:
    book = book_of(tmp_path, neighbours=("a,b,memory",))
    assert book.neighbours("a") == ("b",)
    assert book.neighbours("b") == ("a",)
    assert book.neighbours("c") == ()


def test_a_line_keeps_its_order(tmp_path: Path) -> None:
    book = book_of(tmp_path, lines=("a,1,36,37", "a,2,36.5,37.5"))
    assert book.line("a") == ((36.0, 37.0), (36.5, 37.5))
    assert book.line("b") == ()


def test_every_problem_of_relations_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        book_of(
            tmp_path,
            neighbours=("b,nowhere,memory", "a,a,memory", "b,a,", "b,a,memory"),
            lines=("a,2,36,37", "b,1,136,37", "x,1,1"),
        )
    told = str(caught.value)
    for problem in (
        "'b,nowhere': 'nowhere' is no place",
        "'a,a': stands after 'b'",
        "'a,a': is its own neighbour",
        "'b,a': source must be given",
        "'b,a': stands twice",
        "'a': seq '2' should be 1",
        "'a': a line needs two points",
        "'b': (136, 37) is no place",
        "'x': has 3 fields",
    ):
        assert problem in told


def test_hellok_borders_bustan_al_basha_and_not_bustan_al_qasr(loaded_reader: Reader) -> None:
    around = loaded_reader.lexicon.places.neighbours("aleppo-hellok")
    assert "aleppo-bustan-al-basha" in around
    assert "aleppo-bustan-al-qasr" not in around


def test_distances_and_bearings_are_those_of_the_map() -> None:
    assert distance_km(*ALEPPO, *DAMASCUS) == pytest.approx(309, abs=2)
    assert bearing_deg(ALEPPO, DAMASCUS) == pytest.approx(195, abs=2)
    assert bearing_deg((0, 0), (1, 0)) == pytest.approx(0)
    assert bearing_deg((0, 0), (0, 1)) == pytest.approx(90)


def test_the_distance_to_a_line_is_that_to_its_nearest_stretch() -> None:
    line = ((36.0, 37.0), (36.0, 38.0))
    assert distance_to_line_km((36.1, 37.5), line) == pytest.approx(11.1, abs=0.1)
    assert distance_to_line_km((36.0, 36.9), line) == pytest.approx(9.0, abs=0.1)
    assert distance_to_line_km((36.0, 36.9), line[:1]) == pytest.approx(9.0, abs=0.1)


@given(LATITUDES, LONGITUDES, st.floats(0.1, 500), st.floats(0, 359.9))
def test_an_offset_lies_as_far_and_in_that_direction(lat: float, lon: float, km: float, way: float) -> None:
    end = offset((lat, lon), km, way)
    assert distance_km(lat, lon, *end) == pytest.approx(km, rel=1e-6)
    turned = (bearing_deg((lat, lon), end) - way + 180) % 360 - 180
    assert turned == pytest.approx(0, abs=1e-3)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_a_midpoint_is_as_far_from_both_ends(lat: float, lon: float, lat2: float, lon2: float) -> None:
    middle = midpoint((lat, lon), (lat2, lon2))
    half = distance_km(lat, lon, lat2, lon2) / 2
    assert distance_km(*middle, lat, lon) == pytest.approx(half, abs=0.01)
    assert distance_km(*middle, lat2, lon2) == pytest.approx(half, abs=0.01)
