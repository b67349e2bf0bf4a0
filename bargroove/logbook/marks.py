"""What people say of reps, within a transaction; a mark is only ever added, or taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bargroove.logbook.errors import BadEntry, NoSuchMark, NoSuchRep
from bargroove.logbook.tables import REPS, MarkRow

MARKS = ("broke", "clean")


def add(session: Session, set_id: int, rep: int, mark: str) -> None:
    """Mark a rep of a set that is there."""
    if mark not in MARKS:
        raise BadEntry(f"{mark!r} is no mark; say {' or '.join(MARKS)}")
    _check_rep(session, set_id, rep)
    session.add(MarkRow(set_id=set_id, rep=rep, mark=mark, made=datetime.now(UTC)))


def undo(session: Session, set_id: int, rep: int) -> str | None:
    """Take back a rep's last mark; return the one before, which holds again."""
    _check_rep(session, set_id, rep)
    standing = (
        select(MarkRow)
        .where(MarkRow.set_id == set_id, MarkRow.rep == rep, MarkRow.undone.is_(None))
        .order_by(MarkRow.id.desc())
        .limit(2)
    )
    found = session.scalars(standing).all()
    if not found:
        raise NoSuchMark(f"rep {rep} of set {set_id} has no mark to undo")
    found[0].undone = datetime.now(UTC)
    return found[1].mark if len(found) > 1 else None


def holding(session: Session, ids: Select[Any]) -> dict[tuple[int, int], str]:
    """Return the marks that hold, by set and rep."""
    rows = session.execute(
        select(MarkRow.set_id, MarkRow.rep, MarkRow.mark)
        .where(MarkRow.set_id.in_(ids), MarkRow.undone.is_(None))
        .order_by(MarkRow.id)
    )
    return {(set_id, rep): mark for set_id, rep, mark in rows}


def _check_rep(session: Session, set_id: int, rep: int) -> None:
    there = session.scalars(
        select(REPS.c.rep).where(REPS.c.set_id == set_id).order_by(REPS.c.rep)
    ).all()
    if rep in there:
        return
    if not there:
        raise NoSuchRep(f"set {set_id} has no reps yet")
    told = f"{there[0]} to {there[-1]}" if len(there) > 1 else f"{there[0]} only"
    raise NoSuchRep(f"no rep {rep} in set {set_id}: it has {told}")
