"""The optional compiled wheel: it can be made, and reads as the plain modules do; bench/compiled.py says how fast."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tawatur"


@pytest.fixture(scope="module")
def hook():
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    spec = importlib.util.spec_from_file_location("hatch_compiled", ROOT / "scripts" / "hatch_compiled.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_extension_module_hides_a_module_of_the_checkout():
    assert not [path for path in (ROOT / "src").rglob("*") if path.name.endswith(tuple(EXTENSION_SUFFIXES))]


def test_what_is_compiled_keeps_its_lines_and_its_names(hook):
    for path in hook.chosen(PACKAGE):
        text = path.read_text(encoding="utf-8")
        written = hook.for_mypyc(text)
        assert written.count("\n") == text.count("\n"), path
        assert _names(written) - _TYPES == _names(text) - _TYPES, path


def test_modules_left_plain_are_there(hook):
    assert all((PACKAGE / name).exists() for name in hook.PLAIN)


def test_the_compiled_modules_give_the_same_output(hook, tmp_path):
    if not os.environ.get("TAWATUR_TEST_COMPILED"):
        pytest.skip("takes minutes: TAWATUR_TEST_COMPILED=1, as .ci/run has it")
    if missing := hook.what_is_missing():
        pytest.skip(missing)
    made = hook.compile_modules(ROOT / "src", tmp_path, level="0")
    assert len(made) > 50
    (tmp_path / "tawatur" / "data").symlink_to(PACKAGE / "data")
    assert _read_samples(tmp_path, tmp_path / "cache") == _read_samples(ROOT / "src", tmp_path / "plain")


def _read_samples(source: Path, cache: Path) -> bytes:
    """Return what reading the samples prints with the package in `source`; its modules must be those used."""
    environment = {**os.environ, "PYTHONPATH": str(source), "TAWATUR_CACHE": str(cache)}
    command = [sys.executable, "-m", "tawatur.cli", "read", "--format", "jsonl", str(ROOT / "samples")]
    done = subprocess.run(command, cwd=source, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_constants_are_final_and_types_are_not(hook):
    lines = ('T = TypeVar("T")', 'A, B = "a", "b"', "C: dict[str, int] = {}", "_D = 1", "found = 2", "")
    text = "\n".join(("from __future__ import annotations", *lines))
    assert hook.with_finals(text).split("\n")[1:] == [
        'T = TypeVar("T")',
        "A: Final = 'a'; B: Final = 'b'",
        "C: Final[dict[str, int]] = {}",
        "_D: Final = 1",
        "found = 2",
        "",
    ]


def test_a_constant_bound_twice_stays_a_variable(hook):
    text = "from __future__ import annotations\nA = 1\nA = 2\n"
    assert "A: Final" not in hook.with_finals(text)


_TYPES = {"Any", "Final", "object"}


def _names(text: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
