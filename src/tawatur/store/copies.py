"""Finds the earlier reports that a new one is a copy of, or has a passage of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from tawatur.model import Fingerprint
from tawatur.store.schema import copies, fingerprints, report_texts, reports
from tawatur.text.folding import folded_words, shingles

# Two texts are one where half of all their shingles are in both: a copy with a new headline, an
# added paragraph or a third of its words changed is; two reports of one event in other words are not.
NEAR_JACCARD = 0.5
# ... or where nearly all of the shorter one stands in the other and is no small part of it: a copy
# that was cut, or had paragraphs added. A flash inside a long story is a passage.
NEAR_CONTAINED, NEAR_LENGTH = 0.8, 0.4
# Shingles in common from which on a passage is taken over: a paragraph of some 30 words.
PARTIAL_SHINGLES = 28
# A hash that so many texts have is a formula of the trade, or of a passage that its first bearers find anyhow.
_MOST_BEARERS = 48
_MOST_WEIGHED = 12  # texts compared word by word for one report
# A report is worth comparing where the hashes it shares weigh so much: one that only four texts have, or
# several that more have. A hash weighs one part in the number of texts that have it.
_LEAST_WEIGHT = 0.25
_TEXTS_KEPT = 1024  # whose shingles are remembered: some 30 kB each


class Copy(NamedTuple):
    """An earlier report that the words of another stand in: `shared` is the share of the latter's."""

    of_key: int
    kind: str
    shared: float


def record_copies(connection: Connection, key: int, text: str, found: Fingerprint) -> list[Copy]:
    """Keep which earlier reports the report `key` is a copy of, and which text it belongs to; return them."""
    hashes = {found.whole, *found.bands, *found.runs}
    bearers = _bearers(connection, hashes)
    matches = _weighed(connection, text, found, bearers)
    if matches:
        rows = [{"report_key": key, **match._asdict()} for match in matches]
        connection.execute(insert(copies), rows)
    near = next((match for match in matches if match.kind != "partial"), None)
    text_key = _text_of(connection, [near.of_key])[near.of_key] if near else key
    connection.execute(insert(report_texts).values(report_key=key, text_key=text_key))
    of_text = _those_of(connection, text_key, bearers) if near else set()
    new = [hash_ for hash_ in sorted(hashes) if _is_new(bearers.get(hash_, ()), of_text)]
    if new:
        connection.execute(insert(fingerprints), [{"hash": hash_, "report_key": key} for hash_ in new])
    return matches


def _is_new(bearers: Sequence[int], of_text: set[int]) -> bool:
    """Return whether a hash is kept for a further report: one bearer of each text is enough to find it by."""
    return len(bearers) < _MOST_BEARERS and of_text.isdisjoint(bearers)


def _bearers(connection: Connection, hashes: Iterable[int]) -> dict[int, list[int]]:
    """Return the reports that are found by each of the hashes."""
    rows = connection.execute(select(fingerprints).where(fingerprints.c.hash.in_(list(hashes))))
    found: dict[int, list[int]] = {}
    for hash_, key in rows.all():
        found.setdefault(hash_, []).append(key)
    return found


def _weighed(
    connection: Connection, text: str, found: Fingerprint, bearers: dict[int, list[int]]
) -> list[Copy]:
    """Return the copies among the bearers, one for each text, nearest first."""
    weights: dict[int, float] = defaultdict(float)
    for keys in bearers.values():
        for key in keys:
            weights[key] += 1 / len(keys)
    likely = [key for key, weight in weights.items() if weight >= _LEAST_WEIGHT]
    if not likely:
        return []
    best = _best_of_texts(_text_of(connection, likely), weights)[:_MOST_WEIGHED]
    same = set(bearers.get(found.whole, ()))
    own = _shingles(text)
    weighed = [_compared(own, other, body, other in same) for other, body in _bodies(connection, best)]
    matches = [match for match in weighed if match is not None]
    return sorted(matches, key=lambda match: (_ORDER[match.kind], -match.shared, match.of_key))


_ORDER = {"exact": 0, "near": 1, "partial": 2}


def _best_of_texts(texts: dict[int, int], weights: Mapping[int, float]) -> list[int]:
    """Return the report of each text that shares most, the earliest of several; best first."""
    best: dict[int, int] = {}
    for key in sorted(texts):
        text = texts[key]
        if text not in best or weights[key] > weights[best[text]]:
            best[text] = key
    return sorted(best.values(), key=lambda key: (-weights[key], key))


def _text_of(connection: Connection, keys: Iterable[int]) -> dict[int, int]:
    """Return the text that each report belongs to."""
    columns = (report_texts.c.report_key, report_texts.c.text_key)
    rows = connection.execute(select(*columns).where(report_texts.c.report_key.in_(list(keys))))
    return {row.report_key: row.text_key for row in rows.all()}


def _those_of(connection: Connection, text_key: int, bearers: Mapping[int, Iterable[int]]) -> set[int]:
    """Return the bearers that belong to a text."""
    texts = _text_of(connection, {key for keys in bearers.values() for key in keys})
    return {key for key, text in texts.items() if text == text_key}


def _bodies(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield reports by key with their texts, in the order of the keys."""
    wanted = select(reports.c.key, reports.c.text).where(reports.c.key.in_(keys))
    found = {row.key: row.text for row in connection.execute(wanted)}
    return ((key, found[key]) for key in keys)


def _compared(own: frozenset[int], other: int, body: str, is_same: bool) -> Copy | None:
    if is_same:
        return Copy(other, "exact", 1.0)
    theirs = _shingles(body)
    common = len(own & theirs)
    share = round(common / len(own), 4) if own else 0.0
    if not common:
        return None
    shorter, longer = sorted((len(own), len(theirs)))
    is_cut = common / shorter >= NEAR_CONTAINED and shorter / longer >= NEAR_LENGTH
    if is_cut or common / len(own | theirs) >= NEAR_JACCARD:
        return Copy(other, "near", share)
    return Copy(other, "partial", share) if common >= PARTIAL_SHINGLES else None


@lru_cache(_TEXTS_KEPT)
def _shingles(text: str) -> frozenset[int]:
    return frozenset(map(hash, shingles(folded_words(text))))
