from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bargroove.places import calibrations_folder, capture_path, captures_folder, data_folder

NOW = datetime(2026, 3, 1, 18, 5, 9)


def test_the_data_folder_can_be_chosen(monkeypatch):
    monkeypatch.setenv("BARGROOVE_DATA", "~/gym")
    assert data_folder() == Path.home() / "gym"
    assert captures_folder().parent == calibrations_folder().parent == data_folder()


def test_without_a_choice_it_is_where_the_system_keeps_such_things(monkeypatch):
    monkeypatch.delenv("BARGROOVE_DATA")
    assert data_folder().name == "bargroove"
    assert data_folder().is_absolute()


def test_a_capture_is_named_for_when_and_what(tmp_path):
    assert capture_path(tmp_path, "squat", NOW).name == "2026-03-01-180509-squat.capture"


@pytest.mark.parametrize("taken", [1, 2])
def test_no_capture_takes_the_name_of_another(tmp_path, taken):
    for _ in range(taken):
        capture_path(tmp_path, "row", NOW).touch()
    assert capture_path(tmp_path, "row", NOW).name == f"2026-03-01-180509-row-{taken + 1}.capture"
