"""A concentric over height: where the bar was, how it lay and how fast it rose at each height."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from velocity import bar_frame
from velocity.estimate import Estimate
from velocity.forms import Forms, forms_of, joined
from velocity.rep import HEIGHTS, Course
from velocity.samples import Floats
from velocity.spans import Span

STILL = 0.04  # m/s, below which a bar all but stands, as far as the estimate can tell
STALL_SECONDS = 0.3  # from which it has stalled
_ENDS = 0.05  # share of the range of motion at either end in which a bar may stand
_ASKED = np.array([0.25, 0.5, 0.75, 1.0])  # heights at which the path's standard error is asked


def courses(estimate: Estimate, spans: Sequence[Span]) -> list[Course]:
    """Return the course of each concentric over its height."""
    if not spans:
        return []
    crossed = [_crossings(estimate, span) for span in spans]
    error = [_path_error(estimate, axis, crossed) for axis in (0, 1)]
    return [_course(estimate, at, error[0][i], error[1][i]) for i, at in enumerate(crossed)]


def _crossings(estimate: Estimate, span: Span) -> Floats:
    """Return the samples (21,), in fractions, at which the heights are first reached."""
    inside = np.arange(round(span.start), round(span.end) + 1)
    z = estimate.track.position[2, inside]
    highest = np.maximum.accumulate(z)
    # a bar that sinks a little reaches no new height: a steady slope keeps the order strict
    highest = highest + np.linspace(0.0, 1e-6, len(z))
    at = np.interp(z[0] + HEIGHTS * (highest[-1] - z[0]), highest, inside.astype(float))
    return np.asarray(at)


def _path_error(estimate: Estimate, axis: int, crossed: Sequence[Floats]) -> Floats:
    """Return the standard errors (reps, 21) of the horizontal distance from the start, m."""
    rate = estimate.samples.rate
    error = estimate.posterior.standard_error(
        joined([_away(axis, at[0] / rate, np.interp(_ASKED, HEIGHTS, at) / rate) for at in crossed])
    ).reshape(len(crossed), -1)
    known = np.concatenate(([0.0], _ASKED))
    return np.array([np.interp(HEIGHTS, known, (0.0, *row)) for row in error])


def _away(axis: int, start: float, time: Floats) -> Forms:
    """Return the forms of the distance from the start at times (m,) s."""
    times = np.stack((np.full(len(time), start), time), axis=1)
    return forms_of(axis, times, np.tile([-1.0, 1.0], (len(time), 1)), np.zeros_like(times))


def _course(estimate: Estimate, at: Floats, forward_se: Floats, lateral_se: Floats) -> Course:
    first, last = int(at[0]), int(np.ceil(at[-1])) + 1
    rate = estimate.samples.rate
    index = np.arange(first, last).astype(float)
    left = estimate.left[:, first:last]

    def over_height(values: Floats) -> Floats:
        """Return values, one for each sample, at the heights."""
        return np.asarray(np.interp(at, index, values))

    def away(values: Floats) -> Floats:
        """Return them as differences from the start."""
        found = over_height(values)
        return np.asarray(found - found[0])

    track = estimate.track
    velocity, height = track.velocity[2, first:last], track.position[2, first:last]
    return Course(
        away(track.position[0, first:last]),
        forward_se,
        away(track.position[1, first:last]),
        lateral_se,
        np.degrees(away(bar_frame.tilt(left))),
        np.degrees(away(bar_frame.heading(left))),
        over_height(velocity),
        (at - at[0]) / max(at[-1] - at[0], 1.0),
        _still(velocity, height) / rate,
        float((np.maximum.accumulate(height) - height).max()),
    )


def _still(velocity: Floats, height: Floats) -> int:
    """Return for how many samples on end the bar all but stands between its ends."""
    share = (height - height[0]) / max(float(height.max() - height[0]), 1e-6)
    slow = (velocity < STILL) & (share > _ENDS) & (share < 1.0 - _ENDS)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], slow, [False]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))
