"""Which column of a table holds what, guessed from the names in its header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def guessed(header: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    """Return the places of the columns that hold what is known by these names; no column holds two things.

    `known` has the names a thing goes by, parted by blanks, the likeliest first, in lower case and without
    signs. What no column is named after is left out.
    """
    plain = ["".join(c for c in name.lower() if c.isalnum()) for name in header]
    places: dict[str, int] = {}
    for what, names in known.items():
        at = next((plain.index(name) for name in names.split() if name in plain), None)
        if at is not None and at not in places.values():
            places[what] = at
    return places
