"""Every value that a claim can have has a name in both languages."""

from __future__ import annotations

import csv
import re
from importlib import resources
from pathlib import Path

import pytest

from tawatur.export.html import _TYPES
from tawatur.export.labels import amount, load_labels, polarity_id
from tawatur.model import Basis, Modality, Number, Stance

CODEBOOK = Path(__file__).parents[2] / "shared" / "codebook.md"


def test_closed_vocabularies_are_labelled():
    labels = load_labels()
    wanted = [("modality", str(one)) for one in Modality]
    wanted += [("stance", str(one)) for one in Stance] + [("basis", str(one)) for one in Basis]
    wanted += [("polarity", polarity_id(sign)) for sign in "+-"]
    wanted += [("place-role", role) for role in ("at", "from", "to")]
    wanted += [("type", name) for name in _TYPES]
    for key in wanted:
        assert labels.english.get(key), key
        assert labels.arabic.get(key), key


def test_every_type_and_mode_of_the_codebook_is_labelled():
    if not CODEBOOK.exists():
        pytest.skip(f"{CODEBOOK} is not here: checked only beside the shared folder")
    rows = re.findall(r"^\| ([A-Z]+) \|[^|]*\| ([^|]+) \|", CODEBOOK.read_text(encoding="utf-8"), flags=re.M)
    assert {name for name, _ in rows} == set(_TYPES)
    modes = {mode.strip() for _, modes in rows for mode in modes.split(",")}
    assert modes == {value for group, value in load_labels().english if group == "mode"}


def test_the_file_is_sorted_without_duplicates():
    file = resources.files("tawatur") / "data" / "labels" / "labels.csv"
    keys = [
        (row["group"], row["id"]) for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    ]
    assert keys == sorted(set(keys))


def test_a_value_without_a_label_is_called_by_its_id():
    assert load_labels().ar("mode", "unheard-of") == "unheard-of"


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(3, 3, "3"), (20, 99, "20–99"), (20, None, "≥20"), (None, 5, "≤5"), (None, None, "")],
)
def test_amounts_show_their_bounds(least, most, words):
    assert amount(Number("killed", "people", least, most)) == words
