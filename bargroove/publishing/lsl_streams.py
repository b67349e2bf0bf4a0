"""The three streams of a sensor on the Lab Streaming Layer, described as XDF files have it."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from pathlib import Path

import pylsl

from bargroove import __version__
from firmware_bridge.drivers.contract import Identity
from velocity.samples import Floats

SAMPLES, VELOCITY, EVENTS = "Bargroove samples", "Bargroove velocity", "Bargroove events"
"""The streams' names."""

_CONFIGURATIONS = ("lsl_api.cfg", "~/lsl_api/lsl_api.cfg", "/etc/lsl_api/lsl_api.cfg")
_ERRORS_ONLY = "[log]\nlevel = -2\n"
_FORCE, _TURN = "Acceleration", "AngularVelocity"  # types of channels, with X, Y, Z behind
_LINES = [f"{kind}{axis}" for kind in (_FORCE, _TURN) for axis in "XYZ"]


def quieten() -> None:
    """Let the library write errors only to stderr, where the user has not configured it."""
    chosen = any(Path(name).expanduser().exists() for name in _CONFIGURATIONS)
    if not chosen and "LSLAPICFG" not in os.environ:
        with suppress(NotImplementedError):  # by a library before 1.17.7, which writes more
            pylsl.set_config_content(_ERRORS_ONLY)


class Streams:
    """What a sensor sends, what the bar does, and what happens, for whoever listens."""

    def __init__(self, sensor: Identity | None, rate: float) -> None:
        """Offer the streams of a sensor that sends about ``rate`` samples per second.

        Raises:
            RuntimeError: the network does not let them be offered.
        """
        self._sensor = sensor
        self._samples = self._offered(
            SAMPLES,
            "IMU",
            round(rate, 3),
            ["ax", "ay", "az", "gx", "gy", "gz"],
            ["m/s^2"] * 3 + ["rad/s"] * 3,
            _LINES,
        )
        self._velocity = self._offered(
            VELOCITY,
            "Velocity",
            pylsl.IRREGULAR_RATE,
            ["vertical_velocity", "height"],
            ["m/s", "m"],
            ["VelocityZ", "PositionZ"],
        )
        self._events = self._offered(
            EVENTS, "Markers", pylsl.IRREGULAR_RATE, ["event"], ["json"], ["Marker"]
        )

    @property
    def have_listeners(self) -> bool:
        """Whether anybody listens."""
        outlets = (self._samples, self._velocity, self._events)
        return any(outlet.have_consumers() for outlet in outlets)

    def push_samples(self, values: Floats, stamps: Floats) -> None:
        """Send (n, 6) specific forces, m/s², and angular rates, rad/s, with their (n,) stamps."""
        if len(values):
            self._samples.push_chunk(values, stamps.tolist())

    def push_velocity(self, velocity: float, height: float, stamp: float) -> None:
        """Send the bar's vertical velocity, m/s, and its height, m."""
        self._velocity.push_sample([velocity, height], stamp)

    def push_event(self, text: str, stamp: float) -> None:
        """Send what happens."""
        self._events.push_sample([text], stamp)

    def _offered(
        self,
        name: str,
        content: str,
        rate: float,
        labels: list[str],
        units: list[str],
        types: list[str],
    ) -> pylsl.StreamOutlet:
        kind = "string" if content == "Markers" else "float32"
        who = (self._sensor and self._sensor.uid) or platform.node()
        stream = name.split()[-1]
        info = pylsl.StreamInfo(name, content, len(labels), rate, kind, f"bargroove {who} {stream}")
        info.set_channel_labels(labels)
        info.set_channel_units(units)
        info.set_channel_types(types)
        self._describe(info)
        return pylsl.StreamOutlet(info)

    def _describe(self, info: pylsl.StreamInfo) -> None:
        """Say what has measured, and what has made numbers of it."""
        acquisition = info.desc().append_child("acquisition")
        if self._sensor:
            acquisition.append_child_value("model", self._sensor.model)
            acquisition.append_child_value("serial_number", self._sensor.uid)
            acquisition.append_child_value("firmware", self._sensor.firmware)
        acquisition.append_child_value("software", f"bargroove {__version__}")
