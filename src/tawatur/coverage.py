"""What the reader passes over in a corpus: the words and sentences to work on next."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field

from tawatur.claims.outline import Outcome, Outline, OutlinedWord
from tawatur.model import Link, Mention, Report, Span
from tawatur.pipeline import Reader

# Types whose words make a sentence one of violence.
VIOLENT = frozenset(("ASSAULT", "HARM"))
# What a mention is called where nothing tells who it is.
_NAMELESS = frozenset(("", "unknown"))
# Code points of context shown before and behind a word.
_CONTEXT = 45
# Entries listed of each kind, and examples of each entry.
MOST = 40
EXAMPLES = 3

# Shapes of verbal nouns in normal form, clitics and article off, where nothing else is known of a word.
_VERBAL_NOUN = re.compile(
    "(?:"
    "ت..ي."  # form 2: «تفجير»
    "|م.ا..ه"  # form 3: «مهاجمه»
    "|ت.ا.."  # form 6: «تبادل»
    "|ا[^ل]?..ا."  # form 4 and, with a ت or ن, 7 and 8: «اطلاق», «انسحاب», «اعتقال»
    "|ا.ت.ا."
    "|است..ا."  # form 10: «استهداف»
    "|است.ا.ه"  # weak form 10: «استعاده»
    ")(?:ات|ه)?"
)
# Conjunction, preposition and article as they show on a word that the lexicon does not know.
_CLITICS = re.compile("^[وف]?(?:[بك]?ال|لل)(?=...)")


@dataclass(frozen=True, slots=True)
class Passed:
    """A word or phrase passed over: how often, in how many reports, and some places where it stands."""

    words: str
    count: int
    reports: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What was passed over, the most frequent first, by kind; and the size of what was surveyed.

    `*_sentences` list sentences without a claim by their word of violence or of speech, `omitted` says for
    each list how many further entries it has.
    """

    reports: int
    sentences: int
    sentences_with_claims: int
    words: int
    unknown_words: int
    claims: int
    unknown_verbs: tuple[Passed, ...]
    silent_verbs: tuple[Passed, ...]
    unknown_verbal_nouns: tuple[Passed, ...]
    silent_nouns: tuple[Passed, ...]
    silent_cues: tuple[Passed, ...]
    nameless: tuple[Passed, ...]
    violence_sentences: tuple[Passed, ...]
    speech_sentences: tuple[Passed, ...]
    omitted: dict[str, int]

    def to_json(self) -> str:
        """Return everything as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def __str__(self) -> str:
        return "\n".join(_lines(self))


_TITLES = {
    "unknown_verbs": "Verb forms that the lexicon does not know",
    "silent_verbs": "Verbs that can tell of an event, and gave no claim",
    "unknown_verbal_nouns": "Words of the shape of a verbal noun that the lexicon does not know",
    "silent_nouns": "Nouns that can tell of an event, and gave no claim",
    "silent_cues": "Words that can say who says so, and attributed nothing",
    "nameless": "Phrases in the place of an actor or speaker, with no id",
    "violence_sentences": "Words of violence in sentences without a claim",
    "speech_sentences": "Words of speech in sentences without a claim",
}


def survey(
    reports: Iterable[Report], reader: Reader, *, most: int = MOST, examples: int = EXAMPLES
) -> Survey:
    """Return what `reader` passes over in `reports`, as summarize() does."""
    return summarize(((report, reader.outline(report)) for report in reports), most=most, examples=examples)


def summarize(
    outlined: Iterable[tuple[Report, Sequence[Outline]]], *, most: int = MOST, examples: int = EXAMPLES
) -> Survey:
    """Return what was passed over in reports, each given with the outlines of its sentences.

    `most` is how many entries each list may have, `examples` how many places are shown of each.
    Words of the lexicon are counted under their lemma, others in normal form, without the article
    and what is written before it.
    """
    tally = _Tally(examples)
    for report, outlines in outlined:
        tally.reports += 1
        for outline in outlines:
            tally.take(outline, report.text)
    for name in ("unknown_verbs", "unknown_verbal_nouns"):
        tally.lists[name].join_conjunctions()
    return Survey(
        tally.reports,
        tally.sentences,
        tally.sentences_with_claims,
        tally.words,
        tally.unknown_words,
        tally.claims,
        **{name: tuple(found.top(most)) for name, found in tally.lists.items()},
        omitted={name: max(0, len(found.entries) - most) for name, found in tally.lists.items()},
    )


@dataclass(slots=True)
class _Entry:
    """A word on its way into a Survey; `last_report` is the number of the report that had it last."""

    count: int = 0
    reports: int = 0
    last_report: int = -1
    examples: list[str] = field(default_factory=list)


class _Counts:
    """The words of one list."""

    def __init__(self, examples: int) -> None:
        self.entries: dict[str, _Entry] = {}
        self._examples = examples

    def add(self, words: str, report: int, text: str, span: Span) -> None:
        entry = self.entries.get(words)
        if entry is None:
            entry = self.entries[words] = _Entry()
        entry.count += 1
        if entry.last_report != report:
            entry.reports, entry.last_report = entry.reports + 1, report
            if len(entry.examples) < self._examples:
                entry.examples.append(_shown(text, span))

    def join_conjunctions(self) -> None:
        """Count «وتهاوى» under «تهاوى» where that stands by itself too: the و is no letter of the word."""
        doubled = [words for words in self.entries if words[0] in "وف" and words[1:] in self.entries]
        for words in sorted(doubled, key=len, reverse=True):
            joined, bare = self.entries.pop(words), self.entries[words[1:]]
            bare.count += joined.count
            bare.reports += joined.reports
            bare.examples = (bare.examples + joined.examples)[: self._examples]

    def top(self, most: int) -> Iterator[Passed]:
        """Yield the most frequent, those of one count in the order of their letters."""
        ranked = sorted(self.entries.items(), key=lambda item: (-item[1].count, item[0]))
        for words, entry in ranked[:most]:
            yield Passed(words, entry.count, entry.reports, tuple(entry.examples))


class _Tally:
    """Counts of one survey."""

    def __init__(self, examples: int) -> None:
        self.reports = self.sentences = self.sentences_with_claims = 0
        self.words = self.unknown_words = self.claims = 0
        self.lists = {name: _Counts(examples) for name in _TITLES}

    def take(self, outline: Outline, text: str) -> None:
        """Count a sentence."""
        self.sentences += 1
        self.claims += len(outline.claims)
        self.sentences_with_claims += bool(outline.claims)
        for word in outline.words:
            if word.pos != "punct":
                self.words += 1
                self.unknown_words += word.outcome is Outcome.UNKNOWN
            for name in _lists_of(word, text):
                self._add(name, _name_of(word), text, word.span)
        for span in _nameless(outline):
            self._add("nameless", " ".join(text[span.start : span.end].split()), text, span)
        if not outline.claims:
            for name, word in _telling(outline.words):
                self._add(name, _name_of(word), text, word.span)

    def _add(self, name: str, words: str, text: str, span: Span) -> None:
        self.lists[name].add(words, self.reports, text, span)


def _lists_of(word: OutlinedWord, text: str) -> Iterator[str]:
    """Yield the lists that a word belongs to by itself."""
    if word.outcome is Outcome.UNKNOWN:
        # A feminine noun in «ة» and an accusative in «ا» are no verbs, though they may begin a sentence.
        is_noun = word.definite or text[word.span.end - 1] in "ةاًء"
        if word.pos == "verb" or (word.begins and not is_noun):
            yield "unknown_verbs"
        elif _VERBAL_NOUN.fullmatch(_bare(word.norm)):
            yield "unknown_verbal_nouns"
    elif word.outcome is Outcome.SILENT:
        if word.speaks and not word.types:
            yield "silent_cues"
        else:
            yield "silent_verbs" if word.pos == "verb" else "silent_nouns"


def _telling(words: Sequence[OutlinedWord]) -> Iterator[tuple[str, OutlinedWord]]:
    """Yield the first word of violence and the first of speech in a sentence."""
    violent = next((word for word in words if word.types & VIOLENT), None)
    speaking = next((word for word in words if word.speaks), None)
    if violent is not None:
        yield "violence_sentences", violent
    if speaking is not None:
        yield "speech_sentences", speaking


def _nameless(outline: Outline) -> Iterator[Span]:
    """Yield the phrases that fill a role or speak, and have no id, each once."""
    seen: dict[Span, None] = dict.fromkeys(outline.nameless)
    for claim in outline.claims:
        mentions: tuple[Mention | Link, ...] = (*claim.actors, *claim.targets, *claim.chain)
        seen |= {m.span: None for m in mentions if m.span is not None and m.id in _NAMELESS}
    yield from seen


def _name_of(word: OutlinedWord) -> str:
    return f"{word.lemma} ({word.entry})" if word.entry else _bare(word.norm)


def _bare(norm: str) -> str:
    return _CLITICS.sub("", norm)


def _shown(text: str, span: Span) -> str:
    """Return a word in «» with the whole words around it, on one line."""
    begin, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    before = text[begin : span.start].rpartition("\n")[2]
    behind = text[span.end : end].partition("\n")[0]
    if len(before) == span.start - begin and begin and not text[begin - 1].isspace():
        before = _without_first_part(before)
    if len(behind) == end - span.end and end < len(text) and not text[end].isspace():
        behind = _without_first_part(behind[::-1])[::-1]
    return " ".join(f"{before}«{text[span.start : span.end]}»{behind}".split())


def _without_first_part(words: str) -> str:
    """Return `words` from the first blank on, or all of them where there is none."""
    _, blank, rest = words.partition(" ")
    return blank + rest if blank else words


def _lines(found: Survey) -> Iterator[str]:
    share = 100 * found.unknown_words / found.words if found.words else 0.0
    reports = _counted(found.reports, "report")
    yield f"{reports}, {found.sentences} sentences, {found.sentences_with_claims} with claims"
    yield f"{found.claims} claims; {found.words} words, {found.unknown_words} unknown ({share:.1f}%)"
    for name, title in _TITLES.items():
        yield ""
        yield title
        entries: tuple[Passed, ...] = getattr(found, name)
        for entry in entries:
            yield f"{entry.count:7} in {_counted(entry.reports, 'report')}  {entry.words}"
            yield from (f"          {example}" for example in entry.examples)
        if not entries:
            yield "      none"
        if found.omitted[name]:
            yield f"        and {found.omitted[name]} more"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
