"""Sound and spelling: phonemic strings in ASCII, and the unvocalised Arabic they are written as.

Stems are built as sounds, because the weak letters and the seat of a hamza follow from the vowels
around them; the vowels are dropped only when a form is written.

The alphabet is Buckwalter's, with these differences: `'` is every hamza (its seat is found here),
`A I U` are long vowels, `Y` a final long a written ى, `L` the alef of hamzat al-wasl, `_` the silent
alef of the plural, `~` follows a doubled consonant, and `w y` are always consonants.
"""

from __future__ import annotations

import re

_CONSONANTS = {
    "ء": "'", "ب": "b", "ت": "t", "ث": "v", "ج": "j", "ح": "H", "خ": "x", "د": "d", "ذ": "*", "ر": "r",
    "ز": "z", "س": "s", "ش": "$", "ص": "S", "ض": "D", "ط": "T", "ظ": "Z", "ع": "E", "غ": "g", "ف": "f",
    "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
}  # fmt: skip
_LETTERS = {
    **{sound: letter for letter, sound in _CONSONANTS.items()},
    "A": "ا", "I": "ي", "U": "و", "Y": "ى", "L": "ا", "_": "ا", "p": "ة",
    "|": "آ", ">": "أ", "<": "إ", "&": "ؤ", "}": "ئ", "`": "ء",
}  # fmt: skip
SHADDA = "\u0651"
_PLAIN = str.maketrans({**_LETTERS, "a": None, "i": None, "u": None, "~": None})
_WITH_SHADDA = str.maketrans({**_LETTERS, "a": None, "i": None, "u": None, "~": SHADDA})

VOWELS = "aiuAIUY"
_HAMZA = re.compile("'~?A?")
# A hamza with fatha or a long vowel before it, at the seam to the plural ending: «بدؤوا» or «بدأوا».
_HAMZA_AT_PLURAL = re.compile("(?<=[aAU])'(?=Un?_?$)")
# A glide between a foreign vowel and a consonant becomes that vowel: *iwSAl «إيصال», *yuyqin «يوقن».
_GLIDE = re.compile(f"iw(?=[^{VOWELS}~])|uy(?=[^{VOWELS}~])")


def sounds(letters: str) -> str:
    """Return the consonants that Arabic `letters` stand for.

    Raises KeyError for a letter that is not a consonant (ا and the seated hamzas among them).
    """
    return "".join(_CONSONANTS[letter] for letter in letters)


def settle_glides(phonemes: str) -> str:
    """Return `phonemes` with w after i, and y after u, turned into the long vowel before a consonant."""
    return _GLIDE.sub(lambda match: "I" if match.group() == "iw" else "U", phonemes)


def spell(phonemes: str) -> str:
    """Return the unvocalised spelling of a word, hamzas on their seats, without shadda."""
    return _seat_hamzas(phonemes).translate(_PLAIN) if "'" in phonemes else phonemes.translate(_PLAIN)


def spell_with_shadda(phonemes: str) -> str:
    """Return the unvocalised spelling of a word with a shadda on every doubled letter."""
    return _seat_hamzas(phonemes).translate(_WITH_SHADDA)


def spellings(phonemes: str) -> tuple[str, ...]:
    """Return every spelling in use of a word, the best first: «يقرؤون», «يقرأون»."""
    best = spell(phonemes)
    if "'U" not in phonemes:
        return (best,)
    other = _HAMZA_AT_PLURAL.sub(
        lambda match: ">" if match.string[match.start() - 1] == "a" else "`", phonemes
    )
    return (best,) if other == phonemes else (best, spell(other))


def _seat_hamzas(phonemes: str) -> str:
    """Return `phonemes` with every hamza replaced by its seated letter."""
    head, rest = phonemes[:3], phonemes[3:]
    # Two hamzas in one opening syllable give a long vowel: *'a'man «آمن», *'i'mAn «إيمان».
    if rest and rest[0] not in VOWELS + "~" and head in ("'a'", "'i'", "'u'"):
        phonemes = "'" + head[1].upper() + rest
    return _HAMZA.sub(_seat_of_match, phonemes)


def _seat_of_match(match: re.Match[str]) -> str:
    text, hamza = match.string, match.group()
    before = text[match.start() - 1] if match.start() else ""
    if hamza[-1] != "A":
        return _seat(before, text[match.end() : match.end() + 1])
    seat = _seat(before, "A")
    return seat if seat == "|" else seat + "A"


def _seat(before: str, after: str) -> str:
    """Return the letter of a hamza between the sounds `before` and `after` ("" at the word's edge)."""
    if not before:
        return "|" if after == "A" else "<" if after in ("i", "I") else ">"
    if not after:
        return {"a": ">", "i": "}", "u": "&"}.get(before, "'")
    if before in "iI" or after in "iI":
        return "}"
    if before in "AU":
        return "&" if after in "uU" else "'"
    if before == "u" or after in "uU":
        return "&"
    return "|" if after == "A" else ">"
