"""What text can be kept: databases take neither NUL nor half characters."""

from __future__ import annotations

# Each becomes one U+FFFD, so that offsets stay.
_UNKEEPABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def keepable(text: str) -> str:
    """Return a text with U+FFFD for each character that no database takes."""
    return text.translate(_UNKEEPABLE)
