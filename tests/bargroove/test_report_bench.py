"""What the bench lifts and measures of reports."""

from __future__ import annotations

from datetime import UTC, datetime

from bargroove.bench.history import LIFTER, fill
from bargroove.bench.report_rows import report_cost
from bargroove.logbook import open_logbook
from velocity.alert import usual_alert
from velocity.lifts import LIFTS
from velocity.signature import can_be_judged

LAST = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def test_a_full_logbook_is_of_one_lifter_with_reps_that_can_be_judged(data):
    with open_logbook() as book:
        fill(book, 40, LAST)
        sets = book.sets(lifter=LIFTER)
        bare = book.sets(lifter=LIFTER, courses=False)
    reps = [logged.rep for one in sets for logged in one.reps]
    assert len(sets) == 40
    assert {one.head.lift for one in sets} == {"squat", "bench", "deadlift", "overhead_press"}
    assert sets[-1].head.started_utc.startswith("2026-11-20")
    assert all(can_be_judged(rep) for rep in reps)
    assert {"clean", "sliding"} <= {rep.technique.state for rep in reps}
    assert usual_alert(LIFTS["squat"]).judge([logged.rep for logged in sets[0].reps])
    assert all(logged.rep.course is None for one in bare for logged in one.reps)
    assert [one.head for one in bare] == [one.head for one in sets]


def test_a_report_is_measured_from_the_command_to_the_file(tmp_path):
    place = tmp_path / "book.sqlite"
    with open_logbook(str(place)) as book:
        fill(book, 4, LAST)
    seconds, size = report_cost(["--lifter", LIFTER], place, tmp_path)
    assert seconds > 0.0
    assert size > 20_000
    assert "Ada" in (tmp_path / "report.html").read_text(encoding="utf-8")
