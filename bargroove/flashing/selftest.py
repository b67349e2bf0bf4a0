"""The self-test: what a sensor sends while it lies still, against what it should.

The noise that chips are allowed is three times what is usual of such chips, for a table is never
quite still. It is unverified, as is all of this on physical sensors.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bargroove.flashing.listening import Heard
from firmware_bridge.drivers.bvm import Bvm
from velocity.calibration import GRAVITY
from velocity.samples import Floats

_MOST_OFF, _MOST_OFF_UNTIMED = 0.05, 0.03  # share of the nominal rate; as a live set tells it
_GRAVITY_OFF = 0.03  # share
_BIAS_DPS = 10.0
_MOVED_DPS, _MOVED_MG = 2.0, 20.0
_BLOCK_S = 0.5  # s over which noise is measured: what is slower is the table, or a hand
_LATE_MS = 300.0  # beside the time that the sensor gathers before it sends
_LATE_SHARE = 95.0  # percent of the pieces that must not be later
_MARGIN = 3.0
_ENOUGH_S = 2.0
_DPS, _MG = 180.0 / np.pi, 1000.0 / GRAVITY
_AXES = "xyz"
_AGAIN = "lay the sensor on a firm table, touch neither, and test it again"
_LINK = "bring the sensor nearer, use another cable, or ask it for fewer samples with --rate"


@dataclass(frozen=True)
class _Noise:
    """Noise densities: µg/√Hz and °/s/√Hz."""

    accel: float
    gyro: float


_OURS, _ANY = _Noise(150.0, 0.007), _Noise(300.0, 0.010)


@dataclass(frozen=True)
class Finding:
    """One thing that was measured.

    Attributes:
        name: what it is.
        value: in ``unit``; None where it could not be measured.
        low, high: what is allowed, both included; None for no bound.
        unit: of all three.
        digits: decimal places that it deserves.
        se: standard error; None where there is none to tell.
        axis: the worst one, "" where there is none.
        remedy: what to do if it is not well.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    digits: int
    remedy: str
    se: float | None = None
    axis: str = ""

    @property
    def well(self) -> bool:
        """Whether it is as it should be."""
        if self.value is None:
            return False
        above = self.low is None or self.value >= self.low
        return above and (self.high is None or self.value <= self.high)


def findings(heard: Heard) -> list[Finding]:
    """Return what a sensor's stream shows."""
    if heard.seconds < _ENOUGH_S or len(heard.force) < heard.nominal * _ENOUGH_S / 2:
        return [_listened(heard), _links(heard)]
    return [_rate(heard), *_forces(heard), *_turns(heard), *_ways(heard), _links(heard)]


def _listened(heard: Heard) -> Finding:
    remedy = "too little came to judge the sensor: switch it off and on, and test it again"
    return Finding("time listened", heard.seconds, _ENOUGH_S, None, "s", 1, remedy)


def _rate(heard: Heard) -> Finding:
    off = _MOST_OFF if heard.stamps else _MOST_OFF_UNTIMED
    low, high = heard.nominal * (1 - off), heard.nominal * (1 + off)
    remedy = (
        f"the sensor says {heard.nominal:g} Hz: by a cable it should send so many; if it does not,"
        " its clock is off (a live set goes by the rate that it measures)"
    )
    rate, se = _slope(np.array(heard.arrivals))
    return Finding("sample rate", rate, low, high, "Hz", 1, remedy, se)


def _slope(points: Floats) -> tuple[float, float]:
    """Return the slope of the line through points (n, 2), and its standard error."""
    x, y = (points - points.mean(axis=0)).T
    slope = float(x @ y / (x @ x))
    return slope, float(np.std(y - slope * x) / np.sqrt(x @ x))


def _forces(heard: Heard) -> list[Finding]:
    force = heard.force * _MG
    size = float(np.linalg.norm(force.mean(axis=0))) / 1000
    calibrate = "run bargroove calibrate; if it is still so, the chip is damaged or set wrongly"
    return [
        _worst("moved", _moved(force, heard.nominal), _MOVED_MG, "mg", 1, _AGAIN),
        Finding("gravity", size, 1 - _GRAVITY_OFF, 1 + _GRAVITY_OFF, "g", 3, calibrate),
        _stuck("accelerometer axes stuck", _constant(force)),
        _noise("accelerometer noise", force, _expected(heard).accel / 1000, heard.nominal, "mg", 2),
    ]


def _turns(heard: Heard) -> list[Finding]:
    turn = heard.turn * _DPS
    bias = np.abs(turn.mean(axis=0))
    warm = "leave it on for a minute, and test it again; if it is still so, the chip is damaged"
    # Of other makers', some gyroscopes say nothing at all of what is slow.
    stuck = _constant(turn) & (_is_ours(heard) | (bias > 0))
    return [
        _worst("turned", _moved(turn, heard.nominal), _MOVED_DPS, "°/s", 2, _AGAIN),
        _worst("gyroscope bias", bias, _BIAS_DPS, "°/s", 2, warm),
        _stuck("gyroscope axes stuck", stuck),
        _noise("gyroscope noise", turn, _expected(heard).gyro, heard.nominal, "°/s", 3),
    ]


def _ways(heard: Heard) -> list[Finding]:
    """Return what the way from the sensor to here shows."""
    late = float(np.percentile(heard.delays, _LATE_SHARE)) * 1000 if heard.delays else None
    allowed = _LATE_MS + 1000 * heard.packet_s
    return [
        Finding("samples lost", heard.lost, None, 0, "", 0, _LINK),
        Finding("samples clipped", heard.clipped, None, 0, "", 0, _AGAIN),
        Finding("frames damaged", heard.bad, None, 0, "", 0, _LINK),
        Finding("link delay", late, None, allowed, "ms", 0, _LINK),
    ]


def _links(heard: Heard) -> Finding:
    why = f" (it said: {heard.cuts[0]})" if heard.cuts else ""
    return Finding("links lost", len(heard.cuts), None, 0, "", 0, _LINK + why)


def _is_ours(heard: Heard) -> bool:
    return isinstance(heard.driver, Bvm)


def _expected(heard: Heard) -> _Noise:
    return _OURS if _is_ours(heard) else _ANY


def _worst(name: str, of: Floats, high: float, unit: str, digits: int, remedy: str) -> Finding:
    """Return the largest of three axes' values."""
    worst = int(np.argmax(of))
    value = float(of[worst])
    return Finding(name, value, None, high, unit, digits, remedy, axis=_AXES[worst])


def _stuck(name: str, stuck: NDArray[np.bool_]) -> Finding:
    axes = " ".join(axis for axis, is_stuck in zip(_AXES, stuck, strict=True) if is_stuck)
    remedy = "switch the sensor off and on; if it stays so, its chip is damaged"
    return Finding(name, int(np.count_nonzero(stuck)), None, 0, "", 0, remedy, axis=axes)


def _noise(
    name: str, values: Floats, density: float, rate: float, unit: str, digits: int
) -> Finding:
    allowed = _MARGIN * density * sqrt(rate / 2)
    return _worst(
        name, _spread(values, rate), allowed, unit, digits, f"{_AGAIN}; else it is damaged"
    )


def _spread(values: Floats, rate: float) -> Floats:
    """Return (3,) the standard deviation about a straight line, as a rule, over a short while."""
    blocks = _blocks(values, rate)
    level = blocks - blocks.mean(axis=1, keepdims=True)
    ramp = np.arange(blocks.shape[1]) - (blocks.shape[1] - 1) / 2
    slope = np.einsum("n,bnk->bk", ramp, level) / (ramp @ ramp)
    spread: Floats = np.median((level - ramp[:, None] * slope[:, None]).std(axis=1), axis=0)
    return spread


def _moved(values: Floats, rate: float) -> Floats:
    """Return (3,) by how much the mean over a short while changed."""
    moved: Floats = np.ptp(_blocks(values, rate).mean(axis=1), axis=0)
    return moved


def _constant(values: Floats) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = np.ptp(values, axis=0) == 0
    return same


def _blocks(values: Floats, rate: float) -> Floats:
    """Return (blocks, n, 3): values (m, 3), a short while in each block."""
    n = round(_BLOCK_S * rate)
    return values[: len(values) // n * n].reshape(-1, n, 3)
