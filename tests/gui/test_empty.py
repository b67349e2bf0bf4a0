from __future__ import annotations

import numpy as np

from gui.empty import no_reps
from velocity import LIFTS, Samples


def samples(push):
    n = 1000
    force = np.zeros((n, 3))
    force[:, 2] = 9.81 + push * np.sin(np.arange(n) / 15)
    return Samples(100.0, force, np.zeros((n, 3)), np.zeros(n, np.uint8))


def test_a_still_sensor_is_called_still():
    (reason,) = no_reps(samples(0.1), LIFTS["bench"])
    assert "hardly moved" in reason


def test_a_moved_sensor_leads_to_the_lift():
    first, *_ = no_reps(samples(3.0), LIFTS["bench"])
    assert "--lift bench looks for ways up of 15 to 60 cm" in first
