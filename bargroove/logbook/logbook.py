"""The logbook: what remembers. Each call is one transaction, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from bargroove.logbook import lifters, marks, overrides, packing, sessions, sets
from bargroove.logbook.engine import Engines, engines_at
from bargroove.logbook.errors import LogbookError
from bargroove.logbook.faults import corrupt, told
from bargroove.logbook.migrating import bring_up_to_date
from bargroove.logbook.parcels import Parcel, Unpacked
from bargroove.logbook.records import Lifter, LoggedSet, SetHead
from bargroove.logbook.sets import Which
from bargroove.logbook.tables import SetRow
from bargroove.logbook.times import end_of, to_time
from velocity import Rep


def open_logbook(url: str | None = None) -> Logbook:
    """Open a logbook, creating or upgrading it where needed.

    Args:
        url: ``sqlite:///PATH``, ``postgresql://USER@HOST/NAME``, or the path of a file; None is
            what ``BARGROOVE_LOGBOOK`` names, else the user's own.

    Raises:
        LogbookError: of the kind that fits; nothing is changed then.
    """
    engines = engines_at(url)
    try:
        with told(engines.place):
            bring_up_to_date(engines)
    except BaseException:
        engines.reading.dispose()
        raise
    return Logbook(engines)


class Logbook:
    """Lifters, their sets, marks and limits; several programs and threads may use one at once.

    Every method raises the ``LogbookError`` that fits if the database cannot do its work.

    Attributes:
        place: where it is, for people; without a password.
    """

    def __init__(self, engines: Engines) -> None:
        self.place = engines.place
        self._engines = engines

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the database; to be called when no other thread uses the logbook."""
        self._engines.reading.dispose()

    def add_lifter(self, name: str, note: str = "") -> Lifter:
        """Add a lifter.

        Raises:
            NameTaken: there is one, whatever the case and the space around the name.
            BadEntry: it is no name.
        """
        with self._writing() as session:
            return lifters.add(session, name, note)

    def lifter(self, name: str) -> Lifter:
        """Return the lifter of that name.

        Raises:
            UnknownLifter: there is none.
        """
        with self._reading() as session:
            return lifters.to_record(lifters.find(session, name))

    def lifters(self) -> list[Lifter]:
        """Return all lifters, by name."""
        with self._reading() as session:
            return lifters.every(session)

    def rename_lifter(self, name: str, new: str) -> Lifter:
        """Give a lifter another name.

        Raises:
            UnknownLifter, NameTaken, BadEntry: as ``lifter`` and ``add_lifter`` have it.
        """
        with self._writing() as session:
            return lifters.rename(session, name, new)

    def merge_lifters(self, name: str, into: str) -> Lifter:
        """Give all sets of one lifter to another, and remove the first.

        Where both have limits set for a lift and phase, those of ``into`` stay.

        Raises:
            UnknownLifter, BadEntry: one is unknown, or both are one.
        """
        with self._writing() as session:
            return lifters.merge(session, name, into)

    def remove_lifter(self, name: str, *, with_sets: bool = False) -> None:
        """Remove a lifter.

        Raises:
            UnknownLifter: there is none of that name.
            HasSets: there are sets, and it was not asked to remove them too.
        """
        with self._writing() as session:
            lifters.remove(session, name, with_sets=with_sets)

    def begin_set(self, head: SetHead) -> int:
        """Add a set that has no reps yet; return its number in the logbook.

        It belongs to the session of the same lifter's last set, if that began < 4 h before.

        Raises:
            UnknownLifter: the head names one who is not there.
        """
        with self._writing() as session:
            return sets.begin(session, head)

    def put_reps(self, set_id: int, reps: Sequence[Rep]) -> None:
        """Let a set's reps be these so far; marks stay with the numbers of the reps.

        Raises:
            NoSuchSet: there is no such set.
        """
        with self._writing() as session:
            sets.put(session, set_id, reps, complete=False)

    def end_set(self, set_id: int, reps: Sequence[Rep], notices: Sequence[str] = ()) -> None:
        """Say the last word on a set.

        Raises:
            NoSuchSet: there is no such set.
        """
        with self._writing() as session:
            sets.put(session, set_id, reps, complete=True, notices=list(notices))

    def update_set(self, set_id: int, **changes: Any) -> None:
        """Change fields of a set's ``SetHead``, such as ``cue``, ``load_kg`` or ``lifter``.

        Raises:
            NoSuchSet, UnknownLifter: there is no such set, or lifter.
        """
        with self._writing() as session:
            sets.change(session, set_id, changes)

    def remove_set(self, set_id: int) -> None:
        """Remove a set with its reps and marks.

        Raises:
            NoSuchSet: there is no such set.
        """
        with self._writing() as session:
            sets.remove(session, set_id)

    def one(self, which: Which) -> LoggedSet:
        """Return a set by its number, or the one that began ``"last"``.

        Raises:
            NoSuchSet: there is no such set.
        """
        with self._reading() as session:
            found = sets.find(session, which)
            return sets.read(session, SetRow.id == found.id)[0]

    def sets(
        self,
        *,
        lifter: str | None = None,
        lift: str | None = None,
        since: str | None = None,
        until: str | None = None,
        most: int | None = None,
        courses: bool = True,
    ) -> list[LoggedSet]:
        """Return sets, oldest first.

        Args:
            lifter: only those of this one.
            lift: only those of this lift.
            since: ISO 8601; only those that began then or later.
            until: only those that began then or before; a day is included whole.
            most: only the latest so many.
            courses: whether the reps have their courses; a long history is read sooner without.

        Raises:
            UnknownLifter, BadEntry: there is no such lifter, or no such time.
        """
        with self._reading() as session:
            wanted = []
            if lifter is not None:
                wanted.append(SetRow.lifter_id == lifters.find(session, lifter).id)
            if lift is not None:
                wanted.append(SetRow.lift == lift)
            if since is not None:
                wanted.append(SetRow.started >= to_time(since))
            if until is not None:
                wanted.append(SetRow.started < end_of(until))
            return sets.read(session, *wanted, most=most, courses=courses)

    def session(self, which: Which, *, lifter: str | None = None) -> list[LoggedSet]:
        """Return the sets of a session, oldest first, by its number or that of the last set.

        Args:
            which: its number, or ``"last"``.
            lifter: whose last one; None for anybody's.

        Raises:
            NoSuchSession, UnknownLifter: there is none.
        """
        with self._reading() as session:
            owner = None if lifter is None else lifters.find(session, lifter).id
            number = sessions.find(session, which, owner)
            return sets.read(session, SetRow.session_id == number)

    def incomplete(self) -> list[LoggedSet]:
        """Return the sets on which the last word is not in, oldest first."""
        with self._reading() as session:
            return sets.read(session, SetRow.complete.is_(False))

    def mark(self, set_id: int, rep: int, mark: str) -> None:
        """Say of a rep that it ``broke``, or was ``clean``.

        Raises:
            NoSuchSet, NoSuchRep, BadEntry: there is no such set, rep, or mark.
        """
        with self._writing() as session:
            marks.add(session, sets.find(session, set_id).id, rep, mark)

    def unmark(self, set_id: int, rep: int) -> str | None:
        """Take back the last mark of a rep; return the one before, which holds again.

        Raises:
            NoSuchSet, NoSuchRep, NoSuchMark: there is no such set or rep, or it has no mark.
        """
        with self._writing() as session:
            return marks.undo(session, sets.find(session, set_id).id, rep)

    def overrides(self, lifter: str, lift: str, phase: str = "") -> dict[str, Any]:
        """Return the limits that a person has set; None is a limit that is off.

        Those of the phase win over those of any phase, "".

        Raises:
            UnknownLifter: there is none of that name.
        """
        with self._reading() as session:
            return overrides.holding(session, lifters.find(session, lifter).id, lift, phase)

    def set_overrides(self, lifter: str, lift: str, phase: str = "", **fields: Any) -> None:
        """Set fields of ``velocity.limits.Limits``, ``cap`` and ``cycle_days``; others stay.

        Raises:
            UnknownLifter, BadEntry: there is no such lifter, or no such field.
        """
        with self._writing() as session:
            overrides.add(session, lifters.find(session, lifter).id, lift, phase, fields)

    def reset_overrides(self, lifter: str, lift: str, phase: str = "") -> bool:
        """Forget what was set for that lift and phase; return whether anything was.

        Raises:
            UnknownLifter: there is none of that name.
        """
        with self._writing() as session:
            return overrides.reset(session, lifters.find(session, lifter).id, lift, phase)

    def pack(
        self,
        which: Which | None = None,
        /,
        *,
        lifter: str | None = None,
        lift: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Parcel:
        """Return sets as ``sets`` does, with all that is known of them and of their lifters.

        Without any choice, lifters without sets and the limits of all lifters are in it too.

        With ``which``, it is that one set, as ``one`` takes it.

        Raises:
            NoSuchSet, UnknownLifter, BadEntry: there is no such set, lifter, or time.
        """
        if which is None:
            found = self.sets(lifter=lifter, lift=lift, since=since, until=until)
        else:
            found = [self.one(which)]
        chosen = any(choice is not None for choice in (which, lifter, lift, since, until))
        names = {one.head.lifter for one in found if one.head.lifter} if chosen else None
        with self._reading() as session:
            return packing.pack(session, found, names)

    def unpack(self, parcel: Parcel, *, keep: bool = True) -> Unpacked:
        """Add what a parcel holds and the logbook does not; return what that was.

        Args:
            parcel: what to add, all of it or nothing.
            keep: false to find out what would be added, and add nothing.

        Raises:
            UnknownLifter, BadEntry: the parcel holds something that the logbook does not take.
        """
        with self._writing() as session:
            done = packing.unpack(session, parcel)
            if not keep:
                session.rollback()
            return done

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        try:
            with self._session(self._engines.reading) as session:
                yield session
        except LogbookError:
            raise
        except (
            ValueError,
            TypeError,
            KeyError,
        ) as error:  # what is stored cannot have come from us
            raise corrupt(self.place, error) from None

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._session(self._engines.writing) as session:
            yield session

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with told(self.place), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session
