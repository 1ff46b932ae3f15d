"""Attributions, and the chain that those covering a claim make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tawatur.claims.drafts import Draft
from tawatur.claims.units import Unit
from tawatur.model import Evidence, Link, Span

# The id of a source that nobody names.
UNNAMED = "unnamed-source"
# Acts done by saying so: in the first person the speaker does them and nobody else tells of them.
PERFORMED = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue's tellers and the units [first, last) that they tell.

    `rank` and `position` (the cue's chunk) order what covers the same words, nearest to
    the reader first. `own` is the unit of an act of speech that is a claim itself: what
    its speaker says covers it, that he says so does not.
    """

    links: tuple[Link, ...]
    first: int
    last: int
    position: int
    rule: str
    span: Span
    rank: int = 1
    own: int = -1
    possible: bool = False
    top: bool = True
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """Somebody whose words are told. `words` are what a later short mention may repeat."""

    link: Link
    cls: str = ""
    words: frozenset[str] = frozenset()
    definite: bool = False  # «المصدر», «الوكالة»: somebody spoken of before
    chunk: int = -1


def chain_at(attributions: Sequence[Attribution], unit: int) -> list[Attribution]:
    """Return the attributions whose scope covers a unit, nearest to the reader first."""
    covering = [a for a in attributions if a.first <= unit < a.last]
    if len(covering) > 1:
        covering.sort(key=lambda a: (a.rank, a.position))
    return covering


def chain_of(covering: Sequence[Attribution], draft: Draft, unit: Unit) -> tuple[Link, ...]:
    """Return the tellers of a claim, each once, from the one nearest the reader to the origin."""
    links: list[Link] = []
    for attribution in covering:
        told = attribution.links[:-1] if attribution.own == draft.unit else attribution.links
        for link in told:
            known = next((n for n, other in enumerate(links) if other.id == link.id), -1)
            if known < 0:
                links.append(link)
            elif known == len(links) - 1:
                links[known] = link
    if links and is_performed(draft, unit, links[-1]):
        links.pop()
    return tuple(links)


def is_performed(draft: Draft, unit: Unit, speaker: Link) -> bool:
    """Return whether the speaker does by his words what the claim tells («ندعو», «قال إنه يؤيد»)."""
    if draft.kind not in ("verb", "masdar") or draft.sense.type not in PERFORMED:
        return False
    if draft.kind == "verb" and any(reading.features.person == 1 for reading in unit.verbs[:1]):
        return True
    if not draft.actors:
        return draft.kind == "verb" and draft.sense.type == "ACCUSE"
    return any(actor.pronoun and actor.entity.id == speaker.id for actor in draft.actors)


def evidence_of(covering: Sequence[Attribution]) -> tuple[Evidence, ...]:
    """Return the cues that a chain rests on, with their words and what was turned down."""
    return tuple(Evidence("chain", a.rule, a.span, a.rejected) for a in covering)
