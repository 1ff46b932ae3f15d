"""Measures how fast reports are read, against the floor of only looking up their words.

Usage: python bench/read.py [--runs N] [--starts N] [--json] [PATH...]
What the figures mean: bench/README.md.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from tawatur import __version__
from tawatur.ingest.files import read_reports
from tawatur.model import Report
from tawatur.pipeline import Reader
from tawatur.text.tokens import tokenize

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"
# As many reports as make a run long enough to be measured.
LEAST_REPORTS = 300


@dataclass(frozen=True, slots=True)
class Pass:
    """One way through all reports: processor seconds of it all, and wall milliseconds of each report."""

    seconds: float
    report_ms: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is reported of several passes of one kind."""

    reports_per_s: float
    median_ms: float
    p95_ms: float


def main() -> None:
    """Measure and write the figures to standard output."""
    options = _options()
    paths = options.paths or _inputs()
    with tempfile.TemporaryDirectory() as folder:
        cold, warm = _starts(options.starts, Path(folder))
        reader = Reader.load(cache_dir=Path(folder) / "warm")
    gc.set_threshold(50_000, 20, 20)  # as the command does
    repeats = -(-LEAST_REPORTS // sum(1 for _ in _reports(paths, 1)))
    floors, reads = _passes(reader, paths, repeats, options.runs)
    floor, read = _figures(floors), _figures(reads)
    result = {
        "input": [str(path) for path in paths],
        "digest": _digest(paths),
        "reports": len(reads[0].report_ms),
        "runs": options.runs,
        "read": asdict(read),
        "floor": asdict(floor),
        "ratio": floor.reports_per_s / read.reports_per_s,
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "start_cold_s": cold,
        "start_warm_s": warm,
        "starts": options.starts,
        "machine": f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        "versions": f"tawatur {__version__}, data {reader.lexicon.version}, "
        f"Python {platform.python_version()}, marisa-trie {version('marisa-trie')}",
    }
    print(json.dumps(result, indent=1) if options.json else _shown(result, read, floor))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast reports are read.")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--runs", type=int, default=5, help="passes of each kind (5)")
    parser.add_argument("--starts", type=int, default=5, help="starts of the process, cold and warm (5)")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _inputs() -> list[Path]:
    corpus = sorted((SHARED / "corpus").glob("*.jsonl"))
    return corpus or [SAMPLES]


# ---------------------------------------------------------------- passes


def _passes(reader: Reader, paths: Sequence[Path], repeats: int, runs: int) -> tuple[list[Pass], list[Pass]]:
    """Return the floor's passes and the reader's, taken in turns so that both meet the same weather."""

    def look_up(report: Report) -> None:
        word = reader.lexicon.word
        text = report.text
        for token in tokenize(text):
            if token.kind == "word":
                word(text[token.start : token.end])

    floors, reads = [], []
    for _ in range(runs):
        reader.lexicon.forget()
        floors.append(_pass(_reports(paths, repeats), look_up))
        reader.lexicon.forget()
        reads.append(_pass(_reports(paths, repeats), reader.read))
    return floors, reads


def _reports(paths: Sequence[Path], repeats: int) -> Iterator[Report]:
    def give_up(problem: Exception) -> None:
        raise SystemExit(f"error: {problem}")

    for _ in range(repeats):
        yield from read_reports(paths, on_problem=give_up)


def _pass(reports: Iterable[Report], step: Callable[[Report], object]) -> Pass:
    report_ms = []
    began = time.process_time()
    for report in reports:
        start = time.perf_counter()
        step(report)
        report_ms.append((time.perf_counter() - start) * 1000)
    return Pass(time.process_time() - began, tuple(report_ms))


def _figures(passes: Sequence[Pass]) -> Figures:
    each = sorted(ms for one in passes for ms in one.report_ms)
    rates = [len(one.report_ms) / one.seconds for one in passes]
    return Figures(statistics.median(rates), statistics.median(each), each[int(0.95 * (len(each) - 1))])


# ---------------------------------------------------------------- the whole process


def _starts(count: int, folder: Path) -> tuple[float, float]:
    """Return median seconds of `tawatur read` on one report, with an empty cache and with a filled one."""
    shared = sorted((SHARED / "reports").glob("*.txt"))
    report = shared[0] if shared else sorted(SAMPLES.glob("*.txt"))[0]
    cold = [_start(report, folder / f"cold-{number}") for number in range(count)]
    _start(report, folder / "warm")
    warm = [_start(report, folder / "warm") for _ in range(count)]
    return statistics.median(cold), statistics.median(warm)


def _start(report: Path, cache: Path) -> float:
    command = [sys.executable, "-m", "tawatur.cli", "read", str(report)]
    environment = {**os.environ, "TAWATUR_CACHE": str(cache)}
    began = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return time.perf_counter() - began


# ---------------------------------------------------------------- what was measured


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*.*")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _shown(result: dict[str, object], read: Figures, floor: Figures) -> str:
    inputs = ", ".join(str(path) for path in result["input"])  # type: ignore[attr-defined]
    return "\n".join(
        (
            f"{result['reports']} reports from {inputs}, digest {result['digest']}",
            f"{result['machine']}; {result['versions']}",
            f"{'':8}{'reports/s/core':>15}{'median ms':>11}{'p95 ms':>9}",
            f"{'read':8}{read.reports_per_s:15.0f}{read.median_ms:11.2f}{read.p95_ms:9.2f}",
            f"{'floor':8}{floor.reports_per_s:15.0f}{floor.median_ms:11.2f}{floor.p95_ms:9.2f}",
            f"ratio {result['ratio']:.1f}, peak memory {result['peak_memory_mb']:.0f} MB, "
            f"{result['runs']} runs of each",
            f"start {result['start_cold_s']:.2f} s with an empty cache, "
            f"{result['start_warm_s']:.2f} s with a filled one, {result['starts']} starts of each",
        )
    )


if __name__ == "__main__":
    main()
