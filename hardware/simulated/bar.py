"""The bar as a rigid body: from a plan to exact motion on a dense grid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hardware.simulated.strokes import DENSE_RATE, Channel, Floats, ease, travels

if TYPE_CHECKING:
    from hardware.simulated.lifter import SetPlan

Complexes = NDArray[np.complex128]

GRAVITY = 9.80665
"""Standard gravity, m/s²."""


@dataclass(frozen=True)
class Unrest:
    """What the lifter's body adds while the bar is in the hands; standard deviations.

    Hands shake at 4–12 Hz (``tremor_m``, ``tremor_rad``), the bar turns loosely in them at
    1–6 Hz (``loose_spin_rad``), the body sways at 0.2–0.5 Hz (``sway_m``, ``sway_rad``) and
    breathes near 0.25 Hz (``breath_m``, vertical).
    """

    tremor_m: float = 0.0
    tremor_rad: float = 0.0
    loose_spin_rad: float = 0.0
    sway_m: float = 0.0
    sway_rad: float = 0.0
    breath_m: float = 0.0


@dataclass(frozen=True)
class Ring:
    """One mode of what an impact leaves at the sensor: a decaying vibration in the world frame.

    ``acceleration`` is the initial amplitude, m/s², (forward, left, up).
    """

    start_s: float
    frequency_hz: float
    decay_s: float
    acceleration: tuple[float, float, float]


@dataclass(frozen=True)
class Motion:
    """The bar's middle and attitude on the dense grid.

    Attributes:
        time: (n,) s.
        position: (3, n) m, world frame (forward, left, up).
        angles: (3, n) rad: twist, tilt, spin; attitude = Rz(twist) · Rx(tilt) · Ry(spin).
        shake: (3, n) m, world frame: vibration of the sensor's point after impacts.
    """

    time: Floats
    position: Floats
    angles: Floats
    shake: Floats

    def point(self, place: Floats) -> Floats:
        """Return the (3, n) m world position of the point at ``place`` (3,) m, bar frame."""
        return self.position + self.to_world(place[:, None])

    def angular_rate(self) -> Floats:
        """Return the (3, n) rad/s angular rate in the bar frame."""
        twist_rate, tilt_rate, spin_rate = rate_of(self.angles)
        (_, cl, cs), (_, sl, ss) = self._turns
        upright = cl * twist_rate
        return np.stack(
            [
                cs * tilt_rate - ss * upright,
                spin_rate + sl * twist_rate,
                ss * tilt_rate + cs * upright,
            ]
        )

    def specific_force(self, position: Floats) -> Floats:
        """Return (3, n) m/s², bar frame, felt by a point with these (3, n) world positions."""
        force = rate_of(rate_of(position))
        force[2] += GRAVITY
        return self.to_bar(force)

    @cached_property
    def _turns(self) -> tuple[Floats, Floats]:
        """The (3, n) cosines and sines of the angles."""
        return np.cos(self.angles), np.sin(self.angles)

    def to_world(self, vector: Floats) -> Floats:
        """Rotate ``vector`` (3, n) or (3, 1) from the bar frame to the world frame."""
        (ct, cl, cs), (st, sl, ss) = self._turns
        x, y, z = vector
        x, z = cs * x + ss * z, cs * z - ss * x
        y, z = cl * y - sl * z, sl * y + cl * z
        return np.stack([ct * x - st * y, st * x + ct * y, z])

    def to_bar(self, vector: Floats) -> Floats:
        """Rotate ``vector`` (3, n) from the world frame to the bar frame."""
        (ct, cl, cs), (st, sl, ss) = self._turns
        x, y, z = vector
        x, y = ct * x + st * y, ct * y - st * x
        y, z = cl * y + sl * z, cl * z - sl * y
        return np.stack([cs * x - ss * z, y, ss * x + cs * z])


def rate_of(x: Floats) -> Floats:
    """Return the time derivative of ``x`` (…, n) on the dense grid, per second."""
    return np.asarray(np.gradient(x, 1.0 / DENSE_RATE, axis=-1))


def move(plan: SetPlan) -> Motion:
    """Return the motion a plan leads to; the same plan always gives the same motion."""
    n = round(plan.duration_s * DENSE_RATE)
    moved = travels(plan.strokes, n)
    displacements = moved[: Channel.GRIP] + moved[Channel.GRIP] * unrest(plan.unrest, plan.seed, n)
    angles = displacements[Channel.TWIST :] + np.array(plan.attitude)[:, None]
    return Motion(
        np.arange(n) / DENSE_RATE,
        displacements[: Channel.TWIST],
        angles,
        vibration(plan.rings, n),
    )


def unrest(size: Unrest, seed: int, n: int) -> Floats:
    """Return the (6, n) random displacements of the translations (m) and turns (rad)."""
    period = 4096 * -(-n // 4096)  # a length without large prime factors, for a fast transform
    spectrum = np.zeros((Channel.GRIP, period // 2 + 1), complex)
    rng = np.random.default_rng(seed)
    metres, turns = slice(Channel.TWIST), slice(Channel.TWIST, Channel.GRIP)
    _add_band(spectrum[metres], size.tremor_m, (4.0, 12.0), rng)
    _add_band(spectrum[turns], size.tremor_rad, (4.0, 12.0), rng)
    _add_band(spectrum[Channel.SPIN :], size.loose_spin_rad, (1.0, 6.0), rng)
    _add_band(spectrum[: Channel.UP], size.sway_m, (0.2, 0.5), rng)
    _add_band(spectrum[Channel.UP : Channel.TWIST], size.breath_m, (0.2, 0.3), rng)
    _add_band(spectrum[turns], size.sway_rad, (0.2, 0.5), rng)
    return np.fft.irfft(spectrum, period)[:, :n]


def _add_band(
    spectrum: Complexes, sd: float, band_hz: tuple[float, float], rng: np.random.Generator
) -> None:
    """Add to each row (m, k) of a half spectrum Gaussian noise of this 1 σ within the band."""
    period = 2 * (spectrum.shape[1] - 1)
    first, last = np.ceil(np.array(band_hz) * period / DENSE_RATE).astype(int)
    parts = rng.standard_normal((2, len(spectrum), last - first))
    scale = sd * period / np.sqrt(4.0 * (last - first))
    spectrum[:, first:last] += scale * (parts[0] + 1j * parts[1])


def vibration(rings: tuple[Ring, ...], n: int) -> Floats:
    """Return the (3, n) m displacements of the decaying vibrations."""
    shake = np.zeros((3, n))
    for ring in rings:
        first = int(np.ceil(ring.start_s * DENSE_RATE))
        last = min(first + int(8.0 * ring.decay_s * DENSE_RATE), n)
        since = np.arange(first, last) / DENSE_RATE - ring.start_s
        pulsation = 2.0 * np.pi * ring.frequency_hz
        course = -np.exp(-since / ring.decay_s) * np.sin(pulsation * since) / pulsation**2
        # an instant onset would be a step in velocity; no real contact is that hard
        course *= ease(since / 0.004)
        shake[:, first:last] += np.array(ring.acceleration)[:, None] * course
    return shake
