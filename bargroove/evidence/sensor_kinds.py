"""The sensors that can be built or bought, as they are simulated: chip, bytes and way to the host.

No physical one has been measured. Noise is what makers publish, or where they publish none what
chips of the kind usually have; ``source`` says which.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from bargroove.evidence.radio import USUAL, Air
from hardware.simulated import UNCALIBRATED, Imu
from hardware.simulated.sensors.bvm import SimulatedBvm
from hardware.simulated.sensors.contract import Readings, SimulatedSensor
from hardware.simulated.sensors.dot import SimulatedDot
from hardware.simulated.sensors.movesense import SimulatedMovesense
from hardware.simulated.sensors.polar import SimulatedPolar
from hardware.simulated.sensors.witmotion import SimulatedWitMotion
from hardware.simulated.sensors.wt901c import SimulatedWt901c
from hardware.simulated.sensors.ximu3 import SimulatedXImu3

CABLE = Air(0.004, retry_share=0.0, jitter_s=0.001)
"""A serial port that is read every 4 ms."""
_GYRO_LATE = 0.5 / 208  # s; both chips of a Polar sample by themselves
_CALIBRATED = replace(
    UNCALIBRATED,
    clock_error_sd=0.001,
    accel_bias_sd_g=0.003,
    accel_scale_sd=0.001,
    misalignment_sd=0.001,
    gyro_bias_sd_dps=0.2,
    gyro_scale_sd=0.003,
)


@dataclass(frozen=True)
class Kind:
    """One kind of sensor.

    Attributes:
        title: what people call it.
        driver: key of its driver; ``rate``, Hz, is what the driver is asked for.
        imu: what its chip is like; its rate is that at which the chip samples.
        make: makes it of what its chip reads.
        source: where the figures of its noise come from.
        air: how its bytes come to the host.
    """

    title: str
    driver: str
    rate: float
    imu: Imu
    make: Callable[[Readings], SimulatedSensor]
    source: str
    air: Air = USUAL

    @property
    def noise(self) -> str:
        """Noise and range in words."""
        return (
            f"{self.imu.accel_noise * 1e6:.0f} µg/√Hz, {self.imu.gyro_noise_dps * 1e3:.0f} "
            f"m°/s/√Hz, ±{self.imu.accel_range_g:.0f} g, "
            f"±{self.imu.gyro_range_dps:.0f} °/s"
        )


def _imu(rate: float, accel_noise_ug: float, gyro_noise_mdps: float, of: Imu = UNCALIBRATED) -> Imu:
    """Return the population ``of`` at another rate and with another noise, each per √Hz."""
    return replace(
        of, rate=rate, accel_noise=accel_noise_ug * 1e-6, gyro_noise_dps=gyro_noise_mdps * 1e-3
    )


_ASSUMED = "the maker names no chip: assumed, unverified"

KINDS = {
    "xiao": Kind(
        "XIAO nRF52840 Sense (`bvm`)",
        "bvm",
        208.0,
        _imu(208.0, 180.0, 5.0),
        SimulatedBvm,
        "LSM6DS3TR-C, from memory of its data sheet, unverified",
    ),
    "m5stick": Kind(
        "M5StickC Plus2 (`bvm`)",
        "bvm",
        208.0,
        _imu(200.0, 100.0, 4.0),
        SimulatedBvm,
        "MPU6886, its data sheet DS-000193",
    ),
    "witmotion": Kind(
        "WitMotion BLE 5.0 (`witmotion`)",
        "witmotion",
        200.0,
        replace(_imu(200.0, 150.0, 10.0), bandwidth_share=98 / 200),
        SimulatedWitMotion,
        _ASSUMED,
    ),
    "wt901c": Kind(
        "WitMotion WT901C (`wt901c`)",
        "wt901c",
        200.0,
        replace(_imu(200.0, 300.0, 10.0), bandwidth_share=98 / 200),
        SimulatedWt901c,
        "MPU9250, from memory of its data sheet, unverified",
        CABLE,
    ),
    "polar": Kind(
        "Polar Verity Sense (`polar`)",
        "polar",
        208.0,
        _imu(208.0, 180.0, 7.0),
        partial(SimulatedPolar, gyro_late=_GYRO_LATE),
        _ASSUMED,
    ),
    "movesense": Kind(
        "Movesense (`movesense`)",
        "movesense",
        208.0,
        replace(_imu(208.0, 110.0, 7.0), accel_range_g=8.0),
        SimulatedMovesense,
        "chip of the LSM6DS3 family, from memory of its data sheet, unverified",
    ),
    "ximu3": Kind(
        "x-IMU3 (`ximu3`)",
        "ximu3",
        200.0,
        replace(
            _imu(400.0, 175.0, 14.0, _CALIBRATED), accel_range_g=24.0, bandwidth_share=145 / 400
        ),
        SimulatedXImu3,
        "the maker's user manual, technical specification",
        CABLE,
    ),
    "dot": Kind(
        "Movella DOT (`dot`)",
        "dot",
        60.0,
        _imu(480.0, 120.0, 7.0, _CALIBRATED),
        SimulatedDot,
        "the maker's figures for its MTi-1, taken to be alike, unverified",
    ),
}
"""By name of the page, or the part of one, that speaks of it."""
