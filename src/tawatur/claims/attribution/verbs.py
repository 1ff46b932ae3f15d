"""Reads finite verbs as cues: speech, accusing and denying, refusing claims, demanding."""

from __future__ import annotations

from dataclasses import replace

from tawatur.claims.attribution.records import PERFORMED, UNNAMED, Teller
from tawatur.claims.attribution.scopes import quote_end, relative_end, turn_start
from tawatur.claims.attribution.sentence import Reading, is_passive, told
from tawatur.claims.attribution.speech import Speech, read_speech
from tawatur.claims.attribution.subjects import has_event, subject_before
from tawatur.claims.attribution.tellers import is_bare, tellers_from
from tawatur.claims.chunks import NP, QUOTES, C, P, R, S, V
from tawatur.claims.reach import COMMAS
from tawatur.claims.sentence import Sentence
from tawatur.lexicon.entries import Cue, Verb
from tawatur.model import Link, Stance

ACTS = frozenset(("accuses", "denies", "doubts"))
# Verbs of seeing that tell only where their subject's business is to document.
_DOCUMENTING = frozenset(("rasada", "sajjala", "shaahada"))
_DOCUMENTERS = frozenset(("monitor", "media", "body"))
# Words for claims that somebody else may refuse: cue phrases and verbs whose verbal noun it is.
_CLAIMED = frozenset(("mazaim", "ittiham"))
_CLAIMING = frozenset(("iddaa", "ittahama", "zaama"))
# How far behind «رفض» the claims that are refused may stand.
_MAX_REFUSED = 8


def read_verb(reading: Reading, number: int) -> None:
    """Read the verb at chunk `number` as a cue, where it is one."""
    sentence = reading.sentence
    for entry in sentence.units[sentence.chunks[number].head].verbs:
        verb = entry.entry
        if isinstance(verb, Verb) and verb.cue is not None and _read_cue(reading, number, verb, verb.cue):
            return
    if not _refused(reading, number):
        _directive(reading, number)


def _read_cue(reading: Reading, number: int, verb: Verb, cue: Cue) -> bool:
    sentence = reading.sentence
    left = subject_before(sentence, number, cue.stance, cue.addressee == "obj")
    speech = read_speech(sentence, number, cue, bool(left))
    acts = bool(verb.senses) and (cue.stance in ACTS or verb.senses[-1].type in PERFORMED)
    if acts and reading.acts is not None and sentence.chunks[number].head not in reading.acts:
        if cue.stance in ACTS:
            return False  # «يحمل حقيبة», no «حمّله المسؤولية»
        acts = False
    if speech.content < 0:
        return not verb.senses and not left and _postposed(reading, number, verb, speech)
    tellers = speech.tellers or left or reading.memory.remembered(sentence, speech.turned_down, cue.stance)
    if not _plausible(sentence, verb, speech, tellers, acts):
        return False
    links = _links(reading, number, cue, tellers, speech)
    if not links and not speech.outlet:
        return False
    reading.used.update(speech.used)
    _add(reading, number, verb, speech, links, acts)
    return True


def _plausible(sentence: Sentence, verb: Verb, speech: Speech, tellers: list[Teller], acts: bool) -> bool:
    """Return whether a verb that means other things too is one of speech here."""
    if verb.light is not None and not has_event(sentence, speech.content):
        return False
    if verb.id in _DOCUMENTING and not (tellers and tellers[0].cls in _DOCUMENTERS):
        return False
    return not (speech.quoted and verb.senses and not acts and not tellers)


def _links(reading: Reading, number: int, cue: Cue, tellers: list[Teller], speech: Speech) -> list[Link]:
    if tellers and _is_accused(reading.sentence, number, cue, speech):
        return [Link(None, UNNAMED, Stance.ACCUSES, "passive")]
    links: list[Link] = []
    if tellers:
        links = reading.memory.chain(tellers)
    elif not speech.outlet:
        links = reading.carried_on(number)
        if not links and is_passive(reading.sentence, number):
            return [Link(None, UNNAMED, Stance(cue.stance), "passive")]
    links += reading.memory.chain(speech.origins)
    stance = Stance(speech.stance or cue.stance)
    if links and links[-1].stance is not stance:
        links[-1] = replace(links[-1], stance=stance)
    return told(links, [*speech.media, *reading.media])


def _is_accused(sentence: Sentence, number: int, cue: Cue, speech: Speech) -> bool:
    """Return whether only one party stands by «اتهم … بـ», which is then the one accused."""
    if cue.stance != "accuses" or "bi" not in cue.takes or speech.accused:
        return False
    unit = sentence.units[sentence.chunks[number].head]
    return sentence.chunks[speech.content].prep == "bi" and not unit.enclitic


def _add(reading: Reading, number: int, verb: Verb, speech: Speech, links: list[Link], acts: bool) -> None:
    """Keep the attribution of a verb of speech over the words it tells."""
    sentence = reading.sentence
    chunk, content = sentence.chunks[number], sentence.chunks[speech.content].first
    turn = turn_start(sentence, number)
    nested = _nested(reading, number, turn)
    start = sentence.chunks[turn].first if turn > 0 else 0
    if nested or (turn < 0 and reading.top is not None):
        start = chunk.first
    elif reading.top is None and turn <= 0 and _main_before(sentence, number):
        start = _clause_start(sentence, number)
    if not nested and (reading.top is not None or turn > 0):
        reading.starts.append(start or chunk.first)
    end = len(sentence.units)
    if speech.quoted:
        end = quote_end(sentence, reading.quotations, content)
    elif number and sentence.chunks[number - 1].kind == R:
        end = relative_end(sentence, speech.content)
    scope = (content if acts or speech.quoted else start, end)
    possible = verb.factuality is not None and verb.factuality.modality == "possible"
    attribution = reading.add(
        number, links, scope, f"cues:{verb.id}", own=acts, top=not nested, possible=possible, speech=speech
    )
    if not nested:
        reading.top = attribution


def _nested(reading: Reading, number: int, turn: int) -> bool:
    """Return whether a cue stands in what another one says: «قال X إن Y أعلن»."""
    sentence, top = reading.sentence, reading.top
    if number and sentence.chunks[number - 1].kind == R:
        return True
    unit = sentence.chunks[number].head
    if top is None or unit >= top.last:
        return False
    if reading.in_speech(unit) and top.first <= unit:
        return True
    return turn < 0 and not _conceding(sentence, top.position)


def _conceding(sentence: Sentence, number: int) -> bool:
    """Return whether the cue at chunk `number` opens the sentence behind «بينما», «رغم أن»."""
    return 0 <= number <= 3 and any(
        c.kind == S and c.particle is not None and c.particle.relation in ("while", "concession")
        for c in sentence.chunks[max(0, number - 2) : number]
    )


def _main_before(sentence: Sentence, number: int) -> bool:
    """Return whether a main verb stands before the cue at chunk `number`."""
    chunks = sentence.chunks
    return any(c.kind == V and not (n and chunks[n - 1].kind == R) for n, c in enumerate(chunks[:number]))


def _clause_start(sentence: Sentence, number: int) -> int:
    """Return the unit where the clause of the cue at chunk `number` begins behind another main verb."""
    for before in range(number - 1, -1, -1):
        chunk = sentence.chunks[before]
        if chunk.kind in (V, S, C) or (chunk.kind == P and sentence.units[chunk.first].norm in COMMAS):
            return sentence.chunks[before + 1].first
    return 0


def _postposed(reading: Reading, number: int, verb: Verb, speech: Speech) -> bool:
    """Read a cue behind what it tells: «…»، قال المرصد."""
    sentence = reading.sentence
    if number == 0 or not speech.tellers:
        return False
    before, chunk = sentence.chunks[number - 1], sentence.chunks[number]
    sign = sentence.units[before.first].norm
    if before.kind != P or chunk.joined or not (sign in QUOTES or (sign in COMMAS and number > 2)):
        return False
    links = told(reading.memory.chain(speech.tellers), speech.media)
    reading.add(number, links, (reading.segment_start(chunk.first), chunk.first), f"cues:{verb.id}")
    return True


def _refused(reading: Reading, number: int) -> bool:
    """Read «رفضت الوزارة ادعاءات بـ»: to refuse a claim is to deny it."""
    sentence = reading.sentence
    entries = [r.entry for r in sentence.units[sentence.chunks[number].head].verbs]
    verb = next((e for e in entries if isinstance(e, Verb) and e.senses), None)
    if verb is None or verb.senses[-1].type != "REJECT":
        return False
    end = min(len(sentence.chunks), number + _MAX_REFUSED)
    claimed = next((n for n in range(number + 1, end) if _is_claim(sentence, n)), -1)
    if claimed < 0:
        return False
    tellers = subject_before(sentence, number, "denies")
    if not tellers and is_bare(sentence.chunks[number + 1]):
        tellers = tellers_from(sentence, number + 1, "denies", claimed)
    if not tellers:
        return False
    scope = (sentence.chunks[claimed].first, relative_end(sentence, claimed))
    reading.add(number, reading.memory.chain(tellers), scope, f"verbs:{verb.id}", own=True, top=False)
    reading.used.add(claimed)
    return True


def _is_claim(sentence: Sentence, number: int) -> bool:
    """Return whether a chunk is a word for what others claim: «ادعاءات», «مزاعم», «اتهامات»."""
    chunk = sentence.chunks[number]
    unit = sentence.units[chunk.head]
    if chunk.kind == C:
        return unit.cue is not None and unit.cue[0].id in _CLAIMED
    return chunk.kind == NP and any(
        r.kind == "masdar" and getattr(r.entry, "id", "") in _CLAIMING for r in unit.nouns
    )


def _directive(reading: Reading, number: int) -> None:
    """Read a verb of demanding, threatening, accusing that has no content of its own to attribute.

    Joined to somebody's speech it ends what he told («قال … ودعا إلى»); first in a
    sentence its subject is the speaker that the next one may go on with.
    """
    sentence = reading.sentence
    chunk = sentence.chunks[number]
    if not _performs(sentence, number):
        return
    if reading.top is not None:
        if chunk.joined and not reading.in_speech(chunk.head):
            reading.relay(number)
    elif not reading.found and not (number and sentence.chunks[number - 1].kind == R):
        tellers = reading.subject(number)
        if tellers:
            reading.memory.keep(reading.memory.chain(tellers))


def _performs(sentence: Sentence, number: int) -> bool:
    unit = sentence.units[sentence.chunks[number].head]
    for entry in unit.verbs[:1]:
        verb = entry.entry
        if isinstance(verb, Verb) and verb.senses and entry.features.person == 3:
            return verb.senses[-1].type in PERFORMED
    return False
