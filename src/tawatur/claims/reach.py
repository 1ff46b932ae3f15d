"""How far a clause reaches: across which signs and relative clauses it goes on.

A clause ends at the next finite verb, subordinator, relative or attribution cue, and looks
across a comma only for adverbials, lists, and what is set off by commas.
"""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.claims.chunks import AUX, DEATH, NP, QUOTES, C, Chunk, P, R, S, T, V
from tawatur.claims.fillers import Filler
from tawatur.claims.units import NOUN, Unit

# Relations of a phrase that says by what people came to harm.
_BY_WHAT = frozenset(("cause", "after", "means"))

# Chunks that a relative clause inside another clause may have («القوات التي …، في حلب»).
MAX_RELATIVE = 14


# Chunks that a description set off by commas may have («الجيش، وهو آخر من بقي في المدينة، اقتحامها»).
MAX_APPOSITION = 8


COMMAS = frozenset("،,-–—")


BRACKETS = frozenset("()[]")


class Reach:
    """The chunks of a sentence and how far a clause goes on in them; phrases are read by `filler` and `names`."""

    def __init__(self, units: Sequence[Unit], chunks: Sequence[Chunk]) -> None:
        self.units, self.chunks = units, chunks
        self.dated = any(unit.time is not None for unit in units)  # whether a time is told at all
        self._right: dict[int, list[int]] = {}

    def filler(self, number: int) -> Filler:
        """Return a noun phrase chunk as the filler of a slot."""
        raise NotImplementedError

    def right_of(self, number: int) -> list[int]:
        """Return the numbers of the chunks behind chunk `number` that belong to its clause; not to be changed."""
        found = self._right.get(number)
        if found is None:
            found = self._right[number] = self._find_right(number)
        return found

    def _find_right(self, number: int) -> list[int]:
        found: list[int] = []
        index = number + 1
        chunks = self.chunks
        resumed = False
        while index < len(chunks):
            chunk = chunks[index]
            if chunk.kind == R:
                index = self.behind_relative(index)
                if index < 0:
                    break
                resumed = True
                continue
            if chunk.kind in (V, AUX, S, C):
                break
            if chunk.kind == P:
                behind = 0 if resumed else self._behind_apposition(index)
                if behind:
                    index, resumed = behind, True
                    continue
                if not (resumed or self._crosses(index)):
                    break
                resumed = False
            elif chunk.kind == NP and chunk.joined and self._starts_clause(index):
                break
            else:
                found.append(index)
                resumed = False
            index += 1
        return found

    def behind_relative(self, relative: int) -> int:
        """Return the chunk of the sign that ends a relative clause and behind which the main one goes on, or -1."""
        complete = self._behind_state(relative)
        if complete < 0:
            complete = self._behind_part(relative)
        for index in range(relative + 1, min(len(self.chunks), relative + MAX_RELATIVE)):
            chunk = self.chunks[index]
            if index == complete:
                return index
            if chunk.kind == P:
                sign = self.units[chunk.first].norm
                if sign in COMMAS and self._resumes_behind(index, relative):
                    return index
                if sign not in COMMAS and sign not in BRACKETS and sign not in QUOTES:
                    return -1
        return -1

    def _behind_part(self, relative: int) -> int:
        """Return the chunk behind «بينهم طفل» that only the verb before can have: «لقي خمسة بينهم طفل | مصرعهم»."""
        chunks = self.chunks
        if not is_partitive(chunks[relative]):
            return -1
        for index in range(relative + 1, min(len(chunks), relative + MAX_RELATIVE)):
            chunk = chunks[index]
            if chunk.kind != NP:
                return -1
            if self.units[chunk.head].norm in DEATH:
                return index
            if index > relative + 1 and (chunk.relation in _BY_WHAT or chunk.prep == "bi"):
                return index  # «بينهم طفلتان | جراء قصف»
        return -1

    def _behind_state(self, relative: int) -> int:
        """Return the chunk behind a relative clause that only says whose something is, or -1.

        «القوات التي تدعمها تركيا | على البلدة»: an imperfect with a pronoun and its subject is complete.
        """
        chunks = self.chunks
        if relative + 3 >= len(chunks) or chunks[relative + 1].kind != V or chunks[relative + 2].kind != NP:
            return -1
        verb, subject = self.units[chunks[relative + 1].head], chunks[relative + 2]
        if not verb.enclitic or not verb.verbs or verb.verbs[0].features.aspect == "perfect" or subject.prep:
            return -1
        after = relative + 3
        while (
            after < len(chunks)
            and chunks[after].kind == NP
            and chunks[after].joined
            and not chunks[after].prep
        ):
            after += 1
        if after >= len(chunks):
            return -1
        return (
            after
            if chunks[after].kind == T or (chunks[after].kind == NP and bool(chunks[after].prep))
            else -1
        )

    def _resumes_behind(self, comma: int, relative: int) -> bool:
        """Return whether the main clause goes on behind the comma that ends a relative clause.

        Behind a clause set off by commas even its object may follow: «نفذ العراق، الذي …، ضربات».
        """
        if comma + 1 >= len(self.chunks):
            return False
        set_off = relative > 0 and self.chunks[relative - 1].kind == P
        if self.chunks[comma + 1].joined:  # «بين الجيش، الذي …، والفصائل»
            pair = set_off and relative > 1 and self.chunks[relative - 2].prep == "bayn"
            return pair and self.chunks[comma + 1].kind == NP and not self._starts_clause(comma + 1)
        bare = self.chunks[comma + 1].kind == NP and not self._starts_clause(comma + 1)
        return (set_off and bare) or self._crosses(comma)

    def _behind_apposition(self, comma: int) -> int:
        """Return the comma that ends a description set off by commas, or 0: «الجيش، الموالي للحكومة، معركة»."""
        chunks = self.chunks
        if (
            comma == 0
            or comma + 2 >= len(chunks)
            or chunks[comma - 1].kind != NP
            or self.units[chunks[comma].first].norm not in COMMAS
        ):
            return 0
        first = chunks[comma + 1]
        if first.kind != NP or first.prep or first.relation:
            return 0
        unit = self.units[first.head]
        clausal = (
            first.joined and unit.particle is not None and unit.particle.kind == "pronoun"
        )  # «وهو آخر فصيل»
        if not clausal and (first.joined or not self._describes(comma, unit)):
            return 0
        for index in range(comma + 2, min(len(chunks), comma + MAX_APPOSITION)):
            chunk = chunks[index]
            if chunk.kind == P:
                sign = self.units[chunk.first].norm
                goes_on = self._bare_behind(index) or self._pairs(comma - 1, index)
                return index if sign in COMMAS and goes_on else 0
            if chunk.kind in (S, C) or (chunk.kind in (V, AUX) and not clausal):
                return 0
        return 0

    def _describes(self, comma: int, unit: Unit) -> bool:
        """Return whether a definite word behind a comma describes the phrase before it."""
        before = self.filler(comma - 1).entity
        if not unit.article or unit.actor is not None or unit.place is not None or not before.is_actor:
            return False
        return unit.head is not None or any(r.kind in ("active", "passive", "noun") for r in unit.nouns)

    def _pairs(self, number: int, comma: int) -> bool:
        """Return whether «بين» at a phrase has its second party behind a comma: «بين الجيش، …، والفصائل»."""
        if self.chunks[number].prep != "bayn" or comma + 1 >= len(self.chunks):
            return False
        after = self.chunks[comma + 1]
        return after.kind == NP and after.joined and not self._starts_clause(comma + 1)

    def _bare_behind(self, comma: int) -> bool:
        if comma + 1 >= len(self.chunks):
            return False
        after = self.chunks[comma + 1]
        return after.kind == NP and not after.joined and not self._starts_clause(comma + 1)

    def _crosses(self, index: int) -> bool:
        """Return whether the clause goes on behind the sign at chunk `index`."""
        sign = self.units[self.chunks[index].first].norm
        if sign in BRACKETS:
            return True
        if index + 1 >= len(self.chunks):
            return False
        after = self.chunks[index + 1]
        if sign in QUOTES:  # «قتل "خلايا نائمة"», «"يقتل 45 منهم" في غارات»
            reduced = index + 2 < len(self.chunks) and is_reduced(self, index + 1, index + 2)
            return after.kind == T or (
                after.kind == NP and not after.joined and (reduced or not self._starts_clause(index + 1))
            )
        if sign not in COMMAS:
            return False
        if after.kind == T:
            return True
        if after.kind == R and after.particle is not None:
            return after.particle.relation == "partitive" or self.behind_relative(index + 1) > 0
        if after.kind != NP:
            return False
        aside = self.chunks[index - 1] if index > 1 and self.chunks[index - 2].kind == P else None
        parenthetical = aside is not None and (
            aside.kind == T or (aside.kind == NP and bool(aside.prep or aside.relation) and not aside.joined)
        )
        if parenthetical and not after.joined and not self._starts_clause(index + 1):
            return True  # «استهدفت غارة، السبت، معسكرا»
        told_when = self.chunks[index - 1].kind == T and index > 1 and self.chunks[index - 2].kind == NP
        if told_when and not after.joined and self.units[after.head].names_act and not self._starts_clause(index + 1):
            return True  # «أعلن الحوثيون الثلاثاء، وقف الهجمات»
        if after.prep or after.relation or (after.joined and not self._starts_clause(index + 1)):
            return True
        if self._apposes(index):
            return True
        behind = self.chunks[index + 2] if index + 2 < len(self.chunks) else None
        return behind is not None and behind.kind == P and not after.joined

    def _apposes(self, index: int) -> bool:
        """Return whether the comma at `index` stands between a title and a name («الرئيس التركي، رجب طيب أردوغان»)."""
        if index == 0 or self.chunks[index - 1].kind != NP:
            return False
        return self.names(self.filler(index - 1), self.filler(index + 1))

    def names(self, title: Filler, name: Filler) -> bool:
        """Return whether `name` is the name of whom `title` describes, when it stands right behind it."""
        people = ("official", "person")
        if (
            title.entity.cls not in people
            or name.chunk - title.chunk > 3
            or (title.entity.named and title.entity.cls == "person")
        ):
            return False
        return name.entity.named and name.entity.cls in people and name.entity.role_word == ""

    def _starts_clause(self, index: int) -> bool:
        """Return whether a bare phrase at `index` is the subject of a verb right behind it («والجيش يقصف»)."""
        chunk = self.chunks[index]
        if chunk.prep or chunk.relation:
            return False
        for place, later in enumerate(self.chunks[index + 1 : index + 3], index + 1):
            if later.kind in (V, AUX):
                reduced = place == index + 1 and not chunk.joined and is_reduced(self, index, place)
                return not later.joined and not reduced
            if later.kind not in (T, NP) or (later.kind == NP and not later.prep):
                return False
        return False


def is_reduced(sentence: Reach, before: int, number: int) -> bool:
    """Return whether the verb is a relative clause without «الذي»: behind an indefinite phrase («غارة استهدفت»)."""
    chunk = sentence.chunks[before]
    head = sentence.units[chunk.head]
    if sentence.chunks[number].joined or head.pos != NOUN:
        return False
    if head.article or head.enclitic or head.actor or head.place:
        return False
    if chunk.quantity >= 0 and sentence.units[chunk.quantity + 1].norm == "من":
        return True  # «خمسة من مقاتلي الحشد قتلوا»
    if before and is_partitive(sentence.chunks[before - 1]):
        return False  # «مجموعة بينهم انتحاريان اقتحموا»
    return not any(u.article or _definite_name(u) for u in sentence.units[chunk.head : chunk.last])


def _definite_name(unit: Unit) -> bool:
    """Return whether a unit names an actor, which makes a phrase definite: «مدفعية الجيش الوطني»; not «أميركي»."""
    return unit.actor is not None and unit.nationality is None


def is_partitive(chunk: Chunk) -> bool:
    """Return whether a chunk is «بينهم», «من ضمنهم»."""
    return chunk.kind == R and chunk.particle is not None and chunk.particle.relation == "partitive"
