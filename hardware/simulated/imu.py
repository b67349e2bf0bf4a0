"""The sensor on the bar: from exact motion to what its radio link delivers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hardware.simulated.bar import GRAVITY, Motion
from hardware.simulated.strokes import DENSE_RATE, Floats


@dataclass(frozen=True)
class Place:
    """Where the sensor sits: ``offset_m`` to the left of the bar's middle, ``radius_m`` off axis.

    It sits on the bar's surface, its z axis pointing outward; ``mount_angle`` (rad) turns it
    about the bar's own axis, ``None`` for an angle drawn at random.
    """

    offset_m: float = 0.0
    radius_m: float = 0.02
    mount_angle: float | None = None


@dataclass(frozen=True)
class Imu:
    """A population of sensors; one of them is drawn for each set. ``…_sd`` are 1 σ per axis.

    Attributes:
        rate: nominal samples per second, Hz; ``clock_error_sd`` is the share it is off by.
        bandwidth_share: −3 dB frequency of the anti-alias filter over the rate.
        bits: of each reading over ± the range; 0 for readings that are not quantised.
        accel_noise: g/√Hz; gyro_noise_dps: °/s/√Hz.
        accel_walk: g/√s; gyro_walk_dps: °/s/√s, the slow wandering of the biases.
        misalignment_sd: rad (small angles), of each axis towards each other one.
        loss: share of packets lost, in bursts of ``loss_burst`` on average.
        stamps: ``arrival``: every sample of a packet carries the host's time when the packet
            came; ``device``: each sample has its own good stamp.
        connection_interval_s: the radio's; packets wait for it and arrive together.
        jitter_s: mean of the further, exponential delay of the host.
        retry_share: share of connection events that fail and are repeated at the next one.
    """

    rate: float = 208.0
    clock_error_sd: float = 0.0
    bandwidth_share: float = 0.4
    accel_range_g: float = 16.0
    gyro_range_dps: float = 2000.0
    bits: int = 16
    accel_noise: float = 100e-6
    gyro_noise_dps: float = 5e-3
    accel_bias_sd_g: float = 0.0
    accel_scale_sd: float = 0.0
    misalignment_sd: float = 0.0
    gyro_bias_sd_dps: float = 0.0
    gyro_scale_sd: float = 0.0
    accel_walk: float = 20e-6
    gyro_walk_dps: float = 2e-3
    loss: float = 0.0
    loss_burst: float = 2.0
    samples_per_packet: int = 8
    stamps: Literal["arrival", "device"] = "arrival"
    connection_interval_s: float = 0.03
    jitter_s: float = 0.002
    retry_share: float = 0.05


UNCALIBRATED = Imu(
    clock_error_sd=0.008,
    accel_bias_sd_g=0.020,
    accel_scale_sd=0.004,
    misalignment_sd=0.003,
    gyro_bias_sd_dps=1.0,
    gyro_scale_sd=0.007,
)
"""A consumer part as it comes from the reel."""

IDEAL = Imu(
    accel_range_g=1000.0,
    gyro_range_dps=1e5,
    bits=0,
    accel_noise=0.0,
    gyro_noise_dps=0.0,
    accel_walk=0.0,
    gyro_walk_dps=0.0,
    stamps="device",
)
"""A sensor without any error."""


@dataclass(frozen=True)
class Readings:
    """What arrived: ``stamps`` and the true ``times`` (n,) s, (n, 3) m/s² and rad/s, true rate."""

    stamps: Floats
    times: Floats
    specific_force: Floats
    angular_rate: Floats
    rate: float


def read(
    motion: Motion,
    position: Floats,
    imu: Imu,
    mount_angle: float,
    rng: np.random.Generator,
    faults: np.random.Generator | None = None,
) -> Readings:
    """Return what one sensor of the kind ``imu`` reports of the point at ``position`` (3, n) m.

    What is lastingly wrong with the sensor is drawn from ``faults``, which makes the same sensor
    whenever it begins with the same state; without it, from ``rng`` like all else.
    """
    faults = faults or rng
    rate = imu.rate * (1.0 + imu.clock_error_sd * faults.standard_normal())
    times = np.arange(int(motion.time[-1] * rate)) / rate
    turn = _mounting(mount_angle)
    cutoff_hz = imu.bandwidth_share * imu.rate
    force = turn @ sample(motion.specific_force(position), times, cutoff_hz)
    turning = turn @ sample(motion.angular_rate(), times, cutoff_hz)
    accel, gyro = _distorted(force, turning, imu, rate, rng, faults)
    received = _received(len(times), imu, rng)
    stamps = times if imu.stamps == "device" else _arrivals(times, imu, rng)
    return Readings(
        np.round(stamps[received], 6), times[received], accel.T[received], gyro.T[received], rate
    )


def sample(signal: Floats, times: Floats, cutoff_hz: float) -> Floats:
    """Return (3, m): the dense ``signal`` (3, n) at ``times`` (m,) s behind a Gaussian low-pass.

    The filter is 3 dB down at ``cutoff_hz`` and has no delay.
    """
    width = np.sqrt(np.log(2.0)) / (2.0 * np.pi * cutoff_hz) * DENSE_RATE
    reach = int(np.ceil(4.0 * width))
    at = times * DENSE_RATE
    nearest = np.round(at).astype(np.intp)
    taps = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * ((taps - (at - nearest)[:, None]) / width) ** 2)
    weights /= weights.sum(axis=1, keepdims=True)
    padded = np.pad(signal, ((0, 0), (reach, reach + 1)), mode="edge")
    views = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=1)
    return np.stack([np.einsum("ij,ij->i", view[nearest], weights) for view in views])


def _mounting(angle: float) -> Floats:
    """Return the (3, 3) rotation from the bar frame to a sensor turned by ``angle`` about y."""
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, 0.0, -s], [0.0, 1.0, 0.0], [s, 0.0, c]])


def _distorted(
    force: Floats,
    turning: Floats,
    imu: Imu,
    rate: float,
    rng: np.random.Generator,
    faults: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Return (3, m) readings of both sensors with their errors, quantised and clipped."""
    g, dps = GRAVITY, np.pi / 180.0
    accel = _matrix(imu.accel_scale_sd, imu.misalignment_sd, faults) @ force
    accel += g * _bias(accel.shape, imu.accel_bias_sd_g, imu.accel_walk, rate, rng, faults)
    accel += g * imu.accel_noise * np.sqrt(rate / 2.0) * rng.standard_normal(accel.shape)
    gyro = _matrix(imu.gyro_scale_sd, imu.misalignment_sd, faults) @ turning
    gyro += dps * _bias(gyro.shape, imu.gyro_bias_sd_dps, imu.gyro_walk_dps, rate, rng, faults)
    gyro += dps * imu.gyro_noise_dps * np.sqrt(rate / 2.0) * rng.standard_normal(gyro.shape)
    return (
        _digitised(accel, imu.accel_range_g * g, imu.bits),
        _digitised(gyro, imu.gyro_range_dps * dps, imu.bits),
    )


def _matrix(scale_sd: float, misalignment_sd: float, rng: np.random.Generator) -> Floats:
    errors = misalignment_sd * rng.standard_normal((3, 3))
    np.fill_diagonal(errors, 1.0 + scale_sd * rng.standard_normal(3))
    return errors


def _bias(
    shape: tuple[int, ...],
    sd: float,
    walk: float,
    rate: float,
    rng: np.random.Generator,
    faults: np.random.Generator,
) -> Floats:
    steps = walk / np.sqrt(rate) * rng.standard_normal(shape)
    steps[:, 0] += sd * faults.standard_normal(len(steps))
    return np.asarray(np.cumsum(steps, axis=1))


def _digitised(x: Floats, full_scale: float, bits: int) -> Floats:
    """Return ``x`` as a signed integer of so many bits shows it; 0 bits: only clipped."""
    if not bits:
        return np.clip(x, -full_scale, full_scale)
    steps = 2 ** (bits - 1)
    counts = np.clip(np.round(x * (steps / full_scale)), -steps, steps - 1)
    return np.asarray(counts * (full_scale / steps))


def _received(n: int, imu: Imu, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return (n,) whether each sample's packet came through; the first one always does."""
    packets = -(-n // imu.samples_per_packet)
    if imu.loss <= 0.0:
        return np.ones(n, bool)
    good_run = imu.loss_burst * (1.0 - imu.loss) / imu.loss
    # runs of good and lost packets in turn, as many as are surely enough
    pairs = 1 + packets
    good = rng.geometric(min(1.0 / good_run, 1.0), pairs)
    lost = rng.geometric(min(1.0 / imu.loss_burst, 1.0), pairs)
    runs = np.stack([good, lost], axis=1).ravel()
    came = np.repeat(np.tile([True, False], pairs), runs)[:packets]
    return np.repeat(came, imu.samples_per_packet)[:n]


def _arrivals(times: Floats, imu: Imu, rng: np.random.Generator) -> Floats:
    """Return (n,) s: when the packet of each sample reached the host."""
    packet = np.arange(len(times)) // imu.samples_per_packet
    ends = np.flatnonzero(np.diff(packet, append=packet[-1] + 1))
    phase = rng.uniform(0.0, imu.connection_interval_s)
    events = np.ceil((times[ends] - phase) / imu.connection_interval_s)
    events += rng.geometric(1.0 - imu.retry_share, len(ends)) - 1
    delays = rng.exponential(imu.jitter_s, len(ends))
    # packets keep their order: one that waits holds back those behind it
    arrived = np.maximum.accumulate(phase + events * imu.connection_interval_s + delays)
    return np.asarray(arrived[packet])
