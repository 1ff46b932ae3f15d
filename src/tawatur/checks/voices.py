"""Whose words a stretch of text is: of whom it quotes, of who relays him, or of the outlet."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.checks.scene import Scene
from tawatur.model import Claim, Link, Span


def claim_at(scene: Scene, span: Span) -> int | None:
    """Return the number of the claim that `span` belongs to, or None where its sentence has none.

    Of the claims of the sentence, the one on the same side of the quotation marks whose trigger
    or places are nearest.
    """
    quotation = scene.quotation_of(span)
    near = [
        (scene.quotation_of(claim.trigger) != quotation, _distance(claim, span), number)
        for number, claim in enumerate(scene.claims)
        if claim.sentence.start <= span.start < claim.sentence.end
    ]
    return min(near)[2] if near else None


def whose_words(scene: Scene, span: Span) -> str:
    """Return a sentence on who is the author of the words in `span`.

    Empty where no claim of the sentence tells who says so.
    """
    number = claim_at(scene, span)
    claim = scene.claims[number] if number is not None else None
    if scene.quotation_of(span) is not None:
        said_by = (
            f": they are {_those_of(scene, claim.chain[-1:])}" if claim is not None and claim.chain else ""
        )
        return f"The words stand inside the quotation marks{said_by}."
    quoted = _quoted_beside(scene, span)
    if quoted is not None:
        relays = quoted.chain[:-1]
        by = f" of {_name(scene, relays[0])}, which relays the quotation, or" if relays else ""
        return (
            f"The words stand outside the quotation marks: they are the gloss{by} of {_outlet(scene)}, "
            f"not the words of {_name(scene, quoted.chain[-1])}."
        )
    return f"The words are {_those_of(scene, claim.chain)}." if claim is not None else ""


def teller(scene: Scene, claim: Claim) -> str:
    """Return who is the origin of a claim, in English."""
    return _name(scene, claim.chain[-1]) if claim.chain else _outlet(scene)


def _quoted_beside(scene: Scene, span: Span) -> Claim | None:
    """Return the claim, told inside quotation marks of the same sentence, that is nearest before `span`."""
    inside = [
        claim
        for claim in scene.claims
        if claim.chain
        and claim.sentence.start <= span.start < claim.sentence.end
        and scene.quotation_of(claim.trigger) is not None
    ]
    return min(inside, key=lambda claim: abs(claim.trigger.start - span.start), default=None)


def _those_of(scene: Scene, chain: Sequence[Link]) -> str:
    if not chain:
        return f"those of {_outlet(scene)}"
    relays = ", relayed by " + " and ".join(_name(scene, link) for link in chain[:-1]) if chain[1:] else ""
    return f"those of {_name(scene, chain[-1])}{relays}"


def _name(scene: Scene, link: Link) -> str:
    """Return what a teller is called in English, with the body a person speaks for."""
    actors = scene.lexicon.actors.actors
    actor = actors.get(link.id)
    if actor is None:
        return link.id
    parent = actors.get(actor.parent) if actor.cls == "person" else None
    return f"{actor.name_en} ({parent.name_en})" if parent is not None else actor.name_en


def _outlet(scene: Scene) -> str:
    return f"the outlet ({scene.report.outlet})" if scene.report.outlet else "the outlet"


def _distance(claim: Claim, span: Span) -> int:
    """Return how many characters lie between `span` and the trigger or a place of a claim."""
    spans = [claim.trigger, *(place.span for place in claim.places)]
    return min(max(0, one.start - span.end, span.start - one.end) for one in spans)
