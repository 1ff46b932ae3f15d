"""Says where a place name is: loads the gazetteer and ranks its places for a name in context."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tawatur.errors import DataError
from tawatur.text.normal import normalize

PLACE_COLUMNS = (
    "id,kind,country,parent,lat,lon,accuracy_m,source,context,name_en,name_ar".split(",")
)  # fmt: skip
GENERIC_COLUMNS = ["id", "kind", "gloss", "name_ar"]
GENERIC_KINDS = frozenset({"settlement", "area", "admin", "direction", "relation", "feature", "facility"})

# How likely a bare name is to mean a place of this kind, where nothing else tells (0 to 1).
KIND_RANK = {
    "country": 1.0, "continent": 1.0, "capital": 0.95, "region": 0.9, "sea": 0.85, "city": 0.8,
    "strait": 0.75, "canal": 0.75, "area": 0.7, "river": 0.7, "governorate": 0.68, "town": 0.6,
    "mountain": 0.55, "island": 0.55, "desert": 0.55, "valley": 0.5, "lake": 0.5, "base": 0.5,
    "camp": 0.5, "crossing": 0.5, "airport": 0.5, "port": 0.5, "dam": 0.5, "field": 0.45, "site": 0.45,
    "district": 0.4, "village": 0.4, "road": 0.4, "bridge": 0.4, "square": 0.4, "neighbourhood": 0.35,
}  # fmt: skip

# Kinds that a generic word in front asks for, by the word's id in generic.csv.
_WANTED = {
    "madina": "city capital town", "balda": "town village city", "qarya": "village town",
    "hay": "neighbourhood", "hara": "neighbourhood", "dahiya": "neighbourhood town area",
    "mukhayyam": "camp", "asima": "capital", "muhafaza": "governorate", "wilaya": "governorate",
    "muqataa": "governorate", "mudiriyya": "district", "qada": "district town city",
    "nahiya": "town district", "iqlim": "governorate area region", "rif": "governorate",
    "mintaqa": "area district town governorate neighbourhood", "badiya": "desert governorate",
    "sahra": "desert governorate", "jabal": "mountain", "wadi": "valley", "nahr": "river", "bahr": "sea",
    "khalij": "sea", "madiq": "strait", "jazira": "island", "buhayra": "lake", "maabar": "crossing",
    "manfadh": "crossing", "matar": "airport base", "mina": "port", "marfa": "port", "qaida": "base",
    "muaskar": "base camp", "jisr": "bridge", "sadd": "dam", "haql": "field", "misfat": "site",
    "sijn": "site", "mustashfa": "site", "tariq": "road", "shari": "road", "duwwar": "square",
    "saha": "square", "maydan": "square", "jumhuriyya": "country", "dawla": "country",
    "mamlaka": "country", "qita": "area", "tall": "mountain", "uzla": "village district area",
}  # fmt: skip
_WANTED_KINDS = {word: frozenset(kinds.split()) for word, kinds in _WANTED.items()}

# Part of a larger place («شمال حلب»): nobody can put a point nearer than this.
_PART_ACCURACY_M = 20_000
_PART_KINDS = frozenset({"direction", "relation"})

_EARTH_KM = 6371.0
# Too wide for their middle to say where a neighbour is.
_WIDE_KINDS = frozenset({"country", "continent", "region", "sea"})
_SEAT_KINDS = frozenset({"capital", "city", "town"})
_NEAR_KM = 40.0  # distance at which nearness counts for a third of what it does on the spot
# A neighbour's lesser meanings speak too while they are about as likely as its first:
# طرابلس in Lebanon beside طرابلس in Libya, not the quarter عدن of Mosul beside عدن.
_CONTEXT_MARGIN = 0.1
_MAX_NAME_WORDS = 5
_NAMES_KEPT = 20_000  # distinct mentions whose reading is kept: some thousand reports have as many
_PAIRS_KEPT = 200_000  # pairs of places whose relation is kept: those of the commonest five hundred
_MAX_DEPTH = 8  # parents above a place: neighbourhood, city, governorate, country, continent is 4


class Place(NamedTuple):
    """One place of the gazetteer; `parent` is the id of what contains it ("" at the top).

    `country` is the ISO 3166 alpha-3 code, "" for what lies in several countries. A tuple, as all that
    the kept lexicon has thousands of: they are read at every start, a dataclass five times as slowly.
    """

    id: str
    kind: str
    country: str
    parent: str
    lat: float
    lon: float
    accuracy_m: int
    source: str
    name_en: str
    name_ar: str


class PlaceEntry(NamedTuple):
    """One name of a place; `norm` is its normal form. `needs_context`: it is an ordinary word too.

    Such a name counts as a place only behind a generic word, behind في/من/إلى where a containing
    place is named with it, or after an unmistakable mention earlier in the report.
    """

    place: Place
    name_ar: str
    norm: str
    needs_context: bool


@dataclass(frozen=True, slots=True)
class Generic:
    """A generic place word (مدينة، حي، شمال): `kind` is one of GENERIC_KINDS."""

    id: str
    kind: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; the higher `score`, the likelier, `reasons` say why."""

    id: str
    lat: float
    lon: float
    kind: str
    score: float
    reasons: tuple[str, ...]
    accuracy_m: int


@dataclass(frozen=True, slots=True)
class _Match:
    """What a name's own words say, before the context is asked."""

    entries: tuple[PlaceEntry, ...]
    how: str
    weight: float
    generics: tuple[Generic, ...]


class PlaceBook:
    """The gazetteer: names for the lexicon, generic words, and places for names in context."""

    def __init__(self, entries: Sequence[PlaceEntry], generics: dict[str, Generic]) -> None:
        self._entries = tuple(entries)
        self._generics = generics
        self._places = {entry.place.id: entry.place for entry in self._entries}
        # What has been asked before: reports name the same places again and again.
        self._matches: dict[str, _Match | None] = {}
        self._contexts: dict[str, list[Place]] = {}
        self._relations: dict[tuple[str, str], tuple[float, str]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def place(self, place_id: str) -> Place | None:
        """Return the place with this id, or None."""
        return self._places.get(place_id)

    def names(self) -> Iterator[tuple[tuple[str, ...], PlaceEntry]]:
        """Yield every name as the normal forms of its tokens, with what it names.

        A sequence comes once for each place that bears it. Names stand as in the data, so with
        their article; forms without it and behind proclitics are the matcher's business.
        """
        for entry in self._entries:
            yield tuple(entry.norm.split()), entry

    def generic(self, norm_word: str) -> Generic | None:
        """Return the generic place word whose normal form this is, with or without article."""
        found = self._generics.get(norm_word)
        if found is None and norm_word.startswith("ال"):
            found = self._generics.get(norm_word[2:])
        return found

    def parents(self, place_id: str) -> tuple[str, ...]:
        """Return the ids of the places that contain this one, nearest first."""
        chain: list[str] = []
        place = self._places.get(place_id)
        while place is not None and place.parent and len(chain) < _MAX_DEPTH:
            chain.append(place.parent)
            place = self._places.get(place.parent)
        return tuple(chain)

    def resolve(self, name: str, near: Sequence[str] = (), country: str | None = None) -> list[Candidate]:
        """Return the places that `name` may mean, likeliest first.

        `name` is a mention, with or without the generic word or direction in front; `near` are
        other place names of the report, nearest first; `country` is the country being spoken of
        (alpha-3 code or place id). Spellings that are no name here give an empty list.
        """
        match = self._match(name)
        if match is None:
            return []
        code = self._country_code(country)
        context = [places for places in map(self._context_places, near) if places]
        places = {entry.place.id: entry.place for entry in match.entries}
        gains = self._gains(places, context)
        ranked = [self._score(place, match, gains[place.id], code) for place in places.values()]
        return sorted(ranked, key=lambda c: (-c.score, c.id))

    def likeliest(self, name: str, near: Sequence[str]) -> Place | None:
        """Return the place that comes first in `resolve`, or None; nothing is weighed where there is one."""
        match = self._match(name)
        if match is None:
            return None
        first = match.entries[0].place
        if all(entry.place is first for entry in match.entries):
            return first
        return self._places[self.resolve(name, near)[0].id]

    @cached_property
    def _exact(self) -> dict[str, list[PlaceEntry]]:
        table: dict[str, list[PlaceEntry]] = {}
        for entry in self._entries:
            table.setdefault(entry.norm, []).append(entry)
        return table

    @cached_property
    def _loose(self) -> dict[str, list[PlaceEntry]]:
        table: dict[str, list[PlaceEntry]] = {}
        for entry in self._entries:
            table.setdefault(_skeleton(entry.norm.split()), []).append(entry)
        return table

    def _match(self, name: str) -> _Match | None:
        """Return what the words of `name` say, kept for the next time."""
        if name not in self._matches:
            if len(self._matches) > _NAMES_KEPT:
                self._matches.clear()
            self._matches[name] = self._matched(name)
        return self._matches[name]

    def _matched(self, name: str) -> _Match | None:
        """Return the entries that fit `name` best: the longest part that is a name wins."""
        words = _words(name)
        for start, end, dropped in self._cuts(words):
            found = self._look_up(words[start:end], behind_generic=bool(dropped))
            if found is not None:
                entries, how, weight = found
                return _Match(tuple(entries), how, weight, dropped)
        return self._part_of(words)

    def _look_up(self, words: list[str], behind_generic: bool) -> tuple[list[PlaceEntry], str, float] | None:
        """Return the entries of a name, how it was found, and what that is worth (0 to 1)."""
        text = " ".join(words)
        only_generic = all(self.generic(word) for word in words)  # «شمال شرقي», «البلد»
        exact = self._exact.get(text, [])
        if only_generic and not behind_generic and not text.startswith("ال"):
            exact = _plain(exact)  # «بلد» is no town, while «القطاع», «الضفة» are what they are named for
        if exact:
            return exact, "exact", 1.0
        if only_generic:
            return None
        # «قامشلي» for «القامشلي», «المنبج» for «منبج»
        swapped = _plain(self._exact.get(text[2:] if text.startswith("ال") else "ال" + text))
        if swapped:
            return swapped, "article", 0.95
        skeleton = _skeleton(words)
        alike = _plain(self._loose.get(skeleton)) if len(skeleton) > 2 else []
        return (alike, "spelling", 0.85) if alike else None

    def _cuts(self, words: list[str]) -> Iterator[tuple[int, int, tuple[Generic, ...]]]:
        """Yield ranges of `words` without generic words in front and directions behind.

        «جنوب محافظة درعا», «ريف حمص الشرقي».
        """
        dropped: list[Generic] = []
        for start in range(len(words)):
            end = len(words)
            yield start, end, tuple(dropped)
            while end - start > 1 and self._is_direction(words[end - 1]):
                end -= 1
                yield start, end, tuple(dropped)
            word = self.generic(words[start])
            if word is None:
                break
            dropped.append(word)

    def _part_of(self, words: list[str]) -> _Match | None:
        """Return the match of the longest, then first, known name among the words of a mention.

        «السفارة الأميركية في القاهرة», «مطار التيفور العسكري». Names that are ordinary words
        count behind a generic word only.
        """
        for size in range(min(len(words) - 1, _MAX_NAME_WORDS), 0, -1):
            for start in range(len(words) - size + 1):
                piece = words[start : start + size]
                entries = self._exact.get(" ".join(piece))
                if not entries or all(self.generic(word) for word in piece):
                    continue
                before = self.generic(words[start - 1]) if start else None
                found = entries if before else _plain(entries)
                if found:
                    return _Match(tuple(found), "part-of-mention", 0.8, (before,) if before else ())
        return None

    def _is_direction(self, word: str) -> bool:
        found = self.generic(word)
        return found is not None and found.kind == "direction"

    def _country_code(self, country: str | None) -> str | None:
        if country is None:
            return None
        place = self._places.get(country)
        return place.country if place is not None else country.upper()

    def _context_places(self, name: str) -> list[Place]:
        """Return what another name of the report may well mean, likeliest first; kept for the next time."""
        if name not in self._contexts:
            if len(self._contexts) > _NAMES_KEPT:
                self._contexts.clear()
            self._contexts[name] = self._likely_places(name)
        return self._contexts[name]

    def _likely_places(self, name: str) -> list[Place]:
        match = self._match(name)
        if match is None:
            return []
        places = {entry.place.id: entry.place for entry in match.entries}
        ranked = [self._score(place, match, (0.0, ""), None) for place in places.values()]
        best = max(candidate.score for candidate in ranked)
        likely = [candidate for candidate in ranked if candidate.score > best - _CONTEXT_MARGIN]
        return [places[c.id] for c in sorted(likely, key=lambda c: (-c.score, c.id))]

    def _score(self, place: Place, match: _Match, gain: tuple[float, str], code: str | None) -> Candidate:
        score = match.weight + 0.3 * KIND_RANK[place.kind]
        reasons = [match.how]
        for generic in match.generics:
            wanted = _WANTED_KINDS.get(generic.id)
            if wanted and place.kind in wanted:
                score += 0.35
                reasons.append(f"kind:{generic.id}")
            elif wanted:
                score -= 0.1
        if code is not None and place.country:
            score += 0.4 if place.country == code else -0.1
            reasons += ["country"] if place.country == code else []
        score += gain[0]
        reasons += [gain[1]] if gain[1] else []
        accuracy = place.accuracy_m
        if any(generic.kind in _PART_KINDS for generic in match.generics):
            accuracy = max(accuracy, _PART_ACCURACY_M)
            reasons.append("part")
        return Candidate(
            place.id, place.lat, place.lon, place.kind, round(score, 4), tuple(reasons), accuracy
        )

    def _gains(self, places: dict[str, Place], context: list[list[Place]]) -> dict[str, tuple[float, str]]:
        """Return for each place what the context gives it, and why.

        What speaks for a governorate speaks no less for the city of the same name in it: which of
        the two is meant, only the generic word tells.
        """
        own = {place.id: self._nearness(place, context) for place in places.values()}
        governorates = [place for place in places.values() if place.kind == "governorate"]
        gains = dict(own)
        for place in places.values():
            if place.kind in _SEAT_KINDS:
                around = [own[g.id] for g in governorates if g.country == place.country]
                gains[place.id] = max([own[place.id], *around], key=lambda gain: gain[0])
        return gains

    def _nearness(self, place: Place, context: list[list[Place]]) -> tuple[float, str]:
        """Return how much the other names speak for `place`, and the reason ("" for nothing)."""
        best, reason = 0.0, ""
        for order, places in enumerate(context):
            fade = 1.0 / (1.0 + 0.1 * order)
            for rank, other in enumerate(places):
                # The second and later meanings of a neighbour are themselves doubtful.
                gain, why = self._relation(place, other)
                gain *= fade / (1.0 + 0.5 * rank)
                if gain > best:
                    best, reason = gain, why
        return best, reason

    def _relation(self, place: Place, other: Place) -> tuple[float, str]:
        """Return how much one place speaks for another beside it, and why; kept for the next time."""
        pair = (place.id, other.id)
        known = self._relations.get(pair)
        if known is None:
            if len(self._relations) > _PAIRS_KEPT:
                self._relations.clear()
            known = self._relations[pair] = self._related(place, other)
        return known

    def _related(self, place: Place, other: Place) -> tuple[float, str]:
        if place.id == other.id:
            return 0.65, f"named:{other.id}"
        gain, why = 0.0, ""
        if other.id in self.parents(place.id):
            gain, why = 0.4, f"in:{other.id}"
        elif place.id in self.parents(other.id):
            gain, why = 0.35, f"contains:{other.id}"
        elif place.country and place.country == other.country:
            same_parent = place.parent == other.parent and self._kind(place.parent) not in _WIDE_KINDS
            gain, why = (0.3, f"beside:{other.id}") if same_parent else (0.2, f"same-country:{other.id}")
        if other.kind not in _WIDE_KINDS:
            close = 0.25 * math.exp(-distance_km(place.lat, place.lon, other.lat, other.lon) / _NEAR_KM)
            gain, why = gain + close, why or (f"near:{other.id}" if close > 0.01 else "")
        return gain, why

    def _kind(self, place_id: str) -> str:
        place = self._places.get(place_id)
        return place.kind if place is not None else ""


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance between two points in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def load_place_book(data_dir: Path) -> PlaceBook:
    """Return the gazetteer under `data_dir`/places. Raises DataError with every problem found."""
    problems: list[tuple[Path, str, str]] = []
    folder = data_dir / "places"
    entries = _load_places(folder / "places.csv", problems)
    generics = _load_generics(folder / "generic.csv", problems)
    if problems:
        raise DataError(problems)
    return PlaceBook(entries, generics)


def _load_places(path: Path, problems: list[tuple[Path, str, str]]) -> list[PlaceEntry]:
    entries: list[PlaceEntry] = []
    places: dict[str, Place] = {}
    names: set[str] = set()  # of the place at hand: its rows stand together
    last = ""
    for row in _rows(path, PLACE_COLUMNS, problems):
        place_id, name = row[0], row[10]
        place = places.get(place_id)
        if place is None:
            if place_id < last:
                problems.append((path, place_id, f"stands after {last!r}; rows are sorted by id"))
            last = place_id
            names.clear()
            place = _place(row, path, problems)
            if place is None:
                continue
            places[place_id] = place
        elif place_id != last:
            problems.append((path, place_id, "its rows do not stand together"))
        elif (place.kind, place.country, place.parent) != tuple(row[1:4]):
            problems.append((path, place_id, "its rows differ in kind, country or parent"))
        if row[8] not in ("", "generic"):
            problems.append((path, place_id, f"context {row[8]!r} is neither empty nor 'generic'"))
        norm = normalize(name)
        if norm in names:
            problems.append((path, place_id, f"name {name!r} stands twice"))
        names.add(norm)
        entries.append(PlaceEntry(place, name, norm, row[8] == "generic"))
    wrong = [(e.place.id, e.name_ar, _name_problem(e.name_ar)) for e in entries]
    problems += [(path, place_id, f"name {name!r} {problem}") for place_id, name, problem in wrong if problem]
    for place in places.values():
        if place.parent and place.parent not in places:
            problems.append((path, place.id, f"parent {place.parent!r} is no place"))
    problems += [(path, place_id, "is among its own parents") for place_id in _cycles(places)]
    return entries


def _place(row: list[str], path: Path, problems: list[tuple[Path, str, str]]) -> Place | None:
    place_id, kind, country, parent, lat_text, lon_text, accuracy, source, _, name_en, name_ar = row
    if kind not in KIND_RANK:
        problems.append((path, place_id, f"kind {kind!r} is not one of {', '.join(sorted(KIND_RANK))}"))
        return None
    if not place_id.isascii() or not name_en or not source:
        problems.append((path, place_id, "id must be ASCII, name_en and source must be given"))
    try:
        lat, lon, metres = float(lat_text), float(lon_text), int(accuracy)
    except ValueError:
        problems.append((path, place_id, "lat, lon and accuracy_m must be numbers"))
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and metres > 0):
        problems.append((path, place_id, f"({lat}, {lon}) within {metres} m is no place on Earth"))
    return Place(place_id, kind, country, parent, lat, lon, metres, source, name_en, name_ar)


def _cycles(places: dict[str, Place]) -> Iterable[str]:
    for place in places.values():
        parent, depth = place.parent, 0
        while parent in places and depth <= _MAX_DEPTH:
            parent, depth = places[parent].parent, depth + 1
        if depth > _MAX_DEPTH:
            yield place.id


def _load_generics(path: Path, problems: list[tuple[Path, str, str]]) -> dict[str, Generic]:
    generics: dict[str, Generic] = {}
    last = ""
    for word_id, kind, gloss, name in _rows(path, GENERIC_COLUMNS, problems):
        if word_id < last:
            problems.append((path, word_id, f"stands after {last!r}; rows are sorted by id"))
        last = word_id
        if kind not in GENERIC_KINDS:
            problems.append(
                (path, word_id, f"kind {kind!r} is not one of {', '.join(sorted(GENERIC_KINDS))}")
            )
        problem = _name_problem(name) or (" " in name and "is more than one word")
        if problem:
            problems.append((path, word_id, f"form {name!r} {problem}"))
        norm = normalize(name)
        if norm in generics and generics[norm].id != word_id:
            problems.append((path, word_id, f"form {name!r} stands under {generics[norm].id!r} too"))
        generics.setdefault(norm, Generic(word_id, kind, gloss))
    missing = sorted(_WANTED.keys() - {generic.id for generic in generics.values()})
    problems += [(path, word_id, "is named in the code, but not in the file") for word_id in missing]
    return generics


def _rows(path: Path, columns: Sequence[str], problems: list[tuple[Path, str, str]]) -> Iterator[list[str]]:
    """Yield the rows of a CSV file that have the right number of fields."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        problems.append((path, "", f"cannot be read: {error.strerror}"))
        return
    rows = csv.reader(text.splitlines())
    header = next(rows, [])
    if header != list(columns):
        problems.append((path, "header", f"must be {','.join(columns)}"))
        return
    for row in rows:
        if len(row) != len(columns):
            problems.append((path, row[0] if row else "", f"has {len(row)} fields, not {len(columns)}"))
            continue
        yield row


_LETTERS = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيّ 0123456789")


def _name_problem(name: str) -> str:
    """Return what is wrong with the spelling of an Arabic name, "" for nothing."""
    if not name or name != name.strip() or "  " in name:
        return "is empty or has stray spaces"
    if not _LETTERS.issuperset(name):
        return "has characters other than Arabic letters, digits and single spaces"
    return ""


def _words(name: str) -> list[str]:
    """Return the normal forms of the words of a mention; signs, «#» and «_» between them are dropped."""
    norm = normalize(name)
    return "".join(c if c.isalnum() else " " for c in norm).split()


def _plain(entries: Sequence[PlaceEntry] | None) -> list[PlaceEntry]:
    """Return the entries whose name is no ordinary word."""
    return [entry for entry in entries or () if not entry.needs_context]


def _skeleton(words: Sequence[str]) -> str:
    """Return what spellings of one name share: no articles, hamzas, spaces, final vowel letters alike."""
    bare = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words]
    joined = "".join(bare).replace("ء", "")
    return joined[:-1] + "ا" if joined[-1:] in ("ه", "ي") else joined
