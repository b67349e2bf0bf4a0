"""A running source: sensor → capture → monitor → logbook → screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from typing import Protocol

from bargroove.heads import head_of, header_of
from bargroove.keeper import Keeper
from bargroove.logbook.records import SetHead
from bargroove.publishing.publisher import Publishing
from bargroove.recorder import Recorder
from bargroove.source import Source
from bargroove.turns import Turns
from bargroove.watching import watch, watch_capture, watch_logbook
from firmware_bridge.drivers.contract import Identity, Showing
from firmware_bridge.events import Connected, Event, Readings
from gui.live_state import LiveState, Turn
from velocity import LIFTS
from velocity.events import MonitorEvent, Moved, RepStarted, SetEnded, SetStarted
from velocity.monitor import Monitor

_MOST_SETS = 100  # that are held: a kiosk runs for weeks
_SETTLED = 2.0  # s after a change of what is lifted, for it seldom comes alone
_DRAWING = 0.05  # s between two looks at whether to draw

Hear = Callable[[MonitorEvent, LiveState], None]
"""Takes an event before anything waits for a disk: to sound the call to rack the bar."""


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


def showing_of(state: LiveState) -> Showing:
    """Return what a sensor is to show of a set at the bar itself."""
    reps = [rep for rep in state.reps if rep.counts]
    last = reps[-1] if reps else None
    return Showing(
        lifting=state.running,
        rack=state.alarm,
        reps=len(reps),
        velocity=last.mean_velocity.value if last else None,
        error=last.mean_velocity.se if last and last.valid else None,
    )


class LiveSet:
    """Feeds the monitor and keeps state and screen up to date.

    Attributes:
        turns: who lifts.
        ended: the last word on each of the latest sets, by its number.
        turn_of: whose turn each of them was.
        origin: s on the link's clock at which the first sample came.
        passed_s: time of the last sample, s since the first.
    """

    def __init__(
        self,
        source: Source,
        recorder: Recorder,
        turns: Turns,
        state: LiveState,
        screen: Screen,
        keeper: Keeper | None,
        hear: Hear = lambda event, state: None,
        publishing: Publishing | None = None,
    ) -> None:
        """Wire them; without a keeper, the sets are told and not kept in the logbook."""
        self.source, self.recorder, self.turns, self.keeper = source, recorder, turns, keeper
        self.state, self.screen = state, screen
        self.ended: dict[int, SetEnded] = {}
        self.turn_of: dict[int, Turn] = {}
        self.origin: float | None = None
        self.passed_s = 0.0
        self._sensor: Identity | None = None
        self._showing: Showing | None = None  # what stands there is not known
        self._in_file: list[int] = []  # the sets of the present capture
        self._file_is_old = False  # whether it says otherwise than what is lifted now
        self._file_is_new = False  # whether it was begun for a set that is still to come
        self._hear, self._publishing = hear, publishing
        wanted, turn = turns.wanted, turns.turn
        self.monitor = Monitor(
            LIFTS[turn.lift],
            offset_m=wanted.offset_m,
            bar_axis=wanted.bar_axis,
            alert=turn.alert,
        )
        self._show_turn()

    def take(self, event: Event) -> None:
        """Take an event of the source."""
        watch_capture(self.recorder, self.state.link, self.screen.say)
        watch(event, self.source, self.state.link, self.screen.say)
        if self.keeper:
            watch_logbook(self.keeper, self.state.link, self.screen.say)
        if self._publishing:
            self._publishing.take(event, self.state)
            for text in self._publishing.news():
                self.screen.say(text)
        if isinstance(event, Identity):
            self._sensor = event
        if isinstance(event, Connected):  # perhaps it was switched off, or shows an older set
            self._showing = None
        if isinstance(event, Readings):
            samples = event.samples
            if self.origin is None:
                self.origin = event.at - samples.duration
            self.tell(self.monitor.feed(samples))
            self.passed_s = samples.start + samples.duration
            self.state.passed(self.passed_s)
            if self._file_is_old and self.recorder.recent_s > _SETTLED:
                self._begin_file()

    def finish(self) -> None:
        """End the last set: nothing more will come."""
        self.tell(self.monitor.finish())

    def close(self) -> None:
        """Bring everything to the logbook and the disk, as far as they take it."""
        try:
            if self.keeper:
                self.keeper.close()
                watch_logbook(self.keeper, self.state.link, self.screen.say)
        finally:
            self.recorder.close()

    def tell(self, events: list[MonitorEvent]) -> None:
        """Keep what happens, and only then show it; what is to be heard waits for nothing."""
        for event in events:
            if isinstance(event, SetStarted):
                self.turn_of[event.set] = self.state.lifted = self.turns.turn
            self.state.take(event)
            self._hear(event, self.state)
            if self._publishing:
                self._publishing.tell(event, self.state)
        self._show_at_the_bar()
        if self.keeper:
            self._keep(self.keeper, events)
            self.state.marks = self.keeper.marks(self.state.set)
        for event in events:
            if isinstance(event, SetEnded):
                self._note_end(event)
            self.screen.show(event)

    def _show_at_the_bar(self) -> None:
        """Have the sensor show how the set goes, as far as it can."""
        showing = showing_of(self.state)
        if showing != self._showing:
            self._showing = showing
            self.source.show(showing)

    def _note_end(self, event: SetEnded) -> None:
        number = event.summary.set
        self.ended[number] = event
        self.ended.pop(number - _MOST_SETS, None)
        self.turn_of.pop(number - _MOST_SETS, None)

    def turn(self) -> None:
        """End the running set; what comes is the set of whoever's turn it is now."""
        turn = self.turns.turn
        self.tell(self.monitor.turn(LIFTS[turn.lift], turn.alert))
        self.recorder.forget()
        self._file_is_old = True
        self._turned()

    def amend(self) -> None:
        """Judge by what has been changed of the turn; a set that is over stays as it is.

        Then what comes is another set, however soon.
        """
        if not self.state.running:
            return self.turn()
        turn = self.turns.turn
        events = self.monitor.judge_by(turn.alert)
        self._turned()
        self.turn_of[self.state.set] = self.state.lifted = turn
        if self.keeper:
            self.keeper.amend(self.state.set, load_kg=turn.load_kg, limits=turn.alert.limits)
        return self.tell(events)

    def _turned(self) -> None:
        self.recorder.about = header_of(self.turns.wanted, self.turns.turn.alert)
        self._show_turn()

    def _show_turn(self) -> None:
        self.state.turn = self.turns.turn
        if not self.turns.wanted.demo:  # which has a title of its own
            self.state.title = self.turns.title

    def _keep(self, keeper: Keeper, events: list[MonitorEvent]) -> None:
        """Bring to the logbook what happens, where it is more than that the bar moves."""
        news = [event for event in events if not isinstance(event, Moved | RepStarted)]
        for event in news:
            if isinstance(event, SetStarted):
                keeper.begin(event.set, self._begun(event))
            keeper.take(event)
        if news:
            keeper.write()

    def _begin_file(self) -> None:
        """Begin a capture that says what is lifted now, if it can replay by itself."""
        if self.recorder.next_set(self.source.fresh_session):
            self._in_file.clear()
            self._file_is_new = True
        self._file_is_old = False

    def _begun(self, event: SetStarted) -> SetHead:
        """Return what is known of a set that begins, in a capture of its own if that can be."""
        if self._file_is_old or (self._in_file and not self._file_is_new):
            self._begin_file()
        self._file_is_old = self._file_is_new = False
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
