"""When things happen on their way from a sensor's readings to what is seen and heard."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import cast

from PySide6.QtCore import QEvent, QObject

from bargroove.bench.display_rig import SILENT, Watch
from bargroove.rack import Rack
from bargroove.sounding import Sounding
from gui.display.frame_clock import FrameClock
from gui.display.layout import phase_of
from gui.display.number import GiantNumber
from gui.display.post import Post
from gui.display.window import DisplayWindow
from gui.live_state import LiveState
from gui.sound.cues import Cue
from gui.sound.device import DeviceSink
from gui.sound.player import Player, Sink
from gui.sound.speech import Voice
from gui.sound.wav import WavSink
from velocity.events import MonitorEvent, RepFinished
from velocity.rep import Rep

_KEPT = 5000  # readings: some minutes of them
_OF_THE_LINK = (Cue.LINK_LOST, Cue.LINK_BACK, Cue.CHECK)


@dataclass
class RepTimes:
    """When things happened to a rep (perf_counter, s).

    Attributes:
        rep: it, as it was told.
        ended_s: the reading of its end was handed to the program.
        sure_s: the reading was handed to the program by which it was sure to be over.
        decided_s: it was told, with a verdict; the sound is asked for.
        painted_s: its number had been painted for the first time; None before that.
    """

    rep: Rep
    ended_s: float
    sure_s: float
    decided_s: float
    painted_s: float | None = None


class Stopwatch(Watch):
    """Looks on with a stopwatch.

    Attributes:
        reps: all that were told.
        frames: for each frame while a set ran or the bar moved, the s that it took: what was
            done for it, and its paint.
    """

    def __init__(self) -> None:
        self.reps: list[RepTimes] = []
        self.frames: list[float] = []
        self._readings: deque[tuple[float, float]] = deque(maxlen=_KEPT)
        self._unseen: deque[RepTimes] = deque()
        self._sinks: dict[str, Sink] = {}

    @property
    def sounds(self) -> dict[str, list[float]]:
        """For what takes sounds, the s from each decision to the first sample that it was given."""
        return {
            name: [
                one.handed_s - one.asked_s
                for one in sink.mixer.handed
                if one.cue not in _OF_THE_LINK
            ]
            for name, sink in self._sinks.items()
        }

    def window(self, rack: Rack, post: Post) -> DisplayWindow:
        """Return a window that tells of its frames."""
        return _TimedWindow(rack, post, self)

    def sounding(self, wav: Path) -> Sounding:
        """Return a sounding that tells of decisions, and writes to a file."""
        self._sinks = {"the WAV file": WavSink(wav), "the device": DeviceSink()}
        return _TimedSounding(self)

    def player(self) -> Player:
        """Return what plays."""
        return Player(*self._sinks.values())

    def noted(self, end_s: float, handed_s: float) -> None:
        """Keep when readings came; those of a new sensor begin at 0."""
        if self._readings and end_s < self._readings[-1][0]:
            self._readings.clear()
        self._readings.append((end_s, handed_s))

    def decided(self, rep: Rep) -> None:
        """Keep when a rep was told."""
        ended_s = next(handed for end, handed in self._readings if end > rep.end_s)
        times = RepTimes(rep, ended_s, self._readings[-1][1], perf_counter())
        self.reps.append(times)
        self._unseen.append(times)

    def painted(self, took_s: float, *, lifting: bool) -> None:
        """Keep what a frame took."""
        if lifting:
            self.frames.append(took_s)

    def seen(self, state: LiveState) -> None:
        """Keep that all of a state has been painted."""
        now = perf_counter()
        for times in [one for one in self._unseen if _holds(state, one.rep)]:
            times.painted_s = now
            self._unseen.remove(times)


class _TimedSounding(Sounding):
    """Tells when reps are decided."""

    def __init__(self, watch: Stopwatch) -> None:
        super().__init__(watch.player(), Voice("en"))
        self._watch = watch

    def hear(self, event: MonitorEvent, state: LiveState) -> None:
        """Sound what an event calls for."""
        if isinstance(event, RepFinished):
            self._watch.decided(event.rep)
        super().hear(event, state)


class _TimedWindow(DisplayWindow):
    """A window that tells what its frames take: to follow states and ticks, and to paint."""

    def __init__(self, rack: Rack, post: Post, watch: Stopwatch) -> None:
        super().__init__(rack, post, SILENT)
        self._watch, self._worked_s, self._ticked_s = watch, 0.0, 0.0
        self._shows, self._old_number, self._ends_known = LiveState(""), False, False
        self._of_number = cast(GiantNumber, self.findChild(GiantNumber))
        self._of_number.installEventFilter(self)
        self._of_frames = cast(FrameClock, self.findChild(FrameClock))
        self._of_frames.ticked.connect(self._tick_begins)  # before what moves is connected

    def show_state(self, state: LiveState) -> None:
        """Show a state, and count the time."""
        begun = perf_counter()
        before, self._shows = self._shows, state
        super().show_state(state)
        number = self._of_number
        self._old_number |= number.shown(state) != number.shown(before)
        self._worked_s += perf_counter() - begun

    def event(self, event: QEvent) -> bool:
        """Do what Qt asks for; all that has changed is painted when it asks for an update."""
        begun = perf_counter()
        handled = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            took_s, self._worked_s = perf_counter() - begun + self._worked_s, 0.0
            self._tell(took_s)
        return handled

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See when the number is painted."""
        if event.type() == QEvent.Type.Paint:
            self._old_number = False
        return super().eventFilter(watched, event)

    def _tell(self, took_s: float) -> None:
        lifting = self._of_frames.runs or phase_of(self._shows) == "lifting"
        self._watch.painted(took_s, lifting=lifting)
        if not self._old_number:
            self._watch.seen(self._shows)

    def _tick_begins(self) -> None:
        self._ticked_s = perf_counter()
        if self.is_complete and not self._ends_known:
            self._ends_known = True
            self._of_frames.ticked.connect(self._tick_ends)  # behind all that moves

    def _tick_ends(self) -> None:
        self._worked_s += perf_counter() - self._ticked_s


def _holds(state: LiveState, rep: Rep) -> bool:
    """Return whether a rep is among those of a state; its numbers may have changed."""
    return any(one.start_s < rep.end_s and rep.start_s < one.end_s for one in state.reps)
