"""What is said of a set before its reps: in a capture's header, and in the logbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import Any

from bargroove.calibrations import Calibration
from bargroove.errors import BargrooveError
from bargroove.logbook.plain import limits_from_plain, limits_to_plain
from bargroove.logbook.records import SetHead
from bargroove.wanted import Wanted
from firmware_bridge.drivers.contract import Identity
from velocity import LIFTS
from velocity.alert import Alert

Header = Mapping[str, Any]

DEMO = "demo"
"""The key in the header of a set that is shown, not lifted."""


class NoSet(BargrooveError, ValueError):
    """A capture whose header does not say of which set it is."""


def header_of(wanted: Wanted, alert: Alert) -> dict[str, Any]:
    """Return what a capture's header says of its sets: what is lifted, and what judges it."""
    axis = wanted.bar_axis
    return {
        "lift": wanted.lift,
        "lifter": wanted.lifter,
        "load_kg": wanted.load_kg,
        "offset_m": wanted.offset_m,
        "bar_axis": None if axis is None else axis.tolist(),
        "phase": wanted.phase,
        "cue": wanted.cue,
        "note": wanted.note,
        "limits": limits_to_plain(alert.limits),
        **({DEMO: True} if wanted.demo else {}),
        "taught": alert.taught.marks if alert.taught else 0,
    }


def head_of(
    header: Header,
    started: datetime,
    *,
    sensor: Identity | None,
    capture: Path | None,
    calibration: Calibration | None = None,
    capture_set: int = 1,
    capture_from_s: float | None = None,
) -> SetHead:
    """Return the logbook's head of a set, from what its capture's header says.

    Raises:
        NoSet: the header does not say what was lifted, or not so that it can be understood.
    """
    try:
        return SetHead(
            lifter=_text(header, "lifter") or None,
            lift=_lift(header),
            load_kg=_number(header, "load_kg"),
            started_utc=started.isoformat(timespec="milliseconds"),
            phase=_text(header, "phase"),
            cue=_text(header, "cue"),
            note=_text(header, "note"),
            source=_text(header, "source"),
            sensor_uid=sensor.uid if sensor else "",
            sensor_model=sensor.model if sensor else "",
            calibration=calibration,
            offset_m=_number(header, "offset_m"),
            bar_axis=_axis(header),
            capture=str(capture or ""),
            capture_set=capture_set,
            capture_from_s=capture_from_s,
            limits=limits_from_plain(header["limits"]) if header.get("limits") else None,
            taught=int(header.get("taught") or 0),
        )
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise NoSet(f"its header does not describe a set ({error})") from None


def _lift(header: Header) -> str:
    lift = _text(header, "lift")
    if lift not in LIFTS:
        raise ValueError(f"no lift {lift!r}" if lift else "it names no lift")
    return lift


def _text(header: Header, name: str) -> str:
    value = header.get(name) or ""
    if not isinstance(value, str):
        raise ValueError(f"{name} is {value!r}")
    return value


def _number(header: Header, name: str) -> float | None:
    value = header.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isfinite(float(value)):
        raise ValueError(f"{name} is {value!r}")
    return float(value)


def _axis(header: Header) -> tuple[float, float, float] | None:
    held = header.get("bar_axis")
    if held is None:
        return None
    x, y, z = map(float, held)
    return x, y, z
