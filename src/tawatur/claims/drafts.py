"""A claim in the making: what a trigger found, before attribution and resolution."""

from __future__ import annotations

from collections.abc import Iterable

from tawatur.claims.fillers import Clause, Filler
from tawatur.lexicon.entries import Sense
from tawatur.model import Evidence, Modality, Number


class Draft:
    """One claim being put together; everything in it refers to units and chunks of one sentence."""

    __slots__ = (
        "absorbed", "actors", "chunk", "clause", "clause_last", "content_from", "evidence", "governed",
        "kind", "lent_place", "modality",
        "numbers", "parts", "places", "polarity", "rule", "sense", "strong", "targets", "times", "unit", "what",
    )  # fmt: skip

    def __init__(self, sense: Sense, unit: int, chunk: int, kind: str, rule: str) -> None:
        self.sense, self.unit, self.chunk, self.kind, self.rule = sense, unit, chunk, kind, rule
        self.actors: list[Filler] = []
        self.targets: list[Filler] = []
        self.places: list[tuple[str, Filler]] = []
        self.times: list[int] = []
        self.numbers: list[Number] = []
        self.evidence: list[Evidence] = []
        self.parts: list[Draft] = []  # drafts of other triggers merged into this one
        self.modality = Modality.ACTUAL
        self.polarity = "+"
        self.what = ""  # killed, injured ... where the trigger says so
        self.clause: Clause | None = None
        self.clause_last = chunk
        self.content_from = -1  # chunk where demanded, promised or refused content begins
        self.absorbed = False
        self.strong = True
        self.governed = False
        self.lent_place = False  # whether the only place is the sentence's, not the act's own

    def __repr__(self) -> str:
        return f"Draft({self.sense.type}/{self.sense.mode}@{self.unit} {self.kind} A{self.actors} T{self.targets})"

    def add_actors(self, fillers: Iterable[Filler]) -> None:
        """Add actors not yet there."""
        _add(self.actors, fillers)

    def add_targets(self, fillers: Iterable[Filler]) -> None:
        """Add targets not yet there."""
        _add(self.targets, fillers)

    def add_place(self, role: str, filler: Filler) -> None:
        """Add a place not yet there."""
        if all(f.unit != filler.unit for _, f in self.places):
            self.places.append((role, filler))

    def lend_place(self, filler: Filler) -> None:
        """Add the place that the sentence is set in; it does not count as something said of this act."""
        self.lent_place = not self.places
        self.add_place("at", filler)

    def absorb(self, other: Draft) -> None:
        """Take over what another trigger of the same act found («مقتل … في غارات»); the other is dropped."""
        self.add_actors(other.actors if not self.actors else ())
        if not self.targets:  # victims are the target only where nothing else is aimed at (codebook 3)
            self.add_targets(other.targets)
        for role, filler in other.places:
            self.add_place(role, filler)
        self.times += [t for t in other.times if t not in self.times]
        self.numbers += [n for n in other.numbers if n not in self.numbers]
        self.evidence += other.evidence
        self.parts += [other, *other.parts]
        other.absorbed = True


def _add(known: list[Filler], fillers: Iterable[Filler]) -> None:
    for filler in fillers:
        if all(not _same(k, filler) for k in known):
            known.append(filler)


def _same(one: Filler, other: Filler) -> bool:
    """Return whether two mentions are of one and the same: the same words, or the same name twice («تنظيم "داعش"»)."""
    if one.unit == other.unit and one.chunk == other.chunk:
        return True
    return (
        one.entity.named and other.entity.named and one.entity.id != "" and one.entity.id == other.entity.id
    )
