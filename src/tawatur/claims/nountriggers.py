"""Reads nouns and participles as triggers, with their genitive in the slot it stands for."""

from __future__ import annotations

from tawatur.claims.chunks import NP, V, says_by_whom
from tawatur.claims.clauses import main_subject
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.nounclauses import noun_clause
from tawatur.claims.placing import is_said_of_place, place_spoken_of
from tawatur.claims.roles import fill_roles
from tawatur.claims.senses import MORTAL, classes_of, holds, takes_victim, type_of
from tawatur.claims.sentence import Sentence
from tawatur.lexicon.entries import NO_CLAIM, Nominal, Sense, Verb
from tawatur.lexicon.words import Reading


def noun_draft(sentence: Sentence, number: int, index: int) -> Draft | None:
    """Return the draft of the act that the noun or participle at unit `index` of chunk `number` tells, if any."""
    unit = sentence.units[index]
    clause: Clause | None = None
    for reading in sorted(unit.nouns, key=_noun_rank) if len(unit.nouns) > 1 else unit.nouns:
        if reading.kind == "noun":
            return None
        entry = reading.entry
        if not isinstance(entry, Nominal | Verb) or not _tells(sentence, number, index, reading):
            continue
        for sense in (entry.sense,) if isinstance(entry, Nominal) else entry.senses:
            clause = clause or noun_clause(sentence, number, index)
            found = _as_complement(clause, sense, reading, sentence)
            if not holds(sense, found, sentence, (reading.kind,)):
                continue
            if sense.type == NO_CLAIM:
                return None
            domain = "nominals" if isinstance(entry, Nominal) else "verbs"
            draft = Draft(sense, index, number, reading.kind, f"{domain}:{entry.id}")
            draft.strong = not isinstance(entry, Nominal) or entry.strong
            _add_antecedent(sentence, draft, found)
            fill_roles(draft, found, sentence)
            if is_said_of_place(sentence, draft):
                place_spoken_of(sentence, draft)
            return draft
    return None


def _tells(sentence: Sentence, number: int, index: int, reading: Reading) -> bool:
    """Return whether a reading of a noun tells of an act: participles do only in some places.

    What can be premises too is an act only with a genitive: «سجن الصحفي», but «هجوم على سجن».
    """
    unit = sentence.units[index]
    premises = any(r.kind == "noun" and getattr(r.entry, "cls", "") in _PREMISES for r in unit.nouns)
    chunk = sentence.chunks[number]
    if premises and not unit.enclitic and type_of(reading) == "COERCE":
        return index + 1 < chunk.last or chunk.prep == "bi"  # «حكم بالسجن»
    return reading.kind not in ("active", "passive") or _participle_acts(sentence, number, index, reading)


_PREMISES = frozenset(("facility", "building", "site"))


def _add_antecedent(sentence: Sentence, draft: Draft, clause: Clause) -> None:
    """Give a participle what it describes: a passive one as object, an active one as subject."""
    if draft.kind == "passive":
        clause.add("obj", _antecedent_of(sentence, draft.chunk, draft.unit))
        _passive_agent(sentence, draft.chunk, clause)
    elif draft.kind == "active" and "subj" not in clause.slots:
        subjects = main_subject(sentence, draft.chunk, first=True)
        for subject in subjects or [_antecedent_of(sentence, draft.chunk, draft.unit)]:
            clause.add("subj", subject)


def _noun_rank(reading: Reading) -> tuple[int, int]:
    """Nominals before verbal nouns before plain nouns; among nominals the one with most conditions first."""
    conditions = (
        len(reading.entry.sense.needs) + len(reading.entry.sense.words)
        if isinstance(reading.entry, Nominal)
        else 0
    )
    return ("nominal", "masdar", "noun", "passive", "active").index(reading.kind), -conditions


def _participle_acts(sentence: Sentence, number: int, index: int, reading: Reading) -> bool:
    """Return whether a participle tells of an act («المدعومة من روسيا», «متهما إياها», «محاصرة»)."""
    unit = sentence.units[index]
    if unit.head is not None or unit.generic is not None or any(r.kind == "noun" for r in unit.nouns):
        return False
    right = sentence.right_of(number)
    following = sentence.chunks[right[0]] if right else None
    with_complement = (
        following is not None and following.kind == NP and bool(following.prep or following.relation)
    )
    if reading.kind == "passive":
        last = sentence.chunks[number].last
        by_whom = index + 1 < last and says_by_whom(unit, sentence.units[index + 1])
        return (with_complement and index == last - 1) or unit.article or by_whom
    chunk = sentence.chunks[number]
    hal = not unit.article and index == chunk.head and not chunk.prep and unit.norm.endswith(("ا", "ه", "ين"))
    return hal and number > 0


def _passive_agent(sentence: Sentence, number: int, clause: Clause) -> None:
    """Take the actor right behind a passive participle for its agent: «مدعومة بالتحالف», «المدعومة من روسيا»."""
    if number + 1 >= len(sentence.chunks) or sentence.chunks[number + 1].kind != NP:
        return
    slot = sentence.chunks[number + 1].prep
    if slot in ("bi", "min"):
        agents = [f for f in clause.get(slot) if f.entity.is_actor]
        clause.slots.pop("min", None)
        clause.slots.pop("bi", None)
        for filler in agents:
            clause.add("agent", filler)


def _antecedent_of(sentence: Sentence, number: int, index: int) -> Filler:
    """Return the noun that a participle describes: its own phrase's head, or the phrase before."""
    chunk = sentence.chunks[number]
    if index > chunk.head:
        return Filler(number, chunk.head, sentence.entity(chunk.head, index), pronoun=True)
    for before in range(number - 1, -1, -1):
        if sentence.chunks[before].kind == NP:
            return sentence.filler(before).as_pronoun()
    return sentence.filler(number)


def _as_complement(clause: Clause, sense: Sense, reading: Reading, sentence: Sentence) -> Clause:
    """Return the clause with the genitive of a verbal noun in the slot it stands for."""
    made = clause.copy()
    if reading.kind == "nominal":
        return made
    genitive = made.slots.pop("of", [])
    if genitive:
        victim = (
            isinstance(reading.entry, Verb)
            and takes_victim(sentence, reading.entry)
            and genitive[0].entity.cls in MORTAL
        )
        harmless = sense.type in _SUFFERED and genitive[0].entity.cls in _HARMLESS
        victim = harmless or (victim and not made.get("obj"))
        by_air = sense.mode == "shelling" and sentence.units[genitive[0].unit].norm in _AIR
        acted_on = reading.kind == "active" or (victim and "obj" in sense.frame)
        slot = "obj" if acted_on else _genitive_slot(made, sense, genitive[0], sentence)
        slot = "subj" if by_air else slot  # «قصف الطيران»
        for filler in genitive:
            made.add(slot, filler)
    for filler in made.slots.pop("adj", []):
        made.add("subj" if "subj" not in made.slots else "adj", filler)
    if "li" not in sense.frame and (
        "obj" not in made.slots if "obj" in sense.frame else "subj" not in made.slots
    ):
        struck = "obj" in sense.frame and not _strikes(sentence, made)
        for filler in made.slots.pop("li", []):  # «استعادة الجيش للمدينة», «التقدم للجيش»
            made.add("obj" if struck else "subj", filler)
    return made


def _strikes(sentence: Sentence, clause: Clause) -> bool:
    """Return whether the force behind «ل» acts, since what it strikes is told behind: «قصف للجيش على البلدة»."""
    fillers = clause.get("li")
    if not fillers or clause.get("subj") or _STRIKERS.isdisjoint(classes_of(fillers[0], sentence)):
        return False
    after = fillers[-1].chunk + 1
    told = after < len(sentence.chunks) and sentence.chunks[after].kind == V
    return bool(clause.get("ala")) or (told and not sentence.chunks[after].joined)


_AIR = frozenset(("الطيران", "الطاءرات", "طيران", "طاءرات", "المقاتلات", "مقاتلات"))

_STRIKERS = frozenset(("force", "group", "aircraft", "drone", "state"))

# Acts that civilians are the object of, whatever stands behind: «احتجاز المدنيين», «استخدام السكان دروعا».
_SUFFERED = frozenset(("COERCE", "ASSAULT", "HARM"))
_HARMLESS = frozenset(("civilian", "casualty"))


def _drives_out(sense: Sense) -> bool:
    """Return whether those who hold ground are a sense's object, not the ground: «طرد المسلحين»."""
    return any(c.slots == ("obj",) and not _ARMED.isdisjoint(c.classes) for c in sense.needs)


_ARMED = frozenset(("force", "group", "fighter"))


def _genitive_slot(clause: Clause, sense: Sense, filler: Filler, sentence: Sentence) -> str:
    """Return whether the genitive of a verbal noun is its subject or its object."""
    if "obj" not in sense.frame:
        return "subj"
    if sense.type == "TERRITORY" and filler.entity.is_actor and not filler.entity.is_place:
        expelled = _drives_out(sense) and not (clause.get("obj") or clause.get("li"))
        return "obj" if expelled else "subj"  # «تحرير الجيش المدينة»: ground is taken, not armies
    if clause.get("obj") or clause.get("agent"):
        return "subj" if clause.get("obj") else "obj"
    entity = filler.entity
    if sense.type == "REQUEST" and entity.cls in ("fighter", "civilian", "crowd") and not entity.named:
        return "obj"  # «دعوة المسلحين إلى إلقاء السلاح»: those without a voice of their own are asked
    armed = {"force", "group", "aircraft", "state"} & classes_of(filler, sentence)
    if armed and entity.is_actor and sense.masdar_of == "target" and clause.get("li"):
        return "subj"
    if sense.masdar_of == "target" or not entity.is_actor:
        return "obj"
    return "subj"
