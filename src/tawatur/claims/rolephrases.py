"""Phrases headed by a role word («قوات», «متحدث باسم», «وزارة الصحة»): whose they are, and what id that gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tawatur.claims.chunks import says_by_whom
from tawatur.claims.people import name_words
from tawatur.claims.units import NOUN, VERB, Unit
from tawatur.lexicon.actor_records import Head, NameEntry, Nationality

if TYPE_CHECKING:
    from tawatur.claims.entities import Describer, Entity

# Bodies whose people and officials are named after them.
BODIES = frozenset(("force", "government", "group", "body", "media"))
# On a word for forces, a party or a position it speaks of the teller's own: «قواتنا المسلحة».
OURS = "نا"
THIRD_PERSON = frozenset(("ه", "ها", "هم"))
# What an official of no name gives that takes the id of his body instead (codebook 3).
_OF_BODY = frozenset(("const", "unnamed", "self", "source"))


# Classes of role words that stand before the name of one who has the role.
_TITLES = frozenset(("official", "person"))


class Parts:
    """What the words behind the head of a role phrase say of it."""

    __slots__ = ("modifiers", "name", "nationality", "person", "place")

    def __init__(self, head: Head, units: Sequence[Unit]) -> None:
        self.nationality: Nationality | None = None
        self.name: NameEntry | None = None
        self.place: Any = None
        self.person: Unit | None = None
        self.modifiers: list[str] = []
        for place, unit in enumerate(units):
            if place and says_by_whom(units[place - 1], unit):
                continue  # «الفصائل المدعومة تركيا» are no Turkish ones
            titled = head.cls in _TITLES or (place + 1 == len(units) and head.id == "member")
            if unit.actor is not None and unit.actor.cls == "person" and titled:
                self.person = self.person or unit
            elif unit.actor is not None:
                self.name = self.name or unit.actor
            elif unit.nationality is not None:
                self.nationality = self.nationality or nationality_of(unit)
            elif unit.place is not None:
                self.place = self.place or unit.place
            elif unit.pos == NOUN:
                self.modifiers.append(unit.norm)

    @property
    def say_whose(self) -> bool:
        """Whether a name, nationality or place is among them."""
        return self.nationality is not None or self.name is not None or self.place is not None


def describe_role(describer: Describer, units: Sequence[Unit], first: int, last: int) -> Entity:
    """Return what units [first, last) refer to, the first being a role word."""
    head, last = units[first].head, _own_end(units, first, last)
    parts, book = Parts(head, units[first + 1 : last]), describer.lexicon.actors
    if parts.name is not None and units[first].enclitic and parts.nationality is None:
        return _apposed(describer, units, first, last)
    if parts.name is not None and parts.name.cls in BODIES and (head.cls in _TITLES or _is_member(units[first])):
        _note_body(describer, units, first, last)
    if parts.person is not None:
        return _titled(describer, units, first, last, parts.person)
    if head.cls in _TITLES or _is_member(units[first]):
        person = describer.name_at_end(units, first, last)
        if person is not None:
            holder = book.compose(
                head, parts.nationality, parts.name and parts.name.actor_id, None, (), describer.on
            )
            same = holder[1] == "office" and holder[0].split("-")[0] == person.id.split("-")[0]
            return person.but(cls="official", role_word=head.id, id=holder[0] if same else person.id)
    if parts.name is None and parts.nationality is None:
        inner = _in_body(describer, units, first, last)
        if inner is not None:
            return inner
    if head.id == "counterpart":
        head = _counterpart(describer) or head
    head, left = book.refine(head, parts.modifiers)
    if (
        head.id == "attacker"
        and units[first].norm.endswith("مهاجم")
        and describer.scene.speaks_of("suicide-bomber")
    ):
        head = book.heads_by_id["suicide-bomber"]
    backed = _backed(describer, units, first, last, head, parts)
    if backed is not None:
        return backed
    if not parts.say_whose:
        meant = _meant_alone(describer, units, first, last, head, left)
        if meant is not None:
            return meant
    name_id = parts.name.actor_id if parts.name is not None else None
    place_id = parts.place.place.id if parts.place is not None else None
    id_, rule = book.compose(head, parts.nationality, name_id, place_id, left, describer.on)
    return describer.blank(
        units, first, last, head.cls, id_, f"compose:{rule}", role_word=head.id,
        named=parts.say_whose or bool(left), framing=book.framing(head, parts.nationality, parts.name),
    )  # fmt: skip


def _note_body(describer: Describer, units: Sequence[Unit], first: int, last: int) -> None:
    """Remember the body whose office somebody holds: «زعيم تنظيم الدولة», later «مسلحو التنظيم»."""
    index = next(
        i for i in range(first + 1, last) if units[i].actor is not None and units[i].actor.cls in BODIES
    )
    name = units[index].actor
    body = describer.blank(units, index, index + 1, name.cls, name.actor_id, "actors:name", named=True)
    describer.memory.note(body, units[index])


# Participles of those who fight with or for somebody named behind them.
_BACKED = ("مدعوم", "متحالف", "موال", "مساند", "حليف", "مواليه")


def _backed(
    describer: Describer, units: Sequence[Unit], first: int, last: int, head: Head, parts: Parts
) -> Entity | None:
    """Return «القوات المدعومة من التحالف», «فصائل متحالفة معها» as those whom the backer backs in the country."""
    if head.cls not in ("force", "group", "fighter", "government") or parts.name is not None:
        return None
    if not any(word.removeprefix("ال").startswith(_BACKED) for word in parts.modifiers):
        return None
    backer = _backer(describer, units, last)
    behind = describer.lexicon.actors.actors.get(backer)
    if head.cls == "force" and behind is not None and behind.cls == "government":
        return None  # forces loyal to a government are its army; men and groups are not
    backed = describer.lexicon.actors.backed.get((backer, head.cls == "government"), {})
    country = parts.nationality.country.id if parts.nationality is not None else ""
    if not country:
        chosen = describer.scene.country(units[first].first, backed)
        country = chosen.id if chosen is not None else ""
    if country not in backed:
        return None
    return describer.blank(
        units, first, last, head.cls, backed[country], f"backed:{backer}", role_word=head.id, named=True
    )


def _backer(describer: Describer, units: Sequence[Unit], last: int) -> str:
    """Return the actor behind «من», «مع», «ل» right behind a phrase, or whom the pronoun there means."""
    if last > 1 and says_by_whom(units[last - 2], units[last - 1]):  # «المدعومة أميركيا»
        nation = units[last - 1].nationality
        return (
            str(units[last - 1].actor.actor_id)
            if nation is None
            else nationality_of(units[last - 1]).country.id
        )
    for unit_at, unit in enumerate(units[last : last + 2], last):
        if unit.actor is not None:
            return str(unit.actor.actor_id)
        if unit.head is not None and unit.head.cls == "government":
            return str(describe_role(describer, units, unit_at, unit_at + 1).id)  # «الموالين للنظام»
        if unit.enclitic in THIRD_PERSON and unit.particle is not None:
            backers = frozenset(backer for backer, _ in describer.lexicon.actors.backed)
            owner = describer.memory.owner(unit.enclitic, backers)
            return owner.id if owner is not None else ""
    return ""


def _counterpart(describer: Describer) -> Head | None:
    """Return the office that «نظيره الروسي» holds: that of the last official spoken of."""
    office = describer.memory.office(describer.on)
    return describer.lexicon.actors.heads_by_id[office] if office else None


def _titled(describer: Describer, units: Sequence[Unit], first: int, last: int, person: Unit) -> Entity:
    """Describe a known person behind his title: «الرئيس X»."""
    entry = person.actor
    describer.people.add(name_words((person,), describer.text), entry.actor_id)
    whole = describer.blank(units, first, last, "official", entry.actor_id, "actors:title")
    return whole.but(
        start=person.start, end=person.end, named=True, role_word=units[first].head.id, framing=entry.framing
    )


def _apposed(describer: Describer, units: Sequence[Unit], first: int, last: int) -> Entity:
    """Describe a name behind a word with a pronoun, which says the same: «حليفتها روسيا», «جماعته أنصار الله»."""
    index = next(i for i in range(first + 1, last) if units[i].actor is not None)
    return describer.describe(units, index, last)


def _is_member(unit: Unit) -> bool:
    """Return whether a role word is «عضو», behind which one man's name may stand."""
    return unit.norm.removeprefix("ال") == "عضو"


def _in_body(describer: Describer, units: Sequence[Unit], first: int, last: int) -> Entity | None:
    """Describe a role in a body that is itself a role word: «متحدث باسم وزارة الصحة», «مسلحو التنظيم»."""
    outer = units[first].head
    for index in range(first + 1, last):
        unit = units[index]
        if unit.nationality is not None:
            return None  # «القوات الروسية», «المتحدث الإيراني باسم الوزارة»
        if unit.head is None or unit.head.cls not in BODIES or unit.actor is not None:
            continue
        body = describe_role(describer, units, index, last)
        if not body.id or (body.rule == "compose:head" and not body.named):
            return None
        if outer.cls == "official" and outer.gives in _OF_BODY:
            id_, rule = body.id, "body"
        else:
            id_, rule = describer.lexicon.actors.compose(outer, None, body.id, None, (), describer.on)
        return describer.blank(
            units, first, last, outer.cls, id_, f"{rule}:{body.rule}", role_word=outer.id, named=True
        )
    return None


def _meant_alone(
    describer: Describer, units: Sequence[Unit], first: int, last: int, head: Head, left: Sequence[str]
) -> Entity | None:
    """Return whose «الجيش», «عناصرها», «الحركة» is meant, nothing in the phrase saying so."""
    unit = units[first]
    ours = unit.enclitic == OURS and head.cls in BODIES
    if ours and head.id == "forces":
        head, left = describer.lexicon.actors.heads_by_id["army"], ()  # «قواتنا المسلحة»
    if unit.enclitic and not ours:
        return _owned(describer, units, first, last, head, left)
    misspelt = head.id == "regime" and unit.pro.endswith("l")  # «لنظام» for «للنظام»
    definite = unit.article or unit.closed or ours or misspelt
    if definite:
        recalled = describer.memory.recall(head, _as_written(unit), restricting(units, first, last, left))
        if recalled is not None and not (recalled.cls == "state" and _as_written(unit) in _STATES):
            return describer.blank(
                units, first, last, recalled.cls, recalled.id, "definite",
                role_word=head.id, framing=recalled.framing,
            )  # fmt: skip
        leads = _leads_body(describer, head) if head.gives == "person" else ""
        if leads:
            return describer.blank(
                units, first, last, head.cls, leads, "office:report", role_word=head.id, named=True
            )
    if head.id == "employee" and not left:
        return _of_premises(describer, units, first, last, head)
    national = _national(describer, units, first, last, head, left, definite)
    if national is not None or not definite or left:
        return national
    called = describer.memory.called(_as_written(unit))
    return called and describer.blank(
        units, first, last, called.cls, called.id, "definite", role_word=head.id, framing=called.framing
    )


def _bare(unit: Unit) -> str:
    """Return a word without what is written on it: «وحزبه», «حركته»."""
    bare: str = unit.norm[len(unit.pro) :].removesuffix(unit.enclitic)
    return f"{bare[:-1]}ه" if bare.endswith("ت") else bare


def _as_written(unit: Unit) -> str:
    """Return a definite word without what is written on it: «بالمؤسسة», «وللحركة»."""
    bare: str = unit.norm[len(unit.pro) :]
    return bare if not unit.article or bare.startswith("ال") else f"ال{bare.removeprefix('ل')}"


def _of_premises(
    describer: Describer, units: Sequence[Unit], first: int, last: int, head: Head
) -> Entity | None:
    """Return «ثلاثة موظفين» as those of the body whose premises the report has told of."""
    book = describer.lexicon.actors
    body = book.actors.get(describer.memory.things.recall("headquarters"))
    if body is None or body.cls not in ("body", "government"):
        return None
    id_, rule = book.compose(head, None, body.id, None, (), describer.on)
    return describer.blank(units, first, last, head.cls, id_, f"premises:{rule}", role_word=head.id)


def _leads_body(describer: Describer, head: Head) -> str:
    """Return who held an office («الأمين العام») of the one body with such an office that the report names."""
    if describer.on is None or head.id in describer.lexicon.actors.national:
        return ""
    book, day = describer.lexicon.actors, describer.on
    holders = [h for body in sorted(describer.scene.named) if (h := book.holder(head.id, body, day))]
    return holders[0] if len(holders) == 1 else ""


def _owned(
    describer: Describer, units: Sequence[Unit], first: int, last: int, head: Head, left: Sequence[str]
) -> Entity | None:
    """Return «عناصرها», «طائراته الحربية» as those of whom the pronoun means."""
    enclitic = units[first].enclitic
    if enclitic not in THIRD_PERSON or head.gives in ("const", "source"):
        return None
    if not all(word.startswith("ال") for word in left):
        return None
    owner = describer.memory.owner(enclitic)
    if owner is None:
        return None
    if owner.cls in _TITLES and head.gives == "state":  # «بلاده»: the one he is of
        book = describer.lexicon.actors
        known = book.actors.get(owner.id)
        state = book.states.get(known.country) if known is not None else None
        if state is None:
            return None
        return describer.blank(units, first, last, "state", state, "owner:country", role_word=head.id)
    if owner.cls in _TITLES and head.cls == "group":  # «حزبه»: the party spoken of
        party = describer.memory.called(_bare(units[first]))
        if party is not None:
            return describer.blank(units, first, last, party.cls, party.id, "definite", role_word=head.id)
    id_, rule = describer.lexicon.actors.compose(head, None, owner.id, None, (), describer.on)
    return describer.blank(units, first, last, head.cls, id_, f"owner:{rule}", role_word=head.id, named=True)


def _national(
    describer: Describer,
    units: Sequence[Unit],
    first: int,
    last: int,
    head: Head,
    left: Sequence[str],
    definite: bool,
) -> Entity | None:
    """Return «الجيش», «وزارة الصحة» as that of the country the report is about, where that is clear."""
    book, when = describer.lexicon.actors, describer.lexicon.actors.national.get(head.id)
    if when is None or not (definite or when in ("always", "listed")):
        return None
    if left and not _only_described(units[first + 1 : last], left):
        return None
    beside = _capital_beside(units, last) if head.cls == "government" and not left else ""
    if beside in book.countries:
        country = Nationality(book.countries[beside], "")
        id_, _ = book.compose(head, country, None, None, (), describer.on)
        return describer.blank(units, first, last, head.cls, id_, "capital", role_word=head.id, named=True)
    among = {"listed": book.listed_with.get(head.id, ()), "likely": book.at_war}.get(when)
    chosen = describer.scene.country(units[first].first, among, when == "near")
    if chosen is None and when == "likely":
        chosen = describer.scene.country(units[first].first)
    if chosen is None or chosen.id not in book.countries:
        return None
    country = Nationality(book.countries[chosen.id], "")
    id_, _ = book.compose(head, country, None, None, (), describer.on)
    return describer.blank(
        units, first, last, head.cls, id_, chosen.rule, role_word=head.id, named=True,
        framing=head.framing,
    )  # fmt: skip


# Words from a ministry to the capital that says whose it is: «وزارة الدفاع وأهدافا أخرى بالرياض».
_MAX_TO_CAPITAL = 4


def _capital_beside(units: Sequence[Unit], last: int) -> str:
    """Return the state whose capital stands behind «في» or «بـ» near a phrase, "" if none does."""
    for index in range(last, min(len(units), last + _MAX_TO_CAPITAL)):
        unit = units[index]
        if unit.pos == VERB:
            return ""
        if unit.actor is not None and unit.actor.usage == "metonym" and unit.place is not None:
            inside = "b" in unit.pro or units[index - 1].norm == "في"
            return str(unit.actor.actor_id) if inside else ""
    return ""


def of_country(describer: Describer, units: Sequence[Unit], head: Head) -> Entity | None:
    """Return what a role word would mean at `units`, were it written definite and bare; None where unclear."""
    return _national(describer, units, 0, len(units), head, (), True)


def _only_described(units: Sequence[Unit], left: Sequence[str]) -> bool:
    """Return whether the words left over are participles, which do not make it another one.

    «القوات الحكومية المدعومة»; but «حكومة الوفاق», «النظام الصحي», «النائب العام السابق» is another.
    """
    return all(
        unit.article
        and unit.norm not in _FORMER
        and (any(r.kind in _PARTICIPLES for r in unit.nouns) or unit.norm.startswith(("المت", "المحلي")))
        for unit in units
        if unit.norm in left
    )


_PARTICIPLES = frozenset(("active", "passive"))
_STATES = frozenset(("الدول", "البلدان"))
_FORMER = frozenset(
    ("السابق", "السابقه", "السابقين", "الراحل", "الراحله", "المخلوع", "المعزول", "المقبل", "المقبله")
)


def _own_end(units: Sequence[Unit], first: int, last: int) -> int:
    """Return where a role phrase ends at the latest: a definite head has no genitive behind it.

    «باغت التنظيم قوات النظام», «أدانت وزارة الخارجية القصف»: another phrase begins.
    """
    head = units[first]
    if not (head.article or head.closed) or head.head.cls not in BODIES:
        return last
    for index in range(first + 1, last):
        unit = units[index]
        names = unit.actor is not None and unit.actor.cls != "person" and unit.nationality is None
        other = unit.head is not None and unit.head.cls in BODIES and not unit.article
        if (names and head.article) or other or (unit.article and unit.names_act and unit.head is None):
            return index
    return last


def restricting(
    units: Sequence[Unit], first: int, last: int, left: Sequence[str] | None = None
) -> frozenset[str]:
    """Return the words behind the head of a role phrase that tell it from others of its kind.

    `left` are those that are no mere epithets, None where that is not known.
    """
    words = (u.norm for u in units[first + 1 : last] if u.pos == NOUN) if left is None else left
    return frozenset(word.removeprefix("ال") for word in words)


def nationality_of(unit: Unit) -> Nationality:
    """Return the nationality that a unit is known to be."""
    entry = unit.nationality.entry if unit.nationality is not None else None
    assert isinstance(entry, Nationality)
    return entry
