"""A simulated set's measured reps beside the true ones."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10, sqrt

from gui.grid import Column, grid
from gui.table import measured
from hardware.simulated import TrueRep
from velocity import Measured, Rep

Pair = tuple[TrueRep, Rep | None]
"""A true rep and what was measured of it; None where it was not found."""


def matched(truth: Sequence[TrueRep], found: Sequence[Rep]) -> list[Pair]:
    """Return each true rep with the found one that shares the most time with it, if any."""
    pairs: list[Pair] = []
    for true in truth:
        nearest = max(found, key=lambda rep: _shared(true, rep), default=None)
        pairs.append((true, nearest if nearest and _shared(true, nearest) > 0 else None))
    return pairs


def compared(pairs: Sequence[Pair]) -> list[str]:
    """Return lines that show mean velocity and range of motion, true, measured, and the error."""
    return grid(
        [
            Column(("rep",), [str(i) for i in range(1, len(pairs) + 1)]),
            *_columns(pairs, "mean_velocity", "velocity", 1.0, "m/s"),
            *_columns(pairs, "range_of_motion", "range", 100.0, "cm"),
        ]
    )


def concluded(pairs: Sequence[Pair], found: int) -> str:
    """Return in one line how well ``found`` measured reps agree with the true ones."""
    both = [(true, rep) for true, rep in pairs if rep is not None]
    if not both:
        return f"None of the {len(pairs)} reps was found: please report this."
    errors = [rep.mean_velocity.value - true.mean_velocity for true, rep in both]
    rms = 1000 * sqrt(sum(e**2 for e in errors) / len(errors))
    within = sum(
        abs(e) <= 2 * rep.mean_velocity.se for e, (_, rep) in zip(errors, both, strict=True)
    )
    added = found - len({id(rep) for _, rep in both})
    return (
        f"{len(both)} of {len(pairs)} reps found, {added or 'none'} added; mean velocity is off by"
        f" {rms:.0f} mm/s RMS, within 2 standard errors in {within} of {len(both)}."
    )


def _columns(pairs: Sequence[Pair], name: str, label: str, scale: float, unit: str) -> list[Column]:
    """Return the true, the measured and the difference of the quantity ``name``.

    ``unit`` is shown and ``scale`` times the SI unit; the difference is in thousandths of SI.
    """
    truth = [float(getattr(true, name)) for true, _ in pairs]
    found: list[Measured | None] = [getattr(rep, name) if rep else None for _, rep in pairs]
    places = round(3 - log10(scale))
    errors = [
        f"{round(1000 * (rep.value - true)):+d}" if rep else "not found"
        for true, rep in zip(truth, found, strict=True)
    ]
    return [
        Column(("true", label, unit), [f"{scale * true:.{places}f}" for true in truth]),
        Column(("measured", label, unit), measured(found, scale, places)),
        Column(("error", "mm/s" if unit == "m/s" else "mm"), errors),
    ]


def _shared(true: TrueRep, rep: Rep) -> float:
    """Return the time that both last, s; negative where they do not meet."""
    return min(true.end_s, rep.end_s) - max(true.start_s, rep.start_s)
