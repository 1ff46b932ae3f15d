"""The fields of a claim as HTML, every word escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from tawatur.export.labels import Labels, amount, polarity_id
from tawatur.model import Claim, Finding, Interval, Link, Mention, Modality, Number, PlaceMention, Span

_QUOTED = re.compile("«([^«»]*)»")


def escaped(content: str) -> str:
    """Return `content` fit for an element or a quoted attribute, character for character."""
    # A bare carriage return would become a line feed in the page, and CR LF one character.
    return escape(content, quote=True).replace("\r", "&#13;")


def both(labels: Labels, group: str, value: str) -> str:
    """Return what `value` is called in Arabic and, in small, in English."""
    return f'{escaped(labels.ar(group, value))} <span lang="en">{escaped(labels.en(group, value))}</span>'


def in_english(content: str) -> str:
    """Return an English sentence escaped, the Arabic quoted in it set apart from its direction."""
    return _QUOTED.sub(r"«<bdi>\1</bdi>»", escaped(content))


@dataclass(frozen=True, slots=True)
class Markup:
    """Writes the claims of one report with the words of its `text`."""

    text: str
    labels: Labels

    def fields(self, claim: Claim) -> str:
        """Return the terms and descriptions of the fields that `claim` has."""
        rows: tuple[tuple[str, list[str]], ...] = (
            ("actors", [self._mention(actor, "actor") for actor in claim.actors]),
            ("targets", [self._mention(target, "target") for target in claim.targets]),
            ("places", [self._place(place) for place in claim.places]),
            ("time", [self._time(claim.time, claim.time_span)] if claim.time else []),
            ("numbers", [self._number(number) for number in claim.numbers]),
            ("modality", self._factuality(claim)),
            ("chain", self._chain(claim.chain)),
            ("rule", [f"<code>{escaped(claim.rule)}</code>"] if claim.rule else []),
        )
        return "".join(self._row(name, values) for name, values in rows if values)

    def finding(self, finding: Finding) -> str:
        """Return what a finding says: its check in both languages, the message, the likely reading."""
        meant = (
            f" {self._label('field', 'likely-meant')}: {in_english(finding.suggestion)}"
            if finding.suggestion
            else ""
        )
        return (
            f"<strong>{self._label('check', finding.check)}</strong> <bdi>{self.words(finding.span)}</bdi>"
            f'<p lang="en" dir="ltr">{in_english(finding.message)}</p>{meant}'
        )

    def words(self, span: Span) -> str:
        """Return the words of `span` on one line."""
        return escaped(" ".join(self.text[span.start : span.end].split()))

    def _row(self, name: str, values: list[str]) -> str:
        shown = "".join(f"<span>{value}</span>" for value in values)
        return f"<dt>{self._label('field', name)}</dt><dd>{shown}</dd>"

    def _factuality(self, claim: Claim) -> list[str]:
        if claim.modality is Modality.ACTUAL and claim.polarity == "+":
            return []  # as most are: said to have happened
        modality = self._label("modality", str(claim.modality))
        return [f"{modality}، {self._label('polarity', polarity_id(claim.polarity))}"]

    def _label(self, group: str, value: str) -> str:
        return both(self.labels, group, value)

    def _mark(self, role: str, span: Span | None) -> str:
        if span is None:
            return f'<span class="none">({escaped(self.labels.ar("field", "no-words"))})</span>'
        return f'<bdi class="mark role-{role}">{self.words(span)}</bdi>'

    def _mention(self, mention: Mention, role: str) -> str:
        return f"{self._mark(role, mention.span)} <code>{escaped(mention.id)}</code>"

    def _place(self, place: PlaceMention) -> str:
        role = "" if place.role == "at" else f"{self._label('place-role', place.role)} "
        has_point = place.lat is not None and place.lon is not None
        point = f" {place.lat:.4f}, {place.lon:.4f}" if has_point else ""
        name = escaped(place.id) if place.id else '<span title="not resolved">?</span>'
        return f"{role}{self._mark('place', place.span)} <code>{name}{point}</code>"

    def _time(self, time: Interval, span: Span | None) -> str:
        days = time.start.isoformat() if time.start == time.end else f"{time.start} – {time.end}"
        words = f"{self._mark('time', span)} " if span else ""
        notes = f"{self._label('precision', time.precision)}، {self._label('basis', str(time.basis))}"
        return f'{words}<time dir="ltr">{days}</time> ({notes})'

    def _number(self, number: Number) -> str:
        words = f"{self._mark('number', number.span)} " if number.span else ""
        who = f" <code>{escaped(number.who)}</code>" if number.who else ""
        return f'{words}{self._label("what", number.what)} <span dir="ltr">{amount(number)}</span>{who}'

    def _chain(self, chain: tuple[Link, ...]) -> list[str]:
        if not chain:
            return [f'<span class="none">{self._label("field", "outlet-voice")}</span>']
        links = [
            f"{self._mark('chain', link.span)} <code>{escaped(link.id)}</code> "
            f"{self._label('stance', str(link.stance))}"
            for link in chain
        ]
        # The teller nearest the reader first; arrows lead to the origin, leftwards as the page reads.
        return [f"{link} ←" for link in links[:-1]] + links[-1:]
