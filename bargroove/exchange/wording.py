"""Words of messages."""

from __future__ import annotations


def shown(value: object) -> str:
    """Return what was found in a file, short enough for a line."""
    match value:
        case None:
            return "null"
        case "":
            return "nothing"
        case dict():
            return "an object"
        case list():
            return "a list"
    text = ascii(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 26 else f"{text[:24]}…"
