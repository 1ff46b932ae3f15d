"""Whom a forwarded message came through: links of every chain in it, before what its words tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tawatur.lexicon.actor_records import slug
from tawatur.lexicon.lexicon import Lexicon
from tawatur.lexicon.romanize import romanise
from tawatur.model import Claim, Link, Stance
from tawatur.text.normal import normalize

_RULE = "forwarded message"


def through_forwards(claims: Sequence[Claim], channels: Sequence[str], lexicon: Lexicon) -> list[Claim]:
    """Return the claims with the channels a message was forwarded from, nearest first, before their tellers.

    A channel that comes twice, as in a circle of forwards, is one link.
    """
    ids = dict.fromkeys(_channel_id(name, lexicon) for name in channels)
    links = tuple(Link(None, id_, Stance.SAYS, _RULE) for id_ in ids if id_)
    return [replace(claim, chain=(*links, *claim.chain)) for claim in claims]


def _channel_id(name: str, lexicon: Lexicon) -> str:
    """Return the id of a channel: that of the actor of this name, else the slug of the name in English."""
    norm = normalize(name)
    known = lexicon.actors.by_name(norm)
    if known:
        return known[0].actor_id
    words = "".join(c if c.isalnum() else " " for c in norm).split()
    return slug(romanise(words, lexicon.actors.romanized)) if words else ""
