"""The simulated sensor and its radio link have the errors they are asked for, and no others."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import hardware.simulated
from hardware.simulated import IDEAL, UNCALIBRATED, Imu, random_plan, simulate, write_csv
from hardware.simulated.bar import GRAVITY
from hardware.simulated.imu import sample
from hardware.simulated.strokes import DENSE_RATE

PLAN = random_plan("deadlift", np.random.default_rng(0))


def a_set(imu: Imu, seed: int = 1) -> hardware.simulated.SimulatedSet:
    return simulate(PLAN, imu, np.random.default_rng(seed))


def test_the_simulator_knows_nothing_of_the_estimator() -> None:
    folder = Path(hardware.simulated.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.split(".")[0] == "velocity" for name in names), path


def test_impacts_are_clipped_at_the_range() -> None:
    wide = a_set(replace(IDEAL, stamps="device"))
    narrow = a_set(replace(IDEAL, accel_range_g=4.0))
    limit = 4.0 * GRAVITY
    assert np.abs(wide.specific_force).max() > limit
    np.testing.assert_allclose(
        narrow.specific_force, np.clip(wide.specific_force, -limit, limit), atol=1e-12
    )


def test_readings_are_whole_numbers_of_the_smallest_step() -> None:
    step = 2.0 * 16.0 * GRAVITY / 2**16
    counts = a_set(Imu()).specific_force / step
    assert np.abs(counts - np.round(counts)).max() < 1e-6


def test_noise_at_rest_is_that_of_the_data_sheet() -> None:
    at_rest = a_set(Imu(accel_noise=200e-6, bits=0)).specific_force[:300]
    assert at_rest.std(axis=0) == pytest.approx(200e-6 * GRAVITY * np.sqrt(104.0), rel=0.2)


def test_an_uncalibrated_population_has_the_spread_it_says() -> None:
    sets = [a_set(UNCALIBRATED, seed) for seed in range(40)]
    gyro_bias = np.degrees([one.angular_rate[:100].mean(axis=0) for one in sets])
    assert gyro_bias.std() == pytest.approx(1.0, rel=0.25)
    assert np.std([one.rate / 208.0 for one in sets]) == pytest.approx(0.008, rel=0.35)
    gravity = [np.linalg.norm(one.specific_force[:100].mean(axis=0)) for one in sets]
    assert 0.015 < np.std(gravity) / GRAVITY < 0.03


def test_sampling_keeps_slow_signals_and_stops_fast_ones() -> None:
    time = np.arange(4000) / DENSE_RATE
    times = np.arange(20, 380) / 208.0
    for frequency, gain in ((2.0, 1.0), (80.0, 0.5**0.5), (400.0, 0.0)):
        signal = np.sin(2.0 * np.pi * frequency * time)[None]
        expected = gain * np.sin(2.0 * np.pi * frequency * times)
        assert np.abs(sample(signal, times, 80.0)[0] - expected).max() < 0.01


def test_arrival_stamps_come_late_in_order_and_packet_by_packet() -> None:
    sim = a_set(Imu())
    assert np.all(sim.stamps >= sim.times)
    assert np.all(np.diff(sim.stamps) >= 0.0)
    packets = sim.stamps[: len(sim.stamps) // 8 * 8].reshape(-1, 8)
    assert np.ptp(packets, axis=1).max() == 0.0
    assert np.median(sim.stamps - sim.times) < 0.1
    assert sim.times[0] == 0.0


def test_device_stamps_are_the_times_of_the_samples() -> None:
    sim = a_set(replace(UNCALIBRATED, stamps="device"))
    assert np.abs(sim.stamps - sim.times).max() < 1e-6
    assert np.ptp(np.diff(sim.times)) < 1e-9


def test_lost_packets_are_gone_whole_and_in_bursts() -> None:
    plan = replace(PLAN, duration_s=300.0)
    sim = simulate(plan, Imu(loss=0.05, loss_burst=3.0), np.random.default_rng(2))
    whole = int(300.0 * 208.0)
    assert 1.0 - len(sim.times) / whole == pytest.approx(0.05, abs=0.02)
    slots = np.round(sim.times * sim.rate).astype(int)
    gaps = np.diff(slots)[np.diff(slots) > 1] - 1
    assert np.all(gaps % 8 == 0)
    assert gaps.mean() / 8 == pytest.approx(3.0, abs=0.8)
    assert sim.times[0] == 0.0


def test_a_recording_on_disk_says_the_same(tmp_path: Path) -> None:
    sim = a_set(UNCALIBRATED)
    write_csv(sim, tmp_path / "set.csv")
    header = (tmp_path / "set.csv").read_text().splitlines()[0]
    assert header == "t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s"
    read = np.loadtxt(tmp_path / "set.csv", delimiter=",", skiprows=1)
    np.testing.assert_allclose(read[:, 0], sim.stamps, atol=1e-6)
    np.testing.assert_allclose(read[:, 1:4], sim.specific_force, atol=1e-5)
    np.testing.assert_allclose(read[:, 4:], sim.angular_rate, atol=1e-6)
