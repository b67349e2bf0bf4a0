"""The velocity floor: the mean velocity below which a lifter's rep no longer gets up.

It starts as the lift's population value at one-repetition maximum and moves slowly towards the
lifter's own hardest reps. Slowly, because the velocity of a maximum is itself not repeatable:
from day to day it varies by 19 % (Banyard et al. 2018, J. Strength Cond. Res. 32), about
0.04 m/s.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np

from velocity.lifts import Lift
from velocity.normal import below
from velocity.rep import Measured
from velocity.samples import Floats

PRIOR_SE = 0.04
"""m/s: 1 σ between people (science: 0.03 to 0.05 in every lift that has been measured)."""
UNKNOWN = Measured(0.25, 0.12)
"""m/s: a lift of which nothing is known; the known ones lie between 0.15 and 0.50."""
DAY_SD = 0.04
"""m/s: 1 σ of one lifter's velocity at failure from day to day."""
LAST_STEP = 0.015
"""m/s: how far the last completed rep lies above the floor on average. Reps near failure are
0.02 to 0.04 m/s apart, and the floor lies anywhere between the last one and the one that
failed."""
_FLOORS = np.arange(0.02, 0.90, 0.002)


def own_floor(lift: Lift, hardest: Sequence[Measured], slowest: Measured | None = None) -> Measured:
    """Return a lifter's velocity floor in a lift, m/s.

    ``hardest`` is the slowest completed rep of each set that went to failure, one for each
    set: such a rep *is* a reading of the floor, ``LAST_STEP`` above it, with the day's luck of
    ``DAY_SD``. All of them count alike; to take the slowest of all would make a lifter's worst
    reading their floor.

    ``slowest`` is the slowest completed rep of any other set. It got up, so that day's floor
    lay below it, but by how much nobody knows: an easy rep says nothing, and only one slower
    than the floor so far pulls it down. Only the slowest is asked for, because bounds of many
    days that share a lifter are not independent, and counted one by one they would drag the
    floor down without end.
    """
    prior = usual_floor(lift)
    log_density = -0.5 * ((_FLOORS - prior.value) / prior.se) ** 2
    for rep in hardest:
        variance = DAY_SD**2 + rep.se**2
        log_density -= 0.5 * (rep.value - LAST_STEP - _FLOORS) ** 2 / variance
    if slowest is not None:
        log_density += _log_below(slowest)
    density = np.exp(log_density - log_density.max())
    density /= density.sum()
    mean = float(density @ _FLOORS)
    return Measured(mean, sqrt(float(density @ (_FLOORS - mean) ** 2)))


def usual_floor(lift: Lift) -> Measured:
    """Return what is known of a lift's floor before a lifter's first hard rep, m/s."""
    if lift.velocity_at_1rm is None:
        return UNKNOWN
    return Measured(lift.velocity_at_1rm, PRIOR_SE)


def _log_below(rep: Measured) -> Floats:
    """Return the log chance, for each floor, that a rep of this velocity gets up over it."""
    z = (rep.value - _FLOORS) / sqrt(DAY_SD**2 + rep.se**2)
    return np.asarray(np.log(below(z)))
