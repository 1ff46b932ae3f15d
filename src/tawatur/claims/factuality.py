"""Modality and polarity: which claims of a sentence are told as done, planned, possible or not done.

Every word that bears on it (a particle, a verb that embeds an act, a noun or adjective of
planning or doubt, a phrase of doubt) governs some acts; the first to find an act still told
as done sets its modality. Codebook section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tawatur.claims.chunks import AUX, NP, Chunk, P, R, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.governed import MAX_BACK, MAX_REACH, Acts, hedge_of
from tawatur.claims.purposes import PURPOSE, is_purpose
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, PARTICLE, Unit
from tawatur.lexicon.entries import Particle, Verb
from tawatur.model import Evidence, Modality, Span

# An attempt at these that fails has not happened; of other acts the attempt itself is told.
_REACHED = frozenset(("AGREE", "CONSULT", "CONCEDE"))
_ATTEMPT = ("محاوله ", "محاولات ")  # «محاولة اغتيال»
_FAILING = frozenset(("fashila", "akhfaqa", "ajaza", "taaththara_light"))
# Verbs that tell of an end: denied, what they tell of goes on («لم تتوقف الهجمات»).
_ENDING = frozenset(("tawaqqafa", "intaha", "inqataa", "hadaaa", "ghaba", "khala"))
# Phrases of doubt that may stand beside what is doubted: «… على ما يبدو».
_BESIDE = frozenset(("ala_ma_yabdu",))
# Words that a negation before them narrows to "not only".
_ONLY = frozenset(("فقط", "فحسب", "سوي", "الا"))
# Subordinators that open no plan or condition: «أن», «حتى», and «ما إذا», which asks whether it is so.
_NEUTRAL = frozenset(("ان", "حتي", "ا", "ما", "عما", "فيما"))


class _Effect:
    """What a governing word does to the acts it governs, and the words to show for it."""

    __slots__ = ("modality", "polarity", "rule", "span")

    def __init__(self, rule: str, unit: Unit, modality: Modality | None = None, polarity: str = "") -> None:
        self.rule, self.modality, self.polarity = rule, modality, polarity
        self.span = Span(unit.start, max(unit.end, unit.start + 1))

    def apply(self, *drafts: Draft) -> None:
        """Mark the drafts that nothing nearer has marked."""
        for draft in drafts:
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
    governors = _Governors(sentence, drafts)
    for draft in drafts:
        governors.read_particles(draft)
        governors.read_adjectives(draft)
        governors.read_schedule(draft)
        if sentence.units[draft.unit].phrase.removeprefix("ال").startswith(_ATTEMPT):
            _Effect("attempt", sentence.units[draft.unit], Modality.INTENDED).apply(draft)
    # From the right, so that of two governing words the nearer one speaks first.
    for number in range(len(sentence.chunks) - 1, -1, -1):
        governors.read_chunk(number)
    for draft in drafts:
        if draft.modality is Modality.ACTUAL and is_purpose(governors.acts, draft):
            _Effect(PURPOSE, sentence.units[draft.unit], Modality.INTENDED).apply(draft)
        if draft.modality is Modality.INTENDED:  # «محاولة اغتيال وزير»: nobody has been harmed
            draft.numbers = [n for n in draft.numbers if n.rule != "single victim"]


class _Governors:
    """Reads the words of one sentence that govern acts."""

    def __init__(self, sentence: Sentence, drafts: Sequence[Draft]) -> None:
        self.acts = Acts(sentence, drafts)
        self.sentence, self.chunks, self.units = sentence, sentence.chunks, sentence.units
        self.lexicon = sentence.describer.lexicon

    def read_chunk(self, number: int) -> None:
        """Apply what the words of a chunk say of acts elsewhere."""
        match self.chunks[number].kind:
            case "V" | "AUX":
                self._verb(number)
            case "NP":
                self._noun_phrase(number)
            case "S":
                self._subordinator(number)
            case "C":
                self._doubt(number)

    # -- on the trigger itself ---------------------------------------------------

    def read_particles(self, draft: Draft) -> None:
        """Apply the particles before the trigger's phrase, and before a verb merged into it."""
        trigger = self.units[draft.unit]
        if draft.sense.mode == "hold" and trigger.norm.startswith("خارج"):
            _Effect("outside", trigger, None, "-").apply(draft)  # «خارج سيطرة الحكومة»
        for part in (draft, *draft.parts):
            if part is not draft and (part.kind != "verb" or part.sense.type != draft.sense.type):
                continue
            for effect in self._particles_of(part.chunk):
                if effect.rule != "future" or draft.sense.type != "THREATEN":  # «سنرد بقوة» is the threat
                    effect.apply(draft)

    def _particles_of(self, number: int) -> Iterator[_Effect]:
        """Yield what the particles before a phrase or verb say of it, and those before its auxiliary."""
        yield from self._particles(self.chunks[number])
        if self.chunks[number].kind != V:
            return
        for before in range(number - 1, max(-1, number - MAX_BACK), -1):
            chunk = self.chunks[before]
            if chunk.kind == AUX:  # «لن يكون قد نفذ», «ربما يكون قد نفذ»
                yield from self._particles(chunk)
            if chunk.kind != NP or chunk.prep:
                return

    def _particles(self, chunk: Chunk) -> Iterator[_Effect]:
        negated = chunk.negated or (chunk.kind == NP and self._is_without(chunk))
        if not (negated or chunk.future or chunk.possible):
            return
        unit = self.units[chunk.first]
        if chunk.future:
            yield _Effect("future", unit, Modality.INTENDED)
        if chunk.possible:
            for other in self.units[chunk.first : chunk.head]:
                if other.particle is not None and other.particle.kind == "possibility":
                    yield from self._possibility(other, other.particle, chunk)
        if negated and all(u.norm not in _ONLY for u in self.units[chunk.last : chunk.last + 3]):
            yield _Effect("negation", unit, None, "-")

    def _is_without(self, chunk: Chunk) -> bool:
        """Return whether «دون», «من دون», «بلا» stands before a phrase, whatever else the word can be."""
        return any(
            p.kind == "negation" and p.relation == "nominal"
            for unit in self.units[chunk.first : chunk.head]
            if unit.pos == PARTICLE
            for p in unit.particles
        )

    def _possibility(self, unit: Unit, particle: Particle, chunk: Chunk) -> Iterator[_Effect]:
        if particle.relation == "future":
            yield _Effect("expected", unit, Modality.INTENDED)
        elif particle.relation != "imperfect" or self._is_imperfect(chunk):
            polarity = "-" if particle.relation == "negation" else ""
            yield _Effect("possibility", unit, Modality.POSSIBLE, polarity)

    def _is_imperfect(self, chunk: Chunk) -> bool:
        """Return whether «قد» before a chunk is "may": its verb has no perfect reading."""
        unit = self.units[chunk.head]
        if chunk.kind == AUX or not unit.verbs:
            return chunk.kind in (V, AUX) and unit.norm.lstrip("وف")[:1] in ("ي", "ت", "ن", "ا")
        return all(r.features.aspect != "perfect" for r in unit.verbs)

    def read_adjectives(self, draft: Draft) -> None:
        """Apply an adjective behind the trigger: «هجوم محتمل», «الضربة المتوقعة»."""
        if draft.kind == "verb":
            return
        trigger, last = self.units[draft.unit], self.chunks[draft.chunk].last
        for unit in self.units[draft.unit + 1 : last + 1]:
            if unit.pos not in (NOUN, PARTICLE) or unit.pro:
                return
            side, effect = hedge_of(unit, self.lexicon)
            if side == "behind" and (unit.article == trigger.article or trigger.enclitic):
                _Effect(f"factuality:{effect}", unit, Modality(effect)).apply(draft)
                return
            if unit.place is not None or unit.actor is not None or any(r.kind == "noun" for r in unit.nouns):
                return

    def read_schedule(self, draft: Draft) -> None:
        """Apply the present tense of an appointed meeting: «يجتمع المجلس الأربعاء» has yet to happen."""
        chunk = self.chunks[draft.chunk]
        if draft.kind != "verb" or draft.sense.type != "CONSULT" or chunk.negated:
            return
        verbs = self.units[chunk.head].verbs
        if any(r.features.aspect != "imperfect" for r in verbs):
            return
        before = self.chunks[: draft.chunk]
        if any(c.kind in (V, AUX, S, R) for c in before):
            return
        for number in self.sentence.right_of(draft.chunk):
            mention = self.units[self.chunks[number].head].time
            if mention is not None and mention.rule == "weekday":
                _Effect("schedule", self.units[self.chunks[number].head], Modality.INTENDED).apply(draft)

    # -- verbs -----------------------------------------------------------------------

    def _verb(self, number: int) -> None:
        """Read what a verb does to acts it carries or embeds: «حاول», «لم تسفر عن», «ستنفذ غارات»."""
        chunk = self.chunks[number]
        if chunk.future:
            self._still_to_come(number)
        if any(d.kind == "verb" and d.chunk == number for d in self.acts.at(number)):
            return
        unit = self.units[chunk.head]
        verbs = [r.entry for r in unit.verbs if isinstance(r.entry, Verb)]
        side, hedge = hedge_of(unit, self.lexicon)
        light = next((v for v in verbs if v.light is not None), None)
        if verbs and verbs[0].factuality is not None and not chunk.negated:
            self._embed(number, verbs)
        elif side == "before":
            _Effect(f"factuality:{hedge}", unit, Modality(hedge)).apply(*self.acts.behind(number))
        elif light is not None:
            self._carry(number, light)
        elif chunk.negated and chunk.kind == V:
            # «لم ترد أنباء عن إصابات»
            harm = [d for d, _ in self.acts.arguments(number) if d.sense.type == "HARM"]
            for effect in self._particles_of(number):
                effect.apply(*harm)
        elif chunk.future or chunk.possible or chunk.kind == AUX:
            self._carry(number, None)

    def _embed(self, number: int, verbs: Sequence[Verb]) -> None:
        """Apply a verb of wanting, trying, failing, fearing to its content."""
        verb, unit = verbs[0], self.units[self.chunks[number].head]
        found = self.acts.behind(number)
        if verb.light is not None and verb.light.get("subj") == "event":
            found = [*found, *self.acts.subjects(number)]
        if found and any(v is not verb for v in verbs) and not self._is_in_slot(found[0], verb):
            return  # «يعد» counts rather than prepares, unless «لـ» follows
        self._apply_verb(verb, unit, found)

    def _is_in_slot(self, draft: Draft, verb: Verb) -> bool:
        """Return whether an act stands where the verb's frame has one; a clause behind «أن» may anywhere."""
        chunk = self.chunks[draft.chunk]
        if chunk.kind != NP or verb.light is None:
            return True
        return verb.light.get(chunk.prep or "obj") in ("event", "result", "content")

    def _apply_verb(self, verb: Verb, unit: Unit, found: Iterable[Draft]) -> None:
        assert verb.factuality is not None
        rule = f"verbs:{verb.id}"
        for draft in found:
            if verb.id in _FAILING and draft.sense.type in _REACHED:
                _Effect(rule, unit, None, "-").apply(draft)
            elif verb.factuality.polarity == "-":  # what is avoided or averted could have been
                _Effect(rule, unit, Modality.POSSIBLE).apply(draft)
            else:
                _Effect(rule, unit, Modality(verb.factuality.modality)).apply(draft)

    def _carry(self, number: int, light: Verb | None) -> None:
        """Hand the particles before a verb on to the acts it carries."""
        effects = list(self._particles_of(number))
        if not effects:
            return
        roles: Mapping[str, str] = {"obj": "event", "subj": "event"} if light is None else light.light or {}
        happens = all(slot == "subj" or role not in ("event", "result") for slot, role in roles.items())
        ends = light is not None and light.id in _ENDING
        for draft, slot in self.acts.arguments(number):
            if roles.get(slot) not in ("event", "result"):
                continue
            # «لم تسفر الغارات عن إصابات» denies the harm, not the raids; «لم تتوقف الغارات» neither.
            untouched = ends or (slot == "subj" and not happens)
            for effect in effects:
                if not (untouched and effect.rule == "negation"):
                    effect.apply(draft)

    def _still_to_come(self, number: int) -> None:
        """After what is still to come nothing has happened yet: «سيغادرون بعد تسليم أسلحتهم»."""
        effect = _Effect("future", self.units[self.chunks[number].first], Modality.INTENDED)
        for later in self.sentence.right_of(number)[:MAX_REACH]:
            if self.chunks[later].relation in ("after", "before", "while", "until"):
                found = self.acts.nouns_at(later)
                effect.apply(*(d for d in found if not self.units[d.unit].article))

    # -- nouns -----------------------------------------------------------------------

    def _noun_phrase(self, number: int) -> None:
        """Read nouns that govern an act: «محاولة اقتحام», «خطة ل», «خطر وقوع هجوم», «فشل المليشيا في»."""
        chunk = self.chunks[number]
        if chunk.possible and not self.acts.at(number):
            found = self.acts.behind(number) or self.acts.before(number)
            for effect in self._particles(chunk):
                effect.apply(*found)
        for index in range(chunk.head, chunk.last):
            unit = self.units[index]
            if unit.pos not in (NOUN, PARTICLE) or unit.actor is not None or unit.place is not None:
                continue
            side, hedge = hedge_of(unit, self.lexicon)
            verb = self._embedding(unit, is_head=index == chunk.head) if side != "behind" else None
            if verb is not None:
                self._apply_verb(verb, unit, self.acts.behind(number, index))
                return
            if side == "before":
                _Effect(f"factuality:{hedge}", unit, Modality(hedge)).apply(*self.acts.behind(number, index))
                return

    def _embedding(self, unit: Unit, *, is_head: bool) -> Verb | None:
        """Return the verb of wanting, trying or fearing whose verbal noun or participle a noun is."""
        for reading in unit.nouns:
            if reading.kind == "masdar" or (reading.kind == "active" and is_head):
                verb = reading.entry
                if isinstance(verb, Verb) and verb.factuality is not None:
                    return verb
        return None

    # -- particles and phrases -------------------------------------------------------

    def _subordinator(self, number: int) -> None:
        """Read «بهدف», «من أجل», «خشية أن»; «إذا», «في حال», «لو»; «دون أن»."""
        particle, unit = self.chunks[number].particle, self.units[self.chunks[number].head]
        if particle is None or unit.norm.lstrip("وف") in _NEUTRAL:
            return
        if particle.relation == "purpose":
            effect = _Effect(PURPOSE, unit, Modality.INTENDED)
        elif particle.relation == "avoidance":
            effect = _Effect("avoidance", unit, Modality.POSSIBLE)
        elif particle.kind == "condition":
            effect = _Effect("condition", unit, Modality.POSSIBLE)
        elif particle.relation == "negation":
            effect = _Effect("negation", unit, None, "-")
        else:
            return
        effect.apply(*self.acts.behind(number))

    def _doubt(self, number: int) -> None:
        """Read phrases of doubt: «يعتقد أن», «ما يشتبه بأنه» before an act, «على ما يبدو» beside one."""
        unit = self.units[self.chunks[number].head]
        if unit.cue is None or unit.cue[0].modality != "possible":
            return
        found = self.acts.behind(number)
        following = self.chunks[number + 1].kind if number + 1 < len(self.chunks) else P
        if unit.cue[0].id in _BESIDE and following != S and (not found or following == P):
            found = self.acts.before(number)
        _Effect(f"cues:{unit.cue[0].id}", unit, Modality.POSSIBLE).apply(*found)
