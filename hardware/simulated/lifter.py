"""The lifter: draws at random everything that decides how the bar moves in one set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hardware.simulated.bar import Ring, Unrest
from hardware.simulated.effort import (
    draw_habits,
    draw_speeds,
    draw_stall,
    hitched,
    way_down,
    way_up,
)
from hardware.simulated.hands import Hands
from hardware.simulated.lifts import VARIANTS, Range, Variant
from hardware.simulated.strokes import Channel, Profile, Stroke
from hardware.simulated.truth import RepPhases


@dataclass(frozen=True)
class SetPlan:
    """Everything that decides the bar's motion in one set.

    Attributes:
        variant: name of the way of lifting; ``lift`` is its name for the analysis.
        strokes, rings: the travels and the vibrations that the motion is a sum of.
        reps: when each rep goes up and down.
        unrest: how much the body adds; ``seed`` decides its course.
        attitude: the bar's twist, tilt and spin at the start, rad.
    """

    variant: str
    lift: str
    duration_s: float
    strokes: tuple[Stroke, ...]
    rings: tuple[Ring, ...]
    reps: tuple[RepPhases, ...]
    unrest: Unrest
    attitude: tuple[float, float, float]
    seed: int


def random_plan(variant: str, rng: np.random.Generator, tilt_deg: float | None = None) -> SetPlan:
    """Draw a set of the named variant; ``tilt_deg`` fixes the tilt of the bar within each rep.

    Raises:
        KeyError: there is no such variant.
    """
    kind = VARIANTS[variant]
    lifter = _Lifter(kind, rng, tilt_deg)
    lifter.whole_set()
    hands = lifter.hands
    return SetPlan(
        variant,
        kind.lift,
        float(np.ceil(hands.now * 2.0)) / 2.0,
        tuple(hands.strokes),
        tuple(hands.rings),
        tuple(lifter.reps),
        _draw_unrest(rng),
        (0.0, np.radians(rng.uniform(-0.5, 0.5)), 0.0),
        int(rng.integers(2**31)),
    )


def _draw_unrest(rng: np.random.Generator) -> Unrest:
    return Unrest(
        tremor_m=rng.uniform(0.04e-3, 0.13e-3),
        tremor_rad=np.radians(rng.uniform(0.01, 0.04)),
        loose_spin_rad=np.radians(rng.uniform(0.05, 0.5)),
        sway_m=rng.uniform(1e-3, 4e-3),
        sway_rad=np.radians(rng.uniform(0.05, 0.3)),
        breath_m=rng.uniform(0.3e-3, 1.3e-3),
    )


class _Lifter:
    """Writes one set, rep by rep, through a pair of hands.

    ``above`` and ``below`` (m) are how far the last top and bottom were off the usual ones.
    """

    def __init__(self, kind: Variant, rng: np.random.Generator, tilt_deg: float | None) -> None:
        self.kind = kind
        self.rng = rng
        self.hands = Hands(rng)
        self.reps: list[RepPhases] = []
        self.habits = draw_habits(kind, rng, tilt_deg)
        self.speeds = draw_speeds(kind, rng)
        self.start = str(rng.choice(kind.starts))
        self.above = 0.0
        self.below = 0.0
        self.fatigue = 0.0

    def whole_set(self) -> None:
        """Write the set from the bar lying still to the bar lying still."""
        self._take()
        one_rep = self._up_first if self.kind.up_first else self._down_first
        for i, speed in enumerate(self.speeds):
            self.fatigue = i / (len(self.speeds) - 1) * (1.0 - speed / self.speeds.max())
            one_rep(float(speed), last=i + 1 == len(self.speeds))
        self._put_back()

    def _between(self, limits: Range) -> float:
        return float(self.rng.uniform(*limits))

    def _take(self) -> None:
        hands, kind = self.hands, self.kind
        hands.lie(self._between((0.2, 1.2)) if self.rng.random() < 0.12 else self._between((2, 6)))
        hands.grasp()
        if self.start != "floor":
            hands.unrack(self.start)
        elif kind.lift == "row":
            hands.lift_off(self._between((0.2, 0.45)), self._between((0.9, 2.0)))
        elif kind.lift == "romanian_deadlift":
            # The pull from the floor is the set's first rep, as lifters count it.
            clear = self.habits.range_of_motion + self._between((0.04, 0.12))
            start = hands.now
            hands.lift_off(clear, self._between((0.9, 2.0)))
            self.reps.append(RepPhases(start, hands.now, None, None))
        elif kind.bottom_at == "hands":
            hands.lift_off(self._between((0.03, 0.08)), self._between((0.3, 0.8)))
        if kind.bottom_at == "hands":
            hands.hold(self._between((0.6, 3.0)))

    def _put_back(self) -> None:
        hands = self.hands
        if self.kind.bottom_at == "hands":
            hands.hold(self._between((0.2, 2.0)))
            hands.put_back(self.start)
        hands.lie(self._between((1.0, 4.0)))

    def _down_first(self, speed: float, *, last: bool) -> None:
        descent = self._descend()
        self._stay_below()
        ascent = self._ascend(speed)
        self.reps.append(RepPhases(*ascent, *descent))
        if not last:
            self._stay_above()

    def _up_first(self, speed: float, *, last: bool) -> None:
        ascent = self._ascend(speed)
        self._stay_above()
        descent = self._descend()
        self.reps.append(RepPhases(*ascent, *descent))
        if not last:
            self._stay_below()

    def _descend(self) -> tuple[float, float]:
        """Lower the bar; return from when to when, s."""
        habits, hands, kind = self.habits, self.hands, self.kind
        duration = max(habits.eccentric_s * self.rng.normal(1.0, 0.08), 0.5)
        self.below = self.rng.normal(0.0, kind.depth_sd)
        travel = -habits.range_of_motion + self.below - self.above
        floor = kind.bottom_at == "floor"
        stop_s = self._between((0.006, 0.02) if floor else (0.15, 0.4))
        start = hands.now
        hands.move(Channel.UP, start, duration, travel, way_down(duration, stop_s, self.rng))
        self._wander(start, duration, -1.0)
        hands.now += duration
        if floor:
            hands.touch_floor(-travel / duration, habits.hop)
        return start, start + duration

    def _ascend(self, speed: float) -> tuple[float, float]:
        """Lift the bar with this mean velocity, m/s; return from when to when, s."""
        habits, hands, rng = self.habits, self.hands, self.rng
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

    def _stay_below(self) -> None:
        """Pause at the bottom, in the hands or on the floor."""
        if self.kind.bottom_at == "hands":
            self._stay(self.kind.bottom)
            return
        pause_s = self._between(self.kind.bottom)
        self.hands.lie(pause_s)
        if pause_s > 0.5 and self.rng.random() < 0.5:
            self.hands.roll(pause_s)

    def _stay_above(self) -> None:
        self._stay(self.kind.top)

    def _stay(self, limits: Range) -> None:
        """Hold for a while; a hold of next to nothing becomes a turn without a stop."""
        hold_s = self._between(limits)
        if hold_s < 0.08:
            self.hands.now -= self.habits.overlap_s
        else:
            self.hands.hold(hold_s)

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
