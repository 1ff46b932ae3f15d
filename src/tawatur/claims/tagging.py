"""Decides between verb and noun where a word can be both («قتل», «قصف», «تقدم»)."""

from __future__ import annotations

from collections.abc import Container, Sequence

from tawatur.claims.units import CUE, NOUN, PARTICLE, PUNCT, QUANTITY, TIME, VERB, Unit
from tawatur.lexicon.entries import Verb
from tawatur.lexicon.words import Reading

# Kinds of particles (data/function) behind which a verb stands, or a noun.
VERB_COMES = frozenset(("relative", "future", "possibility", "emphasis", "condition"))
NOUN_COMES = frozenset(("prep", "locative", "quantifier", "demonstrative"))


def tag(units: Sequence[Unit], spoken_of: Container[str] = ()) -> None:
    """Set `pos` of every undecided unit from what stands before and behind it.

    `spoken_of`: words in normal form that the report uses as place names somewhere («في دوما»).
    """
    for index, unit in enumerate(units):
        if unit.pos in (PUNCT, TIME, QUANTITY, CUE):
            continue
        if index > 1 and units[index - 1].norm == "،" and _stands_in_list(units, index):
            _read_as_name(unit)
        if unit.verbs and (_mere_command(units, index) or (unit.nouns and all(map(_rare, unit.verbs)))):
            unit.verbs = ()  # «سانا» is not "we would come to be"
            unit.pos = NOUN
        if unit.verbs and index and units[index - 1].norm.endswith("عبد") and unit.norm.startswith("ال"):
            unit.verbs, unit.nouns, unit.pos = (), (), NOUN  # «عبد الغني»
        if unit.particle is not None and _is_direction(units, index):
            unit.pos = NOUN
            unit.particle = None
        elif unit.particle is not None and not _particle_is_word(units, index, spoken_of):
            unit.pos = PARTICLE
        elif unit.pos == PARTICLE:
            unit.pos, unit.particle = NOUN, None
        elif unit.verbs and is_auxiliary(unit):
            unit.pos = VERB
        elif unit.verbs and (
            unit.nouns or unit.head or unit.actor or unit.place or unit.generic or unit.nationality
        ):
            unit.pos = VERB if _is_verb(units, index) else NOUN
        elif unit.pos == VERB and _lone_dual(units, index):
            unit.pos = NOUN  # «عددا كبيرا»
        elif unit.pos == VERB and _after_noun_expecter(units, index):
            unit.pos = NOUN  # «على وقع أنباء»; a guessed imperfect there is a name: «في يبرود»
        if unit.pos == PARTICLE and unit.word is not None and unit.last == unit.first + 1:
            _adopt(unit, next((r for r in unit.word.particles if r.entry is unit.particle), None))
        if unit.pos == VERB:
            if len(unit.verbs) > 1:
                unit.verbs = _fitting(units, index)
            _adopt(unit, unit.verbs[0] if unit.verbs else None)
        elif unit.pos == NOUN and unit.nouns and unit.actor is None and unit.place is None:
            if len(unit.nouns) > 1 and _tells(units, index):
                unit.nouns, unit.head = tuple(r for r in unit.nouns if r.kind == "active"), None
            _adopt(unit, unit.nouns[0])


def _stands_in_list(units: Sequence[Unit], index: int) -> bool:
    """Return whether a lone word behind a comma is one more name in a list of places: «الغرزة، وحرم، وربعان،».

    As a verb it would have a subject or object behind it.
    """
    if index >= len(units) - 2 or units[index + 1].norm != "،":
        return False
    unit, before, behind = units[index], units[index - 2], units[index + 2]
    if unit.article or unit.nouns:
        return False
    if not unit.norm.startswith("و") or unit.actor or unit.place or unit.generic or unit.particle:
        return False
    listed = before.place is not None or (before.joined and before.pos == NOUN and not before.nouns)
    return listed and (behind.joined or behind.norm.startswith("و"))


def _read_as_name(unit: Unit) -> None:
    """Read a word as a name with «و» before it."""
    unit.pos, unit.verbs = NOUN, ()
    if not unit.pro:
        unit.pro = "w"
        unit.start += 1


def _tells(units: Sequence[Unit], index: int) -> bool:
    """Return whether a word is the participle that goes on telling: «، مشيرة إلى», not "a field marshal"."""
    unit = units[index]
    if (
        unit.article
        or unit.preposition
        or not unit.norm.endswith(("ا", "ه", "ين"))
        or index + 1 >= len(units)
    ):
        return False
    behind_sign = index == 0 or units[index - 1].pos == PUNCT
    return (behind_sign or unit.joined) and any(
        r.kind == "active" and getattr(r.entry, "cue", None) is not None for r in unit.nouns
    )


def _is_direction(units: Sequence[Unit], index: int) -> bool:
    """Return whether a word of direction heads a place: «جنوبي سوريا», «شمال مدينة حلب»."""
    unit = units[index]
    if unit.generic is None and unit.word is not None and unit.word.generic is not None:
        unit.generic = unit.word.generic.entry  # «جنوب غربي البلاد» begins with a direction
    if unit.generic is None or unit.generic.kind not in ("direction", "relation") or index + 1 >= len(units):
        return False
    following = units[index + 1]
    return following.pos == NOUN and (
        following.place is not None or following.generic is not None or following.actor is not None
    )


def _rare(reading: Reading) -> bool:
    """Return whether news hardly has a verb form: women as subject («أبنّ», not «ابن»), "you", "let me"."""
    features = reading.features
    if features.aspect in ("imperative", "jussive") and features.person == 1 and features.number == "sg":
        return True
    return features.person == 2 or (features.number == "pl" and features.gender == "f")


# Words before which, and only before which, a form stands that is jussive or subjunctive alone.
_BEFORE_JUSSIVE = frozenset(
    ("لم", "ولم", "فلم", "لن", "ولن", "لا", "ولا", "ان", "بان", "كي", "حتي", "وان", "الا")
)


def _mere_command(units: Sequence[Unit], index: int) -> bool:
    """Return whether a word that can be something else is a verb only in a mood that nothing calls for."""
    unit = units[index]
    for reading in unit.verbs:
        if reading.features.aspect not in ("imperative", "jussive"):
            return False
    if not (
        unit.nouns
        or unit.actor
        or unit.place
        or unit.head
        or unit.generic
        or unit.particle
        or unit.nationality
    ):
        return False
    return not (index > 0 and units[index - 1].norm in _BEFORE_JUSSIVE) and not unit.pro.endswith("l")


def _fitting(units: Sequence[Unit], index: int) -> tuple[Reading, ...]:
    """Return the verb readings whose mood fits what stands before, all of them where none does."""
    unit = units[index]
    governed = (index > 0 and units[index - 1].norm in _BEFORE_JUSSIVE) or unit.pro.endswith("l")
    fitting = tuple(
        r
        for r in unit.verbs
        if r.features.aspect != "imperative" and (governed or r.features.aspect != "jussive")
    )
    third = tuple(r for r in fitting if r.features.person == 3)  # «هددت» is "she", seldom "I" or "you"
    return third or fitting or unit.verbs


def _adopt(unit: Unit, reading: Reading | None) -> None:
    """Take the clitics of the reading decided on."""
    if reading is None or reading.pro == unit.pro:
        if reading is not None:
            unit.enclitic = reading.enclitic
        return
    unit.start += len(reading.pro) - len(unit.pro)
    unit.pro, unit.article, unit.enclitic = reading.pro, reading.article, reading.enclitic


def _particle_is_word(units: Sequence[Unit], index: int, spoken_of: Container[str]) -> bool:
    """Return whether a word that can be a particle is used as a verb or noun here («بعد», «كان», «فقد»)."""
    unit = units[index]
    particle = unit.particle
    if particle is None or not (unit.verbs or unit.nouns or unit.actor or unit.place):
        return False
    following = units[index + 1] if index + 1 < len(units) else None
    if particle.slot == "bidam" and unit.nouns and _after_accusation(units, index):
        return True  # «اتهم واشنطن بدعم التنظيمات»
    if is_auxiliary(unit):
        return True  # «كان», spelled like «كأن»
    if particle.kind == "quantifier" and unit.nouns and _described_behind(units, index):
        return True  # «مجموعة مسلحة»
    if particle.kind == "adverb" and unit.nouns and index and units[index - 1].pos == QUANTITY:
        return True  # «13 عسكريا»
    if unit.place is not None and particle.kind not in ("prep", "locative", "subordinator"):
        return unit.norm in spoken_of or _names_place(
            units, index
        )  # «مدينة دوما», but «دوما» is "always" too
    if unit.norm in ("فقد", "وقد") and unit.verbs:
        # «فقد قتل» is the particle, «فقد السيطرة» the verb "lost".
        return not (following is not None and following.verbs)
    return False


def _after_accusation(units: Sequence[Unit], index: int) -> bool:
    """Return whether a verb or noun of accusing stands before: what follows is what somebody is accused of."""
    for unit in units[max(0, index - 9) : index]:
        for reading in (*unit.verbs, *unit.nouns):
            cue = getattr(reading.entry, "cue", None)
            if cue is not None and cue.stance == "accuses":
                return True
    return False


def _described_behind(units: Sequence[Unit], index: int) -> bool:
    """Return whether an adjective in the feminine follows a word that could also only count."""
    if index + 1 >= len(units):
        return False
    following = units[index + 1]
    return (
        following.pos == NOUN
        and not following.pro
        and units[index].norm.endswith("ه")
        and following.norm.endswith("ه")
    )


def _names_place(units: Sequence[Unit], index: int) -> bool:
    """Return whether a place is named at `index`: behind a generic word, a preposition or a place in a list."""
    if units[index].preposition:
        return True
    before = units[index - 1] if index else None
    if before is None:
        return False
    return before.generic is not None or before.place is not None or _kind(before) in ("prep", "locative")


def _after_noun_expecter(units: Sequence[Unit], index: int) -> bool:
    unit = units[index]
    if unit.preposition:
        return True
    before = units[index - 1] if index else None
    if before is None or before.pos != PARTICLE or before.enclitic:
        return False
    return all(p.kind in ("prep", "locative") and not p.person for p in before.particles)


def _kind(unit: Unit) -> str:
    return unit.particle.kind if unit.particle is not None else ""


def _is_verb(units: Sequence[Unit], index: int) -> bool:
    unit = units[index]
    if unit.article or unit.preposition == "bi" or unit.preposition == "ka" or _his_own(unit):
        return False
    if _tanwin_not_dual(units, index):
        return False
    if unit.preposition == "li":
        return any(r.features.aspect in ("imperfect", "subjunctive", "jussive") for r in unit.verbs)
    if any("s" in r.pro for r in unit.verbs):
        return True
    before = _before(units, index)
    following = units[index + 1] if index + 1 < len(units) else None
    if before is None or before.pos == PUNCT:
        return _opens_clause(unit, following) and not _governed_masdar(units, index)
    if before.pos == PARTICLE and unit.joined:
        return _joined_verb(units, index, following)
    if before.pos == PARTICLE:
        return _after_particle(before) and not (_kind(before) == "adverb" and _governed_masdar(units, index))
    if before.pos == VERB:
        return (is_auxiliary(before) and not unit.joined) or (unit.joined and _opens_clause(unit, following))
    if unit.joined:
        return _joined_verb(units, index, following)
    if _governed_masdar(units, index):
        return False
    if before.pos == TIME:
        return not _inside_noun_context(units, index)
    return _after_noun(before, unit, following)


def _his_own(unit: Unit) -> bool:
    """Return whether a word with a pronoun is a verbal noun, its verb having no object: «استقالته», «انسحابها»."""
    if not any(r.kind == "masdar" and r.enclitic for r in unit.nouns):
        return False
    return all(r.enclitic and isinstance(r.entry, Verb) and _intransitive(r.entry) for r in unit.verbs)


def _intransitive(verb: Verb) -> bool:
    frames = [*(s.frame for s in verb.senses), *([verb.light] if verb.light else [])]
    return bool(verb.senses) and verb.cue is None and not any("obj" in frame for frame in frames)


# Words between a verb and the verbal noun that is its object («نفى المتحدث باسم الجيش، الأربعاء، قصف»).
_MAX_GOVERNED = 8


def _governed_masdar(units: Sequence[Unit], index: int) -> bool:
    """Return whether a word is the verbal noun that the verb before its subject governs: «نفى الجيش قصف القرية».

    No second verb stands there without a conjunction, unless in a relative clause.
    """
    unit = units[index]
    if unit.joined or not any(r.kind == "masdar" for r in unit.nouns):
        return False
    for place in range(index - 1, max(-1, index - _MAX_GOVERNED - 1), -1):
        other = units[place]
        if other.pos == VERB:
            behind_relative = place > 0 and _kind(units[place - 1]) in ("relative", "subordinator")
            return (
                place < index - 1
                and not is_auxiliary(other)
                and not behind_relative
                and _governs_masdar(other)
            )
        if other.pos == PUNCT and other.norm in "،," and not _beside_time(units, place):
            return False
        if other.pos == PUNCT and other.norm not in '،,"«»':
            return False
        if other.pos == PARTICLE and _kind(other) not in (
            "prep",
            "locative",
            "demonstrative",
            "quantifier",
            "adverb",
        ):
            return False
        if other.pos == CUE:
            return False
    return False


def _governs_masdar(unit: Unit) -> bool:
    """Return whether a verb of telling or doing may have a verbal noun as its object."""
    return any(
        getattr(r.entry, "cue", None) is not None or getattr(r.entry, "factuality", None) is not None
        or "obj" in (getattr(r.entry, "light", None) or {})
        for r in unit.verbs
    )  # fmt: skip


def _beside_time(units: Sequence[Unit], place: int) -> bool:
    """Return whether a comma sets off a time: «نفت، الأربعاء، توصلها»."""
    return any(0 <= p < len(units) and units[p].pos == TIME for p in (place - 1, place + 1))


def _tanwin_not_dual(units: Sequence[Unit], index: int) -> bool:
    """Return whether a final alef is a noun's accusative, not a verb's dual: «استهدفت الضربة تجمعا»."""
    unit = units[index]
    if not unit.norm.endswith("ا") or any(r.features.number != "du" for r in unit.verbs):
        return False
    if not any(r.features.state == "indefinite" for r in unit.nouns):
        return False
    before = _before(units, index)
    if before is None or _kind(before) in ("subordinator", "condition"):
        return True  # «إن قصفا»
    return not (before.norm.endswith(("ان", "ين")) or (before.joined and before.pos == NOUN))


def _lone_dual(units: Sequence[Unit], index: int) -> bool:
    """Return whether a word is a verb only in the dual, with no two before it to be its subject."""
    unit = units[index]
    if not unit.verbs or any(r.features.number != "du" or r.features.aspect != "perfect" for r in unit.verbs):
        return False
    return not any(
        u.norm.endswith(("ان", "ين", "هما")) or (u.joined and u.pos == NOUN)
        for u in units[max(0, index - 4) : index]
    )


def _before(units: Sequence[Unit], index: int) -> Unit | None:
    """Return the unit before, quotation marks passed over."""
    index -= 1
    while index >= 0 and units[index].pos == PUNCT and units[index].norm in "\"«»“”'":
        index -= 1
    return units[index] if index >= 0 else None


def _opens_clause(unit: Unit, following: Unit | None) -> bool:
    """Return whether a word that may be a verb is one at the head of a clause: no name, nothing relative behind."""
    if unit.actor is not None or (unit.head is not None and not unit.verbs[0].entry.senses):  # type: ignore[attr-defined]
        return False
    return following is None or following.pos != PARTICLE or _kind(following) != "relative"


def _purpose_of(unit: Unit) -> bool:
    """Return whether a particle of purpose governs a verbal noun: «بهدف استعادة», but «بهدف أن يستعيد»."""
    particle = unit.particle
    if particle is None or particle.relation != "purpose" or unit.last > unit.first + 1:
        return False
    return unit.norm.startswith("ب")


def _after_particle(before: Unit) -> bool:
    kind = _kind(before)
    if before.norm.lstrip("وف") == "حيث":
        return True  # «حيث تواصل القوات»
    if before.particle is not None and before.particle.relation in ("partitive", "nominal"):
        return False
    if kind in VERB_COMES:
        return True
    if kind in NOUN_COMES or _purpose_of(before):
        return False
    kinds = {p.kind for p in before.particles}
    if ("prep" in kinds and "relative" not in kinds) or kinds == {"locative"}:
        return False
    if before.norm.lstrip("وف") == "ان":  # أن before a verb, إن before a noun; unvocalised the same
        return True
    return kind in ("subordinator", "conj", "negation", "adverb")


def is_auxiliary(verb: Unit) -> bool:
    """Return whether a verb is «كان» or one of its sisters."""
    for reading in verb.verbs:
        if reading.entry.id in _AUXILIARIES:  # type: ignore[attr-defined]
            return True
    return False


_AUXILIARIES = frozenset(
    "kana zalla baqiya laysa zala asbaha kada badaa akhadha bata sara_become amsa adha".split()
)


def _joined_verb(units: Sequence[Unit], index: int, following: Unit | None) -> bool:
    """«وقتل خمسة» is a verb; «بقصف القرى وقتل المدنيين» goes on with verbal nouns."""
    if following is not None and (following.pos == QUANTITY or not following.article):
        return True
    for earlier in reversed(units[max(0, index - 7) : index]):
        if earlier.pos in (VERB, PUNCT):
            return True
        if earlier.pos == NOUN and any(r.kind == "masdar" for r in earlier.nouns) and not earlier.article:
            return False
    return True


def _inside_noun_context(units: Sequence[Unit], index: int) -> bool:
    return any(
        u.pos == PARTICLE and _kind(u) in ("prep", "locative") for u in units[max(0, index - 2) : index - 1]
    )


def _after_noun(before: Unit, unit: Unit, following: Unit | None) -> bool:
    """Behind a noun: a definite one or a name may be the subject, a bare one governs a genitive."""
    if not before.article and any(r.enclitic and r.features.aspect == "perfect" for r in unit.verbs):
        # «هجوم شنه الحوثيون»: a relative clause, whose pronoun stands for the noun before.
        return (
            following is not None
            and following.pos == NOUN
            and (following.article or following.actor is not None or following.head is not None)
        )
    definite = before.article or before.actor is not None or before.place is not None or bool(before.enclitic)
    if not definite and before.nationality is None:
        return before.word is not None and before.word.guess == "noun" and not _construct(before)
    adjective = following is not None and following.pos == NOUN and following.nationality is not None
    return not adjective or (following is not None and following.article)


def _construct(unit: Unit) -> bool:
    return bool(unit.nouns) or unit.head is not None or unit.generic is not None
