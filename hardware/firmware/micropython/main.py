"""Bargroove's firmware on an M5StickC Plus2. Button A held while it starts: the REPL instead."""

import gc
import os
import select
import sys
import time

import micropython
from bvm_ble import BleLink
from bvm_board import Board
from bvm_core import Core
from bvm_frames import BEEPS, HAS_BUTTON, SHOWS
from bvm_lights import LONG, Button, lit, signal, sounding
from bvm_serial import SerialLink
from machine import ADC, I2C, PWM, WDT, Pin, unique_id
from mpu6886 import Mpu6886
from st7789 import Screen

_RING = 48_000
_PASS_MS, _WATCH_MS, _OFF_US, _QUIET_MS = 5, 8000, 600_000_000, 10_000
_DRAWN_US = 200_000
_STATES = ("", "set", "RACK!")


class Stick(Board):
    """The board; its pins are unverified."""

    abilities = BEEPS | SHOWS | HAS_BUTTON

    def __init__(self) -> None:
        """Take hold of everything on it."""
        self.uid = unique_id() + b"\0\0"
        self.session = int.from_bytes(os.urandom(2), "little")
        self._ticks, self._us = time.ticks_us(), 0
        self.light = Pin(19, Pin.OUT, value=0)
        self.power = Pin(4, Pin.OUT, value=1)
        self.button = Pin(37, Pin.IN)
        self._screen = Screen()
        self._battery = ADC(Pin(38), atten=ADC.ATTN_11DB)
        self._buzzer = PWM(Pin(2), freq=2700, duty_u16=0)
        self._called_us = -1
        self._drawn_us = 0
        self._said = ("", "-", "", "")

    def now_us(self) -> int:
        """Return µs since it was switched on."""
        ticks = time.ticks_us()
        self._us += time.ticks_diff(ticks, self._ticks)
        self._ticks = ticks
        return self._us

    def millivolts(self) -> int:
        """Return the battery's voltage."""
        return self._battery.read_uv() * 2 // 1000

    def free(self) -> int:
        """Return how many bytes of memory are free."""
        return gc.mem_free()

    def beep(self, call: int) -> None:
        """Sound a call, or be silent."""
        self._called_us = self._us if call == 1 else -1

    def sound(self) -> None:
        """Go on with the call."""
        if self._called_us < 0:
            return
        ms = (self._us - self._called_us) // 1000
        self._buzzer.duty_u16(32768 if sounding(ms) else 0)
        if ms > 1000:
            self._called_us = -1

    def show(self, state: int, reps: int, velocity: int, error: int) -> None:
        """Show what the host says."""
        speed = "-" if velocity == -32768 else f"{velocity / 1000:.2f}m/s"
        doubt = "" if speed == "-" else "unsure" if error == 0xFFFF else f"+-{error / 1000:.2f}"
        self._said = (_STATES[state] if state < len(_STATES) else "", speed, doubt, str(reps))

    def draw(self, core: Core) -> None:
        """Bring the screen a letter nearer to what it should show."""
        if self._us - self._drawn_us > _DRAWN_US:
            self._drawn_us = self._us
            state, speed, doubt, reps = self._said if core.link else ("waiting", "", "", "")
            full = "" if core.percent > 100 else f"{core.percent}%"
            self._screen.say((state or "ready", speed, doubt, f"{reps:3}{full:>4}"))
        self._screen.draw()


class Port(SerialLink):
    """The USB port. While a host talks on it, what looks like Ctrl-C is none."""

    def __init__(self) -> None:
        """Begin to listen."""
        super().__init__()
        self._poll = select.poll()
        self._poll.register(sys.stdin, select.POLLIN)
        self._heard_ms = -1

    def heard(self) -> list[bytes]:
        """Return the frames that have come."""
        data = b""
        while self._poll.poll(0):
            data += sys.stdin.buffer.read(1)
        return self.frames(data) if data else []

    def guard(self, frames: list[bytes], busy: bool) -> None:
        """Let Ctrl-C through again some time after the last command, unless it samples."""
        now = time.ticks_ms()
        if frames:
            self._heard_ms = now
            micropython.kbd_intr(-1)
        elif self._heard_ms >= 0 and not busy and time.ticks_diff(now, self._heard_ms) > _QUIET_MS:
            self._heard_ms = -1
            micropython.kbd_intr(3)

    def put(self, data: bytes) -> int:
        """Send these bytes."""
        return sys.stdout.buffer.write(data) or 0


def main() -> None:
    """Run until it is switched off."""
    stick = Stick()
    if not stick.button.value():
        return
    core = Core(stick, Mpu6886(I2C(0, scl=Pin(22), sda=Pin(21), freq=400_000)), _RING)
    ble = BleLink("BVM-" + stick.uid[4:6].hex(), core.percent)
    port, button, watchdog = Port(), Button(), None
    while True:
        if ble.lost():
            core.gone(ble)
            ble.advertise(core.percent)
        for frame in ble.heard():
            core.heard(ble, frame)
        frames = port.heard()
        for frame in frames:
            core.heard(port, frame)
        port.guard(frames, core.running and core.link is port)
        now = core.poll()
        press = button.press(not stick.button.value(), now // 1000)
        alone = core.link is None and now - core.alone_since > _OFF_US
        if press == LONG or alone:
            core.stop()
            stick.power.value(0)
        elif press:
            core.pressed(press)
        stick.light.value(lit(signal(core)[0], now // 1000))
        stick.sound()
        stick.draw(core)
        if core.running and watchdog is None:
            watchdog = WDT(timeout=_WATCH_MS)  # it cannot be stopped, and copying files takes long
        if watchdog:
            watchdog.feed()
        time.sleep_ms(_PASS_MS)


main()
