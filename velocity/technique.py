"""How each rep of a set was lifted, beside the lifter's own clean reps.

A one-sided CUSUM for each sign of breakdown (Page 1954, Biometrika 41:100) finds a slide that
goes on; its limit is lower for a sign that the lifter, or the lift, is known to show first.
Hotelling's T² sees a rep that is unlike the clean ones in several features at once. Gross events
are seen for what they are (``velocity.gross``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log

import numpy as np

from velocity.features import COUNT, FEATURES, SIGNS, signed
from velocity.normal import from_f
from velocity.rep import Rep
from velocity.samples import Floats
from velocity.signature import CORRELATION_FREEDOM, SHIFT, Signature

USUAL_REPS = 10  # of a set, over which a share of false calls is meant
OVERSHOOT = 1.5  # by how much a CUSUM in steps of this size passes its limit; by simulation
DISTANT = 3.3  # normal deviates of T² from which one rep alone is unlike the clean ones
TIRED = 0.10  # velocity loss from which technique may go with any rep
FRESH = 0.15  # how likely it is to go with a rep that has lost nothing, beside such a one
WARNED = 0.31  # share of the limit from which a slide is warned of
STANDING = 0.5  # share of the limit up to which a rep still teaches the set's own baseline
FAILED = 4.5  # spreads of a rep that no longer counts as the lift that was meant
FAR = 3.0  # deviates of a set's first rep from which it may be no measure for the others


@dataclass(frozen=True)
class Standing:
    """How a rep stands, before policies make something of it.

    Attributes:
        out: (signs,) how far each lies out, in normal deviates.
        slide: (signs,) the CUSUM of each with its weight, as a share of its limit, 0 where the rep
            is not off; from 1 it slides.
        limits: (signs,) how far each has to lie out for the rep to slide, after those before it.
        distance: T², as a normal deviate.
        away: (features,) by how much the rep is off what was expected, in the features' units.
    """

    out: Floats
    slide: Floats
    limits: Floats
    distance: float
    away: Floats

    @property
    def evidence(self) -> float:
        """The most that any chart has of its limit, at least 0."""
        alone = self.distance / DISTANT if self.distance >= DISTANT else 0.0
        return max(float(self.slide.max()), alone)

    @property
    def sign(self) -> int:
        """The number of the sign that tells most."""
        return int((self.slide if self.slide.max() > 0.0 else self.out).argmax())

    def score(self, sign: int) -> float:
        """Return how far a sign lies out, in spreads, at least 0."""
        return max(float(self.out[sign]), 0.0)

    def told(self, sign: int) -> str:
        """Return by how much and which way a sign leaves the groove, in words."""
        of = SIGNS[sign]
        feature = FEATURES[of.feature]
        return f"{of.told} {abs(self.away[of.feature]) * feature.scale:.1f} {feature.shown}"


@dataclass(frozen=True)
class Charts:
    """The charts of one set, up to a rep.

    Attributes:
        sums: (signs,) the CUSUMs.
        clean: the set's reps so far that teach its own baseline.
    """

    sums: Floats = field(default_factory=lambda: np.full(len(SIGNS), -np.inf))
    clean: tuple[Rep, ...] = ()

    def after(
        self, rep: Rep, signature: Signature, load_kg: float | None, false_alarms: float
    ) -> tuple[Charts, Standing]:
        """Return the charts after one more rep whose path is known, and how that rep stands."""
        clean = self._baseline(rep, signature, load_kg)
        away, z, _ = signature.away(rep, clean, load_kg)
        out = signed(z)
        if not self.clean:  # the first rep is what the day's others are compared with
            still = np.zeros(len(SIGNS))
            limits = score_of_slide(signature.weights, false_alarms)
            return Charts(self.sums, (rep,)), Standing(still, still, limits, 0.0, away)
        limit, weights = limit_of_slide(false_alarms), np.log(signature.weights)
        begins = log_chance_to_begin(np.array(rep.velocity_loss.value))
        sums, slide, limits = step(self.sums, out, begins, weights, limit)
        standing = Standing(out, slide, limits, _distance(z, signature), away)
        # nobody knows yet what a stranger's clean reps look like: all of them tell
        teaches = standing.evidence < STANDING or not signature.own
        return Charts(sums, (*clean, rep) if teaches else clean), standing

    def _baseline(self, rep: Rep, signature: Signature, load_kg: float | None) -> tuple[Rep, ...]:
        """Return the set's reps that a rep is compared with.

        A first rep far out may have been a slip or the beginning of a day of its own: the second
        rep tells which, by where it is itself.
        """
        if len(self.clean) != 1:
            return self.clean
        first = self.clean[0]
        if signed(signature.away(first, (), load_kg)[1]).max() < FAR:
            return self.clean
        like_first, like_others = (
            signed(signature.away(rep, base, load_kg)[1]).max() for base in (self.clean, ())
        )
        return self.clean if like_first < like_others else ()


def step(
    sums: Floats, out: Floats, begins: Floats, weights: Floats, limit: float
) -> tuple[Floats, Floats, Floats]:
    """Return the CUSUMs after one more rep, their share of the limit, and what would reach it.

    Args:
        sums: (…, signs) before the rep.
        out: (…, signs) how far each sign lies out.
        begins: (…) logarithm of how likely a slide is to begin with the rep.
        weights: (signs,) logarithms of how likely each sign comes first.
        limit: of the CUSUM with its weight.
    """
    before = np.maximum(sums, begins[..., None]) - 0.5 * SHIFT**2 + weights
    raw = before + SHIFT * out
    # A rep that is back inside does not slide, whatever those before it did; and beyond the limit
    # there is no more to tell, so that it is back at once.
    slide = np.where(out > 0.5 * SHIFT, raw / limit, 0.0)
    return np.minimum(raw, limit) - weights, slide, (limit - before) / SHIFT


def log_chance_to_begin(loss: Floats) -> Floats:
    """Return how likely technique is to go with a rep of this velocity loss, beside a tired one.

    It seldom goes while the bar is as fast as ever. Logarithms (…).
    """
    return np.asarray(np.log(np.clip(loss / TIRED, FRESH, 1.0)))


def limit_of_slide(false_alarms: float) -> float:
    """Return the limit of the weighted CUSUMs that clean sets pass this seldom, 0 … 1.

    A likelihood ratio's CUSUM starts anew with each rep, so that it passes e^h in about n · e^-h
    of n clean reps; what it passes it by is taken off.
    """
    return log(USUAL_REPS / false_alarms) - OVERSHOOT


def score_of_slide(weights: Floats, false_alarms: float) -> Floats:
    """Return how far (signs,) each sign has to lie out for one tired rep alone to slide, spreads.

    ``weights`` (signs,) are how likely each sign comes first.
    """
    needed = limit_of_slide(false_alarms) - np.log(weights) + 0.5 * SHIFT**2
    return np.asarray(needed / SHIFT)


def _distance(z: Floats, signature: Signature) -> float:
    """Return Hotelling's T² of features' deviates (features,), as a normal deviate.

    The deviates are normal already; what is uncertain is how they go together.
    """
    squared = float(z @ np.linalg.solve(signature.correlation, z))
    below = CORRELATION_FREEDOM + signature.reps - COUNT + 1.0
    return float(from_f(np.array(squared / COUNT), COUNT, below))
