"""Lining up: at what time of a film the bangs that a sensor felt are heard, and how sure that is.

Each bang felt asks, for each offset, how rare a sound as loud as the one at its place is in this
film. A bang that is heard is among the loudest; any place else is as loud as chance has it. The
sum of these likelihood ratios, in logarithms, is the score of the offset. Music, echoes and other
people's bangs raise scores everywhere, so what counts is how far the best one leads all others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bargroove.film.impacts import STEP, Impacts, highest_within
from velocity.samples import Floats, Ints

_TOLERANCE = 4  # steps by which a bang may be heard off its time
_HEARD = 0.7  # share of the bangs felt that are heard at all
_LOUD = 0.15  # exponent of how rare the sounds of these are: 0 for rarest, 1 for any
_PLATEAU = 0.5  # below the best score, within which offsets near it are as good
_ELSEWHERE = 0.25  # s from the best offset to where others begin
_REACH = 8  # steps within which a bang's own time is looked for
_RARE = 0.1  # share of the film that is as loud as a bang is at the least
_LEAST_SE = 0.01  # s: the sound's way through a gym, and a camera's own delay
_MEDIAN = 1.2533  # standard error of a median over that of a mean
_SPREAD = 1.4826  # standard deviation over the median absolute deviation

SURE_LEAD = 5.0
"""By how much the best offset must lead: it is then some 150 times as likely as any other."""
SURE_EACH = 1.2
"""Least score for each bang in the film: a set of somebody else's may fit to some of them."""
SURE_BANGS = 3
"""Bangs that must be heard: one or two are heard in any gym, wherever one looks."""


@dataclass(frozen=True)
class Fit:
    """Where a film's sound fits best to what a sensor felt.

    Attributes:
        offset_s, offset_se: the film's time at the sensor's zero, and its standard error, s.
        heard: bangs that are heard there, of ``felt`` that the film should hold.
        lead: natural logarithm of how many times likelier it is than any offset elsewhere.
        score: likewise, than a place without these bangs.
    """

    offset_s: float
    offset_se: float
    heard: int
    felt: int
    lead: float
    score: float

    @property
    def heard_well(self) -> bool:
        """Whether enough bangs are heard there, be they heard elsewhere too or not."""
        return self.heard >= SURE_BANGS and self.score >= SURE_EACH * self.felt

    @property
    def sure(self) -> bool:
        """Whether it is to be relied on."""
        return self.heard_well and self.lead >= SURE_LEAD


def line_up(impacts: Impacts, strength: Floats) -> Fit | None:
    """Return where the onset strength of a film fits best; None where nothing can be compared.

    Args:
        impacts: what the sensor felt, on its clock; the film may begin and end at any time.
        strength: (n,) as ``heard`` gives it.
    """
    if not len(impacts) or not len(strength):
        return None
    rarity = _rarity(highest_within(strength, _TOLERANCE))
    steps = np.rint(impacts.time / STEP).astype(np.int64)
    scores, first = _scores(rarity, steps)
    best, middle, lead = _best(scores)
    heard, felt, offset, error = _refined(impacts, strength, rarity, steps + first + middle)
    return Fit(offset, error, heard, felt, lead, float(scores[best]))


def _rarity(values: Floats) -> Floats:
    """Return (n,) the share of the values that are at least as large as each."""
    below = np.searchsorted(np.sort(values), values, side="left")
    return np.asarray(1.0 - below / len(values))


def _scores(rarity: Floats, steps: Ints) -> tuple[Floats, int]:
    """Return the score of each offset, and the first of these offsets, in steps.

    A bang outside of the film says nothing.
    """
    n, first = len(rarity), -int(steps[-1])
    told = np.log(1.0 - _HEARD + _HEARD * _LOUD * rarity ** (_LOUD - 1.0))
    scores = np.zeros(n + int(steps[-1] - steps[0]))
    for step in steps:
        begin = -first - int(step)
        scores[begin : begin + n] += told
    return scores, first


def _best(scores: Floats) -> tuple[int, int, float]:
    """Return the index of the best score, the middle of the plateau around it, and its lead."""
    best = int(np.argmax(scores))
    around = np.arange(max(best - 2 * _TOLERANCE, 0), min(best + 2 * _TOLERANCE + 1, len(scores)))
    middle = round(float(around[scores[around] > scores[best] - _PLATEAU].mean()))
    reach = round(_ELSEWHERE / STEP)
    others = max(
        scores[: max(best - reach, 0)].max(initial=-np.inf),
        scores[best + reach :].max(initial=-np.inf),
    )
    return best, middle, float(scores[best] - others)


def _refined(
    impacts: Impacts, strength: Floats, rarity: Floats, places: Ints
) -> tuple[int, int, float, float]:
    """Return how many bangs are heard, how many are in the film, the offset and its error, s.

    ``places`` (m,) are where in the film, in steps, the bangs should be heard.
    """
    inside = np.flatnonzero((places >= 0) & (places < len(strength)))
    heard = inside[rarity[places[inside]] <= _RARE]
    offsets = np.array([_loudest(strength, int(places[i])) * STEP - impacts.time[i] for i in heard])
    if not len(offsets):
        return 0, len(inside), 0.0, np.inf
    offset = float(np.median(offsets))
    spread = _SPREAD * float(np.median(np.abs(offsets - offset)))
    error = _MEDIAN * max(spread, STEP) / np.sqrt(len(offsets))
    return len(offsets), len(inside), offset, float(np.hypot(_LEAST_SE, error))


def _loudest(strength: Floats, place: int) -> int:
    """Return the step near a place at which the sound rises most."""
    first = max(place - _REACH, 0)
    return first + int(np.argmax(strength[first : place + _REACH + 1]))
