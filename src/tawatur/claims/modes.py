"""The mode of an act, refined by the means and the actors named with it."""

from __future__ import annotations

from tawatur.claims.clauses import Filler, Sentence
from tawatur.claims.drafts import Draft
from tawatur.claims.roles import classes_of

# Means → mode of ASSAULT (codebook 2): a bare «قصف» is shelling unless aircraft are named.
_BY_MEANS = (
    ("chemical", "chemical"),
    ("drone", "drone"),
    ("aircraft", "airstrike"),
    ("missile", "missile"),
    ("shell", "shelling"),
    ("bomb", "ied"),
)
# Modes that means may refine; the others say enough by themselves.
_OPEN_MODES = frozenset(("other", "shelling", "airstrike"))


def refined_mode(sentence: Sentence, draft: Draft) -> str:
    """Return the draft's mode, more exact where its clause names a weapon or aircraft."""
    sense = draft.sense
    if sense.type != "ASSAULT" or sense.mode not in _OPEN_MODES or not sense.refine_mode:
        return sense.mode
    classes: set[str] = set()
    for filler in draft.actors:
        classes |= classes_of(filler, sentence)
    classes |= _means_classes(sentence, draft)
    for cls, mode in _BY_MEANS:
        if cls in classes and (sense.mode != "airstrike" or mode in ("drone", "chemical")):
            return mode
    return sense.mode


def _means_classes(sentence: Sentence, draft: Draft) -> set[str]:
    """Return the classes of what stands behind «بـ» in the clause, and of adjectives on the trigger («جوي»)."""
    found: set[str] = set()
    chunk = sentence.chunks[draft.chunk]
    for index in range(draft.unit + 1, chunk.last):
        norm = sentence.units[index].norm.removeprefix("ال")
        if norm.startswith("جوي"):
            found.add("aircraft")
        elif norm.startswith(("صاروخي", "باليستي")):
            found.add("missile")
        elif norm.startswith("مدفعي"):
            found.add("shell")
    for number in range(draft.chunk + 1, min(draft.clause_last + 1, len(sentence.chunks))):
        if sentence.chunks[number].prep == "bi" and sentence.chunks[number].kind == "NP":
            filler: Filler = sentence.filler(number)
            found |= classes_of(filler, sentence)
    return found
