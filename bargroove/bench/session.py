"""A long recording made of simulated sets with rests between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hardware.simulated import Imu, Place, random_plan, simulate
from hardware.simulated.recording import HEADER
from velocity import Samples

Floats = NDArray[np.float64]

LIFT = "squat"
RATE = 208.0  # Hz
_SENSOR = Imu(rate=RATE, stamps="device")
_PLACE = Place(mount_angle=0.5)
_BIAS = np.array([[0.2, -0.15, 0.1], [0.02, -0.01, 0.015]])  # m/s², rad/s: nobody calibrated it
_NOISE = np.array([0.01, 0.001])  # m/s², rad/s
_ROLL_S = 2.0  # s in which the bar rolls to where the next set takes it from
_STILL = 50  # samples at either end of a set in which the bar surely lies still
_PACKET, _INTERVAL_S = 8, 0.03  # samples of a radio packet, s between two deliveries


@dataclass(frozen=True)
class Session:
    """What one sensor recorded at ``RATE``, and when the reps in it were done.

    Attributes:
        readings: (2, n, 3) specific force m/s² and angular rate rad/s, sensor frame.
        rep_ends: (reps,) s from the first sample.
    """

    readings: Floats
    rep_ends: Floats

    def first(self, minutes: float) -> Session:
        """Return the first minutes of it, a view."""
        n = round(minutes * 60.0 * RATE)
        return Session(self.readings[:, :n], self.rep_ends[self.rep_ends < n / RATE])

    def write_csv(self, path: Path) -> None:
        """Write it as a recording with the arrival stamps of a radio link."""
        n = self.readings.shape[1]
        packet_ends = (np.arange(n) // _PACKET + 1) * _PACKET / RATE
        stamps = np.ceil(packet_ends / _INTERVAL_S) * _INTERVAL_S
        columns = np.column_stack((stamps, *self.readings))
        formats = ["%.6f"] + ["%.5f"] * 3 + ["%.6f"] * 3
        np.savetxt(path, columns, fmt=formats, delimiter=",", header=HEADER, comments="")


def samples_of(readings: Floats) -> Samples:
    """Return readings (2, n, 3) as samples, without a copy."""
    return Samples(RATE, readings[0], readings[1], np.zeros(readings.shape[1], np.uint8))


def long_session(minutes: float, rest_s: float) -> Session:
    """Return so many minutes of sets; the bar lies still for ``rest_s`` between two of them."""
    wanted = round(minutes * 60.0 * RATE)
    parts: list[Floats] = []
    ends: list[float] = []
    have = 0
    for seed in count():
        readings, set_ends = _one_set(seed)
        if parts:
            parts.append(_rest(parts[-1][:, -_STILL:], readings[:, :_STILL], rest_s, seed))
            have += parts[-1].shape[1]
        ends += [have / RATE + end for end in set_ends]
        parts.append(readings)
        have += readings.shape[1]
        if have >= wanted:
            break
    whole = np.concatenate(parts, axis=1)
    whole += _BIAS[:, None]
    return Session(whole, np.array(ends)).first(minutes)


def _one_set(seed: int) -> tuple[Floats, list[float]]:
    """Return a set's readings (2, n, 3), and when its reps end, s."""
    rng = np.random.default_rng(seed)
    one = simulate(random_plan(LIFT, rng), _SENSOR, rng, _PLACE)
    readings = np.stack((one.specific_force, one.angular_rate))
    return readings, [rep.end_s for rep in one.truth.reps]


def _rest(before: Floats, after: Floats, seconds: float, seed: int) -> Floats:
    """Return readings (2, n, 3) of a bar that rolls about its own axis and then lies still.

    Args:
        before: (2, m, 3) readings of the bar at rest where the last set left it.
        after: the same where the next one takes it from.
        seconds: how long; the roll comes on top.
        seed: of the sensor's noise.
    """
    a, b = before[0].mean(axis=0), after[0].mean(axis=0)
    n, rolling = round((seconds + _ROLL_S) * RATE), _ROLL_S * RATE
    phase = np.minimum(np.arange(n) / rolling, 1.0)
    share = phase**2 * (3.0 - 2.0 * phase)
    start, end = np.unwrap(np.arctan2([-a[0], -b[0]], [a[2], b[2]]))
    spin = start + share * (end - start)
    rest: Floats = np.random.default_rng(seed).standard_normal((2, n, 3)) * _NOISE[:, None, None]
    size = np.hypot(b[0], b[2])
    rest[0] += np.stack(
        (-size * np.sin(spin), a[1] + share * (b[1] - a[1]), size * np.cos(spin)), 1
    )
    rest[1, :, 1] += np.gradient(spin) * RATE
    return rest
