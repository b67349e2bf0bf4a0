"""What works on this machine, and what to do about the rest."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from bargroove import __version__, outward_checks
from bargroove.check import Check, State
from bargroove.files import reason
from bargroove.places import data_folder
from firmware_bridge import ble, drivers
from firmware_bridge.errors import BridgeError
from firmware_bridge.serial_port import scan_serial

NEEDED = (
    *("numpy", "bleak", "pyserial", "platformdirs", "rich", "sqlalchemy", "alembic"),
    *("PySide6-Essentials", "pyqtgraph", "sounddevice", "jinja2"),
)
_USEFUL = {
    "pyarrow": "Parquet files need it: pip install 'bargroove[parquet]'",
    "psycopg": "a logbook in PostgreSQL needs it: pip install 'bargroove[postgres]'",
    "pylsl": "live --publish lsl needs it: pip install 'bargroove[lsl]'",
    "paho-mqtt": "live --publish mqtt needs it: pip install 'bargroove[mqtt]'",
    "mpremote": "flash --port needs it: pip install 'bargroove[flash]'",
}
_OLDEST_PYTHON = (3, 11)
_LISTEN = 1.0  # s
_RADIO_LIMIT = 8.0  # s
_LITTLE_SPACE = 500e6  # bytes: some days of captures
_SMALL = (80, 24)


def all_checks() -> Iterator[Check]:
    """Yield each check as it is done; none takes longer than some seconds."""
    yield Check("version", State.OK, f"bargroove {__version__}")
    yield python()
    yield packages()
    yield plugins()
    air = bluetooth()
    ports = serial_ports()
    if State.OK not in (air.state, ports.state):
        air = Check(air.name, State.BROKEN, air.told)  # then no sensor can be reached at all
    yield air
    yield ports
    yield data()
    yield logbook()
    yield terminal()
    yield outward_checks.screen()
    yield outward_checks.sound()
    yield outward_checks.voice()


def python() -> Check:
    """Check the interpreter's age."""
    here = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    if sys.version_info < _OLDEST_PYTHON:
        return Check("python", State.BROKEN, f"{here}; 3.11 or newer is needed: install it")
    return Check("python", State.OK, here)


def packages() -> Check:
    """Check that what the program needs is installed."""
    found, missing = [], []
    for name in NEEDED:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        told = f"missing: {', '.join(missing)}; pip install {' '.join(missing)}"
        return Check("packages", State.BROKEN, told)
    lacking = [why for name, why in _USEFUL.items() if not _installed(name)]
    return Check("packages", State.OK, "; ".join([", ".join(found), *lacking]))


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def logbook() -> Check:
    """Open the logbook, if there is one yet."""
    from bargroove.logbook import LogbookError, open_logbook  # takes a while to load

    if not os.environ.get("BARGROOVE_LOGBOOK") and not (data_folder() / "logbook.sqlite").exists():
        return Check("logbook", State.OK, "none yet: the first set begins it")
    try:
        with open_logbook() as book:
            lifters, cut = len(book.lifters()), len(book.incomplete())
    except LogbookError as error:
        return Check("logbook", State.WARNING, f"{error}; sets are captured all the same")
    told = f"{book.place}: {lifters} lifter{'' if lifters == 1 else 's'}"
    if not cut:
        return Check("logbook", State.OK, told)
    hint = "if none is running now, bargroove recover completes them"
    return Check("logbook", State.WARNING, f"{told}; sets not complete: {cut}; {hint}")


def plugins() -> Check:
    """Check the drivers, those of other packages included."""
    known, troubles = drivers.drivers(), drivers.plugin_troubles()
    keys = ", ".join(driver.key for driver in known)
    tried = f"{sum(driver.verified for driver in known)} of {len(known)} tried with the real sensor"
    state = State.WARNING if troubles else State.OK
    return Check("drivers", state, "; ".join([keys, tried, *troubles]))


def bluetooth() -> Check:
    """Listen for a moment to what is on air."""
    try:
        found = asyncio.run(asyncio.wait_for(ble.scan(_LISTEN), _RADIO_LIMIT))
    except BridgeError as error:
        return Check("bluetooth", State.WARNING, str(error))
    except TimeoutError:
        told = f"it does not answer within {_RADIO_LIMIT:.0f} s; switch it off and on again"
        return Check("bluetooth", State.WARNING, told)
    known = sum(one.driver is not None for one in found)
    return Check("bluetooth", State.OK, f"it works: {len(found)} devices heard, {known} known")


def serial_ports() -> Check:
    """Check that ports are there and may be opened."""
    ports = [one.address for one in scan_serial()]
    if not ports:
        told = "no port; needed only for a sensor on a cable: plug it in"
        return Check("serial", State.WARNING, told)
    barred = [port for port in ports if os.path.exists(port) and not _may_use(port)]
    if barred:
        told = (
            f"no permission for {', '.join(barred)}; on Linux: sudo usermod -aG dialout $USER,"
            " then log in anew"
        )
        return Check("serial", State.WARNING, told)
    return Check("serial", State.OK, ", ".join(ports))


def _may_use(port: str) -> bool:
    return os.access(port, os.R_OK | os.W_OK)


def data() -> Check:
    """Check that captures and calibrations can be kept."""
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"bargroove")
        free = shutil.disk_usage(folder).free
    except OSError as error:
        told = f"{folder}: {reason(error)}; let BARGROOVE_DATA name a folder that can be written"
        return Check("data", State.BROKEN, told)
    told = f"{folder}, {_space(free)} free"
    if free < _LITTLE_SPACE:
        return Check(
            "data", State.WARNING, f"{told}: an hour of capture takes some 15 MB; make room"
        )
    return Check("data", State.OK, told)


def _space(free: float) -> str:
    return f"{free / 1e9:.1f} GB" if free >= 1e9 else f"{free / 1e6:.0f} MB"


def terminal() -> Check:
    """Check that the live table can be shown here."""
    stream = sys.stdout
    width, height = shutil.get_terminal_size(_SMALL)
    here = f"{width}×{height}, {stream.encoding}"
    if not stream.isatty() or os.environ.get("TERM", "") == "dumb":
        return Check("terminal", State.OK, f"no terminal: a live set is told line by line ({here})")
    if width < _SMALL[0] or height < _SMALL[1]:
        told = f"{here} is small: make it {_SMALL[0]}×{_SMALL[1]} or larger for the live table"
        return Check("terminal", State.WARNING, told)
    return Check("terminal", State.OK, here)
