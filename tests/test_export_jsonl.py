"""A reading is written in the prediction format of gold/README.md, whole and always the same."""

from __future__ import annotations

import json

from readings import DENIAL, EMPTY, READING, SHELLING, TEXT, find
from tawatur.export.jsonl import prediction_line

ASKED_FOR = [
    "type",
    "mode",
    "trigger",
    "actors",
    "targets",
    "places",
    "time",
    "modality",
    "polarity",
    "numbers",
    "chain",
]


def written():
    return json.loads(prediction_line(READING))


def test_id_and_claims_come_first_and_further_fields_follow():
    fields = written()
    assert list(fields)[:2] == ["id", "claims"]
    assert fields["id"] == "r-1"
    assert (fields["published"], fields["published_basis"], fields["outlet"]) == (
        "1987-03-15",
        "metadata",
        "الأفق",
    )
    assert list(fields["claims"][0])[: len(ASKED_FOR)] == ASKED_FOR
    assert list(fields["claims"][0])[len(ASKED_FOR) :] == ["sentence", "rule", "findings"]


def test_every_field_is_as_the_format_has_it():
    claim = written()["claims"][0]
    trigger = find("قصفت")
    assert claim["trigger"] == {"start": trigger.start, "end": trigger.end, "text": "قصفت"}
    [actor], [target], [place] = claim["actors"], claim["targets"], claim["places"]
    assert (TEXT[actor["start"] : actor["end"]], actor["id"]) == ("مدفعية الحرس", "guard-forces")
    assert (target["start"], target["end"], target["text"], target["id"]) == (None, None, None, "civilians")
    assert list(place)[:6] == ["start", "end", "id", "role", "lat", "lon"]
    assert (place["id"], place["role"], place["lat"], place["lon"]) == ("zaytuna-town", "at", 35.5, -1.25)
    assert (claim["time"]["start"], claim["time"]["end"]) == ("1987-03-14", "1987-03-14")
    assert (claim["time"]["basis"], claim["time"]["text"]) == ("relative", "السبت")
    assert [{key: one[key] for key in ("what", "who", "min", "max")} for one in claim["numbers"]] == [
        {"what": "killed", "who": "civilians", "min": 3, "max": 3},
        {"what": "injured", "who": "people", "min": 20, "max": 99},
    ]
    assert [(link["id"], link["stance"]) for link in claim["chain"]] == [
        ("ufuq-agency", "says"),
        ("salim-al-abid", "says"),
    ]
    assert (claim["modality"], claim["polarity"], claim["rule"]) == ("actual", "+", "verb:qasafa")


def test_what_is_not_there_is_null_or_empty():
    claim = written()["claims"][1]
    assert (claim["time"], claim["places"], claim["chain"], claim["numbers"]) == (None, [], [], [])
    assert json.loads(prediction_line(EMPTY))["claims"] == []


def test_a_line_is_one_line_and_always_the_same():
    assert "\n" not in prediction_line(READING)
    assert prediction_line(READING) == prediction_line(READING)
    assert (SHELLING in READING.claims, DENIAL in READING.claims) == (True, True)
