"""Our figures are those of gold/score.py, to the digit."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.errors import InputError
from tawatur.evaluate import (
    Scores,
    check_floors,
    code_reading,
    load_floors,
    load_gold,
    load_predictions,
    score,
)
from tawatur.evaluate.coded import coded_claim
from tawatur.evaluate.summary import as_dict
from tawatur.export.jsonl import prediction_line
from tawatur.model import (
    Basis,
    Claim,
    Interval,
    Link,
    Mention,
    Number,
    PlaceMention,
    Reading,
    Report,
    Span,
    Stance,
)

SHARED = Path(__file__).parents[2] / "shared" / "gold"
TEXT = "قصفت المدفعية أطراف البلدة مساء السبت وقتل ثلاثة مدنيين، بحسب مصدر طبي. " * 3
TYPES = ("ASSAULT", "HARM", "CONSULT", "TERRITORY")


@pytest.fixture(scope="module")
def score_py() -> ModuleType:
    path = SHARED / "score.py"
    if not path.exists():
        pytest.skip(f"{path} is not here: it is compared only beside the shared folder")
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def assert_same_figures(score_py: ModuleType, folder: Path, gold: list[Any], predicted: list[Any]) -> Scores:
    paths = folder / "gold.jsonl", folder / "pred.jsonl"
    for path, lines in zip(paths, (gold, predicted), strict=True):
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    theirs, their_errors = score_py.score(score_py.load(paths[0]), score_py.load(paths[1]))
    ours = score(load_gold(paths[0]), load_predictions(paths[1]))
    assert as_dict(ours) == theirs
    assert [(e.report_id, e.kind, e.type, e.words) for e in ours.errors] == [e[:4] for e in their_errors]
    return ours


# ---------------------------------------------------------------- random claims


def spans() -> st.SearchStrategy[tuple[int, int]]:
    # few places to stand, so that claims really touch
    return st.tuples(st.integers(0, 12), st.integers(1, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def items(ids: tuple[str | None, ...] = ("a", "b", None, "")) -> st.SearchStrategy[list[dict[str, Any]]]:
    span = st.one_of(st.none(), spans())
    item = st.tuples(span, st.sampled_from(ids)).map(
        lambda drawn: {
            "start": drawn[0][0] if drawn[0] else None,
            "end": drawn[0][1] if drawn[0] else None,
            "id": drawn[1],
        }
    )
    return st.lists(item, max_size=2)


def fields() -> dict[str, st.SearchStrategy[Any]]:
    days = st.sampled_from(["1999-04-01", "1999-04-02"])
    number = st.fixed_dictionaries(
        {"what": st.sampled_from(["killed", "injured"]), "min": st.sampled_from([1, None]), "max": st.just(3)}
    )
    return {
        "type": st.sampled_from(TYPES[:2]),
        "mode": st.sampled_from(["shelling", "other"]),
        "actors": items(),
        "targets": items(),
        "places": items(),
        "time": st.one_of(st.none(), st.fixed_dictionaries({"start": days, "end": days})),
        "modality": st.sampled_from(["actual", "intended"]),
        "polarity": st.sampled_from(["+", "-"]),
        "numbers": st.lists(number, max_size=2),
        "chain": items(("a", "b", "c")),  # score.py wants an id of each link
    }


def gold_claims() -> st.SearchStrategy[dict[str, Any]]:
    triggers = st.lists(spans().map(list), min_size=1, max_size=2)
    return st.fixed_dictionaries({**fields(), "triggers": triggers, "optional": st.booleans()})


def predicted_claims() -> st.SearchStrategy[dict[str, Any]]:
    trigger = spans().map(lambda span: {"start": span[0], "end": span[1]})
    return st.fixed_dictionaries({**fields(), "trigger": trigger})


def perturb(claim: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """Return a prediction made from a gold claim, with some of it wrong."""
    start, end = draw.choice(claim["triggers"])
    predicted = {**claim, "trigger": {"start": start, "end": end}}
    del predicted["triggers"]
    changes: list[tuple[str, Callable[[], Any]]] = [
        ("type", lambda: draw.choice(TYPES)),
        ("mode", lambda: "other"),
        ("actors", lambda: [*claim["actors"][1:], {"start": 0, "end": 3, "id": "x"}]),
        ("targets", lambda: claim["targets"][:1]),
        ("places", lambda: claim["places"][::-1][:1]),
        ("time", lambda: draw.choice([None, {"start": "2018-01-01", "end": "2018-01-01"}])),
        ("modality", lambda: "possible"),
        ("polarity", lambda: "-"),
        ("numbers", lambda: claim["numbers"][:1]),
        ("chain", lambda: claim["chain"][:-1]),
    ]
    for key, change in changes:
        if draw.random() < 0.15:
            predicted[key] = change()
    return predicted


def claim(**changes: Any) -> dict[str, Any]:
    return {
        "type": "ASSAULT",
        "mode": "shelling",
        "triggers": [[0, 4]],
        "actors": [],
        "targets": [],
        **changes,
    }


def predicted(**changes: Any) -> dict[str, Any]:
    return {"type": "ASSAULT", "mode": "shelling", "trigger": {"start": 0, "end": 4}, **changes}


def gold_file(folder: Path, *claims: dict[str, Any]) -> Path:
    path = folder / "gold.jsonl"
    line = {"id": "r1", "published": "1999-04-03", "outlet": "", "title": "", "text": TEXT, "claims": claims}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


# ---------------------------------------------------------------- tests


@settings(max_examples=100, deadline=None)
@given(
    st.lists(gold_claims(), max_size=5),
    st.lists(predicted_claims(), max_size=5),
    st.integers(),
)
def test_any_claims_get_the_same_figures(score_py, tmp_path_factory, gold, guesses, seed):
    draw = random.Random(seed)
    guesses += [perturb(one, draw) for one in gold if draw.random() < 0.7]
    draw.shuffle(guesses)
    folder = tmp_path_factory.getbasetemp()
    assert_same_figures(
        score_py, folder, [{"id": "r1", "text": TEXT, "claims": gold}], [{"id": "r1", "claims": guesses}]
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_perturbed_development_claims_get_the_same_figures(score_py, tmp_path, seed):
    draw = random.Random(seed)
    gold = [json.loads(line) for line in (SHARED / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    guesses = []
    for report in gold[draw.randrange(3) :]:  # some reports have no prediction line
        claims = [perturb(one, draw) for one in report["claims"] if draw.random() < 0.85]
        claims += [{**one, "type": draw.choice(TYPES)} for one in claims if draw.random() < 0.1]
        draw.shuffle(claims)
        guesses.append({"id": report["id"], "claims": claims})
    scores = assert_same_figures(score_py, tmp_path, gold, guesses)
    assert 0.3 < scores.record.f1 < scores.detect.f1 < 1


def test_gold_against_itself_is_perfect(tmp_path):
    gold = load_gold(gold_file(tmp_path, claim(), claim(type="HARM", triggers=[[40, 44]], polarity="-")))
    scores = score(gold, {"r1": gold["r1"].claims})
    assert (scores.record.f1, scores.detect.f1, scores.mode, scores.errors) == (1.0, 1.0, 1.0, ())
    assert scores.confusion == {("ASSAULT", "ASSAULT"): 1, ("HARM", "HARM"): 1}


def test_errors_name_kind_words_and_fields(tmp_path):
    gold = load_gold(gold_file(tmp_path, claim(), claim(type="HARM", triggers=[[38, 41]])))
    guesses = [predicted(polarity="-", time={"start": "1999-04-03", "end": "1999-04-03"})]
    guesses.append(predicted(type="CONSULT", trigger={"start": 27, "end": 31}))
    scores = score(gold, {"r1": [coded_claim(guess) for guess in guesses]})
    assert [(e.kind, e.type, e.words, e.wrong) for e in scores.errors] == [
        ("extra", "CONSULT", TEXT[27:31], ()),
        ("missed", "HARM", TEXT[38:41], ()),
        ("fields", "ASSAULT", "قصفت", ("time", "polarity")),
    ]


def test_confusion_counts_other_types_on_the_same_words(tmp_path):
    gold = load_gold(gold_file(tmp_path, claim(), claim(type="HARM", triggers=[[38, 41]])))
    guesses = [predicted(type="COERCE"), predicted(trigger={"start": 60, "end": 64})]
    scores = score(gold, {"r1": [coded_claim(guess) for guess in guesses]})
    assert scores.confusion == {("-", "ASSAULT"): 1, ("ASSAULT", "COERCE"): 1, ("HARM", "-"): 1}


def test_an_optional_claim_counts_neither_way(tmp_path):
    gold = load_gold(gold_file(tmp_path, claim(optional=True)))
    scores = score(gold, {"r1": [coded_claim(predicted()), coded_claim(predicted(type="HARM"))]})
    assert (scores.detect.pred, scores.detect.gold, scores.errors) == (0, 0, ())


def test_readings_are_compared_as_they_are_exported():
    """A reading scores the same straight from memory and by way of its prediction line."""
    day = date(1999, 4, 3)
    reading = Reading(
        Report(id="r1", text=TEXT),
        (
            Claim(
                type="ASSAULT",
                mode="shelling",
                trigger=Span(0, 4),
                sentence=Span(0, 70),
                actors=(Mention(Span(5, 13), "artillery"), Mention(None, "militants")),
                places=(PlaceMention(Span(14, 26), "البلدة", "at", "town"),),
                time=Interval(day, day, "day", Basis.RELATIVE, "weekday"),
                numbers=(Number("killed", "civilians", 3, None),),
                chain=(Link(Span(60, 68), "medics", Stance.SAYS),),
            ),
        ),
    )
    written = json.loads(prediction_line(reading))
    assert tuple(map(coded_claim, written["claims"])) == code_reading(reading)


GOOD = '{"id": "1", "text": "نص", "claims": []}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"id": "1", "text": "نص"}', 'no list "claims"'),
        ('{"id": "1", "text": "نص", "claims": 5}', 'no list "claims"'),
        ('{"id": "1", "text": "نص", "claims": [{}]}', 'claim 1 has no "triggers"'),
        ('{"id": "1", "text": "نص", "claims": [{"triggers": []}]}', "it has no trigger"),
        (
            '{"id": "1", "text": "نص", "claims": [{"type": "HARM", "triggers": [["a", 3]]}]}',
            "'a' is no offset",
        ),
        ('{"id": "1", "text": "نص", "claims": [7]}', "claim 1 cannot be read"),
        ('{"text": "نص", "claims": []}', 'no "id"'),
        (GOOD.replace('"1"', '"0"'), '"0" was there before'),
        ("{", "no JSON object"),
    ],
)
def test_a_broken_gold_line_is_named(tmp_path, text, words):
    path = tmp_path / "gold.jsonl"
    path.write_text(GOOD.replace('"1"', '"0"') + f"\n\n{text}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl line 3") as caught:
        load_gold(path)
    assert words in caught.value.problem


@pytest.mark.parametrize("data", [b"", b"\n", b"\xff\xfe", b"\x00\x9c\x81"])
def test_a_gold_file_without_reports_is_named(tmp_path, data):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"gold\.jsonl"):
        load_gold(path)


class TestFloors:
    def test_figures_below_their_floor_are_told(self, tmp_path):
        gold = load_gold(gold_file(tmp_path, claim(), claim(type="HARM", triggers=[[38, 41]])))
        scores = score(gold, {"r1": [coded_claim(predicted(mode="other"))]})
        assert check_floors(scores, {"detect": 0.66, "record": 0.1}) == ()
        assert check_floors(scores, {"detect": 0.67, "mode": 0.5, "time": 0.0}) == (
            "detect 0.6667 is below 0.6700",
            "mode 0.0000 is below 0.5000",
        )

    def test_the_file_pins_the_gold_it_was_measured_on(self, tmp_path):
        path = tmp_path / "floors.json"
        gold = gold_file(tmp_path, claim())
        sets = [{"gold": "gold.jsonl", "sha256": "0" * 64, "floors": {"detect": 0.5}}]
        path.write_text(json.dumps({"version": 1, "sets": sets}), encoding="utf-8")
        [floor] = load_floors(path)
        assert (floor.gold, dict(floor.least), floor.is_for(gold)) == ("gold.jsonl", {"detect": 0.5}, False)

    @pytest.mark.parametrize("text", ["{}", '{"sets": [{"gold": "a"}]}', "no"])
    def test_a_broken_file_is_named(self, tmp_path, text):
        path = tmp_path / "floors.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"floors\.json"):
            load_floors(path)

    def test_an_unknown_figure_is_told(self, tmp_path):
        path = tmp_path / "floors.json"
        sets = [{"gold": "a", "sha256": "", "floors": {"detekt": 0.5}}]
        path.write_text(json.dumps({"sets": sets}), encoding="utf-8")
        with pytest.raises(InputError, match="detekt"):
            load_floors(path)
