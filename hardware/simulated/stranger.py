"""The stranger: a lifter whose every habit is drawn at random for one set."""

from __future__ import annotations

import numpy as np

from hardware.simulated.bar import Unrest
from hardware.simulated.effort import (
    draw_habits,
    draw_speeds,
    draw_stall,
    hitched,
    way_down,
    way_up,
)
from hardware.simulated.lifter import Lifter, SetPlan
from hardware.simulated.lifts import VARIANTS, Variant
from hardware.simulated.strokes import Channel, Profile
from hardware.simulated.truth import RepPhases


def random_plan(variant: str, rng: np.random.Generator, tilt_deg: float | None = None) -> SetPlan:
    """Draw a set of the named variant; ``tilt_deg`` fixes the tilt of the bar within each rep.

    Raises:
        KeyError: there is no such variant.
    """
    lifter = _Stranger(VARIANTS[variant], rng, tilt_deg)
    lifter.whole_set()
    return lifter.plan(variant, _draw_unrest(rng))


def _draw_unrest(rng: np.random.Generator) -> Unrest:
    return Unrest(
        tremor_m=rng.uniform(0.04e-3, 0.13e-3),
        tremor_rad=np.radians(rng.uniform(0.01, 0.04)),
        loose_spin_rad=np.radians(rng.uniform(0.05, 0.5)),
        sway_m=rng.uniform(1e-3, 4e-3),
        sway_rad=np.radians(rng.uniform(0.05, 0.3)),
        breath_m=rng.uniform(0.3e-3, 1.3e-3),
    )


class _Stranger(Lifter):
    """A lifter of whom nothing is known: all habits are drawn anew for this one set.

    ``above`` and ``below`` (m) are how far the last top and bottom were off the usual ones.
    """

    def __init__(self, kind: Variant, rng: np.random.Generator, tilt_deg: float | None) -> None:
        super().__init__(kind, rng)
        self.habits = draw_habits(kind, rng, tilt_deg)
        self.speeds = draw_speeds(kind, rng)
        self.start = kind.starts[int(rng.choice(len(kind.starts)))]
        self.overlap_s = self.habits.overlap_s
        self.speed = 0.0
        self.above = 0.0
        self.below = 0.0
        self.fatigue = 0.0

    def whole_set(self) -> None:
        """Write the set from the bar lying still to the bar lying still."""
        short = self.rng.random() < 0.12
        self.hands.lie(self.between((0.2, 1.2) if short else (2, 6)))
        self.take()
        for i, speed in enumerate(self.speeds):
            self.speed = float(speed)
            self.fatigue = i / (len(self.speeds) - 1) * (1.0 - speed / self.speeds.max())
            self.rep(last=i + 1 == len(self.speeds))
        self.put_back()
        self.hands.lie(self.between((1.0, 4.0)))

    def pull_up(self) -> None:
        """Pull the bar up from the floor: the set's first rep, as lifters count it."""
        hands = self.hands
        clear = self.habits.range_of_motion + self.between((0.04, 0.12))
        start = hands.now
        hands.lift_off(clear, self.between((0.9, 2.0)))
        self.reps.append(RepPhases(start, hands.now, None, None))

    def descend(self) -> tuple[float, float]:
        """Lower the bar; return from when to when, s."""
        habits, hands, kind = self.habits, self.hands, self.kind
        duration = max(habits.eccentric_s * self.rng.normal(1.0, 0.08), 0.5)
        self.below = self.rng.normal(0.0, kind.depth_sd)
        travel = -habits.range_of_motion + self.below - self.above
        floor = kind.bottom_at == "floor"
        stop_s = self.between((0.006, 0.02) if floor else (0.15, 0.4))
        start = hands.now
        hands.move(Channel.UP, start, duration, travel, way_down(duration, stop_s, self.rng))
        self._wander(start, duration, -1.0)
        hands.now += duration
        if floor:
            hands.touch_floor(-travel / duration, habits.hop)
        return start, start + duration

    def ascend(self) -> tuple[float, float]:
        """Lift the bar; return from when to when, s."""
        habits, hands, rng, speed = self.habits, self.hands, self.rng, self.speed
        self.above = rng.normal(0.0, self.kind.lockout_sd)
        travel = habits.range_of_motion - self.below + self.above
        stall_s = draw_stall(speed, rng)
        duration = travel / speed + stall_s
        effort = way_up(habits, duration, travel / duration, self.fatigue, stall_s, rng)
        if self.kind.lift == "deadlift" and speed < 0.35 and rng.random() < 0.06:
            effort = hitched(effort, duration, rng)
        start = hands.now
        hands.grip_to(1.0 + self.fatigue, start, min(0.4, duration))
        hands.move(Channel.UP, start, duration, travel, effort)
        self._wander(start, duration, 1.0)
        hands.now += duration
        if self.kind.top[1] > 0.2:
            self._lock_out(travel / duration)
        return start, start + duration

    def _lock_out(self, speed: float) -> None:
        """Let the bar creep or bounce at the top, as it sometimes does."""
        hands, rng = self.hands, self.rng
        if rng.random() < self.habits.creeps:
            # slow beside the rep: a creep near a tenth of its peak would be a matter of opinion
            duration = rng.uniform(0.6, 1.2)
            creep = rng.uniform(0.015, 0.045) * speed * duration
            hands.move(Channel.UP, hands.now - 0.3 * duration, duration, creep)
            self.above += creep
        elif self.habits.bounces:
            hands.bounce(rng.uniform(0.002, 0.012) * speed, rng.uniform(2.0, 4.0))

    def _wander(self, start: float, duration: float, up: float) -> None:
        """Move the bar sideways and turn it on a way up (1) or down (−1)."""
        habits, hands, normal = self.habits, self.hands, self.rng.normal
        # the way down is the more careful one
        share = (1.0 + 0.5 * self.fatigue) * (1.0 if up > 0.0 else 0.4)
        shift, spin = up * normal(1.0, (0.1, 0.12)) * (-habits.bottom_shift, -habits.spin)
        hands.move(Channel.FORWARD, start, duration, shift, Profile(skew=normal(0.0, 1.0)))
        hands.move(Channel.SPIN, start, duration, spin, Profile(0.4, 0.4, normal(0.0, 0.6)))
        bumps = (
            (Channel.FORWARD, habits.loop * normal(1.0, 0.15)),
            (Channel.LEFT, normal(0.0, 0.008)),
            (Channel.TILT, habits.tilt * normal(1.0, habits.tilt_spread)),
            (Channel.TWIST, habits.twist * normal(1.0, 0.3)),
        )
        for channel, size in bumps:
            hands.bump(channel, start, duration, share * size)
