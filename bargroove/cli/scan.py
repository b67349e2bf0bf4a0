"""``bargroove scan``: the sensors in reach."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from bargroove.progress import progress
from firmware_bridge import ble
from firmware_bridge.errors import LinkError
from firmware_bridge.link import Found
from firmware_bridge.serial_port import scan_serial
from gui.grid import Column, grid

_NOTHING = """\
No sensor found. Check that it
- is switched on and charged (most sleep until they are moved or their button is pressed),
- is not connected to a phone or another program,
- is within a few metres, or plugged in by a cable that carries data.
'bargroove doctor' tells what works on this computer."""


def run(arguments: argparse.Namespace) -> None:
    """List what advertises on BLE and the serial ports."""
    with progress(f"looking for {arguments.seconds:g} s"):
        found, trouble = look(arguments.seconds)
    if arguments.json:
        told = {"schema": 1, "sensors": [asdict(one) for one in found], "bluetooth": trouble}
        print(json.dumps(told, indent=2))
        return
    if trouble:
        print(f"bargroove: Bluetooth: {trouble}", file=sys.stderr)
    print("\n".join(listed(found)) if found else _NOTHING)


def look(seconds: float) -> tuple[list[Found], str | None]:
    """Return what is in reach, and why Bluetooth could not be searched, if it could not."""
    try:
        over_air, trouble = asyncio.run(ble.scan(seconds)), None
    except LinkError as error:
        over_air, trouble = [], str(error)
    return [*over_air, *scan_serial()], trouble


def listed(found: Sequence[Found]) -> list[str]:
    """Return a table of sensors; the last column is what other verbs take as SOURCE."""
    columns = [
        Column(("name",), [one.name or "–" for one in found], left=True),
        Column(("address",), [one.address for one in found], left=True),
        Column(("driver",), [_driver(one) for one in found], left=True),
        Column(("firmware",), [one.firmware or "–" for one in found]),
        Column(("battery",), ["–" if one.battery is None else f"{one.battery} %" for one in found]),
        Column(("signal", "dBm"), ["–" if one.rssi is None else f"{one.rssi}" for one in found]),
        Column(("SOURCE",), [one.url for one in found], left=True),
    ]
    return grid(columns)


def _driver(one: Found) -> str:
    if one.driver:
        return one.driver
    return "asked when opened" if one.url.startswith("serial:") else "none known"
