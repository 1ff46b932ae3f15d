"""Gazetteers of tens of thousands of places in one file that is mapped, not read.

A look-up reads a few dozen bytes of it, so that neither the start of a process nor its memory grows
with the number of places. The file holds, one after the other: a line of JSON that says what it is,
fixed-width records of places and of their names, the texts of both, and a sorted table of the
digests of all names, their skeletons and the ids, each with the number of its record.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from tawatur.lexicon.places.records import KIND_RANK, Place, PlaceEntry
from tawatur.lexicon.places.spelling import foreign_skeleton, skeleton
from tawatur.text.normal import normalize

_MAGIC = b"tawatur gazetteer\n"
_MICRO = 1_000_000  # coordinates are kept in millionths of a degree: 11 cm
_PLACE = struct.Struct("<iiIIIHHIB3s")  # lat, lon, accuracy, population, text at, its length, names, first
_NAME = struct.Struct("<IIH")  # place, text at, its length
_KINDS = tuple(sorted(KIND_RANK))
_MOST_NAMES = 0xFFFF


class PlaceNames(NamedTuple):
    """A place and all its Arabic names, the main one first."""

    place: Place
    names: tuple[str, ...]


class Gazetteer:
    """Places of one compiled file, by name and by id. `about` is what was said of it when it was made."""

    def __init__(self, content: bytes | mmap.mmap) -> None:
        """Take a compiled file's content; ValueError says that it is none, or not whole."""
        self._content = content
        magic_end = len(_MAGIC)
        head_end = content.find(b"\n", magic_end) + 1
        if content[:magic_end] != _MAGIC or not head_end:
            raise ValueError("is no compiled gazetteer")
        head: dict[str, Any] = json.loads(content[magic_end:head_end])
        self.about: dict[str, Any] = head["about"]
        if head["byteorder"] != sys.byteorder:
            raise ValueError("was compiled on another machine")
        start, sizes = -(-head_end // 8) * 8, head["sizes"]
        if len(content) != start + sum(sizes):
            raise ValueError("is not whole")
        view = memoryview(content)
        sections = []
        for size in sizes:
            sections.append(view[start : start + size])
            start += size
        self._digests = sections[0].cast("Q")
        self._records = sections[1].cast("I")
        self._places, self._names, self._texts = sections[2:]

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Map a compiled file. Raises OSError, or ValueError where it is none."""
        with path.open("rb") as stream:
            return cls(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))

    def __len__(self) -> int:
        return len(self._places) // _PLACE.size

    def named(self, norm: str) -> Sequence[PlaceEntry]:
        """Return the entries whose normal form this is."""
        found = map(self._entry, self._found("=", norm))
        return [entry for entry in found if entry.norm == norm]

    def alike(self, bones: str) -> Sequence[PlaceEntry]:
        """Return the entries whose skeleton this is."""
        found = map(self._entry, self._found("~", bones))
        return [entry for entry in found if skeleton(entry.norm.split()) == bones]

    def sounding(self, bones: str) -> Sequence[PlaceEntry]:
        """Return the entries whose skeleton as a foreign name this is; none for an empty one."""
        found = map(self._entry, self._found("?", bones))
        return [entry for entry in found if foreign_skeleton(entry.norm.split()) == bones]

    def place(self, place_id: str) -> Place | None:
        """Return the place with this id, or None."""
        return next((p for p in map(self._place, self._found("#", place_id)) if p.id == place_id), None)

    def names_of(self, place_id: str) -> tuple[str, ...]:
        """Return the Arabic names of a place, the main one first; none where it is not here."""
        for number in self._found("#", place_id):
            if self._place(number).id == place_id:
                *_, count, first, _, _ = _PLACE.unpack_from(self._places, number * _PLACE.size)
                return tuple(self._name(first + index)[1] for index in range(count))
        return ()

    def all_names(self) -> Iterator[str]:
        """Yield every name, as it stands."""
        for number in range(len(self._names) // _NAME.size):
            yield self._name(number)[1]

    def all_places(self) -> Iterator[PlaceNames]:
        """Yield every place with its names."""
        for number in range(len(self)):
            *_, count, first, _, _ = _PLACE.unpack_from(self._places, number * _PLACE.size)
            names = tuple(self._name(first + index)[1] for index in range(count))
            yield PlaceNames(self._place(number), names)

    def _found(self, kind: str, text: str) -> Iterator[int]:
        digest = _digest(kind, text)
        at = bisect_left(self._digests, digest)
        while at < len(self._digests) and self._digests[at] == digest:
            yield self._records[at]
            at += 1

    def _entry(self, number: int) -> PlaceEntry:
        place, name = self._name(number)
        return PlaceEntry(self._place(place), name, normalize(name), False)

    def _name(self, number: int) -> tuple[int, str]:
        place, start, length = _NAME.unpack_from(self._names, number * _NAME.size)
        return place, str(self._texts[start : start + length], "utf-8")

    def _place(self, number: int) -> Place:
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._unpacked(number)
        return found

    def _unpacked(self, number: int) -> Place:
        lat, lon, accuracy, population, start, length, _, _, kind, country = _PLACE.unpack_from(
            self._places, number * _PLACE.size
        )
        texts = str(self._texts[start : start + length], "utf-8").split("\t")
        place_id, parent, source, name_en, name_ar = texts
        return Place(
            place_id, _KINDS[kind], country.rstrip(b"\0").decode(), parent, lat / _MICRO, lon / _MICRO,
            accuracy, source, name_en, name_ar, population,
        )  # fmt: skip

    @cached_property
    def _made(self) -> dict[int, Place]:
        """Return the places unpacked so far: one object for one place."""
        return {}


def compiled(rows: Iterable[PlaceNames], about: Mapping[str, Any]) -> bytes:
    """Return the content of the file of some places; `about` is kept with it as JSON."""
    places, names, texts = bytearray(), bytearray(), bytearray()
    keys: list[tuple[int, int]] = []
    name_count = 0
    for place_count, (place, own_names) in enumerate(rows):
        kept = own_names[:_MOST_NAMES]
        places += _packed(place, len(texts), len(kept), name_count)
        texts += _text(place)
        keys.append((_digest("#", place.id), place_count))
        for name in kept:
            raw = name.encode()
            names += _NAME.pack(place_count, len(texts), len(raw))
            texts += raw
            keys += [(digest, name_count) for digest in _digests(name)]
            name_count += 1
    keys.sort()
    digests, records = array("Q", (k for k, _ in keys)), array("I", (v for _, v in keys))
    sections = [digests.tobytes(), records.tobytes(), bytes(places), bytes(names), bytes(texts)]
    head = {
        "byteorder": sys.byteorder,
        "sizes": [len(section) for section in sections],
        "about": dict(about),
    }
    start = _MAGIC + json.dumps(head, ensure_ascii=False).encode() + b"\n"
    return b"".join([start, bytes(-len(start) % 8), *sections])


def _packed(place: Place, text_at: int, names: int, first: int) -> bytes:
    return _PLACE.pack(
        round(place.lat * _MICRO), round(place.lon * _MICRO), place.accuracy_m, place.population, text_at,
        len(_text(place)), names, first, _KINDS.index(place.kind), place.country.encode(),
    )  # fmt: skip


def _text(place: Place) -> bytes:
    fields = (place.id, place.parent, place.source, place.name_en, place.name_ar)
    return "\t".join(field.replace("\t", " ") for field in fields).encode()


def _digests(name: str) -> set[int]:
    norm = normalize(name)
    words = norm.split()
    digests = {_digest("=", norm), _digest("~", skeleton(words))}
    sound = foreign_skeleton(words)
    return digests | {_digest("?", sound)} if sound else digests


def _digest(kind: str, text: str) -> int:
    return int.from_bytes(blake2b((kind + text).encode(), digest_size=8).digest(), "little")
