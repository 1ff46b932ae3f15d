"""Finds quantities in a token list: figures, number words, vague numbers, with their bounds.

What is counted is the caller's to find; quantities that count no people or things
(measures, dates, ranks) are found too, and marked by their kind so that they can be passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawatur.claims.numbertables import Numerals, Vague
from tawatur.lexicon.numerals import Reading, read_number
from tawatur.lexicon.phrases import Match
from tawatur.model import Span
from tawatur.text.tokens import Token

COUNTING = frozenset(["figure", "word", "vague"])

# Words of what is counted between a number and «على الأقل»: «20 مدنيا سوريا آخرين على الأقل».
MAX_BOUND_GAP = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number over tokens [first_token, last_token), its bound before it included.

    `min` or `max` is None where the words leave that side open. `kind` is figure, word or vague
    where something may be counted; measure, percent, fraction, ordinal, date, year, clock or
    label where nothing is. `rule` is exact, about, over, under, range, or the id in vague.toml.
    """

    first_token: int
    last_token: int
    span: Span
    min: int | None
    max: int | None
    rule: str
    kind: str


def find_quantities(tokens: Sequence[Token], numerals: Numerals) -> list[Quantity]:
    """Return the quantities of a text in order, none overlapping.

    Bounds follow the codebook, section 3: «أكثر من 20» is 20 and more, «نحو 20» is 20,
    «عشرات» is 20 to 99. Duals and singulars («غارتين», «مقتل مدني») are not quantities here.

    Rules: data/numbers.
    """
    openers = numerals.openers
    found: list[Quantity] = []
    index, total = 0, len(tokens)
    while index < total:
        token = tokens[index]
        if token.kind == "number":
            quantity, index = _figure(numerals, tokens, index, found)
        elif token.norm in openers and _may_open(numerals, tokens, index):
            quantity, index = _word(numerals, tokens, index, found)
        else:
            index += 1
            continue
        if quantity is not None:
            found.append(quantity)
    return found


# --- readings -----------------------------------------------------------------------------------


def _may_open(numerals: Numerals, tokens: Sequence[Token], index: int) -> bool:
    tables = (numerals.starts, numerals.words.cardinals, numerals.words.fractions)
    return any(table.may_start(tokens, index) for table in tables)


def _word(
    numerals: Numerals, tokens: Sequence[Token], index: int, found: Sequence[Quantity]
) -> tuple[Quantity | None, int]:
    """Return the quantity whose first word is at `index`, if any, and where to go on."""
    start = numerals.starts.at(tokens, index)
    if start is not None and start.value == "":
        return None, start.last
    if start is not None and isinstance(start.value, Vague):
        return _vague_quantity(numerals, tokens, start, start.value)
    reading = read_number(numerals.words, tokens, index)
    if start is not None and isinstance(start.value, str) and (reading is None or reading.last < start.last):
        value = int(start.value.removeprefix("ordinal:"))
        return _made(
            tokens, start.first, start.last, start.prefix, (value, value), "exact", "ordinal"
        ), start.last
    if reading is not None:
        return _counted(numerals, tokens, reading, found)
    fraction = numerals.words.fractions.at(tokens, index)
    if fraction is None:
        return None, index + 1
    quantity = _made(tokens, index, fraction.last, fraction.prefix, (None, None), "exact", "fraction")
    return quantity, fraction.last


def _figure(
    numerals: Numerals, tokens: Sequence[Token], index: int, found: Sequence[Quantity]
) -> tuple[Quantity | None, int]:
    """Return the quantity that the figure at `index` opens, if any, and where to go on."""
    joint = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    if joint in (":", "/", "+") and index + 2 < len(tokens) and tokens[index + 2].kind == "number":
        last = _chain_end(tokens, index, joint)
        kind = "clock" if joint == ":" else "date" if joint == "/" else "label"
        return _made(tokens, index, last, "", (None, None), "exact", kind), last
    reading = read_number(numerals.words, tokens, index)
    if reading is None:  # a dotted date, or a serial number
        kind = "date" if tokens[index].norm.count(".") == 2 else "label"
        return _made(tokens, index, index + 1, "", (None, None), "exact", kind), index + 1
    return _counted(numerals, tokens, reading, found)


def _chain_end(tokens: Sequence[Token], index: int, joint: str) -> int:
    """Return where «2/10/2016» or «17:00» ends."""
    last = index + 1
    while last + 1 < len(tokens) and tokens[last].norm == joint and tokens[last + 1].kind == "number":
        last += 2
    return last


def _vague_quantity(
    numerals: Numerals, tokens: Sequence[Token], start: Match[Vague | str], vague: Vague
) -> tuple[Quantity, int]:
    kind = "vague"
    mark = numerals.marks_after.at(tokens, start.last)
    if mark is not None and mark.value == "measure":
        kind = "measure"
    bounds = (vague.min, vague.max)
    return _made(tokens, start.first, start.last, start.prefix, bounds, vague.id, kind), start.last


def _counted(
    numerals: Numerals, tokens: Sequence[Token], reading: Reading, found: Sequence[Quantity]
) -> tuple[Quantity, int]:
    """Return the quantity of a number, with its range, bounds and kind, and where to go on."""
    single = _kind(numerals, tokens, reading)
    if single in ("date", "year", "label", "clock", "ordinal"):
        value = reading.whole
        quantity = _made(tokens, reading.first, reading.last, reading.prefix, (value, value), "exact", single)
        return quantity, reading.last
    upper = _upper_end(numerals, tokens, reading)
    whole = reading if upper is None else replace(reading, last=upper.last)
    kind, last = _measured(numerals, tokens, whole, "figure" if reading.in_figures else "word")
    low = reading.whole
    if upper is not None:
        return _ranged(numerals, tokens, reading, upper, kind), max(upper.last, last)
    if low is None:
        kind = kind if kind in ("measure", "percent") else "measure"
    first, prefix, bounds, rule = _bounded(numerals, tokens, reading, low, found)
    return _made(tokens, first, last, prefix, bounds, rule, kind), last


def _ranged(
    numerals: Numerals, tokens: Sequence[Token], lower: Reading, upper: Reading, kind: str
) -> Quantity:
    """Return «بين 20 و30», «3 إلى 4 آلاف»: a scale after the upper end counts for both."""
    low, high = lower.whole, upper.whole
    if low is not None and high is not None and lower.scale == 1 < upper.scale and low * upper.scale <= high:
        low *= upper.scale
    first, prefix = lower.first, lower.prefix
    opening = _between_before(tokens, first) if not prefix else None
    if opening is not None:
        first = opening
        prefix = tokens[first].norm.removesuffix("بين") if tokens[first].norm.endswith("بين") else ""
    elif not prefix and (bound := numerals.bounds_before.before(tokens, first)) is not None:
        first, prefix = bound.first, bound.prefix
    return _made(tokens, first, upper.last, prefix, (low, high), "range", kind)


def _between_before(tokens: Sequence[Token], index: int) -> int | None:
    """Return where «بين», «ما بين» before a number begins, or None."""
    if index < 1 or tokens[index - 1].norm not in ("بين", "وبين", "لبين"):
        return None
    return index - 2 if index > 1 and tokens[index - 2].norm == "ما" else index - 1


def _upper_end(numerals: Numerals, tokens: Sequence[Token], lower: Reading) -> Reading | None:
    """Return the number that ends the range which `lower` opens, or None."""
    at = lower.last
    if at + 1 >= len(tokens):
        return None
    norm = tokens[at].norm
    if norm in ("الي", "-", "–", "او"):
        at += 1
    elif _between_before(tokens, lower.first) is not None and norm.startswith("و"):
        at += norm == "و"
    else:
        return None
    upper = read_number(numerals.words, tokens, at)
    if upper is None or upper.whole is None or lower.whole is None or upper.prefix not in ("", "و"):
        return None
    if upper.prefix and tokens[at].norm in ("الي", "-", "–", "او"):
        return None
    return upper if upper.whole > lower.whole and not _is_dated(numerals, tokens, upper) else None


# --- bounds and kinds ---------------------------------------------------------------------------


def _bounded(
    numerals: Numerals,
    tokens: Sequence[Token],
    reading: Reading,
    value: int | None,
    found: Sequence[Quantity],
) -> tuple[int, str, tuple[int | None, int | None], str]:
    """Return first token, prefix, bounds and rule of a number with «أكثر من», «على الأقل»."""
    first, prefix, sense = reading.first, reading.prefix, ""
    bound = None if prefix else numerals.bounds_before.before(tokens, first)
    if bound is not None and not _is_taken(bound, found):
        first, prefix, sense = bound.first, bound.prefix, bound.value
    after = _bound_after(numerals, tokens, reading.last)
    if after is not None and sense in ("", "about"):
        sense = after
    match sense:
        case "over":
            return first, prefix, (value, None), sense
        case "under":
            return first, prefix, (None, value), sense
        case _:
            return first, prefix, (value, value), sense or "exact"


def _is_taken(bound: Match[str], found: Sequence[Quantity]) -> bool:
    """Return whether «على الأقل» before a number belongs to the number before it."""
    if not found or not bound.value == found[-1].rule == "over":
        return False
    return bound.first - found[-1].last_token <= MAX_BOUND_GAP and bound.last - bound.first == 2


def _bound_after(numerals: Numerals, tokens: Sequence[Token], index: int) -> str | None:
    """Return the sense of a bound at most three words after a number, within its phrase."""
    for at in range(index, min(index + MAX_BOUND_GAP + 1, len(tokens))):
        bound = numerals.bounds_after.at(tokens, at)
        if bound is not None:
            return bound.value
        norm = tokens[at].norm
        if tokens[at].kind != "word" and norm not in "\"«»'“”":
            return None
        if norm in numerals.words.cardinals.entries or (norm.startswith("و") and at > index):
            return None
    return None


def _measured(numerals: Numerals, tokens: Sequence[Token], reading: Reading, kind: str) -> tuple[str, int]:
    """Return the kind of a number by the word after it, and where it ends («90 بالمئة» as one)."""
    mark = numerals.marks_after.at(tokens, reading.last)
    if mark is None:
        return kind, reading.last
    return mark.value, mark.last if mark.value == "percent" else reading.last


def _kind(numerals: Numerals, tokens: Sequence[Token], reading: Reading) -> str:
    """Return what a number is by the words before it and the month after it; "" where it may count."""
    if not reading.in_figures:
        return ""
    if _is_dated(numerals, tokens, reading):
        return "date"
    if reading.last == reading.first + 1 and _is_part_of_name(tokens, reading.first):
        return "label"
    if _is_year(tokens, reading) and numerals.months.before(tokens, reading.first) is not None:
        return "year"
    after = numerals.marks_after.at(tokens, reading.last)
    if after is not None and after.value == "clock":
        return "clock"
    opening = reading.first - (reading.first > 0 and tokens[reading.first - 1].norm == "(")
    mark = numerals.marks_before.before(tokens, opening)
    if mark is not None and (mark.value in ("clock", "ordinal") or not _counts(numerals, tokens, reading)):
        return mark.value if mark.value != "year" or _is_year(tokens, reading) else ""
    if (
        _is_year(tokens, reading)
        and _is_year_context(numerals, tokens, reading)
        and not _counts(numerals, tokens, reading)
    ):
        return "year"
    return ""


def _is_dated(numerals: Numerals, tokens: Sequence[Token], reading: Reading) -> bool:
    if reading.whole is None or not 1 <= reading.whole <= 31 or reading.last != reading.first + 1:
        return False
    at = reading.last
    if at < len(tokens) and tokens[at].norm in ("من", "/"):
        at += 1
    if at > reading.last and at < len(tokens) and tokens[at].norm == "شهر":
        return True
    return numerals.months.at(tokens, at) is not None


def _is_part_of_name(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a figure hangs on a word: «إف-16», «F16», «سو-24», «SA 22»."""
    if index == 0:
        return False
    before = tokens[index - 1]
    if before.kind == "word" and before.norm[-1:].isascii():
        return True
    if before.end != tokens[index].start or before.norm not in ("-", "–"):
        return False
    return index > 1 and tokens[index - 2].kind == "word" and tokens[index - 2].end == before.start


def _is_year(tokens: Sequence[Token], reading: Reading) -> bool:
    token = tokens[reading.first]
    return (
        reading.last == reading.first + 1
        and token.end - token.start == 4
        and len(token.norm) == 4
        and "1900" <= token.norm <= "2099"
    )


def _is_year_context(numerals: Numerals, tokens: Sequence[Token], reading: Reading) -> bool:
    return reading.first > 0 and tokens[reading.first - 1].norm in numerals.year_context


# Proclitics: a word after a number that begins with one is not what it counts.
_PROCLITIC = ("ال", "و", "ف", "ب", "ل", "ك")


def _counts(numerals: Numerals, tokens: Sequence[Token], reading: Reading) -> bool:
    """Return whether the word after a number can be what it counts: «مقاتلا» after «اللواء 20»."""
    if reading.last >= len(tokens) or tokens[reading.last].kind != "word":
        return False
    norm = tokens[reading.last].norm
    if norm in numerals.not_counted or norm.startswith(_PROCLITIC):
        return False
    small = reading.whole is not None and 2 < reading.whole <= 10
    return len(norm) > 2 and (small or norm.endswith(("ا", "ه", "يل", "يح", "خص", "دي", "ني", "لح")))


def _made(
    tokens: Sequence[Token],
    first: int,
    last: int,
    prefix: str,
    bounds: tuple[int | None, int | None],
    rule: str,
    kind: str,
) -> Quantity:
    start = min(tokens[first].start + len(prefix), tokens[first].end - 1)
    return Quantity(first, last, Span(start, tokens[last - 1].end), *bounds, rule, kind)
