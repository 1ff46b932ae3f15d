"""Normal forms: the spelling under which two writings of one Arabic word are the same."""

from __future__ import annotations

import re
import unicodedata

# Letters that writers and keyboards interchange. Hamza seats fold onto the bare
# hamza («مسؤول», «مسئول»); Persian and Urdu code points onto their Arabic twins.
_FOLD = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
    "ة": "ه", "ۀ": "ه", "ہ": "ه", "ە": "ه", "ھ": "ه",
    "ؤ": "ء", "ئ": "ء",
    "ک": "ك", "ڪ": "ك", "گ": "ك",
    "چ": "ج", "پ": "ب", "ڤ": "ف", "ڥ": "ف",
}  # fmt: skip

_DIGITS = {code: str(code - base) for base in (0x0660, 0x06F0) for code in range(base, base + 10)}

# Written but not read: vowel signs, Quranic marks, tatweel, directional and zero-width controls.
INVISIBLE = frozenset(
    chr(code)
    for codes in (
        range(0x064B, 0x0660),
        range(0x0610, 0x061B),
        range(0x06D6, 0x06ED),
        (0x0670, 0x0640, 0x061C, 0x00AD, 0xFEFF),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2060, 0x206A),
    )
    for code in codes
)
# "ۥ" (U+06E5), "ۦ" (U+06E6) are letters by category, but small marks by use: inside the range above.

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_TABLE: dict[int, str | None] = {
    **{ord(k): v for k, v in _FOLD.items()},
    **_DIGITS,
    **{ord(c): None for c in INVISIBLE},
}


def _presentation_forms() -> dict[int, str]:
    """Return what each Arabic presentation form (FB50-FDFF, FE70-FEFC) folds to."""
    table = {}
    for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table[code] = plain.strip().translate(_TABLE)
    return table


_TABLE.update(_presentation_forms())


def writes_ha(text: str) -> bool:
    """Return whether a text writes ه where others write ة, as posts in a hurry do: «غاره جويه على بلده».

    In other Arabic one word in six ends in ة, more than in ه; here next to none does.
    """
    most = text.count("ه") / _HA_TO_TA
    if text.count("ة") >= most:
        return False  # nearly all texts
    found = len(_FINAL_HA.findall(text))
    return found >= _LEAST_HA and text.count("ة") < found / _HA_TO_TA


# How often words of four letters and more end in ه for each ة, and how many of them say how a text is written.
_HA_TO_TA, _LEAST_HA = 10, 3
_FINAL_HA = re.compile(r"\w{3}ه\b")


def normalize(text: str) -> str:
    """Return the normal form of `text`: marks dropped, letter variants and digits folded.

    Alefs fold to ا, final ى to ي, ة to ه, hamza on a seat to ء, digits of both
    kinds to ASCII. White space and punctuation stay. Normalizing twice changes nothing.
    """
    return text.translate(_TABLE)


def strip_marks(text: str) -> str:
    """Return `text` without vowel signs, tatweel and invisible characters, letters as written."""
    return "".join(c for c in text if c not in INVISIBLE)
