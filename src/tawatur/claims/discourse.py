"""What a report has spoken of so far, for short names, definite descriptions and pronouns."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tawatur.claims.agreement import pronoun_fits
from tawatur.claims.things import ThingMemory
from tawatur.claims.units import Unit
from tawatur.lexicon.actor_records import Head
from tawatur.lexicon.actors import ActorBook

if TYPE_CHECKING:
    from tawatur.claims.entities import Entity

# Actors that no plural pronoun means.
_ONE = frozenset(("person", "official", "media", "monitor", "body", "state", "government"))
_PARTIES = frozenset(("force", "group", "state", "government", "person", "official"))
# How heads that name one office, held by one person, give their ids (data/actors/README.md).
_TITLED = frozenset(("person", "slug", "office"))
# Classes whose members any word of the class can mean, whatever they are called: «المجموعة» of a movement.
_ALIKE = frozenset(("group", "media", "monitor", "official"))
# Whose men «الجنود», «المسلحون», «الجهاديون» are: those of the army, or the group, spoken of last.
_FIGHTERS_OF = {"soldier": "force", "extremist": "group"}
# Words that any side's men are called by, «المسلحون», «المقاتلون»: one for jihadists says whose they are.
_ANYBODY = frozenset(("militant", "fighter"))
# Words for men of groups like al-Qaeda, which are called «تنظيم».
_JIHADIST = ("جهادي", "ارهابي", "متطرف", "متشدد")
_PLURALS = frozenset(("فصاءل", "احزاب", "كتاءب", "الويه", "قوي"))
# Rules of what is called after its body.
_DERIVED = ("owner:", "self:", "body:", "slug:")
_PUT_TOGETHER = ("compose:", "owner:", "self:", "body:", "slug:")
# Who has people and things of his own: «عناصرها», «طائراته».
_OWNERS = frozenset(("force", "group", "state", "government", "person", "official"))

# Rules of descriptions that name nobody: «فصائل محلية».
_GENERIC = frozenset(("compose:head", "compose:const", "compose:unnamed"))


class Memory:
    """The actors and places that a report has named so far, each remembered by its last mention."""

    def __init__(self, book: ActorBook, named: frozenset[str] = frozenset()) -> None:
        """`named` are the actors that the report names somewhere."""
        self.book, self.named = book, named
        self.places_by_word: dict[str, Entity] = {}
        self.namesakes: set[str] = set()
        self.things = ThingMemory()
        self.subject: Any = None  # the filler that was the last sentence's first subject
        self.subject_word: Unit | None = None  # and the head of its phrase
        self._spoken: dict[str, tuple[Entity, Unit, frozenset[str]]] = {}  # by id, the latest last

    def _recent(self) -> Iterator[tuple[Entity, Unit, frozenset[str]]]:
        return reversed(self._spoken.values())

    def before(self) -> tuple[Entity, ...]:
        """Return the actors spoken of so far, the latest first."""
        return tuple(entity for entity, *_ in self._recent())

    def latest(self, pronoun: str, among: Sequence[Entity] | None = None) -> Entity | None:
        """Return the actor spoken of last, of those `among`, that a pronoun can mean.

        Plural pronouns want more than one person.
        """
        for entity in self.before() if among is None else among:
            if pronoun in ("هم", "هما") and entity.cls in _ONE:
                continue
            return entity
        return None

    def owner(self, pronoun: str, among: Container[str] | None = None) -> Entity | None:
        """Return the actor spoken of last, of those `among`, that a pronoun on «عناصر», «طائرات» can mean."""
        for entity, unit, _ in self._recent():
            if among is not None and entity.id not in among:
                continue
            feminine = entity.cls == "state" and unit.norm.endswith(("ا", "ه"))  # «سوريا», «القاهرة»
            if (
                entity.cls in _OWNERS
                and pronoun_fits(pronoun, unit, entity)
                and not (pronoun == "ه" and feminine)
            ):
                return entity
        return None

    def office(self, on: date | None) -> str | None:
        """Return the office of the last official spoken of, by his title or what he held on the day."""
        for entity, *_ in self._recent():
            if self.book.is_office(entity.role_word):
                return entity.role_word
            held = self.book.tenures(entity.id) if on else ()
            offices = [office for office, _, tenure in held if tenure.period.covers(on)]  # type: ignore[arg-type]
            if offices:
                return offices[-1]
        return None

    def parties(self) -> list[Entity]:
        """Return the two armed or state actors spoken of last, the earlier first: «الطرفان»."""
        found = [entity for entity, *_ in self._recent() if entity.cls in _PARTIES][:2]
        return found[::-1] if len(found) == 2 else []

    def note(self, entity: Entity, unit: Unit, words: frozenset[str] = frozenset()) -> None:
        """Remember an entity spoken of with a name; `unit` is its head, `words` all that describes it."""
        if entity.is_place and entity.place_id and entity.named:
            self._note_place(entity)
        if entity.rule == "definite" and entity.id in self._spoken:
            self._spoken[entity.id] = self._spoken.pop(entity.id)  # spoken of again
        if not entity.id or not entity.is_actor or not entity.named:
            return
        known = self._spoken.pop(entity.id, None)
        if known is not None and entity.rule.startswith(_DERIVED):
            self._spoken[entity.id] = known  # «عناصرها» speaks of the group, which stays a group
            return
        if known is not None and known[0].role_word and not entity.role_word:
            words = known[2]
        actor = self.book.actors.get(entity.id)
        if actor is not None and entity.rule.startswith(_PUT_TOGETHER):
            entity = entity.but(cls=actor.cls)  # «مسلحو تنظيم الدولة» speaks of a group
        self._spoken[entity.id] = (entity, unit, words)

    def _note_place(self, place: Entity) -> None:
        """Remember a place by its generic word, and as the last mention of the place that other words mean."""
        for word, known in self.places_by_word.items():
            if known.place_id == place.place_id:
                self.places_by_word[word] = place
        if place.generic_word:
            self.places_by_word[place.generic_word] = place

    def recall(self, head: Head, word: str, words: frozenset[str]) -> Entity | None:
        """Return who «الحركة», «الجيش», «القوات المشتركة» was last, or None.

        `word` is the role word as written, `words` what restricts it. The same words spoken before come
        first, then whose name begins so, then, of classes whose members are alike, the last one.
        """
        for entity, _, spoken in self._recent():
            if entity.role_word == head.id and words <= spoken and entity.rule not in _GENERIC:
                return entity
        if words or head.gives in ("const", "source") or head.id in self.book.national:
            return None
        return self.called(word) or self._alike(head, word.removeprefix("ال"))

    def called(self, word: str) -> Entity | None:
        """Return the actor spoken of last whose name begins with a role word, or None."""
        bare = word.removeprefix("ال")
        for entity, *_ in self._recent():
            if entity.cls != "state" and bare in self.book.called.get(entity.id, ()):
                return entity
        return None

    def _collective(self, head: Head) -> Entity | None:
        """Return the last group spoken of, if it is all of a country's fighters whom no name unites."""
        last = next((entity for entity, *_ in self._recent() if entity.cls == "group"), None)
        if last is None:
            return None
        known = (self.book.composed[head.id, country] for country in self.book.listed_with.get(head.id, ()))
        return last if last.id in known else None

    def _alike(self, head: Head, bare: str) -> Entity | None:
        """Return the last actor of the class of a role word where one word of the class is as good as another."""
        jihadist = bare.startswith(_JIHADIST)
        if head.id == "fighter" and not jihadist:
            return self._collective(head)
        if head.id in _FIGHTERS_OF or (jihadist and head.id in _ANYBODY):
            wanted, named = _FIGHTERS_OF.get(head.id, "group"), True
        elif head.cls == "official" and head.gives in _TITLED:
            return None  # «حاكم الإقليم» is not the president spoken of before
        elif head.cls in _ALIKE and not bare.endswith(("ات", "ون", "ين")) and bare not in _PLURALS:
            wanted, named = head.cls, False
        else:
            return None
        for entity, *_ in self._recent():
            if entity.cls != wanted or (named and entity.id not in self.book.called):
                continue
            if not jihadist or "تنظيم" in self.book.called.get(entity.id, ()):
                return entity
        return None
