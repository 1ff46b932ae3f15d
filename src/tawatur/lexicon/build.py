"""Builds the lexicon from the data files, once, and keeps the compiled form in a cache folder."""

from __future__ import annotations

import csv
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import marisa_trie

from tawatur.errors import DataError
from tawatur.lexicon.actors import ActorBook, load_actor_book
from tawatur.lexicon.cache import UNREADABLE, fingerprint, without_collection, write_files
from tawatur.lexicon.entries import Sense
from tawatur.lexicon.forms import Fixed, Forms
from tawatur.lexicon.lexicon import Lexicon
from tawatur.lexicon.paths import DATA_DIR
from tawatur.lexicon.places import PlaceBook
from tawatur.text.normal import normalize

if TYPE_CHECKING:
    from tawatur.lexicon.places.compact import Gazetteer

__all__ = ["fingerprint", "load_lexicon"]


def load_lexicon(
    data_dir: Path = DATA_DIR, cache_dir: Path | None = None, added_dir: Path | None = None
) -> Lexicon:
    """Return the lexicon of `data_dir`, from `cache_dir` where the compiled form there is still fresh.

    Places that it does not have are looked up in the gazetteers of `added_dir` and in the world base,
    which are opened when the first such place is met.

    The compiled form is fresh as long as no data file and no module of this package has
    changed (size and time of change). With `cache_dir` None nothing is read or written.
    Raises DataError listing every broken entry.
    """
    version = fingerprint(data_dir)
    with without_collection():
        lexicon = _read_cache(cache_dir, version) if cache_dir else None
        if lexicon is None:
            lexicon = _build(data_dir, version)
            if cache_dir is not None:
                _write_cache(cache_dir, lexicon)

    def others() -> Sequence[Gazetteer]:
        from tawatur.lexicon.places.store import open_gazetteers

        return open_gazetteers(cache_dir, added_dir)

    lexicon.places.look_beyond(others, lexicon.is_ordinary)
    return lexicon


def _build(data_dir: Path, version: str) -> Lexicon:
    # Most processes find the lexicon compiled and need neither the inflection nor the loaders.
    from tawatur.lexicon.compile import InflectionError, compile_forms
    from tawatur.lexicon.load import load_language
    from tawatur.lexicon.places.load import load_place_book

    language = load_language(data_dir)
    actors = load_actor_book(data_dir / "actors")
    places = load_place_book(data_dir)
    try:
        forms = compile_forms(language, _names(actors, places))
    except InflectionError as error:
        problems = [(_file_of(entry, data_dir), entry, problem) for entry, problem in error.problems]
        raise DataError(problems) from None
    return Lexicon(
        forms,
        actors,
        places,
        _counted(data_dir / "counted"),
        _hedges(data_dir / "factuality"),
        _companions(data_dir / "companions"),
        version,
    )


def _file_of(entry: str, data_dir: Path) -> Path:
    """Return the file that has the verb or nominal `entry`."""
    for domain in ("verbs", "nominals", "cues"):
        for path in sorted((data_dir / domain).glob("*.toml")):
            if f'id = "{entry}"' in path.read_text(encoding="utf-8"):
                return path
    return data_dir


def _names(actors: ActorBook, places: PlaceBook) -> Iterator[tuple[tuple[str, ...], Fixed]]:
    for words, name in actors.names():
        yield words, Fixed("actor", name)
    for words, head in actors.heads():
        if len(words) > 1:
            yield words, Fixed("head", head)
    for words, place in places.names():
        yield words, Fixed("place", place)


def _counted(folder: Path) -> dict[str, str]:
    """Return entry id → what its quantity counts (killed, injured ...)."""
    counted: dict[str, str] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                counted[row["id"]] = row["what"]
    return counted


def _hedges(folder: Path) -> dict[str, tuple[str, str]]:
    """Return normal form → (side, effect) of words that make an act planned or possible."""
    hedges: dict[str, tuple[str, str]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                hedges[normalize(row["name_ar"])] = (row["side"], row["effect"])
    return hedges


def _companions(folder: Path) -> dict[str, tuple[Sense, str]]:
    """Return particle id → (what it tells of, the role of the actor behind it)."""
    with (folder / "companions.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row["id"]: (Sense(row["type"], row["mode"], {}), row["role"]) for row in rows}


# Fields of Lexicon that are kept beside the forms.
_BOOKS = ("actors", "places", "counted", "hedges", "companions")


def _read_cache(cache_dir: Path, version: str) -> Lexicon | None:
    trie_path, table_path = _cache_paths(cache_dir, version)
    try:
        trie = marisa_trie.RecordTrie(">I").mmap(str(trie_path))
        with table_path.open("rb") as stream:
            tables, books = pickle.load(stream)  # noqa: S301 - our own file
    except UNREADABLE:
        return None
    return Lexicon(Forms(trie, *tables), **books, version=version)


def _write_cache(cache_dir: Path, lexicon: Lexicon) -> None:
    """Write the compiled form: the trie, which is mapped, and the rest."""
    trie_path, table_path = _cache_paths(cache_dir, lexicon.version)
    forms = lexicon.forms
    tables = (forms.analyses, forms.sequences, forms.lengths)
    books = {name: getattr(lexicon, name) for name in _BOOKS}
    table = pickle.dumps((tables, books), protocol=pickle.HIGHEST_PROTOCOL)
    write_files(cache_dir, "lexicon", {trie_path: forms.trie.tobytes(), table_path: table})


def _cache_paths(cache_dir: Path, version: str) -> tuple[Path, Path]:
    return cache_dir / f"lexicon-{version}.trie", cache_dir / f"lexicon-{version}.pickle"
