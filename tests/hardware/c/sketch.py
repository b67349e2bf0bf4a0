"""The Arduino sketch on this computer, around it models of the chips, as a simulated sensor."""

from __future__ import annotations

import subprocess
from typing import Any, ClassVar

from hardware.simulated.sensors.bvm import LISTENS, SENDS, SERVICE
from hardware.simulated.sensors.contract import Frame, SimulatedSensor
from tests.hardware.c.chips import CHIPS

STARTED_S = 1.0


class Sketch(SimulatedSensor):
    """A board on BLE; ``options`` are those of its chip's model.

    Attributes:
        model: the chip.
        seen: what it did once: advertised, scanned, program, led.
    """

    name = "BVM-51ab"
    services: ClassVar[tuple[str, ...]] = (SERVICE,)
    notify: ClassVar[tuple[str, ...]] = (SENDS,)
    writable: ClassVar[tuple[str, ...]] = (LISTENS,)
    link = "ble"

    def __init__(self, command: list[str], board: str, **options: Any) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.us = self._granted = 0
        self.model: Any = CHIPS[board](lambda: self.us, **options)
        self.seen: list[tuple[str, bytes]] = []
        self._out: list[Frame] = []
        self._register = 0
        self._hear()
        self._run(0.0)

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _hear(self) -> None:
        """Serve the bus, and take what is told, until time is to pass again."""
        assert self._process.stdout is not None
        while (line := self._process.stdout.readline()) != ".\n":
            assert line, f"the board stopped: {self._process.wait()}"
            what, at, told = line[:-1].split(" ")
            self.us, data = int(at), bytes.fromhex(told)
            if what == self.link:
                channel = SENDS if what == "ble" else ""
                self._out.append(Frame(self.us / 1e6 - STARTED_S, channel, data))
            elif what in ("to", "from"):
                self._say(self._on_bus(what, *data))
            else:
                self.seen.append((what, data))
                if what == "program":
                    self.model.programmed = True

    def _on_bus(self, what: str, address: int, *data: int) -> str:
        try:
            if address != self.model.address:
                raise OSError
            if what == "from":
                into = bytearray(data[0])
                self.model.read(self._register, memoryview(into))
                return into.hex()
            self._register = data[0]
            if len(data) > 1:
                self.model.write(data[0], bytes(data[1:]))
        except OSError:
            return "no" if what == "to" else ""
        return "ok"

    def _run(self, at: float) -> None:
        us = round((STARTED_S + at) * 1e6)
        if us > self._granted:
            self._granted = us
            self._say(f"t {us}")
            self._hear()

    def connect(self, at: float, mtu: int = 247) -> None:
        self._run(at)
        self._say(f"c {mtu}" if self.link == "ble" else "o 1")

    def disconnect(self, at: float) -> None:
        self._run(at)
        self._out.clear()
        self._say("c 0" if self.link == "ble" else "o 0")

    def write(self, at: float, channel: str, data: bytes) -> None:
        self._run(at)
        self._say(f"{'w' if self.link == 'ble' else 'p'} {data.hex()}")

    def advance(self, to: float) -> list[Frame]:
        self._run(to)
        out = [frame for frame in self._out if frame.at <= to]
        self._out = self._out[len(out) :]
        return out

    def switch_off(self) -> None:
        self._process.kill()
        self._process.communicate()


class SketchOnPort(Sketch):
    """The same, on its serial port."""

    name = ""
    services: ClassVar[tuple[str, ...]] = ()
    notify: ClassVar[tuple[str, ...]] = ()
    writable: ClassVar[tuple[str, ...]] = ()
    link = "port"
