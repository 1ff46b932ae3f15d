"""Reads the cues of a report sentence by sentence and remembers who spoke last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tawatur.claims.attribution.phrases import PhraseReading, cue_of, read_phrase
from tawatur.claims.attribution.records import PERFORMED, Attribution, chain_at
from tawatur.claims.attribution.repair import repaired
from tawatur.claims.attribution.scopes import (
    bounded,
    local_end,
    quotation_at,
    quote_end,
    relative_end,
    trails,
    turn_start,
    while_start,
)
from tawatur.claims.attribution.speech import OPENING, Speech, has_event, read_speech, spoken, subject_before
from tawatur.claims.attribution.tellers import UNNAMED, Teller, is_bare, read_teller, tellers_from
from tawatur.claims.chunks import AUX, NP, P, QUOTES, R, S, C, V
from tawatur.claims.clauses import COMMAS, Sentence
from tawatur.claims.units import NOUN
from tawatur.lexicon.entries import Cue, Phrase, Verb
from tawatur.model import Link, Span, Stance
from tawatur.text.sentences import Quotation

_ASSERTING = (Stance.SAYS, Stance.CONFIRMS)
_ACTS = frozenset(("accuses", "denies", "doubts"))
# Verbs of seeing that tell only where their subject's business is to document.
_DOCUMENTING = frozenset(("rasada", "sajjala", "shaahada"))
# Words for claims that somebody else may refuse.
_CLAIMED = frozenset(("mazaim", "ittiham"))
_CLAIMING = frozenset(("iddaa", "ittahama", "zaama"))
# How phrases begin that tell where something was said rather than what was.
_ADVERBIAL = frozenset(("في", "عبر", "خلال", "من", "وفي", "وعبر", "وخلال"))
_REPEATING = frozenset(("jaddada", "karrara", "aada"))


@dataclass(slots=True)
class _Reading:
    """What has been found in one sentence so far."""

    found: list[Attribution]
    starts: list[int]  # units where clauses with another teller begin
    used: set[int]
    acts: frozenset[int] | None = None
    top: Attribution | None = None  # the cue on whose words the later ones hang
    media: list[Teller] = field(default_factory=list)  # told before the verb: «في تصريح لقناة، قال»


class Attributor:
    """Reads the cues of one report's sentences; keeps the last chain for «وأضاف» and open quotations."""

    def __init__(self, quotations: Sequence[Quotation] = (), outlet: frozenset[str] = frozenset()) -> None:
        self.quotations, self.outlet = quotations, outlet
        self.last_chain: tuple[Link, ...] = ()
        self.last_words: frozenset[str] = frozenset()
        self.last_cls = ""
        self.ids: dict[str, tuple[str, frozenset[str]]] = {}  # name's last word → id, all words
        self.open: tuple[Quotation, tuple[Link, ...]] | None = None

    def read(self, sentence: Sentence, acts: frozenset[int] | None = None) -> list[Attribution]:
        """Return the attributions of a sentence and remember its chain.

        `acts` are the units that make claims: a verb that can accuse or deny does so only where it is one.
        """
        sentence = repaired(sentence)
        reading = _Reading([], [], set(), acts)
        self._running_quotation(sentence, reading)
        for number, chunk in enumerate(sentence.chunks):
            if number in reading.used:
                continue
            if chunk.kind == C:
                self._phrase(sentence, number, reading)
            elif chunk.kind == V and not chunk.negated:
                self._verb(sentence, number, reading)
            elif chunk.kind == NP:
                self._noun(sentence, number, reading)
        found = bounded(reading.found, sorted(reading.starts))
        if self.outlet:
            found = [replace(a, links=tuple(k for k in a.links if k.id not in self.outlet)) for a in found]
        self._remember(sentence, found)
        return found

    # -- memory -------------------------------------------------------------------

    def _remember(self, sentence: Sentence, found: Sequence[Attribution]) -> None:
        spoken_ = [a for a in found if a.top and a.links and a.rank > 0]
        if spoken_:
            self.last_chain = tuple(replace(link, stance=Stance.SAYS) if link.stance not in _ASSERTING else link for link in spoken_[-1].links)
        self.open = None
        last = sentence.units[-1].last
        quotation = quotation_at(self.quotations, last - 1)
        if quotation is None or quotation.last <= last or not quotation.closed:
            return
        opened = next((n for n, u in enumerate(sentence.units) if u.first >= quotation.first - 1), 0)
        links = _joined(chain_at(found, min(opened + 1, len(sentence.units) - 1)))
        if links:
            self.open = (quotation, links)

    def _running_quotation(self, sentence: Sentence, reading: _Reading) -> None:
        """Give the sentences inside a quotation opened earlier to its speaker."""
        if self.open is None:
            return
        quotation, links = self.open
        units = sentence.units
        if units[0].first >= quotation.last:
            return
        end = next((n for n, u in enumerate(units) if u.first >= quotation.last), len(units))
        if end == 0:
            return
        span = Span(units[0].start, units[0].end)
        reading.found.append(Attribution(links, 0, end, -1, "quotation", span))
        reading.top = reading.found[-1]

    def _known(self, teller: Teller) -> Teller:
        """Give a short mention the id of the full name before («خوجياني», «المسماري»)."""
        link = teller.link
        for word in teller.words:
            known = self.ids.get(word)
            if known is not None and teller.cls in ("", "person", "official") and len(teller.words) <= 2 and (
                link.rule in ("unknown", "apposition") or link.id == UNNAMED
            ):
                return replace(teller, link=replace(link, id=known[0]))
        if teller.cls in ("", "person", "official") and not teller.definite:
            for word in teller.words:
                if link.rule in ("unknown", "apposition"):
                    self.ids[word] = (link.id, teller.words)
        return teller

    def _remembered(self, sentence: Sentence, speech: Speech, cue: Cue) -> list[Teller]:
        """Return somebody named before whose short name alone looks like another word («قادري»)."""
        for number in speech.turned_down:
            chunk = sentence.chunks[number]
            unit = sentence.units[min(chunk.head, chunk.last - 1)]
            known = self.ids.get(unit.norm)
            if known is not None:
                link = Link(Span(unit.start, unit.end), known[0], Stance(cue.stance), "remembered")
                return [Teller(link, "person", chunk=number)]
        return []

    def _chain(self, tellers: Sequence[Teller], runs_on: bool = True) -> list[Link]:
        """Return the links of tellers; a definite or repeated one goes on with the chain he was in."""
        links: list[Link] = []
        for teller in tellers:
            if teller.definite and (chain := self._resumed(teller)):
                links += chain
                continue
            teller = self._known(teller)
            if runs_on and len(tellers) == 1 and self.last_chain and self.last_chain[-1].id == teller.link.id != UNNAMED:
                links += self.last_chain[:-1]
            links.append(teller.link)
        return links

    def _resumed(self, teller: Teller) -> list[Link]:
        """Return the chain that «المصدر», «الوكالة», «البيان», «المتحدث» stands in, with its own words."""
        if not self.last_chain:
            return []
        link = teller.link
        last = self.last_chain[-1]
        if teller.cls == "document" or link.id == UNNAMED:
            return [*self.last_chain[:-1], replace(link, id=last.id)]
        if teller.cls == "media":
            return [link]
        known = next((n for n, other in enumerate(self.last_chain) if other.id == link.id), -1)
        return [*self.last_chain[:known], link] if known >= 0 else []

    # -- verbs ----------------------------------------------------------------------

    def _verb(self, sentence: Sentence, number: int, reading: _Reading) -> None:
        chunk = sentence.chunks[number]
        for entry in sentence.units[chunk.head].verbs:
            verb = entry.entry
            if not isinstance(verb, Verb) or verb.cue is None:
                continue
            if self._cue_verb(sentence, number, verb, verb.cue, reading):
                return
        if not self._refused(sentence, number, reading):
            self._directive(sentence, number, reading)

    def _cue_verb(self, sentence: Sentence, number: int, verb: Verb, cue: Cue, reading: _Reading) -> bool:
        left = subject_before(sentence, number, cue.stance, cue.addressee == "obj")
        speech = read_speech(sentence, number, cue, bool(left))
        acts = bool(verb.senses) and (cue.stance in _ACTS or verb.senses[-1].type in PERFORMED)
        if acts and reading.acts is not None and sentence.chunks[number].head not in reading.acts:
            if cue.stance in _ACTS:
                return False
            acts = False
        if verb.light is not None and speech.content >= 0 and not has_event(sentence, speech.content):
            return False
        if speech.content < 0 and verb.senses and not acts:
            return False
        if speech.content < 0:
            return self._postposed(sentence, number, verb, cue, speech, left, reading)
        tellers = speech.tellers or left or self._remembered(sentence, speech, cue)
        if verb.id in _DOCUMENTING and not (tellers and tellers[0].cls in ("monitor", "media", "body")):
            return False
        if speech.quoted and verb.senses and not acts and not tellers:
            return False
        links = self._links(sentence, number, cue, tellers, speech, reading)
        if not links and not speech.outlet:
            return False
        reading.used.update(speech.used)
        self._add(sentence, number, verb, cue, speech, links, acts, reading)
        return True

    def _refused(self, sentence: Sentence, number: int, reading: _Reading) -> bool:
        """Read «رفضت الوزارة ادعاءات بـ»: to refuse a claim is to deny it."""
        chunk = sentence.chunks[number]
        verb = next((r.entry for r in sentence.units[chunk.head].verbs if isinstance(r.entry, Verb) and r.entry.senses), None)
        if verb is None or verb.senses[-1].type != "REJECT":
            return False
        claimed = next((n for n in range(number + 1, min(len(sentence.chunks), number + 8)) if _is_claim(sentence, n)), -1)
        if claimed < 0:
            return False
        tellers = subject_before(sentence, number, "denies")
        if not tellers and is_bare(sentence.chunks[number + 1]):
            tellers = tellers_from(sentence, number + 1, "denies", claimed)
        if not tellers:
            return False
        unit = sentence.units[chunk.head]
        start, end = sentence.chunks[claimed].first, relative_end(sentence, claimed)
        links = tuple(self._chain(tellers))
        reading.found.append(
            Attribution(links, start, end, number, f"verbs:{verb.id}", Span(unit.start, unit.end), own=chunk.head, top=False)
        )
        reading.used.add(claimed)
        return True

    def _links(
        self, sentence: Sentence, number: int, cue: Cue, tellers: list[Teller], speech: Speech, reading: _Reading
    ) -> list[Link]:
        if self._is_accused(sentence, number, cue, tellers, speech):
            return [Link(None, UNNAMED, Stance.ACCUSES, "passive")]
        stance = speech.stance or cue.stance
        if tellers:
            links = self._chain(tellers)
        elif speech.outlet:
            links = []
        else:
            links = self._carried_on(sentence, number, reading)
            if not links and speech.content >= 0 and _passive(sentence, number):
                return [Link(None, UNNAMED, Stance(cue.stance), "passive")]
        links += self._chain(speech.origins)
        if links:
            links[-1] = replace(links[-1], stance=Stance(stance))
        return _told(links, [*speech.media, *reading.media])

    def _is_accused(self, sentence: Sentence, number: int, cue: Cue, tellers: list[Teller], speech: Speech) -> bool:
        """Return whether only one party stands by «اتهم … بـ», which is then the one accused."""
        if cue.stance != "accuses" or "bi" not in cue.takes or speech.accused or not tellers:
            return False
        chunk = sentence.chunks[speech.content]
        return sentence.chunks[number].kind == V and chunk.prep == "bi" and not sentence.units[sentence.chunks[number].head].enclitic

    def _carried_on(self, sentence: Sentence, number: int, reading: _Reading) -> list[Link]:
        """Return the chain that a cue without a teller of its own goes on with."""
        if reading.top is not None and reading.top.links:
            return list(reading.top.links)
        if reading.found and reading.found[-1].links:
            return list(reading.found[-1].links)
        subject = self._main_subject(sentence, number)
        return subject or list(self.last_chain)

    def _main_subject(self, sentence: Sentence, number: int) -> list[Link]:
        """Return the subject of the sentence's main verb, where he could tell something."""
        for earlier in range(number - 1, -1, -1):
            chunk = sentence.chunks[earlier]
            if chunk.kind != V or (earlier and sentence.chunks[earlier - 1].kind == R):
                continue
            if _passive(sentence, earlier):
                return []
            tellers = subject_before(sentence, earlier, "says")
            behind = earlier + 1
            if not tellers and behind < number and is_bare(sentence.chunks[behind]):
                tellers = tellers_from(sentence, behind, "says", number)
            if tellers and tellers[0].cls not in ("", "civilian", "fighter", "crowd"):
                return self._chain(tellers)
            return []
        return []

    def _add(
        self, sentence: Sentence, number: int, verb: Verb, cue: Cue, speech: Speech, links: list[Link], acts: bool,
        reading: _Reading,
    ) -> None:  # fmt: skip
        chunk = sentence.chunks[number]
        content = sentence.chunks[speech.content].first
        turn = turn_start(sentence, number)
        inside = self._nested(sentence, number, turn, reading)
        start = sentence.chunks[turn].first if turn > 0 else 0
        if turn < 0 and reading.top is not None:
            start = chunk.first
        if inside:
            start = chunk.first
        elif reading.top is not None or turn > 0:
            reading.starts.append(start if start else chunk.first)
        elif self._main_before(sentence, number):
            start = _clause_start(sentence, number)
        if acts or speech.quoted:
            start = content
        end = quote_end(sentence, self.quotations, content) if speech.quoted else len(sentence.units)
        if number and sentence.chunks[number - 1].kind == R and not speech.quoted:
            end = relative_end(sentence, speech.content)
        unit = sentence.units[chunk.head]
        attribution = Attribution(
            tuple(links), start, max(end, start + 1), number, f"cues:{verb.id}", Span(unit.start, unit.end),
            own=chunk.head if acts else -1, top=not inside, rejected=tuple(speech.rejected),
            possible=verb.factuality is not None and verb.factuality.modality == "possible",
        )  # fmt: skip
        reading.found.append(attribution)
        if not inside:
            reading.top = attribution

    def _nested(self, sentence: Sentence, number: int, turn: int, reading: _Reading) -> bool:
        """Return whether a cue stands in what another one says: «قال X إن Y أعلن»."""
        top = reading.top
        if number and sentence.chunks[number - 1].kind == R:
            return True
        if top is None:
            return False
        unit = sentence.chunks[number].head
        if quotation_at(self.quotations, sentence.units[unit].first) is not None and top.first <= unit < top.last:
            opened = quotation_at(self.quotations, sentence.units[unit].first)
            return opened is not None and opened.last - opened.first > 6
        if turn >= 0 or unit >= top.last:
            return False
        return not _conceding(sentence, top.position)

    def _main_before(self, sentence: Sentence, number: int) -> bool:
        """Return whether a main verb with a claim of its own stands before this cue."""
        chunks = sentence.chunks
        return any(
            c.kind == V and not (n and chunks[n - 1].kind == R) for n, c in enumerate(chunks[:number])
        )

    def _postposed(
        self, sentence: Sentence, number: int, verb: Verb, cue: Cue, speech: Speech, left: list[Teller], reading: _Reading
    ) -> bool:
        """Read a cue behind what it tells: «…»، قال المرصد."""
        if verb.senses or number == 0 or not speech.tellers or left:
            return False
        before = sentence.chunks[number - 1]
        chunk = sentence.chunks[number]
        sign = sentence.units[before.first].norm
        if before.kind != P or chunk.joined or not (sign in QUOTES or (sign in COMMAS and number > 2)):
            return False
        links = _told(self._chain(speech.tellers), speech.media)
        unit = sentence.units[chunk.head]
        reading.found.append(
            Attribution(tuple(links), _segment_start(reading, chunk.first), chunk.first, number, f"cues:{verb.id}", Span(unit.start, unit.end))
        )
        return True

    def _directive(self, sentence: Sentence, number: int, reading: _Reading) -> None:
        """A joined verb of demanding, threatening, accusing ends what was told before: «…، ودعا إلى»."""
        chunk = sentence.chunks[number]
        if not _performs(sentence, number):
            return
        top = reading.top
        if top is not None and chunk.joined and not self._quoted(sentence, chunk.head):
            reading.starts.append(chunk.first)
            self._relay(sentence, number, number, top.links[:-1], reading)
        elif top is None and not (number and sentence.chunks[number - 1].kind == R):
            tellers = subject_before(sentence, number, "says")
            behind = number + 1
            if not tellers and behind < len(sentence.chunks) and is_bare(sentence.chunks[behind]):
                tellers = tellers_from(sentence, behind, "says")
            if tellers and not _passive(sentence, number) and not reading.found:
                self.last_chain = tuple(self._chain(tellers))

    def _relay(self, sentence: Sentence, number: int, start: int, links: Sequence[Link], reading: _Reading) -> None:
        if not links:
            return
        unit = sentence.units[sentence.chunks[number].head]
        reading.found.append(
            Attribution(
                tuple(links), sentence.chunks[start].first, len(sentence.units), number, "relayed", Span(unit.start, unit.end)
            )
        )

    def _quoted(self, sentence: Sentence, unit: int) -> bool:
        quotation = quotation_at(self.quotations, sentence.units[unit].first)
        return quotation is not None and quotation.last - quotation.first > 6

    # -- nouns ------------------------------------------------------------------------

    def _noun(self, sentence: Sentence, number: int, reading: _Reading) -> None:
        chunk = sentence.chunks[number]
        unit = sentence.units[min(chunk.head, chunk.last - 1)]
        if unit.pos != NOUN:
            return
        for entry in unit.nouns:
            verb = entry.entry
            if not isinstance(verb, Verb):
                continue
            if entry.kind == "active" and not unit.article and not chunk.prep and not chunk.relation:
                if verb.cue is not None and self._participle(sentence, number, verb, verb.cue, reading):
                    return
                acts = verb.senses and verb.senses[-1].type in PERFORMED and unit.nouns[0].kind == "active"
                if acts and reading.top is not None and _adverbial(unit.norm) and _follows_sign(sentence, number):
                    reading.starts.append(chunk.first)
                    self._relay(sentence, number, number, reading.top.links[:-1], reading)
                    return
            elif entry.kind == "masdar" and verb.cue is not None:
                if self._masdar(sentence, number, verb, verb.cue, reading):
                    return

    def _participle(self, sentence: Sentence, number: int, verb: Verb, cue: Cue, reading: _Reading) -> bool:
        """Read «مؤكدا أن», «مشيرا إلى», «متهما»: the sentence's speaker goes on."""
        chunk = sentence.chunks[number]
        unit = sentence.units[min(chunk.head, chunk.last - 1)]
        if number > 0 and not _adverbial(unit.norm):
            return False
        speech = read_speech(sentence, number, cue, True)
        if speech.content < 0:
            return False
        links = self._carried_on(sentence, number, reading)
        if not links:
            return False
        acts = cue.stance in _ACTS and bool(verb.senses)
        links = _told([*links[:-1], replace(links[-1], stance=Stance(cue.stance))], speech.media)
        content = sentence.chunks[speech.content].first
        end = quote_end(sentence, self.quotations, content) if speech.quoted else len(sentence.units)
        start = content if speech.quoted else chunk.first
        if not self._quoted(sentence, chunk.head):
            reading.starts.append(chunk.first)
        attribution = Attribution(
            tuple(links), start, max(end, start + 1), number, f"cues:{verb.id}", Span(unit.start, unit.end),
            own=chunk.head if acts else -1,
        )  # fmt: skip
        reading.found.append(attribution)
        if not acts or reading.top is None:
            reading.top = attribution
        return True

    def _masdar(self, sentence: Sentence, number: int, verb: Verb, cue: Cue, reading: _Reading) -> bool:
        """Read «إعلان مصادر مقتل», «نفيه للادعاءات», «اتهامات بالتورط في»: a verbal noun of speech."""
        chunk = sentence.chunks[number]
        unit = sentence.units[min(chunk.head, chunk.last - 1)]
        if spoken(unit) and cue.stance in ("says", "confirms"):
            return False
        if any(a.own >= 0 and a.first <= chunk.head < a.last for a in reading.found):
            return False
        author = _genitive(sentence, number, cue.stance)
        speech = read_speech(sentence, number, cue, True)
        if speech.content < 0 or any(c.kind in (V, S) for c in sentence.chunks[number + 1 : speech.content]):
            return False
        if author is not None:
            links = self._chain([author])
        elif cue.stance == "accuses":
            links = [Link(Span(unit.start, unit.end), UNNAMED, Stance.ACCUSES, "noun")]
        else:
            links = self._repeating(sentence, number)
        if not links:
            return False
        start = sentence.chunks[speech.content].first
        end = local_end(sentence, speech.content, len(sentence.units))
        acts = cue.stance in _ACTS
        reading.found.append(
            Attribution(
                tuple(links), start, max(end, start + 1), number, f"cues:{verb.id}", Span(unit.start, unit.end),
                own=chunk.head if acts else -1, top=False,
            )
        )  # fmt: skip
        return True

    def _repeating(self, sentence: Sentence, number: int) -> list[Link]:
        """Return the subject of «جدد التأكيد على»."""
        for earlier in range(number - 1, -1, -1):
            chunk = sentence.chunks[earlier]
            if chunk.kind == V:
                if any(getattr(r.entry, "id", "") in _REPEATING for r in sentence.units[chunk.head].verbs):
                    return self._main_subject(sentence, number)
                return []
        return []

    # -- phrases ----------------------------------------------------------------------

    def _phrase(self, sentence: Sentence, number: int, reading: _Reading) -> None:
        chunk = sentence.chunks[number]
        cue = sentence.units[chunk.head].cue
        assert cue is not None
        phrase = cue[0]
        if phrase.pattern == "clause" and self._is_main(sentence, number):
            return
        adverbial = sentence.units[chunk.head].norm in _ADVERBIAL
        if phrase.pattern == "noun" and not phrase.medium and (
            (adverbial and self._belongs_to_verb(sentence, number)) or self._is_subject(sentence, number)
        ):
            return
        if phrase.pattern == "noun" and not phrase.medium and not adverbial and not _tells(sentence, number):
            return
        read = read_phrase(sentence, number, phrase)
        if phrase.medium:
            reading.media = read.media
            return
        if read.used >= 0:
            reading.used.add(read.used)
        possible = phrase.modality == "possible"
        links = self._phrase_links(read, reading)
        if phrase.pattern == "bare":
            self._unnamed(sentence, number, phrase, links, possible, reading)
            return
        if not links:
            return
        unit = sentence.units[chunk.head]
        first, last, rank = self._phrase_scope(sentence, number, read, reading)
        if phrase.pattern == "noun" and not adverbial:
            if not sentence.chunks[number + 1 :] or reading.top is not None:
                first = chunk.first
            last = local_end(sentence, number, last)
        attribution = Attribution(
            tuple(links), first, last, number, f"cues:{phrase.id}", Span(unit.start, unit.end), rank, possible=possible,
            top=rank > 0,
        )  # fmt: skip
        reading.found.append(attribution)
        if reading.top is None and (phrase.pattern != "noun" or adverbial):
            reading.top = attribution

    def _is_main(self, sentence: Sentence, number: int) -> bool:
        """Return whether «كما» only adds a clause: its verb is no cue, or has its content behind it."""
        cue_phrase = sentence.units[sentence.chunks[number].head].cue
        if cue_phrase is None or cue_phrase[0].id != "kama":
            return False
        cue = cue_of(sentence, number + 1)
        if number + 1 < len(sentence.chunks) and sentence.chunks[number + 1].kind == NP:
            return False
        if cue is None:
            return True
        if number and sentence.chunks[number - 1].kind != P:
            return False
        return read_speech(sentence, number + 1, cue).content >= 0

    def _is_subject(self, sentence: Sentence, number: int) -> bool:
        """Return whether a word for a statement stands right by its verb of speech («أشار تقرير إلى»)."""
        return cue_of(sentence, number - 1) is not None if number else False

    def _belongs_to_verb(self, sentence: Sentence, number: int) -> bool:
        return any(cue_of(sentence, n) is not None for n in range(len(sentence.chunks)) if abs(n - number) < 12)

    def _phrase_links(self, read: PhraseReading, reading: _Reading) -> list[Link]:
        if read.outlet:
            return []
        if read.continues and not read.tellers:
            return list(self.last_chain)
        return _told(self._chain(read.tellers, False), read.media)

    def _unnamed(
        self, sentence: Sentence, number: int, phrase: Phrase, links: list[Link], possible: bool, reading: _Reading
    ) -> None:
        """«أنباء عن», «يعتقد أن»: covers its own clause only."""
        chunk = sentence.chunks[number]
        unit = sentence.units[chunk.head]
        if not links and not possible:
            return
        if phrase.stance == "accuses" and any(a.own >= 0 and a.first <= chunk.head < a.last for a in reading.found):
            return
        end = local_end(sentence, number, len(sentence.units))
        first = chunk.first
        if links and trails(sentence, number) and _follows_sign(sentence, number) and sentence.units[chunk.head].norm in ("وفق", "بحسب", "حسب", "وفقا"):
            first = _segment_start(reading, chunk.first)
        reading.found.append(
            Attribution(
                tuple(links), first, end, number, f"cues:{phrase.id}", Span(unit.start, unit.end), possible=possible, top=False
            )
        )

    def _phrase_scope(self, sentence: Sentence, number: int, read: PhraseReading, reading: _Reading) -> tuple[int, int, int]:
        """Return (first unit, last unit, rank): a medium behind the whole is nearer the reader than who spoke."""
        chunk = sentence.chunks[number]
        end = len(sentence.units)
        start = _segment_start(reading, chunk.first)
        if chunk.joined and number > 2:
            start = chunk.first
            reading.starts.append(start)
        if reading.top is not None or reading.found:
            start = while_start(sentence, start, number)
            if start:
                reading.starts.append(start)
        media = all(t.cls == "media" for t in read.tellers)
        behind = start < chunk.first
        return start, end, 0 if media and behind else 1


# -- helpers --------------------------------------------------------------------------


def _told(links: list[Link], media: Sequence[Teller]) -> list[Link]:
    """Put the media that were told or passed it on in front of the speaker."""
    extra = [m.link for m in media if all(m.link.id != link.id for link in links)]
    return [*extra, *links]


def _joined(covering: Sequence[Attribution]) -> tuple[Link, ...]:
    links: list[Link] = []
    for attribution in covering:
        links += [link for link in attribution.links if all(link.id != other.id for other in links)]
    return tuple(links)


def _segment_start(reading: _Reading, unit: int) -> int:
    return max((s for s in reading.starts if s <= unit), default=0)


def _clause_start(sentence: Sentence, number: int) -> int:
    """Return the unit where the clause of a cue verb begins, a main verb standing before it."""
    for before in range(number - 1, -1, -1):
        chunk = sentence.chunks[before]
        if chunk.kind in (V, S, C) or (chunk.kind == P and sentence.units[chunk.first].norm in COMMAS):
            return sentence.chunks[before + 1].first
    return 0


def _conceding(sentence: Sentence, number: int) -> bool:
    """Return whether the cue at chunk `number` opens the sentence behind «بينما», «رغم أن»."""
    if number < 0:
        return False
    return any(
        c.kind == S and c.particle is not None and c.particle.relation in ("while", "concession")
        for c in sentence.chunks[max(0, number - 2) : number]
    ) and number <= 3


def _passive(sentence: Sentence, number: int) -> bool:
    unit = sentence.units[sentence.chunks[number].head]
    return bool(unit.verbs) and unit.verbs[0].features.voice == "passive"


def _performs(sentence: Sentence, number: int) -> bool:
    unit = sentence.units[sentence.chunks[number].head]
    for reading in unit.verbs[:1]:
        verb = reading.entry
        if isinstance(verb, Verb) and verb.senses and reading.features.person == 3:
            return verb.senses[-1].type in PERFORMED
    return False


def _adverbial(norm: str) -> bool:
    """Return whether a participle is in the form of a circumstance: «مؤكدا», «مشيرة», «متهمين»."""
    return norm.endswith(("ا", "ه", "ين", "ات", "تين"))


def _genitive(sentence: Sentence, number: int, stance: str) -> Teller | None:
    """Return who announces in «إعلان الجيش …»: the rest of the phrase, as a teller."""
    chunk = sentence.chunks[number]
    head = min(chunk.head, chunk.last - 1)
    if head + 1 < chunk.last:
        entity = sentence.entity(head + 1, chunk.last)
        if entity.is_actor and entity.id:
            return Teller(Link(Span(entity.start, entity.end), entity.id, Stance(stance), "genitive"), entity.cls, chunk=number)
    behind = number + 1
    if behind < len(sentence.chunks) and sentence.chunks[behind].prep == "min":
        return read_teller(sentence, behind, stance)
    return None


def _tells(sentence: Sentence, number: int) -> bool:
    """Return whether what a statement says stands behind its name («تصريحات الوزير بأن»)."""
    speech = read_speech(sentence, number, Cue("says", frozenset(("inna", "an", "bi", "ila"))), True)
    return speech.content > 0 and not any(c.kind == V for c in sentence.chunks[number + 1 : speech.content])


def _is_claim(sentence: Sentence, number: int) -> bool:
    """Return whether a chunk is a word for what others claim: «ادعاءات», «مزاعم», «اتهامات»."""
    chunk = sentence.chunks[number]
    unit = sentence.units[min(chunk.head, chunk.last - 1)]
    if chunk.kind == C:
        return unit.cue is not None and unit.cue[0].id in _CLAIMED
    if chunk.kind != NP:
        return False
    return any(r.kind == "masdar" and getattr(r.entry, "id", "") in _CLAIMING for r in unit.nouns)


def _follows_sign(sentence: Sentence, number: int) -> bool:
    return number > 0 and sentence.chunks[number - 1].kind == P


__all__ = ["AUX", "OPENING", "Attributor", "has_event"]
