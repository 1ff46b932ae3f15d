"""Inflects all lexical entries and packs the forms into one trie."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import marisa_trie

from tawatur.lexicon.entries import Language, Nominal, Noun, Particle, Verb
from tawatur.lexicon.forms import Analysis, Fixed, Forms
from tawatur.lexicon.inflect import NounFeatures, inflect_noun, inflect_participles, inflect_verb, masdar
from tawatur.lexicon.packed import PackedLists, PackedRows
from tawatur.lexicon.words import Features, lookup_key
from tawatur.text.normal import normalize


class InflectionError(ValueError):
    """The lemma, root and form of some entries do not fit together: (entry, problem) of each."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{entry}: {problem}" for entry, problem in problems))
        self.problems = tuple(problems)


def compile_forms(language: Language, names: Iterable[tuple[tuple[str, ...], Fixed]]) -> Forms:
    """Return all forms of `language` and the fixed `names` ready for look-up.

    Raises InflectionError naming all entries that cannot be inflected.
    """
    analyses: dict[Analysis, int] = {}
    pairs: set[tuple[str, int]] = set()
    problems: list[tuple[str, str]] = []
    # The readings of a word come in the order of their numbers: of verbs spelled alike the simpler one first.
    sources: tuple[Verb | Nominal, ...] = (*sorted(language.verbs, key=lambda v: v.form), *language.nominals)
    for source in sources:
        try:
            for form, analysis in _forms_of(source):
                pairs.add((lookup_key(form), analyses.setdefault(analysis, len(analyses))))
        except ValueError as problem:
            problems.append((source.id, str(problem)))
    for form, analysis in itertools.chain(_noun_forms(language.nouns), _particle_forms(language.particles)):
        pairs.add((lookup_key(form), analyses.setdefault(analysis, len(analyses))))
    if problems:
        raise InflectionError(problems)
    # Big-endian, for the numbers of one form come back sorted by their bytes.
    trie = marisa_trie.RecordTrie(">I", ((form, (index,)) for form, index in sorted(pairs)))
    sequences, lengths = _sequences(itertools.chain(_phrase_sequences(language), names))
    return Forms(trie, PackedRows(analyses, Analysis, len(Analysis._fields)), sequences, lengths)


def _forms_of(source: Verb | Nominal) -> Iterator[tuple[str, Analysis]]:
    if isinstance(source, Verb):
        return _verb_forms(source)
    return _nominal_forms(source)


def _verb_forms(verb: Verb) -> Iterator[tuple[str, Analysis]]:
    for form, verbal in inflect_verb(verb.lemma, verb.root, verb.form, verb.vowels):
        grammar = Features(
            verbal.aspect, verbal.voice, verbal.person, verbal.gender, verbal.number, "", verbal.bound
        )
        yield form, Analysis("verb", verb, grammar)
    for noun in _masdars(verb):
        yield from _declined(noun, "noun", "masdar", verb)
    if not verb.participles:
        return
    for form, nominal, voice in inflect_participles(verb.lemma, verb.root, verb.form, verb.vowels):
        for kind in ("active", "passive") if voice == "both" else (voice,):
            yield form, Analysis(kind, verb, _grammar(nominal))


def _grammar(features: NounFeatures) -> Features:
    return Features(
        gender=features.gender, number=features.number, state=features.state, bound=features.bound
    )


def _masdars(verb: Verb) -> list[str]:
    if verb.masdar is not None:
        return list(verb.masdar)
    regular = masdar(verb.lemma, verb.root, verb.form)
    return [regular] if regular else []


def _declined(lemma: str, paradigm: str, kind: str, entry: object) -> Iterator[tuple[str, Analysis]]:
    for form, features in inflect_noun(lemma, paradigm):
        yield form, Analysis(kind, entry, _grammar(features))


def _nominal_forms(nominal: Nominal) -> Iterator[tuple[str, Analysis]]:
    for lemma in (nominal.lemma, *nominal.plurals):
        if " " in lemma:
            continue
        paradigm = "participle" if "adj" not in nominal.sense.frame and lemma.startswith("م") else "noun"
        for form, analysis in _declined(lemma, paradigm, "nominal", nominal):
            if lemma != nominal.lemma and analysis.features.number != "du":
                analysis = analysis._replace(features=analysis.features.in_number("pl"))
            yield form, analysis


_PEOPLE = frozenset("official fighter civilian person crowd casualty".split())


def _noun_forms(nouns: Sequence[tuple[Noun, str, str]]) -> Iterator[tuple[str, Analysis]]:
    """Yield the forms of the nouns, those that are written in the files before those that follow from them."""
    following: list[tuple[str, Analysis]] = []
    for noun, number, form in nouns:
        if " " in form:
            continue
        paradigm = "plural" if number == "pl" else "person" if noun.cls in _PEOPLE else "noun"
        for inflected, analysis in _declined(form, paradigm, "noun", noun):
            if number == "pl" and analysis.features.number != "du":
                analysis = analysis._replace(features=analysis.features.in_number("pl"))
            if inflected == form:
                yield inflected, analysis
            else:
                following.append((inflected, analysis))
    yield from following


def _particle_forms(particles: Sequence[tuple[Particle, str]]) -> Iterator[tuple[str, Analysis]]:
    for particle, form in particles:
        if " " not in form:
            yield form, Analysis("particle", particle, Features())


def _phrase_sequences(language: Language) -> Iterator[tuple[tuple[str, ...], Fixed]]:
    for nominal in language.nominals:
        for lemma in (nominal.lemma, *nominal.plurals):
            if " " in lemma:
                for words in _with_articles(lemma):
                    yield words, Fixed("nominal", nominal)
    for phrase in language.phrases:
        for form in phrase.forms:
            yield _attaching(form, "cue", phrase)
    for particle, form in language.particles:
        if " " in form:
            yield _attaching(form, "particle", particle)
    for noun, number, form in language.nouns:
        if " " in form:
            for words in _with_articles(form):
                yield words, Fixed("noun", noun)
            if number == "sg":
                two = replace(noun, of_one=noun.of_several)
                for dual in _duals(form):
                    for words in _with_articles(dual):
                        yield words, Fixed("noun", two)


def _attaching(form: str, kind: str, entry: object) -> tuple[tuple[str, ...], Fixed]:
    """Return the words of `form`; a last ل or ب becomes a condition on the word behind."""
    words = tuple(normalize(form).split())
    if len(words) > 1 and words[-1] in ("ل", "ب"):
        return words[:-1], Fixed(kind, entry, "l" if words[-1] == "ل" else "b")
    return words, Fixed(kind, entry)


def _duals(phrase: str) -> Iterator[str]:
    """Yield the duals of a noun phrase: «طائرتين مسيرتين», «ناقلتا نفط», «طائرتان بدون طيار»."""
    first, second, *rest = phrase.split()
    if first in _BEFORE_NOUNS or first.startswith("ال"):
        return
    for ending in ("ان", "ين"):
        if second in _BEFORE_NOUNS or second.startswith("لل"):
            yield " ".join((_dual(first, ending), second, *rest))
        elif not rest and _may_describe(first, second):
            yield f"{_dual(first, ending)} {_dual(second, ending)}"
        elif not rest:
            yield f"{_dual(first, ending[0])} {second}"


_BEFORE_NOUNS = frozenset("من بدون دون بلا غير عن في على".split())


def _dual(word: str, ending: str) -> str:
    stem = word[:-1] + "ت" if word.endswith("ة") else word[:-1] + "ي" if word.endswith("ى") else word
    return stem + ending


def _may_describe(noun: str, word: str) -> bool:
    """Return whether the second word of a phrase is an adjective: it agrees, or ends like one."""
    if noun.endswith("ة"):
        return word.endswith("ة")
    return word.endswith("ي") or word[0] == "م"


# A word that cannot take the article: a preposition, or one that has it.
_NO_ARTICLE = re.compile("^(ال.*|على|إلى|من|عن|في|مع|ب.?|ل.?)$")


def _with_articles(phrase: str) -> set[tuple[str, ...]]:
    """Return the normal-form words of `phrase`, the article on all words that can take it, or the last only.

    «عبوة ناسفة» gives «العبوة الناسفة» and «عبوة الناسفة»; a tanwin alef is allowed on the first.
    """
    words = phrase.split()
    plain = tuple(words)
    full = tuple(w if _NO_ARTICLE.match(w) else "ال" + w for w in words)
    last = (*words[:-1], full[-1])
    accusative = (words[0] + ("" if words[0].endswith(("ة", "ا", "ء", "ى")) else "ا"), *words[1:-1])
    last_accusative = words[-1] + ("" if words[-1].endswith(("ة", "ا", "ء", "ى")) else "ا")
    variants = {plain, full, last, (*accusative, words[-1]), (*accusative, last_accusative)}
    if len(words) > 2 and words[2].startswith("ل"):  # «وقفا فوريا لإطلاق النار», «الوقف الفوري لإطلاق النار»
        described = words[1] + ("" if words[1].endswith(("ة", "ا", "ء", "ى")) else "ا")
        variants |= {(accusative[0], described, *words[2:]), (*full[:2], *words[2:])}
    return {tuple(normalize(w) for w in variant) for variant in variants}


def _sequences(
    found: Iterable[tuple[tuple[str, ...], Fixed]],
) -> tuple[PackedLists[Fixed], dict[str, dict[str, tuple[int, ...]]]]:
    table: dict[str, list[Fixed]] = defaultdict(list)
    counts: dict[tuple[str, str], set[int]] = defaultdict(set)
    for words, fixed in found:
        entries = table[" ".join(words)]
        if fixed not in entries:
            entries.append(fixed)
        if len(words) > 1:
            counts[words[0], words[1]].add(len(words))
    tuples: dict[tuple[int, ...], tuple[int, ...]] = {}  # few are distinct
    lengths: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for (first, second), found_lengths in counts.items():
        longest_first = tuple(sorted(found_lengths, reverse=True))
        lengths[first][second] = tuples.setdefault(longest_first, longest_first)
    return PackedLists(table, Fixed, len(Fixed._fields)), dict(lengths)
