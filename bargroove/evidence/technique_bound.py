"""What the statistics of a slide allow: an ideal watcher, who knows all but when it begins.

The watcher knows the person's groove, spreads and drift exactly, sees the true signs without any
error, and knows how large a slide is and how it grows. Clean signs are then standard normal
deviates, and the best test for a slide that began with this rep or the one before is the
likelihood ratio of the two (Neyman and Pearson; for a window, Bojdecki 1979, Stochastics 3:61).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bargroove.evidence.technique import LIFTED, SLIDES_AT
from bargroove.evidence.technique_shares import Floats
from hardware.simulated import VARIANTS, Sign
from hardware.simulated.signs import ALWAYS, KINDS

SETS = 20_000  # drawn of each lift
CLEAN_REPS = 8  # of a clean set
GROWTH = 0.5  # spreads with each further rep of a slide

Ways = tuple[tuple[Sign, int], ...]
"""Signs, each with one direction."""


@dataclass(frozen=True)
class Watcher:
    """Whoever watches for a slide.

    Attributes:
        size: spreads of the slides that are watched for.
        first: signs that may go first, with how likely each is; ``then`` those that may follow.
        follows: (first, then) how likely each of the latter follows each of the former.
    """

    size: float
    first: Ways
    chances: Floats
    then: Ways
    follows: Floats

    def evidence(self, z: Floats) -> Floats:
        """Return the likelihood ratio (sets, reps) of a slide at each rep of deviates z."""
        now = _ratios(z, self.first, self.size)
        later = _ratios(z, self.first, self.size + GROWTH)
        second = _ratios(z, self.then, self.size) @ self.follows.T
        two = later * second
        two[:, 1:] *= now[:, :-1]
        two[:, 0] = 0.0
        return np.asarray((now + two) @ self.chances)


def bound(size: float, false: float, *, knows_first: bool) -> float:
    """Return the most that can be called by the second bad rep of a slide, as a share of sets.

    Args:
        size: spreads of the slide.
        false: share of clean sets of eight reps that the watcher may call.
        knows_first: whether the watcher knows which sign of the person's goes first; else only
            those that usually do in the lift.
    """
    rng = np.random.default_rng(1)
    return float(np.mean([_bound(size, false, lift, knows_first, rng) for lift in LIFTED]))


def _bound(
    size: float, false: float, lift: str, knows_first: bool, rng: np.random.Generator
) -> float:
    kind = KINDS[VARIANTS[lift].lift]
    leads, chances = _ways(kind.leads)
    if knows_first:  # which it is makes no difference
        leads, chances = leads[:1], np.ones(1)
    then = _ways((*kind.leads, *ALWAYS))[0]
    watcher = Watcher(size, leads, chances, then, _follows(leads, then))
    clean = watcher.evidence(rng.standard_normal((SETS, CLEAN_REPS, len(Sign))))
    limit = np.quantile(clean.max(axis=1), 1.0 - max(false, 1.0 / SETS))
    z, at = _slid(watcher, rng)
    called = watcher.evidence(z) > limit
    rows = np.arange(SETS)
    return float((called[rows, at] | called[rows, at + 1]).mean())


def _slid(watcher: Watcher, rng: np.random.Generator) -> tuple[Floats, np.ndarray]:
    """Return deviates (sets, reps, 10) of sets that slide, and at which rep (sets,), from 0."""
    at = rng.integers(SLIDES_AT[0] - 1, SLIDES_AT[1], SETS)
    z, rows = rng.standard_normal((SETS, SLIDES_AT[1] + 1, len(Sign))), np.arange(SETS)
    first = rng.choice(len(watcher.first), SETS, p=watcher.chances)
    luck = rng.random((SETS, 1))
    second = (luck > watcher.follows.cumsum(axis=1)[first]).sum(axis=1)
    sign, way = np.array(watcher.first)[first].T
    z[rows, at, sign] += way * watcher.size
    z[rows, at + 1, sign] += way * (watcher.size + GROWTH)
    sign, way = np.array(watcher.then)[second].T
    z[rows, at + 1, sign] += way * watcher.size
    return z, at


def _follows(first: Ways, then: Ways) -> Floats:
    """Return (first, then) how likely each sign follows another: all alike, less itself."""
    other = np.array([[a[0] is not b[0] for b in then] for a in first], float)
    return np.asarray(other / other.sum(axis=1, keepdims=True))


def _ratios(z: Floats, ways: Ways, size: float) -> Floats:
    """Return the likelihood ratios (sets, reps, ways) of each sign being off by so much."""
    signs, directions = np.array(ways).T
    return np.asarray(np.exp(size * z[..., signs] * directions - 0.5 * size**2))


def _ways(signs: Sequence[tuple[Sign, int]]) -> tuple[Ways, Floats]:
    """Return signs with one direction each, and how likely each is; 0 stands for either way."""
    each = {
        (sign, one): (0.5 if way == 0 else 1.0)
        for sign, way in dict.fromkeys(signs)
        for one in ((1, -1) if way == 0 else (way,))
    }
    chances = np.array(list(each.values()))
    return tuple(each), chances / chances.sum()
