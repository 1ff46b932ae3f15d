"""Inflection and spelling of actor names, nationality adjectives and role words, on normal forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from tawatur.text.tokens import tokenize

# Endings of a sound adjective after its masculine singular: (ending, gender, number).
# «ين» is dual or plural; it is called plural, the reading that prevails in news.
ADJECTIVE_ENDINGS = (
    ("", "m", "sg"),
    ("تين", "f", "du"),
    ("تان", "f", "du"),
    ("ين", "m", "pl"),
    ("ون", "m", "pl"),
    ("ان", "m", "du"),
    ("ات", "f", "pl"),
    ("ه", "f", "sg"),
    ("ا", "m", "sg"),
)
# Endings of a noun in the text and what the table's form has instead.
NOUN_ENDINGS = (
    ("ا", ""),
    ("ين", "ون"),
    ("تين", "ه"),
    ("تان", "ه"),
    ("تي", "ه"),
    ("تا", "ه"),
    ("ين", ""),
    ("ان", ""),
    ("ي", "ون"),
    ("و", "ون"),
)


Ending = TypeVar("Ending", bound=tuple[str, ...])


def by_last_letter(endings: Iterable[Ending]) -> dict[str, tuple[Ending, ...]]:
    """Return last letter of a word → the endings it can have, in their order, the empty one under every letter."""
    every = tuple(endings)
    letters = {ending[0][-1:] for ending in every}
    return {letter: tuple(e for e in every if e[0][-1:] in ("", letter)) for letter in letters}


_ADJECTIVES_BY_LAST = by_last_letter(ADJECTIVE_ENDINGS)
_NOUNS_BY_LAST = by_last_letter(NOUN_ENDINGS)


def adjective_endings(word: str) -> tuple[tuple[str, str, str], ...]:
    """Return those of ADJECTIVE_ENDINGS that may end `word`, by its last letter."""
    return _ADJECTIVES_BY_LAST.get(word[-1:]) or _ADJECTIVES_BY_LAST[""]


def noun_endings(word: str) -> tuple[tuple[str, str], ...]:
    """Return those of NOUN_ENDINGS that may end `word`, by its last letter."""
    return _NOUNS_BY_LAST.get(word[-1:], ())


def words_of(text: str) -> tuple[str, ...]:
    """Return the normal forms of the tokens of `text`."""
    return tuple(token.norm for token in tokenize(text))


def adjective_readings(word: str) -> list[tuple[str, str, str, bool]]:
    """Return the ways to read a word as an adjective: masculine singular, gender, number, definite."""
    definite = word.startswith("ال") and len(word) > 4
    bare = word[2:] if definite else word
    return [
        (bare.removesuffix(ending) if ending else bare, gender, number, definite)
        for ending, gender, number in adjective_endings(bare)
        if bare.endswith(ending)
    ]


def name_cases(words: tuple[str, ...], cls: str) -> Iterator[tuple[str, ...]]:
    """Yield the name in its other cases: «الحوثيين», «مسلحي طالبان», «أبي عبيدة»."""
    if words[0] == "ابو":
        yield "ابا", *words[1:]
        yield "ابي", *words[1:]
    if cls in ("person", "media", "state"):
        return
    oblique = tuple(f"{w[:-2]}ين" if w.endswith("ون") and len(w) > 5 else w for w in words)
    if len(words) > 1 and words[0].endswith("و") and len(words[0]) > 4:
        oblique = (f"{oblique[0][:-1]}ي", *oblique[1:])
    if oblique != words:
        yield oblique


def respelt(names: Iterable[tuple[str, ...]], forms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each name that has `forms[0]` with every other of `forms` in its place."""
    for words in names:
        if any(forms[0] in word for word in words):
            for other in forms[1:]:
                yield tuple(word.replace(forms[0], other) for word in words)


def joined(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the name with «عبد X», «أبو X» and «X الله» written as one word."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        if before in ("عبد", "ابو", "ابا", "ابي") or (before and word == "الله" and before != "عبد"):
            joined[-1] = before + word
        else:
            joined.append(word)
    if len(joined) != len(words):
        yield tuple(joined)


def head_variants(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return a role word in its cases, dual, and with and without the article."""
    if len(words) == 1:
        return _single_variants(words[0])
    articled = [word.startswith("ال") for word in words]
    found = {words: None}
    if all(articled):
        bare = tuple(word[2:] for word in words)
        found |= dict.fromkeys((bare, _oblique(words), *_indefinite(bare)))
    elif not any(articled):
        definite = tuple(f"ال{word}" for word in words)
        found |= dict.fromkeys((definite, _oblique(words), _oblique(definite), *_indefinite(words)))
        if words[0].endswith("ون"):
            found |= dict.fromkeys([(f"{words[0][:-1]}", *words[1:])])
    else:
        found |= dict.fromkeys((_oblique(words), *_construct(words)))
    return tuple(found)


def _single_variants(word: str) -> tuple[tuple[str, ...], ...]:
    forms = [word]
    if not word.startswith("ال"):
        stem = word[:-2] if word.endswith("ون") else ""
        forms += [f"{stem}ين", f"{stem}و", f"{stem}ي"] if stem else _sound(word)
        forms += [f"ال{form}" for form in forms]
    return tuple((form,) for form in dict.fromkeys(forms))


def _sound(word: str) -> list[str]:
    if word.endswith("ه"):
        return [f"{word[:-1]}{ending}" for ending in ("تان", "تين", "تا", "تي")]
    return [] if word.endswith(("ات", "ان", "ا", "ي")) else [f"{word}ا", f"{word}ان", f"{word}ين"]


def _oblique(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{w[:-2]}ين" if w.endswith(("ون", "ان")) and len(w) > 5 else w for w in words)


def _construct(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if words[0].endswith("ون"):
        yield f"{words[0][:-1]}", *words[1:]
        yield f"{words[0][:-2]}ي", *words[1:]
    if words[0].endswith("و") and len(words[0]) > 4:
        yield f"{words[0][:-1]}ي", *words[1:]


def _indefinite(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the accusative of an indefinite noun with its adjective («مصدرا أمنيا») and its dual."""
    if all(not word.endswith(("ه", "ات", "ون", "ان", "ا")) for word in words):
        yield tuple(f"{word}ا" for word in words)
        yield tuple(f"{word}ين" for word in words)
        yield tuple(f"{word}ان" for word in words)
