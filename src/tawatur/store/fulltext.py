"""Full-text search over normal forms: «إدلب» finds «ادلب» and «بإدلب».

A report's words stand in the index twice: in their normal form, which weighs more, and
without the particles that are written together with a word. A word asked for is sought as both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
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
# How much a word in its normal form weighs against one without its particles.
_EXACT_WEIGHT, _STEM_WEIGHT = 1.0, 0.5


class Hit(NamedTuple):
    """A report that has the words asked for; the higher `score`, the better."""

    report_key: int
    score: float


def make_tables(connection: Connection) -> None:
    """Make the index of a new store."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE report_words USING fts5(exact, stems, content='', columnsize=1, "
            'tokenize="unicode61 remove_diacritics 0")'
        )
        return
    connection.exec_driver_sql(
        "CREATE TABLE report_words (report_key BIGINT PRIMARY KEY REFERENCES reports(key), words tsvector)"
    )
    connection.exec_driver_sql("CREATE INDEX report_words_words ON report_words USING gin (words)")


def index(connection: Connection, reports: Sequence[tuple[int, str, str]]) -> None:
    """Put reports (key, title, text) into the index."""
    if not reports:
        return
    if connection.dialect.name == "sqlite":
        statement = text("INSERT INTO report_words (rowid, exact, stems) VALUES (:key, :exact, :stems)")
    else:
        statement = text(
            "INSERT INTO report_words (report_key, words) VALUES (:key, "
            "setweight(to_tsvector('simple', :exact), 'A') || setweight(to_tsvector('simple', :stems), 'B'))"
        )
    connection.execute(statement, [_row(*report) for report in reports])


def _row(key: int, title: str, body: str) -> dict[str, object]:
    words = [*searchable(title)] * _TITLE_WEIGHT + [*searchable(body)]
    return {"key": key, "exact": " ".join(words), "stems": " ".join(f"{stem(word)}" for word in words)}


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
    """Return the reports that have all of `words`, best first; `limit` 0 for all.

    Words between "" are a phrase. No words give no reports.
    """
    asked = _asked(words)
    if not asked:
        return []
    cut = f" LIMIT {int(limit)}" if limit else ""
    if connection.dialect.name == "sqlite":
        statement = (
            f"SELECT rowid, -bm25(report_words, {_EXACT_WEIGHT}, {_STEM_WEIGHT}) AS score FROM report_words "
            f"WHERE report_words MATCH :query ORDER BY score DESC, rowid{cut}"
        )
        query = " AND ".join(_sqlite_term(term) for term in asked)
    else:
        statement = (
            "SELECT report_key, ts_rank(words, query, 1) AS score "
            "FROM report_words, to_tsquery('simple', :query) query "
            f"WHERE words @@ query ORDER BY score DESC, report_key{cut}"
        )
        query = " & ".join(_postgres_term(term) for term in asked)
    rows = connection.execute(text(statement), {"query": query})
    return [Hit(int(key), float(score)) for key, score in rows]


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
    wanted = {norm for term in _asked(words) for norm in term}
    wanted |= {stem(word) for word in wanted}
    tokens = tokenize(body)
    hits = [token for token in tokens if token.norm in wanted or stem(token.norm) in wanted]
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
