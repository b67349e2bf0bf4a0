"""What the sensor felt around a set of the logbook, on the clock of the set's reps."""

from __future__ import annotations

from bargroove.film.impacts import Impacts, felt
from bargroove.logbook.records import LoggedSet
from bargroove.progress import progress
from bargroove.reports.motion import motion_of, span_of

_AROUND = 30.0  # s before the first rep and after the last: taking the bar, putting it back


def felt_in(one: LoggedSet) -> Impacts:
    """Return the impacts that a sensor felt around a set, at the times of its reps' clock.

    Raises:
        NoMotion: the readings are not there, cannot be read, or do not show the set's reps.
    """
    with progress("reading what the sensor felt"):
        motion = motion_of(one)
    begin, end = span_of([logged.rep for logged in one.reps])
    return felt(motion.part(begin - _AROUND, end + _AROUND).samples)
