"""The air between simulated radios: it delays and breaks off, and never loses or reorders."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from typing import Any

from bumble.controller import Controller
from bumble.hci import HCI_ErrorCode
from bumble.link import LocalLink


class Air(LocalLink):
    """A link bus on which data goes at connection events only, and not at all during a stall.

    Args:
        interval: s between connection events; 0 lets data through at once.
    """

    def __init__(self, interval: float = 0.0) -> None:
        super().__init__()
        self.interval = interval
        self._clear_at = 0.0
        self._waiting: deque[tuple[Any, ...]] = deque()
        self._timer: asyncio.TimerHandle | None = None

    def stall(self, seconds: float) -> None:
        """Let nothing through for so long; it comes all at once afterwards."""
        self._clear_at = asyncio.get_running_loop().time() + seconds

    def cut(self, controller: Controller) -> None:
        """Break a controller's links off, as both ends' supervision timers do."""
        self._waiting.clear()
        for other in self.controllers:
            for connection in list(other.le_connections.values()):
                if controller in (other, self.find_le_controller(connection.peer_address)):
                    other.on_le_disconnected(connection, HCI_ErrorCode.CONNECTION_TIMEOUT_ERROR)

    def send_acl_data(self, *packet: Any) -> None:
        loop = asyncio.get_running_loop()
        due = max(self._clear_at, loop.time())
        if self.interval:
            due = math.ceil(due / self.interval) * self.interval
        if due <= loop.time() and not self._waiting:
            super().send_acl_data(*packet)
            return
        self._waiting.append(packet)
        if self._timer is None:
            self._timer = loop.call_at(due, self._event)

    def _event(self) -> None:
        self._timer = None
        loop = asyncio.get_running_loop()
        if self._clear_at > loop.time():
            self._timer = loop.call_at(self._clear_at, self._event)
            return
        while self._waiting:
            super().send_acl_data(*self._waiting.popleft())
