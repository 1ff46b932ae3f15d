"""Snapshots of a store for analysis: Parquet files, all there or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from tawatur.errors import StoreError
from tawatur.model import Claim, Link, Mention
from tawatur.store.asking import Filters, StoredClaim, all_reports, find_claims
from tawatur.store.schema import report_texts

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 5_000  # of a row group: a few MB


def write_snapshot(connection: Connection, folder: Path) -> dict[str, int]:
    """Write `reports.parquet`, `claims.parquet` and `mentions.parquet` into a new folder; return their rows.

    The folder appears when all of it is written. Raises StoreError where it is there already.
    """
    if folder.exists():
        raise StoreError(str(folder), "it is there already", "Name a folder that is not there yet.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}")
    unfinished.mkdir()
    try:
        rows = {
            "reports": _write(unfinished / "reports.parquet", _report_schema(), _reports(connection)),
            "claims": _write(unfinished / "claims.parquet", _claim_schema(), _claims(connection)),
            "mentions": _write(unfinished / "mentions.parquet", _mention_schema(), _mentions(connection)),
        }
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return rows


def _write(path: Path, schema: pa.Schema, rows: Iterable[Mapping[str, Any]]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    count, stream = 0, iter(rows)
    made = {b"made_at": datetime.now(UTC).isoformat().encode()}
    with pq.ParquetWriter(path, schema.with_metadata(made), compression="zstd") as writer:
        while group := list(islice(stream, _ROWS)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            count += len(group)
    with path.open("rb") as written:
        os.fsync(written.fileno())
    return count


def _schema(**types: str) -> pa.Schema:
    import pyarrow as pa

    known = {
        "text": pa.string(), "day": pa.date32(), "count": pa.int32(), "degrees": pa.float64(),
        "texts": pa.list_(pa.string()),
    }  # fmt: skip
    return pa.schema([(name, known[kind]) for name, kind in types.items()])


def _report_schema() -> pa.Schema:
    return _schema(
        report="text", id="text", outlet="text", published="day", published_basis="text", title="text",
        text="text", url="text", language="text", source="text", text_id="text",
    )  # fmt: skip


def _claim_schema() -> pa.Schema:
    return _schema(
        claim="text", report="text", number="count", type="text", mode="text", modality="text",
        polarity="text", trigger="text", time_start="day", time_end="day", time_precision="text",
        actor_ids="texts", target_ids="texts", place_ids="texts", latitude="degrees", longitude="degrees",
        chain_ids="texts", origin_id="text", killed_min="count", killed_max="count", sentence="text",
        findings="texts",
    )  # fmt: skip


def _mention_schema() -> pa.Schema:
    return _schema(
        claim="text", role="text", id="text", words="text", start="count", end="count", framing="text"
    )


def _reports(connection: Connection) -> Iterator[dict[str, Any]]:
    ids = {stored.key: stored.id for stored in all_reports(connection)}
    texts = {row.report_key: row.text_key for row in connection.execute(report_texts.select())}
    for stored in all_reports(connection):
        report = stored.report
        yield {
            "report": stored.id, "id": stored.name, "outlet": report.outlet, "published": report.published,
            "published_basis": str(report.published_basis), "title": report.title, "text": report.text,
            "url": report.url, "language": report.language, "source": report.source,
            "text_id": ids[texts[stored.key]],
        }  # fmt: skip


def _claims(connection: Connection) -> Iterator[dict[str, Any]]:
    for each in find_claims(connection, Filters()):
        claim, text = each.claim, each.stored.report.text
        located = next((place for place in claim.places if place.lat is not None), None)
        yield {
            "claim": each.id, "report": each.stored.id, "number": each.number, "type": claim.type,
            "mode": claim.mode, "modality": str(claim.modality), "polarity": claim.polarity,
            "trigger": text[claim.trigger.start : claim.trigger.end],
            "time_start": claim.time.start if claim.time else None,
            "time_end": claim.time.end if claim.time else None,
            "time_precision": claim.time.precision if claim.time else None,
            "actor_ids": [mention.id for mention in claim.actors],
            "target_ids": [mention.id for mention in claim.targets],
            "place_ids": [place.id or place.name for place in claim.places],
            "latitude": located.lat if located else None,
            "longitude": located.lon if located else None,
            "chain_ids": [link.id for link in claim.chain],
            "origin_id": claim.chain[-1].id if claim.chain else None,
            **_killed(claim),
            "sentence": text[claim.sentence.start : claim.sentence.end],
            "findings": [finding.message for finding in claim.findings],
        }  # fmt: skip


def _killed(claim: Claim) -> dict[str, int | None]:
    killed = next((number for number in claim.numbers if number.what == "killed"), None)
    return {"killed_min": killed.min if killed else None, "killed_max": killed.max if killed else None}


def _mentions(connection: Connection) -> Iterator[dict[str, Any]]:
    for each in find_claims(connection, Filters()):
        yield from _named(each)


def _named(each: StoredClaim) -> Iterator[dict[str, Any]]:
    claim, text = each.claim, each.stored.report.text
    roles: dict[str, Sequence[Mention | Link]] = {
        "actor": claim.actors,
        "target": claim.targets,
        "teller": claim.chain,
    }
    for role, mentions in roles.items():
        for mention in mentions:
            start, end = (mention.span.start, mention.span.end) if mention.span else (None, None)
            yield {
                "claim": each.id, "role": role, "id": mention.id, "words": text[start:end] if mention.span else None,
                "start": start, "end": end, "framing": mention.framing,
            }  # fmt: skip
    for place in claim.places:
        yield {
            "claim": each.id, "role": place.role, "id": place.id or place.name, "words": place.name,
            "start": place.span.start, "end": place.span.end, "framing": "",
        }  # fmt: skip
