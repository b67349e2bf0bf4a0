"""Samples that a self-ranging accelerometer read in the wrong range.

When such a sensor changes its range it sends a sample or two that are 2, 4 or 8 times too large,
and one half as large as it should be when it changes back. Left in, each is an impact that never
was.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

_JUMP = 0.8  # octaves between a slip and the sample beside it
_SCALES = (0.5, 2.0, 4.0, 8.0)
_PROOF = 3  # exact slips that show a self-ranging sensor
_EXACT, _NEAR = 0.004, 0.12  # share of a slip's size by which it may differ from a multiple
_CALM = 0.3  # share of their size by which the samples around a slip may differ
_BRACKETS = ((-1, 1), (-1, 2), (-2, 1))  # the sound samples around a slip of one or two


def mend_range_slips(force: Floats) -> tuple[Mask, Mask]:
    """Find the slips in a recording, and mend those whose true value is known.

    A sensor that repeats readings between its own updates sends a slip as an exact multiple of
    the sample before, which is then the true value, in an impact too. One alone proves nothing:
    a recording must hold three exact multiples before any is found. Where the samples around
    are alike, multiples that are only near count too.

    Args:
        force: (3, n) specific force, any unit, NaN where there is none; changed in place.

    Returns:
        (n,) true where a slip has been mended, and (n,) true where one is to be interpolated.
    """
    mended, doubtful = np.zeros((2, force.shape[1]), bool)
    rows = _jumps(force)
    exact = _is_multiple(force[:, rows], force[:, rows - 1], _EXACT)
    if exact.sum() < _PROOF:
        return mended, doubtful
    for before, after in _BRACKETS:
        low, high = force[:, rows + before], force[:, rows + after]
        usual = (low + high) / 2
        calm = np.linalg.norm(low - high, axis=0) < _CALM * np.linalg.norm(usual, axis=0)
        doubtful[rows[calm & _is_multiple(force[:, rows], usual, _NEAR)]] = True
    known = rows[exact & ~doubtful[rows] & ~doubtful[rows - 1]]
    mended[known] = True
    force[:, known] = force[:, known - 1]
    return mended, doubtful


def _jumps(force: Floats) -> NDArray[np.int64]:
    """Return the rows whose size differs much from that of a row beside them."""
    power = force[0] ** 2 + force[1] ** 2 + force[2] ** 2
    more = 4.0**_JUMP * power
    jump = (power[1:] > more[:-1]) | (power[:-1] > more[1:])
    return np.flatnonzero(jump[1:-2] | jump[2:-1]) + 2


def _is_multiple(force: Floats, other: Floats, tolerance: float) -> Mask:
    """Tell where (3, k) force is one of the ``_SCALES`` times other."""
    allowed = (tolerance * np.linalg.norm(force, axis=0)) ** 2
    found = np.zeros(force.shape[1], bool)
    for scale in _SCALES:
        found |= ((force - scale * other) ** 2).sum(axis=0) < allowed
    return found
