"""Insights for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from bargroove.insights.estimates import Interval
from bargroove.insights.lifted import Withheld
from bargroove.report_json import SCHEMA, rounded
from velocity.rep import Measured


def to_json(what: str, lifter: str, found: Mapping[str, Any]) -> str:
    """Return insights, by lift, as JSON text.

    A measured value ``x`` is followed by ``x_se``, one with an interval by ``x_low`` and
    ``x_high``; ``withheld`` says whether there was too little to tell anything.
    """
    results = [
        {"lift": lift, "withheld": isinstance(of, Withheld), **_plain_fields(of)}
        for lift, of in found.items()
    ]
    report = {"schema": SCHEMA, "insight": what, "lifter": lifter, "results": results}
    return json.dumps(report, indent=2, allow_nan=False)


def _plain_fields(of: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for field in fields(of):
        plain |= _plain_field(field.name, getattr(of, field.name))
    return plain


def _plain_field(name: str, value: Any) -> dict[str, Any]:
    match value:
        case Measured():
            return {name: rounded(value.value), f"{name}_se": rounded(value.se)}
        case Interval():
            low, high = rounded(value.low), rounded(value.high)
            return {name: rounded(value.value), f"{name}_low": low, f"{name}_high": high}
        case _:
            return {name: _plain(value)}


def _plain(value: Any) -> Any:
    match value:
        case float():
            return rounded(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return _plain_fields(value) if is_dataclass(value) else value
