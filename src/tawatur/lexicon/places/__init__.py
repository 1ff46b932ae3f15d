"""The gazetteer: where the places of the news are, and which of them a name means in its context.

`records` what a place is; `load` reads and checks data/places; `spelling` and `names` find the places
of a mention; `ranking` weighs them against each other; `relations` says what lies beside
what; `book` is what the reader asks; `earth` measures.
"""

from tawatur.lexicon.places.book import PlaceBook
from tawatur.lexicon.places.earth import bearing_deg, distance_km, distance_to_line_km
from tawatur.lexicon.places.records import Candidate, Generic, Place, PlaceEntry

__all__ = [
    "Candidate",
    "Generic",
    "Place",
    "PlaceBook",
    "PlaceEntry",
    "bearing_deg",
    "distance_km",
    "distance_to_line_km",
]
