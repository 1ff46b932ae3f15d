"""The compiled lexicon's tables: what the forms are, apart from the code that makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import marisa_trie

from tawatur.lexicon.packed import PackedLists, PackedRows
from tawatur.lexicon.words import Features


class Analysis(NamedTuple):
    """What one form can be: the kind of entry, the entry, its grammar."""

    kind: str
    entry: object
    features: Features


class Fixed(NamedTuple):
    """A fixed sequence of words: `kind` nominal, cue, particle, actor, place, head or generic.

    `attaches` is the proclitic that the word behind must bear («وفقا ل»).
    """

    kind: str
    entry: object
    attaches: str = ""


@dataclass(frozen=True, slots=True)
class Forms:
    """The compiled lexicon: single words in a trie of numbers of analyses, sequences by their words."""

    trie: marisa_trie.RecordTrie
    analyses: PackedRows[Analysis]
    sequences: PackedLists[Fixed]
    # first word → second word → lengths of the sequences that begin so, longest first
    lengths: dict[str, dict[str, tuple[int, ...]]]
