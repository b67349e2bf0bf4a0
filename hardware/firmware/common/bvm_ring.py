"""The frames that are kept for a slow link, or for a host that comes back."""

import struct

from bvm_frames import U32
from micropython import const

_OVERHEAD = const(16)  # bytes of a frame without samples
_SAMPLE = const(12)


class Ring:
    """DATA frames in one block of memory, taken once; the oldest goes for a new one.

    Attributes:
        unsent: how many of the newest frames have not been sent.
        drops: how many have gone before they were.
    """

    def __init__(self, memory: int) -> None:
        """Take so many bytes."""
        self._memory = memoryview(bytearray(memory))
        self.drops = 0
        self.clear(_OVERHEAD + _SAMPLE)

    def clear(self, largest: int) -> None:
        """Forget all; frames to come have ``largest`` bytes at most."""
        self.largest = largest
        self._slots = len(self._memory) // largest
        self._first = self._held = self.unsent = 0
        self._newest = self._memory[:0]

    def _at(self, k: int) -> int:
        """Return where the k-th frame lies, from the oldest."""
        return (self._first + k) % self._slots * self.largest

    def add(self, n: int) -> memoryview:
        """Return the next frame, of n samples, to be made at once."""
        if self._held == self._slots:
            if self.unsent == self._held:
                self.unsent -= 1
                self.drops += 1
            self._first = (self._first + 1) % self._slots
            self._held -= 1
        at = (self._first + self._held) % self._slots * self.largest
        frame = self._newest = self._memory[at : at + _OVERHEAD + _SAMPLE * n]
        self._held += 1
        self.unsent += 1
        return frame

    def take_back(self) -> None:
        """Give up the frame that was to be made."""
        self._held -= 1
        self.unsent -= 1
        self._newest = self._memory[:0]

    def next(self) -> memoryview:
        """Return the oldest frame that has not been sent."""
        newest = self._newest
        if newest and self.unsent == 1:
            return newest
        at = self._at(self._held - self.unsent)
        return self._memory[at : at + _OVERHEAD + _SAMPLE * self._memory[at + 1]]

    def rewind(self, wanted: int, end: int) -> int | None:
        """Have all from sample ``wanted`` on sent again; ``end`` is the number of the next one.

        Return None, or the first sample that there is where ``wanted`` is gone.
        """
        back = (end - wanted) & U32
        reach = 0
        for k in range(self._held - 1, -1, -1):
            self.unsent = self._held - k
            reach = (end - struct.unpack_from("<I", self._memory, self._at(k) + 4)[0]) & U32
            if reach >= back:
                break
        if back == 0:
            self.unsent = 0
        return None if reach >= back else (end - reach) & U32
