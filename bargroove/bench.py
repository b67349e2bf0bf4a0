"""The cost of the product: time and memory per sample, and the time to import ``velocity``.

``python -m bargroove.bench`` prints it. Everything is measured in fresh processes on one core.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np
from numpy.typing import NDArray

from bargroove.markdown import table
from bargroove.workers import single_core_pool
from firmware_bridge.recordings import read_recording
from hardware.simulated import Imu, Place, SimulatedSet, random_plan, simulate
from hardware.simulated.recording import HEADER
from velocity import LIFTS, Samples, analyze

Floats = NDArray[np.float64]

PROJECT = Path(__file__).parents[1]
MINUTES = (6.0, 20.0, 60.0)
GAPS_S = {"rests of 2 min": 120.0, "rests of 5 s": 5.0}
AT_LEAST_US, AIM_US, MOST_BYTES, MOST_IMPORT_S = 1.5, 0.5, 200.0, 0.15
REPEATS = 3  # of an analysis; the quickest counts, the others were disturbed

_LIFT = "squat"
_RATE = 208.0  # Hz
_SENSOR = Imu(rate=_RATE, stamps="device")
_BIAS = np.array([0.2, -0.15, 0.1, 0.02, -0.01, 0.015])  # m/s² and rad/s: an uncalibrated sensor's
_NOISE = np.array([0.01, 0.01, 0.01, 0.001, 0.001, 0.001])  # m/s² and rad/s: of a bar at rest
_ROLL_S = 2.0  # s in which the bar rolls to where the next set takes it from
_INTERVAL_S = 0.03  # s between two deliveries of the radio link


@dataclass(frozen=True)
class Cost:
    """What one recording took: samples, reps done and found, µs and bytes per sample."""

    samples: int
    true: int
    found: int
    analysis_us: float
    analysis_bytes: float | None
    reading_us: float
    reading_bytes: float | None


def long_recording(minutes: float, gap_s: float) -> tuple[Floats, int]:
    """Return the (n, 6) readings of squat sets with rests between them, and the number of reps.

    One sensor at 208 Hz, m/s² and rad/s; the bar lies still for ``gap_s`` between two sets.
    """
    wanted = round(minutes * 60.0 * _RATE)
    parts: list[Floats] = []
    reps = have = 0
    for seed in count():
        one = _one_set(seed)
        readings = np.concatenate((one.specific_force, one.angular_rate), axis=1)
        if parts:
            parts.append(_rest(parts[-1][-50:], readings[:50], gap_s, seed))
        parts.append(readings)
        have = sum(map(len, parts))
        start = (have - len(readings)) / _RATE
        reps += sum(start + rep.end_s < wanted / _RATE for rep in one.truth.reps)
        if have >= wanted:
            break
    return np.concatenate(parts)[:wanted] + _BIAS, reps


def _one_set(seed: int) -> SimulatedSet:
    rng = np.random.default_rng(seed)
    return simulate(random_plan(_LIFT, rng), _SENSOR, rng, Place(mount_angle=0.5))


def _rest(before: Floats, after: Floats, seconds: float, seed: int) -> Floats:
    """Return the readings of a bar that rolls about its own axis and then lies still.

    Args:
        before, after: (m, 6) readings of the bar at rest, between which it lies.
        seconds: how long; the roll comes on top.
        seed: of the sensor's noise.
    """
    a, b = before.mean(axis=0)[:3], after.mean(axis=0)[:3]
    angles = np.unwrap([np.arctan2(a[0], a[2]), np.arctan2(b[0], b[2])])
    done = np.linspace(0.0, 1.0, round(_ROLL_S * _RATE))
    share = np.concatenate((done - np.sin(2 * np.pi * done) / (2 * np.pi), np.ones(_slots(seconds))))
    angle = angles[0] + share * (angles[1] - angles[0])
    size = np.hypot(b[0], b[2])
    along = a[1] + share * (b[1] - a[1])
    force = np.stack((size * np.sin(angle), along, size * np.cos(angle)), axis=1)
    turning = np.zeros_like(force)
    turning[:, 1] = np.gradient(angle) * _RATE
    noise = np.random.default_rng(seed).standard_normal((len(angle), 6)) * _NOISE
    return np.concatenate((force, turning), axis=1) + noise


def _slots(seconds: float) -> int:
    return round(seconds * _RATE)
