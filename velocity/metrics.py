"""The numbers of a set's reps, each with its standard error."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import erf, hypot, sqrt

import numpy as np

from velocity import bar_frame
from velocity.calibration import GRAVITY
from velocity.course import STALL_SECONDS, courses
from velocity.doubts import doubts_of, spun
from velocity.estimate import GYRO_SCALE_SD, Estimate
from velocity.forms import Forms, forms_of, joined, velocity_at
from velocity.legs import Leg
from velocity.lifts import Lift
from velocity.rep import Course, Measured
from velocity.reps import partners
from velocity.samples import Floats
from velocity.spans import REAL_SHARE, Averaged, Span, average, find_span

NOISE_TILT = 1.6e-4  # rad: gyro noise over a rep
SURE = 4.0  # standard errors by which a rise must be more than drift
STALLED_SURE = 3.0  # likewise of a rep that stalls
LEAST_SE = 1e-4  # m/s: no velocity is known better
STICKING_DIP = 0.1  # share of the peak velocity that the bar loses in a sticking region


@dataclass(frozen=True)
class Numbers:
    """One rep's numbers, before the set makes something of them; times in s."""

    start_s: float
    end_s: float
    doubts: tuple[str, ...]
    mean_velocity: Measured
    peak_velocity: Measured
    mean_propulsive_velocity: Measured
    range_of_motion: Measured
    duration: Measured
    eccentric_duration: Measured | None
    time_to_peak: Measured
    forward_deviation: Measured
    lateral_deviation: Measured
    tilt_range_deg: Measured
    sticking_velocity: Measured | None
    course: Course


@dataclass(frozen=True)
class _Sketch:
    """A rep's values before their standard errors, and the forms that these are asked of.

    ``forms`` holds mean velocity, travel, peak and sticking velocity along the vertical, and for
    each horizontal axis the largest distance ahead, behind, and their sum.
    """

    span: Span
    inside: slice
    mean: Averaged
    travel: Averaged
    far: tuple[Floats, Floats]
    sticking: int | None
    forms: tuple[Forms, Forms, Forms]


def measure(estimate: Estimate, lift: Lift) -> list[Numbers]:
    """Return the numbers of each rep of a set, in order."""
    beside = [partners(estimate.legs, i, lift) for i in estimate.reps]
    ways = [*estimate.reps, *(j[0] if j else 0 for j in beside)]
    both = spans(estimate, [estimate.legs[i] for i in ways])
    ups, downs = both[: len(beside)], both[len(beside) :]
    sketches = [_sketch(estimate, up) for up in ups if up is not None]
    if not sketches:
        return []
    errors = [
        estimate.posterior.standard_error(joined([s.forms[axis] for s in sketches]))
        for axis in (0, 1, 2)
    ]
    rows = zip(*(e.reshape(len(sketches), -1) for e in errors), strict=True)
    kept = [down if j else None for up, down, j in zip(ups, downs, beside, strict=True) if up]
    over_height = courses(estimate, [sketch.span for sketch in sketches])
    numbers = [
        _numbers(estimate, sketch, down, course, *row)
        for sketch, down, course, row in zip(sketches, kept, over_height, rows, strict=True)
    ]
    return _between_lifted(numbers)


def _between_lifted(numbers: list[Numbers]) -> list[Numbers]:
    """Return the reps without what came before the first and after the last sure one.

    What is unsure between sure reps is a rep that was badly seen.
    """
    sure = [_lifted(n) for n in numbers]
    if not any(sure):
        return []
    first, last = sure.index(True), len(sure) - sure[::-1].index(True)
    return [
        n if lifted else replace(n, doubts=(*n.doubts, "path not trusted"))
        for n, lifted in zip(numbers[first:last], sure[first:last], strict=True)
    ]


def _lifted(numbers: Numbers) -> bool:
    """Return whether the bar surely went up, and further up than aside.

    Drift where there is no rest and a bar carried about look like a rep but for this.
    """
    rise = numbers.range_of_motion
    aside = (numbers.forward_deviation, numbers.lateral_deviation)
    carried = any(abs(way.value) - 2.0 * way.se > rise.value for way in aside)
    sure = all(m.value > SURE * m.se for m in (rise, numbers.mean_velocity))
    return (sure or _stalled(numbers)) and not carried


def _stalled(numbers: Numbers) -> bool:
    """Return whether a rep surely went up, and is unsure only where the bar all but stood.

    There a little more or less velocity is an end of the rep, or none.
    """
    rise, peak = numbers.range_of_motion, numbers.peak_velocity
    sure = rise.value > STALLED_SURE * rise.se and peak.value > SURE * peak.se
    return sure and numbers.course.still_s > STALL_SECONDS


def spans(estimate: Estimate, legs: list[Leg]) -> list[Span | None]:
    """Return the span of each leg, up or down, with the doubt about its ends."""
    rate = estimate.samples.rate
    v, z = estimate.track.velocity[2], estimate.track.position[2]
    sign = [1.0 if leg.travel > 0 else -1.0 for leg in legs]
    rough = [find_span(s * v, s * z, leg, rate) for s, leg in zip(sign, legs, strict=True)]
    ends = np.array([(r.start, r.end) if r else (0.0, 0.0) for r in rough])
    se = estimate.posterior.standard_error(velocity_at(2, ends.ravel() / rate)).reshape(-1, 2)
    return [
        find_span(s * v, s * z, leg, rate, (float(e[0]), float(e[1]))) if r else None
        for s, leg, r, e in zip(sign, legs, rough, se, strict=True)
    ]


def _sketch(estimate: Estimate, span: Span) -> _Sketch:
    rate = estimate.samples.rate
    z = estimate.track.position[2]
    index = np.arange(len(z))
    bottom, top = np.interp(span.starts, index, z), np.interp(span.ends, index, z)
    rise = top - bottom[:, None]
    lasting = (span.ends - span.starts[:, None]) / rate
    mean, travel = average(rise / lasting, span), average(rise, span)
    inside = slice(round(span.start), round(span.end) + 1)
    share = (z[inside] - bottom[2]) / (top[2] - bottom[2])
    sticking = _sticking(estimate.track.velocity[2, inside], share)
    slow = span.peak if sticking is None else inside.start + sticking
    ends = [span.start / rate, span.end / rate]
    vertical = forms_of(
        2,
        np.array([ends, ends, [span.peak / rate] * 2, [slow / rate] * 2]),
        np.array([[-1.0, 1.0], [-1.0, 1.0], [0.0, 0.0], [0.0, 0.0]])
        * np.array([[1.0 / (ends[1] - ends[0])], [1.0], [0.0], [0.0]]),
        np.array([mean.slopes, travel.slopes, [1.0, 0.0], [1.0, 0.0]]),
    )
    paths = [_path(estimate, axis, inside) for axis in (0, 1)]
    far = (paths[0][0], paths[1][0])
    return _Sketch(span, inside, mean, travel, far, sticking, (paths[0][1], paths[1][1], vertical))


def _path(estimate: Estimate, axis: int, inside: slice) -> tuple[Floats, Forms]:
    """Return the largest distances (2,) ahead of and behind the start, and their forms."""
    path = estimate.track.position[axis, inside]
    ahead, behind = int(path.argmax()), int(path.argmin())
    time = (inside.start + np.array([[0, ahead, behind]] * 3)) / estimate.samples.rate
    weights = np.array([[-1.0, 1.0, 0.0], [-1.0, 0.0, 1.0], [-2.0, 1.0, 1.0]])
    return path[[ahead, behind]] - path[0], forms_of(axis, time, weights, np.zeros((3, 3)))


def _sticking(v: Floats, share: Floats) -> int | None:
    """Return the sample of the least velocity between two clearly faster places, if any.

    ``share`` (n,) is how much of the range is behind; at its very ends a bar may ring.
    """
    v = np.where((share > REAL_SHARE) & (share < 1.0 - REAL_SHARE), v, np.minimum(v[0], v[-1]))
    before = np.maximum.accumulate(v)
    after = np.maximum.accumulate(v[::-1])[::-1]
    dip = np.minimum(before, after) - v
    low = int(dip.argmax())
    return low if dip[low] > STICKING_DIP * v.max() else None


def _numbers(
    estimate: Estimate,
    sketch: _Sketch,
    down: Span | None,
    course: Course,
    forward_se: Floats,
    lateral_se: Floats,
    vertical_se: Floats,
) -> Numbers:
    rate, span, inside = estimate.samples.rate, sketch.span, sketch.inside
    v = estimate.track.velocity[2]
    seconds = (span.end - span.start) / rate
    mean_se, travel_se, peak_se, sticking_se = (float(se) for se in vertical_se)
    lever, turning = _lever_se(estimate, span)
    peak_se = hypot(peak_se, turning)
    mean = Measured(sketch.mean.mean, hypot(mean_se, lever / seconds, sqrt(sketch.mean.rest)))
    travel = Measured(sketch.travel.mean, hypot(travel_se, lever, sqrt(sketch.travel.rest)))
    start = average(np.repeat(span.starts[:, None], len(span.ends), axis=1), span)
    # Kept together: range of motion ÷ duration is the mean velocity, whatever was averaged.
    duration = Measured(travel.value / mean.value, _duration(span, rate).se)
    slow = sketch.sticking
    return Numbers(
        start.mean / rate,
        start.mean / rate + duration.value,
        doubts_of(estimate, inside),
        mean,
        Measured(float(v[span.peak]), peak_se),
        _propulsive(estimate, span, mean),
        travel,
        duration,
        None if down is None else _duration(down, rate),
        _time_to_peak(v[inside], inside.start, span, start, peak_se, rate),
        _deviation(sketch.far[0], forward_se),
        _deviation(sketch.far[1], lateral_se),
        _tilt_range(estimate, inside),
        None if slow is None else Measured(float(v[inside.start + slow]), sticking_se),
        course,
    )


def _lever_se(estimate: Estimate, span: Span) -> tuple[float, float]:
    """Return what an unsure lever makes of the turn of a rep (m) and of its peak (m/s)."""
    row = estimate.motion.rotation[2]
    rise = row[:, round(span.end)] - row[:, round(span.start)]
    near = [max(span.peak - 1, 0), min(span.peak + 1, row.shape[1] - 1)]
    turning = np.diff(row[:, near], axis=1)[:, 0] * estimate.samples.rate / (near[1] - near[0])
    return float(estimate.lever.se(rise)), float(estimate.lever.se(turning))


def _duration(span: Span, rate: float) -> Measured:
    lasting = average((span.ends - span.starts[:, None]) / rate, span)
    return Measured(lasting.mean, hypot(_linear(lasting, span), sqrt(lasting.rest)))


def _linear(moments: Averaged, span: Span) -> float:
    """Return the standard error that goes straight with the velocity at either end."""
    return hypot(moments.slopes[0] * span.se[0], moments.slopes[1] * span.se[1])


def _propulsive(estimate: Estimate, span: Span, mean: Measured) -> Measured:
    """Return the mean velocity until the vertical acceleration first falls below -g.

    It cannot before the peak velocity; a sensor that rings at lift-off only looks so.
    """
    rate = estimate.samples.rate
    braking = slice(span.peak, max(round(span.end), span.peak + 1) + 1)
    falling = np.gradient(estimate.track.velocity[2, braking]) * rate < -GRAVITY
    # One sample alone is a knock, and no braking.
    falling = falling[:-1] & falling[1:]
    stop = span.peak + int(falling.argmax())
    if not falling.any() or stop <= span.start:
        return mean
    z = estimate.track.position[2]
    bottom = float(np.interp(span.start, np.arange(len(z)), z))
    seconds = (stop - span.start) / rate
    return Measured((float(z[stop]) - bottom) / seconds, mean.se)


def _time_to_peak(
    v: Floats, first: int, span: Span, start: Averaged, peak_se: float, rate: float
) -> Measured:
    """Return the time to the peak; of places about as fast, each may be the peak."""
    weight = np.exp(-0.5 * ((v.max() - v) / max(peak_se, LEAST_SE)) ** 2)
    at = first + np.arange(len(v))
    peak = float(np.average(at, weights=weight))
    variance = float(np.average((at - peak) ** 2, weights=weight)) + 1.0 / 12.0
    se = hypot(sqrt(variance), sqrt(start.rest), _linear(start, span))
    return Measured((peak - start.mean) / rate, se / rate)


def _deviation(far: Floats, se: Floats) -> Measured:
    """Return the signed distance from the start's vertical where it is largest in size.

    Where the path leans both ways by about as much, which way is larger is uncertain; the
    average over both, weighted by how likely each is the larger, is the least wrong.
    """
    ahead, behind = (float(x) for x in far)
    doubt = max(float(se[2]), 1e-6)
    share = 0.5 * (1.0 + erf((ahead + behind) / (doubt * sqrt(2.0))))
    value = share * ahead + (1.0 - share) * behind
    variance = share * se[0] ** 2 + (1.0 - share) * se[1] ** 2
    variance += share * (1.0 - share) * (ahead - behind) ** 2
    return Measured(value, sqrt(float(variance)))


def _tilt_range(estimate: Estimate, inside: slice) -> Measured:
    """Return largest less smallest tilt, degrees; a skew mount shows spin as tilt."""
    value = float(np.ptp(bar_frame.tilt(estimate.left[:, inside])))
    skew = estimate.axis.sd * spun(estimate, inside)
    se = hypot(NOISE_TILT, GYRO_SCALE_SD * value, skew)
    return Measured(float(np.degrees(value)), float(np.degrees(se)))
