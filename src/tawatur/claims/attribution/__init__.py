"""Who says so: cues, the words they cover, and the chain of tellers they make."""

from tawatur.claims.attribution.attributor import Attributor
from tawatur.claims.attribution.outlets import outlet_ids
from tawatur.claims.attribution.records import Attribution, chain_at, chain_of, evidence_of

__all__ = ["Attribution", "Attributor", "chain_at", "chain_of", "evidence_of", "outlet_ids"]
