"""Reps as columns, for numpy, pandas, pyarrow and whatever else takes a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from velocity import Measured, Rep
from velocity.rep import Range

if TYPE_CHECKING:
    from bargroove.logbook.records import LoggedRep, LoggedSet

Columns: TypeAlias = dict[str, NDArray[Any]]
"""Arrays of one length by their heading."""

_BETWEEN = " | "
_MEASURED = [f.name for f in fields(Rep) if str(f.type).startswith("Measured")]


def rep_columns(reps: Iterable[Rep]) -> Columns:
    """Return reps as columns: one element for each rep, in order.

    The headings are those of ``Rep``, in its units; each measured quantity is followed by its
    standard error, ``…_se``. NaN stands where a thing was not measured, "" where nothing was
    said; several words in one cell are parted by a bar. ``left_technical`` and
    ``left_muscular`` are the likely numbers of reps still to come.

    Args:
        reps: of one analysis, or of many.

    Example:
        >>> columns = rep_columns(analyze(open_recording("set.csv"), "squat").reps)
        >>> columns["mean_velocity"][:5].round(2)
        array([0.71, 0.76, 0.78, 0.73, 0.69])
    """
    listed = list(reps)
    columns: Columns = {
        "set": np.array([rep.set for rep in listed], np.int64),
        "rep": np.array([rep.rep for rep in listed], np.int64),
        "start_s": _floats(listed, lambda rep: rep.start_s),
        "end_s": _floats(listed, lambda rep: rep.end_s),
        "valid": np.array([rep.valid for rep in listed], np.bool_),
        "counts": np.array([rep.counts for rep in listed], np.bool_),
    }
    for name in _MEASURED:
        columns |= _measured(name, [getattr(rep, name) for rep in listed])
    return columns | {
        "verdict": _texts(rep.verdict for rep in listed),
        "reasons": _texts(_BETWEEN.join(one.name for one in rep.reasons) for rep in listed),
        "doubts": _texts(_BETWEEN.join(rep.doubts) for rep in listed),
        "technique": _texts(rep.technique.state if rep.technique else "" for rep in listed),
        "technique_sign": _texts(rep.technique.sign if rep.technique else "" for rep in listed),
        "left_technical": _floats(listed, lambda rep: _likely(rep.left_technical)),
        "left_muscular": _floats(listed, lambda rep: _likely(rep.left_muscular)),
    }


def set_columns(sets: Iterable[LoggedSet]) -> Columns:
    """Return the reps of sets of the logbook as columns: one element for each rep.

    What is known of the set stands before the columns of ``rep_columns``: ``set_id`` (its number
    in the logbook), ``session``, ``started_utc``, ``lifter``, ``lift``, ``load_kg``, ``phase``,
    ``cue``; and ``mark``, what a person said of the rep.

    Args:
        sets: as ``Logbook.sets`` gives them.

    Example:
        >>> with open_logbook("training.db") as logbook:
        ...     columns = set_columns(logbook.sets(lifter="Anna", lift="squat"))
        >>> failed = columns["technique"] == "failed"
        >>> for kg in (100, 105, 110):
        ...     there = columns["load_kg"] == kg
        ...     print(f"{kg} kg: {there.sum()} reps, {(failed & there).sum()} failed")
        100 kg: 6 reps, 0 failed
        105 kg: 6 reps, 0 failed
        110 kg: 8 reps, 3 failed
    """
    pairs = [(one, logged) for one in sets for logged in one.reps]
    return {
        "set_id": np.array([one.id for one, _ in pairs], np.int64),
        "session": np.array([one.session for one, _ in pairs], np.int64),
        **{name: _of_head(pairs, name) for name in ("started_utc", "lifter", "lift")},
        "load_kg": _floats(pairs, lambda pair: pair[0].head.load_kg),
        **{name: _of_head(pairs, name) for name in ("phase", "cue")},
        "mark": _texts(logged.mark or "" for _, logged in pairs),
        **rep_columns(logged.rep for _, logged in pairs),
    }


def _of_head(pairs: list[tuple[LoggedSet, LoggedRep]], name: str) -> NDArray[Any]:
    return _texts(getattr(one.head, name) or "" for one, _ in pairs)


def _measured(name: str, values: list[Measured | None]) -> Columns:
    return {
        name: _floats(values, lambda one: one and one.value),
        f"{name}_se": _floats(values, lambda one: one and one.se),
    }


def _floats(things: Iterable[Any], number: Callable[[Any], float | None]) -> NDArray[Any]:
    """Return a number of each thing; None is NaN."""
    return np.array([number(thing) for thing in things], np.float64)


def _texts(texts: Iterable[str]) -> NDArray[Any]:
    return np.array(list(texts), np.str_)


def _likely(left: Range | None) -> float | None:
    return None if left is None else left.likely
