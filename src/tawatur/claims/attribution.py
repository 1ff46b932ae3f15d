"""Who says so: cues, the words they cover, and the chain of tellers they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawatur.claims.chunks import AUX, NP, P, QUOTES, R, S, C, V, Chunk
from tawatur.claims.clauses import COMMAS, Filler, Sentence, features_of, noun_clause, verb_clause
from tawatur.claims.entities import Entity
from tawatur.claims.roles import classes_of
from tawatur.claims.units import NOUN, PUNCT
from tawatur.lexicon.entries import Cue, Phrase, Verb
from tawatur.model import Link, Span, Stance

# Chunks that may stand between a verb of speech and its content («قال … يوم الأحد لوكالة …، إن»).
MAX_CUE_GAP = 12
_OPENING = frozenset("\"«“„")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue's tellers and the units [first, last) that they tell.

    `position` orders nested attributions, nearest to the reader first. `quote` is the
    token range of a quotation the scope is confined to.
    """

    links: tuple[Link, ...]
    first: int
    last: int
    position: int
    rule: str
    possible: bool = False
    speaker: Filler | None = None
    quoted: bool = False


class Attributor:
    """Reads the cues of one report's sentences, remembering the last chain for «وأضاف»."""

    def __init__(self) -> None:
        self.last_chain: tuple[Link, ...] = ()

    def read(self, sentence: Sentence) -> list[Attribution]:
        """Return the attributions of a sentence, outermost first, and remember its chain."""
        found: list[Attribution] = []
        used: set[int] = set()
        for number, chunk in enumerate(sentence.chunks):
            if number in used:
                continue
            attribution = None
            if chunk.kind == C:
                attribution = self._phrase(sentence, number, used)
            elif chunk.kind == V and not chunk.negated:
                attribution = self._verb(sentence, number, found)
            elif chunk.kind == NP:
                attribution = self._participle(sentence, number, found)
            if attribution is not None:
                found.append(attribution)
        found = _bounded(sentence, found)
        spoken = [a for a in found if a.links and a.links[-1].stance in (Stance.SAYS, Stance.CONFIRMS)]
        if spoken:
            self.last_chain = spoken[-1].links
        return found

    # -- verbs ---------------------------------------------------------------

    def _verb(self, sentence: Sentence, number: int, found: Sequence[Attribution]) -> Attribution | None:
        unit = sentence.units[sentence.chunks[number].head]
        for reading in unit.verbs:
            verb = reading.entry
            if not isinstance(verb, Verb) or verb.cue is None:
                continue
            content, quoted = _content(sentence, number, verb.cue)
            before = content < 0 and _follows_content(sentence, number)
            if content < 0 and not before:
                continue
            clause = verb_clause(sentence, number, reading.features, bool(verb.senses), False)
            subjects = [f for f in clause.get("subj") if not _event(sentence, f)]
            links = self._tellers(sentence, subjects, verb.cue, clause.get("obj"))
            links = self._relayed(sentence, number, content, verb.cue, links, clause)
            if not links:
                links = self._carried_on(sentence, number, verb.cue, found)
            if not links:
                continue
            links = _with_medium(sentence, links, clause.get(verb.cue.addressee or "li"))
            chunk = sentence.chunks[number]
            start = 0 if before or not (chunk.joined or verb.senses) else chunk.first
            if verb.senses or quoted:
                start = sentence.chunks[content].first if content >= 0 else start
            end = chunk.first if before and not quoted else len(sentence.units)
            if quoted and content >= 0:
                end = _quote_end(sentence, start)
            return Attribution(
                tuple(links), start, end, number, f"cues:{verb.id}", speaker=subjects[0] if subjects else None,
                quoted=quoted,
            )  # fmt: skip
        return None

    def _tellers(
        self, sentence: Sentence, subjects: Sequence[Filler], cue: Cue, objects: Sequence[Filler] = ()
    ) -> list[Link]:
        links = []
        for filler in subjects:
            link = self._teller(sentence, filler, cue.stance)
            if link is not None:
                links.append(link)
        named = [f for f in objects if f.entity.cls in ("person", "official") and f.entity.named]
        if len(links) == 1 and named and _apposed(sentence, subjects[0].chunk, named[0].chunk):
            links = [_link(named[0].entity, cue.stance, "apposition")]
        return links

    def _teller(self, sentence: Sentence, filler: Filler, stance: str) -> Link | None:
        """Return the link for who tells; a statement's author for «بيان», the last chain's for «البيان»."""
        chunk = sentence.chunks[filler.chunk]
        head = min(filler.unit, chunk.last - 1)
        unit = sentence.units[head]
        if any(getattr(r.entry, "cls", "") == "document" for r in unit.nouns):
            inner = noun_clause(sentence, filler.chunk, head)
            author = [*inner.get("of"), *inner.get("adj"), *inner.get("li"), *inner.get("an")]
            if author and author[0].entity.is_actor:
                return _link(author[0].entity, stance, "statement")
            if self.last_chain:
                return replace(self.last_chain[-1], span=Span(filler.entity.start, filler.entity.end), stance=Stance(stance))
            return None
        if filler.pronoun and unit.pos != NOUN:
            return None
        entity = filler.entity
        if not entity.id and not entity.is_actor and not (entity.cls == "" and not entity.is_place):
            return None
        return _link(entity, stance, entity.rule)

    def _relayed(
        self, sentence: Sentence, number: int, content: int, cue: Cue, links: list[Link], clause: object
    ) -> list[Link]:
        if not cue.relays:
            return links
        origins = clause.get("an")  # type: ignore[attr-defined]
        return links + [link for f in origins if (link := self._teller(sentence, f, cue.stance)) is not None]

    def _carried_on(
        self, sentence: Sentence, number: int, cue: Cue, found: Sequence[Attribution]
    ) -> list[Link]:
        """Return the chain that a cue without a teller of its own goes on with."""
        chain = found[-1].links if found else self.last_chain
        if not chain:
            return []
        return [*chain[:-1], replace(chain[-1], stance=Stance(cue.stance))]

    # -- participles and verbal nouns -------------------------------------------

    def _participle(self, sentence: Sentence, number: int, found: Sequence[Attribution]) -> Attribution | None:
        """Read «مؤكدا أن», «مشيرا إلى», «متهما»: the speaker is the sentence's."""
        chunk = sentence.chunks[number]
        unit = sentence.units[min(chunk.head, chunk.last - 1)]
        if unit.article or unit.preposition:
            return None
        for reading in unit.nouns:
            verb = reading.entry
            if reading.kind != "active" or not isinstance(verb, Verb) or verb.cue is None:
                continue
            content, quoted = _content(sentence, number, verb.cue)
            if content < 0:
                continue
            links = list(found[-1].links) if found else self._main_subject(sentence, number, verb.cue)
            if not links:
                continue
            links[-1] = replace(links[-1], stance=Stance(verb.cue.stance))
            start = sentence.chunks[content].first if verb.senses or quoted else chunk.first
            end = _quote_end(sentence, start) if quoted else len(sentence.units)
            return Attribution(tuple(links), start, end, number, f"cues:{verb.id}", quoted=quoted)
        return None

    def _main_subject(self, sentence: Sentence, number: int, cue: Cue) -> list[Link]:
        for earlier in range(number - 1, -1, -1):
            if sentence.chunks[earlier].kind == V:
                subjects = verb_clause(sentence, earlier, features_of(sentence, earlier), True, False).get("subj")
                return self._tellers(sentence, subjects, cue)
        return list(self.last_chain)

    # -- phrases ------------------------------------------------------------------

    def _phrase(self, sentence: Sentence, number: int, used: set[int]) -> Attribution | None:
        chunk = sentence.chunks[number]
        cue = sentence.units[chunk.head].cue
        assert cue is not None
        phrase = cue[0]
        possible = phrase.modality == "possible"
        if phrase.pattern == "bare":
            unit = sentence.units[chunk.head]
            link = Link(Span(unit.start, unit.end), phrase.source_id, Stance(phrase.stance), f"cues:{phrase.id}")
            links = (link,) if phrase.source_id else ()
            end = _segment_end(sentence, number)
            return Attribution(links, chunk.first, end, number, f"cues:{phrase.id}", possible)
        links = tuple(self._phrase_links(sentence, number, phrase, used))
        if not links:
            return None
        if phrase.pattern == "noun" and any(c.kind == V and _is_cue(sentence, c) for c in sentence.chunks):
            return None
        first = 0
        return Attribution(links, first, len(sentence.units), number, f"cues:{phrase.id}", possible)

    def _phrase_links(self, sentence: Sentence, number: int, phrase: Phrase, used: set[int]) -> list[Link]:
        if phrase.continues:
            return list(self.last_chain)
        following = number + 1
        chunks = sentence.chunks
        if phrase.pattern == "clause" or (following < len(chunks) and chunks[following].kind == V):
            if following >= len(chunks) or chunks[following].kind != V:
                return []
            used.add(following)
            clause = verb_clause(sentence, following, features_of(sentence, following), False, False)
            stance = _stance_of(sentence, chunks[following]) or phrase.stance
            cue = Cue(stance)
            links = self._tellers(sentence, clause.get("subj"), cue, clause.get("obj"))
            links = links or list(self.last_chain)
            return _with_medium(sentence, links, clause.get("li"))
        while following < len(chunks) and chunks[following].kind == P and sentence.units[chunks[following].first].norm in QUOTES:
            following += 1
        if following < len(chunks) and chunks[following].kind == C:
            inner = sentence.units[chunks[following].head].cue
            used.add(following)
            return list(self.last_chain) if inner is not None and inner[0].continues else []
        if following >= len(chunks) or chunks[following].kind != NP:
            return []
        fillers = sentence.coordinated(following, range(following + 1, len(chunks)))
        links = [link for f in fillers if (link := self._teller(sentence, f, phrase.stance)) is not None]
        if phrase.medium:
            return []
        if len(links) == 1 and following + 2 < len(chunks) and chunks[following + 1].kind == P:
            after = chunks[following + 2]
            if after.kind == NP and not after.prep and not after.joined:
                entity = sentence.entity(min(after.head, after.last - 1), after.last)
                if entity.cls in ("person", "official") and entity.named:
                    links = [_link(entity, phrase.stance, "apposition")]
        return links


# -- helpers ----------------------------------------------------------------------


def _link(entity: Entity, stance: str, rule: str) -> Link:
    return Link(Span(entity.start, entity.end), entity.id or "unnamed-source", Stance(stance), rule)


def _event(sentence: Sentence, filler: Filler) -> bool:
    return "attack" in classes_of(filler, sentence)


def _is_cue(sentence: Sentence, chunk: Chunk) -> bool:
    return any(isinstance(r.entry, Verb) and r.entry.cue is not None for r in sentence.units[chunk.head].verbs)


def _stance_of(sentence: Sentence, chunk: Chunk) -> str:
    for reading in sentence.units[chunk.head].verbs:
        if isinstance(reading.entry, Verb) and reading.entry.cue is not None:
            return reading.entry.cue.stance
    return ""


def _apposed(sentence: Sentence, first: int, second: int) -> bool:
    """Return whether a name stands right behind a title, a comma between them or not."""
    return second - first in (1, 2)


def _with_medium(sentence: Sentence, links: list[Link], told: Sequence[Filler]) -> list[Link]:
    """Put the medium that was told in front: it stands between the speaker and the reader."""
    media = [f for f in told if f.entity.cls == "media" and f.entity.id]
    if not media or any(link.id == media[0].entity.id for link in links):
        return links
    return [_link(media[0].entity, "says", "addressee"), *links]


def _content(sentence: Sentence, number: int, cue: Cue) -> tuple[int, bool]:
    """Return (chunk where the content of a cue begins, whether it is a quotation), or (-1, False)."""
    chunks, units = sentence.chunks, sentence.units
    for later in range(number + 1, min(len(chunks), number + MAX_CUE_GAP)):
        chunk = chunks[later]
        if chunk.kind == S:
            particle = chunk.particle
            if particle is not None and particle.relation == "content" and ("inna" in cue.takes or cue.takes):
                return later, False
            if particle is not None and particle.relation in ("while", "contrast"):
                return -1, False
        elif chunk.kind == P:
            sign = units[chunk.first].norm
            if sign in _OPENING:
                return later, True
            if sign == ":":
                quote = later + 1 < len(chunks) and units[chunks[later + 1].first].norm in _OPENING
                return (later + 1, True) if quote else (later, False)
            if sign not in COMMAS and sign not in "()":
                return -1, False
        elif chunk.kind == NP:
            if units[chunk.first].pos == PUNCT and units[chunk.first].norm in _OPENING:
                return later, True
            if chunk.prep in cue.takes and _has_event(sentence, later):
                return later, False
            if "obj" in cue.takes and not chunk.prep and not chunk.relation and _has_event(sentence, later):
                return later, False
        elif chunk.kind in (V, AUX):
            return -1, False
        elif chunk.kind == R and later > number + 1:
            continue
    return -1, False


def _has_event(sentence: Sentence, number: int) -> bool:
    chunk = sentence.chunks[number]
    for unit in sentence.units[chunk.head : chunk.last]:
        if unit.pos == NOUN and any(r.kind in ("masdar", "nominal") for r in unit.nouns):
            return True
    return False


def _follows_content(sentence: Sentence, number: int) -> bool:
    """Return whether a cue closes what it attributes: «…، قال المرصد», «"…" كما أعلن»."""
    if number == 0:
        return False
    before = sentence.chunks[number - 1]
    if before.kind != P:
        return False
    sign = sentence.units[before.first].norm
    return sign in QUOTES or (sign in COMMAS and not sentence.chunks[number].joined and number > 2)


def _quote_end(sentence: Sentence, start: int) -> int:
    """Return the unit index of the closing mark of the quotation that opens at or before unit `start`."""
    for index in range(start + 1, len(sentence.units)):
        unit = sentence.units[index]
        if unit.pos == PUNCT and unit.norm in QUOTES and unit.norm not in "«“„":
            return index
    return len(sentence.units)


def _segment_end(sentence: Sentence, number: int) -> int:
    for later in range(number + 1, len(sentence.chunks)):
        chunk = sentence.chunks[later]
        if chunk.kind in (S, V) and chunk.joined:
            return chunk.first
    return len(sentence.units)


def _bounded(sentence: Sentence, found: Sequence[Attribution]) -> list[Attribution]:
    """End the scope of a cue where a sibling begins («قال … ، فيما أعلن …»), the sibling's start likewise."""
    bounded = list(found)
    for index, earlier in enumerate(bounded):
        for later in bounded[index + 1 :]:
            chunk = sentence.chunks[later.position]
            if later.position <= earlier.position or not _sibling(sentence, later.position):
                continue
            start = _sibling_start(sentence, later.position)
            if earlier.last > start:
                bounded[index] = earlier = replace(earlier, last=max(start, earlier.first))
            place = bounded.index(later)
            if later.first < start and not later.quoted:
                bounded[place] = replace(later, first=min(start, chunk.first))
    return [a for a in bounded if a.last > a.first]


def _sibling(sentence: Sentence, number: int) -> bool:
    chunk = sentence.chunks[number]
    if chunk.joined:
        return True
    for before in range(number - 1, max(-1, number - 4), -1):
        earlier = sentence.chunks[before]
        if earlier.kind == S:
            return earlier.particle is not None and earlier.particle.relation in ("while", "contrast", "addition")
        if earlier.joined and earlier.kind == NP and not earlier.prep:
            return True
        if earlier.kind in (V, C):
            return False
    return False


def _sibling_start(sentence: Sentence, number: int) -> int:
    for before in range(number, max(-1, number - 4), -1):
        chunk = sentence.chunks[before]
        if chunk.joined or chunk.kind == S:
            return chunk.first
    return sentence.chunks[number].first


def chain_at(attributions: Sequence[Attribution], unit: int) -> list[Attribution]:
    """Return the attributions whose scope covers a unit, nearest to the reader first."""
    covering = [a for a in attributions if a.first <= unit < a.last and a.links]
    return sorted(covering, key=lambda a: a.position)
