"""Reads the lexical data files into entries, collecting every problem before it complains."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tawatur.errors import DataError
from tawatur.lexicon.actor_records import slug
from tawatur.lexicon.entries import (
    CLASSES,
    NO_CLAIM,
    ROLES,
    SLOTS,
    TYPES_AND_MODES,
    UNIONS,
    Condition,
    Cue,
    Factuality,
    Language,
    Nominal,
    Noun,
    Particle,
    Phrase,
    Sense,
    Verb,
)
from tawatur.lexicon.glosses import plural_of
from tawatur.lexicon.paths import DATA_DIR
from tawatur.text.normal import normalize, strip_marks

__all__ = ["DATA_DIR", "load_language"]

Problems = list[tuple[Path, str, str]]

STANCES = frozenset("says confirms accuses denies doubts".split())
TAKES = frozenset("inna bi an ila ala obj quote li fi min".split())
WORD_FORMS = frozenset("verb masdar active passive perfect imperfect jussive future".split())
PARTICIPLES = frozenset(("active", "passive"))
PATTERNS = frozenset("source clause noun bare".split())


def load_language(data_dir: Path = DATA_DIR) -> Language:
    """Return every verb, nominal, cue phrase, noun and particle of `data_dir`.

    Raises DataError with all broken entries at once: file, entry and problem.
    """
    problems: Problems = []
    verbs = _one_for_each_word(_toml_entries(data_dir, ["verbs", "cues"], "verb", _verb, problems))
    nominals = _toml_entries(data_dir, ["nominals"], "nominal", _nominal, problems)
    phrases = _toml_entries(data_dir, ["cues"], "phrase", _phrase, problems)
    nouns = [_noun(row) for row in _rows(data_dir / "nouns", problems, {"class": CLASSES})]
    particles = [
        (
            Particle(row["id"], row["kind"], *(row.get(c, "") for c in ("slot", "relation", "person"))),
            row["name_ar"],
        )
        for row in _rows(data_dir / "function", problems, {})
    ]
    if problems:
        raise DataError(problems)
    return Language(tuple(verbs), tuple(nominals), tuple(phrases), tuple(nouns), tuple(particles))


def _toml_entries(data_dir: Path, domains: list[str], kind: str, build: Any, problems: Problems) -> list[Any]:
    """Return the entries `[[kind]]` of all TOML files of `domains`, built; a verb's id may stand in several."""
    entries: list[Any] = []
    seen: dict[str, str] = {}
    seen_once: set[str] = set()
    for domain in domains:
        for path in sorted((data_dir / domain).glob("*.toml")):
            if path.name.startswith("examples"):
                continue
            for raw in _read_toml(path, problems).get(kind, []):
                name = str(raw.get("id", "?"))
                word = strip_marks(str(raw.get("lemma", "")))
                if seen.setdefault(name, word) != word or (kind != "verb" and name in seen_once):
                    problems.append((path, name, "the id stands already in another entry"))
                    continue
                seen_once.add(name)
                try:
                    entries.append(build(raw))
                except (KeyError, ValueError, TypeError) as problem:
                    problems.append((path, name, _say(problem)))
    return entries


def _one_for_each_word(verbs: Sequence[Verb]) -> list[Verb]:
    """Join the entries of one verb: an event in one file, a light verb or a cue in another; first id stays."""
    joined: dict[tuple[str, str, int, str], Verb] = {}
    for verb in verbs:
        word = (strip_marks(verb.lemma), verb.root, verb.form, verb.vowels)
        known = joined.get(word)
        joined[word] = verb if known is None else _join(known, verb)
    return list(joined.values())


def _join(known: Verb, more: Verb) -> Verb:
    return replace(
        known,
        masdar=known.masdar or more.masdar,
        senses=known.senses + more.senses,
        cue=known.cue or more.cue,
        light=known.light or more.light,
        factuality=known.factuality or more.factuality,
    )


def _say(problem: Exception) -> str:
    return f"{problem} is missing" if isinstance(problem, KeyError) else str(problem)


def _read_toml(path: Path, problems: Problems) -> Mapping[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        problems.append((path, "(file)", f"not valid TOML: {problem}"))
        return {}
    if "version" not in content:
        problems.append((path, "(file)", "has no version"))
    return content


def _verb(raw: Mapping[str, Any]) -> Verb:
    cue, light, factuality = raw.get("cue"), raw.get("light"), raw.get("factuality")
    return Verb(
        id=raw["id"],
        lemma=raw["lemma"],
        root=raw["root"],
        form=int(raw["form"]),
        vowels=raw.get("vowels", ""),
        masdar=tuple(raw["masdar"]) if "masdar" in raw else None,
        participles=bool(raw.get("participles", True)),
        senses=tuple(_sense(sense) for sense in raw.get("sense", ())),
        cue=_cue(cue) if cue else None,
        light=parse_frame(light["frame"]) if light else None,
        factuality=Factuality(factuality.get("modality", ""), factuality.get("polarity", ""))
        if factuality
        else None,
    )


def _cue(raw: Mapping[str, Any]) -> Cue:
    takes = frozenset(raw.get("takes", ()))
    _only(takes, TAKES, "takes")
    _only({raw["stance"]}, STANCES, "stance")
    return Cue(
        raw["stance"],
        takes,
        raw.get("addressee", ""),
        bool(raw.get("relays", False)),
        bool(raw.get("continues", False)),
    )


def _sense(raw: Mapping[str, Any]) -> Sense:
    type_, mode = raw["type"], raw.get("mode", "")
    if type_ != NO_CLAIM and mode not in TYPES_AND_MODES.get(type_, ()):
        raise ValueError(f"the codebook has no {type_}/{mode}")
    frame = parse_frame(raw.get("frame", ""))
    return Sense(
        type_,
        mode,
        frame,
        tuple(map(_condition, raw.get("needs", ()))),
        _word_conditions(raw),
        raw.get("masdar_of", "target" if frame.get("obj") == "target" else "actor"),
        bool(raw.get("optional_mode_by", True)),
    )


def _word_conditions(raw: Mapping[str, Any]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return (slot, words) pairs, all of which must hold: `words` by slot, `object` for the object's."""
    conditions = dict(raw.get("words", {}))
    if "object" in raw:
        conditions["obj"] = raw["object"]
    _only(conditions, SLOTS, "slot")
    return tuple((slot, frozenset(map(normalize, words))) for slot, words in conditions.items())


def parse_frame(words: str) -> dict[str, str]:
    """Return slot → role of a frame such as "subj:actor ala:target"; ValueError names what is unknown."""
    frame = {}
    for pair in words.split():
        slot, _, role = pair.partition(":")
        _only({slot}, SLOTS, "slot")
        _only({role}, ROLES, "role")
        frame[slot] = role
    return frame


def _condition(words: str) -> Condition:
    """Return a condition written as in docs/data.md: SLOT[|SLOT][:CLASS[|CLASS]], no:SLOT, form:FORM."""
    slots, _, names = words.partition(":")
    if slots == "form":
        forms = PARTICIPLES if names == "participle" else frozenset(names.split("|"))
        _only(forms, WORD_FORMS, "form")
        return Condition((slots,), forms)
    if slots == "no":
        _only(names.split("|"), SLOTS, "slot")
        return Condition(tuple(names.split("|")), absent=True)
    _only(slots.split("|"), SLOTS, "slot")
    classes: frozenset[str] = frozenset()
    for name in filter(None, names.split("|")):
        _only({name}, CLASSES | UNIONS.keys(), "class")
        classes |= UNIONS.get(name, frozenset({name}))
    return Condition(tuple(slots.split("|")), classes)


def _nominal(raw: Mapping[str, Any]) -> Nominal:
    return Nominal(
        raw["id"],
        raw["lemma"],
        _sense(raw),
        tuple(raw.get("plurals", ())),
        frozenset(raw.get("light", ())),
        raw.get("strength", "strong") != "weak",
    )


def _phrase(raw: Mapping[str, Any]) -> Phrase:
    _only({raw["stance"]}, STANCES, "stance")
    _only({raw["pattern"]}, PATTERNS, "pattern")
    return Phrase(
        raw["id"],
        tuple(raw["forms"]),
        raw["stance"],
        raw["pattern"],
        raw.get("source_id", ""),
        bool(raw.get("medium", False)),
        raw.get("modality", ""),
        bool(raw.get("continues", False)),
    )


def _noun(row: Mapping[str, str]) -> tuple[Noun, str, str]:
    number, gloss = row.get("number", "sg"), row.get("gloss", "")
    name = gloss.partition(" (")[0].partition(",")[0].strip()
    several = slug(plural_of(name))
    one = several if number == "pl" else slug(name)
    return Noun(row["id"], row["class"], row.get("actor_id", ""), gloss, one, several), number, row["name_ar"]


def _rows(
    folder: Path, problems: Problems, allowed: Mapping[str, frozenset[str]]
) -> Iterator[dict[str, str]]:
    """Yield the rows of all CSV files of `folder`; rows with an empty name or a strange value are problems."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                entry = f"{row.get('id') or '?'} (line {number})"
                if not row.get("id") or not row.get("name_ar"):
                    problems.append((path, entry, "id or name_ar is empty"))
                    continue
                strange = [f"{k} {row[k]!r}" for k, values in allowed.items() if row.get(k) not in values]
                if strange:
                    problems.append((path, entry, f"unknown {', '.join(strange)}"))
                    continue
                yield {key: value or "" for key, value in row.items() if key}


def _only(values: Any, allowed: Any, what: str) -> None:
    strange = sorted(set(values) - set(allowed))
    if strange:
        raise ValueError(f"unknown {what} {', '.join(strange)}")
