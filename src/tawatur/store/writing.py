"""Takes in what was handled: documents, reports, readings and claims, each once."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, Table, func, insert, select, update

from tawatur.model import Claim, Document, Fingerprint, Handled, Reading, Report, Status
from tawatur.store import fulltext
from tawatur.store.copies import record_copies
from tawatur.store.records import claim_id, pack, report_id
from tawatur.store.schema import (
    claims,
    current_readings,
    inputs,
    mentions,
    originals,
    readings,
    reports,
)
from tawatur.text.keeping import keepable

# Bytes of one document that are kept; a longer one can only be told to be too long.
MAX_ORIGINAL = 64 << 20
# What contains a place: its id in, the ids of what lies around it out, nearest first.
Containers = Callable[[str], Iterable[str]]


class Writer:
    """Writes within one transaction of one run; numbers rows itself, so that the same input gives the same rows."""

    def __init__(
        self, connection: Connection, run_key: int, version_key: int, containers: Containers
    ) -> None:
        self.connection, self.run_key, self.version_key = connection, run_key, version_key
        self._containers = containers
        self._next: dict[str, int] = {}
        self._words: list[tuple[int, str, str]] = []

    def add(self, handled: Sequence[Handled]) -> list[Status]:
        """Keep each document and what became of it; one that is kept already changes nothing.

        Returns what each counts as: a report that is there already is a duplicate.
        """
        known = statuses_of(self.connection, [each.document for each in handled])
        kept = []
        for each in handled:
            key = identity(each.document)
            if key not in known:
                known[key] = self.add_input(each)
            kept.append(known[key])
        self._index()
        return kept

    def add_retried(self, retried: Iterable[tuple[int, Handled]]) -> list[Status]:
        """Keep what became of inputs, by key, that were tried again; return what each counts as."""
        kept = [self.add_input(handled, replaces=key) for key, handled in retried]
        self._index()
        return kept

    def _index(self) -> None:
        """Put the words of the reports that are new into the index."""
        fulltext.index(self.connection, self._words)
        self._words.clear()

    def add_input(self, handled: Handled, replaces: int | None = None) -> Status:
        """Keep a document and what became of it; `replaces` is the failure that was tried again."""
        original = self._original(handled.document)
        status, report_key = handled.status, None
        if handled.reading is not None and handled.fingerprint is not None:
            report_key, is_new = self._report(handled.reading, handled.fingerprint, original)
            status = Status.READ if is_new else Status.DUPLICATE
        document = handled.document
        row = {
            "key": self._key(inputs),
            "location": document.location,
            "member": document.member,
            "digest": document.digest,
            "status": str(status),
            "stage": handled.stage,
            "message": keepable(handled.message),
            "report_key": report_key,
            "run_key": self.run_key,
            "replaces": replaces,
            "original_key": original,
        }
        self.connection.execute(insert(inputs), [row])
        return status

    def _original(self, document: Document) -> int | None:
        if not document.content or len(document.content) > MAX_ORIGINAL:
            return None
        wanted = select(originals.c.key).where(originals.c.digest == document.digest)
        known: int | None = self.connection.execute(wanted).scalar()
        if known is not None:
            return known
        key = self._key(originals)
        row = {
            "key": key,
            "digest": document.digest,
            "media": document.media,
            "size": len(document.content),
            "content": zlib.compress(document.content, 6),
        }
        self.connection.execute(insert(originals), [row])
        return key

    def _report(self, reading: Reading, found: Fingerprint, original: int | None) -> tuple[int, bool]:
        """Keep the report of a reading; return its key and whether it is new."""
        report = reading.report
        id_ = report_id(report)
        known = self.connection.execute(select(reports.c.key).where(reports.c.id == id_)).scalar()
        if known is not None:
            return known, False
        key = self._key(reports)
        self.connection.execute(insert(reports), [_report_row(key, id_, report, original)])
        self._words.append((key, report.title, report.text))
        record_copies(self.connection, key, report.text, found)
        self.add_reading(key, id_, reading)
        return key, True

    def add_reading(self, report_key: int, of_report: str, reading: Reading) -> None:
        """Keep a reading, its claims, and that it is the newest of its report."""
        key = self._key(readings)
        row = {
            "key": key,
            "report_key": report_key,
            "version_key": self.version_key,
            "run_key": self.run_key,
            "record": pack(reading.claims, reading.findings),
        }
        self.connection.execute(insert(readings), [row])
        self._point_at(report_key, key)
        claim_rows: list[dict[str, object]] = []
        mention_rows: list[dict[str, object]] = []
        for number, claim in enumerate(reading.claims, 1):
            claim_key = self._key(claims)
            claim_rows.append(_claim_row(claim_key, key, number, of_report, claim, reading.report.published))
            mention_rows += self._mention_rows(claim_key, claim)
        if claim_rows:
            self.connection.execute(insert(claims), claim_rows)
        if mention_rows:
            self.connection.execute(insert(mentions), mention_rows)

    def confirm(self, report_keys: Sequence[int]) -> None:
        """Keep that the newest readings of reports are what this version gives too."""
        wanted = (
            select(current_readings.c.report_key, readings.c.record, readings.c.key)
            .join(readings, readings.c.key == current_readings.c.reading_key)
            .where(current_readings.c.report_key.in_(report_keys))
            .order_by(current_readings.c.report_key)
        )
        for row in self.connection.execute(wanted).all():
            key = self._key(readings)
            values = {
                "key": key,
                "report_key": row.report_key,
                "version_key": self.version_key,
                "run_key": self.run_key,
                "record": row.record,
            }
            self.connection.execute(insert(readings), [values])
            # The claims are the same, and so are their rows: they move to the newest reading.
            moved = update(claims).where(claims.c.reading_key == row.key).values(reading_key=key)
            self.connection.execute(moved)
            self._point_at(row.report_key, key)

    def _point_at(self, report_key: int, reading_key: int) -> None:
        table, values = current_readings, {"reading_key": reading_key}
        changed = self.connection.execute(
            update(table).where(table.c.report_key == report_key).values(**values)
        )
        if not changed.rowcount:
            self.connection.execute(insert(table), [{"report_key": report_key, **values}])

    def _mention_rows(self, claim_key: int, claim: Claim) -> Iterator[dict[str, object]]:
        named = {("actor", m.id) for m in claim.actors} | {("target", m.id) for m in claim.targets}
        named |= {("teller", link.id) for link in claim.chain}
        named |= {("origin", link.id) for link in claim.chain[-1:]}
        for place in claim.places:
            named.add(("place", place.id or place.name))
            named |= {("within", around) for around in self._containers(place.id or "")}
        return ({"claim_key": claim_key, "role": role, "id": id_} for role, id_ in sorted(named))

    def _key(self, table: Table) -> int:
        """Return the number of the next row of a table."""
        if table.name not in self._next:
            self._next[table.name] = next_key(self.connection, table)
        self._next[table.name] += 1
        return self._next[table.name] - 1


def next_key(connection: Connection, table: Table) -> int:
    """Return a row number greater than all of a table; nobody else may write to it in the meantime."""
    highest: int | None = connection.execute(select(func.max(table.c.key))).scalar()
    return (highest or 0) + 1


def _report_row(key: int, id_: str, report: Report, original: int | None) -> dict[str, object]:
    return {
        "key": key,
        "id": id_,
        "name": report.id,
        "title": report.title,
        "text": report.text,
        "outlet": report.outlet,
        "outlet_basis": str(report.outlet_basis),
        "url": report.url,
        "published": report.published,
        "published_basis": str(report.published_basis),
        "language": report.language,
        "encoding": report.encoding,
        "source": report.source,
        "forwarded_from": "\n".join(report.forwarded_from),
        "original_key": original,
    }


def _claim_row(
    key: int, reading_key: int, number: int, of_report: str, claim: Claim, published: date | None
) -> dict[str, object]:
    """Return a claim's row; one without a date of its own is found under the day of publication."""
    return {
        "key": key,
        "reading_key": reading_key,
        "number": number,
        "id": claim_id(of_report, claim),
        "type": claim.type,
        "mode": claim.mode,
        "modality": str(claim.modality),
        "polarity": claim.polarity,
        "start": claim.time.start if claim.time else published,
        "end": claim.time.end if claim.time else published,
    }


def identity(document: Document) -> tuple[str, str, str]:
    """Return what tells a document handed in from all others: where it stands, and its bytes' digest."""
    return document.location, document.member, document.digest


def statuses_of(connection: Connection, documents: Iterable[Document]) -> dict[tuple[str, str, str], Status]:
    """Return what became, the last time, of those of the documents that were handed in before."""
    digests = {document.digest for document in documents}
    columns = (inputs.c.location, inputs.c.member, inputs.c.digest, inputs.c.status)
    rows = connection.execute(select(*columns).where(inputs.c.digest.in_(digests)).order_by(inputs.c.key))
    return {(row.location, row.member, row.digest): Status(row.status) for row in rows}
