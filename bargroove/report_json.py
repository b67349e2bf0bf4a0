"""The analysis as the JSON that scripts read; its keys are a promise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from math import isfinite
from typing import Any

from velocity import Analysis, Measured, Rep, SetSummary
from velocity.rep import Range, Reason, Technique

SCHEMA = 1

_DIGITS = 6  # significant, of what was measured
_TIME_PLACES = 4  # decimals, of s since the first sample


def to_json(
    analysis: Analysis,
    *,
    load_kg: float | None = None,
    lifter: str | None = None,
    notices: Sequence[str] = (),
) -> str:
    """Return the analysis as JSON text; ``notices`` are those of the recording."""
    report = to_dict(analysis, load_kg=load_kg, lifter=lifter, notices=notices)
    return json.dumps(report, indent=2, allow_nan=False)


def to_dict(
    analysis: Analysis,
    *,
    load_kg: float | None = None,
    lifter: str | None = None,
    notices: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the analysis as plain values: SI units unless a name says otherwise.

    What was not measured is None. ``set`` is the last set's summary, ``sets`` are all.
    """
    sets = [set_dict(summary) for summary in analysis.sets]
    return {
        "schema": SCHEMA,
        "lift": analysis.lift,
        "load_kg": load_kg,
        "lifter": lifter,
        "sample_rate_hz": rounded(analysis.sample_rate),
        "notices": [*notices, *analysis.notices],
        "reps": [rep_dict(rep) for rep in analysis.reps],
        "set": sets[-1] if sets else set_dict(SetSummary(1, 0, None, None, None, ())),
        "sets": sets,
    }


def rep_dict(rep: Rep) -> dict[str, Any]:
    """Return a rep, each quantity followed by its standard error."""
    plain: dict[str, Any] = {
        "rep": rep.rep,
        "set": rep.set,
        "start_s": time_s(rep.start_s),
        "end_s": time_s(rep.end_s),
        "valid": rep.valid,
        "doubts": list(rep.doubts),
    }
    for name in _MEASURED:
        plain |= _flat(name, getattr(rep, name))
    return plain | {
        "verdict": rep.verdict,
        "reasons": [reason.name for reason in rep.reasons],
        "explained": [_reason(reason) for reason in rep.reasons],
        "technique": _technique(rep.technique),
        "reps_left": {
            "technical": _range(rep.left_technical),
            "muscular": _range(rep.left_muscular),
        },
    }


def _reason(reason: Reason) -> dict[str, Any]:
    plain = asdict(reason)
    return plain | {"value": rounded(reason.value), "limit": rounded(reason.limit)}


def _technique(technique: Technique | None) -> dict[str, Any] | None:
    if technique is None:
        return None
    plain = asdict(technique)
    scores = {name: rounded(plain[name]) for name in ("score", "limit", "failed_limit")}
    return plain | scores | {"sign": technique.sign or None, "told": technique.told or None}


def _range(left: Range | None) -> list[int] | None:
    """Return the least and the most reps left."""
    return None if left is None else [left.least, left.most]


_MEASURED = [f.name for f in fields(Rep) if str(f.type).startswith("Measured")]


def set_dict(summary: SetSummary) -> dict[str, Any]:
    """Return what a set amounts to."""
    return {
        "set": summary.set,
        "reps": summary.reps,
        **_flat("best_mean_velocity", summary.best_mean_velocity),
        **_flat("velocity_loss", summary.velocity_loss),
        "stop_after_rep": summary.stop_after_rep,
        "stop_reasons": list(summary.stop_reasons),
    }


def _flat(name: str, measured: Measured | None) -> dict[str, float | None]:
    if measured is None or not isfinite(measured.value):
        return {name: None, f"{name}_se": None}
    return {name: rounded(measured.value), f"{name}_se": rounded(measured.se)}


def rounded(value: float) -> float | None:
    """Return a measured value in as many digits as it deserves."""
    return float(f"{value:.{_DIGITS}g}") + 0.0 if isfinite(value) else None


def time_s(value: float) -> float | None:
    """Return a time in s as it is printed."""
    return round(float(value), _TIME_PLACES) + 0.0 if isfinite(value) else None
