"""Headings of columns: what they name, and in which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KG = 0.45359237  # in a pound, exactly
SCALES = {
    "m/s": 1.0,
    "mps": 1.0,
    "cm/s": 0.01,
    "mm/s": 0.001,
    "m": 1.0,
    "cm": 0.01,
    "mm": 0.001,
    "s": 1.0,
    "sec": 1.0,
    "seconds": 1.0,
    "ms": 0.001,
    "kg": 1.0,
    "kgs": 1.0,
    "lb": _KG,
    "lbs": _KG,
}
"""SI unit, or kg, in each unit that occurs."""

_UNIT = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]+)[)\]]$")
_SIGNS = str.maketrans("", "", "#*.:")


@dataclass(frozen=True)
class Heading:
    """A heading taken apart.

    Attributes:
        text: as it stands in the file.
        name: lower case, without its unit and ornament.
        unit: as in ``SCALES``; "" where it names none.
    """

    text: str
    name: str
    unit: str


def read_heading(text: str) -> Heading:
    """Return what a heading names."""
    found = _UNIT.match(text.strip())
    unit = found[2].strip().lower() if found else ""
    if unit not in SCALES:
        found, unit = None, ""
    return Heading(text, plain(found[1] if found else text), unit)


def plain(text: str) -> str:
    """Return a name as it is compared: lower case, single spaces, no ornament."""
    return " ".join(text.lower().replace("_", " ").translate(_SIGNS).split())
