"""Simulated sensors: commands in, frames out; one for each language the host speaks."""

from __future__ import annotations

from hardware.simulated.sensors.bvm import SimulatedBvm, SimulatedBvmSerial
from hardware.simulated.sensors.contract import SimulatedSensor
from hardware.simulated.sensors.dot import SimulatedDot
from hardware.simulated.sensors.movesense import SimulatedMovesense
from hardware.simulated.sensors.polar import SimulatedPolar
from hardware.simulated.sensors.witmotion import SimulatedWitMotion, SimulatedWitMotionUsb
from hardware.simulated.sensors.wt901c import SimulatedWt901c
from hardware.simulated.sensors.ximu3 import SimulatedXImu3

SENSORS: dict[str, type[SimulatedSensor]] = {
    "bvm": SimulatedBvm,
    "bvm-serial": SimulatedBvmSerial,
    "witmotion": SimulatedWitMotion,
    "witmotion-usb": SimulatedWitMotionUsb,
    "wt901c": SimulatedWt901c,
    "polar": SimulatedPolar,
    "movesense": SimulatedMovesense,
    "ximu3": SimulatedXImu3,
    "dot": SimulatedDot,
}
"""Simulated sensors by the keys of their drivers; each is made from ``Readings``."""
