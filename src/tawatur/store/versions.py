"""Versions of the reader: its code and the data files that a reading was made with."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, insert, select

from tawatur.store.schema import versions
from tawatur.store.writing import next_key

ADDED = "gazetteers/"  # what the names of added tables begin with
DIGEST = "#sha256"  # what the name of a table ends in of which only the digest is kept
_LARGE = 4 << 20  # bytes


def data_files(data_dir: Path) -> dict[str, str]:
    """Return the text of every data file under `data_dir` that reading uses, by its path in there."""
    paths = [path for suffix in ("csv", "toml") for path in data_dir.rglob(f"*.{suffix}")]
    used = sorted(path for path in paths if not path.name.startswith("examples"))
    return {path.relative_to(data_dir).as_posix(): path.read_text(encoding="utf-8") for path in used}


def added_tables(folder: Path) -> dict[str, str]:
    """Return each gazetteer that the user added, since reading depends on them too: its text by its name.

    Of a large one, whole countries, only the digest.
    """
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        content = path.read_bytes()
        if len(content) <= _LARGE:
            tables[f"{ADDED}{path.name}"] = content.decode("utf-8", "replace")
        else:
            tables[f"{ADDED}{path.name}{DIGEST}"] = hashlib.sha256(content).hexdigest()
    return tables


def code_digest(package: Path) -> str:
    """Return a digest of all modules under `package` that reading depends on."""
    digest = hashlib.sha256()
    for folder in ("text", "lexicon", "claims", "resolve", "checks"):
        for path in sorted((package / folder).rglob("*.py")):
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def version_key(connection: Connection, reader: str, files: Mapping[str, str]) -> int:
    """Return the key of the version with this reader and these data files, kept now if it is new."""
    content = json.dumps(dict(files), ensure_ascii=False, sort_keys=True).encode()
    data = hashlib.sha256(content).hexdigest()[:16]
    wanted = select(versions.c.key).where((versions.c.reader == reader) & (versions.c.data == data))
    known: int | None = connection.execute(wanted).scalar()
    if known is not None:
        return known
    key = next_key(connection, versions)
    row = {"key": key, "reader": reader, "data": data, "files": zlib.compress(content, 9)}
    connection.execute(insert(versions), [row])
    return key


def files_of(connection: Connection, key: int) -> dict[str, str]:
    """Return the data files of a version, by path."""
    packed = connection.execute(select(versions.c.files).where(versions.c.key == key)).scalar_one()
    files: dict[str, str] = json.loads(zlib.decompress(packed))
    return files


def reader_of(connection: Connection, key: int) -> str:
    """Return the reader of a version: its release and the digest of its code."""
    return str(connection.execute(select(versions.c.reader).where(versions.c.key == key)).scalar_one())
