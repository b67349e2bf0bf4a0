"""What the logbook takes and gives."""

from __future__ import annotations

from dataclasses import dataclass

from bargroove.calibrations import Calibration
from velocity import Rep
from velocity.limits import Limits


@dataclass(frozen=True)
class Lifter:
    """Somebody who lifts; names are unique, whatever their case."""

    id: int
    name: str
    created_utc: str
    note: str = ""


@dataclass(frozen=True)
class SetHead:
    """What is known of a set beside its reps.

    Attributes:
        lifter: name; None where nobody was named.
        started_utc: when, ISO 8601; UTC where it does not say otherwise.
        phase: of training, in the lifter's own words.
        cue: what the lifter was to think of.
        source: where the samples came from, a URL; ``import:`` and a product for reps alone.
        sensor_uid, sensor_model: the sensor's identity, and what people call it.
        calibration: what was applied to its readings.
        offset_m: distance of the sensor from the bar's middle, to the lifter's left.
        bar_axis: (3,) direction of the bar's left end in the sensor's frame.
        capture: path of the raw capture; ``capture_set``: number of the set in it.
        capture_from_s: where in the capture's time the set's first sample lies.
        video: path or URL of a film of the set; ``video_offset_s``: its time at that sample.
        limits: those that the set was judged by.
        taught: marks that had taught these limits.
    """

    lifter: str | None
    lift: str
    load_kg: float | None
    started_utc: str
    phase: str = ""
    cue: str = ""
    note: str = ""
    source: str = ""
    sensor_uid: str = ""
    sensor_model: str = ""
    calibration: Calibration | None = None
    offset_m: float | None = None
    bar_axis: tuple[float, float, float] | None = None
    capture: str = ""
    capture_set: int = 1
    capture_from_s: float | None = None
    video: str = ""
    video_offset_s: float | None = None
    limits: Limits | None = None
    taught: int = 0


@dataclass(frozen=True)
class LoggedRep:
    """A rep and what a person said of it: ``broke``, ``clean``, or None."""

    rep: Rep
    mark: str | None = None


@dataclass(frozen=True)
class LoggedSet:
    """A set as the logbook has it.

    Attributes:
        id: number of the set in the logbook; none is ever given twice.
        number: number of the set among those of its lift and session, from 1.
        session: number of the session in the logbook.
        complete: whether the last word on its reps is in.
        notices: what people should know of its reading.
    """

    id: int
    number: int
    session: int
    head: SetHead
    complete: bool
    reps: tuple[LoggedRep, ...]
    notices: tuple[str, ...]
