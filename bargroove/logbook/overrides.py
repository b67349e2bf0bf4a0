"""Limits that a person has set, within a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bargroove.logbook.errors import BadEntry
from bargroove.logbook.tables import OverrideRow
from velocity.limits import Limits

_LEDGER = {"cap": 0, "cycle_days": 1}  # least: reps that were not clean, in a cycle of so many days

FIELDS = (*(field.name for field in fields(Limits)), *_LEDGER)
"""What can be set."""


def holding(session: Session, lifter_id: int, lift: str, phase: str) -> dict[str, Any]:
    """Return what is set for a lift; a phase's own wins over what is set for any phase."""
    rows = session.scalars(
        select(OverrideRow)
        .where(
            OverrideRow.lifter_id == lifter_id,
            OverrideRow.lift == lift,
            OverrideRow.phase.in_(("", phase)),
        )
        .order_by(OverrideRow.phase)
    )
    return {name: value for row in rows for name, value in row.fields.items()}


def add(
    session: Session, lifter_id: int, lift: str, phase: str, changes: Mapping[str, Any]
) -> None:
    """Set some limits, and leave the others as they are; None is a limit that is off."""
    row = session.get(OverrideRow, (lifter_id, lift, phase))
    if row is None:
        row = OverrideRow(lifter_id=lifter_id, lift=lift, phase=phase, fields={})
        session.add(row)
    held = {**row.fields, **changes}
    _check(held)
    row.fields = held


def reset(session: Session, lifter_id: int, lift: str, phase: str) -> bool:
    """Forget all that is set for a lift and phase; return whether there was anything."""
    gone = delete(OverrideRow).where(
        OverrideRow.lifter_id == lifter_id, OverrideRow.lift == lift, OverrideRow.phase == phase
    )
    return session.scalar(gone.returning(OverrideRow.lift)) is not None


def _check(held: Mapping[str, Any]) -> None:
    for name in held:
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, cutoff=0.4) or FIELDS
            raise BadEntry(f"no limit {name!r}; there is {', '.join(near)}")
    try:
        Limits(**{name: value for name, value in held.items() if name not in _LEDGER})
    except ValueError as error:
        raise BadEntry(str(error)) from None
    for name, least in _LEDGER.items():
        if (value := held.get(name)) is not None and value < least:
            raise BadEntry(f"{name} is {least} or more, not {value}")
