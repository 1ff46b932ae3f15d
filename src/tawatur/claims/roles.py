"""From triggers and the slots of their clauses to draft claims: senses chosen, roles filled, acts merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tawatur.claims.chunks import AUX, NP, C, Chunk, P, R, S, V, X
from tawatur.claims.clauses import Clause, Filler, Sentence, features_of, main_subject, noun_clause, slot_of, verb_clause
from tawatur.claims.drafts import Draft
from tawatur.claims.entities import Entity
from tawatur.claims.quantities import count, is_counted
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import NO_CLAIM, Condition, Nominal, Sense, Verb
from tawatur.lexicon.words import Reading

# Types whose acts fall on ground: a named place that is aimed at is a place there, not a target (codebook 3).
ON_GROUND = frozenset(("ASSAULT", "TERRITORY", "HARM", "RETREAT", "MOBILIZE", "COERCE", "PROTEST"))
# Directive and commissive types: what they demand, threaten or promise is not coded again (codebook 1).
WITH_CONTENT = frozenset(("REQUEST", "THREATEN", "AGREE", "REJECT"))
# Relations under which an act named behind a killing is its means («قتل خمسة إثر غارة»).
_MEANS_SLOTS = ("fi", "bi", "cause", "after", "while", "means", "jarra", "min")


def draft_claims(sentence: Sentence) -> list[Draft]:
    """Return the draft claims of a sentence in text order, those merged into others left out."""
    drafts: list[Draft] = []
    lights: list[tuple[Verb, int, Clause]] = []
    for number, chunk in enumerate(sentence.chunks):
        if chunk.kind == V:
            _read_verb(sentence, number, drafts, lights)
        elif chunk.kind == NP:
            _read_companion(sentence, number, drafts)
            _read_nouns(sentence, number, drafts, lights)
    by_unit = {d.unit: d for d in drafts}
    counted = sentence.describer.lexicon.counted
    for draft in drafts:
        draft.what = counted.get(draft.rule.partition(":")[2], "")
        _fill_pronoun(sentence, draft)
        draft.numbers = count(sentence, draft, counted)
        _as_toll(draft)
    _merge_wounded(sentence, drafts)
    for verb, number, clause in lights:
        _carry(sentence, verb, number, clause, by_unit)
    _share_actors(sentence, drafts)
    _merge_arguments(sentence, drafts, by_unit)
    _merge_means(sentence, drafts)
    _merge_outcome(sentence, drafts)
    _merge_told_in(sentence, drafts)
    _merge_tolls(sentence, drafts)
    _merge_specific(sentence, drafts)
    _control(sentence, drafts)
    _taken_from(sentence, drafts)
    _leave_to_nearer(sentence, drafts)
    for draft in drafts:
        _name_area(sentence, draft)
    _inherit_places(sentence, drafts)
    for draft in drafts:
        _make_symmetric(draft)
    sentence.describer.memory.subject = next(iter(main_subject(sentence, len(sentence.chunks), first=True)), None)
    return [d for d in sorted(drafts, key=lambda d: d.unit) if not d.absorbed]


# From so many dead on, a killing without doer or means is a war's toll, not one act (gold data: the smallest is 1,100).
TOLL_FROM = 1000
_TOLL = Sense("HARM", "toll", {})


def _as_toll(draft: Draft) -> None:
    """Code «قتل أكثر من 10 آلاف شخص منذ 2015» as HARM/toll."""
    if draft.what == "killed" and draft.sense.mode == "other" and not draft.actors:
        if any(n.what == "killed" and (n.min or 0) >= TOLL_FROM for n in draft.numbers):
            draft.sense = _TOLL


# -- verbs -----------------------------------------------------------------------


def _read_verb(
    sentence: Sentence, number: int, drafts: list[Draft], lights: list[tuple[Verb, int, Clause]]
) -> None:
    unit = sentence.units[sentence.chunks[number].head]
    seen: set[str] = set()
    for reading in unit.verbs:
        verb = reading.entry
        assert isinstance(verb, Verb)
        if verb.id in seen:
            continue
        seen.add(verb.id)
        if verb.light is not None or verb.factuality is not None:
            lights.append((verb, number, verb_clause(sentence, number, reading.features, "obj" in (verb.light or {}), False)))
        for sense in verb.senses:
            clause = verb_clause(sentence, number, reading.features, "obj" in sense.frame, _takes_victim(sentence, verb))
            if sense.type == "ACCUSE" and reading.features.voice in ("passive", "both"):
                clause = _accused_in_passive(sense, clause)
            if holds(sense, clause, sentence, ("verb", "future" if sentence.chunks[number].future else reading.features.aspect)):
                if sense.type == NO_CLAIM:
                    return
                draft = Draft(sense, sentence.chunks[number].head, number, "verb", f"verbs:{verb.id}")
                draft.clause = clause
                fill_roles(draft, sense, clause, sentence)
                drafts.append(draft)
                return


def _accused_in_passive(sense: Sense, clause: Clause) -> Clause:
    """Return the clause of «اتهمت إسرائيل بشن هجوم» with the accused as object where it has no other."""
    if "obj" not in sense.frame or clause.get("obj") or not clause.get("bi") or not clause.get("subj"):
        return clause
    made = Clause()
    made.slots = {slot: list(fillers) for slot, fillers in clause.slots.items()}
    made.times, made.last = clause.times, clause.last
    made.slots["obj"] = made.slots.pop("subj")
    return made


def _takes_victim(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb counts people harmed, so that a lone phrase beside «قتل» is the victim."""
    return sentence.describer.lexicon.counted.get(verb.id, "") in _HARMED


_HARMED = frozenset(("killed", "injured", "missing", "detained", "displaced"))


def holds(sense: Sense, clause: Clause, sentence: Sentence, forms: tuple[str, ...]) -> bool:
    """Return whether a sense's conditions are met by the slots of its clause."""
    for slot, words in sense.words:
        fillers = clause.get(slot)
        if slot in ("obj", "subj"):
            fillers = [*clause.get("obj"), *clause.get("subj"), *clause.get("of")] if slot == "obj" else [*fillers, *clause.get("of")]
        if not any(_is_one_of(sentence, f, words) for f in fillers):
            return False
    return all(
        not condition.classes.isdisjoint(forms) if condition.slots == ("form",) else _met(condition, clause, sentence)
        for condition in sense.needs
    )


def _met(condition: Condition, clause: Clause, sentence: Sentence) -> bool:
    fillers = [f for slot in condition.slots for f in clause.get(slot)]
    if not fillers and not {"obj", "subj"}.isdisjoint(condition.slots):
        fillers = clause.get("of")
    if condition.absent:
        return not fillers
    if not condition.classes:
        return bool(fillers)
    return any(condition.classes & classes_of(f, sentence) for f in fillers)


def classes_of(filler: Filler, sentence: Sentence) -> set[str]:
    """Return every semantic class that a filler's head can have."""
    found = {filler.entity.cls}
    if filler.entity.is_place:
        found.add("place")
    unit = sentence.units[filler.unit]
    if _may_be_name(unit, filler.entity):
        found.add("person")
    for reading in unit.nouns:
        cls = getattr(reading.entry, "cls", "")
        if cls:
            found.add(cls)
        elif reading.kind in ("masdar", "nominal") and _type_of(reading) == "ASSAULT":
            found.add("attack")
    if unit.head is not None:
        found.add(unit.head.cls)
    return found


def _type_of(reading: Reading) -> str:
    entry = reading.entry
    if isinstance(entry, Nominal):
        return entry.sense.type
    if isinstance(entry, Verb) and entry.senses:
        return entry.senses[-1].type
    return ""


def _is_one_of(sentence: Sentence, filler: Filler, words: frozenset[str]) -> bool:
    """Return whether a filler's head is one of `words`, or begins one of several words («وقف إطلاق النار»)."""
    if _is_word(sentence.units[filler.unit], words):
        return True
    behind = sentence.units[filler.unit : filler.unit + 4]
    phrase = " ".join(u.norm.removeprefix("ال") for u in behind)
    return any(" " in w and phrase.startswith(w.replace(" ال", " ")) for w in words)


def _is_word(unit: Unit, words: frozenset[str]) -> bool:
    """Return whether a unit is one of `words`, whatever clitics and case ending it has."""
    bare = unit.norm
    for letters in ("و", "ف"):
        if unit.pro[:1] in ("w", "f") and bare.startswith(letters):
            bare = bare[1:]
    if unit.preposition:
        bare = bare[1:]
    bare = bare.removeprefix("ال")
    if unit.enclitic:
        bare = bare.removesuffix(unit.enclitic)
    return bare in words or bare.removesuffix("ا") in words or (bare[:-1] + "ه" in words if bare.endswith("ت") else False)


# -- nouns -----------------------------------------------------------------------


def _read_nouns(
    sentence: Sentence, number: int, drafts: list[Draft], lights: list[tuple[Verb, int, Clause]]
) -> None:
    chunk = sentence.chunks[number]
    for index in range(max(chunk.first, chunk.head), chunk.last):
        unit = sentence.units[index]
        if unit.pos != NOUN or unit.actor is not None or unit.place is not None or _in_place_name(sentence, number, index):
            continue
        if sentence.units[chunk.first].norm == "اي" and index == chunk.head:
            continue  # «أي هجوم»: none in particular
        draft = _noun_draft(sentence, number, index)
        if draft is None:
            _read_light_noun(sentence, number, index, lights)
        else:
            drafts.append(draft)


def _in_place_name(sentence: Sentence, number: int, index: int) -> bool:
    """Return whether a noun is part of a place's name: «حي التضامن», «مخيم النصر»."""
    chunk = sentence.chunks[number]
    head = sentence.units[min(chunk.head, chunk.last - 1)]
    if index <= chunk.head or head.generic is None or head.generic.kind != "settlement" or head.article:
        return False
    return sentence.units[index].article and sentence.filler(number).entity.is_place


def _read_companion(sentence: Sentence, number: int, drafts: list[Draft]) -> None:
    """Read «بدعم من الطيران الروسي», «بالتنسيق مع الحكومة»: an act between the clause's subject and the actor named."""
    chunk = sentence.chunks[number]
    if chunk.particle is None or chunk.particle.id not in sentence.describer.lexicon.companions:
        return
    sense, role = sentence.describer.lexicon.companions[chunk.particle.id]
    companion = sentence.filler(number)
    if not companion.entity.is_actor and companion.entity.cls != "aircraft":
        return
    draft = Draft(sense, chunk.first, number, "nominal", f"companions:{chunk.particle.id}")
    others = [f for f in _accompanied(sentence, number, drafts) if f.chunk != number]
    named, subject = ("actors", "targets") if role == "actor" else ("targets", "actors")
    getattr(draft, named).append(companion)
    getattr(draft, subject).extend(others)
    drafts.append(draft)


def _accompanied(sentence: Sentence, number: int, drafts: Sequence[Draft]) -> list[Filler]:
    """Return whom the companion named at a chunk stands by: the doer of the act it is said of.

    «تحرير الجيش المدينة بإسناد من التحالف», «القوات المعززة بغطاء جوي من التحالف».
    """
    before = sentence.chunks[number - 1] if number else None
    if before is not None and before.kind == NP:
        last = sentence.units[before.last - 1]
        described = last.article and before.last - 1 > before.head and any(r.kind in ("active", "passive") for r in last.nouns)
        hal = before.last - 1 == before.head and not last.article and any(r.kind == "passive" for r in last.nouns)
        if (described or hal) and not any(r.kind == "noun" for r in last.nouns):
            return [sentence.filler(number - 1 if described else _phrase_before(sentence, number - 1))]
        if any(u.actor for u in sentence.units[before.head : before.last]) and not before.prep and before.particle is None:
            filler = sentence.filler(number - 1)
            if filler.entity.is_actor:
                return [filler]
    for draft in reversed(drafts):
        if draft.actors and draft.chunk < number <= max(draft.clause_last, draft.chunk + 1):
            return draft.actors
    return main_subject(sentence, number)


def _phrase_before(sentence: Sentence, number: int) -> int:
    """Return the nearest noun phrase before chunk `number` that names an actor, else `number`."""
    for earlier in range(number - 1, -1, -1):
        if sentence.chunks[earlier].kind == NP and sentence.filler(earlier).entity.is_actor:
            return earlier
    return number


def _read_light_noun(
    sentence: Sentence, number: int, index: int, lights: list[tuple[Verb, int, Clause]]
) -> None:
    """Note the verbal noun of a light verb with what it carries: «إثر تعرض ناقلة لهجوم», «تنفيذ غارات»."""
    for reading in sentence.units[index].nouns:
        verb = reading.entry
        if reading.kind not in ("masdar", "active") or not isinstance(verb, Verb) or not _is_light(verb):
            continue
        if reading.kind == "active" and sentence.units[index].article:
            continue
        clause = noun_clause(sentence, number, index)
        genitive = clause.slots.pop("of", [])
        event = bool(genitive) and _is_event(sentence.units[genitive[0].unit])
        for filler in genitive:
            clause.add("obj" if event and "obj" in verb.light else "subj", filler)
        lights.append((verb, number, clause))
        return


def _is_light(verb: Verb) -> bool:
    """Return whether a verbal noun of the verb may carry an act: always of «شن», else where it tells none itself."""
    return verb.light is not None and (not verb.senses or verb.light.get("obj") == "event")


def _noun_draft(sentence: Sentence, number: int, index: int) -> Draft | None:
    unit = sentence.units[index]
    clause: Clause | None = None
    for reading in sorted(unit.nouns, key=_noun_rank) if len(unit.nouns) > 1 else unit.nouns:
        entry = reading.entry
        senses: Sequence[Sense] = ()
        if reading.kind == "nominal" and isinstance(entry, Nominal):
            senses = (entry.sense,)
        elif reading.kind == "masdar" and isinstance(entry, Verb):
            senses = entry.senses
        elif reading.kind in ("active", "passive") and isinstance(entry, Verb):
            if not _participle_acts(sentence, number, index, reading):
                continue
            senses = entry.senses
        elif reading.kind == "noun":
            return None
        for sense in senses:
            clause = clause or noun_clause(sentence, number, index)
            found = _as_complement(clause, sense, reading, sentence)
            if holds(sense, found, sentence, (reading.kind,)):
                kind = reading.kind
                if sense.type == NO_CLAIM:
                    return None
                draft = Draft(sense, index, number, kind, f"{'nominals' if kind == 'nominal' else 'verbs'}:{entry.id}")  # type: ignore[union-attr]
                draft.strong = not isinstance(entry, Nominal) or entry.strong
                if kind == "passive":
                    found.add("obj", _antecedent_of(sentence, number, index))
                    _passive_agent(sentence, number, found)
                elif kind == "active" and "subj" not in found.slots:
                    for subject in main_subject(sentence, number, first=True) or [_antecedent_of(sentence, number, index)]:
                        found.add("subj", subject)
                fill_roles(draft, sense, found, sentence)
                if sense.mode in ("hold", "siege"):
                    _place_spoken_of(sentence, draft)
                return draft
    return None


def _inherit_places(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give an act without a place the one its sentence is set in: the nearest act's, else the nearest named.

    «أسفر القصف على الغوطة عن مقتل خمسة في غارات متواصلة»: the raids are on al-Ghouta too.
    """
    located = [d for d in drafts if not d.absorbed and any(f.entity.named for _, f in d.places)]
    for draft in drafts:
        if draft.absorbed or draft.sense.type not in ON_GROUND or any(f.entity.named for _, f in draft.places):
            continue
        near = [d for d in located if d is not draft and d.sense.type in ON_GROUND]
        if near:
            closest = min(near, key=lambda d: abs(d.chunk - draft.chunk))
            role, filler = next((r, f) for r, f in closest.places if f.entity.named)
            draft.lend_place(filler)
            continue
        numbers = sorted(range(len(sentence.chunks)), key=lambda n: (n < draft.chunk, abs(n - draft.chunk)))
        for number in numbers:
            chunk = sentence.chunks[number]
            if chunk.kind != NP or slot_of(chunk) not in ("fi", "bi", "ala", ""):
                continue
            filler = sentence.filler(number)
            if filler.entity.is_place and filler.entity.named and (chunk.prep in ("fi", "bi") or filler.entity.generic_word):
                draft.lend_place(filler)
                break


def _leave_to_nearer(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Leave the parties behind «بين» to the act nearest before them: «مباحثات بشأن القتال بين القوات والحوثيين»."""
    between = [d for d in drafts if "bayn" in d.sense.frame and d.kind != "verb"]
    for draft in between:
        for party in list(draft.actors):
            if sentence.chunks[party.chunk].prep == "bayn" and any(draft.chunk < d.chunk < party.chunk for d in between):
                draft.actors.remove(party)
    for draft in drafts:
        for target in list(draft.targets):
            slot = slot_of(sentence.chunks[target.chunk])
            nearer = [d for d in drafts if d.kind != "verb" and not d.absorbed and draft.chunk < d.chunk < target.chunk]
            if slot and not draft.absorbed and any(t.unit == target.unit for d in nearer for t in d.targets):
                draft.targets.remove(target)


def _name_area(sentence: Sentence, draft: Draft) -> None:
    """Place an act on unnamed ground where the clause about it says that is: «مناطق تسيطر عليها المعارضة في درعا»."""
    for _, filler in draft.places[:1]:
        following = sentence.chunks[filler.chunk + 1 :] if not filler.entity.named else ()
        if filler.chunk < draft.chunk or not following or following[0].kind not in (R, V):
            return
        for number, chunk in enumerate(following, filler.chunk + 1):
            if chunk.kind in (P, S, C):
                return
            if chunk.kind == NP and chunk.prep in ("fi", "bi"):
                named = sentence.filler(number)
                if named.entity.is_place and named.entity.named:
                    draft.places.insert(0, ("at", named))
                    return


def _place_spoken_of(sentence: Sentence, draft: Draft) -> None:
    """Take the place named before for what is held: «دوما الخاضعة لسيطرة المعارضة», «هجين … تحت سيطرة التنظيم»."""
    for number in range(draft.chunk, -1, -1):
        chunk = sentence.chunks[number]
        if chunk.kind != NP or chunk.head >= draft.unit:
            continue
        filler = sentence.filler(number)
        if filler.entity.is_place and filler.entity.named:
            told = any(f.entity.named for _, f in draft.places)
            if not told or _described_by(sentence, number, draft.chunk):
                draft.places.insert(0, ("at", filler))
            return


def _described_by(sentence: Sentence, place: int, number: int) -> bool:
    """Return whether chunk `number` says something of the place right before: «دوما، آخر معاقل», «دوما، التي …، محاصرة»."""
    if place + 1 >= len(sentence.chunks) or sentence.chunks[place + 1].kind not in (P, R):
        return False
    return number - place <= MAX_DESCRIBED or sentence.behind_relative(place + 2) == number - 1


# Chunks between a place and the apposition or relative clause that says who holds it.
MAX_DESCRIBED = 4


def _noun_rank(reading: Reading) -> tuple[int, int]:
    """Nominals before verbal nouns before plain nouns; among nominals the one with most conditions first."""
    conditions = len(reading.entry.sense.needs) + len(reading.entry.sense.words) if isinstance(reading.entry, Nominal) else 0
    return ("nominal", "masdar", "noun", "passive", "active").index(reading.kind), -conditions


def _participle_acts(sentence: Sentence, number: int, index: int, reading: Reading) -> bool:
    """Return whether a participle tells of an act («المدعومة من روسيا», «متهما إياها», «محاصرة»)."""
    unit = sentence.units[index]
    if unit.head is not None or unit.generic is not None or any(r.kind == "noun" for r in unit.nouns):
        return False
    right = sentence.right_of(number)
    following = sentence.chunks[right[0]] if right else None
    with_complement = following is not None and following.kind == NP and bool(following.prep or following.relation)
    if reading.kind == "passive":
        return with_complement and index == sentence.chunks[number].last - 1 or unit.article
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
            filler = sentence.filler(before)
            filler.pronoun = True
            return filler
    return sentence.filler(number)


def _as_complement(clause: Clause, sense: Sense, reading: Reading, sentence: Sentence) -> Clause:
    """Return the clause with the genitive of a verbal noun in the slot it stands for."""
    made = Clause()
    made.slots = {slot: list(fillers) for slot, fillers in clause.slots.items()}
    made.times, made.last = clause.times, clause.last
    if reading.kind == "nominal":
        return made
    genitive = made.slots.pop("of", [])
    if genitive:
        victim = isinstance(reading.entry, Verb) and _takes_victim(sentence, reading.entry) and genitive[0].entity.cls in _MORTAL
        acted_on = reading.kind == "active" or victim and "obj" in sense.frame and not made.get("obj")
        slot = "obj" if acted_on else _genitive_slot(made, sense, genitive[0], sentence)
        for filler in genitive:
            made.add(slot, filler)
    for filler in made.slots.pop("adj", []):
        made.add("subj" if "subj" not in made.slots else "adj", filler)
    if "li" not in sense.frame and ("obj" not in made.slots if "obj" in sense.frame else "subj" not in made.slots):
        for filler in made.slots.pop("li", []):  # «استعادة الجيش للمدينة», «التقدم للجيش»
            made.add("obj" if "obj" in sense.frame else "subj", filler)
    return made


def _genitive_slot(clause: Clause, sense: Sense, filler: Filler, sentence: Sentence) -> str:
    """Return whether the genitive of a verbal noun is its subject or its object."""
    if "obj" not in sense.frame:
        return "subj"
    if sense.type == "TERRITORY" and filler.entity.is_actor and not filler.entity.is_place:
        return "subj"  # «تحرير الجيش المدينة»: ground is taken, not armies
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


# -- roles -----------------------------------------------------------------------

_PLACE_ROLES = {"place": "at", "from": "from", "to": "to"}


def fill_roles(draft: Draft, sense: Sense, clause: Clause, sentence: Sentence) -> None:
    """Put the fillers of a clause into the roles that the frame gives their slots."""
    frame = sense.frame
    draft.times = list(clause.times)
    draft.clause_last = clause.last
    for slot, fillers in clause.slots.items():
        role = frame.get(slot, "")
        if slot == "agent":
            role = "actor"
        elif slot == "adj" and not role:
            role = "actor"
        elif not role and (slot in ("fi", "locative", "inda") or slot == "nahw" and sense.type == "ASSAULT"):
            role = "place"
        elif slot == "li" and not role and draft.kind == "nominal" and sense.type == "ASSAULT":
            role = "source"  # «غارات لمقاتلات التحالف»
        elif slot == "of" and not role:
            role = "actor" if "subj" in frame or not frame else "none"
        elif not role and slot == "min" and draft.kind in ("nominal", "masdar") and sense.type == "ASSAULT":
            role = "source"
        if slot == "obj" and role == "none" and sense.words:
            _idiom_object(draft, fillers, clause, sentence)
        for filler in fillers:
            if sense.type == "ASSAULT" and slot == "bi" and not draft.actors:
                _owner_of_means(draft, filler, sentence)
            if slot == "bi" and filler.entity.is_place and filler.entity.named and role not in ("target", "actor", "party"):
                _fill_role(draft, "place", filler, sentence)  # «قتل بالرياض»
                continue
            if role == "source":
                if filler.entity.cls in _ARMED and not filler.entity.is_place:
                    draft.add_actors([filler])
                continue
            if not _is_bearing(sentence, filler):
                _fill_role(draft, role, filler, sentence)
    _aimed_at_doer(draft, frame, clause, sentence)


def _is_bearing(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a phrase only says from which side: «من جهة الغرب»."""
    behind = filler.unit + 1
    if behind >= sentence.chunks[filler.chunk].last or sentence.units[filler.unit].norm != "جهه":
        return False
    generic = sentence.units[behind].generic
    return generic is not None and generic.kind == "direction"


def _aimed_at_doer(draft: Draft, frame: Mapping[str, str], clause: Clause, sentence: Sentence) -> None:
    """Take who would do what is refused, thwarted or allowed for the target: «رفض وجود القوات», «أحبط محاولة انتحاري»."""
    if draft.targets or draft.sense.type not in _OF_DOERS:
        return
    for slot, fillers in clause.slots.items():
        if frame.get(slot) in ("topic", "content", "event"):
            for filler in fillers:
                if not filler.entity.is_actor:
                    draft.add_targets(d for d in _doer_of(sentence, filler) if all(d.entity.id != a.entity.id for a in draft.actors))


def _idiom_object(draft: Draft, fillers: Sequence[Filler], clause: Clause, sentence: Sentence) -> None:
    """Take what stands behind the noun of an idiom for the target: «أطلق سراح المعتقلين», «ألقى القبض على»."""
    for filler in fillers:
        last = sentence.chunks[filler.chunk].last
        following = filler.chunk + 1
        if filler.unit + 1 < last:
            draft.add_targets([Filler(filler.chunk, filler.unit + 1, sentence.entity(filler.unit + 1, last))])
        elif following < len(sentence.chunks) and sentence.chunks[following].kind == NP and not sentence.chunks[following].prep:
            draft.add_targets(sentence.coordinated(following, range(following + 1, len(sentence.chunks))))


_ARMED = frozenset(("force", "group", "aircraft", "fighter"))
_WEAPONS = frozenset(("gunfire", "missile", "shell", "bomb", "weapon", "drone", "aircraft"))


def _owner_of_means(draft: Draft, filler: Filler, sentence: Sentence) -> None:
    """Take whose weapon it was for the actor: «قتل برصاص قوات الاحتلال», «أصيب بنيران إسرائيلية»."""
    if _WEAPONS.isdisjoint(classes_of(filler, sentence)):
        return
    chunk = sentence.chunks[filler.chunk]
    for index in range(filler.unit + 1, chunk.last):
        unit = sentence.units[index]
        if unit.actor is not None or unit.head is not None:
            draft.add_actors([Filler(filler.chunk, index, sentence.entity(index, chunk.last))])
            return
        if unit.nationality is not None:
            draft.add_actors([Filler(filler.chunk, index, sentence.describer.adjective(unit, index))])
            return


# Things besides ground that can be taken and held; bare ground («مناطق») is no target.
_HELD = frozenset(("facility", "building", "site", "infrastructure", "weapon", "vehicle", "ship"))


def _fill_role(draft: Draft, role: str, filler: Filler, sentence: Sentence) -> None:
    entity = filler.entity
    if role in ("actor", "party", "target") and _is_nobody(sentence, filler):
        return
    if role in _PLACE_ROLES:
        if entity.is_place:
            draft.add_place(_PLACE_ROLES[role], filler)
        if draft.sense.mode in ("suicide", "ied") and role == "place" and sentence.chunks[filler.chunk].prep == "fi" and entity.cls in ("facility", "building") and not draft.targets:
            draft.add_targets([filler])  # «تفجير انتحاري في مسجد»
        elif entity.is_place:
            pass
        elif role != "place" and draft.sense.type != "MOBILIZE":
            draft.add_targets([filler] if entity.is_actor else _doer_of(sentence, filler))  # «من أيدي الفصائل»
    elif role in ("actor", "party") and _is_dual(sentence, filler) and sentence.describer.memory.parties():
        for place, party in enumerate(sentence.describer.memory.parties()):
            words = replace(party, start=entity.start, end=entity.end, rule="parties")
            if all(words.id != a.entity.id for a in draft.actors):
                draft.actors.append(Filler(filler.chunk, filler.unit + place, words, pronoun=True))
    elif role in ("actor", "party"):
        if entity.is_actor or entity.cls in _MACHINES or _may_be_name(sentence.units[filler.unit], entity):
            draft.add_actors([filler])
        elif entity.is_place and draft.sense.type not in ON_GROUND:
            draft.add_actors([filler])
        elif entity.is_place:
            draft.add_place("at", filler)
    elif role == "target":
        if _is_measure(sentence, filler) or draft.sense.mode == "advance" and slot_of(sentence.chunks[filler.chunk]) in ("after", "nahw"):
            return
        if entity.cls in _HELD and entity.place_name and draft.sense.type != "TERRITORY":
            draft.add_targets([filler])
        elif entity.is_place and draft.sense.type in ON_GROUND and not entity.is_actor:
            draft.add_place("at", filler)
        elif entity.is_place and draft.sense.type in ON_GROUND and entity.cls == "state":
            draft.add_place("at", filler)
        elif entity.cls == "casualty" and sentence.chunks[filler.chunk].prep == "bi":
            return  # «أصيبوا بجروح»
        elif draft.sense.type in ON_GROUND and entity.cls in ("area", "ground") and entity.rule == "nouns":
            return
        elif draft.sense.type == "TERRITORY" and not (entity.is_actor or entity.cls in _HELD):
            return
        elif draft.sense.type in _OF_DOERS and not entity.is_actor and (doers := _doer_of(sentence, filler)):
            draft.add_targets(doers)  # «أحبط محاولة انتحاري», «نؤيد حق إسرائيل»
        elif draft.sense.type not in ON_GROUND and (entity.cls == "attack" or _is_event(sentence.units[filler.unit])):
            draft.add_targets(_doer_of(sentence, filler))  # «انتقد فشل واشنطن», «تأييد ضربات التحالف»
        elif _can_be_aimed_at(sentence.units[filler.unit], entity):
            draft.add_targets([filler])
    elif role == "means" and not draft.actors:
        _owner_of_means(draft, filler, sentence)
    elif role == "content":
        if draft.sense.type in ("REQUEST", "REJECT"):
            _place_demanded(draft, filler, sentence)
        draft.content_from = filler.chunk if draft.content_from < 0 else min(draft.content_from, filler.chunk)


def _place_demanded(draft: Draft, filler: Filler, sentence: Sentence) -> None:
    """Take the place that what is asked for has as its genitive: «دعا إلى مغادرة الأحياء الشرقية»."""
    last = sentence.chunks[filler.chunk].last
    for index in range(filler.unit + 1, last):
        if sentence.units[index].place is not None or sentence.units[index].generic is not None:
            entity = sentence.entity(index, last)
            if entity.is_place and not entity.is_actor:
                draft.add_place("at", Filler(filler.chunk, index, entity))
            return


# Types aimed at whoever does, has or wants what their object names.
_OF_DOERS = frozenset(("SUPPORT", "ACCUSE", "REJECT", "COERCE", "CONCEDE"))


def _doer_of(sentence: Sentence, filler: Filler) -> list[Filler]:
    """Return the actor that the noun of an act names as its doer: «فشل واشنطن»."""
    last = sentence.chunks[filler.chunk].last
    for index in range(filler.unit + 1, last):
        unit = sentence.units[index]
        if unit.actor is not None or unit.head is not None or any(getattr(r.entry, "cls", "") in _MORTAL for r in unit.nouns):
            return [Filler(filler.chunk, index, sentence.entity(index, last))]
    return []


# What acts on behalf of those who man it: «قصفت الطائرات», «دبابات الجيش».
_MACHINES = frozenset(("aircraft", "vehicle", "ship", "drone"))


def _may_be_name(unit: Unit, entity: Entity) -> bool:
    """Return whether a word the lexicon does not know may be somebody's name."""
    word = unit.word
    return entity.cls == "" and not entity.is_place and unit.pos == NOUN and word is not None and word.guess == "noun" and not unit.article


def _can_be_aimed_at(unit: Unit, entity: Entity) -> bool:
    """Return whether a phrase can be a target: no act, and no bare adjective or adverb («متجهة», «حكوميا»)."""
    if entity.cls:
        return not _is_event(unit) or entity.cls != "attack"
    if any(isinstance(r.entry, Nominal) and r.entry.sense.type == "CONSULT" for r in unit.nouns):
        return True  # «استهدفت الضربة اجتماعا»
    if any(r.kind in ("masdar", "nominal", "active", "passive") for r in unit.nouns):
        return False
    return not (unit.norm.endswith("يا") and not unit.nouns)


def _is_nobody(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a phrase is «أي جهة», «أي من الأطراف»: none in particular."""
    chunk = sentence.chunks[filler.chunk]
    return any(u.norm.lstrip("ول") == "اي" for u in sentence.units[chunk.first : filler.unit])


def _is_dual(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a phrase is «الطرفان», «الجانبين»: the two spoken of last."""
    norm = sentence.units[filler.unit].norm
    return filler.entity.id in ("warring-parties", "parties") and norm.endswith(("ان", "ين"))


def _is_measure(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a phrase is a distance, share or date: «على مسافة 250 مترا»."""
    place = sentence.chunks[filler.chunk].quantity
    return place >= 0 and not is_counted(sentence.units[place])


def _is_event(unit: Unit) -> bool:
    return bool(unit.nouns) and all(
        r.kind == "masdar" or r.kind == "nominal" and r.entry.strong  # type: ignore[attr-defined]
        for r in unit.nouns
    )


# -- merging ---------------------------------------------------------------------


def _carry(sentence: Sentence, verb: Verb, number: int, clause: Clause, by_unit: dict[int, Draft]) -> None:
    """Give what a light verb found to the nominal it carries («شنت الطائرات غارات»)."""
    frame = verb.light or {}
    chunk = sentence.chunks[number]
    carried: list[Draft] = []
    for slot, role in frame.items():
        if role in ("event", "result", "content"):
            for filler in clause.get(slot):
                carried += _drafts_in(sentence, filler, by_unit)
    if verb.factuality is not None and not carried:
        carried = _drafts_behind(sentence, number, by_unit)
    for draft in carried:
        draft.governed = True
        for slot, role in frame.items():
            if role not in ("event", "result", "content", "none"):
                for filler in clause.get(slot):
                    if _drafts_in(sentence, filler, by_unit) or _nearer_act(draft, slot, filler, by_unit):
                        continue
                    _fill_role(draft, role, filler, sentence)
        for slot, fillers in clause.slots.items():
            own = draft.sense.frame.get(slot, "place" if slot in ("fi", "locative") else "")
            if slot not in frame and own and slot not in ("subj", "obj", "of"):
                for filler in fillers:
                    _fill_role(draft, own, filler, sentence)
        draft.times += [t for t in clause.times if t not in draft.times]
    results = [d for slot, role in frame.items() if role == "result" for f in clause.get(slot) for d in _drafts_in(sentence, f, by_unit)]
    causes = [d for slot, role in frame.items() if role == "event" for f in clause.get(slot) for d in _drafts_in(sentence, f, by_unit)]
    victims = _victims_of(sentence, verb, clause)
    if (results or victims) and not causes:
        # «…، ما أدى إلى مقتل»: the subject is what was told before.
        before = [d for d in by_unit.values() if d.chunk < number and not d.absorbed and d.sense.type == "ASSAULT"]
        causes = before[-1:]
    if causes and not chunk.negated:  # «لم تسفر عن إصابات»: the harm denied is a claim of its own
        _tell_victims(sentence, verb, causes[0], victims)
        for result in results:
            if result is not causes[0] and result.sense.type in ("ASSAULT", "HARM"):
                causes[0].absorb(result)


def _nearer_act(draft: Draft, slot: str, filler: Filler, by_unit: dict[int, Draft]) -> bool:
    """Return whether an act between claims the phrase for itself: «محادثات بشأن القتال بين قوات»."""
    return any(draft.chunk < d.chunk < filler.chunk and slot in d.sense.frame for d in by_unit.values())


def _victims_of(sentence: Sentence, verb: Verb, clause: Clause) -> list[Filler]:
    """Return the people in the result of a verb that tells of death itself: «أودى بحياة 12 شخصا»."""
    if verb.id not in sentence.describer.lexicon.counted:
        return []
    slots = [slot for slot, role in (verb.light or {}).items() if role == "result"]
    return [f for slot in slots for f in clause.get(slot) if f.entity.cls in _MORTAL]


_MORTAL = frozenset(("civilian", "person", "fighter", "official", "crowd", "force", "group"))


def _tell_victims(sentence: Sentence, verb: Verb, cause: Draft, victims: Sequence[Filler]) -> None:
    """Make the people an act carried off its targets, and count them."""
    if not victims:
        return
    counted = sentence.describer.lexicon.counted
    cause.add_targets(victims)
    told, cause.what = cause.what, counted[verb.id]
    cause.numbers += [n for n in count(sentence, cause, counted) if n not in cause.numbers]
    cause.what = told


def _drafts_in(sentence: Sentence, filler: Filler, by_unit: dict[int, Draft]) -> list[Draft]:
    """Return the drafts whose triggers stand in the phrase of a filler, the first of them."""
    chunk = sentence.chunks[filler.chunk]
    for index in range(min(filler.unit, chunk.last), chunk.last):
        if index in by_unit and by_unit[index].kind != "verb":
            return [by_unit[index]]
    counted = filler.chunk + 1  # «سقوط | خمسة قتلى»
    if chunk.last - 1 == filler.unit and counted < len(sentence.chunks) and sentence.chunks[counted].quantity >= 0:
        act = by_unit.get(sentence.chunks[counted].head)
        return [act] if act is not None and act.sense.type == "HARM" and not sentence.chunks[counted].joined else []
    return []


def _drafts_behind(sentence: Sentence, number: int, by_unit: dict[int, Draft]) -> list[Draft]:
    """Return the first draft behind a chunk in its clause, across «أن»."""
    for later in range(number + 1, min(len(sentence.chunks), number + 7)):
        chunk = sentence.chunks[later]
        if chunk.kind == R:
            break
        for index in range(chunk.first, chunk.last):
            if index in by_unit:
                return [by_unit[index]]
        if chunk.kind == V:
            break
    return []


def _share_actors(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Let acts told in one breath have one doer: «قصف وغارات تنفذها القوات», «تفجيرات، من بينها هجوم»."""
    for first, second in zip(drafts, drafts[1:], strict=False):
        if first.kind not in ("nominal", "masdar") or second.kind not in ("nominal", "masdar"):
            continue
        if first.sense.type != "ASSAULT" or second.sense.type != "ASSAULT":
            continue
        between = sentence.chunks[first.chunk + 1 : second.chunk + 1]
        adjacent = second.chunk == first.chunk + 1 and sentence.chunks[second.chunk].joined
        partitive = any(c.kind == R and c.particle is not None and c.particle.relation == "partitive" for c in between)
        if adjacent and not first.actors and not first.places:
            first.add_actors(second.actors)
        elif partitive and not second.actors and not any(c.kind == V for c in between):
            second.add_actors(first.actors)


def _merge_arguments(sentence: Sentence, drafts: Sequence[Draft], by_unit: dict[int, Draft]) -> None:
    """Merge a verb into the act named by its subject or complement.

    «غارة استهدفت سيارة», «وقع اتفاقا», «فرض حصارا»: the noun is the trigger, the verb gives roles.
    """
    for draft in drafts:
        if draft.kind != "verb" or draft.absorbed:
            continue
        clause = draft.clause
        if clause is None:
            continue
        for slot, fillers in clause.slots.items():
            for filler in fillers:
                for act in _drafts_in(sentence, filler, by_unit):
                    if act.absorbed or act is draft or not _same_act(draft, act, slot):
                        continue
                    draft.actors = [a for a in draft.actors if a.unit != filler.unit]
                    draft.targets = [t for t in draft.targets if t.unit != filler.unit]
                    if slot == "obj" and draft.sense.words:
                        draft.absorb(act)
                    else:
                        act.absorb(draft)
                    break


def _same_act(draft: Draft, act: Draft, slot: str) -> bool:
    """Return whether a verb and an act in one of its slots are one claim."""
    if draft.absorbed:
        return False
    if slot == "obj" and any(s == "obj" for s, _ in draft.sense.words):
        return True
    if slot in ("subj", "obj"):
        return act.sense.type == draft.sense.type or draft.sense.frame.get(slot) == "event" and slot == "subj"
    return act.sense.type == draft.sense.type and draft.sense.type not in ("ASSAULT", "HARM", "TERRITORY") and slot in draft.sense.frame


def _merge_wounded(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Make one claim of the dead and the wounded of one act: «قتل ستة وأصيب عشرات»."""
    for first, second in zip(drafts, drafts[1:], strict=False):
        if first.absorbed or {first.what, second.what} != {"killed", "injured"}:
            continue
        if second.chunk - first.chunk > 6 or not sentence.chunks[second.chunk].joined or second.actors:
            continue
        if first.sense.type in ("ASSAULT", "HARM") and second.sense.type in ("ASSAULT", "HARM"):
            second.targets = [t for t in second.targets if first.targets == [] or t.entity.named]
            first.clause_last = max(first.clause_last, second.clause_last)
            first.absorb(second)


def _object_follows(sentence: Sentence, draft: Draft) -> bool:
    """Return whether a bare phrase stands behind a verbal noun with a pronoun: «خسارته الجزء الأكبر»."""
    following = draft.chunk + 1
    if sentence.chunks[draft.chunk].last > draft.unit + 1:
        return True
    if following >= len(sentence.chunks):
        return False
    chunk = sentence.chunks[following]
    return chunk.kind == NP and not chunk.prep and not chunk.relation and not chunk.joined


def _fill_pronoun(sentence: Sentence, draft: Draft) -> None:
    """Fill the role that a pronoun written on the trigger stands for: «سيطرتهم», «غاراته», «قتلوه»."""
    unit = sentence.units[draft.unit]
    if not unit.enclitic or draft.kind in ("active", "passive"):
        return
    as_object = draft.sense.frame.get("obj") == "target" and (draft.kind == "verb" or draft.sense.masdar_of == "target")
    as_object = as_object or draft.kind == "nominal" and draft.sense.frame.get("of") == "target"  # «مقتله»
    if as_object and draft.kind != "verb" and (draft.targets or draft.actors or _object_follows(sentence, draft)):
        as_object = False
    if draft.kind == "verb" and (not as_object or any(f.pronoun for f in (*draft.targets, *draft.actors))):
        return
    if not as_object and draft.actors:
        return
    referent = sentence.referent(draft.unit, unit.enclitic, things=as_object)
    if referent is None:
        return
    words = replace(referent, rule=f"pronoun:{referent.rule}")
    if referent.start < sentence.units[0].start:  # spoken of in an earlier sentence: the pronoun's own words
        words = replace(words, start=unit.end - len(unit.enclitic), end=unit.end)
    filler = Filler(draft.chunk, draft.unit, words, pronoun=True)
    if as_object:
        _fill_role(draft, "target", filler, sentence)
    else:
        _fill_role(draft, "actor", filler, sentence)


def _merge_means(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Make one claim of a killing and the act it happened in («مقتل 13 مدنيا في غارات روسية»)."""
    for draft in drafts:
        if draft.absorbed or draft.sense.type not in ("ASSAULT", "HARM") or draft.sense.mode not in ("other", "toll"):
            continue
        acts = [
            other
            for other in drafts
            if other is not draft
            and not other.absorbed
            and other.kind in ("nominal", "masdar")
            and other.sense.type == "ASSAULT"
            and other.chunk != draft.chunk
            and draft.chunk < other.chunk <= draft.clause_last
            and _means_phrase(sentence.chunks[other.chunk])
        ]
        if acts:
            numbers, targets = list(draft.numbers), list(draft.targets)
            acts[0].absorb(draft)
            for further in acts[1:]:
                further.add_targets(targets)
                further.numbers += numbers


def _merge_outcome(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Join a killing that goes on telling of a strike: «نفذت القوات غارة … وقتلت خمسة»."""
    for draft in drafts:
        if draft.absorbed or draft.kind != "verb" or draft.what not in ("killed", "injured") or not sentence.chunks[draft.chunk].joined:
            continue
        if any(not a.pronoun for a in draft.actors):
            continue
        for act in reversed(drafts):
            if act.absorbed or act.chunk >= draft.chunk or draft.chunk - act.chunk > 9:
                continue
            so = sentence.units[draft.unit].pro.startswith("f")  # «اقتحموا المقر فقتلوا 11 شخصا»
            tells = act.kind in ("nominal", "masdar") or act.sense.mode == "ground" and (so or not act.targets)
            if tells and act.sense.type == "ASSAULT" and act.actors and draft.actors and act.what not in _HARMED:
                act.absorb(draft)
            break


def _merge_told_in(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Join a killing that points back to its act: «وقع هجوم على كنيسة وقتل فيه 28 شخصا»."""
    for draft in drafts:
        if draft.absorbed or draft.kind != "verb" or draft.what not in ("killed", "injured"):
            continue
        if not any(_points_back(sentence, n) for n in sentence.right_of(draft.chunk)):
            continue
        acts = [d for d in drafts if d.chunk < draft.chunk and not d.absorbed and d.sense.type == "ASSAULT" and d.kind != "verb"]
        if acts:
            acts[-1].absorb(draft)


def _points_back(sentence: Sentence, number: int) -> bool:
    """Return whether a chunk is «فيه», «خلالها»."""
    chunk = sentence.chunks[number]
    return chunk.kind == NP and chunk.prep == "fi" and chunk.particle is not None and bool(
        sentence.units[chunk.head].enclitic or chunk.particle.person
    )


def _merge_tolls(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Make one claim of a toll and what it counts: «حصيلة القتلى … تخطت 220 قتيلا»."""
    tolls = [d for d in drafts if not d.absorbed and d.sense.mode == "toll" and d.kind != "verb"]
    for first, second in zip(tolls, tolls[1:], strict=False):
        between = sentence.chunks[first.chunk + 1 : second.chunk + 1]
        if first.absorbed or any(c.kind in (S, C) or c.kind == V and c.joined or c.kind == NP and c.joined for c in between):
            continue
        first.absorb(second)


def _means_phrase(chunk: Chunk) -> bool:
    return chunk.prep in _MEANS_SLOTS or chunk.relation in _MEANS_SLOTS or chunk.joined


def _merge_specific(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Within one noun phrase keep the act that says most («عملية قصف», «حملة اعتقالات»)."""
    for first, second in zip(drafts, drafts[1:], strict=False):
        if first.absorbed or second.absorbed or first.chunk != second.chunk or first.kind == "verb":
            continue
        if second.unit != first.unit + 1:
            continue
        if first.sense.type == second.sense.type or not first.strong:
            second.absorb(first)
        elif not second.strong:
            first.absorb(second)


# -- control ---------------------------------------------------------------------


def _control(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Fill the missing actor of a verbal noun from the verb that governs it; drop demanded content."""
    for draft in drafts:
        if draft.absorbed:
            continue
        if draft.content_from >= 0:
            _drop_content(sentence, draft, drafts)
    for draft in drafts:
        if draft.sense.type == "ACCUSE" and not draft.absorbed and draft.targets:
            _accused_of(sentence, draft, drafts)
        elif (draft.sense.type in ("ACCUSE", "SUPPORT", "REJECT") or draft.sense.mode == "back-down") and not draft.absorbed and not draft.targets:
            _blamed_for(sentence, draft, drafts)
        if draft.sense.type == "TERRITORY" and draft.kind == "verb" and draft.actors and not draft.absorbed:
            _taken_by(sentence, draft, drafts)
    # «نفى الجيش قصف القرية»: who denies is who would have done it; other verbs that tell an act govern none.
    telling = {d.chunk for d in drafts if d.kind == "verb" and not d.absorbed and d.sense.mode != "deny"}
    for draft in drafts:
        if draft.absorbed or draft.kind not in ("masdar", "nominal", "verb"):
            continue
        if not draft.actors or _one_sided(sentence, draft):
            draft.add_actors(_governor(sentence, draft, telling) or ())


def _accused_of(sentence: Sentence, accusation: Draft, drafts: Iterable[Draft]) -> None:
    """Make the accused the actor of what he is accused of: «يتهم التحالف إيران بتزويد الحوثيين»."""
    for draft in drafts:
        if draft.absorbed or draft.actors or draft.kind == "verb" or draft.chunk <= accusation.chunk:
            continue
        between = sentence.chunks[accusation.chunk + 1 : draft.chunk + 1]
        if any(c.kind in (V, R, C) for c in between):
            return
        if sentence.chunks[draft.chunk].prep == "bi" or sentence.chunks[draft.chunk].joined:
            draft.add_actors(accusation.targets)


def _blamed_for(sentence: Sentence, judgement: Draft, drafts: Iterable[Draft]) -> None:
    """Who did what is condemned, praised or denied is whom it is aimed at: «ندد بالتهديدات الأميركية»."""
    for draft in drafts:
        if draft is judgement or draft.kind == "verb" or not judgement.chunk <= draft.chunk <= judgement.clause_last:
            continue
        if draft.unit > judgement.unit and judgement.sense.type == "CONCEDE":
            judgement.add_targets(draft.targets)  # «تراجعت عن تهديد موسكو»
            return
        if draft.unit > judgement.unit and draft.actors:
            if not _one_sided(sentence, draft):
                judgement.add_targets(a for a in draft.actors if all(a.entity.id != b.entity.id for b in judgement.actors))
            return


def _taken_by(sentence: Sentence, capture: Draft, drafts: Iterable[Draft]) -> None:
    """Who takes ground made the attack named beside it: «استعادت القوات بعد هجوم عنيف السيطرة على»."""
    for draft in drafts:
        chunk = sentence.chunks[draft.chunk]
        if draft.absorbed or draft.actors or draft.kind == "verb" or draft.sense.mode not in ("ground", "clash", "other"):
            continue
        if capture.chunk < draft.chunk <= capture.clause_last and (chunk.relation in ("after", "while") or chunk.prep == "fi"):
            draft.add_actors(capture.actors)


# Chunks between ground and the clause that says who holds it: «مناطق [واسعة] تسيطر عليها المعارضة».
_MAX_HELD = 6


def _taken_from(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Who holds the ground that is taken is whom it is taken from: «استعادة مناطق تسيطر عليها المعارضة»."""
    holds = [d for d in drafts if d.sense.type == "TERRITORY" and d.sense.mode == "hold" and d.kind == "verb" and d.actors]
    for draft in drafts:
        if draft.absorbed or draft.targets or draft.sense.type != "TERRITORY" or draft.sense.mode not in _TAKING:
            continue
        for hold in holds:
            between = sentence.chunks[draft.chunk + 1 : hold.chunk]
            if 0 <= len(between) <= _MAX_HELD and hold.chunk > draft.chunk and all(c.kind in (NP, R, AUX, X) for c in between):
                draft.add_targets(a for a in hold.actors if all(a.entity.id != b.entity.id for b in draft.actors))
                break


_TAKING = frozenset(("recapture", "capture"))


def _drop_content(sentence: Sentence, directive: Draft, drafts: Iterable[Draft]) -> None:
    """Drop the acts that a demand, threat or promise is about; whom a threat is aimed at they say."""
    for draft in drafts:
        if draft is not directive and draft.chunk >= directive.content_from and draft.unit > directive.unit:
            between = sentence.chunks[directive.content_from : draft.chunk]
            if not any(c.kind in (R, S, C) or (c.kind == V and c.joined) for c in between):
                if directive.sense.type == "THREATEN" and not directive.targets:
                    directive.add_targets(draft.targets)
                    directive.add_targets(f for _, f in draft.places if f.entity.is_actor)
                    directive.places = [(role, f) for role, f in directive.places if not f.entity.is_actor]
                elif directive.sense.type == "REQUEST" and not directive.targets:
                    directive.add_targets(draft.actors)
                elif directive.sense.type in ("RETREAT", "CONCEDE") and not directive.targets:
                    directive.add_targets(draft.targets or draft.actors)
                if directive.sense.type in ("AGREE", "REQUEST", "REJECT"):
                    for role, filler in draft.places:
                        directive.add_place(role, filler)
                draft.absorbed = True


def _make_symmetric(draft: Draft) -> None:
    """Give acts of several equal parties no target (codebook 2): who was killed in a clash fought in it."""
    if draft.sense.mode == "clash":
        draft.add_actors(t for t in draft.targets if t.entity.is_actor)
        draft.targets = []
    elif draft.sense.type == "CONSULT":
        draft.targets = []


def _one_sided(sentence: Sentence, draft: Draft) -> bool:
    """Return whether only the other party is named: «نفى الفصيل التوصل إلى اتفاق مع روسيا»."""
    symmetric = draft.sense.type in ("AGREE", "CONSULT") or draft.sense.mode == "clash"
    return symmetric and draft.kind != "verb" and all(sentence.chunks[a.chunk].prep in ("maa", "did") for a in draft.actors)


def _governor(sentence: Sentence, draft: Draft, telling: set[int]) -> list[Filler] | None:
    """Return the subject of the verb that governs an act: speech, aspect, attempt, intention, or any other
    that is no claim itself («أطلقت القوات هجوما»). `telling` are the chunks of verbs that are.
    """
    if draft.sense.type not in ("ASSAULT", "TERRITORY", "RETREAT", "COERCE", "MOBILIZE", "AID", "CONCEDE", "AGREE", "CONSULT", "REQUEST"):
        return None
    if draft.kind == "verb" and draft.targets and draft.what in _HARMED:
        return None
    if _happens(sentence.units[sentence.chunks[draft.chunk].head]):
        return None  # «نفت وقوع هجوم»
    attempting = _attempting(sentence, draft)
    if attempting:
        return attempting
    if sentence.chunks[draft.chunk].prep == "li" and draft.kind == "masdar":
        return [f for f in main_subject(sentence, draft.chunk) if _can_act(f, sentence)] or None
    for number in range(draft.chunk - 1, -1, -1):
        chunk = sentence.chunks[number]
        if chunk.kind == NP and _is_speaking_participle(sentence, chunk):
            return [f for f in main_subject(sentence, number, first=True) if _can_act(f, sentence)] or None
        if chunk.kind in (S, C) or chunk.kind == AUX and _is_being(sentence, chunk):
            return None
        if chunk.kind in (V, AUX):
            if draft.chunk not in sentence.right_of(number):
                if sentence.chunks[number-1].kind==R or any(c.kind==P for c in sentence.chunks[number:draft.chunk]):
                    continue
                return None
            unit = sentence.units[chunk.head]
            told = _told_to(sentence, draft, number)
            if told:
                return told
            if number in telling or not any(_controls(r) for r in unit.verbs) or _happens(unit):
                return None
            if any(_tells_other(r) for r in unit.verbs) and not _carried_by(sentence, draft, number):
                return None
            subjects = verb_clause(sentence, number, features_of(sentence, number), True, False).get("subj")
            able = _RESPONSIBLE if all(_only_says(r) for r in unit.verbs) else _ABLE
            return [f for f in subjects if not able.isdisjoint(classes_of(f, sentence))] or None
    return None


def _happens(unit: Unit) -> bool:
    """Return whether a word is «وقع», «تم», «وقوع», whose subject is the act itself."""
    frames = [r.entry.light for r in (*unit.verbs, *unit.nouns) if isinstance(r.entry, Verb) and r.entry.light]
    return bool(frames) and all(frame.get("subj") == "event" for frame in frames)


def _only_says(reading: Reading) -> bool:
    return isinstance(reading.entry, Verb) and reading.entry.cue is not None and reading.entry.light is None


# Who, announcing an act, is taken for its doer: «أعلن الجيش تدمير الموقع», but not «أفادت مصادر بإصابة».
_RESPONSIBLE = frozenset(("force", "group", "state", "government"))


def _attempting(sentence: Sentence, draft: Draft) -> list[Filler]:
    """Return who stands between an attempt and its act in one phrase: «محاولة مهاجم انتحاري استهداف كنيسة»."""
    chunk = sentence.chunks[draft.chunk]
    if draft.unit <= chunk.head + 1 or not any(r.kind == "masdar" for r in sentence.units[chunk.head].nouns):
        return []
    filler = Filler(draft.chunk, chunk.head, sentence.entity(chunk.head, draft.unit))
    return [f for f in _doer_of(sentence, filler) if f.unit < draft.unit]


def _told_to(sentence: Sentence, draft: Draft, number: int) -> list[Filler]:
    """Return whom the verb at a chunk asks, lets or forces to do the act: «سمح للفصائل بانتهاك الهدنة»."""
    slot = sentence.chunks[draft.chunk].prep
    for reading in sentence.units[sentence.chunks[number].head].verbs:
        for sense in reading.entry.senses if isinstance(reading.entry, Verb) else ():
            if not slot or sense.frame.get(slot) not in ("content", "topic"):
                continue
            clause = verb_clause(sentence, number, reading.features, "obj" in sense.frame, False)
            asked = [f for s, role in sense.frame.items() if role == "target" and s != slot for f in clause.get(s)]
            able = [f for f in asked if _can_act(f, sentence)]
            if able:
                return able
    return []


def _carried_by(sentence: Sentence, draft: Draft, number: int) -> bool:
    """Return whether an act is the bare object of a verb that means something else elsewhere, or its means:
    «أطلقت القوات هجوما», «ردت القوات بقصف وغارات».
    """
    first = draft.chunk
    while first > number and sentence.chunks[first].kind == NP and sentence.chunks[first].joined and not sentence.chunks[first].prep:
        first -= 1
    if sentence.chunks[first].prep == "bi":
        return True
    chunk = sentence.chunks[draft.chunk]
    unit = sentence.units[draft.unit]
    return not chunk.prep and not chunk.joined and draft.unit == chunk.head and not unit.article and draft.chunk - number <= 5


def _is_speaking_participle(sentence: Sentence, chunk: Chunk) -> bool:
    """Return whether a phrase is «مؤكدا», «معلنا», which governs a verbal noun as its verb would."""
    unit = sentence.units[min(chunk.head, chunk.last - 1)]
    if unit.article or chunk.prep:
        return False
    return any(r.kind == "active" and isinstance(r.entry, Verb) and r.entry.cue is not None and not r.entry.senses for r in unit.nouns)


def _is_being(sentence: Sentence, chunk: Chunk) -> bool:
    """Return whether an auxiliary is «كان» or «ليس», which govern no verbal noun, unlike «بدأ»."""
    return any(r.entry.id in ("kana", "laysa") for r in sentence.units[chunk.head].verbs)  # type: ignore[attr-defined]


_ABLE = frozenset(("force", "group", "state", "government", "official", "person", "aircraft"))


def _can_act(filler: Filler, sentence: Sentence) -> bool:
    return not _ABLE.isdisjoint(classes_of(filler, sentence))


def _tells_other(reading: Reading) -> bool:
    """Return whether a verb can be a claim itself, denials apart."""
    return isinstance(reading.entry, Verb) and any(sense.mode != "deny" for sense in reading.entry.senses)


def _controls(reading: Reading) -> bool:
    verb = reading.entry
    return isinstance(verb, Verb) and (
        verb.factuality is not None or verb.light is not None or verb.cue is None or verb.cue.stance in ("says", "denies")
    )
