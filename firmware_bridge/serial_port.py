"""Serial ports: finding them, and links over them. pyserial is loaded when first used."""

from __future__ import annotations

import asyncio
import errno
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING

from firmware_bridge.drivers.contract import STREAM
from firmware_bridge.errors import LinkError, LinkLost, NoSuchSensor, NotPermitted, PortBusy
from firmware_bridge.inbox import Inbox
from firmware_bridge.link import Arrival, Found

if TYPE_CHECKING:
    from serial import Serial

LIKELY_MAKERS = {
    0x239A: "Adafruit",
    0x2886: "Seeed",
    0x303A: "Espressif",
    0x1A86: "WCH CH340",
    0x10C4: "Silicon Labs CP210x",
    0x0403: "FTDI",
    0x04D8: "Microchip",
}
"""USB vendors of the boards and the serial chips that sensors have."""

READ_S = 0.25
"""How long one read waits at most, so that a closed port's thread ends."""
WRITE_S = 1.0

BUSY = {errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK}
DENIED = {errno.EACCES, errno.EPERM}


def scan_serial() -> list[Found]:
    """Return the serial ports there are, those that are likely to be sensors first."""
    from serial.tools import list_ports

    ports = sorted(list_ports.comports(), key=lambda port: (_likelihood(port.vid), port.device))
    return [
        Found(f"serial:{port.device}", _port_name(port.vid, port.description), port.device, None)
        for port in ports
    ]


def _likelihood(vendor: int | None) -> int:
    return 2 if vendor is None else int(vendor not in LIKELY_MAKERS)


def _port_name(vendor: int | None, description: str | None) -> str:
    said = description if description and description != "n/a" else ""
    return said or LIKELY_MAKERS.get(vendor or 0, "")


class SerialDial:
    """Opens one port: at first at the given speed, later at the one that the last link stood at.

    Args:
        path: name of the port, such as /dev/ttyACM0 or COM3.
        baud: bits per second.
    """

    def __init__(self, path: str, baud: int) -> None:
        self._path, self._baud = path, baud
        self._last: SerialLink | None = None

    async def __call__(self) -> SerialLink:
        """Open the port.

        Raises:
            NoSuchSensor: there is no such port; the message names those that there are.
            PortBusy: another program has it.
            NotPermitted: the system says no.
        """
        baud = self._last.baud if self._last else self._baud
        self._last = await SerialLink.open(self._path, baud)
        return self._last


class SerialLink:
    """A link over a serial port, which a thread of its own reads.

    The thread takes the time as soon as bytes are there; it never waits for more.
    """

    def __init__(self, port: Serial) -> None:
        self._port, self._inbox = port, Inbox()
        self.baud = int(port.baudrate)
        self._loop = asyncio.get_running_loop()
        self._reader = Thread(target=self._read, name=f"reader of {port.port}", daemon=True)
        self._reader.start()

    @classmethod
    async def open(cls, path: str, baud: int) -> SerialLink:
        """Open a port for this program alone.

        Raises:
            LinkError: what is in the way, and what to do.
        """
        import serial

        try:
            port = await asyncio.to_thread(
                serial.Serial,
                path,
                baud,
                timeout=READ_S,
                write_timeout=WRITE_S,
                exclusive=True if sys.platform != "win32" else None,
            )
        except Exception as error:  # termios, below pyserial, raises errors of its own kind
            raise _told(path, error) from error
        return cls(port)

    def now(self) -> float:
        """Return s on the host's steady clock."""
        return perf_counter()

    async def subscribe(self, channel: str) -> None:
        """Do nothing: all that a port says is heard."""

    async def write(self, channel: str, data: bytes, response: bool) -> None:
        """Send bytes."""
        await self._do(lambda: self._port.write(data))

    async def set_baud(self, rate: int) -> None:
        """Change the speed once what was written is out."""

        def change() -> None:
            self._port.flush()
            self._port.baudrate = rate

        await self._do(change)
        self.baud = rate

    async def receive(self, until: float | None) -> Arrival | None:
        """Return the next bytes, or None once ``until`` s has passed without any."""
        return await self._inbox.receive(until)

    async def close(self) -> None:
        """Close the port."""
        self._inbox.cut("the link was closed")
        with suppress(Exception):  # it may be half gone already
            self._port.cancel_read()
        try:
            await asyncio.to_thread(self._reader.join)
        finally:
            with suppress(Exception):
                self._port.close()

    async def _do(self, deed: Callable[[], object]) -> None:
        if self._inbox.is_cut:
            raise LinkLost(f"{self._port.port} is gone; plug the sensor in again")
        try:
            await asyncio.to_thread(deed)
        except Exception as error:  # see above
            raise LinkLost(f"{self._port.port} does not take what is written: {error}") from error

    def _read(self) -> None:
        try:
            while not self._inbox.is_cut:
                data = self._port.read(self._port.in_waiting or 1)
                at = perf_counter()
                if data:
                    self._hand_over(self._inbox.put, at, STREAM, data)
        except Exception:  # a port that goes in a read makes pyserial raise anything
            self._hand_over(self._inbox.cut, f"{self._port.port} was unplugged")

    def _hand_over(self, taker: Callable[..., None], *what: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(taker, *what)


def _told(path: str, error: Exception) -> LinkError:
    number = getattr(error, "errno", None)
    # On Windows pyserial's error has no number; the system's words are inside its text.
    words = str(error)
    if number in BUSY or "PermissionError" in words:
        return PortBusy(f"{path} is in use; close the other program that has it open")
    if number in DENIED:
        return NotPermitted(f"this user may not open {path}; {_permission()}")
    ports = ", ".join(one.address for one in scan_serial()) or "none"
    return NoSuchSensor(
        f"no sensor can be reached at {path}; plug it in and see that the cable carries data "
        f"(ports here: {ports}; the system says: {words})"
    )


def _permission() -> str:
    if platform.system() == "Linux":
        return "join the group with 'sudo usermod -aG dialout $USER' and log in anew"
    return "start as a user who may"
