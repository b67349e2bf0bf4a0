"""Set heads to rows, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bargroove.calibrations import Calibration
from bargroove.logbook.lifters import find
from bargroove.logbook.plain import limits_from_plain, limits_to_plain
from bargroove.logbook.records import SetHead
from bargroove.logbook.tables import CalibrationRow, SensorRow, SetRow
from bargroove.logbook.times import to_text, to_time
from firmware_bridge.corrections import from_plain, to_plain

_AS_THEY_ARE = [
    field.name
    for field in fields(SetHead)
    if field.name in SetRow.__table__.columns and field.name not in ("bar_axis", "limits")
]


def columns(session: Session, head: SetHead) -> dict[str, Any]:
    """Return the columns of a head; a sensor or calibration that is new is added.

    Raises:
        UnknownLifter, BadEntry: the lifter is unknown, or the time is none.
    """
    used = head.calibration
    sensor = _sensor(session, head.sensor_uid, head.sensor_model)
    return {name: getattr(head, name) for name in _AS_THEY_ARE} | {
        "lifter_id": None if head.lifter is None else find(session, head.lifter).id,
        "started": to_time(head.started_utc),
        "sensor_id": sensor and sensor.id,
        "calibration_id": used and _calibration(session, used).id,
        "bar_axis": head.bar_axis and [float(part) for part in head.bar_axis],
        "limits": head.limits and limits_to_plain(head.limits),
    }


def to_head(row: SetRow) -> SetHead:
    """Return the head of a row."""
    sensor, used = row.sensor, row.calibration
    return SetHead(
        lifter=row.lifter.name if row.lifter else None,
        started_utc=to_text(row.started),
        sensor_uid=sensor.uid if sensor else "",
        sensor_model=sensor.model if sensor else "",
        calibration=_to_calibration(used) if used else None,
        bar_axis=_axis(row.bar_axis),
        limits=limits_from_plain(row.limits) if row.limits else None,
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
    )


def _axis(held: list[Any] | None) -> tuple[float, float, float] | None:
    if held is None:
        return None
    x, y, z = held
    return x, y, z


def _sensor(session: Session, uid: str, model: str) -> SensorRow | None:
    if not uid and not model:
        return None
    known = select(SensorRow).where(SensorRow.uid == uid, SensorRow.model == model)
    row = session.scalars(known).one_or_none() or SensorRow(uid=uid, model=model)
    session.add(row)
    session.flush()
    return row


def _calibration(session: Session, used: Calibration) -> CalibrationRow:
    sensor = _sensor(session, used.uid, used.model)
    known = select(CalibrationRow).where(
        CalibrationRow.sensor == sensor, CalibrationRow.made == used.made
    )
    row = session.scalars(known).one_or_none() or CalibrationRow(
        sensor=sensor,
        made=used.made,
        expected_mg=used.expected_mg,
        constants=to_plain(used.constants),
    )
    session.add(row)
    session.flush()
    return row


def _to_calibration(row: CalibrationRow) -> Calibration:
    sensor = row.sensor
    constants = from_plain(row.constants)
    return Calibration(sensor.uid, sensor.model, row.made, row.expected_mg, constants)
