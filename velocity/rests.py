"""True rests: stretches in which the bar lies still in the rack or on the floor.

A hand that holds a bar is never this still; what a hand does is an anchor of another kind.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from velocity.samples import MISSING, Floats, Ints, Samples

WINDOW_SECONDS = 0.1
SHORTEST_SECONDS = 0.5
FORCE_SD = 0.12  # m/s²: above the noise of every usual sensor, below a hand's tremor
RATE_SD = 0.012  # rad/s
LAG_WINDOWS = 4
FORCE_STEP = 0.10  # m/s², between the means of windows so many apart
RATE_STEP = 0.015  # rad/s, likewise
STILL_RATE = 0.15  # rad/s: no sensor's zero is further off than 8 °/s


@dataclass(frozen=True)
class Rests:
    """Still stretches of a recording, from sample ``first`` to before sample ``last``, (m,) each.

    ``rate`` (m, 3) rad/s and ``force`` (m, 3) m/s² are the means over each stretch.
    """

    first: Ints
    last: Ints
    rate: Floats
    force: Floats


def find_rests(samples: Samples) -> Rests:
    """Return the rests of a recording."""
    size = max(4, round(WINDOW_SECONDS * samples.rate))
    windows = len(samples) // size
    quiet = _quiet(samples, windows, size)
    change = np.diff(np.concatenate(([0], quiet.astype(np.int8), [0])))
    first, last = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
    # The outermost windows may hold the first of the motion.
    first, last = (first + 1) * size, (last - 1) * size
    keep = last - first >= (SHORTEST_SECONDS - 2 * WINDOW_SECONDS) * samples.rate
    first, last = first[keep], last[keep]
    return Rests(
        first,
        last,
        _means(samples.angular_rate, first, last),
        _means(samples.specific_force, first, last),
    )


def _quiet(samples: Samples, windows: int, size: int) -> NDArray[np.bool_]:
    """Return which windows (windows,) are as still as a bar that nobody touches."""
    missing = (samples.flags[: windows * size].reshape(windows, size) & MISSING).any(axis=1)
    force_mean, force_sd = _moments(samples.specific_force, windows, size)
    rate_mean, rate_sd = _moments(samples.angular_rate, windows, size)
    calm = (force_sd.max(axis=1) < FORCE_SD) & (rate_sd.max(axis=1) < RATE_SD)
    slow = np.abs(rate_mean).max(axis=1) < STILL_RATE
    steady = _steady(force_mean, FORCE_STEP) & _steady(rate_mean, RATE_STEP)
    return np.asarray(calm & slow & steady & ~missing)


def _steady(mean: Floats, most: float) -> NDArray[np.bool_]:
    """Return which windows agree with those just before and after them.

    A slow lift by a steady hand has no tremor, but its acceleration does not stay the same.
    """
    if len(mean) <= LAG_WINDOWS:
        return np.ones(len(mean), bool)
    step = np.abs(mean[LAG_WINDOWS:] - mean[:-LAG_WINDOWS]).max(axis=1) < most
    alone = np.ones(LAG_WINDOWS, bool)
    return np.asarray(np.concatenate((step, alone)) & np.concatenate((alone, step)))


def _moments(values: Floats, windows: int, size: int) -> tuple[Floats, Floats]:
    """Return mean and standard deviation (windows, 3) of values (n, 3) in each window."""
    cut = values[: windows * size].reshape(windows, size, 3)
    mean = np.einsum("wsi->wi", cut) / size
    square = np.einsum("wsi,wsi->wi", cut, cut) / size
    return mean, np.sqrt(np.maximum(square - mean**2, 0.0))


def _means(values: Floats, first: Ints, last: Ints) -> Floats:
    """Return the means (m, 3) of values (n, 3) over each stretch."""
    if len(first) == 0:
        return np.zeros((0, 3))
    edges = np.stack((first, last), axis=1).ravel()
    padded = np.concatenate((values, np.zeros((1, 3))))
    sums = np.add.reduceat(padded, edges, axis=0)[::2]
    return np.asarray(sums / (last - first)[:, None])
