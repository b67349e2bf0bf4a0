"""A live set whose program is killed at any instant is in the logbook, and can be completed."""

from __future__ import annotations

import signal

import pytest

from bargroove.evidence.killed import kill_many, told_in


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing can be killed so here")
def test_no_rep_that_was_told_is_lost():
    left = kill_many(8, first=1001)
    assert [one for one in left if not one.well] == []
    assert sum(one.unlike for one in left) <= 1
    assert sum(one.told for one in left) > 8
    assert not all(one.ended for one in left)


def test_reps_are_counted_as_they_stand_in_the_end():
    def event(kind: str, rep: int, start: float = 0.0) -> dict[str, object]:
        return {"event": kind, "rep": rep, "start_s": start}

    told = told_in(
        [
            {"event": "set_started"},
            event("rep_finished", 1, 1.0),
            event("rep_finished", 2, 2.0),
            event("rep_revised", 2, 2.5),
            event("rep_withdrawn", 1),
            event("rep_finished", 2, 3.0),
        ]
    )
    assert {number: rep["start_s"] for number, rep in told.items()} == {1: 2.5, 2: 3.0}
