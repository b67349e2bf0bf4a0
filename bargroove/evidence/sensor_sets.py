"""One simulated set by the bytes of one kind of sensor: what is told of it, beside the truth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bargroove.evidence.cases import Case, Outcome, beside, paired
from bargroove.evidence.radio import Talk
from bargroove.evidence.scores import METRICS
from bargroove.evidence.sensor_kinds import KINDS, Kind
from firmware_bridge import drivers
from firmware_bridge.events import Event, Failed
from firmware_bridge.events import Readings as Came
from firmware_bridge.session import Session
from hardware.simulated import VARIANTS, SetPlan, SimulatedSet, random_plan, simulate
from hardware.simulated.sensors.contract import Readings
from hardware.simulated.truth import RepPhases
from velocity import LIFTS, Monitor, Rep
from velocity.events import MonitorEvent, RepFinished, SetEnded
from velocity.samples import CLIPPED

Floats = NDArray[np.float64]

LEAD_S = 12.0
"""For so long, s, the bar lies still before the set, while the driver sets up."""


@dataclass(frozen=True)
class Measured:
    """What one kind of sensor told of one set.

    Attributes:
        outcome: the last word on the set, beside the truth.
        waited: (told and done,) s from a rep's true end to the host's telling it.
        clipped: number of samples beyond the sensor's range.
    """

    outcome: Outcome
    waited: Floats
    clipped: int


class _Host:
    """Feeds a monitor with what a session tells, and keeps what it says."""

    def __init__(self, lift: str) -> None:
        self.told: list[tuple[Rep, float]] = []  # and s of the host
        self.sets: dict[int, tuple[Rep, ...]] = {}
        self.begun = np.inf  # s: no later than this the first sample was taken
        self.clipped = 0
        self.failure = ""
        self._monitor = Monitor(LIFTS[lift])
        self._first: float | None = None

    def take(self, event: Event) -> None:
        """Take an event of the session."""
        if isinstance(event, Failed):
            self.failure = str(event.error)
        if not isinstance(event, Came):
            return
        samples = event.samples
        if self._first is None:
            self._first = samples.start
        self.begun = min(self.begun, event.at - samples.start - samples.duration + self._first)
        self.clipped += int(np.count_nonzero(samples.flags & CLIPPED))
        self._note(self._monitor.feed(samples), event.at)

    def finish(self) -> tuple[Rep, ...]:
        """Return the last word on all reps."""
        self._note(self._monitor.finish(), np.inf)
        return tuple(rep for _, reps in sorted(self.sets.items()) for rep in reps)

    def _note(self, said: Iterable[MonitorEvent], at: float) -> None:
        for event in said:
            if isinstance(event, RepFinished):
                self.told.append((event.rep, at))
            elif isinstance(event, SetEnded):
                self.sets[event.summary.set] = event.reps


def measure(key: str, case: Case) -> Measured:
    """Let a set be measured by the kind of that key: chip, bytes, radio, driver, clock, monitor."""
    kind = KINDS[key]
    case = replace(case, imu=kind.imu)
    sim = _simulated(case)
    host = _Host(sim.lift)
    felt = Readings(sim.rate, sim.specific_force, sim.angular_rate)
    for event in _talk(kind, felt, case).run(len(felt.specific_force) / felt.rate):
        host.take(event)
    return _beside_truth(case, sim, host)


def _simulated(case: Case) -> SimulatedSet:
    """Return the set of a case, begun later."""
    seeds = np.random.default_rng([case.seed, case.number, list(VARIANTS).index(case.variant)])
    lifter, sensor = seeds.spawn(2)
    return simulate(_later(random_plan(case.variant, lifter), LEAD_S), case.imu, sensor)


def _later(plan: SetPlan, by: float) -> SetPlan:
    """Return the same set with the bar lying still for so many seconds more before it."""
    return replace(
        plan,
        duration_s=plan.duration_s + by,
        strokes=tuple(replace(one, start_s=one.start_s + by) for one in plan.strokes),
        rings=tuple(replace(one, start_s=one.start_s + by) for one in plan.rings),
        reps=tuple(_later_rep(one, by) for one in plan.reps),
    )


def _later_rep(rep: RepPhases, by: float) -> RepPhases:
    down = (rep.descent_start_s, rep.descent_end_s)
    start, end = (None if at is None else at + by for at in down)
    return RepPhases(rep.ascent_start_s + by, rep.ascent_end_s + by, start, end)


def _talk(kind: Kind, felt: Readings, case: Case) -> Talk:
    rng = np.random.default_rng([case.seed, case.number, len(kind.title)])
    session = Session(drivers.find(kind.driver)(), kind.rate)
    return Talk(kind.make(felt), session, kind.air, rng)


def _beside_truth(case: Case, sim: SimulatedSet, host: _Host) -> Measured:
    true = sim.truth.sensor_reps
    last = host.finish()
    begun = host.begun if host.sets else 0.0
    pairs = paired(last, true, begun)
    numbers = {
        metric.name: np.array(
            [beside(metric.name, last[i], true[j], first=j == 0) for i, j in pairs]
        ).reshape(-1, 3)
        for metric in METRICS
    }
    reps = np.array([j + 1 for _, j in pairs], np.intp)
    trusted = np.array([last[i].valid for i, _ in pairs], bool)
    outcome = Outcome(case, len(true), len(last), reps, trusted, numbers, host.failure)
    first = paired([rep for rep, _ in host.told], true, begun)
    waited = [host.told[i][1] - true[j].end_s for i, j in first]
    return Measured(outcome, np.array([each for each in waited if each < np.inf]), host.clipped)
