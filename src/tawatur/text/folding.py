"""Words as copies of one text share them, whatever the spelling of names and the vowels written."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
# Words in a shingle: three words in a row are rarely the same by chance, and a changed word costs three.
_SHINGLE_WORDS = 3


def folded_words(text: str) -> list[str]:
    """Return the words and numbers of a text in order, folded; a word of vowels only stays as it is."""
    return [folded(word) for word in _WORD.findall(normalize(text))]


@lru_cache(_WORDS_KEPT)
def folded(word: str) -> str:
    """Return the folded form of a word in its normal form."""
    return word.translate(_VOWELS).translate(_FOLDED) or word


def shingles(words: Sequence[str]) -> list[str]:
    """Return the runs of three folded words of a text, in order; shorter texts have none."""
    starts = range(len(words) - _SHINGLE_WORDS + 1)
    return [" ".join(words[start : start + _SHINGLE_WORDS]) for start in starts]
