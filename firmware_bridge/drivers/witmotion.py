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
    Battery,
    Decoded,
    Expect,
    Identity,
    Reply,
    Subscribe,
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
from firmware_bridge.errors import Refused, WrongFirmware, WrongSensor

SERVICE, NOTIFY, WRITE = (  # not Bluetooth's own base UUID, which ends in 9b34fb
    f"0000{part}-0000-1000-8000-00805f9a34fb" for part in ("ffe5", "ffe4", "ffe9")
)
OUTPUT, VERSION, BATTERY = 0x0E, 0x2E, 0x64
FORCE_RATE_ANGLE = 0x61
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


class WitMotion(WitSensor):
    """The sensor on BLE."""

    key = "witmotion"
    label = "WitMotion BLE 5.0"
    names: ClassVar[tuple[str, ...]] = ("WT",)
    services: ClassVar[tuple[str, ...]] = (SERVICE,)
    sends: ClassVar[str] = NOTIFY
    listens: ClassVar[str] = WRITE

    def __init__(self) -> None:
        super().__init__()
        self._rest, self._in_step = b"", True

    def start(self, rate: float) -> Actions:
        """Set rate, filter and output, as far as they are not so, and read them back."""
        self._rate = None
        yield from self._opened()
        version = yield from self._register(VERSION, times=12)
        if version is None:
            raise WrongSensor(
                f"no {self.label} answers here: is it another sensor? Else switch it off and on"
            )
        number = (yield from self._register(NUMBER)) or b""
        yield from self._register(BATTERY)
        output = yield from self._register(OUTPUT)
        # With old firmware the same register is the mode of a pin, small numbers, not a mask.
        if output is not None and output[0] & 0xE0:
            yield from self._held(OUTPUT, FORCE_RATE_ANGLE)
        smooth = (yield from self._held(BANDWIDTH, BANDWIDTH_98_HZ)) != BANDWIDTH_98_HZ
        yield from self._held(AXES, SIX_AXES)
        nearest = nearest_rate(rate)
        held = yield from self._held(RATE, RATES[nearest])
        if held != RATES[nearest]:
            raise Refused(
                f"the {self.label} does not change to {nearest:g} Hz, its rate register says "
                f"{held}: switch it off and on, or set the rate in WitMotion's app"
            )
        yield Wait(0.6)  # frames made at another rate may still be on their way
        if (yield Expect(("readings",), 1.0)) is None:
            raise WrongFirmware(
                f"the {self.label} sends no acceleration: choose acceleration, angular rate and "
                "angle as its output in WitMotion's app, or update its firmware there"
            )
        uid = number[:12].decode("ascii", "ignore").strip("\0 ")
        firmware = str(int.from_bytes(version[:2], "little"))
        notices = (SMOOTHED,) if smooth else ()
        self._streams(nearest, Identity(uid, self.label, firmware, notices))

    def _opened(self) -> Generator[Action, Reply | None, None]:
        yield Subscribe(self.sends)

    def _register(
        self, register: int, times: int = 3
    ) -> Generator[Action, Reply | None, bytes | None]:
        return (yield from self._read(register, f"register {register}", times))

    def _held(self, register: int, wanted: int) -> Generator[Action, Reply | None, int | None]:
        """Make a register hold a value if it does not; return what it holds at last."""
        for attempt in range(4):
            answer = yield from self._register(register)
            value = None if answer is None else int.from_bytes(answer[:2], "little")
            if value == wanted or attempt == 3:
                break
            yield from self._put(register, wanted)
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
            told += self._told(np.frombuffer(readings, "<i2").reshape(-1, _SIZE // 2)[:, 1:7])
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
