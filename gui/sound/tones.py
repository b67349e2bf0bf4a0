"""The sound of each cue, made of notes that carry through a gym.

Each note has several partials: a room can swallow one pitch, hardly three, and a small speaker
that lacks the lowest still gives the others, in the 1–3 kHz where ears are keen. Every cue has a
rhythm of its own as well as pitches of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from gui.sound.cues import Cue

Tone = NDArray[np.float32]
"""Samples (n,) in −1 … 1."""

PEAK = 0.89  # −1 dB of full scale, so that no converter clips between two samples
_ATTACK_S, _RELEASE_S = 0.005, 0.012  # steeper ramps would click


@dataclass(frozen=True)
class Note:
    """A note of so many seconds, from one pitch to another, with a silence behind it."""

    seconds: float
    hz: float
    to_hz: float
    pause_s: float = 0.0


@dataclass(frozen=True)
class Pattern:
    """Notes in a row, and how strong each partial of them is, the fundamental first."""

    notes: tuple[Note, ...]
    partials: tuple[float, ...]


def _note(seconds: float, hz: float, pause_s: float = 0.0) -> Note:
    return Note(seconds, hz, hz, pause_s)


_BRIGHT, _FULL = (1.0, 0.6, 0.3), (0.8, 1.0, 0.7, 0.4)
_BLAST = (_note(0.12, 660), _note(0.12, 960), _note(0.12, 660), _note(0.12, 960, 0.08))

PATTERNS = {
    Cue.COUNTED: Pattern((_note(0.11, 1760),), _BRIGHT),
    Cue.BELOW_TARGET: Pattern((_note(0.11, 520, 0.09), _note(0.11, 520)), _FULL),
    Cue.NEAR: Pattern((_note(0.09, 880, 0.04), _note(0.26, 1320)), _BRIGHT),
    Cue.TECHNIQUE: Pattern((Note(0.48, 1500, 560),), _BRIGHT),
    Cue.RACK: Pattern(_BLAST * 3, (0.7, 1.0, 0.8)),
    Cue.LINK_LOST: Pattern(
        (_note(0.2, 800, 0.04), _note(0.07, 600, 0.04), _note(0.07, 450)), _FULL
    ),
    Cue.LINK_BACK: Pattern(
        (_note(0.07, 450, 0.04), _note(0.07, 600, 0.04), _note(0.2, 800)), _FULL
    ),
    Cue.CHECK: Pattern(tuple(_note(0.08, hz, 0.04) for hz in (600, 900, 1200, 1800)), _BRIGHT),
}


@cache
def render(cue: Cue, rate: float) -> Tone:
    """Return the sound of a cue at so many samples per second."""
    pattern = PATTERNS[cue]
    pieces = []
    for note in pattern.notes:
        pieces += [_sound(note, pattern.partials, rate), np.zeros(round(note.pause_s * rate))]
    tone = np.concatenate(pieces).astype(np.float32)
    tone.flags.writeable = False  # it is shared by all who play it
    return tone


def _sound(note: Note, partials: Sequence[float], rate: float) -> NDArray[np.float64]:
    n = round(note.seconds * rate)
    phase = 2.0 * np.pi * np.cumsum(np.geomspace(note.hz, note.to_hz, n)) / rate
    wave = np.zeros(n)
    for number, strength in enumerate(partials, 1):
        # Every other partial runs a quarter of its period ahead: the peaks stay lower, and what is
        # between them can be louder.
        wave += strength * (np.sin if number % 2 else np.cos)(number * phase)
    return np.asarray(PEAK * wave / np.abs(wave).max() * _ramps(n, rate))


def _ramps(n: int, rate: float) -> NDArray[np.float64]:
    """Return what a note of n samples rises and dies away by."""
    after, before = np.arange(n) / rate, np.arange(n)[::-1] / rate
    share = np.minimum(np.minimum(after / _ATTACK_S, before / _RELEASE_S), 1.0)
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * share))
