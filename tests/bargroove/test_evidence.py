from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bargroove.evidence import (
    Case,
    Outcome,
    cases,
    faults,
    live_document,
    pooled,
    real,
    run,
    score,
    technique_document,
)
from bargroove.evidence.document import page
from bargroove.evidence.study import Study
from bargroove.evidence.technique_shares import Answers

SEED = 1
_HEADINGS = ("Targets", "Simulated sets", "A sensor beside the middle", "Faults", "Live")
_HEADINGS += ("Live, with faults", "Technique", "Killed", "Real recordings", "Fuzzing")


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    names = ("squat", "touch_and_go_bench", "deadlift")
    return [run(Case(name, number, SEED)) for name in names for number in range(2)]


def test_every_rep_of_a_simulated_set_is_found_and_none_added(outcomes: list[Outcome]) -> None:
    assert [o.found for o in outcomes] == [o.true for o in outcomes]
    assert all(o.exact for o in outcomes)


def test_mean_velocity_is_right_with_an_uncalibrated_sensor(outcomes: list[Outcome]) -> None:
    assert pooled(outcomes, "mean_velocity").rmse < 0.012


def test_the_same_case_is_the_same_set(outcomes: list[Outcome]) -> None:
    again = run(outcomes[0].case)
    for name, numbers in outcomes[0].numbers.items():
        np.testing.assert_array_equal(again.numbers[name], numbers)


def test_a_recording_cut_to_its_reps_keeps_them_all() -> None:
    assert run(Case("squat", 0, SEED, in_motion=True)).exact


def test_a_failure_of_the_analysis_is_a_set_without_reps(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nothing to divide by")

    monkeypatch.setattr(cases, "analyze", fail)
    outcome = run(Case("squat", 0, SEED))
    assert (outcome.found, outcome.matched, outcome.exact) == (0, 0, False)
    assert outcome.failure == "ZeroDivisionError: nothing to divide by"


def test_the_page_has_every_part_and_says_where_recordings_are_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_document, "FAULTS", (faults.NONE, faults.Fault("cut", cut_s=1.0)))
    monkeypatch.setattr(live_document, "MIX", ("bench",))
    monkeypatch.setattr(technique_document, "answers", lambda subject: Answers(subject.lift))
    study = Study(("squat",), 1, SEED)
    with ThreadPoolExecutor(1) as pool:
        text = page(study, tmp_path, pool, lambda title, outcomes, total: outcomes)
    for heading in _HEADINGS:
        assert f"\n## {heading}\n" in text
    assert "There are none beside this copy" in text
    assert "It has not been run in this copy" in text
    assert "refused, with the words" in text
    assert "nan" not in text


def test_a_score_tells_errors_and_how_often_their_standard_errors_hold() -> None:
    nan = np.nan
    numbers = [[1.1, 0.2, 1.0], [2.0, 0.2, 2.3], [3.0, 0.1, 3.5], [1.0, 0.1, nan], [nan, nan, 1.0]]
    result = score(np.array(numbers))
    assert (result.n, result.missed, result.added) == (3, 1, 1)
    assert result.bias == pytest.approx(-0.7 / 3)
    assert result.rmse == pytest.approx(np.sqrt((0.01 + 0.09 + 0.25) / 3))
    assert result.median == pytest.approx(0.3)
    assert result.within_one == pytest.approx(100 / 3)
    assert result.within_two == pytest.approx(200 / 3)


def test_a_score_of_nothing_is_not_a_number() -> None:
    result = score(np.empty((0, 3)))
    assert result.n == 0
    assert np.isnan(result.rmse)


def test_the_reps_of_every_real_recording_are_counted_right(shared_data: Path) -> None:
    counted = [r for r in real.recordings(shared_data / "real") if r.reps is not None]
    found = {recorded.path.stem: len(real.find(recorded)) for recorded in counted}
    assert found == {recorded.path.stem: recorded.reps for recorded in counted}
