"""A lifter's limits as text."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from gui.limits import Origin, Shown, failed_words, render
from gui.terminal import Style, shown_width
from tests.alerts import SQUAT, alert
from tests.reps import GROOVE
from velocity import Limits, Measured, usual_alert
from velocity.expected import Expected
from velocity.features import SIGNS
from velocity.floor import usual_floor
from velocity.marking import Mark, teach
from velocity.signature import LEAST_REPS

NAMES = [sign.name for sign in SIGNS]
WIDE = Style(100)


@dataclass(frozen=True)
class Calls:
    clean: int = 0
    false: int = 0
    slid: int = 0
    late: int = 0


@pytest.fixture
def known():
    """What there is to show of a lifter who is well known."""
    return Shown(
        alert(Limits(velocity_floor=0.28)),
        (Origin("velocity_loss", "20 %", "usual"), Origin("policy", "push", "set by you")),
        usual_floor(SQUAT),
        3,
        Expected(0.021, {2.0: 0.6, 3.0: 0.2}),
        Calls(9, 1, 4, 2),
        {},
    )


@pytest.fixture
def stranger(known):
    return replace(known, alert=usual_alert(SQUAT), marks=0, audited=None)


def text(shown: Shown, style: Style = WIDE) -> str:
    """Return what is shown, its broken lines put together."""
    return " ".join(render(shown, style).split())


def signs(shown: Shown) -> list[list[str]]:
    """Return the rows of the table of the signs."""
    lines = render(shown, WIDE).splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("sign"))
    rows = lines[first + 1 : first + 1 + len(SIGNS)]
    return [[cell.strip() for cell in row.split("  ") if cell.strip()] for row in rows]


def taught(*broken: str) -> object:
    """Return what marks teach that call reps broken where one of these signs lies far out."""
    sizes = [(name, size) for name in NAMES for size in np.linspace(0.0, 6.0, 9)]
    marks = [
        Mark(np.where(np.array(NAMES) == name, size, 0.0), name in broken and size > 3.0)
        for name, size in sizes
    ]
    return teach(marks, [], np.full(len(NAMES), 1.0 / len(NAMES)), 0.05)


def test_each_limit_stands_with_its_value_and_who_chose_it(known):
    lines = render(known, WIDE).splitlines()
    assert lines[0].split() == ["limit", "value", "from"]
    assert lines[1].split() == ["velocity", "loss", "20", "%", "usual"]
    assert lines[2].split() == ["policy", "push", "set", "by", "you"]


def test_evidence_is_counted(known, stranger):
    assert known.evidence == "from 60 clean reps in 10 sets, and 3 marks"
    assert replace(known, marks=1).evidence.endswith("and 1 mark")
    assert stranger.evidence == "default: not enough data (0 clean reps, 0 marks)"


@pytest.mark.parametrize(("reps", "enough"), [(LEAST_REPS - 1, False), (LEAST_REPS, True)])
def test_a_few_reps_are_not_enough_data(known, reps, enough):
    few = replace(known.alert, signature=replace(known.alert.signature, reps=reps))
    assert replace(known, alert=few).evidence.startswith("from") == enough


def test_signs_stand_in_the_order_in_which_they_are_likely_and_then_of_the_features(stranger):
    rows = signs(stranger)
    assert [row[0] for row in rows[:5]] == [
        *("bar forward", "top forward", "deeper sticking point", "early peak", "range cut"),
    ]
    shares = [int(row[-1].split()[0]) for row in rows]
    assert shares == sorted(shares, reverse=True)


def test_of_a_stranger_no_place_of_the_bar_is_made_up(stranger):
    assert all(row[2] == row[4] == "–" for row in signs(stranger))


def test_where_a_sign_slides_lies_on_its_side_of_what_is_usual(known):
    by_sign = {(row[0], row[1]): row for row in signs(known)}
    forward, back = by_sign["bar forward", "30 % height"], by_sign["bar back", "30 % height"]
    assert float(back[4]) < float(forward[2]) < float(forward[4])
    assert float(forward[2]) == pytest.approx(100 * GROOVE["forward_low"], abs=1.0)
    assert forward[5] == "cm"


def test_tempo_is_told_in_seconds(known):
    (row,) = (row for row in signs(known) if row[0] == "lowered faster")
    usual, slides = row[2], row[4]
    assert usual.endswith(" s")
    assert float(usual.split()[0]) == pytest.approx(np.exp(GROOVE["tempo"]), abs=0.11)
    assert 0.0 < float(slides.split()[0]) < float(usual.split()[0])


def test_calls_to_be_expected_are_told_in_percent(known):
    assert (
        "expected: 2 % of clean sets called wrongly; of slides, 60 % of 2 and 20 % of 3 spreads"
        " not yet warned of by their second rep"
    ) in text(known)


def test_calls_on_own_sets_are_counted(known):
    own = "on your own sets, each judged by the others:"
    assert f"{own} 1 of 9 clean sets ended wrongly, 2 of 4 slides called late - A" in text(known)
    one = text(replace(known, audited=Calls(slid=1)))
    assert f"{own} 0 of 1 slide called late - A" in one


@pytest.mark.parametrize("audited", [None, Calls()])
def test_where_no_own_set_can_be_tried_nothing_is_said_of_that(known, audited):
    assert "on your own sets" not in text(replace(known, audited=audited))


def test_the_floor_is_told_beside_the_usual_one_and_that_of_own_reps(known):
    told = "velocity floor 0.28 m/s; the lift's usual one is 0.28 ± 0.04"
    assert f"{told} - technique" in text(known)
    own = replace(known.alert, floor=Measured(0.24, 0.03))
    assert f"{told}, with your slowest reps 0.24 ± 0.03" in text(replace(known, alert=own))
    off = replace(known, alert=alert(Limits(velocity_floor=None)))
    assert "no velocity ends a set" in text(off)


def test_without_technique_there_is_no_word_of_signs(known):
    off = text(replace(known, alert=alert(Limits(technique=False))))
    assert "technique ends no set" in off
    assert "spreads" not in off


def test_where_technique_has_failed_is_told_with_whose_word_that_is():
    one = alert(Limits())
    assert failed_words(one).startswith("technique has failed beyond 4.5 spreads: default")
    chosen = alert(Limits(failed=6.0))
    assert failed_words(chosen) == "technique has failed beyond 6.0 spreads: set by you"


def test_what_marks_teach_is_told_with_its_sign_and_height():
    told = failed_words(alert(Limits(), taught=taught("forward_high+")))
    assert told.startswith("technique has failed where bar forward at 70 % height is beyond 3.")
    assert told.endswith(f"taught by {9 * len(NAMES)} marks, 4 of them broke")
    assert " where range cut is beyond " in failed_words(alert(Limits(), taught=taught("range-")))


def test_two_signs_and_all_signs_are_told_as_that():
    two = failed_words(alert(Limits(), taught=taught("tilt+", "tilt-")))
    assert "right side late at 50 % height or left side late at 50 % height" in two
    assert " where any sign is beyond " in failed_words(alert(Limits(), taught=taught(*NAMES)))


def test_a_cap_is_told_in_words(known):
    out = text(replace(known, ledger={"cap": 20, "cycle_days": 21}))
    assert "- reps of a training cycle that may slide or fail: 20 - days of a training" in out
    assert "days of a training cycle: 21" in out


@pytest.mark.parametrize("width", [100, 80])
def test_it_fits(known, width):
    assert max(map(shown_width, render(known, Style(width)).splitlines())) <= width
