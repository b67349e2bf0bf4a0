"""The least of an ST7789 screen: four lines of seven large letters, drawn one letter at a time."""

import struct
import time

import framebuf
from machine import SPI, Pin

_COLUMNS, _LEFT, _TOP, _CELL = 7, 48, 53, 32  # of 240 x 135 pixels within the chip's 320 x 240
_ON, _OFF = b"\xff\xff" * 4, b"\x00\x00" * 4
_WAKE, _COLOURS, _TURN, _INVERT, _LIGHT = 0x11, 0x3A, 0x36, 0x21, 0x29
_ACROSS, _DOWN, _PIXELS = 0x2A, 0x2B, 0x2C


class Screen:
    """The screen of an M5StickC Plus2; pins and offsets are unverified."""

    def __init__(self) -> None:
        """Switch it on, and clear it."""
        self._spi = SPI(1, baudrate=20_000_000, sck=Pin(13), mosi=Pin(15))
        self._command, self._select = Pin(14, Pin.OUT), Pin(5, Pin.OUT, value=1)
        self._bits = bytearray(8)
        self._letter = framebuf.FrameBuffer(self._bits, 8, 8, framebuf.MONO_HLSB)
        self._shown = bytearray(4 * _COLUMNS)
        self.text = b" " * len(self._shown)
        reset = Pin(
            12, Pin.OUT, value=0
        )  # only now: the bus, which hears nothing, would hear there
        time.sleep_ms(20)
        reset.value(1)
        time.sleep_ms(120)
        orders = (
            (_WAKE, b""),
            (_COLOURS, b"\x55"),
            (_TURN, b"\x60"),
            (_INVERT, b""),
            (_LIGHT, b""),
        )
        for order, data in orders:
            self._write(order, data)
        time.sleep_ms(120)
        Pin(27, Pin.OUT, value=1)

    def _write(self, order: int, data: bytes) -> None:
        self._select.value(0)
        self._command.value(0)
        self._spi.write(bytes((order,)))
        self._command.value(1)
        self._spi.write(data)
        self._select.value(1)

    def say(self, lines: tuple[str, ...]) -> None:
        """Have up to four lines shown, as letter after letter is drawn."""
        cut = ["%-7s" % line[:_COLUMNS] for line in lines]  # noqa: UP031 -- MicroPython's format pads so
        self.text = "".join(cut).encode()

    def draw(self) -> None:
        """Draw one letter that is not yet as it should be: about a millisecond."""
        for at, letter in enumerate(self.text):
            if self._shown[at] != letter:
                self._shown[at] = letter
                self._draw(at, letter)
                return

    def _draw(self, at: int, letter: int) -> None:
        left = 40 + _CELL * (at % _COLUMNS)
        top = _TOP + _CELL * (at // _COLUMNS)
        self._letter.fill(0)
        self._letter.text(chr(letter), 0, 0)
        rows = [
            b"".join([_ON if row & 128 >> x else _OFF for x in range(8)]) * 4 for row in self._bits
        ]
        self._write(_ACROSS, struct.pack(">HH", left, left + _CELL - 1))
        self._write(_DOWN, struct.pack(">HH", top, top + _CELL - 1))
        self._write(_PIXELS, b"".join(rows))
