"""Reads the tables of data/actors/ and checks them; formats: data/actors/README.md."""

from __future__ import annotations

import csv
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tawatur.lexicon.actor_records import Actor, Country, Head, NameEntry, Period, days_of, slug
from tawatur.text.normal import normalize

CLASSES = frozenset(
    "state government force group body media monitor official fighter civilian person crowd casualty "
    "aircraft drone missile shell gunfire bomb chemical weapon vehicle ship building facility site "
    "infrastructure aid money document attack area place ground".split()
)
USAGES = frozenset(("name", "short", "metonym"))
FRAMINGS = frozenset(("", "neutral", "honour", "denigrate"))
KINDS = frozenset(("adj", "weak", "plural", "pair"))
ACTOR_COLUMNS = ("id", "class", "country", "parent", "wikidata", "start", "end", "name_en", "source")
NAME_COLUMNS = ("id", "usage", "framing", "used_by", "name_ar")
HEAD_COLUMNS = ("id", "class", "gives", "gloss", "framing", "name_ar")
# Stands for every head in modifiers.csv: an adjective that says somebody else held the office then.
ANY_HEAD = "any"
# What a head gives besides `=other-head`; see data/actors/README.md.
GIVES = frozenset(
    "forces army government state people self person slug tail unnamed const source office".split()
)


@dataclass(slots=True)
class TableReader:
    """Reads the tables and collects every problem, to raise once."""

    data_dir: Path
    problems: list[tuple[Path, str, str]]

    def rows(self, file: str, columns: tuple[str, ...]) -> list[list[str]]:
        """Return the rows of a CSV file below its header, those of the wrong width left out and noted."""
        path = self.data_dir / file
        try:
            with path.open(encoding="utf-8", newline="") as lines:
                table = list(csv.reader(lines))
        except OSError as error:
            self.problems.append((path, "-", f"cannot be read: {error.strerror}"))
            return []
        if not table or tuple(table[0]) != columns:
            self.problems.append((path, "header", f"is not {','.join(columns)}"))
            return []
        for row in table[1:]:
            if len(row) != len(columns):
                self.problem(file, row[0] if row else "-", f"has {len(row)} cells, not {len(columns)}")
        return [row for row in table[1:] if len(row) == len(columns)]

    def problem(self, file: str, entry: str, problem: str) -> None:
        """Note that an entry of `file` breaks the format."""
        self.problems.append((self.data_dir / file, entry, problem))

    def period(self, file: str, entry: str, start: str, end: str) -> Period:
        """Return the period from `start` to `end`; note what is no date, or ends before it begins."""
        try:
            if days_of(start)[0] > days_of(end)[1]:
                self.problem(file, entry, f"ends ({end}) before it begins ({start})")
            return Period(start, end)
        except ValueError:
            self.problem(file, entry, f"{start!r} or {end!r} is no ISO date, month or year")
            return Period()

    def known(
        self, file: str, entry: str, ids: Iterable[str], table: Mapping[str, object], what: str
    ) -> bool:
        """Return whether all of `ids` that are not empty are in `table`; note those that are not."""
        missing = [id_ for id_ in ids if id_ and id_ not in table]
        for id_ in missing:
            self.problem(file, entry, f"{what} {id_!r} is not listed")
        return not missing


def read_actors(reader: TableReader) -> dict[str, Actor]:
    """Return actors.csv by id."""
    file, actors = "actors.csv", dict[str, Actor]()
    for row in reader.rows(file, ACTOR_COLUMNS):
        actor = Actor(*row)
        reader.period(file, actor.id, actor.start, actor.end)
        if actor.id in actors:
            reader.problem(file, actor.id, "is listed twice")
        if actor.cls not in CLASSES:
            reader.problem(file, actor.id, f"class {actor.cls!r} is unknown")
        if not actor.name_en or not actor.source:
            reader.problem(file, actor.id, "has no name_en or no source")
        actors[actor.id] = actor
    for actor in actors.values():
        reader.known(file, actor.id, (actor.parent,), actors, "parent")
    return actors


def read_camps(reader: TableReader) -> dict[str, str]:
    """Return camps.csv: what each camp that names may belong to is."""
    return dict(reader.rows("camps.csv", ("id", "gloss")))


def read_names(
    reader: TableReader, actors: Mapping[str, Actor], camps: Mapping[str, str]
) -> dict[str, tuple[NameEntry, ...]]:
    """Return names.csv by normal form."""
    file, entries = "names.csv", dict[str, tuple[NameEntry, ...]]()
    users: Mapping[str, object] = {**actors, **camps}
    for id_, usage, framing, used_by, name_ar in reader.rows(file, NAME_COLUMNS):
        # One string object for each value: the table is kept pickled.
        usage, framing, used_by = sys.intern(usage), sys.intern(framing), sys.intern(used_by)
        if usage not in USAGES or framing not in FRAMINGS:
            reader.problem(file, id_, f"usage {usage!r} or framing {framing!r} is unknown")
        if used_by:
            reader.known(file, id_, used_by.split("|"), users, "camp or actor")
        actor, norm = actors.get(id_), normalize(name_ar)
        others = entries.get(norm, ())
        if actor is None:
            reader.problem(file, id_, f"actor {id_!r} is not listed")
        elif not norm or any(other.actor_id == id_ for other in others):
            reader.problem(file, id_, f"name {name_ar!r} is empty or listed twice")
        else:
            entries[norm] = (*others, NameEntry(actor.id, actor.cls, usage, framing, used_by))
    return entries


def read_nationalities(
    reader: TableReader, actors: Mapping[str, Actor]
) -> tuple[
    dict[str, Country], dict[str, tuple[Country, bool]], dict[str, Country], dict[tuple[str, str], Country]
]:
    """Return nationalities.csv: countries by id, adjectives, plurals and pairs by normal form.

    Every state is a country, the nameless ones with its id as adjective.
    """
    file = "nationalities.csv"
    columns = "country_id forces_id army_id government_id people_id slug code kind name_ar".split()
    countries = {a.id: Country(a.id, slug=a.id) for a in actors.values() if a.cls == "state"}
    named = dict[str, Country]()
    adjectives, plurals = dict[str, tuple[Country, bool]](), dict[str, Country]()
    pairs = dict[tuple[str, str], Country]()
    for *ids, kind, name_ar in reader.rows(file, tuple(columns)):
        reader.known(file, ids[0], ids[:4], actors, "actor")
        country = named.setdefault(ids[0], Country(*ids))
        if country != Country(*ids):
            reader.problem(file, ids[0], "has rows with different ids")
        norm = normalize(name_ar)
        first, _, second = norm.partition(" ")
        if kind not in KINDS or bool(second) != (kind == "pair"):
            reader.problem(file, ids[0], f"kind {kind!r} does not fit {name_ar!r}")
        elif kind == "pair":
            pairs[first, second] = country
        elif norm in adjectives or norm in plurals:
            reader.problem(file, ids[0], f"{name_ar!r} is listed twice")
        elif kind == "plural":
            plurals[norm] = country
        else:
            adjectives[norm] = (country, kind == "weak")
    return countries | named, adjectives, plurals, pairs


def read_heads(reader: TableReader) -> tuple[dict[str, Head], dict[str, Head]]:
    """Return heads.csv by id and by normal form."""
    file, by_id, forms = "heads.csv", dict[str, Head](), dict[str, Head]()
    for id_, cls, gives, gloss, framing, name_ar in reader.rows(file, HEAD_COLUMNS):
        head = by_id.get(id_) or by_id.setdefault(id_, Head(id_, cls, gives, slug(gloss)))
        if (head.cls, head.gives) != (cls, gives):
            reader.problem(file, id_, "has rows with different class or gives")
        if cls not in CLASSES or not (gives in GIVES or gives.startswith("=")):
            reader.problem(file, id_, f"class {cls!r} or gives {gives!r} is unknown")
        if framing not in FRAMINGS:
            reader.problem(file, id_, f"framing {framing!r} is unknown")
        norm = normalize(name_ar)
        if norm in forms:
            reader.problem(file, id_, f"{name_ar!r} is listed twice")
        forms[norm] = replace(head, framing=framing) if framing else head
    for head in by_id.values():
        if head.gives.startswith("="):
            reader.known(file, head.id, (head.gives[1:],), by_id, "head")
    return by_id, forms


def read_composed(
    reader: TableReader, actors: Mapping[str, Actor], heads: Mapping[str, Head]
) -> dict[tuple[str, str], str]:
    """Return composed.csv by head and country."""
    file, composed = "composed.csv", dict[tuple[str, str], str]()
    for head_id, country_id, actor_id in reader.rows(file, ("head_id", "country_id", "actor_id")):
        reader.known(file, head_id, (head_id,), heads, "head")
        reader.known(file, head_id, (country_id, actor_id), actors, "actor")
        if (head_id, country_id) in composed:
            reader.problem(file, head_id, f"is listed twice with {country_id}")
        composed[head_id, country_id] = actor_id
    return composed


def read_modifiers(reader: TableReader, heads: Mapping[str, Head]) -> dict[tuple[str, str], str]:
    """Return modifiers.csv by head and adjective."""
    file, modifiers = "modifiers.csv", dict[tuple[str, str], str]()
    for head_id, becomes, _, name_ar in reader.rows(file, ("head_id", "becomes", "gloss", "name_ar")):
        if head_id != ANY_HEAD:
            reader.known(file, head_id, (head_id, becomes), heads, "head")
        modifiers[head_id, normalize(name_ar)] = becomes
    return modifiers


def read_spellings(reader: TableReader) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Return spellings.toml: interchangeable runs of letters, and whether only in foreign names."""
    path = reader.data_dir / "spellings.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        reader.problem(path.name, "-", f"cannot be read: {error}")
        return ()
    rules = []
    for rule in table.get("spelling", []):
        forms = tuple(normalize(form) for form in rule.get("forms", ()))
        if len(forms) < 2:
            reader.problem(path.name, str(rule.get("id", "-")), "needs two forms or more")
        rules.append((forms, bool(rule.get("foreign", False))))
    return tuple(rules)
