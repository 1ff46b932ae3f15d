"""Tables of the compiled lexicon that are unpacked one row at a time.

There are a hundred thousand rows and a report needs some hundreds: making them
all would take longer than reading the report.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Generic, TypeVar

R = TypeVar("R", bound=tuple[Any, ...])


class PackedRows(Generic[R]):
    """A list of tuples of one length, kept as numbers into the distinct values of each column."""

    __slots__ = ("_codes", "_make", "_values")

    def __init__(self, rows: Iterable[R], make: Callable[..., R], width: int) -> None:
        """Pack `rows` of `width` values, which can be hashed; `make` gives a row back from its values."""
        self._make = make
        self._codes = array("I")
        known: list[dict[Hashable, int]] = [{} for _ in range(width)]
        for row in rows:
            self._codes.extend(codes.setdefault(value, len(codes)) for codes, value in zip(known, row))
        self._values = [tuple(codes) for codes in known]

    def __getitem__(self, index: int) -> R:
        values, codes, at = self._values, self._codes, index * len(self._values)
        return self._make(*[column[codes[at + place]] for place, column in enumerate(values)])

    def __len__(self) -> int:
        return len(self._codes) // len(self._values)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rows, (self._make, self._codes, self._values)


def _rows(make: Callable[..., R], codes: array[int], values: list[tuple[Hashable, ...]]) -> PackedRows[R]:
    """Return the rows kept in a cache folder."""
    rows: PackedRows[R] = PackedRows((), make, 0)
    rows._codes, rows._values = codes, values
    return rows


class PackedLists(Generic[R]):
    """Lists of rows by name."""

    __slots__ = ("_numbers", "_rows", "_starts")

    def __init__(self, lists: Mapping[str, Sequence[R]], make: Callable[..., R], width: int) -> None:
        """Pack `lists`; `make` and `width` as for PackedRows."""
        self._numbers = {name: number for number, name in enumerate(lists)}
        self._starts = array("I", accumulate((len(rows) for rows in lists.values()), initial=0))
        self._rows = PackedRows((row for rows in lists.values() for row in rows), make, width)

    def get(self, name: str) -> Sequence[R]:
        """Return the rows of `name` in order, none where there is no such name."""
        number = self._numbers.get(name)
        if number is None:
            return ()
        rows = self._rows
        return [rows[index] for index in range(self._starts[number], self._starts[number + 1])]

    def __reduce__(self) -> tuple[Any, ...]:
        return _lists, (self._numbers, self._starts, self._rows)


def _lists(numbers: dict[str, int], starts: array[int], rows: PackedRows[R]) -> PackedLists[R]:
    """Return the lists kept in a cache folder."""
    lists: PackedLists[R] = PackedLists({}, rows._make, 0)
    lists._numbers, lists._starts, lists._rows = numbers, starts, rows
    return lists
