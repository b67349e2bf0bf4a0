"""Axes: from values to places, with ticks at round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Axis:
    """From where to where an axis reaches.

    Attributes:
        label: what it is of, with its unit.
        low, high: its ends; they differ.
        ticks: values, with what is written there; "" for a line alone.
    """

    label: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


def linear(label: str, values: Sequence[float], *, zero: bool = False, count: int = 5) -> Axis:
    """Return an axis that holds all values and ends at round numbers.

    Args:
        label: what it is of.
        values: those that are not finite count for nothing.
        zero: whether it holds zero too.
        count: about so many ticks.
    """
    known = [value for value in values if isfinite(value)]
    known += [0.0] if zero or not known else []
    low, high = min(known), max(known)
    if high - low < 1e-9:
        low, high = (low, low + 1.0) if low == 0.0 else (low - 0.5, high + 0.5)
    step = _step((high - low) / count)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    places = max(-floor(log10(step) + 1e-9), 0) + (f"{step:.1e}"[2] == "5" and step < 5.0)
    ticks = [k * step for k in range(first, last + 1)]
    return Axis(label, ticks[0], ticks[-1], tuple((t, _written(t, places)) for t in ticks))


def numbered(label: str, count: int, least: int = 1) -> Axis:
    """Return an axis of numbers from 1, each in the midst of its own place; some are written."""
    count = max(count, least)
    step = next((n for n in (1, 2, 5, 10, 20) if count / n <= 16), 50)
    written = range(step, count + 1, step)
    return Axis(label, 0.5, count + 0.5, tuple((float(n), f"{n}") for n in written))


def _step(least: float) -> float:
    """Return the smallest round step that is not below the least."""
    power = 10.0 ** floor(log10(least))
    return next(power * one for one in _STEPS if power * one >= least * (1.0 - 1e-9))


def _written(value: float, places: int) -> str:
    return f"{round(value, places) + 0.0:.{places}f}".replace("-", "\N{MINUS SIGN}")
