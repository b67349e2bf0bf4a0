"""Sets that the logbook lacks, or does not have whole, brought there from their captures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bargroove.heads import NoSet, head_of
from bargroove.held import is_held
from bargroove.logbook import Logbook, LoggedSet, NoSuchMark, SetHead, UnknownLifter
from bargroove.progress import progress
from bargroove.retelling import UNSETTLED, Retold, described, overlap, refined, retold, spilt
from firmware_bridge.errors import BridgeError
from gui.live_words import counted
from velocity.alert import Alert
from velocity.rep import DISCARDED, Rep

Judge = Callable[[SetHead], Alert]
"""Returns what a set is judged by."""


@dataclass(frozen=True)
class Deed:
    """Something to be done, or that cannot be.

    Attributes:
        what: a set or a capture; ``done`` what is done about it, in words.
        do: does it; None where nothing can be done.
    """

    what: str
    done: str
    do: Callable[[], None] | None = None


def recovery(
    logbook: Logbook, folder: Path, judge: Judge, named: Sequence[Path] = ()
) -> Iterator[Deed]:
    """Yield what can be recovered: from the captures that are named, or else from all.

    All are those of the sets that are not complete, and those in a folder that the logbook does
    not know. A capture that a running program writes to is left alone.

    Args:
        logbook: where sets are looked for and brought to.
        folder: of captures.
        judge: returns what a set is judged by.
        named: captures.
    """
    known: dict[str, list[LoggedSet]] = defaultdict(list)  # by their captures' names
    for one in logbook.sets():
        known[Path(one.head.capture).name].append(one)
    for one in known.pop("", []):
        if not one.complete and not named:
            yield Deed(_named(one), "it has no capture; its reps stay as they are")
    paths = {path.name: path for path in named} or _captures(folder, known)
    for name, path in sorted(paths.items()):
        yield from _from_capture(logbook, path, known[name], judge)


def _captures(folder: Path, known: dict[str, list[LoggedSet]]) -> dict[str, Path]:
    """Return the captures of incomplete sets, and those of a folder that are not known."""
    new = {path.name: path for path in folder.glob("*.capture") if path.name not in known}
    held = [one for sets in known.values() for one in sets if not one.complete]
    return new | {Path(one.head.capture).name: Path(one.head.capture) for one in held}


def _from_capture(
    logbook: Logbook, path: Path, known: Sequence[LoggedSet], judge: Judge
) -> Iterator[Deed]:
    """Yield what one capture can do for the sets that are known to be in it, and for others."""
    if not path.exists():
        yield Deed(", ".join(map(_named, known)) or str(path), f"there is no {path}")
        return
    if is_held(path):
        yield Deed(path.name, "it is being recorded now: left alone")
        return
    try:
        head = known[0].head if known else described(path)
        if head is None:
            return
        with progress(f"reading {path.name}"):
            told = retold(path, head, judge(head))
    except (BridgeError, NoSet) as error:
        yield Deed(path.name, f"nothing can be recovered: {error}")
        return
    except UnknownLifter as error:
        yield Deed(path.name, f"{error}; add the lifter, then recover again")
        return
    for one in known:
        if not one.complete:
            yield _completed(logbook, one, told)
    there = {one.head.capture_set for one in known}
    for number in sorted(told.ended.keys() - there - spilt(path, told)):
        if told.reps(number):
            yield _added(logbook, path, number, told)


def _completed(logbook: Logbook, one: LoggedSet, told: Retold) -> Deed:
    """Return how a set becomes what its capture says; marks stay with their reps."""
    ended = told.ended.get(one.head.capture_set)
    reps, late = _joined(one, told.reps(one.head.capture_set), told.end_s)
    if not reps and not one.reps:
        return Deed(_named(one), "no rep was done: removed", lambda: logbook.remove_set(one.id))
    notices = [*(ended.notices if ended else ()), *_damage(told)]
    if late:
        notices.append(f"{counted(late, 'rep')} at the end as told live: the capture lacks the end")

    def do() -> None:
        marks = _moved_marks(one, reps)
        for old in marks:
            _unmark(logbook, one.id, old)
        logbook.end_set(one.id, reps, notices)
        for new, mark in filter(None, marks.values()):
            logbook.mark(one.id, new, mark)

    more = len(reps) - len(one.reps)
    return Deed(_named(one), f"completed: {counted(len(reps), 'rep')} ({more:+d})", do)


def _joined(one: LoggedSet, found: Sequence[Rep], end_s: float) -> tuple[list[Rep], int]:
    """Return a set's reps, and how many of them its capture lacks.

    The capture is more than the logbook where the logbook lagged behind; else the program knew
    more when it was killed, for the last half second may never have reached the capture. Then
    the capture only says better what it holds.
    """
    shift = -(one.head.capture_from_s or 0.0)
    end, held = end_s + shift, [logged.rep for logged in one.reps]
    moved = [replace(rep, start_s=rep.start_s + shift, end_s=rep.end_s + shift) for rep in found]
    whole: Sequence[Rep] = moved
    if held and not any(rep.start_s > held[-1].end_s for rep in moved):
        whole = refined(held, [rep for rep in moved if rep.end_s < end - UNSETTLED])
    number = held[0].set if held else one.head.capture_set
    gone = [rep for rep in held if not rep.counts]
    said = (_as_said(rep, gone) for rep in whole)
    reps = [replace(rep, rep=i, set=number) for i, rep in enumerate(said, 1)]
    return reps, sum(rep.end_s > end for rep in held)


def _as_said(rep: Rep, gone: Sequence[Rep]) -> Rep:
    """Return a rep as people have it: one that they took for none stays so."""
    if not rep.counts or not any(overlap(rep, other) for other in gone):
        return rep
    return replace(rep, valid=False, doubts=(*rep.doubts, DISCARDED))


def _moved_marks(one: LoggedSet, reps: Sequence[Rep]) -> dict[int, tuple[int, str] | None]:
    """Return, for each marked rep that has another number now or is gone, that number and mark."""
    moved: dict[int, tuple[int, str] | None] = {}
    for logged in one.reps:
        old, mark = logged.rep, logged.mark
        now = next((rep for rep in reps if overlap(rep, old)), None)
        if mark and (now is None or now.rep != old.rep):
            moved[old.rep] = None if now is None else (now.rep, mark)
    return moved


def _unmark(logbook: Logbook, set_id: int, rep: int) -> None:
    with suppress(NoSuchMark):  # undone elsewhere
        while logbook.unmark(set_id, rep) is not None:
            pass


def _added(logbook: Logbook, path: Path, number: int, told: Retold) -> Deed:
    """Return how a set that the logbook does not know comes into it."""
    reps = [replace(rep, rep=i) for i, rep in enumerate(told.reps(number), 1)]
    head = head_of(
        told.header,
        told.started(number),
        sensor=told.sensor,
        capture=path.absolute(),
        capture_set=number,
        capture_from_s=0.0,
    )
    what = f"{path.name}, set {number} ({head.lift.replace('_', ' ')}, {_whose(head)})"

    def do() -> None:
        set_id = logbook.begin_set(head)
        logbook.end_set(set_id, reps, (*told.ended[number].notices, *_damage(told)))

    return Deed(what, f"added: {counted(len(reps), 'rep')}", do)


def _damage(told: Retold) -> tuple[str, ...]:
    return (told.damage,) if told.damage else ()


def _named(one: LoggedSet) -> str:
    lift, when = one.head.lift.replace("_", " "), one.head.started_utc[:16].replace("T", " ")
    return f"set {one.id} ({lift}, {_whose(one.head)}, {when})"


def _whose(head: SetHead) -> str:
    return head.lifter or "nobody's"
