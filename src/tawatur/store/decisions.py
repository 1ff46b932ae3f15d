"""What people corrected: a log that is only added to, laid over the readings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from tawatur.errors import DecisionError
from tawatur.lexicon.entries import TYPES_AND_MODES
from tawatur.model import Basis, Claim, Interval, Link, Mention, Modality, PlaceMention, Stance
from tawatur.store.schema import decisions
from tawatur.store.sealing import broken_seals, seal
from tawatur.store.writing import next_key

# Fields of a claim that can be corrected, and what their value is in JSON.
FIELDS = {
    "is_claim": "true or false",
    "type": f"one of {', '.join(TYPES_AND_MODES)}",
    "mode": "a mode of the type",
    "modality": "actual, intended or possible",
    "polarity": "+ or -",
    "actors": "list of ids",
    "targets": "list of ids",
    "places": "list of ids",
    "chain": "list of ids, nearest teller first",
    "time": "[first day, last day] or null",
    "note": "words",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction: the newest one of a field holds. `claim_id` is "" where it is about the report."""

    made_at: datetime
    author: str
    report_id: str
    claim_id: str
    field: str
    value: Any
    reason: str


def decide(
    connection: Connection, author: str, report_id: str, claim_id: str, field: str, value: Any, reason: str
) -> None:
    """Add a decision, made now. Raises DecisionError where the value does not fit the field."""
    problem = _problem(field, value)
    if problem:
        raise DecisionError(problem)
    made_at = datetime.now(UTC).replace(microsecond=0)
    written = json.dumps(value, ensure_ascii=False)
    last = select(decisions.c.seal).order_by(decisions.c.key.desc()).limit(1)
    before: str = connection.execute(last).scalar() or ""
    fields = (made_at.isoformat(), author, report_id, claim_id, field, written, reason)
    row = dict(zip(("author", "report_id", "claim_id", "field", "value", "reason"), fields[1:], strict=True))
    row |= {"seal": seal(before, *fields)}
    connection.execute(
        insert(decisions), [{"key": next_key(connection, decisions), "made_at": made_at, **row}]
    )


def _problem(field: str, value: Any) -> str:
    """Return what is wrong with a value, "" for nothing."""
    if field not in FIELDS:
        return f"{field!r} is no field that can be corrected; these are: {', '.join(FIELDS)}"
    is_right = {
        "is_claim": isinstance(value, bool),
        "type": value in list(TYPES_AND_MODES),
        "mode": value in [mode for modes in TYPES_AND_MODES.values() for mode in modes],
        "modality": value in [str(modality) for modality in Modality],
        "polarity": value in ("+", "-"),
        "time": value is None or _are_days(value),
    }
    lists = ("actors", "targets", "places", "chain")
    fits = is_right.get(field, _are_words(value) if field in lists else isinstance(value, str))
    return (
        ""
        if fits
        else f"{json.dumps(value, ensure_ascii=False)} is no value of {field}: give {FIELDS[field]}"
    )


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _are_days(value: Any) -> bool:
    try:
        first, last = map(date.fromisoformat, value)
    except (TypeError, ValueError):
        return False
    return first <= last


def decisions_on(connection: Connection, report_ids: Iterable[str] | None = None) -> list[Decision]:
    """Return the decisions on reports, oldest first; on all with None."""
    query = select(decisions).order_by(decisions.c.key)
    if report_ids is not None:
        query = query.where(decisions.c.report_id.in_(list(report_ids)))
    return [_decision(row) for row in connection.execute(query)]


def _decision(row: Row[Any]) -> Decision:
    made_at, value = aware(row.made_at), json.loads(row.value)
    return Decision(made_at, row.author, row.report_id, row.claim_id, row.field, value, row.reason)


def aware(moment: datetime) -> datetime:
    """Return the moment in UTC; SQLite keeps no zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def tampered(connection: Connection) -> list[int]:
    """Return the rows of the log that were changed, or stand behind one that was taken out."""
    rows = connection.execute(select(decisions).order_by(decisions.c.key))
    names = ("author", "report_id", "claim_id", "field", "value", "reason")
    return broken_seals(
        (row.key, row.seal, (aware(row.made_at).isoformat(), *(getattr(row, name) for name in names)))
        for row in rows
    )


def corrected(claim: Claim, made: Iterable[Decision]) -> Claim | None:
    """Return the claim as decisions on it, oldest first, have it; None where it is held to be no claim."""
    newest = {decision.field: decision for decision in made}
    if "is_claim" in newest and not newest["is_claim"].value:
        return None
    fields = {name: d for name, d in newest.items() if name not in ("is_claim", "note")}
    return replace(claim, **{name: _value(claim, decision) for name, decision in fields.items()})


_RULE = "decision"


def _value(claim: Claim, decision: Decision) -> Any:
    field, value = decision.field, decision.value
    if field in ("actors", "targets"):
        had = {mention.id: mention for mention in getattr(claim, field)}
        return tuple(had.get(id_) or Mention(None, id_, _RULE) for id_ in value)
    if field == "chain":
        links = {link.id: link for link in claim.chain}
        return tuple(links.get(id_) or Link(None, id_, Stance.SAYS, _RULE) for id_ in value)
    if field == "places":
        places = {place.id: place for place in claim.places}
        return tuple(
            places.get(id_) or PlaceMention(claim.trigger, id_, "at", id_, rule=_RULE) for id_ in value
        )
    if field == "time":
        return None if value is None else _interval(*map(date.fromisoformat, value))
    return Modality(value) if field == "modality" else value


def _interval(first: date, last: date) -> Interval:
    return Interval(first, last, "day" if first == last else "range", Basis.STATED, _RULE)
