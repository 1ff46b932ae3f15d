"""What commands that use a store have in common: which one, and the version of the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tawatur.errors import TawaturError

if TYPE_CHECKING:
    from tawatur.lexicon.places import PlaceBook
    from tawatur.store.store import Store

store_option = click.option(
    "--store",
    "where",
    default="tawatur.db",
    show_default=True,
    envvar="TAWATUR_STORE",
    metavar="URL-OR-PATH",
    help="The store: a file, or postgresql://user@host/name. TAWATUR_STORE names another one.",
)


@contextmanager
def opened_store(where: str, *, create: bool = False) -> Iterator[Store]:
    """Open the store for a command; what goes wrong with it ends the command with a message."""
    from tawatur.store.store import Store

    try:
        with Store.open(where, create=create) as store:
            yield store
    except TawaturError as error:
        raise click.ClickException(str(error)) from error


def reader_version() -> tuple[str, dict[str, str]]:
    """Return the version of the reader's code, and its data files by path."""
    import tawatur
    from tawatur.cli.reading import added_dir
    from tawatur.lexicon.paths import DATA_DIR
    from tawatur.store.versions import added_tables, code_digest, data_files

    package = Path(tawatur.__file__).parent
    files = data_files(DATA_DIR) | added_tables(added_dir())
    return f"{tawatur.__version__}+{code_digest(package)}", files


def containers() -> Callable[[str], tuple[str, ...]]:
    """Return the function from a place's id to those of what it lies in, nearest first."""
    from tawatur.cli.reading import load_reader

    places: list[PlaceBook] = []

    def around(place_id: str) -> tuple[str, ...]:
        if not places:
            places.append(load_reader().lexicon.places)
        return places[0].parents(place_id)

    return around
