"""Where the bar is between the few times a second that it is heard of."""

from __future__ import annotations

from gui.live_state import LiveState

_HORIZON = 0.15  # s for which the bar is taken to go on as it was last heard to
_EASE = 0.06  # s in which what is shown comes up with the bar


class Glide:
    """The bar's height, gliding from one message to the next.

    Attributes:
        known: whether there is a bar to show.
        height: where it is shown, m above the bottom of the last rep.
    """

    def __init__(self) -> None:
        self.known, self.height = False, 0.0
        self._heard = (0.0, 0.0)  # height, m, and velocity, m/s
        self._since: float | None = None  # s, when that was first seen
        self._last = 0.0  # s

    def hear(self, state: LiveState) -> None:
        """Take note of where the bar is in a state, and where it goes."""
        if state.height is None or state.velocity is None or state.summary is not None:
            self.known = False
            return
        heard = (state.height, state.velocity)
        if heard != self._heard:
            self._heard, self._since = heard, None
        if not self.known or not state.velocity:
            self.known, self.height = True, state.height

    def tick(self, now_s: float) -> None:
        """Go on with the bar up to a time, s on a monotonic clock."""
        if self._since is None:
            self._since = now_s
        height, velocity = self._heard
        ahead = height + velocity * min(now_s - self._since, _HORIZON)
        self.height += (ahead - self.height) * min((now_s - self._last) / _EASE, 1.0)
        self._last = now_s
