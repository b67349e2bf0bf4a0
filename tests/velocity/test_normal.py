"""Student's t and Fisher's F on the scale of normal deviates; quantiles as printed in tables."""

import numpy as np
import pytest

from velocity.normal import below, from_f, from_t

Z95, Z975, Z99, Z995, Z9995 = 1.645, 1.960, 2.326, 2.576, 3.291


@pytest.mark.parametrize(
    ("t", "freedom", "z"),
    [
        (3.182, 3, Z975),
        (2.571, 5, Z975),
        (4.032, 5, Z995),
        (2.228, 10, Z975),
        (3.169, 10, Z995),
        (4.587, 10, Z9995),
        (2.086, 20, Z975),
        (2.042, 30, Z975),
        (2.750, 30, Z995),
        (2.576, 1e6, Z995),
    ],
)
def test_a_t_deviate_is_the_normal_one_of_the_same_tail(t: float, freedom: float, z: float) -> None:
    assert float(from_t(np.array(t), freedom)) == pytest.approx(z, abs=0.02)
    assert float(from_t(np.array(-t), freedom)) == pytest.approx(-z, abs=0.02)


@pytest.mark.parametrize(
    ("f", "above", "below_", "z"),
    [
        (3.33, 5, 10, Z95),
        (3.02, 9, 10, Z95),
        (2.21, 9, 30, Z95),
        (3.46, 9, 20, Z99),
        (1.88, 9, 1e7, Z95),
    ],
)
def test_an_f_deviate_is_the_normal_one_of_the_same_tail(
    f: float, above: float, below_: float, z: float
) -> None:
    assert float(from_f(np.array(f), above, below_)) == pytest.approx(z, abs=0.03)


def test_no_distance_at_all_is_far_below_the_usual() -> None:
    assert float(from_f(np.array(0.0), 9, 20)) < -3.0


@pytest.mark.parametrize(
    ("z", "p"), [(0.0, 0.5), (1.0, 0.8413), (-1.96, 0.0250), (2.326, 0.9900), (40.0, 1.0)]
)
def test_the_normal_distribution_is_that_of_the_tables(z: float, p: float) -> None:
    assert float(below(np.array(z))) == pytest.approx(p, abs=2.5e-4)
