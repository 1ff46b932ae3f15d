"""What else the words of a claim could have meant: other senses, other bearers of a name, other places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from tawatur.lexicon.entries import NO_CLAIM, Nominal, Sense, Verb
from tawatur.lexicon.lexicon import Lexicon
from tawatur.model import Claim, Evidence, Link, Mention, Report
from tawatur.text.tokens import tokenize

# Alternatives shown of one field; what follows is ever less likely.
_MOST = 4


def alternatives(claim: Claim, report: Report, lexicon: Lexicon) -> Iterator[Evidence]:
    """Yield for each field of `claim` what `lexicon` holds besides what was chosen; the rule is empty.

    Senses stand in the order in which they are tried, places with their score, the likeliest first.
    """
    yield Evidence("type", "", claim.trigger, _some(_other_senses(claim, report, lexicon)))
    groups: tuple[tuple[str, Iterable[Mention | Link]], ...] = (
        ("actors", claim.actors),
        ("targets", claim.targets),
        ("chain", claim.chain),
    )
    for field, mentions in groups:
        for mention in mentions:
            yield Evidence(field, "", mention.span, _some(_other_bearers(mention, report, lexicon)))
    for place in claim.places:
        others = (
            f"{candidate.id} {candidate.score:.2f} ({', '.join(candidate.reasons)})"
            for candidate in place.candidates
            if candidate.id != place.id
        )
        yield Evidence("places", "", place.span, _some(others))


def _some(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(found), _MOST))


def _other_senses(claim: Claim, report: Report, lexicon: Lexicon) -> Iterator[str]:
    trigger = report.text[claim.trigger.start : claim.trigger.end]
    tokens = tokenize(trigger)
    if not tokens:
        return
    word = lexicon.word(trigger[tokens[0].start : tokens[0].end])
    entries = [reading.entry for reading in (*word.verbs, *word.nouns)]
    entries += [fixed.entry for *_, fixed in lexicon.sequences_at([t.norm for t in tokens], 0, word)]
    for entry in entries:
        for sense in _senses(entry):
            if (sense.type, sense.mode) != (claim.type, claim.mode):
                name = "no claim" if sense.type == NO_CLAIM else f"{sense.type}/{sense.mode}"
                yield f"{name} ({getattr(entry, 'id', '')})"


def _senses(entry: object) -> tuple[Sense, ...]:
    if isinstance(entry, Verb):
        return entry.senses
    return (entry.sense,) if isinstance(entry, Nominal) else ()


def _other_bearers(mention: Mention | Link, report: Report, lexicon: Lexicon) -> Iterator[str]:
    if mention.span is None:
        return
    norms = [token.norm for token in tokenize(report.text[mention.span.start : mention.span.end])]
    for entry in lexicon.actors.by_name(" ".join(norms)):
        if entry.actor_id != mention.id:
            yield entry.actor_id
