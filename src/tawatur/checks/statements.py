"""Reads what a text says of how one place lies to another: «حي س المحاذي لحي ص», «س شمال ص»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tawatur.checks.named import NamedPlace, may_be_place, may_contain, place_before, place_from
from tawatur.checks.scene import Scene
from tawatur.checks.words import Direction, Relation
from tawatur.lexicon.numerals import read_number
from tawatur.lexicon.phrases import Match
from tawatur.model import Span

# Words from «الذي» to a further participle of the same place: «الذي تسيطر عليه الفصائل والمحاذي لحي …».
_MAX_RELATIVE = 8
_RELATIVES = frozenset(("الذي", "التي"))
_FROM = frozenset(("من", "عن"))
_ABOUT = frozenset(("نحو", "حوالي", "قرابه", "مسافه", "زهاء", "بنحو", "بحوالي", "ب"))
# After these a place is where something comes from or goes to: «نازحون من حلب في إدلب».
_MOVING = frozenset(("من", "الي", "بين", "نحو", "باتجاه", "صوب", "ومن", "والي", "عن"))
_IN = frozenset(("في", "وفي", "ضمن", "وضمن"))
_MAX_JOINED = 6  # words from «تربط» to the place that it joins to another
_SIGNS = frozenset(("،", ",", '"', "»", "”", ")", "(", "-"))
_MAX_SIGNS = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """`subject` is said to lie in a relation of `kind` to `object`; `span` are the words that say so.

    `kind` is adjacency, nearness, distance, direction or containment; `km` how far, `direction` in what
    direction or on what side of `object`, where the words say it.
    """

    kind: str
    subject: NamedPlace
    object: NamedPlace
    span: Span
    km: float | None = None
    direction: Direction | None = None


def read_statements(scene: Scene) -> Iterator[Statement]:
    """Yield what is said of places in a report, in the order of the words that say it.

    Rules: data/checks/relations.toml, data/checks/directions.toml.
    """
    openers, norms = scene.words.openers, scene.norms
    for index in [index for index, norm in enumerate(norms) if norm in openers]:
        seconds = openers[norms[index]]
        if seconds is None or (index + 1 < len(norms) and norms[index + 1] in seconds):
            found = _statement(scene, index)
            if found is not None:
                yield found


def _statement(scene: Scene, index: int) -> Statement | None:
    relation = scene.words.relations.at(scene.tokens, index)
    if relation is not None:
        return _related(scene, relation)
    direction = scene.words.directions.at(scene.tokens, index)
    return _directed(scene, direction) if direction is not None else None


def _related(scene: Scene, match: Match[Relation]) -> Statement | None:
    kind = match.value.kind
    if kind == "distance":
        return _distant(scene, match)
    if kind == "containment":
        return _contained(scene, match)
    subject = _subject(scene, match.first) or _earlier_subject(scene, match)
    if subject is None or subject.is_part:
        return None
    other = _object(scene, match)
    if other is None or other.is_part or other.is_edge:
        return None
    side = scene.words.sides.at(scene.tokens, _past_comma(scene, other.last))
    last = side.last if side is not None else other.last
    span = scene.span(match.first, last)
    return Statement(kind, subject, other, span, direction=side.value if side is not None else None)


def _object(scene: Scene, match: Match[Relation]) -> NamedPlace | None:
    at = match.last
    if match.value.object != "l":
        return place_from(scene, at)
    if at < len(scene.tokens) and scene.norms[at] == "ل":
        return place_from(scene, at + 1)
    other = place_from(scene, at)
    return other if other is not None and other.proclitics.endswith("l") else None


def _subject(scene: Scene, index: int) -> NamedPlace | None:
    """Return the place just before token `index`, words like «الواقعة» and a comma between passed over."""
    return place_before(scene, _past_links(scene, index))


def _past_links(scene: Scene, index: int) -> int:
    for _ in range(_MAX_SIGNS + 1):
        link = scene.words.links.before(scene.tokens, index)
        if link is not None:
            index = link.first
        elif index > 0 and scene.norms[index - 1] in _SIGNS:
            index -= 1
        else:
            break
    return index


def _earlier_subject(scene: Scene, match: Match[Relation]) -> NamedPlace | None:
    """Return the place to which a relative clause and, behind «و», the participle belong."""
    if match.prefix != "و":
        return None
    floor = max(scene.sentence_at(match.first)[0], match.first - _MAX_RELATIVE)
    for at in range(match.first - 1, floor, -1):
        if scene.norms[at] in _RELATIVES:
            return _subject(scene, at)
        if place_from(scene, at) is not None:
            return None
    return None


def _past_comma(scene: Scene, index: int) -> int:
    return index + 1 if index < len(scene.tokens) and scene.norms[index] in ("،", ",") else index


def _distant(scene: Scene, match: Match[Relation]) -> Statement | None:
    at = match.last
    while at < len(scene.tokens) and scene.norms[at] in _ABOUT:
        at += 1
    if at >= len(scene.tokens):
        return None
    number = read_number(scene.numbers, scene.tokens, at)
    if number is None:
        return None
    unit = scene.words.units.at(scene.tokens, number.last)
    if unit is None:
        return None
    at, direction = unit.last, scene.words.directions.at(scene.tokens, unit.last)
    if direction is not None:
        at = direction.last
    if at < len(scene.tokens) and scene.norms[at] in _FROM:
        at += 1
    elif direction is None:
        return None
    subject, other = _subject(scene, match.first), place_from(scene, at)
    if subject is None or other is None or any(p.is_part or p.is_edge for p in (subject, other)):
        return None
    km = float(number.value) * unit.value / 1000
    span = scene.span(match.first, other.last)
    return Statement("distance", subject, other, span, km, direction.value if direction else None)


def _contained(scene: Scene, match: Match[Relation]) -> Statement | None:
    # «بمحافظة ص»: the generic word is part of the place's own words.
    is_joined = match.last == match.first + 1 and scene.norms[match.first] not in _IN
    at = match.first if is_joined else match.last
    if not may_contain(scene, at) or not may_be_place(scene, at):
        return None  # nearly all «في»
    subject = _subject(scene, match.first)
    if subject is None or subject.is_part or _moves(scene, subject) or _joins(scene, match, subject):
        return None
    other = place_from(scene, at)
    if other is None or other.is_edge:
        return None
    return Statement("containment", subject, other, scene.span(match.first, other.last))


def _moves(scene: Scene, subject: NamedPlace) -> bool:
    return subject.proclitics.endswith("l") or (
        subject.first > 0 and scene.norms[subject.first - 1] in _MOVING
    )


def _joins(scene: Scene, match: Match[Relation], subject: NamedPlace) -> bool:
    """Return whether «ب» joins the two by road or front: «وصل مدينة س بمحافظة ص»."""
    if match.last != match.first + 1 or scene.norms[match.first] in _IN:
        return False
    family = scene.words.families["joining"]
    before = range(max(subject.first - _MAX_JOINED, 0), subject.first)
    return any(family.at(scene.tokens, at) is not None for at in before)


def _directed(scene: Scene, match: Match[Direction]) -> Statement | None:
    """«س شمال ص»; «س في شمال ص» says what «س في ص» does, and is read there."""
    if not may_be_place(scene, match.last):
        return None
    other = place_from(scene, match.last)
    if other is None or other.is_part or other.is_edge or "l" in other.proclitics:
        return None
    subject = _subject(scene, match.first)
    if subject is None or subject.is_part or subject.is_edge:
        return None
    span = scene.span(match.first, other.last)
    return Statement("direction", subject, other, span, direction=match.value)
