"""Impacts of the bar on rack and floor: as the sensor feels them, and as a camera hears them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from velocity.samples import MISSING, Floats, Samples

Sound = NDArray[np.int16]

STEP = 0.005
"""s from one value of an onset strength to the next."""

_MOTION = 0.08  # s over which specific force is averaged to get what is motion, not impact
_LEAST_FELT = 4.0  # m/s², of an impact beside what is motion
_ABOVE_USUAL = 6.0  # times the median of what is no motion
_APART = 0.12  # s between two impacts; a bar that rings is one
_ONSET = 0.4  # share of its largest value at which an impact has begun
_RISE = 0.04  # s that an impact takes at most to reach it
_WINDOW = 4  # steps in a spectrum
_LOWEST = 300.0  # Hz: below it is speech and the hum of a hall
_BACK = 3  # steps back to the spectra that a louder one is compared with
_PIECE = 8192  # spectra at a time


@dataclass(frozen=True)
class Impacts:
    """When a sensor felt impacts, s (n,), and how hard, m/s² (n,)."""

    time: Floats
    size: Floats

    def __len__(self) -> int:
        return len(self.time)


def felt(samples: Samples) -> Impacts:
    """Return the impacts that a sensor has felt, by what is too quick to be motion."""
    shock = _shock(samples)
    least = max(_LEAST_FELT, _ABOVE_USUAL * float(np.median(shock)))
    reach = max(round(_APART * samples.rate), 1)
    peaks = np.flatnonzero((shock >= least) & (shock >= highest_within(shock, reach)))
    peaks = peaks[np.diff(peaks, prepend=-reach - 1) > reach]
    rise = max(round(_RISE * samples.rate), 1)
    begun = [_begin(shock, int(peak), rise) for peak in peaks]
    return Impacts(samples.start + np.array(begun, float) / samples.rate, shock[peaks])


def _shock(samples: Samples) -> Floats:
    """Return (n,) m/s²: how far each reading lies off the motion around it."""
    width = 2 * max(round(_MOTION * samples.rate / 2), 1) + 1
    padded = np.pad(samples.specific_force, ((width // 2, width // 2), (0, 0)), mode="edge")
    sums = np.cumsum(np.concatenate([np.zeros((1, 3)), padded]), axis=0)
    motion = (sums[width:] - sums[:-width]) / width
    shock = np.linalg.norm(samples.specific_force - motion, axis=1)
    shock[samples.flags & MISSING != 0] = 0.0
    return np.asarray(shock)


def _begin(shock: Floats, peak: int, rise: int) -> int:
    """Return at which sample the impact with this peak begins."""
    first = max(peak - rise, 0)
    return first + int(np.argmax(shock[first : peak + 1] >= _ONSET * shock[peak]))


def heard(sound: Sound, rate: int) -> Floats:
    """Return the onset strength of a sound, every ``STEP`` s from its beginning.

    It is the spectral flux: by how much the bands of a spectrum have become louder, here on a
    compressed scale (Dixon, "Onset detection revisited", 2006). A bang raises all bands at once.

    Args:
        sound: (n,) of one channel.
        rate: Hz, of which ``STEP`` is a whole number of samples.
    """
    hop = round(STEP * rate)
    width = _WINDOW * hop
    # a rise is seen best one step late
    padded = np.pad(sound, (width // 2 - hop, width))
    frames = np.lib.stride_tricks.sliding_window_view(padded, width)[::hop]
    pieces = [frames[i : i + _PIECE + _BACK] for i in range(0, len(frames) - _BACK, _PIECE)]
    return np.concatenate([np.zeros(_BACK), *(_rises(piece, rate) for piece in pieces)])


def _rises(frames: Sound, rate: int) -> Floats:
    """Return (n - ``_BACK``,) by how much the bands of all but the first (n, k) frames rise."""
    width = frames.shape[1]
    above = np.fft.rfftfreq(width, 1 / rate) >= _LOWEST
    spectra = np.fft.rfft(frames * np.hanning(width), axis=1)[:, above]
    loud = np.sqrt(np.abs(spectra))
    before = np.maximum(loud[1 : 1 - _BACK], loud[:-_BACK])
    return np.asarray(np.maximum(loud[_BACK:] - before, 0.0).sum(axis=1))


def highest_within(values: Floats, reach: int) -> Floats:
    """Return the (n,) largest of the values up to ``reach`` before and behind each."""
    padded = np.pad(values, reach)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    return np.asarray(windows.max(axis=1))
