from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from hardware.simulated import UNCALIBRATED, Imu, Place, SimulatedSet, random_plan, simulate
from velocity import Samples
from velocity.samples import Floats

RATE = 200.0
GRAVITY = np.array([0.0, 0.0, 9.80665])


@pytest.fixture(scope="session")
def simulated() -> Callable[..., SimulatedSet]:
    """Draw a set: the same arguments always give the same set."""

    @cache
    def drawn(
        variant: str,
        seed: int,
        imu: Imu = UNCALIBRATED,
        place: Place | None = None,
        tilt_deg: float | None = None,
    ) -> SimulatedSet:
        rng = np.random.default_rng(seed)
        return simulate(random_plan(variant, rng, tilt_deg), imu, rng, place)

    return drawn


@pytest.fixture(scope="session")
def samples_of() -> Callable[[SimulatedSet], Samples]:
    """Return a simulated set's samples, none missing or clipped."""

    def read(one: SimulatedSet) -> Samples:
        flags = np.zeros(len(one.stamps), np.uint8)
        return Samples(one.rate, one.specific_force, one.angular_rate, flags)

    return read


@pytest.fixture(scope="session")
def sampled() -> Callable[..., Samples]:
    """Make samples of ``seconds``: gravity, plus a force (n, 3), turned at a rate (n, 3)."""

    def made(seconds: float, force: Floats | float = 0.0, turning: Floats | float = 0.0) -> Samples:
        n = round(seconds * RATE)
        flat = np.zeros((n, 3))
        return Samples(RATE, flat + GRAVITY + force, flat + turning, np.zeros(n, np.uint8))

    return made


@pytest.fixture(scope="session")
def course() -> Callable[..., tuple[Floats, Floats]]:
    """Return velocity and height, at 200 Hz, of straight lines between (s, m/s) corners."""

    def drawn(*corners: tuple[float, float]) -> tuple[Floats, Floats]:
        times, speeds = np.array(corners).T
        velocity = np.interp(np.arange(round(times[-1] * RATE) + 1) / RATE, times, speeds)
        steps = 0.5 * (velocity[1:] + velocity[:-1]) / RATE
        return velocity, np.concatenate(([0.0], np.cumsum(steps)))

    return drawn
