from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bargroove.errors import CannotWrite
from bargroove.places import settings_path
from bargroove.preferences import Remembered, load, path, save
from gui.display.preferences import Preferences
from gui.display.remote import Plan

ANNA = Plan("ble:AA:BB", "Anna", "bench", 62.5, "strict", 0.45)
REMEMBERED = Remembered(
    Preferences(theme="light", text_scale=1.3, language="de", volume=35, speech=True),
    ANNA,
    {"Ben": Plan("sim:squat?seed=1", "Ben"), "Anna": ANNA},
    ("Ben", "Zoë"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["theme", "text_scale", "volume", "muted", "source", "lifter", "lift", "load_kg", "target"]
)
INNER = st.dictionaries(FIELDS, JSON | st.just("squat"), max_size=4)
HELD = st.fixed_dictionaries(
    {"schema": st.just(1)},
    optional={
        "preferences": INNER | JSON,
        "plan": INNER | JSON,
        "plans": st.dictionaries(st.text(), INNER, max_size=3) | JSON,
        "queue": st.lists(st.text() | JSON, max_size=4) | JSON,
        "more": JSON,
    },
)
ANY_TIME = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def held(**changes: object) -> dict[str, object]:
    save(REMEMBERED)
    return json.loads(path().read_text(encoding="utf-8")) | changes


def keep(what: object) -> None:
    path().write_text(json.dumps(what), encoding="utf-8")


def test_it_lies_beside_the_settings():
    assert path() == settings_path().with_name("display.json")


def test_without_a_file_all_is_as_at_the_first_start():
    assert load() == (Remembered(), "")


def test_what_is_saved_comes_back():
    save(REMEMBERED)
    assert load() == (REMEMBERED, "")
    assert [one.name for one in path().parent.iterdir() if "part" in one.name] == []


@pytest.mark.parametrize("damaged", [b"", b"{", b"\xff\xfe", b"[]", b'{"schema": 9}', b"[" * 99999])
def test_a_damaged_file_is_set_aside_with_a_notice(damaged):
    path().write_bytes(damaged)
    remembered, notice = load()
    assert remembered == Remembered()
    assert "display.json" in notice
    assert path().with_name("display.json.damaged").read_bytes() == damaged
    save(REMEMBERED)
    assert load() == (REMEMBERED, "")


def test_a_file_that_cannot_be_read_is_told_and_left():
    path().mkdir()
    remembered, notice = load()
    assert remembered == Remembered()
    assert "nothing is remembered" in notice
    with pytest.raises(CannotWrite, match="memory of the screen"):
        save(REMEMBERED)


def test_what_does_not_belong_there_is_left_out():
    wrong = {"theme": "blue", "volume": 35, "colour": "red"}
    keep(held(preferences=wrong, queue=["Ben", 5, ""], more=[1]))
    remembered, notice = load()
    assert notice == ""
    assert remembered.preferences == Preferences(volume=35)
    assert remembered.queue == ("Ben",)
    assert remembered.plan == ANNA


@pytest.mark.parametrize(
    "wrong",
    [
        {"lift": "curl"},
        {"load_kg": -1},
        {"load_kg": 10**400},
        {"load_kg": float("nan")},
        {"target": "fast"},
        {"policy": "yolo"},
        {"lifter": ["Anna"]},
        {"source": "ble:\n"},
    ],
)
def test_a_plan_that_nobody_could_lift_is_left_out(wrong):
    keep(held(plan={"source": "ble:X"} | wrong))
    assert load()[0].plan is None


@ANY_TIME
@given(st.binary(max_size=200) | HELD | JSON)
def test_no_file_makes_it_raise(content):
    if isinstance(content, bytes):
        path().write_bytes(content)
    else:
        keep(content)
    remembered, _ = load()
    save(remembered)
    assert load() == (remembered, "")


def test_the_command_line_needs_no_screen_for_it():
    code = "import bargroove.preferences, sys; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
