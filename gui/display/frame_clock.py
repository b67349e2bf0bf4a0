"""What moves on the screen while the bar moves."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gui.live_state import LiveState

FRAME_MS = 17  # ms: as many as 60 a second
RESTS = 0.02  # m/s: a slower bar lies still, and what is left is the estimate's own


class FrameClock(QObject):
    """Ticks for each frame while the bar moves, and is silent else.

    Signals:
        ticked: with the time, s on the monotonic clock.
    """

    ticked = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def runs(self) -> bool:
        """Whether it ticks."""
        return self._timer.isActive()

    def follow(self, state: LiveState) -> None:
        """Tick from now on if the bar moves in a state, else once more and no longer."""
        if abs(state.velocity or 0.0) > RESTS:
            if not self.runs:
                self._timer.start()
        elif self.runs:
            self._timer.stop()
            self._tick()

    def _tick(self) -> None:
        self.ticked.emit(monotonic())
