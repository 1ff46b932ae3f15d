"""One sentence cut into chunks, with its phrases read once and what its pronouns refer to."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.agreement import agrees, pronoun_fits
from tawatur.claims.chunks import AUX, NP, QUOTES, C, Chunk, P, R, S, T, V, X
from tawatur.claims.entities import Describer, Entity
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.reach import BRACKETS, COMMAS, Reach, is_partitive, is_reduced
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import UNIONS
from tawatur.lexicon.words import Features


class Sentence(Reach):
    """One sentence cut into chunks, with descriptions of its phrases made once."""

    def __init__(self, units: Sequence[Unit], chunks: Sequence[Chunk], describer: Describer) -> None:
        super().__init__(units, chunks)
        self.describer = describer
        self._entities: dict[tuple[int, int], Entity] = {}
        self._fillers: dict[int, Filler] = {}
        self.clauses: dict[tuple[int, Features, bool, bool], Clause] = {}
        self.classes: dict[tuple[int, str, bool], frozenset[str]] = {}  # of heads, as senses.py finds them
        self.more: dict[int, list[Filler]] = {}  # further owners: «عناصر من حماس والجهاد»
        self.spoken = describer.memory.before()  # actors of the sentences before, the latest first
        self.possessive: set[int] = set()  # chunks that belong to the phrase before them
        for number, chunk in enumerate(chunks):
            if chunk.kind == NP:
                self._describe(number)

    def _describe(self, number: int) -> None:
        """Read a noun phrase once, in text order, and give it to the phrase before where it is its owner's."""
        chunk = self.chunks[number]
        head = chunk.head
        listed = chunk.joined and not chunk.prep
        entity = (
            (self._meant_by_pronoun(head) if self.units[head].particle is not None else None)
            or (self._listed_place(number) if listed else None)
            or (self._measured_place(number) if chunk.quantity >= 0 else None)
            or (self._same_kind(number) if listed else None)
            or (self._named_in_brackets(number) if self._before_sign(number) else None)
            or self.entity(head, chunk.last)
        )
        self._fillers[number] = Filler(number, head, entity, self.units[head].pos != NOUN)
        if (
            chunk.joined
            and not chunk.prep
            and number - 1 in self.possessive
            and entity.is_actor
            and entity.cls in _OWNERS
            and not (entity.rule == "compose:head" and self._prep_behind(number) == "min")
        ):
            self.possessive.add(number)
            self.more.setdefault(self._host(number), []).append(self._fillers[number])
            return
        before = number - 2 if number > 1 and self.chunks[number - 1].kind == X else number - 1
        host = self._fillers.get(before)
        if (
            host is not None
            and before == number - 1
            and chunk.prep == "li"
            and _is_part(host.entity)
            and entity.is_place
            and entity.named
        ):
            self.possessive.add(number)  # «الأطراف الجنوبية لمدينة الحديدة»
            whole = host.entity.but(
                place_id=entity.place_id,
                place_name=entity.place_name,
                named=True,
                end=entity.end,
                place_end=entity.place_end,
            )
            self._fillers[before] = Filler(host.chunk, host.unit, whole)
            return
        prep = chunk.prep or ("min" if self._of_at_least(chunk) else "")
        if (
            host is not None
            and prep == "fi"
            and _is_source(host.entity)
            and entity.is_place
            and entity.place_id
        ):
            if entity.cls != "state":  # «مصادر في الحديدة»
                local = host.entity.but(id="local-sources", rule="source:place")
                self._fillers[before] = Filler(host.chunk, host.unit, local)
            return
        if host is None or not entity.is_actor:
            return
        if not (_owns(prep, host.entity, entity) or self._belongs_to(before, prep, host.entity, entity)):
            return
        self.possessive.add(number)
        joined = host.entity.but(
            id=self.describer.owned(self.units, host.entity, entity),
            end=entity.end,
            named=True,
            rule=f"owner:{entity.rule}",
        )
        self._fillers[before] = Filler(host.chunk, host.unit, joined)

    def _prep_behind(self, number: int) -> str:
        """Return the preposition of the phrase right behind a chunk, "" without one: «وقوات من الحشد»."""
        return self.chunks[number + 1].prep if number + 1 < len(self.chunks) else ""

    def _before_sign(self, number: int) -> bool:
        return number + 1 < len(self.chunks) and self.chunks[number + 1].kind == P

    def _belongs_to(self, number: int, prep: str, host: Entity, owner: Entity) -> bool:
        """Return whether a phrase that ends in «تابعة» says whose nameless forces or weapons they are."""
        last = self.units[self.chunks[number].last - 1].norm.removeprefix("ال")
        named = host.rule.startswith(("actors:", "owner:", "scene:"))
        nameless = not named and host.cls in _OWNED | {"force", "fighter"}
        return prep == "li" and last in _BELONGING and nameless and owner.cls in _OWNERS

    def _named_in_brackets(self, number: int) -> Entity | None:
        """Return whom a role word with a name in brackets behind it means: «حركة (حماس)», «مقاتلي حركة (حماس)»."""
        if number + 3 >= len(self.chunks):
            return None
        chunk, signs = self.chunks[number], (self.chunks[number + 1], self.chunks[number + 3])
        if any(c.kind != P or self.units[c.first].norm not in BRACKETS for c in signs):
            return None
        body, name = self.units[chunk.last - 1], self.units[self.chunks[number + 2].head].actor
        outer = self.units[chunk.head].head
        if name is None or outer is None or body.head is None or body.actor is not None:
            return None
        if body.head.cls not in _SEATED or name.cls not in _SEATED:
            return None
        entity, id_ = self.entity(chunk.head, chunk.last), name.actor_id
        if chunk.head < chunk.last - 1:
            book, day = self.describer.lexicon.actors, self.describer.on
            id_ = book.compose(outer, None, name.actor_id, None, (), day)[0]
        self.possessive.add(number + 2)
        return entity.but(id=id_, named=True, end=self.units[signs[1].first].end, rule="brackets")

    def genitive(self, number: int, first: int, last: int) -> Entity:
        """Return the reading of a genitive in chunk `number`, with the owner behind it: «استهداف مواقع تابعة للجيش»."""
        entity = self.entity(first, last)
        behind = self._fillers.get(number + 1)
        if (
            behind is None
            or last != self.chunks[number].last
            or self.chunks[number + 1].prep != "li"
            or self.units[last - 1].norm not in _BELONGING
            or not _owns("li", entity, behind.entity)
        ):
            return entity
        id_ = self.describer.owned(self.units, entity, behind.entity)
        return entity.but(id=id_, end=behind.entity.end, named=True, rule=f"owner:{behind.entity.rule}")

    def _of_at_least(self, chunk: Chunk) -> bool:
        """Return whether a phrase is what those counted before it are of: «مسلحان على الأقل من الحزب»."""
        before = self.units[chunk.head - 1] if chunk.head else None
        return chunk.head == chunk.first + 2 and before is not None and before.norm == "من"

    def _listed_place(self, number: int) -> Entity | None:
        """Return the place that a joined word is in a list of places: «جبل الروقي، والغرزة»."""
        chunk = self.chunks[number]
        before = number - 2 if number > 1 and self._is_comma(number - 1) else number - 1
        first = self._fillers.get(before)
        if first is None or not (
            first.entity.is_place and first.entity.named and first.entity.cls == "place"
        ):
            return None
        if chunk.last > chunk.head + 1:
            return self.describer.camp(self.units, chunk.head, chunk.last)
        enclosed = before < number - 1 and number + 1 < len(self.chunks) and self._is_comma(number + 1)
        unit, several = self.units[chunk.head], self._among_several(before)
        return self.describer.listed(unit, chunk.head, enclosed, several)

    def _among_several(self, number: int) -> bool:
        """Return whether a phrase is in a list behind a generic word in the plural: «مناطق هاكورك ومتينا»."""
        while number and self.chunks[number].joined and self.chunks[number - 1].kind == NP:
            number -= 1
        head = self.units[self.chunks[number].head]
        many = any(r.features.number != "sg" for r in head.nouns)
        return many and head.generic is not None and head.generic.kind in ("settlement", "admin", "area")

    def _measured_place(self, number: int) -> Entity | None:
        """Return the place that a distance is counted from or a share is of: «على بعد 20 كلم شمال الموصل»."""
        chunk = self.chunks[number]
        share = chunk.quantity + 1
        if 0 < share < chunk.last and self.units[share].place is not None and chunk.quantity == chunk.head:
            return self.entity(share, chunk.last)  # «ثلث العراق»
        if chunk.relation != "far" or chunk.quantity < 0:
            return None
        for index in range(chunk.quantity + 1, chunk.last - 1):
            generic = self.units[index].generic
            if generic is not None and generic.kind == "direction":
                entity = self.entity(index, chunk.last)
                return entity if entity.is_place else None
        return None

    def _is_comma(self, number: int) -> bool:
        chunk = self.chunks[number]
        return chunk.kind == P and self.units[chunk.first].norm in COMMAS

    def _same_kind(self, number: int) -> Entity | None:
        """Return «القوات الروسية والسورية» as forces of the second nationality too."""
        host = self._fillers.get(number - 1)
        unit = self.units[self.chunks[number].head]
        if host is not None and unit.actor is not None:
            return self._same_office(number)
        if host is None or unit.nationality is None or unit.actor is not None:
            return None
        if (unit.nouns and unit.head is not None) or not host.entity.named:
            return None
        if not unit.article and not unit.norm.endswith("يه"):
            return None  # «قوات تركية وإيراني»: a person
        return self.describer.another(unit, self.chunks[number].head, host.entity)

    def _same_office(self, number: int) -> Entity | None:
        """Return «رؤساء روسيا وتركيا وإيران» as the presidents of the states behind the first too."""
        unit, first = self.units[self.chunks[number].head], number - 1
        if unit.actor.cls != "state" or self.chunks[number].last > self.chunks[number].head + 1:
            return None
        while first and self.chunks[first].joined and self._fillers[first].entity.rule == "joined:office":
            first -= 1
        host = self._fillers.get(first)
        if host is None or self.units[host.unit].norm.removeprefix("ال") not in _HOLDERS:
            return None
        named = self.units[self.chunks[first].last - 1].actor
        holders = named is not None and named.cls == "state"
        return self.describer.holder(unit, self.chunks[number].head, host.entity) if holders else None

    def entity(self, first: int, last: int) -> Entity:
        """Return the reading of units [first, last)."""
        key = (first, last)
        found = self._entities.get(key)
        if found is None:
            found = self._entities[key] = self.describer.describe(self.units, first, last)
        return found

    def _meant_by_pronoun(self, unit: int) -> Entity | None:
        """Return whom «هو», «هي», «هم» refers to, with the pronoun's own words."""
        particle = self.units[unit].particle
        if particle is None or particle.kind != "pronoun" or particle.slot:
            return None
        enclitic = _ENCLITIC_OF.get(particle.person)
        referent = None
        if enclitic:
            opened = self._last_subject(enclitic) if unit <= 1 else None
            referent = opened or self.describer.memory.latest(enclitic)
        if referent is None:
            return None
        return referent.but(
            start=self.units[unit].start, end=self.units[unit].end, rule=f"pronoun:{referent.rule}"
        )

    def _last_subject(self, enclitic: str) -> Entity | None:
        """Return the subject of the sentence before, if a pronoun early in this one can mean it: «وهو يقود»."""
        memory = self.describer.memory
        if memory.subject is None or memory.subject_word is None:
            return None
        entity: Entity = memory.subject.entity
        if not (entity.is_actor and entity.named and entity.id):
            return None
        return entity if pronoun_fits(enclitic, memory.subject_word, entity) else None

    def _host(self, number: int) -> int:
        """Return the phrase that a run of owners belongs to."""
        while number in self.possessive:
            number -= 1
        return number

    def names_act(self, chunk: Chunk) -> bool:
        """Return whether a word of a phrase, from its head on, can name an act."""
        return any(unit.names_act for unit in self.units[chunk.head : chunk.last])

    def filler(self, number: int) -> Filler:
        """Return a noun phrase chunk as the filler of a slot."""
        return self._fillers[number]

    def referent(self, unit: int, pronoun: str, things: bool = False) -> Entity | None:
        """Return whom a pronoun on `unit` refers to: the nearest actor before it that agrees, bare ones first.

        `things`: what can be struck or seized may be meant as well.
        """
        found = None
        for number in range(len(self.chunks) - 1, -1, -1):
            chunk = self.chunks[number]
            filler = self._fillers.get(number)
            if filler is None or chunk.last > unit or filler.pronoun:
                continue
            if things and not filler.entity.is_actor and filler.entity.cls == "casualty":
                filler = self._fallen(number)  # «جثث مدنيين تم إعدامهم»
            if not filler.entity.is_actor and not (things and filler.entity.cls in OBJECTS):
                continue
            if not pronoun_fits(pronoun, self.units[filler.unit], filler.entity):
                continue
            if not chunk.prep and not chunk.relation:
                return filler.entity
            found = found or filler.entity
        return found or self.describer.memory.latest(pronoun, self._spoken_before(unit, pronoun))

    def _fallen(self, number: int) -> Filler:
        """Return the people whose bodies a phrase tells of, else the phrase itself."""
        chunk = self.chunks[number]
        if chunk.last != chunk.head + 2:
            return self._fillers[number]
        return Filler(number, chunk.head + 1, self.entity(chunk.head + 1, chunk.last))

    def _spoken_before(self, unit: int, pronoun: str) -> list[Entity]:
        """Return the actors spoken of before a unit, the latest first; what stands behind it means nobody yet."""
        first, here = self.units[0].start, self.units[unit].start
        told = [e for e in self.describer.memory.before() if first <= e.start < here]
        carried = None if told else self._last_subject(pronoun)
        return [*told, *([carried] if carried is not None else []), *self.spoken]

    def subject_before(self, number: int) -> list[Filler]:
        """Return the subject of a verb that follows it («القوات الحكومية، بدعم روسي، سيطرت»), or []."""
        bare: list[int] = []
        index = number - 1
        chunks = self.chunks
        while index >= 0:
            chunk = chunks[index]
            if chunk.kind == NP:
                bare.append(index)
            elif chunk.kind == P:
                sign = self.units[chunk.first].norm
                if sign not in COMMAS and sign not in BRACKETS and sign not in QUOTES:
                    break
            elif chunk.kind == V and index > 0 and chunks[index - 1].kind == R and not chunks[number].joined:
                # «الضربة التي نفذت الثلاثاء استهدفت»: the relative clause stands between.
                bare.clear()
                index -= 1
            elif (
                chunk.kind == V
                and index > 0
                and self.units[chunk.head].enclitic
                and is_reduced(self, index - 1, index)
            ):
                bare.clear()  # «ضربة نفذتها طائراته استهدفت»
            elif is_partitive(chunk):
                bare.clear()  # «مجموعة من المتشددين بينهم انتحاريان اقتحموا»
            elif chunk.kind == AUX and not any(not chunks[b].prep for b in bare) and not chunk.joined:
                pass  # «الولايات المتحدة كانت قد شنت»
            elif chunk.kind not in (T, X):
                break
            index -= 1
        bare.reverse()
        opener = chunks[index] if index >= 0 else None
        free = [b for b in bare if not chunks[b].prep and not chunks[b].relation]
        if not free or chunks[number].joined:
            return []
        first = free[0]
        if opener is not None and opener.kind == C and not self._bare_cue(opener):
            free = self._behind_source(index, free)
            if not free:
                return []
            first = free[0]
        elif (opener is not None and opener.kind == V) or (bare and bare[0] != first and opener is None):
            return []
        if len(free) > 1 and self.names(self.filler(first), self.filler(free[1])):
            first = free[1]  # «مبعوث الأمم المتحدة، مارتن غريفيث، أجرى»
        return self.coordinated(first, [b for b in bare if b > first])

    def _bare_cue(self, chunk: Chunk) -> bool:
        """Return whether a cue phrase names no source: «يعتقد أن»."""
        cue = self.units[chunk.head].cue
        return cue is not None and cue[0].pattern == "bare"

    def _behind_source(self, cue: int, free: Sequence[int]) -> list[int]:
        """Return the phrases behind the comma that ends «وفق المصدر،»."""
        for index in range(cue + 1, len(self.chunks)):
            if self.chunks[index].kind == P:
                return [n for n in free if n > index]
        return []

    def antecedent(self, relative: int) -> Filler | None:
        """Return what the relative at chunk `relative` refers to: the nearest phrase that agrees."""
        person = self.chunks[relative].particle.person if self.chunks[relative].particle is not None else ""  # type: ignore[union-attr]
        fallback = None
        for number in range(relative - 1, max(-1, relative - 7), -1):
            chunk = self.chunks[number]
            if chunk.kind in (V, S) and fallback is not None:
                break
            if chunk.kind != NP:
                continue
            filler = self._last_name(number) or self.filler(number)
            if agrees(self.units[filler.unit], person):
                return filler
            last = self.units[chunk.last - 1]
            if (
                chunk.last - 1 > filler.unit
                and last.pos == NOUN
                and last.article
                and person
                and agrees(last, person)
            ):
                return Filler(
                    number, chunk.last - 1, self.entity(chunk.last - 1, chunk.last)
                )  # «مسار الصواريخ التي»
            fallback = fallback or filler
        return fallback

    def _last_name(self, number: int) -> Filler | None:
        """Return the actor at the end of a phrase headed by an act: «انتهاكات إيران، التي»."""
        chunk = self.chunks[number]
        last = self.units[chunk.last - 1]
        head = self.units[chunk.head]
        if last is head or not head.names_act:
            return None
        if last.actor is None and not (last.article and last.nouns and not head.article):
            return None  # «انتهاكات إيران، التي», «كسر الحصار الذي»
        return Filler(number, chunk.last - 1, self.entity(chunk.last - 1, chunk.last))

    def coordinated(self, first: int, candidates: Sequence[int]) -> list[Filler]:
        """Return chunk `first` and the phrases joined to it by «و» right behind it."""
        fillers = [self.filler(first)]
        for number in candidates:
            chunk = self.chunks[number]
            if number <= first:
                continue
            if chunk.kind == NP and chunk.prep in ("bi", "fi") and not chunk.joined and number == first + 1:
                continue  # «العاملين بالمؤسسة وحراسها»
            if chunk.kind != NP or not (
                chunk.joined and (not chunk.prep or chunk.prep == self.chunks[first].prep)
            ):
                break
            self.join(fillers, self.filler(number))
        return fillers + self.more.get(first, [])

    def join(self, fillers: list[Filler], filler: Filler) -> None:
        """Add a phrase joined to others; those it shares its owner with are one with it: «مواقع وتجمعات للحوثيين»."""
        entity, first = filler.entity, filler.chunk
        owned = entity.rule.startswith(("owner:", "self:")) or (
            entity.rule == "nouns" and self._names_owner(filler)
        )
        if not owned:
            fillers.append(filler)
            return
        for last in reversed(tuple(fillers)):
            if last.chunk != first - 1 or not self._is_bare(last) or not _held_alike(last.entity, entity):
                break
            first = last.chunk
            entity = entity.but(start=last.entity.start)
            del fillers[-1]
        fillers.append(Filler(filler.chunk, filler.unit, entity, filler.pronoun))

    def _is_bare(self, filler: Filler) -> bool:
        """Return whether a phrase is one plural without article or pronoun, so that its genitive may be further on."""
        chunk, unit = self.chunks[filler.chunk], self.units[filler.unit]
        several = any(r.features.number == "pl" for r in unit.nouns) or (unit.head is not None and not unit.nouns)
        if not several or unit.norm.endswith("ا"):
            return False
        return chunk.last == filler.unit + 1 and not (unit.article or unit.enclitic or unit.actor or unit.place)

    def _names_owner(self, filler: Filler) -> bool:
        """Return whether an actor is named in a phrase behind its head."""
        last = self.chunks[filler.chunk].last
        return any(unit.actor is not None for unit in self.units[filler.unit + 1 : last])


def _held_alike(entity: Entity, other: Entity) -> bool:
    """Return whether two phrases may have one owner: of one class, or both what men hold."""
    return entity.cls == other.cls or {entity.cls, other.cls} <= _HELD_BY


# Normal forms of words for those who hold one office in several countries.
_HOLDERS = frozenset(("رءساء", "وزراء", "زعماء", "قاده", "ملوك"))


_ENCLITIC_OF = {"3sm": "ه", "3sf": "ها", "3pm": "هم", "3d": "هما"}


# Nouns whose owner, behind ل, is what a mention of them is about: «مواقع لتنظيم», «نقاط تابعة لحماس».
_OWNED = frozenset(
    ("site", "ground", "building", "vehicle", "ship", "infrastructure", "aircraft", "drone", "facility")
)


# Role words of the rooms that a body sits in, and who sits there.
_SEATS = frozenset(("office", "centre", "headquarters"))
_SEATED = frozenset(("body", "group", "government", "monitor", "media"))


# Normal forms of the participles that say whose something is: «تابعة لـ», «عائدة لـ».
_BELONGING = frozenset("تابع تابعه تابعا تابعين تابعتين عائد عائده عائدا مملوك مملوكه مملوكا".split())


# Classes of what is aimed at for those who hold it, and of those who belong to a group.
_HELD_BY = frozenset(("site", "ground", "building", "facility", "infrastructure", "vehicle"))


_MEMBERS = frozenset(("fighter", "person", "official"))


_OWNERS = frozenset(("force", "group", "state", "government", "body"))


OBJECTS = UNIONS["thing"] | UNIONS["munition"] | {"aircraft"}


def _is_source(entity: Entity) -> bool:
    """Return whether a phrase is a source of which nothing is said: «مصادر»."""
    return entity.role_word == "source" and entity.id == "unnamed-source"


def _is_part(entity: Entity) -> bool:
    """Return whether a phrase is a side or surroundings of something it does not name itself."""
    return (
        entity.is_place
        and not entity.place_id
        and entity.rule in ("places", "part of a place")
        and entity.generic_word != ""
    )


def _owns(prep: str, host: Entity, owner: Entity) -> bool:
    """Return whether an actor behind ل or من is the owner or body of the phrase before it."""
    if host.is_place or (host.named and not host.rule.startswith("scene:")):
        return False
    if host.rule.startswith("scene:") and prep == "li" and owner.named and owner.cls in _OWNERS:
        return host.cls in (
            "force",
            "media",
            "government",
        )  # «القوات الجوية للتحالف», «القناة الرسمية للمملكة»
    if prep == "li" and host.rule == "compose:head" and host.role_word == "forces" and not host.definite:
        return owner.cls in ("government", "state", "group")  # «قوات للنظام»
    if prep == "li" and owner.cls in ("fighter", "official") and owner.role_word:
        return host.cls in _OWNED and not host.definite  # «معسكرا لمتشددين», «موقع لقيادات الجماعة»
    if prep == "li" and host.cls == "body" and host.role_word in _SEATS and not host.definite:
        return owner.cls in _SEATED  # «مكتبا لمنظمة الصحة»
    if owner.cls not in _OWNERS:
        return False
    if prep == "li":
        return (host.cls in _OWNED and not host.definite) or (host.cls == "official" and host.role_word != "")
    if prep in ("fi", "bi") and host.role_word == "employee":
        return owner.cls in ("body", "government") and bool(owner.id)  # «العاملين بالمؤسسة»
    if prep in ("fi", "bi") and host.cls == "official":
        return host.role_word != "" and (owner.cls != "state" or owner.role_word != "")
    if prep == "fi":
        return (
            host.cls in _MEMBERS and host.role_word != "" and (owner.cls != "state" or owner.role_word != "")
        )
    if prep == "min" and host.cls == "force" and host.rule == "compose:head":
        return owner.cls in ("force", "group") and owner.named  # «وحدات من الجيش السوري»
    return prep == "min" and host.cls in _MEMBERS and owner.cls in ("force", "group")
