"""How well claims are read: scores against gold data, and the floors under them."""

from tawatur.evaluate.coded import CodedClaim, GoldReport, code_reading, load_gold, load_predictions
from tawatur.evaluate.floors import Floor, check_floors, load_floors
from tawatur.evaluate.scoring import Prf, ScoreError, Scores, score

__all__ = [
    "CodedClaim",
    "Floor",
    "GoldReport",
    "Prf",
    "ScoreError",
    "Scores",
    "check_floors",
    "code_reading",
    "load_floors",
    "load_gold",
    "load_predictions",
    "score",
]
