"""Makes Arabic names of the names that gazetteers of the world have in Arabic script."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tawatur.lexicon.places.spelling import name_problem
from tawatur.text.normal import INVISIBLE, normalize

# Letters of Persian, Urdu and Kurdish keyboards that Arabic writes otherwise; «پ», «چ», «گ», «ڤ», «ژ» are
# rendered as the Arabic press renders them.
_TWINS = str.maketrans(
    {"ک": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه", "ۀ": "ة", "ە": "ه", "پ": "ب", "چ": "تش", "گ": "غ", "ڤ": "ف", "ژ": "ج"}
)  # fmt: skip
_TURNED = str.maketrans({"ٱ": "ا", "ﷲ": "الله", **{chr(0x660 + n): str(n) for n in range(10)}})
_ARABIC = re.compile("[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_ADDITION = re.compile(r"(?<!\s)\s*+[(,،].*$")  # «سبرينغفيلد، إلينوي», «طرابلس (لبنان)»
_BETWEEN = re.compile(r"[\s\-‐–ـ_'’ʼ`.]+")
# A final ى stands at the end of a word; within one it is the e of Uyghur («لىسابون»).
_INNER_YA = re.compile("ى(?=[ء-ي])")
# Words of administration in Persian, Urdu and Kurdish, and of the headings of encyclopedias.
_FOREIGN_WORDS = frozenset(
    map(normalize, "شهر شهرستان روستا روستای بخش دهستان استان آباد شاری ضلع گاؤں تحصيل شهری".split())
)
_SHORTEST = 2


def is_arabic_script(text: str) -> bool:
    """Return whether `text` has a letter of the Arabic script."""
    return _ARABIC.search(text) is not None


def arabic_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are Arabic, in order, each normal form once; else those made Arabic.

    Names in the letters of Persian, Urdu or Kurdish are respelt and kept only where no name is in
    Arabic letters; names in other scripts, with signs, of figures or of one letter are dropped.
    """
    plain = [name for name in map(_cleaned, names) if name]
    found = _distinct(name for name in plain if _is_name(name))
    return found or _distinct(name for name in (n.translate(_TWINS) for n in plain) if _is_name(name))


def _cleaned(name: str) -> str:
    """Return a name in Arabic script without marks, additions and signs; "" for any other."""
    if not is_arabic_script(name):
        return ""
    visible = "".join(c for c in name.translate(_TURNED) if c not in INVISIBLE)
    return _BETWEEN.sub(" ", _ADDITION.sub("", visible)).strip()


def _is_name(name: str) -> bool:
    if len(name) < _SHORTEST or name_problem(name) or _INNER_YA.search(name):
        return False
    letters = sum(c.isalpha() for c in name)  # «17 تموز» is a name, a number none
    return letters >= _SHORTEST and _FOREIGN_WORDS.isdisjoint(normalize(name).split())


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    by_norm: dict[str, str] = {}
    for name in names:
        kept = by_norm.setdefault(normalize(name), name)
        if _care(name) > _care(kept):
            by_norm[normalize(name)] = name
    return tuple(by_norm.values())


def _care(name: str) -> int:
    """Return how many letters show a careful spelling: «القامشلة», «إدلب» before «القامشله», «ادلب»."""
    return sum(c in "أإآةؤئ" for c in name)
