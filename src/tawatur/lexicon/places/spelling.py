"""What spellings of one place name share, and which characters a name may have."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.text.normal import normalize, strip_marks

_LETTERS = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيّ 0123456789")


def name_problem(name: str) -> str:
    """Return what is wrong with the spelling of an Arabic name, "" for nothing."""
    if not name or name != name.strip() or "  " in name:
        return "is empty or has stray spaces"
    if not _LETTERS.issuperset(name):
        return "has characters other than Arabic letters, digits and single spaces"
    return ""


def words_of(name: str) -> list[str]:
    """Return the normal forms of the words of a mention; signs, «#» and «_» between them are dropped."""
    return _split(normalize(name))


def surfaces_of(name: str) -> list[str]:
    """Return the words of a mention as they are written, but for marks: those of words_of() in order."""
    return _split(strip_marks(name))


def _split(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


def skeleton(words: Sequence[str]) -> str:
    """Return what spellings of one name share: no articles, hamzas, spaces, final vowel letters alike."""
    bare = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words]
    joined = "".join(bare).replace("ء", "")
    return joined[:-1] + "ا" if joined[-1:] in ("ه", "ي") else joined


# Letters by which writers render one foreign sound («هامبورغ», «هامبورج»; «غراتس», «جراتس»).
_SOUNDS = str.maketrans("غجقطصثذظض", "كككتسسززد")
_VOWELS = frozenset("اويءه")


def foreign_skeleton(words: Sequence[str]) -> str:
    """Return what renderings of one foreign name share: its consonants, letters of one sound alike.

    Empty where fewer than four are left: such a skeleton is shared by too many.
    """
    joined = "".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words)
    bones = "".join(letter for letter in joined if letter not in _VOWELS).translate(_SOUNDS)
    if len(bones) < 4:
        return ""
    return ("ا" if joined[0] in _VOWELS else "") + bones
