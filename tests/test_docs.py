"""The docs say what the code does: commands, modules, tables and their columns."""

from __future__ import annotations

import csv
import dataclasses
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from readings import READING
from tawatur.coverage import Survey
from tawatur.evaluate import score
from tawatur.evaluate.summary import as_json
from tawatur.export.jsonl import prediction_line
from tawatur.lexicon.entries import TYPES_AND_MODES
from tawatur.lexicon.load import DATA_DIR

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tawatur"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
DICTIONARY = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
READMES = sorted(DATA_DIR.glob("*/README.md"))
TABLES = sorted(DATA_DIR.glob("*/*.csv"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_what_the_docs_show_of_runs_is_fresh():
    command = [sys.executable, "scripts/write-docs", "--check"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr


def test_every_module_stands_in_the_architecture_and_none_that_is_not_there():
    named = set(re.findall(r"^\| `([a-z_]+)` \|", ARCHITECTURE, flags=re.M))
    there = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert named == there - {"__init__"}


@pytest.mark.parametrize("path", [*PAGES, *READMES], ids=name_of)
def test_files_that_a_page_names_are_there(path):
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:src/tawatur/)?([a-z_]+/[a-z_/]+\.(?:py|toml|csv))`", text))
    named |= {f"{module.replace('.', '/')}.py" for module in re.findall(r"`tawatur\.([a-z_.]+)`", text)}
    roots = (ROOT, PACKAGE, DATA_DIR)
    missing = [
        name
        for name in named
        if not name.startswith("gold/")  # of the shared folder
        and not any((root / name).exists() or (root / name).with_suffix("").is_dir() for root in roots)
    ]
    assert missing == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_of_a_page_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("folder", sorted(path.parent for path in READMES), ids=name_of)
def test_every_data_folder_stands_in_the_list_of_formats(folder):
    assert f"`data/{folder.name}/" in DATA


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_every_column_of_a_table_is_in_the_readme_of_its_folder(path):
    with path.open(encoding="utf-8", newline="") as lines:
        columns = next(csv.reader(lines))
    readme = (path.parent / "README.md").read_text(encoding="utf-8")
    assert [column for column in columns if not re.search(rf"\b{column}\b", readme)] == []


def section(title: str) -> str:
    return DICTIONARY.split(f"## {title}")[1].split("\n## ")[0]


def test_every_type_and_mode_is_in_the_data_dictionary():
    rows = re.findall(r"^\| ([A-Z]+) \|[^|]*\| ([^|]+) \|", section("Types and modes"), flags=re.M)
    assert {name: frozenset(modes.split(", ")) for name, modes in rows} == TYPES_AND_MODES


def test_every_key_of_json_output_is_in_the_data_dictionary():
    line = json.loads(prediction_line(READING))
    claim = line["claims"][0]
    keys = {*line, *claim}
    for value in claim.values():
        items = value if isinstance(value, list) else [value]
        keys |= {key for item in items if isinstance(item, dict) for key in item}
    assert {key for key in keys if not re.search(rf"\b{key}\b", section("JSON lines"))} == set()
    survey = {field.name for field in dataclasses.fields(Survey)}
    assert {key for key in survey if f"`{key}`" not in section("Survey")} == set()
    assert {key for key in json.loads(as_json(score({}, {}))) if f"`{key}`" not in section("Scores")} == set()
