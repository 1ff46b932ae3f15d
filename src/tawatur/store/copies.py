"""Finds the earlier reports that a new one is a copy of, or has a passage of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
# A hash that so many reports have is boilerplate, or a text that its earliest copies find anyhow.
_MOST_BEARERS = 200
_MOST_WEIGHED = 12  # texts compared word by word for one report
_FEWEST_RUNS = 2
_TEXTS_KEPT = 4096


class Copy(NamedTuple):
    """An earlier report that the words of another stand in: `shared` is the share of the latter's."""

    of_key: int
    kind: str
    shared: float


def record_copies(connection: Connection, key: int, text: str, found: Fingerprint) -> list[Copy]:
    """Keep which earlier reports the report `key` is a copy of, and which text it belongs to; return them."""
    hashes = (found.whole, *found.bands, *found.runs)
    bearers = _bearers(connection, hashes)
    matches = _weighed(connection, text, found, bearers)
    if matches:
        rows = [{"report_key": key, **match._asdict()} for match in matches]
        connection.execute(insert(copies), rows)
    near = next((match for match in matches if match.kind != "partial"), None)
    text_key = _text_of(connection, [near.of_key])[near.of_key] if near else key
    connection.execute(insert(report_texts).values(report_key=key, text_key=text_key))
    rare = {hash_ for hash_ in hashes if len(bearers.get(hash_, ())) < _MOST_BEARERS}
    connection.execute(insert(fingerprints), [{"hash": hash_, "report_key": key} for hash_ in sorted(rare)])
    return matches


def _bearers(connection: Connection, hashes: Sequence[int]) -> dict[int, list[int]]:
    """Return the reports that have each of the hashes."""
    rows = connection.execute(select(fingerprints).where(fingerprints.c.hash.in_(hashes)))
    found: dict[int, list[int]] = {}
    for hash_, key in rows:
        found.setdefault(hash_, []).append(key)
    return found


def _weighed(
    connection: Connection, text: str, found: Fingerprint, bearers: dict[int, list[int]]
) -> list[Copy]:
    """Return the copies among the bearers, one for each text, nearest first."""
    votes: Counter[int] = Counter()
    for hash_ in (*found.bands, *found.runs):
        votes.update(bearers.get(hash_, ()))
    runs: Counter[int] = Counter(key for hash_ in found.runs for key in bearers.get(hash_, ()))
    banded = {key for hash_ in (found.whole, *found.bands) for key in bearers.get(hash_, ())}
    likely = [key for key in {*votes, *banded} if key in banded or runs[key] >= _FEWEST_RUNS]
    if not likely:
        return []
    best = _best_of_texts(_text_of(connection, likely), votes)
    same = set(bearers.get(found.whole, ()))
    own = _shingles(text)
    weighed = [_compared(connection, own, other, other in same) for other in best[:_MOST_WEIGHED]]
    matches = [match for match in weighed if match is not None]
    return sorted(matches, key=lambda match: (_ORDER[match.kind], -match.shared, match.of_key))


_ORDER = {"exact": 0, "near": 1, "partial": 2}


def _best_of_texts(texts: dict[int, int], votes: Counter[int]) -> list[int]:
    """Return the report of each text that shares most hashes, the earliest of several; best first."""
    best: dict[int, int] = {}
    for key in sorted(texts):
        text = texts[key]
        if text not in best or votes[key] > votes[best[text]]:
            best[text] = key
    return sorted(best.values(), key=lambda key: (-votes[key], key))


def _text_of(connection: Connection, keys: Iterable[int]) -> dict[int, int]:
    """Return the text that each report belongs to."""
    rows = connection.execute(select(report_texts).where(report_texts.c.report_key.in_(list(keys))))
    return {row.report_key: row.text_key for row in rows}


def _compared(connection: Connection, own: frozenset[int], other: int, is_same: bool) -> Copy | None:
    if is_same:
        return Copy(other, "exact", 1.0)
    body = connection.execute(select(reports.c.text).where(reports.c.key == other)).scalar_one()
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
