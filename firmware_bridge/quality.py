"""What a row of a recording is worth: missing, stuck, clipped, in another unit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firmware_bridge.columns import GRAVITY
from firmware_bridge.errors import BadRecording
from firmware_bridge.ranging import mend_range_slips
from firmware_bridge.wording import counted
from velocity.samples import CLIPPED, MISSING

Floats = NDArray[np.float64]
Flags = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_MOST_BAD = 0.1  # share of rows without a usable value above which a recording is refused
_LARGEST_FORCE, _LARGEST_RATE = 2000.0, 100.0  # m/s², rad/s: beyond any sensor's range
_STUCK_TIME, _STUCK_ROWS, _STUCK_THROUGHOUT = 0.5, 20, 0.9  # s, rows, share of the recording
_UPRIGHT, _STILL_TURN = 0.05, 0.15  # share of gravity; rad/s: what may pass for rest
_REST_TIME, _STILL = 0.25, 0.02  # s; spread as a share of the specific force
_RESTING, _MOVING = (0.7, 1.4), (0.4, 2.5)  # quietest specific force, in gravities
_AT_SCALE = 1e-3  # share of a full scale by which its last code may lie beside it
_CLIPPED_ROWS, _CLIPPED_RUNS, _SLOW_TURN = 5, 3, 3.5  # rows; runs of two or more; rad/s
_OTHER_UNITS = (("g", GRAVITY), ("mg", GRAVITY / 1000), ("m/s²", 1 / GRAVITY), ("mg", 1 / 1000))
"""What a column's values may be instead, and the factor by which they are then too small."""

_DPS = np.pi / 180
_FULL_FORCE = GRAVITY * np.array([2.0, 4, 8, 16, 32])
# The second four: parts that keep a round sensitivity (8.75 mdps …) up to the last code.
_FULL_RATE = _DPS * np.array([250.0, 500, 1000, 2000, 286.7, 573.4, 1146.8, 2293.7])


@np.errstate(over="ignore", invalid="ignore")
def inspect(values: Floats, rate: float) -> tuple[Flags, tuple[str, ...]]:
    """Flag each row, and put right in place what can be put right without doubt.

    Args:
        values: (6, n) specific force m/s² and angular rate rad/s; changed in place.
        rate: rows per second, Hz.

    Returns:
        (n,) flags, and what people should know.

    Raises:
        BadRecording: the readings are of no use, or their unit cannot be told.
    """
    bad: Mask = ~np.isfinite(values.sum(axis=0))
    notices = _told(bad, "without a number: interpolated", _MOST_BAD)
    values[:, bad] = np.nan
    stuck, resting = _frozen(values, max(int(_STUCK_TIME * rate), _STUCK_ROWS))
    notices += _told(stuck, "with a stuck sensor's reading: interpolated")
    notices += _told(resting, "without the least change: taken for rest")
    bad |= stuck
    held = _held_at_extreme(values, bad)
    notices += _correct_unit(values[:3], bad | held, rate)
    wild = _wild(values) & ~bad
    notices += _told(wild, "larger than any sensor measures: interpolated", _MOST_BAD)
    bad |= wild
    mended, slips = mend_range_slips(values[:3])
    notices += _told(mended | slips, "read in a wrong range by the accelerometer: mended")
    bad |= slips
    clipped = (held | _at_full_scale(values, bad)) & ~bad
    notices += _told(clipped, "at the end of the sensor's range: clipped")
    if not np.nan_to_num(values[3:]).any():
        notices += ("the angular rate is zero throughout: is the gyroscope on?",)
    return np.where(bad, MISSING, clipped * CLIPPED).astype(np.uint8), notices


def _frozen(values: Floats, shortest: int) -> tuple[Mask, Mask]:
    """Find rows that repeat the one before them for too long: stuck ones, and ones like rest.

    A sensor without noise repeats itself at rest too: upright force, no turning. A gyroscope
    that reads exactly zero is not stuck: some have a dead band. Rows of only zeros are stuck.
    """
    if not np.nan_to_num(values[:3]).any():
        raise BadRecording("the accelerometer sent only zeros: check the sensor and its settings")
    force, turn = ((v[:, 1:] == v[:, :-1]).all(axis=0) for v in (values[:3], values[3:]))
    turning = values[3:, 1:].any(axis=0)
    frozen = _long_runs(force, shortest) | _long_runs(turn & turning, shortest)
    repeated: Mask = np.append(False, frozen) | ~values.any(axis=0)
    if repeated.mean() > _STUCK_THROUGHOUT:
        raise BadRecording("the sensor is stuck: its reading does not change; restart the sensor")
    size = np.sqrt((values[:3] ** 2).sum(axis=0))
    upright = np.abs(size / np.nanmedian(size) - 1.0) < _UPRIGHT
    still = np.append(False, turn) & (np.abs(values[3:]).max(axis=0) < _STILL_TURN)
    resting = repeated & upright & still
    return repeated & ~resting, resting


def _long_runs(mask: Mask, shortest: int) -> Mask:
    """Keep only the runs of true values that are at least ``shortest`` long."""
    long = np.zeros(len(mask), bool)
    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False))
    for first, stop in edges.reshape(-1, 2)[np.diff(edges)[::2] >= shortest]:
        long[first:stop] = True
    return long


def _correct_unit(force: Floats, bad: Mask, rate: float) -> tuple[str, ...]:
    """Compare the specific force at rest with gravity; change the unit if it says so."""
    level, still = _rest_level(force, bad, max(int(_REST_TIME * rate), 8))
    gravities = level / GRAVITY
    for unit, factor in _OTHER_UNITS if still else ():
        if 0.85 < gravities * factor < 1.15:
            force *= factor
            return (
                f"gravity reads {gravities:.3g} times its size: the accelerometer's values look"
                f" like {unit}, although the column says otherwise; read as {unit}",
            )
    least, most = _RESTING if still else _MOVING
    if gravities < least or gravities > most:
        raise BadRecording(
            f"at its quietest the accelerometer reads {level:.2f} m/s², not {GRAVITY:.2f}: check"
            " its range and unit, and that gravity has not been taken out"
        )
    return ()


def _rest_level(force: Floats, bad: Mask, window: int) -> tuple[float, bool]:
    """Return the specific force, m/s², in the quietest tenth of all windows; and if it is still.

    The level is NaN where no window is whole.
    """
    size = np.sqrt((force**2).sum(axis=0))
    size[bad] = np.nan
    size = size[: len(size) // window * window].reshape(-1, window)
    spread = size.std(axis=1)
    quiet = np.argsort(spread)[: int(np.ceil(len(spread) / 10))]
    if not len(quiet) or not np.isfinite(spread[quiet[0]]):
        return np.nan, False
    level = float(np.nanmedian(size[quiet].mean(axis=1)))
    return level, bool(np.nanmedian(spread[quiet]) < _STILL * max(level, 1.0))


def _wild(values: Floats) -> Mask:
    """Find rows beyond any sensor's range."""
    force, turn = (np.fmax.reduce(np.abs(v)) for v in (values[:3], values[3:]))
    wild: Mask = (force > _LARGEST_FORCE) | (turn > _LARGEST_RATE)
    return wild


def _held_at_extreme(values: Floats, bad: Mask) -> Mask:
    """Find rows where an axis stays at its largest value too long for a motion, in any unit.

    Rest does so too, so the value must be larger than gravity, or than a slow turn. No motion
    peaks at the very same value again and again, and stays there, however short.
    """
    held = np.zeros(len(bad), bool)
    gravity = np.nanmedian(np.sqrt((values[:3] ** 2).sum(axis=0)))
    for axis, reading in enumerate(values):
        size = np.where(bad, 0, np.abs(reading))
        if size.max() > (1.3 * gravity if axis < 3 else _SLOW_TURN):
            extreme = size == size.max()
            held |= _long_runs(extreme, _CLIPPED_ROWS)
            again = _long_runs(extreme, 2)
            if _runs(again) >= _CLIPPED_RUNS:
                held |= again
    return held


def _runs(mask: Mask) -> int:
    """Return the number of runs of true values."""
    return int((np.diff(mask.astype(np.int8), prepend=0) == 1).sum())


def _at_full_scale(values: Floats, bad: Mask) -> Mask:
    """Find rows at a usual full scale, where the recording reaches one and does not exceed it."""
    found = np.zeros(len(bad), bool)
    for sizes, scales in ((np.abs(values[:3]), _FULL_FORCE), (np.abs(values[3:]), _FULL_RATE)):
        sizes[:, bad] = 0
        near = scales[np.abs(scales - sizes.max()) < _AT_SCALE * scales]
        if len(near):
            found |= (sizes >= (1 - _AT_SCALE) * near[0]).any(axis=0)
    return found


def _told(mask: Mask, what: str, most: float = 1.0) -> tuple[str, ...]:
    """Return a notice of how many samples are what, if any; refuse more than a share ``most``."""
    if not mask.any():
        return ()
    share = mask.mean()
    told = f"{counted(int(mask.sum()), 'sample')} ({100 * share:.2g} %) {what}"
    if share > most:
        raise BadRecording(f"{told}, but they are too many for that; check the sensor and units")
    return (told,)
