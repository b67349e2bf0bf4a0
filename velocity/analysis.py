"""From samples to reps: the whole way, offline."""

from __future__ import annotations

import numpy as np

from velocity import bar_frame
from velocity.alert import Alert, Judge, usual_alert
from velocity.bouts import find_bouts, lost_after
from velocity.estimate import Estimate, estimate
from velocity.forms import velocity_at
from velocity.lifts import Lift
from velocity.metrics import measure
from velocity.rep import Analysis, Rep, Trace
from velocity.rests import find_rests
from velocity.samples import Floats, Samples
from velocity.sets import READING_AGE, in_sets, rep_of, summaries


def analyze(
    samples: Samples,
    lift: Lift,
    *,
    offset_m: float | None = None,
    bar_axis: Floats | None = None,
    alert: Alert | None = None,
    trace: bool = False,
) -> Analysis:
    """Find and measure the reps of a recording.

    Args:
        samples: the whole recording.
        lift: what was lifted.
        offset_m: m from the bar's middle to the sensor, positive to the lifter's left; None to
            report the sensor's own point, or the middle where the motion shows it clearly.
        bar_axis: (3,) the bar's axis in the sensor's frame, towards the lifter's left; None to
            find it from the motion.
        alert: what decides when to rack the bar; None for a lifter of whom nothing is known.
        trace: whether to give the bar's motion at the recording's rate too.
    """
    bouts = find_bouts(samples, find_rests(samples))
    reps: list[Rep] = []
    notices: list[str] = []
    whole = _empty_trace(samples) if trace else None
    for first, last in bouts:
        part = samples.part(first, last)
        view = estimate(part, lift, offset_m, bar_axis)
        shift = part.start - samples.start
        reps += [rep_of(numbers, shift, samples) for numbers in measure(view, lift)]
        told = notices_of(view, offset_m) + lost_after(samples, last, 0.0)
        notices += [notice for notice in told if notice not in notices]
        if whole is not None:
            _fill(whole, first, view)
    reps = in_sets(reps, Judge(alert or usual_alert(lift)))
    return Analysis(lift.name, samples.rate, tuple(reps), summaries(reps), tuple(notices), whole)


def notices_of(view: Estimate, offset_m: float | None) -> list[str]:
    """Return what people should know of how one bout was measured."""
    arm = view.lever.along(view.axis)
    if offset_m is None and view.reps and arm.se > 0:
        side = "left" if arm.value > 0 else "right"
        return [
            f"the sensor sits {abs(arm.value):.2f} ± {arm.se:.2f} m {side} of the bar's"
            " middle, as the motion shows: numbers are for the middle (give --offset-m to be sure)"
        ]
    return []


def _empty_trace(samples: Samples) -> Trace:
    n = len(samples)
    return Trace(samples.time - samples.start, *(np.full(n, np.nan) for _ in range(6)))


def _fill(trace: Trace, first: int, view: Estimate) -> None:
    """Write one bout into the trace, each value at its reading's own age."""
    n = len(view.samples)
    part = slice(first, first + n)
    rate = view.samples.rate
    index = np.arange(n)
    nodes = np.minimum(view.posterior.linear.time, (n - 1) / rate)
    se = view.posterior.standard_error(velocity_at(2, nodes))
    columns = (
        (trace.vertical_velocity, view.track.velocity[2]),
        (trace.vertical_velocity_se, np.interp(index / rate, nodes, se)),
        (trace.height, view.track.position[2]),
        (trace.forward, view.track.position[0]),
        (trace.lateral, view.track.position[1]),
        (trace.tilt, bar_frame.tilt(view.left)),
    )
    for column, values in columns:
        column[part] = np.interp(index + READING_AGE, index, values)
