"""Whether actors were there, and people in office, on the day of which they are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tawatur.checks.raised import Raised
from tawatur.checks.scene import Scene
from tawatur.lexicon.actor_records import Actor, Head, NameEntry, Nationality, Relation, Tenure
from tawatur.model import Finding, Link, Mention

# Terms and foundings are general knowledge that may be off by a little, and reports go on naming
# an office holder for some weeks after he has left, or call him by it before he is sworn in.
GRACE = timedelta(days=60)
# Words behind a name where «السابق» and its like still belong to it, and before its title.
_REACH_BEHIND, _REACH_BEFORE = 5, 3
# Words before a name that may hold the office: «وزير الخارجية الأمريكي السابق السيد جون».
_TITLE_WORDS = 6


def check_histories(scene: Scene) -> Iterator[Raised]:
    """Yield findings for actors named before they existed, and people given an office they did not hold."""
    published = scene.report.published
    if published is None:
        return
    seen: set[tuple[str, int]] = set()
    for number, claim in enumerate(scene.claims):
        mentions: tuple[Mention | Link, ...] = (*claim.actors, *claim.targets, *claim.chain)
        for mention in mentions:
            if mention.span is None or (mention.id, mention.span.start) in seen:
                continue
            seen.add((mention.id, mention.span.start))
            finding = _check_mention(scene, mention, published)
            if finding is not None:
                yield Raised(finding, number)


def _check_mention(scene: Scene, mention: Mention | Link, published: date) -> Finding | None:
    book = scene.lexicon.actors
    if mention.id in book.histories.tenures:
        return _check_office(scene, mention, published)
    actor = book.actors.get(mention.id)
    if actor is None or actor.cls == "person":
        return None
    return _check_existence(scene, actor, mention, published)


# ---------------------------------------------------------------- actors


def _check_existence(scene: Scene, actor: Actor, mention: Mention | Link, published: date) -> Finding | None:
    """A name that an actor took after publication; a report on earlier times may use a later one.

    Only where another is known to have become it: a day of founding alone says nothing of the
    name, which others may have borne before («القوات المشتركة», «الأمن العام»).
    """
    before = _before(scene, actor)
    begun = before[0].period.first_day if before else None
    if begun is None or begun <= published + GRACE:
        return None
    named = _name_in(scene, mention)
    if named is None or _is_former(scene, *named) or not _is_only_bearer(scene, actor.id, named):
        return None
    earlier = " or ".join(scene.lexicon.actors.actors[relation.actor_id].name_en for relation in before)
    message = (
        f"«{scene.text(scene.span(*named))}»: {actor.name_en} did not exist under this name before "
        f"{before[0].period.start}; the report was published on {published.isoformat()} (source: "
        f"{before[0].source}). Until then it was {earlier}."
    )
    return Finding("before-existence", message, scene.span(*named), earlier)


def _before(scene: Scene, actor: Actor) -> tuple[Relation, ...]:
    """Return what was renamed to the actor, else what merged into it for good on the day it was founded."""
    into = scene.lexicon.actors.histories.inverse.get(actor.id, ())
    renamed = tuple(relation for relation in into if relation.kind == "renamed-to")
    merged = (
        r for r in into if r.kind == "merged-into" and r.period.start == actor.start and not r.period.end
    )
    return renamed[:1] or (tuple(merged) if actor.start else ())


def _is_only_bearer(scene: Scene, actor_id: str, named: tuple[int, int]) -> bool:
    """Return whether a name, in full, is this actor's and nobody else's."""
    first, last = named
    entries = [
        fixed.entry
        for size, _, _, fixed in scene.lexicon.sequences_at(scene.norms, first, scene.word(first))
        if size == last - first and isinstance(fixed.entry, NameEntry)
    ]
    return all(entry.actor_id == actor_id and entry.usage != "short" for entry in entries)


# ---------------------------------------------------------------- offices


def _check_office(scene: Scene, mention: Mention | Link, published: date) -> Finding | None:
    """A person behind an office that he is known to have held, at another time."""
    book = scene.lexicon.actors
    named = _name_in(scene, mention)
    if named is None:
        return None
    first, last = named
    title = _title_before(scene, first)
    if title is None or _is_former(scene, title[0], last):
        return None
    at, heads, country = title
    held = [
        (office, of, tenure)
        for office, of, tenure in book.histories.tenures[mention.id]
        if office in heads and country in ("", of)
    ]
    if not held or any(_may_cover(tenure, day) for *_, tenure in held for day in _days(scene, at, published)):
        return None
    return _out_of_office(scene, mention.id, (at, last), held[-1], published)


def _out_of_office(
    scene: Scene, person: str, tokens: tuple[int, int], held: tuple[str, str, Tenure], published: date
) -> Finding:
    book = scene.lexicon.actors
    office, of, tenure = held
    holder = book.holder(office, of, published)
    name = book.actors[holder].name_en if holder is not None else ""
    term = f"from {tenure.period.start or '?'} to {tenure.period.end or '?'}"
    then = f" On that day it was held by {name}." if name else ""
    message = (
        f"«{scene.text(scene.span(*tokens))}»: {book.actors[person].name_en} was {office.replace('-', ' ')} of "
        f"{book.actors[of].name_en} {term}, not when the report was published ({published.isoformat()}).{then}"
    )
    return Finding("out-of-office", message, scene.span(*tokens), name)


def _title_before(scene: Scene, first: int) -> tuple[int, frozenset[str], str] | None:
    """Return where the title before a name begins, the offices it may be, and its country ("" for none).

    Every word between the title and the name must belong to it: a nationality, or a title of honour.
    """
    country = ""
    for at in range(first - 1, max(first - 1 - _TITLE_WORDS, -1), -1):
        if scene.tokens[at].kind != "word":
            return None
        word = scene.word(at)
        if word.nationality is not None and isinstance(word.nationality.entry, Nationality) and not country:
            country = word.nationality.entry.country.id
            continue
        heads = _heads_over(scene, at, first)
        if heads:
            return None if _is_of_another(scene, at) else (at, heads, country)
        if word.head is None:
            return None
    return None


def _is_of_another(scene: Scene, at: int) -> bool:
    """Return whether the word before a title makes it another's: «نائب وزير», «نظام الرئيس»."""
    if at == 0 or scene.tokens[at - 1].kind != "word" or scene.norms[at].startswith("ال"):
        return False
    before = scene.word(at - 1)
    return before.head is not None or bool(before.nouns and not before.particles and not before.verbs)


def _heads_over(scene: Scene, at: int, first: int) -> frozenset[str]:
    """Return the role words that begin at `at`: one word that is an office by itself, or a whole phrase."""
    found = [
        (found[0], found[3].entry.id)
        for found in scene.lexicon.sequences_at(scene.norms, at, scene.word(at))
        if isinstance(found[3].entry, Head) and at + found[0] <= first
    ]
    word = scene.word(at)
    if word.head is not None and isinstance(word.head.entry, Head):
        found.append((1, word.head.entry.id))
    longest = max((size for size, _ in found), default=0)
    is_office = scene.lexicon.actors.is_office
    return frozenset(id_ for size, id_ in found if size == longest and is_office(id_))


def _may_cover(tenure: Tenure, day: date) -> bool:
    """Return whether the tenure covers the day, give or take GRACE, or may."""
    first, last = tenure.period.first_day, tenure.period.last_day
    return (first is None or first - GRACE <= day) and (last is None or day <= last + GRACE)


def _days(scene: Scene, at: int, published: date) -> Iterator[date]:
    """Yield the days that may be spoken of: publication, and every time of the sentence and its paragraph."""
    yield published
    offset = scene.tokens[at].start
    begin = scene.report.text.rfind("\n", 0, offset)
    end = scene.report.text.find("\n", offset)
    for time in scene.times:
        if begin < time.span.start and (time.span.start < end or end < 0) and time.interval is not None:
            yield time.interval.start
            yield time.interval.end


# ---------------------------------------------------------------- words


def _name_in(scene: Scene, mention: Mention | Link) -> tuple[int, int] | None:
    """Return the tokens of the name in a mention, or None where it is told by other words."""
    if mention.span is None:
        return None
    for at in scene.indexes(mention.span):
        if scene.tokens[at].kind != "word":
            continue
        for size, _, _, fixed in scene.lexicon.sequences_at(scene.norms, at, scene.word(at)):
            if isinstance(fixed.entry, NameEntry) and fixed.entry.actor_id == mention.id:
                return at, at + size
    return None


def _is_former(scene: Scene, first: int, last: int) -> bool:
    """Return whether a word like «السابق» stands in, before or soon behind the tokens."""
    family = scene.words.families["former"]
    around: Sequence[int] = range(max(first - _REACH_BEFORE, 0), min(last + _REACH_BEHIND, len(scene.tokens)))
    return any(family.at(scene.tokens, at) is not None for at in around)
