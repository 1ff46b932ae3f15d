"""What kinds of places a generic word asks for."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.lexicon.places.records import Generic

# Kinds that a generic word in front asks for, by the word's id in generic.csv.
_WANTED = {
    "madina": "city capital town", "balda": "town village city", "qarya": "village town",
    "hay": "neighbourhood", "hara": "neighbourhood", "dahiya": "neighbourhood town area",
    "mukhayyam": "camp", "asima": "capital", "muhafaza": "governorate", "wilaya": "governorate",
    "muqataa": "governorate", "mudiriyya": "district", "qada": "district town city",
    "nahiya": "town district", "iqlim": "governorate area region", "rif": "governorate",
    "mintaqa": "area district town governorate neighbourhood", "badiya": "desert governorate",
    "sahra": "desert governorate", "jabal": "mountain", "wadi": "valley", "nahr": "river", "bahr": "sea",
    "khalij": "sea", "madiq": "strait", "jazira": "island", "buhayra": "lake", "maabar": "crossing",
    "manfadh": "crossing", "matar": "airport base", "mina": "port", "marfa": "port", "qaida": "base",
    "muaskar": "base camp", "jisr": "bridge", "sadd": "dam", "haql": "field", "misfat": "site",
    "sijn": "site", "mustashfa": "site", "tariq": "road", "shari": "road", "duwwar": "square",
    "saha": "square", "maydan": "square", "jumhuriyya": "country", "dawla": "country",
    "mamlaka": "country", "qita": "area", "tall": "mountain", "uzla": "village district area",
}  # fmt: skip
WANTED_KINDS = {word: frozenset(kinds.split()) for word, kinds in _WANTED.items()}

_SETTLED = frozenset({"capital", "city", "town", "village"})
# Words before which the size of a settlement is loosely used («مدينة», «بلدة», «قرية»), and names of
# divisions that are those of their seats («ناحية», «قضاء»).
_LOOSE = frozenset(
    "madina balda qarya mintaqa nahiya qada mudiriyya dahiya baladiyya mahalliyya dayaa qasaba uzla".split()
)
_PASSED_OVER = frozenset({"direction", "relation", "area"})


def asks_in_vain(generics: Sequence[Generic], kind: str) -> bool:
    """Return whether the generic word nearest to a name asks for something else than a place of `kind`."""
    last = next((word for word in reversed(generics) if word.kind not in _PASSED_OVER), None)
    if last is None or kind in WANTED_KINDS.get(last.id, ()):
        return False
    return not (last.id in _LOOSE and kind in _SETTLED)
