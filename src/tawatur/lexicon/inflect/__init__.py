"""The generator of all inflected, unvocalised Arabic forms."""

from tawatur.lexicon.inflect.derived import inflect_participles, masdar, participles
from tawatur.lexicon.inflect.nouns import NounFeatures, inflect_noun
from tawatur.lexicon.inflect.verbs import VerbFeatures, inflect_verb

__all__ = [
    "NounFeatures",
    "VerbFeatures",
    "inflect_noun",
    "inflect_participles",
    "inflect_verb",
    "masdar",
    "participles",
]
