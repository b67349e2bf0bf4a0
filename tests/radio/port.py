"""Any simulated serial sensor behind a real pseudo-terminal, run in real time."""

from __future__ import annotations

import asyncio
import os
import pty
import termios
import tty
from contextlib import suppress
from pathlib import Path

from hardware.simulated.sensors.contract import SimulatedSensor

_TICK_S = 0.004
BAUDS = {getattr(termios, f"B{baud}"): baud for baud in (9600, 57600, 115200, 230400, 921600)}


class Port:
    """A port that can be unplugged, at a path that stays its own.

    Args:
        path: where the port is to be seen.
        sensor: what is behind it; nobody where None.
    """

    def __init__(self, path: Path, sensor: SimulatedSensor | None) -> None:
        self.path, self.sensor = path, sensor
        self._master = self._slave = -1
        self._speed = 0
        self._since = asyncio.get_running_loop().time()

    async def plug_in(self) -> None:
        self._master, slave = pty.openpty()
        tty.setraw(slave)
        os.set_blocking(self._master, False)
        self.path.symlink_to(os.ttyname(slave))
        self._slave = slave
        if self.sensor is not None:
            self.sensor.connect(self._now())
        asyncio.get_running_loop().add_reader(self._master, self._heard)
        self._running = asyncio.create_task(self._run())

    async def unplug(self) -> None:
        if self._master < 0:
            return
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running
        asyncio.get_running_loop().remove_reader(self._master)
        self.path.unlink()
        os.close(self._slave)
        os.close(self._master)
        self._master = -1
        if self.sensor is not None:
            self.sensor.disconnect(self._now())

    def _now(self) -> float:
        return asyncio.get_running_loop().time() - self._since

    def _heard(self) -> None:
        with suppress(OSError):
            data = os.read(self._master, 4096)
            if self.sensor is not None:
                self._tell_speed()
                self.sensor.write(self._now(), "", data)

    def _tell_speed(self) -> None:
        """Let a sensor that cares for it know at which speed the host's port stands."""
        speed = BAUDS.get(termios.tcgetattr(self._slave)[5], 0)
        if speed != self._speed and hasattr(self.sensor, "baud"):
            self.sensor.baud(self._now(), speed)
        self._speed = speed

    def send(self, data: bytes) -> None:
        """Send bytes, as the sensor does; what the host does not take in time is lost."""
        with suppress(BlockingIOError):
            os.write(self._master, data)

    async def _run(self) -> None:
        while True:
            self._tell_speed()
            for frame in self.sensor.advance(self._now()) if self.sensor is not None else ():
                self.send(frame.data)
            await asyncio.sleep(_TICK_S)
