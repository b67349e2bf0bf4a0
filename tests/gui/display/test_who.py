from __future__ import annotations

from gui.display.who import Who, WhoStrip
from tests.live_states import live, stranger


def test_it_says_who_lifts_within_which_limits_and_who_is_next(app):
    assert WhoStrip().shown(live()) == Who(
        "Anna · squat · 102.5 kg",
        "limits: balanced, loss 20 %, floor 0.30 m/s; from 60 clean reps in 10 sets",
        "next: Ben, Cleo",
    )


def test_nobody_follows_a_stranger(app):
    assert WhoStrip().shown(live(turn=stranger())).follows == ""


def test_a_title_stands_where_nobody_has_said_who_lifts(app):
    assert WhoStrip().shown(live(turn=None)) == Who("squat, 102.5 kg, Anna", "", "")
