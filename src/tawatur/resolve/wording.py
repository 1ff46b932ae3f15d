"""What stands around a place's name that moves its ground: «على بعد 20 كم شمال», «بين س وص», «على طريق»."""

from __future__ import annotations

import re
from typing import NamedTuple

from tawatur.lexicon.places import PlaceBook
from tawatur.resolve.geometry import bearing_of
from tawatur.text.normal import normalize


def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern for text in normal form."""
    return re.compile(normalize(text))


_REACH = 80  # code points before a name in which a distance to it stands
# «على بعد نحو 20 كيلومترا إلى الشمال الشرقي من مدينة …»; what the direction is, the gazetteer's words say.
_DISTANCE = _pattern(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:[.,]\d{1,2})?) ?(?P<unit>كم|كلم|كيلومترا?ت?|كيلو مترا?|كيلومترات|ميلا?|اميال)"
    r"(?: (?:فقط|تقريبا))?(?P<words>(?: \w+){0,5})$"
)
_MILES, _MILE_KM = ("ميل", "اميال"), 1.609
_LINKS = frozenset(map(normalize, "إلى من عن لل على مدينة بلدة قرية محافظة حي مخيم مركز العاصمة".split()))
_BETWEEN = _pattern(r"(?:^|\s)(?:و?ما )?و?بين(?: مدينتي| بلدتي| قريتي| مدينة| بلدة| قرية)?\s*$")
_ROAD = _pattern(r"(?:^|\s)(?:و|ب|ل)?(?:ال)?(?:طريق|اوتوستراد|اوتستراد)\s*$")
_AND = _pattern(r"\s*[«»\"]?\s*(?:و|وبين)?\s*[«»\"]?\s*(?:(?:مدينة|بلدة|قرية)\s+)?")
_HYPHEN = re.compile(r"\s*[-–—_/]?\s*")


class Distance(NamedTuple):
    """So many kilometres off, in a direction (0 north; None: not said)."""

    km: float
    way: float | None


def distance_before(text: str, book: PlaceBook) -> Distance | None:
    """Return the distance from a place that the words before its name give, None where they give none."""
    found = _DISTANCE.search(" ".join(normalize(text[-_REACH:]).split()))
    if found is None:
        return None
    directions = []
    for word in found["words"].split():
        bare = word[2:] if word.startswith("لل") else word
        generic = book.generic(bare) or (book.generic(word[1:]) if word[0] in "بل" else None)
        if generic is not None and generic.kind == "direction":
            directions.append(generic)
        elif word not in _LINKS and generic is None:
            return None
    km = float(found["number"].replace(",", ".")) * (_MILE_KM if found["unit"].startswith(_MILES) else 1.0)
    return Distance(km, bearing_of(directions)) if km else None


def are_between(before: str, gap: str) -> bool:
    """Return whether two names are those between which something is: `before` the first, `gap` to the second."""
    if _BETWEEN.search(normalize(before[-_REACH:])):
        return "و" in gap and _AND.fullmatch(normalize(gap)) is not None
    return bool(_ROAD.search(normalize(before[-_REACH:])) and _HYPHEN.fullmatch(gap))
