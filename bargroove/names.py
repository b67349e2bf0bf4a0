"""What people call themselves, and things."""

from __future__ import annotations

_JOINERS = {0x200C: None, 0x200D: None}


def can_be_printed(text: str) -> bool:
    """Return whether a text is nothing but signs to be seen, and what joins some of them.

    Persian and Indic names, and many emoji, need the joiners.
    """
    return text.translate(_JOINERS).isprintable()
