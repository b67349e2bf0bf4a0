"""WitMotion's BLE 5 sensors (WT901BLE, WT9011DCL), and the same on their USB port.

A frame has 20 bytes, ``55 61`` and nine int16: specific force, angular rate, angles. It knows no
counter, time or checksum, and straddles notifications. ``55 71`` and a register's number begin
the answer to a question: eight registers. After WitMotion's manual of the 5.0 protocol.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from typing import ClassVar

import numpy as np

from firmware_bridge.drivers.contract import (
    STREAM,
    Action,
    Actions,
    Batch,
    Battery,
    Decoded,
    Driver,
    Expect,
    Identity,
    Reply,
    Subscribe,
    Wait,
    Write,
)
from firmware_bridge.drivers.framing import int16_readings
from firmware_bridge.errors import Refused, WrongFirmware, WrongSensor
from velocity.calibration import GRAVITY
from velocity.samples import Floats

SERVICE, NOTIFY, WRITE = (  # not Bluetooth's own base UUID, which ends in 9b34fb
    f"0000{part}-0000-1000-8000-00805f9a34fb" for part in ("ffe5", "ffe4", "ffe9")
)
SCALE: Floats = np.repeat((16 * GRAVITY, np.radians(2000.0)), 3) / 32768
RATES = {10.0: 0x06, 20.0: 0x07, 50.0: 0x08, 100.0: 0x09, 200.0: 0x0B}
RATE, OUTPUT, BANDWIDTH, AXES, VERSION, BATTERY, NUMBER = 0x03, 0x0E, 0x1F, 0x24, 0x2E, 0x64, 0x7F
FORCE_RATE_ANGLE = 0x61
BANDWIDTH_98_HZ, SIX_AXES = 2, 1
SMOOTHED = "its filter could not be widened from 20 Hz: fast peaks read too low"
_VOLTS = (3.40, 3.50, 3.68, 3.73, 3.79, 3.87, 3.96)
_PERCENT = (0, 10, 15, 30, 50, 75, 100)

_SIZE = 20
_FRAMES = re.compile(
    rb"""(?: \x55[\x61\x71]
             (?: [^\x55]{18}                                # holds nothing like a head,
               | (?: [^\x55] | \x55(?=[^\x61\x71]) ){18}    # nor does this,
               | .{18} (?=\x55[\x61\x71\xa4\xe1])           # or the next head is in its place
         ) )+""",
    re.VERBOSE | re.DOTALL,
)
_LIKELY = re.compile(rb"(?=\x55[\x61\x71].{18}\x55[\x61\x71\xa4\xe1])", re.DOTALL)


def setting(register: int, value: int) -> bytes:
    """Return the command that puts a value into a register, which must be unlocked."""
    return bytes((0xFF, 0xAA, register)) + value.to_bytes(2, "little")


def question(register: int) -> bytes:
    """Return the command that asks for a register's value."""
    return setting(0x27, register)


UNLOCK = setting(0x69, 0xB588)
"""Opens the registers for ten seconds."""


class WitMotion(Driver):
    """The sensor on BLE."""

    key = "witmotion"
    label = "WitMotion BLE 5.0"
    names: ClassVar[tuple[str, ...]] = ("WT",)
    services: ClassVar[tuple[str, ...]] = (SERVICE,)
    sends: ClassVar[str] = NOTIFY
    listens: ClassVar[str] = WRITE

    def __init__(self) -> None:
        super().__init__()
        self._rate: float | None = None
        self._untold: Identity | None = None
        self._rest, self._in_step = b"", True

    def start(self, rate: float) -> Actions:
        """Set rate, filter and output, as far as they are not so, and read them back."""
        self._rate = None
        yield from self._opened()
        version = yield from self._read(VERSION)
        if version is None:
            raise WrongSensor(
                f"no {self.label} answers here: is it another sensor? Else switch it off and on"
            )
        number = (yield from self._read(NUMBER)) or b""
        yield from self._read(BATTERY)
        output = yield from self._read(OUTPUT)
        # With old firmware the same register is the mode of a pin, small numbers, not a mask.
        if output is not None and output[0] & 0xE0:
            yield from self._held(OUTPUT, FORCE_RATE_ANGLE)
        smooth = (yield from self._held(BANDWIDTH, BANDWIDTH_98_HZ)) != BANDWIDTH_98_HZ
        yield from self._held(AXES, SIX_AXES)
        nearest = min(RATES, key=lambda known: abs(known - rate))
        held = yield from self._held(RATE, RATES[nearest])
        if held != RATES[nearest]:
            raise Refused(
                f"the {self.label} does not change to {nearest:g} Hz, its rate register says "
                f"{held}: switch it off and on, or set the rate in WitMotion's app"
            )
        yield Wait(0.3)  # frames made at another rate may still be on their way
        if (yield Expect(("readings",), 1.0)) is None:
            raise WrongFirmware(
                f"the {self.label} sends no acceleration: choose acceleration, angular rate and "
                "angle as its output in WitMotion's app, or update its firmware there"
            )
        self._untold = Identity(
            uid=number[:12].decode("ascii", "ignore").strip("\0 "),
            model=self.label,
            firmware=str(int.from_bytes(version[:2], "little")),
            notices=(SMOOTHED,) if smooth else (),
        )
        self._rate = nearest

    def _opened(self) -> Generator[Action, Reply | None, None]:
        yield Subscribe(self.sends)

    def _read(self, register: int) -> Generator[Action, Reply | None, bytes | None]:
        """Ask for a register and the seven after it; None where no answer comes in 0.75 s."""
        for _ in range(3):
            yield Write(self.listens, question(register))
            reply = yield Expect((f"register {register}",), 0.25)
            if reply is not None:
                return reply.body
        return None

    def _held(self, register: int, wanted: int) -> Generator[Action, Reply | None, int | None]:
        """Make a register hold a value if it does not; return what it holds at last."""
        for attempt in range(4):
            answer = yield from self._read(register)
            value = None if answer is None else int.from_bytes(answer[:2], "little")
            if value == wanted or attempt == 3:
                break
            yield Write(self.listens, UNLOCK)
            yield Wait(0.2)
            yield Write(self.listens, setting(register, wanted))
            yield Wait(0.1)
        return value

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        """Return what the frames that these bytes complete mean."""
        told: list[Decoded] = []
        readings = b""
        for run in self._runs(data):
            if b"\x71" not in run[1::_SIZE]:
                readings += run
                continue
            for frame in (run[at : at + _SIZE] for at in range(0, len(run), _SIZE)):
                if frame[1] == FORCE_RATE_ANGLE:
                    readings += frame
                else:
                    told += _answer(frame)
        if readings:
            told += self._read_out(readings)
        return told

    def _runs(self, data: bytes) -> list[bytes]:
        """Return frames, as many in a piece as follow each other.

        A frame that holds what looks like a head may be two that were torn: it is believed only
        when the next head stands in its place. So must be the first one after a loss of step.
        """
        stream, at, runs = self._rest + data, 0, []
        while True:
            if self._in_step and (run := _FRAMES.match(stream, at)):
                runs.append(run.group())
                at = run.end()
            elif self._in_step and len(stream) - at < _SIZE + 2:
                break
            elif self._in_step:
                self._in_step = False
                self.bad += 1
            elif likely := _LIKELY.search(stream, at):
                self._in_step, at = True, likely.start()
            else:
                at = max(at, len(stream) - _SIZE - 1)
                break
        self._rest = stream[at:]
        return runs

    def _read_out(self, frames: bytes) -> list[Decoded]:
        if self._rate is None:
            return [Reply("readings")]
        counts = np.frombuffer(frames, "<i2").reshape(-1, _SIZE // 2)[:, 1:7]
        batch = Batch(self._rate, *int16_readings(counts, SCALE))
        if self._untold is None:
            return [batch]
        identity, self._untold = self._untold, None
        return [identity, batch]

    def lost(self) -> None:
        """Forget a frame half-read."""
        self._rest, self._in_step = b"", True


def _answer(frame: bytes) -> list[Decoded]:
    register = int.from_bytes(frame[2:4], "little")
    reply = Reply(f"register {register}", frame[4:])
    if register != BATTERY:
        return [reply]
    volts = int.from_bytes(frame[4:6], "little") / 100
    return [Battery(float(np.interp(volts, _VOLTS, _PERCENT)), volts), reply]


class WitMotionUsb(WitMotion):
    """The sensor on its USB port."""

    key = "witmotion-usb"
    label = "WitMotion on USB"
    names: ClassVar[tuple[str, ...]] = ()
    services: ClassVar[tuple[str, ...]] = ()
    bauds = (115200,)
    sends = listens = STREAM

    def _opened(self) -> Generator[Action, Reply | None, None]:
        """Listen before speaking: at this port may be anything."""
        if (yield Expect(("readings",), 1.0)) is None:
            raise WrongSensor(f"no {self.label} is heard here: is it another sensor, or off?")
