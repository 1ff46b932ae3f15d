"""Compiles the reader's inner modules with mypyc, for a wheel that reads faster on one platform.

`make compiled` asks for it (HATCH_BUILD_HOOK_ENABLE_CUSTOM); without that, and in editable installs,
tawatur is pure Python. The modules are compiled in a scratch copy: no extension module ever lies in `src`,
where it would hide a changed file. The wheel holds the plain modules too: they are what is read in a traceback.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What is compiled, as patterns under src/tawatur.
COMPILED = (
    "checks/*.py",
    "claims/**/*.py",
    "lexicon/actor_forms.py",
    "lexicon/lexicon.py",
    "lexicon/packed.py",
    "lexicon/phrases.py",
    "lexicon/places/beyond.py",
    "lexicon/places/earth.py",
    "lexicon/places/ranking.py",
    "lexicon/places/spelling.py",
    "lexicon/words.py",
    "pipeline.py",
    "resolve/dateline.py",
    "resolve/dates/*.py",
    "resolve/geometry.py",
    "resolve/places.py",
    "resolve/wording.py",
    "text/*.py",
)
# Of these stay as they are: frozen records of compiled classes cannot be read back from the cache folder,
# and a compiled class keeps no property that is made once (checks/scene.py).
PLAIN = (
    "checks/scene.py",
    "checks/words.py",
    "claims/numbertables.py",
    "resolve/dates/denote.py",
    "resolve/dates/grammar.py",
)

# mypy's settings are those of the project; what a compiled module imports is not what is checked here.
_SETTINGS = """\
[mypy]
follow_imports = silent
ignore_missing_imports = true
"""
# gcc's level: read at level 3 are 1.96 times as many reports as interpreted.
_LEVEL = "3"


class CompiledHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and have the wheel hold what came out; nothing for an editable install."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._scratch = tempfile.TemporaryDirectory()
        work = Path(self._scratch.name)
        for made in compile_modules(Path(self.root) / "src", work):
            build_data["force_include"][str(work / made)] = str(made)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the scratch copy."""
        if hasattr(self, "_scratch"):
            self._scratch.cleanup()


def what_is_missing() -> str:
    """Return what compiling wants and is not there, or ""."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return f"there is no C compiler ({compiler})"
    for name in ("mypyc", "setuptools"):
        if importlib.util.find_spec(name) is None:
            return f"{name} is not installed"
    header = Path(sysconfig.get_path("include"), "Python.h")
    return "" if header.exists() else f"there is no {header}"


def compile_modules(source: Path, work: Path, level: str = _LEVEL) -> list[Path]:
    """Compile the modules of `source` in the empty folder `work`; return the paths there of what was made.

    `level` is the C compiler's: "0" takes least time and gives the slowest code.
    Raises CalledProcessError, with mypyc's words on standard error, where a module cannot be compiled.
    """
    shutil.copytree(source, work, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "data"))
    modules = sorted(chosen(work / "tawatur"))
    for path in modules:
        path.write_text(for_mypyc(path.read_text(encoding="utf-8")), encoding="utf-8")
    (work / "mypy.ini").write_text(_SETTINGS, encoding="utf-8")
    names = [str(path.relative_to(work)) for path in modules]
    script = (
        "from setuptools import setup; from mypyc.build import mypycify; "
        f"setup(name='tawatur', packages=[], script_args=['--quiet', 'build_ext', '--inplace'], ext_modules="
        f"mypycify(['--config-file=mypy.ini', *{names!r}], opt_level={level!r}, debug_level='0'))"
    )
    subprocess.run([sys.executable, "-c", script], cwd=work, check=True, stdout=sys.stderr)
    return sorted(
        path.relative_to(work)
        for pattern in ("*.so", "tawatur/**/*.so", "*.pyd", "tawatur/**/*.pyd")
        for path in work.glob(pattern)
    )


def chosen(package: Path) -> Iterator[Path]:
    """Yield the modules of `package` that are compiled."""
    plain = {package / name for name in PLAIN}
    for pattern in COMPILED:
        yield from (path for path in package.glob(pattern) if path not in plain)


# ---------------------------------------------------------------- what mypyc wants written differently


def for_mypyc(text: str) -> str:
    """Return a module as mypyc compiles it best; every line stays where it is."""
    text = re.sub(r"(@dataclass\([^)]*), slots=True", r"\1", text)  # native classes have slots anyway
    text = re.sub(r"@dataclass\(slots=True(?:, )?", "@dataclass(", text)
    text = text.replace(
        "    entry: object\n", "    entry: Any\n"
    )  # mypyc stumbles over object in a NamedTuple
    return with_finals(text)


def with_finals(text: str) -> str:
    """Return a module with its constants declared Final, so that they are not looked up by name each time."""
    tree = ast.parse(text)
    bound = _times_bound(tree)
    lines = text.split("\n")
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and not _is_type(node.value):
            _declare(node, bound, lines)
    for number, line in enumerate(lines):
        if line.startswith("from __future__"):
            lines[number] += "; from typing import Any, Final"
            break
    return "\n".join(lines)


def _times_bound(tree: ast.Module) -> Counter[str]:
    """Return how often each name of the module is assigned to at its top."""
    return Counter(
        name.id
        for node in tree.body
        for name in ast.walk(node)
        if isinstance(name, ast.Name)
        and isinstance(name.ctx, ast.Store)
        and not isinstance(node, ast.FunctionDef)
    )


def _is_type(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "TypeVar"


def _declare(node: ast.Assign | ast.AnnAssign, bound: Counter[str], lines: list[str]) -> None:
    at = node.lineno - 1
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    names = list(_names(target))
    if not names or any(bound[name] > 1 or name != name.upper() for name in names):
        return
    if isinstance(node, ast.AnnAssign):
        line, note = lines[at].encode(), node.annotation
        if note.end_lineno == node.lineno:
            inner = line[note.col_offset : note.end_col_offset]
            line = line[: note.col_offset] + b"Final[" + inner + b"]" + line[note.end_col_offset :]
            lines[at] = line.decode()
    elif isinstance(target, ast.Name) and len(node.targets) == 1:
        lines[at] = f"{target.id}: Final" + lines[at].removeprefix(target.id)
    elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
        values = map(ast.unparse, node.value.elts)
        lines[at] = "; ".join(f"{name}: Final = {value}" for name, value in zip(names, values))
        lines[at + 1 : node.end_lineno] = [""] * ((node.end_lineno or 0) - node.lineno)


def _names(target: ast.expr) -> Iterable[str]:
    if isinstance(target, ast.Name):
        return (target.id,)
    if isinstance(target, ast.Tuple):
        return tuple(name.id for name in target.elts if isinstance(name, ast.Name))
    return ()


if __name__ == "__main__":
    compile_modules(Path(sys.argv[1]), Path(sys.argv[2]))
