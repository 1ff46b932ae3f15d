"""Names of people that no list has: how they look, their ids, and who a part of a name means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.romanize import romanise
from tawatur.text.normal import normalize

# Parts of a name that make its id; further ones are tribes and places of birth.
_MOST_PARTS = 5


class People:
    """The persons that a report names, by the parts of their names, the latest last."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str]] = {}
        self.child_of: dict[str, str] = {}  # a person to the son or daughter told of last

    def add(self, words: Iterable[str], id_: str) -> None:
        """Remember a person by the words of his full name."""
        parts = frozenset(word.removeprefix("ال") for word in words if word not in _PARTICLES)
        self._known[id_] = parts | self._known.pop(id_, frozenset())

    def find(self, words: Iterable[str]) -> tuple[str, str]:
        """Return whose name all of `words` are of, the latest of several, and the rule; ("", "") if nobody's.

        The rule tells how many could be meant where there are more than one.
        """
        parts = frozenset(word.removeprefix("ال") for word in words if word not in _PARTICLES)
        if not parts:
            return "", ""
        found = [id_ for id_, known in self._known.items() if parts <= known]
        if not found:
            return "", ""
        return found[-1], "remembered" if len(found) == 1 else f"remembered: one of {len(found)}"


_PARTICLES = frozenset(("بن", "ابن", "ابو", "عبد", "الله", "الدين", "ال", "دي", "فان"))


# Nouns of relatives who have the same family name, and of those the children.
_CHILDREN = frozenset(("daughter", "daughter-scion", "son", "son-scion"))
_KIN = _CHILDREN | {"brother", "full-brother", "sister", "sister-kin"}


def kin_word(unit: Unit) -> str:
    """Return the noun of data/nouns that says who of a family somebody is («شقيق», «نجله»), or ""."""
    ids = (r.entry.id for r in unit.nouns if r.kind == "noun" and r.features.number != "pl")  # type: ignore[attr-defined]
    return next((id_ for id_ in ids if id_ in _KIN), "")


def is_child(kin: str) -> bool:
    """Return whether a word of `kin_word` is a son or daughter."""
    return kin in _CHILDREN


def is_name(unit: Unit) -> bool:
    """Return whether a word can only be a name: no list has it and it looks like no adverb."""
    known = (
        unit.nouns
        or unit.verbs
        or unit.generic
        or unit.head
        or unit.particle
        or unit.nationality
        or unit.place
    )
    if known or unit.pos != NOUN or unit.word is None or unit.preposition or unit.norm in _SAME:
        return False
    if unit.article and not unit.norm.endswith("ي"):
        return False  # «المخاوف», «الأكبر»; surnames with the article end in ي
    return (
        len(unit.norm) > 2
        and not unit.norm.endswith(("ا", "ه", "ات"))
        and not unit.norm.startswith(("لا", "لل"))
    )


_SAME = frozenset(("نفس", "ذات"))  # «نفس المصادر»


def name_words(units: Sequence[Unit], text: str) -> list[str]:
    """Return the words of a name in normal form, clitics left out, articles kept."""
    named = (unit for unit in units if unit.pos == NOUN)
    return [
        word for unit in named for word in normalize(text[unit.start : unit.end]).replace("_", " ").split()
    ]


def romanised(units: Sequence[Unit], text: str, table: Mapping[str, str]) -> str:
    """Return an id for a name that no list has, "" where it has no letters."""
    return romanise([w.strip("#\"'") for w in name_words(units, text)[:_MOST_PARTS]], table)


def bare_word(unit: Unit) -> str:
    """Return the word without conjunction, preposition and article."""
    norm = unit.norm[len(unit.pro) :] if unit.pro and len(unit.norm) > len(unit.pro) + 2 else unit.norm
    return norm.removeprefix("ال")
