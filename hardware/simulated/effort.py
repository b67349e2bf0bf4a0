"""How one lifter lifts: what stays the same through a set, and what fatigue does to a rep."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hardware.simulated.lifts import Variant
from hardware.simulated.strokes import Dip, Floats, Profile

SLOWEST = 0.12
"""m/s: the mean velocity of the slowest rep that still gets up without a stall."""
CREEP = 0.05
"""m/s: the speed that is left where the lifter all but stalls."""


@dataclass(frozen=True)
class Habits:
    """What stays the same through a set; lengths in m, turns in rad, the rest as in a profile.

    ``tilt_spread`` is how much the tilt of the reps varies, 1 σ of its share; ``overlap_s``
    how long before the end of one way the next one begins where the lifter does not stop;
    ``hop`` how far plates of a bar that lands at 1 m/s hop up.
    """

    range_of_motion: float
    eccentric_s: float
    rise_s: float
    fall_s: float
    skew: float
    sticking_place: float
    sticking_depth: float
    bottom_shift: float
    loop: float
    tilt: float
    tilt_spread: float
    twist: float
    spin: float
    overlap_s: float
    bounces: bool
    creeps: float
    hop: float


def draw_habits(kind: Variant, rng: np.random.Generator, tilt_deg: float | None) -> Habits:
    """Draw a lifter's habits in a kind of lift; ``tilt_deg`` fixes the tilt within the reps."""
    tilt = rng.uniform(0.5, 3.0) if tilt_deg is None else tilt_deg
    rebounds = kind.bottom_at == "floor" and kind.bottom[1] < 0.2
    return Habits(
        range_of_motion=rng.uniform(*kind.range_of_motion),
        eccentric_s=rng.uniform(*kind.eccentric),
        rise_s=rng.uniform(0.08, 0.25) if rebounds else rng.uniform(0.12, 0.5),
        fall_s=rng.uniform(0.12, 0.45),
        skew=rng.uniform(-1.3, 0.9),
        sticking_place=rng.uniform(0.25, 0.65),
        sticking_depth=rng.uniform(0.0, 0.35),
        bottom_shift=rng.uniform(*kind.bottom_shift),
        loop=rng.uniform(*kind.loop),
        tilt=np.radians(tilt) * rng.choice([-1.0, 1.0]),
        tilt_spread=0.25 if tilt_deg is None else 0.05,
        twist=np.radians(rng.uniform(-2.5, 2.5)),
        spin=np.radians(rng.uniform(2.0, 15.0)) * rng.choice([-1.0, 1.0]),
        overlap_s=rng.uniform(0.04, 0.14),
        bounces=bool(rng.random() < 0.3),
        creeps=rng.uniform(0.0, 0.2),
        hop=rng.uniform(0.0, 0.012),
    )


def draw_speeds(kind: Variant, rng: np.random.Generator) -> Floats:
    """Return the mean velocity of each rep of a set, m/s: fatigue with a little luck in it."""
    n = int(rng.integers(4, 13))
    loss = rng.uniform(0.2, 0.6)
    course = np.linspace(0.0, 1.0, n) ** rng.uniform(0.8, 1.8)
    speeds = rng.uniform(*kind.first_velocity) * (1.0 - loss * course)
    if rng.random() < 0.4:  # many lifters find their groove only on the second rep
        speeds[0] *= rng.uniform(0.9, 0.98)
    speeds *= 1.0 + rng.uniform(0.02, 0.04) * rng.standard_normal(n)
    return np.asarray(np.maximum(speeds, SLOWEST * rng.uniform(1.0, 1.1, n)))


def draw_stall(speed: float, rng: np.random.Generator) -> float:
    """Return for how long, s, a rep of this mean velocity, m/s, stalls: seldom at all."""
    return rng.uniform(0.3, 2.0) if speed < 0.25 and rng.random() < 0.25 else 0.0


def way_down(duration_s: float, stop_s: float, rng: np.random.Generator) -> Profile:
    """Return the course of the speed of one way down that is braked within ``stop_s``."""
    return Profile(
        min(rng.uniform(0.2, 0.6) / duration_s, 0.6),
        min(stop_s / duration_s, 0.5),
        rng.normal(0.0, 0.6),
        (Dip(rng.uniform(0.2, 0.8), rng.uniform(0.1, 0.3), rng.uniform(-0.3, 0.4)),),
    )


def way_up(
    habits: Habits,
    duration_s: float,
    mean_velocity: float,
    fatigue: float,
    stall_s: float,
    rng: np.random.Generator,
) -> Profile:
    """Return the course of the speed of one way up; ``fatigue`` 0 … 1 deepens its sticking."""
    place = float(np.clip(rng.normal(habits.sticking_place, 0.05), 0.2, 0.75))
    depth = habits.sticking_depth + fatigue * rng.uniform(0.3, 1.0)
    sticking = Dip(place, rng.uniform(0.07, 0.18), depth)
    if stall_s:
        sticking = Dip(place, 0.5 * stall_s / duration_s, 1.0, 8)
    ripple = Dip(rng.uniform(0.1, 0.9), rng.uniform(0.05, 0.2), rng.normal(0.0, 0.1))
    freely = Profile(
        float(np.clip(habits.rise_s * rng.normal(1.0, 0.1) / duration_s, 0.03, 0.55)),
        float(np.clip(habits.fall_s * rng.normal(1.0, 0.1) / duration_s, 0.03, 0.55)),
        habits.skew + rng.normal(0.0, 0.15),
        (ripple,),
    )
    return slowed(freely, sticking, mean_velocity)


def hitched(profile: Profile, duration_s: float, rng: np.random.Generator) -> Profile:
    """Let the bar stop for a moment on the thighs, as in a hitched deadlift."""
    hitch = Dip(rng.uniform(0.6, 0.8), rng.uniform(0.03, 0.06) / duration_s, 1.02, 4)
    return replace(profile, dips=(*profile.dips, hitch))


def slowed(profile: Profile, dip: Dip, mean_velocity: float, least: float = CREEP) -> Profile:
    """Add the dip, made so shallow that ``least`` m/s is left in it: this rep gets up."""
    u = np.linspace(0.0, 1.0, 201)
    speed = profile.speed(u)
    lost = speed * np.exp(-(((u - dip.place) / dip.width) ** dip.flatness))
    there = mean_velocity * float(np.interp(dip.place, u, speed))
    deepest = (there - least * speed.mean()) / (there - least * lost.mean())
    depth = min(dip.depth, max(float(deepest), 0.0))
    return replace(profile, dips=(*profile.dips, replace(dip, depth=depth)))
