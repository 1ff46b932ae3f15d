"""Finds the names of places beside a word of relation, and every place that they may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tawatur.checks.scene import Scene
from tawatur.lexicon.lexicon import Found, Word
from tawatur.lexicon.places import Generic, Place, PlaceBook, PlaceEntry
from tawatur.model import Span

_MAX_NAME_WORDS = 4
_MAX_GENERICS = 3
_PHRASES_KEPT = 5_000  # names with their generic words: reports name the same again and again
# Words in front that name a part of the place, or its surroundings, and not the place: «ريف حلب», «شمال حلب».
_PART_KINDS = frozenset(("direction",))
_EDGE_KINDS = frozenset(("relation",))  # what borders on the edge of a place borders on the place
_PART_IDS = frozenset(("rif", "badiya", "sahra", "ajwa", "sawahil", "sahil"))
# What cannot be the head of a longer name that ends in ours: «قصف حلب» may be, «في حلب» is not.
_OPENING_SIGNS = frozenset(("(", "،", '"', "«", "“", "#", ":", "-", "/", "\n"))


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place by its name: tokens [first, last) with the generic words, the name from `name` on.

    `places` are all that the name may mean; `is_part` is true of «ريف حلب», «شمال حلب», `is_edge` of
    «تخوم حي الهلك».
    """

    first: int
    name: int
    last: int
    span: Span
    places: tuple[Place, ...]
    is_part: bool
    is_edge: bool
    proclitics: str


def may_be_place(scene: Scene, index: int) -> bool:
    """Return whether a place begins at token `index`, as far as its name alone tells."""
    return _name_from(scene, index) is not None


def may_contain(scene: Scene, index: int) -> bool:
    """Return whether what begins at token `index` may be a province or country.

    «في محافظة …», «في سوريا»; of «في حلب» nobody can tell whether the city or its province is meant.
    """
    token = scene.tokens[index] if index < len(scene.tokens) else None
    if token is None or (token.kind != "word" and token.norm != "#"):
        return False
    if token.kind == "word":
        word = scene.word(index)
        if word.generic is None and not any(_is_country(found) for found in word.singles):
            return bool(word.starts) and any(map(_is_country, _places_at(scene, index)))
    return True


def _is_country(found: Found) -> bool:
    entry = found[3].entry
    return isinstance(entry, PlaceEntry) and entry.place.kind == "country"


def place_from(scene: Scene, index: int) -> NamedPlace | None:
    """Return the place whose name, generic words included, begins at token `index`, or None.

    None too where the name may go on beyond what is known of it («الشيخ» of «الشيخ سعيد»).
    """
    named = _name_from(scene, index)
    return _made(scene, index, named[0], named[0] + named[1][0], named[1]) if named is not None else None


def _name_from(scene: Scene, index: int) -> tuple[int, Found] | None:
    """Return where the name begins whose first generic word is at `index`, and what is found there."""
    for at in range(index, min(index + _MAX_GENERICS + 1, len(scene.tokens))):
        if scene.tokens[at].kind != "word":
            if scene.norms[at] != "#":
                return None
            continue
        word = scene.word(at)
        found = _longest(scene, at) if word.starts or word.singles else None
        if found is not None:
            return at, found
        if word.generic is None:
            return None
    return None


def place_before(scene: Scene, index: int) -> NamedPlace | None:
    """Return the place whose name ends just before token `index`, or None."""
    index = _past_adjectives(scene, index)
    for size in range(min(_MAX_NAME_WORDS, index), 0, -1):
        at = index - size
        if scene.tokens[at].kind != "word" or not _may_begin(scene.word(at), size):
            continue
        found = next((f for f in _places_at(scene, at) if f[0] == size), None)
        if found is not None:
            first = _with_generics(scene, at)
            return _made(scene, first, at, index, found) if _opens(scene, first) else None
    return None


def _may_begin(word: Word, size: int) -> bool:
    """Return whether a name of `size` words may begin with a word: nearly all do not."""
    return bool(word.singles if size == 1 else word.starts)


def _past_adjectives(scene: Scene, index: int) -> int:
    """Return where the words end to which «الشرقي», «السورية» before `index` are added."""
    while index > 1 and scene.tokens[index - 1].kind == "word" and scene.norms[index - 1].startswith("ال"):
        generic = _generic(scene, index - 1)
        is_direction = generic is not None and generic.kind == "direction"
        if not (is_direction or scene.word(index - 1).nationality is not None):
            return index
        if _longest(scene, index - 1) is not None:
            return index
        index -= 1
    return index


def _places_at(scene: Scene, at: int) -> Iterator[Found]:
    if scene.tokens[at].kind == "word":
        for found in scene.lexicon.sequences_at(scene.norms, at, scene.word(at)):
            if found[3].kind == "place":
                yield found


def _longest(scene: Scene, at: int) -> Found | None:
    return max(_places_at(scene, at), key=lambda found: found[0], default=None)


def _generic(scene: Scene, at: int) -> Generic | None:
    """Return the generic place word that token `at` is, or None."""
    if scene.tokens[at].kind != "word":
        return None
    reading = scene.word(at).generic
    return reading.entry if reading is not None and isinstance(reading.entry, Generic) else None


def _with_generics(scene: Scene, at: int) -> int:
    """Return where the generic words in front of the name at `at` begin."""
    first = at
    while first > 0 and at - first <= _MAX_GENERICS:
        if scene.norms[first - 1] != "#" and _generic(scene, first - 1) is None:
            break
        first -= 1
    return first


def _opens(scene: Scene, first: int) -> bool:
    """Return whether a name that begins at `first` is no tail of a longer one."""
    if first == 0 or (_generic(scene, first) is not None and not scene.norms[first].startswith("ال")):
        return True
    if scene.tokens[first - 1].kind != "word":
        return scene.norms[first - 1] in _OPENING_SIGNS
    before = scene.word(first - 1)
    return bool(before.particles) and not before.nouns


def _made(scene: Scene, first: int, name: int, last: int, found: Found) -> NamedPlace | None:
    generics = [generic for at in range(first, name) if (generic := _generic(scene, at)) is not None]
    settled = [g for g in generics if not _is_of_part(g) and g.kind not in _EDGE_KINDS]
    entry = found[3].entry
    if isinstance(entry, PlaceEntry) and entry.needs_context and not settled:
        return None
    if _goes_on(scene, last):
        return None
    kept = [_bare(scene, at) for at in range(first, name) if not _is_part_word(scene, at)]
    named = entry.norm if isinstance(entry, PlaceEntry) else scene.text(scene.span(name, last))
    places = _meant(scene.lexicon.places, " ".join((*kept, named)))
    if not places:
        return None
    is_part, is_edge = any(map(_is_of_part, generics)), any(g.kind in _EDGE_KINDS for g in generics)
    span, pro = scene.span(first, last), _proclitics(scene, first, found)
    return NamedPlace(first, name, last, span, places, is_part, is_edge, pro)


def _proclitics(scene: Scene, first: int, found: Found) -> str:
    reading = scene.word(first).generic if scene.tokens[first].kind == "word" else None
    return reading.pro if reading is not None else found[1]


def _bare(scene: Scene, at: int) -> str:
    """Return a generic word without the letters written before it: «لحي» is «حي», «للحي» too."""
    reading, norm = scene.word(at).generic if scene.tokens[at].kind == "word" else None, scene.norms[at]
    if reading is None or not reading.pro:
        return norm
    return norm[len(reading.pro) + (reading.article and reading.pro.endswith("l")) :]


def _is_of_part(generic: Generic) -> bool:
    return generic.kind in _PART_KINDS or generic.id in _PART_IDS


def _is_part_word(scene: Scene, at: int) -> bool:
    generic = _generic(scene, at)
    return generic is not None and (_is_of_part(generic) or generic.kind in _EDGE_KINDS)


def _goes_on(scene: Scene, last: int) -> bool:
    """Return whether the word behind a name may belong to it: «الزهراء» of «الزهراء الجديدة»."""
    if last >= len(scene.tokens) or scene.tokens[last].kind != "word":
        return last + 1 < len(scene.tokens) and scene.norms[last] in ("_", "-")
    words, word = scene.words, scene.word(last)
    if words.links.may_start(scene.tokens, last) or words.relations.may_start(scene.tokens, last):
        return False
    if word.particles or word.verbs or word.nationality is not None or word.generic is not None:
        return False
    return scene.norms[last].startswith("ال") or not (word.nouns or word.head)


@lru_cache(_PHRASES_KEPT)
def _meant(book: PlaceBook, phrase: str) -> tuple[Place, ...]:
    """Return the places that a phrase may mean; a generic word that fits some leaves the others out."""
    ranked = book.resolve(phrase)
    fitting = [c for c in ranked if any(reason.startswith("kind:") for reason in c.reasons)]
    found = (book.place(c.id) for c in fitting or ranked)
    return tuple(place for place in found if place is not None)
