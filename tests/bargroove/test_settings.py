from __future__ import annotations

import os
from pathlib import Path

import pytest

from bargroove.settings import EXAMPLE, BadSettings, read_settings


@pytest.fixture
def settings(data):
    """Write the settings."""
    path = Path(os.environ["BARGROOVE_CONFIG"])

    def write(text: str) -> Path:
        path.write_text(text, encoding="utf-8")
        return path

    return write


ALL = """
[limits]
velocity_loss = 25
policy = "balanced"
[lift.squat]
velocity_loss = 20
[lifter.Anna]
velocity_floor = "off"
[lifter.Anna.squat]
velocity_loss = 15
[lifter.Anna.squat.Peaking]
policy = "push"
"""


def test_the_narrower_table_goes_before_the_wider_one(settings):
    settings(ALL)
    held = read_settings()
    assert held.fields(None, "bench")["velocity_loss"] == 0.25
    assert held.fields(None, "squat")["velocity_loss"] == 0.20
    assert held.fields("Ben", "squat")["velocity_loss"] == 0.20
    assert held.fields(" anna", "squat")["velocity_loss"] == 0.15
    assert held.fields("Anna", "bench") == {
        "velocity_loss": 0.25,
        "policy": "balanced",
        "velocity_floor": None,
    }
    assert held.fields("Anna", "squat", "peaking")["policy"] == "push"
    assert held.fields("Anna", "squat", "base")["policy"] == "balanced"


def test_without_settings_nothing_is_set(settings):
    settings("")
    assert read_settings().fields("Anna", "squat") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[limits]\nvelocity_los = 20", r"\[limits\]: .*did you mean velocity_loss"),
        ("[limits]\nvelocity_loss = 'x'", r"\[limits\]: velocity_loss is a percentage"),
        ("[limits]\nvelocity_loss = 0.2", r"\[limits\]: velocity_loss is a percentage from 1"),
        ("[limits]\ntechnique = 1", r"\[limits\]: technique is"),
        ("[limits]\nbuffer = 99", r"\[limits\]: buffer is"),
        ("[limits]\npolicy = 'strict'\ntechnique = false", r"\[limits\]: the policy strict"),
        ("[limit]\nbuffer = 1", "did you mean limits"),
        ("[lift.squad]\nbuffer = 1", r"\[lift.squad\]: .*did you mean squat"),
        ("[lifter.Anna.benchh]\nbuffer = 1", "did you mean bench"),
        ("[lifter.Anna.bench.peak.now]\nbuffer = 1", "no such table"),
        ("[lift]\nbuffer = 1", r"write \[lift.NAME\]|\[lift.NAME\]"),
        ("limits = 3", "is to be a table"),
        ("[limits\n", "no TOML .*line 1"),
        ("\x00", "no TOML"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(settings, text, told):
    path = settings(text)
    with pytest.raises(BadSettings, match=told) as error:
        read_settings()
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)


def test_tables_that_contradict_each_other_are_told_when_both_hold(settings):
    path = settings("[limits]\npolicy = 'strict'\n[lift.squat]\ntechnique = false")
    assert read_settings().fields(None, "bench") == {"policy": "strict"}
    with pytest.raises(BadSettings, match=f"{path}: the policy strict"):
        read_settings().fields(None, "squat")


def test_a_file_that_is_named_has_to_be_there(monkeypatch, tmp_path):
    monkeypatch.setenv("BARGROOVE_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(BadSettings, match="not there"):
        read_settings()


def test_a_file_that_cannot_be_read_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("BARGROOVE_CONFIG", str(tmp_path))
    with pytest.raises(BadSettings, match="cannot be read"):
        read_settings()


def test_they_are_printed_with_where_each_comes_from(bargroove, settings):
    path = settings(ALL)
    out = bargroove("settings", "--lifter", "Anna", "--lift", "squat").out
    rows = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert out.startswith(f"Settings: {path}\n")
    assert rows["velocity_loss"].split() == ["velocity_loss", "15", "%", "[lifter.anna.squat]"]
    assert rows["velocity_floor"].split() == ["velocity_floor", "off", "[lifter.anna]"]
    assert rows["false_alarms"].endswith("built in")


def test_an_example_can_be_begun_and_changes_nothing(bargroove, monkeypatch, tmp_path):
    path = tmp_path / "new" / "settings.toml"
    monkeypatch.setenv("BARGROOVE_CONFIG", str(path))
    assert str(path) in bargroove("settings", "--init").out
    assert all(not table for table in read_settings().tables.values())
    result = bargroove("settings", "--init")
    assert result.status == 1
    assert "there already" in result.err


def test_all_of_the_example_can_be_made_to_hold(settings):
    lines = [line.removeprefix("# ") for line in EXAMPLE.splitlines()[4:]]
    settings("\n".join(line for line in lines if "degraded" not in line))
    held = read_settings()
    assert held.fields("Anna", "squat", "peaking")["policy"] == "push"
    assert held.fields("Anna", "squat")["policy"] == "strict"
    assert held.fields(None, "deadlift")["velocity_loss"] == 0.15


def test_wrong_settings_stop_a_live_set_before_it_begins(bargroove, settings, data):
    settings("[limits]\nvelocity_loss = 0.2")
    result = bargroove("live", "sim:squat?seed=1&speed=0", "--lift", "squat")
    assert (result.status, result.out) == (1, "")
    assert len(result.err.splitlines()) == 1
    assert not (data / "captures").exists()
