"""The drivers of both chips against models of their registers."""

from __future__ import annotations

import numpy as np
import pytest

CHIPS = ("lsm6ds3tr", "mpu6886")
FIFO = {"lsm6ds3tr": 341, "mpu6886": 73}


def read(desk, n):
    frame = bytearray(12 * n + 16)
    desk.driver.read(n, memoryview(frame))
    return np.frombuffer(frame, "<i2", 6 * n, 12).reshape(n, 6)


def started(desk, hz):
    desk.driver.start(desk.driver.nearest(hz))
    return desk


def wait(desk, samples):
    desk.us += int(samples * 1e6 / desk.model.hz) + 500


@pytest.mark.parametrize("chip", CHIPS)
def test_samples_come_in_the_order_of_the_protocol(desk, chip):
    laid = started(desk(chip), 208)
    wait(laid, 30)
    assert laid.driver.level() == 30
    assert not laid.driver.gap
    values = read(laid, 19)
    assert values.tolist() == [[k, -1, 2048, 3, -4, 0] for k in range(19)]
    assert laid.driver.level() >= 11
    assert read(laid, 11)[:, 0].tolist() == list(range(19, 30))


@pytest.mark.parametrize(
    ("chip", "wish", "rate"),
    [
        ("lsm6ds3tr", 208, 208),
        ("lsm6ds3tr", 416, 416),
        ("lsm6ds3tr", 1, 104),
        ("lsm6ds3tr", 9999, 833),
        ("mpu6886", 208, 200),
        ("mpu6886", 416, 333),
        ("mpu6886", 833, 500),
    ],
)
def test_a_chip_has_rates_of_its_own(desk, chip, wish, rate):
    laid = started(desk(chip), wish)
    assert laid.driver.nearest(wish) == rate == laid.model.hz


@pytest.mark.parametrize("chip", CHIPS)
def test_the_ends_of_the_range_come_through(desk, chip):
    ends = np.array([[32767, -32768, 0, -1, 1, 21845]], "<i2")
    laid = started(desk(chip, rows=ends.tobytes()), 208)
    wait(laid, 3)
    assert laid.driver.level() == 3
    assert np.array_equal(read(laid, 3), ends.repeat(3, axis=0))


@pytest.mark.parametrize("chip", CHIPS)
def test_a_fifo_that_ran_over_is_a_gap_and_what_follows_is_whole(desk, chip):
    laid = started(desk(chip), 208)
    wait(laid, FIFO[chip] + 50.4)
    level = laid.driver.level()
    assert laid.driver.gap
    first = read(laid, level)[:, 0] if chip == "lsm6ds3tr" and level <= 19 else None
    assert first is None
    while level:
        values = read(laid, min(level, 19))
        level -= len(values)
        assert np.all(np.diff(values[:, 0]) == 1)
        assert np.all(values[:, 1:] == [-1, 2048, 3, -4, 0])
    wait(laid, 5)
    assert laid.driver.level() >= 5
    assert not laid.driver.gap
    assert np.all(read(laid, 5)[:, 1:] == [-1, 2048, 3, -4, 0])


@pytest.mark.parametrize("chip", CHIPS)
@pytest.mark.parametrize("torn", [0, 4, 30, 84])
def test_a_read_that_breaks_off_leaves_no_sample_half_read(desk, chip, torn):
    laid = started(
        desk(
            chip,
        ),
        208,
    )
    wait(laid, 30)
    level = laid.driver.level()
    laid.model.torn, laid.model.fails = torn, {laid.model.transfers + 1}
    with pytest.raises(OSError, match="5"):
        read(laid, 19)
    assert laid.driver.level() <= level
    assert laid.driver.gap == (torn > 0)
    wait(laid, 5)
    laid.driver.level()
    values = read(laid, 5)
    assert np.all(values[:, 1:] == [-1, 2048, 3, -4, 0])
    assert np.all(np.diff(values[:, 0]) == 1)
    assert values[0, 0] == 0 or torn


@pytest.mark.parametrize("chip", CHIPS)
def test_who_answers_and_who_does_not(desk, chip):
    laid = desk(chip)
    assert laid.driver.who() == laid.driver.is_called
    assert desk(chip, who=0x42).driver.who() == 0x42
    laid.model.fails = set(range(100))
    assert laid.driver.who() == 0


@pytest.mark.parametrize("chip", CHIPS)
def test_a_chip_at_rest_takes_no_samples(desk, chip):
    laid = started(desk(chip), 208)
    laid.driver.stop()
    laid.us += 1_000_000
    assert laid.model.taken() == 0


def test_the_scales_are_those_of_the_data_sheets(desk):
    lsm, mpu = desk("lsm6ds3tr").driver, desk("mpu6886").driver
    assert lsm.force == pytest.approx(0.488e-3 * 9.80665)
    assert lsm.turn == pytest.approx(np.radians(0.070))
    assert mpu.force == pytest.approx(9.80665 / 2048)
    assert mpu.turn == pytest.approx(np.radians(1 / 16.4))
