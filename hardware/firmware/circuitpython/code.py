"""Bargroove's firmware on a XIAO nRF52840 Sense under CircuitPython; piezo, if any, on D0."""

import gc
import os
import time

import _bleio
import analogio
import board
import busio
import digitalio
import microcontroller
import pwmio
import usb_cdc
import watchdog
from bvm_board import LISTENS, SENDS, SERVICE, Board, Link, advertised
from bvm_chip import Bus
from bvm_core import Core
from bvm_frames import BEEPS
from bvm_lights import BLUE, GREEN, RED, lit, signal, sounding
from bvm_serial import SerialLink
from lsm6ds3tr import Lsm6ds3tr

_RING = 32_000
_PASS_S, _IDLE_S = 0.005, 0.05
_WATCH_S = 40  # longer than any link takes to be given up: a send waits for that


def _pin(which, value=None):
    """Return an output that stands at a value, or an input."""
    pin = digitalio.DigitalInOut(which)
    if value is not None:
        pin.switch_to_output(value)
    return pin


class Wires(Bus):
    """The chip's bus."""

    def __init__(self) -> None:
        """Take the bus for good."""
        self._i2c = busio.I2C(board.IMU_SCL, board.IMU_SDA, frequency=400_000)
        while not self._i2c.try_lock():
            pass
        self._register = bytearray(1)

    def readfrom_mem_into(self, address: int, register: int, into: memoryview) -> None:
        """Read as many bytes as ``into`` has."""
        self._register[0] = register
        self._i2c.writeto_then_readfrom(address, self._register, into)

    def writeto_mem(self, address: int, register: int, data: bytes) -> None:
        """Write bytes."""
        self._i2c.writeto(address, bytes((register,)) + data)


class Xiao(Board):
    """The board; the divider at its battery is unverified."""

    abilities = BEEPS

    def __init__(self) -> None:
        """Take hold of everything on it, and give the chip its power."""
        self.uid = bytes(microcontroller.cpu.uid)[:8]
        self.session = int.from_bytes(os.urandom(2), "little")
        self._chip_power = _pin(board.IMU_PWR, True)
        time.sleep(0.05)
        self._measuring = _pin(board.READ_BATT_ENABLE, False)
        self._battery = analogio.AnalogIn(board.VBATT)
        self._charge = _pin(board.CHARGE_STATUS)
        self._lights = [
            (_pin(pin, True), colour)
            for pin, colour in (
                (board.LED_RED, RED),
                (board.LED_GREEN, GREEN),
                (board.LED_BLUE, BLUE),
            )
        ]
        self._piezo = pwmio.PWMOut(board.D0, frequency=2700, duty_cycle=0)
        self._called_us = -1

    def now_us(self) -> int:
        """Return µs since it was switched on."""
        return time.monotonic_ns() // 1000

    def millivolts(self) -> int:
        """Return the battery's voltage, behind 1 MΩ and 510 kΩ."""
        return self._battery.value * 3300 // 65535 * 1510 // 510

    def charging(self) -> bool:
        """Return whether the battery is being charged."""
        return not self._charge.value

    def free(self) -> int:
        """Return how many bytes of memory are free."""
        return gc.mem_free()

    def beep(self, call: int) -> None:
        """Sound a call, or be silent."""
        self._called_us = self.now_us() if call == 1 else -1

    def signal(self, core: Core, now: int) -> None:
        """Light the LED, and go on with the call."""
        blinks, colour = signal(core)
        on = colour if lit(blinks, now // 1000) else 0
        for light, own in self._lights:
            light.value = not on & own
        if self._called_us >= 0:
            ms = (now - self._called_us) // 1000
            self._piezo.duty_cycle = 32768 if sounding(ms) else 0
            if ms > 1000:
                self._called_us = -1


class BleLink(Link):
    """The link to the one host that is connected."""

    def __init__(self, name: str) -> None:
        """Make the service; ``lost`` begins to advertise."""
        self._name = name
        self._advertising = False
        ble = _bleio
        service = ble.Service(ble.UUID(SERVICE))
        add = ble.Characteristic.add_to_service
        kinds = ble.Characteristic
        self._sends = add(
            service, ble.UUID(SENDS), properties=kinds.NOTIFY, max_length=244, fixed_length=False
        )
        both = kinds.WRITE | kinds.WRITE_NO_RESPONSE
        listens = add(
            service, ble.UUID(LISTENS), properties=both, max_length=244, fixed_length=False
        )
        self._packets = ble.PacketBuffer(listens, buffer_size=8)
        self._packet = bytearray(244)
        ble.adapter.name = name

    def heard(self) -> list[bytes]:
        """Return the frames that have come."""
        frames = []
        while size := self._packets.readinto(self._packet):
            frames.append(bytes(self._packet[:size]))
        return frames

    def lost(self, percent: int) -> bool:
        """Return whether nobody is connected; then it advertises."""
        adapter = _bleio.adapter
        if adapter.connected:
            self._advertising = False
            return False
        # What is advertised may be CircuitPython's own, which gives way.
        if not (self._advertising and adapter.advertising):
            self._advertise(percent)
        return True

    def _advertise(self, percent: int) -> None:
        said, more = advertised(self._name, percent)
        try:
            _bleio.adapter.start_advertising(
                said, scan_response=more, connectable=True, interval=0.1
            )
        except (_bleio.BluetoothError, OSError):
            return  # a host is just connecting, say; it is tried again at the next pass
        self._advertising = True

    def room(self) -> int:
        """Return how many bytes a frame may have."""
        links = _bleio.adapter.connections
        try:
            return links[0].max_packet_length if links else 0
        except OSError:  # cut just now
            return 0

    def send(self, frame: memoryview) -> bool:
        """Send a frame, as soon as the radio has room for it."""
        try:
            self._sends.value = frame
        except (_bleio.BluetoothError, OSError):
            return False
        return True


class Port(SerialLink):
    """The second serial port on USB, which is there once ``boot.py`` has been run."""

    def __init__(self) -> None:
        """Never wait for the host to read."""
        super().__init__()
        usb_cdc.data.write_timeout = 0

    def heard(self) -> list[bytes]:
        """Return the frames that have come."""
        waiting = usb_cdc.data.in_waiting
        return self.frames(usb_cdc.data.read(waiting)) if waiting else []

    def lost(self, percent: int) -> bool:
        """Return whether nobody has the port open."""
        return not usb_cdc.data.connected

    def put(self, data: bytes) -> int:
        """Send some of these bytes, and return how many."""
        return usb_cdc.data.write(data) or 0


def main() -> None:
    """Run until it is switched off."""
    xiao = Xiao()
    core = Core(xiao, Lsm6ds3tr(Wires()), _RING)
    links = [BleLink("BVM-" + xiao.uid[6:8].hex())]
    if usb_cdc.data:
        links.append(Port())
    dog = microcontroller.watchdog
    watched = dog.mode is not None  # it outlives a reload, as after new files
    while True:
        for link in links:
            if link.lost(core.percent):
                core.gone(link)
            for frame in link.heard():
                core.heard(link, frame)
        xiao.signal(core, core.poll())
        if core.running and not watched:  # it cannot be stopped, and copying files takes long
            watched = True
            dog.timeout, dog.mode = _WATCH_S, watchdog.WatchDogMode.RESET
        if watched:
            dog.feed()
        time.sleep(_PASS_S if core.link or core.running else _IDLE_S)


main()
