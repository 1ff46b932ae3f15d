"""The mode of an act, refined by the means, the actors and the words around its trigger (codebook 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tawatur.claims.drafts import Draft
from tawatur.claims.fillers import Filler
from tawatur.claims.senses import classes_of
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import Unit
from tawatur.lexicon.entries import Nominal, Verb
from tawatur.text.normal import normalize

# Means → mode of ASSAULT: a bare «قصف» is shelling unless aircraft are named. The first that is named wins.
_BY_MEANS = (
    ("chemical", "chemical"),
    ("drone", "drone"),
    ("suicide", "suicide"),
    ("aircraft", "airstrike"),
    ("missile", "missile"),
    ("shell", "shelling"),
    ("bomb", "ied"),
)
# Modes that means may refine, and the modes that they may become; the others say enough by themselves.
_REFINABLE = {
    "other": frozenset(("chemical", "drone", "suicide", "airstrike", "missile", "shelling", "ied")),
    "shelling": frozenset(("chemical", "drone", "airstrike", "missile")),
    "airstrike": frozenset(("chemical", "drone")),
    "missile": frozenset(("chemical", "airstrike", "drone")),
    "ground": frozenset(("chemical", "drone", "suicide", "airstrike", "missile", "ied")),
    "ied": frozenset(("suicide",)),
}
_MANNERS = frozenset(mode for _, mode in _BY_MEANS)
# What «القصف» and «الهجوم» may have been where nothing is said again: bombing is from the air or is not.
_TOLD_BEFORE = {**_REFINABLE, "shelling": frozenset(("airstrike",))}
# Adjectives of an act that name its means, by how they begin («هجوم صاروخي», «قصف مدفعي»).
_ADJECTIVES = {
    "كيماوي": "chemical",
    "كيميا": "chemical",
    "كيمياو": "chemical",
    "انتحاري": "suicide",
    "استشهادي": "suicide",
    "جوي": "aircraft",
    "صاروخي": "missile",
    "باليستي": "missile",
    "مدفعي": "shell",
}
_BEGINNINGS = tuple(_ADJECTIVES)
# Words within a phrase that tell the means, whatever its head is («دفعة من الصواريخ», «نيران الدبابات»):
# barrels are dropped from aircraft.
_BY_WORD = (
    (("برميل", "براميل"), "aircraft"),
    (("صاروخ", "صواريخ"), "missile"),
    (("مدفع", "مدافع", "دباب", "هاون", "راجم"), "shell"),
    (("غاز", "كيماوي", "كيميا"), "chemical"),
)
# «القوات الجوية» and «سلاح الجو» fly; «الدفاع الجوي» and «القاعدة الجوية» do not.
_AIR_DEFENCE = ("دفاع", "مضاد", "قاعد", "مطار")
_AIR = frozenset(("طيران", "طاءرات", "طاءره", "مقاتلات"))  # «طيران التحالف», whoever it belongs to
# «فجر نفسه»: the one who acts is the bomb.
_ONESELF = ("نفس", "انفس")
# An attack on one of these, and on nobody armed, is no ground assault but violence without further kind;
# of civilians only where no place is attacked, for an offensive has victims too.
_CIVIL_THINGS = frozenset("building facility ship vehicle infrastructure media body".split())
_CIVILIANS = frozenset("civilian crowd official".split())
_ARMED = frozenset("force group fighter".split())
# Slots of a verb, and phrases behind a noun, that tell the means («قصف من الطائرات», «إصابته جراء لغم»).
_MEANS_SLOTS = ("bi", "subj", "agent", "fi", "cause", "means")
_MEANS_PHRASES = frozenset(("bi", "min", "agent", "cause", "means"))
# Verbs (ids) that govern «السيطرة» and say that it comes back, is lost, or is.
_REGAINING = frozenset(("istaada", "aada", "aada_fil", "istaradda"))
_LOSING = frozenset(("faqada", "khasira"))
_BEING_UNDER = frozenset(("khadaa", "waqaa", "kharaja"))


class ToldModes:
    """How the acts told so far in one report were done, for «الهجوم» and «القصف» that come back to them."""

    __slots__ = ("last",)

    def __init__(self) -> None:
        self.last = ""

    def settle(self, sentence: Sentence, draft: Draft) -> str:
        """Return the draft's mode; an act that is only referred back to has that of the act told before."""
        mode = refined_mode(sentence, draft)
        if draft.sense.type != "ASSAULT":
            return mode
        if mode in _MANNERS and mode != "shelling":
            self.last = mode
        elif _refers_back(sentence, draft) and self.last in _TOLD_BEFORE.get(mode, ()):
            return self.last
        return mode


def _refers_back(sentence: Sentence, draft: Draft) -> bool:
    """Return whether a noun names an act as known: «الهجوم», «هذا القصف», with nobody new who did it."""
    return draft.kind in ("nominal", "masdar") and sentence.units[draft.unit].article


def refined_mode(sentence: Sentence, draft: Draft) -> str:
    """Return the draft's mode, more exact where its clause names a weapon, aircraft or what is hit."""
    sense = draft.sense
    if sense.type == "TERRITORY" and sense.mode == "capture" and draft.kind == "masdar":
        return _held_or_taken(sentence, draft)
    if sense.type == "CONSULT" and sense.mode in ("meeting", "other") and _by_phone(sentence, draft):
        return "phone"
    if sense.type != "ASSAULT" or sense.mode not in _REFINABLE or not sense.refine_mode:
        return sense.mode
    found = _means(sentence, draft)
    for means, mode in _BY_MEANS:
        if means in found and mode in _REFINABLE[sense.mode]:
            return mode
    at_sea = any("ship" in classes_of(f, sentence) for f in draft.targets)
    if sense.mode == "ground" and (draft.kind == "nominal" or at_sea) and _on_civil_target(sentence, draft):
        return "other"
    return sense.mode


def _by_phone(sentence: Sentence, draft: Draft) -> bool:
    """Return whether the clause of a talk says that it was by telephone: «بحث هاتفيا مع نظيره»."""
    behind = sentence.units[draft.unit + 1 : sentence.chunks[draft.clause_last].last]
    return any(unit.norm == "هاتفيا" for unit in behind)


def _means(sentence: Sentence, draft: Draft) -> set[str]:
    """Return the classes of means and actors in the clause: fillers, adjectives, reflexives."""
    last = sentence.chunks[draft.chunk].last
    behind = (u.norm.removeprefix("و").removeprefix("ال") for u in sentence.units[draft.unit + 1 : last])
    found = set(_by_adjective(behind))
    for filler in draft.actors:
        found |= _classes(sentence, filler)
    if draft.clause is not None:
        for slot in _MEANS_SLOTS:
            for filler in draft.clause.get(slot):
                found |= _classes(sentence, filler) | _of_act(sentence.units[filler.unit])
    else:
        for number in range(draft.chunk + 1, min(draft.clause_last + 1, len(sentence.chunks))):
            chunk = sentence.chunks[number]
            if chunk.kind == "NP" and not _MEANS_PHRASES.isdisjoint((chunk.prep, chunk.relation)):
                found |= _classes(sentence, sentence.filler(number))
    if _acts_on_oneself(sentence.units, draft.unit):
        found.add("suicide")
    return found


def _classes(sentence: Sentence, filler: Filler) -> set[str]:
    """Return the classes of a filler, and what its words say besides: bombers, air forces, barrels."""
    found = set(classes_of(filler, sentence))
    entity = filler.entity
    # The text, for a unit of several words has only the first as its norm.
    written = normalize(sentence.describer.text[entity.start : entity.end])
    words = [word.removeprefix("ال") for word in written.split()]
    if not any(w.startswith(_AIR_DEFENCE) for w in words):
        found.update(_by_adjective(words))
        drones = any(w.startswith("مسير") for w in words)
        if "جو" in words or (not drones and words and words[0] in _AIR):
            found.add("aircraft")
    for beginnings, cls in _BY_WORD:
        if any(w.startswith(beginnings) for w in words):
            found.discard("bomb")
            found.add(cls)
    if entity.id == "suicide-bomber":
        found.add("suicide")
    return found


def _of_act(unit: Unit) -> set[str]:
    """Return the means that the mode of an act in a slot tells («الغارة التي استهدفت المطار»)."""
    modes = {r.entry.sense.mode for r in unit.nouns if isinstance(r.entry, Nominal)}
    return {means for means, mode in _BY_MEANS if mode in modes}


def _by_adjective(words: Iterable[str]) -> Iterator[str]:
    """Yield the means that adjectives among words without article name."""
    for word in words:
        if word.startswith(_BEGINNINGS):
            for beginning, cls in _ADJECTIVES.items():
                if word.startswith(beginning):
                    yield cls


def _acts_on_oneself(units: Sequence[Unit], trigger: int) -> bool:
    """Return whether «نفسه», «أنفسهم» stands right behind a trigger or behind its subject."""
    return any(u.norm.startswith(_ONESELF) and len(u.norm) > 3 for u in units[trigger + 1 : trigger + 5])


def _on_civil_target(sentence: Sentence, draft: Draft) -> bool:
    classes: set[str] = set()
    for filler in draft.targets:
        classes |= classes_of(filler, sentence)
    if classes & _ARMED:
        return False
    return bool(classes & _CIVIL_THINGS) or (bool(classes & _CIVILIANS) and not draft.places)


def _held_or_taken(sentence: Sentence, draft: Draft) -> str:
    """Return what becomes of «السيطرة» by what governs it: taken unless regained, lost or simply there."""
    unit = sentence.units[draft.unit]
    governor = sentence.units[draft.unit - 1] if draft.unit else None
    if governor is None:
        return draft.sense.mode
    ids = _verb_ids(governor)
    if governor.norm == "تحت" or (unit.preposition == "li" and ids & _BEING_UNDER):
        return "hold"
    if ids & _REGAINING or ids & _LOSING:
        return "recapture" if ids & _REGAINING else "lose"
    return _by_verb_before(sentence, draft)


def _by_verb_before(sentence: Sentence, draft: Draft) -> str:
    """Return the mode that the verb says which has «السيطرة» as its object («أعاد التنظيم السيطرة على»)."""
    if not sentence.chunks[draft.chunk].prep:
        for number in range(draft.chunk - 1, max(-1, draft.chunk - 4), -1):
            chunk = sentence.chunks[number]
            if chunk.kind == "V":
                ids = _verb_ids(sentence.units[chunk.head])
                return "recapture" if ids & _REGAINING else "lose" if ids & _LOSING else draft.sense.mode
            if chunk.kind not in ("NP", "T"):
                break
    return draft.sense.mode


def _verb_ids(unit: Unit) -> set[str]:
    return {r.entry.id for r in (*unit.verbs, *unit.nouns) if isinstance(r.entry, Verb)}
