"""Each limit's own reasons, and how they rank."""

from dataclasses import replace

import pytest

from tests.reps import rep
from velocity import Limits
from velocity.rep import Range, Reason
from velocity.verdict import of_floor, of_forecast, of_loss, rank, span

LOSS = Reason("velocity_loss", 21.0, 20.0, "%", "21 % slower")
STALL = Reason("stall", 0.5, 0.3, "s", "the bar stood for 0.5 s")


def test_the_highest_level_is_the_verdict_and_its_reasons_are_told() -> None:
    assert rank([]) == ("ok", ())
    assert rank([("near", LOSS)]) == ("near", (LOSS,))
    assert rank([("near", LOSS), ("rack", STALL)]) == ("rack", (STALL,))
    assert rank([("rack", LOSS), ("rack", STALL)]) == ("rack", (LOSS, STALL))


def test_a_loss_is_told_in_percent_beside_its_limit() -> None:
    _, ((level, reason),) = of_loss(rep(loss=0.234), Limits(0.20), 1)
    assert level == "rack"
    assert (reason.value, reason.limit, reason.unit) == (pytest.approx(23.4), 20.0, "%")
    assert reason.told == "23 % slower"


def test_a_velocity_under_the_floor_is_told_with_the_floor() -> None:
    ((level, reason),) = of_floor(rep(velocity=0.21), Limits(None, 0.28))
    assert level == "rack"
    assert (reason.value, reason.limit, reason.unit) == (0.21, 0.28, "m/s")
    assert reason.told == "0.21 m/s, under the floor"


def forecast(most: int, kept: int = 1, own: bool = True, before: int = 0) -> tuple[int, list[str]]:
    beyond, found = of_forecast(Range(0, most / 2.0, most), kept, own, before)
    return beyond, [level for level, _ in found]


def test_one_rep_of_the_forecast_is_near_and_the_kept_reps_themselves_count() -> None:
    assert forecast(3) == (0, [])
    assert forecast(2) == (0, ["near"])
    assert forecast(1) == (1, ["near"])
    assert forecast(1, before=1) == (2, ["rack"])


def test_more_kept_reps_are_near_sooner() -> None:
    assert forecast(3, kept=2) == (0, ["near"])
    assert forecast(2, kept=2, before=1) == (2, ["rack"])


def test_a_forecast_that_does_not_rest_on_the_lifters_own_slides_only_warns() -> None:
    assert forecast(0, own=False, before=5) == (6, ["near"])


def test_without_reps_to_keep_or_a_forecast_nothing_is_told() -> None:
    assert forecast(0, kept=0) == (0, [])
    assert of_forecast(None, 1, True, 3)[1] == []


def test_a_reason_says_how_many_reps_are_left() -> None:
    _, ((_, reason),) = of_forecast(Range(0, 1.0, 2), 1, True, 0)
    assert (reason.name, reason.value, reason.limit, reason.unit) == ("reps_left", 1.0, 1.0, "reps")
    assert reason.told == "0–2 reps left before technique goes"


@pytest.mark.parametrize(
    ("left", "words"),
    [(Range(1, 2.0, 3), "1–3 reps"), (Range(1, 1.0, 1), "1 rep"), (Range(0, 0.0, 0), "0 reps")],
)
def test_a_range_in_words(left: Range, words: str) -> None:
    assert span(left) == words


def test_what_is_not_sure_is_not_told_and_leaves_the_count_as_it_was() -> None:
    for one in (rep(loss=0.5, loss_se=0.2), replace(rep(loss=0.5), valid=False)):
        assert of_loss(one, Limits(0.20), 1) == (1, [])
        assert (
            of_floor(
                replace(one, mean_velocity=rep(velocity=0.1).mean_velocity), Limits(None, 0.28)
            )
            == []
        )
