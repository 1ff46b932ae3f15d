"""`tawatur who`: names, ids and phrases, with candidates, scores and reasons."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tawatur import cli
from tawatur.pipeline import Reader


@pytest.fixture
def who(monkeypatch: pytest.MonkeyPatch, loaded_reader: Reader):
    monkeypatch.setattr(Reader, "load", lambda **_: loaded_reader)

    def who(*args: str) -> Result:
        return CliRunner().invoke(cli.main, ["who", *args])

    return who


@pytest.fixture
def candidates(who):
    def candidates(*args: str) -> list[dict[str, Any]]:
        result = who("--json", *args)
        assert result.exit_code == 0, result.stderr
        found: list[dict[str, Any]] = json.loads(result.stdout)["candidates"]
        return found

    return candidates


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("hts", "hts"),
        ("جبهة النصرة", "al-nusra"),
        ("John Kerry", "kerry"),
        ("قوات حفتر", "lna"),
        ("شرطة النجف", "police-najaf"),
        ("ناطق باسم الحوثيين", "houthis"),
        ("مسؤول عسكري أمريكي", "unnamed-military-official-us"),
        ("مصدر طبي في مستشفى الشفاء", "medical-source"),
        ("الطيران الروسي", "russian-forces"),
    ],
)
def test_an_id_a_name_or_a_phrase_means_somebody(candidates, asked: str, first: str) -> None:
    assert candidates(asked)[0]["id"] == first


@pytest.mark.parametrize(
    ("asked", "day", "person"),
    [
        ("وزير الخارجية الأمريكي", "2016-10-02", "kerry"),
        ("وزير الخارجية الأمريكي", "2017-06-01", "rex-tillerson"),
        ("الرئيس اليمني", "2016-10-02", "hadi"),
        ("المبعوث الأممي إلى سوريا", "2016-10-02", "de-mistura"),
        ("الأمين العام للأمم المتحدة", "2016-10-02", "ban-ki-moon"),
        ("قائد القيادة المركزية الأمريكية", "2018-06-01", "joseph-votel"),
        ("المفوض السامي لحقوق الإنسان", "2016-10-02", "zeid-raad-al-hussein"),
        ("قائد فيلق القدس", "2016-10-02", "soleimani"),
    ],
)
def test_an_office_is_its_holder_on_the_day_asked_for(candidates, asked: str, day: str, person: str) -> None:
    assert [c["id"] for c in candidates(asked, "--on", day)] == [person]


def test_an_office_without_a_day_is_all_its_holders(candidates) -> None:
    found = {c["id"]: c["reasons"] for c in candidates("وزير الخارجية الأمريكي")}
    assert {"kerry", "rex-tillerson", "mike-pompeo"} <= set(found)
    assert "foreign-minister of usa from 2013-02-01 until 2017-01-19" in found["kerry"]


def test_one_who_did_not_exist_on_the_day_ranks_below_what_he_had_become(candidates) -> None:
    found = candidates("جبهة النصرة", "--on", "2018-06-01")
    assert [c["id"] for c in found] == ["hts", "al-nusra"]
    assert found[0]["reasons"][0] == "what al-nusra had become by 2018-06-01"
    assert found[1]["existed"] is False
    assert "since 2016-07-28: jfs (Jabhat Fateh al-Sham)" in found[1]["reasons"]


def test_the_country_spoken_of_tells_bearers_of_one_name_apart(candidates) -> None:
    for country, first in (("SYR", "syrian-national-army"), ("libya", "lna"), ("اليمن", "yemen-army")):
        assert candidates("الجيش الوطني", "--in", country)[0]["id"] == first


def test_a_name_that_takes_sides_says_so_and_whose_it_is(who) -> None:
    lines = who("ميليشيات الأسد").stdout.splitlines()
    assert lines[0].split()[:2] == ["0.90", "syrian-army"]
    assert any(line.startswith("      framing: denigrate; used by") for line in lines)


def test_nobody_known_gives_names_spelt_nearly_so_and_exit_code_1(who) -> None:
    result = who("جبهة النصرا")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "جبهه النصره" in result.stderr


def test_an_unknown_country_is_a_wrong_command(who) -> None:
    assert who("الجيش الوطني", "--in", "atlantis").exit_code == 2
