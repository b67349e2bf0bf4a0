"""Samples carry their clock with them and belong together."""

import numpy as np
import pytest

from velocity import MISSING, Samples

READINGS = np.arange(30.0).reshape(10, 3)
FLAGS = np.zeros(10, np.uint8)


def test_time_runs_from_the_start_at_the_rate() -> None:
    samples = Samples(50.0, READINGS, READINGS, FLAGS, start=2.0)
    assert len(samples) == 10
    assert samples.duration == pytest.approx(0.2)
    np.testing.assert_allclose(samples.time, 2.0 + 0.02 * np.arange(10))


def test_a_part_keeps_its_times_and_copies_nothing() -> None:
    samples = Samples(50.0, READINGS, READINGS, FLAGS, rate_se=0.1, start=2.0)
    part = samples.part(3, 7)
    np.testing.assert_allclose(part.time, samples.time[3:7])
    assert np.shares_memory(part.specific_force, READINGS)
    assert (part.rate, part.rate_se, len(part)) == (50.0, 0.1, 4)


@pytest.mark.parametrize("rate", [0.0, -1.0, np.nan, np.inf])
def test_a_rate_is_a_positive_number(rate: float) -> None:
    with pytest.raises(ValueError, match="rate must be positive"):
        Samples(rate, READINGS, READINGS, FLAGS)


def test_arrays_that_do_not_belong_together_are_refused() -> None:
    for wrong in (
        (READINGS[:-1], READINGS, FLAGS),
        (READINGS, READINGS[:, :2], FLAGS),
        (READINGS, READINGS, FLAGS[:-1]),
        (READINGS.T, READINGS.T, FLAGS[:3]),
    ):
        with pytest.raises(ValueError, match=r"need shapes \(n, 3\)"):
            Samples(50.0, *wrong)


def test_thinned_samples_are_means_and_keep_what_was_flagged() -> None:
    flags = FLAGS.copy()
    flags[4] = MISSING
    thin = Samples(60.0, READINGS, -READINGS, flags, rate_se=0.3).thinned(3)
    np.testing.assert_allclose(thin.specific_force, READINGS[[1, 4, 7]])
    np.testing.assert_allclose(thin.angular_rate, -READINGS[[1, 4, 7]])
    np.testing.assert_array_equal(thin.flags, [0, MISSING, 0])
    assert (thin.rate, thin.rate_se) == pytest.approx((20.0, 0.1))


def test_samples_thinned_by_one_are_the_same() -> None:
    same = Samples(60.0, READINGS, READINGS, FLAGS).thinned(1)
    np.testing.assert_array_equal(same.specific_force, READINGS)
    assert (same.rate, len(same)) == (60.0, 10)
