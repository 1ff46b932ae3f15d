"""Arabic on a terminal: for terminals that order and shape it themselves, and for those that do not."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

from tawatur.text.normal import BIDI_CONTROLS, INVISIBLE

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
# Control characters could give the terminal commands; direction marks would reorder what follows them.
_LEFT_TO_RIGHT_ISOLATE = "\u2066"
_UNSAFE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\ufffd")
_UNSAFE |= dict.fromkeys(map(ord, BIDI_CONTROLS), "")
_UNSAFE |= {ord("\n"): " ", ord("\t"): " ", ord("\r"): " ", 0x2028: " ", 0x2029: " "}

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# What runs from left to right inside Arabic: Latin words with the blanks between them, and figures.
_LEFT_TO_RIGHT = re.compile(
    r"[A-Za-z\u00c0-\u024f](?:[\w.,:/@#&'+-]| (?=[A-Za-z\u00c0-\u024f]))*|[+-]?\d+(?:[.,:/٫٬–-]\d+)*%?"
)
_LAM, _ALEFS = "ل", "آأإا"
_ARABIC = re.compile("[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
# Arabic inside an English sentence: from its first letter to its last, quotation marks left out.
_ARABIC_RUN = re.compile(rf"{_ARABIC.pattern}(?:[^A-Za-z«»]*{_ARABIC.pattern})?")


class Bidi(StrEnum):
    """Who orders the letters of a line: nobody (plain text), the terminal, or we before it comes there."""

    PLAIN = "plain"
    TERMINAL = "terminal"
    REORDER = "reorder"


def shown(text: str, bidi: Bidi) -> str:
    """Return `text`, words on one line, as it has to be sent so that a person sees it right.

    Control characters become U+FFFD and direction marks are left out, so that no
    report can give commands to the terminal.
    """
    text = " ".join(text.translate(_UNSAFE).split())
    if not _ARABIC.search(text) or bidi is Bidi.PLAIN:
        return text
    if bidi is Bidi.TERMINAL:
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return to_visual(text)


def harmless(text: str) -> str:
    """Return a message with the names and words of others in it, its line ends kept, unable to give commands."""
    return "\n".join(line.translate(_UNSAFE) for line in text.split("\n"))


def wrapped(text: str, width: int, bidi: Bidi) -> list[str]:
    """Return `text` as lines of at most `width` characters, each as by shown(); a longer word is one."""
    lines: list[str] = []
    line = ""
    for word in text.translate(_UNSAFE).split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [shown(one, bidi) for one in [*lines, line] if one]


def english_lines(text: str, width: int, bidi: Bidi) -> list[str]:
    """Return an English sentence that quotes Arabic as lines of at most `width` characters.

    Each line runs from left to right, the Arabic in it as by shown(); a longer word is a line.
    """
    lines = wrapped(text, width, Bidi.PLAIN)
    if bidi is Bidi.PLAIN:
        return lines
    ordered = [_ARABIC_RUN.sub(lambda run: shown(run[0], bidi), line) for line in lines]
    if bidi is Bidi.TERMINAL:
        return [f"{_LEFT_TO_RIGHT_ISOLATE}{line}{_POP_ISOLATE}" for line in ordered]
    return ordered


def to_visual(text: str) -> str:
    """Return one line of Arabic with its letters joined and in the order in which they stand from the left.

    Enough of the Unicode bidirectional algorithm for words of a report in a
    right-to-left line: runs of Latin and figures keep their order, brackets turn
    round. Vowel signs and invisible characters are left out.
    """
    text = "".join(letter for letter in text if letter not in INVISIBLE)
    parts, end = [], 0
    for run in _LEFT_TO_RIGHT.finditer(text):
        parts += [_reversed(text[end : run.start()]), run.group()]
        end = run.end()
    parts.append(_reversed(text[end:]))
    return "".join(reversed(parts))


def _reversed(text: str) -> str:
    return _joined(text)[::-1].translate(_MIRRORED)


def _joined(text: str) -> str:
    """Return `text` with each Arabic letter in the form that its neighbours ask for."""
    forms = _letter_forms()
    letters: list[str] = []
    joins_before = False  # whether the letter before reaches out to this one
    i = 0
    while i < len(text):
        letter = text[i]
        if letter == _LAM and text[i + 1 : i + 2] and text[i + 1] in _ALEFS:
            letter, i = letter + text[i + 1], i + 1
        i += 1
        reaches_on = "initial" in forms.get(letter, ())
        joins_after = reaches_on and "final" in forms.get(text[i : i + 1], ())
        name = _FORM[joins_before, joins_after]
        letters.append(forms.get(letter, {}).get(name, letter))
        joins_before = reaches_on
    return "".join(letters)


_FORM = {
    (False, False): "isolated",
    (True, False): "final",
    (False, True): "initial",
    (True, True): "medial",
}


@cache
def _letter_forms() -> dict[str, dict[str, str]]:
    """Return the presentation forms of each letter, and of lam with an alef, by name."""
    forms: dict[str, dict[str, str]] = {}
    for code in [*range(0xFE80, 0xFEFD), *range(0xFB50, 0xFBFF)]:
        name, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        plain = "".join(chr(int(letter, 16)) for letter in letters)
        if len(plain) == 1 or (len(plain) == 2 and plain[0] == _LAM and plain[1] in _ALEFS):
            forms.setdefault(plain, {})[name.strip("<>")] = chr(code)
    return forms
