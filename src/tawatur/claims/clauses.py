"""Finds what stands around a trigger in its clause: subject, object, complements, times.

The clause is read off the chunks: it ends at the next finite verb, subordinator,
relative or attribution cue, and looks across a comma only for adverbials and lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawatur.claims.chunks import AUX, NP, P, QUOTES, R, S, T, C, V, Chunk
from tawatur.claims.entities import Describer, Entity
from tawatur.claims.units import NOUN, Unit

# Chunks that a relative clause inside another clause may have («القوات التي …، في حلب»).
MAX_RELATIVE = 14
COMMAS = frozenset("،,-–—")
BRACKETS = frozenset("()[]")


class Filler:
    """Who or what fills a slot: the chunk it stands in, and its reading.

    `unit` is the index of its head; `pronoun` is set where the words are a pronoun or relative.
    """

    __slots__ = ("chunk", "entity", "pronoun", "unit")

    def __init__(self, chunk: int, unit: int, entity: Entity, pronoun: bool = False) -> None:
        self.chunk, self.unit, self.entity, self.pronoun = chunk, unit, entity, pronoun

    def __repr__(self) -> str:
        return f"<{self.entity.cls}:{self.entity.id or self.entity.place_name}>"


class Clause:
    """The slots of one predicate, the chunks it spans, and the times in it."""

    __slots__ = ("last", "slots", "times")

    def __init__(self) -> None:
        self.slots: dict[str, list[Filler]] = {}
        self.times: list[int] = []
        self.last = -1

    def add(self, slot: str, filler: Filler) -> None:
        self.slots.setdefault(slot, []).append(filler)

    def get(self, slot: str) -> list[Filler]:
        """Return the fillers of a slot, in text order."""
        return self.slots.get(slot, [])


class Sentence:
    """One sentence cut into chunks, with descriptions of its phrases made once."""

    def __init__(self, units: Sequence[Unit], chunks: Sequence[Chunk], describer: Describer) -> None:
        self.units, self.chunks, self.describer = units, chunks, describer
        self._entities: dict[tuple[int, int], Entity] = {}
        self._fillers: dict[int, Filler] = {}
        self.possessive: set[int] = set()  # chunks that belong to the phrase before them
        for number, chunk in enumerate(chunks):
            if chunk.kind == NP:
                self._describe(number)

    def _describe(self, number: int) -> None:
        """Read a noun phrase once, in text order, and give it to the phrase before where it is its owner's."""
        chunk = self.chunks[number]
        head = min(chunk.head, chunk.last - 1)
        entity = self.entity(head, chunk.last)
        self._fillers[number] = Filler(number, head, entity, self.units[head].pos != NOUN)
        host = self._fillers.get(number - 1)
        if host is None or not entity.is_actor or not _owns(chunk.prep, host.entity, entity):
            return
        self.possessive.add(number)
        joined = replace(host.entity, id=entity.id, end=entity.end, named=True, rule=f"owner:{entity.rule}")
        self._fillers[number - 1] = Filler(host.chunk, host.unit, joined)

    def entity(self, first: int, last: int) -> Entity:
        """Return the reading of units [first, last)."""
        key = (first, last)
        found = self._entities.get(key)
        if found is None:
            found = self._entities[key] = self.describer.describe(self.units, first, last)
        return found

    def filler(self, number: int) -> Filler:
        """Return a noun phrase chunk as the filler of a slot."""
        known = self._fillers[number]
        return Filler(known.chunk, known.unit, known.entity, known.pronoun)

    def referent(self, unit: int, pronoun: str) -> Entity | None:
        """Return whom a pronoun on `unit` refers to: the nearest actor before it that agrees, bare ones first."""
        found = None
        for number in range(len(self.chunks) - 1, -1, -1):
            chunk = self.chunks[number]
            filler = self._fillers.get(number)
            if filler is None or chunk.last > unit or not filler.entity.is_actor or filler.pronoun:
                continue
            if not _pronoun_fits(pronoun, self.units[filler.unit], filler.entity):
                continue
            if not chunk.prep and not chunk.relation:
                return filler.entity
            found = found or filler.entity
        return found or self.describer.memory.latest(pronoun)

    # -- to the right ------------------------------------------------------------

    def right_of(self, number: int) -> list[int]:
        """Return the numbers of the chunks behind chunk `number` that belong to its clause."""
        found: list[int] = []
        index = number + 1
        chunks = self.chunks
        while index < len(chunks):
            chunk = chunks[index]
            if chunk.kind == R:
                index = self._behind_relative(index)
                if index < 0:
                    break
                continue
            if chunk.kind in (V, AUX, S, C):
                break
            if chunk.kind == P:
                if not self._crosses(index):
                    break
            elif chunk.kind == NP and chunk.joined and self._starts_clause(index):
                break
            else:
                found.append(index)
            index += 1
        return found

    def _behind_relative(self, relative: int) -> int:
        """Return the chunk of the sign that ends a relative clause and behind which the main one goes on, or -1."""
        for index in range(relative + 1, min(len(self.chunks), relative + MAX_RELATIVE)):
            chunk = self.chunks[index]
            if chunk.kind == P:
                sign = self.units[chunk.first].norm
                if sign in COMMAS and self._crosses(index) and not self.chunks[index + 1].joined:
                    return index
                if sign not in COMMAS and sign not in BRACKETS and sign not in QUOTES:
                    return -1
        return -1

    def _crosses(self, index: int) -> bool:
        """Return whether the clause goes on behind the sign at chunk `index`."""
        sign = self.units[self.chunks[index].first].norm
        if sign in BRACKETS:
            return True
        if sign not in COMMAS or index + 1 >= len(self.chunks):
            return False
        after = self.chunks[index + 1]
        if after.kind == T:
            return True
        if after.kind != NP:
            return False
        if after.prep or after.relation or (after.joined and not self._starts_clause(index + 1)):
            return True
        if self._apposes(index):
            return True
        behind = self.chunks[index + 2] if index + 2 < len(self.chunks) else None
        return behind is not None and behind.kind == P and not after.joined

    def _apposes(self, index: int) -> bool:
        """Return whether the comma at `index` stands between a title and a name («الرئيس التركي، رجب طيب أردوغان»)."""
        if index == 0 or self.chunks[index - 1].kind != NP:
            return False
        return self.names(self.filler(index - 1), self.filler(index + 1))

    def names(self, title: Filler, name: Filler) -> bool:
        """Return whether `name` is the name of whom `title` describes, when it stands right behind it."""
        people = ("official", "person")
        if title.entity.cls not in people or name.chunk - title.chunk > 2:
            return False
        return name.entity.named and name.entity.cls in people and name.entity.role_word == ""

    def _starts_clause(self, index: int) -> bool:
        """Return whether a bare phrase at `index` is the subject of a verb right behind it («والجيش يقصف»)."""
        chunk = self.chunks[index]
        if chunk.prep or chunk.relation:
            return False
        for later in self.chunks[index + 1 : index + 3]:
            if later.kind in (V, AUX):
                return not later.joined
            if later.kind not in (T, NP) or (later.kind == NP and not later.prep):
                return False
        return False

    # -- to the left -------------------------------------------------------------

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
                if sign not in COMMAS and sign not in BRACKETS:
                    break
            elif chunk.kind == V and index > 0 and chunks[index - 1].kind == R and not chunks[number].joined:
                # «الضربة التي نفذت الثلاثاء استهدفت»: the relative clause stands between.
                bare.clear()
                index -= 1
            elif chunk.kind != T:
                break
            index -= 1
        bare.reverse()
        opener = chunks[index] if index >= 0 else None
        free = [b for b in bare if not chunks[b].prep and not chunks[b].relation]
        if not free or chunks[number].joined:
            return []
        first = free[0]
        if opener is not None and opener.kind in (V, C) or (bare and bare[0] != first and opener is None):
            return []
        return self.coordinated(first, [b for b in bare if b > first])

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
            filler = self.filler(number)
            if agrees(self.units[filler.unit], person):
                return filler
            fallback = fallback or filler
        return fallback

    def coordinated(self, first: int, candidates: Sequence[int]) -> list[Filler]:
        """Return chunk `first` and the phrases joined to it by «و» right behind it."""
        fillers = [self.filler(first)]
        for number in candidates:
            chunk = self.chunks[number]
            if number <= first:
                continue
            if chunk.kind != NP or not (chunk.joined and (not chunk.prep or chunk.prep == self.chunks[first].prep)):
                break
            fillers.append(self.filler(number))
        return fillers


# Nouns whose owner, behind ل, is what a mention of them is about: «مواقع لتنظيم», «نقاط تابعة لحماس».
_OWNED = frozenset(("site", "ground", "building", "vehicle", "ship", "infrastructure", "aircraft", "facility"))
_MEMBERS = frozenset(("fighter", "person", "official"))
_OWNERS = frozenset(("force", "group", "state", "government"))


def _owns(prep: str, host: Entity, owner: Entity) -> bool:
    """Return whether an actor behind ل or من is the owner or body of the phrase before it."""
    if host.named or host.is_place or owner.cls not in _OWNERS:
        return False
    if prep == "li":
        return host.cls in _OWNED and not host.definite
    return prep == "min" and host.cls in _MEMBERS and owner.cls in ("force", "group")


def _pronoun_fits(pronoun: str, unit: Unit, entity: Entity) -> bool:
    """Return whether a noun can be meant by an enclitic pronoun; Arabic counts things and bodies feminine."""
    plural = unit.norm.endswith(("ون", "ين")) or any(r.features.number == "pl" for r in unit.nouns)
    feminine = unit.norm.endswith(("ه", "ات", "اء")) or entity.cls in ("force",) and plural
    if pronoun in ("هم", "هما", "هن"):
        return plural or entity.cls in ("group", "crowd", "civilian", "fighter")
    if pronoun == "ها":
        return feminine or entity.cls in ("state", "force", "body", "media")
    return not plural and not (feminine and entity.cls not in ("state", "person", "official"))


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


def verb_clause(sentence: Sentence, number: int, transitive: bool, patient_first: bool) -> Clause:
    """Return the slots of the verb at chunk `number`.

    `transitive`: its frame has an object. `patient_first`: a lone noun phrase behind a form that
    may be passive is the one acted on («قتل خمسة مدنيين»).
    """
    chunk = sentence.chunks[number]
    unit = sentence.units[chunk.head]
    clause = Clause()
    right = sentence.right_of(number)
    clause.last = right[-1] if right else number
    features = unit.verbs[0].features if unit.verbs else None
    left = _relative_subject(sentence, number, unit, clause)
    if not left and not clause.slots:
        left = sentence.subject_before(number)
    for filler in left:
        clause.add("subj", filler)
    bare = _prepositional(sentence, right, clause)
    plural = features is not None and features.number == "pl" and features.person == 3
    groups = _groups(sentence, bare)
    passive = features is not None and features.voice == "passive"
    if unit.enclitic and groups:
        _fill(clause, "subj", groups.pop(0)) if not left else None
    if left or plural or (features is not None and features.person != 3):
        if groups:
            _fill(clause, "obj", groups[0])
    elif groups:
        first_is_object = passive or (len(groups) == 1 and transitive and _acted_on(groups[0], unit, patient_first))
        if first_is_object:
            _fill(clause, "obj", groups[0])
        else:
            _fill(clause, "subj", groups[0])
            if len(groups) > 1:
                _fill(clause, "obj", groups[1])
    if (passive or _may_be_passive(unit)) and left and not groups and transitive and patient_first:
        clause.slots["obj"] = clause.slots.pop("subj")
    return clause


# A lone army or government behind «اعتقلت» acts, a lone person is acted on.
_ORGANISED = frozenset(("force", "group", "government", "state", "media", "body", "aircraft"))


def _may_be_passive(unit: Unit) -> bool:
    return any(r.features.voice in ("passive", "both") for r in unit.verbs)


def _acted_on(group: Sequence[Filler], unit: Unit, patient_first: bool) -> bool:
    """Return whether a lone phrase behind a verb that may be passive is its patient."""
    if not _may_be_passive(unit):
        return False
    entity = group[0].entity
    if patient_first:
        return entity.cls not in _ORGANISED
    return not entity.is_actor


def _fill(clause: Clause, slot: str, group: Sequence[Filler]) -> None:
    for filler in group:
        clause.add(slot, filler)


def _relative_subject(sentence: Sentence, number: int, unit: Unit, clause: Clause) -> list[Filler]:
    """Return the antecedent as subject, or put it in the slot its pronoun stands for («شنتها القوات»)."""
    before = number - 1
    antecedent: Filler | None = None
    if before >= 0 and sentence.chunks[before].kind == R:
        antecedent = sentence.antecedent(before)
    elif before >= 0 and sentence.chunks[before].kind == NP and _reduced(sentence, before, number):
        antecedent = sentence.filler(before)
    if antecedent is None:
        return []
    antecedent.pronoun = True
    if unit.enclitic:
        clause.add("obj", antecedent)
        return []
    for later in sentence.right_of(number):
        particle = sentence.chunks[later].particle
        if sentence.chunks[later].kind == NP and _resumes(sentence.units, sentence.chunks[later]):
            slot = sentence.chunks[later].prep or (particle.slot if particle is not None else "")
            if slot:
                clause.add(slot, antecedent)
                return []
    return [antecedent]


def _resumes(units: Sequence[Unit], chunk: Chunk) -> bool:
    """Return whether a chunk is a preposition with a pronoun («عليها», «فيه»)."""
    unit = units[chunk.head]
    particle = unit.particle
    return particle is not None and (particle.kind == "pronoun" or bool(unit.enclitic or particle.person))


def _reduced(sentence: Sentence, before: int, number: int) -> bool:
    """Return whether the verb is a relative clause without «الذي»: behind an indefinite phrase («غارة استهدفت»)."""
    chunk = sentence.chunks[before]
    head = sentence.units[min(chunk.head, chunk.last - 1)]
    if sentence.chunks[number].joined or head.pos != NOUN or head.article or head.enclitic or head.actor or head.place:
        return False
    return not any(u.article for u in sentence.units[chunk.head : chunk.last])


def _prepositional(sentence: Sentence, numbers: Sequence[int], clause: Clause) -> list[int]:
    """Put prepositional phrases into their slots; return the numbers of the bare noun phrases."""
    bare: list[int] = []
    slot = ""
    for number in numbers:
        chunk = sentence.chunks[number]
        if chunk.kind == T:
            clause.times.append(number)
            continue
        if chunk.kind != NP:
            continue
        own = slot_of(chunk)
        if number in sentence.possessive or _resumes(sentence.units, chunk):
            continue
        if chunk.joined and not own and slot:
            clause.add(slot, sentence.filler(number))
            continue
        if own:
            slot = own
            clause.add(own, sentence.filler(number))
        else:
            slot = ""
            bare.append(number)
    return bare


def slot_of(chunk: Chunk) -> str:
    """Return the slot that a phrase's preposition opens; relations that name one count too."""
    return chunk.prep or {"agent": "agent", "after": "after", "before": "before", "cause": "cause"}.get(
        chunk.relation, chunk.relation
    )


def _groups(sentence: Sentence, bare: Sequence[int]) -> list[list[Filler]]:
    """Return the bare phrases with those joined to them, in order."""
    groups: list[list[Filler]] = []
    for number in bare:
        filler = sentence.filler(number)
        if groups and number > 0 and sentence.chunks[number - 1].kind == P and sentence.names(groups[-1][-1], filler):
            groups[-1][-1] = filler
        elif sentence.chunks[number].joined and groups:
            groups[-1].append(filler)
        else:
            groups.append([filler])
    return groups


def noun_clause(sentence: Sentence, number: int, unit_index: int) -> Clause:
    """Return the slots of a nominal trigger: its genitive (of), nationality (adj), complements behind it."""
    chunk = sentence.chunks[number]
    units = sentence.units
    clause = Clause()
    right = sentence.right_of(number)
    clause.last = right[-1] if right else number
    _complement(sentence, number, unit_index, chunk.last, clause)
    bare = _prepositional(sentence, right, clause)
    if bare and bare[0] == number + 1 and not clause.get("of") and _starts_with_number(sentence, bare[0]):
        clause.add("of", sentence.filler(bare.pop(0)))
    if bare and sentence.chunks[bare[0]].joined and clause.get("of") and bare[0] == number + 1:
        clause.add("of", sentence.filler(bare.pop(0)))
    groups = _groups(sentence, [b for b in bare if not (sentence.chunks[b].joined)])
    if groups and (clause.get("of") or units[unit_index].enclitic):
        _fill(clause, "obj", groups[0])
    return clause


def _starts_with_number(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is a number with what it counts: «مقتل 9», «مقتل نحو عشرين مدنيا»."""
    chunk = sentence.chunks[number]
    return not chunk.joined and (chunk.quantity >= 0 or sentence.units[chunk.first].pos == "particle")


def _complement(sentence: Sentence, number: int, unit_index: int, last: int, clause: Clause) -> None:
    """Read what stands behind the trigger within its own noun phrase."""
    units = sentence.units
    place = unit_index + 1
    while place < last:
        unit = units[place]
        if unit.pos != NOUN:
            place += 1
            continue
        if unit.nationality is not None and unit.actor is None and unit.head is None:
            clause.add("adj", Filler(number, place, sentence.entity(place, place + 1)))
        elif _plain_adjective(unit, units[unit_index]):
            pass
        else:
            clause.add("of", Filler(number, place, sentence.entity(place, last)))
            return
        place += 1


def _plain_adjective(unit: Unit, trigger: Unit) -> bool:
    """Return whether a unit behind a trigger only describes it («هجوم عنيف», «الغارات الجوية»)."""
    if unit.actor is not None or unit.place is not None or unit.head is not None or unit.generic is not None:
        return False
    if any(r.kind == "noun" for r in unit.nouns):
        return False
    if unit.article != trigger.article and not trigger.enclitic:
        return False
    return not any(r.kind in ("masdar", "nominal") for r in unit.nouns)
