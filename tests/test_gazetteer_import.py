"""Adding gazetteers of one's own: what of a file is taken, what is refused, and the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.cli import main
from tawatur.errors import DataError, InputError
from tawatur.ingest.gazetteers import Imported, read_gazetteer
from tawatur.lexicon.places.records import Place
from tawatur.lexicon.places.store import added_names, open_added, open_gazetteers, remove_added, write_added

NOWHERE = lambda name, kind, country: None  # noqa: E731

DUMP = "\n".join(
    "\t".join(row)
    for row in (
        ("1", "Kafr Test", "Kafr Test", "Kafr Test,كفر تست,كفر ټیسټ", "35.5", "36.6", "P", "PPL", "SY", "",
         "12", "", "", "", "120", "", "", "Asia/Damascus", "2020-01-01"),
        ("2", "Jabal Test", "", "جبل تست", "35.6", "36.7", "T", "MT", "SY", "", "", "", "", "", "0", "", "", "", ""),
        ("3", "Bir Test", "", "بير تست", "35.6", "36.7", "H", "WLL", "SY", "", "", "", "", "", "0", "", "", "", ""),
        ("4", "No Arabic", "", "Sans arabe", "35.6", "36.7", "P", "PPL", "SY", "", "", "", "", "", "0", "", "", "", ""),
        ("5", "Off", "", "بعيدة", "135.6", "36.7", "P", "PPL", "SY", "", "", "", "", "", "0", "", "", "", ""),
        ("6", "Short", "ناقصة"),
    )
)  # fmt: skip

TABLE = """id,country,placetype,parent,name_en,lat,lon,population,name_ar,aliases_ar
v:1,SY,locality,,Kafr Test,35.5,36.6,120,كفر تست,كفرتست|كفر طست
v:2,SY,neighbourhood,v:1,Quarter,35.5,36.61,,حي التست,
v:3,SY,locality,,Broken,north,36.6,,مكسورة,
v:4,SY,locality,,Latin,35.5,36.6,,Latin,
v:5,SY
v:1,SY,locality,,Other,35.9,36.6,,كفر تست,
"""

PCODES = """admin0Pcode,admin1Name_en,admin1Name_ar,admin1Pcode,admin2Name_en,admin2Name_ar,admin2Pcode{more}
SY,Testia,تستيا,SY99,North,تست الشمالية,SY9901{first}
SY,Testia,تستيا,SY99,South,تست الجنوبية,SY9902{second}
SY,Testia,تستيا,,South,تست الجنوبية,SY9902{second}
"""


def imported(path: Path, content: str, name: str = "mine", **options: Path) -> Imported:
    """Return what is read of a file with this content."""
    path.write_text(content, encoding="utf-8")
    return read_gazetteer(path, name, NOWHERE, **options)


def test_a_geonames_dump_gives_its_places_with_arabic_names(tmp_path: Path) -> None:
    found = imported(tmp_path / "SY.txt", DUMP)
    assert [(p.place.id, p.place.kind, p.place.country, p.names) for p in found.places] == [
        ("geonames:1", "village", "SYR", ("كفر تست",)),
        ("geonames:2", "mountain", "SYR", ("جبل تست",)),
    ]
    assert sum(found.passed_over.values()) == 2
    assert [(refused.line, refused.reason) for refused in found.refused] == [
        (5, "(135.6, 36.7) is no place on Earth"),
        (6, "has 3 fields, not 19"),
    ]
    assert found.rows == len(found.places) + sum(found.passed_over.values()) + len(found.refused)


def test_alternate_names_are_taken_by_language(tmp_path: Path) -> None:
    rows = ("9\t4\tar\tعربية", "8\t4\tfa\tفارسی", "7\t4\tar\tالمفضلة\t1", "6\t4\tar\tقديمة\t\t\t\t1", "junk")
    (tmp_path / "names.txt").write_text("\n".join(rows), encoding="utf-8")
    found = imported(tmp_path / "SY.txt", DUMP, alternates=tmp_path / "names.txt")
    assert next(p.names for p in found.places if p.place.id == "geonames:4") == ("المفضلة", "عربية")


def test_a_table_is_understood_by_the_names_of_its_columns(tmp_path: Path) -> None:
    found = imported(tmp_path / "t.csv", TABLE)
    assert [(p.place.id, p.place.kind, p.names) for p in found.places] == [
        ("v:1", "village", ("كفر تست", "كفرتست", "كفر طست")),
        ("v:2", "neighbourhood", ("حي التست",)),
    ]
    assert [refused.line for refused in found.refused] == [4, 6, 7]
    assert found.passed_over == {"without an Arabic name": 1}
    assert "lat is column 'lat'" in found.guessed


def test_other_names_of_columns_and_other_separators_do_as_well(tmp_path: Path) -> None:
    found = imported(tmp_path / "t.csv", "Latitude;Longitude;Arabic Name;ISO2\n36.1;37.2;كفر تست;SY\n")
    ((place, names),) = found.places
    assert (place.id, place.lat, place.lon, place.country, names) == (
        "mine:2",
        36.1,
        37.2,
        "SYR",
        ("كفر تست",),
    )


def test_p_codes_with_points_give_divisions_on_every_level(tmp_path: Path) -> None:
    content = PCODES.format(more=",lat,lon", first=",36.0,37.0", second=",35.0,37.0")
    found = imported(tmp_path / "adm.csv", content)
    assert [(p.place.id, p.place.kind, p.place.parent, p.place.lat) for p in found.places] == [
        ("pcode:SY99", "governorate", "", 35.5),
        ("pcode:SY9901", "district", "pcode:SY99", 36.0),
        ("pcode:SY9902", "district", "pcode:SY99", 35.0),
    ]
    assert [refused.line for refused in found.refused] == [4]  # its first level has no code


def test_p_codes_without_points_get_them_from_what_is_known(tmp_path: Path) -> None:
    known = Place("t", "district", "SYR", "", 36.0, 37.0, 9000, "memory", "North", "تست الشمالية")
    path = tmp_path / "adm.csv"
    path.write_text(PCODES.format(more="", first="", second=""), encoding="utf-8")
    found = read_gazetteer(path, "adm", lambda name, kind, country: known if name == known.name_ar else None)
    assert [(p.place.id, p.place.lat) for p in found.places] == [("pcode:SY9901", 36.0)]
    assert len(found.refused) == 3


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\0\0", "PK\x03\x04..", "name_ar,lat\nحلب,36\n"])
def test_a_file_of_another_kind_is_refused_with_a_remedy(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match=r"t\.csv"):
        imported(tmp_path / "t.csv", content)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.sampled_from(["", "id,name_ar,lat,lon\n", "adm1_pcode,adm1_ar,lat,lon\n", DUMP.split("\n")[0] + "\n"]),
    st.text(alphabet='abحلب,;\t\n"\r10.-|\0\u200f\ufeff', max_size=120),
)
def test_no_text_makes_an_import_raise_anything_but_what_it_says(
    tmp_path: Path, head: str, rest: str
) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes((head + rest).encode())
    try:
        found = read_gazetteer(path, "any", NOWHERE)
    except InputError:
        return
    write_added(tmp_path / "kept", "any", found.places, {"name": "any"})
    assert len(open_added(tmp_path / "kept", "any", None)) == len(found.places)


def test_what_was_added_is_kept_whole_and_can_be_removed(tmp_path: Path) -> None:
    found = imported(tmp_path / "t.csv", TABLE)
    write_added(tmp_path / "data", "mine", found.places, {"name": "mine"})
    first = open_added(tmp_path / "data", "mine", tmp_path / "cache")
    assert {row.place.id: row.names for row in first.all_places()} == {
        row.place.id: row.names for row in found.places
    }
    write_added(tmp_path / "data", "mine", found.places[:1], {"name": "mine"})
    assert len(open_added(tmp_path / "data", "mine", tmp_path / "cache")) == 1
    assert [g.about["name"] for g in open_gazetteers(tmp_path / "cache", tmp_path / "data")] == [
        "mine",
        "world",
    ]
    assert remove_added(tmp_path / "data", "mine")
    assert not remove_added(tmp_path / "data", "mine")
    assert list((tmp_path / "data").iterdir()) == []


def test_a_broken_file_among_the_added_is_named(tmp_path: Path) -> None:
    write_added(tmp_path, "mine", [], {"name": "mine"})
    (tmp_path / "mine.csv").write_text("id\nx\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.csv, entry 'header'"):
        open_added(tmp_path, "mine", None)
    assert added_names(tmp_path) == ["mine"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lexicon_cache: Path):
    """Return a function that runs a command over a data folder of its own."""
    monkeypatch.setenv("TAWATUR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TAWATUR_CACHE", str(lexicon_cache))

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return invoke


def test_a_gazetteer_is_added_asked_listed_and_removed(run, tmp_path: Path) -> None:
    path = tmp_path / "Test villages.csv"
    path.write_text("id,country,name_ar,lat,lon\n1,SY,كفر تستية,35.5,36.6\n", encoding="utf-8")
    added = run("gazetteer", "add", str(path), "--credit", "Nobody")
    assert added.exit_code == 0, added.stderr
    assert "test-villages: 1 places with 1 names added." in added.stderr
    found = json.loads(run("where", "قرية كفر تستيه", "--json").stdout)
    assert [(one["id"], one["country"], one["source"]) for one in found] == [
        ("test-villages:1", "SYR", "test-villages")
    ]
    assert "test-villages: 1 places" in run("gazetteer", "list").stdout
    assert run("gazetteer", "remove", "test-villages").exit_code == 0
    assert run("where", "قرية كفر تستيه").exit_code == 1
    again = run("gazetteer", "remove", "test-villages")
    assert again.exit_code == 2
    assert "Added are: none" in again.stderr


def test_rows_that_are_refused_are_told_and_the_rest_is_added(run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(TABLE, encoding="utf-8")
    added = run("gazetteer", "add", str(path))
    assert added.exit_code == 1
    assert "refused: line 4: lat 'north', lon '36.6' are no numbers" in added.stderr
    assert "t: 2 places" in added.stderr
    assert run("gazetteer", "add", str(path), "--name", "world").exit_code == 2


def test_where_says_what_a_name_can_mean_and_why(run) -> None:
    found = run("where", "طرابلس", "--near", "بيروت")
    assert found.exit_code == 0
    assert found.stdout.index("tripoli-lebanon") < found.stdout.index("Libya")
    assert "34.4" in found.stdout
    only = json.loads(run("where", "طرابلس", "--in", "ليبيا", "--json").stdout)
    assert {one["country"] for one in only} == {"LBY"}
    code = json.loads(run("where", "طرابلس", "--in", "LBN", "--json").stdout)
    assert {one["country"] for one in code} == {"LBN"}


def test_where_reads_distances_and_what_is_between(run) -> None:
    (first, *_) = json.loads(run("where", "على بعد 20 كم شمال الرقة", "--json").stdout)
    (raqqa, *_) = json.loads(run("where", "الرقة", "--json").stdout)
    assert first["id"] == raqqa["id"] == "raqqa"
    assert first["lat"] == pytest.approx(raqqa["lat"] + 0.18, abs=0.01)
    (one, other) = json.loads(run("where", "بين سراقب ومعرة النعمان", "--json").stdout)
    assert (one["lat"], one["lon"]) == (other["lat"], other["lon"])


def test_where_offers_names_that_are_spelt_like_an_unknown_one(run) -> None:
    unknown = run("where", "دير الزورر")
    assert unknown.exit_code == 1
    assert "دير الزور" in unknown.stderr
    assert run("where", "حلب", "--in", "ناكوجاباد").exit_code == 1
