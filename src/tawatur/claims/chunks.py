"""Groups units into chunks: verb groups, noun phrases with their preposition, boundaries.

This is as deep as the syntax goes: idafa chains, adjectives, titles with names and
numbers with what they count are inside a noun phrase; who depends on whom across
phrases is decided by the frames of the triggers (roles.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.tagging import is_auxiliary
from tawatur.claims.units import CUE, NOUN, PARTICLE, PUNCT, QUANTITY, TIME, VERB, Unit
from tawatur.lexicon.entries import UNIONS, Particle

# Chunk kinds: verb group, noun phrase, subordinator, relative, punctuation, time, cue phrase,
# auxiliary («كان»), other words.
V, NP, S, R, P, T, C, AUX, X = "V", "NP", "S", "R", "P", "T", "C", "AUX", "X"

QUOTES = frozenset("\"«»“”„'‘’‹›")
# A name in quotation marks within a phrase («تنظيم "الدولة الإسلامية"») has at most so many words.
MAX_QUOTED_NAME = 5


class Chunk:
    """Units [first, last) of a sentence that belong together.

    `head` is the index of the head unit. `prep` is the slot of the preposition before a
    noun phrase, `relation` what a preposition without slot says (after, agent, cause...).
    `negated`, `future` and `possible` come from particles in front.
    """

    __slots__ = (
        "first", "future", "head", "joined", "kind", "last", "negated", "particle", "possible", "prep",
        "quantity", "relation",
    )  # fmt: skip

    def __init__(self, kind: str, first: int, last: int) -> None:
        self.kind, self.first, self.last, self.head = kind, first, last, first
        self.prep = self.relation = ""
        self.joined = self.negated = self.future = self.possible = False
        self.particle: Particle | None = None
        self.quantity = -1

    def __repr__(self) -> str:
        flags = "".join(f for f, on in (("+", self.joined), ("-", self.negated), ("?", self.possible)) if on)
        return f"{self.kind}{flags}[{self.first}:{self.last}]{self.prep or self.relation}"


class _Pending:
    """Particles read and not yet attached to a chunk."""

    __slots__ = ("first", "future", "joined", "negated", "particle", "possible", "prep", "relation")

    def __init__(self) -> None:
        self.first = -1
        self.prep = self.relation = ""
        self.joined = self.negated = self.future = self.possible = False
        self.particle: Particle | None = None


def make_chunks(units: Sequence[Unit]) -> list[Chunk]:
    """Return the chunks of a tagged sentence in order; together they cover all its units."""
    chunks: list[Chunk] = []
    pending = _Pending()
    index = 0
    while index < len(units):
        unit = units[index]
        if unit.pos == PARTICLE and not _opens_phrase(units, index):
            chunk = _read_particle(units, index, pending)
        else:
            chunk = _read_group(units, index)
        if chunk is None:
            index += 1
            continue
        _attach(chunk, pending, units[chunk.first])
        if pending.first >= 0:
            pending = _Pending()
        chunks.append(chunk)
        index = chunk.last
    return chunks


def _opens_phrase(units: Sequence[Unit], index: int) -> bool:
    """Return whether a demonstrative or quantifier begins a noun phrase here («هذه القوات», «عدد من الجنود»)."""
    particle = units[index].particle
    if particle is None or particle.kind not in ("demonstrative", "quantifier"):
        return False
    return index + 1 < len(units)


def _read_particle(units: Sequence[Unit], index: int, pending: _Pending) -> Chunk | None:
    """Take a particle in: as a boundary chunk of its own, or as a mark on the chunk to come."""
    unit = units[index]
    particle = choose_particle(units, index)
    unit.particle = particle
    kind, relation = particle.kind, particle.relation
    if pending.first < 0:
        pending.first = index
    pending.joined = pending.joined or unit.joined
    if kind in ("subordinator", "condition"):
        chunk = Chunk(S, index, index + 1)
        chunk.particle = particle
        return chunk
    if kind == "relative":
        chunk = Chunk(R, index, index + 1)
        chunk.particle = particle
        return chunk
    if kind in ("prep", "locative") and (unit.enclitic or particle.person):
        chunk = Chunk(NP, index, index + 1)
        pending.prep, pending.relation, chunk.particle = particle.slot, relation, particle
        return chunk
    if kind in ("prep", "locative"):
        pending.prep = particle.slot or ("fi" if kind == "locative" else "")
        pending.relation = relation or ("locative" if kind == "locative" else "")
        pending.particle = particle
    elif kind == "negation":
        pending.negated = pending.negated or relation not in ("none", "emphatic", "ceased")
        pending.future = pending.future or unit.norm.endswith("لن")
    elif kind == "future":
        pending.future = True
    elif kind == "possibility":
        pending.possible = True
    elif kind == "conj":
        pending.joined = True
    elif kind == "pronoun":
        chunk = Chunk(NP, index, index + 1)
        chunk.particle = particle
        pending.prep = pending.prep or particle.slot
        return chunk
    return None


def choose_particle(units: Sequence[Unit], index: int) -> Particle:
    """Return the reading of a function word that fits what follows («ما», «بعد», «قد»)."""
    unit = units[index]
    particles = unit.particles
    assert particles
    if len(particles) == 1:
        return particles[0]
    kinds = {p.kind for p in particles}
    if kinds == {"subordinator", "locative"}:  # «حيث»
        return next(p for p in particles if p.kind == "subordinator")
    following = units[index + 1] if index + 1 < len(units) else None
    if {"negation", "quantifier"} <= kinds and not (following is not None and following.pos == QUANTITY):
        return next(p for p in particles if p.kind == "negation")  # «دون إصابات», not «دون العشرين»
    verb_follows = following is not None and following.pos == VERB
    wanted = _WITH_VERB if verb_follows else _WITH_NOUN
    if verb_follows and following is not None and following.verbs:
        imperfect = following.verbs[0].features.aspect != "perfect"
        if any(p.kind == "possibility" and p.relation == "imperfect" for p in particles):
            return next(p for p in particles if (p.kind == "possibility") == imperfect)
    for kind in wanted:
        for particle in particles:
            if particle.kind == kind:
                return particle
    return particles[0]


_WITH_VERB = ("relative", "negation", "subordinator", "condition", "future", "emphasis", "adverb", "prep")
_WITH_NOUN = ("prep", "locative", "subordinator", "quantifier", "negation", "conj", "relative", "adverb")


def _read_group(units: Sequence[Unit], index: int) -> Chunk | None:
    unit = units[index]
    if unit.pos == PUNCT:
        return None if unit.norm in QUOTES and _short_quotation(units, index) else Chunk(P, index, index + 1)
    if unit.pos == VERB:
        return Chunk(AUX if is_auxiliary(unit) else V, index, index + 1)
    if unit.pos == TIME:
        return Chunk(T, index, index + 1)
    if unit.pos == CUE:
        return Chunk(C, index, index + 1)
    return noun_phrase(units, index)


def _short_quotation(units: Sequence[Unit], index: int) -> bool:
    """Return whether a quotation mark encloses, or closes, a few nominal words only."""
    for step in (1, -1):
        place = index + step
        for _ in range(MAX_QUOTED_NAME + 1):
            if not 0 <= place < len(units):
                break
            other = units[place]
            if other.pos == PUNCT:
                if other.norm in QUOTES and abs(place - index) > 1:
                    return True
                break
            if other.pos == VERB:
                break
            place += step
    return False


def _attach(chunk: Chunk, pending: _Pending, unit: Unit) -> None:
    kind = chunk.kind
    if 0 <= pending.first < chunk.first and kind != P:
        chunk.first = pending.first
    chunk.joined = pending.joined or unit.joined
    chunk.negated, chunk.future, chunk.possible = pending.negated, pending.future, pending.possible
    if kind in (NP, T):
        chunk.prep, chunk.relation = pending.prep, pending.relation
        chunk.particle = chunk.particle or pending.particle
        if unit.pro and not chunk.prep:
            chunk.prep = unit.preposition
    elif kind in (V, AUX) and "s" in unit.pro:
        chunk.future = True


def noun_phrase(units: Sequence[Unit], index: int) -> Chunk:
    """Return the noun phrase that begins at `index`; at least one unit long."""
    chunk = Chunk(NP, index, index + 1)
    place = index
    count = len(units)
    while place < count and units[place].pos == PARTICLE and _opens_phrase(units, place):
        if place > index and units[place].pro:
            break
        place += 1
        if place < count and _is_partitive(units[place]):
            place += 1
    if place < count and units[place].pos == QUANTITY:
        chunk.quantity = place
        place += 1
        if (
            place + 1 < count
            and units[place].pos == PUNCT
            and units[place].norm in QUOTES
            and units[place + 1].pos == NOUN
        ):
            place += 1  # «25 "هدفا"»
        if place + 1 < count and _only_bounds(units[place]) and _is_partitive(units[place + 1]):
            place += 1  # «اثنين فقط من المدنيين», «اثنين على الأقل من الجنود»
        if place + 1 < count and _is_partitive(units[place]) and units[place + 1].pos == NOUN:
            place += 1
    if place >= count or units[place].pos != NOUN or (place > index and _separate(units[place])):
        if chunk.quantity < 0 and units[index].pos == PARTICLE:
            chunk.kind = X  # «على الأقل», «جميعا»: nothing counted or pointed at
        chunk.head, chunk.last = min(place, count) - 1, max(place, index + 1)
        return chunk
    chunk.head = place
    chunk.last = _extend(units, place)
    return chunk


def _kind_of(unit: Unit) -> str:
    return unit.particle.kind if unit.pos == PARTICLE and unit.particle is not None else ""


def _only_bounds(unit: Unit) -> bool:
    """Return whether a unit behind a number only bounds it: «فقط», «على الأقل»."""
    at_least = unit.pos == PARTICLE and unit.particle is not None and unit.particle.id == "quant-at-least"
    return _kind_of(unit) == "adverb" or at_least


def _is_partitive(unit: Unit) -> bool:
    return unit.pos == PARTICLE and unit.norm == "من"


def _separate(unit: Unit) -> bool:
    """Return whether a conjunction or preposition on the unit keeps it out of the phrase before."""
    return bool(unit.pro)


def _extend(units: Sequence[Unit], head: int) -> int:
    """Return the index behind the last unit that belongs to the phrase with this head."""
    last = head + 1
    place = head + 1
    while place < len(units):
        unit = units[place]
        if unit.pos == PUNCT and unit.norm in QUOTES and _short_quotation(units, place):
            place += 1
            continue
        if unit.pos == NOUN and not _separate(unit) and _belongs(units, head, last - 1, place):
            place += 1
            last = place
            continue
        if (unit.pos == QUANTITY and units[last - 1].norm == "ال") or _resumptive(unit):
            place += 1
            last = place
            continue
        break
    return last


def _resumptive(unit: Unit) -> bool:
    """Return whether a unit is «أحدها», «بعضهم», «كلها» behind a noun."""
    return (
        unit.pos == PARTICLE and bool(unit.enclitic) and not unit.pro
        and unit.particle is not None and unit.particle.kind == "quantifier"
    )  # fmt: skip


def _belongs(units: Sequence[Unit], head: int, before: int, place: int) -> bool:
    """Return whether units[place] goes on the phrase whose last unit is units[before]."""
    previous, unit = units[before], units[place]
    if before > head and unit.article and _indefinite_adjective(previous, units[head]):
        return False
    if before > head and says_by_whom(units[before - 1], previous):
        return False
    if says_by_whom(previous, unit):
        return True
    if unit.norm in DEATH:
        return False  # «لقي جنود | حتفهم»
    if unit.actor is not None and unit.place is None and _is_settlement(units[head]):
        return False  # «تحاصر البلدة | قوات النظام»
    if _sets_side(units, head, place):
        return False
    if before == head and previous.norm in _RANKS and previous.head is None and unit.actor is not None:
        return _is_person(unit.actor)  # «الفريق ياسر العطا»
    if previous.actor is not None and _is_person(previous.actor) and unit.phrase.startswith("ال "):
        return True  # «الملك عبد الله بن عبد العزيز | آل سعود»
    named = unit.actor is not None or unit.place is not None
    if _is_side(unit) and (previous.generic is not None or previous.place is not None):
        return True  # «الريف الشمالي», «ريف إدلب الجنوبي الشرقي»
    if unit.article:
        if _other_gender(previous, unit):
            return False  # «بحث مع نظيره التشادي | الأزمة»
        if _no_company(previous) and unit.nationality is not None and unit.norm.endswith(("ون", "ين")):
            return False  # «أجبرت الغارات | الحوثيين»
        if _full_plural(previous) and not previous.article and _is_known_noun(unit):
            return False  # «مسلحون النار»: the ن of plural and dual is lost before a genitive
        if _men(previous) and unit.place is not None and unit.actor is None and units[head].generic is None:
            return False  # «اقتحم المستوطنون | المسجد الأقصى»
        if _lone_person(previous) and unit.norm.endswith("النار"):
            return False  # «أطلق مسلح النار»
        if (
            (previous.enclitic or previous.article or previous.actor)
            and not _is_adjective(unit)
            and _is_known_noun(unit)
            and not _agrees(previous, unit)
        ):
            return False  # a definite noun governs no genitive: «دعا الجيش السوري | السكان»
        return not (named and (previous.place is not None or previous.actor is not None))
    if (
        before > head
        and not unit.article
        and _agreeing_adjective(previous, units[before - 1])
        and _names_thing(unit)
    ):
        return False
    if (
        not unit.article
        and before == head
        and previous.last > previous.first + 1
        and (previous.norm.endswith(("ه", "ات")) or previous.phrase.endswith("يه"))
        and _is_known_noun(unit)
        and not previous.article
    ):
        # «غارة جوية مجهولة المصدر», but «مجموعة مسلحة | مقر»: a fixed phrase that ends in an adjective
        return _adjective_in_construct(units, place)
    if _national_plural(unit) and _full_plural(previous):
        return True  # «مقاتلين أكرادا», «مسلحون عرب»
    if before > head and _national_plural(previous) and _is_known_noun(unit) and unit.nationality is None:
        return False  # «قصف مقاتلون أكراد | بلدة»
    if before > head and _national_adjective(previous) and unit.names_act and not _is_adjective(unit):
        return False  # «شهدت كنائس مصرية | تفجيرات»
    compatriot = previous.nationality is not None and not previous.article and units[head - 1].pos == VERB
    if (
        before == head
        and (previous.norm in _GUNMAN or (compatriot and head > 0))
        and unit.names_act
        and unit.actor is None
    ):
        return False  # «حاول انتحاري | تفجير نفسه»
    if _accusative_noun(unit) and not previous.norm.endswith("ا"):
        return False  # «استهدف صاروخ | مبنى», «هجوم | مكتبا»: a genitive has no tanwin alef
    if (
        not unit.article
        and _full_plural(previous)
        and _is_known_noun(unit)
        and not unit.norm.endswith(("ون", "ين"))
    ):
        return False
    if before == head and (_strikes(units, head, unit) or _clashes(previous, unit)):
        return False
    definite = previous.article or previous.closed or previous.actor is not None or bool(previous.enclitic)
    if not definite and previous.place is None:
        return True
    if named:
        if unit.place is not None and previous.article and _describes_person(units[head]):
            return False  # «زار الرئيس الفرنسي | بيروت»
        if previous.article and unit.actor is not None and unit.head is not None:
            return False  # «باغت التنظيم | قوات النظام»: one role word is no name of another
        if before > head and takes_name(previous) and unit.actor is not None and _is_person(unit.actor):
            return True  # «إدارة الرئيس دونالد ترامب»
        return takes_name(units[head]) and not (
            previous.actor is not None and unit.actor is not None and before == head
        )
    unknown = not (unit.nouns or unit.head or unit.generic or unit.nationality or unit.verbs)
    if unknown and unit.norm.endswith("ا") and unit.word is not None and len(unit.norm) > 4:
        return False  # an accusative: «القوات هجوما»
    if unknown and previous.enclitic and any(r.features.number == "pl" for r in previous.nouns):
        return False  # «منح حلفاءه | فرصة»: several have no name
    return unknown and (
        takes_name(units[head]) or (previous.actor is not None and _is_person(previous.actor))
    )


def _other_gender(adjective: Unit, unit: Unit) -> bool:
    """Return whether a definite word of which nothing is known is no second adjective, being feminine alone."""
    if adjective.nationality is None or not adjective.article or adjective.norm.endswith(("ه", "ات", "ون", "ين")):
        return False
    known = unit.nouns or unit.head or unit.generic or unit.nationality or unit.actor or unit.place or unit.verbs
    return not known and unit.norm.endswith("ه")


def _no_company(unit: Unit) -> bool:
    """Return whether a definite word is no word for men, so that it has no adjective in their plural."""
    return unit.article and (unit.names_act or unit.norm.endswith(("ه", "ات")))


def _is_settlement(unit: Unit) -> bool:
    """Return whether a unit is «المدينة», «البلدة», behind which no actor's name belongs to the phrase."""
    return unit.article and unit.generic is not None and unit.generic.kind == "settlement"


def says_by_whom(participle: Unit, unit: Unit) -> bool:
    """Return whether a nationality in the accusative says who does what a passive participle tells.

    «المدعومة أميركيا»; «تركيا» and «روسيا» are spelled as the states are.
    """
    if unit.article or unit.pro or not unit.norm.endswith("يا") or participle.actor is not None:
        return False
    state = unit.actor is not None and unit.actor.cls == "state"
    passive = any(r.kind == "passive" for r in participle.nouns)
    return passive and (state or unit.nationality is not None)


def _national_adjective(unit: Unit) -> bool:
    return unit.nationality is not None and not unit.article and unit.head is None


def _national_plural(unit: Unit) -> bool:
    """Return whether a unit is the broken plural of a nationality, an adjective of several: «أكراد», «عربا»."""
    if unit.nationality is None or unit.article or unit.pro or unit.norm.endswith(("ون", "ين")):
        return False
    return getattr(unit.nationality.entry, "number", "") == "pl"


def _accusative_noun(unit: Unit) -> bool:
    """Return whether a unit is a noun, no adjective, in the tanwin accusative: «مكتبا»."""
    if unit.article or unit.actor is not None or not unit.norm.endswith("ا") or unit.enclitic:
        return False
    return any(
        r.kind in ("noun", "nominal", "masdar") and r.features.state == "indefinite" for r in unit.nouns
    )


def _is_side(unit: Unit) -> bool:
    """Return whether a word is the definite adjective of a direction: «الشمالي», «الغربية», not «الجنوب»."""
    side = unit.generic is not None and unit.generic.kind == "direction"
    return side and unit.article and unit.norm.endswith(("ي", "يه"))


def _agrees(noun: Unit, unit: Unit) -> bool:
    """Return whether a definite word for people is an adjective of the definite noun before: «المقاتلين الموالين»."""
    if (
        not (noun.article or noun.enclitic)
        or not unit.norm.startswith("الم")
        or not unit.is_any(_PEOPLE)
    ):
        return False
    plural = next((e for e in ("ون", "ين") if unit.norm.endswith(e)), "")
    if noun.enclitic:  # «عملائه المسلحين»
        return bool(plural) and any(r.features.number == "pl" for r in noun.nouns)
    if plural:
        return noun.norm.endswith(plural)
    if noun.norm.endswith(("ون", "ين")):
        return False
    if noun.norm.endswith("ان") or unit.norm.endswith("ات"):
        return noun.norm[-2:] == unit.norm[-2:]  # «الوفدان | المفاوضات»
    return unit.norm.endswith("ه") == noun.norm.endswith(("ه", "ات"))


_PEOPLE = UNIONS["people"]
_PREMISES = frozenset(("building", "facility"))


def _adjective_in_construct(units: Sequence[Unit], place: int) -> bool:
    """Return whether a unit is an adjective that a definite noun narrows: «مجهولة المصدر», «محدودة النطاق»."""
    unit = units[place]
    following = units[place + 1] if place + 1 < len(units) else None
    return (
        following is not None
        and following.article
        and not following.pro
        and any(r.kind in ("active", "passive") for r in unit.nouns)
    )


def _indefinite_adjective(unit: Unit, head: Unit) -> bool:
    """Return whether a unit is an adjective of an act, behind which no genitive comes: «هجوم عنيف | السيطرة»."""
    act = head.names_act and not head.article
    known = unit.nouns or unit.head or unit.generic or unit.actor or unit.place or unit.nationality
    return act and not known and not unit.article


def _agreeing_adjective(unit: Unit, noun: Unit) -> bool:
    """Return whether an indefinite unit describes the noun before it: «مجموعة مسلحة | مقر»."""
    if (
        unit.article
        or unit.enclitic
        or unit.actor
        or unit.place
        or unit.generic
        or not unit.norm.endswith("ه")
    ):
        return False
    if unit.names_act:
        return False
    return noun.norm.endswith(("ه", "ات")) and not noun.article


def _names_thing(unit: Unit) -> bool:
    """Return whether a unit is a noun the lexicon knows, so that it begins a phrase of its own."""
    return bool(
        unit.generic or unit.head or unit.actor or unit.place or any(r.kind == "noun" for r in unit.nouns)
    ) and not unit.norm.endswith("يه")


def _full_plural(unit: Unit) -> bool:
    """Return whether a noun ends in the ن of sound plural or dual, which only a noun without genitive keeps."""
    return unit.norm.endswith(("ون", "ين", "ان")) and any(
        r.features.number in ("pl", "du") and r.kind in ("noun", "active", "passive") for r in unit.nouns
    )


def _men(unit: Unit) -> bool:
    """Return whether a unit is a definite plural of people, which no place is the genitive or name of."""
    return (
        unit.article
        and unit.norm.endswith(("ون", "ين"))
        and unit.is_any(_PEOPLE)
    )


def _lone_person(unit: Unit) -> bool:
    return not unit.article and any(
        getattr(r.entry, "cls", "") in ("fighter", "person", "civilian") for r in unit.nouns
    )


def _sets_side(units: Sequence[Unit], head: int, place: int) -> bool:
    """Return whether a direction with its place says where those named before it are: «قنص جنديا | شرق جباليا»."""
    unit, following = units[place], units[place + 1] if place + 1 < len(units) else None
    if unit.article or unit.pro or unit.generic is None:
        return False
    if unit.generic.kind != "direction" and unit.generic.id != "qubala":
        return False
    if following is None or (following.place is None and following.generic is None):
        return False
    first = units[head]
    if not (first.nouns or first.head or first.actor or first.nationality):
        return False  # «ألف كلم شرق طرابلس»
    if first.generic is not None or first.is_any(_SITED):
        return False
    return all(u.place is None for u in units[head:place])


_SITED = UNIONS["thing"] | {"ground"}

_AIRCRAFT = frozenset(("aircraft", "drone"))
_STRUCK = frozenset(
    "shell missile bomb vehicle building facility site infrastructure civilian person fighter official ship".split()
)


def _strikes(units: Sequence[Unit], head: int, unit: Unit) -> bool:
    """Return whether what follows a lone aircraft or unknown man behind a verb is what is struck or thrown.

    «استهدفت مسيرة | سيارة», «ألقى مجهول | قنبلة»: no genitive of theirs.
    """
    if head == 0 or units[head - 1].pos != VERB or unit.article or unit.pro or units[head].article:
        return False
    classes = {getattr(r.entry, "cls", "") for r in units[head].nouns if r.kind == "noun"}
    if _AIRCRAFT.isdisjoint(classes) and units[head].norm != "مجهول":
        return False
    return any(r.kind == "noun" and getattr(r.entry, "cls", "") in _STRUCK for r in unit.nouns)


def _clashes(previous: Unit, unit: Unit) -> bool:
    """Return whether the ending of a word shows that it is no adjective of the plural before: «مسلحون | طبيبين»."""
    nominative = _full_plural(previous) and previous.norm.endswith(("ون", "ان"))
    return nominative and unit.norm.endswith("ين") and not unit.pro and _is_known_noun(unit)


# What somebody meets who dies: the object of «لقي», no genitive of the one who meets it.
DEATH = frozenset(word + suffix for word in ("حتف", "مصرع") for suffix in ("ه", "ها", "هم", "هما", "هن"))

# Ranks that are ordinary words too.
_RANKS = frozenset(("الفريق", "المقدم", "الرائد", "النقيب", "العماد", "المشير"))

# Words for one man, behind which no act stands as a genitive.
_GUNMAN = frozenset(("انتحاري", "مسلح", "مهاجم", "ارهابي", "جندي", "شرطي", "شاب", "مدني"))


def _is_known_noun(unit: Unit) -> bool:
    if unit.head is not None or unit.generic is not None:
        return True
    # «وجه الحوثيون | اللوم»: a verbal noun is no adjective either
    return any(r.kind == "noun" for r in unit.nouns) or (
        bool(unit.nouns) and all(r.kind in ("masdar", "nominal") for r in unit.nouns)
    )


def _is_adjective(unit: Unit) -> bool:
    if unit.nationality is None and unit.is_any(_PREMISES):
        return False  # «المبنى» is spelled as a participle of «بنى»
    return (
        unit.nationality is not None
        or any(r.kind in ("active", "passive") for r in unit.nouns)
        or (
            unit.norm.endswith(("ي", "يه"))
            and not _fixed_noun(unit)
            and unit.generic is None
            and not unit.names_act
        )
    )


def _fixed_noun(unit: Unit) -> bool:
    """Return whether a unit is a noun with its adjective, in one: «البنية التحتية»."""
    return unit.last > unit.first + 1 and any(r.kind == "noun" for r in unit.nouns)


_NAMED_CLASSES = frozenset("official person group body media monitor area civilian fighter".split())


def takes_name(unit: Unit) -> bool:
    """Return whether a name may stand behind a definite phrase with this head («الرئيس بشار», «العاصمة دمشق»)."""
    if unit.generic is not None:
        return True
    if unit.head is not None:
        return unit.head.cls in _NAMED_CLASSES
    return unit.is_any(_NAMED_CLASSES)


def _describes_person(unit: Unit) -> bool:
    return unit.generic is None and unit.head is not None and unit.head.cls in _PEOPLE


def _is_person(actor: object) -> bool:
    return getattr(actor, "cls", "") in ("person", "official")
