"""Descriptive ids of things without a name of their own: whose they are, where, what, one or several."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.units import QUANTITY, Unit
from tawatur.lexicon.actor_records import Country, Nationality, slug
from tawatur.lexicon.actors import ActorBook
from tawatur.lexicon.entries import Noun
from tawatur.lexicon.places import Place

# Things that are aimed at for those who hold or man them: their id is the owner's (codebook 3; gold data:
# «مواقع المعارضة», «مبان تابعة لتنظيم الدولة»).
HELD = frozenset(("site", "ground", "building", "vehicle", "aircraft", "casualty"))
# Things that keep a name of their own beside their owner's: «بارجة تابعة للتحالف» is a coalition warship.
KEPT = frozenset(("facility", "infrastructure", "ship", "weapon", "aid"))
# Classes of all of them, and of what is only counted, whoever's it is: «صواريخ إسرائيلية» are missiles.
THINGS = HELD - {"ground", "casualty"} | KEPT | {"missile", "shell", "bomb", "drone", "chemical", "gunfire"}
# Nouns of sites that are told apart by owner and place: «أهداف لحزب العمال».
_TOLD_APART = frozenset(("target",))


def thing_id(book: ActorBook, noun: Noun, units: Sequence[Unit], first: int, last: int) -> str:
    """Return the id of a phrase headed by the name of a thing: units [first, last).

    The owner named in it gives it (`syrian-army`), or comes before the thing (`arab-coalition-warship`);
    so do a nationality and the place it is named after (`musayfirah-hospital`). Several have the plural,
    where the data (data/nouns) give no id of their own.
    """
    gloss = noun.of_several if is_plural(noun, units, first) else noun.of_one
    behind = units[first + 1 : last]
    owner = next((u.actor for u in behind if u.actor is not None and u.actor.cls not in _NAMESAKES), None)
    if owner is not None:
        return owned_id(book, noun, gloss, owner.actor_id) or noun.actor_id or gloss
    nation = next(filter(None, map(_nation, behind)), None)
    if nation is not None and noun.cls in HELD | KEPT:
        return _national_id(noun.cls, gloss, nation.country)
    place = next((u.place.place for u in behind if u.place is not None), None)
    if place is not None and noun.cls in ("facility", "building"):
        return slug(_plain(place), gloss)
    return noun.actor_id or gloss


# A hospital named after a person is not his.
_NAMESAKES = frozenset(("person", "official", "media"))


def _nation(unit: Unit) -> Nationality | None:
    entry = unit.nationality.entry if unit.nationality is not None and unit.actor is None else None
    return entry if isinstance(entry, Nationality) and not entry.weak else None


def owned_id(book: ActorBook, noun: Noun, gloss: str, owner: str) -> str:
    """Return the id of a thing that belongs to the actor `owner`; "" where it is just the thing's."""
    if noun.id in _TOLD_APART or noun.cls in KEPT:
        return slug(book.stem(owner), gloss)
    return owner if noun.cls in HELD else ""


def _national_id(cls: str, gloss: str, country: Country) -> str:
    """Return the id of a thing with a nationality: military positions are the forces', others keep their name."""
    if cls in ("vehicle", "aircraft"):
        return country.forces_id or slug(country.slug or country.id, gloss)
    return slug(country.slug or country.id, gloss)


def _plain(place: Place) -> str:
    """Return a place's English name without the Arabic article."""
    name = place.name_en
    return name[3:] if name[:3] in ("Al-", "al-") else name


def noun_id(noun: Noun, units: Sequence[Unit], first: int) -> str:
    """Return what a bare mention of a thing is called: its own id in the data, else its gloss, in its number."""
    if noun.actor_id:
        return noun.actor_id
    return noun.of_several if is_plural(noun, units, first) else noun.of_one


def is_plural(noun: Noun, units: Sequence[Unit], first: int) -> bool:
    """Return whether a noun speaks of several: a plural or dual, or a singular counted («16 هدفا»)."""
    unit = units[first]
    if any(r.entry is noun and _counts_several(unit, r.features.number) for r in unit.nouns):
        return True
    before = units[first - 1] if first else None
    if before is None or before.pos != QUANTITY or before.quantity is None:
        return False
    return (before.quantity.min or 0) > 1


def _counts_several(unit: Unit, number: str) -> bool:
    """Return whether a noun in this number speaks of several; «منزلا» is an accusative before it is a dual."""
    return number == "pl" or (number == "du" and not unit.norm.endswith("ا"))


# Premises of one state in another: «السفارة الأميركية» is told apart by where it stands.
_ABROAD = frozenset(("embassy", "consulate", "military-base", "airbase", "naval-base"))
# Military premises that are those of the country they are in, where nobody says whose.
_OF_THE_COUNTRY = frozenset(("military-site",))


def seen_in(book: ActorBook, noun: Noun, id_: str, bare: bool, country: str) -> str:
    """Return the id of a thing in the country that the report is about: `us-embassy-iraq`, `syrian-military-site`.

    `bare`: nothing in its phrase says whose it is. `country` is a state's id, "" where none is clear.
    """
    if not country:
        return id_
    if bare:
        return slug(book.stem(country), id_) if noun.id in _OF_THE_COUNTRY else id_
    own = id_.startswith((slug(book.stem(country)), country))
    return slug(id_, country) if noun.id in _ABROAD and not own else id_


# «المبنى», «المقر» mean the premises spoken of last, whatever they were called.
_PREMISES = ("building", "headquarters")


# What is spoken of by the plain word of its class later: «الصاروخ», «السفينة».
_PLAIN = {"missile": "missile", "ship": "ship"}


# Nouns of premises that a report may name elsewhere, and the kinds of places that they can be.
NAMED_KINDS = {
    "airbase": ("base",),
    "airport": ("airport", "base"),
    "base": ("base",),
    "military-airport": ("base",),
}
# Places of worship are told apart by where they stand: `mosque-kabul`, `churches-egypt`.
_WORSHIP = frozenset(
    "cathedral church great-mosque holy-shrine husayniyya monastery mosque shrine shrine-tomb synagogue temple".split()
)
# Words between a thing and the name of where it is: «كنيسة بمنطقة حلوان».
_MAX_TO_NAME = 3


def told_by_place(noun: Noun, gloss: str, units: Sequence[Unit], first: int, last: int) -> str:
    """Return the id of a place of worship with the nationality or place that tells it apart, "" without one."""
    if not (noun.id in _WORSHIP or noun.id.endswith("-church")) or units[first].article:
        return ""
    nation = next(filter(None, map(_nation, units[first + 1 : last])), None)
    if nation is not None:
        return slug(gloss, nation.country.id)
    if last + 1 < len(units) and units[last].joined and units[last].nouns:
        last += 1  # «كنيسة ومتجر بمنطقة حلوان»
    if last >= len(units) or not (units[last].norm == "في" or "b" in units[last].pro):
        return ""
    for unit in units[last : last + _MAX_TO_NAME]:
        if unit.place is not None:
            return slug(gloss, _plain(unit.place.place))
    return ""


class ThingMemory:
    """The things a report has told whose or which they are, for «المبنى», «الناقلة», «الموقع» later on."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def note(self, noun_id: str, cls: str, id_: str) -> None:
        """Remember the id of a thing named by a noun."""
        self._ids[noun_id] = id_
        if cls in ("building", "facility") or noun_id == "headquarters":
            for word in _PREMISES:
                self._ids[word] = id_
        plain = "church" if noun_id.endswith("-church") else _PLAIN.get(cls)
        if plain is not None:
            self._ids[plain] = id_

    def recall(self, noun_id: str) -> str:
        """Return the id of the thing that a definite bare noun means, or ""."""
        return self._ids.get(noun_id, "")
