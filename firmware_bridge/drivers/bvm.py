"""Bargroove's own sensors, over BLE and over a serial port; ``bvm1`` tells of their frames.

One frame is one notification on BLE; a serial port carries frames in COBS, each ended by a zero.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import ClassVar

import numpy as np

from firmware_bridge.drivers import bvm1
from firmware_bridge.drivers.asking import asked
from firmware_bridge.drivers.bvm1 import Ability, Code, Info, Kind
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
    Showing,
    Subscribe,
    Wait,
    Write,
)
from firmware_bridge.drivers.framing import ZeroEnded, cobs, uncobs
from firmware_bridge.drivers.readings import int16_readings
from firmware_bridge.drivers.stamps import unwrapped
from firmware_bridge.errors import Refused, SensorError, WrongFirmware, WrongSensor

SERVICE, SENDS, LISTENS = (
    f"3fbfd8{part}-0f22-4af5-9402-22522fd735f4" for part in ("d4", "d5", "d6")
)
_BATCH_SECONDS = 0.048
_LARGEST_BATCH = 19
_TIMEOUT, _TIMES, _PATIENCE = 1.0, 3, 0.5
_REFUSALS: dict[int, str] = {
    Code.UNKNOWN: "does not know the command: update its firmware",
    Code.BAD_VALUE: "cannot sample so: ask for another rate",
    Code.CHIP: "cannot reach its motion chip: switch it off and on, and see to its wiring",
    Code.MTU_TOO_SMALL: "finds the link's packets too small: try another Bluetooth adapter",
}


class Bvm(Driver):
    """A sensor that speaks BVM1 over BLE."""

    key = "bvm"
    label = "Bargroove sensor"
    names: ClassVar[tuple[str, ...]] = ("BVM-",)
    services: ClassVar[tuple[str, ...]] = (SERVICE,)

    def __init__(self) -> None:
        super().__init__()
        self._info: Info | None = None
        self._uid = ""
        self._next: int | None = None
        self._time_us = 0
        self._reading = False
        self._called: int | None = None

    def start(self, rate: float) -> Actions:
        """Go on where the link was cut if that can be, else begin a new session."""
        known, self._reading = self._info, False
        yield self._opening()
        now = yield from self._greeted()
        if known and known.session == now.session and now.running and self._next is not None:
            code = yield from self._obeyed(Kind.RESEND, index=self._next)
            if code in (Code.OK, Code.TOO_OLD):
                return
        yield from self._begun(rate)

    def _greeted(self) -> Generator[Action, Reply | None, Info]:
        kinds = ("info", "version", "stranger", f"resp {Kind.HELLO}")
        for _ in range(_TIMES):
            reply = yield from asked(self._command(Kind.HELLO), kinds, _TIMEOUT, _TIMES)
            if reply is None or reply.kind != f"resp {Kind.HELLO}":
                break
            yield Wait(_PATIENCE)  # the two ends may not yet have agreed on the MTU
        if reply is None:
            raise WrongSensor(
                f"no {self.label} answers here: is it another sensor? Else switch it off and on"
            )
        if reply.kind == f"resp {Kind.HELLO}":
            raise self._refused(reply.body[0])
        if reply.kind == "stranger":
            raise WrongSensor(
                f"sensor {self._uid} was expected and {reply.body.hex()} answered: switch it off"
            )
        if reply.body[0] != bvm1.VERSION:
            raise WrongFirmware(
                f"the {self.label} speaks version {reply.body[0]} of its protocol and this "
                f"program version {bvm1.VERSION}: update the older of the two"
            )
        assert self._info is not None
        return self._info

    def _begun(self, rate: float) -> Actions:
        batch = max(1, min(_LARGEST_BATCH, round(rate * _BATCH_SECONDS)))
        code = yield from self._obeyed(Kind.START, bvm1.start_body(rate, batch))
        if code != Code.OK:
            raise self._refused(code)
        if self._info is None and (yield Expect(("info",), _TIMEOUT)) is None:
            raise SensorError(f"the {self.label} started and did not say how: try again")

    def _refused(self, code: int) -> Refused:
        return Refused(f"the {self.label} {_REFUSALS.get(code, f'refuses, with code {code}')}")

    def _obeyed(
        self, kind: Kind, body: bytes = b"", index: int = 0
    ) -> Generator[Action, Reply | None, int]:
        """Give a command and return the answer's code."""
        command = self._command(kind, body, index)
        reply = yield from asked(command, (f"resp {kind}",), _TIMEOUT, _TIMES)
        if reply is None:
            raise SensorError(f"the {self.label} does not answer {kind.name}: switch it off and on")
        return reply.body[0]

    def _opening(self) -> Action:
        return Subscribe(SENDS)

    def _command(self, kind: Kind, body: bytes = b"", index: int = 0) -> Write:
        return Write(LISTENS, bvm1.command(kind, body, index))

    def show(self, showing: Showing) -> Sequence[Write]:
        """Return what has the sensor show this on its screen, and call to rack the bar.

        It calls once for a repetition, however often that one's numbers change.
        """
        able = self._info.abilities if self._info else Ability(0)
        called, self._called = self._called, showing.reps if showing.rack else None
        calls = Ability.BEEPS in able and (self._called or 0) > (called or 0)
        bodies = [bvm1.rack_body()] if calls else []
        if Ability.SHOWS in able:
            bodies.append(bvm1.show_body(showing))
        return [self._command(Kind.SET, body) for body in bodies]

    def stop(self) -> Sequence[Write]:
        """Return what ends the session."""
        return (self._command(Kind.STOP),)

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        """Return what one notification, which is one frame, means."""
        header = bvm1.header(data)
        if header is None:
            self.bad += 1
            return ()
        version, kind, n, index, time_us = header
        if version != bvm1.VERSION:
            return (Reply("version", bytes((version,))),)
        if kind == Kind.DATA:
            return self._batch(data, n, index, time_us)
        body = data[bvm1.HEADER_BYTES : -4]
        match kind:
            case Kind.INFO:
                return self._informed(body)
            case Kind.STATUS if len(body) >= 3:
                volts = int.from_bytes(body[:2], "little") / 1000
                return (Battery(body[2] if body[2] <= 100 else None, volts or None),)
            case Kind.RESP if len(body) >= 2:
                return self._answered(body[0], body[1])
        return ()

    def _batch(self, data: bytes, n: int, index: int, time_us: int) -> Sequence[Decoded]:
        info = self._info
        if n == 0 or len(data) != bvm1.SAMPLE_BYTES * n + bvm1.OVERHEAD_BYTES:
            self.bad += 1
            return ()
        if info is None or not self._reading:
            return ()
        if self._next is None:
            self._next, self._time_us = index, time_us
        index = unwrapped(index, self._next)
        # After hours without a word only the index tells how often the time has wrapped.
        expected = self._time_us + round((index - self._next) * 1e6 / info.rate)
        self._next, self._time_us = index + n, unwrapped(time_us, expected)
        counts = np.frombuffer(data, "<i2", 6 * n, bvm1.HEADER_BYTES).reshape(n, 6)
        force, turn, clipped = int16_readings(counts, info.scale)
        return (Batch(info.rate, force, turn, clipped, index, self._time_us / 1e6, info.session),)

    def _informed(self, body: bytes) -> Sequence[Decoded]:
        info = Info.parse(body)
        if info is None:
            self.bad += 1
            return ()
        reply = Reply("info", body)
        if self._uid and info.uid != self._uid:
            return (Reply("stranger", bytes.fromhex(info.uid)),)
        if self._info is None or info.session != self._info.session:
            self._next = None
        self._info = info
        if self._uid:
            return (reply,)
        self._uid = info.uid
        return (Identity(info.uid, self.label, str(info.firmware)), reply)

    def _answered(self, asked: int, code: int) -> Sequence[Decoded]:
        """Take note, before the bytes that follow are read, of what they will be."""
        if asked == Kind.HELLO and code == Code.OK:
            return ()
        if asked == Kind.START and code == Code.OK:
            self._info, self._next, self._reading = None, None, True
        elif asked == Kind.RESEND and code in (Code.OK, Code.TOO_OLD):
            self._reading = True
        return (Reply(f"resp {asked}", bytes((code,))),)


class BvmSerial(Bvm):
    """The same sensor on a serial port."""

    key = "bvm-serial"
    names: ClassVar[tuple[str, ...]] = ()
    services: ClassVar[tuple[str, ...]] = ()
    bauds = (115200,)

    def __init__(self) -> None:
        super().__init__()
        self._pieces = ZeroEnded()

    def _opening(self) -> Action:
        return Write(STREAM, b"\0")  # ends what another program may have half-written

    def _command(self, kind: Kind, body: bytes = b"", index: int = 0) -> Write:
        return Write(STREAM, cobs(bvm1.command(kind, body, index)))

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        """Return what the frames that these bytes complete mean."""
        told: list[Decoded] = []
        for piece in self._pieces.feed(data):
            told += super().feed(channel, uncobs(piece) or b"")
        return told

    def lost(self) -> None:
        """Forget a frame half-read."""
        self._pieces.clear()
