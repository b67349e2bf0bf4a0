from __future__ import annotations

from collections.abc import Callable

import pytest

from velocity import Measured, Rep


@pytest.fixture
def rep() -> Callable[..., Rep]:
    """Make a squat rep that loses a tenth of the velocity with each number."""

    def made(number: int, **changes: object) -> Rep:
        mean = 0.65 * 0.9 ** (number - 1)
        fields: dict[str, object] = {
            "rep": number,
            "set": 1,
            "start_s": 12.3 + 4 * number,
            "end_s": 12.3 + 4 * number + 0.6 / mean,
            "valid": True,
            "doubts": (),
            "mean_velocity": Measured(mean, 0.0062),
            "peak_velocity": Measured(1.5 * mean, 0.0093),
            "mean_propulsive_velocity": Measured(mean, 0.0062),
            "range_of_motion": Measured(0.6, 0.0041),
            "duration": Measured(0.6 / mean, 0.01),
            "eccentric_duration": Measured(1.21, 0.02) if number > 1 else None,
            "time_to_peak": Measured(0.4, 0.02),
            "velocity_loss": Measured(1 - 0.9 ** (number - 1), 0.01),
            "forward_deviation": Measured(0.018 * (-1) ** number, 0.006),
            "lateral_deviation": Measured(-0.004, 0.005),
            "tilt_range_deg": Measured(0.9, 0.02),
            "sticking_velocity": None,
        }
        return Rep(**{**fields, **changes})  # type: ignore[arg-type]

    return made
