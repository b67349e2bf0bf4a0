from __future__ import annotations

from bargroove.publishing.publisher import Publishing
from gui.live_state import LiveState
from velocity.events import Moved

STATE = LiveState("")


class Diary:
    """A publisher that writes down what it gets, until it fails."""

    def __init__(self, name: str, lasts: int = 100) -> None:
        self.name, self.heard, self._lasts = name, [], lasts

    def take(self, event, state):
        self.tell(event, state)

    def tell(self, event, state):
        self.heard.append(event)
        if len(self.heard) > self._lasts:
            raise OSError("no room")

    def news(self):
        return []

    def close(self):
        self.heard.append("closed")


def test_one_that_fails_is_left_out_and_told_once():
    good, bad = Diary("good"), Diary("bad", lasts=1)
    publishing = Publishing([bad, good])
    told = []
    for time_s in range(4):
        publishing.tell(Moved(time_s, 0.0, 0.0), STATE)
        told += publishing.news()
    assert told == ["bad: nothing is published any more (OSError: no room)"]
    assert publishing.close() == []
    assert (len(bad.heard), len(good.heard)) == (2, 5)
