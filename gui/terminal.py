"""What the place where text appears can show: its width, and colours."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TextIO

WIDTH = 100
"""Characters in a line where nothing says how wide it is."""

_CODES = re.compile(r"\x1b\[[0-9;]*m")


class Colour(Enum):
    """Colours of Okabe and Ito (2008), told apart by the colour-blind too; as 256-colour codes."""

    GREEN = "38;5;36"
    ORANGE = "38;5;214"
    VERMILION = "1;38;5;166"
    FAINT = "2"
    BOLD = "1"
    ALARM = "1;7;38;5;166"


@dataclass(frozen=True)
class Style:
    """How to write for one place.

    Attributes:
        width: characters in a line.
        colour: whether colours are shown.
    """

    width: int = WIDTH
    colour: bool = False

    def paint(self, text: str, colour: Colour) -> str:
        """Return the text in a colour, or as it is where there are none."""
        return f"\x1b[{colour.value}m{text}\x1b[0m" if self.colour and text else text


def style_of(stream: TextIO, environment: Mapping[str, str]) -> Style:
    """Return the style that suits a stream.

    Colours need a terminal that says it has them, and no ``NO_COLOR`` (no-color.org).
    """
    colour = _capable(stream, environment) and not environment.get("NO_COLOR")
    return Style(shutil.get_terminal_size((WIDTH, 24)).columns, colour)


def can_redraw(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Return whether a table can be redrawn in place there, with bars in it."""
    encoding = (stream.encoding or "").lower().replace("-", "")
    return _capable(stream, environment) and encoding.startswith("utf")


def _capable(stream: TextIO, environment: Mapping[str, str]) -> bool:
    term = environment.get("TERM", "dumb")
    return stream.isatty() and (term != "dumb" or "WT_SESSION" in environment)


def shown_width(text: str) -> int:
    """Return how many characters of the text are seen."""
    return len(uncoloured(text))


def uncoloured(text: str) -> str:
    """Return the text without its colours."""
    return _CODES.sub("", text)
