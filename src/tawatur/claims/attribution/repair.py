"""Cuts chunks anew where speech shows what a word is: «أنه» behind «قال», «كما قال ناشطون», «أكد مصدر مقتل».

The tagger decides word by word; a verb of speech says more about what follows it.
Only attribution reads the chunks made here.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import AUX, NP, C, Chunk, R, S, V
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, PARTICLE, QUANTITY, Unit
from tawatur.lexicon.entries import Particle, Verb

_THAT = frozenset(
    before + "ان" + behind
    for before in ("", "و", "ف", "ب", "وب", "ل")
    for behind in ("", "ه", "ها", "هم", "هما", "هن", "نا", "ني")
)
# How soon behind «بيّن» its clause must begin.
_CLAUSE_WITHIN = 8
_CONTENT = Particle("sub-an", "subordinator", relation="content")
_BUT = Particle("sub-lakinna", "subordinator", relation="contrast")
_WHILE = Particle("sub-while", "subordinator", relation="while")


def repaired(sentence: Sentence) -> Sentence:
    """Return the sentence with its chunks cut for attribution; the same object where nothing is to cut."""
    chunks: list[Chunk] = []
    changed = False
    units = sentence.units
    for chunk in sentence.chunks:
        if _stays_whole(units, chunk):
            chunks.append(chunk)
            continue
        pieces = _pieces(units, chunk, chunks[-1] if chunks else None)
        changed = changed or pieces[0] is not chunk
        chunks += pieces
    return Sentence(sentence.units, chunks, sentence.describer) if changed else sentence


def _stays_whole(units: Sequence[Unit], chunk: Chunk) -> bool:
    """Return whether a chunk need not be looked at more closely: most are."""
    if chunk.kind == NP:
        return chunk.last == chunk.first + 1 and not _may_be_cut(units[chunk.first], chunk.first, chunk.head)
    return chunk.kind not in (R, AUX, V)


def _pieces(units: Sequence[Unit], chunk: Chunk, before: Chunk | None) -> list[Chunk]:
    """Return what a chunk is cut into, itself alone where it stays whole."""
    if chunk.kind == NP:
        cuts = [
            (index, kind)
            for index in range(chunk.first, chunk.last)
            if _may_be_cut(units[index], index, chunk.head) and (kind := _cut(units, chunk, index, before))
        ]
        return _split(units, chunk, cuts) if cuts else [chunk]
    if chunk.kind == R and units[chunk.head].norm in ("فيما", "وفيما"):
        return [_marked(chunk, chunk.first, chunk.last, _WHILE)]
    if chunk.kind == AUX and units[chunk.head].norm in ("لكن", "ولكن"):
        return [_marked(chunk, chunk.first, chunk.last, _BUT)]
    if chunk.kind == V and units[chunk.head].norm in _THAT:
        return [_marked(chunk, chunk.first, chunk.last, _CONTENT)]
    return [chunk]


def _may_be_cut(unit: Unit, index: int, head: int) -> bool:
    """Return whether a unit is worth a closer look; most are the head of their phrase and no verb."""
    return index > head or bool(unit.verbs) or unit.norm in _THAT


def _marked(chunk: Chunk, first: int, last: int, particle: Particle) -> Chunk:
    made = Chunk(S, first, last)
    made.particle, made.joined = particle, chunk.joined
    return made


def _cut(units: Sequence[Unit], chunk: Chunk, index: int, before: Chunk | None) -> str:
    """Return the kind of chunk that begins at a unit inside a noun phrase, "" where it goes on."""
    unit = units[index]
    if unit.norm in _THAT and unit.pos != QUANTITY:
        return S
    if _is_speech(units, chunk, index, before):
        return V
    if index > chunk.head and (is_told(units, chunk.head, index) or _titles(units, chunk.head, index)):
        return NP
    return ""


def _is_speech(units: Sequence[Unit], chunk: Chunk, index: int, before: Chunk | None) -> bool:
    """Return whether a unit taken for a noun is a verb of speech: behind «كما» or a complete phrase."""
    unit = units[index]
    verb = unit.verbs[0].entry if unit.verbs else None
    if not isinstance(verb, Verb) or verb.cue is None or verb.senses or unit.article or unit.preposition:
        return False
    if (
        unit.actor is not None
        or unit.head is not None
        or any(r.kind not in ("active", "passive") for r in unit.nouns)
    ):
        return False
    if unit.pos == PARTICLE:
        if unit.norm == "بين" and index == 0:  # «بيّن المركز أن»; «بين» has no clause behind it
            return any(u.norm in _THAT for u in units[1:_CLAUSE_WITHIN])
        if unit.particle is None or unit.particle.kind != "possibility":
            return False
        return index + 1 < chunk.last and units[index + 1].pos == NOUN
    if index == chunk.head:
        if before is not None and before.kind == NP and chunk.last == index + 1:
            return not chunk.prep  # «مسؤولان أمنيان قالا»
        return before is not None and before.kind == C
    return index > chunk.head and _complete(units, chunk.head, index - 1)


def _titles(units: Sequence[Unit], head: int, index: int) -> bool:
    """Return whether a title begins behind a name that no list has («سمير الغندوري المتحدث باسم»)."""
    unit = units[index]
    name = units[head]
    known = name.nouns or name.head or name.verbs or name.generic or name.particle or name.nationality
    return unit.article and unit.head is not None and unit.head.cls == "official" and not known


def is_told(units: Sequence[Unit], head: int, index: int) -> bool:
    """Return whether a verbal noun is what the verb tells: behind an adjective, name or definite noun.

    «مصدر عسكري انسحاب القوات», «التنظيم مسؤوليته», «مؤكدا استعادة».
    """
    unit, before = units[index], units[index - 1]
    if unit.actor is not None or unit.head is not None or unit.pos != NOUN or unit.preposition:
        return False
    responsibility = unit.norm.startswith("مسءولي") and bool(unit.enclitic)
    if not responsibility and not any(r.kind in ("masdar", "nominal") for r in unit.nouns[:1]):
        return False
    if _is_participle_cue(before):
        return True
    if unit.article:
        named = (before.actor is not None and not before.article) or before.place is not None
        return named or before.norm in '"”»'
    return _complete(units, head, index - 1) or before.norm in '"”»'


def _is_participle_cue(unit: Unit) -> bool:
    return any(
        r.kind == "active" and isinstance(r.entry, Verb) and r.entry.cue is not None for r in unit.nouns
    ) and (unit.norm.endswith(("ا", "ه")) and not unit.article)


def _complete(units: Sequence[Unit], head: int, index: int) -> bool:
    """Return whether no genitive can follow a unit: it is definite, a name, or an adjective."""
    unit = units[index]
    if (
        unit.article
        or unit.actor is not None
        or unit.place is not None
        or unit.nationality is not None
        or unit.enclitic
    ):
        return True
    if unit.head is not None and unit.last - unit.first > 1:
        return True
    if not unit.nouns and not unit.verbs and unit.norm.endswith(("ها", "هم")):
        return True  # a pronoun on a word that no list has
    return index > head and unit.norm.endswith(("ي", "يه", "ون"))


def _split(units: Sequence[Unit], chunk: Chunk, cuts: Sequence[tuple[int, str]]) -> list[Chunk]:
    pieces: list[Chunk] = []
    if cuts[0][0] > chunk.first and any(u.pos in (NOUN, QUANTITY) for u in units[chunk.first : cuts[0][0]]):
        pieces.append(_nominal(units, chunk, chunk.first, cuts[0][0]))
    for number, (index, kind) in enumerate(cuts):
        end = cuts[number + 1][0] if number + 1 < len(cuts) else chunk.last
        if kind == NP:
            pieces.append(_nominal(units, chunk, index, end))
            continue
        single = Chunk(kind, index, index + 1)
        single.joined = units[index].joined or (index == chunk.first and chunk.joined)
        if kind == S:
            single.particle = _CONTENT
        pieces.append(single)
        if index + 1 < end:
            pieces.append(_nominal(units, chunk, index + 1, end))
    return pieces


def _nominal(units: Sequence[Unit], chunk: Chunk, first: int, last: int) -> Chunk:
    """Return units [first, last) as a noun phrase; the first piece keeps preposition and conjunction."""
    made = Chunk(NP, first, last)
    if first == chunk.first:
        made.prep, made.relation, made.joined, made.particle = (
            chunk.prep,
            chunk.relation,
            chunk.joined,
            chunk.particle,
        )
        made.negated, made.quantity = chunk.negated, chunk.quantity
        made.head = min(chunk.head, last - 1)
    else:
        made.joined, made.prep = units[first].joined, units[first].preposition
        made.head = next((n for n in range(first, last) if units[n].pos == NOUN), first)
        quantity = next((n for n in range(first, last) if units[n].pos == QUANTITY), -1)
        made.quantity = quantity
    return made
