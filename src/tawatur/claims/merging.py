"""Makes one claim of the several triggers that tell one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tawatur.claims.carrying import drafts_in
from tawatur.claims.chunks import NP, C, Chunk, S, V
from tawatur.claims.drafts import Draft
from tawatur.claims.reach import is_partitive
from tawatur.claims.senses import CASUALTIES, HARMED
from tawatur.claims.sentence import Sentence
from tawatur.claims.slots import resumes

# Relations under which an act named behind a killing is its means («قتل خمسة إثر غارة»).
_MEANS_SLOTS = ("fi", "bi", "cause", "after", "while", "means", "jarra", "min")
# Types of acts whose noun is their trigger where it stands before the verb: «كمين نصبه مسلحون».
_NAMED_ACTS = frozenset(("ASSAULT", "COERCE", "SANCTION", "COOPERATE", "AID"))


def share_actors(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Let acts told in one breath have one doer: «قصف وغارات تنفذها القوات», «تفجيرات، من بينها هجوم»."""
    for first, second in pairwise(drafts):
        if first.kind not in ("nominal", "masdar") or second.kind not in ("nominal", "masdar"):
            continue
        if first.sense.type != "ASSAULT" or second.sense.type != "ASSAULT":
            continue
        between = sentence.chunks[first.chunk + 1 : second.chunk + 1]
        adjacent = second.chunk == first.chunk + 1 and sentence.chunks[second.chunk].joined
        partitive = any(is_partitive(c) for c in between)
        if adjacent and not first.actors and not first.places:
            first.add_actors(second.actors)
        elif partitive and not second.actors and not any(c.kind == V for c in between):
            second.add_actors(first.actors)


def merge_arguments(sentence: Sentence, drafts: Sequence[Draft], by_unit: dict[int, Draft]) -> None:
    """Merge a verb into the act named by its subject or complement.

    «غارة استهدفت سيارة», «وقع اتفاقا», «فرض حصارا»: the noun is the trigger, the verb gives roles.
    """
    for draft in drafts:
        if draft.kind != "verb" or draft.absorbed:
            continue
        clause = draft.clause
        if clause is None:
            continue
        for slot, fillers in clause.slots.items():
            for filler in fillers:
                for act in drafts_in(sentence, filler, by_unit):
                    if act.absorbed or act is draft or not _same_act(draft, act, slot):
                        continue
                    draft.actors = [a for a in draft.actors if a.unit != filler.unit]
                    draft.targets = [t for t in draft.targets if t.unit != filler.unit]
                    named_before = act.chunk < draft.chunk and act.sense.type in _NAMED_ACTS
                    if slot == "obj" and draft.sense.words and not named_before:
                        draft.absorb(act)
                        draft.clause_last = max(draft.clause_last, act.clause_last)
                    else:
                        act.absorb(draft)
                    break


def _same_act(draft: Draft, act: Draft, slot: str) -> bool:
    """Return whether a verb and an act in one of its slots are one claim."""
    if draft.absorbed:
        return False
    if slot == "obj" and any(s == "obj" for s, _ in draft.sense.words):
        return True
    if slot in ("subj", "obj"):
        return act.sense.type == draft.sense.type or (
            draft.sense.frame.get(slot) == "event" and slot == "subj"
        )
    return (
        act.sense.type == draft.sense.type
        and draft.sense.type not in ("ASSAULT", "HARM", "TERRITORY")
        and slot in draft.sense.frame
    )


def merge_calls(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Make one claim of talks and the call or meeting they were held in: «بحث مع نظيره في اتصال هاتفي»."""
    for talk in drafts:
        if talk.absorbed or talk.sense.type != "CONSULT" or not talk.actors:
            continue
        for call in drafts:
            chunk = sentence.chunks[call.chunk]
            held_in = chunk.prep == "fi" or chunk.relation in ("while", "means")
            if (
                call.kind == "nominal"
                and call.sense.type == "CONSULT"
                and not call.absorbed
                and call.sense.mode in ("phone", talk.sense.mode)
                and talk.chunk < call.chunk <= talk.clause_last
                and held_in
            ):
                call.add_actors(talk.actors)
                call.absorb(talk)
                break


def merge_wounded(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Make one claim of the dead and the wounded of one act: «قتل ستة وأصيب عشرات»."""
    for first, second in pairwise(drafts):
        if first.absorbed or {first.what, second.what} != CASUALTIES:
            continue
        if second.chunk - first.chunk > 6 or not sentence.chunks[second.chunk].joined or second.actors:
            continue
        if first.sense.type in ("ASSAULT", "HARM") and second.sense.type in ("ASSAULT", "HARM"):
            second.targets = [t for t in second.targets if first.targets == [] or t.entity.named]
            first.clause_last = max(first.clause_last, second.clause_last)
            first.absorb(second)


def merge_means(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Make one claim of a killing and the act it happened in («مقتل 13 مدنيا في غارات روسية»)."""
    for draft in drafts:
        if (
            draft.absorbed
            or draft.sense.type not in ("ASSAULT", "HARM")
            or draft.sense.mode not in ("other", "toll")
        ):
            continue
        reach = _told_with(sentence, draft)
        acts = [
            other
            for other in drafts
            if other is not draft
            and not other.absorbed
            and other.kind in ("nominal", "masdar")
            and other.sense.type == "ASSAULT"
            and other.chunk != draft.chunk
            and draft.chunk < other.chunk <= reach
            and _means_phrase(sentence.chunks[other.chunk])
        ]
        if acts:
            numbers, targets = list(draft.numbers), list(draft.targets)
            acts[0].absorb(draft)
            for further in acts[1:]:
                further.add_targets(targets)
                further.numbers += numbers


def _told_with(sentence: Sentence, draft: Draft) -> int:
    """Return the last chunk of a killing's clause, «وأصيب آخرون» behind it included, which counts nobody."""
    behind = draft.clause_last + 1
    if draft.what not in CASUALTIES or behind >= len(sentence.chunks):
        return draft.clause_last
    chunk = sentence.chunks[behind]
    if chunk.kind != V or not chunk.joined or _harm(sentence, behind) not in CASUALTIES - {draft.what}:
        return draft.clause_last
    return max(sentence.right_of(behind), default=behind)


def _harm(sentence: Sentence, number: int) -> str:
    """Return what the verb or verbal noun at the head of chunk `number` counts, "" if nothing."""
    counted = sentence.describer.lexicon.counted
    unit = sentence.units[sentence.chunks[number].head]
    readings = unit.verbs if sentence.chunks[number].kind == V else unit.nouns
    return next((counted[i] for r in readings if (i := getattr(r.entry, "id", "")) in counted), "")


def share_figures(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Say of the figure behind two words of harm what it counts: «قتل وأصيب العشرات», «مقتل وإصابة 20 شخصا».

    Tens may be of each, an exact figure is of both together (codebook 3, numbers).
    """
    for draft in drafts:
        chunk = sentence.chunks[draft.chunk]
        if not chunk.joined or draft.what not in CASUALTIES or draft.chunk == 0 or draft.unit != chunk.head:
            continue
        before = sentence.chunks[draft.chunk - 1]
        word = sentence.units[before.head]
        lone = (before.kind == V and draft.kind == "verb") or (
            before.kind == NP
            and draft.kind != "verb"
            and before.head == before.last - 1
            and before.quantity < 0
            and not (word.article or word.enclitic)
        )
        other = _harm(sentence, draft.chunk - 1) if lone else ""
        if other in CASUALTIES and other != draft.what:
            shared = [n for n in draft.numbers if n.what == draft.what]
            kept = [n for n in draft.numbers if n.what != draft.what]
            for number in shared:
                vague = number.max is not None and number.max != number.min
                kept += [number, replace(number, what=other)] if vague else [replace(number, what="other")]
            draft.numbers = kept


def merge_outcome(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Join a killing that goes on telling of a strike: «نفذت القوات غارة … وقتلت خمسة»."""
    for draft in drafts:
        if (
            draft.absorbed
            or draft.kind != "verb"
            or draft.what not in CASUALTIES
            or not sentence.chunks[draft.chunk].joined
        ):
            continue
        if any(not a.pronoun for a in draft.actors):
            continue
        for act in reversed(drafts):
            if act.absorbed or act.chunk >= draft.chunk or draft.chunk - act.chunk > 9:
                continue
            so = sentence.units[draft.unit].pro.startswith("f")  # «اقتحموا المقر فقتلوا 11 شخصا»
            tells = act.kind in ("nominal", "masdar") or (
                act.sense.mode == "ground" and (so or not act.targets)
            )
            if (
                tells
                and act.sense.type == "ASSAULT"
                and act.actors
                and draft.actors
                and act.what not in HARMED
            ):
                act.absorb(draft)
            break


def merge_told_in(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Join a killing that points back to its act: «وقع هجوم على كنيسة وقتل فيه 28 شخصا»."""
    for draft in drafts:
        if draft.absorbed or draft.kind != "verb" or draft.what not in CASUALTIES:
            continue
        acts = [
            d
            for d in drafts
            if d.chunk < draft.chunk and not d.absorbed and d.sense.type == "ASSAULT" and d.kind != "verb"
        ]
        if not any(_points_back(sentence, n) for n in sentence.right_of(draft.chunk)):
            acts = [] if draft.actors else [d for d in acts if _sets_scene(sentence, d)]
        if acts:
            acts[-1].absorb(draft)


def _sets_scene(sentence: Sentence, act: Draft) -> bool:
    """Return whether a sentence begins with the act: «وفي هجوم اليوم، … قتل ستة أشخاص»."""
    chunk = sentence.chunks[act.chunk]
    return chunk.prep == "fi" and all(c.kind not in (NP, V, S) for c in sentence.chunks[: act.chunk])


def _points_back(sentence: Sentence, number: int) -> bool:
    """Return whether a chunk is «فيه», «خلالها»."""
    chunk = sentence.chunks[number]
    return chunk.kind == NP and chunk.prep == "fi" and resumes(sentence.units, chunk)


_VICTIM_OF = ("ضحيته", "ضحيتها", "ضحيتهما")


def merge_fallen(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Join those who fell victim to an act to it: «مجزرة راح ضحيتها مئة شخص»."""
    for draft in drafts:
        if draft.absorbed or draft.rule not in ("verbs:raha", "nominals:dahiyya"):
            continue
        if draft.rule != "verbs:raha" and not sentence.units[draft.unit].norm.startswith(_VICTIM_OF):
            continue
        acts = [
            d
            for d in drafts
            if d.chunk < draft.chunk and not d.absorbed and d.sense.type == "ASSAULT" and d.kind != "verb"
        ]
        between = sentence.chunks[acts[-1].chunk + 1 : draft.chunk] if acts else []
        if acts and not any(c.relation in ("after", "before") for c in between):  # «بعد يوم راح ضحيته»
            draft.numbers = [n for n in draft.numbers if n.what == "killed"]
            acts[-1].absorb(draft)


def merge_tolls(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Make one claim of a toll and what it counts: «حصيلة القتلى … تخطت 220 قتيلا»."""
    tolls = [d for d in drafts if not d.absorbed and d.sense.mode == "toll" and d.kind != "verb"]
    for first, second in pairwise(tolls):
        between = sentence.chunks[first.chunk + 1 : second.chunk + 1]
        if first.absorbed or any(
            c.kind in (S, C) or (c.kind == V and c.joined) or (c.kind == NP and c.joined) for c in between
        ):
            continue
        first.absorb(second)


def _means_phrase(chunk: Chunk) -> bool:
    return chunk.prep in _MEANS_SLOTS or chunk.relation in _MEANS_SLOTS or chunk.joined


def merge_specific(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Within one noun phrase keep the act that says most («عملية قصف», «حملة اعتقالات»)."""
    for first, second in pairwise(drafts):
        if first.absorbed or second.absorbed or first.chunk != second.chunk or first.kind == "verb":
            continue
        if second.unit != first.unit + 1:
            continue
        if first.sense.type == second.sense.type or not first.strong:
            second.absorb(first)
        elif not second.strong:
            first.absorb(second)
