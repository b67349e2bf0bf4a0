"""What to say of a recording without reps."""

from __future__ import annotations

import numpy as np

from velocity import Lift, Samples

_STILL = 1.0  # m/s²: a lifted bar pushes harder than this at some time in every rep


def no_reps(samples: Samples, lift: Lift) -> tuple[str, ...]:
    """Return the likely reasons why no rep was found, the likeliest first."""
    force = np.linalg.norm(samples.specific_force, axis=1)
    if float(np.quantile(np.abs(force - np.median(force)), 0.999)) < _STILL:
        return ("the sensor hardly moved: was it on the bar, and is this the right file?",)
    least, most = (round(100 * travel) for travel in lift.range_of_motion)
    return (
        f"--lift {lift.name} looks for ways up of {least} to {most} cm: was another lift done?",
        "the recording must hold the whole set, from before the first rep to after the last",
        "the sensor must be fixed to the bar or its sleeve; one in a pocket sees no reps",
    )
