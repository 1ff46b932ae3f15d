"""What has been found of who says what in one sentence so far."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.attribution.memory import SpeakerMemory
from tawatur.claims.attribution.records import Attribution, Teller
from tawatur.claims.attribution.scopes import quotation_at
from tawatur.claims.attribution.speech import Speech
from tawatur.claims.attribution.subjects import subject_before
from tawatur.claims.attribution.tellers import is_bare, tellers_from
from tawatur.claims.chunks import R, V
from tawatur.claims.sentence import Sentence
from tawatur.model import Link, Span
from tawatur.text.sentences import Quotation

# A quotation of more tokens is speech, a shorter one a name or a word held at arm's length.
_SPEECH_TOKENS = 6
# Those whose deeds are told and who tell nothing themselves.
_SILENT = frozenset(("", "civilian", "fighter", "crowd"))


class Reading:
    """The attributions of one sentence as they are found, in text order of their cues."""

    def __init__(
        self,
        sentence: Sentence,
        memory: SpeakerMemory,
        quotations: Sequence[Quotation],
        acts: frozenset[int] | None,
    ) -> None:
        """`acts` are the units that make claims, None where that is not known."""
        self.sentence, self.memory, self.quotations, self.acts = sentence, memory, quotations, acts
        self.found: list[Attribution] = []
        self.starts: list[int] = []  # units where clauses with another teller begin
        self.used: set[int] = set()  # chunks that belong to a cue already read
        self.top: Attribution | None = None  # the cue on whose words the later ones hang
        self.media: list[Teller] = []  # told before the verb: «في تصريح لقناة، قال»

    def add(
        self,
        number: int,
        links: Sequence[Link],
        scope: tuple[int, int],
        rule: str,
        *,
        rank: int = 1,
        own: bool = False,
        top: bool = True,
        possible: bool = False,
        speech: Speech | None = None,
    ) -> Attribution:
        """Keep an attribution of the cue at chunk `number` over the units of `scope`."""
        chunk = self.sentence.chunks[number]
        unit = self.sentence.units[chunk.head]
        rejected = tuple(speech.rejected) if speech is not None else ()
        last = max(scope[1], scope[0] + 1)
        attribution = Attribution(
            tuple(links), scope[0], last, number, rule, Span(unit.start, unit.end),
            rank, chunk.head if own else -1, possible, top, rejected,
        )  # fmt: skip
        self.found.append(attribution)
        return attribution

    def relay(self, number: int) -> None:
        """Begin a clause whose act the speaker does by speaking: only who passes on his words tells it."""
        chunk = self.sentence.chunks[number]
        self.starts.append(chunk.first)
        if self.top is not None and self.top.links[:-1]:
            self.add(number, self.top.links[:-1], (chunk.first, len(self.sentence.units)), "relayed")

    def segment_start(self, unit: int) -> int:
        """Return the unit where the clause around `unit` begins that has a teller of its own."""
        return max((start for start in self.starts if start <= unit), default=0)

    def in_speech(self, unit: int) -> bool:
        """Return whether a unit stands inside quoted speech."""
        quotation = quotation_at(self.quotations, self.sentence.units[unit].first)
        return quotation is not None and quotation.last - quotation.first > _SPEECH_TOKENS

    def is_own_act(self, unit: int) -> bool:
        """Return whether a unit stands in what an accusing or denying act is about."""
        return any(a.own >= 0 and a.first <= unit < a.last for a in self.found)

    def carried_on(self, number: int) -> list[Link]:
        """Return the chain that a cue without a teller of its own goes on with."""
        if self.top is not None and self.top.links:
            return list(self.top.links)
        if self.found and self.found[-1].links:
            return list(self.found[-1].links)
        return self.main_subject(number) or list(self.memory.last_chain)

    def main_subject(self, number: int) -> list[Link]:
        """Return the subject of the main verb before chunk `number`, where he could tell something."""
        chunks = self.sentence.chunks
        for earlier in range(number - 1, -1, -1):
            if chunks[earlier].kind == V and not (earlier and chunks[earlier - 1].kind == R):
                tellers = self.subject(earlier, number)
                return self.memory.chain(tellers) if tellers and tellers[0].cls not in _SILENT else []
        return []

    def subject(self, verb: int, limit: int = -1) -> list[Teller]:
        """Return the subject of the verb at chunk `verb` as tellers, nothing for a passive."""
        if is_passive(self.sentence, verb):
            return []
        tellers = subject_before(self.sentence, verb, "says")
        behind = verb + 1
        if tellers or behind >= (limit if limit > 0 else len(self.sentence.chunks)):
            return tellers
        return (
            tellers_from(self.sentence, behind, "says", limit)
            if is_bare(self.sentence.chunks[behind])
            else []
        )


def is_passive(sentence: Sentence, number: int) -> bool:
    """Return whether the verb at chunk `number` is written as a passive."""
    unit = sentence.units[sentence.chunks[number].head]
    return bool(unit.verbs) and unit.verbs[0].features.voice == "passive"


def told(links: Sequence[Link], media: Sequence[Teller]) -> list[Link]:
    """Return a chain with the media that were told or passed it on in front of the speaker."""
    extra = [m.link for m in media if all(m.link.id != link.id for link in links)]
    return [*extra, *links]
