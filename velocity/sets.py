"""From a bout's numbers to the reps of sets: numbered, compared with the best, judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from math import erfc, exp, hypot, pi, sqrt

import numpy as np

from velocity.alert import Judge
from velocity.metrics import Numbers
from velocity.rep import Measured, Rep, SetSummary
from velocity.samples import Samples

SET_GAP = 60.0  # s between two reps that part two sets
READING_AGE = 0.5  # samples: a reading is the mean over the time since the one before


def rep_of(numbers: Numbers, start: float, samples: Samples) -> Rep:
    """Return a rep of a bout that began at ``start`` s, still on its own.

    The error of the samples' clock is shared.
    """
    clock = samples.rate_se / samples.rate
    fields = {name: getattr(numbers, name) for name in numbers.__dataclass_fields__}
    for name in ("mean_velocity", "peak_velocity", "mean_propulsive_velocity", "range_of_motion"):
        value, se = fields[name].value, fields[name].se
        fields[name] = Measured(value, hypot(se, clock * value))
    shift = start - READING_AGE / samples.rate
    begin, end = fields.pop("start_s") + shift, fields.pop("end_s") + shift
    return Rep(
        rep=0,
        set=0,
        start_s=begin,
        end_s=end,
        valid=not numbers.doubts,
        velocity_loss=Measured(0.0, 0.0),
        **fields,
    )


def in_sets(reps: Sequence[Rep], judge: Judge, first: int = 1) -> list[Rep]:
    """Return the reps numbered within their sets, with velocity loss and verdicts.

    ``first`` is the number of the first of them.
    """
    gaps = [b.start_s - a.end_s > SET_GAP for a, b in pairwise(reps)]
    numbers = np.cumsum([first, *gaps]).tolist()
    judged: list[Rep] = []
    for number, group in groupby(zip(numbers, reps, strict=False), key=lambda pair: pair[0]):
        judged += judge.judge(_with_loss([rep for _, rep in group], number))
    return judged


def _with_loss(reps: list[Rep], number: int) -> list[Rep]:
    """Return the reps of one set with their numbers and their loss from the best so far."""
    best: Measured | None = None
    done = []
    for i, rep in enumerate(reps, start=1):
        loss = _loss(rep.mean_velocity, best) if best is not None else Measured(0.0, 0.0)
        if rep.valid and (best is None or rep.mean_velocity.value > best.value):
            best = rep.mean_velocity
        done.append(replace(rep, rep=i, set=number, velocity_loss=loss))
    return done


def _loss(mean: Measured, best: Measured) -> Measured:
    """Return the share lost from the best rep before; errors of the two taken as independent.

    A new best has lost nothing, unless the two only seem to stand the other way round: its error
    is the root mean square of what the normal distribution of the loss has above zero.
    """
    loss = 1.0 - mean.value / best.value
    se = hypot(mean.se, mean.value / best.value * best.se) / best.value
    if loss >= 0.0:
        return Measured(loss, se)
    d = -loss / se
    density = exp(-0.5 * d * d) / sqrt(2.0 * pi)
    above = 0.5 * erfc(d / sqrt(2.0)) * (1.0 + d * d) - d * density
    return Measured(0.0, se * sqrt(max(above, 0.0)))


def summaries(reps: Sequence[Rep]) -> tuple[SetSummary, ...]:
    """Return what each set amounts to."""
    return tuple(
        _summary(number, list(group)) for number, group in groupby(reps, key=lambda rep: rep.set)
    )


def _summary(number: int, reps: list[Rep]) -> SetSummary:
    valid = [rep for rep in reps if rep.valid]
    best = max((rep.mean_velocity for rep in valid), key=lambda m: m.value, default=None)
    stop = next((rep for rep in reps if rep.verdict == "rack"), None)
    return SetSummary(
        number,
        sum(rep.counts for rep in reps),
        best,
        valid[-1].velocity_loss if valid else None,
        stop.rep if stop else None,
        tuple(reason.name for reason in stop.reasons) if stop else (),
    )
