"""Column names of a recording: what is measured, and in which unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi

from firmware_bridge.errors import BadRecording

GRAVITY = 9.80665
"""Standard gravity, m/s²: what a ``_g`` column counts in."""

FORCE_AXES = ("ax", "ay", "az")
RATE_AXES = ("gx", "gy", "gz")
QUANTITIES = ("t", *FORCE_AXES, *RATE_AXES)
"""What a recording must hold, in the order in which a table holds it."""

_TIME_UNITS = {"s": 1.0, "ms": 1e-3, "us": 1e-6}
_FORCE_UNITS = {"m_s2": 1.0, "mps2": 1.0, "g": GRAVITY}
_RATE_UNITS = {"rad_s": 1.0, "rads": 1.0, "dps": pi / 180}
_UNITS = {
    "t": _TIME_UNITS,
    **dict.fromkeys(FORCE_AXES, _FORCE_UNITS),
    **dict.fromkeys(RATE_AXES, _RATE_UNITS),
}


@dataclass(frozen=True)
class Columns:
    """Where a recording's quantities stand.

    Attributes:
        places: (7,) column of each of ``QUANTITIES``, from 0.
        scales: (7,) factor to SI of each.
        names: (7,) name of each in the file.
        width: number of columns in the file.
        ignored: names of the columns that are not read.
    """

    places: tuple[int, ...]
    scales: tuple[float, ...]
    names: tuple[str, ...]
    width: int
    ignored: tuple[str, ...]

    @property
    def notices(self) -> tuple[str, ...]:
        """One notice that names the unknown columns, if there are any."""
        if not self.ignored:
            return ()
        return (f"columns not known and ignored: {', '.join(self.ignored)}",)


def find_columns(names: Sequence[str]) -> Columns:
    """Find the seven quantities among a header's column names.

    Raises:
        BadRecording: there is no header, or a quantity is missing, has an unknown unit, or
            stands there twice.
    """
    cleaned = [name.strip().strip('"').strip().lower() for name in names]
    if all(_is_number(name) for name in cleaned):
        raise BadRecording(f"no header: the first line must name the columns, as in {_example()}")
    found: dict[str, tuple[int, float]] = {}
    for place, name in enumerate(cleaned):
        quantity, _, unit = name.partition("_")
        scale = _UNITS.get(quantity, {}).get(unit)
        if scale is None:
            continue
        if quantity in found:
            first = cleaned[found[quantity][0]]
            raise BadRecording(f"two columns for {quantity}: {first} and {name}; keep one")
        found[quantity] = (place, scale)
    _require_all(found, cleaned)
    places, scales = zip(*(found[quantity] for quantity in QUANTITIES), strict=True)
    used = tuple(cleaned[place] for place in places)
    ignored = tuple(n for i, n in enumerate(cleaned) if i not in places and n)
    return Columns(places, scales, used, len(cleaned), ignored)


def _require_all(found: dict[str, tuple[int, float]], names: list[str]) -> None:
    for quantity in QUANTITIES:
        if quantity in found:
            continue
        units = " or ".join(f"{quantity}_{unit}" for unit in _UNITS[quantity])
        for name in names:
            if name == quantity or name.startswith(f"{quantity}_"):
                raise BadRecording(f"column {name} has no known unit: rename it to {units}")
        raise BadRecording(f"no column {units}; the columns are {_listed(names)}")


def _listed(names: list[str]) -> str:
    shown = ", ".join(name[:24] for name in names[:10])
    return ascii(shown + (" …" if len(names) > 10 else "")).strip("'")


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ".") or "0")
    except ValueError:
        return False
    return True


def _example() -> str:
    return "t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s"
