"""From samples to reps: the whole way, offline."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from math import erfc, exp, hypot, pi, sqrt

import numpy as np

from velocity import bar_frame
from velocity.alert import Limits, judge
from velocity.bouts import find_bouts
from velocity.estimate import Estimate, estimate
from velocity.forms import velocity_at
from velocity.lifts import Lift
from velocity.metrics import Numbers, measure
from velocity.rep import Analysis, Measured, Rep, SetSummary, Trace
from velocity.rests import find_rests
from velocity.samples import Floats, Samples

SET_GAP = 60.0  # s between two reps that part two sets
READING_AGE = 0.5  # samples: a reading is the mean over the time since the one before


def analyze(
    samples: Samples,
    lift: Lift,
    *,
    offset_m: float | None = None,
    bar_axis: Floats | None = None,
    limits: Limits | None = None,
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
        limits: what ends a set; None for the usual velocity loss and the lift's own floor.
        trace: whether to give the bar's motion at the recording's rate too.
    """
    limits = limits or Limits(velocity_floor=lift.velocity_at_1rm)
    bouts = find_bouts(samples, find_rests(samples))
    reps: list[Rep] = []
    notices: list[str] = []
    whole = _empty_trace(samples) if trace else None
    for first, last in bouts:
        part = samples.part(first, last)
        view = estimate(part, lift, offset_m, bar_axis)
        shift = part.start - samples.start - READING_AGE / samples.rate
        reps += [_rep(numbers, shift, samples) for numbers in measure(view, lift)]
        notices += [n for n in _notices(view, offset_m) if n not in notices]
        if whole is not None:
            _fill(whole, first, view)
    reps = _in_sets(reps, limits)
    return Analysis(lift.name, samples.rate, tuple(reps), _summaries(reps), tuple(notices), whole)


def _rep(numbers: Numbers, shift: float, samples: Samples) -> Rep:
    """Return a rep on the recording's clock, still on its own; the clock's error is shared."""
    clock = samples.rate_se / samples.rate
    fields = {name: getattr(numbers, name) for name in numbers.__dataclass_fields__}
    for name in ("mean_velocity", "peak_velocity", "mean_propulsive_velocity", "range_of_motion"):
        value, se = fields[name].value, fields[name].se
        fields[name] = Measured(value, hypot(se, clock * value))
    start, end = fields.pop("start_s") + shift, fields.pop("end_s") + shift
    return Rep(
        rep=0,
        set=0,
        start_s=start,
        end_s=end,
        valid=not numbers.doubts,
        velocity_loss=Measured(0.0, 0.0),
        **fields,
    )


def _in_sets(reps: list[Rep], limits: Limits) -> list[Rep]:
    """Return the reps numbered within their sets, with velocity loss and verdicts."""
    gaps = [b.start_s - a.end_s > SET_GAP for a, b in pairwise(reps)]
    numbers = np.cumsum([1, *gaps]).tolist()
    judged: list[Rep] = []
    for number, group in groupby(zip(numbers, reps, strict=False), key=lambda pair: pair[0]):
        judged += judge(_with_loss([rep for _, rep in group], number), limits)
    return judged


def _with_loss(reps: list[Rep], number: int) -> list[Rep]:
    """Return the reps of one set with their numbers and their loss from the best so far."""
    best: Measured | None = None
    done = []
    for i, rep in enumerate(reps, start=1):
        loss = _loss(rep.mean_velocity, best) if best is not None else Measured(0.0, 0.0)
        if rep.valid and (best is None or rep.mean_velocity.value > best.value):
            best = rep.mean_velocity
        done.append(replace(rep, rep=i, set=number, velocity_loss=loss))
    return done


def _loss(mean: Measured, best: Measured) -> Measured:
    """Return the share lost from the best rep before; errors of the two taken as independent.

    A new best has lost nothing, unless the two only seem to stand the other way round: its error
    is the root mean square of what the normal distribution of the loss has above zero.
    """
    loss = 1.0 - mean.value / best.value
    se = hypot(mean.se, mean.value / best.value * best.se) / best.value
    if loss >= 0.0:
        return Measured(loss, se)
    d = -loss / se
    density = exp(-0.5 * d * d) / sqrt(2.0 * pi)
    above = 0.5 * erfc(d / sqrt(2.0)) * (1.0 + d * d) - d * density
    return Measured(0.0, se * sqrt(max(above, 0.0)))


def _summaries(reps: list[Rep]) -> tuple[SetSummary, ...]:
    return tuple(
        _summary(number, list(group)) for number, group in groupby(reps, key=lambda rep: rep.set)
    )


def _summary(number: int, reps: list[Rep]) -> SetSummary:
    valid = [rep for rep in reps if rep.valid]
    best = max((rep.mean_velocity for rep in valid), key=lambda m: m.value, default=None)
    stop = next((rep for rep in reps if rep.verdict == "rack"), None)
    return SetSummary(
        number,
        len(reps),
        best,
        valid[-1].velocity_loss if valid else None,
        stop.rep if stop else None,
        stop.reasons if stop else (),
    )


def _notices(view: Estimate, offset_m: float | None) -> list[str]:
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
