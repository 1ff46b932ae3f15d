"""Which acts of a sentence a word governs: those behind it, beside it, or among a verb's complements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from tawatur.claims.chunks import AUX, NP, QUOTES, C, Chunk, P, R, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.reach import COMMAS
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, Unit
from tawatur.lexicon.entries import Verb
from tawatur.lexicon.lexicon import Lexicon

# Chunks that may stand between a governing word and the act it governs («حاول … مساء الأحد أن يقتحم»).
MAX_REACH = 9
# Chunks across which a comma may still stand before the act («حاولت القوات، …، اقتحام»).
MAX_COMMA = 3
# Chunks between an act and what refers back to it: a verb behind its subject, a verbal noun joined to it.
MAX_BACK = 4
# Relations of phrases that stand beside what is planned, not within it: «محاولة لإخضاع الفصائل بعد رفضها».
_ASIDE = frozenset(("after", "before", "cause", "while", "since"))


class Acts:
    """The triggers of one sentence by the chunks they stand in, a verb merged into an act with it."""

    def __init__(self, sentence: Sentence, drafts: Sequence[Draft]) -> None:
        self.sentence, self.chunks, self.units = sentence, sentence.chunks, sentence.units
        self.by_chunk: dict[int, list[Draft]] = {}
        for draft in drafts:
            for place in {draft.chunk, *(p.chunk for p in draft.parts if p.kind == "verb")}:
                self.by_chunk.setdefault(place, []).append(draft)

    def at(self, number: int) -> list[Draft]:
        """Return the acts whose trigger, or whose verb, is chunk `number`."""
        return self.by_chunk.get(number, [])

    def nouns_at(self, number: int) -> list[Draft]:
        """Return the acts named by nouns in chunk `number`."""
        return [d for d in self.at(number) if d.kind != "verb"]

    # -- behind a word -----------------------------------------------------------

    def behind(self, number: int, index: int = -1) -> list[Draft]:
        """Return the acts that a word in chunk `number` governs: the first behind it, those joined to it.

        `index` is the word's unit where acts may stand in its own chunk («محاولة اقتحام»).
        """
        index = index if index >= 0 else self.chunks[number].head
        found = [d for d in self.nouns_at(number) if d.unit > index][:1]
        verb_seen = other_content = False
        needs_that = self.chunks[number].kind == NP  # a noun governs a verb only through «أن»
        for later in range(number + 1, min(len(self.chunks), number + MAX_REACH)):
            chunk = self.chunks[later]
            if self._ends_reach(chunk, later - number, bool(found)):
                break
            if chunk.kind == V:
                if verb_seen or found or needs_that or not self._carries(later):
                    break
                verb_seen = True
            needs_that = needs_that and chunk.kind != S
            here = [d for d in self.at(later) if d.chunk == later and d.kind not in ("active", "passive")]
            if not here:
                other_content = other_content or (not found and self._is_other_content(chunk))
            elif other_content and not (chunk.joined or chunk.prep in ("bi", "li")):
                break  # «يسعى لحسم المعركة مع وصول التعزيزات»
            elif not found or self._goes_on(found, chunk, here[0]):
                found.append(here[0])
            else:
                break
        return found

    def _ends_reach(self, chunk: Chunk, distance: int, found: bool) -> bool:
        """Return whether nothing from this chunk on belongs to what is governed."""
        if chunk.kind == P:
            sign = self.units[chunk.first].norm
            if sign in COMMAS:
                return found or distance > MAX_COMMA
            return sign not in QUOTES
        if (chunk.kind in (V, AUX) and chunk.joined) or chunk.kind in (R, C):
            return True
        if chunk.kind == S:
            return found or chunk.particle is None or chunk.particle.relation not in ("content", "purpose")
        return chunk.relation in _ASIDE

    def _goes_on(self, found: Sequence[Draft], chunk: Chunk, act: Draft) -> bool:
        """Return whether an act is joined to the one governed, or is how it is done («تفجير … في عملية»)."""
        if chunk.kind == NP and chunk.joined and chunk.prep in ("", self.chunks[found[-1].chunk].prep):
            return True
        return chunk.prep in ("fi", "bi") and act.sense.type == found[0].sense.type

    def _is_other_content(self, chunk: Chunk) -> bool:
        """Return whether a phrase is a verbal noun that is no claim and carries none: «يحاول دخول المبنى»."""
        unit = self.units[chunk.head]
        if chunk.kind != NP or unit.pos != NOUN or unit.actor is not None or not unit.nouns:
            return False
        if unit.nouns[0].kind != "masdar" or any(r.kind == "noun" for r in unit.nouns):
            return False
        verbs = [r.entry for r in unit.nouns if isinstance(r.entry, Verb)]
        return all(v.light is None and v.factuality is None for v in verbs)

    def _carries(self, number: int) -> bool:
        """Return whether a verb is an act itself or carries one, so that what governs it governs the act."""
        verbs = self.units[self.chunks[number].head].verbs
        return number in self.by_chunk or any(isinstance(r.entry, Verb) and r.entry.light for r in verbs)

    # -- before a word -----------------------------------------------------------

    def before(self, number: int) -> list[Draft]:
        """Return the nearest act before chunk `number` in its clause."""
        for earlier in range(number - 1, max(-1, number - MAX_REACH), -1):
            if self.at(earlier):
                return self.at(earlier)
            if self.chunks[earlier].kind in (S, C):
                break
        return []

    def joined_to(self, number: int) -> Draft | None:
        """Return the act that a verbal noun is joined to: «لاقتحام التحصينات والسيطرة عليها»."""
        for earlier in range(number - 1, max(-1, number - 1 - MAX_BACK), -1):
            if self.chunks[earlier].kind != NP:
                return None
            found = [d for d in self.at(earlier) if d.kind == "masdar"]
            if found:
                return found[0]
        return None

    def subjects(self, number: int) -> list[Draft]:
        """Return the acts that a phrase right before a verb names: «الهجوم سيبدأ», «غارات لم تسفر»."""
        for earlier in range(number - 1, max(-1, number - 1 - MAX_BACK), -1):
            chunk = self.chunks[earlier]
            if chunk.kind in (V, S, C) or (chunk.kind == P and self.units[chunk.first].norm not in COMMAS):
                break
            if not chunk.prep and self.nouns_at(earlier):
                return self.nouns_at(earlier)
        return []

    # -- beside a verb -----------------------------------------------------------

    def arguments(self, number: int) -> Iterator[tuple[Draft, str]]:
        """Yield the acts among a verb's complements with the slot each stands in.

        The first bare phrase behind a verb without a subject may be its subject or its object.
        """
        bare = 0
        for draft in self.subjects(number):
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
            for draft in self.nouns_at(later):
                yield draft, slot
                if slot == "subj":
                    yield draft, "obj"


def hedge_of(unit: Unit, lexicon: Lexicon) -> tuple[str, str]:
    """Return (side, effect) of a word of data/factuality, or two empty strings; «خططه» is found as «خطط»."""
    if not unit.enclitic and unit.norm[-2:] not in lexicon.hedge_ends:
        return "", ""  # most words
    hedges = lexicon.hedges
    for form in _bare_forms(unit.norm, unit.pro, unit.article, unit.enclitic):
        if form in hedges:
            return hedges[form]
    return "", ""


@lru_cache(maxsize=50_000)
def _bare_forms(norm: str, pro: str, article: bool, enclitic: str) -> tuple[str, ...]:
    """Return a word without its clitics, and as it is spelled where no pronoun stands on it."""
    bare = norm
    if pro[:1] in ("w", "f") and bare[:1] in "وف":
        bare = bare[1:]
    if pro[-1:] in ("b", "l", "k"):
        bare = bare[1:]
    if article:
        bare = bare.removeprefix("ل")
    bare = bare.removeprefix("ال")
    if not enclitic:
        return (bare,)
    stem = bare.removesuffix(enclitic)
    return bare, stem[:-1] + "ه" if stem.endswith("ت") else stem
