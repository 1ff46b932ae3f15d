"""The sample reports that ship with the project can be read as they are."""

from __future__ import annotations

from pathlib import Path

from tawatur.errors import InputError
from tawatur.ingest.files import read_reports

SAMPLES = Path(__file__).parents[1] / "samples"


def test_every_sample_is_read_with_its_title():
    problems: list[InputError] = []
    reports = list(read_reports([SAMPLES], on_problem=problems.append))
    assert problems == []
    assert len(reports) == 15
    for report in reports:
        assert report.title, report.source
        assert 120 <= len(report.text.split()) <= 260, report.source


def test_the_list_of_samples_is_whole():
    listed = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for path in SAMPLES.iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in listed
