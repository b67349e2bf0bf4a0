"""What waits between a real link's callbacks, or thread, and the one who listens."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from time import perf_counter

from firmware_bridge.errors import LinkLost
from firmware_bridge.link import Arrival

INBOX_BYTES = 8 << 20
_ARRIVAL_BYTES = 200
"""Memory that each arrival takes besides its bytes, of which there may be none."""


class Inbox:
    """What a real link has heard and nobody has yet taken, in the order of coming.

    It takes no more than ``INBOX_BYTES`` of memory: a link that brings more than this machine
    digests is cut rather than let grow.
    """

    def __init__(self) -> None:
        self._waiting: deque[Arrival] = deque()
        self._bytes = 0
        self._cut: str | None = None
        self._stirred = asyncio.Event()

    def put(self, at: float, channel: str, data: bytes) -> None:
        """Add bytes; what comes after a cut is left out."""
        if self._cut is not None:
            return
        self._waiting.append((at, channel, data))
        self._bytes += len(data) + _ARRIVAL_BYTES
        self._stirred.set()
        if self._bytes > INBOX_BYTES:
            self.cut("bytes come faster than this computer can take them in")

    def cut(self, why: str) -> None:
        """Note that nothing more will come; the first reason is the one that counts."""
        self._cut = self._cut or why
        self._stirred.set()

    @property
    def is_cut(self) -> bool:
        """Whether nothing more will come."""
        return self._cut is not None

    async def receive(self, until: float | None) -> Arrival | None:
        """Return the next arrival up to ``until``, None if there was none by then.

        Raises:
            LinkLost: the link is cut and all that came before has been taken.
        """
        while True:
            if self._waiting and (until is None or self._waiting[0][0] <= until):
                arrival = self._waiting.popleft()
                self._bytes -= len(arrival[2]) + _ARRIVAL_BYTES
                return arrival
            left = None if until is None else until - perf_counter()
            if left is not None and left <= 0:
                return None
            if self._cut is not None and not self._waiting:
                raise LinkLost(self._cut)
            await self._stir(left)

    async def _stir(self, seconds: float | None) -> None:
        self._stirred.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()
