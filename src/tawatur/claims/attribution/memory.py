"""Who has spoken in a report so far: chains that go on, and the full names of short mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawatur.claims.attribution.records import UNNAMED, Teller
from tawatur.claims.people import People
from tawatur.claims.sentence import Sentence
from tawatur.model import Link, Span, Stance

_ASSERTING = (Stance.SAYS, Stance.CONFIRMS)
# Rules of tellers whose id was made of their name's letters, so that shorter names must find it again.
_UNLISTED = ("unknown", "apposition")


class SpeakerMemory:
    """The chain told last, and who has been named."""

    def __init__(self, people: People) -> None:
        """`people` are those named in the report so far, in whatever role."""
        self.last_chain: tuple[Link, ...] = ()
        self.people = people

    def keep(self, chain: Sequence[Link]) -> None:
        """Remember the chain that «وأضاف» goes on with; who accused before now says."""
        self.last_chain = tuple(
            link if link.stance in _ASSERTING else replace(link, stance=Stance.SAYS) for link in chain
        )

    def chain(self, tellers: Sequence[Teller], runs_on: bool = True) -> list[Link]:
        """Return the links of tellers; with `runs_on` one who spoke last goes on with the chain he was in."""
        links: list[Link] = []
        for teller in tellers:
            if teller.definite and (resumed := self._resumed(teller)):
                links += resumed
                continue
            link = self._identified(teller)
            spoke_last = bool(self.last_chain) and self.last_chain[-1].id == link.id != UNNAMED
            if runs_on and len(tellers) == 1 and spoke_last:
                links += self.last_chain[:-1]
            links.append(link)
        return links

    def remembered(self, sentence: Sentence, numbers: Sequence[int], stance: str) -> list[Teller]:
        """Return somebody named before whose short name, at one of these chunks, looks like another word."""
        for number in numbers:
            chunk = sentence.chunks[number]
            unit = sentence.units[chunk.head]
            known, _ = self.people.find((unit.norm,))
            if known:
                link = Link(Span(unit.start, unit.end), known, Stance(stance), "remembered")
                return [Teller(link, "person", chunk=number)]
        return []

    def _identified(self, teller: Teller) -> Link:
        """Return the teller's link, a short mention with the id of the full name before («المسماري»)."""
        link = teller.link
        if teller.cls not in ("", "person", "official") or (
            link.rule not in _UNLISTED and link.id != UNNAMED
        ):
            return link
        if len(teller.words) <= 2:
            known, rule = self._found(teller.words)
            if known:
                return replace(link, id=known, rule=rule)
        if link.rule in _UNLISTED and not teller.definite:
            self.people.add(teller.words, link.id)
        return link

    def _found(self, words: frozenset[str]) -> tuple[str, str]:
        """Return who is called by all of the words, else by one: the other may be a title."""
        one_by_one = ((word,) for word in sorted(words))
        return next((f for parts in (words, *one_by_one) if (f := self.people.find(parts))[0]), ("", ""))

    def _resumed(self, teller: Teller) -> list[Link]:
        """Return the chain that «المصدر», «الوكالة», «البيان», «المتحدث» stands in, with its own words."""
        if not self.last_chain:
            return []
        link, last = teller.link, self.last_chain[-1]
        if teller.cls == "document" or link.id == UNNAMED:
            return [*self.last_chain[:-1], replace(link, id=last.id)]
        if teller.cls == "media":
            return [link]
        known = next((n for n, other in enumerate(self.last_chain) if other.id == link.id), -1)
        return [*self.last_chain[:known], link] if known >= 0 else []
