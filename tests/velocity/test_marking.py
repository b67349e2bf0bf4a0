"""What a lifter's or a coach's marks teach."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from velocity import LIFTS
from velocity.features import SIGNS
from velocity.marking import LEAST_MARKS, Mark, Taught, teach
from velocity.samples import Floats
from velocity.signs import prior_weights

USUAL = prior_weights(LIFTS["squat"])
NAMES = [sign.name for sign in SIGNS]
Rule = Callable[[Floats], bool]


def one(name: str, size: float) -> Floats:
    """Return signs of which one alone lies out."""
    return np.where(np.array(NAMES) == name, size, 0.0)


def beyond(name: str, level: float) -> Rule:
    return lambda out: bool(out[NAMES.index(name)] > level)


def drawn(rng: np.random.Generator, count: int, names: Sequence[str]) -> list[Floats]:
    """Return reps of which half slide in one of these signs, by up to six spreads."""
    reps = []
    for number in range(count):
        out = rng.standard_normal(len(NAMES))
        if number % 2:
            out[NAMES.index(str(rng.choice(names)))] += rng.uniform(1.0, 6.0)
        reps.append(out)
    return reps


def marked(reps: Sequence[Floats], rule: Rule) -> list[Mark]:
    return [Mark(out, rule(out)) for out in reps]


def parted(name: str, level: float) -> list[Mark]:
    """Return marks that one sign parts at a level; other signs lie out and are let pass."""
    sizes = np.linspace(0.0, 6.0, 20)
    others = [Mark(one(other, 5.0), False) for other in NAMES if other != name]
    return [Mark(one(name, size), bool(size > level)) for size in sizes] + others


def clean_sets(rng: np.random.Generator, count: int = 40) -> list[Floats]:
    return [rng.standard_normal((6, len(NAMES))) for _ in range(count)]


def taught(marks: Sequence[Mark], clean: Sequence[Floats] = (), budget: float = 0.05) -> Taught:
    found = teach(marks, clean, USUAL, budget)
    assert found is not None
    return found


def kappa(found: Taught, reps: Sequence[Floats], rule: Rule) -> float:
    """Cohen's κ between what was learnt and the marker's own rule."""
    a = np.array([found.has_failed(out) for out in reps])
    b = np.array([rule(out) for out in reps])
    chance = a.mean() * b.mean() + (1.0 - a.mean()) * (1.0 - b.mean())
    return float((np.mean(a == b) - chance) / (1.0 - chance))


def test_too_few_marks_teach_nothing() -> None:
    marks = [Mark(one("tilt+", 5.0 * (i % 2)), bool(i % 2)) for i in range(LEAST_MARKS)]
    assert teach([], [], USUAL, 0.05) is None
    assert teach(marks[:-1], [], USUAL, 0.05) is None
    assert teach(marks, [], USUAL, 0.05) is not None


@pytest.mark.parametrize("broke", [True, False])
def test_marks_that_all_say_the_same_teach_nothing(broke: bool) -> None:
    assert teach([Mark(one("tilt+", 4.0), broke)] * 20, [], USUAL, 0.05) is None


@pytest.mark.parametrize("name", ["forward_low+", "tilt-", "range-"])
@pytest.mark.parametrize("level", [2.0, 3.5])
def test_marks_that_one_sign_parts_find_that_sign_and_its_level(name: str, level: float) -> None:
    found = taught(parted(name, level))
    signs, at = found.rule
    assert signs == (NAMES.index(name),)
    assert at == pytest.approx(level, abs=0.5)
    assert found.has_failed(one(name, level + 1.5))
    assert not found.has_failed(one(name, level - 1.5))


def test_marks_are_counted() -> None:
    found = taught(parted("tilt+", 3.0))
    assert (found.marks, found.broke) == (20 + len(NAMES) - 1, 10)


def test_where_marks_cannot_part_a_sign_from_all_the_level_is_learnt_all_the_same() -> None:
    marks = [Mark(one("tilt-", size), bool(size > 3.0)) for size in np.linspace(0.0, 6.0, 20)]
    assert taught(marks).rule[1] == pytest.approx(3.0, abs=0.5)
    assert taught(marks).has_failed(one("tilt-", 4.5))


def test_a_marker_who_looks_at_two_signs_is_understood() -> None:
    rng = np.random.default_rng(1)
    names = ("forward_low+", "tilt+")

    def rule(out: Floats) -> bool:
        return any(beyond(name, 3.0)(out) for name in names)

    found = taught(marked(drawn(rng, 60, names) + drawn(rng, 60, NAMES), rule))
    assert {NAMES[sign] for sign in found.rule[0]} == set(names)
    for name in names:
        assert found.has_failed(one(name, 4.5))


def test_a_marker_who_looks_at_everything_is_understood() -> None:
    rng = np.random.default_rng(2)
    found = taught(marked(drawn(rng, 80, NAMES), lambda out: bool(out.max() > 3.5)))
    assert found.rule[0] == tuple(range(len(NAMES)))
    assert found.rule[1] == pytest.approx(3.5, abs=0.5)


def test_twenty_marks_agree_with_the_markers_hidden_rule() -> None:
    agreed = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        name = str(rng.choice(["forward_low+", "lockout+", "tilt+", "sticking-", "range-"]))
        rule = beyond(name, rng.uniform(2.0, 4.0))
        found = taught(marked(drawn(rng, 20, [name]), rule), clean_sets(rng))
        agreed.append(kappa(found, drawn(rng, 150, [name]), rule))
    assert np.mean(agreed) > 0.7


def test_marks_that_contradict_each_other_stay_careful() -> None:
    """The same rep once broken and once clean: neither is sure, and nothing fails for it."""
    same = one("forward_low+", 3.0)
    found = taught([Mark(same, bool(i % 2)) for i in range(20)])
    assert 0.3 < found.chance(same) < 0.7
    assert found.chance(one("forward_low+", 0.0)) < 0.3
    agreeing = taught([Mark(one("forward_low+", 4.0 * (i % 2)), bool(i % 2)) for i in range(20)])
    far = one("forward_low+", 5.0)
    assert agreeing.chance(far) > found.chance(far)


def test_a_slip_among_many_marks_moves_little() -> None:
    marks = parted("tilt+", 3.0)
    slip = taught([*marks, Mark(one("tilt+", 0.2), True)])
    assert slip.rule[0] == (NAMES.index("tilt+"),)
    assert slip.rule[1] == pytest.approx(taught(marks).rule[1], abs=0.4)
    assert not slip.has_failed(one("tilt+", 0.2))


@pytest.mark.parametrize("budget", [0.05, 0.2])
def test_the_budget_of_false_calls_holds_on_the_lifters_clean_sets(budget: float) -> None:
    """A marker who calls reps broken that all of the lifter's sets show is held to the budget."""
    rng = np.random.default_rng(3)
    strict = marked(drawn(rng, 30, ["forward_low+"]), beyond("forward_low+", 1.0))
    clean = clean_sets(rng, 60)
    found = taught(strict, clean, budget)
    called = np.mean([any(found.has_failed(out) for out in reps) for reps in clean])
    assert called <= budget
    free = taught(strict)
    assert free.least <= found.least
    assert np.mean([any(free.has_failed(out) for out in reps) for reps in clean]) > budget


def test_without_clean_sets_a_rep_fails_that_is_more_likely_broken_than_not() -> None:
    marks = marked(drawn(np.random.default_rng(4), 20, ["tilt+"]), beyond("tilt+", 2.0))
    assert taught(marks).least == 0.5
    assert taught(marks, [np.zeros((0, len(NAMES)))]).least == 0.5


def test_a_mark_taken_back_leaves_what_was_known_without_it() -> None:
    marks = [Mark(one("tilt+", size), bool(size > 3.0)) for size in np.linspace(0.0, 6.0, 12)]
    more = [*marks, Mark(one("tilt+", 1.0), True)]
    probe = one("tilt+", 2.5)
    assert taught(more).chance(probe) > taught(marks).chance(probe)
    assert taught(more[:-1]).chance(probe) == taught(marks).chance(probe)


def test_the_order_of_marks_does_not_matter() -> None:
    marks = marked(drawn(np.random.default_rng(5), 20, ["tilt+"]), beyond("tilt+", 2.0))
    probe = one("tilt+", 2.0)
    assert taught(marks).chance(probe) == pytest.approx(taught(marks[::-1]).chance(probe))


def test_what_lies_out_further_is_never_less_likely_broken() -> None:
    marks = marked(drawn(np.random.default_rng(6), 20, ["tilt+"]), beyond("tilt+", 2.0))
    found = taught(marks)
    chances = [found.chance(one("tilt+", size)) for size in np.linspace(-2.0, 8.0, 30)]
    assert chances == sorted(chances)
