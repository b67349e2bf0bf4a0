"""A uniform clock rebuilt from the stamps that came with the samples.

Two kinds of stamps exist. A *device* stamps each sample when it is taken: every step is close
to a whole number of periods, and a step of k periods means k - 1 lost samples. A *host* stamps
what arrives: stamps come in bursts, each late by a delay that is never negative, so the true
clock is the lower envelope of stamp against count, and a loss is a lasting rise of that envelope.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from firmware_bridge.envelope import arrival_clock
from firmware_bridge.errors import BadClock
from firmware_bridge.fitting import Floats, Ints, Line, forward_min, mean_line
from firmware_bridge.wording import counted, duration

MIN_ROWS = 10
MIN_RATE, MAX_RATE = 10.0, 5000.0  # Hz
MAX_GAP = 3600.0  # s
MAX_LOSS = 10  # lost samples for each one received, besides one long gap
_CHECK_UNIT = "check the unit of time (t_s, t_ms or t_us)"
_OFF_GRID = 0.3  # share of a period
_OUTAGE = 50  # periods: a longer gap is an outage and no sign of bursts
_BURSTY = 0.5  # periods without a sample, per sample, that show bursts and not losses
_CATCH_UP = 64  # rows within which a late sample's delay is made good


@dataclass(frozen=True)
class Clock:
    """The uniform clock of n received rows.

    Attributes:
        rate: slots per second of the stamps' own time, Hz.
        rate_se: standard error of the fit of ``rate``, Hz; an error of the stamping clock
            itself (a crystal: some 50 ppm) is not in it.
        start: time of slot 0, s.
        index: (n,) slot of each row, from 0, never falling; a row whose slot repeats the one
            before it is a duplicate; a slot without a row is a lost sample.
        notices: what people should know about how the clock was rebuilt.
    """

    rate: float
    rate_se: float
    start: float
    index: Ints
    notices: tuple[str, ...] = ()


def uniform_clock(stamps: Floats) -> Clock:
    """Rebuild a uniform clock from the rows' stamps.

    Args:
        stamps: (n,) s, finite, never falling; times of sampling or of arrival.

    Raises:
        BadClock: too few rows, time that falls or stands still, a gap of more than an hour,
            or a rate no motion sensor has.
    """
    steps = _checked_steps(stamps)
    origin, stamps = stamps[0], stamps - stamps[0]  # an epoch's digits would cost precision
    _refuse_rate(float(len(steps) / stamps[-1]), 0, MAX_RATE)  # losses only make it lower
    period = _typical_period(steps)
    if period is None:
        index, line, burst = arrival_clock(stamps)
    else:
        (index, line), burst = _device_clock(stamps, steps, period), 0
    rate = 1 / line.period
    _refuse_rate(rate, MIN_RATE, MAX_RATE)
    if index[-1] > MAX_GAP * rate + MAX_LOSS * len(index):
        raise BadClock(f"only {len(index)} of {index[-1] + 1} samples have arrived: too few")
    rate_se = rate * line.period_se / line.period
    notices = _rebuilding_told(rate, rate_se, burst) + _losses_told(index, rate)
    return Clock(rate, rate_se, float(origin + line.start), index, notices)


def _checked_steps(stamps: Floats) -> Floats:
    if len(stamps) < MIN_ROWS:
        raise BadClock(f"{len(stamps)} samples are too few: at least {MIN_ROWS} are needed")
    steps = np.diff(stamps)
    if not steps.max() > 0:
        raise BadClock("time stands still: every sample has the same stamp")
    if steps.min() < 0:
        raise BadClock(f"time runs backwards after sample {int(np.argmax(steps < 0)) + 1}")
    if steps.max() > MAX_GAP:
        raise BadClock(
            f"a gap of {steps.max() / 3600:.3g} h after sample {int(np.argmax(steps)) + 1}:"
            f" {_CHECK_UNIT}, or split the recording there"
        )
    return steps


def _refuse_rate(rate: float, lowest: float, highest: float) -> None:
    if not lowest <= rate <= highest:
        raise BadClock(
            f"the stamps give {rate:.3g} samples per second, and a motion sensor gives"
            f" {MIN_RATE:g} to {MAX_RATE:g}: {_CHECK_UNIT}"
        )


def _typical_period(steps: Floats) -> float | None:
    """Return the period, s, if nearly all steps are whole periods, else ``None``."""
    typical = float(np.median(steps))
    if typical < 0.5 / MAX_RATE:
        return None
    period = float(steps[(steps > 0.5 * typical) & (steps < 1.5 * typical)].mean())
    counts = steps / period
    whole = np.rint(counts)
    off_grid = np.mean((np.abs(counts - whole) > _OFF_GRID) | (whole < 1))
    bursty = np.mean(np.clip(whole - 1, 0, _OUTAGE)) > _BURSTY
    return None if off_grid > 0.05 or bursty else period


def _device_clock(stamps: Floats, steps: Floats, period: float) -> tuple[Ints, Line]:
    fresh = np.concatenate(([True], steps > 0))
    kept = stamps[fresh]
    slots = _device_slots(kept, period)
    line = mean_line(slots, kept)
    slots = _device_slots(kept, line.period)
    line = mean_line(slots, kept)
    return slots[np.cumsum(fresh) - 1], line


def _device_slots(stamps: Floats, period: float) -> Ints:
    """Return (n,) slots; a late sample that is followed by early ones leaves no gap."""
    counts = np.rint(np.diff(stamps, prepend=stamps[0]) / period).astype(np.int64)
    slots = np.cumsum(counts)
    if counts[1:].min() < 1:
        order = np.arange(len(slots))
        slots = np.maximum.accumulate(forward_min(slots - order, _CATCH_UP) + order)
        slots -= slots[0]
    return slots


def _rebuilding_told(rate: float, rate_se: float, burst: int) -> tuple[str, ...]:
    if not burst:
        return ()
    stamps = f"arrival stamps in bursts of {burst}" if burst > 1 else "uneven arrival stamps"
    return (f"clock: {rate:.2f} ± {max(rate_se, 0.001):.2g} Hz, rebuilt from {stamps}",)


def _losses_told(index: Ints, rate: float) -> tuple[str, ...]:
    steps = np.diff(index)
    notices = []
    if repeated := int((steps == 0).sum()):
        notices.append(f"{counted(repeated, 'sample')} with the time of the one before: left out")
    gaps = steps[steps > 1] - 1
    if len(gaps):
        lost, total = int(gaps.sum()), int(index[-1]) + 1
        notices.append(
            f"{counted(lost, 'sample')} ({100 * lost / total:.2g} %) missing in"
            f" {counted(len(gaps), 'gap')}, longest"
            f" {duration(float(gaps.max()) / rate)}: interpolated"
        )
    return tuple(notices)
