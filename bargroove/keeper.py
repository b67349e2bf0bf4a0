"""Live sets in the logbook, each from its first rep on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from bargroove.errors import BargrooveError
from bargroove.logbook import Logbook, NoSuchMark, SetHead
from gui.live_state import Marks, marks_after, reps_after
from velocity.events import (
    MonitorEvent,
    RepFinished,
    RepRevised,
    RepWithdrawn,
    SetEnded,
)
from velocity.rep import Rep

PATIENCE, LAGGING_PATIENCE = 1.0, 0.1
"""Seconds that a live set waits for the logbook before it goes on: as a rule, and while that
lags behind already."""
_MOST_DONE = 100  # sets of which nothing is left to be written, and that may still be marked
Over = Callable[[int], None]
"""Takes the number in the logbook of a set that is over."""
LAST_PATIENCE = 12.0
"""Seconds that are given to the logbook when all is over."""


@dataclass(frozen=True)
class _Content:
    """What a set is to hold in the logbook.

    Attributes:
        reps: so far.
        notices: None until its end.
        marks: of the reps.
        amended: what has changed of its head since it began.
    """

    reps: tuple[Rep, ...] = ()
    notices: tuple[str, ...] | None = None
    marks: Marks = field(default_factory=dict)
    amended: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class _Kept:
    """A set: what it is to hold, and what the logbook has of it; ``id`` is None before that."""

    head: SetHead
    wanted: _Content = field(default_factory=_Content)
    written: _Content | None = None
    marked: dict[int, tuple[str, ...]] = field(default_factory=dict)
    id: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether the logbook has what seems the last word on it."""
        return self.written is not None and self.written.notices is not None

    def put(self, logbook: Logbook) -> None:
        """Make the logbook hold what is wanted, in steps that can be taken up again.

        Raises:
            LogbookError: it cannot be.
        """
        wanted = self.wanted  # which may become another one meanwhile
        if wanted.reps or wanted.notices is None:
            if self.id is None:
                self.id = logbook.begin_set(replace(self.head, **wanted.amended))
            elif wanted.amended != (self.written.amended if self.written else {}):
                logbook.update_set(self.id, **wanted.amended)
            self._unmark(logbook, self.id, wanted.marks)
            self._put_reps(logbook, self.id, wanted)
            self._mark(logbook, self.id, wanted.marks)
        elif self.id is not None:  # all that seemed a rep was none
            logbook.remove_set(self.id)
            self.id, self.marked = None, {}
        self.written = wanted

    def _put_reps(self, logbook: Logbook, set_id: int, wanted: _Content) -> None:
        before = self.written
        if before and (before.reps, before.notices) == (wanted.reps, wanted.notices):
            return
        if wanted.notices is not None:
            logbook.end_set(set_id, wanted.reps, wanted.notices)
        elif wanted.reps:
            logbook.put_reps(set_id, wanted.reps)

    def _unmark(self, logbook: Logbook, set_id: int, wanted: Marks) -> None:
        for rep, marks in list(self.marked.items()):
            stay = wanted.get(rep, ())
            while marks != stay[: len(marks)]:
                with suppress(NoSuchMark):  # undone elsewhere
                    logbook.unmark(set_id, rep)
                marks = self.marked[rep] = marks[:-1]

    def _mark(self, logbook: Logbook, set_id: int, wanted: Marks) -> None:
        for rep, marks in wanted.items():
            for mark in marks[len(self.marked.get(rep, ())) :]:
                logbook.mark(set_id, rep, mark)
                self.marked[rep] = (*self.marked.get(rep, ()), mark)


class Keeper:
    """Keeps live sets as they happen; whatever ails the logbook, the sets go on.

    What the logbook does not take at once is offered again with all that comes next, and in the
    end. The writing is done in a thread, for which nobody waits longer than ``PATIENCE``.

    Attributes:
        trouble: why the logbook lags behind; "" while it does not.
    """

    def __init__(
        self, open_: Callable[[], Logbook], trouble: str = "", over: Over | None = None
    ) -> None:
        """Keep what comes in the logbook that ``open_`` opens.

        Args:
            open_: opens it, in the writer's thread.
            trouble: what it has had so far.
            over: takes the number of each set of which the logbook has the last word, and again
                where that changes; called in the writer's thread.
        """
        self.trouble = trouble
        self._open, self._over = open_, over
        self._sets: dict[int, _Kept] = {}
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="logbook")
        self._job: Future[None] | None = None
        self._held = ExitStack()
        self._logbook: Logbook | None = None
        self._writer.submit(self._warm_up)

    @property
    def ids(self) -> dict[int, int]:
        """The sets that the logbook has: its number of each, by that of the live set."""
        return {number: kept.id for number, kept in self._sets.items() if kept.id is not None}

    def begin(self, number: int, head: SetHead) -> None:
        """Begin with a set; those before it are over. ``write`` brings it to the logbook."""
        self._end_all()
        self._sets[number] = _Kept(head)
        done = [one for one, kept in self._sets.items() if kept.written is kept.wanted]
        for one in done[:-_MOST_DONE]:
            del self._sets[one]

    def take(self, event: MonitorEvent) -> None:
        """Take note of what happens in sets that have begun; ``write`` brings it to the logbook."""
        match event:
            case RepFinished(rep=Rep(set=number)):
                self._follow(number, event, notices=None)  # a set that was over goes on
            case RepRevised(rep=Rep(set=number)) | RepWithdrawn(set=number):
                self._follow(number, event, notices=self._sets[number].wanted.notices)
            case SetEnded(summary=summary, notices=notices):
                self._follow(summary.set, event, notices=notices)

    def mark(self, number: int, rep: int, mark: str | None) -> bool:
        """Mark a rep of a set, or undo its last mark; return whether there was anything to do."""
        kept = self._sets[number]
        marks = kept.wanted.marks.get(rep, ())
        if mark == (marks[-1] if marks else None):
            return False
        changed = (*marks, mark) if mark else marks[:-1]
        kept.wanted = replace(kept.wanted, marks={**kept.wanted.marks, rep: changed})
        self.write()
        return True

    def amend(self, number: int, **changes: Any) -> None:
        """Change what is known of a set beside its reps, as fields of ``SetHead``."""
        kept = self._sets[number]
        kept.wanted = replace(kept.wanted, amended={**kept.wanted.amended, **changes})
        self.write()

    def marks(self, number: int) -> Marks:
        """Return the marks of a set's reps that were made here, the last one holding."""
        return self._sets[number].wanted.marks if number in self._sets else {}

    def write(self, patience: float | None = None) -> None:
        """Bring the logbook up to date, or leave the rest for the next time."""
        if patience is None:
            patience = LAGGING_PATIENCE if self.trouble else PATIENCE
        until = monotonic() + patience
        while (self._job or self._behind()) and monotonic() < until:
            if self._job is None:
                self._job = self._writer.submit(self._put_all)
            if not wait([self._job], until - monotonic()).done:
                self.trouble = "the logbook is busy; the set goes on, and is kept once it is not"
                return
            job, self._job = self._job, None
            if error := job.exception():
                self.trouble = (
                    f"{_told(error)}; the set goes on, and is kept once that is put right"
                )
                return
            self.trouble = ""

    def close(self) -> None:
        """Offer once more what the logbook has not taken, and let go of it."""
        for kept in self._sets.values():
            if not kept.wanted.reps:
                kept.wanted = replace(kept.wanted, notices=())
        self.write(LAST_PATIENCE)
        self._writer.submit(self._held.close)
        self._writer.shutdown()

    def _follow(self, number: int, event: MonitorEvent, notices: tuple[str, ...] | None) -> None:
        kept = self._sets[number]
        kept.wanted = replace(
            kept.wanted,
            reps=reps_after(kept.wanted.reps, event),
            notices=notices,
            marks=marks_after(kept.wanted.marks, event),
        )

    def _end_all(self) -> None:
        """Let what is there of the sets before be the last word on them."""
        for kept in self._sets.values():
            if kept.wanted.notices is None:
                kept.wanted = replace(kept.wanted, notices=())

    def _behind(self) -> list[_Kept]:
        sets = list(self._sets.values())  # at once: another thread may begin one
        return [kept for kept in sets if kept.written is not kept.wanted]

    def _put_all(self) -> None:
        """Bring all sets to the logbook; done in the writer's thread.

        Raises:
            LogbookError: it cannot be; what was brought so far is there.
        """
        logbook = self._opened()
        for kept in self._behind():
            kept.put(logbook)
            if self._over and kept.is_over and kept.id is not None:
                self._over(kept.id)

    def _opened(self) -> Logbook:
        if self._logbook is None:
            self._logbook = self._held.enter_context(self._open())
        return self._logbook

    def _warm_up(self) -> None:
        """Use the logbook once before the first rep, which is then written the sooner."""
        with suppress(Exception):  # which is told when something is to be written
            self._opened().incomplete()


def _told(error: BaseException) -> str:
    """Return an error in one line; one of the program's own ends no set either."""
    told = str(error) if isinstance(error, BargrooveError) else f"{type(error).__name__}: {error}"
    return " ".join(told.split())
