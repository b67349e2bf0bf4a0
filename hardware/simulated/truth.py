"""What really happened: the reps of an exact track, by the contract's definition of a rep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from hardware.simulated.bar import GRAVITY, Motion, rate_of
from hardware.simulated.rise import crossings, rise
from hardware.simulated.strokes import Floats


@dataclass(frozen=True)
class RepPhases:
    """When a plan lets the bar rise and when it lowers it, s; a guide for finding the rep."""

    ascent_start_s: float
    ascent_end_s: float
    descent_start_s: float | None
    descent_end_s: float | None


@dataclass(frozen=True)
class Track:
    """The exact course of one point, (n,) each: s, m/s, m/s², m, m, m, rad.

    ``tilt`` is positive when the bar's left end is higher.
    """

    time: Floats
    vertical_velocity: Floats
    vertical_acceleration: Floats
    height: Floats
    forward: Floats
    lateral: Floats
    tilt: Floats


@dataclass(frozen=True)
class TrueRep:
    """One rep's true numbers: s, m/s, m, and degrees where the name says so."""

    start_s: float
    end_s: float
    mean_velocity: float
    peak_velocity: float
    mean_propulsive_velocity: float
    range_of_motion: float
    duration: float
    eccentric_duration: float | None
    time_to_peak: float
    velocity_loss: float
    forward_deviation: float
    lateral_deviation: float
    tilt_range_deg: float
    sticking_velocity: float | None


@dataclass(frozen=True)
class Truth:
    """The truth at the bar's middle and at the sensor's own point."""

    track: Track
    reps: tuple[TrueRep, ...]
    sensor_track: Track
    sensor_reps: tuple[TrueRep, ...]


def track_of(motion: Motion, position: Floats) -> Track:
    """Return the track of a point of the bar with these (3, n) m world positions."""
    velocity = rate_of(position[2])
    forward, lateral, height = position
    tilt = motion.angles[1]
    return Track(motion.time, velocity, rate_of(velocity), height, forward, lateral, tilt)


def measure(track: Track, phases: Iterable[RepPhases]) -> tuple[TrueRep, ...]:
    """Return the reps of the track; ``phases`` only say where to look for the peaks."""
    reps: list[TrueRep] = []
    best = 0.0
    for phase in phases:
        rep = _measure_rep(track, phase)
        best = max(best, rep.mean_velocity)
        reps.append(replace(rep, velocity_loss=1.0 - rep.mean_velocity / best))
    return tuple(reps)


def _measure_rep(track: Track, phase: RepPhases) -> TrueRep:
    start, end = rise(track.time, track.vertical_velocity, phase.ascent_start_s, phase.ascent_end_s)
    inside = slice(*np.searchsorted(track.time, [start, end]))
    time, velocity = track.time[inside], track.vertical_velocity[inside]
    bottom, top = np.interp([start, end], track.time, track.height)
    peak = int(velocity.argmax())
    return TrueRep(
        start_s=start,
        end_s=end,
        mean_velocity=(top - bottom) / (end - start),
        peak_velocity=float(velocity[peak]),
        mean_propulsive_velocity=_propulsive(track, start, end, bottom, top),
        range_of_motion=top - bottom,
        duration=end - start,
        eccentric_duration=_eccentric(track, phase),
        time_to_peak=float(time[peak]) - start,
        velocity_loss=0.0,
        forward_deviation=_deviation(track.time, track.forward, start, inside),
        lateral_deviation=_deviation(track.time, track.lateral, start, inside),
        tilt_range_deg=float(np.degrees(np.ptp(track.tilt[inside]))),
        sticking_velocity=_sticking(velocity),
    )


def _sticking(velocity: Floats) -> float | None:
    """Return the lowest speed, m/s, between two faster places; ``None`` without a clear one.

    Clear is a fall by 10 % of the peak velocity between the faster place before it and the
    one after it.
    """
    before = np.maximum.accumulate(velocity)
    after = np.maximum.accumulate(velocity[::-1])[::-1]
    fall = np.minimum(before, after) - velocity
    lowest = int(fall.argmax())
    return float(velocity[lowest]) if fall[lowest] > 0.1 * velocity.max() else None


def _propulsive(track: Track, start: float, end: float, bottom: float, top: float) -> float:
    """Return the mean velocity up to the first instant at which the bar falls freely or faster."""
    inside = slice(*np.searchsorted(track.time, [start, end]))
    falls = crossings(track.time[inside], track.vertical_acceleration[inside] + GRAVITY)
    if not len(falls):
        return (top - bottom) / (end - start)
    stop = float(falls[0])
    return (float(np.interp(stop, track.time, track.height)) - bottom) / (stop - start)


def _eccentric(track: Track, phase: RepPhases) -> float | None:
    if phase.descent_start_s is None or phase.descent_end_s is None:
        return None
    start, end = rise(
        track.time, -track.vertical_velocity, phase.descent_start_s, phase.descent_end_s
    )
    return end - start


def _deviation(time: Floats, path: Floats, start: float, inside: slice) -> float:
    away = path[inside] - np.interp(start, time, path)
    return float(away[np.abs(away).argmax()])
