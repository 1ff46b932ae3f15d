"""All inflected forms of a verb, unvocalised, as they stand in print without clitics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from tawatur.lexicon.inflect.spelling import spell, spellings
from tawatur.lexicon.inflect.stems import Theme, Verb, analyse, citation_ending, long_a

Aspect = Literal["perfect", "imperfect", "jussive", "imperative"]
Voice = Literal["active", "passive", "both"]


@dataclass(frozen=True, slots=True)
class VerbFeatures:
    """What an inflected form says.

    `aspect`: "imperfect" is a form the indicative can have, whatever else it serves («يكتب», «يدعو»);
    "jussive" one it cannot have: jussive alone («يدع», «يقل») or with the subjunctive («يكتبوا»), which
    has no unvocalised form of its own.
    `voice`: "both" where active and passive are spelled alike.
    `bound`: the form stands only before an object pronoun («رما» of رماه, «قتلو» of قتلوه).
    """

    aspect: Aspect
    voice: Voice
    person: int
    gender: str  # m, f, c
    number: str  # sg, du, pl
    bound: bool = False


class Cell(NamedTuple):
    """One place of a paradigm."""

    aspect: Aspect
    person: int
    gender: str
    number: str
    bound: bool = False


Entry = tuple[str, Cell]
Slot = tuple[int, str, str]  # person, gender, number

_PERFECT_SLOTS: tuple[Slot, ...] = (
    (3, "m", "sg"), (3, "f", "sg"), (3, "m", "du"), (3, "f", "du"), (3, "m", "pl"),
    (3, "f", "pl"), (2, "c", "sg"), (2, "m", "pl"), (1, "c", "sg"), (1, "c", "pl"),
)  # fmt: skip
_FIRST_CONSONANTAL = 5  # of the slots above, and of the endings below
_PERFECT_ENDINGS = {
    "": ("", "at", "A", "atA", "U_", "n", "t", "tum", "t", "nA"),
    "a": ("Y", "at", "ayA", "atA", "aw_", "ayn", "ayt", "aytum", "ayt", "aynA"),
    "aw": ("A", "at", "awA", "atA", "aw_", "awn", "awt", "awtum", "awt", "awnA"),
    "i": ("iy", "iyat", "iyA", "iyatA", "U_", "In", "It", "Itum", "It", "InA"),
    "u": ("uw", "uwat", "uwA", "uwatA", "U_", "Un", "Ut", "Utum", "Ut", "UnA"),
}


class ImperfectEndings(NamedTuple):
    """Endings of the imperfect, by person and mood; the moods with n add it to dual and plural."""

    zero: str
    zero_jussive: str
    dual: str
    plural: str
    feminine: str


_IMPERFECT_ENDINGS = {
    "": ImperfectEndings("", "", "A", "U", "n"),
    "a": ImperfectEndings("Y", "a", "ayA", "aw", "ayn"),
    "i": ImperfectEndings("I", "i", "iyA", "U", "In"),
    "u": ImperfectEndings("U", "u", "uwA", "U", "Un"),
}
# Prefix, and person, gender, number, of the forms without ending, in the dual, and in the plural with U.
_ZERO_SLOTS: tuple[tuple[str, Slot], ...] = (
    ("y", (3, "m", "sg")),
    ("t", (3, "f", "sg")),
    ("t", (2, "m", "sg")),
    ("'", (1, "c", "sg")),
    ("n", (1, "c", "pl")),
)
_DUAL_SLOTS: tuple[tuple[str, Slot], ...] = (("y", (3, "m", "du")), ("t", (3, "f", "du")))
_PLURAL_SLOTS: tuple[tuple[str, Slot], ...] = (("y", (3, "m", "pl")), ("t", (2, "m", "pl")))

# ليس has a perfect only, with i lost in open syllables: ليست, لسنا.
_LAYSA = Theme("lays", "las")


def inflect_verb(lemma: str, root: str, form: int, vowels: str = "") -> list[tuple[str, VerbFeatures]]:
    """Return every form of a verb with its features, in the order of the paradigm, none twice.

    `lemma` is the perfect 3ms, `root` its radicals (hamza as ء, weak ones as و or ي), `form` 1 to 10, or
    11 and 12 for quadriliterals; `vowels` the stem vowels of perfect and imperfect, for form 1 only.
    Given are all third persons, the first, and masculine second persons in singular and plural; a form
    that serves several persons stands once for each. Imperatives of one radical (ق) are left out.

    Raises ValueError when the lemma does not fit root, form and vowels.
    """
    if (lemma, root) == ("ليس", "ليس"):
        return [(form_, _features(cell, "active")) for form_, cell in _perfect(_LAYSA) if not cell.bound]
    verb = analyse(lemma, root, form, vowels)
    active = dict.fromkeys(_active(verb))
    passive = dict.fromkeys(_passive(verb)) if verb.has_passive else {}
    entries = [(entry[0], _features(entry[1], "both" if entry in passive else "active")) for entry in active]
    entries += [(entry[0], _features(entry[1], "passive")) for entry in passive if entry not in active]
    return entries


@cache
def _features(cell: Cell, voice: Voice) -> VerbFeatures:
    return VerbFeatures(cell.aspect, voice, cell.person, cell.gender, cell.number, cell.bound)


def _active(verb: Verb) -> Iterator[Entry]:
    perfect, imperfect = verb.perfect(), verb.imperfect()
    yield from _perfect(perfect)
    yield from _bound_perfect(perfect)
    yield from _imperfect(imperfect)
    yield from _bound_imperfect(imperfect)
    yield from _imperative(verb.imperative())


def _passive(verb: Verb) -> Iterator[Entry]:
    yield from _perfect(verb.perfect_passive())
    yield from _imperfect(verb.imperfect_passive())


def _perfect(theme: Theme) -> Iterator[Entry]:
    endings = (citation_ending(theme), *_PERFECT_ENDINGS[theme.weak][1:])
    for index, (slot, ending) in enumerate(zip(_PERFECT_SLOTS, endings, strict=True)):
        stem = theme.vowel if index < _FIRST_CONSONANTAL else theme.consonant
        cell = Cell("perfect", *slot)
        for form in spellings(_joined(stem, ending)):
            yield form, cell


def _bound_perfect(theme: Theme) -> Iterator[Entry]:
    """Give the forms of the perfect that change before an object pronoun."""
    plural = _PERFECT_ENDINGS[theme.weak][4].rstrip("_")
    for form in spellings(theme.vowel + plural):
        yield form, Cell("perfect", 3, "m", "pl", bound=True)
    second = _PERFECT_ENDINGS[theme.weak][7] + "U"
    yield spell(_joined(theme.consonant, second)), Cell("perfect", 2, "m", "pl", bound=True)
    if theme.weak == "a" and long_a(theme) == "Y":
        yield spell(theme.vowel + "A"), Cell("perfect", 3, "m", "sg", bound=True)


def _imperfect(theme: Theme) -> Iterator[Entry]:
    endings = _imperfect_endings(theme)
    dual, plural = theme.vowel + endings.dual, theme.vowel + endings.plural
    # Of a doubled verb this is the jussive «يشنن»; the other, «يشن», is spelled like the indicative.
    jussive = theme.consonant + endings.zero_jussive
    for prefix, slot in _ZERO_SLOTS:
        yield from _moods(prefix, slot, theme.vowel + endings.zero, jussive)
    for prefix, slot in _DUAL_SLOTS:
        yield from _moods(prefix, slot, dual + "n", dual)
    for prefix, slot in _PLURAL_SLOTS:
        yield from _moods(prefix, slot, plural + "n", plural + "_")
    feminine = _joined(theme.consonant, endings.feminine)
    yield from _moods("y", (3, "f", "pl"), feminine, feminine)


def _imperfect_endings(theme: Theme) -> ImperfectEndings:
    endings = _IMPERFECT_ENDINGS[theme.weak]
    return endings._replace(zero=long_a(theme)) if theme.weak == "a" else endings


def _moods(prefix: str, slot: Slot, indicative: str, jussive: str) -> Iterator[Entry]:
    """Give the spellings of the indicative, and those that only the jussive has."""
    common = spellings(prefix + indicative)
    for form in common:
        yield form, Cell("imperfect", *slot)
    for form in spellings(prefix + jussive):
        if form not in common:
            yield form, Cell("jussive", *slot)


def _bound_imperfect(theme: Theme) -> Iterator[Entry]:
    """Give the forms of the imperfect that change before an object pronoun."""
    for prefix, slot in _ZERO_SLOTS:
        for form in _bound_zero(prefix, theme):
            yield form, Cell("imperfect", *slot, bound=True)
    for prefix, slot in _PLURAL_SLOTS:
        for form in spellings(prefix + theme.vowel + _IMPERFECT_ENDINGS[theme.weak].plural):
            yield form, Cell("jussive", *slot, bound=True)


def _bound_zero(prefix: str, theme: Theme) -> tuple[str, ...]:
    """Return the forms with ا for ى («يلقا» of يلقاه) or the hamza of a middle («يقرؤ» of يقرؤه)."""
    stem = prefix + theme.vowel
    if theme.weak == "a":
        return (spell(stem + "A"),) if long_a(theme) == "Y" else ()
    if not stem.endswith("'"):
        return ()
    inner = (spell(f"{stem}{vowel}h")[:-1] for vowel in "ua")
    return tuple(form for form in dict.fromkeys(inner) if form != spell(stem))


def _imperative(theme: Theme) -> Iterator[Entry]:
    if len(theme.vowel) == 1:  # «قِ», «رَ»: out of use, and too short to be told from other words
        return
    endings = _imperfect_endings(theme)
    singulars = dict.fromkeys(
        (theme.vowel, theme.consonant) if theme.vowel.endswith("~") else (theme.consonant,)
    )
    for stem in singulars:
        yield spell(stem + endings.zero_jussive), Cell("imperative", 2, "m", "sg")
    plural = theme.vowel + endings.plural
    for form in spellings(plural + "_"):
        yield form, Cell("imperative", 2, "m", "pl")
    for form in spellings(plural):
        yield form, Cell("imperative", 2, "m", "pl", bound=True)


def _joined(stem: str, ending: str) -> str:
    """Return stem and ending, a t or n that meets its like written once («سكتّ», «أعلنّا»)."""
    return stem[:-1] + ending if stem[-1] == ending[:1] else stem + ending
