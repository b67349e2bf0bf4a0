"""The sensor: it does what a host commands, sends what the sampler makes, and reports."""

import struct

import bvm_frames as bvm
from bvm_board import Board, Link, percent
from bvm_chip import Chip
from bvm_ring import Ring
from bvm_sampler import Sampler
from micropython import const

_FRAMES_A_PASS = const(4)
_REPORT_US = const(10_000_000)
_ALONE_US = const(30_000_000)
_LOW = const(10)
_LOW_EVENT = const(2)
_BUTTON_EVENT = const(1)
_INFO = "<BBHffHHH8sHBH"
_STATUS = "<HBBhIIHBHI"


class Core:
    """One sensor. ``poll`` is to be called every 5 to 10 ms, ``heard`` with each whole frame.

    Attributes:
        link: the link of the host that spoke last, None without one.
        running: whether it samples.
        well: whether its chip has answered, and is the right one.
        percent: how full the battery is, 255 where that is not measured.
        alone_since: µs since when there is no link.
    """

    def __init__(self, board: Board, chip: Chip, memory: int) -> None:
        """Use so many bytes for frames that wait."""
        self._board = board
        self._now = board.now_us
        self._next = 0
        self._chip = chip
        self._ring = Ring(memory)
        self._sampler = Sampler(board, chip, self._ring)
        self._session = board.session
        self._sending = self.running = self._told_low = False
        self._answers: list[memoryview] = []
        self.link: Link | None = None
        self.well = chip.who() == chip.is_called
        self.alone_since = self._reported = self._now()
        self._measure()

    def heard(self, link: Link, frame: bytes) -> None:
        """Take a frame from a host; a damaged one is nothing."""
        opened = bvm.opened(frame)
        if opened is None:
            return
        kind, index, body = opened
        if link is not self.link:
            self.link, self._sending = link, False
            self._answers.clear()
        if link.room() < bvm.OVERHEAD + struct.calcsize(_INFO):
            self._respond(kind, bvm.MTU_TOO_SMALL)
        elif kind == bvm.RESEND:
            self._resend(index)
        else:
            self._obey(kind, body)

    def _obey(self, kind: int, body: bytes) -> None:
        if kind == bvm.HELLO:
            self._measure()
            self._tell(bvm.INFO, self._info())
        elif kind == bvm.START:
            self._respond(kind, self._start(body))
            if self._sending:
                self._tell(bvm.INFO, self._info())
        elif kind == bvm.STOP:
            self.stop()
            self._respond(kind, bvm.OK)
        elif kind == bvm.PING and len(body) == 4:
            self._tell(bvm.PONG, body + struct.pack("<I", self._now() & bvm.U32))
        elif kind == bvm.SET:
            self._respond(kind, self._set(body))
        elif kind == bvm.TEST:
            self._respond(kind, self._test())
        else:
            self._respond(kind, bvm.BAD_VALUE if kind == bvm.PING else bvm.UNKNOWN)

    def _start(self, body: bytes) -> int:
        if len(body) != 6:
            return bvm.BAD_VALUE
        hz, g, dps, batch = struct.unpack("<HBHB", body)
        if hz == 0 or (g, dps) != (16, 2000):
            return bvm.BAD_VALUE
        self.stop()
        self.well = self._chip.who() == self._chip.is_called
        if not self.well:
            return bvm.CHIP
        try:
            self._sampler.start(hz, batch, self._most())
        except OSError:
            self.well = False
            return bvm.CHIP
        self._session += 1
        self.running = self._sending = True
        self._reported = self._now()
        return bvm.OK

    def _most(self) -> int:
        """Return how many samples the link's frames hold."""
        room = self.link.room() if self.link else 0
        return min(bvm.MOST, (room - bvm.OVERHEAD) // bvm.SAMPLE)

    def _resend(self, index: int) -> None:
        end = self._sampler.index
        if self.running and self.link and self.link.room() < self._ring.largest:
            self._sampler.resize(self._most())
        first = self._ring.rewind(index, end)
        self._sending = self.running
        self._next = 0
        if first is None:
            self._respond(bvm.RESEND, bvm.OK, index)
        else:
            self._respond(bvm.RESEND, bvm.TOO_OLD, first)

    def _set(self, body: bytes) -> int:
        if len(body) == 2 and body[0] == bvm.BEEP and self._board.abilities & bvm.BEEPS:
            self._board.beep(body[1])
        elif len(body) == 7 and body[0] == bvm.SHOW and self._board.abilities & bvm.SHOWS:
            self._board.show(*struct.unpack("<xBBhH", body))
        else:
            return bvm.BAD_VALUE
        return bvm.OK

    def _test(self) -> int:
        self._measure()
        self._status()
        return bvm.OK if self.well else bvm.CHIP

    def stop(self) -> None:
        """End the session, and let the chip rest."""
        if self.running:
            self._rest()
        self.running = self._sending = False
        self._ring.clear(self._ring.largest)

    def _rest(self) -> None:
        try:
            self._chip.stop()
        except OSError:
            self.well = False

    def gone(self, link: Link) -> None:
        """Learn that a link is cut; sampling goes on for a while."""
        if link is self.link:
            self.link, self._sending = None, False
            self._answers.clear()
            self.alone_since = self._now()

    def pressed(self, press: int) -> None:
        """Tell the host of a press of the button: 1 short, 2 long."""
        self._tell(bvm.EVENT, bytes((_BUTTON_EVENT, press)))

    def poll(self) -> int:
        """Do what is due, and return when it was, µs."""
        now = self._now()
        if now >= self._next:
            self._pass(now)
        return now

    def _pass(self, now: int) -> None:
        sampler, ring = self._sampler, self._ring
        self._next = 0
        if self.running:
            if now >= sampler.due:
                sampler.poll(now)
                if now - self._reported > _REPORT_US:
                    self._report(now)
                if self.link is None and now - self.alone_since > _ALONE_US:
                    self.stop()
            self._next = sampler.due
        if self._answers or (ring.unsent and self._sending):
            self._send(self.link, ring)

    def _send(self, link: Link | None, ring: Ring) -> None:
        """Send what waits, as much as the link takes; the rest is tried again at the next pass."""
        if link is None:
            return
        while self._answers and link.send(self._answers[0]):
            self._answers.pop(0)
        some = _FRAMES_A_PASS if self._sending and not self._answers else 0
        while some and ring.unsent and link.send(ring.next()):
            ring.unsent -= 1
            some -= 1
        if self._answers or ring.unsent:
            self._next = 0

    def _report(self, now: int) -> None:
        self._reported = now
        self._measure()
        if self._sending:
            self._tell(bvm.INFO, self._info())
            self._status()
            if self.percent <= _LOW and not self._told_low:
                self._told_low = True
                self._tell(bvm.EVENT, bytes((_LOW_EVENT, self.percent)))

    def _measure(self) -> None:
        self._millivolts = self._board.millivolts()
        self.percent = percent(self._millivolts)

    def _respond(self, kind: int, code: int, index: int = 0) -> None:
        self._tell(bvm.RESP, bytes((kind, code)), index)

    def _tell(self, kind: int, body: bytes, index: int = 0) -> None:
        """Have a frame sent that is not kept for later."""
        if self.link is None:
            return
        frame = memoryview(bytearray(bvm.HEAD) + body + b"\0\0\0\0")
        self._next = 0
        bvm.seal(frame, kind, 0, self._sampler.seq, index, self._now())
        self._sampler.seq += 1
        self._answers.append(frame)

    def _info(self) -> bytes:
        chip = self._chip
        about = (1, bvm.FIRMWARE, self._sampler.hz, chip.force, chip.turn, 16, 2000)
        own = (self._millivolts, self._board.uid, self._session & bvm.U16, self.running)
        return struct.pack(_INFO, *about, *own, self._board.abilities)

    def _status(self) -> None:
        """See how the sensor is, and tell it."""
        who = self._chip.who()
        self.well = who == self._chip.is_called
        flags = bvm.CHARGING * self._board.charging() | bvm.NO_CHIP * (not self.well)
        sampler = self._sampler
        lost = (sampler.overruns, self._ring.drops, min(sampler.bus_errors, bvm.U16), who)
        late_ms = min(sampler.latest // 1000, bvm.U16)
        about = (self._millivolts, self.percent, flags, self._warmth())
        self._tell(bvm.STATUS, struct.pack(_STATUS, *about, *lost, late_ms, self._board.free()))
        sampler.latest = 0

    def _warmth(self) -> int:
        try:
            return self._chip.temperature() if self.well else -32768
        except OSError:
            return -32768
