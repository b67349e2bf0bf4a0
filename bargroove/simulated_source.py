"""``sim:squat?seed=1``: a simulated bar through a simulated sensor, in bytes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from difflib import get_close_matches

import numpy as np

from bargroove.simulated_link import SimulatedLink, SimulatedTime
from firmware_bridge import drivers
from firmware_bridge.drivers.contract import Driver
from firmware_bridge.errors import BadUrl
from firmware_bridge.events import Event, Readings
from firmware_bridge.link import Keep, Link, run
from firmware_bridge.session import Session
from firmware_bridge.sources import Address
from hardware.simulated import UNCALIBRATED, VARIANTS, SimulatedSet, random_plan, simulate
from hardware.simulated.imu import Imu, read
from hardware.simulated.poses import pose_motion
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.contract import Readings as Felt
from hardware.simulated.sitting import in_turn

POSES = "poses"
"""What ``calibrate`` needs: a sensor turned from pose to pose."""

_LEAD, _REST, _TAIL = 4.0, 75.0, 12.0  # s: to connect in, between sets, and to see the end
_LAST = 1.0  # s before the end from which readings are the last, where a busy program lags behind
_MOST_SETS = 20
_RATES = {"witmotion": 200.0, "wt901c": 200.0, "ximu3": 200.0, "dot": 60.0}
_USUAL_RATE = 208.0
_DEFAULTS = {"seed": "1", "speed": "1", "sensor": "bvm", "sets": "1"}


@dataclass(frozen=True)
class Simulation:
    """A simulated sensor and what it will read.

    Attributes:
        sensor: key of its driver and of its simulator.
        speed: s of simulated time in one second; 0 for as fast as possible.
        readings: what its chip reads.
        duration: s until there is nothing more to see.
        done: what was really done, None for poses.
    """

    sensor: str
    speed: float
    readings: Felt
    duration: float
    done: SimulatedSet | None

    @property
    def driver(self) -> type[Driver]:
        """The driver that understands the sensor."""
        return drivers.find(self.sensor)

    async def events(self, session: Session, keep: Keep) -> AsyncGenerator[Event, None]:
        """Yield what a session with the sensor tells, until all is over."""
        time = SimulatedTime(self.speed)
        sensor = SENSORS[self.sensor](self.readings)

        async def dial() -> Link:
            return SimulatedLink(sensor, time)

        async with aclosing(run(dial, session, keep)) as events:
            async for event in events:
                yield event
                late = isinstance(event, Readings) and event.at < self.duration - _LAST
                if time.now() >= self.duration and not late:
                    return


def simulation(address: Address) -> Simulation:
    """Return what ``sim:LIFT?seed=1&speed=1&sensor=bvm&sets=1`` and the like name.

    Raises:
        BadUrl: there is no such lift, option or value.
    """
    what, options = address.place, address.only(*_DEFAULTS)
    if what != POSES and what not in VARIANTS:
        close = get_close_matches(what, [*VARIANTS, POSES], 1)
        hint = f"; did you mean {close[0]}?" if close else "."
        raise BadUrl(
            f"sim:{what}: nothing of that name can be simulated{hint} There are"
            f" {', '.join([*VARIANTS, POSES])}"
        )
    chosen = _DEFAULTS | dict(options)
    sensor = chosen["sensor"]
    if sensor not in SENSORS:
        raise BadUrl(f"sim:{what}: no sensor {sensor!r}; there are {', '.join(SENSORS)}")
    seed, sets = _whole(chosen, "seed", 0, 2**63), _whole(chosen, "sets", 1, _MOST_SETS)
    rng = np.random.default_rng(seed)
    readings, done = _poses(sensor, rng) if what == POSES else _sets(what, sensor, sets, rng)
    duration = len(readings.specific_force) / readings.rate
    return Simulation(sensor, _speed(chosen["speed"]), readings, duration, done)


def _sets(lift: str, sensor: str, sets: int, rng: np.random.Generator) -> tuple[Felt, SimulatedSet]:
    plans = [random_plan(lift, rng) for _ in range(sets)]
    done = simulate(in_turn(plans, _LEAD, _REST, _TAIL), _imu(sensor), rng, faults=_faults(sensor))
    return Felt(done.rate, done.specific_force, done.angular_rate), done


def _poses(sensor: str, rng: np.random.Generator) -> tuple[Felt, None]:
    motion = pose_motion(rng)
    taken = read(motion, motion.position, _imu(sensor), 0.0, rng, _faults(sensor))
    return Felt(taken.rate, taken.specific_force, taken.angular_rate), None


def _imu(sensor: str) -> Imu:
    """Return the chip without its radio: the simulated sensor has one of its own."""
    return replace(UNCALIBRATED, rate=_RATES.get(sensor, _USUAL_RATE), stamps="device")


def _faults(sensor: str) -> np.random.Generator:
    """Return what draws a sensor's faults: it says the same identity each time, so it is one."""
    return np.random.default_rng(list(sensor.encode()))


def _whole(options: Mapping[str, str], name: str, least: int, most: int) -> int:
    text = options[name]
    if not text.isdecimal() or not least <= int(text) <= most:
        raise BadUrl(f"sim: {name} is a whole number from {least}, not {text!r}")
    return int(text)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = -1.0
    if not 0.0 <= speed <= 1000.0:
        raise BadUrl(f"sim: speed is a number from 0 (as fast as possible), not {text!r}")
    return speed
