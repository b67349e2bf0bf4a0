"""Sensors' corrections as plain values: in the files that keep them, and in captures' headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from velocity.calibration import Constants
from velocity.samples import Floats

Corrections = Mapping[str, Constants]
"""Corrections by the identity of the sensor; "" for one that has neither that nor an address."""

_SHAPES = {"accel_bias": (3,), "accel_matrix": (3, 3), "gyro_bias": (3,)}
_LARGEST = {"accel_bias": 5.0, "accel_matrix": 0.2, "gyro_bias": 0.5}  # m/s², share, rad/s


def to_plain(constants: Constants) -> dict[str, Sequence[object]]:
    """Return the corrections that a calibration finds, as lists: m/s², shares and rad/s."""
    return {name: getattr(constants, name).tolist() for name in _SHAPES}


def from_plain(held: object) -> Constants:
    """Return the corrections of ``to_plain``; other keys are ignored.

    Raises:
        ValueError: something is missing, has another shape, or is no correction of a sensor.
    """
    if not isinstance(held, Mapping):
        raise ValueError("corrections are missing")
    return Constants(**{name: _array(held.get(name), name) for name in _SHAPES})


def _array(held: object, name: str) -> Floats:
    try:
        values = np.asarray(held, float)
    except (TypeError, OverflowError) as error:
        raise ValueError(f"{name}: {error}") from None
    if values.shape != _SHAPES[name] or not np.abs(values).max() <= _LARGEST[name]:
        raise ValueError(f"{name} is no sensor's")
    return values
