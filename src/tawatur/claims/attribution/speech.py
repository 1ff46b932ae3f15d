"""Reads what stands around a verb of speech: who tells, to whom, from whom, and where the content begins."""

from __future__ import annotations

from dataclasses import dataclass, field

from tawatur.claims.attribution.records import Teller
from tawatur.claims.attribution.subjects import (
    has_event,
    is_adverbial,
    medium_inside,
    named_before_title,
    spoken,
    statement_teller,
)
from tawatur.claims.attribution.tellers import (
    is_bare,
    is_correspondent,
    is_document,
    read_teller,
    tellers_from,
)
from tawatur.claims.chunks import AUX, NP, C, P, R, S, V
from tawatur.claims.reach import BRACKETS, COMMAS
from tawatur.claims.sentence import Sentence
from tawatur.claims.units import NOUN, PUNCT, Unit
from tawatur.lexicon.entries import Cue

# Chunks between a verb of speech and its content («قال … الذي …، في تصريح نقلته …، إن»).
MAX_CUE_GAP = 24
OPENING = frozenset('"«“„')
_TURNS = ("while", "contrast", "concession")


@dataclass(slots=True)
class Speech:
    """The parts of one clause of speech; chunk numbers are -1 where a part is missing."""

    tellers: list[Teller] = field(default_factory=list)
    origins: list[Teller] = field(default_factory=list)
    media: list[Teller] = field(default_factory=list)
    content: int = -1
    used: list[int] = field(default_factory=list)  # verbs that only publish the statement
    quoted: bool = False
    outlet: bool = False  # told by the outlet's own correspondent
    stance: str = ""  # that of a verbal noun repeating the cue: «عن مصدر نفيه»
    accused: bool = False  # a bare phrase stood where the accuser's victim would
    rejected: list[str] = field(default_factory=list)
    turned_down: list[int] = field(default_factory=list)  # phrases where a teller was looked for and not seen


def read_speech(sentence: Sentence, number: int, cue: Cue, has_subject: bool = False) -> Speech:
    """Read the clause of the verb of speech at chunk `number` to the right, up to its content."""
    return _Walk(sentence, number, cue, has_subject).read()


class _Walk:
    """One pass from a verb of speech to its content."""

    def __init__(self, sentence: Sentence, number: int, cue: Cue, has_subject: bool) -> None:
        self.sentence, self.number, self.cue = sentence, number, cue
        self.speech = Speech()
        self.has_subject = has_subject
        self.relative = self.bracket = self.statement = self.publisher = self.skip = self.from_phrase = (
            self.acted
        ) = False
        self.index = number + 1
        self.words = -1  # chunk of «قوله», «نفيه»

    def read(self) -> Speech:
        chunks = self.sentence.chunks
        end = min(len(chunks), self.number + MAX_CUE_GAP)
        while self.index < end and self.speech.content < 0:
            chunk = chunks[self.index]
            if chunk.kind == P:
                going = self._sign()
            elif chunk.kind == S:
                going = self._subordinator()
            elif chunk.kind == NP:
                going = self._phrase()
            elif chunk.kind in (V, AUX):
                going = self._verb()
            elif chunk.kind == R:
                going = self.relative = True
            else:
                going = self._other()
            if not going:
                break
            self.index += 1
        if self.speech.content < 0 and self.words > 0 and self.speech.stance != "says":
            # «عن الوزير تنديده بالغارات»: no clause follows, the word itself is what is told.
            self.speech.content, self.speech.stance = self.words, ""
        return self.speech

    def _sign(self) -> bool:
        sign = self.sentence.units[self.sentence.chunks[self.index].first].norm
        if sign in BRACKETS:
            self.bracket = sign in "(["
            return True
        if sign in COMMAS:
            self.relative = self.publisher = self.skip = False
            return True
        if sign == '"' and self._closes():
            return True
        if sign in OPENING and not self.relative:
            return not self._found(quoted=True)
        if sign == ":":
            behind = self.index + 1
            quote = behind < len(self.sentence.chunks) and self._opens_quote(behind)
            self.index += quote
            return not self._found(quoted=quote)
        return sign in OPENING or sign in "”»'"

    def _closes(self) -> bool:
        """Return whether a straight mark is the second of a pair."""
        first = self.sentence.chunks[self.index].first
        return sum(u.norm == '"' for u in self.sentence.units[:first]) % 2 == 1

    def _opens_quote(self, number: int) -> bool:
        unit = self.sentence.units[self.sentence.chunks[number].first]
        return unit.pos == PUNCT and unit.norm in OPENING

    def _found(self, quoted: bool = False) -> bool:
        self.speech.content, self.speech.quoted = self.index, quoted
        return True

    def _subordinator(self) -> bool:
        chunk = self.sentence.chunks[self.index]
        relation = chunk.particle.relation if chunk.particle is not None else ""
        if relation == "content" or self._governs(chunk.particle.id if chunk.particle is not None else ""):
            return not self._found()
        if relation in _TURNS and (self.speech.tellers or self.has_subject):
            return False
        self.relative = True
        return True

    def _governs(self, particle: str) -> bool:
        """Return whether «إلى أن», «على أن» are the verb's preposition and its content («أشار إلى أن»)."""
        return (particle == "sub-until" and "ila" in self.cue.takes) or (
            particle == "sub-except-that" and "ala" in self.cue.takes
        )

    def _verb(self) -> bool:
        """A verb before the content belongs to a relative clause, or to one that publishes a statement."""
        chunk = self.sentence.chunks[self.index]
        unit = self.sentence.units[chunk.head]
        acting = any(r.kind == "masdar" for r in unit.nouns) and not chunk.joined and not self.relative
        if (acting and self._takes_nouns()) or (self.speech.origins and self.speech.stance):
            return not self._found()
        if self.relative or self.bracket:
            self.acted = True
            return True
        if chunk.joined:
            return False
        if self.statement:
            self.publisher = True
            self.speech.used.append(self.index)
            return True
        before = self.sentence.chunks[self.index - 1]
        if (
            before.kind == NP
            and chunk.kind == V
            and self.speech.tellers
            and not self._definite(self.index - 1)
        ):
            self.relative = True
            return True
        return False

    def _definite(self, number: int) -> bool:
        chunk = self.sentence.chunks[number]
        return any(u.article or u.actor is not None for u in self.sentence.units[chunk.first : chunk.last])

    def _other(self) -> bool:
        chunk = self.sentence.chunks[self.index]
        if chunk.kind != C:
            return True
        phrase = self.sentence.units[chunk.head].cue
        if phrase is None:
            return True
        if phrase[0].pattern == "noun":
            self.statement = True
            self.publisher = phrase[0].medium
            if (
                not phrase[0].medium
                and not self.speech.tellers
                and not self.has_subject
                and self._object_here()
            ):
                self.speech.tellers = [statement_teller(self.sentence, self.index, self.cue.stance)]
                return True
            if (
                self._takes_nouns()
                and not self.speech.origins
                and not phrase[0].medium
                and self._object_here()
            ):
                return not self._found()
        elif self.cue.relays and phrase[0].pattern == "source":
            self.from_phrase = True
        elif phrase[0].pattern == "bare":
            return not (self._takes_nouns() and self._found())
        else:
            self.skip = True
        return True

    def _takes_nouns(self) -> bool:
        return "obj" in self.cue.takes and (self.has_subject or bool(self.speech.tellers))

    def _object_here(self) -> bool:
        """Return whether a word for a statement is what is said here («نفى ادعاءات»), not how («في بيان»)."""
        unit = self.sentence.units[self.sentence.chunks[self.index].head]
        return not unit.preposition and unit.norm not in ("في", "عبر", "خلال", "من", "بيان")

    # -- noun phrases -------------------------------------------------------------

    def _phrase(self) -> bool:
        chunk = self.sentence.chunks[self.index]
        if self.relative and self.cue.relays and chunk.prep == "an" and not self.acted:
            self.relative = False  # «المرصد الذي مقره في لندن عن مصادر»
        if self.relative or self.bracket:
            return True
        if self.skip:
            self.skip = False
            return True
        if self.from_phrase:
            self.from_phrase = False
            self._origin()
            return True
        if is_adverbial(self.sentence.units[chunk.first]):
            self.statement = True
            return True
        return self._bare() if is_bare(chunk) else self._governed()

    def _bare(self) -> bool:
        chunk, speech = self.sentence.chunks[self.index], self.speech
        unit = self.sentence.units[chunk.head]
        if self.publisher:
            self._medium()
            self.publisher = False
            return True
        if speech.origins and (stance := spoken(unit)):
            speech.stance = stance
            self.words = self.index
            return True
        if has_event(self.sentence, self.index) and not is_document(unit):
            if self._opens_own(unit):
                return True
            if "obj" in self.cue.takes or (speech.origins and self.cue.relays):
                return not self._found()
        if not self.has_subject and not speech.tellers:
            return self._subject()
        if any(t.chunk == self.index for t in speech.tellers):
            return True
        return self._object()

    def _opens_own(self, unit: Unit) -> bool:
        """Return whether a verbal noun only repeats the speech: «قوله», «في قولها»."""
        return bool(unit.enclitic) and bool(spoken(unit)) and not self._takes_nouns()

    def _subject(self) -> bool:
        if is_correspondent(self.sentence, self.index):
            self.speech.outlet = self.has_subject = True
            return True
        found = tellers_from(self.sentence, self.index, self.cue.stance) or named_before_title(
            self.sentence, self.index, self.cue.stance
        )
        if found:
            self.speech.tellers = found
            if self.cue.addressee == "obj":
                self.speech.tellers[0], media = medium_inside(self.sentence, self.index, found[0])
                self.speech.media += media
            self._skip_to(max(t.chunk for t in found))
            return True
        self.speech.rejected.append(self._words())
        self.speech.turned_down.append(self.index)
        if "obj" in self.cue.takes:
            return not self._found()
        return True

    def _skip_to(self, number: int) -> None:
        self.index = max(self.index, number)

    def _object(self) -> bool:
        """Behind the teller a bare phrase is whom he tells, whom he accuses, or what he tells."""
        if self.cue.stance == "accuses":
            self.speech.accused = True
            if "obj" in self.cue.takes and "bi" not in self.cue.takes:
                return not self._found()
            return True
        if self.cue.addressee == "obj":
            self._medium()
            return True
        if self._takes_nouns() and self._is_content():
            return not self._found()
        return True

    def _is_content(self) -> bool:
        """What is announced, not the teller's name or title in apposition."""
        before = self.sentence.chunks[self.index - 1]
        comma = before.kind == P and self.sentence.units[before.first].norm in COMMAS
        return not comma or read_teller(self.sentence, self.index, "says") is None

    def _governed(self) -> bool:
        chunk, speech = self.sentence.chunks[self.index], self.speech
        unit = self.sentence.units[chunk.head]
        slot = chunk.prep
        if chunk.relation == "agent":
            return True
        if (self.cue.relays or (self.publisher and speech.media)) and slot in ("an", "min"):
            self._origin()
            return True
        if slot == "an" and self.statement and not has_event(self.sentence, self.index):
            return True
        if slot in ("li", "maa", "ila") and self._medium():
            return True
        if self.publisher and not slot:
            return True
        if slot in self.cue.takes and unit.pos == NOUN:
            told = bool(speech.tellers) or self.has_subject
            if has_event(self.sentence, self.index) or (told and slot in ("an", "ila", "bi")):
                return not self._found()
        if unit.pos == NOUN and is_document(unit):
            self.statement = True
        if self.statement and chunk.joined is False and slot == "li":
            author = read_teller(self.sentence, self.index, self.cue.stance)
            if author is not None and not speech.tellers and not self.has_subject:
                speech.tellers = [author]
        return True

    def _origin(self) -> None:
        if is_correspondent(self.sentence, self.index):
            self.speech.outlet = True
            return
        found = tellers_from(self.sentence, self.index, self.cue.stance)
        if self.publisher and not self.cue.relays:
            self.speech.media += found
        else:
            self.speech.origins += found
        if found:
            self._skip_to(max(t.chunk for t in found))

    def _medium(self) -> bool:
        teller = read_teller(self.sentence, self.index, "says")
        if teller is None or teller.cls != "media" or teller.link.id in ("journalists", "media-reports"):
            return False
        self.speech.media.append(teller)
        return True

    def _words(self) -> str:
        chunk, units = self.sentence.chunks[self.index], self.sentence.units
        return self.sentence.describer.text[units[chunk.first].start : units[chunk.last - 1].end]
