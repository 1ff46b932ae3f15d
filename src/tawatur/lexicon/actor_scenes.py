"""What ties actors and role words to countries: theatres, national role words, what bodies are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tawatur.lexicon.actor_forms import NOUN_ENDINGS
from tawatur.lexicon.actor_records import Actor, Country, Head, NameEntry, slug
from tawatur.lexicon.actor_tables import TableReader
from tawatur.text.normal import normalize

# When a role word without a country is one of the country spoken of: data/actors/README.md.
_WHEN = frozenset(("definite", "always", "listed", "likely", "near"))


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
    """Return national.csv: head to when it is the country's spoken of."""
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


def read_backed(
    reader: TableReader, actors: Mapping[str, Actor], countries: Mapping[str, Country]
) -> dict[tuple[str, bool], dict[str, str]]:
    """Return backed.csv: backer, and whether it is a government that it backs, to country to whom it backs there."""
    file, backed = "backed.csv", dict[tuple[str, bool], dict[str, str]]()
    for backer_id, country_id, actor_id, source in reader.rows(
        file, ("backer_id", "country_id", "actor_id", "source")
    ):
        reader.known(file, backer_id, (backer_id, actor_id), actors, "actor")
        reader.known(file, backer_id, (country_id,), countries, "country")
        if not source:
            reader.problem(file, backer_id, "has no source")
        of_government = actor_id in actors and actors[actor_id].cls == "government"
        backed.setdefault((backer_id, of_government), {})[country_id] = actor_id
    return backed


def states_by_code(actors: Iterable[Actor]) -> dict[str, str]:
    """Return ISO 3166 alpha-3 code to the id of the state; a part of one («أرض الصومال») has it as parent."""
    return {a.country: a.id for a in actors if a.cls == "state" and a.country and not a.parent}


def names_in_parts(
    entries: Mapping[str, tuple[NameEntry, ...]], actors: Mapping[str, Actor]
) -> dict[str, str]:
    """Return how the parts of listed people's names are spelt in English, where both have as many parts."""
    parts: dict[str, str] = {}
    for name, bearers in entries.items():
        for bearer in bearers:
            words, english = name.split(), actors[bearer.actor_id].name_en.split("(")[0].split()
            if bearer.cls == "person" and len(words) == len(english) > 1:
                spelt = (slug(part).removeprefix("al-").removeprefix("el-") for part in english)
                parts |= {w.removeprefix("ال"): p for w, p in zip(words, spelt, strict=True) if p}
    return parts


# Which classes of actors a role word of a class can mean: «المنظمة», «القوات», «الحركة».
_BODY = ("body", "monitor", "media", "government")
_CALLED = {"group": ("group",), "force": ("force", "group"), **dict.fromkeys(_BODY, _BODY)}


def called_by(
    entries: Mapping[str, tuple[NameEntry, ...]], forms: Mapping[str, Head]
) -> dict[str, frozenset[str]]:
    """Return actor to the role words its names begin with: who is «حركة طالبان» can be called «الحركة».

    Words are without article, in the number they have in the name: «التنظيم» is none of «التنظيمات».
    A name that takes sides tells nothing of that: nobody calls an army «العصابات» for short.
    """
    called = dict[str, set[str]]()
    for name, bearers in entries.items():
        first, _, rest = name.partition(" ")
        head = _head_of(first, forms) if rest else None
        for bearer in bearers if head is not None else ():
            is_plain = bearer.framing in ("", "neutral")
            if is_plain and bearer.cls in _CALLED.get(head.cls, ()):  # type: ignore[union-attr]
                called.setdefault(bearer.actor_id, set()).add(first.removeprefix("ال"))
    return {actor_id: frozenset(words) for actor_id, words in called.items()}


def _head_of(word: str, forms: Mapping[str, Head]) -> Head | None:
    """Return the role that the first word of a name is, in its plain forms."""
    bare = word.removeprefix("ال")
    plain = forms.get(word) or forms.get(bare)
    ends = (bare.removesuffix(a) + b for a, b in NOUN_ENDINGS if bare.endswith(a))
    return plain or next((forms[form] for form in ends if form in forms), None)
