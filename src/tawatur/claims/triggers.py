"""From the triggers of a sentence to its draft claims, each act once."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.carrying import carry
from tawatur.claims.chunks import NP, V
from tawatur.claims.clauses import main_subject, verb_clause
from tawatur.claims.companions import accompany, mediate, read_companion, request
from tawatur.claims.control import control, killed_by, make_symmetric, taken_from
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.lending import inherit_places
from tawatur.claims.merging import (
    merge_arguments,
    merge_calls,
    merge_fallen,
    merge_means,
    merge_outcome,
    merge_specific,
    merge_told_in,
    merge_tolls,
    merge_wounded,
    share_actors,
    share_figures,
)
from tawatur.claims.nounclauses import noun_clause
from tawatur.claims.nountriggers import noun_draft
from tawatur.claims.patients import aim
from tawatur.claims.placing import leave_to_nearer, name_area, place_identified
from tawatur.claims.pronouns import fill_pronoun
from tawatur.claims.quantities import count
from tawatur.claims.roles import fill_roles
from tawatur.claims.senses import holds, is_event, takes_victim
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import NO_CLAIM, Sense, Verb
from tawatur.lexicon.words import Reading


def draft_claims(sentence: Sentence) -> list[Draft]:
    """Return the draft claims of a sentence in text order, those merged into others left out."""
    drafts: list[Draft] = []
    lights: list[tuple[Verb, int, Clause]] = []
    for number, chunk in enumerate(sentence.chunks):
        if chunk.kind == V:
            _read_verb(sentence, number, drafts, lights)
        elif chunk.kind == NP:
            read_companion(sentence, number, drafts)
            _read_nouns(sentence, number, drafts, lights)
    _count(sentence, drafts)
    accompany(sentence, drafts)
    _merge(sentence, drafts, lights)
    _settle(sentence, drafts)
    subjects = main_subject(sentence, len(sentence.chunks), first=True)
    memory = sentence.describer.memory
    memory.subject = subjects[0] if subjects else None
    memory.subject_word = sentence.units[subjects[0].unit] if subjects else None
    return [d for d in sorted(drafts, key=lambda d: d.unit) if not d.absorbed]


def _count(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Fill the pronouns written on triggers and count what each tells of."""
    counted = sentence.describer.lexicon.counted
    for draft in drafts:
        draft.what = counted.get(draft.rule.partition(":")[2], "")
        fill_pronoun(sentence, draft)
        draft.numbers = count(sentence, draft, counted)
        _as_toll(draft)


def _merge(sentence: Sentence, drafts: Sequence[Draft], lights: Sequence[tuple[Verb, int, Clause]]) -> None:
    """Make one draft of each act; what was merged into another is marked `absorbed`."""
    by_unit = {d.unit: d for d in drafts}
    share_figures(sentence, drafts)
    merge_wounded(sentence, drafts)
    for verb, number, clause in lights:
        carry(sentence, verb, number, clause, by_unit)
    share_actors(sentence, drafts)
    merge_arguments(sentence, drafts, by_unit)
    merge_calls(sentence, drafts)
    merge_means(sentence, drafts)
    merge_outcome(sentence, drafts)
    merge_told_in(sentence, drafts)
    merge_fallen(sentence, drafts)
    merge_tolls(sentence, drafts)
    merge_specific(sentence, drafts)


def _settle(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Fill from the sentence what an act's own clause leaves open, and take away what is another's."""
    leave_to_nearer(sentence, drafts)
    control(sentence, drafts)
    taken_from(sentence, drafts)
    killed_by(sentence, drafts)
    aim(sentence, drafts)
    for draft in drafts:
        place_identified(sentence, draft)
        name_area(sentence, draft)
    inherit_places(sentence, drafts)
    mediate(sentence, drafts)
    request(sentence, drafts)
    for draft in drafts:
        make_symmetric(draft)
        _tell_apart(draft)


def _tell_apart(draft: Draft) -> None:
    """Let nobody be doer and target by the same words: the genitive of the act is its target."""
    both = {(a.unit, a.chunk) for a in draft.actors} & {(t.unit, t.chunk) for t in draft.targets}
    for unit, _ in both:
        genitive = any(t.chunk == draft.chunk for t in draft.targets)
        if genitive and draft.kind == "masdar":
            draft.actors = [a for a in draft.actors if a.unit != unit]
        else:
            draft.targets = [t for t in draft.targets if t.unit != unit or t.pronoun]


# From so many dead on, a killing without doer or means is a war's toll, not one act (gold data: the smallest is 1,100).
TOLL_FROM = 1000
_TOLL = Sense("HARM", "toll", {})


def _as_toll(draft: Draft) -> None:
    """Code «قتل أكثر من 10 آلاف شخص منذ 2015» as HARM/toll."""
    told = draft.what == "killed" and draft.sense.mode == "other" and not draft.actors
    if told and any(n.what == "killed" and (n.min or 0) >= TOLL_FROM for n in draft.numbers):
        draft.sense = _TOLL


def _read_verb(
    sentence: Sentence, number: int, drafts: list[Draft], lights: list[tuple[Verb, int, Clause]]
) -> None:
    seen: set[str] = set()
    for reading in _by_complements(sentence, number):
        verb = reading.entry
        assert isinstance(verb, Verb)
        if verb.id in seen:
            continue
        seen.add(verb.id)
        if verb.light is not None or verb.factuality is not None:
            clause = verb_clause(sentence, number, reading.features, "obj" in (verb.light or {}), False)
            clause = _with_pronoun(sentence, number, verb, clause)
            if (verb.light or {}).get("obj") != "actor" or any(f.entity.is_actor for f in clause.get("obj")):
                lights.append((verb, number, clause))  # «دفع بتعزيزات إلى جبهات القتال» makes nobody fight
        victim = takes_victim(sentence, verb)
        for sense in verb.senses:
            clause = verb_clause(sentence, number, reading.features, "obj" in sense.frame, victim)
            if sense.type == "ACCUSE" and reading.features.voice in ("passive", "both"):
                clause = _accused_in_passive(sense, clause)
            if holds(
                sense,
                clause,
                sentence,
                ("verb", "future" if sentence.chunks[number].future else reading.features.aspect),
            ):
                if sense.type == NO_CLAIM:
                    return
                draft = Draft(sense, sentence.chunks[number].head, number, "verb", f"verbs:{verb.id}")
                draft.clause = clause
                fill_roles(draft, clause, sentence)
                _held_responsible(sentence, draft)
                drafts.append(draft)
                return


def _by_complements(sentence: Sentence, number: int) -> Sequence[Reading]:
    """Return the readings of the verb at chunk `number`, those first that take the object or preposition it has.

    «تسقط الطائرات» is "fall", «تسقط إسرائيل طائرة» "bring down"; «تسبب بمقتل» is no «تسبّب مقتل».
    """
    verbs = sentence.units[sentence.chunks[number].head].verbs
    if len(verbs) < 2:
        return verbs
    if _masculine_behind(sentence, number):
        verbs = tuple(sorted(verbs, key=lambda reading: reading.features.gender == "f"))
    preps = {sentence.chunks[n].prep for n in sentence.right_of(number)}
    if any(_carries_by(reading, preps) for reading in verbs):
        return sorted(verbs, key=lambda reading: not _carries_by(reading, preps))
    if _takes_object(verbs[0]) or not any(map(_takes_object, verbs)):
        return verbs
    clause = verb_clause(sentence, number, verbs[0].features, True, False)
    if not (clause.get("subj") and clause.get("obj")):
        return verbs
    return sorted(verbs, key=lambda reading: not _takes_object(reading))


def _masculine_behind(sentence: Sentence, number: int) -> bool:
    """Return whether the phrase right behind a verb is a masculine singular subject: «تسلم الجيش» is no "she"."""
    behind = sentence.chunks[number + 1] if number + 1 < len(sentence.chunks) else None
    if behind is None or behind.kind != NP or behind.prep or behind.relation or behind.quantity >= 0:
        return False
    unit = sentence.units[behind.head]
    if not unit.article or unit.norm.endswith(("ه", "ات", "ا", "اء", "ون", "ين", "ان")):
        return False
    plural = any(reading.features.number == "pl" for reading in unit.nouns)
    return not plural and sentence.filler(number + 1).entity.cls in _BODIES


_BODIES = frozenset(("force", "group", "government", "body", "official"))


def _takes_object(reading: Reading) -> bool:
    return isinstance(reading.entry, Verb) and any("obj" in sense.frame for sense in reading.entry.senses)


def _carries_by(reading: Reading, preps: set[str]) -> bool:
    """Return whether a light verb has the act it carries behind one of some prepositions."""
    light = getattr(reading.entry, "light", None) or {}
    return any(role in ("event", "result") and slot in preps for slot, role in light.items())


def _with_pronoun(sentence: Sentence, number: int, verb: Verb, clause: Clause) -> Clause:
    """Return the clause of a verb that makes somebody act with whom its pronoun means: «دفعتهم إلى تفخيخ الطريق»."""
    unit = sentence.units[sentence.chunks[number].head]
    if (verb.light or {}).get("obj") != "actor" or not unit.enclitic or clause.get("obj"):
        return clause
    referent = sentence.referent(sentence.chunks[number].head, unit.enclitic)
    if referent is None:
        return clause
    made = clause.copy()
    made.add("obj", Filler(number, sentence.chunks[number].head, referent, pronoun=True))
    return made


def _held_responsible(sentence: Sentence, draft: Draft) -> None:
    """Aim «الحركة تعتبر مسؤولة عن» at the movement: the verb is passive, with what it is held for behind it."""
    if draft.rule != "verbs:itabara" or len(draft.targets) != 1 or not draft.actors:
        return
    if sentence.units[draft.targets[0].unit].norm.removeprefix("ال").startswith("مسءول"):
        draft.targets, draft.actors = draft.actors, []


def _accused_in_passive(sense: Sense, clause: Clause) -> Clause:
    """Return the clause of «اتهمت إسرائيل بشن هجوم» with the accused as object where it has no other."""
    if "obj" not in sense.frame or clause.get("obj") or not clause.get("bi") or not clause.get("subj"):
        return clause
    made = clause.copy()
    made.slots["obj"] = made.slots.pop("subj")
    return made


def _read_nouns(
    sentence: Sentence, number: int, drafts: list[Draft], lights: list[tuple[Verb, int, Clause]]
) -> None:
    chunk = sentence.chunks[number]
    for index in range(max(chunk.first, chunk.head), chunk.last):
        unit = sentence.units[index]
        if (
            unit.pos != NOUN
            or unit.actor is not None
            or unit.place is not None
            or not _may_tell(unit)
            or _in_place_name(sentence, number, index)
        ):
            continue
        if sentence.units[chunk.first].norm == "اي" and index == chunk.head:
            continue  # «أي هجوم»: none in particular
        draft = noun_draft(sentence, number, index)
        if draft is None:
            _read_light_noun(sentence, number, index, lights)
        else:
            drafts.append(draft)


def _may_tell(unit: Unit) -> bool:
    """Return whether a noun can name an act; most only name who and what."""
    for reading in unit.nouns:
        if reading.kind != "noun":
            return True
    return False


def _in_place_name(sentence: Sentence, number: int, index: int) -> bool:
    """Return whether a noun is part of a place's name: «حي التضامن», «مخيم النصر»."""
    chunk = sentence.chunks[number]
    head = sentence.units[chunk.head]
    if index <= chunk.head or head.generic is None or head.generic.kind != "settlement" or head.article:
        return False
    return sentence.units[index].article and sentence.filler(number).entity.is_place


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
        event = bool(genitive) and is_event(sentence.units[genitive[0].unit])
        for filler in genitive:
            clause.add("obj" if event and "obj" in (verb.light or {}) else "subj", filler)
        lights.append((verb, number, clause))
        return


def _is_light(verb: Verb) -> bool:
    """Return whether a verbal noun of the verb may carry an act: always of «شن», else where it tells none itself."""
    return verb.light is not None and (not verb.senses or verb.light.get("obj") == "event")
