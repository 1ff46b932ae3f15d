"""From a verb's entry (lemma, root, form, vowels) to the stems that endings are put on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tawatur.lexicon.inflect.spelling import SHADDA, VOWELS, settle_glides, sounds, spell, spell_with_shadda

Shape = Literal["sound", "doubled", "hollow", "defective"]

QUADRILITERAL = 11
QUADRILITERAL_T = 12
# اطمأن, اقشعر: entered as form 12, told apart by the lemma's opening alef.
QUADRILITERAL_LONG = 13

_VOWEL_PAIRS = frozenset({"a-u", "a-i", "a-a", "i-a", "u-u", "i-i"})
_FORM_MIDDLE_DOUBLED = frozenset({2, 5})
_FORMS_CONTRACTING = frozenset({1, 3, 4, 6, 7, 8, 10})
_FORMS_HOLLOWING = frozenset({1, 4, 7, 8, 10})
# Reflexives and colours that have no passive of their own.
_FORMS_WITHOUT_PASSIVE = frozenset({7, 9, QUADRILITERAL_T, QUADRILITERAL_LONG})

# w is lost between a and i («يصل») and in the verbs whose i was lowered by a guttural («يضع», «يقع»);
# of those with perfect i and imperfect a only these lose it, others keep it («يوجل», «يودّ»).
_VOWELS_LOSING_W = frozenset({"a-i", "a-a", "i-i"})
_ROOTS_LOSING_W = frozenset({"wsE", "wT'"})
_ROOTS_WITH_SHORT_IMPERATIVE = frozenset({"'x*", "'kl", "'mr"})  # خذ، كل، مر

# What C1 and the infixed t of form VIII become together; the lemma says which of several.
_EIGHTH = {
    "S": ("ST",), "D": ("DT",), "T": ("T~",), "Z": ("Z~", "ZT"), "d": ("d~",), "*": ("d~", "*~", "*d"),
    "z": ("zd",), "v": ("v~", "vt"), "t": ("t~",), "w": ("t~",), "y": ("t~",), "'": ("'t", "t~"),
}  # fmt: skip


class Pattern(NamedTuple):
    """Sounds up to the last radical but one, and the vowel after it. Digits are radicals, @ is C1 with t."""

    head: str
    vowel: str


class Patterns(NamedTuple):
    """The four stems of a form; those of the imperfect begin with the vowel of the person's prefix."""

    perfect: Pattern
    perfect_passive: Pattern
    imperfect: Pattern
    imperfect_passive: Pattern


def _patterns(*parts: str) -> Patterns:
    """Return patterns written as "head vowel", for perfect and imperfect, active before passive."""
    return Patterns(*(Pattern(*part.split()) for part in parts))


_PATTERNS = {
    1: _patterns("1a a", "1u i", "a1 u", "u1 a"),  # the vowels a and u stand for those of the entry
    2: _patterns("1a a", "1u i", "u1a i", "u1a a"),
    3: _patterns("1A a", "1U i", "u1A i", "u1A a"),
    4: _patterns("'a1 a", "'u1 i", "u1 i", "u1 a"),
    5: _patterns("ta1a a", "tu1u i", "ata1a a", "uta1a a"),
    6: _patterns("ta1A a", "tu1U i", "ata1A a", "uta1A a"),
    7: _patterns("Lin1a a", "Lun1u i", "an1a i", "un1a a"),
    8: _patterns("Li@a a", "Lu@u i", "a@a i", "u@a a"),
    9: _patterns("Li12a a", "Lu12u i", "a12a i", "u12a a"),
    10: _patterns("Lista1 a", "Lustu1 i", "asta1 i", "usta1 a"),
    QUADRILITERAL: _patterns("1a2 a", "1u2 i", "u1a2 i", "u1a2 a"),
    QUADRILITERAL_T: _patterns("ta1a2 a", "tu1u2 i", "ata1a2 a", "uta1a2 a"),
    QUADRILITERAL_LONG: _patterns("Li12a a", "Lu12u i", "a12a i", "u12a a"),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A stem in its two shapes, before endings that begin with a vowel and with a consonant.

    `weak` is "" unless the last radical is weak; then it names the endings (a, aw, i, u) and the
    stem stops before the vowel that melts with them.
    """

    vowel: str
    consonant: str
    weak: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb taken apart: radicals as sounds, and how its weak or doubled root behaves."""

    radicals: str
    form: int
    vowels: str
    shape: Shape
    cluster: str

    @property
    def has_passive(self) -> bool:
        """True where a passive is made from the verb."""
        return self.form not in _FORMS_WITHOUT_PASSIVE and self.vowels != "u-u"

    def fill(self, template: str) -> str:
        """Return `template` with its digits replaced by radicals and @ by form VIII's cluster."""
        table = {ord("0") + number: radical for number, radical in enumerate(self.radicals, 1)}
        return template.translate({**table, ord("@"): self.cluster})

    def perfect(self) -> Theme:
        """Return the active stem of the perfect."""
        pattern = _PATTERNS[self.form].perfect
        if self.form != 1:
            return _theme(self, pattern)
        theme = _theme(self, Pattern(pattern.head, self.vowels[0]))
        if self.shape == "hollow":  # «قُلت», but «بِعت», «خِفت»
            short = "u" if self.vowels[-1] == "u" else "i"
            return Theme(theme.vowel, self.fill(f"1{short}3"))
        return theme

    def perfect_passive(self) -> Theme:
        """Return the passive stem of the perfect."""
        return _theme(self, _PATTERNS[self.form].perfect_passive)

    def imperfect(self) -> Theme:
        """Return the active stem of the imperfect, with its prefix vowel."""
        return _theme(self, self._imperfect_pattern())

    def imperfect_passive(self) -> Theme:
        """Return the passive stem of the imperfect, with its prefix vowel."""
        return _theme(self, _PATTERNS[self.form].imperfect_passive)

    def imperative(self) -> Theme:
        """Return the stem of the imperative, with the alef or hamza that opens it."""
        head, vowel = self._imperfect_pattern()
        head = head[1:]
        if self.radicals in _ROOTS_WITH_SHORT_IMPERATIVE and self.form == 1:
            head = head.removeprefix("1")
        opening = "'a" if self.form == 4 else "Lu" if self.form == 1 and vowel == "u" else "Li"
        theme = _theme(self, Pattern(head, vowel))
        return Theme(self._opened(theme.vowel, opening), self._opened(theme.consonant, opening), theme.weak)

    def participle(self, vowel: str) -> Theme:
        """Return the stem of a participle of a derived form, active with vowel i and passive with a."""
        pattern = _PATTERNS[self.form].imperfect
        return _theme(self, Pattern("mu" + pattern.head[1:], vowel))

    def _imperfect_pattern(self) -> Pattern:
        pattern = _PATTERNS[self.form].imperfect
        if self.form != 1:
            return pattern
        loses_w = self.radicals[0] == "w" and self.shape in ("sound", "defective")
        loses_w = loses_w and (self.vowels in _VOWELS_LOSING_W or self.radicals in _ROOTS_LOSING_W)
        return Pattern("a" if loses_w else "a1", self.vowels[-1])

    def _opened(self, stem: str, opening: str) -> str:
        needs_opening = self.form == 4 or (len(stem) > 1 and stem[1] not in VOWELS)
        return settle_glides(opening + stem) if needs_opening else stem


def analyse(lemma: str, root: str, form: int, vowels: str = "") -> Verb:
    """Return the verb whose perfect 3ms is spelled `lemma`, up to hamza seats and missing shaddas.

    Raises ValueError when root, form or vowels are malformed or do not give the lemma.
    """
    radicals = _radicals(root, form)
    if form == 1 and vowels not in _VOWEL_PAIRS:
        raise ValueError(
            f"{lemma}: vowels {vowels!r} of form 1 are none of {', '.join(sorted(_VOWEL_PAIRS))}"
        )
    if form == QUADRILITERAL_T and lemma.startswith("ا"):
        form = QUADRILITERAL_LONG
    _check_weak_vowels(lemma, radicals, form, vowels)
    expected = []
    for verb in _candidates(radicals, form, vowels if form == 1 else ""):
        theme = verb.perfect()
        citation = spell_with_shadda(theme.vowel + citation_ending(theme))
        if _is_spelling_of(lemma, citation):
            return verb
        expected.append(citation)
    choices = " or ".join(dict.fromkeys(expected))
    raise ValueError(
        f"lemma {lemma} does not fit root {root}, form {form}, vowels {vowels!r}: expected {choices}"
    )


def citation_ending(theme: Theme) -> str:
    """Return the ending of the perfect 3ms: none, ى, ا, ي or و."""
    if theme.weak == "a":
        return long_a(theme)
    return {"": "", "aw": "A", "i": "iy", "u": "uw"}[theme.weak]


def long_a(theme: Theme) -> str:
    """Return the final long a of a defective stem: ى, but ا after ي («أحيا»)."""
    return "A" if theme.vowel.rstrip("~").endswith("y") else "Y"


def _radicals(root: str, form: int) -> str:
    if form not in range(1, 13):
        raise ValueError(f"root {root}: form {form} is not one of 1 to 12")
    size = 3 if form <= 10 else 4
    try:
        radicals = sounds(root)
    except KeyError as error:
        raise ValueError(
            f"root {root}: {error.args[0]} is no radical; write hamza ء, weak letters و or ي"
        ) from None
    if len(radicals) != size:
        raise ValueError(f"root {root}: form {form} takes {size} radicals")
    return radicals


def _check_weak_vowels(lemma: str, radicals: str, form: int, vowels: str) -> None:
    """Raise ValueError where the imperfect of «قال», «رمى» would get the vowel of the other glide."""
    shape = _shapes(radicals, form)[0]
    if form != 1 or shape not in ("hollow", "defective"):
        return
    glide = radicals[1] if shape == "hollow" else radicals[2]
    if vowels[-1] == {"w": "i", "y": "u"}[glide]:
        raise ValueError(f"{lemma}: vowels {vowels!r} do not fit a root with the weak letter {spell(glide)}")


def _candidates(radicals: str, form: int, vowels: str) -> list[Verb]:
    """Return the ways in which the root may behave, the usual one first."""
    clusters = _EIGHTH.get(radicals[0], (radicals[0] + "t",)) if form == 8 else ("",)
    return [
        Verb(radicals, form, vowels, shape, cluster)
        for shape in _shapes(radicals, form)
        for cluster in clusters
    ]


def _shapes(radicals: str, form: int) -> tuple[Shape, ...]:
    middle, last = radicals[-2], radicals[-1]
    if last in "wy" and form != 9:
        return ("defective",)
    if form in (9, QUADRILITERAL_LONG):
        return ("doubled",)
    if len(radicals) == 3 and middle == last and form in _FORMS_CONTRACTING:
        return ("doubled", "sound")  # «حاجّ», «حاجج»
    if len(radicals) == 3 and middle in "wy" and form in _FORMS_HOLLOWING:
        return ("hollow", "sound")  # «استجاب», «استجوب»
    return ("sound",)


def _theme(verb: Verb, pattern: Pattern) -> Theme:
    """Return the stem that `pattern` makes of the verb's root."""
    theme = _raw_theme(verb, pattern)
    if len(verb.radicals) == 4:  # سُيطر, not *سوطر
        return theme
    return Theme(settle_glides(theme.vowel), settle_glides(theme.consonant), theme.weak)


def _raw_theme(verb: Verb, pattern: Pattern) -> Theme:
    head, vowel = verb.fill(pattern.head), pattern.vowel
    middle, last = verb.radicals[-2], verb.radicals[-1]
    if verb.form in _FORM_MIDDLE_DOUBLED:
        middle += "~"
    if verb.radicals == "r'y" and verb.form in (1, 4) and pattern.head.endswith("1"):
        middle = ""  # «يرى», «أرى»: the hamza of رأى is lost after a closed syllable
    if verb.form in (9, QUADRILITERAL_LONG):
        return _long_theme(verb, head, vowel)
    if verb.shape == "defective":
        return _defective_theme(verb, pattern, head + middle)
    if verb.shape == "hollow":
        return _hollow_theme(head, vowel, last)
    if verb.shape == "doubled":
        before_vowel = head if head[-1:] in VOWELS else head + vowel
        return Theme(f"{before_vowel}{middle}~", head + middle + vowel + last)
    return Theme(head + middle + vowel + last, head + middle + vowel + last)


def _long_theme(verb: Verb, head: str, vowel: str) -> Theme:
    """Return a stem of «احمرّ» or «اطمأنّ», where the last radical is doubled by the form."""
    last = verb.radicals[-1]
    if verb.form == 9:
        return Theme(f"{head}{last}~", head + last + vowel + last)
    middle = verb.radicals[-2]
    return Theme(f"{head}{middle}{vowel}{last}~", head + middle + last + vowel + last)


def _hollow_theme(head: str, vowel: str, last: str) -> Theme:
    """Return a stem whose middle radical has melted into a vowel, long in open syllables."""
    opening = head
    if head[-1] in "au":
        opening, vowel = head[:-1], "a" if head[-1] == "a" else "i"
    return Theme(opening + vowel.upper() + last, opening + vowel + last)


def _defective_theme(verb: Verb, pattern: Pattern, stem: str) -> Theme:
    """Return a stem without its weak radical; w shows only in the active perfect of form I."""
    keeps_w = verb.form == 1 and pattern.head == "1a" and verb.radicals[-1] == "w" and pattern.vowel == "a"
    return Theme(stem, stem, "aw" if keeps_w else pattern.vowel)


def _is_spelling_of(lemma: str, citation: str) -> bool:
    """Return whether `lemma` is `citation` up to hamza seats, with no shadda that `citation` lacks."""
    letters, expected = _folded(lemma), _folded(citation)
    if [letter for letter, _ in letters] != [letter for letter, _ in expected]:
        return False
    return all(right or not left for (_, left), (_, right) in zip(letters, expected, strict=True))


_SEATS = str.maketrans("أإٱؤئ", "اااءء")
_VOWEL_SIGNS = re.compile("[\u064b-\u0650\u0652\u0670\u0640]")


def _folded(word: str) -> list[tuple[str, bool]]:
    """Return the letters of `word`, hamza seats folded, and whether each bears a shadda."""
    word = _VOWEL_SIGNS.sub("", word).translate(_SEATS)
    parts = re.findall(f".{SHADDA}?", word)
    return [(part[0], len(part) > 1) for part in parts]
