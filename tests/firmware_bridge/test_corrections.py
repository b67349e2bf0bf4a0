from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.corrections import from_plain, to_plain
from velocity.calibration import Constants

CONSTANTS = Constants(
    accel_bias=np.array([0.1, -0.2, 0.3]),
    accel_matrix=np.arange(9.0).reshape(3, 3) / 100,
    gyro_bias=np.array([0.01, 0.0, -0.02]),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=20,
)


def test_corrections_come_back_as_they_were():
    again = from_plain(json.loads(json.dumps(to_plain(CONSTANTS))))
    assert np.array_equal(again.vector(), CONSTANTS.vector())


@given(
    ANYTHING
    | st.fixed_dictionaries(dict.fromkeys(("accel_bias", "accel_matrix", "gyro_bias"), ANYTHING))
)
def test_whatever_else_stands_there_is_refused(held):
    with pytest.raises(ValueError, match=r"is no sensor's|missing|could not|accel|gyro|inhomog|"):
        from_plain(held)


@pytest.mark.parametrize("value", [float("nan"), 1e9])
def test_no_sensor_is_that_far_off(value):
    held = to_plain(CONSTANTS) | {"accel_bias": [0.0, 0.0, value]}
    with pytest.raises(ValueError, match="accel_bias is no sensor's"):
        from_plain(held)


def test_a_number_too_large_for_any_is_refused():
    held = to_plain(CONSTANTS) | {"gyro_bias": [0, 0, 10**400]}
    with pytest.raises(ValueError, match="gyro_bias"):
        from_plain(held)
