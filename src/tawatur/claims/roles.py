"""Puts the fillers of a clause into the roles that a trigger's frame gives their slots."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import NP
from tawatur.claims.drafts import Draft
from tawatur.claims.entities import PEOPLE, Entity
from tawatur.claims.fillers import Clause, Filler
from tawatur.claims.quantities import is_counted
from tawatur.claims.senses import MORTAL, classes_of, is_event, may_be_name
from tawatur.claims.sentence import Sentence
from tawatur.claims.slots import slot_of
from tawatur.claims.units import Unit
from tawatur.lexicon.entries import Nominal, Sense

# Types whose acts fall on ground: a named place that is aimed at is a place there, not a target (codebook 3).
ON_GROUND = frozenset(("ASSAULT", "TERRITORY", "HARM", "RETREAT", "MOBILIZE", "COERCE", "PROTEST"))


_PLACE_ROLES = {"place": "at", "from": "from", "to": "to"}


def fill_roles(draft: Draft, clause: Clause, sentence: Sentence) -> None:
    """Put the fillers of a clause into the roles that the frame gives their slots."""
    sense = draft.sense
    draft.times = list(clause.times)
    draft.clause_last = clause.last
    for slot, fillers in clause.slots.items():
        role = _role_of(draft, slot)
        if slot == "obj" and role == "none" and sense.words:
            _idiom_object(draft, fillers, sentence)
        for filler in fillers:
            if sense.type == "ASSAULT" and slot == "bi" and not draft.actors:
                _owner_of_means(draft, filler, sentence)
            if _is_where(draft, slot, role, filler.entity, clause) or _is_whole(
                draft, slot, filler, sentence
            ):
                fill_role(draft, "place", filler, sentence)
            elif role == "source":
                if (
                    filler.entity.cls in _ARMED
                    and not filler.entity.is_place
                    and _is_own(sentence, draft, filler)
                ):
                    draft.add_actors([filler])
            elif not _is_bearing(sentence, filler):
                fill_role(draft, role, filler, sentence)
    _aimed_at_doer(draft, clause, sentence)


def _is_own(sentence: Sentence, draft: Draft, filler: Filler) -> bool:
    """Return whether «من» or «لـ» is an act's own, not that of a word between: «بإسناد من», «المنتمي لـ»."""
    place = filler.chunk - 1
    while place > draft.chunk and sentence.chunks[place].kind == NP:
        chunk = sentence.chunks[place]
        last = sentence.units[chunk.last - 1]
        participle = bool(last.nouns) and all(r.kind in ("active", "passive") for r in last.nouns)
        if participle or sentence.units[chunk.head].names_act:
            return False
        if not chunk.joined or chunk.prep:
            break
        place -= 1  # «بإسناد جوي ومدفعي من التحالف»
    return True


def _role_of(draft: Draft, slot: str) -> str:
    """Return the role that a slot has in the frame of a draft's sense, or by itself; "" where none."""
    sense = draft.sense
    role = sense.frame.get(slot, "")
    if slot == "agent" or (slot == "adj" and not role):
        return "actor"
    if role:
        return role
    if slot in ("fi", "locative", "inda"):
        return "place"
    if slot == "of":
        return "actor" if "subj" in sense.frame or not sense.frame else "none"
    if slot == "min" and sense.mode == "siege" and draft.kind == "nominal":
        return "source"  # «حصار من قوات الدعم السريع»
    if sense.type != "ASSAULT":
        return ""
    if slot == "nahw":
        return "place"
    named = slot == "li" and draft.kind == "nominal"  # «غارات لمقاتلات التحالف»
    return "source" if named or (slot == "min" and draft.kind in ("nominal", "masdar")) else ""


def _is_where(draft: Draft, slot: str, role: str, entity: Entity, clause: Clause) -> bool:
    """Return whether a place is where the act was, whatever the frame says: «قتل بالرياض».

    A capital behind an attack aimed at nobody is not its state: «هجمات باريس», but «هجمات دمشق على حلب».
    """
    if not entity.is_place:
        return False
    if slot == "bi":
        return entity.named and role not in ("target", "actor", "party")
    if slot in ("bayn", "ala") and role == "" and draft.sense.type in ON_GROUND:
        return entity.cls in ("place", "area")  # «بين سرت ومصراتة», «على طريق حلب دمشق»
    city = entity.cls == "state" and entity.place_id not in (None, entity.id)
    aimed = any(s in clause.slots for s in ("ala", "did"))
    return slot == "of" and city and draft.kind == "nominal" and draft.sense.type == "ASSAULT" and not aimed


def _is_whole(draft: Draft, slot: str, filler: Filler, sentence: Sentence) -> bool:
    """Return whether a place is what the ground before it is part of: «أجزاء أخرى من العاصمة»."""
    if slot != "min" or draft.sense.type not in ON_GROUND or not filler.entity.is_place or filler.chunk == 0:
        return False
    before = sentence.chunks[filler.chunk - 1]
    near = sentence.units[before.last - 1].norm in ("قريب", "قريبه")  # «منطقة قريبة من حدود الأردن»
    if before.kind != NP or sentence.chunks[filler.chunk].joined or near:
        return False
    head = sentence.units[before.head]
    part = any(getattr(r.entry, "cls", "") == "ground" for r in head.nouns)
    return part or (before.quantity >= 0 and filler.entity.generic_word in _SURFACE)


# Ground by the square kilometre: «1200 كيلومتر مربع من أراضي الجولان».
_SURFACE = frozenset(("aradi", "masaha"))


def _is_bearing(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a phrase only says from which side: «من جهة الغرب»."""
    behind = filler.unit + 1
    if behind >= sentence.chunks[filler.chunk].last or sentence.units[filler.unit].norm != "جهه":
        return False
    generic = sentence.units[behind].generic
    return generic is not None and generic.kind == "direction"


def _aimed_at_doer(draft: Draft, clause: Clause, sentence: Sentence) -> None:
    """Aim at who would do what is refused, thwarted or allowed: «رفض وجود القوات», «أحبط محاولة انتحاري»."""
    if draft.targets or draft.sense.type not in _OF_DOERS:
        return
    for slot, fillers in clause.slots.items():
        if draft.sense.frame.get(slot) in ("topic", "content", "event"):
            for filler in fillers:
                if not filler.entity.is_actor:
                    draft.add_targets(
                        d
                        for d in doer_of(sentence, filler)
                        if all(d.entity.id != a.entity.id for a in draft.actors)
                    )


def _idiom_object(draft: Draft, fillers: Sequence[Filler], sentence: Sentence) -> None:
    """Take what stands behind the noun of an idiom for the target: «أطلق سراح المعتقلين», «ألقى القبض على»."""
    if draft.sense.frame.get("obj2") == "target":
        draft.add_targets(f for f in fillers if f.entity.cls in MORTAL)  # «استخدام المدنيين دروعا بشرية»
        return
    for filler in fillers:
        last = sentence.chunks[filler.chunk].last
        following = filler.chunk + 1
        if filler.unit + 1 < last:
            draft.add_targets([Filler(filler.chunk, filler.unit + 1, sentence.entity(filler.unit + 1, last))])
        elif (
            following < len(sentence.chunks)
            and sentence.chunks[following].kind == NP
            and not sentence.chunks[following].prep
        ):
            draft.add_targets(sentence.coordinated(following, range(following + 1, len(sentence.chunks))))


_ARMED = frozenset(("force", "group", "aircraft", "drone", "fighter"))


_WEAPONS = frozenset(("gunfire", "missile", "shell", "bomb", "weapon", "drone", "aircraft"))


def _owner_of_means(draft: Draft, filler: Filler, sentence: Sentence) -> None:
    """Take whose weapon it was for the actor: «قتل برصاص قوات الاحتلال», «أصيب بنيران إسرائيلية»."""
    if _WEAPONS.isdisjoint(classes_of(filler, sentence)):
        return
    if filler.entity.rule.startswith("owner:"):
        draft.add_actors([filler])  # «استهدفت مسيرة تابعة للجيش»
        return
    chunk = sentence.chunks[filler.chunk]
    for index in range(filler.unit + 1, chunk.last):
        unit = sentence.units[index]
        if unit.actor is not None or unit.head is not None:
            draft.add_actors([Filler(filler.chunk, index, sentence.entity(index, chunk.last))])
            return
        if unit.nationality is not None:
            draft.add_actors([Filler(filler.chunk, index, sentence.describer.adjective(unit, index))])
            return


# Things besides ground that can be taken and held; bare ground («مناطق») is no target.
_HELD = frozenset(("facility", "building", "site", "infrastructure", "weapon", "vehicle", "ship"))


def fill_role(draft: Draft, role: str, filler: Filler, sentence: Sentence) -> None:
    """Put one phrase into a role of an act, or where it belongs instead: a place aimed at is a place."""
    if role in ("actor", "party", "target") and _is_nobody(sentence, filler):
        return
    if role in _PLACE_ROLES:
        _fill_place(draft, role, filler, sentence)
    elif role in ("actor", "party"):
        _fill_actor(draft, filler, sentence)
    elif role == "target":
        _fill_target(draft, filler, sentence)
    elif role == "means" and not draft.actors:
        _owner_of_means(draft, filler, sentence)
    elif role in ("content", "topic", "event"):
        if draft.sense.type in ("REQUEST", "REJECT"):
            _place_demanded(draft, filler, sentence)
        if role != "content":
            return
        draft.content_from = filler.chunk if draft.content_from < 0 else min(draft.content_from, filler.chunk)


def _fill_place(draft: Draft, role: str, filler: Filler, sentence: Sentence) -> None:
    entity = filler.entity
    if entity.is_place:
        draft.add_place(_PLACE_ROLES[role], filler)
    if role == "place":
        if draft.sense.mode in ("suicide", "ied") and not draft.targets:
            draft.add_targets(_premises_at(sentence, filler))
    elif not entity.is_place and draft.sense.type != "MOBILIZE":
        draft.add_targets([filler] if entity.is_actor else doer_of(sentence, filler))  # «من أيدي الفصائل»


def _premises_at(sentence: Sentence, filler: Filler) -> list[Filler]:
    """Return the premises in or at which a bomb goes off: «تفجير انتحاري في مسجد», «فجر نفسه داخل المقر»."""
    chunk, premises = sentence.chunks[filler.chunk], filler
    generic = sentence.units[filler.unit].generic
    inside = generic is not None and generic.id == "dakhil" and filler.unit + 1 < chunk.last
    if inside:
        premises = Filler(filler.chunk, filler.unit + 1, sentence.entity(filler.unit + 1, chunk.last))
    near = inside or chunk.prep in ("fi", "inda")
    return [premises] if near and premises.entity.cls in ("facility", "building", "site") else []


def _fill_actor(draft: Draft, filler: Filler, sentence: Sentence) -> None:
    entity = filler.entity
    parties = _the_two(sentence, filler)
    if parties:
        draft.actors += [p for p in parties if all(p.entity.id != a.entity.id for a in draft.actors)]
        return
    acts = entity.is_actor or entity.cls in _MACHINES or may_be_name(sentence.units[filler.unit], entity)
    if acts or (entity.is_place and draft.sense.type not in ON_GROUND):
        draft.add_actors([filler])
    elif entity.is_place:
        draft.add_place("at", filler)


def _the_two(sentence: Sentence, filler: Filler) -> list[Filler]:
    """Return the two parties spoken of last, with the words «الطرفان», that mean them; [] for other words."""
    if not _is_dual(sentence, filler):
        return []
    start, end = filler.entity.start, filler.entity.end
    return [
        Filler(
            filler.chunk, filler.unit + place, party.but(start=start, end=end, rule="parties"), pronoun=True
        )
        for place, party in enumerate(sentence.describer.memory.parties())
    ]


def _fill_target(draft: Draft, filler: Filler, sentence: Sentence) -> None:
    entity, sense = filler.entity, draft.sense
    if entity.role_word in _COUNTRIES and entity.rule == "compose:head":
        return  # «مناطق من البلاد»: whose they are is not known
    parties = _the_two(sentence, filler)
    if parties:
        draft.targets += [p for p in parties if all(p.entity.id != t.entity.id for t in draft.targets)]
        return
    prep = sentence.chunks[filler.chunk].prep
    if sense.type == "TERRITORY" and entity.role_word in _GROUNDS and not entity.is_place:
        return  # «السيطرة على مينائها»: ground that the report names elsewhere
    if sense.type in ON_GROUND and entity.cls in _HELD:
        _place_within(draft, filler, sentence)
    if (
        _is_measure(sentence, filler)
        or _is_distance(sentence, filler)
        or (sense.mode == "advance" and slot_of(sentence.chunks[filler.chunk]) in ("after", "nahw"))
    ):
        return
    if sense.type == "TERRITORY" and prep == "min" and not (entity.is_actor or entity.is_place):
        draft.add_targets(doer_of(sentence, filler))  # «من أيدي الفصائل», «من قبضة الجماعة»
    elif entity.cls in _HELD and entity.place_name and sense.type != "TERRITORY":
        draft.add_targets([filler])
        if (
            entity.place_id
            and sense.type in ON_GROUND
            and not any(f.chunk == filler.chunk for _, f in draft.places)
        ):
            draft.add_place("at", filler)  # «مستشفى المسيفرة»: there it was
    elif sense.type in ON_GROUND and entity.is_place and (not entity.is_actor or entity.cls == "state"):
        draft.add_place("at", filler)
    elif (entity.cls == "casualty" and prep == "bi") or _is_bare_ground(sense, entity):
        return  # «أصيبوا بجروح»
    elif sense.type in _OF_DOERS and not _stands_itself(entity) and (doers := doer_of(sentence, filler)):
        draft.add_targets(doers)  # «أحبط محاولة انتحاري», «نؤيد حق إسرائيل»
    elif sense.type not in ON_GROUND and (entity.cls == "attack" or is_event(sentence.units[filler.unit])):
        draft.add_targets(doer_of(sentence, filler))  # «انتقد فشل واشنطن», «تأييد ضربات التحالف»
    elif entity.cls == "attack" and draft.rule in _WARDING_OFF:
        draft.add_targets([_missiles(filler, sentence)])
    elif _is_meeting(sentence.units[filler.unit]):
        draft.add_targets([_those_who_meet(sentence, filler)])
    elif not entity.cls and sense.type in ON_GROUND and (doers := doer_of(sentence, filler)):
        draft.add_targets(doers)  # «القضاء على خطر الجماعات المسلحة», «استهدف تشييع مقاتلين»
    elif _can_be_aimed_at(sentence.units[filler.unit], entity):
        draft.add_targets([filler])


# Nouns of premises that are ground like a town.
_GROUNDS = frozenset(("port", "airport"))
# Role words for a country that nothing names.
_COUNTRIES = frozenset(("country", "state"))


def _place_within(draft: Draft, filler: Filler, sentence: Sentence) -> None:
    """Take the side of a place that a target's own phrase ends in: «مواقع جنوب شرق البوكمال»."""
    last = sentence.chunks[filler.chunk].last
    for index in range(filler.unit + 1, last - 1):
        generic = sentence.units[index].generic
        if generic is not None and generic.kind in ("direction", "relation"):
            entity = sentence.entity(index, last)
            if entity.is_place:
                draft.add_place("at", Filler(filler.chunk, index, entity))
            return


# Verbs of air defence: what they ward off is their target (codebook 2).
_WARDING_OFF = frozenset(("verbs:tasadda", "verbs:itarada"))


def _missiles(filler: Filler, sentence: Sentence) -> Filler:
    """Return an attack that is warded off as what it was made with: «تصدى لهجوم صاروخي» met missiles."""
    modes = {r.entry.sense.mode for r in sentence.units[filler.unit].nouns if isinstance(r.entry, Nominal)}
    thing = "missiles" if "missile" in modes else "drones" if "drone" in modes else ""
    return Filler(filler.chunk, filler.unit, filler.entity.but(id=thing or filler.entity.id), filler.pronoun)


def _is_meeting(unit: Unit) -> bool:
    return any(isinstance(r.entry, Nominal) and r.entry.sense.type == "CONSULT" for r in unit.nouns)


def _those_who_meet(sentence: Sentence, filler: Filler) -> Filler:
    """Return a meeting that is struck as those who hold it: «استهدفت الضربة اجتماعا لقيادات الحركة»."""
    doers = doer_of(sentence, filler)
    behind = filler.chunk + 1
    if not doers and behind < len(sentence.chunks) and sentence.chunks[behind].prep == "li":
        doers = [sentence.filler(behind)]
    if not doers or not doers[0].entity.is_actor:
        return filler
    held = filler.entity.but(id=doers[0].entity.id, cls="site", rule=f"owner:{doers[0].entity.rule}")
    return Filler(filler.chunk, filler.unit, held, filler.pronoun)


def _stands_itself(entity: Entity) -> bool:
    """Return whether an actor or thing is meant itself, not whoever is named in its phrase: «سفينة تركية»."""
    return entity.is_actor or entity.cls in _HELD


def _is_bare_ground(sense: Sense, entity: Entity) -> bool:
    """Return whether a phrase is only ground («مناطق»), or nothing that can be taken."""
    if sense.type in ON_GROUND and entity.cls in ("area", "ground") and entity.rule == "nouns":
        return True
    return sense.type == "TERRITORY" and not (entity.is_actor or entity.cls in _HELD)


def _place_demanded(draft: Draft, filler: Filler, sentence: Sentence) -> None:
    """Take the place that what is asked for has as its genitive: «دعا إلى مغادرة الأحياء الشرقية»."""
    last = sentence.chunks[filler.chunk].last
    for index in range(filler.unit + 1, last):
        if sentence.units[index].place is not None or sentence.units[index].generic is not None:
            entity = sentence.entity(index, last)
            if entity.is_place and not entity.is_actor:
                draft.add_place("at", Filler(filler.chunk, index, entity))
            return
    _place_of_moving(draft, filler, sentence)


def _place_of_moving(draft: Draft, filler: Filler, sentence: Sentence) -> None:
    """Take where what is demanded or refused would go or be: «نقل المقاتلين إلى القلمون», «وجود قوات في سوريا»."""
    told = "to"
    for number in range(filler.chunk + 1, len(sentence.chunks)):
        chunk = sentence.chunks[number]
        role = _OF_MOVING.get(chunk.prep)
        place = sentence.filler(number) if chunk.kind == NP else None
        if place is None or not (role or chunk.prep == "bi" or (chunk.joined and not chunk.prep)):
            return
        if place.entity.is_place and place.entity.named:
            told = role or told
            if chunk.prep == "bi" or (told == "to" and place.entity.is_actor):
                return  # «طالبت بتسليمه إلى بريطانيا»: to a state
            draft.add_place(told, place)
        elif role:
            return


_OF_MOVING = {"ila": "to", "fi": "at", "min": "from"}


# Types aimed at whoever does, has or wants what their object names.
_OF_DOERS = frozenset(("SUPPORT", "ACCUSE", "REJECT", "COERCE", "CONCEDE"))


def doer_of(sentence: Sentence, filler: Filler) -> list[Filler]:
    """Return the actor that the noun of an act names as its doer: «فشل واشنطن»."""
    last = sentence.chunks[filler.chunk].last
    for index in range(filler.unit + 1, last):
        unit = sentence.units[index]
        if (
            unit.actor is not None
            or unit.head is not None
            or unit.is_any(MORTAL)
        ):
            entity = sentence.entity(index, last)
            return [Filler(filler.chunk, index, entity)] if entity.is_actor else []
    return []


# What acts on behalf of those who man it: «قصفت الطائرات», «دبابات الجيش».
_MACHINES = frozenset(("aircraft", "vehicle", "ship", "drone"))


def _can_be_aimed_at(unit: Unit, entity: Entity) -> bool:
    """Return whether a phrase can be a target: no act, and no bare adjective or adverb («متجهة», «حكوميا»)."""
    if entity.cls:
        return not is_event(unit) or entity.cls != "attack"
    if any(r.kind in ("masdar", "nominal", "active", "passive") for r in unit.nouns):
        return False
    return bool(unit.nouns) or not _may_be_adjective(unit, entity.last == entity.first + 1)


def _may_be_adjective(unit: Unit, lone: bool = False) -> bool:
    """Return whether a word the lexicon does not know has the form of an adjective: «كبيرا», «عنيف», «متعمدا».

    A nisba, a participle in the accusative, or the pattern فعيل. `lone`: the word is all of its phrase, so
    that it is no given name.
    """
    word = unit.norm[1:] if unit.joined else unit.norm
    bare = word.removesuffix("ا")
    if word.endswith("يا") or (lone and word.endswith("يه" if unit.article else "ي")):
        return True  # «الأمنية», «هستيري»; not «فادي البطش»
    if bare != word and bare.startswith("م") and len(bare) > 3:
        return True
    return not unit.article and len(bare) == 4 and bare[2] == "ي" and bare[0] not in "اآ"


def _is_nobody(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a phrase is «أي جهة», «أي من الأطراف»: none in particular, but «لم يقتل أي جندي»."""
    chunk = sentence.chunks[filler.chunk]
    if filler.unit != chunk.head:
        return False  # «أي هجوم أميركي»: whose it would be is known
    before = sentence.chunks[filler.chunk - 1] if filler.chunk else None
    if before is not None and before.negated and filler.entity.cls in PEOPLE:
        return False
    return any(u.norm.lstrip("ول") == "اي" for u in sentence.units[chunk.first : filler.unit])


def _is_dual(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a phrase is «الطرفان», «الجانبين»: the two spoken of last."""
    norm = sentence.units[filler.unit].norm
    return filler.entity.id in ("warring-parties", "parties") and norm.endswith(("ان", "ين"))


def _is_distance(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a phrase only says how far: «على مسافة أمتار», «على بعد كيلومترات»."""
    return sentence.units[filler.unit].norm.removeprefix("ال") in ("مسافه", "بعد", "مقربه", "مشارف", "مراي")


def _is_measure(sentence: Sentence, filler: Filler) -> bool:
    """Return whether a phrase is a distance, share or date: «على مسافة 250 مترا»."""
    place = sentence.chunks[filler.chunk].quantity
    return (
        place >= 0
        and not is_counted(sentence.units[place])
        and filler.entity.cls not in PEOPLE
        and not (filler.entity.place_id and sentence.chunks[filler.chunk].relation != "far")
    )
