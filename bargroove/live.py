"""A running source: sensor → capture → monitor → screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing, suppress
from typing import Protocol

from bargroove.link_news import news
from bargroove.recorder import Recorder
from bargroove.source import Source
from firmware_bridge.drivers.contract import Identity
from firmware_bridge.events import Event, Readings
from gui.live_state import LinkState, LiveState
from velocity.events import MonitorEvent, SetEnded, SetStarted
from velocity.monitor import Monitor

_DRAWING = 0.05  # s between two looks at whether to draw


class Screen(Protocol):
    """Where people, or programs, follow a live set."""

    def show(self, event: MonitorEvent) -> None:
        """Take an event of the monitor, after the state has."""

    def say(self, text: str) -> None:
        """Take a word on the link."""

    def draw(self) -> None:
        """Draw, if it is time to; called all the time."""

    def close(self) -> None:
        """Leave the place as it was."""


async def follow(
    source: Source,
    take: Callable[[Event], None],
    draw: Callable[[], None],
    over: Callable[[], bool] = lambda: False,
) -> None:
    """Hand on a source's events until it ends, all is ``over``, or somebody presses Ctrl-C.

    Whichever it is, the sensor is told to stop before this returns.

    Raises:
        BridgeError: the source cannot be opened.
    """
    drawing = asyncio.create_task(_draw_on(draw))
    try:
        async with aclosing(source.events()) as events:
            async for event in events:
                take(event)
                if over() or drawing.done():  # done: the screen has failed, which is told below
                    break
    except asyncio.CancelledError:
        pass  # Ctrl-C: an end like any other
    finally:
        drawing.cancel()
        with suppress(asyncio.CancelledError):
            await drawing


async def _draw_on(draw: Callable[[], None]) -> None:
    while True:
        draw()
        await asyncio.sleep(_DRAWING)


class LiveSet:
    """Feeds the monitor and keeps state and screen up to date.

    Attributes:
        ended: the last word on each set, by its number.
        origin: s on the link's clock at which the first sample came.
        passed_s: time of the last sample, s since the first.
    """

    def __init__(
        self,
        source: Source,
        recorder: Recorder,
        monitor: Monitor,
        state: LiveState,
        screen: Screen,
    ) -> None:
        self.source, self.recorder = source, recorder
        self.ended: dict[int, SetEnded] = {}
        self.origin: float | None = None
        self.passed_s = 0.0
        self._begun: set[int] = set()
        self._monitor, self._state, self._screen = monitor, state, screen

    def take(self, event: Event) -> None:
        """Take an event of the source."""
        watch_capture(self.recorder, self._state.link, self._screen.say)
        watch(event, self.source, self._state.link, self._screen.say)
        if isinstance(event, Readings):
            samples = event.samples
            if self.origin is None:
                self.origin = event.at - samples.duration
            self._tell(self._monitor.feed(samples))
            self.passed_s = samples.start + samples.duration
            self._state.passed(self.passed_s)

    def finish(self) -> None:
        """End the last set: nothing more will come."""
        self._tell(self._monitor.finish())

    def _tell(self, events: list[MonitorEvent]) -> None:
        for event in events:
            self._state.take(event)
            self._screen.show(event)
            if isinstance(event, SetEnded):
                self.ended[event.summary.set] = event
            if isinstance(event, SetStarted) and event.set > 1 and event.set not in self._begun:
                self._begun.add(event.set)
                self.recorder.next_set(self.source.fresh_session)


def watch(event: Event, source: Source, link: LinkState, say: Callable[[str], None]) -> None:
    """Bring the link's state up to date with an event, and say what is news."""
    link.bad = source.bad_frames
    for text in news(event, link):
        say(text)
    if isinstance(event, Identity) and (known := source.calibration_of(event.uid)):
        told = f"calibration of {known.made[:10]} applied, good to {known.expected_mg:.1f} mg"
        link.note(told)
        say(told)


def watch_capture(recorder: Recorder, link: LinkState, say: Callable[[str], None]) -> None:
    """Bring what is known of the capture up to date, and say where it is and what ails it."""
    path, trouble = str(recorder.path or ""), recorder.trouble
    if trouble != link.trouble:
        link.trouble = trouble
        say(trouble or "the capture is written again, nothing is missing")
    link.capture = path
