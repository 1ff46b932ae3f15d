"""`tawatur where` and `tawatur gazetteer`: what a place name can mean, and gazetteers of one's own."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tawatur.cli.options import bidi_option
from tawatur.cli.output import bidi_for, console_on, output_stream, print_part
from tawatur.cli.reading import added_dir, cache_dir, load_reader
from tawatur.errors import TawaturError
from tawatur.lexicon.places.store import is_gazetteer_name

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tawatur.export.bidi import Bidi
    from tawatur.ingest.gazetteers import Imported
    from tawatur.lexicon.places import PlaceBook
    from tawatur.lexicon.places.compact import Gazetteer
    from tawatur.resolve.whereis import Found

_REFUSED_SHOWN = 20


@click.command()
@click.argument("name")
@click.option(
    "--in", "within", metavar="PLACE", help="Only in this country or place (a name, id or alpha-3 code)."
)
@click.option("--near", multiple=True, metavar="NAME", help="A place named beside it; may be repeated.")
@click.option("--most", type=click.IntRange(min=1), default=10, show_default=True, help="Candidates to list.")
@click.option("--json", "as_json", is_flag=True, help="Write the candidates as JSON.")
@bidi_option
def where(name: str, within: str | None, near: tuple[str, ...], most: int, as_json: bool, bidi: str) -> None:
    """Say which places NAME can mean, the likeliest first, and why.

    NAME may have generic words and directions around it («ريف حلب الشمالي»,
    «على بعد 20 كم شمال الرقة», «بين سراقب ومعرة النعمان»). Exit code 1: nothing is known of it.
    """
    from tawatur.resolve.whereis import find_places, similar_names

    book = load_reader().lexicon.places
    try:
        found = find_places(name, near, within, book)[:most]
    except TawaturError as error:
        raise click.ClickException(str(error)) from error
    with output_stream("-") as stream:
        if as_json:
            stream.write(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2) + "\n")
        else:
            console, mode = console_on(stream), bidi_for(bidi, stream)
            for number, one in enumerate(found, start=1):
                print_part(console, _lines(one, number, book, mode))
    if not found:
        _say_unknown(name, within, similar_names(name, book))
        sys.exit(1)


def _say_unknown(name: str, within: str | None, alike: list[str]) -> None:
    place = f" in {within}" if within else ""
    click.echo(f"no place called {name!r}{place} is known.", err=True)
    if alike:
        click.echo(f"Known names that are spelt like it: {', '.join(alike)}.", err=True)
    click.echo("Villages come with a gazetteer of your own: tawatur gazetteer add FILE.", err=True)


def _as_json(found: Found) -> dict[str, Any]:
    place = found.place
    return {
        "id": place.id,
        "name_en": place.name_en,
        "name_ar": place.name_ar,
        "kind": place.kind,
        "country": place.country or None,
        "in": list(found.parents),
        "lat": found.lat,
        "lon": found.lon,
        "accuracy_m": found.accuracy_m,
        "population": place.population or None,
        "source": place.source,
        "score": found.score,
        "reasons": list(found.reasons),
    }


def _lines(found: Found, number: int, book: PlaceBook, bidi: Bidi) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    from tawatur.export.bidi import shown

    place = found.place
    text = Text(f"{number:3} ")
    text.append(place.name_en, style="bold")
    text.append(f"  {shown(place.name_ar, bidi)}", style="green")
    text.append(f"  {place.id}\n", style="dim")
    parents = [parent.name_en for parent in map(book.place, found.parents) if parent is not None]
    text.append(f"    {place.kind} in {', '.join(parents)}\n" if parents else f"    {place.kind}\n")
    text.append(f"    {found.lat:.4f}, {found.lon:.4f} within {_distance(found.accuracy_m)}\n")
    text.append(f"    {found.score:.2f}: {', '.join(found.reasons)}; source {place.source}", style="dim")
    return Padding(text, (0, 0, 1, 0), expand=False)


def _distance(metres: int) -> str:
    return (
        f"{metres} m"
        if metres < 1000
        else f"{metres / 1000:.1f} km"
        if metres < 10_000
        else f"{metres // 1000} km"
    )


@click.group()
def gazetteer() -> None:
    """Add gazetteers of your own to the one we bring."""


def _name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_gazetteer_name(value):
        raise click.BadParameter(
            f"{value!r} is no name. Take small letters, figures, - and _: syria-villages."
        )
    return value


@gazetteer.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", callback=_name, help="What to call it; else the file's name.")
@click.option("--title", default="", help="What it is, for the list.")
@click.option("--credit", default="", help="Whom its licence asks to name.")
@click.option(
    "--alternates",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GeoNames' alternateNamesV2.txt, for the languages of names.",
)
@click.option(
    "--list-refused", is_flag=True, help=f"Name every row refused, not only the first {_REFUSED_SHOWN}."
)
def add(
    file: Path, name: str | None, title: str, credit: str, alternates: Path | None, list_refused: bool
) -> None:
    """Add the places of FILE, in place of a gazetteer of the same name.

    FILE is a GeoNames country dump, a table of OCHA with P-codes, or a CSV file with
    the columns name_ar, lat and lon. Exit code 0: all rows were taken or passed over as
    holding nothing for us; 1: some were refused, as told on standard error.
    """
    from tawatur.ingest.gazetteers import read_gazetteer
    from tawatur.lexicon.places.store import open_added, write_added

    name = name or _name_of(file)
    book = load_reader().lexicon.places
    try:
        found = read_gazetteer(file, name, book.known_place, alternates)
    except TawaturError as error:
        raise click.ClickException(str(error)) from error
    names = sum(len(place.names) for place in found.places)
    _say_import(found, list_refused)
    if not found.places:
        raise click.ClickException(f"{file} has no place with an Arabic name; nothing was added.")
    about = {
        "name": name,
        "title": title or f"{found.layout} {file.name}",
        "credit": credit,
        "file": file.name,
        "added": datetime.now(UTC).date().isoformat(),
        "places": len(found.places),
        "names": names,
    }
    folder = added_dir()
    try:
        write_added(folder, name, found.places, about)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.ClickException(
            f"{folder} cannot be written: {reason}. Set TAWATUR_DATA to another folder."
        ) from error
    open_added(folder, name, cache_dir())  # compiled now, so that the next reading need not
    click.echo(f"{name}: {len(found.places)} places with {names} names added.", err=True)
    if found.refused:
        sys.exit(1)


def _name_of(file: Path) -> str:
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in file.stem.lower()).strip("-")
    if not is_gazetteer_name(name):
        raise click.BadParameter(f"{file.name} gives no name. Choose one with --name.", param_hint="--name")
    return name


def _say_import(found: Imported, list_refused: bool) -> None:
    click.echo(f"{found.layout}, {found.rows} rows.", err=True)
    for guess in found.guessed:
        click.echo(f"  taken for granted: {guess}", err=True)
    kept = [(reason, count) for reason, count in found.passed_over.most_common()]
    for reason, count in kept[:_REFUSED_SHOWN]:
        click.echo(f"  passed over: {count} {reason}", err=True)
    if len(kept) > _REFUSED_SHOWN:
        rest = sum(count for _, count in kept[_REFUSED_SHOWN:])
        click.echo(f"  passed over: {rest} for other reasons of this kind", err=True)
    shown = found.refused if list_refused else found.refused[:_REFUSED_SHOWN]
    for refused in shown:
        click.echo(f"  refused: line {refused.line}: {refused.reason}", err=True)
    if len(found.refused) > len(shown):
        click.echo(
            f"  refused: {len(found.refused) - len(shown)} more (--list-refused names them all)", err=True
        )


@gazetteer.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write the list as JSON.")
def list_(as_json: bool) -> None:
    """List the gazetteers that places are looked up in, those that count for more first."""
    from tawatur.lexicon.places.store import added_names, read_about

    folder = added_dir()
    try:
        about = [read_about(folder / f"{name}.json") for name in added_names(folder)]
    except TawaturError as error:
        raise click.ClickException(str(error)) from error
    book = load_reader().lexicon.places
    about = [{"name": "tawatur", "title": "our own table", "places": len(book)}, *about, *_world(book)]
    with output_stream("-") as stream:
        if as_json:
            stream.write(json.dumps(about, ensure_ascii=False, indent=2) + "\n")
            return
        for one in about:
            credit = f"; {one['credit']}" if one.get("credit") else ""
            stream.write(f"{one['name']}: {one['places']} places, {one['title']}{credit}\n")


def _world(book: PlaceBook) -> list[dict[str, Any]]:
    worlds: list[Gazetteer] = [one for one in book.gazetteers if one.about["name"] == "world"]
    return [{**world.about, "places": len(world)} for world in worlds]


@gazetteer.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove the gazetteer NAME that was added."""
    from tawatur.lexicon.places.store import added_names, remove_added

    folder = added_dir()
    if not remove_added(folder, name):
        known = ", ".join(added_names(folder)) or "none"
        raise click.BadParameter(f"there is no gazetteer {name!r}. Added are: {known}.", param_hint="NAME")
    click.echo(f"{name} removed.", err=True)
