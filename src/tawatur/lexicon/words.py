"""Looks a written word up: clitics off, stem in the inflected lexicon, every reading kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tawatur.text.normal import INVISIBLE, normalize

# Object and possessive pronouns in normal form, longest first.
ENCLITICS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك")
_ENCLITICS_BY_LAST = {
    letter: tuple(e for e in ENCLITICS if e[-1] == letter) for letter in {e[-1] for e in ENCLITICS}
}
# Endings that normal forms fold and look-up keeps apart, and what they fold to.
KEPT_ENDINGS = {"ة": "ه", "ى": "ي"}
# Nothing shorter is a stem: «به», «له» are particles of their own.
MIN_STEM = 2


class Features:
    """Grammar of one form; empty strings and False where a feature does not apply. Equal by value.

    It is asked of millions of times in a minute, and fields in slots are read twice as fast as a tuple's.
    """

    __slots__ = ("aspect", "bound", "gender", "key", "number", "person", "state", "voice")

    def __init__(
        self,
        aspect: str = "",  # perfect imperfect jussive subjunctive imperative
        voice: str = "",  # active passive both
        person: int = 3,
        gender: str = "",  # m f c
        number: str = "",  # sg du pl
        state: str = "",  # any construct indefinite
        bound: bool = False,  # only before an enclitic
    ) -> None:
        self.aspect, self.voice, self.person, self.gender = aspect, voice, person, gender
        self.number, self.state, self.bound = number, state, bound
        self.key = hash(self.values())  # it is part of the keys of clauses

    def values(self) -> tuple[str, str, int, str, str, str, bool]:
        """Return all values, in the order they are given in."""
        return self.aspect, self.voice, self.person, self.gender, self.number, self.state, self.bound

    def in_number(self, number: str) -> Features:
        """Return the same grammar in another number."""
        return Features(
            self.aspect, self.voice, self.person, self.gender, number, self.state, self.bound
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Features) and self.values() == other.values()

    def __hash__(self) -> int:
        return self.key

    def __reduce__(self) -> tuple[type[Features], tuple[str, str, int, str, str, str, bool]]:
        """Say how it is made again, for the cache folder."""
        return Features, self.values()

    def __repr__(self) -> str:
        return f"Features{self.values()}"


class Reading:
    """One analysis of a word: what lexical entry it is, in which form, with which clitics.

    `kind` is verb, masdar, active, passive (participles), noun, nominal, particle,
    nationality, head or generic; `entry` the record of that domain. `pro` holds the
    proclitics as letters: w f (and), b l k (prepositions), s (future). Equal only to itself.
    """

    __slots__ = ("article", "enclitic", "entry", "features", "kind", "pro")

    def __init__(
        self,
        kind: str,
        entry: object,
        features: Features,
        pro: str = "",
        article: bool = False,
        enclitic: str = "",
    ) -> None:
        self.kind, self.entry, self.features = kind, entry, features
        self.pro, self.article, self.enclitic = pro, article, enclitic

    def __repr__(self) -> str:
        return f"{self.pro}+{self.kind}:{getattr(self.entry, 'id', self.entry)}+{self.enclitic}"


class Split(NamedTuple):
    """One way to take clitics off a word."""

    pro: str
    article: bool
    stem: str
    enclitic: str


def lookup_key(surface: str) -> str:
    """Return the form under which `surface` is looked up: the normal form, but a final ة or ى stays.

    It tells «كتابة» (writing) from «كتابه» (his book), «أدى» (led) from «أدي».
    """
    norm = normalize(surface)
    last = next((c for c in reversed(surface) if c not in INVISIBLE), "")
    return norm[:-1] + last if norm and last in KEPT_ENDINGS else norm


def folded(key: str) -> str:
    """Return the normal form of a look-up key."""
    return key[:-1] + KEPT_ENDINGS[key[-1]] if key[-1] in KEPT_ENDINGS else key


def respelt(key: str) -> str:
    """Return `key` with the other spelling of its ending («علي» for «على», «مدرسه» for «مدرسة»), or ""."""
    other = {"ه": "ة", "ي": "ى", "ى": "ي"}.get(key[-1:], "")
    return key[:-1] + other if other else ""


def proclitic_splits(key: str) -> Iterator[tuple[str, bool, str]]:
    """Yield (proclitics, article, rest) for every way to read the beginning of `key`."""
    yield from _after_conjunction("", key)
    if key[0] in "وف" and len(key) > MIN_STEM:
        yield from _after_conjunction("w" if key[0] == "و" else "f", key[1:])


def _after_conjunction(pro: str, key: str) -> Iterator[tuple[str, bool, str]]:
    yield pro, False, key
    if len(key) <= MIN_STEM:
        return
    if key.startswith("ال") and len(key) > 3:
        yield pro, True, key[2:]
    elif key.startswith("لل") and len(key) > 3:
        yield pro + "l", True, key[2:]
        yield pro + "l", True, key[1:]
    elif key[0] in "بلك":
        letter = {"ب": "b", "ل": "l", "ك": "k"}[key[0]]
        yield pro + letter, False, key[1:]
        if key.startswith("ال", 1) and len(key) > 4:
            yield pro + letter, True, key[3:]
    elif key[0] == "س" and key[1] in "ينتا":
        yield pro + "s", False, key[1:]


def enclitic_splits(stem: str) -> Iterator[tuple[str, str]]:
    """Yield (stem, enclitic) for every pronoun that `stem` may end in; ت before it may stand for ة."""
    for enclitic in _ENCLITICS_BY_LAST.get(stem[-1:], ()):
        if stem.endswith(enclitic) and len(stem) - len(enclitic) >= MIN_STEM:
            bare = stem[: -len(enclitic)]
            yield bare, enclitic
            if bare[-1] in "تي":
                yield bare[:-1] + ("ة" if bare[-1] == "ت" else "ى"), enclitic  # «عليها» is «على» with «ها»


def fits(reading: Reading) -> bool:
    """Return whether the clitics of `reading` can stand on its form."""
    features, pro = reading.features, reading.pro
    if features.bound and not reading.enclitic:
        return False
    if reading.kind == "verb":
        if reading.article or "b" in pro or "k" in pro:
            return False
        if ("s" in pro or "l" in pro) and features.aspect == "perfect":
            return False
        return not ("s" in pro and features.aspect == "imperative")
    if "s" in pro:
        return False
    if reading.kind == "particle":
        return not reading.article and not ("k" in pro and getattr(reading.entry, "kind", "") == "negation")
    if features.state == "construct" and reading.article:
        return False
    return not (features.state == "indefinite" and (reading.article or reading.enclitic))
