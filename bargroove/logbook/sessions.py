"""Sessions: a set belongs to that of the same lifter's last set, if this began not long ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bargroove.logbook.errors import NoSuchSession
from bargroove.logbook.tables import LARGEST, SessionRow, SetRow

GAP = timedelta(hours=4)
"""Between the beginnings of two sets of different sessions, at least."""


def session_for(session: Session, lifter_id: int | None, started: datetime) -> int:
    """Return the session of a set that is about to be added, a new one if need be."""
    last = (
        select(SetRow.started, SetRow.session_id)
        .where(SetRow.lifter_id == lifter_id)
        .order_by(SetRow.started.desc(), SetRow.id.desc())
        .limit(1)
    )
    found = session.execute(last).first()
    if found and timedelta(0) <= started - found.started < GAP:
        return int(found.session_id)
    return _new(session, lifter_id)


def regroup(session: Session, lifter_id: int | None) -> None:
    """Sort all sets of a lifter into sessions anew, keeping the sessions' numbers if possible."""
    session.flush()
    own = select(SessionRow.id).where(SessionRow.lifter_id == lifter_id)
    free = set(session.scalars(own))
    rows = session.execute(
        select(SetRow.id, SetRow.started, SetRow.session_id)
        .where(SetRow.lifter_id == lifter_id)
        .order_by(SetRow.started, SetRow.id)
    ).all()
    moved, current, last = [], 0, datetime.min.replace(tzinfo=UTC)
    for set_id, started, held in rows:
        if started - last >= GAP:
            current = held if held in free else _new(session, lifter_id)
            free.discard(current)
        if held != current:
            moved.append({"id": set_id, "session_id": current})
        last = started
    if moved:
        session.execute(update(SetRow), moved)
    drop_empty(session)


def find(session: Session, which: int | Literal["last"], lifter_id: int | None) -> int:
    """Return the number of a session that is there, or of that of the last set.

    ``lifter_id``: whose last one; None for anybody's.

    Raises:
        NoSuchSession: there is none.
    """
    order = (SetRow.started.desc(), SetRow.id.desc())
    wanted = select(SetRow.session_id).order_by(*order).limit(1)
    if lifter_id is not None:
        wanted = wanted.where(SetRow.lifter_id == lifter_id)
    last = session.scalar(wanted)
    if last is None:
        whose = "" if lifter_id is None else " of this lifter"
        raise NoSuchSession(
            f"there is no session{whose} in the logbook yet: bargroove live begins one"
        )
    if which == "last":
        return last
    there = select(SetRow.session_id).where(SetRow.session_id == min(which, LARGEST)).limit(1)
    if session.scalar(there) is None:
        raise NoSuchSession(f"no session {which} in the logbook; the last one is {last}")
    return which


def drop_empty(session: Session) -> None:
    """Remove sessions that have no set any more."""
    session.flush()
    session.execute(delete(SessionRow).where(~SessionRow.id.in_(select(SetRow.session_id))))


def _new(session: Session, lifter_id: int | None) -> int:
    row = SessionRow(lifter_id=lifter_id)
    session.add(row)
    session.flush()
    return row.id
