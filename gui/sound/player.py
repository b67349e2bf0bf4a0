"""The one who is told to play, and hands it on to whatever makes sounds be heard or kept."""

from __future__ import annotations

from typing import Protocol

from gui.sound.cues import Cue
from gui.sound.mixer import Handed, Mixer


class Sink(Protocol):
    """Where sounds go: nothing in it waits, and any thread may use it."""

    mixer: Mixer

    @property
    def trouble(self) -> str:
        """Why there is no sound, and what to do; "" if there is."""

    def play(self, cue: Cue, at_s: float) -> None:
        """Play a cue that is due at a time of the set, s."""

    def passed(self, at_s: float) -> None:
        """Take note of how far the set is, s."""

    def close(self) -> None:
        """Be silent, and let go of everything."""


class Player:
    """Plays cues on its sinks, never waits, and may be used by any thread."""

    def __init__(self, *sinks: Sink, volume: float = 1.0, muted: bool = False) -> None:
        self._sinks = sinks
        self._volume, self._muted = volume, muted
        self._set_loudness()

    @property
    def volume(self) -> float:
        """How loud it is, 0 … 1, in even steps as heard."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(max(volume, 0.0), 1.0)
        self._set_loudness()

    @property
    def muted(self) -> bool:
        """Whether there is nothing to be heard, not even what says to rack the bar."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        self._set_loudness()

    @property
    def trouble(self) -> str:
        """Why there is no sound, and what to do; "" if there is."""
        return next((sink.trouble for sink in self._sinks if sink.trouble), "")

    @property
    def handed(self) -> list[Handed]:
        """When the last cues of all sinks were asked for, and when they began, in order."""
        every = [one for sink in self._sinks for one in list(sink.mixer.handed)]
        return sorted(every, key=lambda one: one.handed_s)

    def play(self, cue: Cue, at_s: float) -> None:
        """Play a cue now; for sinks that keep the set's own time, it is due at ``at_s``."""
        for sink in self._sinks:
            sink.play(cue, at_s)

    def passed(self, at_s: float) -> None:
        """Take note of how far the set is, s: what keeps the set's own time goes on up to there."""
        for sink in self._sinks:
            sink.passed(at_s)

    def close(self) -> None:
        """Be silent, and let go of everything."""
        for sink in self._sinks:
            sink.close()

    def _set_loudness(self) -> None:
        # About what the ear takes for even steps: half the volume is 12 dB less
        loudness = 0.0 if self._muted else self._volume**2
        for sink in self._sinks:
            sink.mixer.loudness = loudness
