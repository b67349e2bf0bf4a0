"""A stuck axis: one that reads the same for long while the sensor is being moved."""

from __future__ import annotations

import numpy as np

from velocity.samples import Floats

AXES = tuple(f"{axis} of the {part}" for part in ("accelerometer", "gyroscope") for axis in "xyz")
MOVING = 0.2  # rad/s: what turns faster is being moved
LONG = 1.0  # s of motion without a change: no axis is so quiet


class StuckAxes:
    """Watches a stream of readings for axes that no longer change; tells each once."""

    def __init__(self) -> None:
        self._last = np.full(6, np.nan)
        self._seconds = np.zeros(6)
        self._told = np.zeros(6, bool)

    def add(self, specific_force: Floats, angular_rate: Floats, rate: float) -> list[str]:
        """Return what there is to say after the next readings, (n, 3) m/s² and (n, 3) rad/s.

        ``rate`` is in Hz.
        """
        if not len(angular_rate):
            return []
        values = np.concatenate((specific_force, angular_rate), axis=1)
        changed = values != np.concatenate((self._last[None], values[:-1]))
        moving = np.abs(angular_rate).max(axis=1) > MOVING
        # Seconds of motion from each reading on, and so since each axis last changed.
        left = np.append(np.cumsum(moving[::-1])[::-1], 0) / rate
        ever = changed.any(axis=0)
        since = np.where(ever, len(values) - np.argmax(changed[::-1], axis=0), 0)
        self._seconds = np.where(ever, 0.0, self._seconds) + left[since]
        self._last = values[-1]
        stuck = (self._seconds > LONG) & ~self._told
        self._told |= stuck
        return [f"{axis} is stuck: switch the sensor off and on" for axis in np.array(AXES)[stuck]]
