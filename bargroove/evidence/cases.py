"""One simulated set through the product's own path, beside its truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from bargroove.evidence.scores import METRICS
from firmware_bridge.recordings import read_recording
from hardware.simulated import (
    UNCALIBRATED,
    VARIANTS,
    Imu,
    Place,
    SimulatedSet,
    random_plan,
    simulate,
    write_csv,
)
from hardware.simulated.truth import TrueRep
from velocity import LIFTS, Rep, Samples, analyze

Floats = NDArray[np.float64]

_MARGIN = 0.2  # s left around the reps of a set that is cut: too short to be taken for a rest


@dataclass(frozen=True)
class Case:
    """One simulated set; the same case is always the same set.

    Attributes:
        variant: way of lifting, a key of ``VARIANTS``.
        number: which of the sets of that variant.
        seed: another one gives other sets throughout.
        imu: the population that the sensor is drawn from.
        tilt_deg: tilt of the bar within each rep; None for what lifters usually do.
        offset_m: m from the bar's middle to the sensor; the analysis is told, and its truth is the
            middle's. None: in the middle, not told, and the truth is that of the sensor's point.
        in_motion: whether the recording is cut to the reps, so that it holds no rest at its ends.
    """

    variant: str
    number: int
    seed: int
    imu: Imu = UNCALIBRATED
    tilt_deg: float | None = None
    offset_m: float | None = None
    in_motion: bool = False


@dataclass(frozen=True)
class Outcome:
    """What was found in one set, beside what was there.

    Attributes:
        case: the set.
        true: number of reps done; ``found``: number of reps reported.
        reps: (m,) which of the reps done, from 1, were found; ``trusted``: whether each is valid.
        numbers: for each metric (m, 3): value, standard error, truth; NaN where there is none.
        failure: what the analysis failed with, "" where it did not.
    """

    case: Case
    true: int
    found: int
    reps: NDArray[np.intp]
    trusted: NDArray[np.bool_]
    numbers: dict[str, Floats]
    failure: str

    @property
    def matched(self) -> int:
        """Number of reps that were done and found."""
        return len(self.reps)

    @property
    def exact(self) -> bool:
        """Whether every rep was found and none added."""
        return self.true == self.found == self.matched


def run(case: Case) -> Outcome:
    """Simulate, record, read and analyze one set, and set its numbers beside the truth."""
    sim = simulated(case)
    found, failure = _analyzed(recorded(sim), sim.lift, case.offset_m)
    true = sim.truth.sensor_reps if case.offset_m is None else sim.truth.reps
    pairs = paired(found, true, float(sim.times[0]))
    trusted = np.array([found[i].valid for i, _ in pairs], bool)
    numbers = {
        metric.name: np.array(
            [beside(metric.name, found[i], true[j], first=j == 0) for i, j in pairs]
        ).reshape(-1, 3)
        for metric in METRICS
    }
    reps = np.array([j + 1 for _, j in pairs], np.intp)
    return Outcome(case, len(true), len(found), reps, trusted, numbers, failure)


def _analyzed(samples: Samples, lift: str, offset_m: float | None) -> tuple[tuple[Rep, ...], str]:
    """Return the reps, or none and what went wrong: a failure is a finding like any other."""
    try:
        return analyze(samples, LIFTS[lift], offset_m=offset_m).reps, ""
    except Exception as error:
        return (), f"{type(error).__name__}: {error}"


def simulated(case: Case) -> SimulatedSet:
    """Return the set; the sensor's errors are drawn apart from the motion."""
    seeds = np.random.default_rng([case.seed, case.number, list(VARIANTS).index(case.variant)])
    lifter, sensor = seeds.spawn(2)
    plan = random_plan(case.variant, lifter, case.tilt_deg)
    sim = simulate(plan, case.imu, sensor, Place(offset_m=case.offset_m or 0.0))
    return _cut(sim) if case.in_motion else sim


def _cut(sim: SimulatedSet) -> SimulatedSet:
    """Return the set from just before its first rep's motion to just after its last one's."""
    reps = sim.plan.reps
    starts = [rep.ascent_start_s for rep in reps] + [rep.descent_start_s or np.inf for rep in reps]
    ends = [rep.ascent_end_s for rep in reps] + [rep.descent_end_s or 0.0 for rep in reps]
    part = slice(*np.searchsorted(sim.times, [min(starts) - _MARGIN, max(ends) + _MARGIN]))
    return replace(
        sim,
        stamps=sim.stamps[part],
        times=sim.times[part],
        specific_force=sim.specific_force[part],
        angular_rate=sim.angular_rate[part],
    )


def recorded(sim: SimulatedSet) -> Samples:
    """Return the samples as a user's file gives them."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "set.csv")
        write_csv(sim, path)
        return read_recording(path).samples


def paired(found: Sequence[Rep], true: Sequence[TrueRep], first: float) -> list[tuple[int, int]]:
    """Return which rep found is which rep done: those that share most of their time.

    Args:
        found: times count from the first sample.
        true: times count from the simulation's start.
        first: when the first sample was taken, s from the simulation's start.
    """
    if not found:
        return []
    a = np.array([(rep.start_s + first, rep.end_s + first) for rep in found])
    b = np.array([(rep.start_s, rep.end_s) for rep in true])
    shared = np.minimum.outer(a[:, 1], b[:, 1]) - np.maximum.outer(a[:, 0], b[:, 0])
    shared /= np.minimum.outer(np.diff(a)[:, 0], np.diff(b)[:, 0])
    best = shared.argmax(axis=0)
    return [
        (int(i), j)
        for j, i in enumerate(best)
        if shared[i, j] > 0.5 and shared[i].argmax() == j  # each the other's best
    ]


def beside(name: str, found: Rep, true: TrueRep, *, first: bool) -> tuple[float, float, float]:
    """Return value, standard error and truth; the first rep's velocity loss is no measurement."""
    if first and name == "velocity_loss":
        return (np.nan,) * 3
    value, truth = getattr(found, name), getattr(true, name)
    return (
        value.value if value else np.nan,
        value.se if value else np.nan,
        np.nan if truth is None else truth,
    )
