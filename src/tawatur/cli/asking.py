"""`tawatur status`, `failures`, `search`, `claims` and `show`: what a store holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

import click

from tawatur.cli.options import bidi_option, day, lines_option
from tawatur.cli.output import bidi_for, console_on, output_stream, print_part, write_json
from tawatur.cli.storing import opened_store, store_option
from tawatur.export.bidi import Bidi, harmless, shown

if TYPE_CHECKING:
    from tawatur.model import Finding, Report
    from tawatur.store.asking import Found, Stored, StoredClaim
    from tawatur.store.decisions import Decision


@click.command()
@store_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def status(where: str, form: str) -> None:
    """Count what the store holds, and what became of everything handed in."""
    with opened_store(where) as store, output_stream("-") as stream:
        held = store.counts()
        if form == "json":
            stream.write(json.dumps(held.as_dict()) + "\n")
            return
        stream.write(
            f"{held.reports} reports of {held.texts} texts, {held.claims} claims\n"
            f"{held.inputs} documents handed in: {held.reports} read, {held.duplicates} duplicates, "
            f"{held.set_aside} set aside, {held.failures} failed\n"
        )


@click.command()
@store_option
@click.option("--set-aside", is_flag=True, help="List what was set aside as well.")
@lines_option
def failures(where: str, set_aside: bool, form: str) -> None:
    """List what could not be read: where it stands, at which stage, and why."""
    from tawatur.store.asking import unread_inputs

    statuses = ("failed", "set-aside") if set_aside else ("failed",)
    with opened_store(where) as store, output_stream("-") as stream, store.database.reading() as connection:
        for each in unread_inputs(connection, *statuses):
            if form == "jsonl":
                write_json(stream, {name: getattr(each, name) for name in _FAILURE})
                continue
            place = f"{each.location} {each.member}".rstrip()
            message = each.message.replace("\n", "\n    ")
            stream.write(harmless(f"{each.key}  {each.status}  {each.stage}  {place}\n    {message}\n"))


_FAILURE = ("key", "location", "member", "status", "stage", "message")


@click.command()
@click.argument("words", nargs=-1, required=True)
@store_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="So many reports at most; 0 for all.",
)
@lines_option
@bidi_option
def search(words: tuple[str, ...], where: str, limit: int, form: str, bidi: str) -> None:
    """Find the reports that have all of WORDS, best first.

    «إدلب» finds «ادلب» and «بإدلب» too. Words between "" are a phrase.
    """
    from tawatur.store import asking

    with opened_store(where) as store, output_stream("-") as stream, store.database.reading() as connection:
        found = asking.search(connection, " ".join(words), limit)
        if form == "jsonl":
            for each in found:
                write_json(stream, _found(each))
        else:
            _show_found(found, stream, bidi_for(bidi, stream))
    if not found:
        click.echo("no report has all of these words", err=True)


@click.command()
@store_option
@click.option("--type", "type_", default="", metavar="TYPE", help="As ASSAULT.")
@click.option("--mode", default="", help="As airstrike.")
@click.option(
    "--actor", default="", metavar="ID", help="Who acts or is acted upon: an id, or an Arabic name."
)
@click.option(
    "--place", default="", metavar="ID", help="Where, or what that lies in: an id, or an Arabic name."
)
@click.option("--origin", default="", metavar="ID", help="Who said it first: an id, or an Arabic name.")
@click.option("--since", callback=day, metavar="DAY", help="Events on this day or later.")
@click.option("--until", callback=day, metavar="DAY", help="Events on this day or earlier.")
@click.option("--outlet", default="", help="Reports of this outlet.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="So many claims at most; 0 for all.")
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl", "csv"]), default="text", show_default=True
)
@bidi_option
def claims(
    where: str, type_: str, mode: str, actor: str, place: str, origin: str,
    since: date | None, until: date | None, outlet: str, limit: int, form: str, bidi: str,
) -> None:  # fmt: skip
    """Give the claims of the store that all the options let through, as corrections have them."""
    from tawatur.store.asking import Filters, find_claims

    ids = _ids(actor=actor, place=place, origin=origin)
    filters = Filters(type=type_.upper(), mode=mode, outlet=outlet, since=since, until=until, **ids)
    with opened_store(where) as store, output_stream("-") as stream, store.database.reading() as connection:
        found = find_claims(connection, filters, limit)
        if form == "jsonl":
            for each in found:
                write_json(stream, _claim(each))
        elif form == "csv":
            from tawatur.export.table import write_claims

            write_claims(((_named(each.stored), each.number, each.claim) for each in found), stream)
        else:
            _show_claims(found, stream, bidi_for(bidi, stream))


@click.command()
@click.argument("report")
@store_option
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl", "html"]), default="text", show_default=True
)
@bidi_option
def show(report: str, where: str, form: str, bidi: str) -> None:
    """Show a report with its claims, copies and corrections. REPORT is its id, or the beginning of it."""
    from tawatur.model import Reading
    from tawatur.store import asking

    with opened_store(where) as store, output_stream("-") as stream, store.database.reading() as connection:
        stored = one_report(asking.report_of(connection, report), report)
        found = asking.claims_of(connection, stored)
        findings = asking.findings_of(connection, stored)
        if form == "jsonl":
            copies = asking.copies_of(connection, stored)
            write_json(stream, {**_whole(stored, found, copies), "findings": _findings(findings, stored)})
        elif form == "html":
            from tawatur.export.html import write_page

            write_page([Reading(_named(stored), tuple(each.claim for each in found), findings)], stream)
        else:
            copies = asking.copies_of(connection, stored)
            _show_report(stored, found, copies, stream, bidi_for(bidi, stream), findings)


def one_report(found: list[Stored], wanted: str) -> Stored:
    """Return the one report that was found; none or several end the command."""
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.ClickException(
            f"there is no report {wanted!r}. `tawatur search` finds reports by their words."
        )
    several = ", ".join(f"{stored.id} ({stored.report.outlet or 'no outlet'})" for stored in found)
    raise click.ClickException(f"{wanted!r} may be one of {several}. Give more of the id.")


def _ids(**given: str) -> dict[str, str]:
    """Return the ids that options name: an Arabic name is looked up, anything else is an id."""
    return {role: _id_of(name, role) if not name.isascii() else name for role, name in given.items()}


def _id_of(name: str, role: str) -> str:
    from tawatur.cli.reading import load_reader
    from tawatur.text.normal import normalize

    lexicon = load_reader().lexicon
    if role == "place":
        found = [candidate.id for candidate in lexicon.places.resolve(name)]
    else:
        found = [entry.actor_id for entry in lexicon.actors.by_name(normalize(name))]
    if not found:
        known = "where" if role == "place" else "who"
        raise click.BadParameter(
            f"{name} is not known. Give an id; `tawatur {known}` finds them.", param_hint=f"--{role}"
        )
    return found[0]


def _named(stored: Stored) -> Report:
    """Return a report under its content address."""
    return replace(stored.report, id=stored.id)


def _found(each: Found) -> dict[str, Any]:
    fields = {
        "score": round(each.score, 6),
        "snippet": each.snippet,
        "marks": [list(mark) for mark in each.marks],
    }
    return {**_about(each.stored), **fields}


def _about(stored: Stored) -> dict[str, Any]:
    report = stored.report
    return {
        "report": stored.id,
        "id": stored.name,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "url": report.url,
        "source": report.source,
    }


def _claim(each: StoredClaim) -> dict[str, Any]:
    from tawatur.export.jsonl import claim_fields

    return {
        "claim": each.id,
        "number": each.number,
        **_about(each.stored),
        **claim_fields(each.claim, each.stored.report.text),
        "decisions": [_decision(decision) for decision in each.decisions],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "made_at": decision.made_at.isoformat(),
        "author": decision.author,
        "field": decision.field,
        "value": decision.value,
        "reason": decision.reason,
    }


def _whole(
    stored: Stored, found: Iterable[StoredClaim], copies: Iterable[tuple[Stored, str, float]]
) -> dict[str, Any]:
    return {
        **_about(stored),
        "published_basis": str(stored.report.published_basis),
        "outlet_basis": str(stored.report.outlet_basis),
        "language": stored.report.language,
        "encoding": stored.report.encoding,
        "forwarded_from": list(stored.report.forwarded_from),
        "text": stored.report.text,
        "claims": [_claim(each) for each in found],
        "copies": [{**_about(other), "kind": kind, "shared": shared} for other, kind, shared in copies],
    }


def _findings(findings: Iterable[Finding], stored: Stored) -> list[dict[str, Any]]:
    from tawatur.export.jsonl import finding_fields

    return [finding_fields(finding, stored.report.text) for finding in findings]


def _show_found(found: Iterable[Found], stream: TextIO, bidi: Bidi) -> None:
    from rich.text import Text

    console = console_on(stream)
    for each in found:
        report = each.stored.report
        day_of = report.published.isoformat() if report.published else "no date"
        print_part(
            console, Text(f"{each.stored.id}  {day_of}  ").append(shown(report.outlet, bidi), style="dim")
        )
        if report.title:
            print_part(console, Text(shown(report.title, bidi), style="bold"))
        snippet = Text(shown(each.snippet, bidi))
        found_words = {each.snippet[start:end] for start, end in each.marks}
        as_words = Bidi.PLAIN if bidi is Bidi.TERMINAL else bidi
        snippet.highlight_words([shown(word, as_words) for word in found_words], style="bold yellow")
        print_part(console, snippet)
        print_part(console, Text(""))


def _show_claims(found: Iterable[StoredClaim], stream: TextIO, bidi: Bidi) -> None:
    from itertools import groupby

    console = console_on(stream)
    for _, of_report in groupby(found, key=lambda each: each.stored.key):
        claims_of_report = list(of_report)
        _show_report(claims_of_report[0].stored, claims_of_report, (), stream, bidi)
        print_part(console, "")


def _show_report(
    stored: Stored,
    found: Iterable[StoredClaim],
    copies: Iterable[tuple[Stored, str, float]],
    stream: TextIO,
    bidi: Bidi,
    findings: Iterable[Finding] = (),
) -> None:
    from tawatur.export.terminal import render_claims

    console = console_on(stream)
    numbered = [(each.number, each.claim) for each in found]
    for part in render_claims(_named(stored), numbered, findings, width=console.width, bidi=bidi):
        print_part(console, part)
    for other, kind, shared in copies:
        outlet = shown(other.report.outlet or "no outlet", bidi)
        print_part(
            console, f"{kind} copy: {other.id}  {outlet}  {other.report.published or ''}  {shared:.0%} shared"
        )
