"""What ties actors and role words to countries: theatres, national role words, what bodies are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tawatur.lexicon.actor_forms import NOUN_ENDINGS
from tawatur.lexicon.actor_records import Actor, Country, Head, NameEntry
from tawatur.lexicon.actor_tables import TableReader
from tawatur.text.normal import normalize

# When a role word without a country is one of the country spoken of: where it is definite, always, only
# or first among the countries that composed.csv lists with it.
_WHEN = frozenset(("definite", "always", "listed", "likely"))


def read_theatres(
    reader: TableReader, actors: Mapping[str, Actor], countries: Mapping[str, Country]
) -> dict[str, tuple[str, ...]]:
    """Return theatres.csv: actor to the countries where it acts, in table order."""
    file, theatres = "theatres.csv", dict[str, tuple[str, ...]]()
    for actor_id, country_id, source in reader.rows(file, ("actor_id", "country_id", "source")):
        reader.known(file, actor_id, (actor_id,), actors, "actor")
        reader.known(file, actor_id, (country_id,), countries, "country")
        if not source:
            reader.problem(file, actor_id, "has no source")
        theatres[actor_id] = (*theatres.get(actor_id, ()), country_id)
    return theatres


def read_national(reader: TableReader, heads: Mapping[str, Head]) -> dict[str, str]:
    """Return national.csv: head to when it is the country's spoken of, "definite" or "always"."""
    file, national = "national.csv", dict[str, str]()
    for head_id, when in reader.rows(file, ("head_id", "when")):
        reader.known(file, head_id, (head_id,), heads, "head")
        if when not in _WHEN or head_id in national:
            reader.problem(file, head_id, f"when {when!r} is unknown, or the head listed twice")
        national[head_id] = when
    return national


def read_romanized(reader: TableReader) -> dict[str, str]:
    """Return romanized.csv: normal form of a part of a person's name to its usual English spelling."""
    file, romanized = "romanized.csv", dict[str, str]()
    for roman, name_ar in reader.rows(file, ("roman", "name_ar")):
        norm = normalize(name_ar)
        if not norm or " " in norm or norm in romanized or not roman.replace("-", "").isalpha():
            reader.problem(file, roman, f"{name_ar!r} is empty, several words or listed twice")
        romanized[norm] = roman
    return romanized


def states_by_code(actors: Iterable[Actor]) -> dict[str, str]:
    """Return ISO 3166 alpha-3 code to the id of the state."""
    return {a.country: a.id for a in actors if a.cls == "state" and a.country}


def called_by(
    entries: Mapping[str, tuple[NameEntry, ...]], forms: Mapping[str, Head]
) -> dict[str, frozenset[str]]:
    """Return actor to the role words its names begin with: who is «حركة طالبان» can be called «الحركة»."""
    called = dict[str, set[str]]()
    for name, bearers in entries.items():
        first, _, rest = name.partition(" ")
        head = _head_of(first, forms) if rest else None
        for bearer in bearers if head is not None else ():
            called.setdefault(bearer.actor_id, set()).add(head.id)  # type: ignore[union-attr]
    return {actor_id: frozenset(heads) for actor_id, heads in called.items()}


def _head_of(word: str, forms: Mapping[str, Head]) -> Head | None:
    """Return the role that the first word of a name is, in its plain forms."""
    bare = word.removeprefix("ال")
    plain = forms.get(word) or forms.get(bare)
    ends = (bare.removesuffix(a) + b for a, b in NOUN_ENDINGS if bare.endswith(a))
    return plain or next((forms[form] for form in ends if form in forms), None)
