"""Acts that are what another act is for: «لـ» before a verbal noun."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP, C, Chunk, P, R, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.governed import MAX_REACH, Acts, hedge_of
from tawatur.claims.reach import COMMAS
from tawatur.claims.senses import CASUALTIES
from tawatur.lexicon.entries import Nominal, Verb
from tawatur.lexicon.words import Reading

# The rule of acts that are only what another act is for; a time of that other act does not date them.
PURPOSE = "purpose"
# Types that tell of something done on purpose, so that «لـ» before their verbal noun gives an aim.
_DELIBERATE = frozenset(
    "ASSAULT TERRITORY RETREAT AID CONSULT COERCE MOBILIZE REQUEST CONCEDE AGREE SUPPORT COOPERATE".split()
)
# Types behind which «لـ» gives the reason: «أدانت الحركة لإطلاقها», «شكره لمساعدته».
_WITH_REASON = frozenset(("ACCUSE", "SANCTION", "SUPPORT"))


def is_purpose(acts: Acts, draft: Draft) -> bool:
    """Return whether a draft is only an aim, or joined to one: «هجوما لتحرير المدينة», «تقدم للسيطرة»."""
    if draft.kind not in ("masdar", "nominal") or draft.sense.type not in _DELIBERATE:
        return False
    if draft.sense.mode == "hold" or draft.what in CASUALTIES:
        return False
    chunk = acts.chunks[draft.chunk]
    leading = acts.units[chunk.head : max(draft.unit, chunk.head + 1)]
    if not all(any(r.kind == "masdar" for r in unit.nouns) for unit in leading):
        return False
    if chunk.prep == "li" and _is_aim(acts, draft.chunk):
        return True
    if not chunk.joined or chunk.prep not in ("", "li"):
        return False
    first = acts.joined_to(draft.chunk)
    return first is not None and any(e.rule == PURPOSE for e in first.evidence)


def _is_aim(acts: Acts, number: int) -> bool:
    """Return whether «لـ» at a chunk gives an aim: no verb or noun before it takes it as its complement."""
    for before in range(number - 1, max(-1, number - MAX_REACH), -1):
        chunk = acts.chunks[before]
        if chunk.kind == V:
            return not _takes_li(acts.units[chunk.head].verbs)
        if chunk.kind == NP:
            if _claims_li(acts, chunk, adjacent=before == number - 1):
                return False
            if _names_act(acts, chunk):
                return True
        elif chunk.kind in (S, R, C) or (chunk.kind == P and acts.units[chunk.first].norm not in COMMAS):
            return False
    return False


def _claims_li(acts: Acts, chunk: Chunk, *, adjacent: bool) -> bool:
    """Return whether «لـ» behind a phrase belongs to it: «عرضة لقصف», «استعادة الجيش للسيطرة»."""
    units = acts.units[chunk.head : chunk.last]
    if any(_takes_li(unit.nouns) for unit in units):
        return True
    if not adjacent or not units:
        return False
    if hedge_of(units[-1], acts.sentence.describer.lexicon)[0] == "li":
        return True
    with_subject = any(unit.actor is not None or unit.head is not None for unit in units[1:])
    return with_subject and any(r.kind == "masdar" and _takes_object(r) for r in units[0].nouns)


def _names_act(acts: Acts, chunk: Chunk) -> bool:
    return any(
        r.kind in ("masdar", "nominal") and isinstance(r.entry, Nominal | Verb)
        for unit in acts.units[chunk.head : chunk.last]
        for r in unit.nouns
    )


def _takes_object(reading: Reading) -> bool:
    verb = reading.entry
    return isinstance(verb, Verb) and (
        "obj" in (verb.light or {}) or any("obj" in s.frame for s in verb.senses)
    )


def _takes_li(readings: Sequence[Reading]) -> bool:
    """Return whether a verb or verbal noun has a complement with «لـ» of its own («تعرض لقصف»)."""
    for reading in readings:
        entry = reading.entry
        if isinstance(entry, Verb):
            if "li" in (entry.light or {}):
                return True
            if any(s.type in _WITH_REASON or "li" in s.frame for s in entry.senses):
                return True
        elif isinstance(entry, Nominal) and entry.sense.frame.get("li") in ("content", "event"):
            return True
    return False
