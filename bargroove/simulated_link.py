"""A link to a simulated sensor: its frames in simulated time, paced or as fast as they come."""

from __future__ import annotations

import asyncio
from collections import deque
from time import perf_counter

from firmware_bridge.link import Arrival
from hardware.simulated.sensors.contract import Frame, SimulatedSensor

_STEP = 0.01  # s of simulated time between two looks at the sensor


class SimulatedTime:
    """The time of the simulation; ``speed`` s of it pass in one second, or any number for 0."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._begun = perf_counter()
        self._passed = 0.0

    def now(self) -> float:
        """Return s since the simulated sensor was switched on."""
        return (perf_counter() - self._begun) * self._speed if self._speed else self._passed

    async def wait(self, until: float) -> None:
        """Let time pass up to ``until`` s, and others have their turn."""
        seconds = (until - self.now()) / self._speed if self._speed else 0.0
        self._passed = max(self._passed, until)
        await asyncio.sleep(max(seconds, 0.0))


class SimulatedLink:
    """One link to a simulated sensor, as ``firmware_bridge.link.Link`` has it."""

    def __init__(self, sensor: SimulatedSensor, time: SimulatedTime) -> None:
        self._sensor, self._time = sensor, time
        self._frames: deque[Frame] = deque()
        sensor.connect(time.now())

    def now(self) -> float:
        """Return s since the sensor was switched on."""
        return self._time.now()

    async def subscribe(self, channel: str) -> None:
        """Let notifications come: all do."""

    async def write(self, channel: str, data: bytes, response: bool) -> None:
        """Hand bytes to the sensor."""
        self._sensor.write(self.now(), channel, data)

    async def set_baud(self, rate: int) -> None:
        """Change the speed: simulated bytes come at any."""

    async def receive(self, until: float | None) -> Arrival | None:
        """Return the next bytes, or None once ``until`` s has passed without any."""
        while not self._frames:
            now = self.now()
            if until is not None and now >= until:
                return None
            await self._time.wait(now + _STEP if until is None else min(now + _STEP, until))
            self._frames.extend(self._sensor.advance(self.now()))
        frame = self._frames.popleft()
        return frame.at, frame.channel, frame.data

    async def close(self) -> None:
        """Let go of the sensor."""
        self._sensor.disconnect(self.now())
