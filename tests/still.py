"""A sensor that lies still, and what its self-test finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from bargroove.flashing.listening import Heard
from bargroove.flashing.selftest import findings
from firmware_bridge import drivers
from firmware_bridge.session import Session
from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from tests.firmware_bridge.drivers.conftest import Talk

Alter = Callable[[Frame], Iterable[bytes]]
LISTENED_S = 4.0
BUSY = {"sample rate", "link delay", "samples lost", "frames damaged"}
"""What may be found amiss of a sensor in real time because this computer was busy."""


def still(rate: float = 208.0, seconds: float = 20.0, seed: int = 1) -> Readings:
    """Return what a chip with the noise of usual ones reads: 100 µg/√Hz, 5 m°/s/√Hz, 1 g."""
    rng = np.random.default_rng(seed)
    shape, width = (round(rate * seconds), 3), np.sqrt(rate / 2)
    gravity = np.array((1.0, -2.0, 0.0))
    gravity[2] = np.sqrt(9.80665**2 - gravity @ gravity)
    force = gravity + rng.normal(0, 100e-6 * 9.80665 * width, shape)
    turn = np.radians((0.5, -1.0, 0.2)) + rng.normal(0, np.radians(5e-3 * width), shape)
    return Readings(rate, force, turn)


def heard_of(
    sensor: SimulatedSensor,
    key: str = "bvm",
    alter: Alter = lambda frame: (frame.data,),
    cut: bool = False,
) -> Heard:
    """What a sensor sends in a few seconds; the link is cut in their midst, if it is to be."""
    driver = drivers.find(key)()
    heard, told = Heard(driver, LISTENED_S), 0
    talk = Talk(driver, sensor, alter=alter)
    talk.clock, talk.session = heard.clock, Session(driver, 208.0, heard.clock)
    talk.connect().until_settled()
    while not heard.over:
        talk.run(0.005)
        if cut and heard.seconds > LISTENED_S / 2:
            talk.cut()
        for event in talk.events[told:]:
            heard.take(event)
        told = len(talk.events)
    return heard


def amiss(heard: Heard) -> dict[str, str]:
    """What is not well, and on which axis."""
    return {one.name: one.axis for one in findings(heard) if not one.well}
