"""How fast a sensor's own clock runs, by when its samples come."""

from __future__ import annotations

from math import exp, sqrt

from firmware_bridge.period import ArrivalPeriod, Period

_CREEP = 0.02  # s, a third of the longest usual connection interval: what delays may creep by
_CRYSTAL, _POOR = 1e-4, 5e-3  # shares: standard deviations of good clocks and of poor ones
_FEW = 0.01  # share of sensors whose clock is poor
_MOST = 0.01  # share: no clock is so far off, but a link may be so much too slow
_LATE = 0.2  # s


class Skew:
    """The share by which the host's clock outruns a sensor's.

    A sample comes late, by what varies, and never early: against the sensor's clock the earliest
    arrivals make a line. Nearly all clocks are crystals and taken for right; a slope that is none
    of a crystal's shows one of the few that are poor. Bayes' rule says which is likelier.

    Attributes:
        value: the share; for a crystal 0.
        se: standard error of ``value``.
    """

    def __init__(self) -> None:
        self._line = Period(1.0, _CREEP)
        self._earliest = ArrivalPeriod(self._line)
        self._weigh()

    def part(self) -> None:
        """Begin another stretch: the sensor's clock does not go on from before."""
        self._line.part()
        self._earliest.part()

    def add(self, time: float, at: float, late: float) -> None:
        """Take the arrival, at ``at`` s, of what the sensor took when its clock was ``time`` s.

        What comes more than a little ``late``, s, tells of the link and not of the clock.
        """
        if late < _LATE and self._earliest.add(time, at):
            self._weigh()

    def _weigh(self) -> None:
        slope, se = self._line.value - 1, self._line.se
        if abs(slope) > _MOST:
            slope, se = 0.0, 1.0  # nothing is known
        crystal, poor = _CRYSTAL**2, _POOR**2
        odds = _FEW / (1 - _FEW) * _density(slope, poor + se**2)
        share = odds / (odds + _density(slope, crystal + se**2))
        self.value = slope if share > 0.5 else 0.0
        good = crystal + self.value**2
        bad = poor * se**2 / (poor + se**2) + (slope - self.value) ** 2
        self.se = sqrt((1 - share) * good + share * bad)


def _density(value: float, variance: float) -> float:
    """Return the normal distribution's density, but for a constant factor."""
    return exp(-(value**2) / (2 * variance)) / sqrt(variance)
