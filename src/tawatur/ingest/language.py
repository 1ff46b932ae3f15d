"""Which language a text is in, as far as it matters here: Arabic, or another."""

from __future__ import annotations

import re

from tawatur.ingest.decoding import ARABIC_LETTER

# Letters that Persian, Urdu, Pashto, Kurdish, Sindhi and Uyghur write and Arabic does not. Arabic has a few
# in foreign names (گ, چ, پ, ڤ), Egyptian keyboards write ی for ي.
_OTHER = re.compile("[ٹڈڑںےہھڵڕێۆەټډړږښګڼېۍځڅۀژٺٻڀڃڄڇ]")
_OTHER_SHARE = 0.02
_LETTER = re.compile(r"[^\W\d_]")
# Fewer letters of Arabic script than this share of all: a text in another script that quotes Arabic.
_ARABIC_SHARE = 0.4
_SAMPLED = 20_000  # letters looked at


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text, "" where it cannot be told."""
    sample = text[:_SAMPLED]
    arabic = len(ARABIC_LETTER.findall(sample))
    letters = len(_LETTER.findall(sample))
    if not letters:
        return ""
    found = _likeliest(sample)
    if arabic < _ARABIC_SHARE * letters:
        return "" if found == "ar" else found
    if found not in ("ar", "") and (
        len(_OTHER.findall(sample)) > _OTHER_SHARE * arabic or _is_persian(sample)
    ):
        return found
    return "ar"


# Words of every Persian sentence that Arabic does not have.
_PERSIAN = re.compile(r"(?<!\w)(?:که|است|این|را|از|شد|می|برای|های|شده|کرد|بود)(?!\w)")
_PERSIAN_WORDS = 0.03


def _is_persian(text: str) -> bool:
    return len(_PERSIAN.findall(text)) > _PERSIAN_WORDS * len(text.split())


def _likeliest(text: str) -> str:
    from resiliparse.parse.lang import detect_fast

    found, _ = detect_fast(text)
    return "" if found == "unknown" else str(found)
