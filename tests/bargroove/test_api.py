"""What programs may rely on: the names of ``bargroove`` itself."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
import typing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow
import pytest

import bargroove
import velocity
from bargroove import (
    LIFTS,
    BargrooveError,
    BridgeError,
    Samples,
    analyze,
    api,
    columns,
    open_logbook,
    open_recording,
    rep_columns,
    set_columns,
    usual_alert,
)
from tests import worked
from tests.entries import poor_rep

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    worked.lay_out(folder)
    return folder


def test_every_public_name_is_there():
    assert all(hasattr(bargroove, name) for name in bargroove.__all__)
    assert set(bargroove.__all__) <= set(dir(bargroove))
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = bargroove.analyse


def test_the_names_that_types_see_are_those_that_there_are():
    source = (ROOT / "bargroove" / "__init__.py").read_text(encoding="utf-8")
    seen = source.split("if TYPE_CHECKING:")[1].split("__all__")[0]
    assert {word.strip(" ,") for word in seen.splitlines() if word.endswith(",")} == set(
        bargroove.__all__
    )


def test_importing_loads_nothing_yet():
    script = "import sys, bargroove; print('numpy' in sys.modules, 'sqlalchemy' in sys.modules)"
    script += "; bargroove.analyze; print('sqlalchemy' in sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert out.stdout.split() == ["False", "False", "False"]


@pytest.mark.parametrize("package", ["bargroove", "velocity", "firmware_bridge", "gui", "hardware"])
def test_a_package_tells_that_it_has_types(package):
    assert (ROOT / package / "py.typed").exists()


def test_every_public_function_tells_its_types():
    for name in ("analyze", "open_recording", "open_logbook"):
        assert "return" in typing.get_type_hints(getattr(bargroove, name))


def test_a_recording_gives_what_the_command_line_says(desk, bargroove):
    analysis = analyze(open_recording(desk / "set.csv"), "squat", load_kg=100)
    told = json.loads(bargroove("analyze", desk / "set.csv", "--lift", "squat", "--json").out)
    means = [rep.mean_velocity.value for rep in analysis.reps]
    assert np.allclose([rep["mean_velocity"] for rep in told["reps"]], means, rtol=1e-5)
    assert [rep["verdict"] for rep in told["reps"]] == [rep.verdict for rep in analysis.reps]


def test_samples_of_ones_own_are_taken_as_well(desk):
    samples = open_recording(desk / "set.csv").samples
    assert isinstance(samples, Samples)
    own = analyze(samples, LIFTS["squat"], bar_axis="y", trace=True)
    there = velocity.analyze(samples, LIFTS["squat"], bar_axis=velocity.parse_axis("y"), trace=True)
    assert own.reps == there.reps
    assert own.trace is not None
    assert own.trace.height.shape == (len(samples),)


def test_the_alert_given_is_the_one_that_judges(desk):
    lift = LIFTS["squat"]
    usual = usual_alert(lift)
    strict = replace(usual, limits=replace(usual.limits, velocity_loss=0.05))
    recording = open_recording(desk / "set.csv")
    assert analyze(recording, lift).sets[0].stop_after_rep is None
    assert analyze(recording, lift, alert=strict).sets[0].stop_after_rep == 5


def test_what_is_wrong_is_told_in_the_program_s_own_errors(desk):
    samples = open_recording(desk / "set.csv").samples
    with pytest.raises(BargrooveError, match="'sqaut' is no lift; did you mean squat"):
        analyze(samples, "sqaut")
    with pytest.raises(BargrooveError, match="one of: squat"):
        analyze(samples, "curl of a kind")
    with pytest.raises(ValueError, match="an axis is"):
        analyze(samples, "squat", bar_axis="left")
    with pytest.raises(BridgeError, match="nowhere"):
        open_recording(desk / "nowhere.csv")


def test_columns_hold_every_measured_quantity_with_its_error(desk):
    reps = analyze(open_recording(desk / "set.csv"), "squat").reps
    table = rep_columns(reps)
    assert {len(column) for column in table.values()} == {len(reps)}
    assert table["peak_velocity_se"].tolist() == [rep.peak_velocity.se for rep in reps]
    measured = [name for name in table if f"{name}_se" in table]
    assert measured == [
        name for name in vars(reps[0]) if isinstance(getattr(reps[0], name), velocity.Measured)
    ] + (["sticking_velocity"] if reps[0].sticking_velocity is None else [])


def test_what_was_not_measured_is_nan_in_a_column_and_not_0():
    table = rep_columns([poor_rep(1)])
    assert np.isnan(table["mean_velocity"]).all()
    assert np.isnan(table["eccentric_duration_se"]).all()
    assert table["doubts"].tolist() == ["clipped | drift"]
    assert table["technique"].tolist() == [""]


def test_columns_of_the_logbook_name_set_lifter_and_mark(desk):
    with open_logbook(str(desk / "training.db")) as logbook:
        sets = logbook.sets(lifter="Anna")
        logbook.mark(sets[0].id, 2, "clean")
        table = set_columns(logbook.sets(lifter="Anna"))
        logbook.unmark(sets[0].id, 2)
    assert len(table["rep"]) == sum(len(one.reps) for one in sets)
    assert set(table["lifter"]) == {"Anna"}
    assert table["mark"].tolist()[:3] == ["", "clean", ""]


def test_no_sets_are_columns_of_no_length():
    assert {len(column) for column in set_columns([]).values()} == {0}


def test_columns_become_an_arrow_table(desk):
    table = rep_columns(analyze(open_recording(desk / "set.csv"), "squat").reps)
    assert pyarrow.table(table).column_names == list(table)


@pytest.mark.parametrize("module", [api, columns])
def test_the_examples_say_what_happens(module, desk, monkeypatch):
    monkeypatch.chdir(desk)
    names = {name: getattr(bargroove, name) for name in bargroove.__all__}
    tests = [
        test for test in doctest.DocTestFinder().find(module, extraglobs=names) if test.examples
    ]
    assert tests
    assert "".join(worked.failures(test) for test in tests) == ""
