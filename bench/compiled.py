"""Reads the same reports with the modules as they are and with those compiled by mypyc, in turns.

Usage: python bench/compiled.py [--runs N] [PATH...]
Builds the wheel of `make compiled` into build/bench, once for each state of the sources; says so and stops
where there is no C compiler or no mypyc. Ends with 1 if the two do not give the same output.
What the figures mean: bench/README.md.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BUILT = ROOT / "build" / "bench"
HOOK = ROOT / "scripts" / "hatch_compiled.py"
# As many reports as make a run long enough to be measured.
LEAST_REPORTS = 300


def main() -> None:
    """Measure and write the figures to standard output."""
    parser = argparse.ArgumentParser(description="Interpreted against compiled reading.")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--runs", type=int, default=5, help="passes of each kind (5)")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = options.paths or sorted((SHARED / "corpus").glob("*.jsonl")) or [ROOT / "samples"]
    if options.worker:
        _work(paths)
    elif missing := _missing():
        print(f"compiled: not measured, {missing}")
    else:
        sys.exit(_compare(paths, options.runs, _compiled()))


def _missing() -> str:
    """Return what compiling wants and is not there, or ""."""
    spec = importlib.util.spec_from_file_location("hatch_compiled", HOOK)
    assert spec is not None and spec.loader is not None
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    return str(hook.what_is_missing())


def _compiled() -> Path:
    """Return the folder of the unpacked compiled wheel of the sources as they are, made if need be."""
    digest = hashlib.sha256()
    for path in [HOOK, *sorted((ROOT / "src").rglob("*.py"))]:
        digest.update(path.read_bytes())
    folder = BUILT / digest.hexdigest()[:16]
    if not folder.exists():
        shutil.rmtree(BUILT, ignore_errors=True)
        print("compiling: takes some minutes", file=sys.stderr)
        with tempfile.TemporaryDirectory() as wheels:
            command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", wheels]
            environment = {**os.environ, "HATCH_BUILD_HOOK_ENABLE_CUSTOM": "true"}
            subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=sys.stderr)
            (wheel,) = Path(wheels).glob("*.whl")
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)
    return folder


def _compare(paths: Sequence[Path], runs: int, compiled: Path) -> int:
    """Measure, write the figures, and return 0 if both ways gave the same output."""
    with tempfile.TemporaryDirectory() as cache:
        workers = [_Worker(source, Path(cache, source.name), paths) for source in (ROOT / "src", compiled)]
        for _ in range(runs):
            for step in ("floor", "read"):
                for worker in workers:
                    worker.run(step)
        for worker in workers:
            worker.end()
    plain, fast = workers
    print(f"{'':12}{'reports/s/core':>15}{'floor':>8}{'ratio':>7}   best of {runs} runs, in turns")
    for name, worker in (("interpreted", plain), ("compiled", fast)):
        read, floor = worker.rate("read"), worker.rate("floor")
        print(f"{name:12}{read:15.0f}{floor:8.0f}{floor / read:7.1f}")
    same = plain.output == fast.output
    print(f"compiled reads {fast.rate('read') / plain.rate('read'):.2f} times as many", end=", ")
    print("the output is the same" if same else "THE OUTPUT DIFFERS")
    return 0 if same else 1


class _Worker:
    """A process that reads with the package in `source`."""

    def __init__(self, source: Path, cache: Path, paths: Sequence[Path]) -> None:
        environment = {**os.environ, "PYTHONPATH": str(source), "TAWATUR_CACHE": str(cache)}
        command = [sys.executable, __file__, "--worker", *map(str, paths)]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.output = self._answer()
        self.rates: dict[str, list[float]] = {"floor": [], "read": []}

    def run(self, step: str) -> None:
        """Have all reports passed once, and keep how fast."""
        assert self.process.stdin is not None
        print(step, file=self.process.stdin, flush=True)
        self.rates[step].append(float(self._answer()))

    def rate(self, step: str) -> float:
        """Return the best rate of a step, in reports per second of processor time."""
        return max(self.rates[step])

    def end(self) -> None:
        """Close the process."""
        self.process.communicate()

    def _answer(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("error: the reading process ended, see above")
        return line.strip()


# ---------------------------------------------------------------- in the process that reads


def _work(paths: Sequence[Path]) -> None:
    """Write a digest of the output, then for each step asked for its rate."""
    from tawatur.export.jsonl import prediction_line
    from tawatur.ingest.files import read_reports
    from tawatur.model import Report
    from tawatur.pipeline import Reader
    from tawatur.text.tokens import tokenize

    def give_up(problem: Exception) -> None:
        raise SystemExit(f"error: {problem}")

    reader = Reader.load(cache_dir=Path(os.environ["TAWATUR_CACHE"]))
    gc.set_threshold(50_000, 20, 20)  # as the command does
    reports = list(read_reports(paths, on_problem=give_up))
    digest = hashlib.sha256()
    for report in reports:
        digest.update(prediction_line(reader.read(report)).encode())
    print(digest.hexdigest(), flush=True)
    reports *= -(-LEAST_REPORTS // len(reports))

    def look_up(report: Report) -> None:
        word, text = reader.lexicon.word, report.text
        for token in tokenize(text):
            if token.kind == "word":
                word(text[token.start : token.end])

    for step in _lines():
        reader.lexicon.forget()
        began = time.process_time()
        for report in reports:
            (look_up if step == "floor" else reader.read)(report)
        print(len(reports) / (time.process_time() - began), flush=True)


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        yield line.strip()


if __name__ == "__main__":
    main()
