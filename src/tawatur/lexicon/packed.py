"""Tables of the compiled lexicon that are unpacked one row at a time.

There are tens of thousands of rows and a report needs some hundreds: making them
all would take longer than reading the report.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class Row(Protocol):
    """What can be packed: a tuple whose values recur."""

    def __iter__(self) -> Iterator[object]:
        """Yield the values."""
        ...


R = TypeVar("R", bound=Row)


class PackedRows(Generic[R]):
    """A list of tuples of one length, kept as numbers into the distinct values of each column."""

    __slots__ = ("_codes", "_make", "_values", "_width")

    def __init__(self, rows: Iterable[R], make: Callable[..., R]) -> None:
        """Pack `rows`; `make` takes a row's values and gives the row back."""
        self._make = make
        self._codes = array("I")
        self._values: list[list[object]] = []
        known: list[dict[int, int]] = []
        for row in rows:
            for column, value in enumerate(row):
                if column == len(known):
                    known.append({})
                    self._values.append([])
                # By identity: what is equal may still be told apart, and not all can be hashed.
                code = known[column].setdefault(id(value), len(self._values[column]))
                if code == len(self._values[column]):
                    self._values[column].append(value)
                self._codes.append(code)
        self._width = len(known)

    def __getitem__(self, index: int) -> R:
        first = index * self._width
        codes = self._codes[first : first + self._width]
        return self._make(*[values[code] for values, code in zip(self._values, codes)])

    def __len__(self) -> int:
        return len(self._codes) // self._width if self._width else 0
