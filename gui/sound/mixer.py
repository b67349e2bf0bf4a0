"""From cues to blocks of samples, whoever asks for the blocks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from gui.sound.cues import Cue
from gui.sound.tones import PEAK, Tone, render

_FADE_S = 0.015  # in which the loudness goes from none to full
_CUT_S = 0.005  # in which a sound that makes way for another one dies away
_KEPT = 1000


@dataclass(frozen=True)
class Handed:
    """When a cue was asked for, and when its first samples had been handed on (perf_counter, s)."""

    cue: Cue
    asked_s: float
    handed_s: float


class Mixer:
    """What sounds, block by block. One thread pulls; any thread plays, and sets the loudness.

    RACK replaces whatever sounds, and while it sounds there is nothing else to hear.

    Attributes:
        rate: samples per second.
        loudness: what the samples are multiplied by, 0 … 1.
        handed: of the last cues, when each began.
    """

    def __init__(self, rate: float) -> None:
        self.loudness = self._gain = 1.0
        self.handed: deque[Handed] = deque(maxlen=_KEPT)
        self._asked: deque[tuple[Cue, float]] = deque()
        self.retune(rate)

    def retune(self, rate: float) -> None:
        """Make everything for another rate and forget what sounds, while nobody pulls."""
        self.rate = rate
        self._tones = {cue: render(cue, rate) for cue in Cue}
        self._sounding: list[_Sounding] = []
        self._asked.clear()

    def play(self, cue: Cue, asked_s: float) -> None:
        """Let a cue begin with the next block; it was asked for at such a time (perf_counter)."""
        self._asked.append((cue, asked_s))

    @property
    def sounds(self) -> bool:
        """Whether there is anything more to hear."""
        return bool(self._asked or self._sounding)

    def pull(self, out: Tone) -> None:
        """Fill a block (n,) with what comes next."""
        out.fill(0.0)
        begun = self._begin()
        for one in self._sounding:
            one.add_to(out)
        if len(self._sounding) > 1:
            _clip_softly(out)
        self._sounding = [one for one in self._sounding if not one.is_over]
        self._turn_down(out)
        now = perf_counter()
        self.handed.extend(Handed(cue, asked_s, now) for cue, asked_s in begun)

    def _begin(self) -> list[tuple[Cue, float]]:
        """Let what was asked for begin, and return it."""
        begun = []
        while self._asked:
            cue, asked_s = self._asked.popleft()
            if cue is Cue.RACK:
                for one in self._sounding:
                    one.cut(round(_CUT_S * self.rate))
            elif any(one.cue is Cue.RACK for one in self._sounding):
                continue
            self._sounding.append(_Sounding(cue, self._tones[cue]))
            begun.append((cue, asked_s))
        return begun

    def _turn_down(self, out: Tone) -> None:
        """Multiply by the loudness; on its way to another one it takes ``_FADE_S``."""
        before, goal = self._gain, self.loudness
        if before == goal or len(out) == 0:
            out *= np.float32(goal)
            return
        step = np.copysign(1.0 / (_FADE_S * self.rate), goal - before)
        ramp = before + step * np.arange(1, len(out) + 1)
        np.clip(ramp, min(before, goal), max(before, goal), out=ramp)
        out *= ramp
        self._gain = float(ramp[-1])


class _Sounding:
    """A tone of which a part has been heard."""

    def __init__(self, cue: Cue, tone: Tone) -> None:
        self.cue, self._tone, self._at = cue, tone, 0

    @property
    def is_over(self) -> bool:
        return self._at >= len(self._tone)

    def add_to(self, out: Tone) -> None:
        part = self._tone[self._at : self._at + len(out)]
        out[: len(part)] += part
        self._at += len(part)

    def cut(self, samples: int) -> None:
        """End after so many samples, without a click."""
        rest = self._tone[self._at : self._at + samples]
        self._tone, self._at = rest * np.linspace(1.0, 0.0, len(rest), dtype=np.float32), 0


def _clip_softly(out: Tone) -> None:
    """Bend what goes beyond a single tone's peak, so that it stays below 1."""
    room = 1.0 - PEAK
    bent = PEAK + room * np.tanh((np.abs(out) - PEAK) / room)
    np.copyto(out, np.copysign(bent, out).astype(np.float32), where=np.abs(out) > PEAK)
