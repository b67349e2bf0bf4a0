"""A simulated sensor in another process, so that what it costs is not the program's."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter

from bargroove.bench.streams import felt
from bargroove.simulated_link import SimulatedTime
from bargroove.simulated_source import simulation
from bargroove.source import Source
from firmware_bridge import drivers
from firmware_bridge.events import Event, Readings
from firmware_bridge.link import Arrival, Keep, Link, run
from firmware_bridge.session import Session
from firmware_bridge.sources import Address, Begin, parse
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.contract import Frame, SimulatedSensor
from hardware.simulated.sensors.contract import Readings as Felt

KEY = "bvm"
"""The driver and the simulator that are used."""

_STEP, _AHEAD = 0.01, 1.0  # s of simulated time between two looks at the sensor, and at most

Make = Callable[[], Felt]
"""Makes what the chip feels; it is called in the sensor's process."""
Note = Callable[[float, float], None]
"""Takes the s of sample clock at which readings end, and when their bytes came (perf_counter)."""


def one_set(variant: str, seed: int) -> Make:
    """Return what makes one set of a way of lifting."""
    return partial(_one_set, f"sim:{variant}?seed={seed}")


def many_sets(seconds: float, rest_s: float) -> Make:
    """Return what makes so many s of squat sets with rests between them."""
    return partial(felt, seconds / 60.0, rest_s)


def _one_set(url: str) -> Felt:
    return simulation(parse(url)).readings


class FarSensor:
    """A simulated sensor that runs in a process of its own, from now until ``close``.

    Attributes:
        seconds: for how long it feels something; known after ``wait``.
    """

    seconds: float

    def __init__(self, make: Make) -> None:
        context = get_context("spawn")
        self._far, theirs = context.Pipe()
        self._process = context.Process(target=_run, args=(theirs, make), daemon=True)
        self._process.start()
        theirs.close()

    def wait(self) -> None:
        """Wait until it is there."""
        self.seconds = self._far.recv()

    def tell(self, name: str, *arguments: object) -> None:
        """Let something happen to it: ``connect``, ``disconnect`` or ``write``."""
        self._far.send((name, arguments))

    def next(self, until: float) -> tuple[list[Frame], float]:
        """Return what it hands over next, nothing if that is after ``until`` s, and its time, s."""
        self._far.send(("next", (until,)))
        answer: tuple[list[Frame], float] = self._far.recv()
        return answer

    def close(self) -> None:
        """End its process."""
        self._far.close()
        self._process.join()


def _run(far: Connection, make: Make) -> None:
    """Be the sensor, until nobody asks any more."""
    readings = make()
    sensor, passed = SENSORS[KEY](readings), 0.0
    far.send(len(readings.specific_force) / readings.rate)
    with suppress(EOFError):
        while True:
            name, arguments = far.recv()
            if name == "next":
                frames, passed = _next(sensor, passed, *arguments)
                far.send((frames, passed))
            else:
                getattr(sensor, name)(*arguments)


def _next(sensor: SimulatedSensor, passed: float, until: float) -> tuple[list[Frame], float]:
    frames: list[Frame] = []
    while not frames and passed < until:
        passed = min(passed + _STEP, until)
        frames = sensor.advance(passed)
    return frames, passed


class _FarLink:
    """A link to a sensor in another process.

    Attributes:
        handed_s: when the last bytes were handed to the program (perf_counter).
    """

    def __init__(self, sensor: FarSensor, time: SimulatedTime) -> None:
        self.handed_s = 0.0
        self._sensor, self._time = sensor, time
        self._frames: deque[Frame] = deque()
        self._passed = time.now()
        sensor.tell("connect", self._passed)

    def now(self) -> float:
        """Return s since the sensor was switched on."""
        return self._time.now()

    async def subscribe(self, channel: str) -> None:
        """Let notifications come: all do."""

    async def write(self, channel: str, data: bytes, response: bool) -> None:
        """Hand bytes to the sensor."""
        self._sensor.tell("write", max(self.now(), self._passed), channel, data)

    async def set_baud(self, rate: int) -> None:
        """Change the speed: simulated bytes come at any."""

    async def receive(self, until: float | None) -> Arrival | None:
        """Return the next bytes at the time when they come, or None once ``until`` s is there."""
        while not self._frames:
            if until is not None and self.now() >= until:
                return None
            end = self.now() + _AHEAD
            frames, self._passed = self._sensor.next(end if until is None else min(end, until))
            self._frames.extend(frames)
            if not frames:
                await self._time.wait(self._passed)
        await self._time.wait(self._frames[0].at)
        frame = self._frames.popleft()
        self.handed_s = perf_counter()
        return frame.at, frame.channel, frame.data

    async def close(self) -> None:
        """Let go of the sensor."""
        self._sensor.tell("disconnect", max(self.now(), self._passed))


class FarSource(Source):
    """A ``sim:`` source whose sensor runs in another process; its URL says the ``speed``."""

    def __init__(self, url: str, rate: float, begin: Begin, sensor: FarSensor, note: Note) -> None:
        """Take the sensor, and what learns when its readings come."""
        super().__init__(url, rate, begin)
        self._sensor, self._note = sensor, note

    def _simulated(
        self, address: Address, rate: float, begin: Begin
    ) -> AsyncGenerator[Event, None]:
        keep = self._started({"driver": KEY, "rate": rate, "source": address.url})
        session = self._new_session(drivers.find(KEY)(), rate)
        return self._told(session, keep, address.number("speed", 1.0))

    async def _told(
        self, session: Session, keep: Keep, speed: float
    ) -> AsyncGenerator[Event, None]:
        time = SimulatedTime(speed)
        link = _FarLink(self._sensor, time)

        async def dial() -> Link:
            return link

        async with aclosing(run(dial, session, keep)) as events:
            async for event in events:
                if isinstance(event, Readings):
                    samples = event.samples
                    self._note(samples.start + samples.duration, link.handed_s)
                yield event
                if time.now() >= self._sensor.seconds:
                    return
