"""The clock of a running stream."""

from __future__ import annotations

from firmware_bridge.drivers.contract import Batch
from firmware_bridge.events import Event


class StreamClock:
    """Turns batches into samples on a uniform clock, gaps filled and flagged."""

    def add(self, batch: Batch, at: float) -> list[Event]:
        """Return the readings of a batch that came at ``at`` s, and what was lost before it."""
        raise NotImplementedError

    def interrupted(self, at: float) -> None:
        """Take note that the link was cut at ``at`` s."""
