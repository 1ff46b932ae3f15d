"""Reads the cues of a report sentence by sentence, quotations running on from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tawatur.claims.attribution.memory import SpeakerMemory
from tawatur.claims.attribution.nouns import read_noun
from tawatur.claims.attribution.phrasecues import read_phrase_cue
from tawatur.claims.attribution.records import Attribution, chain_at
from tawatur.claims.attribution.repair import repaired
from tawatur.claims.attribution.scopes import bounded, quotation_at
from tawatur.claims.attribution.sentence import Reading
from tawatur.claims.attribution.verbs import read_verb
from tawatur.claims.chunks import NP, C, S, V
from tawatur.claims.people import People
from tawatur.claims.sentence import Sentence
from tawatur.model import Link
from tawatur.text.sentences import Quotation


class Attributor:
    """Reads the cues of one report's sentences in order.

    `outlet` are the ids of the report's own outlet, which is no link of any chain.
    """

    def __init__(
        self,
        quotations: Sequence[Quotation] = (),
        outlet: frozenset[str] = frozenset(),
        people: People | None = None,
    ) -> None:
        """`people` are those named in the report, shared with who reads its other roles."""
        self.quotations, self.outlet = quotations, outlet
        self.memory = SpeakerMemory(people if people is not None else People())
        self._open: tuple[Quotation, tuple[Link, ...]] | None = None

    def read(self, sentence: Sentence, acts: frozenset[int] | None = None) -> list[Attribution]:
        """Return the attributions of a sentence and remember its chain.

        `acts` are the units that make claims: a verb that can accuse or deny does so only where it is one.
        """
        sentence = repaired(sentence)
        reading = Reading(sentence, self.memory, self.quotations, acts)
        self._run_on(reading)
        for number, chunk in enumerate(sentence.chunks):
            if number in reading.used:
                continue
            if chunk.kind == C:
                read_phrase_cue(reading, number)
            elif chunk.kind == V and not chunk.negated:
                read_verb(reading, number)
            elif chunk.kind == NP:
                read_noun(reading, number)
        found = bounded(reading.found, sorted({*reading.starts, *_asides(sentence)}))
        if self.outlet:
            found = [self._without_outlet(a) for a in found]
        self._remember(sentence, found)
        return found

    def _without_outlet(self, attribution: Attribution) -> Attribution:
        links = tuple([k for k in attribution.links if k.id not in self.outlet])
        return attribution if len(links) == len(attribution.links) else replace(attribution, links=links)

    def _run_on(self, reading: Reading) -> None:
        """Give the sentences inside a quotation opened earlier to its speaker."""
        if self._open is None:
            return
        quotation, links = self._open
        end = _units_before(reading.sentence, quotation.last)
        if end:
            reading.top = reading.add(0, links, (0, end), "quotation")

    def _remember(self, sentence: Sentence, found: Sequence[Attribution]) -> None:
        spoken = [a for a in found if a.top and a.links and a.rank > 0]
        if spoken:
            self.memory.keep(spoken[-1].links)
        self._open = None
        behind = sentence.units[-1].last
        quotation = quotation_at(self.quotations, behind - 1)
        if quotation is None or quotation.last <= behind or not quotation.closed:
            return
        opened = _units_before(sentence, quotation.first)
        links = _links_of(chain_at(found, min(opened, len(sentence.units) - 1)))
        if links:
            self._open = (quotation, links)


def _asides(sentence: Sentence) -> Iterator[int]:
    """Yield the units where the writer's own words begin: «في إشارة إلى عملية الجيش»."""
    for chunk in sentence.chunks:
        if chunk.kind == S and chunk.particle is not None and chunk.particle.relation == "aside":
            yield chunk.first


def _units_before(sentence: Sentence, token: int) -> int:
    """Return how many of a sentence's units begin before a token."""
    return sum(unit.first < token for unit in sentence.units)


def _links_of(covering: Sequence[Attribution]) -> tuple[Link, ...]:
    links: dict[str, Link] = {}
    for attribution in covering:
        for link in attribution.links:
            links.setdefault(link.id, link)
    return tuple(links.values())
