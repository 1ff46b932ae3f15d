"""The place that was likely meant: it lies where the words say, and its name looks like the one named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from tawatur.checks.bearings import angle_between, bearing, direction_name, km_between
from tawatur.checks.scene import Scene
from tawatur.checks.statements import Statement
from tawatur.lexicon.places import Place, PlaceEntry
from tawatur.text.normal import normalize

# Share of letters in common from which on two names are taken for one another.
_MIN_LIKENESS = 0.55
_SHARED_WORD, _NAMED_TOO, _RIGHT_SIDE = (
    0.3,
    0.3,
    0.15,
)  # what else speaks for a place, beside likeness (0 to 1)
_MAX_TURN = 67.5  # degrees off a side of the compass that still count as that side


@dataclass(frozen=True, slots=True)
class Alternative:
    """A place that may have been meant; the higher `score`, the likelier, and `reasons` say why."""

    place: Place
    score: float
    reasons: tuple[str, ...]

    @property
    def suggestion(self) -> str:
        """What to show: the name in English and Arabic."""
        return f"{self.place.name_en} «{self.place.name_ar}»"


def likely_places(
    scene: Scene, said: Statement, fits: Callable[[Place, Place], bool]
) -> tuple[Alternative, ...]:
    """Return what may have been meant instead of the object of a statement, likeliest first.

    Only places that do what the statement says (`fits`), and look like the one named.
    """
    subject = said.subject.places[0]
    named = set(_named_elsewhere(scene, said))
    found = [
        weighed
        for place in {*_neighbours(scene, subject), *named}
        if place.id != subject.id and place not in said.object.places and fits(subject, place)
        if (weighed := _weighed(said, subject, place, place in named)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.place.id)))


def _neighbours(scene: Scene, subject: Place) -> Iterator[Place]:
    book = scene.lexicon.places
    for id_ in book.neighbours(subject.id):
        place = book.place(id_)
        if place is not None:
            yield place


def _named_elsewhere(scene: Scene, said: Statement) -> Iterator[Place]:
    """Yield the places that the report names outside the statement."""
    for index, token in enumerate(scene.tokens):
        if token.kind != "word" or said.span.start <= token.start < said.span.end:
            continue
        for _, _, _, fixed in scene.lexicon.sequences_at(scene.norms, index, scene.word(index)):
            if isinstance(fixed.entry, PlaceEntry):
                yield fixed.entry.place


def _weighed(said: Statement, subject: Place, place: Place, is_named: bool) -> Alternative | None:
    meant = said.object.places[0]
    likeness, shared = _likeness(meant.name_ar, place.name_ar)
    if likeness < _MIN_LIKENESS and not shared:
        return None
    reasons = [
        f"{place.name_en} «{place.name_ar}» does (middles {km_between(subject, place):.1f} km apart, {place.source})"
    ]
    score = likeness + _SHARED_WORD * shared + _NAMED_TOO * is_named
    reasons += ["and is named elsewhere in the report"] if is_named else []
    towards = bearing(place, subject)
    if said.direction is not None and angle_between(towards, said.direction.bearing) <= _MAX_TURN:
        score += _RIGHT_SIDE
        reasons.append(
            f"and {subject.name_en} lies {direction_name(towards)} of it, which agrees with the side named"
        )
    return Alternative(place, score, (", ".join(reasons) + ".",))


def _likeness(one: str, other: str) -> tuple[float, bool]:
    """Return how alike two names are (0 to 1), and whether they share a word."""
    words, others = _words(one), _words(other)
    ratio = SequenceMatcher(None, " ".join(words), " ".join(others)).ratio()
    return ratio, bool({*words} & {*others})


def _words(name: str) -> list[str]:
    return [word.removeprefix("ال") for word in normalize(name).split()]
