"""What the statistics of a slide allow."""

from __future__ import annotations

from statistics import NormalDist

import pytest

from bargroove.evidence import technique_bound
from bargroove.evidence.technique_bound import bound


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(technique_bound, "SETS", 4000)


def test_whoever_knows_more_sees_more() -> None:
    assert bound(2.0, 0.05, knows_first=True) > bound(2.0, 0.05, knows_first=False) + 0.05


def test_larger_slides_and_more_false_calls_are_seen_sooner() -> None:
    usual = bound(2.0, 0.03, knows_first=True)
    assert bound(3.0, 0.03, knows_first=True) > usual
    assert bound(2.0, 0.10, knows_first=True) > usual


def test_the_ideal_watcher_beats_one_who_looks_at_single_reps_only() -> None:
    false = 0.05
    limit = NormalDist().inv_cdf((1.0 - false) ** (1 / 8))  # of eight clean reps, one sign known
    missed = NormalDist(2.0).cdf(limit) * NormalDist(2.5).cdf(limit)
    assert bound(2.0, false, knows_first=True) > 1.0 - missed
