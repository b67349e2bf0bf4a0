"""WitMotion's WT901C and its kin on a serial port.

A frame has 11 bytes: ``55``, its kind, four int16, and the low byte of the sum of all these. 51
is specific force and 52, sent after it, angular rate; 5F answers a question with four registers.
After WitMotion's manual of the standard protocol.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence

import numpy as np

from firmware_bridge.drivers.contract import (
    Action,
    Actions,
    Baud,
    Decoded,
    Expect,
    Identity,
    Reply,
    Wait,
)
from firmware_bridge.drivers.wit import (
    AXES,
    BANDWIDTH,
    BANDWIDTH_98_HZ,
    NUMBER,
    RATE,
    RATES,
    SIX_AXES,
    WitSensor,
    nearest_rate,
)
from firmware_bridge.errors import Refused, WrongSensor

FAST_BAUD, FAST_BAUD_CODE = 115200, 6
OUTPUTS, BAUD = 0x02, 0x04
FORCE_AND_RATE = 0x06
MOST = 1.5
"""Of the rate that was asked for: a busy host's second ends late, and the next rate is twice it."""
_SIZE = 11
_FRAMES = re.compile(rb"\x55\x51.{9}\x55\x52.{9}|\x55\x5f.{9}", re.DOTALL)
"""Readings, always a pair of frames, or an answer."""


class Wt901c(WitSensor):
    """The sensor on a serial port.

    Many answer no question, so that its rate is counted rather than read back.
    """

    key = "wt901c"
    label = "WitMotion WT901C"
    bauds = (9600, FAST_BAUD, 921600)

    def __init__(self) -> None:
        super().__init__()
        self._heard = self._skipped = 0
        self._streamed = False
        self._rest = b""

    def start(self, rate: float) -> Actions:
        """Raise the port's speed, choose outputs and rate, and count what comes in a second."""
        self._rate = None
        yield from self._found()
        yield from self._put(BAUD, FAST_BAUD_CODE)
        yield Baud(FAST_BAUD)
        number = (yield from self._four(NUMBER)) + (yield from self._four(NUMBER + 4))
        nearest = nearest_rate(rate)
        wanted = {
            OUTPUTS: FORCE_AND_RATE,
            BANDWIDTH: BANDWIDTH_98_HZ,
            AXES: SIX_AXES,
            RATE: RATES[nearest],
        }
        for register, value in wanted.items():
            yield from self._put(register, value)
        for _ in range(4):  # the first second may hold what was sent before
            before = self._heard
            yield Wait(1.0)
            heard = self._heard - before
            if 0.9 * nearest - 2.0 <= heard <= MOST * nearest + 2.0:
                uid = number.decode("ascii", "ignore")[:12]
                self._streams(nearest, Identity(uid, self.label))
                self._streamed = True
                return
        raise Refused(
            f"the {self.label} sends {heard} samples a second where {nearest:g} were asked for: "
            "set its rate, and a port speed of 115200 or more, in WitMotion's program"
        )

    def _found(self) -> Actions:
        """Listen before speaking; a sensor known from before may have changed its speed since."""
        if (yield Expect(("readings",), 1.0)) is not None:
            return
        for baud in self.bauds if self._streamed else ():
            yield Baud(baud)
            if (yield Expect(("readings",), 1.0)) is not None:
                return
        raise WrongSensor(
            f"no {self.label} is heard here: is it another sensor, off, or its port's speed none "
            f"of {', '.join(map(str, self.bauds))}?"
        )

    def _four(self, register: int) -> Generator[Action, Reply | None, bytes]:
        answer = yield from self._read(register, "registers", times=1)
        return (answer or b"").strip(b"\0")

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        """Return what the pairs of frames that these bytes complete mean."""
        stream, at = self._rest + data, 0
        pairs: list[bytes] = []
        told: list[Decoded] = []
        while found := _FRAMES.search(stream, at):
            frames = found.group()
            at = found.end()
            if not _adds_up(frames):
                at = found.start() + 1
            elif len(frames) == _SIZE:
                told.append(Reply("registers", frames[2:-1]))
            else:
                pairs.append(frames[2:8] + frames[_SIZE + 2 : _SIZE + 8])
        self._keep(stream, max(at, len(stream) - 2 * _SIZE + 1), len(pairs))
        if pairs:
            told += self._told(np.frombuffer(b"".join(pairs), "<i2").reshape(-1, 6))
        return told

    def _keep(self, stream: bytes, used: int, pairs: int) -> None:
        """Keep what bytes to come may complete; once it streams, count what made no pair."""
        self._rest = stream[used:]
        self._heard += pairs
        if self._rate is not None:
            self._skipped += used - 2 * _SIZE * pairs
            self.bad = -(-self._skipped // (2 * _SIZE))

    def lost(self) -> None:
        """Forget a frame half-read."""
        self._rest = b""


def _adds_up(frames: bytes) -> bool:
    """Return whether each frame's last byte is the sum of those before it."""
    return sum(frames[:10]) & 0xFF == frames[10] and (
        len(frames) == _SIZE or sum(frames[11:21]) & 0xFF == frames[21]
    )
