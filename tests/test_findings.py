"""What the checks find on the corpus of ../shared has been judged, and no new finding goes unread."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tawatur.ingest.files import read_reports

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
# The share of findings that must be right: precision before recall.
LEAST_RIGHT = 0.9


def judged() -> dict[tuple[str, str, int], str]:
    """Return (report, check, start of its words) → verdict of eval/findings.csv."""
    with (ROOT / "eval" / "findings.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {(row["report_id"], row["check"], int(row["start"])): row["verdict"] for row in rows}


def test_verdicts_are_right_or_wrong():
    assert set(judged().values()) <= {"right", "wrong"}


def test_every_finding_on_the_corpus_has_been_judged_and_most_are_right(loaded_reader):
    paths = sorted(CORPUS.glob("*.jsonl"))
    if not paths:
        pytest.skip(f"no corpus in {CORPUS}")
    found = set()
    for report in read_reports(paths, on_problem=lambda problem: pytest.fail(str(problem))):
        reading = loaded_reader.read(report)
        for finding in (*reading.findings, *(f for claim in reading.claims for f in claim.findings)):
            found.add((report.id, finding.check, finding.span.start))
    verdicts = judged()
    unread = sorted(found - verdicts.keys())
    assert not unread, f"read these and add your verdict to eval/findings.csv: {unread}"
    right = sum(verdicts[one] == "right" for one in found)
    assert right >= LEAST_RIGHT * len(found)
    assert found, "the checks find nothing at all"
