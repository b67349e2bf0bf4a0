"""The rep and the set as the rest of the product sees them: numbers, each with its error."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np

from velocity.samples import Floats

HEIGHTS = np.linspace(0.0, 1.0, 21)
"""Shares of the range of motion at which a course is given."""
DISCARDED = "discarded"
"""The doubt of a rep of which a person has said that it was none."""


@dataclass(frozen=True)
class Measured:
    """A value and its standard error, in the same unit."""

    value: float
    se: float


@dataclass(frozen=True, eq=False)
class Course:
    """A concentric over height, at equal shares of the range of motion; every array is (21,).

    Attributes:
        forward, lateral: m from the start of the concentric, with their standard errors.
        tilt_deg, twist_deg: degrees from the start: left end up, left end to the back.
        velocity: m/s, vertical.
        time: share of the duration.
        still_s: longest time, s, for which the bar all but stood between bottom and top.
        sunk: m, the most that it sank in between.
    """

    forward: Floats
    forward_se: Floats
    lateral: Floats
    lateral_se: Floats
    tilt_deg: Floats
    twist_deg: Floats
    velocity: Floats
    time: Floats
    still_s: float = 0.0
    sunk: float = 0.0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Course):
            return NotImplemented
        pairs = zip(astuple(self), astuple(other), strict=True)
        return all(np.array_equal(a, b) for a, b in pairs)


@dataclass(frozen=True)
class Reason:
    """What speaks for a verdict, in numbers.

    Attributes:
        name: what it is about, as in ``reasons`` of the JSON.
        value, limit: what was found and what is allowed, both in ``unit``.
        told: a few words for people.
    """

    name: str
    value: float
    limit: float
    unit: str
    told: str


@dataclass(frozen=True)
class Range:
    """A number of reps still to come: in about 80 % of cases from ``least`` to ``most``."""

    least: int
    likely: float
    most: int


@dataclass(frozen=True)
class Technique:
    """How a rep was lifted, beside the lifter's own clean reps.

    Attributes:
        state: ``clean``, ``sliding``, ``failed``, or ``unsure`` where it cannot be told.
        score: how far it is from the groove, in spreads of the lifter's own clean reps.
        limit, failed_limit: scores from which it slides, and from which it has failed.
        sign: the feature that left furthest, "" for a clean rep; ``told`` in words.
        height: share of the range of motion where that is so; None where it is of no one height.
        recovered: whether it is back inside after a rep that was not.
    """

    state: str
    score: float
    limit: float
    failed_limit: float
    sign: str = ""
    told: str = ""
    height: float | None = None
    recovered: bool = False


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
        verdict: ``ok``, ``near`` or ``rack``; ``reasons`` says what decided it.
        course: the concentric over height.
        technique: beside the lifter's clean reps; None where that was not asked.
        left_technical, left_muscular: reps still to come before technique, and before strength,
            fails; None where nothing can be said.
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
    reasons: tuple[Reason, ...] = ()
    course: Course | None = None
    technique: Technique | None = None
    left_technical: Range | None = None
    left_muscular: Range | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a rep: nobody has said that it was none."""
        return DISCARDED not in self.doubts


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
