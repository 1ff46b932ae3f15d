"""Readings as JSON lines: the prediction format, each claim's fields in a fixed order.

`{id, claims: [{type, mode, trigger, actors, targets, places, time, modality, polarity,
numbers, chain}]}` is what `gold/README.md` asks for; the words of each span, the sentence
and the rules follow as further fields, and so do title, outlet and publication day.
"""

from __future__ import annotations

import json
from typing import Any

from tawatur.model import (
    Claim,
    Finding,
    Interval,
    Link,
    Mention,
    Number,
    PlaceCandidate,
    PlaceMention,
    Reading,
    Span,
)


def prediction_line(reading: Reading) -> str:
    """Return `reading` as one line of JSON, without a line end.

    Spans are code points into the report's text, end exclusive; null where a mention
    has no words in the sentence.
    """
    report = reading.report
    fields = {
        "id": report.id,
        "claims": [claim_fields(claim, report.text) for claim in reading.claims],
        "published": report.published.isoformat() if report.published else None,
        "published_basis": str(report.published_basis),
        "outlet": report.outlet,
        "title": report.title,
        "encoding": report.encoding,
        "findings": [finding_fields(finding, report.text) for finding in reading.findings],
    }
    return json.dumps(fields, ensure_ascii=False)


def claim_fields(claim: Claim, text: str) -> dict[str, Any]:
    """Return a claim as the JSON object that stands for it in a prediction; `text` is its report's."""
    return {
        "type": claim.type,
        "mode": claim.mode,
        "trigger": _words(claim.trigger, text),
        "actors": [_mention(actor, text) for actor in claim.actors],
        "targets": [_mention(target, text) for target in claim.targets],
        "places": [_place(place, text) for place in claim.places],
        "time": _time(claim.time, claim.time_span, text) if claim.time else None,
        "modality": str(claim.modality),
        "polarity": claim.polarity,
        "numbers": [_number(number, text) for number in claim.numbers],
        "chain": [_link(link, text) for link in claim.chain],
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end},
        "rule": claim.rule,
        "findings": [finding_fields(finding, text) for finding in claim.findings],
    }


def _offsets(span: Span | None) -> dict[str, int | None]:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _words(span: Span | None, text: str) -> dict[str, Any]:
    return {**_offsets(span), "text": text[span.start : span.end] if span else None}


def _mention(mention: Mention, text: str) -> dict[str, Any]:
    return {
        **_offsets(mention.span),
        "id": mention.id,
        **_rest(mention.span, text, mention.rule),
        "framing": mention.framing,
    }


def finding_fields(finding: Finding, text: str) -> dict[str, Any]:
    """Return a finding as a JSON object; `text` is its report's."""
    return {
        "check": finding.check,
        "message": finding.message,
        **_offsets(finding.span),
        "suggestion": finding.suggestion,
        "text": text[finding.span.start : finding.span.end],
    }


def _place(place: PlaceMention, text: str) -> dict[str, Any]:
    return {
        **_offsets(place.span),
        "id": place.id,
        "role": place.role,
        "lat": place.lat,
        "lon": place.lon,
        "name": place.name,
        **_rest(place.span, text, place.rule),
        "accuracy_m": place.accuracy_m,
        "country": place.country,
        "candidates": [_candidate(candidate) for candidate in place.candidates],
    }


def _candidate(candidate: PlaceCandidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "name": candidate.name,
        "lat": candidate.lat,
        "lon": candidate.lon,
        "score": candidate.score,
        "reasons": list(candidate.reasons),
    }


def _time(interval: Interval, span: Span | None, text: str) -> dict[str, Any]:
    return {
        "start": interval.start.isoformat(),
        "end": interval.end.isoformat(),
        "precision": interval.precision,
        "basis": str(interval.basis),
        "span": _offsets(span) if span else None,
        **_rest(span, text, interval.rule),
    }


def _number(number: Number, text: str) -> dict[str, Any]:
    return {
        "what": number.what,
        "who": number.who,
        "min": number.min,
        "max": number.max,
        "span": _offsets(number.span) if number.span else None,
        **_rest(number.span, text, number.rule),
    }


def _link(link: Link, text: str) -> dict[str, Any]:
    return {
        **_offsets(link.span),
        "id": link.id,
        "stance": str(link.stance),
        **_rest(link.span, text, link.rule),
        "framing": link.framing,
    }


def _rest(span: Span | None, text: str, rule: str) -> dict[str, Any]:
    return {"text": text[span.start : span.end] if span else None, "rule": rule}
