"""Reads the claims out of one report: sentences, triggers, roles, factuality, attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tawatur.claims.attribution import Attribution, Attributor, chain_at, chain_of, evidence_of, outlet_ids
from tawatur.claims.chunks import make_chunks
from tawatur.claims.drafts import Draft
from tawatur.claims.entities import Describer
from tawatur.claims.factuality import apply_factuality
from tawatur.claims.fillers import Filler
from tawatur.claims.modes import ToldModes
from tawatur.claims.numbers import Quantity
from tawatur.claims.outline import Outline, outline_of
from tawatur.claims.scene import Scene
from tawatur.claims.senses import CASUALTIES
from tawatur.claims.sentence import Sentence
from tawatur.claims.tagging import tag
from tawatur.claims.times import time_of
from tawatur.claims.triggers import draft_claims
from tawatur.claims.units import Unit, make_units, without_dateline
from tawatur.claims.whereabouts import told_places
from tawatur.lexicon.lexicon import Lexicon
from tawatur.model import Claim, Mention, Modality, Number, PlaceMention, Report, Span, TimeMention
from tawatur.text.normal import writes_ha
from tawatur.text.sentences import find_quotations, split_sentences
from tawatur.text.tokens import Token, tokenize


class ClaimReader:
    """Reads reports with one lexicon; keeps nothing from one report to the next."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def read(
        self,
        report: Report,
        tokens: Sequence[Token],
        times: Sequence[TimeMention],
        quantities: Sequence[Quantity],
    ) -> list[Claim]:
        """Return the claims of `report` in order of their triggers.

        `times` and `quantities` are what the same tokens hold of either.
        """
        return _ReportReader(self.lexicon, report, tokens, times, quantities).read()

    def outline(
        self,
        report: Report,
        tokens: Sequence[Token],
        times: Sequence[TimeMention],
        quantities: Sequence[Quantity],
    ) -> list[Outline]:
        """Return what became of every word of `report`, sentence by sentence; arguments as for `read`."""
        return _ReportReader(self.lexicon, report, tokens, times, quantities).outline()


# Words in normal form behind which only a noun stands, most often a place.
_BEFORE_PLACES = frozenset(("في", "مدينه", "بلده", "قريه", "حي", "منطقه", "الي", "علي", "مدينتي"))


class _ReportReader:
    """One pass over one report."""

    def __init__(
        self,
        lexicon: Lexicon,
        report: Report,
        tokens: Sequence[Token],
        times: Sequence[TimeMention],
        quantities: Sequence[Quantity],
    ) -> None:
        self.lexicon, self.report, self.tokens = lexicon, report, tokens
        self.norms = [t.norm for t in tokens]
        self.ha_for_ta = writes_ha(f"{report.title}\n{report.text}")
        self.spoken_of = frozenset(after for word, after in pairwise(self.norms) if word in _BEFORE_PLACES)
        self.times = _by_first_token(tokens, times)
        self.quantities = {q.first_token: q for q in quantities}
        self.sentences = self._cut()
        self.scene = Scene(
            lexicon.actors, self.sentences, _title_units(report.title, lexicon, self.ha_for_ta), report.published
        )
        self.scene.settle(self.sentences)
        self.describer = Describer(lexicon, report.text, report.published, self.scene)
        self.told_modes = ToldModes()
        self.attributor = Attributor(
            find_quotations(tokens), outlet_ids(lexicon.actors, report.outlet), self.describer.people
        )

    def read(self) -> list[Claim]:
        return [claim for *_, claims in self._sentences() for claim in claims]

    def outline(self) -> list[Outline]:
        return [outline_of(*understood) for understood in self._sentences()]

    def _cut(self) -> list[list[Unit]]:
        """Return the units of every sentence, datelines left out."""
        cut = (
            make_units(
                self.tokens,
                self.norms,
                self.report.text,
                bounds,
                self.times,
                self.quantities,
                self.lexicon,
                self.ha_for_ta,
            )
            for bounds in split_sentences(self.tokens)
        )
        return [without_dateline(units) for units in cut if units]

    def _sentences(self) -> Iterator[tuple[Sentence, list[Draft], list[Attribution], Span, list[Claim]]]:
        """Yield each sentence with what was read in it."""
        for units in self.sentences:
            yield self._understood(units)

    def _understood(
        self, units: list[Unit]
    ) -> tuple[Sentence, list[Draft], list[Attribution], Span, list[Claim]]:
        tag(units, self.spoken_of)
        sentence = Sentence(units, make_chunks(units), self.describer)
        drafts = draft_claims(sentence)
        apply_factuality(sentence, drafts)
        attributions = self.attributor.read(sentence, frozenset(d.unit for d in drafts))
        span = Span(self.tokens[units[0].first].start, units[-1].end)
        told = [d for d in drafts if _worth_telling(d)]
        claims = [self._claim(sentence, draft, attributions, span) for draft in told]
        kept = [c for d, c in zip(told, claims, strict=True) if not _names_only(sentence, d, c)]
        return sentence, drafts, attributions, span, kept

    def _claim(
        self, sentence: Sentence, draft: Draft, attributions: Sequence[Attribution], span: Span
    ) -> Claim:
        unit = sentence.units[draft.unit]
        covering = chain_at(attributions, draft.unit)
        if any(a.possible and a.links for a in covering) and draft.modality is Modality.ACTUAL:
            draft.modality = Modality.POSSIBLE
        chain = chain_of(covering, draft, unit)
        time, time_span, time_evidence = time_of(sentence, draft)
        mode = self.told_modes.settle(sentence, draft)
        return Claim(
            type=draft.sense.type,
            mode=mode,
            trigger=Span(unit.start, unit.end),
            sentence=span,
            actors=_speaker(draft, unit, covering) or tuple(_mention(f) for f in draft.actors),
            targets=tuple(_mention(f) for f in draft.targets if _is_named_or_described(f)),
            places=tuple(_place(role, f) for role, f in told_places(sentence, draft)),
            time=time,
            time_span=time_span,
            modality=draft.modality,
            polarity=draft.polarity,
            numbers=tuple(n for n in draft.numbers if not _goes_without_saying(draft, n)),
            chain=chain,
            rule=draft.rule,
            evidence=(*draft.evidence, *time_evidence, *evidence_of(covering)),
        )


def _goes_without_saying(draft: Draft, number: Number) -> bool:
    """Return whether a number is the one person by name whose death or wound is all that is told («مقتل X»)."""
    if number.rule != "single victim" or draft.what not in CASUALTIES:
        return False
    return any(
        f.entity.named and f.entity.cls == "person" and f.entity.id == number.who for f in draft.targets
    )


def _title_units(title: str, lexicon: Lexicon, ha_for_ta: bool) -> list[Unit]:
    tokens = tokenize(title)
    norms = [token.norm for token in tokens]
    return make_units(tokens, norms, title, (0, len(tokens)), {}, {}, lexicon, ha_for_ta)


def _speaker(draft: Draft, unit: Unit, covering: Sequence[Attribution]) -> tuple[Mention, ...]:
    """Return who says «سنرد», «نطالب»: whoever speaks in the first person is the actor."""
    first_person = draft.kind == "verb" and bool(unit.verbs) and unit.verbs[0].features.person == 1
    if not (first_person and draft.sense.frame.get("subj") == "actor") and not _judges(draft):
        return ()
    links = [link for attribution in covering for link in attribution.links]
    return (
        (Mention(links[-1].span, links[-1].id, f"speaker:{links[-1].rule}", links[-1].framing),)
        if links
        else ()
    )


def _judges(draft: Draft) -> bool:
    """Return whether who tells of an act does it: «تتحمل إسرائيل المسؤولية», «الحركة تعتبر مسؤولة»."""
    if draft.kind != "verb" or draft.sense.type != "ACCUSE" or draft.actors:
        return False
    return draft.sense.frame.get("subj") == "target" or draft.rule == "verbs:itabara"


def _by_first_token(
    tokens: Sequence[Token], times: Sequence[TimeMention]
) -> dict[int, tuple[int, TimeMention]]:
    """Return token index → (index behind the expression, expression)."""
    found: dict[int, tuple[int, TimeMention]] = {}
    index = 0
    for mention in times:
        while index < len(tokens) and tokens[index].end <= mention.span.start:
            index += 1
        behind = index
        while behind < len(tokens) and tokens[behind].start < mention.span.end:
            behind += 1
        found[index] = (behind, mention)
    return found


def _worth_telling(draft: Draft) -> bool:
    """A weak trigger is a claim only with somebody or somewhere to it (docs/data.md, strength)."""
    return draft.strong or bool(
        draft.actors or draft.targets or draft.governed or draft.numbers or _own_places(draft)
    )


def _own_places(draft: Draft) -> bool:
    return bool(draft.places) and not draft.lent_place


_POINTING = frozenset(("هذه", "هذا", "تلك", "ذلك", "وهذه", "وهذا"))


def _names_only(sentence: Sentence, draft: Draft, claim: Claim) -> bool:
    """Return whether a definite act with nothing said of it only refers back: «بعد الهجوم», «الحرب»."""
    unit = sentence.units[draft.unit]
    pointed = unit.article or (
        sentence.chunks[draft.chunk].first < draft.unit and sentence.units[draft.unit - 1].norm in _POINTING
    )
    if draft.kind == "verb" or not pointed or draft.sense.type not in ("ASSAULT", "AGREE", "CONSULT", "HARM"):
        return False
    return not (claim.actors or claim.targets or _own_places(draft) or claim.time or claim.numbers)


def _is_named_or_described(filler: Filler) -> bool:
    """Return whether a target has words of its own: a bare number («مقتل 9») or casualty is counted only."""
    return filler.entity.rule != "number" and not (
        filler.entity.cls == "casualty" and filler.entity.rule == "nouns"
    )


def _mention(filler: Filler) -> Mention:
    entity = filler.entity
    return Mention(Span(entity.start, entity.end), entity.id or "unknown", entity.rule, entity.framing)


def _place(role: str, filler: Filler) -> PlaceMention:
    entity = filler.entity
    start = entity.place_start if entity.place_start >= 0 else entity.start
    end = entity.place_end if entity.place_end >= 0 else entity.end
    return PlaceMention(Span(start, end), entity.place_name, role, entity.place_id, rule=entity.rule)
