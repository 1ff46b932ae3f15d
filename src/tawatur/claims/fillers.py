"""Who or what fills the slots of a predicate, and the clause that holds them."""

from __future__ import annotations

from tawatur.claims.entities import Entity


class Filler:
    """Who or what fills a slot: the chunk it stands in, and its reading; not to be changed, slots share them.

    `unit` is the index of its head; `pronoun` is set where the words are a pronoun or relative.
    """

    __slots__ = ("chunk", "entity", "pronoun", "unit")

    def __init__(self, chunk: int, unit: int, entity: Entity, pronoun: bool = False) -> None:
        self.chunk, self.unit, self.entity, self.pronoun = chunk, unit, entity, pronoun

    def as_pronoun(self) -> Filler:
        """Return the same filler as a pronoun or relative stands for it."""
        return Filler(self.chunk, self.unit, self.entity, True)

    def __repr__(self) -> str:
        return f"<{self.entity.cls}:{self.entity.id or self.entity.place_name}>"


class Clause:
    """The slots of one predicate, the chunks it spans, and the times in it."""

    __slots__ = ("last", "slots", "times")

    def __init__(self) -> None:
        self.slots: dict[str, list[Filler]] = {}
        self.times: list[int] = []
        self.last = -1

    def copy(self) -> Clause:
        """Return a clause whose slots can be filled anew; the times stay shared."""
        made = Clause()
        made.slots = {slot: list(fillers) for slot, fillers in self.slots.items()}
        made.times, made.last = self.times, self.last
        return made

    def add(self, slot: str, filler: Filler) -> None:
        """Add a filler to a slot."""
        if slot in self.slots:
            self.slots[slot].append(filler)
        else:
            self.slots[slot] = [filler]

    def get(self, slot: str) -> list[Filler]:
        """Return the fillers of a slot, in text order."""
        return self.slots.get(slot, [])
