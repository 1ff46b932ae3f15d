"""Reads participles and verbal nouns of speech as cues: «مؤكدا أن», «إعلان الجيش مقتل», «اتهامات بـ»."""

from __future__ import annotations

from dataclasses import replace

from tawatur.claims.attribution.records import PERFORMED, UNNAMED, Teller
from tawatur.claims.attribution.scopes import follows_sign, local_end, quote_end
from tawatur.claims.attribution.sentence import Reading, told
from tawatur.claims.attribution.speech import read_speech
from tawatur.claims.attribution.subjects import spoken
from tawatur.claims.attribution.tellers import read_teller
from tawatur.claims.attribution.verbs import ACTS
from tawatur.claims.chunks import Chunk, S, V
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import Cue, Verb
from tawatur.model import Link, Span, Stance

# Verbs that say again what their object, a verbal noun of speech, says: «جدد التأكيد على».
_REPEATING = frozenset(("jaddada", "karrara", "aada"))


def read_noun(reading: Reading, number: int) -> None:
    """Read the phrase at chunk `number` as a cue, where its head is a participle or verbal noun of speech."""
    sentence = reading.sentence
    chunk = sentence.chunks[number]
    unit = sentence.units[chunk.head]
    if unit.pos != NOUN:
        return
    for entry in unit.nouns:
        verb = entry.entry
        if not isinstance(verb, Verb):
            continue
        if entry.kind == "active" and not unit.article and not chunk.prep and not chunk.relation:
            if verb.cue is not None and _participle(reading, number, verb, verb.cue):
                return
            if reading.top is not None and _performing(sentence, number, verb, unit):
                reading.relay(number)
                return
        elif (
            entry.kind == "masdar" and verb.cue is not None and _verbal_noun(reading, number, verb, verb.cue)
        ):
            return


def _performing(sentence: Sentence, number: int, verb: Verb, unit: Unit) -> bool:
    """Return whether a participle tells of an act done by speaking: «، داعيا إلى», «، محذرا من»."""
    if not verb.senses or verb.senses[-1].type not in PERFORMED or unit.nouns[0].kind != "active":
        return False
    return _adverbial(unit.norm) and follows_sign(sentence, number)


def _participle(reading: Reading, number: int, verb: Verb, cue: Cue) -> bool:
    """Read «مؤكدا أن», «مشيرا إلى», «متهما»: the sentence's speaker goes on."""
    sentence = reading.sentence
    chunk = sentence.chunks[number]
    if number > 0 and not _adverbial(sentence.units[chunk.head].norm):
        return False
    speech = read_speech(sentence, number, cue, True)
    links = reading.carried_on(number) if speech.content >= 0 else []
    if not links:
        return False
    acts = cue.stance in ACTS and bool(verb.senses)
    links = told([*links[:-1], replace(links[-1], stance=Stance(cue.stance))], speech.media)
    start, end = chunk.first, len(sentence.units)
    if speech.quoted:
        start = sentence.chunks[speech.content].first
        end = quote_end(sentence, reading.quotations, start)
    if not reading.in_speech(chunk.head):
        reading.starts.append(chunk.first)
    attribution = reading.add(number, links, (start, end), f"cues:{verb.id}", own=acts)
    if not acts or reading.top is None:
        reading.top = attribution
    return True


def _adverbial(norm: str) -> bool:
    """Return whether a participle is in the form of a circumstance: «مؤكدا», «مشيرة», «متهمين»."""
    return norm.endswith(("ا", "ه", "ين", "ات"))


def _verbal_noun(reading: Reading, number: int, verb: Verb, cue: Cue) -> bool:
    """Read «إعلان مصادر مقتل», «اتهامات بالتورط في»; «قوله إن» belongs to the verb before it."""
    sentence = reading.sentence
    chunk = sentence.chunks[number]
    if spoken(sentence.units[chunk.head]) and cue.stance not in ACTS:
        return False
    if reading.is_own_act(chunk.head):
        return False
    content = read_speech(sentence, number, cue, True).content
    if content < 0 or any(c.kind in (V, S) for c in sentence.chunks[number + 1 : content]):
        return False
    links = _authors(reading, number, cue)
    if not links:
        return False
    scope = (sentence.chunks[content].first, local_end(sentence, content, len(sentence.units)))
    reading.add(number, links, scope, f"cues:{verb.id}", own=cue.stance in ACTS, top=False)
    return True


def _authors(reading: Reading, number: int, cue: Cue) -> list[Link]:
    """Return who announces or accuses; nobody named accuses as an unnamed source."""
    sentence = reading.sentence
    chunk = sentence.chunks[number]
    author = _genitive(sentence, number, chunk, cue.stance)
    if author is not None:
        return reading.memory.chain([author])
    if cue.stance == "accuses":
        unit = sentence.units[chunk.head]
        return [Link(Span(unit.start, unit.end), UNNAMED, Stance.ACCUSES, "noun")]
    return _repeated(reading, number)


def _genitive(sentence: Sentence, number: int, chunk: Chunk, stance: str) -> Teller | None:
    """Return who announces in «إعلان الجيش …», «اتهامات من الجيش»: the rest of the phrase, as a teller."""
    head = chunk.head
    if head + 1 < chunk.last:
        entity = sentence.entity(head + 1, chunk.last)
        if entity.is_actor and entity.id:
            link = Link(Span(entity.start, entity.end), entity.id, Stance(stance), "genitive", entity.framing)
            return Teller(link, entity.cls, chunk=number)
    behind = number + 1
    if behind < len(sentence.chunks) and sentence.chunks[behind].prep == "min":
        return read_teller(sentence, behind, stance)
    return None


def _repeated(reading: Reading, number: int) -> list[Link]:
    """Return the subject of «جدد التأكيد على»."""
    sentence = reading.sentence
    verb = next((n for n in range(number - 1, -1, -1) if sentence.chunks[n].kind == V), -1)
    if verb < 0:
        return []
    entries = sentence.units[sentence.chunks[verb].head].verbs
    if not any(getattr(r.entry, "id", "") in _REPEATING for r in entries):
        return []
    return reading.main_subject(number)
