"""Marks teach: the rule by which a lifter or a coach calls a rep broken.

Few marks have to do, so the rule is looked for among few: one sign of breakdown (or either of two,
or the furthest of all) lies out beyond some level. Each rule and level is as likely as it explains
the marks, those on reps near its level counting less; their mixture says how likely a new rep
would be marked broken (Bayesian model averaging).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import numpy as np

from velocity.features import SIGNS
from velocity.normal import below
from velocity.samples import Floats

LEAST_MARKS = 6  # below which they are kept, but move no limit
LEVELS = np.arange(0.5, 6.01, 0.25)  # spreads
BLUR = 0.8  # spreads by which eye and sensor may see a rep differently
SLIPS = 0.04  # share of marks that are slips
_PAIRS = tuple(combinations(range(len(SIGNS)), 2))
_PRIOR = (0.55, 0.30, 0.15)  # of one sign, either of two, the furthest of all


@dataclass(frozen=True)
class Mark:
    """A marked rep: how far each sign (signs,) lay out, in spreads, and whether it broke."""

    out: Floats
    broke: bool


@dataclass(frozen=True)
class Taught:
    """What marks have taught.

    Attributes:
        likely: (rules, levels) how likely each rule with each level is, summing to 1.
        marks: how many there are; ``broke`` of them say that the rep broke.
        least: probability from which a rep counts as broken.
    """

    likely: Floats
    marks: int
    broke: int
    least: float = 0.5

    def chance(self, out: Floats) -> float:
        """Return how likely a rep with its signs (signs,) so far out would be marked broken."""
        return float((self.likely * _chances(_sizes(out))).sum())

    def has_failed(self, out: Floats) -> bool:
        """Return whether such a rep counts as broken."""
        return self.chance(out) >= self.least

    @cached_property
    def rule(self) -> tuple[tuple[int, ...], float]:
        """The likeliest rule: the numbers of its signs, all for the furthest, and mean level."""
        which = int(self.likely.sum(axis=1).argmax())
        level = float(self.likely[which] @ LEVELS / self.likely[which].sum())
        single, pairs = len(SIGNS), len(SIGNS) + len(_PAIRS)
        if which < single:
            return (which,), level
        return (_PAIRS[which - single] if which < pairs else tuple(range(single))), level

    def sign(self, out: Floats) -> int:
        """Return which of the rule's signs lies furthest out."""
        return max(self.rule[0], key=lambda i: float(out[i]))


def teach(
    marks: Sequence[Mark], clean: Sequence[Floats], usual: Floats, false_alarms: float
) -> Taught | None:
    """Return what marks teach; None while they are too few or all say the same.

    Args:
        marks: of the lifter in this lift, undone ones left out.
        clean: the clean reps of each past set, (n, signs) how far their signs lay out.
        usual: (signs,) how likely each sign comes first.
        false_alarms: share of the clean sets that may be called broken.
    """
    broke = sum(mark.broke for mark in marks)
    if len(marks) < LEAST_MARKS or broke in (0, len(marks)):
        return None
    log_likely = np.log(_beforehand(usual))
    for mark in marks:
        chance = _chances(_sizes(mark.out))
        log_likely = log_likely + np.log(chance if mark.broke else 1.0 - chance)
    likely = np.exp(log_likely - log_likely.max())
    taught = Taught(likely / likely.sum(), len(marks), broke)
    return replace(taught, least=_least(taught, clean, false_alarms))


def _least(taught: Taught, clean: Sequence[Floats], false_alarms: float) -> float:
    """Return the least probability that keeps false calls on the clean sets to their share."""
    highest = sorted(max(taught.chance(out) for out in reps) for reps in clean if len(reps))
    if not highest:
        return 0.5
    allowed = int(false_alarms * len(highest))
    return float(np.clip(highest[-1 - allowed] + 1e-6, 0.5, 1.0))


def _sizes(out: Floats) -> Floats:
    """Return what each rule looks at (rules,)."""
    first, second = np.array(_PAIRS).T
    return np.concatenate((out, np.maximum(out[first], out[second]), [out.max()]))


def _chances(sizes: Floats) -> Floats:
    """Return how likely each rule with each level (rules, levels) calls a rep broken."""
    return SLIPS + (1.0 - 2.0 * SLIPS) * below((sizes[:, None] - LEVELS) / BLUR)


def _beforehand(usual: Floats) -> Floats:
    """Return how likely each rule with each level (rules, levels) is before any mark."""
    first, second = np.array(_PAIRS).T
    pairs = usual[first] * usual[second]
    one, two, furthest = _PRIOR
    rules = np.concatenate((one * usual / usual.sum(), two * pairs / pairs.sum(), [furthest]))
    return np.asarray(np.outer(rules, np.full(len(LEVELS), 1.0 / len(LEVELS))))
