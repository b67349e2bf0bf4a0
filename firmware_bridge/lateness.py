"""How late samples come: arrival against the stream's own time, over its lower envelope."""

from __future__ import annotations

from collections import deque
from math import inf

_BLOCK = 1.0  # s
_BLOCKS = 16
WINDOW = _BLOCK * _BLOCKS
"""Seconds over which the quickest arrival is remembered."""
_USUAL = 32  # arrivals over which the usual lateness is averaged


class Lateness:
    """Measures how much later than the quickest of the last while a sample comes.

    Attributes:
        usual: s, what is usual of late.
    """

    def __init__(self) -> None:
        self.usual = 0.0
        self._blocks: deque[float] = deque(maxlen=_BLOCKS)
        self._since = -inf

    def of(self, at: float, time: float) -> float:
        """Return s by which a sample of stream time ``time`` is late at ``at``; quicker: < 0."""
        return at - time - min(self._blocks) if self._blocks else 0.0

    def add(self, at: float, time: float) -> float:
        """Take an arrival into account and return by how much it is late, s, never negative."""
        late = max(self.of(at, time), 0.0)
        if at >= self._since + _BLOCK:
            self._blocks.append(inf)
            self._since = at
        self._blocks[-1] = min(self._blocks[-1], at - time)
        self.usual += (late - self.usual) / _USUAL
        return late
