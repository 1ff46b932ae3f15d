"""The records that stages hand to one another.

All offsets are Unicode code points into `Report.text`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Modality(StrEnum):
    """Whether a claim tells of a deed, a plan or a possibility."""

    ACTUAL = "actual"
    INTENDED = "intended"
    POSSIBLE = "possible"


class Stance(StrEnum):
    """How a teller stands to what is told."""

    SAYS = "says"
    CONFIRMS = "confirms"
    ACCUSES = "accuses"
    DENIES = "denies"
    DOUBTS = "doubts"


class Basis(StrEnum):
    """What a date rests on."""

    STATED = "stated"  # written out in the text
    RELATIVE = "relative"  # reckoned from the publication date
    METADATA = "metadata"  # given with the report
    DATELINE = "dateline"  # taken from the report's own text
    JSON_LD = "json-ld"  # of a page's metadata
    OPENGRAPH = "opengraph"
    META = "meta"  # a page's other metadata
    URL = "url"
    HEADER = "header"  # of a mail, a feed, an archive's record, a message
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range [start, end) of code points in Report.text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or reversed")


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it came in; `text` is never changed."""

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    published: date | None = None
    published_basis: Basis = Basis.METADATA
    source: str = ""  # path and line it was read from
    encoding: str = "utf-8"
    url: str = ""
    outlet_basis: Basis = Basis.METADATA
    language: str = ""  # ISO 639-1 code, "" where nobody asked
    forwarded_from: tuple[str, ...] = ()  # channels that a message came through, nearest first


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included, as a time expression denotes them."""

    start: date
    end: date
    precision: str  # day week month season year decade range
    basis: Basis
    rule: str


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in the text and the interval it denotes (None: it denotes no day, «ليلا»)."""

    span: Span
    interval: Interval | None
    rule: str


@dataclass(frozen=True, slots=True)
class FoundTime(TimeMention):
    """A time expression with the readings that its sentence decides between.

    `interval` is the reading in a sentence about the past. `ahead` is the one in a sentence
    about the future, where it differs: «السبت» is the coming Saturday. `since` runs from the
    start of the expression to the reference where a «منذ», which begins at `since_start`,
    stands before it in the same clause: «منذ سقوط النظام في 2003». What stands between
    the two is dated by `interval`, what «منذ» itself dates by `since`. `event` dates the event
    named after the expression, if the telling is of the reference day: «غداة مقتل …».
    """

    ahead: Interval | None = None
    since: Interval | None = None
    since_start: int | None = None
    event: Interval | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a field is as it is: the rule, the words, and what was turned down."""

    field: str
    rule: str
    span: Span | None = None
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor or target as it stands in the text; `id` is canonical or descriptive.

    `span` is None where the mention has no words in the sentence.
    """

    span: Span | None
    id: str
    rule: str = ""
    framing: str = ""  # neutral, honour or denigrate, where names of the actor take sides


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that a name may mean; the higher `score`, the likelier, and `reasons` say why."""

    id: str
    name: str  # usual English name
    lat: float
    lon: float
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place of a claim: `role` is at, from or to.

    The true place lies within `accuracy_m` metres of the point; `country` is the ISO 3166 alpha-3
    code, empty where unknown. `candidates` are the best readings, likeliest first, where more than
    one fits.
    """

    span: Span
    name: str
    role: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    rule: str = ""
    accuracy_m: int | None = None
    country: str = ""
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity: `what` is killed, injured, missing, detained, displaced, strikes, vehicles or other.

    `max` is None where the text gives only a lower bound, and `min` where only an upper.
    """

    what: str
    who: str
    min: int | None
    max: int | None
    span: Span | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One teller of a chain."""

    span: Span | None
    id: str
    stance: Stance
    rule: str = ""
    framing: str = ""  # as of Mention


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim or report does not agree with the map, the calendar, the actors' histories or itself.

    `check` names the test, `message` says in English what was said and what is known, `span` the words
    it is about, `suggestion` the likely intended reading ("" for none). Nothing is ever corrected.
    """

    check: str
    message: str
    span: Span
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion in one sentence of one report (codebook section 1)."""

    type: str
    mode: str
    trigger: Span
    sentence: Span
    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    time: Interval | None = None
    time_span: Span | None = None
    modality: Modality = Modality.ACTUAL
    polarity: str = "+"
    numbers: tuple[Number, ...] = ()
    chain: tuple[Link, ...] = ()
    rule: str = ""
    evidence: tuple[Evidence, ...] = field(default=())
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader made of one report: claims in order of their triggers.

    `findings` are those about the report as a whole; a claim has its own.
    """

    report: Report
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...] = ()


class Status(StrEnum):
    """What became of something handed in."""

    READ = "read"
    DUPLICATE = "duplicate"  # the very report is kept already
    SET_ASIDE = "set-aside"  # nothing for us: not Arabic, no text
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to take a report from: a file, a line of one, a member of an archive, a message.

    `location` is the path or URL handed in, `member` where it stands in that ("" for the whole), `media`
    its kind, `content` its bytes, `digest` their SHA-256 in hex.
    """

    location: str
    member: str
    media: str
    content: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What finds copies of a text: `whole` of its words in order, 64-bit signed hashes of `bands` and `runs`.

    Near copies share a band of their MinHash signature, texts with a passage in common some of the runs
    of words that are sampled.
    """

    whole: int
    bands: tuple[int, ...]
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Handled:
    """A document and what became of it: a reading with its fingerprint, or why there is none.

    `stage` is where it was set aside or failed (open, extract, date, read ...), `message` why.
    """

    document: Document
    status: Status
    stage: str = ""
    message: str = ""
    reading: Reading | None = None
    fingerprint: Fingerprint | None = None
