from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.drivers.readings import FullScale, int16_readings

SCALE = np.array([0.5, 0.5, 0.5, 0.25, 0.25, 0.25])


def test_counts_become_si_units():
    counts = np.array([[2, 4, -6, 8, 0, -4]], "<i2")
    force, turn, clipped = int16_readings(counts, SCALE)
    assert force.tolist() == [[1.0, 2.0, -3.0]]
    assert turn.tolist() == [[2.0, 0.0, -1.0]]
    assert clipped.tolist() == [False]


@pytest.mark.parametrize("end", [32767, -32768, 32600, -32700])
@pytest.mark.parametrize("axis", range(6))
def test_any_axis_at_the_end_of_its_range_is_clipped(end, axis):
    counts = np.zeros((3, 6), "<i2")
    counts[1, axis] = end
    assert int16_readings(counts, SCALE)[2].tolist() == [False, True, False]


@given(st.integers(-32500, 32500))
def test_nothing_within_the_range_is_clipped(value):
    assert not int16_readings(np.full((2, 6), value, "<i2"), SCALE)[2].any()


def test_physical_readings_become_si_units_and_at_the_end_of_their_range_are_clipped():
    values = np.array([[8, 0, 0, 0, 0, 0], [1, 2, 4, 30, -60, -99.5]], "<f4")
    readings, clipped = FullScale((16, 100), (9.81, 2.0)).read(values)
    assert readings[0].tolist() == pytest.approx([8 * 9.81, 0, 0, 0, 0, 0])
    assert readings[1].tolist() == pytest.approx([9.81, 2 * 9.81, 4 * 9.81, 60, -120, -199])
    assert clipped.tolist() == [False, True]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30, -41.0])
@pytest.mark.parametrize("axis", range(3))
def test_what_no_chip_can_read_is_no_reading(value, axis):
    values = np.zeros((2, 6), "<f4")
    values[1, axis] = value
    assert FullScale((16, 100), (9.81, 2.0)).read(values) is None
