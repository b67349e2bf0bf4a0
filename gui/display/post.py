"""The way from the thread that runs the sets to the window's: nobody waits for anybody."""

from __future__ import annotations

from threading import Lock

from PySide6.QtCore import QObject, Qt, Signal

from gui.live_state import LiveState


class Post(QObject):
    """A mailbox: what is sent from any thread is handed on in the thread that made this.

    Where the window is slow it gets the newest state alone, and every word that was said.

    Signals:
        state_came: with a ``LiveState``.
        was_said: with a word on the link or on what a key has done.
        sound_told: with how the sound is: "" where it is well.
        was_closed: nothing more will come; with why, "" where that was to be.
    """

    state_came = Signal(object)
    was_said = Signal(str)
    sound_told = Signal(str)
    was_closed = Signal(str)
    _arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._state: LiveState | None = None
        self._words: list[tuple[str, str]] = []
        self._arrived.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)

    def send(self, state: LiveState) -> None:
        """Send a snapshot, which nobody changes any more."""
        with self._lock:
            first, self._state = self._is_empty(), state
        self._ring(first)

    def say(self, text: str) -> None:
        """Send a word on the link, or on what a key has done."""
        self._put("said", text)

    def sounded(self, text: str) -> None:
        """Send how the sound is: "" where it is well."""
        self._put("sound", text)

    def closed(self, told: str = "") -> None:
        """Send that nothing more will come, and why: "" where that was to be."""
        self._put("closed", told)

    def _put(self, kind: str, text: str) -> None:
        with self._lock:
            first = self._is_empty()
            self._words.append((kind, text))
        self._ring(first)

    def _is_empty(self) -> bool:
        return self._state is None and not self._words

    def _ring(self, first: bool) -> None:
        """Wake the window's thread, unless it has been woken for what came before."""
        if first:
            self._arrived.emit()

    def _hand_on(self) -> None:
        with self._lock:
            state, words = self._state, self._words
            self._state, self._words = None, []
        if state is not None:
            self.state_came.emit(state)
        signals = {"said": self.was_said, "sound": self.sound_told, "closed": self.was_closed}
        for kind, text in words:
            signals[kind].emit(text)
