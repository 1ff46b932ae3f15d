"""The mode of an act, refined by the means, the actors and the words around its trigger (codebook 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawatur.claims.clauses import Filler, Sentence
from tawatur.claims.drafts import Draft
from tawatur.claims.roles import classes_of
from tawatur.claims.units import Unit
from tawatur.lexicon.entries import Verb

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
# Barrels are dropped from aircraft, whatever they hold; «القوات الجوية» and «سلاح الجو» fly.
_BARRELS = ("برميل", "براميل")
_AIR_ARMS = frozenset(("الجويه", "الجو"))
_AIR_DEFENCE = ("دفاع", "مضاد", "قاعد")
# «فجر نفسه»: the one who acts is the bomb.
_ONESELF = ("نفس", "انفس")
# An attack on one of these, and on nobody armed, is no ground assault but violence without further kind.
_CIVIL = frozenset("building facility ship vehicle infrastructure civilian crowd official media body".split())
_ARMED = frozenset("force group fighter".split())
# Slots of a verb, and phrases behind a noun, that tell the means («قصف من الطائرات», «إصابته جراء لغم»).
_MEANS_SLOTS = ("bi", "subj", "agent", "fi", "cause", "means")
_MEANS_PHRASES = frozenset(("bi", "min", "agent", "cause", "means"))
# Verbs (ids) that govern «السيطرة» and say that it comes back, is lost, or is.
_REGAINING = frozenset(("istaada", "aada", "istaradda"))
_LOSING = frozenset(("faqada", "khasira"))
_BEING_UNDER = frozenset(("khadaa", "waqaa", "kharaja"))


def refined_mode(sentence: Sentence, draft: Draft) -> str:
    """Return the draft's mode, more exact where its clause names a weapon, aircraft or what is hit."""
    sense = draft.sense
    if sense.type == "TERRITORY" and sense.mode == "capture" and draft.kind == "masdar":
        return _held_or_taken(sentence, draft)
    if sense.type != "ASSAULT" or sense.mode not in _REFINABLE or not sense.refine_mode:
        return sense.mode
    found = _means(sentence, draft)
    for means, mode in _BY_MEANS:
        if means in found and mode in _REFINABLE[sense.mode]:
            return mode
    if sense.mode == "ground" and draft.kind == "nominal" and _on_civil_target(sentence, draft):
        return "other"
    return sense.mode


def _means(sentence: Sentence, draft: Draft) -> set[str]:
    """Return the classes of means and actors in the clause: fillers, adjectives of the trigger, reflexives."""
    last = sentence.chunks[draft.chunk].last
    found = set(_adjective_classes(sentence.units, draft.unit + 1, last))
    for filler in draft.actors:
        found |= _classes(sentence, filler)
    if draft.clause is not None:
        for slot in _MEANS_SLOTS:
            for filler in draft.clause.get(slot):
                found |= _classes(sentence, filler)
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
    norms = [u.norm for u in sentence.units[filler.entity.first : filler.entity.last]]
    defends = any(n.startswith(_AIR_DEFENCE, n.startswith("ال") * 2) for n in norms)
    if not defends and not _AIR_ARMS.isdisjoint(norms):
        found.add("aircraft")
    if any(n.startswith(_BARRELS, n.startswith("ال") * 2) for n in norms):
        found.discard("bomb")
        found.add("aircraft")
    if filler.entity.id == "suicide-bomber" or any("انتحاري" in n for n in norms):
        found.add("suicide")
    return found


def _adjective_classes(units: Sequence[Unit], first: int, last: int) -> Iterator[str]:
    """Yield the means that adjectives among units [first, last) name."""
    for unit in units[first:last]:
        bare = unit.norm.removeprefix("و").removeprefix("ال")
        for beginning, cls in _ADJECTIVES.items():
            if bare.startswith(beginning):
                yield cls


def _acts_on_oneself(units: Sequence[Unit], trigger: int) -> bool:
    """Return whether «نفسه», «أنفسهم» stands right behind a trigger or behind its subject."""
    return any(u.norm.startswith(_ONESELF) and len(u.norm) > 3 for u in units[trigger + 1 : trigger + 5])


def _on_civil_target(sentence: Sentence, draft: Draft) -> bool:
    classes: set[str] = set()
    for filler in draft.targets:
        classes |= classes_of(filler, sentence)
    return bool(classes & _CIVIL) and not classes & _ARMED


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
