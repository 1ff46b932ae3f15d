"""`tawatur who`: whom a name, an id or a phrase means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from tawatur.cli.options import bidi_option, day
from tawatur.cli.output import bidi_for, output_stream
from tawatur.cli.reading import load_reader
from tawatur.export.bidi import Bidi, shown

if TYPE_CHECKING:
    from tawatur.lexicon.actors import ActorBook
    from tawatur.pipeline import Reader
    from tawatur.resolve.actors import ActorCandidate


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--on", callback=day, metavar="DAY", help="The day it was said, as 2016-11-22.")
@click.option(
    "--in", "country", default="", metavar="COUNTRY", help="The country spoken of: SYR, syria, سوريا."
)
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="Candidates shown.")
@click.option("--json", "as_json", is_flag=True, help="Write the candidates as JSON.")
@bidi_option
def who(name: tuple[str, ...], on: date | None, country: str, most: int, as_json: bool, bidi: str) -> None:
    """Say whom NAME means: an id, a name, or a phrase such as «وزير الخارجية الأمريكي».

    Candidates come with scores and reasons: what the name says of its bearer and who uses it,
    whether he existed on the day, what he was called before and after, who held the office.
    Exit code 1: nobody is known by that name; names spelt nearly so are listed.
    """
    from tawatur.resolve.actors import country_code, near_names

    asked, reader = " ".join(name), load_reader()
    book = reader.lexicon.actors
    code = country_code(book, country) if country else ""
    if country and not code:
        raise click.BadParameter(f"{country!r} is no country that is known.", param_hint="--in")
    found = _candidates(reader, asked, on, code)
    with output_stream("-") as stream:
        mode = bidi_for(bidi, stream)
        if as_json:
            answer = {"asked": asked, "on": on.isoformat() if on else None, "in": code}
            answer["candidates"] = [asdict(candidate) for candidate in found[:most]]  # type: ignore[assignment]
            stream.write(json.dumps(answer, ensure_ascii=False) + "\n")
        else:
            stream.writelines(f"{line}\n" for line in _lines(book, found[:most], mode))
    if len(found) > most:
        click.echo(f"{len(found) - most} more candidates; --most shows them.", err=True)
    if not found:
        near = "  ".join(shown(other, mode) for other in near_names(book, asked))
        known = f"Known names spelt nearly so: {near}" if near else "No known name is spelt nearly so."
        click.echo(f"Nobody is known as {shown(asked, mode)}. {known}", err=True)
        raise SystemExit(1)


def _candidates(reader: Reader, asked: str, on: date | None, country: str) -> list[ActorCandidate]:
    """Return whom the words asked for mean: by name, and as a phrase read like one of a report."""
    from tawatur.resolve.actors import BY_PART, BY_PHRASE, Search

    book = reader.lexicon.actors
    search = Search(book, on, country)
    search.by_name(asked)
    phrase = reader.phrase(asked, on)
    if phrase is None or (phrase.rule.startswith("actors:") and search.has(phrase.id)):
        return search.candidates()
    is_office = search.by_office(phrase.role, phrase.bodies)
    if is_office and phrase.rule.endswith("office"):
        return search.candidates()
    if phrase.rule == "compose:head" and phrase.id not in book.actors:
        return search.candidates()  # a role word and others that nobody knows
    what = "read as a phrase" if phrase.is_whole else "the words it begins with"
    score = BY_PHRASE if phrase.is_whole else BY_PART
    search.add(phrase.id, score, f"{what} ({phrase.rule})", phrase.framing)
    return search.candidates()


def _lines(book: ActorBook, found: Iterable[ActorCandidate], bidi: Bidi) -> Iterator[str]:
    for candidate in found:
        about = ", ".join(part for part in (candidate.cls, candidate.country) if part)
        yield f"{candidate.score:.2f}  {candidate.id}  {candidate.name}" + (f"  ({about})" if about else "")
        for reason in candidate.reasons:
            yield f"      {shown(reason, bidi)}"
        if candidate.framing:
            users = [book.camps.get(user, user) for user in candidate.used_by]
            yield f"      framing: {candidate.framing}" + (f"; used by {'; '.join(users)}" if users else "")
        if candidate.since or candidate.until:
            yield f"      existed: {candidate.since or '?'} to {candidate.until or '…'}"
