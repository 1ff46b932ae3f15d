"""Readings built by hand, for tests of what is made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tawatur.model import (
    Basis,
    Claim,
    Evidence,
    Interval,
    Link,
    Mention,
    Modality,
    Number,
    PlaceMention,
    Reading,
    Report,
    Span,
    Stance,
)

TEXT = (
    "قصفت مدفعية الحرس أطراف بلدة الزيتونة مساء السبت، ما أدى إلى مقتل 3 مدنيين وإصابة العشرات، "
    "بحسب ما قال مدير المشفى سالم العابد لوكالة الأفق.\n"
    "ونفت وزارة الدفاع استهداف المدنيين. وقد تستأنف المفاوضات الأحد المقبل."
)
PUBLISHED = date(1987, 3, 15)


def find(words: str, text: str = TEXT, nth: int = 1) -> Span:
    """Return the span of the `nth` occurrence of `words`."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def sentence(words: str, text: str = TEXT) -> Span:
    """Return the span of the sentence in which `words` stand."""
    at = text.index(words)
    start = max(text.rfind(end, 0, at) for end in (". ", "\n")) + 1
    end = text.find(".", at)
    return Span(start + (text[start] == " "), end + 1 if end >= 0 else len(text))


def make_report(text: str = TEXT, **changes: object) -> Report:
    """Return a report, by default the one that SHELLING, DENIAL and TALKS are read in."""
    report = Report(id="r-1", text=text, title="قصف على الزيتونة", outlet="الأفق", published=PUBLISHED)
    return replace(report, **changes)  # type: ignore[arg-type]


SHELLING = Claim(
    type="ASSAULT",
    mode="shelling",
    trigger=find("قصفت"),
    sentence=sentence("قصفت"),
    actors=(Mention(find("مدفعية الحرس"), "guard-forces", "subject"),),
    targets=(Mention(None, "civilians", "victims"),),
    places=(
        PlaceMention(
            find("أطراف بلدة الزيتونة"), "Zaytuna", "at", "zaytuna-town", 35.5, -1.25, rule="object-place"
        ),
    ),
    time=Interval(date(1987, 3, 14), date(1987, 3, 14), "day", Basis.RELATIVE, "weekday"),
    time_span=find("السبت"),
    numbers=(
        Number("killed", "civilians", 3, 3, find("3 مدنيين"), "figure"),
        Number("injured", "people", 20, 99, find("العشرات"), "vague"),
    ),
    chain=(
        Link(find("وكالة الأفق"), "ufuq-agency", Stance.SAYS, "addressee"),
        Link(find("مدير المشفى سالم العابد"), "salim-al-abid", Stance.SAYS, "bihasab"),
    ),
    rule="verb:qasafa",
    evidence=(
        Evidence("type", "verb:qasafa", find("قصفت"), ("nominal:qasf: another word",)),
        Evidence("actors", "subject", find("مدفعية الحرس")),
        Evidence("time", "weekday", find("السبت"), ("1987-03-21: the verb is past",)),
        Evidence("modality", "default"),
    ),
)
DENIAL = Claim(
    type="REJECT",
    mode="deny",
    trigger=find("نفت"),
    sentence=sentence("نفت"),
    actors=(Mention(find("وزارة الدفاع"), "defence-ministry"),),
    rule="verb:nafa",
)
TALKS = Claim(
    type="CONSULT",
    mode="negotiation",
    trigger=find("المفاوضات"),
    sentence=sentence("المفاوضات"),
    time=Interval(date(1987, 3, 22), date(1987, 3, 22), "day", Basis.RELATIVE, "weekday"),
    time_span=find("الأحد المقبل"),
    modality=Modality.POSSIBLE,
    polarity="-",
    rule="nominal:mufawadat",
)
READING = Reading(make_report(), (SHELLING, DENIAL, TALKS))
EMPTY = Reading(make_report("هطل المطر على المدينة.", id="r-2", title="", outlet="", published=None), ())
