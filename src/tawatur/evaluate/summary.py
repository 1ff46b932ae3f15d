"""Scores as people and programs read them, in the form of `gold/score.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tawatur.evaluate.coded import CodedClaim, Item, Quantity
from tawatur.evaluate.scoring import Prf, ScoreError, Scores


def as_dict(scores: Scores) -> dict[str, Any]:
    """Return what score.py --json gives, key for key."""
    return {
        "record": _prf(scores.record),
        "detect": _prf(scores.detect),
        "mode": scores.mode,
        "modality": scores.modality,
        **{name: _prf(figures) for name, figures in scores.fields.items()},
        "by_type": {name: _prf(figures) for name, figures in scores.by_type.items()},
    }


def as_json(scores: Scores) -> str:
    """Return as_dict() with the confusion table, as JSON."""
    confusion = [
        {"gold": gold, "predicted": predicted, "claims": count}
        for (gold, predicted), count in scores.confusion.items()
    ]
    return json.dumps({**as_dict(scores), "confusion": confusion}, indent=1)


def lines(scores: Scores, *, by_type: bool, confusion: bool, errors: int) -> Iterator[str]:
    """Yield the figures line by line; `errors` is how many errors to list."""
    reports = "1 report" if scores.reports == 1 else f"{scores.reports} reports"
    yield f"{reports}, {scores.detect.gold} gold claims, {scores.detect.pred} predicted"
    yield f"{'':12}{'P':>7}{'R':>7}{'F1':>7}"
    for name, figures in (("record", scores.record), ("detect", scores.detect), *scores.fields.items()):
        yield _line(name, figures)
    yield f"{'mode':12}{scores.mode:7.3f}"
    yield f"{'modality':12}{scores.modality:7.3f}"
    if by_type:
        yield ""
        yield from (_line(name, figures) for name, figures in scores.by_type.items())
    if confusion:
        yield ""
        yield from _confusion(scores)
    for error in scores.errors[:errors]:
        yield ""
        yield from _error(error)


def _confusion(scores: Scores) -> Iterator[str]:
    """Yield a row for each gold type, most frequent confusion first; "-" is no claim."""
    yield "gold type: predicted types (- no claim)"
    rows: dict[str, list[tuple[int, str]]] = {}
    for (gold, predicted), count in scores.confusion.items():
        rows.setdefault(gold, []).append((count, predicted))
    for gold, cells in rows.items():
        shown = "  ".join(f"{predicted} {count}" for count, predicted in sorted(cells, reverse=True))
        yield f"{gold:12}{shown}"


def _error(error: ScoreError) -> Iterator[str]:
    wrong = f"  wrong: {', '.join(error.wrong)}" if error.wrong else ""
    yield f"{error.kind:7}{error.type:10}{error.report_id}  «{error.words}»{wrong}"
    if error.predicted:
        yield f"  predicted  {_in_words(error.predicted)}"
    if error.gold:
        yield f"  gold       {_in_words(error.gold)}"


def _in_words(claim: CodedClaim) -> str:
    """Return the fields that `claim` has, on one line."""
    values = {
        "actors": _items(claim.actors),
        "targets": _items(claim.targets),
        "places": _items(claim.places),
        "time": "–".join(dict.fromkeys(claim.days or ())),
        "numbers": ", ".join(_number(number) for number in claim.numbers),
        "says": " ← ".join(map(_item, claim.chain)),
    }
    is_plain = (claim.modality, claim.polarity) == ("actual", "+")
    sure = "" if is_plain else f" {claim.modality} {claim.polarity}"
    given = [f"{name}: {value}" for name, value in values.items() if value]
    return "; ".join([f"{claim.type}/{claim.mode}{sure}", *given])


def _items(items: Sequence[Item]) -> str:
    return ", ".join(map(_item, items))


def _item(item: Item) -> str:
    """Return the id with where its words stand."""
    return f"{item.id or '?'}[{item.start}:{item.end}]" if item.start is not None else f"{item.id or '?'}"


def _number(number: Quantity) -> str:
    if number.min == number.max:
        return f"{number.what} {number.min}"
    low, high = ("" if bound is None else str(bound) for bound in (number.min, number.max))
    return f"{number.what} {low}–{high}"


def _line(name: str, figures: Prf) -> str:
    counts = f"({figures.tp}/{figures.pred}/{figures.gold})"
    return f"{name:12}{figures.p:7.3f}{figures.r:7.3f}{figures.f1:7.3f}   {counts}"


def _prf(figures: Prf) -> dict[str, float | int]:
    return {
        "p": figures.p,
        "r": figures.r,
        "f1": figures.f1,
        "tp": figures.tp,
        "pred": figures.pred,
        "gold": figures.gold,
    }
