"""What calls are to be expected of technique's charts: false ones, and late ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from velocity.features import COUNT, SIGNS, signed
from velocity.samples import Floats
from velocity.technique import USUAL_REPS, WARNED, limit_of_slide, log_chance_to_begin, step

SETS = 2000  # that are drawn; a share is then good to about 1 %
CLEAN_REPS = 5  # before a slide begins
LOSS = 0.03  # velocity lost with each rep


@dataclass(frozen=True)
class Expected:
    """Shares of sets, 0 … 1.

    Attributes:
        false: of clean sets of ten reps in which technique is said to slide.
        late: of slides by so many spreads (the key) not warned of by their second rep.
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
        most = _most(slid, weights, false_alarms)[:, CLEAN_REPS:].max(axis=1)
        late[size] = float((most < WARNED).mean())
    false = _most(z, weights, false_alarms).max(axis=1) >= 1.0
    return Expected(float(false.mean()), late)


def _most(z: Floats, weights: Floats, false_alarms: float) -> Floats:
    """Return (sets, reps) the most that a chart has of its limit at each rep.

    ``z`` (sets, reps, features) are the reps' deviates.
    """
    limit, log_weights = limit_of_slide(false_alarms), np.log(weights)
    sums, found = np.full((len(z), len(SIGNS)), -np.inf), []
    for rep in range(1, z.shape[1]):  # the first is what the others are compared with
        begins = log_chance_to_begin(np.full(len(z), LOSS * rep))
        sums, slide, _ = step(sums, signed(z[:, rep]), begins, log_weights, limit)
        found.append(slide.max(axis=1))
    return np.stack([np.zeros(len(z)), *found], axis=1)
