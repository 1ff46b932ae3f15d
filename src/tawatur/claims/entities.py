"""What a noun phrase refers to: its semantic class, canonical or descriptive id, exact words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tawatur.claims.discourse import Memory
from tawatur.claims.people import People, bare_word, is_child, is_name, kin_word, name_words, romanised
from tawatur.claims.rolephrases import (
    OURS,
    THIRD_PERSON,
    describe_role,
    nationality_of,
    of_country,
    restricting,
)
from tawatur.claims.scene import Scene
from tawatur.claims.things import (
    HELD,
    KEPT,
    NAMED_KINDS,
    is_plural,
    noun_id,
    owned_id,
    seen_in,
    thing_id,
    told_by_place,
)
from tawatur.claims.units import NOUN, QUANTITY, VERB, Unit
from tawatur.lexicon.actor_records import slug
from tawatur.lexicon.entries import UNIONS, Noun
from tawatur.lexicon.lexicon import Lexicon

ACTOR_CLASSES = UNIONS["actor"]
PEOPLE = UNIONS["people"]
# Kinds of generic place words that name no ground of their own: «شمال», «محيط», «قرب».
_PREMISES = frozenset(("facility", "building", "site", "infrastructure"))
# Role words of these classes name things: data/nouns says what they are called.
_THINGS = frozenset(("facility", "building", "site", "ship", "missile"))
# Those who belong to a group, and groups to belong to: «عناصر التنظيم».
_OF_GROUPS = frozenset(("fighter", "official"))
_GROUPS = frozenset(("group", "force"))
_HOLDERS = frozenset(("group", "force", "fighter", "government"))
_NAMED_HOLDERS = frozenset(("body", "group"))
_RELATIONAL = frozenset(("direction", "relation"))
# Generic words for the country that a report is about.
_COUNTRY = frozenset(("bilad", "dawla", "jumhuriyya", "mamlaka"))


class Entity:
    """A reading of units [first, last): `cls` as in docs/data.md, "" where nothing is known.

    `start` and `end` are the mention's code points. `place` is true where the phrase
    names a place, `place_id` its id if known. `framing` is what the name chosen says of its bearer
    (data/actors/README.md). `definite` marks «المدينة», «الحركة».
    Nobody changes one: it is only no frozen record because a hundred are made for each report, and a
    frozen record takes four times as long to make. `but` gives a changed copy.
    """

    __slots__ = (
        "cls", "definite", "end", "first", "framing", "generic_word", "id", "is_place", "last", "named",
        "place_end", "place_id", "place_name", "place_start", "role_word", "rule", "start",
    )  # fmt: skip

    def __init__(
        self,
        cls: str,
        id: str,
        first: int,
        last: int,
        start: int,
        end: int,
        rule: str,
        is_place: bool = False,
        place_id: str | None = None,
        place_name: str = "",
        place_start: int = -1,
        place_end: int = -1,
        role_word: str = "",
        definite: bool = False,
        named: bool = False,
        generic_word: str = "",
        framing: str = "",
    ) -> None:
        self.cls, self.id, self.rule = cls, id, rule
        self.first, self.last, self.start, self.end = first, last, start, end
        self.is_place, self.place_id, self.place_name = is_place, place_id, place_name
        self.place_start, self.place_end = place_start, place_end
        self.role_word, self.definite, self.named = role_word, definite, named
        self.generic_word, self.framing = generic_word, framing

    @property
    def is_actor(self) -> bool:
        """Whether the phrase refers to somebody who can act."""
        return self.cls in ACTOR_CLASSES

    def but(self, **changes: Any) -> Entity:
        """Return a copy with other values in the fields named; as dataclasses.replace, only faster."""
        made = Entity(
            self.cls, self.id, self.first, self.last, self.start, self.end, self.rule,
            self.is_place, self.place_id, self.place_name, self.place_start, self.place_end,
            self.role_word, self.definite, self.named, self.generic_word, self.framing,
        )  # fmt: skip
        for field, value in changes.items():
            setattr(made, field, value)
        return made


# Code points within which a definite place word borrows the words of the name it refers to.
_SAME_SENTENCE = 200


class Describer:
    """Describes the phrases of one report."""

    def __init__(self, lexicon: Lexicon, text: str, on: date | None, scene: Scene | None = None) -> None:
        """`scene` is what the report says of countries; without it no role word gets one."""
        self.lexicon, self.text, self.on = lexicon, text, on
        self.scene = scene or Scene(lexicon.actors, ())
        self.memory = Memory(lexicon.actors, self.scene.named)
        self.people = People()

    def describe(self, units: Sequence[Unit], first: int, last: int) -> Entity:
        """Return what units [first, last) refer to, their first nominal unit being the head."""
        while first < last - 1 and not _nominal(units[first]):
            first += 1
        entity = self._described(units, first, last)
        words = self._words_of(units, first, last) if entity.role_word else frozenset()
        self.memory.note(entity, units[first], words)
        return entity

    def _words_of(self, units: Sequence[Unit], first: int, last: int) -> frozenset[str]:
        """Return what a role phrase, or a name that begins with a role word, says besides that word."""
        if units[first].actor is None:
            return restricting(units, first, last)
        return frozenset(
            word.removeprefix("ال") for word in name_words(units[first : first + 1], self.text)[1:]
        )

    def _described(self, units: Sequence[Unit], first: int, last: int) -> Entity:
        head = units[first]
        if head.pos == QUANTITY:
            return self.blank(units, first, last, "person", "people", "number")
        place = self._place(units, first, last)
        if head.actor is not None:
            return self._named(units, first, last, place)
        if (
            place is not None
            and place.named
            and head.generic is not None
            and (
                head.generic.kind in ("admin", "settlement")
                or (head.generic.id in _FRONTS and place.place_id)
            )
        ):
            return place  # «محافظة درعا» is a place before it is an authority
        if head.head is not None and not (head.head.cls in _THINGS and _plain_noun(head) is not None):
            return self._role(units, first, last)
        if place is not None:
            return place
        if head.nouns:
            if head.enclitic in THIRD_PERSON and first + 1 < last and units[first + 1].actor is not None:
                noun = _plain_noun(head)
                if noun is not None and noun.cls in PEOPLE:  # «حليفتها روسيا»: the name says who
                    return self._described(units, first + 1, last)
            return self._noun(units, first, last)
        if head.nationality is not None:
            return self._nationality(units, first, last)
        return (
            self._person(units, first, last)
            or self._man_behind(units, first, last)
            or self.blank(units, first, last, "", "", "unknown")
        )

    def _man_behind(self, units: Sequence[Unit], first: int, last: int) -> Entity | None:
        """Return the known person whose name ends a phrase headed by a word for no one else: «الفريق العطا»."""
        named = units[last - 1].actor
        if last != first + 2 or not units[first].article or named is None or named.cls != "person":
            return None
        return self._named(units, last - 1, last, None)

    def _person(self, units: Sequence[Unit], first: int, last: int) -> Entity | None:
        """Return the person whom a name that no list has means: one named before, or a full name."""
        end = first
        while end < last and self._is_part_of_name(units[end], end > first):
            end += 1
        if end == first:
            return None
        words = name_words(units[first:end], self.text)
        if end == first + 1 and last > end + 1 and kin_word(units[end]) and not units[end].article:
            relative = self.describe(units, end + 1, last)
            if relative.cls == "person":
                return self._of_family(units, first, end, words, relative.id)
        id_, rule = self.people.find(words)
        if not id_ and end == first + 1 and words[0][0] in "لب":
            id_, rule = self.people.find((words[0][1:],))  # «لهاشم», once he has been named
        if not id_:
            table = self.lexicon.actors.romanized
            if end < first + 2 or not any(word.removeprefix("ال") in table for word in words):
                return None
            id_, rule = romanised(units[first:end], self.text, table), "romanised"
            self.people.add(words, id_)
        return self.blank(units, first, end, "person", id_, rule, named=True)

    def _of_family(
        self, units: Sequence[Unit], first: int, last: int, given: Sequence[str], relative: str
    ) -> Entity:
        """Return who has one given name and the family name of a relative: «هاشم شقيق سلمان عبيدي»."""
        family = relative.rsplit("-", 1)[-1]
        id_ = f"{romanised(units[last - 1 : last], self.text, self.lexicon.actors.romanized)}-{family}"
        self.people.add(given, id_)
        return self.blank(units, first, last, "person", id_, "family", named=True)

    def _relative(self, units: Sequence[Unit], first: int, last: int) -> Entity | None:
        """Return who «نجله صباح», and later «ابنه», is: of the family of the person spoken of."""
        kin = kin_word(units[first]) if units[first].enclitic in THIRD_PERSON else ""
        if not kin:
            return None
        children = self.people.child_of
        if first + 1 == last and is_child(kin) and len(children) == 1:
            known = next(iter(children.values()))
            return self.blank(units, first, last, "person", known, "family")
        owner = self.memory.owner(units[first].enclitic)
        if owner is None or owner.cls != "person" or not owner.named:
            return None
        if first + 2 != last or not self._is_part_of_name(units[first + 1], True):
            return None
        given = name_words(units[first + 1 : last], self.text)
        person = self._of_family(units, first, last, given, owner.id)
        if is_child(kin):
            self.people.child_of[owner.id] = person.id
        return person

    def _is_part_of_name(self, unit: Unit, behind: bool) -> bool:
        """Return whether a word can only be, or behind a name may be, a part of one."""
        if unit.enclitic or unit.pos != NOUN or (behind and unit.pro):
            return False
        if unit.actor is not None or unit.head is not None or unit.nationality is not None:
            return False
        if is_name(unit):
            return not (
                behind and unit.norm.startswith("و") and unit.norm[1:] in self.lexicon.actors.romanized
            )
        return behind and bare_word(unit) in self.lexicon.actors.romanized

    def name_at_end(self, units: Sequence[Unit], first: int, last: int) -> Entity | None:
        """Return the person named at the end of a title: «مدير المكتب خالد عمر»."""
        start = last
        while start > first + 1 and self._is_part_of_name(units[start - 1], True):
            start -= 1
        known = any(bare_word(unit) in self.lexicon.actors.romanized for unit in units[start:last])
        if last - start < 2 or units[start].article or not known:
            return None
        return self._person(units, start, last)

    def blank(
        self,
        units: Sequence[Unit],
        first: int,
        last: int,
        cls: str,
        id_: str,
        rule: str,
        *,
        is_place: bool = False,
        place_id: str | None = None,
        place_name: str = "",
        place_start: int = -1,
        place_end: int = -1,
        role_word: str = "",
        named: bool = False,
        generic_word: str = "",
        framing: str = "",
    ) -> Entity:
        """Return the reading of units [first, last) with the class, id and rule given."""
        head = units[first]
        definite = last == first + 1 and head.article
        return Entity(
            cls, id_, first, last, head.start, units[last - 1].end, rule, is_place, place_id, place_name,
            place_start, place_end, role_word, definite, named, generic_word, framing,
        )  # fmt: skip

    def _named(self, units: Sequence[Unit], first: int, last: int, place: Entity | None) -> Entity:
        name = units[first].actor
        if name.cls == "person" and name.usage == "short" and first + 1 < last and is_name(units[first + 1]):
            return self._namesake(units, first, first + 2)  # «عبد الرحمن البيشي» is not «رامي عبد الرحمن»
        if name.cls == "person":
            self.people.add(name_words(units[first : first + 1], self.text), name.actor_id)
        if name.usage == "short" and units[first].head is not None and units[first].article:
            recalled = self.memory.recall(units[first].head, units[first].norm, frozenset())
            if recalled is not None:
                return self.blank(
                    units, first, first + 1, recalled.cls, recalled.id, "definite",
                    role_word=units[first].head.id,
                )  # fmt: skip
        rule, role_word = f"actors:{name.usage}", _role_in_name(units[first])
        if place is None or place.first != first:
            return self.blank(
                units, first, first + 1, name.cls, name.actor_id, rule, named=True, role_word=role_word,
                framing=name.framing,
            )  # fmt: skip
        return self.blank(
            units, first, first + 1, name.cls, name.actor_id, rule, named=True, role_word=role_word,
            is_place=True, place_id=place.place_id, place_name=place.place_name,
            place_start=place.place_start, place_end=place.place_end, framing=name.framing,
        )  # fmt: skip

    def _namesake(self, units: Sequence[Unit], first: int, last: int) -> Entity:
        """Return the person whose first name is all that a list has of another."""
        words = name_words(units[first:last], self.text)
        id_, rule = self.people.find(words)
        if not id_:
            id_, rule = romanised(units[first:last], self.text, self.lexicon.actors.romanized), "romanised"
            self.people.add(words, id_)
        return self.blank(units, first, last, "person", id_, rule, named=True)

    def _place(self, units: Sequence[Unit], first: int, last: int) -> Entity | None:
        """Return the place that a phrase headed by a place name or a generic place word names."""
        head = units[first]
        if head.place is None and head.generic is None and head.namesake is None:
            return None
        if head.place is None and head.generic is not None and head.generic.kind == "facility" and head.nouns:
            return self._facility(units, first, last)
        if head.place is None and head.namesake is not None and self._meant(head, head, False):
            head.place = head.namesake
        named = None
        end = first + 1
        for index in range(first, last):
            unit = units[index]
            if index > first and index + 1 < last and unit.place is None and _names(unit, units[index + 1]):
                end = index + 1  # «قرية عين الصفصاف»: the name goes on
                continue
            if unit.place is None and unit.namesake is not None and self._meant(unit, head, index > first):
                unit.place = unit.namesake
            names = unit.place is not None or (index > first and _names(units[index - 1], unit))
            if names and (named is None or (index == first and unit.place is not None)):
                named, end = unit, index + 1
            elif unit.generic is not None or unit.nationality is not None or unit.article:
                end = index + 1 if named is None else end
            elif named is None and head.generic is not None:
                inner = units[index - 1] if index > first + 1 and units[index - 1].generic is not None else head
                if _may_name(inner, unit, self.text[unit.end - 1]):
                    named, end = unit, index + 1  # «منطقة بئر مرقي»
        if named is None and head.generic is not None and head.nouns and not head.article:
            return self._land(units, first, last)
        if named is None and head.generic is not None and head.generic.kind in _RELATIONAL:
            return self._part(units, first, last)
        lone = head.article and last == first + 1 and not any(r.features.number == "pl" for r in head.nouns)
        if named is None and head.generic is not None and lone:
            known = self.memory.places_by_word.get(head.generic.id)
            if known is not None:
                return self._spoken_of(units, first, last, known)
        named = named or _known_side(units, first, last)
        place_end = units[end - 1].end
        return self.blank(
            units, first, last, "place" if named is not None else "area", "", "places", is_place=True,
            place_id=named.place.place.id if named is not None and named.place is not None else None,
            place_name=self.text[head.start : place_end], place_start=head.start, place_end=place_end,
            named=named is not None, generic_word=head.generic.id if head.generic is not None else "",
        )  # fmt: skip

    def _land(self, units: Sequence[Unit], first: int, last: int) -> Entity | None:
        """Describe the ground or air of the country spoken of: «أراضي المملكة», «أجواء البلاد»."""
        if units[first].generic.kind != "area" or last < first + 2:
            return None
        country = units[first + 1]
        if not country.article or country.generic is None or country.generic.id not in _COUNTRY:
            return None
        return self._spoken_part(units, first, first + 2, None)

    def _part(self, units: Sequence[Unit], first: int, last: int) -> Entity | None:
        """Describe a side of a place spoken of: «أطراف المدينة»; None where nothing says of what."""
        whole = next((i for i in range(first + 1, last) if units[i].article and _is_ground(units[i])), None)
        if whole is None:
            head = units[first]
            sided = any(u.generic is not None and u.generic.kind == "direction" for u in units[first:last])
            if head.nouns and (not head.article or not sided):
                return None  # «الأطراف الليبية» are parties, «الأطراف الشمالية» outskirts
            return self._spoken_part(units, first, last, None)
        return self._spoken_part(
            units,
            first,
            whole + 1,
            self.memory.places_by_word.get(units[whole].generic.id)
            if units[whole].generic is not None
            else None,
        )

    def _spoken_part(self, units: Sequence[Unit], first: int, last: int, known: Entity | None) -> Entity:
        start, end = units[first].start, units[last - 1].end
        return self.blank(
            units, first, last, "area", "", "part of a place", is_place=True, named=last > first + 1,
            place_id=known.place_id if known is not None else None, place_name=self.text[start:end],
            place_start=start, place_end=end, generic_word=units[first].generic.id,
        )  # fmt: skip

    def _facility(self, units: Sequence[Unit], first: int, last: int) -> Entity:
        """Describe a hospital, headquarters, base: a thing to aim at, and a place where it has a name."""
        entity = self._noun(units, first, last)
        named = next(
            (u for u in units[first + 1 : last] if u.place is not None or u.namesake is not None), None
        )
        if entity.cls not in _PREMISES or (named is None and not any(u.article for u in units[first:last])):
            return entity
        place = (named.place or named.namesake) if named is not None else None
        return entity.but(
            is_place=True, place_id=place.place.id if place is not None else None,
            place_name=self.text[entity.start : entity.end], place_start=entity.start, place_end=entity.end,
        )  # fmt: skip

    def camp(self, units: Sequence[Unit], first: int, last: int) -> Entity | None:
        """Return the place that a generic word and a name joined to a place are: «قرية الروقي ومعسكرات السائلة»."""
        head, behind = units[first], units[first + 1]
        if head.generic is None or head.generic.kind != "facility" or head.article or not behind.article:
            return None
        entity = self._place(units, first, last)
        return entity.but(named=True) if entity is not None and entity.is_place else None

    def listed(self, unit: Unit, index: int, enclosed: bool, several: bool) -> Entity | None:
        """Return the place that a word joined to a place is, if nothing else is known of it, or only a namesake.

        `enclosed`: it stands between commas; else without the article it may be anything («حلب وتحديدا»).
        `several`: the list is of places by its first word, so that what could be a participle is a name too.
        """
        if unit.place is not None or unit.verbs or unit.actor is not None or unit.enclitic:
            return None
        if unit.nouns and not (several and all(r.kind in ("active", "passive") for r in unit.nouns)):
            return None
        if unit.namesake is None and not (enclosed or several or (unit.article and _unknown(unit))):
            return None
        unit.place = unit.namesake
        return self.blank(
            [unit], 0, 1, "place", "", "list of places", is_place=True, named=True,
            place_id=unit.place.place.id if unit.place is not None else None,
            place_name=self.text[unit.start : unit.end], place_start=unit.start, place_end=unit.end,
        ).but(first=index, last=index + 1)  # fmt: skip

    def _meant(self, unit: Unit, head: Unit, behind: bool) -> bool:
        """Return whether an ordinary word is used as the place name it can be: «حي النصر»."""
        place_id = unit.namesake.place.id
        if behind and head.generic is not None and head.generic.kind in ("settlement", "admin", "facility"):
            self.memory.namesakes.add(place_id)
            return True
        return place_id in self.memory.namesakes

    def _spoken_of(self, units: Sequence[Unit], first: int, last: int, known: Entity) -> Entity:
        """Return «المدينة» as the city named before, by the name's words where they are near."""
        start, end = units[first].start, units[last - 1].end
        if 0 <= start - known.place_end < _SAME_SENTENCE:
            start, end = known.place_start, known.place_end
        return self.blank(
            units, first, last, "area", "", "definite place", is_place=True, place_id=known.place_id,
            place_name=known.place_name, place_start=start, place_end=end,
        )  # fmt: skip

    def _role(self, units: Sequence[Unit], first: int, last: int) -> Entity:
        return describe_role(self, units, first, last)

    def _noun(self, units: Sequence[Unit], first: int, last: int) -> Entity:
        head = units[first]
        relative = self._relative(units, first, last)
        if relative is not None:
            return relative
        noun = _plain_noun(head)
        if noun is not None:
            self._note_holder(units, first, last)
            return self.blank(
                units, first, last, noun.cls, self._noun_id(noun, units, first, last), "nouns",
                role_word=noun.id,
            )  # fmt: skip
        kind = head.nouns[0].kind
        if kind in ("masdar", "nominal"):
            return self.blank(units, first, last, "attack" if _violent(head) else "", "", "event noun")
        return self.blank(units, first, last, "", "", "participle")

    def _note_holder(self, units: Sequence[Unit], first: int, last: int) -> None:
        """Remember the body that a thing is named after: «مقر حركة حماس», later «الحركة»."""
        for index in range(first + 1, last):
            name = units[index].actor
            if name is not None and name.cls in _NAMED_HOLDERS and name.usage != "short":
                body = self.blank(units, index, index + 1, name.cls, name.actor_id, "actors:name", named=True)
                self.memory.note(body, units[index], frozenset())

    def _noun_id(self, noun: Noun, units: Sequence[Unit], first: int, last: int) -> str:
        """Return the id of a phrase headed by a noun: «المبنى» is the building told of before."""
        book, plain = self.lexicon.actors, noun_id(noun, units, first)
        named = self._named_thing(noun, plain, units, first, last)
        if named:
            self.memory.things.note(noun.id, noun.cls, named)
            return named
        found = thing_id(book, noun, units, first, last)
        if noun.cls in HELD and found == plain:
            found = self._holder(units, first, last) or found
        bare = found == plain
        if bare and units[first].article and all(map(_only_describes, units[first + 1 : last])):
            recalled = self.memory.things.recall(noun.id)
            if recalled:
                return recalled
        known = self.memory.things.recall(noun.id)
        if units[first].article and known.startswith(f"{found}-"):
            return known  # «السفارة الأميركية», whose country was told before
        found = seen_in(book, noun, found, bare, _state_behind(units, last) or self._country(units[first]))
        if found != plain or units[first].last > units[first].first + 1:
            self.memory.things.note(noun.id, noun.cls, found)
        return found

    def _named_thing(self, noun: Noun, plain: str, units: Sequence[Unit], first: int, last: int) -> str:
        """Return the id of a thing that the report names, or tells apart, elsewhere or behind it; "" if none.

        «قاعدة جوية» is the one air base that is named, «مسجد في كابول» the mosque there.
        """
        by_place = told_by_place(noun, plain, units, first, last)
        if by_place or noun.id not in NAMED_KINDS or is_plural(noun, units, first):
            return by_place
        bare = not any(u.actor or u.place or u.nationality or u.head for u in units[first + 1 : last])
        return self.scene.premises(NAMED_KINDS[noun.id]) if bare else ""

    def _country(self, unit: Unit) -> str:
        """Return the country that the report is clearly about at a unit, or ""."""
        chosen = self.scene.country(unit.first)
        return chosen.id if chosen is not None else ""

    def _holder(self, units: Sequence[Unit], first: int, last: int) -> str:
        """Return who holds a thing, where a role word behind it or a pronoun on it says so; "" if none does.

        «مواقع المتمردين», «عرباتها».
        """
        if units[first].enclitic in THIRD_PERSON and _plain_cls(units[first]) != "building":
            owner = self.memory.owner(units[first].enclitic)
            return owner.id if owner is not None else ""
        if units[first].enclitic == OURS and _plain_cls(units[first]) == "site":  # «مواقعنا العسكرية»
            forces = of_country(self, units[first : first + 1], self.lexicon.actors.heads_by_id["army"])
            return forces.id if forces is not None else ""
        for index in range(first + 1, last):
            head = units[index].head
            if head is not None and head.cls in _HOLDERS and units[index].article:
                return self._role(units, index, last).id
        return ""

    def owned(self, units: Sequence[Unit], thing: Entity, owner: Entity) -> str:
        """Return the id of a thing whose owner stands behind it: «موقعا للجيش», «بارجة تابعة للتحالف»."""
        held = self._office(units, thing, owner)
        if held is not None:
            return held
        if thing.rule == "compose:head" and thing.role_word == "forces":
            return self._forces_of(owner)
        if thing.role_word == "employee":
            employees = self.lexicon.actors.heads_by_id["employee"]
            return self.lexicon.actors.compose(employees, None, owner.id, None, (), self.on)[0]
        noun = _plain_noun(units[thing.first])
        if thing.rule != "nouns" or noun is None:
            return owner.id
        gloss = noun.of_several if is_plural(noun, units, thing.first) else noun.of_one
        if owner.cls == "fighter" and not owner.named and noun.cls in HELD | KEPT:
            found = slug("militant", gloss, self._country(units[thing.first]))
            self.memory.things.note(noun.id, noun.cls, found)
            return found
        found = owned_id(self.lexicon.actors, noun, gloss, owner.id) or thing.id
        self.memory.things.note(noun.id, noun.cls, found)
        return found

    def _forces_of(self, owner: Entity) -> str:
        """Return the forces of a side, a government's being its country's: «قوات للنظام»."""
        book = self.lexicon.actors
        actor = book.actors.get(owner.id)
        state = book.states.get(actor.country) if actor is not None and owner.cls == "government" else None
        return book.compose(book.heads_by_id["forces"], None, state or owner.id, None, (), self.on)[0]

    def _office(self, units: Sequence[Unit], thing: Entity, owner: Entity) -> str | None:
        """Return who held the office that is the owner's: «الأمين العام للأمم المتحدة»."""
        book = self.lexicon.actors
        head = book.heads_by_id.get(thing.role_word)
        if head is None:
            return None
        return book.office_holder(head, owner.id, self.on, [u.norm for u in units[thing.first : thing.last]])

    def _nationality(self, units: Sequence[Unit], first: int, last: int) -> Entity:
        """Describe a nationality used as a noun: «قتل فلسطيني», «الحوثيون»."""
        nationality = nationality_of(units[first])
        before = units[first - 1] if first else None
        if (
            nationality.gender == "f"
            and before is not None
            and before.pos != VERB
            and before.norm.endswith("ه")
        ):
            return self.adjective(units[first], first)  # «بوساطة مصرية»
        book = self.lexicon.actors
        national = book.heads_by_id.get("national") if nationality.country.people_id else None
        id_, rule = book.compose(national, nationality, None, None, ())
        cls = "person" if nationality.country.people_id else "group"
        return self.blank(units, first, last, cls, id_, f"people:{rule}", named=True)

    def adjective(self, unit: Unit, index: int) -> Entity:
        """Describe a nationality adjective: «غارات روسية» is the state's."""
        state = replace(nationality_of(unit), number="sg")
        id_, rule = self.lexicon.actors.compose(None, state, None, None, ())
        return Entity("state", id_, index, index + 1, unit.start, unit.end, f"adjective:{rule}", named=True)

    def official(self, unit: Unit, index: int) -> Entity | None:
        """Describe «حكومي» of an act as the government of the country it happens in, where that is clear."""
        entity = of_country(self, [unit], self.lexicon.actors.heads_by_id["government"])
        return None if entity is None else entity.but(first=index, last=index + 1)

    def holder(self, unit: Unit, index: int, like: Entity) -> Entity | None:
        """Describe a state joined to the holders of an office as who holds it there: «رؤساء روسيا وتركيا»."""
        book = self.lexicon.actors
        head = book.heads_by_id.get(like.role_word)
        person = book.office_holder(head, unit.actor.actor_id, self.on) if head is not None else None
        if person is None:
            return None
        entity = Entity(
            like.cls,
            person,
            index,
            index + 1,
            unit.start,
            unit.end,
            "joined:office",
            role_word=like.role_word,
            named=True,
        )
        self.memory.note(entity, unit)
        return entity

    def another(self, unit: Unit, index: int, like: Entity) -> Entity | None:
        """Describe a nationality joined to a phrase of another one as somebody of the same kind."""
        book = self.lexicon.actors
        head = book.heads_by_id.get(like.role_word)
        if head is None:
            return None
        state = replace(nationality_of(unit), number="sg")
        id_, rule = self.lexicon.actors.compose(head, state, None, None, (), self.on)
        entity = Entity(
            like.cls,
            id_,
            index,
            index + 1,
            unit.start,
            unit.end,
            f"joined:{rule}",
            role_word=head.id,
            named=True,
        )
        self.memory.note(entity, unit)
        return entity


def _state_behind(units: Sequence[Unit], last: int) -> str:
    """Return the state that «في» names right behind a phrase: «السفارة الأميركية في نيجيريا»; "" if none."""
    if last + 1 >= len(units) or units[last].norm != "في" or units[last + 1].actor is None:
        return ""
    actor = units[last + 1].actor
    return actor.actor_id if actor.cls == "state" else ""


def _only_describes(unit: Unit) -> bool:
    """Return whether a unit is only an adjective with the article: «المبنى المستهدف»."""
    return unit.article and unit.actor is None and unit.nationality is None and unit.place is None


def _plain_cls(unit: Unit) -> str:
    noun = _plain_noun(unit)
    return noun.cls if noun is not None else ""


def _plain_noun(unit: Unit) -> Noun | None:
    """Return the noun of data/nouns that a unit is, if it is one."""
    for reading in unit.nouns:
        if reading.kind == "noun" and isinstance(reading.entry, Noun):
            return reading.entry
    return None


# Parts of a front have the name of a place near: «جبهة الملاحيظ»; other fronts are bodies.
_FRONTS = frozenset(("jabha", "mihwar"))


def _known_side(units: Sequence[Unit], first: int, last: int) -> Unit | None:
    """Return the first word of ground that its side alone names: «الريف الشمالي», «الساحل الغربي»."""
    head = units[first]
    if head.generic is None or not head.article or last < first + 2:
        return None
    if head.generic.kind not in ("area", "feature"):
        return None
    side = units[first + 1]
    return head if side.generic is not None and side.generic.kind == "direction" and side.article else None


def _names(generic: Unit, unit: Unit) -> bool:
    """Return whether a definite word behind a bare generic is its name: «ضاحية البريهي», «حي الزهور»."""
    if generic.article or generic.enclitic or generic.generic is None or not unit.article:
        return False
    return (
        generic.generic.kind in ("settlement", "facility", "feature")
        and unit.head is None
        and unit.nationality is None
    )


# Generic words before which an unknown word is as often an adjective as a name; before «قرية» it is a name.
_BROAD = frozenset(
    ("mintaqa", "aradi", "jayb", "mawqi", "nuqta", "jabha", "mihwar", "murabba", "mazari", "tajammu")
)
# Nisba, participle in the feminine, and فعيل: «منطقة صحراوية», «أراض شاسعة», «جيب صغير».
_ADJECTIVE = re.compile("(?<![^ ])[^ ]+(?<=ي)|(?<![^ ])[^ ]+(?<=يه)|.ا.[^ا]ه|..ي.ه?|ذات|ذو")


def _may_name(head: Unit, unit: Unit, last: str) -> bool:
    """Return whether an unknown word behind a generic one is its name, not what describes it.

    «قرية سديرة», but «أحياء سكنية», «منطقة صحراوية», «جيب صغير», «مناطق نفوذه». `last`: its last letter as written.
    """
    if not _unknown(unit):
        return False
    many = any(r.features.number == "pl" for r in head.nouns)
    if not many and head.generic.id not in _BROAD:
        return True
    return last != "ه" and not _ADJECTIVE.fullmatch(unit.norm)


def _is_ground(unit: Unit) -> bool:
    """Return whether a word is one for a place or premises: «محيط السفارة», «أطراف المدينة»."""
    return unit.generic is not None or unit.is_any(_PREMISES)


def _role_in_name(unit: Unit) -> str:
    """Return the role word that a name begins with («تنظيم داعش»): so it is spoken of later."""
    head = unit.word.head if unit.word is not None and unit.last > unit.first + 1 else None
    return head.entry.id if head is not None else ""  # type: ignore[attr-defined]


def _violent(unit: Unit) -> bool:
    for reading in unit.nouns:
        senses = getattr(reading.entry, "senses", None) or (getattr(reading.entry, "sense", None),)
        if any(sense is not None and sense.type == "ASSAULT" for sense in senses):
            return True
    return False


def _nominal(unit: Unit) -> bool:
    return bool(
        unit.actor or unit.place or unit.head or unit.generic or unit.nouns or unit.nationality
    ) or _unknown(unit)


def _unknown(unit: Unit) -> bool:
    word = unit.word
    return word is not None and not unit.verbs and not unit.particle and word.guess == "noun"
