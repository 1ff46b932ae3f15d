"""Fingerprints of texts, blind to diacritics, spellings of foreign names and punctuation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from tawatur.model import Fingerprint
from tawatur.text.folding import folded_words, shingles

# 32 bands of 4 rows: two texts with 70 % of their shingles in common share a band in 99.98 of 100 cases,
# with 50 % in 87, with 20 % in 5 (1 - (1 - s^4)^32).
_BANDS, _ROWS = 32, 4
_SEED = 1_405_929  # of the permutations; a change makes kept fingerprints useless
# One of so many runs of words is kept: a paragraph of 60 words has seven.
_RUN_WORDS, _SAMPLED = 5, 5
# Rolling hash of a run: its words as digits to this base, modulo the Mersenne prime below 2^61.
_PRIME, _BASE = (1 << 61) - 1, 1_000_003
_LEAVING = pow(_BASE, _RUN_WORDS, _PRIME)


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a text; texts of fewer than three words share only the whole."""
    words = folded_words(text)
    return Fingerprint(_hash("whole", *words), _bands(words), _runs(words))


def _bands(words: Sequence[str]) -> tuple[int, ...]:
    from rensa import RMinHash

    runs = shingles(words)
    if not runs:
        return ()
    made = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    made.update(runs)
    signature = made.digest()
    rows = (signature[band * _ROWS : (band + 1) * _ROWS] for band in range(_BANDS))
    return tuple(_hash("band", str(band), *map(str, row)) for band, row in enumerate(rows))


def _runs(words: Sequence[str]) -> tuple[int, ...]:
    """Return the sampled hashes of the runs of words, by a hash that rolls on from run to run."""
    values = [_word_hash(word) for word in words]
    found, rolling = set(), 0
    for number, value in enumerate(values):
        rolling = (rolling * _BASE + value) % _PRIME
        if number >= _RUN_WORDS:
            rolling = (rolling - values[number - _RUN_WORDS] * _LEAVING) % _PRIME
        if number >= _RUN_WORDS - 1 and rolling % _SAMPLED == 0:
            found.add(rolling)
    return tuple(sorted(found))


@lru_cache(1 << 16)
def _word_hash(word: str) -> int:
    return _hash(word) % _PRIME


def _hash(*parts: str) -> int:
    """Return 64 bits, signed as databases have them."""
    digest = hashlib.blake2b(" ".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
