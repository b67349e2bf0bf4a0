"""Where sets are lifted: a sensor, and a folder for its captures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bargroove.errors import NothingCame
from bargroove.heads import header_of
from bargroove.keeper import Keeper
from bargroove.live import Hear, LiveSet, Screen
from bargroove.publishing.publisher import Publishing
from bargroove.recorder import Recorder
from bargroove.source import Source
from bargroove.turns import Turns
from firmware_bridge.sources import Begin
from gui.live_state import LiveState

TOLD_AGAIN = "file:"
"""How the URL of a recording begins: its sets are told again, and not kept."""


@dataclass(frozen=True)
class Place:
    """A sensor, and where its captures go.

    Attributes:
        source: URL.
        rate: samples per second to ask it for.
        name: returns a new capture's name.
        publishing: what takes the sets to other programs, None for nothing.
    """

    source: str
    rate: float
    name: Callable[[], Path]
    publishing: Publishing | None = field(default=None, kw_only=True)

    def live_set(
        self,
        turns: Turns,
        state: LiveState,
        screen: Screen,
        keeper: Keeper | None,
        hear: Hear = lambda event, state: None,
    ) -> LiveSet:
        """Return a live set that is about to begin.

        Args:
            turns: who lifts.
            state: what the screen shows; it is kept up to date.
            screen: where people follow.
            keeper: what brings the sets to the logbook, None for nothing.
            hear: sounds what is to be heard.
        """
        recorder = Recorder(self.name, header_of(turns.wanted, turns.turn.alert))
        source = self.opened(recorder.begin)
        return LiveSet(source, recorder, turns, state, screen, keeper, hear, self.publishing)

    def opened(self, begin: Begin) -> Source:
        """Return the source itself; ``begin`` begins its captures."""
        return Source(self.source, self.rate, begin)


@contextmanager
def ended(live: LiveSet) -> Iterator[None]:
    """Bring what is followed inside to its end: the last words, the logbook, the disk.

    Raises:
        NothingCame: it was stopped before the first reading.
    """
    try:
        yield
        if live.origin is None:
            raise NothingCame(f"{live.source.url}: stopped before any reading came")
        live.finish()
    finally:
        live.close()
