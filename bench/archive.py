"""Measures an archive: taking in synthetic reports, their copies, search, size and memory.

Usage: python bench/archive.py [--reports N] [--jobs N] [--store URL-OR-PATH] [--json]
What the figures mean: bench/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from news import Made, make_news

from tawatur.store import asking
from tawatur.store.schema import copies, report_texts, reports
from tawatur.store.store import Store

_QUERIES = 200


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
    with tempfile.TemporaryDirectory() as folder:
        where = options.store or str(Path(folder) / "archive.db")
        source = Path(folder) / "news.jsonl"
        made = _write(source, options.reports)
        seconds, peak, workers = _add(source, where, options.jobs)
        again, _, _ = _add(source, where, options.jobs)
        with Store.open(where) as store:
            precision, recall, passages = _copies_found(store, made)
            searches = _search_times(store)
        size = sum(path.stat().st_size for path in Path(folder).glob("archive.db*"))
        figures = Figures(
            reports=options.reports,
            seconds=round(seconds, 1),
            reports_per_s=round(options.reports / seconds, 1),
            again_seconds=round(again, 2),
            peak_mb=peak,
            workers_peak_mb=workers,
            bytes_per_report=round(size / options.reports),
            text_bytes_per_report=round(source.stat().st_size / options.reports),
            near_precision=precision,
            near_recall=recall,
            passage_recall=passages,
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


def _add(source: Path, where: str, jobs: int) -> tuple[float, float, float]:
    """Take a file in with the command itself; return wall seconds, peak MB of it and of its largest worker."""
    command = [sys.executable, "-m", "tawatur.cli", "add", str(source), "--store", where, "--jobs", str(jobs)]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    peaks: Counter[str] = Counter()
    watch = threading.Thread(target=_watch, args=(process, peaks))
    watch.start()
    if process.wait() != 0:
        raise SystemExit("adding failed")
    watch.join()
    return time.perf_counter() - begun, round(peaks["main"] / 1024, 1), round(peaks["worker"] / 1024, 1)


def _watch(process: subprocess.Popen[bytes], peaks: Counter[str]) -> None:
    """Keep the highest resident sizes in kB of a process and of the largest of its children."""
    while process.poll() is None:
        peaks["main"] = max(peaks["main"], _resident(process.pid))
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        try:
            pids = children.read_text().split()
        except OSError:
            pids = []
        peaks["worker"] = max([peaks["worker"], *(_resident(int(pid)) for pid in pids)])
        time.sleep(0.5)


def _resident(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return int(fields[1]) * resource.getpagesize() // 1024


def _copies_found(store: Store, made: list[Made]) -> tuple[float, float, float]:
    """Return precision and recall of pairs (report, first of its text), and the recall of passages."""
    truth = {each.id: f"s{each.text_id}" for each in made}
    passages = {(each.id, f"s{each.passage_of}") for each in made if each.passage_of is not None}
    with store.database.reading() as connection:
        names = {row.key: row.name for row in connection.execute(reports.select())}
        found = {
            names[row.report_key]: names[row.text_key] for row in connection.execute(report_texts.select())
        }
        parts = {
            (names[row.report_key], found[names[row.of_key]])
            for row in connection.execute(copies.select())
            if row.kind == "partial"
        }
    joined = {name for name, first in found.items() if first != name}
    right = {name for name in joined if truth.get(found[name]) == truth[name]}
    copied = {name for name, first in truth.items() if first != name}
    together = {name for name in copied if name in found and truth.get(found[name]) == truth[name]}
    recalled = len({pair for pair in passages if (pair[0], found.get(pair[1])) in parts})
    return (
        round(len(right) / max(len(joined), 1), 4),
        round(len(together) / max(len(copied), 1), 4),
        round(recalled / max(len(passages), 1), 4),
    )


def _search_times(store: Store) -> list[float]:
    """Return the seconds that searches for one to three words of kept reports take."""
    chance = random.Random(3)
    times = []
    with store.database.reading() as connection:
        sample = [row.text for row in connection.execute(reports.select().limit(500))]
        for _ in range(_QUERIES):
            words = chance.sample(chance.choice(sample).split(), chance.randint(1, 3))
            begun = time.perf_counter()
            asking.search(connection, " ".join(words), 20)
            times.append(time.perf_counter() - begun)
    return times


if __name__ == "__main__":
    main()
