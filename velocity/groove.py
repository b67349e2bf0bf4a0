"""The groove: a lifter's own mean path over height, and the band that their clean reps keep to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from velocity.regression import PRIOR_FREEDOM
from velocity.rep import Rep
from velocity.samples import Floats

USUAL_BAND = 0.010  # m, one spread of the path of a lifter of whom nothing is known


@dataclass(frozen=True)
class Groove:
    """A mean path over the heights of ``rep.HEIGHTS``; every array is (21,), m.

    Attributes:
        forward, lateral: the mean way from the start of the concentric.
        forward_band, lateral_band: one spread of the clean reps about it.
    """

    forward: Floats
    lateral: Floats
    forward_band: Floats
    lateral_band: Floats


def groove_of(reps: Sequence[Rep]) -> Groove | None:
    """Return the groove of clean reps; None where there are none."""
    courses = [rep.course for rep in reps if rep.course is not None]
    if not courses:
        return None
    forward = np.array([course.forward for course in courses])
    lateral = np.array([course.lateral for course in courses])
    error = [np.mean([c.forward_se for c in courses], axis=0)]
    error += [np.mean([c.lateral_se for c in courses], axis=0)]
    bands = [_band(path, se) for path, se in zip((forward, lateral), error, strict=True)]
    return Groove(forward.mean(axis=0), lateral.mean(axis=0), *bands)


def _band(paths: Floats, error: Floats) -> Floats:
    """Return the spread (21,) of paths (n, 21), shrunk to the usual, never below their error."""
    freedom = len(paths) - 1
    squares = ((paths - paths.mean(axis=0)) ** 2).sum(axis=0)
    usual = USUAL_BAND**2 * np.linspace(0.0, 1.0, paths.shape[1]) ** 0.5
    shrunk = (PRIOR_FREEDOM * usual + squares) / (PRIOR_FREEDOM + freedom)
    return np.asarray(np.maximum(np.sqrt(shrunk), 0.5 * error))
