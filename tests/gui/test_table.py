from __future__ import annotations

import pytest

from gui.table import measured, render
from gui.terminal import Style, shown_width
from velocity import Analysis, Measured, SetSummary
from velocity.rep import Reason

SLOWER = Reason("velocity_loss", 27.0, 20.0, "%", "27 % slower")

GOLDEN = """\
                   mean         peak               con-      ec-
     start     velocity     velocity     range  centric  centric  loss   forward     tilt
rep      s          m/s          m/s        cm        s        s     %        cm        °  verdict
  1   16.3  0.650±0.006  0.975±0.009  60.0±0.4     0.92        –     0  -1.8±0.6  0.9±0.1  ok
  2   20.3  0.585±0.006  0.878±0.009  60.0±0.4     1.03     1.21    10   1.8±0.6  0.9±0.1  unsure
  3   24.3  0.527±0.006  0.790±0.009  60.0±0.4     1.14     1.21    19  -1.8±0.6  0.9±0.1  near
  4   28.3  0.474±0.006  0.711±0.009  60.0±0.4     1.27     1.21    27   1.8±0.6  0.9±0.1  rack

4 reps; best 0.650±0.006 m/s (rep 1), velocity loss 27 % at the end. Stop after rep 4: 27 % of the
velocity was lost.
Rep 2 is unsure: samples missing, sensor clipped.

± is one standard error.
- 3 samples missing"""


@pytest.fixture
def analysis(rep):
    reps = (
        rep(1),
        rep(2, valid=False, doubts=("samples missing", "sensor clipped")),
        rep(3, verdict="near", reasons=(SLOWER,)),
        rep(4, verdict="rack", reasons=(SLOWER,)),
    )
    best, last = reps[0].mean_velocity, reps[3].velocity_loss
    summary = SetSummary(1, 4, best, last, 4, ("velocity_loss",))
    return Analysis("squat", 200.0, reps, (summary,), ())


def widths(text):
    return [shown_width(line) for line in text.splitlines()]


def test_the_whole_table_as_people_see_it(analysis):
    assert render(analysis, Style(), notices=["3 samples missing"]) == GOLDEN


@pytest.mark.parametrize("width", [100, 80, 70])
def test_it_fits_and_says_what_there_was_no_room_for(analysis, width):
    text = render(analysis, Style(width), notices=["a notice of many words " * 9])
    assert max(widths(text)) <= width
    assert ("no room for: start" in text) == (width < 100)


def test_columns_stay_that_no_one_can_do_without(analysis):
    text = render(analysis, Style(20))
    assert all(name in text for name in ("rep", "mean", "peak", "range", "loss", "verdict"))


def test_colours_change_neither_words_nor_alignment(analysis):
    plain, coloured = render(analysis, Style()), render(analysis, Style(colour=True))
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert widths(coloured) == widths(plain)


def test_sets_stand_apart(rep):
    reps = (rep(1), rep(1, set=2), rep(2, set=2))
    sets = tuple(
        SetSummary(n, n, Measured(0.65, 0.006), Measured(0.0, 0.0), None, ()) for n in (1, 2)
    )
    text = render(Analysis("squat", 200.0, reps, sets, ()), Style())
    first, second = text.split("Set 2 of 2")
    assert first.startswith("Set 1 of 2\n")
    assert "1 rep; best" in first
    assert "2 reps; best" in second
    assert "No reason to stop." in second


def test_a_set_without_a_valid_rep_has_no_best(rep):
    summary = SetSummary(1, 1, None, None, None, ())
    reps = (rep(1, valid=False, doubts=("bar not level",)),)
    text = render(Analysis("squat", 200.0, reps, (summary,), ()), Style())
    assert "1 rep; none can be trusted" in text
    assert "Rep 1 is unsure: bar not level." in text


def test_a_floor_is_told_in_words(rep):
    last = rep(1, mean_velocity=Measured(0.251, 0.004), verdict="rack")
    best, loss = last.mean_velocity, last.velocity_loss
    summary = SetSummary(1, 1, best, loss, 1, ("velocity_floor",))
    text = render(Analysis("squat", 200.0, (last,), (summary,), ()), Style())
    assert "Stop after rep 1: 0.25 m/s is slower than the lift allows." in " ".join(text.split())


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([Measured(0.6204, 0.0061), Measured(0.5, 0.0123)], ["0.620±0.006", "0.500±0.012"]),
        ([Measured(0.62, 0.031)], ["0.62±0.03"]),
        ([Measured(12.0, 3.0), Measured(-4.0, 12.0)], ["12± 3", "-4±12"]),
        ([Measured(1.0, 1e-9), None], ["1.000±0.001", "–"]),
        ([Measured(-1e-9, 0.01)], ["0.00±0.01"]),
        ([Measured(float("nan"), 1.0)], ["–"]),
        ([Measured(1.0, float("inf"))], ["1±?"]),
        ([Measured(0.62, float("nan"))], ["0.620±?"]),
    ],
)
def test_a_value_has_the_digits_of_its_error(values, shown):
    assert measured(values, digits=3) == shown
