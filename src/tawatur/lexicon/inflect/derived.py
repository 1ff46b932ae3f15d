"""Participles and regular verbal nouns of a verb, unvocalised."""

from __future__ import annotations

from typing import Literal

from tawatur.lexicon.inflect.nouns import NounFeatures, inflect_noun
from tawatur.lexicon.inflect.spelling import settle_glides, spell
from tawatur.lexicon.inflect.stems import (
    QUADRILITERAL,
    QUADRILITERAL_LONG,
    QUADRILITERAL_T,
    Verb,
    analyse,
    long_a,
)

# Digits are radicals, @ is the first radical with the t of form VIII, p is ة.
_SOUND_MASDARS = {
    2: "ta12I3", 3: "mu1A2a3ap", 4: "'i12A3", 5: "ta1a2~u3", 6: "ta1A2u3", 7: "Lin1i2A3", 8: "Li@i2A3",
    9: "Li12i3A3", 10: "Listi12A3",
    QUADRILITERAL: "1a23a4ap", QUADRILITERAL_T: "ta1a23u4", QUADRILITERAL_LONG: "Li12i34A4",
}  # fmt: skip
_DEFECTIVE_MASDARS = {
    2: "ta12iyap", 3: "mu1A2Ap", 4: "'i12A'", 5: "ta1a2~I", 6: "ta1A2I", 7: "Lin1i2A'", 8: "Li@i2A'",
    10: "Listi12A'", QUADRILITERAL: "1a23Ap", QUADRILITERAL_T: "ta1a23I",
}  # fmt: skip
_HOLLOW_MASDARS = {4: "'i1A3ap", 7: "Lin1iyA3", 8: "Li@iyA3", 10: "Listi1A3ap"}
_DOUBLED_MASDARS = {3: "mu1A2~ap", 6: "ta1A2~"}


def participles(lemma: str, root: str, form: int, vowels: str = "") -> tuple[str, str]:
    """Return the active and the passive participle, masculine singular, indefinite.

    The two may be spelled alike («مهاجم»). A defective active participle comes without its ya («رام»).
    Raises ValueError as `inflect_verb` does.
    """
    verb = analyse(lemma, root, form, vowels)
    return spell(_active(verb)), spell(_passive(verb))


def inflect_participles(
    lemma: str, root: str, form: int, vowels: str = ""
) -> list[tuple[str, NounFeatures, Literal["active", "passive", "both"]]]:
    """Return every form of both participles with its features and voice, none twice.

    Raises ValueError as `inflect_verb` does.
    """
    verb = analyse(lemma, root, form, vowels)
    definite = _active(verb) + ("I" if _active_loses_ya(verb) else "")
    active = dict.fromkeys(inflect_noun(spell(definite), "participle"))
    other = dict.fromkeys(_inflected_passive(spell(_passive(verb))))
    entries: list[tuple[str, NounFeatures, Literal["active", "passive", "both"]]]
    entries = [
        (word, features, "both" if (word, features) in other else "active") for word, features in active
    ]
    return entries + [
        (word, features, "passive") for word, features in other if (word, features) not in active
    ]


def masdar(lemma: str, root: str, form: int) -> str | None:
    """Return the regular verbal noun, or None for form I, whose verbal nouns must be listed.

    Raises ValueError as `inflect_verb` does.
    """
    if form == 1:
        return None
    verb = analyse(lemma, root, form)
    template = _masdar_template(verb)
    return None if template is None else spell(settle_glides(verb.fill(template)))


def _masdar_template(verb: Verb) -> str | None:
    if verb.shape == "defective":
        return _defective_masdar(verb)
    if verb.shape == "hollow":
        return _HOLLOW_MASDARS[verb.form]
    if verb.shape == "doubled" and verb.form in _DOUBLED_MASDARS:
        return _DOUBLED_MASDARS[verb.form]
    if verb.form == 2 and verb.radicals[-1] == "'":
        return "ta12i3ap"  # «تهنئة», «تعبئة»
    return _SOUND_MASDARS[verb.form]


def _defective_masdar(verb: Verb) -> str | None:
    if verb.radicals == "r'y" and verb.form == 4:
        return None  # إراءة is not in use
    if verb.form == 2 and verb.radicals[1] == "y":
        return "ta1iy~ap"  # «تحية»
    return _DEFECTIVE_MASDARS[verb.form]


def _active_loses_ya(verb: Verb) -> bool:
    """Return whether the active participle is of the shape of «رامٍ»."""
    return verb.shape == "defective" or (
        verb.shape == "hollow" and verb.form == 1 and verb.radicals[2] == "'"
    )


def _inflected_passive(passive: str) -> list[tuple[str, NounFeatures]]:
    """Return the forms of a passive participle; «مرمي» keeps its ya, as a nisba does."""
    return inflect_noun(passive, "nisba" if passive.endswith("ي") else "participle")


def _active(verb: Verb) -> str:
    """Return the sounds of the active participle, indefinite."""
    sounds = _active_simple(verb) if verb.form == 1 else verb.participle("i").vowel
    # The lost ya still gives the hamza its seat: «مرتئ».
    return sounds + "i" if sounds.endswith("a'") and verb.shape == "defective" else sounds


def _active_simple(verb: Verb) -> str:
    """Return the sounds of the active participle of form I."""
    if verb.shape == "hollow":  # «قائل»; of جاء, «جاءٍ», only one hamza is left
        return verb.fill("1A3") if verb.radicals[2] == "'" else verb.fill("1A'i3")
    if verb.shape == "doubled":
        return verb.fill("1A2~")
    return verb.fill("1A2") if verb.shape == "defective" else verb.fill("1A2i3")


def _passive(verb: Verb) -> str:
    """Return the sounds of the passive participle."""
    if verb.form == 1:
        return _passive_simple(verb)
    theme = verb.participle("a")
    return theme.vowel + (long_a(theme) if theme.weak else "")


def _passive_simple(verb: Verb) -> str:
    glide = verb.radicals[1] if verb.shape == "hollow" else verb.radicals[2]
    if verb.shape == "hollow":
        return verb.fill("ma1U3" if glide == "w" else "ma1I3")
    if verb.shape == "defective":
        return verb.fill("ma12U" if glide == "w" and verb.vowels[0] == "a" else "ma12I")
    return verb.fill("ma12U3")
