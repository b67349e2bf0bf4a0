"""What the firmware makes of a chip's samples: their numbers, their times, and its losses."""

from __future__ import annotations

import struct

import bvm_frames as bvm
import numpy as np
import pytest

CHIPS = ("lsm6ds3tr", "mpu6886")
FIFO_S = {"lsm6ds3tr": 341 / 208, "mpu6886": 73 / 200}


def status(desk):
    return struct.unpack_from("<HBBhIIHBHI", desk.of(bvm.STATUS)[-1], 12)


@pytest.mark.parametrize("chip", CHIPS)
@pytest.mark.parametrize(("hz", "batch"), [(208, 10), (416, 19), (104, 5), (833, 0), (208, 1)])
def test_every_sample_comes_once_in_frames_of_the_size_wished_for(desk, chip, hz, batch):
    laid = desk(chip).begin(hz, batch).run(3.0)
    index, _, counted = laid.samples().T
    assert np.array_equal(index, np.arange(len(index)))
    assert np.array_equal(counted, index)
    assert len(index) > 3.0 * laid.model.hz - 30
    if laid.model.hz < 500 and batch > 1:
        assert {frame[1] for frame in laid.of(bvm.DATA)} == {batch}


@pytest.mark.parametrize("chip", CHIPS)
@pytest.mark.parametrize("error", [-0.03, 0.0, 0.03])
def test_a_host_finds_the_true_rate_in_the_times(desk, chip, error):
    laid = desk(chip, rate_error=error).begin().run(20.0)
    index, times, _ = laid.samples().T
    first = np.flatnonzero(np.diff(index, prepend=-1) == 1)[::10][5:]
    period = np.polyfit(index[first], times[first], 1)[0]
    assert period == pytest.approx(1e6 / laid.model.hz / (1 + error), rel=2e-4)


@pytest.mark.parametrize("chip", CHIPS)
def test_a_time_is_that_of_the_sample_within_a_period(desk, chip):
    laid = desk(chip).begin().run(5.0)
    index, times, _ = laid.samples().T
    first = index % 10 == 0
    true = laid.model.began + (index + 1) * 1e6 / laid.model.hz
    assert np.all(np.abs(times - true)[first] < 1.2e6 / laid.model.hz)


@pytest.mark.parametrize("chip", CHIPS)
@pytest.mark.parametrize("error", [-0.03, 0.03])
@pytest.mark.parametrize("after", [2.0, 9.0])
def test_a_fifo_that_ran_over_costs_numbers_to_a_sample(desk, chip, error, after):
    laid = desk(chip, rate_error=error).begin().run(after)
    laid.us += round((FIFO_S[chip] + 1.0) * 1e6)
    laid.run(12.0)
    index, _, counted = laid.samples().T
    off = index - counted
    assert np.all(np.diff(index) >= 1)
    assert np.sum(np.diff(index) > 1) == 1
    allowed = 1 if after > 4 else 1 + 0.03 * (FIFO_S[chip] + 1.0) * laid.model.hz
    assert abs(off[-1]) <= allowed
    assert np.all(off[: round(after * 190)] == 0)
    assert status(laid)[4] == 1


def test_a_loop_that_stood_still_for_a_second_costs_nothing(desk):
    laid = desk("lsm6ds3tr").begin().run(6.0)
    laid.us += 1_000_000
    laid.run(2.0)
    index, times, counted = laid.samples().T
    assert np.array_equal(counted, index)
    first = index % 10 == 0
    true = laid.model.began + (index + 1) * 1e6 / laid.model.hz
    assert np.all(np.abs(times - true)[first & (index < 1000)] < 1.5e6 / laid.model.hz)


@pytest.mark.parametrize("chip", CHIPS)
def test_errors_on_the_bus_are_tried_again_and_told(desk, chip):
    laid = desk(chip).begin()
    laid.model.fails = set(range(50, 800, 7))
    laid.run(11.0)
    index, _, counted = laid.samples().T
    assert np.array_equal(counted, index)
    assert len(index) > 10.5 * laid.model.hz
    assert status(laid)[6] > 20


@pytest.mark.parametrize("chip", CHIPS)
def test_bursts_that_break_off_cost_few_samples_and_no_wrong_one(desk, chip):
    laid = desk(chip).begin()
    laid.model.fails, laid.model.torn = set(range(101, 700, 40)), 30
    laid.run(8.0)
    frames = [np.frombuffer(frame, "<i2", 6 * frame[1], 12) for frame in laid.of(bvm.DATA)]
    values = np.concatenate(frames).reshape(-1, 6)
    assert np.all(values[:, 1:] == [-1, 2048, 3, -4, 0])
    index, _, counted = laid.samples().T
    assert np.all(np.diff(counted) >= 1)
    assert abs(index[-1] - counted[-1]) <= 5


@pytest.mark.parametrize("chip", CHIPS)
def test_a_chip_that_was_gone_for_a_while_is_set_up_again(desk, chip):
    laid = desk(chip).begin().run(5.0)
    laid.model.fails = range(laid.model.transfers, 10**9)
    laid.run(2.0)
    laid.model.fails = ()
    laid.model.lose_power()
    laid.run(5.0)
    index, times, _ = laid.samples().T
    assert np.all(np.diff(index) >= 1)
    assert index[-1] == pytest.approx((times[-1] - times[0]) * laid.model.hz / 1e6, abs=3)


def test_a_ring_that_is_full_loses_the_oldest_and_counts_them(desk):
    laid = desk("lsm6ds3tr").begin(ring=244 * 20).run(1.0)
    laid.accepts = False
    laid.run(4.0)
    laid.accepts = True
    laid.run(12.0)
    index, _, counted = laid.samples().T
    assert np.array_equal(counted, index)
    (gap,) = np.flatnonzero(np.diff(index) > 1)
    lost = np.diff(index)[gap] - 1
    drops = status(laid)[5]
    assert 10 * drops <= lost <= 19 * drops
    assert lost == pytest.approx(4.0 * 208 - 20 * 19, abs=30)


def test_while_the_link_is_slow_frames_are_as_large_as_fits(desk):
    laid = desk("lsm6ds3tr").begin().run(1.0)
    laid.accepts = False
    laid.run(1.0)
    laid.accepts = True
    laid.run(2.0)
    sizes = [frame[1] for frame in laid.of(bvm.DATA)]
    assert set(sizes) == {10, 19}
    assert sizes[-1] == 10


def test_numbers_and_times_wrap(desk):
    laid = desk("lsm6ds3tr")
    laid.us = 2**32 - 1_500_000
    laid.begin()
    laid.core._sampler.index = laid.core._sampler._from = 2**32 - 95
    laid.run(3.0)
    data = laid.of(bvm.DATA)
    heads = [struct.unpack_from("<BBHII", frame) for frame in data]
    index = [head[3] for head in heads]
    assert index[9:11] == [2**32 - 5, 5]
    assert min(np.diff([head[4] for head in heads])) < -(2**31)
    laid.core.gone(laid)
    laid.frames.clear()
    laid.ask(bvm.RESEND, index=2**32 - 5).run(0.5)
    assert laid.answer() == (bvm.RESEND, bvm.OK, 2**32 - 5)
    assert struct.unpack_from("<I", laid.of(bvm.DATA)[0], 4)[0] == 2**32 - 5
