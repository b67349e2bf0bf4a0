"""What can go wrong between a sensor and the host, one thing at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from bargroove.evidence.cases import Case, simulated
from bargroove.evidence.radio import USUAL, Air, Alter, Cut, untouched
from hardware.simulated import UNCALIBRATED, Imu, SimulatedSet
from hardware.simulated.bar import GRAVITY
from hardware.simulated.sensors import bvm, witmotion
from hardware.simulated.sensors.bvm import SimulatedBvm
from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from hardware.simulated.sensors.witmotion import SimulatedWitMotion

MIX = ("bench", "squat", "deadlift")
"""The ways of lifting whose sets the faults happen to."""
DROPPED_G = 8.0

_SET_UP = witmotion.FACTORY | {witmotion.RATE: 11, witmotion.BANDWIDTH: 2, witmotion.AXES: 1}
"""A sensor as an earlier use has left it."""
_ASKING_S = 2.0  # s in which the host asks and the sensor answers, before any frame is lost
_COPIES = 33  # of each frame, and as many damaged ones, and as much garbage
_WIT = replace(UNCALIBRATED, rate=200.0)


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong.

    Attributes:
        name: in words.
        sensor: key of the driver and the simulated sensor that it happens to.
        imu: the chip.
        air: the radio.
        loss: share of the frames that are lost, each by itself.
        cut_s: s for which the link is lost in the middle of the set; 0 for never.
        restart: whether the sensor is off meanwhile.
        ring: frames that a sensor that resends keeps.
        clock: what the sensor's own clock shows after one second.
        stuck_s: s for which one axis of the accelerometer sticks in the middle of the set.
        flood: whether with each frame a hundred others come: copies, damaged ones and garbage.
    """

    name: str
    sensor: str = "bvm"
    imu: Imu = UNCALIBRATED
    air: Air = USUAL
    loss: float = 0.0
    cut_s: float = 0.0
    restart: bool = False
    ring: int = 192
    clock: float = 1.0
    stuck_s: float = 0.0
    flood: bool = False

    @property
    def rate(self) -> float:
        """Samples per second, Hz, that the host asks for."""
        return 208.0 if self.sensor == "bvm" else 200.0

    @property
    def dropped(self) -> bool:
        """Whether it happens to bars that are dropped so hard that the chip clips."""
        return self.imu.accel_range_g < UNCALIBRATED.accel_range_g


def _slow(imu: Imu) -> Imu:
    return replace(imu, rate=0.993 * imu.rate, clock_error_sd=0.0)


def _exact(imu: Imu) -> Imu:
    return replace(imu, clock_error_sd=0.0)


NONE = Fault("none")
FAULTS = (
    NONE,
    Fault("none, no counter", "witmotion", _WIT),
    *(Fault(f"{share:.0%} of packets lost", loss=share) for share in (0.01, 0.05, 0.2)),
    *(
        Fault(f"{share:.0%} of packets lost, no counter", "witmotion", _WIT, loss=share)
        for share in (0.01, 0.05, 0.2)
    ),
    Fault("link lost for 1 s, resumed", cut_s=1.0),
    Fault("link lost for 5 s, resumed", cut_s=5.0),
    Fault("link lost for 1 s, not resumed", cut_s=1.0, ring=1),
    Fault("link lost for 5 s, not resumed", cut_s=5.0, ring=1),
    Fault("link lost for 1 s, no counter", "witmotion", _WIT, cut_s=1.0),
    Fault("link lost for 5 s, no counter", "witmotion", _WIT, cut_s=5.0),
    Fault("60 ms intervals, in bursts", air=Air(0.06, retry_share=0.5)),
    Fault("60 ms intervals, in bursts, no counter", "witmotion", _WIT, Air(0.06, retry_share=0.5)),
    Fault("chip 0.7 % slow", imu=_slow(UNCALIBRATED)),
    Fault("chip 0.7 % slow, no counter", "witmotion", _slow(_WIT)),
    Fault("all its clocks 0.7 % slow", imu=_exact(UNCALIBRATED), clock=0.993),
    Fault("dropped, clipping at ±8 g", imu=replace(UNCALIBRATED, accel_range_g=DROPPED_G)),
    Fault("restarts within 1 s", cut_s=1.0, restart=True),
    Fault("an axis sticks for 0.5 s", stuck_s=0.5),
    Fault("an axis sticks for good", stuck_s=np.inf),
    Fault("flood: a hundred times the frames", flood=True),
)


@dataclass(frozen=True)
class Scene:
    """All that a live set needs: the set, what the chip feels, the sensor, and its way to the host.

    ``felt`` are the chip's readings on true time; ``rng`` draws what the radio does.
    """

    case: Case
    fault: Fault
    sim: SimulatedSet
    felt: Readings
    sensor: SimulatedSensor
    air: Air
    alter: Alter
    rng: np.random.Generator


def scene(case: Case, fault: Fault = NONE) -> Scene:
    """Return the set of a case with the fault; the same lifter whatever the fault."""
    sim = simulated(replace(case, imu=fault.imu))
    rng = np.random.default_rng([case.seed, case.number, len(case.variant)])
    felt = Readings(sim.rate, sim.specific_force, sim.angular_rate)
    if fault.stuck_s:
        felt = _stuck(felt, _middle(sim, fault.stuck_s, rng), fault.stuck_s, rng)
    cut = Cut(_middle(sim, fault.cut_s, rng), fault.cut_s, fault.restart)
    air = replace(fault.air, cuts=(cut,)) if fault.cut_s else fault.air
    return Scene(case, fault, sim, felt, _sensor(felt, fault), air, _alteration(fault, rng), rng)


def clips(case: Case) -> bool:
    """Return whether a set has readings beyond the smaller range."""
    return bool(np.abs(simulated(case).specific_force).max() > DROPPED_G * GRAVITY)


def _middle(sim: SimulatedSet, seconds: float, rng: np.random.Generator) -> float:
    """Return when, s, something may begin that lasts for ``seconds``, while reps are done."""
    first, last = sim.truth.sensor_reps[0].start_s, sim.truth.sensor_reps[-1].end_s
    return float(rng.uniform(first, max(last - min(seconds, 5.0), first)))


def _stuck(felt: Readings, at: float, seconds: float, rng: np.random.Generator) -> Readings:
    """Return readings of which one axis of the specific force stays what it is ``at`` s."""
    force, axis, n = felt.specific_force.copy(), rng.integers(3), len(felt.specific_force)
    first = round(at * felt.rate)
    last = min(round(min(at + seconds, n) * felt.rate), n)
    force[first:last, axis] = force[first, axis]
    return replace(felt, specific_force=force)


def _sensor(felt: Readings, fault: Fault) -> SimulatedSensor:
    if fault.sensor == "witmotion":
        return SimulatedWitMotion(felt, _SET_UP)
    if fault.clock != 1.0:
        return _SlowBvm(replace(felt, rate=felt.rate / fault.clock), fault.clock)
    scale = bvm.SCALE * np.repeat((fault.imu.accel_range_g / UNCALIBRATED.accel_range_g, 1.0), 3)
    return SimulatedBvm(felt, ring=fault.ring, scale=scale)


class _SlowBvm(SimulatedBvm):
    """A sensor whose own time is another."""

    def __init__(self, felt: Readings, clock: float) -> None:
        super().__init__(felt)
        self._clock = clock

    def _run(self, to: float) -> None:
        super()._run(to * self._clock)


def _alteration(fault: Fault, rng: np.random.Generator) -> Alter:
    if fault.flood:
        return lambda frame: _flooded(frame.data, rng)
    if not fault.loss:
        return untouched

    def lossy(frame: Frame) -> Iterable[bytes]:
        return () if frame.at > _ASKING_S and rng.random() < fault.loss else (frame.data,)

    return lossy


def _flooded(data: bytes, rng: np.random.Generator) -> Iterable[bytes]:
    """Yield a frame among copies of it, copies that are damaged, and what is none."""
    for _ in range(_COPIES):
        yield data
        at = int(rng.integers(len(data)))
        yield data[:at] + bytes((data[at] ^ int(rng.integers(1, 256)),)) + data[at + 1 :]
        yield rng.bytes(int(rng.integers(1, 245)))
