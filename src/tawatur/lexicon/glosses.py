"""English plurals of glosses, which make the ids of things: house, houses."""

from __future__ import annotations

# Glosses that have no plural.
_MASSES = frozenset(
    "aid ammunition aviation armour bread cargo electricity equipment flour food fuel grain infrastructure internet "
    "livestock materiel medicine oil petrol relief rubble water wheat".split()
)


def plural_of(gloss: str) -> str:
    """Return the English plural of a gloss: factory, factories; church, churches; headquarters."""
    if gloss.endswith("s") and not gloss.endswith(("ss", "us", "bus")):
        return gloss
    if gloss in _MASSES or gloss.split()[-1] in _MASSES:
        return gloss
    if gloss.endswith("y") and gloss[-2] not in "aeiou":
        return gloss[:-1] + "ies"
    return gloss + ("es" if gloss.endswith(("s", "ch", "sh", "x")) else "s")
