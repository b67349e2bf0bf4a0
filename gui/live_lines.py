"""A live set in plain lines, one for each event: for places that cannot redraw a screen."""

from __future__ import annotations

from time import monotonic
from typing import TextIO

from gui.live_state import LiveState
from gui.live_view import READY
from gui.live_words import UNSEEN, called, left, technique, why
from gui.table import conclusion, measured
from velocity.events import MonitorEvent, RepFinished, RepRevised, RepWithdrawn, SetEnded
from velocity.rep import Rep

_SMALLEST = 0.005  # m/s: a lesser change of the mean velocity is no news
_PATIENCE = 1.0  # s before it is said what is awaited


class LinesScreen:
    """Writes what happens, line by line."""

    def __init__(self, state: LiveState, stream: TextIO) -> None:
        self._stream, self._link = stream, state.link
        self._title, self._capture = state.title, ""
        self._begun, self._word, self._ready = monotonic(), "", False
        self._told: dict[tuple[int, int], Rep] = {}

    def show(self, event: MonitorEvent) -> None:
        """Write an event of the monitor, if it is one that people read."""
        if isinstance(event, RepFinished | RepRevised) and not self._is_news(event.rep):
            return
        if isinstance(event, RepWithdrawn):
            self._forget(event.set, event.rep)
        if line := line_of(event):
            self.say(line)

    def say(self, text: str) -> None:
        """Write a line at once."""
        print(text, file=self._stream, flush=True)

    def _is_news(self, rep: Rep) -> bool:
        """Return whether a rep reads otherwise than when it was told last."""
        before = self._told.get((rep.set, rep.rep))
        if before is not None and _alike(before, rep):
            return False
        self._told[rep.set, rep.rep] = rep
        return True

    def _forget(self, number: int, gone: int) -> None:
        """Forget a rep that was none; those behind it move up."""
        told = {at: rep for at, rep in self._told.items() if at != (number, gone)}
        self._told = {
            (one, rep - 1 if one == number and rep > gone else rep): it
            for (one, rep), it in told.items()
        }

    def draw(self) -> None:
        """Say where the capture is and what is awaited, where that is news."""
        if self._link.capture != self._capture:
            self._capture = self._link.capture
            self.say(f"{self._title}; capture: {self._capture}")
        if self._link.stands and not self._ready:
            self._ready = True
            self.say(READY)
        waits = not self._ready and monotonic() - self._begun > _PATIENCE
        if waits and self._word != self._link.word:
            self._word = self._link.word
            self.say(f"{self._word} …")

    def close(self) -> None:
        """Do nothing: the lines stay."""


def line_of(event: MonitorEvent) -> str | None:
    """Return an event in words; None for one that is no news by itself."""
    match event:
        case RepFinished(rep=rep):
            return f"rep {rep.rep}: {_numbers(rep)}"
        case RepRevised(rep=rep):
            return f"rep {rep.rep}, revised: {_numbers(rep)}"
        case RepWithdrawn(rep=number):
            return f"rep {number} was none"
        case SetEnded(summary=summary, reps=reps) if reps:
            judged = any(rep.technique for rep in reps)
            told = f"set {summary.set} over: {conclusion(summary, reps)}"
            return f"{told} {UNSEEN}" if judged else told
    return None


def _alike(one: Rep, other: Rep) -> bool:
    moved = abs(one.mean_velocity.value - other.mean_velocity.value)
    same = (one.verdict, one.valid, _state(one)) == (other.verdict, other.valid, _state(other))
    return same and moved <= max(one.mean_velocity.se, _SMALLEST)


def _state(rep: Rep) -> str:
    return rep.technique.state if rep.technique else ""


def _numbers(rep: Rep) -> str:
    (mean,), (peak,) = (measured([m], 1, 3) for m in (rep.mean_velocity, rep.peak_velocity))
    (travel,) = measured([rep.range_of_motion], 100, 1)
    doubts = f" ({', '.join(rep.doubts)})" if not rep.valid else ""
    words = [f"{called(rep)}{doubts}", _besides(rep), left(rep)]
    return (
        f"mean {mean} m/s, peak {peak} m/s, range {travel} cm,"
        f" loss {100 * rep.velocity_loss.value:.0f} %, {', '.join(filter(None, words))}"
    )


def _besides(rep: Rep) -> str:
    """Return what is to be said of technique, where the verdict has not said it already."""
    told = technique(rep)
    if told == "clean" or not rep.valid:
        return ""
    return "" if why(rep) and why(rep) in told else told
