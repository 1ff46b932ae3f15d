"""Whether figures agree: a part with its whole, and two figures for one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from tawatur.checks.raised import Raised
from tawatur.checks.scene import Scene
from tawatur.checks.voices import claim_at, teller
from tawatur.lexicon.numerals import Reading as Figure
from tawatur.lexicon.numerals import read_number
from tawatur.lexicon.phrases import Match
from tawatur.model import Claim, Finding, Modality, Number, Span

# Groups that nobody is in twice; «civilians» and «children» are not such a pair.
_DISJOINT = frozenset(("children", "women"))
_TOLLS = frozenset(("killed", "injured", "missing", "detained"))
# Words of what is counted between its figure and «بينهم»: «5 مدنيين من عائلة واحدة بينهم».
_MAX_COUNTED = 8
_MAX_GROUPS = 12  # words in which the groups are told
_NOT_COUNTED = frozenset(
    ("%", "بالمءه", "عاما", "سنه", "سنوات", "اعوام", "كيلومترا", "كم", "كلم", "في", "دولار", "مليون")
)
_ANYBODY = frozenset(("people", "", "civilians"))
# Words between the figures of two tellers who are set against each other: two sentences at most.
_MAX_APART = 45
_CLAUSE_SIGNS = frozenset((".", "؛", "!", "؟", ":"))


def check_figures(scene: Scene) -> Iterator[Raised]:
    """Yield findings for parts greater than their whole, and for two figures for the same thing."""
    numbered = [(number, claim) for number, claim in enumerate(scene.claims) if claim.numbers]
    if not numbered:
        return
    yield from _check_parts(scene)
    if len(numbered) > 1:
        yield from _check_doubles(scene, numbered)


# ---------------------------------------------------------------- parts


def _check_parts(scene: Scene) -> Iterator[Raised]:
    among, past = scene.words.families["among"], 0
    for index in [index for index, norm in enumerate(scene.norms) if norm in among.entries]:
        if index >= past:
            match = among.at(scene.tokens, index)
            past = match.last if match is not None else past
            found = _check_part(scene, match) if match is not None else None
            if found is not None:
                yield Raised(found, claim_at(scene, found.span))


def _check_part(scene: Scene, match: Match[str]) -> Finding | None:
    """The figure behind «بينهم», or those of women and children in all, against all figures before it."""
    start = scene.tokens[match.first].start
    counts = (c for c in scene.claims if c.numbers and c.sentence.start <= start < c.sentence.end)
    counting = next(counts, None)
    if counting is None:
        return None
    first = scene.indexes(counting.sentence)[0]
    wholes = [n for n in _figures_in(scene, first, match.first) if n.value >= 1]
    if not wholes or match.first - wholes[-1].last > _MAX_COUNTED or not _is_exact_count(scene, wholes[-1]):
        return None
    part = _figure_after(scene, match.last)
    if part is None:
        return None
    whole = sum(int(n.value) for n in wholes)
    groups = _groups_after(scene, match)
    parts = [count for count, _ in groups] or [int(part.value)]
    if max(int(part.value), sum(parts)) <= whole:
        return None
    shown = (
        f"the part ({int(part.value)})"
        if part.value > whole
        else f"the parts ({' + '.join(map(str, parts))})"
    )
    verb = "is" if part.value > whole else "are together"
    last = scene.tokens[part.last - 1].end
    if part.value <= whole:
        last = max(last, *(span.end for _, span in groups))
    span = Span(scene.tokens[wholes[-1].first].start, last)
    before = "the whole" if len(wholes) == 1 else "all that is counted before"
    return Finding(
        "part-of-whole", f"«{scene.text(span)}»: {shown} {verb} greater than {before} ({whole}).", span
    )


def _figures_in(scene: Scene, first: int, last: int) -> list[Figure]:
    """Return all numbers in figures or words of tokens [first, last), whatever they count."""
    found, at = [], first
    while at < last:
        number = read_number(scene.numbers, scene.tokens, at)
        if number is not None and number.last <= last:
            found.append(number)
        at = max(at + 1, number.last if number is not None else 0)
    return found


def _is_exact_count(scene: Scene, figure: Figure) -> bool:
    """Return whether a claim counts exactly this, and nothing vague stands in the same sentence before it."""
    span = scene.span(figure.first, figure.last)
    counted = [n for c in scene.claims if c.sentence.start <= span.start < c.sentence.end for n in c.numbers]
    here = [n for n in counted if n.span is not None and n.span.start <= span.start < n.span.end]
    vague = any(n.max is None or n.min != n.max for n in counted if n.span and n.span.start <= span.start)
    return bool(here) and not vague


def _figure_after(scene: Scene, index: int) -> Figure | None:
    """Return the number that stands at `index` or behind one word like «نحو», if it counts people or things."""
    for at in (index, index + 1):
        if at < len(scene.tokens) and scene.tokens[at].kind != "punct":
            number = read_number(scene.numbers, scene.tokens, at)
            if number is not None:
                behind = scene.norms[number.last] if number.last < len(scene.tokens) else ""
                return None if behind in _NOT_COUNTED or number.value.denominator != 1 else number
    return None


def _groups_after(scene: Scene, match: Match[str]) -> list[tuple[int, Span]]:
    """Return how many children, women … a claim counts behind «بينهم», each group once."""
    start, (_, last) = scene.tokens[match.first].end, scene.sentence_at(match.first)
    end = min(scene.tokens[min(match.last + _MAX_GROUPS, last) - 1].end, _clause_end(scene, start))
    groups: dict[tuple[str, str], tuple[int, Span]] = {}
    for claim in scene.claims:
        for n in claim.numbers:
            if (
                n.span is not None
                and start <= n.span.start < end
                and n.who in _DISJOINT
                and n.min is not None
            ):
                groups.setdefault((n.what, n.who), (n.min, n.span))
    kinds = {what for what, _ in groups}
    return list(groups.values()) if len(kinds) == 1 else []


def _clause_end(scene: Scene, start: int) -> int:
    """Return where what «بينهم» speaks of ends: at a sign that is more than a comma."""
    ends = [at for sign in _CLAUSE_SIGNS if (at := scene.report.text.find(sign, start)) >= 0]
    return min(ends, default=len(scene.report.text))


# ---------------------------------------------------------------- two figures for one thing

Told = tuple[int, Claim, Number]


def _check_doubles(scene: Scene, numbered: Sequence[tuple[int, Claim]]) -> Iterator[Raised]:
    told = [(number, claim, figure) for number, claim in numbered for figure in _totals(claim)]
    seen: set[int] = set()
    for one, other in combinations(told, 2):
        again = other[2].span
        if again is None or again.start in seen or one[2].what != other[2].what or one[2].min == other[2].min:
            continue
        check = _disagreement(scene, one, other)
        if check:
            seen.add(again.start)
            yield Raised(_two_figures(scene, check, one, other), other[0])


def _totals(claim: Claim) -> Iterator[Number]:
    """Yield the first figure of each kind where it is exact: groups within it follow it."""
    if claim.modality is not Modality.ACTUAL or claim.polarity != "+":
        return
    seen = set()
    for figure in claim.numbers:
        if figure.what not in seen and figure.what in _TOLLS and figure.min == figure.max and figure.span:
            yield figure
        seen.add(figure.what)


def _disagreement(scene: Scene, one: Told, other: Told) -> str:
    """Return the check that two figures fail: two-figures, tellers-differ, or "" for none."""
    (_, first, figure), (_, second, again) = one, other
    if _mentions(scene, second, "another") or any(
        _mentions(scene, claim, "rising") for claim in (first, second)
    ):
        return ""
    if _origin(scene, first) == _origin(scene, second):
        is_same = _thing(first, figure) == _thing(second, again) and first.sentence != second.sentence
        is_toll = any(
            _mentions(scene, claim, "toll") or _mentions(scene, claim, "another") for claim in (first, second)
        )
        return "two-figures" if is_same and first.places and first.time is not None and not is_toll else ""
    return "tellers-differ" if _is_set_against(scene, one, other) else ""


def _thing(claim: Claim, figure: Number) -> tuple[object, ...]:
    """Return what a figure is of: the act, whom it counts, where and when."""
    actors = frozenset(mention.id for mention in claim.actors)
    place = (claim.places[0].id or claim.places[0].name) if claim.places else ""
    days = (claim.time.start, claim.time.end) if claim.time is not None else None
    return claim.type, claim.mode, figure.what, figure.who, actors, place, days


def _origin(scene: Scene, claim: Claim) -> str:
    """Return the origin of a claim; a person speaks for his body."""
    if not claim.chain:
        return ""
    actor = scene.lexicon.actors.actors.get(claim.chain[-1].id)
    return (
        actor.parent if actor is not None and actor.cls == "person" and actor.parent else claim.chain[-1].id
    )


def _is_set_against(scene: Scene, one: Told, other: Told) -> bool:
    """Return whether a second teller is set against the first («بينما يقول المرصد …»), on the same act.

    He names no place or day of his own, and counts the same people or people in general.
    """
    (_, first, figure), (_, second, again) = one, other
    if not first.chain or not second.chain or figure.span is None or again.span is None:
        return False
    if {figure.who, again.who} - {figure.who} - _ANYBODY or {figure.who, again.who} - {again.who} - _ANYBODY:
        return False
    if (second.places and _thing(first, figure)[5] != _thing(second, again)[5]) or (
        second.time is not None and second.time != first.time
    ):
        return False
    start, end = figure.span.end, again.span.start
    between = scene.indexes(Span(start, end)) if start < end else range(0)
    contrast = scene.words.families["contrast"]
    return len(between) <= _MAX_APART and any(contrast.at(scene.tokens, at) is not None for at in between)


def _mentions(scene: Scene, claim: Claim, name: str) -> bool:
    """Return whether the sentence of a claim has a word of the family `name`."""
    family = scene.words.families[name]
    return any(family.at(scene.tokens, at) is not None for at in scene.indexes(claim.sentence))


def _two_figures(scene: Scene, check: str, one: Told, other: Told) -> Finding:
    (_, first, figure), (_, second, again) = one, other
    assert figure.span is not None and again.span is not None
    where = f" in «{scene.text(first.places[0].span)}»" if first.places else ""
    message = (
        f"Two figures for the {figure.what}{where}: {figure.min} «{scene.text(figure.span)}» "
        f"({teller(scene, first)}) and {again.min} «{scene.text(again.span)}» ({teller(scene, second)})."
    )
    return Finding(check, message, again.span)
