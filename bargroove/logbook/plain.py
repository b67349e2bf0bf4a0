"""Reps and limits as plain values, for columns and JSON, neither of which knows NaN."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, astuple, fields
from math import inf, isfinite, isnan, nan
from typing import Any, get_type_hints

import numpy as np

from velocity import Measured, Rep
from velocity.limits import Limits
from velocity.rep import HEIGHTS, Course, Range, Reason, Technique
from velocity.samples import Floats

Plain = dict[str, Any]

_TYPES = get_type_hints(Rep)
MEASURED = [name for name, kind in _TYPES.items() if kind in (Measured, Measured | None)]
"""The names of a rep's metrics, each of which has a standard error."""
_WITH_SE = [(name, f"{name}_se") for name in MEASURED]
_NOT_FINITE = {"nan": nan, "inf": inf, "-inf": -inf}  # for which JSON has no numbers
_OVER_HEIGHT = sum(kind == Floats for kind in get_type_hints(Course).values())
_MAY_LACK = {name for name in MEASURED if _TYPES[name] != Measured}


def rep_to_plain(rep: Rep) -> Plain:
    """Return a rep as a row: a value and an error for each metric, the rest plain or as JSON."""
    row: Plain = {
        "rep": int(rep.rep),
        "capture_set": int(rep.set),
        "start_s": _number(rep.start_s),
        "end_s": _number(rep.end_s),
        "valid": bool(rep.valid),
        "doubts": list(rep.doubts),
        "verdict": rep.verdict,
        "reasons": [_to_json(reason) for reason in rep.reasons],
        "course": course_to_bytes(rep.course) if rep.course else None,
        "technique_state": rep.technique and rep.technique.state,
        "technique": _to_json(rep.technique),
        "left_technical": _to_json(rep.left_technical),
        "left_muscular": _to_json(rep.left_muscular),
    }
    for name in MEASURED:
        measured: Measured | None = getattr(rep, name)
        row[name] = measured and _number(measured.value)
        row[f"{name}_se"] = measured and _number(measured.se)
    return row


def rep_from_plain(row: Mapping[str, Any]) -> Rep:
    """Return the rep of such a row; without a course where the row has none."""
    course, technique = row.get("course"), row["technique"]
    technical, muscular = row["left_technical"], row["left_muscular"]
    metrics: Plain = {name: _measured(row[name], row[se], name) for name, se in _WITH_SE}
    return Rep(
        rep=row["rep"],
        set=row["capture_set"],
        start_s=_or_nan(row["start_s"]),
        end_s=_or_nan(row["end_s"]),
        valid=row["valid"],
        doubts=tuple(row["doubts"]),
        verdict=row["verdict"],
        reasons=tuple(Reason(**_from_json(reason)) for reason in row["reasons"]),
        course=course_from_bytes(course) if course else None,
        technique=technique and Technique(**_from_json(technique)),
        left_technical=technical and Range(**_from_json(technical)),
        left_muscular=muscular and Range(**_from_json(muscular)),
        **metrics,
    )


def course_to_bytes(course: Course) -> bytes:
    """Return a course's fields, one after the other, as little-endian doubles.

    Bytes and not JSON: as text, a history's courses would take longer to read than all the rest.
    """
    return np.concatenate(astuple(course), axis=None).astype("<f8").tobytes()


def course_from_bytes(held: bytes) -> Course:
    """Return the course of such bytes; a field that came later has its default."""
    values = np.frombuffer(held, "<f8")
    size = _OVER_HEIGHT * HEIGHTS.size
    return Course(*values[:size].reshape(_OVER_HEIGHT, -1), *values[size:].tolist())


def limits_to_plain(limits: Limits) -> Plain:
    """Return limits as plain values."""
    return asdict(limits)


def limits_from_plain(held: Mapping[str, Any]) -> Limits:
    """Return the limits of such values."""
    return Limits(**held)


def _measured(value: float | None, se: float | None, name: str) -> Measured | None:
    if value is None and se is None and name in _MAY_LACK:
        return None
    return Measured(_or_nan(value), _or_nan(se))


def _to_json(record: Reason | Technique | Range | None) -> Plain | None:
    if record is None:
        return None
    held = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: _scalar(value) for name, value in held.items()}


def _scalar(value: Any) -> Any:
    value = value.item() if isinstance(value, np.generic) else value
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _from_json(held: Plain) -> Plain:
    return {name: _NOT_FINITE.get(value, value) for name, value in held.items()}


def _number(value: float) -> float | None:
    return None if isnan(value) else float(value)


def _or_nan(value: float | None) -> float:
    return nan if value is None else value
