"""Cardinal numbers in figures and in words, of any size, gender and case."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from tawatur.errors import DataError
from tawatur.lexicon.phrases import Match, PhraseTable
from tawatur.text.tokens import Token

Problem = tuple[Path, str, str]

# Longer figures are serial numbers, not quantities.
MAX_DIGITS = 12
# Words a number may run over, backwards: «ثلاثمئة وخمسة وعشرين ألفا وستمئة وخمسين».
MAX_WORDS = 10

ROLES = (
    "hundred",
    "scale",
    "scale-accusative",
    "scale-dual",
    "scale-plural",
    "teen",
    "ten",
    "ten-alone",
    "unit",
)


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number word: `role` says how it combines."""

    id: str
    value: int
    role: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A number read over tokens [first, last); `value` may be a fraction («3.5»)."""

    first: int
    last: int
    value: Fraction
    in_figures: bool
    prefix: str = ""
    scale: int = 1  # the last scale word: 1000 in «30 ألفا»

    @property
    def whole(self) -> int | None:
        """Return the value if it is a whole number."""
        return int(self.value) if self.value.denominator == 1 else None


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words, as loaded from data/numbers."""

    cardinals: PhraseTable[Cardinal]
    scales: PhraseTable[Cardinal]
    fractions: PhraseTable[Fraction]
    enders: frozenset[str]  # last words of number words: what may stand before a counted noun


def read_table(path: Path, columns: Sequence[str], problems: list[Problem]) -> list[dict[str, str]]:
    """Return the rows of a CSV file with exactly `columns`, noting what breaks the format."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append((path, "-", f"cannot be read: {error}"))
        return []
    if reader.fieldnames != list(columns):
        problems.append((path, "-", f"columns are {reader.fieldnames}, not {list(columns)}"))
        return []
    whole = []
    for number, row in enumerate(rows, 2):
        if None in row or any(not value for value in row.values()):
            problems.append((path, row.get("id") or f"line {number}", "a field is empty or too many"))
        else:
            whole.append(row)
    return whole


def read_entries(path: Path, section: str, problems: list[Problem]) -> list[dict[str, Any]]:
    """Return the [[section]] entries of a TOML file that have id, gloss and forms; note the others."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append((path, "-", f"cannot be read: {error}"))
        return []
    if data.get("version") != 1:
        problems.append((path, "-", "version is not 1"))
    good, seen = [], set()
    for entry in data.get(section, []):
        name = str(entry.get("id", "?"))
        if name in seen:
            problems.append((path, name, "id is used twice"))
        seen.add(name)
        missing = [key for key in ("id", "gloss", "forms") if not entry.get(key)]
        forms = entry.get("forms")
        if missing:
            problems.append((path, name, f"lacks {', '.join(missing)}"))
        elif not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
            problems.append((path, name, "forms is not a list of words"))
        else:
            good.append(entry)
    return good


def with_article(form: str) -> str:
    """Return `form` with the article on its first word."""
    return "ال" + form


def load_number_words(data_dir: Path) -> NumberWords:
    """Return the number words of data_dir/numbers.

    Raises DataError naming every entry that breaks the format (data/numbers/README.md).
    """
    problems: list[Problem] = []
    path = data_dir / "numbers" / "cardinals.csv"
    forms: list[tuple[str, Cardinal]] = []
    for row in read_table(path, ("id", "value", "role", "definite", "name_ar"), problems):
        if row["role"] not in ROLES or not row["value"].isdecimal() or row["definite"] not in ("yes", "no"):
            problems.append((path, row["id"], "role, value or definite is not one of those allowed"))
            continue
        word = Cardinal(row["id"], int(row["value"]), row["role"])
        forms.append((row["name_ar"], word))
        if row["definite"] == "yes":
            forms.append((with_article(row["name_ar"]), word))
    fractions = _load_fractions(data_dir / "numbers" / "fractions.toml", problems)
    if problems:
        raise DataError(problems)
    scales = [(form, word) for form, word in forms if word.role.startswith("scale")]
    cardinals = PhraseTable(forms)
    return NumberWords(cardinals, PhraseTable(scales), PhraseTable(fractions), cardinals.last_words())


def _load_fractions(path: Path, problems: list[Problem]) -> list[tuple[str, Fraction]]:
    found = []
    for entry in read_entries(path, "fraction", problems):
        value = entry.get("value")
        if not (
            isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) and n > 0 for n in value)
        ):
            problems.append((path, entry["id"], "value is not [numerator, denominator]"))
            continue
        found += [(form, Fraction(value[0], value[1])) for form in entry["forms"]]
    return found


def read_number(words: NumberWords, tokens: Sequence[Token], index: int) -> Reading | None:
    """Return the longest number that begins at `index`, or None."""
    prefix = ""
    if tokens[index].kind != "number":
        opening = words.cardinals.at(tokens, index) or words.fractions.at(tokens, index)
        if opening is None:
            return None
        prefix = opening.prefix
    total: Fraction | None = None
    limit, position = None, index
    in_figures = tokens[index].kind == "number"
    while (part := _part(words, tokens, position, limit, opens=position == index)) is not None:
        value, scale, position = part
        total, limit = value if total is None else total + value, scale
        if scale == 1:
            break
    if total is None or limit is None:
        return None
    if limit >= 1000:
        total, position = _and_a_half(words, tokens, position, total, limit)
    return Reading(index, position, total, in_figures, prefix, limit)


def read_number_before(words: NumberWords, tokens: Sequence[Token], index: int) -> Reading | None:
    """Return the longest number that ends just before `index`, or None."""
    if index < 1 or (tokens[index - 1].kind != "number" and tokens[index - 1].norm not in words.enders):
        return None
    best = None
    for first in range(index - 1, max(index - 1 - MAX_WORDS, -1), -1):
        if tokens[first].kind not in ("number", "word"):
            break
        reading = read_number(words, tokens, first)
        if reading is not None and reading.last == index:
            best = reading
    return best


def _part(
    words: NumberWords, tokens: Sequence[Token], index: int, limit: int | None, opens: bool
) -> tuple[Fraction, int, int] | None:
    """Return (value, scale, next index) of one group with its scale, smaller than `limit`."""
    if not opens:
        index = _after_and(tokens, index)
        if index < 0:
            return None
    group = _group(words, tokens, index, opens)
    if group is None:
        return None
    value, position, scale = group
    if scale == 1 and (scaled := _scale(words, tokens, position, value)) is not None:
        value, scale, position = scaled
    elif scale == 1 and value.denominator != 1 and tokens[index].kind != "number":
        return None  # «نصف» without what it halves
    if limit is not None and not (value < limit and scale < limit):
        return None
    if limit is not None and tokens[index].kind == "number" and value < 10:
        return None  # «3 آلاف و5 جرحى»: two quantities
    return value, scale, position


def _after_and(tokens: Sequence[Token], index: int) -> int:
    """Return where the word joined by و begins (its own token, or the one after a lone و), or -1."""
    if index + 1 < len(tokens) and tokens[index].norm == "و":
        return index + 1
    if index < len(tokens) and tokens[index].kind == "word" and tokens[index].norm.startswith("و"):
        return index
    return -1


def _group(
    words: NumberWords, tokens: Sequence[Token], index: int, opens: bool
) -> tuple[Fraction, int, int] | None:
    """Return (value, next index, scale) of a group below its scale; scale > 1 for a bare «ألف»."""
    token = tokens[index]
    if token.kind == "number":
        value = figure(token)
        return None if value is None else (value, index + 1, 1)
    match = words.cardinals.at(tokens, index)
    if match is None or not _joined_well(match, opens):
        part = words.fractions.at(tokens, index) if opens else None
        return None if part is None else (part.value, part.last, 1)
    word = match.value
    if word.role in ("scale", "scale-dual"):
        return Fraction(word.value * (2 if word.role == "scale-dual" else 1)), match.last, word.value
    if word.role == "scale-accusative":  # «ألفا قتيل» is the dual before what is counted, «ألفا و200» is not
        joined = _after_and(tokens, match.last)
        lone = joined >= 0 and _group(words, tokens, joined, False) is not None
        return Fraction(word.value * (1 if lone else 2)), match.last, word.value
    if word.role == "scale-plural":
        return None
    number, position = _below_thousand(words, tokens, match)
    return Fraction(number), position, 1


def _joined_well(match: Match[Cardinal], opens: bool) -> bool:
    return opens or match.prefix in ("", "و")


def _below_thousand(words: NumberWords, tokens: Sequence[Token], match: Match[Cardinal]) -> tuple[int, int]:
    """Return value and next index of hundreds, units and tens joined by و."""
    value, position, role = match.value.value, match.last, match.value.role
    while role in ("hundred", "unit"):
        following = words.cardinals.at(tokens, position)
        if following is None or following.prefix != "و" or following.value.role not in _FOLLOWERS[role]:
            break
        value, position, role = value + following.value.value, following.last, following.value.role
    return value, position


_FOLLOWERS = {"hundred": ("unit", "ten-alone", "teen", "ten"), "unit": ("ten",)}


def _scale(
    words: NumberWords, tokens: Sequence[Token], index: int, value: Fraction
) -> tuple[Fraction, int, int] | None:
    match = words.scales.at(tokens, index)
    if match is None or match.prefix or match.value.role == "scale-dual":
        return None
    scale, position = match.value.value, match.last
    further = words.scales.at(tokens, position)  # «ألف مليون»
    if scale == 1000 and further is not None and not further.prefix and further.value.value > 1000:
        scale, position = scale * further.value.value, further.last
    return value * scale, scale, position


def _and_a_half(
    words: NumberWords, tokens: Sequence[Token], index: int, total: Fraction, scale: int
) -> tuple[Fraction, int]:
    """Return total and next index with «ونصف المليون» added where it stands."""
    match = words.fractions.at(tokens, index)
    if match is None or match.prefix != "و":
        return total, index
    total, index = total + match.value * scale, match.last
    again = words.scales.at(tokens, index)
    if again is not None and not again.prefix and again.value.value == scale:
        index = again.last
    return total, index


def figure(token: Token) -> Fraction | None:
    """Return the value of a number token; None where it is a date («2.10.2016») or far too long."""
    digits, dot, decimals = token.norm.partition(".")
    if not digits.isdecimal() or len(token.norm) > MAX_DIGITS or (dot and not decimals.isdecimal()):
        return None
    return Fraction(token.norm) if dot else Fraction(int(digits))
