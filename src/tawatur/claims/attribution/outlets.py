"""The report's own outlet: implicit in every chain, so that it is no link of any."""

from __future__ import annotations

from tawatur.lexicon.actors import ActorBook
from tawatur.text.normal import normalize


def outlet_ids(actors: ActorBook, outlet: str) -> frozenset[str]:
    """Return the ids that the outlet's name, in Arabic or English, may stand for; empty without outlet.

    An English name also gives its slug, with and without the edition's language («BBC Arabic»).
    """
    if not outlet.strip():
        return frozenset()
    named = {entry.actor_id for entry in actors.by_name(" ".join(normalize(outlet).split()))}
    words = outlet.lower().split()
    short = [w for w in words if w != "arabic"]
    return frozenset(named | {"-".join(words), "-".join(short), "".join(words), "".join(short)})
