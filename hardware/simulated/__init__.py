"""The hardware that is not there: a simulated lifter, bar and sensor, with the exact truth.

It shares no code with the estimator, so that each can be measured by the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hardware.simulated.bar import Motion, move
from hardware.simulated.imu import IDEAL, UNCALIBRATED, Imu, Place, read
from hardware.simulated.lifter import SetPlan
from hardware.simulated.lifts import VARIANTS
from hardware.simulated.people import USUAL_DAY, Day, Person, draw_day, draw_person
from hardware.simulated.person_sets import Breakdown, Gross, PersonRep, PersonSet, set_of
from hardware.simulated.recording import write_csv
from hardware.simulated.signs import Sign
from hardware.simulated.stranger import random_plan
from hardware.simulated.strokes import Floats
from hardware.simulated.training import TrainedSet, training_block
from hardware.simulated.truth import Track, TrueRep, Truth, measure, track_of

__all__ = [
    "IDEAL",
    "UNCALIBRATED",
    "USUAL_DAY",
    "VARIANTS",
    "Breakdown",
    "Day",
    "Gross",
    "Imu",
    "Person",
    "PersonRep",
    "PersonSet",
    "Place",
    "SetPlan",
    "Sign",
    "SimulatedSet",
    "Track",
    "TrainedSet",
    "TrueRep",
    "Truth",
    "draw_day",
    "draw_person",
    "random_plan",
    "set_of",
    "simulate",
    "training_block",
    "write_csv",
]


@dataclass(frozen=True)
class SimulatedSet:
    """One set as a sensor recorded it, and the truth.

    Attributes:
        lift: name of the lift for the analysis.
        stamps: (n,) s, as a recording has them; never earlier than the sample was taken.
        times: (n,) s, when the samples were really taken; 0 for the first.
        specific_force: (n, 3) m/s², sensor frame.
        angular_rate: (n, 3) rad/s, sensor frame.
        rate: true samples per second, Hz.
        plan, imu, place: what was simulated; ``place.mount_angle`` is the one drawn.
        truth: what really happened, on the clock of ``times``.
    """

    lift: str
    stamps: Floats
    times: Floats
    specific_force: Floats
    angular_rate: Floats
    rate: float
    plan: SetPlan
    imu: Imu
    place: Place
    truth: Truth


def simulate(
    plan: SetPlan,
    imu: Imu,
    rng: np.random.Generator,
    place: Place | None = None,
    faults: np.random.Generator | None = None,
) -> SimulatedSet:
    """Return the set that the plan describes, read by a sensor drawn from ``imu`` at ``place``.

    ``faults`` draws the sensor: the same state of it, the same sensor.
    """
    where = place or Place()
    angle = rng.uniform(-np.pi, np.pi) if where.mount_angle is None else where.mount_angle
    where = Place(where.offset_m, where.radius_m, angle)
    motion = move(plan)
    outward = where.radius_m * np.array([np.sin(angle), 0.0, np.cos(angle)])
    point = motion.point(outward + np.array([0.0, where.offset_m, 0.0])) + motion.shake
    readings = read(motion, point, imu, angle, rng, faults)
    return SimulatedSet(
        plan.lift,
        readings.stamps,
        readings.times,
        readings.specific_force,
        readings.angular_rate,
        readings.rate,
        plan,
        imu,
        where,
        _truth(plan, motion, point),
    )


def _truth(plan: SetPlan, motion: Motion, point: Floats) -> Truth:
    middle, sensor = track_of(motion, motion.position), track_of(motion, point)
    return Truth(middle, measure(middle, plan.reps), sensor, measure(sensor, plan.reps))
