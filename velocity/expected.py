"""What calls are to be expected of technique's charts: false ones, and late ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from velocity.features import COUNT, SIGNS, signed
from velocity.samples import Floats
from velocity.technique import USUAL_REPS, limit_of_slide, log_chance_to_begin, step

SETS = 2000  # that are drawn; a share is then good to about 1 %
CLEAN_REPS = 5  # before a slide begins
LOSS = 0.03  # velocity lost with each rep


@dataclass(frozen=True)
class Expected:
    """Shares of sets, 0 … 1.

    Attributes:
        false: of clean sets of ten reps in which technique is said to slide.
        late: of slides by so many spreads (the key) not seen by their second rep.
    """

    false: float
    late: dict[float, float]


def expected_calls(
    weights: Floats, false_alarms: float, slides: tuple[float, ...] = (2.0, 3.0)
) -> Expected:
    """Return what calls are to be expected, by the charts on drawn deviates.

    Reps are drawn as independent normal deviates, so what a lifter's own reps do beyond that is
    not in it. A slide begins with a sign drawn by its weight, at a steady size.

    Args:
        weights: (signs,) how likely each sign comes first.
        false_alarms: the share that the limits are meant for.
        slides: sizes, spreads.
    """
    rng = np.random.default_rng(1)  # always the same sets: the same question, the same answer
    z = rng.standard_normal((SETS, USUAL_REPS, COUNT))
    first = rng.choice(len(SIGNS), SETS, p=weights)
    feature = np.array([SIGNS[i].feature for i in first])
    way = np.array([SIGNS[i].direction for i in first], float)
    late = {}
    for size in slides:
        slid = z[:, : CLEAN_REPS + 2].copy()
        slid[np.arange(SETS), CLEAN_REPS:, feature] += (size * way)[:, None]
        called = _slides(slid, weights, false_alarms)[:, CLEAN_REPS:].any(axis=1)
        late[size] = 1.0 - float(called.mean())
    return Expected(float(_slides(z, weights, false_alarms).any(axis=1).mean()), late)


def _slides(z: Floats, weights: Floats, false_alarms: float) -> NDArray[np.bool_]:
    """Return (sets, reps) whether reps' deviates (sets, reps, features) are said to slide."""
    limit, log_weights = limit_of_slide(false_alarms), np.log(weights)
    sums, found = np.full((len(z), len(SIGNS)), -np.inf), []
    for rep in range(1, z.shape[1]):  # the first is what the others are compared with
        begins = log_chance_to_begin(np.full(len(z), LOSS * rep))
        sums, slide, _ = step(sums, signed(z[:, rep]), begins, log_weights, limit)
        found.append(slide.max(axis=1) >= 1.0)
    return np.stack([np.zeros(len(z), bool), *found], axis=1)
