"""When the monitor says rack, and when it stays silent."""

from collections.abc import Sequence

import pytest

from velocity import Limits, Measured, Rep
from velocity.alert import judge

NOTHING = Measured(0.0, 0.0)


def rep(
    loss: float = 0.0,
    loss_se: float = 0.01,
    mean: float = 0.6,
    mean_se: float = 0.005,
    valid: bool = True,
) -> Rep:
    return Rep(
        rep=1,
        set=1,
        start_s=0.0,
        end_s=1.0,
        valid=valid,
        doubts=() if valid else ("sensor clipped",),
        mean_velocity=Measured(mean, mean_se),
        peak_velocity=NOTHING,
        mean_propulsive_velocity=NOTHING,
        range_of_motion=NOTHING,
        duration=NOTHING,
        eccentric_duration=None,
        time_to_peak=NOTHING,
        velocity_loss=Measured(loss, loss_se),
        forward_deviation=NOTHING,
        lateral_deviation=NOTHING,
        tilt_range_deg=NOTHING,
        sticking_velocity=None,
    )


def verdicts(reps: Sequence[Rep], limits: Limits | None = None) -> list[str]:
    return [judged.verdict for judged in judge(reps, limits or Limits(0.20, 0.30))]


def test_a_fast_set_is_ok() -> None:
    judged = judge([rep(0.0), rep(0.05), rep(0.1)], Limits(0.20))
    assert [one.verdict for one in judged] == ["ok"] * 3
    assert all(one.reasons == () for one in judged)


def test_the_first_rep_beyond_the_loss_warns_and_the_second_in_a_row_racks() -> None:
    judged = judge([rep(0.1), rep(0.21), rep(0.22), rep(0.25)], Limits(0.20))
    assert [one.verdict for one in judged] == ["ok", "near", "rack", "rack"]
    assert [one.reasons for one in judged[1:]] == [("velocity_loss",)] * 3


def test_a_better_rep_in_between_starts_the_count_again() -> None:
    assert verdicts([rep(0.21), rep(0.1), rep(0.21), rep(0.21)]) == ["near", "ok", "near", "rack"]


def test_a_loss_close_to_the_limit_is_near_it_however_often() -> None:
    assert verdicts([rep(0.16)] * 4) == ["near"] * 4


def test_the_floor_racks_at_once() -> None:
    (judged,) = judge([rep(mean=0.25)], Limits(0.20, 0.30))
    assert (judged.verdict, judged.reasons) == ("rack", ("velocity_floor",))


def test_a_velocity_that_may_be_above_the_floor_does_not_rack() -> None:
    assert verdicts([rep(mean=0.298, mean_se=0.005)]) == ["ok"]


def test_an_invalid_rep_is_neither_judged_nor_counted() -> None:
    assert verdicts([rep(0.5, valid=False), rep(mean=0.1, valid=False)]) == ["ok", "ok"]
    assert verdicts([rep(0.21), rep(0.0, valid=False), rep(0.21)]) == ["near", "ok", "rack"]


def test_a_reading_too_uncertain_to_decide_stays_silent() -> None:
    assert verdicts([rep(0.5, loss_se=0.2, mean=0.1)] * 3) == ["ok"] * 3


def test_a_reading_too_uncertain_to_decide_does_not_count_either() -> None:
    assert verdicts([rep(0.21, loss_se=0.2), rep(0.21)]) == ["ok", "near"]


def test_a_loss_that_may_well_be_none_is_beyond_nothing_without_a_limit() -> None:
    assert verdicts([rep(0.9, mean=0.05)] * 3, Limits(None, None)) == ["ok"] * 3


@pytest.mark.parametrize("loss", [0.1, 0.3, 0.4])
def test_the_limit_is_the_lifters_own(loss: float) -> None:
    under, over = rep(loss - 0.06), rep(loss + 0.01)
    assert verdicts([under, over, over], Limits(loss)) == ["ok", "near", "rack"]


def test_judging_changes_nothing_else_and_an_empty_set_is_empty() -> None:
    (judged,) = judge([rep(0.3)], Limits())
    assert judged.velocity_loss == rep(0.3).velocity_loss
    assert judge([], Limits()) == []
