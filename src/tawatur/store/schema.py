"""The tables of a store, the same in SQLite and PostgreSQL.

Reports, readings, claims and decisions are only ever added to; what points at the newest of them
(`current_readings`, `report_texts`) can be made anew from the rest. Full-text tables differ between
the databases and are made in `store/fulltext.py`. Changes of these tables are migrations in
`store/migrations/versions`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

# Row numbers: SQLite makes 64-bit ones of INTEGER keys only.
Key = BigInteger().with_variant(Integer, "sqlite")

runs = Table(
    "runs",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("command", Text, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
)

# Files and URLs taken in whole; their digest tells whether there is anything new in them.
sources = Table(
    "sources",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("location", Text, nullable=False),
    Column("options", String(64), nullable=False),  # digest of what else was said: dates, outlet, columns
    Column("digest", String(64), nullable=False),
    Column("inputs", Integer, nullable=False),
    Column("run_key", Key, ForeignKey("runs.key"), nullable=False),
    UniqueConstraint("location", "options", "digest"),
)

# The bytes that reports were taken from, compressed with zlib.
originals = Table(
    "originals",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("media", String(32), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, unique=True),  # from what the report says
    Column("name", Text, nullable=False),  # the id it came with
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("outlet_basis", String(16), nullable=False),
    Column("url", Text, nullable=False),
    Column("published", Date),
    Column("published_basis", String(16), nullable=False),
    Column("language", String(8), nullable=False),
    Column("encoding", String(32), nullable=False),
    Column("source", Text, nullable=False),
    Column("forwarded_from", Text, nullable=False),
    Column("original_key", Key, ForeignKey("originals.key")),
    Index("reports_by_name", "name"),
    Index("reports_by_outlet", "outlet"),
    Index("reports_by_day", "published"),
)

# What became of everything that was handed in.
inputs = Table(
    "inputs",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("location", Text, nullable=False),
    Column("member", Text, nullable=False),  # path within an archive, line of a file; "" for the whole
    Column("digest", String(64), nullable=False),
    Column("status", String(16), nullable=False),  # read, duplicate, set-aside, failed
    Column("stage", String(16), nullable=False),
    Column("message", Text, nullable=False),
    Column("report_key", Key, ForeignKey("reports.key")),
    Column("run_key", Key, ForeignKey("runs.key"), nullable=False),
    Column("replaces", Key, ForeignKey("inputs.key")),  # a failure tried again
    Column("original_key", Key, ForeignKey("originals.key")),
    Index("inputs_by_digest", "digest"),
    Index("inputs_by_status", "status"),
    Index("inputs_by_report", "report_key"),
    Index("inputs_by_replaced", "replaces"),
)

# A version of the reader: its code and the data files it read with.
versions = Table(
    "versions",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("reader", String(64), nullable=False),
    Column("data", String(64), nullable=False),
    Column("files", LargeBinary, nullable=False),  # the data files themselves, see store/versions.py
    UniqueConstraint("reader", "data"),
)

readings = Table(
    "readings",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("report_key", Key, ForeignKey("reports.key"), nullable=False),
    Column("version_key", Key, ForeignKey("versions.key"), nullable=False),
    Column("run_key", Key, ForeignKey("runs.key"), nullable=False),
    Column("record", LargeBinary, nullable=False),  # the whole reading, see store/records.py
    UniqueConstraint("report_key", "version_key"),
)

current_readings = Table(
    "current_readings",
    metadata,
    Column("report_key", Key, ForeignKey("reports.key"), primary_key=True, autoincrement=False),
    Column("reading_key", Key, ForeignKey("readings.key"), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("reading_key", Key, ForeignKey("readings.key"), nullable=False),
    Column("number", SmallInteger, nullable=False),  # 1 for the first of its reading
    Column("id", String(32), nullable=False),
    Column("type", String(16), nullable=False),
    Column("mode", String(24), nullable=False),
    Column("modality", String(12), nullable=False),
    Column("polarity", String(1), nullable=False),
    Column("start", Date),  # the day or days of the event, else of publication
    Column("end", Date),
    UniqueConstraint("reading_key", "number"),
    Index("claims_by_type", "type", "mode"),
    Index("claims_by_day", "start"),
)

# Whom and what the claims name: role is actor, target, teller, origin, place or within (what contains it).
mentions = Table(
    "mentions",
    metadata,
    Column("claim_key", Key, ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    Column("role", String(8), primary_key=True),
    Column("id", Text, primary_key=True),
    Index("mentions_by_id", "id", "role"),
    sqlite_with_rowid=False,
)

# Hashes of MinHash bands («m») and of sampled word runs («w»), for finding copies.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("report_key", Key, ForeignKey("reports.key"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# A report and an earlier one it has words of.
copies = Table(
    "copies",
    metadata,
    Column("report_key", Key, ForeignKey("reports.key"), primary_key=True, autoincrement=False),
    Column("of_key", Key, ForeignKey("reports.key"), primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),  # exact, near, partial
    Column("shared", Float, nullable=False),  # share of the report's words that stand in the other
    Index("copies_by_source", "of_key"),
)

# The text that a report is a copy of, named by the key of the report that came in first.
report_texts = Table(
    "report_texts",
    metadata,
    Column("report_key", Key, ForeignKey("reports.key"), primary_key=True, autoincrement=False),
    Column("text_key", Key, ForeignKey("reports.key"), nullable=False),
    Index("report_texts_by_text", "text_key"),
)

# Feeds that are followed: what to send with the next request, and when it may be.
feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("fetched_at", DateTime(timezone=True), nullable=False),
)

# What people decided: only ever added to, each row sealed with the digest of the one before.
decisions = Table(
    "decisions",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("author", Text, nullable=False),
    Column("report_id", String(32), nullable=False),
    Column("claim_id", String(32), nullable=False),  # "" where it is about the report
    Column("field", String(32), nullable=False),
    Column("value", Text, nullable=False),  # JSON
    Column("reason", Text, nullable=False),
    Column("seal", String(64), nullable=False),
    Index("decisions_by_report", "report_id"),
)
