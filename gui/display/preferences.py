"""How a person wants the screen to look and to sound; each choice is checked when it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from gui.display.languages import LANGUAGES

THEMES = ("dark", "light")
RANGES = {"text_scale": (100, 160), "volume": (0, 100)}
"""Least and most of what is written in percent: of the usual text size, of full volume."""
ON, OFF = "on", "off"


def _whole(what: str, name: str) -> str:
    least, most = RANGES[name]
    return f"the {what} is a whole number from {least} to {most} %"


MAY_BE = {
    "theme": "the theme is dark or light",
    "text_scale": _whole("text size", "text_scale"),
    "language": f"the language is one of {', '.join(LANGUAGES)}, or empty for the system's own",
    "volume": _whole("volume", "volume"),
    "muted": "the sound is on or off",
    "speech": "speech is on or off",
    "touch_bar": "the buttons are on or off",
    "full_screen": "the full screen is on or off",
}
"""What each preference may be, in a sentence."""


class BadPreference(ValueError):
    """A preference that cannot be; the message says what it may be.

    Attributes:
        name: of the field of ``Preferences``.
    """

    def __init__(self, name: str) -> None:
        super().__init__(MAY_BE[name])
        self.name = name


@dataclass(frozen=True)
class Preferences:
    """How the screen looks and sounds.

    Attributes:
        theme: one of ``THEMES``.
        text_scale: size of text as a multiple of the usual one.
        language: a key of ``LANGUAGES``, "" for the system's own.
        volume: percent of full scale.
        muted: whether there is no sound at all.
        speech: whether the number is spoken.
        touch_bar: whether there are buttons to touch.
        full_screen: whether the window covers the screen.

    Raises:
        BadPreference: one of them cannot be so.
    """

    theme: str = "dark"
    text_scale: float = 1.0
    language: str = ""
    volume: int = 80
    muted: bool = False
    speech: bool = False
    touch_bar: bool = True
    full_screen: bool = False

    def __post_init__(self) -> None:
        for field in fields(self):
            if not _MAY[field.name](getattr(self, field.name)):
                raise BadPreference(field.name)


def changed(preferences: Preferences, name: str, text: str) -> Preferences:
    """Return preferences with one of them as a person has written it.

    Numbers are written in percent, with or without the sign; what is yes or no, ``on`` or ``off``.

    Raises:
        BadPreference: it cannot be that; the message says what it may be.
    """
    read = _READ.get(name, _switch)
    return replace(preferences, **{name: read(text.strip().casefold())})


def _percent(text: str) -> int | None:
    digits = text.removesuffix("%").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 4 else None


def _share(text: str) -> float | None:
    percent = _percent(text)
    return None if percent is None else percent / 100


def _switch(text: str) -> bool | None:
    return {ON: True, OFF: False}.get(text)


def _is_scale(value: Any) -> bool:
    least, most = RANGES["text_scale"]
    return type(value) in (int, float) and least <= 100 * value <= most


def _is_volume(value: Any) -> bool:
    least, most = RANGES["volume"]
    return type(value) is int and least <= value <= most


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


_READ: dict[str, Callable[[str], Any]] = {
    "theme": str,
    "text_scale": _share,
    "language": str,
    "volume": _percent,
}
_MAY: dict[str, Callable[[Any], bool]] = {
    "theme": lambda value: value in THEMES,
    "text_scale": _is_scale,
    "language": lambda value: value in ("", *LANGUAGES),
    "volume": _is_volume,
    "muted": _is_switch,
    "speech": _is_switch,
    "touch_bar": _is_switch,
    "full_screen": _is_switch,
}
