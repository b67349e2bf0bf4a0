"""The rep and the set as the rest of the product sees them: numbers, each with its error."""

from __future__ import annotations

from dataclasses import dataclass

from velocity.samples import Floats


@dataclass(frozen=True)
class Rep:
    """One cycle of the lift; times count from the first sample.

    A field that ends in ``_se`` is the standard error of the one before it, in the same unit.
    ``None`` stands where a thing was not measured. Velocities are in m/s, lengths in m,
    durations in s; ``velocity_loss`` is a share. ``forward_deviation`` is positive forward,
    ``lateral_deviation`` positive to the lifter's left.

    Attributes:
        rep: number of the rep in its set, from 1.
        set: number of the set in the recording, from 1.
        valid: false where the reading is not to be trusted; ``invalid_reasons`` says why.
        verdict: ``ok``, ``near`` or ``rack``; ``reasons`` names what decided it.
    """

    rep: int
    set: int
    start_s: float
    end_s: float
    valid: bool
    invalid_reasons: tuple[str, ...]
    mean_velocity: float
    mean_velocity_se: float
    peak_velocity: float
    peak_velocity_se: float
    mean_propulsive_velocity: float
    mean_propulsive_velocity_se: float
    range_of_motion: float
    range_of_motion_se: float
    duration: float
    duration_se: float
    eccentric_duration: float | None
    eccentric_duration_se: float | None
    time_to_peak: float
    time_to_peak_se: float
    velocity_loss: float
    velocity_loss_se: float
    forward_deviation: float | None
    forward_deviation_se: float | None
    lateral_deviation: float | None
    lateral_deviation_se: float | None
    tilt_range_deg: float | None
    tilt_range_deg_se: float | None
    sticking_velocity: float | None
    sticking_velocity_se: float | None
    verdict: str = "ok"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetSummary:
    """What a whole set amounts to; every field but the counts is ``None`` where no rep is valid."""

    set: int
    reps: int
    best_mean_velocity: float | None
    velocity_loss: float | None
    stop_after_rep: int | None
    stop_reasons: tuple[str, ...]


@dataclass(frozen=True)
class Trace:
    """The bar's motion at the recording's rate; every array is (n,), NaN where unknown.

    ``time`` s; ``vertical_velocity`` and its standard error m/s; ``height``, ``forward`` and
    ``lateral`` m; ``tilt`` rad, positive when the bar's left end is higher.
    """

    time: Floats
    vertical_velocity: Floats
    vertical_velocity_se: Floats
    height: Floats
    forward: Floats
    lateral: Floats
    tilt: Floats


@dataclass(frozen=True)
class Analysis:
    """A recording's reps, the summary of each set, the trace, and what people should know."""

    lift: str
    sample_rate: float
    reps: tuple[Rep, ...]
    sets: tuple[SetSummary, ...]
    trace: Trace
    notices: tuple[str, ...]
