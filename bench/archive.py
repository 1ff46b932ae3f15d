"""Measures an archive: taking in synthetic reports, their copies, search, size and memory.

Usage: python bench/archive.py [--reports N] [--jobs N] [--store URL-OR-PATH] [--folder FOLDER] [--at-most S] [--json]
What the figures mean: bench/README.md. How far it came is told on standard error.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from news import Made, make_news
from sqlalchemy import func, select

from tawatur.store import asking
from tawatur.store.schema import copies, report_texts, reports
from tawatur.store.store import Store

_QUERIES = 200
_TOLD_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What is reported."""

    reports: int
    seconds: float
    reports_per_s: float
    again_seconds: float
    peak_mb: float  # of the process that writes; workers are told apart below
    workers_peak_mb: float
    bytes_per_report: float
    text_bytes_per_report: float
    near_precision: float
    near_recall: float
    passage_recall: float
    search_median_ms: float
    search_p95_ms: float


def main() -> None:
    """Measure and write the figures to standard output."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        where = options.store or str(Path(folder) / "archive.db")
        source = Path(folder) / "news.jsonl"
        made = _write(source, options.reports)
        watch = _Watch(where)
        seconds = _add(source, where, options.jobs, watch, options.at_most)
        again = _add(source, where, options.jobs, _Watch(where)) if not watch.was_stopped else float("nan")
        size = sum(path.stat().st_size for path in Path(folder).glob("archive.db*"))
        with Store.open(where) as store:
            kept = store.counts().reports
            copies_found = _copies_found(store, made[:kept])
            searches = _search_times(store)
        figures = Figures(
            reports=kept,
            seconds=round(seconds, 1),
            reports_per_s=round(kept / seconds, 1),
            again_seconds=round(again, 2),
            peak_mb=watch.peak_mb,
            workers_peak_mb=watch.workers_peak_mb,
            bytes_per_report=round(size / kept),
            text_bytes_per_report=round(source.stat().st_size / options.reports),
            **copies_found,
            search_median_ms=round(statistics.median(searches) * 1000, 1),
            search_p95_ms=round(statistics.quantiles(searches, n=20)[-1] * 1000, 1),
        )
    if options.json:
        print(json.dumps(asdict(figures)))
        return
    for name, value in asdict(figures).items():
        print(f"{name:24}{value}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--store", default="", help="An empty store, instead of a new file.")
    parser.add_argument(
        "--folder", default=None, help="Where the reports and the store are put meanwhile; else the TMPDIR."
    )
    parser.add_argument(
        "--at-most",
        type=float,
        default=None,
        metavar="S",
        help="Stop adding after S seconds and measure that.",
    )
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _write(path: Path, count: int) -> list[Made]:
    """Write the reports to a file; return them without their words."""
    kept = []
    with path.open("w", encoding="utf-8") as stream:
        for made in make_news(count):
            stream.write(made.line() + "\n")
            kept.append(Made(made.id, made.text_id, made.passage_of, "", made.published, "", ""))
    return kept


def _add(source: Path, where: str, jobs: int, watch: _Watch, at_most: float | None = None) -> float:
    """Take a file in with the command itself, interrupted after `at_most` seconds; return the seconds it took."""
    command = [sys.executable, "-m", "tawatur.cli", "add", str(source), "--store", where, "--jobs", str(jobs)]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        seconds = time.perf_counter() - begun
        watch.look(process.pid, seconds)
        if at_most is not None and seconds > at_most and not watch.was_stopped:
            watch.was_stopped = True
            process.terminate()  # what runs in the background may not hear an interrupt
        time.sleep(0.5)
    if process.returncode != 0 and not watch.was_stopped:
        raise SystemExit("adding failed")
    return time.perf_counter() - begun


class _Watch:
    """The highest resident sizes of a process and of the largest of its children, and how far it came."""

    def __init__(self, where: str) -> None:
        self._where, self._told = where, 0.0
        self.peak_mb = self.workers_peak_mb = 0.0
        self.was_stopped = False

    def look(self, pid: int, seconds: float) -> None:
        """Measure once; tell how far it came, now and then."""
        self.peak_mb = max(self.peak_mb, round(_resident(pid) / 1024, 1))
        with contextlib.suppress(OSError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            sizes = [_resident(int(child)) for child in children]
            self.workers_peak_mb = max(self.workers_peak_mb, round(max(sizes, default=0) / 1024, 1))
        if seconds > self._told + _TOLD_EVERY_S:
            self._told = seconds
            with Store.open(self._where) as store, store.database.reading() as connection:
                kept = connection.execute(select(func.max(reports.c.key))).scalar()
            print(
                f"{seconds:6.0f} s {kept:8} reports; MB: writer {self.peak_mb}, worker {self.workers_peak_mb}",
                file=sys.stderr,
                flush=True,
            )


def _resident(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return int(fields[1]) * resource.getpagesize() // 1024


def _copies_found(store: Store, made: list[Made]) -> dict[str, float]:
    """Return precision and recall of pairs (report, first of its text), and the recall of passages."""
    truth = {each.id: f"s{each.text_id}" for each in made}
    passages = {(each.id, f"s{each.passage_of}") for each in made if each.passage_of is not None}
    with store.database.reading() as connection:
        names = {row.key: row.name for row in connection.execute(select(reports.c.key, reports.c.name))}
        texts = connection.execute(select(report_texts.c.report_key, report_texts.c.text_key))
        found = {names[key]: names[text_key] for key, text_key in texts}
        partial = select(copies.c.report_key, copies.c.of_key).where(copies.c.kind == "partial")
        parts = {(names[key], found[names[of_key]]) for key, of_key in connection.execute(partial)}
    joined = {name for name, first in found.items() if first != name}
    right = {name for name in joined if truth[found[name]] == truth[name]}
    copied = {name for name, first in truth.items() if first != name}
    together = {name for name in copied if truth[found[name]] == truth[name]}
    recalled = {pair for pair in passages if (pair[0], found[pair[1]]) in parts}
    return {
        "near_precision": round(len(right) / max(len(joined), 1), 4),
        "near_recall": round(len(together) / max(len(copied), 1), 4),
        "passage_recall": round(len(recalled) / max(len(passages), 1), 4),
    }


def _search_times(store: Store) -> list[float]:
    """Return the seconds that searches for one to three words of kept reports take."""
    chance = random.Random(3)
    times = []
    reports_kept = store.counts().reports
    with store.database.reading() as connection:
        spread = reports.select().where(reports.c.key % max(reports_kept // 500, 1) == 0)
        sample = [row.text for row in connection.execute(spread)]
        for _ in range(_QUERIES):
            words = chance.sample(chance.choice(sample).split(), chance.randint(1, 3))
            begun = time.perf_counter()
            asking.search(connection, " ".join(words), 20)
            times.append(time.perf_counter() - begun)
    return times


if __name__ == "__main__":
    main()
