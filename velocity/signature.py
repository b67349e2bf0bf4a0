"""The signature of a lifter in a lift: what their clean reps look like, and how much they vary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np

from velocity.features import COUNT, FEATURES, errors_of, features_of, signed, slowness
from velocity.groove import Groove, groove_of
from velocity.lifts import Lift
from velocity.normal import from_t
from velocity.regression import Line, design, learnt, prior
from velocity.rep import Rep
from velocity.samples import Floats
from velocity.signs import prior_weights

SHIFT = 2.25  # spreads: the slide that is looked for first
MOST_ERROR = 0.03  # m by which the middle of a path may be unsure for the path to be trusted
CORRELATION_FREEDOM = 20.0  # reps that independence of the features counts for
USUAL_VELOCITY = 0.5  # m/s
LEAST_REPS = 8  # clean ones, below which a lifter is judged by what is usual for any
SIGN_COUNTS = 3.0  # sets that a lift's usual signs count for beside the lifter's own
GROWS = np.array([feature.grows for feature in FEATURES])
SPREADS = {"squat": {"range": 1.3}, "bench": {"range": 0.6}, "deadlift": {"range": 0.6}}
FIRST_BAD = 2  # reps of a slide that show which sign came first


def can_be_judged(rep: Rep) -> bool:
    """Return whether a rep's path is known well enough to say how it was lifted."""
    if not rep.valid or rep.course is None:
        return False
    return float(rep.course.forward_se[len(rep.course.forward_se) // 2]) < MOST_ERROR


@dataclass(frozen=True)
class PastSet:
    """A set of the lifter's history.

    Attributes:
        reps: in order; ``states`` says of each ``clean``, ``sliding``, ``failed`` or ``unsure``.
        load_kg: None where it is not known.
    """

    reps: tuple[Rep, ...]
    states: tuple[str, ...]
    load_kg: float | None = None

    def clean(self, until: int | None = None) -> list[Rep]:
        """Return the reps, of the first ``until``, that show how the lifter means to lift."""
        pairs = list(zip(self.reps, self.states, strict=True))[:until]
        return [rep for rep, state in pairs if state == "clean" and can_be_judged(rep)]

    def bad(self) -> list[int]:
        """Return the indices of the reps that do not, as far as that can be told."""
        return [
            i
            for i, (rep, state) in enumerate(zip(self.reps, self.states, strict=True))
            if state in ("sliding", "failed") and can_be_judged(rep)
        ]


@dataclass(frozen=True)
class Signature:
    """What is known of how a lifter lifts.

    Attributes:
        lines: one for each feature.
        correlation: (features, features) of what the lines leave, shrunk towards none.
        weights: (signs,) how likely each sign comes first, summing to 1.
        groove: the mean path and its band, None without a clean rep.
        reps, sets: how many clean reps of how many sets stand behind it.
        usual_velocity, usual_load: m/s, and the logarithm of kg, that slowness and load count from.
    """

    lines: tuple[Line, ...]
    correlation: Floats
    weights: Floats
    groove: Groove | None
    reps: int
    sets: int
    usual_velocity: float
    usual_load: float

    @property
    def own(self) -> bool:
        """Whether enough of the lifter's own reps stand behind it to say that technique fails."""
        return self.reps >= LEAST_REPS

    def rows(self, reps: Sequence[Rep], load_kg: float | None) -> Floats:
        """Return the rows (n, 4) that the lines are asked with."""
        load = log(load_kg) - self.usual_load if load_kg else 0.0
        return design(slowness(reps, self.usual_velocity), load)

    def out(self, rep: Rep, before: Sequence[Rep], load_kg: float | None) -> Floats:
        """Return how far each sign (signs,) of a rep lies out; arguments as in ``expected``."""
        return signed(self.away(rep, before, load_kg)[1])

    def away(
        self, rep: Rep, before: Sequence[Rep], load_kg: float | None
    ) -> tuple[Floats, Floats, Floats]:
        """Return how far (features,) a rep is off what was expected, and the degrees of freedom.

        First in the features' units, then as normal deviates, 0 for what was not measured;
        arguments as in ``expected``.
        """
        mean, spread, freedom = self.expected(rep, before, load_kg)
        off = features_of([rep])[0] - mean
        return np.nan_to_num(off), np.nan_to_num(from_t(off / spread, freedom)), freedom

    def expected(
        self, rep: Rep, before: Sequence[Rep], load_kg: float | None
    ) -> tuple[Floats, Floats, Floats]:
        """Return what a rep's features should be, (features,) each: mean, spread, freedom.

        Args:
            rep: the rep.
            before: the clean reps before it in its set.
            load_kg: of the set.
        """
        rows, values = self.rows(before, load_kg), features_of(before)
        row = self.rows([rep], load_kg)[0]
        told = [line.expected(row, rows, values[:, i]) for i, line in enumerate(self.lines)]
        mean, spread, freedom = np.array(told).T
        spread = spread * (1.0 + GROWS * max(float(row[1]), 0.0))
        return mean, np.hypot(spread, _more_than_usual(rep, spread)), freedom


def _more_than_usual(rep: Rep, spread: Floats) -> Floats:
    """Return the instrument's standard error where it is larger than the spread it is part of."""
    error = np.nan_to_num(errors_of([rep])[0])
    return np.where(error > spread, error, 0.0)


def learn(lift: Lift, history: Sequence[PastSet] = ()) -> Signature:
    """Return the signature that a lifter's history shows; without one, that of the lift.

    Args:
        lift: what was lifted.
        history: the lifter's sets of this lift, oldest first.
    """
    sets = [past for past in history if past.clean()]
    blank = _blank(lift, *_usual(sets))
    shown = [(past.clean(), past.load_kg) for past in sets]
    taught = [(blank.rows(reps, load), features_of(reps)) for reps, load in shown]
    lines = tuple(
        learnt(line, [(rows, values[:, i]) for rows, values in taught])
        for i, line in enumerate(blank.lines)
    )
    reps = [rep for some, _ in shown for rep in some]
    learned = replace(
        blank,
        lines=lines,
        correlation=_correlation(lines, taught),
        groove=groove_of(reps),
        reps=len(reps),
        sets=len(sets),
    )
    return replace(learned, weights=_weights(learned, history))


def _blank(lift: Lift, usual_velocity: float, usual_load: float) -> Signature:
    scale = SPREADS.get(lift.name, {})
    lines = tuple(prior(f.spread * scale.get(f.name, 1.0), f.slope) for f in FEATURES)
    usual = (usual_velocity, usual_load)
    return Signature(lines, np.eye(COUNT), prior_weights(lift), None, 0, 0, *usual)


def _usual(sets: Sequence[PastSet]) -> tuple[float, float]:
    """Return the clean reps' mean velocity, m/s, and the logarithm of the usual load in kg."""
    reps = [rep for past in sets for rep in past.clean()]
    loads = [past.load_kg for past in sets if past.load_kg]
    means = [rep.mean_velocity.value for rep in reps]
    usual = max(float(np.mean(means)), 0.1) if means else USUAL_VELOCITY
    return usual, float(np.log(np.median(loads))) if loads else log(60.0)


def _correlation(lines: Sequence[Line], taught: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Return the correlation (features, features) of what the lines leave within sets."""
    total = CORRELATION_FREEDOM * np.eye(COUNT)
    spread = np.array([line.spread for line in lines])
    for rows, values in taught:
        left = np.stack([values[:, i] - rows @ line.mean for i, line in enumerate(lines)], axis=1)
        measured = ~np.isnan(left)
        left = np.where(measured, left, 0.0)
        mean = left.sum(axis=0) / np.maximum(measured.sum(axis=0), 1)
        left = np.where(measured, left - mean, 0.0) / spread
        total = total + left.T @ left
    size = np.sqrt(np.diag(total))
    return np.asarray(total / np.outer(size, size))


def _weights(signature: Signature, history: Sequence[PastSet]) -> Floats:
    """Return how likely each sign (signs,) comes first: the lift's usual ones and the lifter's."""
    counts = SIGN_COUNTS * signature.weights
    for past in history:
        if past.bad():
            counts = counts + _first_signs(signature, past)
    return np.asarray(counts / counts.sum())


def _first_signs(signature: Signature, past: PastSet) -> Floats:
    """Return how likely each sign (signs,) is the one that a set that slid showed first."""
    likely = np.log(signature.weights)
    for i in past.bad()[:FIRST_BAD]:
        out = signature.out(past.reps[i], past.clean(i), past.load_kg)
        likely = likely + SHIFT * out - 0.5 * SHIFT**2
    likely = np.exp(likely - likely.max())
    return np.asarray(likely / likely.sum())
