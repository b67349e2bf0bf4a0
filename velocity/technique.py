"""How each rep of a set was lifted, beside the lifter's own clean reps.

A one-sided CUSUM for each sign of breakdown (Page 1954, Biometrika 41:100) finds a slide that
goes on; its limit is lower for a sign that the lifter, or the lift, is known to show first.
Hotelling's T² sees a rep that is unlike the clean ones in several features at once. Gross events
are seen for what they are (``velocity.gross``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import log

import numpy as np

from velocity.features import COUNT, FEATURES, SIGNS, signed
from velocity.normal import from_f
from velocity.rep import Rep
from velocity.samples import Floats
from velocity.signature import SHIFT, Signature

USUAL_REPS = 10  # of a set, over which a share of false calls is meant
OVERSHOOT = 1.3  # by how much a CUSUM in steps of this size passes its limit; by simulation
TIRED = 0.10  # velocity loss from which technique may go with any rep
FRESH = 0.15  # how likely it is to go with a rep that has lost nothing, beside such a one
WARNED = 0.33  # share of the limit from which a slide is warned of
STANDING = 0.5  # share of the limit up to which a rep still teaches the set's own baseline
FAILED = 4.5  # spreads of a rep that no longer counts as the lift that was meant


@dataclass(frozen=True)
class Standing:
    """How a rep stands, before policies make something of it; arrays are (signs,).

    Attributes:
        out: how far each sign lies out, in normal deviates.
        slide: the CUSUM of each sign with its weight, as a share of its limit; from 1 it slides.
        run: how many reps in a row the furthest CUSUM has grown over.
        distance: T², as a normal deviate.
        sign: number of the sign that tells most.
        limit: how far that sign had to lie out for the rep to slide, after the reps before it.
        away: by how much its feature is off what was expected, in the feature's unit.
    """

    out: Floats
    slide: Floats
    run: int
    distance: float
    sign: int
    limit: float
    away: float

    @property
    def evidence(self) -> float:
        """The most that any sign's CUSUM has of its limit, at least 0."""
        return max(float(self.slide.max()), 0.0)

    @property
    def score(self) -> float:
        """How far the sign that tells most lies out, in spreads, at least 0."""
        return max(float(self.out[self.sign]), 0.0)

    @property
    def told(self) -> str:
        """By how much and which way the rep leaves the groove, in words."""
        sign = SIGNS[self.sign]
        feature = FEATURES[sign.feature]
        return f"{sign.told} {abs(self.away) * feature.scale:.1f} {feature.shown}"


@dataclass(frozen=True)
class Charts:
    """The charts of one set, up to a rep.

    Attributes:
        sums: (signs,) the CUSUMs; ``runs`` over how many reps in a row each has grown.
        clean: the set's reps so far that teach its own baseline.
    """

    sums: Floats = field(default_factory=lambda: np.full(len(SIGNS), -np.inf))
    runs: Floats = field(default_factory=lambda: np.zeros(len(SIGNS)))
    clean: tuple[Rep, ...] = ()

    def after(
        self, rep: Rep, signature: Signature, load_kg: float | None, false_alarms: float
    ) -> tuple[Charts, Standing]:
        """Return the charts after one more rep whose path is known, and how that rep stands."""
        away, z, freedom = signature.away(rep, self.clean, load_kg)
        out = signed(z)
        begins = log_chance_to_begin(rep)
        runs = np.where(self.sums > begins, self.runs + 1, 1)
        limit = limit_of_slide(false_alarms)
        weights = np.log(signature.weights)
        before = np.maximum(self.sums, begins) - 0.5 * SHIFT**2 + weights
        slide = (before + SHIFT * out) / limit
        # beyond the limit there is no more to tell: a rep back in the groove is back at once
        sums = np.minimum(slide, 1.0) * limit - weights
        sign = int(slide.argmax())
        distance = _distance(z, signature.correlation, float(freedom.min()))
        off = float(away[SIGNS[sign].feature])
        needed = float((limit - before[sign]) / SHIFT)
        standing = Standing(out, slide, int(runs[sign]), distance, sign, needed, off)
        if not self.clean:  # the first rep is what the day's others are compared with
            return replace(self, clean=(rep,)), replace(standing, slide=np.zeros(len(SIGNS)))
        clean = (*self.clean, rep) if standing.evidence < STANDING else self.clean
        return Charts(sums, runs, clean), standing


def log_chance_to_begin(rep: Rep) -> float:
    """Return how likely technique is to begin to slide with a rep, beside a tired one; logarithm.

    It seldom goes while the bar is as fast as ever.
    """
    return log(min(max(rep.velocity_loss.value / TIRED, FRESH), 1.0))


def limit_of_slide(false_alarms: float) -> float:
    """Return the limit of the weighted CUSUMs that clean sets pass this seldom, 0 … 1.

    A likelihood ratio's CUSUM starts anew with each rep, so that it passes e^h in about n · e^-h
    of n clean reps; what it passes it by is taken off.
    """
    return log(USUAL_REPS / false_alarms) - OVERSHOOT


def score_of_slide(weights: Floats, false_alarms: float) -> Floats:
    """Return how far (signs,) each sign has to lie out for one rep alone to slide, spreads."""
    needed = limit_of_slide(false_alarms) - np.log(weights) + 0.5 * SHIFT**2
    return np.asarray(needed / SHIFT)


def _distance(z: Floats, correlation: Floats, freedom: float) -> float:
    """Return Hotelling's T² of features' deviates (features,), as a normal deviate."""
    squared = float(z @ np.linalg.solve(correlation, z))
    below = max(freedom - COUNT + 1.0, 4.0)
    return float(from_f(np.array(squared / COUNT), COUNT, below))
