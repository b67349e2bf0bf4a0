"""The public interface for programs, but for the logbook: recordings in, reps out."""

from __future__ import annotations

from difflib import get_close_matches
from os import PathLike

import velocity
from bargroove.columns import rep_columns, set_columns
from bargroove.errors import BargrooveError
from firmware_bridge.errors import BadRecording, BridgeError
from firmware_bridge.recordings import Recording, read_recording
from velocity import (
    CLIPPED,
    LIFTS,
    MISSING,
    Alert,
    Analysis,
    Lift,
    Limits,
    Measured,
    Rep,
    Samples,
    SetSummary,
    Trace,
    parse_axis,
    usual_alert,
    usual_limits,
)
from velocity.samples import Floats

__all__ = [
    "CLIPPED",
    "LIFTS",
    "MISSING",
    "Alert",
    "Analysis",
    "BadRecording",
    "BargrooveError",
    "BridgeError",
    "Lift",
    "Limits",
    "Measured",
    "Recording",
    "Rep",
    "Samples",
    "SetSummary",
    "Trace",
    "UnknownLift",
    "analyze",
    "open_recording",
    "rep_columns",
    "set_columns",
    "usual_alert",
    "usual_limits",
]


class UnknownLift(BargrooveError, LookupError):
    """A lift of a name that there is none of; the message names the nearest."""


def open_recording(path: str | PathLike[str]) -> Recording:
    """Read a recording: a capture of this program, or CSV or Parquet with any kind of stamps.

    Args:
        path: of the file; the documentation tells its columns and their units.

    Returns:
        ``samples`` on a uniform clock, SI units, and ``notices``: what was done to get them.
        Samples that were lost are interpolated and flagged ``MISSING``.

    Raises:
        BadRecording: the file cannot be read without the risk of a wrong number.
        BridgeError: a Parquet file, and pyarrow is not installed.

    Example:
        >>> recording = open_recording("set.csv")
        >>> f"{recording.samples.duration:.0f} s at {recording.samples.rate:.0f} Hz"
        '35 s at 208 Hz'
        >>> recording.notices
        ('clock: 207.96 ± 0.005 Hz, rebuilt from arrival stamps in bursts of 8',)
    """
    return read_recording(path)


def analyze(
    recording: Recording | Samples,
    lift: str | Lift,
    *,
    load_kg: float | None = None,
    offset_m: float | None = None,
    bar_axis: str | Floats | None = None,
    alert: Alert | None = None,
    trace: bool = False,
) -> Analysis:
    """Find, measure and judge the reps of a recording, as ``bargroove analyze`` does.

    Args:
        recording: what ``open_recording`` gives, or samples of your own.
        lift: what was lifted, a key of ``LIFTS`` or one of its values.
        load_kg: weight on the bar, bar included; None if unknown.
        offset_m: m from the bar's middle to the sensor, positive to the lifter's left; None to
            report the sensor's own point, or the middle where the motion shows it clearly.
        bar_axis: the sensor's axis along the bar, to the lifter's left: ``"y"``, ``"-x"`` and so
            on, or a vector (3,) in the sensor's frame; None to find it from the motion.
        alert: what decides when to rack the bar; None for a lifter of whom nothing is known. It
            has a load of its own.
        trace: whether to give the bar's motion at the recording's rate too.

    Raises:
        UnknownLift: there is no lift of that name.
        ValueError: the text names no axis.

    Example:
        >>> analysis = analyze(open_recording("set.csv"), "squat", load_kg=100)
        >>> for rep in analysis.reps[:3]:
        ...     mean = rep.mean_velocity
        ...     print(f"rep {rep.rep}: {mean.value:.2f} ± {mean.se:.3f} m/s, {rep.verdict}")
        rep 1: 0.71 ± 0.003 m/s, ok
        rep 2: 0.76 ± 0.003 m/s, ok
        rep 3: 0.78 ± 0.003 m/s, ok
    """
    what = _lift(lift)
    return velocity.analyze(
        recording.samples if isinstance(recording, Recording) else recording,
        what,
        offset_m=offset_m,
        bar_axis=parse_axis(bar_axis) if isinstance(bar_axis, str) else bar_axis,
        alert=alert or usual_alert(what, load_kg=load_kg),
        trace=trace,
    )


def _lift(lift: str | Lift) -> Lift:
    if isinstance(lift, Lift):
        return lift
    if lift in LIFTS:
        return LIFTS[lift]
    near = get_close_matches(lift.lower().replace(" ", "_"), LIFTS, 2, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"one of: {', '.join(LIFTS)}"
    raise UnknownLift(f"{lift!r} is no lift; {hint}")
