"""The period of a running stream: a line of stamp against slot that follows as it goes."""

from __future__ import annotations

from math import exp, hypot, inf, sqrt

PRIOR = 0.02
"""Standard deviation, a share, of a true rate about its nominal one."""

_MEMORY = 60.0  # s after which a stamp counts e times less
_JITTER, _JITTER_WEIGHT = 0.003, 3.0  # s; what stamps scatter by, and how many they outweigh
_ROUGH = 0.03  # s that a stamp may be off besides its usual scatter
_STEP = 5  # stamps in a row off the line that show that the stamping clock was set anew
_MOST_OFF, _MOST_ALIKE = 0.3, 0.98  # shares: of the nominal period; of neighbours' errors


class Period:
    """Seconds from one slot to the next, by recent-weighted regression with a prior.

    Stamps far off the line are left out. Sums are of what stamps deviate from the nominal line,
    about their means, so that hours cost no precision.

    Attributes:
        nominal: s, as the sensor was told to sample.
        value: s, the best estimate.
        se: s, standard error of ``value``; where neighbouring errors are alike, for as many
            fewer stamps (Bartlett's first-order factor).
    """

    def __init__(self, nominal: float, wander: float = 0.0) -> None:
        """Begin at ``nominal`` s; stamps may err by ``wander`` s alike for as long as all last."""
        self.nominal = self.value = nominal
        self._wander = wander
        self.se = PRIOR * nominal
        self._weight = self._slot = self._off = 0.0  # of this stretch: its stamps, their means
        self._count = self._xx = self._xy = self._yy = 0.0  # of all stretches
        self._same = self._square = self._before = 0.0  # errors with the one before, squared
        self._slope, self._newest, self._astray = 0.0, 0.0, 0
        self._scatter = _JITTER

    def part(self) -> None:
        """Begin another stretch: slots and stamps to come do not continue those before."""
        self._weight = self._before = 0.0
        self._astray = 0

    def add(self, slot: float, stamp: float) -> None:
        """Take the stamp, s, of a slot, whole or not; slots do not fall."""
        off = stamp - slot * self.nominal
        if self._weight and not self._follows(slot, off):
            self._astray += 1
            if self._astray < _STEP:
                return
            self.part()
        self._astray = 0
        self._sum_up(slot, off)
        self._fit()

    def _error(self, slot: float, off: float) -> float:
        return off - self._off - self._slope * (slot - self._slot)

    def _follows(self, slot: float, off: float) -> bool:
        unsure = 3 * self.se * abs(slot - self._slot)
        return abs(self._error(slot, off)) <= _ROUGH + 6 * self._scatter + unsure

    def _sum_up(self, slot: float, off: float) -> None:
        fade = exp(-max(slot - self._newest, 0) * self.nominal / _MEMORY)
        self._newest = slot
        error = self._error(slot, off) if self._weight else 0.0
        self._same = fade * self._same + error * self._before
        self._square = fade * self._square + error**2
        self._before = error
        old = fade * self._weight
        self._weight = old + 1
        x, y = slot - self._slot, off - self._off
        if old:
            share = old / self._weight
            self._xx = fade * self._xx + share * x * x
            self._xy = fade * self._xy + share * x * y
            self._yy = fade * self._yy + share * y * y
        self._count = fade * self._count + 1
        self._slot += x / self._weight
        self._off += y / self._weight

    def _fit(self) -> None:
        if not self._xx:
            return
        slope = self._xy / self._xx
        squares = max(self._yy - slope * self._xy, 0) + _JITTER_WEIGHT * _JITTER**2
        free = self._count - 2 + _JITTER_WEIGHT
        self._scatter = sqrt(squares / free)
        alike = min(max(self._same, 0) / self._square, _MOST_ALIKE) if self._square else 0.0
        se = self._scatter * sqrt((1 + alike) / (1 - alike) / self._xx) if free > 1 else inf
        se = hypot(se, self._wander / sqrt(12 * self._xx / self._count))
        prior = PRIOR * self.nominal
        trust = 1 / (1 + (se / prior) ** 2)
        most = _MOST_OFF * self.nominal
        self._slope = min(max(trust * slope, -most), most)
        self.value = self.nominal + self._slope
        self.se = se * prior / hypot(se, prior) if se < inf else prior


WANDER = 0.01
"""Seconds by which a link's least delay may rise or fall, as packets and its intervals beat."""


class ArrivalPeriod:
    """The period of what arrives, by the least late arrival of each second."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self._since = -inf
        self._least = inf
        self._slot = self._at = 0.0

    def part(self) -> None:
        """Begin another stretch, see ``Period``."""
        self._since, self._least = -inf, inf

    def add(self, slot: float, at: float) -> bool:
        """Take the arrival, s, of a slot; return whether the period has learned by it."""
        over = at >= self._since + 1
        learned = over and self._least < inf
        if learned:
            self._period.add(self._slot, self._at)
        if over:
            self._since, self._least = at, inf
        late = at - slot * self._period.value
        if late < self._least:
            self._least, self._slot, self._at = late, slot, at
        return learned
