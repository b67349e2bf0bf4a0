"""Which signs of breakdown are usual for a lift, before the lifter has shown their own."""

from __future__ import annotations

import numpy as np

from velocity.features import SIGNS
from velocity.lifts import Lift
from velocity.samples import Floats

USUAL_SHARE = 0.75  # of breakdowns that begin with one of the lift's usual signs

_USUAL = {
    "squat": ("forward_low+", "lockout+", "sticking-", "early-", "range-"),
    "bench": ("forward_high+", "forward_high-", "tilt+", "tilt-", "twist+", "twist-", "sticking-"),
    "deadlift": ("forward_low+", "lockout+", "early+", "sticking-"),
    "overhead_press": (
        *("forward_low+", "forward_high+", "forward_high-", "lockout+", "lockout-"),
        *("sticking-", "tilt+", "tilt-"),
    ),
}
_USUAL["front_squat"] = _USUAL["squat"]
_USUAL["romanian_deadlift"] = ("forward_low+", "forward_high+", "range-", "tempo-")


def prior_weights(lift: Lift) -> Floats:
    """Return how likely each sign (signs,) comes first in a lift, summing to 1."""
    usual = np.array([sign.name in _USUAL.get(lift.name, ()) for sign in SIGNS], float)
    even = np.full(len(SIGNS), 1.0 / len(SIGNS))
    if not usual.any():
        return even
    return np.asarray(USUAL_SHARE * usual / usual.sum() + (1.0 - USUAL_SHARE) * even)
