"""Settles what acts of one sentence say of each other: who is accused, taken from, asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tawatur.claims.chunks import AUX, NP, C, R, S, T, V, X
from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.governors import given_chance, governor, one_sided
from tawatur.claims.senses import CASUALTIES, HARMED
from tawatur.claims.sentence import Sentence


def control(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Fill the missing actor of a verbal noun from the verb that governs it; drop demanded content."""
    for draft in drafts:
        if draft.absorbed:
            continue
        if draft.content_from >= 0:
            _drop_content(sentence, draft, drafts)
    for draft in drafts:
        if draft.sense.mode == "deny" and draft.actors and not draft.absorbed:
            _denied(sentence, draft, drafts)
    for draft in drafts:
        if draft.sense.type == "ACCUSE" and not draft.absorbed and draft.targets:
            _accused_of(sentence, draft, drafts)
        elif (
            (draft.sense.type in ("ACCUSE", "SUPPORT", "REJECT") or draft.sense.mode == "back-down")
            and not draft.absorbed
            and not draft.targets
        ):
            _blamed_for(sentence, draft, drafts)
        if draft.sense.type == "TERRITORY" and draft.kind == "verb" and draft.actors and not draft.absorbed:
            _taken_by(sentence, draft, drafts)
    # «نفى الجيش قصف القرية»: who denies is who would have done it; other verbs that tell an act govern none.
    telling = {
        d.chunk
        for d in drafts
        if d.kind == "verb" and d.sense.mode != "deny" and (not d.absorbed or d.what in HARMED)
    }
    judging = {d.chunk for d in drafts if d.kind != "verb" and not d.absorbed and d.sense.type in _JUDGING}
    for draft in drafts:
        if draft.absorbed or draft.kind not in ("masdar", "nominal", "verb"):
            continue
        if draft.kind == "masdar" and sentence.chunks[draft.chunk].prep == "li":
            draft.actors = given_chance(sentence, draft.chunk) or draft.actors
        if draft.chunk - 1 in judging and sentence.chunks[draft.chunk].prep in ("li", "bi", "ala"):
            continue  # «أعرب عن إدانته للهجوم»: who condemns is not who attacks
        if not draft.actors or one_sided(sentence, draft):
            draft.add_actors(governor(sentence, draft, telling) or ())


_JUDGING = frozenset(("ACCUSE", "REJECT", "SUPPORT"))


def _denied(sentence: Sentence, denial: Draft, drafts: Iterable[Draft]) -> None:
    """Accuse who denies an accusation of what it tells, and aim the denial at who makes it.

    «نفت إيران الاتهامات السعودية والأميركية بتزويد الحوثيين».
    """
    for draft in drafts:
        if draft.sense.type != "ACCUSE" or draft.kind != "masdar" or draft.absorbed:
            continue
        between = sentence.chunks[denial.chunk + 1 : draft.chunk]
        if not 0 < draft.chunk - denial.chunk <= _MAX_HELD or any(c.kind in (V, R, C) for c in between):
            continue
        if not any(a.entity.id == d.entity.id for a in draft.actors for d in denial.actors):
            accusers = [t for t in draft.targets if t.entity.id not in {d.entity.id for d in denial.actors}]
            draft.add_actors(() if draft.actors else accusers)  # «نفت موسكو اتهامات واشنطن»
            draft.targets = [*denial.actors]
            denial.add_targets(draft.actors)
        return


_WHEN = frozenset(("sub-after", "sub-when"))  # «بعدما», «عندما»


def killed_by(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give a death its doer where a clause behind tells how it came: «قتل شاب بعدما أطلق الجنود النار عليه»."""
    for death in drafts:
        if death.absorbed or death.actors or death.what not in CASUALTIES or not death.targets:
            continue
        behind = [d for d in drafts if d.kind == "verb" and d.unit > death.unit and not d.absorbed]
        act = behind[0] if behind else None
        if act is None or act.sense.type != "ASSAULT" or not act.actors or act.what in CASUALTIES:
            continue
        opener = sentence.chunks[act.chunk - 1]
        tells_how = opener.kind == S and opener.particle is not None and opener.particle.id in _WHEN
        between = sentence.chunks[death.chunk + 1 : act.chunk]
        if tells_how and all(c.kind in (NP, T, S, AUX, X) for c in between):
            death.add_actors(act.actors)


def _accused_of(sentence: Sentence, accusation: Draft, drafts: Iterable[Draft]) -> None:
    """Make the accused the actor of what he is accused of: «يتهم التحالف إيران بتزويد الحوثيين»."""
    for draft in drafts:
        if draft.absorbed or draft.actors or draft.kind == "verb" or draft.chunk <= accusation.chunk:
            continue
        between = sentence.chunks[accusation.chunk + 1 : draft.chunk + 1]
        if any(c.kind in (V, R, C) for c in between):
            return
        if sentence.chunks[draft.chunk].prep == "bi" or sentence.chunks[draft.chunk].joined:
            draft.add_actors(accusation.targets)


def _blamed_for(sentence: Sentence, judgement: Draft, drafts: Iterable[Draft]) -> None:
    """Who did what is condemned, praised or denied is whom it is aimed at: «ندد بالتهديدات الأميركية»."""
    for draft in drafts:
        if (
            draft is judgement
            or draft.kind == "verb"
            or not judgement.chunk <= draft.chunk <= judgement.clause_last
        ):
            continue
        if draft.unit > judgement.unit and judgement.sense.type == "CONCEDE":
            judgement.add_targets(draft.targets)  # «تراجعت عن تهديد موسكو»
            return
        if draft.unit > judgement.unit and draft.actors:
            if not one_sided(sentence, draft):
                judgement.add_targets(
                    a for a in draft.actors if all(a.entity.id != b.entity.id for b in judgement.actors)
                )
            return


def _taken_by(sentence: Sentence, capture: Draft, drafts: Iterable[Draft]) -> None:
    """Who takes ground made the attack named beside it: «استعادت القوات بعد هجوم عنيف السيطرة على»."""
    for draft in drafts:
        chunk = sentence.chunks[draft.chunk]
        if (
            draft.absorbed
            or draft.actors
            or draft.kind == "verb"
            or draft.sense.mode not in ("ground", "clash", "other")
        ):
            continue
        if capture.chunk < draft.chunk <= capture.clause_last and (
            chunk.relation in ("after", "while") or chunk.prep == "fi"
        ):
            draft.add_actors(capture.actors)


# Chunks between ground and the clause that says who holds it: «مناطق [واسعة] تسيطر عليها المعارضة».
_MAX_HELD = 6


def taken_from(sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Who holds the ground that is taken is whom it is taken from: «استعادة مناطق تسيطر عليها المعارضة»."""
    holds = [
        d
        for d in drafts
        if d.sense.type == "TERRITORY" and d.sense.mode == "hold" and d.kind == "verb" and d.actors
    ]
    for draft in drafts:
        if (
            draft.absorbed
            or draft.targets
            or draft.sense.type != "TERRITORY"
            or draft.sense.mode not in _TAKING
        ):
            continue
        for hold in holds:
            between = sentence.chunks[draft.chunk + 1 : hold.chunk]
            if (
                0 <= len(between) <= _MAX_HELD
                and hold.chunk > draft.chunk
                and all(c.kind in (NP, R, AUX, X) for c in between)
            ):
                draft.add_targets(
                    a for a in hold.actors if all(a.entity.id != b.entity.id for b in draft.actors)
                )
                break


_TAKING = frozenset(("recapture", "capture"))


def _drop_content(sentence: Sentence, directive: Draft, drafts: Iterable[Draft]) -> None:
    """Drop the acts that a demand, threat or promise is about; whom a threat is aimed at they say."""
    for draft in drafts:
        beside = draft.rule.startswith("companions:")  # «وقعا اتفاقا برعاية الأمم المتحدة»
        if draft is directive or beside:
            continue
        if draft.chunk >= directive.content_from and draft.unit > directive.unit:
            between = sentence.chunks[directive.content_from : draft.chunk]
            if not any(c.kind in (R, S, C) or (c.kind == V and c.joined) for c in between):
                if directive.sense.type == "THREATEN" and not directive.targets:
                    warned = _warned(directive, draft)
                    places = (f for _, f in draft.places if f.entity.is_actor)
                    directive.add_targets(warned or (*draft.targets, *places))
                    directive.places = [(role, f) for role, f in directive.places if not f.entity.is_actor]
                elif directive.sense.type == "REQUEST" and not directive.targets:
                    directive.add_targets(draft.actors)
                elif directive.sense.type in ("RETREAT", "CONCEDE") and not directive.targets:
                    directive.add_targets(draft.targets or draft.actors)
                if directive.sense.type in ("AGREE", "REQUEST", "REJECT"):
                    for role, filler in draft.places:
                        directive.add_place(role, filler)
                draft.absorbed = True


def _warned(warning: Draft, act: Draft) -> list[Filler]:
    """Return who would do what somebody warns of: «حذرت موسكو من عدوان أميركي على دمشق»."""
    if warning.sense.mode != "warn":
        return []
    return [a for a in act.actors if all(a.entity.id != b.entity.id for b in warning.actors)]


def make_symmetric(draft: Draft) -> None:
    """Give acts of several equal parties no target (codebook 2): who was killed in a clash fought in it."""
    if draft.sense.mode == "clash":
        draft.add_actors(t for t in draft.targets if t.entity.is_actor)
        draft.targets = []
    elif draft.sense.type == "CONSULT":
        draft.targets = []
