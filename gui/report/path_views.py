"""The ways to look at a rep's course: from the side, from the front, and its tilt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from velocity.groove import Groove
from velocity.rep import HEIGHTS, Course, Rep
from velocity.samples import Floats

BAND = 2.0
"""Spreads on either side of a groove."""
CM = 100.0


@dataclass(frozen=True)
class View:
    """One way to look at courses: across is what lies sideways, in units of ``shown``.

    ``ways`` says what negative and what positive means, ``seen`` where that lies in a picture, and
    ``least`` how far the axis goes at least;
    ``error``, ``mean`` and ``spread`` are None where there is none.
    """

    title: str
    label: str
    ways: tuple[str, str]
    seen: str
    shown: str
    scale: float
    least: float
    across: Callable[[Course], Floats]
    error: Callable[[Course], Floats] | None = None
    mean: Callable[[Groove], Floats] | None = None
    spread: Callable[[Groove], Floats] | None = None


SIDE = View(
    "Path from the side",
    "Back ← cm → forward",
    ("back", "forward"),
    "forward is to the right",
    "cm",
    CM,
    3.0,
    lambda course: course.forward,
    lambda course: course.forward_se,
    lambda groove: groove.forward,
    lambda groove: groove.forward_band,
)
FRONT = View(
    "Path from the front",
    "The lifter's right ← cm → left",
    ("to the right", "to the left"),
    "seen from the front, so the lifter's left is to the right",
    "cm",
    CM,
    3.0,
    lambda course: course.lateral,
    lambda course: course.lateral_se,
    lambda groove: groove.lateral,
    lambda groove: groove.lateral_band,
)
TILT = View(
    "Tilt on the way up",
    "Right end up ← degrees → left end up",
    ("with the right end up", "with the left end up"),
    "left end up is to the right",
    "°",
    1.0,
    1.0,
    lambda course: course.tilt_deg,
)


class Band(NamedTuple):
    """A groove's mean and the ends of its band over ``HEIGHTS``, in shown units, (21,) each."""

    mean: Floats
    left: Floats
    right: Floats


def with_paths(reps: Sequence[Rep]) -> list[Rep]:
    """Return the reps whose path is known."""
    return [
        rep
        for rep in reps
        if rep.counts and rep.course is not None and np.isfinite(rep.range_of_motion.value)
    ]


def across(view: View, rep: Rep) -> Floats:
    """Return how far sideways a rep with a path is at each height, in shown units, (21,)."""
    assert rep.course is not None
    return np.asarray(view.scale * view.across(rep.course))


def heights(rep: Rep) -> Floats:
    """Return the heights of a rep's course, cm, (21,)."""
    return np.asarray(CM * rep.range_of_motion.value * HEIGHTS)


def band_of(view: View, groove: Groove | None) -> Band | None:
    """Return the band of a groove; None where there is none in this view."""
    if groove is None or view.mean is None or view.spread is None:
        return None
    mean, spread = view.scale * view.mean(groove), BAND * view.scale * view.spread(groove)
    return Band(mean, mean - spread, mean + spread)


def sideways(view: View, reps: Sequence[Rep], band: Band | None) -> list[float]:
    """Return values that an axis has to hold to show reps and a band."""
    shown = [across(view, rep) for rep in reps] + list(band or ())
    return [-view.least, view.least, *np.concatenate(shown).tolist()]
