"""A stuck axis: one that reads the same for long while the sensor is being moved."""

from __future__ import annotations

import numpy as np

from velocity.samples import Floats

AXES = tuple(f"{axis} of the {part}" for part in ("accelerometer", "gyroscope") for axis in "xyz")
MOVING = 0.2  # rad/s: what turns faster is being moved
LONG = 1.0  # s of motion without a change: no axis is so quiet
_GATHERED = 48  # readings that are looked at together, which costs little more than one alone


class StuckAxes:
    """Watches a stream of readings for axes that no longer change; tells each once."""

    def __init__(self) -> None:
        self._last = np.full(6, np.nan)
        self._seconds = np.zeros(6)
        self._told = np.zeros(6, bool)
        self._gathered, self._size = np.zeros((_GATHERED, 6)), 0

    def add(self, specific_force: Floats, angular_rate: Floats, rate: float) -> list[str]:
        """Return what there is to say after the next readings, (n, 3) m/s² and (n, 3) rad/s.

        ``rate`` is in Hz.
        """
        size = self._size + len(angular_rate)
        if size < _GATHERED:
            self._gathered[self._size : size, :3] = specific_force
            self._gathered[self._size : size, 3:] = angular_rate
            self._size = size
            return []
        new = np.concatenate((specific_force, angular_rate), axis=1)
        values = np.concatenate((self._gathered[: self._size], new))
        self._size = 0
        return self._look(values, rate)

    def _look(self, values: Floats, rate: float) -> list[str]:
        changed = values != np.concatenate((self._last[None], values[:-1]))
        moving = np.abs(values[:, 3:]).max(axis=1) > MOVING
        # Seconds of motion from each reading on, and so since each axis last changed.
        left = np.append(np.cumsum(moving[::-1])[::-1], 0) / rate
        ever = changed.any(axis=0)
        since = np.where(ever, len(values) - np.argmax(changed[::-1], axis=0), 0)
        self._seconds = np.where(ever, 0.0, self._seconds) + left[since]
        self._last = values[-1]
        stuck = (self._seconds > LONG) & ~self._told
        self._told |= stuck
        return [f"{axis} is stuck: switch the sensor off and on" for axis in np.array(AXES)[stuck]]
