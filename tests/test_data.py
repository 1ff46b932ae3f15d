"""The data files keep the rules of docs/data.md, and every folder says what is in it."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from tawatur.lexicon.load import DATA_DIR
from tawatur.text.normal import BIDI_CONTROLS, INVISIBLE, strip_marks

FOLDERS = sorted(path for path in DATA_DIR.iterdir() if path.is_dir())
FILES = sorted(path for path in DATA_DIR.rglob("*") if path.suffix in (".toml", ".csv"))
ENTRIES = [path for path in FILES if path.suffix == ".toml" and not path.name.startswith("examples")]
TABLES = [path for path in FILES if path.suffix == ".csv"]

# A shadda may tell two lemmas apart; the rest is for readers, not for the data.
SHADDA = "\u0651"
UNSEEN = (INVISIBLE | BIDI_CONTROLS | {"\u00a0"}) - {SHADDA}
ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def name_of(path: Path) -> str:
    return str(path.relative_to(DATA_DIR))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_every_folder_has_a_readme_and_examples_or_says_where_they_are(folder):
    readme = folder / "README.md"
    assert readme.exists()
    if not list(folder.glob("examples*.toml")):
        text = readme.read_text(encoding="utf-8")
        assert re.search("[Ee]xamples", text), "the README does not say where the examples are"


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_every_file_stands_in_the_readme_of_its_folder(folder):
    text = (folder / "README.md").read_text(encoding="utf-8")
    files = [path.name for path in folder.iterdir() if path.suffix in (".toml", ".csv")]
    # A folder of files of one kind by family (assault.toml, aid.toml ...) may name them by a pattern.
    patterns = re.findall(r"`[^`]*[<*][^`]*`", text)
    assert patterns or [name for name in files if name not in text and not name.startswith("examples")] == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_character_is_invisible(path):
    # An example may be about a vowel sign («ثمناً»); what is never drawn has no place there either.
    unseen = {c for c in UNSEEN if unicodedata.category(c) != "Mn"} if "examples" in path.name else UNSEEN
    found = Counter(c for c in path.read_text(encoding="utf-8") if c in unseen)
    assert not found, {f"U+{ord(c):04X}": count for c, count in found.items()}


@pytest.mark.parametrize("path", ENTRIES, ids=name_of)
def test_entries_have_a_version_and_ids_that_are_sorted_and_unique(path):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert content.pop("version") == 1
    for kind, entries in content.items():
        if not isinstance(entries, list) or not all(isinstance(e, dict) and "id" in e for e in entries):
            continue
        ids = [entry["id"] for entry in entries]
        assert all(ID.fullmatch(id_) for id_ in ids), kind
        assert [id_ for id_, count in Counter(ids).items() if count > 1] == [], kind
        assert ids == sorted(ids), kind


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_tables_are_sorted_repeat_no_row_and_have_arabic_in_the_last_column_only(path):
    rows = rows_of(path)
    columns = list(rows[0])
    keys = [tuple(row.values()) for row in rows]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [row[columns[0]] for row in rows] == sorted(row[columns[0]] for row in rows)
    for row in rows:
        for column in columns[:-1]:
            assert not ARABIC.search(row[column]), (row, column)


@pytest.mark.parametrize("domain", ["verbs", "nominals"])
def test_ids_are_unique_in_their_domain(domain):
    homes: dict[str, list[str]] = {}
    for path in ENTRIES:
        if path.parent.name == domain:
            for entries in tomllib.loads(path.read_text(encoding="utf-8")).values():
                for entry in entries if isinstance(entries, list) else ():
                    homes.setdefault(entry["id"], []).append(strip_marks(entry.get("lemma", "")))
    assert {id_: lemmas for id_, lemmas in homes.items() if len(set(lemmas)) > 1} == {}


@pytest.mark.parametrize("path", [path for path in FILES if path.name.startswith("examples")], ids=name_of)
def test_no_example_stands_twice(path):
    examples = tomllib.loads(path.read_text(encoding="utf-8"))["example"]
    texts = [str({**example, "expect": None, "why": None}) for example in examples]
    assert [text for text, count in Counter(texts).items() if count > 1] == []
