"""Drivers: one sensor's language each, without input or output; here they are found.

Another package adds one by an entry point in the group ``bargroove.drivers`` that names a
subclass of ``firmware_bridge.drivers.contract.Driver``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from firmware_bridge.drivers.bvm import Bvm, BvmSerial
from firmware_bridge.drivers.contract import Driver
from firmware_bridge.drivers.dot import MovellaDot
from firmware_bridge.drivers.movesense import Movesense
from firmware_bridge.drivers.polar import PolarVeritySense
from firmware_bridge.drivers.witmotion import WitMotion, WitMotionUsb
from firmware_bridge.drivers.wt901c import Wt901c
from firmware_bridge.drivers.ximu3 import XImu3
from firmware_bridge.errors import BadUrl

GROUP = "bargroove.drivers"
BUILT_IN: tuple[type[Driver], ...] = (
    Bvm,
    WitMotion,
    PolarVeritySense,
    Movesense,
    MovellaDot,
    BvmSerial,
    XImu3,
    WitMotionUsb,
    Wt901c,
)
"""On serial ports, where each is tried, those that answer at once stand first."""


def drivers() -> list[type[Driver]]:
    """Return all drivers, those of other packages last."""
    return list(_known()[0])


def plugin_troubles() -> list[str]:
    """Return, in words, which drivers of other packages cannot be used, and why."""
    return list(_known()[1])


def find(key: str) -> type[Driver]:
    """Return the driver of a key.

    Raises:
        BadUrl: there is none.
    """
    for driver in drivers():
        if driver.key == key:
            return driver
    keys = ", ".join(sorted(driver.key for driver in drivers()))
    why = "".join(f"; {trouble}" for trouble in plugin_troubles())
    raise BadUrl(f"there is no driver {key!r}, only {keys}{why}")


def for_ble(name: str, services: Iterable[str]) -> list[type[Driver]]:
    """Return the drivers that may fit an advertisement: by its services first, then by its name."""
    offered = {service.lower() for service in services}
    by_service = [driver for driver in drivers() if offered & set(driver.services)]
    by_name = [driver for driver in drivers() if driver.names and name.startswith(driver.names)]
    return list(dict.fromkeys(by_service + by_name))


def for_serial() -> list[type[Driver]]:
    """Return the drivers of serial sensors in the order in which to try them."""
    return [driver for driver in drivers() if driver.bauds]


@cache
def _known() -> tuple[tuple[type[Driver], ...], tuple[str, ...]]:
    known, troubles = {driver.key: driver for driver in BUILT_IN}, []
    for point in entry_points(group=GROUP):
        loaded = _load(point, known)
        if isinstance(loaded, str):
            troubles.append(f"driver {point.name!r} ({point.value}) cannot be used: {loaded}")
        else:
            known[loaded.key] = loaded
    return tuple(known.values()), tuple(troubles)


def _load(point: EntryPoint, known: Iterable[str]) -> type[Driver] | str:
    """Return another package's driver, or why there is none: a broken one must not stop the rest.

    What stands in the way may be anything, because it is another's module that is run.
    """
    try:
        driver = point.load()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if not (isinstance(driver, type) and issubclass(driver, Driver)):
        return "it is no subclass of Driver"
    key = getattr(driver, "key", None)
    if not isinstance(key, str) or not isinstance(getattr(driver, "label", None), str):
        return "it has no key or no label"
    return f"the key {key!r} is taken" if key in known else driver
