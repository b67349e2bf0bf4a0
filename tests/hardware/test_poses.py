from __future__ import annotations

import numpy as np
import pytest

from hardware.simulated import IDEAL, random_plan, simulate
from hardware.simulated.imu import UNCALIBRATED, read
from hardware.simulated.poses import pose_motion
from hardware.simulated.sitting import in_turn


def test_every_side_is_held_up_for_seconds():
    motion = pose_motion(np.random.default_rng(0))
    force = motion.specific_force(motion.position)
    for axis in range(3):
        for sign in (1, -1):
            held = sign * force[axis] > 9.81 * np.cos(np.radians(15))
            assert held.mean() * motion.time[-1] > 3.5


def test_the_same_faults_are_the_same_sensor():
    taken = []
    for seed in (1, 2):
        rng = np.random.default_rng(seed)
        motion = pose_motion(rng)
        still = motion.specific_force(motion.position)[:, :1] + 0 * motion.position
        taken.append(
            (read(motion, motion.position, UNCALIBRATED, 0.0, rng, np.random.default_rng(9)), still)
        )
    rates = [readings.rate for readings, _ in taken]
    assert rates[0] == rates[1] != UNCALIBRATED.rate


def test_sets_in_turn_are_the_sets_one_by_one():
    rng = np.random.default_rng(4)
    plans = [random_plan("squat", rng) for _ in range(2)]
    together = simulate(in_turn(plans, 4.0, 70.0, 10.0), IDEAL, rng).truth.reps
    alone = [simulate(plan, IDEAL, rng).truth.reps for plan in plans]
    assert len(together) == len(alone[0]) + len(alone[1])
    for one, other in zip(together, alone[0], strict=False):
        assert one.start_s == pytest.approx(other.start_s + 4.0, abs=0.05)
        assert one.range_of_motion == pytest.approx(other.range_of_motion, abs=0.005)
    later = 4.0 + plans[0].duration_s + 70.0
    assert together[-1].end_s == pytest.approx(alone[1][-1].end_s + later, abs=0.05)
