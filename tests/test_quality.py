"""Quality does not fall below the floors of eval/floors.json, where the gold data are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.evaluate import Floor, check_floors, code_reading, load_floors, load_gold, score

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"


@pytest.mark.parametrize("floor", load_floors(ROOT / "eval" / "floors.json"), ids=lambda floor: floor.gold)
def test_figures_are_above_their_floors(floor: Floor):
    path = GOLD / floor.gold
    if not path.exists():
        pytest.skip(f"{path} is not here: quality is measured beside the shared folder")
    assert floor.is_for(path), f"{path} is not the file that eval/floors.json was measured on"
    from tawatur.pipeline import Reader

    reader = Reader.load()
    gold = load_gold(path)
    predicted = {report_id: code_reading(reader.read(report.report)) for report_id, report in gold.items()}
    assert check_floors(score(gold, predicted), floor.least) == ()
