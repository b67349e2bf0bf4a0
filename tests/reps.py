"""Reps out of plain numbers: their courses show exactly the features that are asked for."""

from __future__ import annotations

from typing import Any

import numpy as np

from velocity import Measured, Rep
from velocity.features import FEATURES, HIGH, LOW, MIDDLE, NAMES
from velocity.rep import HEIGHTS, Course
from velocity.samples import Floats

GROOVE = {
    "forward_low": 0.012,
    "forward_high": -0.008,
    "lockout": 0.020,
    "tilt": 0.4,
    "twist": -0.3,
    "sticking": 0.75,
    "early": 0.48,
    "range": 0.60,
    "tempo": 0.2,
}
"""The features of a made-up lifter's clean rep."""
SPREAD = {feature.name: feature.spread for feature in FEATURES}
NOTHING = Measured(0.0, 0.0)


def hump(least: float, most: float, over: tuple[float, float]) -> Floats:
    """A smooth hump (21,) between two heights, of mean 1 over some of them."""
    share = np.clip((HEIGHTS - least) / (most - least), 0.0, 1.0)
    shape = np.sin(np.pi * share) ** 2
    inside = (over[0] - 1e-9 <= HEIGHTS) & (over[1] + 1e-9 >= HEIGHTS)
    return np.asarray(shape / shape[inside].mean())


BULGE_LOW, BULGE_HIGH = hump(0.05, 0.55, LOW), hump(0.45, 0.95, HIGH)
WHOLE = hump(0.0, 1.0, MIDDLE)
ARCH = HEIGHTS * (1.0 - HEIGHTS)
STICKING = np.clip(1.0 - np.abs(HEIGHTS - 0.5) / 0.3, 0.0, 1.0)


def course(
    features: dict[str, float], velocity: float = 0.6, path_se: float = 0.003, **more: Any
) -> Course:
    """The course of a rep with these features; ``more`` replaces any of its fields."""
    path = features["lockout"] / 0.975 * HEIGHTS
    path = path + features["forward_low"] * BULGE_LOW + features["forward_high"] * BULGE_HIGH
    error = path_se * np.sqrt(HEIGHTS)
    speed = 1.5 * velocity * (1.0 - (1.0 - features["sticking"]) * STICKING)
    fields: dict[str, Any] = {
        "forward": path,
        "forward_se": error,
        "lateral": np.zeros(21),
        "lateral_se": error,
        "tilt_deg": features["tilt"] * WHOLE,
        "twist_deg": features["twist"] * WHOLE,
        "velocity": speed,
        "time": HEIGHTS + (features["early"] - 0.5) * ARCH / ARCH.mean(),
    }
    return Course(**fields | more)


def rep(
    number: int = 1,
    velocity: float = 0.6,
    loss: float = 0.0,
    *,
    velocity_se: float = 0.005,
    loss_se: float = 0.01,
    path_se: float = 0.003,
    still_s: float = 0.0,
    sunk: float = 0.0,
    valid: bool = True,
    **features: float,
) -> Rep:
    """A rep with the features of ``GROOVE``, but for those that are given."""
    shown = GROOVE | features
    one = Measured(velocity, velocity_se)
    took = shown["range"] / max(velocity, 0.01)  # a bar that stands takes long
    return Rep(
        rep=number,
        set=1,
        start_s=4.0 * number,
        end_s=4.0 * number + took,
        valid=valid,
        doubts=() if valid else ("sensor clipped",),
        mean_velocity=one,
        peak_velocity=Measured(1.5 * velocity, velocity_se),
        mean_propulsive_velocity=one,
        range_of_motion=Measured(shown["range"], 0.002),
        duration=Measured(took, 0.005),
        eccentric_duration=Measured(float(np.exp(shown["tempo"])), 0.01),
        time_to_peak=NOTHING,
        velocity_loss=Measured(loss, loss_se),
        forward_deviation=NOTHING,
        lateral_deviation=NOTHING,
        tilt_range_deg=NOTHING,
        sticking_velocity=None,
        course=course(shown, velocity, path_se, still_s=still_s, sunk=sunk),
    )


def lifted(
    rng: np.random.Generator,
    count: int = 8,
    *,
    first: float = 0.6,
    loss_per_rep: float = 0.015,
    slide: str = "",
    size: float = 0.0,
    begins: int = 6,
    until: int = 99,
    day: float = 0.0,
    slope: float = 0.0,
    luck: float = 1.0,
) -> list[Rep]:
    """A set: each feature in its usual spread about the groove.

    Args:
        rng: where the luck of each rep comes from.
        count: of reps.
        first, loss_per_rep: velocity of the first rep, and by how much each is slower, m/s.
        slide: a sign, "forward_low+", that lies out by ``size`` spreads from the rep ``begins``
            to the rep before ``until``.
        day: spreads by which all of the set's reps are off.
        slope: spreads by which all features change as the velocity's logarithm falls by one.
        luck: share of the usual spread that the reps have.
    """
    done = []
    for number in range(1, count + 1):
        velocity = first - loss_per_rep * (number - 1)
        off = day + slope * float(np.log(first / velocity)) + luck * rng.standard_normal(len(NAMES))
        shown = {name: GROOVE[name] + SPREAD[name] * z for name, z in zip(NAMES, off, strict=True)}
        if slide and begins <= number < until:
            name, way = slide[:-1], 1.0 if slide[-1] == "+" else -1.0
            shown[name] += way * size * SPREAD[name]
        done.append(rep(number, velocity, 1.0 - velocity / first, **shown))
    return done
