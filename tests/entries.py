"""What goes into a logbook: reps and heads of sets, made up."""

from __future__ import annotations

from math import nan
from typing import Any

import numpy as np

from bargroove.calibrations import Calibration
from bargroove.logbook import SetHead
from velocity import Measured, Rep
from velocity.calibration import Constants
from velocity.rep import HEIGHTS, Course, Range, Reason, Technique

START = "2026-03-14T18:00:00+00:00"


def rep(number: int, **changes: Any) -> Rep:
    """A rep, no two numbers in it alike."""
    some = (Measured(number + k / 7, 0.01 + k / 1300) for k in range(20))
    rng = np.random.default_rng(number)
    plain: dict[str, Any] = {
        "rep": number,
        "set": 1,
        "start_s": 3.0 * number,
        "end_s": 3.0 * number + 0.9,
        "valid": True,
        "doubts": (),
        "mean_velocity": next(some),
        "peak_velocity": next(some),
        "mean_propulsive_velocity": next(some),
        "range_of_motion": next(some),
        "duration": next(some),
        "eccentric_duration": next(some),
        "time_to_peak": next(some),
        "velocity_loss": next(some),
        "forward_deviation": next(some),
        "lateral_deviation": next(some),
        "tilt_range_deg": next(some),
        "sticking_velocity": None,
        "verdict": "near",
        "reasons": (Reason("velocity_loss", 17.0, 20.0, "%", "17 % slower than your best"),),
        "course": Course(*rng.normal(size=(8, HEIGHTS.size)), still_s=0.1, sunk=0.002),
        "technique": Technique("sliding", 2.9, 2.5, 4.0, "forward", "bar forward", 0.3, True),
        "left_technical": Range(0, 1.2, 2),
        "left_muscular": Range(2, 3.4, 5),
    }
    return Rep(**plain | changes)


def poor_rep(number: int) -> Rep:
    """A rep of which as little is known as can be."""
    return rep(
        number,
        valid=False,
        doubts=("clipped", "drift"),
        mean_velocity=Measured(nan, nan),
        eccentric_duration=None,
        sticking_velocity=Measured(0.1, nan),
        verdict="ok",
        reasons=(),
        course=None,
        technique=None,
        left_technical=None,
        left_muscular=None,
    )


def reps(count: int) -> list[Rep]:
    """The reps of a set."""
    return [rep(number) for number in range(1, count + 1)]


def head(lifter: str | None = None, started: str = START, **changes: Any) -> SetHead:
    """The head of a set of squats."""
    plain = {"lifter": lifter, "lift": "squat", "load_kg": 100.0, "started_utc": started}
    return SetHead(**plain | changes)


def calibration() -> Calibration:
    """A calibration that is not all zeros."""
    constants = Constants(accel_bias=np.array([0.01, -0.02, 0.03]))
    return Calibration("BVM-17", "BVM", "2026-03-01T09:00:00+00:00", 0.4, constants)
