"""What the tones are like: how long, how loud, and where their energy lies."""

from __future__ import annotations

import numpy as np

from bargroove.markdown import table
from gui.sound.cues import Cue
from gui.sound.tones import render

_RATE = 48_000.0  # Hz
_BAND = (500.0, 3000.0)  # Hz: what small speakers give and ears are keen for
_POINTS = 1 << 18  # of the spectrum, more than the longest tone has samples


def tones_page() -> str:
    """Return a table of all tones, as they are handed to a speaker at full volume."""
    header = ("tone", "s", "peak", "RMS, dBFS", f"in {_BAND[0]:g}–{_BAND[1]:g} Hz, %")
    return table(header, [_row(cue) for cue in Cue])


def _row(cue: Cue) -> list[str]:
    tone = render(cue, _RATE).astype(float)
    level = 10.0 * np.log10(np.mean(tone**2))
    power = np.abs(np.fft.rfft(tone, _POINTS)) ** 2
    hz = np.fft.rfftfreq(_POINTS, 1.0 / _RATE)
    inside = 100.0 * power[(hz >= _BAND[0]) & (hz <= _BAND[1])].sum() / power.sum()
    name = cue.name.lower().replace("_", " ")
    return [
        name,
        f"{len(tone) / _RATE:.2f}",
        f"{np.abs(tone).max():.2f}",
        f"{level:.1f}",
        f"{inside:.1f}",
    ]
