"""Fills the role that a pronoun written on a trigger stands for."""

from __future__ import annotations

from tawatur.claims.agreement import pronoun_fits
from tawatur.claims.chunks import NP, C, R, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.entities import Entity
from tawatur.claims.fillers import Filler
from tawatur.claims.roles import fill_role
from tawatur.claims.sentence import OBJECTS, Sentence


def _object_follows(sentence: Sentence, draft: Draft) -> bool:
    """Return whether a bare phrase stands behind a verbal noun with a pronoun: «خسارته الجزء الأكبر»."""
    following = draft.chunk + 1
    if sentence.chunks[draft.chunk].last > draft.unit + 1:
        return True
    if following >= len(sentence.chunks):
        return False
    chunk = sentence.chunks[following]
    return chunk.kind == NP and not chunk.prep and not chunk.relation and not chunk.joined


def _source_meant(sentence: Sentence, draft: Draft) -> Entity | None:
    """Return from whom a teller has what he did: «نقلت الوكالة عن الوزير نفيه» is the minister's denial."""
    if draft.kind != "masdar" or sentence.chunks[draft.chunk].prep or sentence.chunks[draft.chunk].joined:
        return None
    found: Entity | None = None
    for number in range(draft.chunk - 1, -1, -1):
        chunk = sentence.chunks[number]
        if chunk.kind == NP and chunk.prep == "an":
            found = sentence.filler(number).entity
        elif chunk.kind == V and (number == 0 or sentence.chunks[number - 1].kind != R):
            verbs = sentence.units[chunk.head].verbs
            quotes = any(getattr(r.entry, "id", "").startswith("naqala") for r in verbs)
            return found if quotes and found is not None and found.is_actor else None
        elif chunk.kind in (S, C):
            return None
    return None


def _same_victim(sentence: Sentence, draft: Draft, enclitic: str) -> Entity | None:
    """Return who the verbal noun that another is joined to was done to: «اعتقال الناشطين وتعذيبهم»."""
    before = sentence.chunks[draft.chunk - 1] if draft.chunk else None
    if draft.kind != "masdar" or not sentence.chunks[draft.chunk].joined or before is None or before.kind != NP:
        return None
    acts = (i for i in range(before.head, before.last - 1) if sentence.units[i].names_act)
    last = max(acts, default=-1)
    if last < 0 or not any(r.kind == "masdar" for r in sentence.units[last].nouns):
        return None
    victim = sentence.entity(last + 1, before.last)
    known = victim.is_actor or victim.cls in OBJECTS
    return victim if known and pronoun_fits(enclitic, sentence.units[last + 1], victim) else None


def fill_pronoun(sentence: Sentence, draft: Draft) -> None:
    """Fill the role that a pronoun written on the trigger stands for: «سيطرتهم», «غاراته», «قتلوه»."""
    unit = sentence.units[draft.unit]
    if not unit.enclitic or draft.kind in ("active", "passive"):
        return
    as_object = draft.sense.frame.get("obj") == "target" and (
        draft.kind == "verb" or draft.sense.masdar_of == "target"
    )
    as_object = as_object or (draft.kind == "nominal" and draft.sense.frame.get("of") == "target")  # «مقتله»
    second = draft.kind == "masdar" and draft.sense.frame.get("obj2") == "target"  # «استخدامهم دروعا»
    if (
        as_object
        and draft.kind != "verb"
        and (draft.targets or draft.actors or _object_follows(sentence, draft))
    ):
        as_object = False
    if draft.kind == "verb" and (not as_object or any(f.pronoun for f in (*draft.targets, *draft.actors))):
        return
    as_object = as_object or second
    if not as_object and draft.actors:
        return
    referent = (
        (_same_victim(sentence, draft, unit.enclitic) if as_object else None)
        or _source_meant(sentence, draft)
        or sentence.referent(draft.unit, unit.enclitic, things=as_object)
    )
    if referent is None or (as_object and draft.sense.type == "TERRITORY" and referent.is_actor):
        return  # «استعادتها»: ground is taken
    words = referent.but(rule=f"pronoun:{referent.rule}")
    if referent.start < sentence.units[0].start:  # spoken of in an earlier sentence: the pronoun's own words
        words = words.but(start=unit.end - len(unit.enclitic), end=unit.end)
    filler = Filler(draft.chunk, draft.unit, words, pronoun=True)
    if as_object:
        fill_role(draft, "target", filler, sentence)
    else:
        fill_role(draft, "actor", filler, sentence)
