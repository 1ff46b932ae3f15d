"""The figures of `gold/score.py`, to the digit, as records.

A predicted and a gold claim agree when their types are equal and the predicted trigger
overlaps one of the gold claim's; what matches an optional gold claim counts neither way.
Over the agreeing pairs each field has its own figures. A *record* is a pair that is right
in all actors, all targets, the first gold place, time, modality, polarity and origin.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tawatur.evaluate.coded import CodedClaim, GoldReport, Item, Quantity

A = TypeVar("A")
B = TypeVar("B")
Pair = tuple[CodedClaim, CodedClaim]

NONE = "-"  # in the confusion table: no claim on this side


@dataclass(frozen=True, slots=True)
class Prf:
    """Precision, recall and F1 of `tp` agreements among `pred` predicted and `gold` gold items."""

    tp: int
    pred: int
    gold: int

    @property
    def p(self) -> float:
        """Precision, 0 where nothing was predicted."""
        return self.tp / self.pred if self.pred else 0.0

    @property
    def r(self) -> float:
        """Recall, 0 where there is no gold."""
        return self.tp / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0


@dataclass(frozen=True, slots=True)
class ScoreError:
    """A claim too many (`extra`), one not found (`missed`), or one with a wrong field (`fields`).

    `type` and `words` (of the trigger) are the predicted claim's, but for `missed` the
    gold claim's; `wrong` names the fields that keep a pair from being a record.
    """

    report_id: str
    kind: str
    type: str
    words: str
    predicted: CodedClaim | None
    gold: CodedClaim | None
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one comparison.

    `fields` has actors, actor-id, targets, target-id, places, numbers, chain-id, time,
    origin and chain; `mode` and `modality` are accuracies over the detected pairs.
    `confusion` counts (gold type, predicted type), "-" for no claim there.
    """

    reports: int
    record: Prf
    detect: Prf
    mode: float
    modality: float
    fields: dict[str, Prf]
    by_type: dict[str, Prf]
    confusion: dict[tuple[str, str], int]
    errors: tuple[ScoreError, ...]


def score(gold: Mapping[str, GoldReport], predicted: Mapping[str, Sequence[CodedClaim]]) -> Scores:
    """Return how far `predicted` agrees with `gold`, both by report id.

    A gold report without predictions counts as predicted empty; predictions for other
    reports are left aside.
    """
    tally = _Tally()
    for report_id, report in gold.items():
        tally.add(report_id, report, predicted.get(report_id, ()))
    return tally.scores(len(gold))


# ---------------------------------------------------------------- what agrees


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _same_span(a: Item, b: Item) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return _overlap((a.start, a.end), (b.start, b.end))


def _same_id(a: Item, b: Item) -> bool:
    return bool(a.id) and a.id == b.id


def _same_span_or_id(a: Item, b: Item) -> bool:
    return _same_span(a, b) or _same_id(a, b)


def _same_quantity(a: Quantity, b: Quantity) -> bool:
    return a == b


def _paired(predicted: Sequence[A], gold: Sequence[B], same: Callable[[A, B], bool]) -> int:
    """Return how many items pair up one to one, greedily in order."""
    left = list(gold)
    for item in predicted:
        hit = next((i for i, other in enumerate(left) if same(item, other)), None)
        if hit is not None:
            del left[hit]
    return len(gold) - len(left)


def _all_agree(predicted: Sequence[Item], gold: Sequence[Item]) -> bool:
    return len(predicted) == len(gold) == _paired(predicted, gold, _same_span_or_id)


def _origin_agrees(predicted: CodedClaim, gold: CodedClaim) -> bool:
    if not predicted.chain or not gold.chain:
        return not predicted.chain and not gold.chain
    return _same_span_or_id(predicted.chain[-1], gold.chain[-1])


def _chain_agrees(predicted: CodedClaim, gold: CodedClaim) -> bool:
    links = zip(predicted.chain, gold.chain, strict=False)
    return len(predicted.chain) == len(gold.chain) and all(_same_span_or_id(a, b) for a, b in links)


def _first_place_agrees(predicted: CodedClaim, gold: CodedClaim) -> bool:
    first = gold.places[:1]
    return _paired(first, predicted.places, _same_span) == len(first)


def _wrong_fields(predicted: CodedClaim, gold: CodedClaim) -> tuple[str, ...]:
    """Return the fields that keep the pair from being a record."""
    right = {
        "actors": _all_agree(predicted.actors, gold.actors),
        "targets": _all_agree(predicted.targets, gold.targets),
        "place": _first_place_agrees(predicted, gold),
        "time": predicted.days == gold.days,
        "modality": predicted.modality == gold.modality,
        "polarity": predicted.polarity == gold.polarity,
        "origin": _origin_agrees(predicted, gold),
    }
    return tuple(name for name, is_right in right.items() if not is_right)


# ---------------------------------------------------------------- which claims pair


def _touches(predicted: CodedClaim, gold: CodedClaim) -> bool:
    return any(_overlap(predicted.triggers[0], trigger) for trigger in gold.triggers)


def _agreement(predicted: CodedClaim, gold: CodedClaim) -> tuple[bool, int, int]:
    """Return how well two claims agree; the best pairs are made first."""
    agreeing = (
        _all_agree(predicted.actors, gold.actors),
        _all_agree(predicted.targets, gold.targets),
        _all_agree(predicted.places, gold.places),
        predicted.days == gold.days,
        _origin_agrees(predicted, gold),
        predicted.mode == gold.mode,
    )
    distance = min(abs(predicted.triggers[0][0] - start) for start, _ in gold.triggers)
    return not _wrong_fields(predicted, gold), sum(agreeing), -distance


@dataclass(frozen=True, slots=True)
class _Alignment:
    """Pairs without the optional gold claims, and what is left over on each side."""

    pairs: list[Pair]
    extra: list[CodedClaim]
    missed: list[CodedClaim]


def _align(predicted: Sequence[CodedClaim], gold: Sequence[CodedClaim]) -> _Alignment:
    edges = [
        (_agreement(p, g), not g.optional, i, j)
        for i, p in enumerate(predicted)
        for j, g in enumerate(gold)
        if p.type == g.type and _touches(p, g)
    ]
    # A record first, then gold that counts, then the better agreement; ties in text order.
    edges.sort(key=lambda edge: (edge[0][0], edge[1], edge[0]), reverse=True)
    partner: dict[int, int] = {}
    for _, _, i, j in edges:
        if i not in partner and j not in partner.values():
            partner[i] = j
    optional = [g for g in gold if g.optional]
    used = set(partner.values())
    return _Alignment(
        pairs=[(predicted[i], gold[j]) for i, j in partner.items() if not gold[j].optional],
        # A second reading of an optional claim's own words is no claim too many.
        extra=[
            p
            for i, p in enumerate(predicted)
            if i not in partner and not any(_touches(p, g) for g in optional)
        ],
        missed=[g for j, g in enumerate(gold) if j not in used and not g.optional],
    )


# ---------------------------------------------------------------- counting


@dataclass(slots=True)
class _Tally:
    count: Counter[str] = field(default_factory=Counter)
    fields: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    types: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[ScoreError] = field(default_factory=list)

    def add(self, report_id: str, report: GoldReport, predicted: Sequence[CodedClaim]) -> None:
        aligned = _align(predicted, report.claims)

        def note(kind: str, p: CodedClaim | None, g: CodedClaim | None, wrong: tuple[str, ...] = ()) -> None:
            shown = p or g
            assert shown is not None
            start, end = shown.triggers[0]
            type_ = g.type if g else shown.type
            words = report.report.text[start:end]
            self.errors.append(ScoreError(report_id, kind, type_, words, p, g, wrong))

        for claim in aligned.extra:
            self.types[claim.type]["extra"] += 1
            note("extra", claim, None)
        for claim in aligned.missed:
            self.types[claim.type]["missed"] += 1
            note("missed", None, claim)
        self.count["pred"] += len(aligned.pairs) + len(aligned.extra)
        self.count["gold"] += len(aligned.pairs) + len(aligned.missed)
        for p, g in aligned.pairs:
            self._add_pair(p, g)
            if wrong := _wrong_fields(p, g):
                note("fields", p, g, wrong)
        self._confuse(aligned)

    def _add_pair(self, p: CodedClaim, g: CodedClaim) -> None:
        self.count["tp"] += 1
        self.types[g.type]["tp"] += 1
        self.count["mode"] += p.mode == g.mode
        self.count["modality"] += (p.modality, p.polarity) == (g.modality, g.polarity)
        self.count["record"] += not _wrong_fields(p, g)
        for name, ours, theirs, same in (
            ("actors", p.actors, g.actors, _same_span_or_id),
            ("actor-id", p.actors, g.actors, _same_id),
            ("targets", p.targets, g.targets, _same_span_or_id),
            ("target-id", p.targets, g.targets, _same_id),
            ("places", p.places, g.places, _same_span),
            ("chain-id", p.chain, g.chain, _same_id),
        ):
            self._add_field(name, _paired(ours, theirs, same), len(ours), len(theirs))
        numbers = _paired(p.numbers, g.numbers, _same_quantity)
        self._add_field("numbers", numbers, len(p.numbers), len(g.numbers))
        agrees = p.days is not None and p.days == g.days
        self._add_field("time", agrees, p.days is not None, g.days is not None)
        both = bool(p.chain and g.chain)
        self._add_field("origin", both and _origin_agrees(p, g), bool(p.chain), bool(g.chain))
        self._add_field("chain", both and _chain_agrees(p, g), bool(p.chain), bool(g.chain))

    def _add_field(self, name: str, *counts: int) -> None:
        for i, count in enumerate(counts):
            self.fields[name][i] += count

    def _confuse(self, aligned: _Alignment) -> None:
        """Count types against each other: pairs, then left-over claims on overlapping triggers."""
        extra = list(aligned.extra)
        for _, g in aligned.pairs:
            self.confusion[g.type, g.type] += 1
        for g in aligned.missed:
            taken = next((p for p in extra if _touches(p, g)), None)
            if taken is not None:
                extra.remove(taken)
            self.confusion[g.type, taken.type if taken else NONE] += 1
        for p in extra:
            self.confusion[NONE, p.type] += 1

    def scores(self, reports: int) -> Scores:
        count = self.count
        pairs = count["tp"] or 1
        return Scores(
            reports=reports,
            record=Prf(count["record"], count["pred"], count["gold"]),
            detect=Prf(count["tp"], count["pred"], count["gold"]),
            mode=count["mode"] / pairs,
            modality=count["modality"] / pairs,
            fields={name: Prf(*self.fields[name]) for name in FIELDS},
            by_type={
                name: Prf(c["tp"], c["tp"] + c["extra"], c["tp"] + c["missed"])
                for name, c in sorted(self.types.items())
            },
            confusion=dict(sorted(self.confusion.items())),
            errors=tuple(self.errors),
        )


FIELDS = (
    "actors",
    "actor-id",
    "targets",
    "target-id",
    "places",
    "numbers",
    "chain-id",
    "time",
    "origin",
    "chain",
)
