"""The numbers of a set's reps, each with its standard error."""

from __future__ import annotations

from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from velocity import bar_frame
from velocity.calibration import GRAVITY
from velocity.drift import Forms, velocity_at
from velocity.estimate import GYRO_SCALE_SD, Estimate
from velocity.lifts import Lift
from velocity.posterior import Posterior
from velocity.rep import Measured
from velocity.reps import Leg, partners
from velocity.samples import CLIPPED, MISSING, Floats
from velocity.spans import Span, average, find_span

SHORT_GAP = 0.05  # s that may be missing at a stretch
MOST_TILT = 0.35  # rad: no loaded bar tilts further in a rep
NOISE_TILT = 3e-4  # rad: gyro noise over a rep
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


def measure(estimate: Estimate, lift: Lift) -> list[Numbers]:
    """Return the numbers of each rep of a set, in order."""
    up = spans(estimate, [estimate.legs[i] for i in estimate.reps])
    numbers = []
    for i, span in zip(estimate.reps, up, strict=True):
        if span is not None:
            numbers.append(_measure(estimate, span, _eccentric(estimate, i, lift)))
    return numbers


def spans(estimate: Estimate, legs: list[Leg]) -> list[Span | None]:
    """Return the span of each leg, up or down, with the doubt about its ends."""
    rate = estimate.samples.rate
    v, z = estimate.track.velocity[2], estimate.track.position[2]
    sign = [1.0 if leg.travel > 0 else -1.0 for leg in legs]
    rough = [find_span(s * v, s * z, leg, rate) for s, leg in zip(sign, legs, strict=True)]
    ends = np.array([(r.start, r.end) if r else (0.0, 0.0) for r in rough]).reshape(-1, 2)
    se = estimate.posterior.standard_error(velocity_at(2, ends.ravel() / rate)).reshape(-1, 2)
    return [
        find_span(s * v, s * z, leg, rate, (float(e[0]), float(e[1]))) if r else None
        for s, leg, r, e in zip(sign, legs, rough, se, strict=True)
    ]


def _eccentric(estimate: Estimate, i: int, lift: Lift) -> Measured | None:
    """Return the duration of the way down that belongs to the way up of leg i."""
    beside = partners(estimate.legs, i, lift)
    span = spans(estimate, [estimate.legs[beside[0]]])[0] if beside else None
    return _duration(span, estimate.samples.rate) if span else None


def _duration(span: Span, rate: float) -> Measured:
    lasting = average((span.ends - span.starts[:, None]) / rate, span)
    linear = (lasting.slopes[0] * span.se[0]) ** 2 + (lasting.slopes[1] * span.se[1]) ** 2
    return Measured(lasting.mean, sqrt(lasting.rest + linear))


def _measure(estimate: Estimate, span: Span, eccentric: Measured | None) -> Numbers:
    rate, posterior = estimate.samples.rate, estimate.posterior
    z = estimate.track.position[2]
    index = np.arange(len(z))
    bottom, top = np.interp(span.starts, index, z), np.interp(span.ends, index, z)
    rise = top - bottom[:, None]
    lasting = (span.ends - span.starts[:, None]) / rate
    mean = _with_ends(estimate, span, rise / lasting, 1.0 / lasting[2, 2])
    travel = _with_ends(estimate, span, rise, 1.0)
    duration = _duration(span, rate)
    # Kept together: range of motion ÷ duration is the mean velocity, whatever was averaged.
    duration = Measured(travel.value / mean.value, duration.se)
    start = float(average(np.repeat(span.starts[:, None], 5, axis=1), span).mean)
    peak = float(estimate.track.velocity[2, span.peak])
    peak_se = float(posterior.standard_error(velocity_at(2, np.array([span.peak / rate])))[0])
    inside = slice(round(span.start), round(span.end) + 1)
    return Numbers(
        start / rate,
        start / rate + duration.value,
        _doubts(estimate, inside),
        mean,
        Measured(peak, peak_se),
        _propulsive(estimate, span, mean),
        travel,
        duration,
        eccentric,
        _time_to_peak(estimate, span, start, peak_se),
        _deviation(estimate, 0, span),
        _deviation(estimate, 1, span),
        _tilt_range(estimate, inside),
        _sticking(estimate, inside),
    )


def _with_ends(estimate: Estimate, span: Span, values: Floats, weight: float) -> Measured:
    """Return a quantity ``weight`` × range of motion whose ends hang on the velocity there."""
    moments = average(values, span)
    ends = np.array([[span.start, span.end]])
    forms = Forms(
        2,
        ends / estimate.samples.rate,
        weight * np.array([[-1.0, 1.0]]),
        np.array([moments.slopes]),
    )
    variance = float(estimate.posterior.standard_error(forms)[0]) ** 2
    raised = np.diff(np.interp(ends[0], np.arange(len(estimate.samples)), estimate.left[2]))[0]
    variance += (weight * estimate.arm.se * float(raised)) ** 2
    return Measured(moments.mean, sqrt(variance + moments.rest))


def _propulsive(estimate: Estimate, span: Span, mean: Measured) -> Measured:
    """Return the mean velocity until the vertical acceleration first falls below -g."""
    inside = slice(round(span.start), round(span.end) + 1)
    falling = estimate.motion.acceleration[2, inside] < -GRAVITY
    if not falling.any():
        return mean
    stop = inside.start + int(falling.argmax())
    z = estimate.track.position[2]
    bottom = float(np.interp(span.start, np.arange(len(z)), z))
    seconds = (stop - span.start) / estimate.samples.rate
    return Measured((float(z[stop]) - bottom) / seconds, mean.se)


def _time_to_peak(estimate: Estimate, span: Span, start: float, peak_se: float) -> Measured:
    """Return the time to the peak; of places about as fast, each may be the peak."""
    rate = estimate.samples.rate
    inside = slice(round(span.start), round(span.end) + 1)
    below = estimate.track.velocity[2, span.peak] - estimate.track.velocity[2, inside]
    weight = np.exp(-0.5 * (below / peak_se) ** 2)
    at = np.arange(inside.start, inside.stop)
    peak = float(np.average(at, weights=weight))
    variance = float(np.average((at - peak) ** 2, weights=weight)) + 1.0 / 12.0
    ends = average(np.repeat((span.starts - start)[:, None] ** 2, 5, axis=1), span).mean
    return Measured((peak - start) / rate, sqrt(variance + ends) / rate)


def _deviation(estimate: Estimate, axis: int, span: Span) -> Measured:
    """Return the signed distance from the start's vertical where it is largest in size.

    Where the path leans both ways by about as much, which way is larger is uncertain; the
    average over both, weighted by how likely each is the larger, is the least wrong.
    """
    rate = estimate.samples.rate
    inside = slice(round(span.start), round(span.end) + 1)
    path = estimate.track.position[axis, inside]
    path = path - path[0]
    far = np.array([int(path.argmax()), int(path.argmin())])
    times = (np.array([[0, 0], far]).T + inside.start) / rate
    forms = Forms(axis, times, np.array([[-1.0, 1.0]] * 2), np.zeros((2, 2)))
    spread = estimate.posterior.spread(forms)
    se = np.sqrt(np.diag(spread))
    ahead, behind = path[far]
    doubt = sqrt(max(float(spread.sum()), 1e-12))
    share = 0.5 * (1.0 + erf((ahead + behind) / (doubt * sqrt(2.0))))
    value = share * ahead + (1.0 - share) * behind
    variance = share * se[0] ** 2 + (1.0 - share) * se[1] ** 2
    variance += share * (1.0 - share) * (ahead - behind) ** 2
    return Measured(float(value), sqrt(float(variance)))


def _tilt_range(estimate: Estimate, inside: slice) -> Measured:
    """Return largest less smallest tilt, degrees; a skew mount shows spin as tilt."""
    tilt = bar_frame.tilt(estimate.left[:, inside])
    value = float(np.ptp(tilt))
    spin = np.cumsum(estimate.axis.direction @ estimate.motion.angular_rate[:, inside])
    spun = float(np.ptp(spin)) / estimate.samples.rate
    se = sqrt(NOISE_TILT**2 + (GYRO_SCALE_SD * value) ** 2 + (estimate.axis.sd * spun) ** 2)
    return Measured(float(np.degrees(value)), float(np.degrees(se)))


def _sticking(estimate: Estimate, inside: slice) -> Measured | None:
    """Return the least velocity between two clearly faster places, None without such a dip."""
    v = estimate.track.velocity[2, inside]
    before = np.maximum.accumulate(v)
    after = np.maximum.accumulate(v[::-1])[::-1]
    dip = np.minimum(before, after) - v
    low = int(dip.argmax())
    if dip[low] < STICKING_DIP * v.max():
        return None
    time = np.array([(inside.start + low) / estimate.samples.rate])
    se = float(estimate.posterior.standard_error(velocity_at(2, time))[0])
    return Measured(float(v[low]), se)


def _doubts(estimate: Estimate, inside: slice) -> tuple[str, ...]:
    """Return why a rep is not to be trusted, in words for people."""
    samples = estimate.samples
    flags = samples.flags[inside]
    doubts = []
    if _longest(flags & MISSING) > SHORT_GAP * samples.rate:
        doubts.append("samples missing")
    if (flags & CLIPPED).any():
        doubts.append("sensor clipped")
    if np.abs(bar_frame.tilt(estimate.left[:, inside])).max() > MOST_TILT:
        doubts.append("bar not level")
    return tuple(doubts)


def _longest(flags: Floats) -> int:
    """Return the length of the longest run of set flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags > 0, [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
