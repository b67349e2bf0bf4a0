from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bargroove.bench import Cost, Session, analysis_cost, long_session, reading_cost
from bargroove.bench.session import RATE


@pytest.fixture(scope="module")
def session() -> Session:
    return long_session(1.5, 5.0)


def test_a_session_has_the_length_asked_for(session: Session) -> None:
    assert session.readings.shape == (2, round(90 * RATE), 3)
    assert np.isfinite(session.readings).all()


def test_its_first_part_holds_only_the_reps_done_by_then(session: Session) -> None:
    part = session.first(1.0)
    assert part.readings.shape[1] == round(60 * RATE)
    assert 0 < len(part.rep_ends) < len(session.rep_ends)
    assert part.rep_ends.max() < 60


def test_a_bar_at_rest_between_sets_feels_gravity_alone(session: Session) -> None:
    size = np.linalg.norm(session.readings[0], axis=1)
    assert np.median(size) == pytest.approx(9.8, abs=0.4)


def test_the_analysis_that_is_timed_finds_the_reps(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "readings.npy"
    np.save(path, session.readings)
    cost = analysis_cost(path)
    assert cost.reps == len(session.rep_ends)
    assert cost.samples == session.readings.shape[1]
    assert cost.us_per_sample > 0


def test_the_recording_that_is_read_has_every_sample(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "recording.csv"
    session.first(0.5).write_csv(path)
    assert reading_cost(path).samples == round(30 * RATE)


def test_costs_are_told_per_sample() -> None:
    cost = Cost(samples=1000, seconds=0.002, peak_bytes=50_000)
    assert cost.us_per_sample == pytest.approx(2.0)
    assert cost.bytes_per_sample == pytest.approx(50.0)
    assert Cost(1000, 0.002, None).bytes_per_sample is None
