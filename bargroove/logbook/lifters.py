"""Lifters, within a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import get_close_matches

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bargroove.logbook.errors import BadEntry, HasSets, NameTaken, UnknownLifter
from bargroove.logbook.records import Lifter
from bargroove.logbook.sessions import regroup
from bargroove.logbook.tables import LifterRow, OverrideRow, SessionRow, SetRow
from bargroove.names import can_be_printed

_LONGEST = 80  # letters in a name


def add(session: Session, name: str, note: str) -> Lifter:
    """Add a lifter."""
    name = _free(session, name)
    row = LifterRow(name=name, key=key_of(name), note=note, created=datetime.now(UTC))
    session.add(row)
    session.flush()
    return to_record(row)


def find(session: Session, name: str) -> LifterRow:
    """Return the lifter of a name, whatever its case and the space around it.

    Raises:
        UnknownLifter: there is none; the message names the nearest.
    """
    row = session.scalars(select(LifterRow).where(LifterRow.key == key_of(name))).one_or_none()
    if row is None:
        names = session.scalars(select(LifterRow.name).order_by(LifterRow.key)).all()
        raise UnknownLifter(f"no lifter {name!r} in the logbook; {_nearest(name, names)}")
    return row


def every(session: Session) -> list[Lifter]:
    """Return all lifters, by name."""
    return [to_record(row) for row in session.scalars(select(LifterRow).order_by(LifterRow.key))]


def rename(session: Session, name: str, new: str) -> Lifter:
    """Give a lifter another name."""
    row = find(session, name)
    row.name = _free(session, new, but=row.id)
    row.key = key_of(row.name)
    return to_record(row)


def merge(session: Session, name: str, into: str) -> Lifter:
    """Make one lifter of two; where both have limits of their own, those of ``into`` hold."""
    old, new = find(session, name), find(session, into)
    if old.id == new.id:
        raise BadEntry(f"{old.name!r} and {into!r} are one lifter already")
    for table in (SetRow, SessionRow):
        moved = update(table).where(table.lifter_id == old.id).values(lifter_id=new.id)
        session.execute(moved)
    _move_overrides(session, old.id, new.id)
    session.delete(old)
    regroup(session, new.id)
    return to_record(new)


def remove(session: Session, name: str, *, with_sets: bool) -> None:
    """Remove a lifter and the limits set for them; their sets only if that is asked for."""
    row = find(session, name)
    owned = SetRow.lifter_id == row.id
    sets = session.scalar(select(func.count()).select_from(SetRow).where(owned))
    if sets and not with_sets:
        count = "1 set" if sets == 1 else f"{sets} sets"
        raise HasSets(
            f"{row.name!r} has {count} in the logbook, which would go too; nothing is done"
        )
    session.execute(delete(SetRow).where(owned))
    session.execute(delete(SessionRow).where(SessionRow.lifter_id == row.id))
    session.delete(row)


def to_record(row: LifterRow) -> Lifter:
    """Return what others see of a lifter."""
    return Lifter(row.id, row.name, row.created.isoformat(timespec="seconds"), row.note)


def _move_overrides(session: Session, old: int, new: int) -> None:
    key = OverrideRow.lift, OverrideRow.phase
    kept = {tuple(k) for k in session.execute(select(*key).where(OverrideRow.lifter_id == new))}
    for row in session.scalars(select(OverrideRow).where(OverrideRow.lifter_id == old)):
        if (row.lift, row.phase) not in kept:
            row.lifter_id = new
    session.flush()


def _free(session: Session, name: str, but: int = 0) -> str:
    """Return a name as it is kept."""
    name = " ".join(name.split())
    if not name or not can_be_printed(name) or len(name) > _LONGEST:
        raise BadEntry(f"{name!r}: a lifter's name has 1 to {_LONGEST} letters that can be printed")
    taken = select(LifterRow.name).where(LifterRow.key == key_of(name), LifterRow.id != but)
    if other := session.scalar(taken):
        raise NameTaken(f"{other!r} is in the logbook already")
    return name


def key_of(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(name.split()).casefold()


def _nearest(name: str, names: Sequence[str]) -> str:
    if not names:
        return "it has none yet: bargroove lifters add NAME"
    by_key = {key_of(known): known for known in names}
    near = get_close_matches(key_of(name), by_key, cutoff=0.5)
    told = ", ".join(repr(by_key[key]) for key in near) or ", ".join(map(repr, names[:5]))
    return f"{'the nearest' if near else 'it has'}: {told}"
