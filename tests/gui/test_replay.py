"""A set judged twice, as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gui.replay import compared
from gui.terminal import Style, shown_width
from velocity import Measured
from velocity.rep import Reason

SLOWER = Reason("velocity_loss", 27.0, 20.0, "%", "27 % slower")
FORWARD = Reason("technique_slide", 4.1, 3.2, "spreads", "bar forward 3.1 cm")
CHANGED = "Changed: velocity loss 30 % → 20 %."

GOLDEN = """\
            mean  loss
rep          m/s     %  then    now     why
  1  0.650±0.006     0  ok      ok
  2  0.585±0.006    10  unsure  unsure
  3  0.527±0.006    19  ok      near    27 % slower
  4  0.474±0.006    27  near    rack    27 % slower, bar forward 3.1 cm

Changed: velocity loss 30 % → 20 %.
Then: no reason to stop in 4 reps.
Now: stop after rep 4 (27 % slower, bar forward 3.1 cm)."""


@pytest.fixture
def before(rep):
    return [rep(1), rep(2, valid=False), rep(3), rep(4, verdict="near", reasons=(SLOWER,))]


@pytest.fixture
def after(before):
    third = replace(before[2], verdict="near", reasons=(SLOWER,))
    return [*before[:2], third, replace(before[3], verdict="rack", reasons=(SLOWER, FORWARD))]


def test_the_whole_as_people_see_it(before, after):
    out = compared(before, after, CHANGED, Style(100))
    assert "\n".join(line.rstrip() for line in out.splitlines()) == GOLDEN


def test_the_first_rack_is_where_it_ends(after):
    racked = [replace(rep, verdict="rack", reasons=(SLOWER,)) for rep in after]
    assert "Now: stop after rep 1 (27 % slower)." in compared(after, racked, CHANGED, Style(100))


def test_one_rep_is_one_rep(rep):
    assert "Then: no reason to stop in 1 rep.\n" in compared([rep(1)], [rep(1)], "", Style(100))


def test_what_is_not_known_is_not_made_up(before):
    bare = [replace(rep, mean_velocity=Measured(0.5, float("nan"))) for rep in before]
    assert "±?" in compared(bare, bare, CHANGED, Style(100))


@pytest.mark.parametrize("width", [100, 80])
def test_it_fits(before, after, width):
    out = compared(before, after, "Changed: " + "policy balanced → push, " * 9, Style(width))
    assert max(map(shown_width, out.splitlines())) <= width
