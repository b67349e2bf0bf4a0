"""Screens that are redrawn in place on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TextIO

from rich.console import Console
from rich.live import Live
from rich.text import Text

from gui.live_state import LiveState
from gui.live_view import lines
from gui.terminal import Style
from velocity.events import MonitorEvent, RepFinished

_SOONEST, _LATEST = 0.1, 0.5  # s from one drawing to the next, where there is news and where not

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


class TableScreen(Redrawn):
    """The state of a live set as a table; it rings when the bar is to be racked."""

    def __init__(self, state: LiveState, stream: TextIO, *, colour: bool) -> None:
        self._state = state
        super().__init__(lambda style, height: lines(state, style, height), stream, colour=colour)

    def show(self, event: MonitorEvent) -> None:
        """Take note of an event of the monitor."""
        self.news()
        if isinstance(event, RepFinished) and event.rep.verdict == "rack":
            self.ring()

    def say(self, text: str) -> None:
        """Let something be seen that happened to the link."""
        self._state.link.notices.append(text)
        self.news()
