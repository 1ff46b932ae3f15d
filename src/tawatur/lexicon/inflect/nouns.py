"""All inflected forms of a noun or adjective, unvocalised, without article and pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

Kind = Literal["noun", "plural", "person", "participle", "nisba", "fixed"]
State = Literal["any", "construct", "indefinite"]


@dataclass(frozen=True, slots=True)
class NounFeatures:
    """What a form says, as far as its ending shows.

    `gender`: "f" where an ending shows it, else "m", also of feminines without one (حرب) and of
    broken plurals. `number`: "sg" also for the lemma of kind "fixed".
    `state`: "construct" forms stand before a genitive or a pronoun, "indefinite" ones stand without
    article, genitive and pronoun; "any" else.
    `bound`: the form stands only before a pronoun («غارت» of غارتها).
    """

    gender: str
    number: str
    state: State = "any"
    bound: bool = False


Entry = tuple[str, NounFeatures]

_NO_TANWIN_ALEF = ("ة", "اء", "ى", "ا", "أ", "آ")
_UNJOINED = "اأإآدذرزوؤء"  # letters that do not join the next: a hamza after them has no seat «ئ»
# Nouns whose ya falls without the article: نادي «ناد», أراضي «أراض», تخلي «تخل», تلاقي «تلاق».
# Of persons only the first shape is safe (قاضي «قاض»): the others are also those of عراقي and تركي.
_NOUN_LOSING_YA = re.compile("..?ا.ي|ت..ي")
_PERSON_LOSING_YA = re.compile(".ا.ي")


def inflect_noun(lemma: str, kind: str) -> list[Entry]:
    """Return every form of a noun with its features, none twice.

    `kind`: "noun" (dual, accusative, ات for ة; no sound masculine plural), "plural" (a broken or sound
    plural: no dual), "person", "participle" and "nisba" (also ون, and the feminine), "fixed" (itself only).
    A lemma in ي is a nisba («روسي») or, as "participle", defective («قاضي»); a "person" of the shape
    of قاضي is both. Raises ValueError for another kind or an empty lemma.
    """
    if not lemma or kind not in _INFLECTIONS:
        raise ValueError(f"noun {lemma!r}, kind {kind!r}: kinds are {', '.join(_INFLECTIONS)}")
    return list(dict.fromkeys(_INFLECTIONS[kind](lemma)))


def _fixed(lemma: str) -> Iterator[Entry]:
    yield lemma, _features(_gender(lemma), "sg")


def _noun(lemma: str) -> Iterator[Entry]:
    if lemma.endswith("ة"):
        yield from _with_ta(lemma)
        return
    yield from _bare(lemma, "sg")
    yield from _without_ya(lemma, "sg")
    yield from _dual(_dual_stems(lemma), _gender(lemma))
    if lemma[-1] in "اى" and len(lemma) > 3:
        yield _before_long_a(lemma) + "ات", _features("f", "pl")


def _plural(lemma: str) -> Iterator[Entry]:
    if lemma.endswith(("ون", "ين")) and len(lemma) > 4:
        for ending in ("ون", "ين"):
            yield lemma[:-2] + ending, _features("m", "pl")
            yield lemma[:-2] + ending[0], _features("m", "pl", "construct")
    elif lemma.endswith("ات"):
        yield lemma, _features("f", "pl")
    elif lemma.endswith("ة"):
        yield lemma, _features("m", "pl")
        yield lemma[:-1] + "ت", _features("m", "pl", "any", True)
    else:
        yield from _bare(lemma, "pl")
        yield from _without_ya(lemma, "pl")


def _person(lemma: str) -> Iterator[Entry]:
    if _PERSON_LOSING_YA.fullmatch(lemma):
        yield from _defective(lemma)
    yield from _nisba(lemma)


def _participle(lemma: str) -> Iterator[Entry]:
    yield from _defective(lemma) if lemma.endswith("ي") else _nisba(lemma)


def _nisba(lemma: str) -> Iterator[Entry]:
    if lemma.endswith("ة"):
        yield from _with_ta(lemma)
        return
    yield from _bare(lemma, "sg")
    yield from _dual(_dual_stems(lemma), "m")
    yield from _sound_plural(lemma)
    for feminine in _feminines(lemma):
        yield from _with_ta(feminine)


def _defective(lemma: str) -> Iterator[Entry]:
    """Give the forms of «قاضي»: its ya falls when indefinite and before ون, ين."""
    stem = lemma[:-1]
    if stem.endswith("ائ"):  # نائي «ناء», «ناؤون»
        stem = stem[:-1] + "ء"
    yield lemma, _features("m", "sg")
    yield stem, _features("m", "sg", "indefinite")
    yield lemma + "ا", _features("m", "sg", "indefinite")
    yield from _dual((lemma,), "m")
    yield from _sound_plural(stem)
    yield from _with_ta(lemma + "ة")


def _bare(lemma: str, number: str) -> Iterator[Entry]:
    """Give a word without ة, its indefinite accusative, and its shapes before a pronoun."""
    gender = _gender(lemma)
    yield lemma, _features(gender, number)
    if not lemma.endswith(_NO_TANWIN_ALEF):
        for form in _attached(lemma, "ا"):
            yield form, _features(gender, number, "indefinite")
    for form in _before_pronoun(lemma):
        yield form, _features(gender, number, "any", True)


def _without_ya(lemma: str, number: str) -> Iterator[Entry]:
    """Give the indefinite of «نادي», «أراضي», «تخلي»."""
    if _NOUN_LOSING_YA.fullmatch(lemma):
        yield lemma[:-1], _features("m", number, "indefinite")


def _with_ta(lemma: str) -> Iterator[Entry]:
    """Give the forms of a word in ة."""
    stem = lemma[:-1]
    yield lemma, _features("f", "sg")
    yield stem + "ت", _features("f", "sg", "any", True)
    yield from _dual((stem + "ت",), "f")
    for plural in _feminine_plurals(stem):
        yield plural, _features("f", "pl")


def _feminine_plurals(stem: str) -> tuple[str, ...]:
    """Return the plural in ات of a word in ة, given without it."""
    if not stem.endswith("ا"):
        return _attached(stem, "ات")
    if len(stem) > 3:  # «مباراة», «معطاة»
        return (stem[:-1] + "يات",)
    return (stem[:-1] + "وات", stem[:-1] + "يات")  # «قناة», «فتاة»


def _feminines(lemma: str) -> tuple[str, ...]:
    """Return the feminine in ة of a masculine: معطى «معطاة», مبتدئ «مبتدئة»."""
    return (lemma[:-1] + "اة",) if lemma.endswith("ى") else (lemma + "ة",)


def _dual(stems: tuple[str, ...], gender: str) -> Iterator[Entry]:
    for stem in stems:
        for ending in ("ان", "ين"):
            for form in _attached_in_dual(stem, ending):
                yield form, _features(gender, "du")
            for form in _attached_in_dual(stem, ending[0]):
                yield form, _features(gender, "du", "construct")


def _sound_plural(lemma: str) -> Iterator[Entry]:
    stem = lemma.removesuffix("ى")  # «معطون»
    for ending in ("ون", "ين"):
        for form in _attached(stem, ending):
            yield form, _features("m", "pl")
        for form in _attached(stem, ending[0]):
            yield form, _features("m", "pl", "construct")


def _dual_stems(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("ى"):
        return (lemma[:-1] + "ي",)
    if lemma.endswith("ا"):
        return (lemma[:-1] + "و",) if len(lemma) == 3 else ()
    if lemma.endswith("اء"):  # «بناءان», «صحراوان»
        return (lemma, lemma[:-1] + "و")
    return (lemma,)


def _before_long_a(lemma: str) -> str:
    """Return what stands before ات: مستشفى «مستشفي», كاميرا «كامير»."""
    return lemma[:-1] + ("ي" if lemma.endswith("ى") else "")


def _before_pronoun(lemma: str) -> tuple[str, ...]:
    """Return the shapes that `lemma` has only before a pronoun: «مستشفا», «أبناؤ», «أبنائ»."""
    if lemma.endswith("ى"):
        return (lemma[:-1] + "ا",)
    if lemma.endswith("أ"):
        return (lemma[:-1] + "ؤ", lemma[:-1] + "ئ")
    if lemma.endswith("ء"):
        return tuple(dict.fromkeys(_seated(lemma, vowel) for vowel in "وي"))
    return ()


def _attached(stem: str, ending: str) -> tuple[str, ...]:
    """Return the spellings of `stem` with `ending`, a hamza at the seam on its seat, the best first."""
    if stem.endswith("أ"):
        return _attached_to_seated(stem[:-1], ending)
    if not stem.endswith("ء"):
        return (stem + ending,)
    forms = (_seated(stem, ending[0]) + ending,)
    unseated = stem[-2:-1] in _UNJOINED and ending[0] in "وي"
    return (*forms, stem + ending) if unseated else forms


def _attached_in_dual(stem: str, ending: str) -> tuple[str, ...]:
    """Return the same for an ending of the dual, whose ya follows a fatha: «مبدأين»."""
    return (stem + ending,) if stem.endswith("أ") and ending[0] == "ي" else _attached(stem, ending)


def _attached_to_seated(stem: str, ending: str) -> tuple[str, ...]:
    """Return the spellings of a stem in أ, given without it: «مبدآن», «منشؤون», «منشأون»."""
    if ending[0] == "ا":
        return (stem + "آ" + ending[1:],)
    seat = {"و": "ؤ", "ي": "ئ"}.get(ending[0])
    return (stem + seat + ending, stem + "أ" + ending) if seat else (stem + "أ" + ending,)


def _seated(stem: str, follower: str) -> str:
    """Return `stem` with its final ء as it is written before the vowel that `follower` begins."""
    if stem[-2:-1] not in _UNJOINED:
        return stem[:-1] + "ئ"  # «عبئا», «شيئان»
    return stem[:-1] + {"و": "ؤ", "ي": "ئ"}.get(follower, "ء")


@cache
def _features(gender: str, number: str, state: State = "any", bound: bool = False) -> NounFeatures:
    return NounFeatures(gender, number, state, bound)


def _gender(lemma: str) -> str:
    return "f" if lemma.endswith(("ة", "ات")) else "m"


_INFLECTIONS = {
    "noun": _noun,
    "plural": _plural,
    "person": _person,
    "participle": _participle,
    "nisba": _nisba,
    "fixed": _fixed,
}
