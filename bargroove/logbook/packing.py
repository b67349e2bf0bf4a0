"""Parcels out of a logbook and into it, within a transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from math import isfinite

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bargroove.logbook import lifters
from bargroove.logbook.heads import columns
from bargroove.logbook.overrides import add as add_override
from bargroove.logbook.parcels import (
    PackedLifter,
    PackedMark,
    PackedOverride,
    PackedSet,
    Parcel,
    Unpacked,
)
from bargroove.logbook.plain import rep_to_plain
from bargroove.logbook.records import LoggedSet, SetHead
from bargroove.logbook.sessions import regroup, session_for
from bargroove.logbook.sets import read
from bargroove.logbook.tables import REPS, LifterRow, MarkRow, OverrideRow, SetRow
from bargroove.logbook.times import to_text, to_time
from velocity import Rep

_PLACES = 3  # decimals of a velocity by which sets are told apart
Identity = tuple[object, ...]


def pack(session: Session, sets: Sequence[LoggedSet], names: Collection[str] | None) -> Parcel:
    """Return the sets, their marks, and the lifters of these names with their limits; None: all."""
    marks = _marks(session, [one.id for one in sets])
    people = session.scalars(select(LifterRow).order_by(LifterRow.key)).all()
    wanted = [row for row in people if names is None or row.name in names]
    return Parcel(
        lifters=tuple(PackedLifter(row.name, to_text(row.created), row.note) for row in wanted),
        sets=tuple(
            PackedSet(
                one.head,
                tuple(logged.rep for logged in one.reps),
                tuple(marks[one.id]),
                one.notices,
                one.complete,
                one.id,
            )
            for one in sets
        ),
        overrides=tuple(_overrides(session, wanted)),
    )


def unpack(session: Session, parcel: Parcel) -> Unpacked:
    """Add what is not there yet.

    A set is there already if one of the same lifter, lift, time (or day), load and velocities is;
    of several such sets, as many stay out as there are. Limits that are set stay as they are.
    """
    added = [one.name for one in parcel.lifters if _add_lifter(session, one)]
    there = _there(session, parcel)
    new: list[PackedSet] = []
    for one in parcel.sets:
        identity = _identity(one.head, one.reps, parcel.by_day)
        if there[identity]:
            there[identity] -= 1
        else:
            new.append(one)
    touched = {_add_set(session, one) for one in sorted(new, key=lambda one: one.id)}
    for lifter_id in touched:
        regroup(session, lifter_id)
    overrides = sum(_add_override(session, one) for one in parcel.overrides)
    return Unpacked(tuple(added), tuple(new), len(parcel.sets) - len(new), overrides)


def _add_lifter(session: Session, packed: PackedLifter) -> bool:
    same = select(LifterRow.id).where(LifterRow.key == lifters.key_of(packed.name))
    if session.scalar(same) is not None:
        return False
    record = lifters.add(session, packed.name, packed.note)
    if packed.created_utc:
        session.get_one(LifterRow, record.id).created = to_time(packed.created_utc)
    return True


def _there(session: Session, parcel: Parcel) -> Counter[Identity]:
    """Return the sets that are in the logbook, as they are told apart."""
    if not parcel.sets:
        return Counter()
    times = sorted(to_time(one.head.started_utc) for one in parcel.sets)
    day = timedelta(days=1)
    known = read(session, SetRow.started > times[0] - day, SetRow.started < times[-1] + day)
    return Counter(
        _identity(one.head, [logged.rep for logged in one.reps], parcel.by_day) for one in known
    )


def _identity(head: SetHead, reps: Iterable[Rep], by_day: bool) -> Identity:
    started = to_time(head.started_utc)
    speeds = (rep.mean_velocity.value for rep in reps)
    return (
        head.lifter and lifters.key_of(head.lifter),
        head.lift,
        started.date() if by_day else started,
        head.load_kg and round(head.load_kg, 1),
        tuple(round(speed, _PLACES) if isfinite(speed) else None for speed in speeds),
    )


def _add_set(session: Session, packed: PackedSet) -> int | None:
    """Add a set and return its lifter; sessions are sorted out afterwards."""
    held = columns(session, packed.head)
    lifter_id: int | None = held["lifter_id"]
    row = SetRow(
        **held,
        session_id=session_for(session, lifter_id, held["started"]),
        complete=packed.complete,
        notices=list(packed.notices),
    )
    session.add(row)
    session.flush()
    if packed.reps:
        rows = [{"set_id": row.id} | rep_to_plain(rep) for rep in packed.reps]
        session.execute(insert(REPS), rows)
    for mark in packed.marks:
        made = to_time(mark.made_utc) if mark.made_utc else datetime.now(UTC)
        undone = None if mark.undone_utc is None else to_time(mark.undone_utc)
        session.add(MarkRow(set_id=row.id, rep=mark.rep, mark=mark.mark, made=made, undone=undone))
        session.flush()
    return lifter_id


def _add_override(session: Session, packed: PackedOverride) -> bool:
    lifter_id = lifters.find(session, packed.lifter).id
    if session.get(OverrideRow, (lifter_id, packed.lift, packed.phase)):
        return False
    add_override(session, lifter_id, packed.lift, packed.phase, packed.fields)
    return True


def _marks(session: Session, ids: Sequence[int]) -> defaultdict[int, list[PackedMark]]:
    wanted = set(ids)  # there may be more than one statement can name
    found: defaultdict[int, list[PackedMark]] = defaultdict(list)
    for row in session.scalars(select(MarkRow).order_by(MarkRow.id)):
        if row.set_id in wanted:
            undone = None if row.undone is None else to_text(row.undone)
            found[row.set_id].append(PackedMark(row.rep, row.mark, to_text(row.made), undone))
    return found


def _overrides(session: Session, people: Iterable[LifterRow]) -> Iterable[PackedOverride]:
    names = {row.id: row.name for row in people}
    rows = session.scalars(
        select(OverrideRow)
        .where(OverrideRow.lifter_id.in_(names))
        .order_by(OverrideRow.lifter_id, OverrideRow.lift, OverrideRow.phase)
    )
    for row in rows:
        yield PackedOverride(names[row.lifter_id], row.lift, row.phase, row.fields)
