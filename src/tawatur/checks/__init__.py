"""Checks what is said against the map, the calendar, the actors' histories and the report itself.

`words` loads what to look for; `scene` is one report; `statements` reads what is said of places and
`geography` holds it against the map; `calendar`, `histories` and `figures` do the same for dates, actors
and numbers; `voices` says whose words they are; `checker` puts the findings on the claims.
"""

from tawatur.checks.checker import CHECKS, Checker
from tawatur.checks.words import CheckWords, load_check_words

__all__ = ["CHECKS", "CheckWords", "Checker", "load_check_words"]
