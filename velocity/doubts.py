"""Why a rep is not to be trusted."""

from __future__ import annotations

import numpy as np

from velocity import bar_frame
from velocity.calibration import GRAVITY
from velocity.estimate import Estimate
from velocity.samples import CLIPPED, MISSING, Flags, Samples

SHORT_GAP = 0.05  # s that may be missing at a stretch
TORN_SECONDS = 0.3  # from a gap that cuts a bout: what is so near to it may go on in it
MOST_OFF = 0.15  # share by which gravity may read wrong
MOST_SPIN = 3.0  # rad: hands do not let go of a bar within a rep
MOST_TILT = 0.35  # rad: no loaded bar tilts further in a rep


def spun(estimate: Estimate, inside: slice) -> float:
    """Return by how much the bar spun about itself, rad."""
    spin = np.cumsum(estimate.axis.direction @ estimate.motion.angular_rate[:, inside])
    return float(np.ptp(spin)) / estimate.samples.rate


def doubts_of(estimate: Estimate, inside: slice) -> tuple[str, ...]:
    """Return why a rep is not to be trusted, in words for people."""
    flags = estimate.samples.flags[inside]
    gravity = estimate.gravity / GRAVITY
    doubts = [] if abs(gravity - 1.0) < MOST_OFF else [f"gravity reads {gravity:.2f} g"]
    torn = _torn(estimate.samples, inside)
    if torn or _longest(flags & MISSING) > SHORT_GAP * estimate.samples.rate:
        doubts.append("samples missing")
    if (flags & CLIPPED).any():
        doubts.append("sensor clipped")
    if estimate.stuck:
        doubts.append("a sensor axis stuck")
    if np.abs(bar_frame.tilt(estimate.left[:, inside])).max() > MOST_TILT:
        doubts.append("bar not level")
    if spun(estimate, inside) > MOST_SPIN:
        doubts.append("sensor turned round")
    return tuple(doubts)


def _torn(samples: Samples, inside: slice) -> bool:
    """Return whether a rep touches an end of its bout that a gap has cut."""
    missing, near = samples.flags & MISSING, TORN_SECONDS * samples.rate
    begun, ended = inside.start < near, len(samples) - inside.stop < near
    return bool((begun and missing[0]) or (ended and missing[-1]))


def _longest(flags: Flags) -> int:
    """Return the length of the longest run of set flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags > 0, [False]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
