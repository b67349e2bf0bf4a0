"""A live set on its way to the window: a snapshot of the state for all that is new."""

from __future__ import annotations

from time import monotonic

from bargroove.memory import give_back
from bargroove.sounding import Sounding
from gui.display.post import Post
from gui.live_state import LiveState
from velocity.events import MonitorEvent, RepFinished, SetEnded

_LATEST = 0.25  # s from one snapshot to the next where there is no news: link and rest go on


class WindowScreen:
    """Sends what there is to see by the post, and lets be heard what is heard of it."""

    def __init__(self, state: LiveState, post: Post, sounding: Sounding) -> None:
        self._state, self._post, self._sounding = state, post, sounding
        self._sent, self._silent = 0.0, ""

    def show(self, event: MonitorEvent) -> None:
        """Send the state after an event."""
        if isinstance(event, RepFinished):
            self._sounding.say(event.rep)
        self.send()
        if isinstance(event, SetEnded):  # nothing is urgent now
            give_back()

    def say(self, text: str) -> None:
        """Send what has happened to the link."""
        self._post.say(text)

    def draw(self) -> None:
        """Send the state if the last time is a while ago, and how the sound is."""
        self._sounding.follow(self._state)
        if self._sounding.trouble != self._silent:
            self._silent = self._sounding.trouble
            self._post.sounded(self._silent)
        if monotonic() - self._sent > _LATEST:
            self.send()

    def send(self) -> None:
        """Send the state as it is now."""
        self._sent = monotonic()
        self._post.send(self._state.snapshot())

    def close(self) -> None:
        """Send the last state; the window stays until people close it."""
        self.send()
