"""Finds who does an act that a verb governs: «حاولت القوات اقتحام», «أعلن الجيش تدمير»."""

from __future__ import annotations

from tawatur.claims.chunks import AUX, NP, C, Chunk, P, R, S, V
from tawatur.claims.clauses import features_of, main_subject, verb_clause
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.roles import doer_of
from tawatur.claims.senses import CASUALTIES, HARMED, classes_of
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import Unit
from tawatur.lexicon.entries import Verb
from tawatur.lexicon.words import Reading


def one_sided(sentence: Sentence, draft: Draft) -> bool:
    """Return whether only the other party is named: «نفى الفصيل التوصل إلى اتفاق مع روسيا»."""
    symmetric = draft.sense.type in ("AGREE", "CONSULT") or draft.sense.mode == "clash"
    return (
        symmetric
        and draft.kind != "verb"
        and all(sentence.chunks[a.chunk].prep in ("maa", "did") for a in draft.actors)
    )


def governor(sentence: Sentence, draft: Draft, telling: set[int]) -> list[Filler] | None:
    """Return the subject of the verb that governs an act: speech, aspect, attempt, intention, or any other
    that is no claim itself («أطلقت القوات هجوما»). `telling` are the chunks of verbs that are.
    """
    if draft.sense.type not in (
        "ASSAULT",
        "TERRITORY",
        "RETREAT",
        "COERCE",
        "MOBILIZE",
        "AID",
        "CONCEDE",
        "AGREE",
        "CONSULT",
        "REQUEST",
    ):
        return None
    if draft.kind == "verb" and draft.targets and draft.what in HARMED:
        return None
    if _happens(sentence.units[sentence.chunks[draft.chunk].head]):
        return None  # «نفت وقوع هجوم»
    attempting = _attempting(sentence, draft)
    if attempting:
        return attempting
    if draft.kind == "masdar" and (
        sentence.chunks[draft.chunk].prep == "li" or _behind_purpose(sentence, draft)
    ):
        return _of_purpose(sentence, draft.chunk) or None
    for number in range(draft.chunk - 1, -1, -1):
        chunk = sentence.chunks[number]
        if chunk.kind == NP and _is_speaking_participle(sentence, chunk):
            return [f for f in main_subject(sentence, number, first=True) if _can_act(f, sentence)] or None
        if chunk.kind in (S, C) or (chunk.kind == AUX and _is_being(sentence, chunk)):
            return None
        if chunk.kind in (V, AUX):
            if draft.chunk not in sentence.right_of(number):
                if sentence.chunks[number - 1].kind == R or any(
                    c.kind == P for c in sentence.chunks[number : draft.chunk]
                ):
                    continue
                return None
            unit = sentence.units[chunk.head]
            told = _told_to(sentence, draft, number)
            if told:
                return told
            if _tells_harm(sentence, unit):
                return None  # «وجرح آخر بانفجار»
            if number in telling or not any(_controls(r) for r in unit.verbs) or _happens(unit):
                return None
            if any(_tells_other(r) for r in unit.verbs) and not _carried_by(sentence, draft, number):
                return None
            subjects = verb_clause(sentence, number, features_of(sentence, number), True, False).get("subj")
            says = all(_only_says(r) for r in unit.verbs)
            if says and draft.what in HARMED and sentence.chunks[draft.chunk].prep == "an":
                return None  # «كشفت النقابة عن مقتل»
            able = _RESPONSIBLE if says else _ABLE
            if any(isinstance(r.entry, Verb) and r.entry.factuality is not None for r in unit.verbs):
                able = _ABLE | {"fighter"}  # «حاول انتحاري تفجير نفسه», but not «لقي مسلحون مصرعهم في غارة»
            return [f for f in subjects if not able.isdisjoint(classes_of(f, sentence))] or None
    return None


def _of_purpose(sentence: Sentence, number: int) -> list[Filler]:
    """Return who does what an aim belongs to; who only tells of it has none: «أوضح الناطق أن الصاروخ أطلق لـ»."""
    subjects = [f for f in main_subject(sentence, number) if _can_act(f, sentence)]
    for earlier in range(number - 1, -1, -1):
        chunk = sentence.chunks[earlier]
        if chunk.kind == S and chunk.particle is not None and chunk.particle.relation == "content":
            return [f for f in subjects if f.chunk > earlier or f.pronoun]
    return subjects


# Verbs of giving whose object is who may do what stands behind «لـ»: «منح الجيش فرصة لاقتحام».
_GIVING = frozenset(("manaha", "aata", "ataha", "waffara"))
# Chunks between the one given a chance and what it is for.
_MAX_CHANCE = 4


def given_chance(sentence: Sentence, number: int) -> list[Filler]:
    """Return who is given the chance or time to do an act: «منح النظام وحلفاءه فرصة لاقتحام المدينة»."""
    for earlier in range(number - 1, max(-1, number - _MAX_CHANCE - 1), -1):
        chunk = sentence.chunks[earlier]
        if chunk.kind in (S, C, P):
            return []
        unit = sentence.units[chunk.head]
        if chunk.kind == V and any(getattr(r.entry, "id", "") in _GIVING for r in unit.verbs):
            clause = verb_clause(sentence, earlier, features_of(sentence, earlier), True, False)
            return [f for f in clause.get("obj") if _can_act(f, sentence)]
        gives = any(r.kind == "masdar" and getattr(r.entry, "id", "") in _GIVING for r in unit.nouns)
        if chunk.kind == NP and gives and chunk.last > chunk.head + 1:
            first = Filler(earlier, chunk.head + 1, sentence.entity(chunk.head + 1, chunk.last))
            joined = sentence.coordinated(earlier, range(earlier + 1, number))[1:]
            return [f for f in (first, *joined) if _can_act(f, sentence)]
    return []


def _tells_harm(sentence: Sentence, unit: Unit) -> bool:
    """Return whether a verb tells who came to harm; nobody does the act behind it but who is said to."""
    counted = sentence.describer.lexicon.counted
    ids = {r.entry.id for r in unit.verbs if isinstance(r.entry, Verb)}
    return bool(ids) and all(counted.get(id_) in CASUALTIES for id_ in ids)


def _behind_purpose(sentence: Sentence, draft: Draft) -> bool:
    """Return whether «بهدف» stands right before a verbal noun: «نقل السلاح بهدف ضرب المدينة»."""
    opener = sentence.chunks[draft.chunk - 1] if draft.chunk else None
    if opener is None or opener.kind != S or opener.particle is None:
        return False
    return opener.particle.relation == "purpose"


def _happens(unit: Unit) -> bool:
    """Return whether a word is «وقع», «تم», «وقوع», whose subject is the act itself."""
    frames = [
        r.entry.light for r in (*unit.verbs, *unit.nouns) if isinstance(r.entry, Verb) and r.entry.light
    ]
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
    return [f for f in doer_of(sentence, filler) if f.unit < draft.unit]


def _told_to(sentence: Sentence, draft: Draft, number: int) -> list[Filler]:
    """Return whom the verb at a chunk asks, lets or forces to do the act: «سمح للفصائل بانتهاك الهدنة»."""
    slot = sentence.chunks[draft.chunk].prep
    for reading in sentence.units[sentence.chunks[number].head].verbs:
        for sense in reading.entry.senses if isinstance(reading.entry, Verb) else ():
            if not slot or sense.frame.get(slot) not in ("content", "topic"):
                continue
            clause = verb_clause(sentence, number, reading.features, "obj" in sense.frame, False)
            asked = [
                f for s, role in sense.frame.items() if role == "target" and s != slot for f in clause.get(s)
            ]
            able = [f for f in asked if _can_act(f, sentence)]
            if able:
                return able
    return []


def _carried_by(sentence: Sentence, draft: Draft, number: int) -> bool:
    """Return whether an act is the bare object of a verb that means something else elsewhere, or its means:
    «أطلقت القوات هجوما», «ردت القوات بقصف وغارات».
    """
    first = draft.chunk
    while (
        first > number
        and sentence.chunks[first].kind == NP
        and sentence.chunks[first].joined
        and not sentence.chunks[first].prep
    ):
        first -= 1
    if sentence.chunks[first].prep == "bi":
        return True
    chunk = sentence.chunks[draft.chunk]
    unit = sentence.units[draft.unit]
    return (
        not chunk.prep
        and not chunk.joined
        and draft.unit == chunk.head
        and not unit.article
        and draft.chunk - number <= 5
    )


def _is_speaking_participle(sentence: Sentence, chunk: Chunk) -> bool:
    """Return whether a phrase is «مؤكدا», «معلنا», which governs a verbal noun as its verb would."""
    unit = sentence.units[chunk.head]
    if unit.article or chunk.prep:
        return False
    return any(
        r.kind == "active" and isinstance(r.entry, Verb) and r.entry.cue is not None and not r.entry.senses
        for r in unit.nouns
    )


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
    if isinstance(verb, Verb) and verb.light is not None:
        subject = verb.light.get("subj")
        if subject == "none" or (subject == "target" and verb.light.get("min") == "event"):
            return False  # «صد الجيش هجوما», «نجا الوزير من هجوم»
    return isinstance(verb, Verb) and (
        verb.factuality is not None
        or verb.light is not None
        or verb.cue is None
        or verb.cue.stance in ("says", "denies")
    )
