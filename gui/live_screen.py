"""Screens that are redrawn in place on a terminal."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import TextIO

from rich.console import Console
from rich.live import Live
from rich.text import Text

from gui.live_state import LiveState
from gui.live_view import lines
from gui.terminal import Style
from velocity.events import MonitorEvent, RepFinished, RepWithdrawn

_SOONEST, _LATEST = 0.1, 0.5  # s from one drawing to the next, where there is news and where not
_SHOWN = 30.0  # s: what was said longer ago is history
_MOST_SAID = 3

Draw = Callable[[Style, int], list[str]]
"""Returns the lines to show in a style's width and so many lines' height."""


class Redrawn:
    """Lines drawn in place, at most ten times a second, and wiped in the end."""

    def __init__(self, lines: Draw, stream: TextIO, *, colour: bool) -> None:
        self._lines, self._colour = lines, colour
        self._console = Console(file=stream, force_terminal=True, highlight=False)
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._drawn, self._news = 0.0, True
        self._live.start()

    def news(self) -> None:
        """Take note that there is something new to see."""
        self._news = True

    def ring(self) -> None:
        """Sound the terminal's bell."""
        self._console.bell()

    def draw(self) -> None:
        """Draw what there is to see, if it is time to."""
        now = monotonic()
        if now - self._drawn < (_SOONEST if self._news else _LATEST):
            return
        self._drawn, self._news = now, False
        width, height = self._console.size
        shown = self._lines(Style(width - 1, self._colour), height - 1)
        self._live.update(Text.from_ansi("\n".join(shown), no_wrap=True), refresh=True)

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._live.stop()


class Said:
    """What has just been said, and is worth a look for a while."""

    def __init__(self) -> None:
        self._texts: deque[tuple[float, str]] = deque(maxlen=_MOST_SAID)

    def add(self, text: str) -> None:
        """Take what is said now."""
        self._texts.append((monotonic(), text))

    def now(self) -> list[str]:
        """Return what is still worth a look, the latest last."""
        return [text for at, text in self._texts if monotonic() - at < _SHOWN]


class TableScreen(Redrawn):
    """The state of a live set as a table; it rings when the bar is to be racked."""

    def __init__(self, state: LiveState, stream: TextIO, *, colour: bool) -> None:
        self._state, self._said, self._alarmed = state, Said(), False
        super().__init__(self._shown, stream, colour=colour)

    def show(self, event: MonitorEvent) -> None:
        """Take note of an event of the monitor."""
        self.news()
        if isinstance(event, RepWithdrawn):
            self._said.add(f"rep {event.rep} was none")
        alarm = self._state.alarm
        if alarm and (isinstance(event, RepFinished) or not self._alarmed):
            self.ring()
        self._alarmed = alarm

    def say(self, text: str) -> None:
        """Let something be seen that happened to the link."""
        self._said.add(text)
        self.news()

    def _shown(self, style: Style, height: int) -> list[str]:
        return lines(self._state, style, height, self._said.now())
