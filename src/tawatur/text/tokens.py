"""Cuts a text into tokens that keep their place in the untouched original."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import NamedTuple

from tawatur.text.normal import INVISIBLE, normalize

_MARKS = "".join(re.escape(c) for c in sorted(INVISIBLE))
# A word is a run of letters with the marks between them. "_" and "#" of hashtags
# separate words («#وحدات_حماية_الشعب» is three); a hyphen does too.
# Nothing behind a run can fail, so the runs never give back what they took.
_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_]++(?:[{_MARKS}]++[^\W\d_]*+)*+)"
    rf"|(?P<number>[0-9٠-٩۰-۹]+(?:[.,٫٬][0-9٠-٩۰-۹]+)*)"
    r"|(?P<newline>\n\s*)"
    rf"|(?P<punct>\.\.+|--+|[^\w\s{_MARKS}])"
)

# Distinct written words whose normal form is kept: those of some thousand reports.
_NORMS_KEPT = 1 << 16


class Token(NamedTuple):
    """A word, number or sign: text[start:end], end exclusive, in code points of Report.text.

    `norm` is its normal form, `kind` one of word, number, punct, newline.
    A number's `norm` has ASCII digits and "." as the only separator kept.
    A tuple, since a report has hundreds and a dataclass takes three times as long to make.
    """

    start: int
    end: int
    norm: str
    kind: str


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text` in order; white space other than line ends gives none."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        norm = _norm_of(kind, match[0])
        if not norm:  # a tatweel by itself, drawn as a dash
            norm, kind = "-", "punct"
        tokens.append(_new(Token, (*match.span(), norm, kind)))
    return tokens


_new = tuple.__new__  # of the right length, which Token._make would make sure of


@lru_cache(_NORMS_KEPT)
def _norm_of(kind: str, surface: str) -> str:
    if kind == "newline":
        return "\n"
    if kind == "number":
        return _number(normalize(surface))
    return sys.intern(normalize(surface))


def _number(digits: str) -> str:
    """Return `digits` without thousands separators: "1,200" and "1.200" are 1200, "7.5" stays."""
    digits = digits.replace("٬", ",").replace("٫", ".")
    groups = re.split("[.,]", digits)
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3:
        return "".join(groups)
    return digits.replace(",", ".")
