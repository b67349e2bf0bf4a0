"""The features of a rep that technique is judged by, and the signs of breakdown they can show.

A feature is one number of a rep; a sign is a feature that leaves the lifter's groove in a
direction that means something. What is usual for spreads and signs is a first guess for a lifter
of whom nothing is known: rounded from the sensor's own errors and from the text-book signs of
each lift, and soon outweighed by the lifter's own reps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from velocity.rep import HEIGHTS, Course, Rep
from velocity.samples import Floats

LOW, HIGH, TOP = (0.15, 0.45), (0.55, 0.85), (0.95, 1.0)  # shares of the range of motion
MIDDLE = (0.2, 0.8)


@dataclass(frozen=True)
class Feature:
    """One number of a rep.

    Attributes:
        name: in the JSON, the logbook and the settings.
        unit: of the numbers; ``shown`` is the unit for people and ``scale`` what it is multiplied
            by to get there.
        spread: usual standard deviation from rep to rep of one lifter at like velocity.
        slope: usual change from a rep at the usual velocity to one that stands still.
        grows: share by which the spread grows on the same way: tired hands are less steady.
        more, less: what people call too much and too little of it; "" where that is no sign.
        height: share of the range of motion it speaks of, None for the whole rep.
    """

    name: str
    unit: str
    spread: float
    slope: float
    more: str
    less: str
    shown: str
    scale: float = 1.0
    height: float | None = None
    grows: float = 0.0


FEATURES = (
    Feature("forward_low", "m", 0.007, 0.0, "bar forward", "bar back", "cm", 100.0, 0.3),
    Feature("forward_high", "m", 0.007, 0.0, "bar forward", "bar back", "cm", 100.0, 0.7),
    Feature("lockout", "m", 0.009, 0.0, "top forward", "top back", "cm", 100.0, 1.0),
    Feature("tilt", "°", 0.45, 0.0, "right side late", "left side late", "°", 1.0, 0.5),
    Feature("twist", "°", 0.4, 0.0, "left side back", "right side back", "°", 1.0, 0.5),
    Feature("sticking", "", 0.065, -0.2, "", "deeper sticking point", "%", 100.0, 0.5, 0.5),
    Feature("early", "", 0.015, 0.03, "slow start", "early peak", "%", 100.0, 0.3),
    Feature("range", "m", 0.009, 0.0, "", "range cut", "cm", 100.0),
    Feature("tempo", "", 0.09, 0.0, "", "lowered faster", "%", 100.0),
)
COUNT = len(FEATURES)
NAMES = tuple(feature.name for feature in FEATURES)


@dataclass(frozen=True)
class Sign:
    """A feature and the direction, 1 or -1, in which it leaves the groove."""

    feature: int
    direction: int

    @property
    def told(self) -> str:
        """What people call it."""
        of = FEATURES[self.feature]
        return of.more if self.direction > 0 else of.less

    @property
    def name(self) -> str:
        """The feature's name with its direction."""
        return f"{NAMES[self.feature]}{'+' if self.direction > 0 else '-'}"


SIGNS = tuple(
    Sign(i, direction)
    for i, feature in enumerate(FEATURES)
    for direction, told in ((1, feature.more), (-1, feature.less))
    if told
)
_OF = np.array([sign.feature for sign in SIGNS])
_WAY = np.array([float(sign.direction) for sign in SIGNS])


def signed(z: Floats) -> Floats:
    """Return how far (…, signs) features (…, features) lie out in the direction of each sign."""
    return np.asarray(z[..., _OF] * _WAY)


def features_of(reps: Sequence[Rep]) -> Floats:
    """Return the features (n, features) of reps; NaN where one was not measured."""
    return np.array([_features(rep) for rep in reps]).reshape(len(reps), COUNT)


def errors_of(reps: Sequence[Rep]) -> Floats:
    """Return the instrument's standard errors (n, features) of the features."""
    return np.array([_errors(rep) for rep in reps]).reshape(len(reps), COUNT)


def slowness(reps: Sequence[Rep], usual: float) -> Floats:
    """Return the share (n,) by which reps are slower than a usual mean velocity, m/s."""
    return 1.0 - np.array([rep.mean_velocity.value for rep in reps]) / usual


def _features(rep: Rep) -> list[float]:
    course, down = rep.course, rep.eccentric_duration
    if course is None:
        return [np.nan] * COUNT
    return [
        _mean(_off_chord(course), LOW),
        _mean(_off_chord(course), HIGH),
        _mean(course.forward, TOP),
        _mean(course.tilt_deg, MIDDLE),
        _mean(course.twist_deg, MIDDLE),
        _sticking(course),
        float(course.time.mean()),
        rep.range_of_motion.value,
        log(down.value) if down is not None and down.value > 0.0 else np.nan,
    ]


def _errors(rep: Rep) -> list[float]:
    course, down = rep.course, rep.eccentric_duration
    if course is None:
        return [np.nan] * COUNT
    peak = max(rep.peak_velocity.value, 0.05)
    return [
        _mean(course.forward_se, LOW),
        _mean(course.forward_se, LOW),  # the chord takes off what grows with the height
        _mean(course.forward_se, TOP),
        0.05,
        0.05,
        rep.mean_velocity.se / peak,
        0.0,
        rep.range_of_motion.se,
        down.se / down.value if down is not None and down.value > 0.0 else np.nan,
    ]


def _off_chord(course: Course) -> Floats:
    """Return how far (21,) m the path lies forward of the straight way from bottom to top.

    So the path's shape and the place where it ends are features apart; drift bends neither much.
    """
    return np.asarray(course.forward - HEIGHTS * course.forward[-1])


def _mean(values: Floats, between: tuple[float, float]) -> float:
    inside = (between[0] - 1e-9 <= HEIGHTS) & (between[1] + 1e-9 >= HEIGHTS)
    return float(values[inside].mean())


def _sticking(course: Course) -> float:
    """Return the least velocity on the middle heights as a share of the greatest."""
    inside = (HEIGHTS > 0.15) & (HEIGHTS < 0.85)
    least, most = course.velocity[inside].min(), course.velocity.max()
    return float(least) / max(float(most), 0.05)
