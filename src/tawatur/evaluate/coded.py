"""Claims as gold data and predictions write them: the form in which they are compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tawatur.errors import InputError
from tawatur.ingest.parsing import parse_json_line
from tawatur.model import Basis, Claim, Link, Mention, Number, PlaceMention, Reading, Report

_GOLD_FORMAT = (
    "Put a report on each line: {id, published, outlet, title, text, claims}, "
    "each claim with type, mode and triggers [[start, end], ...]."
)


@dataclass(frozen=True, slots=True)
class Item:
    """A mention of a claim: where it stands (None: no words of its own) and whom it means."""

    start: int | None
    end: int | None
    id: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a claim, as far as it is compared."""

    what: str | None
    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class CodedClaim:
    """A claim as gold data and predictions write it; a prediction has one trigger.

    `days` is the interval in ISO dates, None for no time.
    """

    type: str
    mode: str | None
    triggers: tuple[tuple[int, int], ...]
    actors: tuple[Item, ...] = ()
    targets: tuple[Item, ...] = ()
    places: tuple[Item, ...] = ()
    days: tuple[str, str] | None = None
    modality: str = "actual"
    polarity: str = "+"
    numbers: tuple[Quantity, ...] = ()
    chain: tuple[Item, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report and the claims that annotators read in it."""

    report: Report
    claims: tuple[CodedClaim, ...]


def load_gold(path: Path) -> dict[str, GoldReport]:
    """Return the annotated reports of a gold JSONL file by id, in the file's order.

    Raises InputError, naming the line, where the file breaks its format: figures of a part
    of the gold would be mistaken for those of the whole.
    """
    gold: dict[str, GoldReport] = {}
    for line_no, line in _lines(path):
        record = parse_json_line(line, str(path), line_no)
        claims = _gold_claims(line, path, line_no)
        if not record.id or record.id in gold:
            problem = f'its id "{record.id}" was there before' if record.id else 'there is no "id"'
            raise InputError(str(path), problem, "Give each report its own id.", line_no)
        report = Report(
            id=record.id,
            text=record.text,
            title=record.title,
            outlet=record.outlet,
            published=record.published,
            published_basis=Basis.METADATA if record.published else Basis.NONE,
            source=f"{path} line {line_no}",
        )
        gold[record.id] = GoldReport(report, claims)
    if not gold:
        raise InputError(str(path), "there is no report in it", _GOLD_FORMAT)
    return gold


def _gold_claims(line: str, path: Path, line_no: int) -> tuple[CodedClaim, ...]:
    listed = json.loads(line).get("claims")
    if not isinstance(listed, list):
        raise InputError(str(path), 'there is no list "claims"', _GOLD_FORMAT, line_no)
    claims = []
    for number, fields in enumerate(listed, start=1):
        try:
            claims.append(coded_claim(fields))
        except KeyError as error:
            problem = f'claim {number} has no "{error.args[0]}"'
            raise InputError(str(path), problem, _GOLD_FORMAT, line_no) from None
        except (TypeError, ValueError, AttributeError) as error:
            problem = f"claim {number} cannot be read: {error}"
            raise InputError(str(path), problem, _GOLD_FORMAT, line_no) from None
    return tuple(claims)


def load_predictions(path: Path) -> dict[str, tuple[CodedClaim, ...]]:
    """Return the claims of a prediction JSONL file by report id."""
    predictions = {}
    for _, line in _lines(path):
        fields = json.loads(line)
        predictions[fields["id"]] = tuple(coded_claim(claim) for claim in fields["claims"])
    return predictions


def coded_claim(fields: Mapping[str, Any]) -> CodedClaim:
    """Return the claim that a gold or prediction line holds under `claims`."""
    trigger = fields.get("trigger")
    triggers = [(trigger["start"], trigger["end"])] if trigger else fields["triggers"]
    if not triggers:
        raise ValueError("it has no trigger")
    time = fields.get("time")
    return CodedClaim(
        type=fields["type"],
        mode=fields.get("mode"),
        triggers=tuple((_offset(start), _offset(end)) for start, end in triggers),
        actors=_items(fields, "actors"),
        targets=_items(fields, "targets"),
        places=_items(fields, "places"),
        days=(time["start"], time["end"]) if time else None,
        modality=fields.get("modality", "actual"),
        polarity=fields.get("polarity", "+"),
        numbers=tuple(
            Quantity(item.get("what"), item.get("min"), item.get("max"))
            for item in fields.get("numbers") or ()
        ),
        chain=_items(fields, "chain"),
        optional=bool(fields.get("optional")),
    )


def code_reading(reading: Reading) -> tuple[CodedClaim, ...]:
    """Return the claims of `reading` in the form in which they are compared with gold."""
    return tuple(_code_claim(claim) for claim in reading.claims)


def _code_claim(claim: Claim) -> CodedClaim:
    time = claim.time
    return CodedClaim(
        type=claim.type,
        mode=claim.mode,
        triggers=((claim.trigger.start, claim.trigger.end),),
        actors=tuple(map(_item, claim.actors)),
        targets=tuple(map(_item, claim.targets)),
        places=tuple(map(_item, claim.places)),
        days=(time.start.isoformat(), time.end.isoformat()) if time else None,
        modality=str(claim.modality),
        polarity=claim.polarity,
        numbers=tuple(_quantity(number) for number in claim.numbers),
        chain=tuple(map(_item, claim.chain)),
    )


def _item(mention: Mention | PlaceMention | Link) -> Item:
    span = mention.span
    return Item(span.start if span else None, span.end if span else None, mention.id)


def _quantity(number: Number) -> Quantity:
    return Quantity(number.what, number.min, number.max)


def _items(fields: Mapping[str, Any], key: str) -> tuple[Item, ...]:
    return tuple(Item(item.get("start"), item.get("end"), item.get("id")) for item in fields.get(key) or ())


def _offset(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no offset")
    return value


def _lines(path: Path) -> Iterable[tuple[int, str]]:
    """Yield the lines that are not blank; raises InputError where the file cannot be read or is no UTF-8."""
    try:
        with path.open("rb") as lines:
            for line_no, data in enumerate(lines, start=1):
                line = data.decode("utf-8-sig" if line_no == 1 else "utf-8")
                if line.strip():
                    yield line_no, line
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        remedy = "Check the name and the permissions."
        raise InputError(str(path), f"it cannot be opened: {reason}", remedy) from error
    except UnicodeDecodeError as error:
        problem = f"this is not UTF-8 (byte {error.start} of the line)"
        raise InputError(str(path), problem, "Save the file as UTF-8.", line_no) from error
