"""Questions to a store: counts, reports, claims, failures."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, distinct, exists, func, or_, select

from tawatur.model import Basis, Claim, Document, Finding, Report
from tawatur.store import fulltext
from tawatur.store.decisions import Decision, corrected, decisions_on
from tawatur.store.records import claim_id, unpack
from tawatur.store.schema import (
    claims,
    copies,
    current_readings,
    inputs,
    mentions,
    originals,
    readings,
    report_texts,
    reports,
    versions,
)

_READINGS_KEPT = 512


@dataclass(frozen=True, slots=True)
class Counts:
    """What a store holds. `inputs` is the sum of reports, duplicates, set_aside and failures."""

    reports: int
    texts: int
    claims: int
    failures: int
    duplicates: int
    set_aside: int
    inputs: int

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Stored:
    """A report as it is kept: `id` is its content address, `name` the id it came with."""

    key: int
    id: str
    name: str
    report: Report


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim of a report's newest reading, as decisions have it. `number` is 1 for the first."""

    stored: Stored
    number: int
    id: str
    claim: Claim
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are asked for: all that is given must hold. `place` holds for what lies in it too.

    `actor` is anyone who acts or is acted upon; `since` and `until` are days that the event's may touch.
    """

    type: str = ""
    mode: str = ""
    actor: str = ""
    target: str = ""
    place: str = ""
    origin: str = ""
    teller: str = ""
    outlet: str = ""
    report: str = ""
    since: date | None = None
    until: date | None = None
    modality: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no report: why, and where it stands."""

    key: int
    location: str
    member: str
    status: str
    stage: str
    message: str
    is_kept: bool  # whether the bytes are there to try again from


@dataclass(frozen=True, slots=True)
class Found:
    """A report that has the words searched for."""

    stored: Stored
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...] = field(default=())


def counts(connection: Connection) -> Counts:
    """Return the counts of a store."""
    tally = select(inputs.c.status, func.count()).where(_standing()).group_by(inputs.c.status)
    by_status: dict[str, int] = {row[0]: row[1] for row in connection.execute(tally)}
    current = select(func.count()).select_from(claims.join(current_readings, _is_current()))
    return Counts(
        reports=_count(connection, select(func.count()).select_from(reports)),
        texts=_count(connection, select(func.count(distinct(report_texts.c.text_key)))),
        claims=_count(connection, current),
        failures=by_status.get("failed", 0),
        duplicates=by_status.get("duplicate", 0),
        set_aside=by_status.get("set-aside", 0),
        inputs=sum(by_status.values()),
    )


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())


def _standing() -> ColumnElement[bool]:
    """Return the condition that an input was not tried again later."""
    later = inputs.alias("later")
    return ~exists().where(later.c.replaces == inputs.c.key)


def _is_current() -> ColumnElement[bool]:
    return claims.c.reading_key == current_readings.c.reading_key


def unread_inputs(connection: Connection, *statuses: str) -> Iterator[Unread]:
    """Yield the inputs with these statuses that were not tried again since, in order."""
    wanted = inputs.c.status.in_(statuses) & _standing()
    for row in connection.execute(select(inputs).where(wanted).order_by(inputs.c.key)):
        yield Unread(
            row.key,
            row.location,
            row.member,
            row.status,
            row.stage,
            row.message,
            row.original_key is not None,
        )


def document_of(connection: Connection, input_key: int) -> Document:
    """Return what was handed in as an input, without bytes where none were kept."""
    columns = (inputs.c.location, inputs.c.member, inputs.c.digest, originals.c.media, originals.c.content)
    joined = inputs.outerjoin(originals, originals.c.key == inputs.c.original_key)
    row = connection.execute(select(*columns).select_from(joined).where(inputs.c.key == input_key)).one()
    content = zlib.decompress(row.content) if row.content else b""
    return Document(row.location, row.member, row.media or "", content, row.digest)


def report_of(connection: Connection, wanted: str) -> list[Stored]:
    """Return the reports that an id, the beginning of one, or the id it came with means; best first."""
    exact = or_(reports.c.id == wanted, reports.c.name == wanted)
    found = connection.execute(select(reports).where(exact).order_by(reports.c.key)).all()
    if not found and len(wanted) >= _SHORTEST_ID:
        begins = reports.c.id.startswith(wanted, autoescape=True)
        found = connection.execute(select(reports).where(begins).order_by(reports.c.key).limit(10)).all()
    return [_stored(row) for row in found]


_SHORTEST_ID = 4


def reports_with(connection: Connection, keys: list[int]) -> dict[int, Stored]:
    """Return reports by key."""
    rows = connection.execute(select(reports).where(reports.c.key.in_(keys)))
    return {row.key: _stored(row) for row in rows}


def _stored(row: Row[Any]) -> Stored:
    report = Report(
        id=row.name, text=row.text, title=row.title, outlet=row.outlet, published=row.published,
        published_basis=Basis(row.published_basis), source=row.source, encoding=row.encoding, url=row.url,
        outlet_basis=Basis(row.outlet_basis), language=row.language,
        forwarded_from=tuple(row.forwarded_from.split("\n")) if row.forwarded_from else (),
    )  # fmt: skip
    return Stored(row.key, row.id, row.name, report)


def all_reports(connection: Connection, after: int = 0) -> Iterator[Stored]:
    """Yield all reports whose key is greater than `after`, in order of their keys."""
    query = select(reports).where(reports.c.key > after).order_by(reports.c.key)
    with connection.execution_options(stream_results=True).execute(query) as rows:
        yield from map(_stored, rows)


def claims_of(connection: Connection, stored: Stored) -> list[StoredClaim]:
    """Return the claims of a report's newest reading, as decisions have them."""
    return list(find_claims(connection, Filters(report=stored.id)))


def findings_of(connection: Connection, stored: Stored) -> tuple[Finding, ...]:
    """Return what was found against a report as a whole in its newest reading."""
    query = (
        select(readings.c.record)
        .join(current_readings, current_readings.c.reading_key == readings.c.key)
        .where(current_readings.c.report_key == stored.key)
    )
    return unpack(connection.execute(query).scalar_one())[1]


def find_claims(connection: Connection, filters: Filters, limit: int = 0) -> Iterator[StoredClaim]:
    """Yield the claims that the filters let through, by report in the order they came in; `limit` 0 for all."""
    made = _decisions_by_claim(connection)
    query = (
        select(claims.c.number, claims.c.id.label("claim_id"), readings.c.record, *reports.c)
        .join_from(claims, current_readings, _is_current())
        .join(readings, readings.c.key == claims.c.reading_key)
        .join(reports, reports.c.key == current_readings.c.report_key)
        .where(or_(_conditions(filters), claims.c.id.in_(list(made))) if made else _conditions(filters))
        .order_by(reports.c.key, claims.c.number)
    )
    if limit:
        yield from islice(_given(connection, query, made, filters), limit)
    else:
        yield from _given(connection, query, made, filters)


def _given(
    connection: Connection, query: Select[Any], made: dict[str, list[Decision]], filters: Filters
) -> Iterator[StoredClaim]:
    with connection.execution_options(stream_results=True).execute(query) as rows:
        for row in rows:
            found = _stored_claim(row, tuple(made.get(row.claim_id, ())))
            if found is not None and (not found.decisions or _lets_through(filters, found)):
                yield found


def _stored_claim(row: Row[Any], made: tuple[Decision, ...]) -> StoredClaim | None:
    read, _ = _unpacked(row.record)
    claim = corrected(read[row.number - 1], made)
    return StoredClaim(_stored(row), row.number, row.claim_id, claim, made) if claim is not None else None


_unpacked = lru_cache(_READINGS_KEPT)(unpack)


def _decisions_by_claim(connection: Connection) -> dict[str, list[Decision]]:
    by_claim: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions_on(connection):
        if decision.claim_id:
            by_claim[decision.claim_id].append(decision)
    return by_claim


def _conditions(filters: Filters) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = [claims.c.key.is_not(None)]
    for column in ("type", "mode", "modality"):
        if value := getattr(filters, column):
            wanted.append(claims.c[column] == value)
    if filters.since:
        wanted.append(claims.c.end >= filters.since)
    if filters.until:
        wanted.append(claims.c.start <= filters.until)
    if filters.outlet:
        wanted.append(reports.c.outlet == filters.outlet)
    if filters.report:
        wanted.append(or_(reports.c.id == filters.report, reports.c.name == filters.report))
    return and_(*wanted, *(_names(id_, roles) for id_, roles in _roles(filters)))


def _roles(filters: Filters) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ids asked for with the roles that they may have."""
    asked = {
        "actor": ("actor", "target"),
        "target": ("target",),
        "place": ("place", "within"),
        "origin": ("origin",),
        "teller": ("teller",),
    }
    return ((getattr(filters, name), roles) for name, roles in asked.items() if getattr(filters, name))


def _names(id_: str, roles: tuple[str, ...]) -> ColumnElement[bool]:
    named = select(mentions.c.claim_key).where((mentions.c.id == id_) & mentions.c.role.in_(roles))
    return claims.c.key.in_(named)


def _lets_through(filters: Filters, found: StoredClaim) -> bool:
    """Return whether a corrected claim fits the filters, as `_conditions` has it of others."""
    claim, report = found.claim, found.stored.report
    start = claim.time.start if claim.time else report.published
    end = claim.time.end if claim.time else report.published
    acting = {m.id for m in (*claim.actors, *claim.targets)}
    return all(
        (
            filters.type in ("", claim.type),
            filters.mode in ("", claim.mode),
            filters.modality in ("", claim.modality),
            filters.outlet in ("", report.outlet),
            filters.report in ("", found.stored.id, found.stored.name),
            not filters.actor or filters.actor in acting,
            not filters.target or filters.target in {m.id for m in claim.targets},
            not filters.place or filters.place in {p.id or p.name for p in claim.places},
            not filters.teller or filters.teller in {link.id for link in claim.chain},
            not filters.origin or filters.origin in {link.id for link in claim.chain[-1:]},
            not filters.since or (end is not None and end >= filters.since),
            not filters.until or (start is not None and start <= filters.until),
        )
    )


def search(connection: Connection, words: str, limit: int = 20) -> list[Found]:
    """Return the reports that have all of `words`, best first; `limit` 0 for all."""
    hits = fulltext.find(connection, words, limit)
    stored = reports_with(connection, [hit.report_key for hit in hits])
    return [
        Found(stored[hit.report_key], hit.score, *fulltext.snippet(stored[hit.report_key].report.text, words))
        for hit in hits
    ]


def copies_of(connection: Connection, stored: Stored) -> list[tuple[Stored, str, float]]:
    """Return the other reports with the text or a passage of this one: report, kind, share of words taken.

    The first appearance comes first, then the others by the day they were published.
    """
    text_key = connection.execute(
        select(report_texts.c.text_key).where(report_texts.c.report_key == stored.key)
    ).scalar_one()
    same = select(report_texts.c.report_key).where(report_texts.c.text_key == text_key)
    kinds = {key: ("near", 1.0) for key in connection.execute(same).scalars() if key != stored.key}
    either = or_(copies.c.report_key == stored.key, copies.c.of_key == stored.key)
    for row in connection.execute(select(copies).where(either)):
        other = row.of_key if row.report_key == stored.key else row.report_key
        kinds[other] = (row.kind, row.shared)
    found = reports_with(connection, list(kinds))
    return [(found[key], *kinds[key]) for key in sorted(found, key=lambda key: appearance(found[key]))]


def appearance(stored: Stored) -> tuple[date, int]:
    """Return what orders reports by their appearance: the day, then the order they came in."""
    return stored.report.published or date.max, stored.key


def readings_of(connection: Connection, stored: Stored) -> list[tuple[int, str, str, tuple[Claim, ...]]]:
    """Return the readings of a report, oldest first: key, reader version, data version, claims."""
    rows = connection.execute(
        select(readings.c.key, versions.c.reader, versions.c.data, readings.c.record)
        .join(versions, versions.c.key == readings.c.version_key)
        .where(readings.c.report_key == stored.key)
        .order_by(readings.c.key)
    )
    return [(row.key, row.reader, row.data, unpack(row.record)[0]) for row in rows]


def numbered(of_report: str, read: tuple[Claim, ...]) -> Iterator[tuple[int, str, Claim]]:
    """Yield claims of a reading with their number and id."""
    return ((number, claim_id(of_report, claim), claim) for number, claim in enumerate(read, 1))


def claim_numbered(connection: Connection, stored: Stored, number: int) -> str | None:
    """Return the id of a claim of a report's newest reading by its number, None where there is none."""
    query = (
        select(claims.c.id)
        .join_from(claims, current_readings, _is_current())
        .where((current_readings.c.report_key == stored.key) & (claims.c.number == number))
    )
    found: str | None = connection.execute(query).scalar()
    return found
