"""The rep and the set as the rest of the product sees them: numbers, each with its error."""

from __future__ import annotations

from dataclasses import dataclass

from velocity.samples import Floats


@dataclass(frozen=True)
class Measured:
    """A value and its standard error, in the same unit."""

    value: float
    se: float


@dataclass(frozen=True)
class Rep:
    """One cycle of the lift; times count from the first sample.

    ``None`` stands where a thing was not measured. Velocities are in m/s, lengths in m,
    durations in s, angles in degrees where the name says so.

    Attributes:
        rep: number of the rep in its set, from 1.
        set: number of the set in the recording, from 1.
        start_s: start of the concentric, s.
        end_s: end of the concentric, s.
        valid: false where the reading is not to be trusted; ``doubts`` says why.
        velocity_loss: share by which the mean velocity lies below the set's best so far.
        forward_deviation: positive forward. ``lateral_deviation``: positive to the left.
        sticking_velocity: the least velocity between two peaks, where there is such a dip.
        verdict: ``ok``, ``near`` or ``rack``; ``reasons`` names what decided it.
    """

    rep: int
    set: int
    start_s: float
    end_s: float
    valid: bool
    doubts: tuple[str, ...]
    mean_velocity: Measured
    peak_velocity: Measured
    mean_propulsive_velocity: Measured
    range_of_motion: Measured
    duration: Measured
    eccentric_duration: Measured | None
    time_to_peak: Measured
    velocity_loss: Measured
    forward_deviation: Measured
    lateral_deviation: Measured
    tilt_range_deg: Measured
    sticking_velocity: Measured | None
    verdict: str = "ok"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetSummary:
    """What a whole set amounts to; ``None`` stands where no rep is valid."""

    set: int
    reps: int
    best_mean_velocity: Measured | None
    velocity_loss: Measured | None
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
    notices: tuple[str, ...]
    trace: Trace | None = None
