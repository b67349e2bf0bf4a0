"""Start the firmware's main with a world around it, under MicroPython."""

import sys

from world import WORLD


class Clock:
    """The module ``time``. A board's ticks wrap at 2**30."""

    TICKS = 1 << 30

    def __init__(self):
        self._before = self.TICKS - 3_000_000  # so that they wrap within the first seconds

    def ticks_us(self):
        return (WORLD.now_us + self._before) % self.TICKS

    def ticks_ms(self):
        return WORLD.now_us // 1000

    def ticks_diff(self, new, old):
        half = self.TICKS // 2
        return (new - old + half) % self.TICKS - half

    def sleep(self, seconds):
        WORLD.pass_time(int(seconds * 1_000_000))

    def sleep_ms(self, ms):
        if ms > 10:
            WORLD.pass_time(ms * 1000)
            return
        WORLD.wait(ms * 1000)
        for what, data in WORLD.happenings():
            WORLD.interrupt(what, data)


class Typed:
    def read(self, n):
        return WORLD.take_port(n)

    def write(self, data):
        return WORLD.send_port(data)


class System:
    """The modules ``sys``, ``select``, ``os``, ``gc`` and ``micropython``, as far as used."""

    POLLIN = 1

    def __init__(self):
        self.stdin = self.stdout = self
        self.buffer = Typed()

    def register(self, stream, what):
        pass

    def poll(self, timeout=None):
        return self if timeout is None else bool(WORLD.typed)

    def const(self, value):
        return value

    def kbd_intr(self, character):
        WORLD.see("interrupt", character)

    def urandom(self, n):
        return b"\x07\x01"[:n]


class Letters:
    """The module ``framebuf``: the letter stands for its own picture."""

    MONO_HLSB = 0

    def FrameBuffer(self, bits, width, height, kind):  # noqa: N802
        self._bits = bits
        return self

    def fill(self, colour):
        pass

    def text(self, letter, x, y):
        self._bits[0] = ord(letter)
        WORLD.see("letter", letter if letter != " " else "_")


system = System()
modules = sys.modules
modules["time"] = Clock()
modules["sys"] = modules["select"] = modules["os"] = modules["micropython"] = system
modules["framebuf"] = Letters()
import boot  # noqa: E402, F401
import main  # noqa: E402, F401
