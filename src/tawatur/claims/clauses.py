"""Finds what stands around a trigger in its clause: subject, object, complements, times.

The clause is read off the chunks: it ends at the next finite verb, subordinator,
relative or attribution cue, and looks across a comma only for adverbials and lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawatur.claims.chunks import AUX, NP, P, QUOTES, R, S, T, C, V, X, Chunk
from tawatur.claims.entities import Describer, Entity
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import UNIONS
from tawatur.lexicon.words import Features

# Chunks that a relative clause inside another clause may have («القوات التي …، في حلب»).
MAX_RELATIVE = 14
# Chunks that a description set off by commas may have («الجيش، وهو آخر من بقي في المدينة، اقتحامها»).
MAX_APPOSITION = 8
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
        self.clauses: dict[tuple[int, Features, bool, bool], Clause] = {}
        self.more: dict[int, list[Filler]] = {}  # further owners: «عناصر من حماس والجهاد»
        self.possessive: set[int] = set()  # chunks that belong to the phrase before them
        for number, chunk in enumerate(chunks):
            if chunk.kind == NP:
                self._describe(number)

    def _describe(self, number: int) -> None:
        """Read a noun phrase once, in text order, and give it to the phrase before where it is its owner's."""
        chunk = self.chunks[number]
        head = min(chunk.head, chunk.last - 1)
        entity = self._meant_by_pronoun(head) or self.entity(head, chunk.last)
        self._fillers[number] = Filler(number, head, entity, self.units[head].pos != NOUN)
        if chunk.joined and not chunk.prep and number - 1 in self.possessive and entity.is_actor and entity.cls in _OWNERS:
            self.possessive.add(number)
            self.more.setdefault(self._host(number), []).append(self._fillers[number])
            return
        before = number - 2 if number > 1 and self.chunks[number - 1].kind == X else number - 1
        host = self._fillers.get(before)
        if host is not None and before == number - 1 and chunk.prep == "li" and _is_part(host.entity) and entity.is_place and entity.named:
            self.possessive.add(number)  # «الأطراف الجنوبية لمدينة الحديدة»
            whole = replace(host.entity, place_id=entity.place_id, place_name=entity.place_name, named=True, end=entity.end, place_end=entity.place_end)
            self._fillers[before] = Filler(host.chunk, host.unit, whole)
            return
        if host is None or not entity.is_actor or not _owns(chunk.prep, host.entity, entity):
            return
        self.possessive.add(number)
        joined = replace(host.entity, id=entity.id, end=entity.end, named=True, rule=f"owner:{entity.rule}")
        self._fillers[before] = Filler(host.chunk, host.unit, joined)

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
        referent = self.describer.memory.latest(enclitic) if enclitic else None
        if referent is None:
            return None
        return replace(referent, start=self.units[unit].start, end=self.units[unit].end, rule=f"pronoun:{referent.rule}")

    def _host(self, number: int) -> int:
        """Return the phrase that a run of owners belongs to."""
        while number in self.possessive:
            number -= 1
        return number

    def filler(self, number: int) -> Filler:
        """Return a noun phrase chunk as the filler of a slot."""
        known = self._fillers[number]
        return Filler(known.chunk, known.unit, known.entity, known.pronoun)

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
            if not filler.entity.is_actor and not (things and filler.entity.cls in _OBJECTS):
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
        resumed = False
        while index < len(chunks):
            chunk = chunks[index]
            if chunk.kind == R:
                index = self.behind_relative(index)
                if index < 0:
                    break
                resumed = True
                continue
            if chunk.kind in (V, AUX, S, C):
                break
            if chunk.kind == P:
                behind = 0 if resumed else self._behind_apposition(index)
                if behind:
                    index, resumed = behind, True
                    continue
                if not (resumed or self._crosses(index)):
                    break
                resumed = False
            elif chunk.kind == NP and chunk.joined and self._starts_clause(index):
                break
            else:
                found.append(index)
                resumed = False
            index += 1
        return found

    def behind_relative(self, relative: int) -> int:
        """Return the chunk of the sign that ends a relative clause and behind which the main one goes on, or -1."""
        complete = self._behind_state(relative)
        for index in range(relative + 1, min(len(self.chunks), relative + MAX_RELATIVE)):
            chunk = self.chunks[index]
            if index == complete:
                return index
            if chunk.kind == P:
                sign = self.units[chunk.first].norm
                if sign in COMMAS and self._resumes_behind(index, relative):
                    return index
                if sign not in COMMAS and sign not in BRACKETS and sign not in QUOTES:
                    return -1
        return -1

    def _behind_apposition(self, comma: int) -> int:
        """Return the comma that ends a description set off by commas, or 0: «الجيش، الموالي للحكومة، معركة»."""
        chunks = self.chunks
        if comma == 0 or comma + 2 >= len(chunks) or chunks[comma - 1].kind != NP or self.units[chunks[comma].first].norm not in COMMAS:
            return 0
        first = chunks[comma + 1]
        if first.kind != NP or first.prep or first.relation:
            return 0
        unit = self.units[min(first.head, first.last - 1)]
        clausal = first.joined and unit.particle is not None and unit.particle.kind == "pronoun"  # «وهو آخر فصيل»
        if not clausal and (first.joined or not self._describes(comma, unit)):
            return 0
        for index in range(comma + 2, min(len(chunks), comma + MAX_APPOSITION)):
            chunk = chunks[index]
            if chunk.kind == P:
                sign = self.units[chunk.first].norm
                return index if sign in COMMAS and self._bare_behind(index) else 0
            if chunk.kind in (S, C) or chunk.kind in (V, AUX) and not clausal:
                return 0
        return 0

    def _describes(self, comma: int, unit: Unit) -> bool:
        """Return whether a definite word behind a comma describes the phrase before it."""
        before = self.filler(comma - 1).entity
        if not unit.article or unit.actor is not None or unit.place is not None or not before.is_actor:
            return False
        return unit.head is not None or any(r.kind in ("active", "passive", "noun") for r in unit.nouns)

    def _bare_behind(self, comma: int) -> bool:
        if comma + 1 >= len(self.chunks):
            return False
        after = self.chunks[comma + 1]
        return after.kind == NP and not after.joined and not self._starts_clause(comma + 1)

    def _behind_state(self, relative: int) -> int:
        """Return the chunk behind a relative clause that only says whose something is, or -1.

        «القوات التي تدعمها تركيا | على البلدة»: an imperfect with a pronoun and its subject is complete.
        """
        chunks = self.chunks
        if relative + 3 >= len(chunks) or chunks[relative + 1].kind != V or chunks[relative + 2].kind != NP:
            return -1
        verb, subject = self.units[chunks[relative + 1].head], chunks[relative + 2]
        if not verb.enclitic or not verb.verbs or verb.verbs[0].features.aspect == "perfect" or subject.prep:
            return -1
        after = relative + 3
        while after < len(chunks) and chunks[after].kind == NP and chunks[after].joined and not chunks[after].prep:
            after += 1
        if after >= len(chunks):
            return -1
        return after if chunks[after].kind == T or chunks[after].kind == NP and bool(chunks[after].prep) else -1

    def _resumes_behind(self, comma: int, relative: int) -> bool:
        """Return whether the main clause goes on behind the comma that ends a relative clause.

        Behind a clause set off by commas even its object may follow: «نفذ العراق، الذي …، ضربات».
        """
        if comma + 1 >= len(self.chunks):
            return False
        set_off = relative > 0 and self.chunks[relative - 1].kind == P
        if self.chunks[comma + 1].joined:  # «بين الجيش، الذي …، والفصائل»
            pair = set_off and relative > 1 and self.chunks[relative - 2].prep == "bayn"
            return pair and self.chunks[comma + 1].kind == NP and not self._starts_clause(comma + 1)
        bare = self.chunks[comma + 1].kind == NP and not self._starts_clause(comma + 1)
        return set_off and bare or self._crosses(comma)

    def _crosses(self, index: int) -> bool:
        """Return whether the clause goes on behind the sign at chunk `index`."""
        sign = self.units[self.chunks[index].first].norm
        if sign in BRACKETS:
            return True
        if index + 1 >= len(self.chunks):
            return False
        after = self.chunks[index + 1]
        if sign in QUOTES:  # «قتل "خلايا نائمة"», «"يقتل 45 منهم" في غارات»
            return after.kind == T or after.kind == NP and not after.joined and not self._starts_clause(index + 1)
        if sign not in COMMAS:
            return False
        if after.kind == T:
            return True
        if after.kind == R and after.particle is not None:
            return after.particle.relation == "partitive" or self.behind_relative(index + 1) > 0
        if after.kind != NP:
            return False
        aside = self.chunks[index - 1] if index > 1 and self.chunks[index - 2].kind == P else None
        parenthetical = aside is not None and (aside.kind == T or aside.kind == NP and bool(aside.prep or aside.relation) and not aside.joined)
        if parenthetical and not after.joined and not self._starts_clause(index + 1):
            return True  # «استهدفت غارة، السبت، معسكرا»
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
        if title.entity.cls not in people or name.chunk - title.chunk > 3 or title.entity.named and title.entity.cls == "person":
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
                if sign not in COMMAS and sign not in BRACKETS and sign not in QUOTES:
                    break
            elif chunk.kind == V and index > 0 and chunks[index - 1].kind == R and not chunks[number].joined:
                # «الضربة التي نفذت الثلاثاء استهدفت»: the relative clause stands between.
                bare.clear()
                index -= 1
            elif chunk.kind == V and index > 0 and self.units[chunk.head].enclitic and _reduced(self, index - 1, index):
                bare.clear()  # «ضربة نفذتها طائراته استهدفت»
            elif _is_partitive(chunk):
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
        elif opener is not None and opener.kind == V or (bare and bare[0] != first and opener is None):
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
            fallback = fallback or filler
        return fallback

    def _last_name(self, number: int) -> Filler | None:
        """Return the actor at the end of a phrase headed by an act: «انتهاكات إيران، التي»."""
        chunk = self.chunks[number]
        last = self.units[chunk.last - 1]
        head = self.units[min(chunk.head, chunk.last - 1)]
        if last is head or not any(r.kind in ("masdar", "nominal") for r in head.nouns):
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
            if chunk.kind != NP or not (chunk.joined and (not chunk.prep or chunk.prep == self.chunks[first].prep)):
                break
            fillers.append(self.filler(number))
        return fillers + self.more.get(first, [])


_ENCLITIC_OF = {"3sm": "ه", "3sf": "ها", "3pm": "هم", "3d": "هما"}
# Nouns whose owner, behind ل, is what a mention of them is about: «مواقع لتنظيم», «نقاط تابعة لحماس».
_OWNED = frozenset(("site", "ground", "building", "vehicle", "ship", "infrastructure", "aircraft", "facility"))
_MEMBERS = frozenset(("fighter", "person", "official"))
_OWNERS = frozenset(("force", "group", "state", "government", "body"))


_OBJECTS = UNIONS["thing"] | UNIONS["munition"] | {"aircraft"}


def _is_part(entity: Entity) -> bool:
    """Return whether a phrase is a side or surroundings of something it does not name itself."""
    return entity.is_place and not entity.place_id and entity.rule in ("places", "part of a place") and entity.generic_word != ""


def _owns(prep: str, host: Entity, owner: Entity) -> bool:
    """Return whether an actor behind ل or من is the owner or body of the phrase before it."""
    if host.named or host.is_place:
        return False
    if prep == "li" and owner.cls == "fighter":
        return host.cls in _OWNED and not host.definite  # «معسكرا لمتشددين»
    if owner.cls not in _OWNERS:
        return False
    if prep == "li":
        return host.cls in _OWNED and not host.definite or host.cls == "official" and host.role_word != ""
    if prep == "fi":
        return host.cls in _MEMBERS and host.role_word != "" and owner.cls in ("force", "group", "body")
    return prep == "min" and host.cls in _MEMBERS and owner.cls in ("force", "group")


def _pronoun_fits(pronoun: str, unit: Unit, entity: Entity) -> bool:
    """Return whether a noun can be meant by an enclitic pronoun; Arabic counts things and bodies feminine."""
    first = unit.norm.split()[0]
    one = entity.cls in _SINGLE and entity.named
    plural = not one and (unit.norm.endswith(("ون", "ين")) or any(r.features.number == "pl" for r in unit.nouns))
    feminine = first.endswith(("ه", "ات", "اء", "يا")) or unit.norm.endswith("ه") or entity.cls == "force" and plural
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


def features_of(sentence: Sentence, number: int) -> Features:
    """Return the first grammatical reading of the verb at chunk `number`."""
    verbs = sentence.units[sentence.chunks[number].head].verbs
    return verbs[0].features if verbs else Features()


def verb_clause(sentence: Sentence, number: int, features: Features, transitive: bool, victim: bool) -> Clause:
    """Return the slots of the verb at chunk `number` read with `features`; the same object for the same question.

    `transitive`: its frame has an object. `victim`: a lone noun phrase behind a form that may be
    passive is the one acted on («قتل خمسة مدنيين»), and so is one before it («139 مسلحا قتلوا»).
    """
    key = (number, features, transitive, victim)
    clause = sentence.clauses.get(key)
    if clause is None:
        clause = sentence.clauses[key] = _verb_clause(sentence, number, features, transitive, victim)
    return clause


def _verb_clause(sentence: Sentence, number: int, features: Features, transitive: bool, victim: bool) -> Clause:
    unit = sentence.units[sentence.chunks[number].head]
    clause = Clause()
    right = sentence.right_of(number)
    clause.last = right[-1] if right else number
    left = _relative_subject(sentence, number, unit, clause)
    if not left and not clause.slots:
        _resumed_place(sentence, number, clause)
        resumed = bool(clause.slots)
    else:
        resumed = False
    if not left and (not clause.slots or resumed):
        left = sentence.subject_before(number)
    if not left and not clause.slots:
        left = _opening_pronoun(sentence, number)
    groups = _groups(sentence, _prepositional(sentence, right, clause))
    if left and unit.enclitic and groups and not left[0].pronoun and not _oblique(sentence, groups[0]):
        clause.slots["obj"], left = left, []  # «الصاروخ أطلقه الحوثيون»: the topic is the object
    if left and len(groups) > 1 and _in_relative(sentence, number) and left[0].pronoun and groups[0][0].entity.is_actor:
        left = []  # «الهجوم الذي اتهم الغرب النظام بشنه»
    for filler in left:
        clause.add("subj", filler)
    if unit.enclitic and groups and not left and not _oblique(sentence, groups[0]):
        _fill(clause, "subj", groups.pop(0))
        left = clause.get("subj")
    _bare_roles(sentence, clause, groups, features, transitive, victim, bool(left))
    if transitive and not clause.get("obj"):
        _told_object(sentence, clause)
    if not clause.get("subj") and features.voice != "passive" and features.person == 3 and not _says_what(sentence, number):
        _elided_subject(sentence, number, clause, features)
    return clause


def _told_object(sentence: Sentence, clause: Clause) -> None:
    """Take «الأنباء عن», which also opens what is told, for the object of the verb before: «كذبت الرئاسة الأنباء عن»."""
    behind = clause.last + 1
    if behind < len(sentence.chunks) and sentence.chunks[behind].kind == C:
        chunk = sentence.chunks[behind]
        if not chunk.joined and sentence.units[chunk.head].norm.startswith("ال"):
            clause.add("obj", Filler(behind, chunk.head, sentence.entity(chunk.head, chunk.last)))


def _says_what(sentence: Sentence, number: int) -> bool:
    """Return whether the verb's subject is what was told before: «وهو ما سمح», «ما أدى»."""
    opener = sentence.chunks[number - 1] if number else None
    return opener is not None and opener.kind == S and opener.particle is not None and opener.particle.relation == "result"


def _in_relative(sentence: Sentence, number: int) -> bool:
    return number > 0 and sentence.chunks[number - 1].kind == R


def _bare_roles(
    sentence: Sentence,
    clause: Clause,
    groups: Sequence[Sequence[Filler]],
    features: Features,
    transitive: bool,
    victim: bool,
    has_subject: bool,
) -> None:
    """Decide which bare phrases behind a verb are its subject and its object."""
    may_be_passive = features.voice in ("passive", "both")
    if has_subject:
        if features.voice == "passive" and victim and "obj" not in clause.slots:
            clause.slots["obj"] = clause.slots.pop("subj")
        elif groups:
            _fill(clause, "obj", groups[0])
        elif victim and may_be_passive and "obj" not in clause.slots and _is_victim(clause.get("subj")):
            clause.slots["obj"] = clause.slots.pop("subj")
        return
    if not groups:
        return
    agrees_not = features.number != "sg" or features.person != 3 or _oblique(sentence, groups[0])
    lone_patient = len(groups) == 1 and transitive and may_be_passive and _acted_on(groups[0], victim)
    if features.voice == "passive" or agrees_not or lone_patient:
        _fill(clause, "obj", groups[0])
        return
    subject, rest = 0, 1
    if len(groups) > 1 and _inverted(sentence, groups[0][0].entity, groups[1]):
        subject, rest = 1, 0
    _fill(clause, "subj", groups[subject])
    if len(groups) > 1:
        _fill(clause, "obj", groups[rest])


def _inverted(sentence: Sentence, first: Entity, second: Sequence[Filler]) -> bool:
    """Return whether the object stands before the subject: «تحاصر البلدة منذ شهر قوات …»."""
    thing = not first.is_actor and (first.is_place or first.cls in _OBJECTS)
    return thing and second[0].entity.cls in _ORGANISED and not _oblique(sentence, second)


def _is_victim(subjects: Sequence[Filler]) -> bool:
    return bool(subjects) and subjects[0].entity.cls not in _ORGANISED


def _oblique(sentence: Sentence, group: Sequence[Filler]) -> bool:
    """Return whether a phrase shows by its ending that it is no subject: «إرهابيين», «هجوما»."""
    chunk = sentence.chunks[group[0].chunk]
    unit = sentence.units[group[0].unit]
    if chunk.quantity >= 0:
        return False
    if any(r.features.state == "indefinite" for r in unit.nouns) and unit.norm.endswith("ا"):
        return True
    return unit.norm.endswith("ين") and any(
        r.features.number in ("pl", "du") and r.kind in ("noun", "active", "passive") for r in unit.nouns
    )


def _carried_subject(sentence: Sentence, number: int, clause: Clause, pronoun: str) -> None:
    """Give the verb a sentence begins with («وشن خلال تلك السنوات غارات») the last sentence's subject."""
    known = sentence.describer.memory.subject
    if number > 1 or known is None or not known.entity.is_actor:
        return
    if _agrees_with(pronoun, known.entity):
        clause.add("subj", Filler(number, sentence.chunks[number].head, known.entity, pronoun=True))


def _agrees_with(pronoun: str, entity: Entity) -> bool:
    """Return whether an actor of an earlier sentence can be meant, by its class: bodies are feminine or plural."""
    if pronoun == "ه":
        return entity.cls in ("person", "official", "group", "force", "state", "government")
    if pronoun == "ها":
        return entity.cls in ("state", "force", "government", "body", "group", "media")
    return entity.cls in ("force", "group", "crowd", "fighter", "civilian")


def _opening_pronoun(sentence: Sentence, number: int) -> list[Filler]:
    """Return whom the pronoun on the particle before a verb means: «أنها اعترضت», «أنه منع أربعة»."""
    place = number - 1
    if place > 0 and sentence.chunks[place].kind == P and sentence.units[sentence.chunks[place].first].norm in QUOTES:
        place -= 1  # «إنه "أطلق سبعة صواريخ»
    opener = sentence.chunks[place] if place >= 0 else None
    if opener is None or opener.kind != S or not sentence.units[opener.last - 1].enclitic:
        return []
    referent = sentence.referent(opener.first, sentence.units[opener.last - 1].enclitic)
    return [Filler(place, opener.last - 1, referent, pronoun=True)] if referent is not None else []


def _elided_subject(sentence: Sentence, number: int, clause: Clause, features: Features) -> None:
    """Give a verb without a subject that of the verb before it: «فرضت قوات الأمن حظرا وأغلقت الطرق»."""
    earlier = [n for n in range(number) if sentence.chunks[n].kind == V]
    pronoun = "هم" if features.number == "pl" else "هما" if features.number == "du" else "ها" if features.gender == "f" else "ه"
    if not earlier:
        _carried_subject(sentence, number, clause, pronoun)
        return
    joined = sentence.chunks[number].joined and features.number == "sg"
    for before in reversed(earlier[-4:]):
        if joined and before and sentence.chunks[before - 1].kind in (R, S) and len(earlier) > 1 and before != earlier[0]:
            continue  # «رفض الفصيل انتقاله حيث توجه الآخران، وطالب»
        for key, known in sentence.clauses.items():
            if key[0] != before:
                continue
            subjects = [f for f in known.get("subj") if f.entity.is_actor]
            if subjects and _pronoun_fits(pronoun, sentence.units[subjects[0].unit], subjects[0].entity):
                for filler in subjects:
                    clause.add("subj", Filler(filler.chunk, filler.unit, filler.entity, pronoun=True))
                return


# A lone army or government behind «اعتقلت» acts, a lone person is acted on.
_ORGANISED = frozenset(("force", "group", "government", "state", "media", "body", "aircraft"))


_STRIKING = frozenset(("aircraft", "drone", "ship", "missile", "shell", "gunfire"))


def _acted_on(group: Sequence[Filler], victim: bool) -> bool:
    """Return whether a lone phrase behind a verb that may be passive is its patient."""
    if victim:
        return group[0].entity.cls not in _ORGANISED
    return not group[0].entity.is_actor and group[0].entity.cls not in _STRIKING


def _fill(clause: Clause, slot: str, group: Sequence[Filler]) -> None:
    for filler in group:
        clause.add(slot, filler)


def _relative_subject(sentence: Sentence, number: int, unit: Unit, clause: Clause) -> list[Filler]:
    """Return the antecedent as subject, or put it in the slot its pronoun stands for («شنتها القوات»)."""
    before = number - 1
    if before > 0 and sentence.chunks[before].kind == AUX and sentence.chunks[before - 1].kind == R:
        before -= 1  # «التي كانت تستهدف»
    antecedent: Filler | None = None
    if before >= 0 and sentence.chunks[before].kind == R:
        antecedent = sentence.antecedent(before)
    elif before >= 0 and sentence.chunks[before].kind == NP and _reduced(sentence, before, number):
        antecedent = sentence.filler(before)
    elif before > 0 and sentence.chunks[before].kind == P:
        antecedent = _told_act(sentence, before, number)
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


def _told_act(sentence: Sentence, comma: int, number: int) -> Filler | None:
    """Return the act that a verb behind a comma goes on telling of: «شنت غارة في مارس، استهدفت موقعا»."""
    unit = sentence.units[sentence.chunks[number].head]
    if sentence.chunks[number].joined or sentence.units[sentence.chunks[comma].first].norm not in COMMAS or not unit.verbs:
        return None
    for earlier in range(comma - 1, max(-1, comma - 8), -1):
        chunk = sentence.chunks[earlier]
        if chunk.kind in (S, R):
            return None
        if chunk.kind != NP:
            continue
        head = sentence.units[min(chunk.head, chunk.last - 1)]
        if head.article or not any(r.kind in ("masdar", "nominal") for r in head.nouns):
            continue
        gender = "f" if head.norm.endswith(("ه", "ات")) else "m"
        return sentence.filler(earlier) if unit.verbs[0].features.gender == gender else None
    return None


def _resumes(units: Sequence[Unit], chunk: Chunk) -> bool:
    """Return whether a chunk is a preposition with a pronoun («عليها», «فيه»)."""
    unit = units[chunk.head]
    particle = unit.particle
    return particle is not None and (particle.kind == "pronoun" or bool(unit.enclitic or particle.person))


def _resumed_place(sentence: Sentence, number: int, clause: Clause) -> None:
    """Let «عليها» or «فيها» behind a verb mean the place named before: «مدينة درنة … ويسيطر عليها»."""
    for later in sentence.right_of(number)[:2]:
        chunk = sentence.chunks[later]
        if chunk.kind != NP or not _resumes(sentence.units, chunk) or chunk.prep not in ("ala", "fi"):
            continue
        for earlier in range(number - 1, -1, -1):
            filler = sentence.filler(earlier) if sentence.chunks[earlier].kind == NP else None
            if filler is not None and filler.entity.is_place and filler.entity.cls in ("place", "area"):
                filler.pronoun = True
                clause.add(chunk.prep, filler)
                return


def _reduced(sentence: Sentence, before: int, number: int) -> bool:
    """Return whether the verb is a relative clause without «الذي»: behind an indefinite phrase («غارة استهدفت»)."""
    chunk = sentence.chunks[before]
    head = sentence.units[min(chunk.head, chunk.last - 1)]
    if sentence.chunks[number].joined or head.pos != NOUN:
        return False
    if head.article or head.enclitic or head.actor or head.place:
        return False
    if chunk.quantity >= 0 and sentence.units[chunk.quantity + 1].norm == "من":
        return True  # «خمسة من مقاتلي الحشد قتلوا»
    if before and _is_partitive(sentence.chunks[before - 1]):
        return False  # «مجموعة بينهم انتحاريان اقتحموا»
    return not any(u.article for u in sentence.units[chunk.head : chunk.last])


def _is_partitive(chunk: Chunk) -> bool:
    return chunk.kind == R and chunk.particle is not None and chunk.particle.relation == "partitive"


def _prepositional(
    sentence: Sentence, numbers: Sequence[int], clause: Clause, predicate: int = -1
) -> list[int]:
    """Put prepositional phrases into their slots; return the numbers of the bare noun phrases.

    `predicate` is the unit of a nominal trigger, whose own complements they are.
    """
    bare: list[int] = []
    slot = ""
    for number in numbers:
        chunk = sentence.chunks[number]
        if chunk.kind == T:
            clause.times.append(number)
            continue
        if chunk.kind != NP or number in sentence.possessive or _resumes(sentence.units, chunk):
            continue
        if chunk.negated and not chunk.prep or _counts_before(sentence, number):
            continue  # «دون وقوع إصابات»; «الهجمات الأربعة»
        own = slot_of(chunk)
        if own in ("min", "bi") and number and _ends_in_passive(sentence, number - 1) and sentence.chunks[number - 1].last - 1 != predicate:
            continue  # «القوات المدعومة من التحالف»: the participle's own agent
        filler = sentence.filler(number)
        if not own and not chunk.joined and _adverbial(sentence.units[filler.unit], filler.entity):
            own = "fi"
        if not own and slot and (chunk.joined or sentence.names(clause.get(slot)[-1], filler)):
            if not chunk.joined:
                clause.slots[slot].pop()
            clause.add(slot, filler)
        elif own:
            slot = own
            for each in (filler, *sentence.more.get(number, ())):
                clause.add(own, each)
        else:
            slot = ""
            bare.append(number)
    return bare


def _counts_before(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase is only the numeral of the definite one before it: «الهجمات الأربعة»."""
    chunk = sentence.chunks[number]
    if chunk.quantity < 0 or chunk.last > chunk.quantity + 1 or chunk.joined or chunk.prep or number == 0:
        return False
    before = sentence.chunks[number - 1]
    return before.kind == NP and sentence.units[before.last - 1].article and sentence.units[chunk.quantity].norm.startswith("ال")


def _ends_in_passive(sentence: Sentence, number: int) -> bool:
    """Return whether a phrase's last word is a passive participle with the article, not its head."""
    chunk = sentence.chunks[number]
    last = sentence.units[chunk.last - 1]
    if chunk.kind != NP or chunk.last - 1 == chunk.head or not last.article:
        return False
    return bool(last.nouns) and all(r.kind in ("active", "passive") for r in last.nouns)


def _adverbial(unit: Unit, entity: Entity) -> bool:
    """Return whether a phrase without preposition says where: «جنوبي سوريا», «شرق المدينة»."""
    if unit.actor is not None:
        return False
    return entity.is_place and unit.generic is not None and unit.generic.kind in ("direction", "relation")


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
        if groups and not sentence.chunks[number].joined and sentence.names(groups[-1][-1], filler):
            groups[-1][-1] = filler
        elif sentence.chunks[number].joined and groups:
            groups[-1].append(filler)
        else:
            groups.append([filler])
        groups[-1] += sentence.more.get(number, ())
    return groups


def main_subject(sentence: Sentence, number: int, first: bool = False) -> list[Filler]:
    """Return the subject of the nearest main verb before chunk `number`, relative clauses passed over.

    With `first` it is the sentence's first verb that counts: «… قال إن إيران هربتها، داعيا».
    """
    for earlier in range(number) if first else range(number - 1, -1, -1):
        if sentence.chunks[earlier].kind != V or earlier and sentence.chunks[earlier - 1].kind == R:
            continue
        subjects = verb_clause(sentence, earlier, features_of(sentence, earlier), True, False).get("subj")
        if any(f.entity.is_actor for f in subjects):
            return subjects
    return []


def noun_clause(sentence: Sentence, number: int, unit_index: int) -> Clause:
    """Return the slots of a nominal trigger: its genitive (of), nationality (adj), complements behind it."""
    chunk = sentence.chunks[number]
    units = sentence.units
    clause = Clause()
    right = sentence.right_of(number) or _behind_told(sentence, number)
    clause.last = right[-1] if right else number
    _complement(sentence, number, unit_index, chunk.last, clause)
    bare = _prepositional(sentence, right, clause, unit_index)
    if bare and bare[0] == number + 1 and not clause.get("of") and _starts_with_number(sentence, bare[0]):
        clause.add("of", sentence.filler(bare.pop(0)))
    if bare and bare[0] == number + 2 and not clause.get("of") and sentence.chunks[number + 1].kind == P and chunk.last == unit_index + 1:
        clause.add("of", sentence.filler(bare.pop(0)))  # «شن "طائرات روسية غارات»
    if bare and sentence.chunks[bare[0]].joined and clause.get("of") and bare[0] == number + 1:
        clause.add("of", sentence.filler(bare.pop(0)))
    if bare and clause.get("adj") and sentence.chunks[bare[0]].joined and bare[0] == number + 1:
        unit = units[sentence.chunks[bare[0]].head]
        if unit.nationality is not None:
            clause.add("adj", Filler(bare[0], sentence.chunks[bare[0]].head, sentence.describer.adjective(unit, bare[0])))
            bare.pop(0)
    groups = _groups(sentence, [b for b in bare if not (sentence.chunks[b].joined)])
    if groups and (clause.get("of") or units[unit_index].enclitic):
        _fill(clause, "obj", groups[0])
    return clause


def _behind_told(sentence: Sentence, number: int) -> list[int]:
    """Return the complements behind a clause that only says who told the act: «تهديدا أعلنته الأربعاء بتعليق»."""
    verb = number + 1
    if verb >= len(sentence.chunks) or sentence.chunks[verb].kind != V or not _reduced(sentence, number, verb):
        return []
    unit = sentence.units[sentence.chunks[verb].head]
    if not unit.enclitic or not any(getattr(r.entry, "cue", None) is not None for r in unit.verbs):
        return []
    return [n for n in sentence.right_of(verb) if sentence.chunks[n].kind == T or slot_of(sentence.chunks[n])]


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
        lone = unit.actor is None and unit.head is None or _governs_nothing(units[unit_index]) and unit.article
        if unit.nationality is not None and lone:
            clause.add("adj", Filler(number, place, sentence.describer.adjective(units[place], place)))
        elif _plain_adjective(unit, units[unit_index]):
            pass
        elif units[unit_index].enclitic and not units[unit_index].article:
            clause.add("obj", Filler(number, place, sentence.entity(place, last)))  # «رفضها الاقتراح الروسي»
            return
        elif _governs_nothing(units[unit_index]) and unit.actor is None:
            pass
        else:
            clause.add("of", Filler(number, place, sentence.entity(place, last)))
            return
        place += 1


_PERSONS = frozenset(("civilian", "fighter", "official", "person", "crowd"))


def _describes(unit: Unit) -> bool:
    """Return whether a word for a person, in the feminine, is the adjective it comes from."""
    classes = {getattr(r.entry, "cls", "") for r in unit.nouns if r.kind == "noun"}
    return bool(classes) and classes <= _PERSONS


def _construct_event(trigger: Unit) -> bool:
    """Return whether a trigger asks for a victim as genitive: «مقتل مدني», «إصابة جندي»."""
    return any(getattr(r.entry, "sense", None) is not None and r.entry.sense.frame.get("of") == "target" for r in trigger.nouns) or any(  # type: ignore[attr-defined]
        r.kind == "masdar" and any(s.masdar_of == "target" for s in r.entry.senses)  # type: ignore[attr-defined]
        for r in trigger.nouns
    )


def _governs_nothing(trigger: Unit) -> bool:
    """Return whether a noun can have no genitive: the article or a pronoun is on it, or it has its tanwin alef."""
    if trigger.article or trigger.enclitic:
        return True
    return trigger.norm.endswith("ا") and any(r.features.state == "indefinite" for r in trigger.nouns)


def _plain_adjective(unit: Unit, trigger: Unit) -> bool:
    """Return whether a unit behind a trigger only describes it («هجوم عنيف», «الغارات الجوية»)."""
    if unit.actor is not None or unit.place is not None:
        return False
    if not unit.nouns and not unit.article and not unit.verbs and _construct_event(trigger) and not trigger.article:
        return False  # «مقتل حذيفة»: a name
    if not unit.article and unit.norm.endswith(("ي", "يه", "يا")) and any(r.kind == "noun" for r in unit.nouns):
        return trigger.norm.endswith(("ه", "ات")) == unit.norm.endswith("يه") and not _construct_event(trigger)
    if not unit.article and unit.norm.endswith("ه") and trigger.norm.endswith(("ه", "ات")) and _describes(unit):
        return True  # «غارة مجهولة», «هجمات منسقة»
    if unit.head is not None or unit.generic is not None or any(r.kind == "noun" for r in unit.nouns):
        return False
    if unit.article != trigger.article and not trigger.enclitic:
        return False
    return not any(r.kind in ("masdar", "nominal") for r in unit.nouns)
