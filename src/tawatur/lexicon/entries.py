"""The records that language data is read into; formats in docs/data.md.

Entries with a frame compare by identity: each stands once in the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TYPES_AND_MODES: Mapping[str, frozenset[str]] = {
    kind: frozenset(modes.split())
    for kind, modes in {
        # Codebook section 2.
        "AGREE": "ceasefire evacuation commitment treaty other",
        "CONSULT": "phone meeting visit negotiation mediation other",
        "SUPPORT": "other",
        "COOPERATE": "military economic intelligence judicial other",
        "AID": "humanitarian medical economic military asylum other",
        "CONCEDE": "release ease-restriction back-down resign other",
        "RETREAT": "withdraw surrender evacuate hold-fire other",
        "REQUEST": "ceasefire surrender withdraw aid meeting investigate other",
        "ACCUSE": "accuse criticise condemn other",
        "REJECT": "refuse deny veto boycott other",
        "THREATEN": "military sanctions suspend-relations warn other",
        "PROTEST": "demonstrate strike riot sit-in other",
        "SANCTION": "sanctions suspend-relations expel other",
        "MOBILIZE": "troops aircraft ships weapons alert other",
        "COERCE": "arrest siege curfew ban displace confiscate other",
        "ASSAULT": "airstrike shelling missile drone ground clash ied suicide chemical sniper execution "
        "abduction torture assassination ceasefire-violation other",
        "TERRITORY": "advance capture recapture lose hold contest",
        "HARM": "toll displacement infrastructure hunger other",
    }.items()
}

# The type of a sense that is no claim: an everyday or figurative use, found before the others.
NO_CLAIM = "NONE"

SLOTS = frozenset(
    "subj obj obj2 of adj bi li ala ila min an fi maa bayn did hawl nahw inda "
    "biqiyada janib hisab lisalih bidam".split()
)
ROLES = frozenset("actor target party place from to content event result means topic none".split())

CLASSES = frozenset(
    "state government force group body media monitor official fighter civilian person crowd casualty "
    "aircraft drone missile shell gunfire bomb chemical weapon vehicle ship building facility site "
    "infrastructure aid money document attack area place ground".split()
)
UNIONS: Mapping[str, frozenset[str]] = {
    "armed": frozenset("force group fighter state aircraft".split()),
    "people": frozenset("civilian fighter official person crowd casualty".split()),
    "actor": frozenset(
        "state government force group body media monitor official fighter civilian person crowd".split()
    ),
    "thing": frozenset("building facility site infrastructure vehicle ship weapon aid".split()),
    "where": frozenset("place area ground".split()),
    "munition": frozenset("missile shell bomb gunfire chemical drone".split()),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One of a sense's `needs`: one of `slots` filled by a head of one of `classes` (empty: by anything).

    The slot "form" asks for the word itself: verb, masdar, active or passive.
    `absent` turns it round: the slots must be empty.
    """

    slots: tuple[str, ...]
    classes: frozenset[str] = frozenset()
    absent: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """What a trigger means under conditions: codebook type and mode, and who fills which role."""

    type: str
    mode: str
    frame: Mapping[str, str]
    needs: tuple[Condition, ...] = ()
    words: tuple[tuple[str, frozenset[str]], ...] = ()  # slot and normal forms, one of which must fill it
    masdar_of: str = "actor"
    refine_mode: bool = True


@dataclass(frozen=True, slots=True)
class Cue:
    """How a verb or phrase attributes what it embeds."""

    stance: str
    takes: frozenset[str] = frozenset()
    addressee: str = ""
    relays: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Factuality:
    """What an embedding verb makes of its content's modality or polarity."""

    modality: str = ""
    polarity: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Verb:
    """A verb lemma with what it triggers."""

    id: str
    lemma: str
    root: str
    form: int
    vowels: str = ""
    masdar: tuple[str, ...] | None = None  # None: the regular one; (): none
    participles: bool = True
    senses: tuple[Sense, ...] = ()
    cue: Cue | None = None
    light: Mapping[str, str] | None = None
    factuality: Factuality | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Nominal:
    """A noun, adjective or fixed phrase that is a trigger by itself."""

    id: str
    lemma: str
    sense: Sense
    plurals: tuple[str, ...] = ()
    light: frozenset[str] = frozenset()
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """An attribution cue that is no verb."""

    id: str
    forms: tuple[str, ...]
    stance: str
    pattern: str
    source_id: str = ""
    medium: bool = False
    modality: str = ""
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of a semantic class; `actor_id` is what a bare mention of it is called.

    Where that is empty it is called by the slug of its gloss, `of_one`, or of its plural, `of_several`;
    both are the plural in a row of plurals.
    """

    id: str
    cls: str
    actor_id: str
    gloss: str
    of_one: str = ""
    of_several: str = ""


@dataclass(frozen=True, slots=True)
class Particle:
    """A function word; columns as in data/function/README.md."""

    id: str
    kind: str
    slot: str = ""
    relation: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """All entries of the lexical domains, before compilation."""

    verbs: tuple[Verb, ...] = ()
    nominals: tuple[Nominal, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    nouns: tuple[tuple[Noun, str, str], ...] = field(default=())  # noun, number, form
    particles: tuple[tuple[Particle, str], ...] = field(default=())  # particle, form
