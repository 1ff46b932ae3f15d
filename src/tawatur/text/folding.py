"""Words as copies of one text share them, whatever the spelling of names and the vowels written."""

from __future__ import annotations

import re
from functools import lru_cache

from tawatur.text.normal import normalize

# Letters that stand for one another in names taken from other languages: غوتيريش and جوتيريس,
# طرابلس and ترابلس. Long vowels and hamzas come and go.
_FOLDED = str.maketrans(
    {**dict.fromkeys("غجق", "ك"), **dict.fromkeys("ثصش", "س"), "ط": "ت", "ض": "د", "ذ": "ز", "ظ": "ز"}
)
_VOWELS = str.maketrans("", "", "اويءه")
_WORD = re.compile(r"[^\W_]+")
_WORDS_KEPT = 1 << 16


def folded_words(text: str) -> list[str]:
    """Return the words and numbers of a text in order, folded; a word of vowels only stays as it is."""
    return [folded(word) for word in _WORD.findall(normalize(text))]


@lru_cache(_WORDS_KEPT)
def folded(word: str) -> str:
    """Return the folded form of a word in its normal form."""
    return word.translate(_VOWELS).translate(_FOLDED) or word
