"""Readings as one self-contained right-to-left page: the text with its claims lit up in place.

The page loads nothing from anywhere, and its content security policy lets only its own
script and style run, by their digests. The text stands in the page as it was; words are
marked by ranges over it, because an element inside a word would break its letters apart.
"""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import TextIO

from tawatur import __version__
from tawatur.export.labels import Labels, load_labels
from tawatur.export.markup import Markup, both, escaped
from tawatur.model import Claim, Finding, Link, Mention, Modality, Number, PlaceMention, Reading, Report, Span

# Neighbouring types have neighbouring hues, from violence by way of agreement back to coercion.
_TYPES = (
    "ASSAULT", "HARM", "TERRITORY", "MOBILIZE", "RETREAT", "CONCEDE", "AID", "COOPERATE", "AGREE",
    "SUPPORT", "CONSULT", "REQUEST", "PROTEST", "REJECT", "ACCUSE", "THREATEN", "SANCTION", "COERCE",
)  # fmt: skip
_ROLES = {
    "trigger": "trigger", "actor": "actors", "target": "targets", "place": "places",
    "time": "time", "number": "numbers", "chain": "chain",
}  # fmt: skip

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # two code units each in UTF-16


def write_page(readings: Iterable[Reading], stream: TextIO) -> None:
    """Write one page with all `readings` to `stream`, each as soon as it comes."""
    labels = load_labels()
    stream.write(_head(labels))
    reports = claims = 0
    for reading in readings:
        reports, claims = reports + 1, claims + len(reading.claims)
        stream.write(_report(reading, f"r{reports}", labels))
    stream.write(_foot(reports, claims, labels))


# ---------------------------------------------------------------- the frame


def _head(labels: Labels) -> str:
    style, script = _style(), _script()
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    legend = "".join(
        f'<li><span class="swatch mark role-{role}"></span>{both(labels, "field", name)}</li>'
        for role, name in _ROLES.items()
    )
    legend += f'<li><span class="swatch finding"></span>{both(labels, "field", "finding")}</li>'
    hint = both(labels, "field", "hint")
    return (
        '<!doctype html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="tawatur {__version__}">\n'
        f"<title>tawatur · تواتر</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<header>\n<h1>تواتر <span lang="en">tawatur</span></h1>\n<p class="about">{hint}</p>\n'
        f'<ul class="legend">{legend}</ul>\n</header>\n<main>\n'
    )


def _foot(reports: int, claims: int, labels: Labels) -> str:
    arabic = f"{escaped(labels.ar('field', 'claims'))}: {claims}"
    in_reports = f"{reports} report" + ("" if reports == 1 else "s")
    english = f"{claims} claim{'' if claims == 1 else 's'} in {in_reports} · tawatur {__version__}"
    counts = f'{arabic} <span lang="en" dir="ltr">{english}</span>'
    return f"</main>\n<footer>{counts}</footer>\n<script>{_script()}</script>\n</body>\n</html>\n"


@cache
def _style() -> str:
    """Return the page's style with the colours of types and roles."""
    step = 360 // len(_TYPES)
    colours, rules = [], []
    for i, name in enumerate(_TYPES):
        colours.append(f"--type-{name}: hsl({i * step} var(--tint-sat) var(--tint-light));")
        rules.append(f".type-{name} {{ --hue: {i * step}; }}")
        rules.append(f"::highlight(type-{name}) {{ background-color: var(--type-{name}); }}")
    for role in _ROLES:
        colours.append(f"--role-{role}: var(--{role});")
        rules.append(f".role-{role} {{ --role: var(--{role}); }}")
        rules.append(f"::highlight(role-{role}) {{ background-color: var(--{role}); }}")
    return _file("page.css") + ":root { " + " ".join(colours) + " }\n" + "\n".join(rules) + "\n"


@cache
def _script() -> str:
    return _file("page.js")


def _file(name: str) -> str:
    return (resources.files("tawatur.export") / "page" / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


# ---------------------------------------------------------------- one report


def _report(reading: Reading, anchor: str, labels: Labels) -> str:
    report = reading.report
    offsets, markup = _Utf16(report.text), Markup(report.text, labels)
    claims = "".join(
        f"<li>{_claim(claim, number, anchor, markup, offsets)}</li>\n"
        for number, claim in enumerate(reading.claims, start=1)
    )
    if claims:
        panel = f'<ol class="claims" aria-label="{escaped(labels.ar("field", "claims"))}">\n{claims}</ol>'
    else:
        panel = f'<p class="empty">{both(labels, "field", "no-claims")}</p>'
    panel = _findings(reading.findings, markup, offsets) + panel
    title = f'<h2 dir="auto">{escaped(report.title)}</h2>\n' if report.title else ""
    return (
        f'<article class="report" id="{anchor}">\n{title}<p class="about">{_about(report, labels)}</p>\n'
        f'<div class="columns">\n<div class="text" dir="auto">{escaped(report.text)}</div>\n'
        f"<div>{panel}</div>\n</div>\n"
        "</article>\n"
    )


def _about(report: Report, labels: Labels) -> str:
    parts = [f"<bdi>{escaped(report.outlet)}</bdi>"] if report.outlet else []
    if report.published:
        basis = both(labels, "basis", str(report.published_basis))
        parts.append(f'<span><time dir="ltr">{report.published.isoformat()}</time> ({basis})</span>')
    parts.append(f"<code>{escaped(report.id)}</code>")
    return "".join(parts)


def _claim(claim: Claim, number: int, anchor: str, markup: Markup, offsets: _Utf16) -> str:
    labels = markup.labels
    spans = " ".join(
        f"{role}:{offsets.at(span.start)}-{offsets.at(span.end)}" for role, span in _spans(claim)
    )
    type_ = escaped(claim.type)
    # «غير ذلك» (other) beside the trigger tells nobody anything.
    in_arabic = "" if claim.mode == "other" else f"{escaped(labels.ar('mode', claim.mode))} "
    mode = f'{in_arabic}<span lang="en">{type_}/{escaped(claim.mode)}</span>'
    return (
        f'<section class="claim type-{type_}" id="{anchor}c{number}" '
        f'data-type="{type_}" data-spans="{spans}">\n'
        f'<h3><button type="button" aria-pressed="false"><span class="number">{number}</span> '
        f'<span class="badge">{escaped(labels.ar("type", claim.type))}</span> '
        f"<bdi>{markup.words(claim.trigger)}</bdi> <span>{mode}</span>{_flags(claim, labels)}</button></h3>\n"
        f"<dl>{markup.fields(claim)}</dl>\n{_findings(claim.findings, markup, offsets)}</section>"
    )


def _findings(findings: Iterable[Finding], markup: Markup, offsets: _Utf16) -> str:
    """Return the list of what does not agree, each with the place in the text that it is about."""
    items = "".join(
        f'<li data-finding="{offsets.at(finding.span.start)}-{offsets.at(finding.span.end)}">'
        f"{markup.finding(finding)}</li>\n"
        for finding in findings
    )
    return f'<ul class="findings">\n{items}</ul>\n' if items else ""


def _flags(claim: Claim, labels: Labels) -> str:
    """Return what must not be overlooked: not done yet, or said not to be so."""
    flags = []
    if claim.modality is not Modality.ACTUAL:
        flags.append(labels.ar("modality", str(claim.modality)))
    if claim.polarity == "-":
        flags.append(labels.ar("polarity", "denied"))
    return "".join(f' <span class="flag">{escaped(flag)}</span>' for flag in flags)


def _spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    yield "trigger", claim.trigger
    if claim.time_span:
        yield "time", claim.time_span
    groups: tuple[tuple[str, Iterable[Mention | PlaceMention | Number | Link]], ...] = (
        ("actor", claim.actors),
        ("target", claim.targets),
        ("place", claim.places),
        ("number", claim.numbers),
        ("chain", claim.chain),
    )
    for role, mentions in groups:
        for mention in mentions:
            if mention.span:
                yield role, mention.span


class _Utf16:
    """Turns code point offsets into the UTF-16 offsets that scripts count in."""

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]

    def at(self, offset: int) -> int:
        """Return `offset` in UTF-16 code units."""
        return offset + bisect_left(self._astral, offset)
