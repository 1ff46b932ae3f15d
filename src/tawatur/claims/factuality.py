"""Modality and polarity: which claims of a sentence are told as done, planned, possible or not done.

Every word that bears on it (a particle, a verb that embeds an act, a noun or adjective of
planning or doubt, a phrase of doubt) governs some triggers; the first that finds a trigger
still told as done sets its modality. Codebook section 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tawatur.claims.chunks import AUX, NP, P, QUOTES, R, S, C, V, Chunk
from tawatur.claims.clauses import COMMAS, Sentence
from tawatur.claims.drafts import Draft
from tawatur.claims.units import NOUN, PARTICLE, Unit
from tawatur.lexicon.entries import Nominal, Particle, Verb
from tawatur.model import Evidence, Modality, Span

# Chunks that may stand between a governing word and the act it governs («حاول … مساء الأحد أن يقتحم»).
MAX_REACH = 9
# The rule of acts that are only what another act is for; a time of that other act does not date them.
PURPOSE = "purpose"

# Types that tell of something done on purpose, so that «لـ» before their verbal noun gives an aim.
_DELIBERATE = frozenset(
    "ASSAULT TERRITORY RETREAT AID CONSULT COERCE MOBILIZE REQUEST CONCEDE AGREE SUPPORT COOPERATE".split()
)
# An attempt at these that fails has not happened; of other acts the attempt itself is told.
_REACHED = frozenset(("AGREE", "CONSULT", "CONCEDE"))
_FAILING = frozenset(("fashila", "akhfaqa", "ajaza", "taaththara_light"))
# Verbs that tell of an end: denied, what they tell of goes on («لم تتوقف الهجمات»).
_ENDING = frozenset(("tawaqqafa", "intaha", "inqataa", "hadaa", "kaffa", "ghaba", "khalat", "khala"))


class _Effect:
    """What a governing word does to the acts it governs, and the words to show for it."""

    __slots__ = ("modality", "polarity", "rule", "span")

    def __init__(self, rule: str, unit: Unit, modality: Modality | None = None, polarity: str = "") -> None:
        self.rule, self.modality, self.polarity = rule, modality, polarity
        self.span = Span(unit.start, max(unit.end, unit.start + 1))

    def apply(self, draft: Draft) -> None:
        if self.modality is not None and draft.modality is Modality.ACTUAL:
            draft.modality = self.modality
            draft.evidence.append(Evidence("modality", self.rule, self.span))
        if self.polarity and draft.polarity == "+":
            draft.polarity = self.polarity
            draft.evidence.append(Evidence("polarity", self.rule, self.span))


def apply_factuality(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Set modality and polarity of all drafts of a sentence, with the evidence for what is not plain fact."""
    if not drafts:
        return
    reading = _Governors(sentence, drafts)
    for draft in drafts:
        reading.own_particles(draft)
        reading.adjectives(draft)
    # From the right, so that of two governing words the nearer one speaks first.
    for number in range(len(sentence.chunks) - 1, -1, -1):
        chunk = sentence.chunks[number]
        if chunk.kind in (V, AUX):
            reading.verb(number)
        elif chunk.kind == NP:
            reading.noun(number)
        elif chunk.kind == S:
            reading.subordinator(number)
        elif chunk.kind == C:
            reading.doubt(number)
    for draft in drafts:
        reading.purpose(draft)
        if draft.modality is Modality.INTENDED:  # «محاولة اغتيال وزير»: nobody has been harmed
            draft.numbers = [n for n in draft.numbers if n.rule != "single victim"]


class _Governors:
    """One sentence's triggers by where they stand, and what governs them."""

    def __init__(self, sentence: Sentence, drafts: Sequence[Draft]) -> None:
        self.sentence, self.chunks, self.units = sentence, sentence.chunks, sentence.units
        self.hedges = sentence.describer.lexicon.hedges
        self.by_chunk: dict[int, list[Draft]] = {}
        for draft in drafts:
            places = {draft.chunk, *(p.chunk for p in draft.parts if p.kind == "verb")}
            for place in places:
                self.by_chunk.setdefault(place, []).append(draft)

    # -- on the trigger itself ---------------------------------------------------

    def own_particles(self, draft: Draft) -> None:
        """Read the particles before the trigger's phrase, and before a verb merged into it."""
        trigger = self.units[draft.unit]
        if draft.sense.mode == "hold" and trigger.norm.startswith("خارج"):
            _Effect("outside", trigger, None, "-").apply(draft)  # «خارج سيطرة الحكومة»
        for part in (draft, *draft.parts):
            chunk = self.chunks[part.chunk]
            if part is draft or part.kind == "verb" and part.sense.type == draft.sense.type:
                for effect in self._particles(chunk):
                    if not (effect.rule == "future" and draft.sense.type == "THREATEN"):  # «سنرد بقوة» is the threat
                        effect.apply(draft)
                if chunk.kind == V:
                    for effect in self._auxiliary(part.chunk):
                        effect.apply(draft)

    def _particles(self, chunk: Chunk) -> Iterator[_Effect]:
        """Yield what the particles before a phrase or verb say of it."""
        negated = chunk.negated or chunk.kind == NP and self._without(chunk)
        if not (negated or chunk.future or chunk.possible):
            return
        unit = self.units[chunk.first]
        if chunk.future:
            yield _Effect("future", unit, Modality.INTENDED)
        if chunk.possible:
            for other in self.units[chunk.first : chunk.head]:
                if other.particle is not None and other.particle.kind == "possibility":
                    effect = self._possibility(other, other.particle, chunk)
                    if effect is not None:
                        yield effect
        if negated and not self._only(chunk):
            yield _Effect("negation", unit, None, "-")

    def _without(self, chunk: Chunk) -> bool:
        """Return whether «دون», «من دون», «بلا» stands before a noun phrase, whatever else the word can be."""
        return any(
            p.kind == "negation" and p.relation == "nominal"
            for unit in self.units[chunk.first : chunk.head]
            if unit.pos == PARTICLE
            for p in unit.particles
        )

    def _auxiliary(self, number: int) -> Iterator[_Effect]:
        """Yield what stands on the auxiliary of a verb: «لن يكون … نفذ», «ربما يكون قد نفذ»."""
        for before in range(number - 1, max(-1, number - 4), -1):
            chunk = self.chunks[before]
            if chunk.kind == AUX:
                yield from self._particles(chunk)
            if chunk.kind != NP or chunk.prep:
                return

    def _possibility(self, unit: Unit, particle: Particle, chunk: Chunk) -> _Effect | None:
        if particle.relation == "imperfect" and not self._imperfect(chunk):
            return None
        if particle.relation == "future":
            return _Effect("expected", unit, Modality.INTENDED)
        polarity = "-" if particle.relation == "negation" else ""
        return _Effect("possibility", unit, Modality.POSSIBLE, polarity)

    def _imperfect(self, chunk: Chunk) -> bool:
        """Return whether «قد» before a chunk is "may": its verb has no perfect reading."""
        unit = self.units[chunk.head]
        if chunk.kind == AUX or not unit.verbs:
            return chunk.kind in (V, AUX) and unit.norm.lstrip("وف")[:1] in "يتنا"
        return all(r.features.aspect != "perfect" for r in unit.verbs)

    def _only(self, chunk: Chunk) -> bool:
        """Return whether a negation is «لا … فقط»: more than that is so."""
        return any(u.norm in ("فقط", "فحسب", "سوي", "الا") for u in self.units[chunk.last : chunk.last + 3])

    def adjectives(self, draft: Draft) -> None:
        """Read «هجوم محتمل», «الضربة المتوقعة», «هجوم منسق على ما يبدو»."""
        if draft.kind == "verb":
            return
        trigger, last = self.units[draft.unit], self.chunks[draft.chunk].last
        for unit in self.units[draft.unit + 1 : last + 1]:
            if unit.pos not in (NOUN, PARTICLE) or unit.pro:
                return
            side, effect = self.hedges.get(_bare(unit), ("", ""))
            if side == "behind" and (unit.article == trigger.article or trigger.enclitic):
                _Effect(f"factuality:{effect}", unit, Modality(effect)).apply(draft)
                return
            if unit.place is not None or unit.actor is not None or any(r.kind == "noun" for r in unit.nouns):
                return

    # -- verbs that embed an act ---------------------------------------------------

    def verb(self, number: int) -> None:
        """Read what a verb does to acts it carries or embeds: «حاول», «لم تسفر عن», «ستنفذ غارات»."""
        chunk = self.chunks[number]
        unit = self.units[chunk.head]
        if number in self.by_chunk and any(d.kind == "verb" and d.chunk == number for d in self.by_chunk[number]):
            self._later_acts(number)
            return
        verb = unit.verbs[0].entry if unit.verbs else None
        if isinstance(verb, Verb) and verb.factuality is not None and not chunk.negated:
            self._embed(number, verb)
            return
        side, hedge = self.hedges.get(_bare(unit), ("", ""))
        if side == "before":
            for draft in self._behind(number, unit):
                _Effect(f"factuality:{hedge}", unit, Modality(hedge)).apply(draft)
            return
        light = next((r.entry for r in unit.verbs if isinstance(r.entry, Verb) and r.entry.light is not None), None)
        if light is not None and light.light is not None:
            self._carried(number, light, light.light)
        elif chunk.negated and chunk.kind == V:
            for draft, _ in self._arguments(number):  # «لم ترد أنباء عن إصابات»
                if draft.sense.type == "HARM":
                    for effect in self._particles(chunk):
                        effect.apply(draft)
        elif chunk.future or chunk.possible or chunk.kind == AUX:
            self._carried(number, None, {"obj": "event", "subj": "event"})
        self._later_acts(number)

    def _embed(self, number: int, verb: Verb) -> None:
        assert verb.factuality is not None
        unit = self.units[self.chunks[number].head]
        before = verb.light is not None and verb.light.get("subj") == "event"
        found = [*self._behind(number, unit), *(self._subject_acts(number) if before else ())]
        if found and len({id(r.entry) for r in unit.verbs}) > 1 and not self._in_slot(found[0], verb):
            return  # «يعد» counts rather than prepares, unless «لـ» follows
        for draft in found:
            self._effect_of(verb, unit, draft).apply(draft)

    def _in_slot(self, draft: Draft, verb: Verb) -> bool:
        """Return whether an act stands where the verb's frame has one; a clause behind «أن» stands anywhere."""
        chunk = self.chunks[draft.chunk]
        if chunk.kind != NP or verb.light is None:
            return True
        return verb.light.get(chunk.prep or "obj") in ("event", "result", "content")

    def _effect_of(self, verb: Verb, unit: Unit, draft: Draft) -> _Effect:
        assert verb.factuality is not None
        rule = f"verbs:{verb.id}"
        if verb.id in _FAILING and draft.sense.type in _REACHED:
            return _Effect(rule, unit, None, "-")
        if verb.factuality.polarity == "-":
            # What is avoided or averted could have been.
            return _Effect(rule, unit, Modality.POSSIBLE)
        return _Effect(rule, unit, Modality(verb.factuality.modality))

    def _carried(self, number: int, light: Verb | None, roles: Mapping[str, str]) -> None:
        effects = [*self._particles(self.chunks[number]), *self._auxiliary(number)]
        if not effects:
            return
        happens = not any(role in ("event", "result") for slot, role in roles.items() if slot != "subj")
        for draft, slot in self._arguments(number):
            role = roles.get(slot, "")
            if role not in ("event", "result"):
                continue
            for effect in effects:
                denied = effect.polarity == "-" and effect.modality is None
                if denied and slot == "subj" and (not happens or light is not None and light.id in _ENDING):
                    continue  # «لم تسفر الغارات عن إصابات» denies the harm, not the raids
                if denied and light is not None and light.id in _ENDING:
                    continue
                effect.apply(draft)

    def _arguments(self, number: int) -> Iterator[tuple[Draft, str]]:
        """Yield the acts among a verb's complements with the slot each stands in."""
        bare = 0
        for draft in self._subject_acts(number):
            bare = 1
            yield draft, "subj"
        for later in self.sentence.right_of(number)[:MAX_REACH]:
            chunk = self.chunks[later]
            if chunk.kind != NP:
                continue
            slot = chunk.prep
            if not slot and not chunk.relation:
                slot = "obj" if bare else "subj"
                bare += 1
            for draft in self.by_chunk.get(later, ()):
                if draft.kind != "verb":
                    yield draft, slot
                    if slot == "subj" and bare == 1:
                        yield draft, "obj"

    def _subject_acts(self, number: int) -> list[Draft]:
        """Return the act that a phrase right before the verb names: «الهجوم سيبدأ», «غارات لم تسفر»."""
        for before in range(number - 1, max(-1, number - 5), -1):
            chunk = self.chunks[before]
            if chunk.kind in (V, S, C) or chunk.kind == P and self.units[chunk.first].norm not in COMMAS:
                break
            found = [d for d in self.by_chunk.get(before, ()) if d.kind != "verb"]
            if found and not chunk.prep:
                return found
        return []

    def _later_acts(self, number: int) -> None:
        """After what is still to come nothing has happened yet: «سيغادرون بعد تسليم أسلحتهم»."""
        chunk = self.chunks[number]
        if not chunk.future:
            return
        effect = _Effect("future", self.units[chunk.first], Modality.INTENDED)
        for later in self.sentence.right_of(number)[:MAX_REACH]:
            if self.chunks[later].relation in ("after", "before", "while", "until"):
                for draft in self.by_chunk.get(later, ()):
                    if draft.kind == "masdar" and not self.units[draft.unit].article:
                        effect.apply(draft)

    # -- nouns and adjectives ------------------------------------------------------

    def noun(self, number: int) -> None:
        """Read nouns that govern an act: «محاولة اقتحام», «خطة ل», «خطر وقوع هجوم», «فشل المليشيا في»."""
        chunk = self.chunks[number]
        if chunk.possible and number not in self.by_chunk:
            for effect in self._particles(chunk):
                for draft in self._behind(number, self.units[chunk.head]) or self._before(number):
                    effect.apply(draft)
        for index in range(chunk.head, chunk.last):
            unit = self.units[index]
            if unit.pos not in (NOUN, PARTICLE) or unit.actor is not None or unit.place is not None:
                continue
            side, effect = self.hedges.get(_bare(unit), ("", ""))
            verb = next(
                (
                    r.entry
                    for r in unit.nouns
                    if (r.kind == "masdar" or r.kind == "active" and index == chunk.head)
                    and isinstance(r.entry, Verb)
                    and r.entry.factuality is not None
                ),
                None,
            )
            if verb is not None and side != "behind":
                for draft in self._behind(number, unit, index):
                    self._effect_of(verb, unit, draft).apply(draft)
                return
            if side == "before":
                for draft in self._behind(number, unit, index):
                    _Effect(f"factuality:{effect}", unit, Modality(effect)).apply(draft)
                return

    # -- particles and phrases -------------------------------------------------------

    def subordinator(self, number: int) -> None:
        """Read «بهدف», «من أجل», «خشية أن»; «إذا», «في حال», «لو»."""
        chunk = self.chunks[number]
        particle, unit = chunk.particle, self.units[chunk.head]
        if particle is None or unit.norm.lstrip("وف") in ("ان", "حتي", "ا", "ما", "عما", "فيما"):
            return  # «حتى», and «ما إذا», which asks whether what is told is so
        if particle.relation in ("purpose", "avoidance"):
            modality = Modality.INTENDED if particle.relation == "purpose" else Modality.POSSIBLE
            effect = _Effect(PURPOSE, unit, modality)
        elif particle.kind == "condition":
            effect = _Effect("condition", unit, Modality.POSSIBLE)
        elif particle.relation == "negation":
            effect = _Effect("negation", unit, None, "-")  # «دون أن تقع إصابات»
        else:
            return
        for draft in self._behind(number, unit):
            effect.apply(draft)

    def doubt(self, number: int) -> None:
        """Read phrases of doubt: «يعتقد أن», «ما يشتبه بأنه» before an act, «على ما يبدو» beside one."""
        unit = self.units[self.chunks[number].head]
        if unit.cue is None or unit.cue[0].modality != "possible":
            return
        effect = _Effect(f"cues:{unit.cue[0].id}", unit, Modality.POSSIBLE)
        found = self._behind(number, unit)
        follows = self.chunks[number + 1].kind if number + 1 < len(self.chunks) else P
        if unit.cue[0].id in _BESIDE and follows != S and (not found or self._closes(number)):
            found = self._before(number)
        for draft in found:
            effect.apply(draft)

    def _closes(self, number: int) -> bool:
        """Return whether nothing more of the clause stands behind a phrase: «… فيما يبدو.»."""
        behind = self.chunks[number + 1] if number + 1 < len(self.chunks) else None
        return behind is None or behind.kind == P

    def _before(self, number: int) -> list[Draft]:
        for before in range(number - 1, max(-1, number - MAX_REACH), -1):
            found = self.by_chunk.get(before)
            if found:
                return found
            if self.chunks[before].kind in (S, C):
                break
        return []

    def purpose(self, draft: Draft) -> None:
        """Read «لـ» before a verbal noun as its aim: «هجوما لتحرير المدينة», «تقدم للسيطرة على»."""
        chunk = self.chunks[draft.chunk]
        unit = self.units[draft.unit]
        if draft.kind not in ("masdar", "nominal") or draft.sense.type not in _DELIBERATE or draft.modality is not Modality.ACTUAL:
            return
        if draft.sense.mode == "hold" or draft.what in ("killed", "injured"):
            return
        if any(all(r.kind != "masdar" for r in u.nouns) for u in self.units[chunk.head : max(draft.unit, chunk.head + 1)]):
            return
        if chunk.prep == "li" and self._aims(draft.chunk):
            _Effect(PURPOSE, unit, Modality.INTENDED).apply(draft)
        elif chunk.joined and chunk.prep in ("", "li"):
            first = self._joined_to(draft.chunk)
            if first is not None and any(e.rule == PURPOSE for e in first.evidence):
                _Effect(PURPOSE, unit, Modality.INTENDED).apply(draft)

    def _joined_to(self, number: int) -> Draft | None:
        """Return the act that a verbal noun is joined to: «لاقتحام التحصينات والسيطرة عليها»."""
        for before in range(number - 1, max(-1, number - 5), -1):
            if self.chunks[before].kind != NP:
                return None
            found = [d for d in self.by_chunk.get(before, ()) if d.kind == "masdar"]
            if found:
                return found[0]
        return None

    def _aims(self, number: int) -> bool:
        """Return whether «لـ» at a chunk gives an aim: no verb or noun before it takes it as its complement."""
        for before in range(number - 1, max(-1, number - MAX_REACH), -1):
            chunk = self.chunks[before]
            if chunk.kind == V:
                return not _takes_li(self.units[chunk.head].verbs)
            if chunk.kind == NP and before == number - 1 and self._marks_object(chunk):
                return False
            if chunk.kind == NP:
                units = self.units[chunk.head : chunk.last]
                if any(_takes_li(u.nouns) for u in units) or units and before == number - 1 and self.hedges.get(_bare(units[-1]), ("", ""))[0] == "li":
                    return False
                if any(isinstance(r.entry, Nominal | Verb) for u in units for r in u.nouns if r.kind in ("masdar", "nominal")):
                    return True
            elif chunk.kind in (S, R, C) or chunk.kind == P and self.units[chunk.first].norm not in COMMAS:
                return False
        return False

    def _marks_object(self, chunk: Chunk) -> bool:
        """Return whether «لـ» behind a verbal noun and its subject marks the object: «استعادة الجيش للسيطرة»."""
        if not any(u.actor is not None or u.head is not None for u in self.units[chunk.head + 1 : chunk.last]):
            return False
        verbs = [r.entry for r in self.units[chunk.head].nouns if r.kind == "masdar"]
        return any(isinstance(v, Verb) and ("obj" in (v.light or {}) or any("obj" in s.frame for s in v.senses)) for v in verbs)

    # -- reach -------------------------------------------------------------------

    def _behind(self, number: int, unit: Unit, index: int = -1) -> list[Draft]:
        """Return the acts that a word in chunk `number` governs behind it: the first one and those joined to it."""
        index = index if index >= 0 else self.chunks[number].head
        found = [d for d in self.by_chunk.get(number, ()) if d.unit > index and d.kind != "verb"][:1]
        verb_seen = other = False
        needs_that = self.chunks[number].kind == NP  # a noun governs a verb only through «أن»
        for later in range(number + 1, min(len(self.chunks), number + MAX_REACH)):
            chunk = self.chunks[later]
            if chunk.kind == V:
                if verb_seen or found or chunk.joined or needs_that or not self._carries(later):
                    break
                verb_seen = True
            elif chunk.kind == AUX and chunk.joined:
                break
            elif chunk.kind == S:
                needs_that = False
            elif chunk.kind == P:
                sign = self.units[chunk.first].norm
                if sign not in QUOTES and (found or sign not in COMMAS) or sign in COMMAS and later > number + 3:
                    break
            if chunk.kind in (R, C) or chunk.kind == S and (found or not _content(chunk)):
                break
            if chunk.relation in _ASIDE:
                break
            here = [d for d in self.by_chunk.get(later, ()) if d.chunk == later and d.kind not in ("active", "passive")]
            if not here:
                other = other or chunk.kind == NP and not found and self._other_content(chunk)
                continue
            if other and not (chunk.joined or chunk.prep in ("bi", "li")):
                break  # «يسعى لحسم المعركة مع وصول التعزيزات»
            if not found or chunk.joined and chunk.kind == NP and chunk.prep in ("", self.chunks[found[-1].chunk].prep):
                found += here[:1]
            elif chunk.prep in ("fi", "bi") and here[0].sense.type == found[0].sense.type:
                found += here[:1]
            else:
                break
        return found


    def _other_content(self, chunk: Chunk) -> bool:
        """Return whether a phrase is a verbal noun that is no claim and carries none: «يحاول دخول المبنى»."""
        unit = self.units[chunk.head]
        if unit.pos != NOUN or unit.actor is not None or not unit.nouns or unit.nouns[0].kind != "masdar":
            return False
        verbs = [r.entry for r in unit.nouns if isinstance(r.entry, Verb)]
        return all(r.kind != "noun" for r in unit.nouns) and all(v.light is None and v.factuality is None for v in verbs)

    def _carries(self, number: int) -> bool:
        """Return whether a verb is an act itself or carries one, so that what governs it governs the act."""
        if number in self.by_chunk:
            return True
        return any(isinstance(r.entry, Verb) and r.entry.light is not None for r in self.units[self.chunks[number].head].verbs)


# Relations of phrases that stand beside what is planned, not within it: «محاولة لإخضاع الفصائل بعد رفضها».
_ASIDE = frozenset(("after", "before", "cause", "while", "since"))
# Phrases of doubt that may stand beside what is doubted.
_BESIDE = frozenset(("ala_ma_yabdu",))
# Types behind which «لـ» gives the reason: «اعتقلته لتحريضه», «أدانت الحركة لإطلاقها».
_WITH_REASON = frozenset(("ACCUSE", "SANCTION", "SUPPORT"))


def _takes_li(readings: Sequence[object]) -> bool:
    """Return whether a verb or verbal noun has a complement with «لـ» of its own («تعرض لقصف»)."""
    for reading in readings:
        entry = getattr(reading, "entry", None)
        if isinstance(entry, Verb):
            if any(s.type in _WITH_REASON for s in entry.senses):
                return True
            frames = [s.frame for s in entry.senses] + ([entry.light] if entry.light else [])
            if any("li" in frame for frame in frames):
                return True
        elif isinstance(entry, Nominal) and entry.sense.frame.get("li") in ("content", "event"):
            return True
    return False


def _content(chunk: Chunk) -> bool:
    return chunk.particle is not None and chunk.particle.relation in ("content", "purpose")


def _bare(unit: Unit) -> str:
    """Return a unit's word without article, conjunction and preposition, an enclitic kept where it is listed so."""
    bare = unit.norm
    for letter, sign in (("w", "و"), ("f", "ف")):
        if unit.pro[:1] == letter and bare.startswith(sign):
            bare = bare[1:]
    if unit.preposition:
        bare = bare[1:]
    if unit.article:
        bare = bare.removeprefix("ال").removeprefix("ل")
    bare = bare.removeprefix("ال")
    if unit.enclitic and bare.endswith(unit.enclitic) and bare not in ("شانه", "شانها"):
        stem = bare.removesuffix(unit.enclitic)
        bare = bare if bare.startswith(("هدف", "غايت")) else stem[:-1] + "ه" if stem.endswith("ت") else stem
    return bare
