"""Whether a noun agrees with a pronoun or relative that may refer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tawatur.claims.units import Unit

if TYPE_CHECKING:
    from tawatur.claims.entities import Entity


def pronoun_fits(pronoun: str, unit: Unit, entity: Entity) -> bool:
    """Return whether a noun can be meant by an enclitic pronoun; Arabic counts things and bodies feminine."""
    first = unit.norm.split()[0]
    one = entity.cls in _SINGLE and entity.named
    plural = not one and (
        unit.norm.endswith(("ون", "ين")) or any(r.features.number == "pl" for r in unit.nouns)
    )
    feminine = (
        first.endswith(("ه", "ات", "اء", "يا"))
        or unit.norm.endswith("ه")
        or (entity.cls == "force" and plural)
    )
    if pronoun in ("هم", "هما", "هن"):
        return plural or entity.cls in ("group", "crowd")
    if pronoun == "ها":
        return feminine or entity.cls in ("state", "force", "body", "media", "government")
    return not plural and not (feminine and entity.cls not in ("state", "person", "official"))


_SINGLE = frozenset(("media", "monitor", "person", "official"))


def agrees(unit: Unit, person: str) -> bool:
    """Return whether a noun can be meant by a relative of this person, number and gender (3sf, 3pm ...)."""
    if not person:
        return True
    feminine = unit.norm.endswith(("ه", "ات")) or any(
        r.features.gender == "f" for r in unit.nouns if r.features is not None
    )
    plural = any(r.features.number == "pl" for r in unit.nouns) or unit.norm.endswith(("ين", "ون", "ات"))
    if person.endswith("f"):
        return feminine or plural or unit.place is not None or unit.actor is not None
    if "p" in person:
        return plural or unit.actor is not None
    return not feminine
