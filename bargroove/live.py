"""A running source: sensor → capture → monitor → logbook → screen."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from typing import Protocol

from bargroove.heads import head_of
from bargroove.keeper import Keeper
from bargroove.link_news import news
from bargroove.logbook.records import SetHead
from bargroove.recorder import Recorder
from bargroove.source import Source
from firmware_bridge.drivers.contract import Identity
from firmware_bridge.events import Event, Readings
from gui.live_state import LinkState, LiveState
from velocity.events import MonitorEvent, Moved, RepStarted, SetEnded, SetStarted
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
        keeper: Keeper | None,
    ) -> None:
        """Wire them; without a keeper, the sets are told and not kept in the logbook."""
        self.source, self.recorder, self.keeper = source, recorder, keeper
        self.ended: dict[int, SetEnded] = {}
        self.origin: float | None = None
        self.passed_s = 0.0
        self._sensor: Identity | None = None
        self._in_file: list[int] = []  # the sets of the present capture
        self._monitor, self._state, self._screen = monitor, state, screen

    def take(self, event: Event) -> None:
        """Take an event of the source."""
        watch_capture(self.recorder, self._state.link, self._screen.say)
        watch(event, self.source, self._state.link, self._screen.say)
        if self.keeper:
            watch_logbook(self.keeper, self._state.link, self._screen.say)
        if isinstance(event, Identity):
            self._sensor = event
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

    def close(self) -> None:
        """Bring everything to the logbook and the disk, as far as they take it."""
        try:
            if self.keeper:
                self.keeper.close()
                watch_logbook(self.keeper, self._state.link, self._screen.say)
        finally:
            self.recorder.close()

    def press(self, key: str) -> None:
        """Do what a key asks for."""
        match key:
            case "b" | "c" | "u":
                self._mark({"b": "broke", "c": "clean"}.get(key))
            case "up" | "," | "down" | ".":
                self._state.choose(-1 if key in ("up", ",") else 1)
            case "q":
                signal.raise_signal(signal.SIGINT)

    def _tell(self, events: list[MonitorEvent]) -> None:
        """Keep what happens, and only then show it."""
        if self.keeper:
            self._keep(self.keeper, events)
        for event in events:
            self._state.take(event)
            if self.keeper:
                self._state.marks = self.keeper.marks(self._state.set)
            self._screen.show(event)
            if isinstance(event, SetEnded):
                self.ended[event.summary.set] = event

    def _keep(self, keeper: Keeper, events: list[MonitorEvent]) -> None:
        """Bring to the logbook what happens, where it is more than that the bar moves."""
        news = [event for event in events if not isinstance(event, Moved | RepStarted)]
        for event in news:
            if isinstance(event, SetStarted):
                keeper.begin(event.set, self._begun(event))
            keeper.take(event)
        if news:
            keeper.write()

    def _begun(self, event: SetStarted) -> SetHead:
        """Return what is known of a set that begins, in a capture of its own if that can be."""
        if event.set > 1 and self.recorder.next_set(self.source.fresh_session):
            self._in_file.clear()
        self._in_file.append(event.set)
        begins, uid = self.recorder.begins, self._sensor.uid if self._sensor else ""
        return head_of(
            self.recorder.header,
            datetime.now(UTC),
            sensor=self._sensor,
            calibration=self.source.calibration_of(uid),
            capture=self.recorder.path and self.recorder.path.absolute(),
            capture_set=len(self._in_file),
            capture_from_s=0.0 if begins is None else (self.origin or 0.0) - begins,
        )

    def _mark(self, mark: str | None) -> None:
        """Mark the rep that the keys are about, or undo its last mark, and say so."""
        state, keeper = self._state, self.keeper
        rep = state.chosen or len(state.reps)
        if mark is None and not state.chosen and not state.marks.get(rep):
            # a rep may have come between a slip of the finger and its undoing
            rep = max((one for one, marked in state.marks.items() if marked), default=rep)
        if keeper is None:
            return self._screen.say("this set is told again, not lifted: it cannot be marked")
        if not rep:
            return self._screen.say("there is no rep to mark yet")
        keeper.mark(state.set, rep, mark)
        state.marks = keeper.marks(state.set)
        watch_logbook(keeper, state.link, self._screen.say)
        holds = (state.marks.get(rep) or ("not",))[-1]
        later = ", kept once the logbook can be written" if keeper.trouble else ""
        return self._screen.say(f"rep {rep} is marked {holds}{later}")


def watch(event: Event, source: Source, link: LinkState, say: Callable[[str], None]) -> None:
    """Bring the link's state up to date with an event, and say what is news."""
    link.bad = source.bad_frames
    for text in news(event, link):
        say(text)
    if isinstance(event, Identity) and (known := source.calibration_of(event.uid)):
        told = f"calibration of {known.made[:10]} applied, good to {known.expected_mg:.1f} mg"
        link.note(told)
        say(told)


def watch_logbook(keeper: Keeper, link: LinkState, say: Callable[[str], None]) -> None:
    """Bring what is known of the logbook up to date, and say what ails it."""
    link.logged = tuple(keeper.ids.values())
    if keeper.trouble != link.logbook_trouble:
        link.logbook_trouble = keeper.trouble
        say(keeper.trouble or "the logbook is written again, nothing is missing")


def watch_capture(recorder: Recorder, link: LinkState, say: Callable[[str], None]) -> None:
    """Bring what is known of the capture up to date, and say where it is and what ails it."""
    path, trouble = str(recorder.path or ""), recorder.trouble
    if trouble != link.trouble:
        link.trouble = trouble
        say(trouble or "the capture is written again, nothing is missing")
    link.capture = path
