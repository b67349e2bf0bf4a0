"""Sets and their reps, within a transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from bargroove.logbook import marks
from bargroove.logbook.errors import NoSuchSet
from bargroove.logbook.heads import columns, to_head
from bargroove.logbook.plain import rep_from_plain, rep_to_plain
from bargroove.logbook.records import LoggedRep, LoggedSet, SetHead
from bargroove.logbook.sessions import drop_empty, regroup, session_for
from bargroove.logbook.tables import LARGEST, REPS, SetRow
from velocity import Rep

Which = int | Literal["last"]

_BY_TIME = (SetRow.started, SetRow.id)
_LATEST_FIRST = (SetRow.started.desc(), SetRow.id.desc())


def begin(session: Session, head: SetHead) -> int:
    """Add a set that has no reps yet; return its number."""
    held = columns(session, head)
    lifter_id, started = held["lifter_id"], held["started"]
    held["session_id"] = session_for(session, lifter_id, started)
    row = SetRow(**held, complete=False, notices=[])
    session.add(row)
    session.flush()
    later = select(SetRow.id).where(SetRow.lifter_id == lifter_id, SetRow.started > started)
    if session.scalar(later.limit(1)):
        regroup(session, lifter_id)
    return row.id


def put(session: Session, set_id: int, reps: Sequence[Rep], **state: Any) -> None:
    """Let a set's reps be these, and give the columns of ``state`` their values."""
    changed = update(SetRow).where(SetRow.id == set_id).values(**state).returning(SetRow.id)
    if session.scalar(changed) is None:
        raise _no_such(session, set_id)
    session.execute(delete(REPS).where(REPS.c.set_id == set_id))
    if reps:
        session.execute(insert(REPS), [{"set_id": set_id} | rep_to_plain(rep) for rep in reps])


def change(session: Session, set_id: int, changes: Mapping[str, Any]) -> None:
    """Change what is known of a set beside its reps."""
    row = find(session, set_id)
    before = row.lifter_id
    for name, value in columns(session, replace(to_head(row), **changes)).items():
        setattr(row, name, value)
    for lifter_id in {before, row.lifter_id}:
        regroup(session, lifter_id)


def remove(session: Session, set_id: int) -> None:
    """Remove a set with its reps and marks."""
    session.delete(find(session, set_id))
    drop_empty(session)


def find(session: Session, which: Which) -> SetRow:
    """Return the row of a set, or of the one that began last.

    Raises:
        NoSuchSet: there is none.
    """
    wanted = select(SetRow).order_by(*_LATEST_FIRST).limit(1)
    if which != "last":
        wanted = wanted.where(SetRow.id == min(which, LARGEST))
    row = session.scalars(wanted).one_or_none()
    if row is None:
        raise _no_such(session, which)
    return row


def read(
    session: Session,
    *wanted: ColumnElement[bool],
    most: int | None = None,
    courses: bool = True,
) -> list[LoggedSet]:
    """Return sets with their reps, oldest first.

    ``most``: only the latest so many; ``courses``: whether the reps have their courses.
    """
    ids = select(SetRow.id).where(*wanted).order_by(*_LATEST_FIRST).limit(most)
    reps = _reps(session, ids, courses=courses)
    numbers = _numbers().subquery()
    heads = (
        select(SetRow, numbers.c.number)
        .join(numbers, numbers.c.id == SetRow.id)
        .where(SetRow.id.in_(ids))
        .order_by(*_BY_TIME)
    )
    return [
        LoggedSet(
            id=row.id,
            number=number,
            session=row.session_id,
            head=to_head(row),
            complete=row.complete,
            reps=tuple(reps[row.id]),
            notices=tuple(row.notices),
        )
        for row, number in session.execute(heads)
    ]


def _numbers() -> Select[Any]:
    """Every set's number among those of its lift and session."""
    place = func.row_number().over(partition_by=(SetRow.session_id, SetRow.lift), order_by=_BY_TIME)
    return select(SetRow.id, place.label("number"))


def _reps(session: Session, ids: Select[Any], *, courses: bool) -> dict[int, list[LoggedRep]]:
    said = marks.holding(session, ids)
    asked = [column for column in REPS.c if courses or column is not REPS.c.course]
    rows = session.execute(
        select(*asked).where(REPS.c.set_id.in_(ids)).order_by(REPS.c.set_id, REPS.c.rep)
    )
    names = list(rows.keys())
    found: dict[int, list[LoggedRep]] = defaultdict(list)
    for values in rows:
        row = dict(zip(names, values, strict=True))
        mark = said.get((row["set_id"], row["rep"]))
        found[row["set_id"]].append(LoggedRep(rep_from_plain(row), mark))
    return found


def _no_such(session: Session, which: Which) -> NoSuchSet:
    last = session.scalar(select(SetRow.id).order_by(*_LATEST_FIRST).limit(1))
    if last is None:
        return NoSuchSet("there is no set in the logbook yet: bargroove live begins one")
    return NoSuchSet(f"no set {which} in the logbook; the last one is {last}")
