"""What WitMotion's sensors have in common: registers behind a lock, and frames of int16."""

from __future__ import annotations

from collections.abc import Generator
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from firmware_bridge.drivers.asking import asked
from firmware_bridge.drivers.contract import (
    STREAM,
    Action,
    Actions,
    Batch,
    Decoded,
    Driver,
    Identity,
    Reply,
    Wait,
    Write,
)
from firmware_bridge.drivers.readings import int16_readings
from velocity.calibration import GRAVITY
from velocity.samples import Floats

SCALE: Floats = np.repeat((16 * GRAVITY, np.radians(2000.0)), 3) / 32768
RATES = {10.0: 0x06, 20.0: 0x07, 50.0: 0x08, 100.0: 0x09, 200.0: 0x0B}
RATE, BANDWIDTH, AXES, NUMBER = 0x03, 0x1F, 0x24, 0x7F
BANDWIDTH_98_HZ, SIX_AXES = 2, 1


def setting(register: int, value: int) -> bytes:
    """Return the command that puts a value into a register, which must be unlocked."""
    return bytes((0xFF, 0xAA, register)) + value.to_bytes(2, "little")


UNLOCK = setting(0x69, 0xB588)
"""Opens the registers for ten seconds."""


def nearest_rate(wish: float) -> float:
    """Return the rate, Hz, that is nearest to a wish."""
    return min(RATES, key=lambda known: abs(known - wish))


class WitSensor(Driver):
    """A sensor whose registers are written and read, and whose readings are told at a rate.

    Until ``_streams`` readings only answer ``Expect(("readings",), …)``: whoever sends at a rate
    that nobody has confirmed is not believed.
    """

    listens: ClassVar[str] = STREAM

    def __init__(self) -> None:
        super().__init__()
        self._rate: float | None = None
        self._untold: Identity | None = None

    def _streams(self, rate: float, identity: Identity) -> None:
        self._rate, self._untold = rate, identity

    def _put(self, register: int, value: int) -> Actions:
        """Unlock the registers and write one."""
        yield Write(self.listens, UNLOCK)
        yield Wait(0.2)
        yield Write(self.listens, setting(register, value))
        yield Wait(0.1)

    def _read(
        self, register: int, kind: str, times: int
    ) -> Generator[Action, Reply | None, bytes | None]:
        """Ask for a register and those after it; None where no reply comes in ``times`` / 4 s."""
        question = Write(self.listens, setting(0x27, register))
        reply = yield from asked(question, (kind,), 0.25, times)
        return None if reply is None else reply.body

    def _told(self, counts: NDArray[np.int16]) -> list[Decoded]:
        """Return what (n, 6) counts mean, and first who told them."""
        if self._rate is None:
            return [Reply("readings")]
        batch = Batch(self._rate, *int16_readings(counts, SCALE))
        if self._untold is None:
            return [batch]
        identity, self._untold = self._untold, None
        return [identity, batch]
