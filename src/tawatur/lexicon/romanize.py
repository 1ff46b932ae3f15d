"""English spellings of people's names: the usual one where data/actors/romanized.csv has it, else by rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

# Letters in normal form. Those of no sound of their own in English are vowels by rule below.
_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ڤ": "v", "پ": "p", "گ": "g", "چ": "ch",
}  # fmt: skip
_LONG = {"ا": "a", "و": "o", "ي": "i", "ع": "a", "ء": "a"}
# Ends of foreign surnames.
_ENDINGS = (
    ("فيتش", "vich"), ("شتاين", "stein"), ("ستاين", "stein"), ("بيرغ", "berg"), ("سكي", "sky"), ("برغ", "berg"),
    ("ييف", "iev"), ("سون", "son"), ("تون", "ton"), ("نكو", "nko"), ("وف", "ov"), ("يف", "ev"), ("كس", "x"),
)  # fmt: skip
_VOWELS = frozenset("aoi")
# Two consonants that begin a foreign name without a vowel between them.
_CLUSTERS = frozenset(("st", "sp", "sk", "fl", "pl", "bl", "kl"))


def romanise(words: Sequence[str], table: Mapping[str, str]) -> str:
    """Return the kebab slug of a name in normal-form words: «أحمد المصعبي» is ahmed-al-musabi."""
    return "-".join(part for part in _parts(words, table) if part)


def _parts(words: Sequence[str], table: Mapping[str, str]) -> Iterator[str]:
    index = 0
    while index < len(words):
        word, after = words[index], words[index + 1] if index + 1 < len(words) else ""
        index += 1
        if (word == "عبد" and after.startswith("ال")) or after == "الله":
            index += 1
            yield _compound(word, after, table)
        elif after == "الدين" and word not in ("ال", ""):
            index += 1
            yield f"{_word(word, table)}-al-din"
        else:
            yield _with_article(word, table)


def _compound(word: str, after: str, table: Mapping[str, str]) -> str:
    """Return «عبد الكريم» as one word where that is usual, «عطا الله» always."""
    known = table.get(word + after)
    if known:
        return known
    if word == "عبد":
        return f"abdul-{_word(after[2:], table)}"
    return f"{_word(word, table).removesuffix('a')}ullah"


def _with_article(word: str, table: Mapping[str, str]) -> str:
    known = table.get(word)
    if known:
        return known
    if word.startswith("عبدال") and len(word) > 6:
        return f"abdul-{_word(word[5:], table)}"
    if word.startswith("ال") and len(word) > 4:
        return f"al-{_word(word[2:], table)}"
    return _word(word, table)


def _word(word: str, table: Mapping[str, str]) -> str:
    return table.get(word) or spelt(word)


def spelt(word: str) -> str:
    """Return an unlisted word letter by letter, with vowels where English wants them: «مزهر» is mazhar."""
    for arabic, english in _ENDINGS:
        if word.endswith(arabic) and len(word) > len(arabic) + 2:
            return spelt(word.removesuffix(arabic)) + english
    word = word.replace("تش", "چ")
    sounds = [sound for index in range(len(word)) if (sound := _sound(word, index))]
    made = ""
    for index, sound in enumerate(sounds):
        closes = made[-1:] in _VOWELS
        made += sound
        after = sounds[index + 1 : index + 3]
        if sound in _VOWELS or not after or after[0] in _VOWELS:
            continue
        if (made + after[0] not in _CLUSTERS) if index == 0 else (not closes or len(after) == 1):
            made += "a"
    return made


def _sound(word: str, index: int) -> str:
    """Return what a letter sounds like at its place, "" for nothing."""
    letter = word[index]
    first, last = index == 0, index == len(word) - 1
    if letter == "ه" and last and len(word) > 3:
        return "a"  # ta marbuta
    if letter in ("و", "ي"):
        beside = word[index - 1 : index] + word[index + 1 : index + 2]
        long = not first and (last or not any(c in "اوي" for c in beside))
        return _LONG[letter] if long else _CONSONANTS[letter]
    if letter in ("ع", "ء") and not first and word[index + 1 : index + 2] in ("ا", "و", "ي"):
        return ""
    return _LONG.get(letter) or _CONSONANTS.get(letter, "")
