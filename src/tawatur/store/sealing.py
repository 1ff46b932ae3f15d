"""Keeps the log of decisions what it is: rows are added, never changed, and each seals the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection

_REFUSAL = "decisions are only ever added to"


def seal(before: str, *fields: str) -> str:
    """Return the digest that a row gets: of its fields and of the seal of the row before it ("" for none)."""
    content = "\x1f".join((before, *fields))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def broken_seals(rows: Iterable[tuple[int, str, tuple[str, ...]]]) -> list[int]:
    """Return the keys of rows (key, seal, fields), in order of their keys, whose seal does not fit."""
    broken, before = [], ""
    for key, sealed, fields in rows:
        if seal(before, *fields) != sealed:
            broken.append(key)
        before = sealed
    return broken


def guard_decisions(connection: Connection) -> None:
    """Make the database itself refuse to change or delete a decision."""
    if connection.dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER decisions_no_{act.lower()} BEFORE {act} ON decisions "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        return
    connection.exec_driver_sql(
        "CREATE FUNCTION refuse_decisions() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    connection.exec_driver_sql(
        "CREATE TRIGGER decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_decisions()"
    )
