"""From the chip's FIFO into frames: numbered, stamped, and without a gap inside a frame."""

import bvm_frames as bvm
from bvm_board import Board
from bvm_chip import Chip
from bvm_ring import Ring
from micropython import const

_TRACKED_US = const(4_000_000)
_TRACK_US = const(60_000_000)  # how often, and over how long, at most
_DATA = const(1)
_WAITING = const(1)  # frames; where more wait, the link is slow, and larger ones cost it less
_AGAIN_US = const(2_000)
_HELPLESS_US = const(1_000_000)  # without a sample until the chip is set up anew


class Sampler:
    """Reads a frame's samples in one burst, when the clock says that they are there.

    All times are whole µs of a clock that never wraps: a board's floats have 22 bits.

    Attributes:
        hz: nominal rate of the chip.
        index: number of the next sample.
        seq: number of the next frame of any type.
        overruns: how often samples were lost in the chip.
        bus_errors: how often it did not answer.
        due: when the next frame's samples are there.
        latest: by how much a read has been later than that, at most.
    """

    def __init__(self, board: Board, chip: Chip, ring: Ring) -> None:
        """Fill a ring from a chip, by a board's clock."""
        self._board = board
        self._chip = chip
        self._ring = ring
        self.hz = chip.nearest(208)
        self.index = self.seq = self.overruns = self.bus_errors = self.latest = 0
        self._revived = False

    def start(self, hz: int, batch: int, most: int) -> None:
        """Begin at sample 0, with ``batch`` samples in a frame, or up to ``most`` when it is late.

        Raises:
            OSError: the chip does not answer.
        """
        self.hz = self._chip.nearest(hz)
        self._chip.start(self.hz)
        self.index = 0
        self._batch, self._most = min(batch or most, most), most
        self._period = 256_000_000 // self.hz  # µs / 256
        self._ring.clear(bvm.OVERHEAD + bvm.SAMPLE * most)
        now = self._newest = self._tried = self.due = self._board.now_us()
        self._track(now, 0)

    def resize(self, most: int) -> None:
        """Let frames have ``most`` samples at most from now on; what was kept is forgotten."""
        self._batch, self._most = min(self._batch, most), most
        self._ring.clear(bvm.OVERHEAD + bvm.SAMPLE * most)

    def poll(self, now: int) -> None:
        """Make the frames that are due; a chip that does not answer is asked again."""
        if now - self.due > self.latest:
            self.latest = now - self.due
        chip = self._chip
        try:
            level = chip.level()
            if chip.gap or now > self._measured:
                self._reckon(now, level)
            batch = self._most if self._ring.unsent > _WAITING else self._batch
            while level >= batch:
                self._make(batch, level, now)
                level -= batch
            self.due = now + ((batch - level) * self._period >> 8)
        except OSError:
            self.bus_errors += 1
            self.due = now + _AGAIN_US
        if now - self._newest > _HELPLESS_US:
            self._revive(now)

    def _make(self, n: int, level: int, now: int) -> None:
        """Make a frame of the oldest n samples of those in the FIFO."""
        period, index, seq = self._period, self.index, self.seq
        frame = self._ring.add(n)
        try:
            self._chip.read(n, frame)
        except OSError:
            self._ring.take_back()
            raise
        bvm.seal(frame, _DATA, n, seq, index, now - ((level - 1) * period >> 8))
        self.seq, self.index = seq + 1, index + n
        self._newest = now - ((level - n) * period >> 8)

    def _reckon(self, now: int, level: int) -> None:
        """Give what follows a gap its number, or measure the period."""
        if self._chip.gap or self._revived:
            self._skip(now, level)
        elif level:  # else it may have been gone for a while
            self._measure(now, level)

    def _track(self, now: int, level: int) -> None:
        """Measure the period from here on."""
        self._tracked, self._from = now, self.index + level
        self._measured = now + _TRACKED_US

    def _measure(self, now: int, level: int) -> None:
        self._period = ((now - self._tracked) << 8) // (self.index + level - self._from)
        self._measured = now + _TRACKED_US
        if now - self._tracked > _TRACK_US:
            self._track(now, level)

    def _skip(self, now: int, level: int) -> None:
        """Leave out the numbers of samples that were lost, as many as the clock says."""
        self.overruns += 1
        since = (((now - self._newest) << 8) + self._period // 2) // self._period
        self.index += max(0, since - level)
        self._newest = now - (level * self._period >> 8)
        self._revived = False
        self._track(now, level)

    def _revive(self, now: int) -> None:
        """Set the chip up anew; what it would have sampled meanwhile is lost."""
        if now - self._tried < _HELPLESS_US:
            return
        self._tried = now
        try:
            self._chip.start(self.hz)
        except OSError:
            return
        self._revived, self._measured = True, now
