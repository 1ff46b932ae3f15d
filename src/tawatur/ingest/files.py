"""Reports from files: `.txt`, `.jsonl`, folders of them, and standard input."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from tawatur.errors import DamagedInput, InputError
from tawatur.ingest.decoding import Damage, Decoded, comes_in_lines, decode, has_arabic, without_surrogates
from tawatur.ingest.folders import files_in, written
from tawatur.ingest.parsing import Record, content_id, parse_json_line, parse_text
from tawatur.model import Basis, Report

OnProblem = Callable[[InputError], None]
OnSkipped = Callable[[Path], None]

STANDARD_INPUT = "-"
_SUFFIXES = (".txt", ".jsonl")
_ENCODINGS = "UTF-8, UTF-16, Windows-1256 and ISO-8859-6 are read"
_TABLES = (".csv", ".tsv")
# JSON that goes over several lines, or has all reports in one array; «[عاجل]» opens a text.
_NO_LINES = re.compile(rb"[\[{]\s*$|\[\s*[{\[]")
_MARKUP = re.compile(r"\A\s*+<(?:!doctype\s+html|html\b|\?xml\b)", re.IGNORECASE)


@dataclass(slots=True)
class _Intake:
    """What holds for one call of read_reports: defaults, the ids seen so far, where problems go."""

    published: date | None
    outlet: str
    on_problem: OnProblem
    seen: dict[str, str] = field(default_factory=dict)  # id: where its report was read


def read_reports(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    outlet: str = "",
    on_problem: OnProblem,
    on_skipped: OnSkipped = lambda _: None,
    stdin: BinaryIO | None = None,
) -> Iterator[Report]:
    """Yield the reports of `paths` in order; a folder's files come sorted by path, to any depth.

    `.txt` holds one report, `.jsonl` one a line; "-" and other names are told apart by
    their first character. A folder gives its `.txt` and `.jsonl` files; hidden ones and
    others go to `on_skipped`, a hidden folder as one. `published` and `outlet` fill in for
    reports that bring none.

    What cannot be read goes to `on_problem` and reading goes on: an InputError stands
    for one report (or file, or folder) that is not among those yielded, a DamagedInput
    for one that is, with U+FFFD where its bytes could not be decoded.
    """
    intake = _Intake(published, outlet, on_problem)
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield from _read_standard_input(stdin, intake)
        elif path == "":
            on_problem(
                InputError('""', "an empty PATH names no file", "Name a file or folder, or leave it out.")
            )
        else:
            for file in _files_of(Path(path), on_problem, on_skipped):
                yield from _read_file(file, intake)


def count_reports(paths: Iterable[str | Path]) -> int | None:
    """Return about how many reports `paths` hold, for showing progress; None where that cannot be told."""
    count = 0
    for path in map(Path, paths):
        if not path.exists() or path.is_fifo():
            return None
        for file in _files_of(path, _ignore):
            count += _count_lines(file) if file.suffix.lower() == ".jsonl" else 1
    return count


def _count_lines(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b"")) or 1


def is_read_from(file: Path, paths: Iterable[str | Path]) -> bool:
    """Return whether reading `paths` would read `file`, which need not be there yet."""
    target = file.resolve()
    for path in paths:
        if str(path) == STANDARD_INPUT:
            continue
        source = Path(path).resolve()
        in_folder = source in target.parents and target.suffix.lower() in _SUFFIXES and source.is_dir()
        if source == target or in_folder:
            return True
    return False


def _ignore(_: object) -> None:
    """Take notice of nothing."""


def _files_of(path: Path, on_problem: OnProblem, on_skipped: OnSkipped = _ignore) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return

    def unreadable(error: OSError) -> None:
        on_problem(_from_os(error, written(Path(error.filename))))

    found = list(files_in(path, unreadable, lambda other, _: on_skipped(other)))
    of_reports = []
    for file in found:
        if file.name.lower().endswith(_SUFFIXES):
            of_reports.append(file)
        else:
            on_skipped(file)
    if not of_reports:
        problem, remedy = "this folder holds no .txt or .jsonl file", "Name a folder or file with reports."
        on_problem(InputError(written(path), problem, remedy))
    yield from of_reports


def _read_file(path: Path, intake: _Intake) -> Iterator[Report]:
    if path.suffix.lower() in _TABLES and path.is_file():
        remedy = "Write its rows as JSON lines: {id, published, outlet, title, text}."
        intake.on_problem(InputError(written(path), "tables are not read", remedy))
        return
    try:
        with path.open("rb") as stream:
            suffix = path.suffix.lower()
            yield from _read_stream(stream, written(path), intake, suffix if suffix in _SUFFIXES else None)
    except OSError as error:
        intake.on_problem(_from_os(error, written(path)))


def _read_standard_input(stdin: BinaryIO | None, intake: _Intake) -> Iterator[Report]:
    stream = stdin or (sys.stdin.buffer if sys.stdin else None)
    if stream is None:
        remedy = "Pass a report to it, or name a file."
        intake.on_problem(InputError("standard input", "it is closed", remedy))
    else:
        yield from _read_stream(stream, "standard input", intake)


def _read_stream(stream: BinaryIO, name: str, intake: _Intake, suffix: str | None = None) -> Iterator[Report]:
    head = []
    for line in stream:
        head.append(line)
        if line.strip():
            break
    begin = head[-1].removeprefix(codecs.BOM_UTF8).lstrip() if head else b""
    is_jsonl = suffix == ".jsonl" or (suffix is None and begin.startswith(b"{"))
    if suffix != ".txt" and _NO_LINES.match(begin) and not (is_jsonl and begin.rstrip().endswith(b"]")):
        problem = "this is JSON, but not one object on each line"
        remedy = "Write each report on a line of its own: {id, published, outlet, title, text}."
        intake.on_problem(InputError(name, problem, remedy))
    elif is_jsonl and comes_in_lines(begin):
        yield from _read_lines(map(decode, chain(head, stream)), name, intake)
    else:
        yield from _read_whole(b"".join([*head, stream.read()]), name, intake, suffix)


def _read_whole(data: bytes, name: str, intake: _Intake, suffix: str | None) -> Iterator[Report]:
    decoded = decode(data)
    if decoded is None:
        problem = "this is binary data, not text"
        intake.on_problem(InputError(name, problem, f"Save the report as plain text; {_ENCODINGS}."))
    elif _MARKUP.match(decoded.text):
        problem = "this is a page with markup, not plain text"
        intake.on_problem(InputError(name, problem, "Save the words of the report as plain text."))
    elif suffix == ".jsonl" or (suffix is None and decoded.text.lstrip().startswith("{")):
        if decoded.damage:
            intake.on_problem(_damaged(decoded.damage, decoded.encoding, name, None, "file"))
        lines = decoded.text.split("\n")
        yield from _read_lines((Decoded(line, decoded.encoding) for line in lines), name, intake)
    elif report := _accept(parse_text(decoded.text), decoded.encoding, name, None, intake):
        if decoded.damage:
            line_no = data.count(b"\n", 0, decoded.damage.first) + 1
            intake.on_problem(_damaged(decoded.damage, decoded.encoding, name, line_no, "file"))
        yield report


def _read_lines(lines: Iterable[Decoded | None], name: str, intake: _Intake) -> Iterator[Report]:
    is_empty = True
    binary = _BinaryLines(name, intake.on_problem)
    for line_no, decoded in enumerate(lines, start=1):
        if decoded is None:
            binary.add(line_no)
        elif decoded.text.strip():
            binary.tell()
            if report := _read_line(decoded, name, line_no, intake):
                yield report
        else:
            continue
        is_empty = False
    binary.tell()
    if is_empty:
        intake.on_problem(InputError(name, "this file is empty", "Put one JSON object on each line."))


@dataclass(slots=True)
class _BinaryLines:
    """Lines that are no text, one after the other: told as one problem, since they are one thing."""

    name: str
    on_problem: OnProblem
    first: int = 0
    count: int = 0

    def add(self, line_no: int) -> None:
        """Count a line."""
        self.first = self.first or line_no
        self.count += 1

    def tell(self) -> None:
        """Tell of the lines counted, if there are any, and begin anew."""
        if self.count:
            lines = "this line is" if self.count == 1 else f"{self.count} lines from here on are"
            remedy = f"Save the file as plain text; {_ENCODINGS}."
            self.on_problem(InputError(self.name, f"{lines} binary data, not text", remedy, self.first))
        self.first = self.count = 0


def _read_line(decoded: Decoded, name: str, line_no: int, intake: _Intake) -> Report | None:
    try:
        record = parse_json_line(decoded.text, name, line_no)
    except InputError as error:
        intake.on_problem(error)
        return None
    record, surrogates = _without_surrogates(record)
    report = _accept(record, decoded.encoding, name, line_no, intake)
    if report and decoded.damage:
        intake.on_problem(_damaged(decoded.damage, decoded.encoding, name, line_no, "line"))
    if report and surrogates:
        problem = f"{surrogates} half characters (lone surrogates) now read U+FFFD"
        remedy = "Write characters beyond U+FFFF as they are, or as a pair of escapes."
        intake.on_problem(DamagedInput(name, problem, remedy, line_no))
    return report


def _without_surrogates(record: Record) -> tuple[Record, int]:
    text, in_text = without_surrogates(record.text)
    title, in_title = without_surrogates(record.title)
    report_id, in_id = without_surrogates(record.id)
    outlet, in_outlet = without_surrogates(record.outlet)
    cleaned = replace(record, text=text, title=title, id=report_id, outlet=outlet)
    return cleaned, in_text + in_title + in_id + in_outlet


def _accept(record: Record, encoding: str, name: str, line: int | None, intake: _Intake) -> Report | None:
    """Return the report of `record`, or None with the problem told: no Arabic text, an id already taken."""
    record = replace(
        record,
        outlet=record.outlet or intake.outlet,
        published=record.published or intake.published,
    )
    report_id = record.id or content_id(record)
    where = f"{name} line {line}" if line is not None else name
    if refusal := _refusal(record, report_id, intake.seen):
        intake.on_problem(InputError(name, *refusal, line))
        return None
    intake.seen[report_id] = where
    return Report(
        id=report_id,
        text=record.text,
        title=record.title,
        outlet=record.outlet,
        published=record.published,
        published_basis=Basis.METADATA if record.published else Basis.NONE,
        source=where,
        encoding=encoding,
    )


def _refusal(record: Record, report_id: str, seen: dict[str, str]) -> tuple[str, str] | None:
    """Return problem and remedy where `record` cannot be read as a report."""
    if not record.text.strip():
        return "there is no text in it", "Leave it out, or put the report's text in."
    if not has_arabic(record.text):
        return "there is no Arabic in its text", f"Leave it out, or save it anew; {_ENCODINGS}."
    if report_id not in seen:
        return None
    if record.id:
        return f'its id "{report_id}" was already read from {seen[report_id]}', "Give each report its own id."
    return f"this is the same report as {seen[report_id]}", "Leave it out, or give each report its own id."


def _damaged(damage: Damage, encoding: str, name: str, line: int | None, unit: str) -> DamagedInput:
    places = "place is" if damage.count == 1 else "places are"
    problem = (
        f"{damage.count} {places} not {encoding.upper()} and now read U+FFFD, "
        f"the first at byte {damage.first} of the {unit}"
    )
    return DamagedInput(name, problem, "Get the file anew, or save it again as UTF-8.", line)


def _from_os(error: OSError, name: str) -> InputError:
    reason = (error.strerror or str(error)).lower()
    return InputError(name, f"it cannot be opened: {reason}", "Check the name and the permissions.")
