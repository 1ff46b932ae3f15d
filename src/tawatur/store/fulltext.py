"""Full-text search over normal forms: «إدلب» finds «ادلب» and «بإدلب».

Two indexes. For words: each form that a word of a report can be taken for, with and without the particles
written together with it, marked with how much the report is about it, its *level*. A search goes down
from the highest levels and stops when it has enough, so that common words cost no more than rare ones.
For phrases: the words in their order, in their normal form and without particles.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from sqlalchemy import Connection, text

from tawatur.text.tokens import Token, tokenize

# Proclitics of Arabic in the order they are written, longest first: «وبال» is و + ب + ال. Two letters
# of an Arabic word are left at least three, the length of a root.
_PROCLITICS = (
    "وبال",
    "وكال",
    "فبال",
    "وال",
    "فال",
    "بال",
    "كال",
    "ولل",
    "فلل",
    "لل",
    "ال",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
)
_SHORTEST = 3
_STEMS_KEPT = 1 << 16
_TITLE_WEIGHT = 3  # a word of the title stands for so many of the text
# Levels are BM25's weight of a word in a report (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75), with a
# length of 200 words in place of the mean, which changes with every report, cut into steps: at what
# frequency, the length allowed for, each begins, and what a word of it weighs.
_K1, _B, _COMMON_LENGTH = 1.2, 0.75, 200
_BEGINS = (0.0, 0.5, 1.5, 3.5)
_WEIGHTS = tuple(x * (_K1 + 1) / (x + _K1) for x in (0.35, 1.0, 2.3, 6.0))
_LEVELS = range(len(_BEGINS))
# Ranking goes by the rarest of the words asked for; the others must be there.
_MOST_RANKED = 3
# How many reports have a word is reckoned from how far back the newest of them reach: to count those of a
# common word would take as long as ranking them.
_COUNTED = 100
_PLAIN = re.compile("[a-z0-9\u0620-\u06d3]+")


class Hit(NamedTuple):
    """A report that has the words asked for; the higher `score`, the better."""

    report_key: int
    score: float


def make_tables(connection: Connection) -> None:
    """Make the indexes of a new store."""
    if connection.dialect.name == "sqlite":
        made = "content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 0\""
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE report_words USING fts5(words, {made}, detail=none)"
        )
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE report_phrases USING fts5(exact, stems, {made})")
        return
    for table in ("report_words", "report_phrases"):
        key = "report_key BIGINT PRIMARY KEY REFERENCES reports(key)"
        connection.exec_driver_sql(f"CREATE TABLE {table} ({key}, words tsvector)")
        connection.exec_driver_sql(f"CREATE INDEX {table}_words ON {table} USING gin (words)")


def index(connection: Connection, reports: Sequence[tuple[int, str, str]]) -> None:
    """Put reports (key, title, text) into the indexes."""
    if not reports:
        return
    if connection.dialect.name == "sqlite":
        words = "INSERT INTO report_words (rowid, words) VALUES (:key, :levels)"
        phrases = "INSERT INTO report_phrases (rowid, exact, stems) VALUES (:key, :exact, :stems)"
    else:
        words = "INSERT INTO report_words VALUES (:key, array_to_tsvector(string_to_array(:levels, ' ')))"
        phrases = (
            "INSERT INTO report_phrases VALUES (:key, "
            "setweight(to_tsvector('simple', :exact), 'A') || setweight(to_tsvector('simple', :stems), 'B'))"
        )
    rows = [_row(*report) for report in reports]
    connection.execute(text(words), rows)
    connection.execute(text(phrases), rows)


def _row(key: int, title: str, body: str) -> dict[str, object]:
    of_title, of_body = [*searchable(title)], [*searchable(body)]
    words = [*of_title, *of_body]
    return {
        "key": key,
        "levels": " ".join(_levelled(of_title, of_body)),
        "exact": " ".join(words),
        "stems": " ".join(map(stem, words)),
    }


def _levelled(title: Sequence[str], body: Sequence[str]) -> list[str]:
    """Return each form of the words of a report with its level."""
    counted: Counter[str] = Counter()
    for weight, words in ((_TITLE_WEIGHT, title), (1, body)):
        for word in words:
            for form in forms(word):
                counted[form] += weight
    length = 1 - _B + _B * (len(title) + len(body)) / _COMMON_LENGTH
    return [_token(form, _level(count / length)) for form, count in sorted(counted.items())]


def _level(frequency: float) -> int:
    return sum(frequency >= begin for begin in _BEGINS) - 1


def _token(form: str, level: int) -> str:
    """Return a form with its level, of letters that no database takes apart."""
    return f"{form if _PLAIN.fullmatch(form) else 'x' + form.encode('utf-8', 'replace').hex()}{level}"


@lru_cache(_STEMS_KEPT)
def forms(word: str) -> tuple[str, ...]:
    """Return what a word in its normal form can be taken for: «وبلبنان» is itself, بلبنان and لبنان."""
    word = word.lower()
    return (word, *sorted(form for form in bare_forms(word) if form != word and len(form) >= _SHORTEST))


def searchable(written: str) -> Iterable[str]:
    """Yield the normal forms of the words and numbers of a text."""
    return (token.norm.replace(".", "") for token in tokenize(written) if token.kind in ("word", "number"))


@lru_cache(_STEMS_KEPT)
def stem(word: str) -> str:
    """Return a normal form without the particles written together with it: «وبادلب» is ادلب."""
    for proclitic in _PROCLITICS:
        rest = word.removeprefix(proclitic)
        if rest != word and len(rest) >= _SHORTEST:
            return stem(rest) if proclitic in ("و", "ف") else rest
    return word


def bare_forms(word: str) -> set[str]:
    """Return a normal form and what is left of it without each run of particles it may begin with."""
    plain = word[1:] if word[:1] in ("و", "ف") else word
    return {form.removeprefix(each) for form in (word, plain) for each in (*_PROCLITICS, "")}


def find(connection: Connection, words: str, limit: int) -> list[Hit]:
    """Return the reports that have all of `words`, best first, the newest of equals; `limit` 0 for all.

    Words between "" are a phrase. No words give no reports.
    """
    asked = _asked(words)
    phrases = [term for term in asked if len(term) > 1]
    newest = int(connection.execute(text("SELECT max(key) FROM reports")).scalar() or 0)
    words_asked = dict.fromkeys(word for term in asked for word in term)
    weighed = sorted(
        (_Asked.of(connection, word, newest) for word in words_asked), key=lambda each: -each.rarity
    )
    if not weighed or not all(each.levels for each in weighed):
        return []
    found: dict[int, float] = {}
    for score, levels in _descending(weighed[:_MOST_RANKED]):
        wanted = [each.at(level) for each, level in zip(weighed, levels, strict=False)]
        wanted += [each.anywhere() for each in weighed[_MOST_RANKED:]]
        for key in _matching(connection, wanted, phrases, limit):
            found.setdefault(key, score)
        if 0 < limit <= len(found):
            break
    hits = [Hit(key, round(score, 4)) for key, score in found.items()]
    return hits[:limit] if limit else hits


class _Asked(NamedTuple):
    """A word asked for: its forms, the levels at which reports have it, and how rare it is."""

    forms: tuple[str, ...]
    levels: tuple[int, ...]
    rarity: float

    @classmethod
    def of(cls, connection: Connection, word: str, newest: int) -> _Asked:
        """Return a word with what the index knows of it; `newest` is the key of the newest report."""
        known = forms(word)
        counts = {
            level: _count(connection, [_token(form, level) for form in known], newest)
            for level in reversed(_LEVELS)
        }
        bearers = sum(counts.values())
        rarity = math.log(1 + newest / bearers) if bearers else 0.0
        return cls(known, tuple(level for level, count in counts.items() if count), rarity)

    def at(self, level: int) -> list[str]:
        """Return the tokens of which a report with the word at this level has one."""
        return [_token(form, level) for form in self.forms]

    def anywhere(self) -> list[str]:
        """Return the tokens of which a report with the word has one."""
        return [token for level in self.levels for token in self.at(level)]


def _descending(ranked: Sequence[_Asked]) -> list[tuple[float, tuple[int, ...]]]:
    """Return what levels of the words come together, with the score of the reports that have them, best first."""
    together = product(*(each.levels for each in ranked))
    scored = (
        (sum(each.rarity * _WEIGHTS[level] for each, level in zip(ranked, levels, strict=True)), levels)
        for levels in together
    )
    return sorted(scored, reverse=True)


def _count(connection: Connection, tokens: Sequence[str], newest: int) -> float:
    """Return about how many reports have one of the tokens, exactly where they are few."""
    keys = list(_matching(connection, [tokens], [], _COUNTED))
    return len(keys) if len(keys) < _COUNTED else len(keys) * newest / (newest - keys[-1] + 1)


def _matching(
    connection: Connection, wanted: Sequence[Sequence[str]], phrases: Sequence[tuple[str, ...]], limit: int
) -> Iterator[int]:
    """Yield the newest reports that have one token of each group, and the phrases; `limit` 0 for all."""
    matching, parameters = _query(connection, wanted, phrases)
    key = "rowid" if connection.dialect.name == "sqlite" else "report_key"
    cut = f" LIMIT {int(limit)}" if limit else ""
    rows = connection.execute(text(f"SELECT {key} {matching} ORDER BY {key} DESC{cut}"), parameters)
    return (int(key) for (key,) in rows)


def _query(
    connection: Connection, wanted: Sequence[Sequence[str]], phrases: Sequence[tuple[str, ...]]
) -> tuple[str, dict[str, str]]:
    """Return FROM and WHERE of a query for reports with one token of each group, and its parameters."""
    is_sqlite = connection.dialect.name == "sqlite"
    glue, term = (" AND ", _sqlite_term) if is_sqlite else (" & ", _postgres_term)
    any_of = " OR ".join if is_sqlite else " | ".join
    parameters = {"words": glue.join(f"({any_of(tokens)})" for tokens in wanted)}
    if phrases:
        parameters["phrases"] = glue.join(map(term, phrases))
    if is_sqlite:
        within = "AND rowid IN (SELECT rowid FROM report_phrases WHERE report_phrases MATCH :phrases)"
        return f"FROM report_words WHERE report_words MATCH :words {within * bool(phrases)}", parameters
    within = (
        "AND report_key IN (SELECT report_key FROM report_phrases "
        "WHERE words @@ to_tsquery('simple', :phrases))"
    )
    return f"FROM report_words WHERE words @@ CAST(:words AS tsquery) {within * bool(phrases)}", parameters


def _asked(words: str) -> list[tuple[str, ...]]:
    """Return the terms of a query: single words, and phrases between quotation marks."""
    terms: list[tuple[str, ...]] = []
    for number, part in enumerate(words.replace("«", '"').replace("»", '"').split('"')):
        norms = tuple(searchable(part))
        terms += [norms] if number % 2 and norms else [(norm,) for norm in norms]
    return terms


def _sqlite_term(term: tuple[str, ...]) -> str:
    exact, stems = " ".join(term), " ".join(map(stem, term))
    return f'(exact:"{exact}" OR stems:"{stems}")'


def _postgres_term(term: tuple[str, ...]) -> str:
    exact = " <-> ".join(f"'{word}':A" for word in term)
    stems = " <-> ".join(f"'{stem(word)}':B" for word in term)
    return f"(({exact}) | ({stems}))"


def snippet(body: str, words: str, width: int = 160) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return about `width` code points of `body` around the words asked for, and where those stand in it.

    The first place with the most different words wins; without any, the beginning is shown.
    """
    wanted = {form for term in _asked(words) for word in term for form in forms(word)}
    tokens = tokenize(body)
    hits = [token for token in tokens if not wanted.isdisjoint(forms(token.norm))]
    start, end = _window(body, tokens, hits, width)
    marks = tuple(
        (hit.start - start, hit.end - start) for hit in hits if start <= hit.start and hit.end <= end
    )
    return body[start:end].replace("\n", " "), marks


def _window(body: str, tokens: Sequence[Token], hits: Sequence[Token], width: int) -> tuple[int, int]:
    """Return from where to where the snippet goes, whole words only."""
    best, most = 0, 0
    for number, hit in enumerate(hits):
        within = {other.norm for other in hits[number : number + 20] if other.end <= hit.start + width}
        if len(within) > most:
            best, most = hit.start, len(within)
    start = max((t.start for t in tokens if t.start <= max(0, best - width // 4)), default=0)
    end = max((t.end for t in tokens if start < t.end <= start + width), default=len(body))
    return start, end
