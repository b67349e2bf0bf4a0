"""Reps left before strength, and before technique, ends the set."""

from dataclasses import dataclass

import numpy as np
import pytest

from velocity import Measured
from velocity.forecast import Habit, PastCourse, learn_courses, reps_left
from velocity.rep import Range
from velocity.samples import Floats

FLOOR = Measured(0.28, 0.03)
NOBODY = Habit()


def errors(n: int) -> Floats:
    return np.full(n, 0.01)


def straight(n: int, first: float = 0.6, length: float = 8.0, floor: float = 0.28) -> Floats:
    """Return the first n mean velocities of a set that reaches the floor after ``length`` reps."""
    return np.asarray(first - (first - floor) * np.arange(n) / length)


def left(velocities: Floats, habit: Habit = NOBODY, floor: Measured = FLOOR) -> Range:
    answer = reps_left(velocities, errors(len(velocities)), None, floor, habit).muscular
    assert answer is not None
    return answer


def clean(
    velocities: Floats, scores: list[float] | None = None, habit: Habit = NOBODY
) -> Range | None:
    told = None if scores is None else np.array(scores)
    return reps_left(velocities, errors(len(velocities)), told, FLOOR, habit).technical


def past(sets: int, length: float = 8.0, slide_at: int | None = None) -> list[PastCourse]:
    reps = int(length)
    one = PastCourse(straight(reps, length=length), errors(reps), True, slide_at)
    return [one] * sets


def width(answer: Range) -> int:
    return answer.most - answer.least


def test_nothing_is_said_of_a_single_rep() -> None:
    assert reps_left(np.array([0.6]), errors(1), None, FLOOR, NOBODY).muscular is None
    assert reps_left(np.array([0.6]), errors(1), None, FLOOR, NOBODY).technical is None
    assert reps_left(np.array([]), errors(0), None, FLOOR, NOBODY).muscular is None


def test_nothing_is_said_of_a_stranger_who_has_not_slowed_down_yet() -> None:
    assert reps_left(np.full(3, 0.8), errors(3), None, FLOOR, NOBODY).muscular is None


def test_a_steady_loss_meets_the_floor_where_a_ruler_would() -> None:
    for done in (5, 6, 7):
        answer = left(straight(done))
        assert answer.least <= 8 - done + 1
        assert answer.most >= 8 - done
        assert answer.likely == pytest.approx(8 - done + 0.5, abs=1.0)


def test_the_range_narrows_as_the_set_goes_on_and_as_history_grows() -> None:
    assert width(left(straight(7))) < width(left(straight(5)))
    assert width(left(straight(5), learn_courses(past(8), FLOOR))) < width(left(straight(5)))


def test_a_rep_at_the_floor_leaves_none_or_one() -> None:
    answer = left(straight(9), floor=Measured(0.28, 0.01))
    assert answer.least == 0
    assert answer.most <= 1


def test_a_floor_that_a_person_has_set_may_be_exact() -> None:
    assert left(straight(6), floor=Measured(0.28, 0.0)).least >= 1


def test_a_lower_floor_leaves_more_reps() -> None:
    low = left(straight(6), floor=Measured(0.18, 0.01))
    assert low.likely > left(straight(6), floor=Measured(0.28, 0.01)).likely


def test_a_slow_first_rep_does_not_hide_the_fatigue_of_the_others() -> None:
    late = straight(6)
    late[0] *= 0.94
    assert abs(left(late).likely - left(straight(6)).likely) <= 1


def test_the_same_set_always_gives_the_same_answer() -> None:
    assert left(straight(6)) == left(straight(6))


def test_a_longer_set_than_anyone_does_is_still_answered_or_left_open() -> None:
    many = straight(60, first=0.9, length=65.0)
    assert left(many).least <= 5 <= left(many).most + 2


def test_an_empty_history_is_that_of_a_stranger() -> None:
    habit = learn_courses([], FLOOR)
    assert (habit.sets, habit.slides) == (0, 0)
    assert habit.slide_loss == NOBODY.slide_loss


def test_history_knows_a_lifter_who_lasts_and_one_who_does_not() -> None:
    lasting = learn_courses(past(6, 16.0), FLOOR)
    failing = learn_courses(past(6, 4.0), FLOOR)
    answers = [
        reps_left(straight(3, length=8.0), errors(3), None, FLOOR, each).muscular
        for each in (failing, lasting)
    ]
    assert answers[0] is not None
    assert answers[1] is None or answers[0].likely < answers[1].likely


def test_history_learns_at_which_loss_technique_slides() -> None:
    """The fifth of 8 straight reps has lost 27 %, the sixth 33 %."""
    habit = learn_courses(past(10, slide_at=5), FLOOR)
    assert habit.slide_loss.value == pytest.approx(0.30, abs=0.02)
    assert habit.slide_loss.se < 0.5 * NOBODY.slide_loss.se
    assert (habit.sets, habit.slides) == (10, 10)


def test_sets_that_stayed_clean_say_that_it_slides_later() -> None:
    habit = learn_courses(past(10), FLOOR)
    assert habit.slide_loss.value > NOBODY.slide_loss.value + 0.1
    assert habit.slides == 0


def test_one_set_moves_the_habit_less_than_ten() -> None:
    once = learn_courses(past(1, slide_at=2), FLOOR).slide_loss.value
    often = learn_courses(past(10, slide_at=2), FLOOR).slide_loss.value
    assert often < once < NOBODY.slide_loss.value


def test_technique_ends_no_later_than_strength() -> None:
    for done in range(5, 9):
        answer = clean(straight(done), [0.0] * done)
        assert answer is not None
        assert answer.most <= left(straight(done)).most


def test_technique_is_forecast_to_slide_where_it_always_has() -> None:
    habit = learn_courses(past(20, slide_at=5), FLOOR)
    for done in (2, 3, 4):
        answer = clean(straight(done), [0.0] * done, habit)
        assert answer is not None
        assert answer.least <= 5 - done <= answer.most


def test_a_rep_far_from_the_groove_leaves_none() -> None:
    assert clean(straight(5), [0.0, 0.0, 0.0, 0.5, 4.5]) == Range(0, 0.0, 0)


def test_a_rep_back_in_the_groove_gives_them_back() -> None:
    answer = clean(straight(5), [0.0, 0.0, 4.5, 0.0, 0.0])
    assert answer is not None
    assert answer.most > 0


def test_a_rep_that_could_not_be_judged_says_nothing() -> None:
    unjudged = clean(straight(5), [np.nan] * 5)
    assert unjudged == clean(straight(5), None)


@dataclass(frozen=True)
class Lifter:
    """A made-up lifter: not the model's own, and different in each of its assumptions."""

    floor: float
    loss: float
    bend: float
    luck: float
    slide: float

    def lift(self, rng: np.random.Generator) -> tuple[Floats, int, int]:
        """Return the velocities of a set to failure, its reps, and its clean reps."""
        first = self.floor * rng.uniform(1.4, 2.3)
        length = (first - self.floor) / self.loss * np.exp(0.15 * rng.standard_normal())
        share = (np.arange(60) / length) ** self.bend
        course = first - (first - self.floor) * share
        velocity = course * (1.0 + self.luck * rng.standard_normal(60))
        reps = int(np.argmax(velocity < self.floor))
        slid = int(np.argmax(1.0 - course / first >= self.slide + 0.03 * rng.standard_normal()))
        return velocity[: max(reps, 1)], reps, min(slid, reps)

    def remembered(self, rng: np.random.Generator) -> PastCourse:
        velocity, reps, clean = self.lift(rng)
        return PastCourse(velocity, errors(len(velocity)), True, clean if clean < reps else None)


def draw_lifter(rng: np.random.Generator) -> Lifter:
    return Lifter(
        0.28 + 0.03 * rng.standard_normal(),
        0.035 * np.exp(0.4 * rng.standard_normal()),
        rng.uniform(0.7, 1.6),
        rng.uniform(0.02, 0.04),
        float(np.clip(rng.normal(0.27, 0.08), 0.1, 0.5)),
    )


@pytest.mark.parametrize("sets", [0, 8])
def test_three_reps_before_the_end_the_truth_is_in_most_ranges(sets: int) -> None:
    rng = np.random.default_rng(11)
    strength, technique = [], []
    for _ in range(150):
        lifter = draw_lifter(rng)
        floor = Measured(0.28, 0.03) if sets == 0 else Measured(lifter.floor, 0.015)
        habit = learn_courses([lifter.remembered(rng) for _ in range(sets)], floor)
        velocity, reps, slid = lifter.lift(rng)
        scores = rng.standard_normal(len(velocity))
        if reps >= 5:
            done = reps - 3
            strength.append(reps_left(velocity[:done], errors(done), None, floor, habit).muscular)
        if slid >= 5:
            done = slid - 3
            judged = scores[:done]
            technique.append(
                reps_left(velocity[:done], errors(done), judged, floor, habit).technical
            )
    for answers in (strength, technique):
        told = [answer for answer in answers if answer is not None]
        assert len(told) > 0.6 * len(answers)
        assert 0.72 < np.mean([each.least <= 3 <= each.most for each in told]) < 0.95
