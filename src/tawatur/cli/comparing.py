"""`tawatur versions`, `readings` and `diff`: copies of a text, and readings of a report, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

import click

from tawatur.cli.asking import one_report
from tawatur.cli.options import bidi_option, lines_option
from tawatur.cli.output import bidi_for, console_on, output_stream, print_part, write_json
from tawatur.cli.storing import opened_store, store_option
from tawatur.export.bidi import Bidi, shown

if TYPE_CHECKING:
    from tawatur.model import Claim
    from tawatur.store.asking import Stored
    from tawatur.store.readings import ClaimChange, Version
    from tawatur.text.alignment import Aligned, Passage


@click.command()
@click.argument("report")
@store_option
@lines_option
@bidi_option
def versions(report: str, where: str, form: str, bidi: str) -> None:
    """Show what each copy of a report's text added, dropped, changed, moved, or put in quotation marks.

    Each copy is compared with the first appearance of the text. REPORT is an id, or the beginning of one.
    """
    from tawatur.store import asking
    from tawatur.text.alignment import align

    with opened_store(where) as store, output_stream("-") as stream, store.database.reading() as connection:
        stored = one_report(asking.report_of(connection, report), report)
        others = {other.key: (other, kind) for other, kind, _ in asking.copies_of(connection, stored)}
        family = [stored, *(other for other, kind in others.values() if kind != "partial")]
        first = min(family, key=asking.appearance)
        rest = sorted((each for each in family if each.key != first.key), key=asking.appearance)
        partial = [other for other, kind in others.values() if kind == "partial"]
        mode = bidi_for(bidi, stream)
        if form == "text":
            _say(stream, f"first appearance: {_name(first, mode)}")
        for each in (*rest, *partial):
            kind = others[each.key][1] if each.key in others else others[first.key][1]
            base = stored if each in partial else first
            aligned = align(base.report.text, each.report.text)
            if form == "jsonl":
                write_json(stream, _version(base, each, kind, aligned))
            else:
                _show_version(base, each, kind, aligned, stream, mode)
    if not rest and not partial:
        click.echo("no copies of it are in the store", err=True)


@click.command()
@store_option
@lines_option
def readings(where: str, form: str) -> None:
    """List the versions of the reader that the store has readings by; `diff` compares two."""
    from tawatur.store.readings import versions_kept

    with opened_store(where) as store, output_stream("-") as stream, store.database.reading() as connection:
        for each in versions_kept(connection):
            if form == "jsonl":
                write_json(stream, {name: getattr(each, name) for name in _VERSION})
            else:
                count = f"{each.reports} reports, newest of {each.current}"
                _say(stream, f"{each.key}  {each.first_run[:19]}  {each.reader}  data {each.data}  {count}")


_VERSION = ("key", "reader", "data", "first_run", "reports", "current")


@click.command()
@click.argument("before")
@click.argument("after")
@store_option
@click.option("--report", default="", metavar="REPORT", help="Only this report.")
@lines_option
@bidi_option
def diff(before: str, after: str, where: str, report: str, form: str, bidi: str) -> None:
    """Show which claims came, went and changed between two versions of the reader.

    BEFORE and AFTER are numbers of `tawatur readings`, or first, previous and latest.
    """
    from tawatur.store import asking
    from tawatur.store.readings import changes_between, versions_kept

    totals = {"came": 0, "went": 0, "changed": 0}
    with opened_store(where) as store, output_stream("-") as stream, store.database.reading() as connection:
        kept = versions_kept(connection)
        pair = _version_key(before, kept, "BEFORE"), _version_key(after, kept, "AFTER")
        only = one_report(asking.report_of(connection, report), report).key if report else None
        mode = bidi_for(bidi, stream)
        for stored, changes in changes_between(connection, *pair, only):
            for change in changes:
                totals[change.kind] += 1
            if form == "jsonl":
                write_json(stream, {"report": stored.id, "claims": [_change(c, stored) for c in changes]})
            else:
                _show_changes(stored, changes, stream, mode)
    click.echo(", ".join(f"{count} {kind}" for kind, count in totals.items()), err=True)


def _version_key(name: str, kept: list[Version], hint: str) -> int:
    """Return the key of the version that was named; one that is not there ends the command."""
    words = {"first": 0, "previous": -2, "latest": -1}
    keys = [version.key for version in kept]
    if name in words and len(keys) > abs(words[name] + (words[name] < 0)):
        return keys[words[name]]
    if name.isdecimal() and int(name) in keys:
        return int(name)
    known = ", ".join(map(str, keys)) or "none"
    raise click.BadParameter(f"{name!r} is no version. The store has: {known}.", param_hint=hint)


def _say(stream: TextIO, line: str) -> None:
    stream.write(f"{line}\n")


def _name(stored: Stored, bidi: Bidi) -> str:
    outlet = shown(stored.report.outlet, bidi) or "no outlet"
    return f"{stored.id}  {stored.report.published or 'no date'}  {outlet}"


def _words(passage: Passage | None, stored: Stored) -> str:
    return " ".join(stored.report.text[passage.start : passage.end].split()) if passage else ""


def _version(base: Stored, other: Stored, kind: str, aligned: Iterable[Aligned]) -> dict[str, Any]:
    return {
        "report": other.id, "of": base.id, "kind": kind, "outlet": other.report.outlet,
        "published": other.report.published.isoformat() if other.report.published else None,
        "sentences": [
            {
                "kind": each.kind, "before": _span(each.before), "after": _span(each.after),
                "changes": [
                    {
                        "kind": change.kind, "before": _span(change.before), "after": _span(change.after),
                        "was": _words(change.before, base), "became": _words(change.after, other),
                    }
                    for change in each.changes
                ],
            }
            for each in aligned
        ],
    }  # fmt: skip


def _span(passage: Passage | None) -> dict[str, int] | None:
    return {"start": passage.start, "end": passage.end} if passage else None


_SIGNS = {"same": "=", "added": "+", "dropped": "-", "changed": "~", "moved": ">"}


def _show_version(
    base: Stored, other: Stored, kind: str, aligned: list[Aligned], stream: TextIO, bidi: Bidi
) -> None:
    console = console_on(stream)
    kinds = ("same", "changed", "moved", "added", "dropped")
    counted = ", ".join(f"{n} {k}" for k in kinds if (n := sum(each.kind == k for each in aligned)))
    head = "with a passage of it" if kind == "partial" else f"{kind} copy"
    print_part(console, f"\n{head}: {_name(other, bidi)}\n  sentences: {counted}")
    # Of a report that only has a passage of the other, the passage is shown, not all else that it tells.
    left_out = ("added", "dropped") if kind == "partial" else ("same",)
    for each in aligned:
        if each.kind in left_out:
            continue
        words = _words(each.after, other) or _words(each.before, base)
        print_part(console, f"  {_SIGNS[each.kind]} {each.kind}: {shown(words, bidi)}")
        for change in each.changes:
            was, became = shown(_words(change.before, base), bidi), shown(_words(change.after, other), bidi)
            told = (
                became if change.kind in ("quoted", "unquoted") else " → ".join(filter(None, (was, became)))
            )
            print_part(console, f"      {change.kind}: {told}")


def _change(change: ClaimChange, stored: Stored) -> dict[str, Any]:
    from tawatur.export.jsonl import claim_fields

    def told(claim: Claim | None) -> dict[str, Any] | None:
        return claim_fields(claim, stored.report.text) if claim else None

    return {
        "kind": change.kind,
        "claim": change.id,
        "fields": list(change.fields),
        "before": told(change.before),
        "after": told(change.after),
    }


def _show_changes(stored: Stored, changes: Iterable[ClaimChange], stream: TextIO, bidi: Bidi) -> None:
    _say(stream, _name(stored, bidi))
    for change in changes:
        claim = change.after or change.before
        assert claim is not None
        trigger = shown(stored.report.text[claim.trigger.start : claim.trigger.end], bidi)
        _say(stream, f"  {change.kind}  {claim.type}/{claim.mode}  {trigger}")
        if change.before and change.after:
            was, became = (_told(claim, stored, bidi) for claim in (change.before, change.after))
            for name in change.fields:
                _say(stream, f"      {name}: {was.get(name, 'none')} → {became.get(name, 'none')}")


def _told(claim: Claim, stored: Stored, bidi: Bidi) -> dict[str, str]:
    """Return the fields of a claim in words, by name."""
    from tawatur.export.terminal import field_values

    told = {name: str(getattr(claim, name)) for name in ("type", "mode", "modality", "polarity")}
    for name, value in field_values(claim, stored.report, bidi):
        told[name] = f"{told[name]}; {value}" if name in told else value
    return told
