"""All parts of the window, by the names of their places."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QWidget

from gui.display.awaiting import Awaiting
from gui.display.facts import Facts
from gui.display.frame_clock import FRAME_MS, FrameClock
from gui.display.layout import Places, phase_of, places
from gui.display.link_strip import LinkStrip
from gui.display.number import GiantNumber
from gui.display.resting import Resting
from gui.display.sign import StateSign
from gui.display.sizes import Sizes
from gui.display.theme import Theme
from gui.display.touch_bar import TouchBar
from gui.display.who import WhoStrip
from gui.live_state import LiveState

CHARTS = ("bars", "groove")
"""Parts that take longest to paint."""


class Part(Protocol):
    """What all parts of the window can do."""

    def show_state(self, state: LiveState) -> None:
        """Show what is new in a state."""

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything anew."""

    def setGeometry(self, box: QRect, /) -> None:  # noqa: N802
        """Stand in a place."""

    def setVisible(self, visible: bool, /) -> None:  # noqa: N802
        """Be seen, or not."""


class Parts:
    """The parts: those that a phase shows are told of each state, the others are hidden.

    Attributes:
        touch: the buttons; ``link``: the strip that says what has happened.
    """

    def __init__(self, window: QWidget, clock: FrameClock) -> None:
        """Make them; what moves will follow the clock."""
        self._window, self._clock = window, clock
        self._state = LiveState("")
        self._shown: Places = {}
        self._charts_due: list[str] = []
        self._later = QTimer(window)
        self._later.setSingleShot(True)
        self._later.setInterval(FRAME_MS)
        self._later.timeout.connect(self._show_chart)
        self.touch, self.link = TouchBar(window), LinkStrip(window)
        self._all: dict[str, Part] = {
            "who": WhoStrip(window),
            "number": GiantNumber(window),
            "sign": StateSign(window),
            "facts": Facts(window),
            "awaiting": Awaiting(window),
            "resting": Resting(window),
            "link": self.link,
            "touch": self.touch,
        }

    def __getitem__(self, name: str) -> Part:
        return self._all[name]

    @property
    def complete(self) -> bool:
        """Whether the charts are there."""
        return "groove" in self._all

    @property
    def settled(self) -> bool:
        """Whether everything shows the last state."""
        return not self._charts_due

    def add_charts(self) -> None:
        """Add what takes long to load; it is not placed yet."""
        from gui.display.groove_view import GrooveView
        from gui.display.rep_bars import RepBars

        groove = GrooveView(self._window)
        self._clock.ticked.connect(groove.tick)
        self._all |= {"bars": RepBars(self._window), "groove": groove}

    def show_state(self, state: LiveState) -> bool:
        """Show a state; return whether the phase is another one, so that all has to be placed."""
        before, self._state = self._state, state
        if phase_of(state) != phase_of(before):
            return True
        for name in self._shown:
            if name not in CHARTS:
                self._all[name].show_state(state)
        self._charts_due = [name for name in CHARTS if name in self._shown]
        self._later.start()
        return False

    def _show_chart(self) -> None:
        """Show a chart what is new: one in a frame, after the number, for each takes a while."""
        if self._charts_due:
            self._all[self._charts_due.pop(0)].show_state(self._state)
        if self._charts_due:
            self._later.start()

    def place(self, sizes: Sizes, *, touch_bar: bool) -> None:
        """Put every part that the phase shows in its place, and hide the others."""
        wanted = places(sizes, phase_of(self._state), touch_bar=touch_bar)
        self._shown = {name: box for name, box in wanted.items() if name in self._all}
        for name, part in self._all.items():
            if name in self._shown:
                part.setGeometry(self._shown[name])
                part.show_state(self._state)
            part.setVisible(name in self._shown)

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything anew, in other colours, sizes or words."""
        for part in self._all.values():
            part.set_look(theme, sizes)
