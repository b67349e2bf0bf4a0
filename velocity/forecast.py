"""Reps left before muscular and before technical failure, each as a range.

Muscular failure is the first rep that would come out below the lifter's velocity floor;
technical failure the first at which technique begins to slide, or which would not come up. Both
follow from the courses that the set so far, the floor and the lifter's habit leave possible
(``velocity.fatigue``), as the full predictive distribution of a whole number of reps.

A range is the run of whole numbers that holds most of that distribution for its width, of the
width at which that is nearest to ``SURE``. Whole numbers come in lumps and the priors are wide on
purpose, so that a range holds more truths than its share where lifters tire as the courses say,
and fewer where they do not. ``SURE`` was set so that over simulated sets of seven kinds, three reps
before the end, about 80 % hold (strength 76, technique 82 % in sets drawn afresh). That is an
average: 74 to 93 % where the velocity falls in a line or ever faster, but 60 to 81 % where it
falls ever slower or by steps of chance, and 68 % for strength where a lifter's own sets differ
much from each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from velocity.fatigue import FURTHEST, Courses, likely_courses
from velocity.habit import Habit, PastCourse, learn_courses
from velocity.normal import below
from velocity.rep import Measured, Range
from velocity.samples import Floats

__all__ = ["Habit", "Left", "PastCourse", "learn_courses", "reps_left"]

SURE = 0.72
"""Share of the distribution that a range holds, as near as whole numbers allow."""
WIDEST = 9
"""Reps: a range wider than this says nothing and is not told."""
_SLID, _SLID_SD = 3.0, 1.5
"""Scores of reps that slide, in spreads; those of clean reps are 0 ± 1."""
_MOST_TOLD = 50.0
"""The most that one rep's score can say for a slide: scores have longer tails than a normal."""


@dataclass(frozen=True)
class Left:
    """Reps still to come before technique slides or strength ends, and before strength ends.

    None where nothing can be said: fewer than two reps, or a range too wide to be of use, or one
    whose end lies beyond what is looked ahead.
    """

    technical: Range | None = None
    muscular: Range | None = None


def reps_left(
    velocities: Floats, se: Floats, scores: Floats | None, floor: Measured, habit: Habit
) -> Left:
    """Return how many reps are left in a set.

    Args:
        velocities: (n,) mean velocities of the set's valid reps so far, m/s.
        se: (n,) their standard errors, m/s.
        scores: (n,) the distances of the reps from the lifter's groove as normal deviates, NaN
            where one could not be judged: they tell whether the slide has begun already. None
            where no rep could be judged.
        floor: the lifter's velocity floor (``velocity.floor.own_floor``), m/s; below it no rep
            comes up.
        habit: the lifter's past in this lift (``learn_courses``).
    """
    if len(velocities) < 2:
        return Left()
    seen = likely_courses(velocities, se, floor)
    weights = seen.weights(habit.log_prior(seen, float(velocities.max())))
    completed = _completed(seen)
    clean = _clean(seen, habit)
    evidence = weights @ (_slid(clean[:, : seen.reps], scores) + clean[:, seen.reps - 1])
    ahead = clean[:, seen.reps :] * completed
    return Left(_range(weights @ ahead / evidence), _range(weights @ completed))


def _completed(seen: Courses) -> Floats:
    """Return (h, FURTHEST): the chance that at least 1, 2, … further reps come up."""
    further = seen.reps + np.arange(float(FURTHEST))
    return np.asarray(np.cumprod(seen.completes(further), axis=1))


def _clean(seen: Courses, habit: Habit) -> Floats:
    """Return (h, n + FURTHEST): the chance that technique has not slid by each rep of the set."""
    loss = seen.velocity_loss(np.arange(float(seen.reps + FURTHEST)))
    return 1.0 - below((loss - habit.slide_loss.value) / habit.slide_loss.se)


def _slid(clean: Floats, scores: Floats | None) -> Floats:
    """Return (h,): the weight of a slide that began in the set so far, beside 1 for a clean rep.

    A slide that began at a rep goes on, so all later scores speak for it or against it.
    """
    begins = -np.diff(clean, axis=1, prepend=1.0)
    if scores is None:
        return np.asarray(begins.sum(1))
    z = (scores - _SLID) / _SLID_SD
    told = np.nan_to_num(np.exp(0.5 * (scores**2 - z**2)) / _SLID_SD, nan=1.0)
    onwards = np.cumprod(np.minimum(told, _MOST_TOLD)[::-1])[::-1]
    return np.asarray(begins @ onwards)


def _range(at_least: Floats) -> Range | None:
    """Return the range of a number of reps from the chances of at least 1, 2, … of them."""
    chance = -np.diff(at_least, prepend=1.0, append=0.0)
    under = np.concatenate([[0.0], np.cumsum(chance)])
    runs = [_run(under, width) for width in range(WIDEST + 1)]
    held = np.array([run[1] for run in runs])
    if not held[-1] >= SURE:  # nor where an error is not known, and all of this is NaN
        return None
    width = int(np.abs(held - SURE).argmin())
    least = runs[width][0]
    if least + width >= FURTHEST:  # which stands for all that lies further
        return None
    return Range(least, float(np.searchsorted(under[1:], 0.5)), least + width)


def _run(under: Floats, width: int) -> tuple[int, float]:
    """Return where the likeliest run of ``width`` + 1 numbers begins, and what it holds."""
    held = under[width + 1 :] - under[: -width - 1]
    least = int(held.argmax())
    return least, float(held[least])
