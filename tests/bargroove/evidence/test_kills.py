"""What is kept of killed live sets, for the page of the evidence."""

import json
from pathlib import Path

from bargroove.evidence import kills
from bargroove.evidence.killed import Killed


def left(seed: int, lost: int = 0) -> Killed:
    return Killed(seed, 4, True, lost, 5, 0, True, True, False)


def test_lost_reps_are_counted_and_their_sets_are_not_well() -> None:
    counted = kills.counts([left(1), left(2, lost=1), left(3)])
    assert (counted["kills"], counted["lost"], counted["all well"]) == (3, 1, 2)
    assert counted["reps told"] == 12


def test_the_page_shows_what_was_kept_and_says_where_nothing_was(tmp_path: Path) -> None:
    assert "It has not been run" in kills.section(tmp_path)
    (tmp_path / "docs").mkdir()
    kept = kills.counts([left(1), left(2)])
    (tmp_path / kills.FILE).write_text(json.dumps(kept), encoding="utf-8")
    assert "| 2     |" in kills.section(tmp_path)
    assert kills.section(tmp_path).startswith("## Killed")
