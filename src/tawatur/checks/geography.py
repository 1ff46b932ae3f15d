"""Whether the map agrees with what is said of places: adjacency, distance, direction, containment.

A statement is contradicted only when every place that its names may mean contradicts it, beyond
the accuracy of the points and the size of the places.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import product

from tawatur.checks.alternatives import Alternative, likely_places
from tawatur.checks.bearings import angle_between, bearing, direction_name, km_between
from tawatur.checks.raised import Raised
from tawatur.checks.scene import Scene
from tawatur.checks.statements import Statement, read_statements
from tawatur.checks.voices import claim_at, whose_words
from tawatur.lexicon.places import Place, PlaceBook
from tawatur.model import Finding

# Kilometres from the middle of a place of this kind to its edge: generous, so that a contradiction is one.
# Kinds that are not here are too wide, too long or of no shape to be judged by a point.
EXTENT_KM = {
    "airport": 3.0, "base": 3.0, "bridge": 0.5, "camp": 1.0, "capital": 15.0, "city": 8.0, "crossing": 1.0,
    "dam": 2.0, "district": 25.0, "field": 10.0, "neighbourhood": 1.0, "port": 3.0, "site": 1.0, "square": 0.3,
    "town": 4.0, "village": 2.0,
}  # fmt: skip
_SMALL = frozenset(("neighbourhood", "camp", "square", "site", "bridge"))
# Open ground that may lie between what a writer still calls adjoining: inside a city none, outside it some.
_SMALL_SLACK_KM, _SLACK_KM = 0.5, 15.0
# From here on «قرب» is no longer near by anybody's measure: an hour and a half of driving.
_NEAR_KM = 100.0
# Roads are longer than the straight line, never shorter; writers round. A straight line this much longer
# than what is said, or shorter than this share of it, cannot be the same way.
_MOST_LONGER, _MOST_SHORTER, _ROUNDING_KM = 1.3, 0.4, 5.0
# A name that lies this far off is another place of the same name, which the gazetteer lacks; the names
# of cities are known from one end of a country to the other.
_HOMONYM_KM, _CITY_HOMONYM_KM = 250.0, 1000.0
# A place this near to the middle of a province may lie in it whatever the table says of its parents.
_INSIDE_KM = 40.0
_WIDE = frozenset(("country", "governorate"))
# Of «شمال سوريا» only the middle counts: what lies south of it, beyond its accuracy, is not in the north.
_MIDDLES = frozenset(("country", "district", "governorate"))
# «قرب دمشق», «على بعد 30 كم من حلب» are reckoned from the city, not from the province of the same name.
_SEATS = frozenset(("capital", "city"))
# Kinds whose province is common knowledge and whose names the tables have entire; villages and
# quarters share their names with others that no table has.
_KNOWN_KINDS = frozenset(("capital", "city", "district"))


def check_map(scene: Scene) -> Iterator[Raised]:
    """Yield findings for statements on places that the map contradicts."""
    for statement in read_statements(scene):
        finding = _CHECKS[statement.kind](scene, statement)
        if finding is not None:
            yield Raised(finding, claim_at(scene, finding.span))


def _check_adjacency(scene: Scene, said: Statement) -> Finding | None:
    book = scene.lexicon.places
    if not _all(said, lambda a, b: _are_apart(book, a, b)):
        return None
    one, other = _nearest(said)
    if _are_strangers(one, other):
        return None
    better = likely_places(scene, said, lambda a, b: _touch(book, a, b))
    message = (
        f"«{scene.text(said.subject.span)}» is said to adjoin «{scene.text(said.object.span)}», but "
        f"{one.name_en} and {other.name_en} do not adjoin on the map: {_apart(one, other)}."
    )
    return _finding(scene, "adjacency", said, message, better)


def _check_nearness(scene: Scene, said: Statement) -> Finding | None:
    if not _all(said, lambda a, b: _gap_km(a, b) > _NEAR_KM):
        return None
    one, other = _nearest(said)
    if _are_strangers(one, other):
        return None
    message = (
        f"«{scene.text(said.subject.span)}» is said to be near «{scene.text(said.object.span)}», but on the map "
        f"{one.name_en} and {other.name_en} are far apart: {_apart(one, other)}."
    )
    return _finding(scene, "distance", said, message, ())


def _check_distance(scene: Scene, said: Statement) -> Finding | None:
    km = said.km or 0.0
    if _all(said, lambda a, b: _is_another_way(a, b, km)):
        one, other = _nearest(said, km)
        if _are_strangers(one, other):
            return None
        message = (
            f"«{scene.text(said.subject.span)}» is said to be {km:g} km from «{scene.text(said.object.span)}»; on the "
            f"map {one.name_en} and {other.name_en} are not: {_apart(one, other)} in a straight line."
        )
        return _finding(scene, "distance", said, message, (), f"{km_between(one, other):.0f} km")
    return _check_direction(scene, said) if said.direction is not None else None


def _check_direction(scene: Scene, said: Statement) -> Finding | None:
    assert said.direction is not None
    if all(place.kind == "country" for place in said.object.places):
        outside = _check_containment(scene, said)
        if outside is not None:
            return outside
    wanted = said.direction.bearing
    if not _all(said, lambda a, b: _lies_elsewhere(a, b, wanted)):
        return None
    one, other = _nearest(said)
    if _are_strangers(one, other):
        return None
    real = direction_name(bearing(other, one))
    message = (
        f"«{scene.text(said.subject.span)}» is said to lie {said.direction.id} of «{scene.text(said.object.span)}»; "
        f"on the map {one.name_en} lies {real} of {other.name_en}: {_apart(one, other)}."
    )
    return _finding(scene, "direction", said, message, (), f"{real} of {other.name_en}")


def _check_containment(scene: Scene, said: Statement) -> Finding | None:
    book = scene.lexicon.places
    if not _all(said, lambda a, b: _is_outside(book, a, b)):
        return None
    telling = [p for p in product(said.subject.places, said.object.places) if p[0].kind in _KNOWN_KINDS]
    if not telling:
        return None
    one, other = min(telling, key=lambda pair: km_between(*pair))
    where = next((book.place(p) for p in book.parents(one.id) if _kind(book, p) == other.kind), None)
    if where is None:
        return None
    message = (
        f"«{scene.text(said.subject.span)}» is said to be in «{scene.text(said.object.span)}», but {one.name_en} lies "
        f"in {where.name_en}, {km_between(one, other):.0f} km from the middle of {other.name_en} "
        f"(sources: {one.source}, {other.source})."
    )
    return _finding(scene, "containment", said, message, (), f"{one.name_en} in {where.name_en}")


_CHECKS: dict[str, Callable[[Scene, Statement], Finding | None]] = {
    "adjacency": _check_adjacency,
    "containment": _check_containment,
    "direction": _check_direction,
    "distance": _check_distance,
    "nearness": _check_nearness,
}


def _finding(
    scene: Scene,
    check: str,
    said: Statement,
    message: str,
    better: tuple[Alternative, ...],
    suggestion: str = "",
) -> Finding:
    parts = [message, *(better[0].reasons if better else ()), whose_words(scene, said.span)]
    suggestion = better[0].suggestion if better else suggestion
    return Finding(check, " ".join(part for part in parts if part), said.span, suggestion)


# ---------------------------------------------------------------- the map


def _all(said: Statement, contradicts: Callable[[Place, Place], bool]) -> bool:
    """Return whether all readings of both names contradict, of which none may be the same place."""
    pairs = list(product(*_readings(said)))
    return bool(pairs) and all(one.id != other.id and contradicts(one, other) for one, other in pairs)


def _readings(said: Statement) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return the places that both names may mean in a statement of this kind."""
    subjects, objects = said.subject.places, said.object.places
    if said.kind in ("distance", "nearness") and any(place.kind in _SEATS for place in objects):
        objects = tuple(place for place in objects if place.kind != "governorate")
    return subjects, objects


def _nearest(said: Statement, km: float = 0.0) -> tuple[Place, Place]:
    """Return the readings of both names whose distance comes nearest to `km`."""
    pairs = product(*_readings(said))
    return min(pairs, key=lambda pair: abs(km_between(*pair) - km))


def _are_strangers(one: Place, other: Place) -> bool:
    """Return whether two places are too far apart for anybody to have meant them both."""
    are_cities = one.kind in _KNOWN_KINDS and other.kind in _KNOWN_KINDS
    return km_between(one, other) > (_CITY_HOMONYM_KM if are_cities else _HOMONYM_KM)


def _margin_km(place: Place) -> float:
    """Return how far from its point a place may reach; infinite for kinds that no point stands for."""
    return EXTENT_KM.get(place.kind, math.inf) + place.accuracy_m / 1000


def _middle_margin_km(place: Place) -> float:
    return place.accuracy_m / 1000 if place.kind in _MIDDLES else _margin_km(place)


def _gap_km(one: Place, other: Place) -> float:
    return km_between(one, other) - _margin_km(one) - _margin_km(other)


def _are_apart(book: PlaceBook, one: Place, other: Place) -> bool:
    if (
        other.id in book.neighbours(one.id)
        or other.id in book.parents(one.id)
        or one.id in book.parents(other.id)
    ):
        return False
    slack = _SMALL_SLACK_KM if one.kind in _SMALL and other.kind in _SMALL else _SLACK_KM
    return _gap_km(one, other) > slack


def _touch(book: PlaceBook, one: Place, other: Place) -> bool:
    """Return whether the map has two places adjoin, by its table or, without one, by their size."""
    neighbours = book.neighbours(one.id)
    if neighbours:
        return other.id in neighbours
    return one.id != other.id and _gap_km(one, other) <= 0 and one.kind == other.kind


def _is_another_way(one: Place, other: Place, km: float) -> bool:
    distance, margin = km_between(one, other), _margin_km(one) + _margin_km(other)
    too_far = distance - margin > km * _MOST_LONGER + _ROUNDING_KM
    return too_far or distance + margin + _ROUNDING_KM < km * _MOST_SHORTER


def _lies_elsewhere(one: Place, other: Place, wanted: int) -> bool:
    """Return whether `one` lies on the far side of `other`, whatever the accuracy of both."""
    distance, margin = km_between(one, other), _middle_margin_km(one) + _middle_margin_km(other)
    if distance <= margin:
        return False
    doubt = math.degrees(math.asin(margin / distance))
    return angle_between(bearing(other, one), wanted) - doubt > 90


def _is_outside(book: PlaceBook, one: Place, other: Place) -> bool:
    """Return whether `one` lies in another country or province than `other`, which is one.

    Only cities and districts are known to lie in another province of the same country.
    """
    if other.kind not in _WIDE or (
        one.country and one.country == other.country and one.kind not in _KNOWN_KINDS
    ):
        return False
    if one.country and other.country and one.country != other.country:
        return km_between(one, other) > _INSIDE_KM
    around = {book.place(id_) for id_ in book.parents(one.id)}
    same_kind = [place for place in around if place is not None and place.kind == other.kind]
    return bool(same_kind) and other not in same_kind and km_between(one, other) > _INSIDE_KM


def _kind(book: PlaceBook, place_id: str) -> str:
    place = book.place(place_id)
    return place.kind if place is not None else ""


def _apart(one: Place, other: Place) -> str:
    km = km_between(one, other)
    shown = f"{km:.1f}" if km < 20 else f"{km:.0f}"
    return (
        f"their middles are {shown} km apart ({one.source}, within {one.accuracy_m / 1000:g} km; "
        f"{other.source}, within {other.accuracy_m / 1000:g} km)"
    )
