from __future__ import annotations

import json

import pytest

from bargroove.exchange.codec import to_plain
from bargroove.exchange.errors import BadImport
from bargroove.exchange.own_json import read_json, write_json


@pytest.fixture
def held(logbook):
    return json.loads(write_json(logbook.pack()))


def read(held):
    return read_json(json.dumps(held))


def test_everything_in_a_logbook_goes_out_and_into_an_empty_one(logbook, other):
    other.unpack(read_json(write_json(logbook.pack())))
    assert to_plain(other.sets()) == to_plain(logbook.sets())
    assert other.lifters() == logbook.lifters()
    assert other.overrides("Ann Ø", "squat", "block 1") == {
        "velocity_loss": None,
        "cap": 20,
        "policy": "strict",
    }
    assert write_json(other.pack()) == write_json(logbook.pack())


def test_marks_can_still_be_undone_where_they_came_to(logbook, other):
    other.unpack(read_json(write_json(logbook.pack())))
    first = other.sets()[0]
    assert [logged.mark for logged in first.reps] == [None, "broke", None]
    assert other.unmark(first.id, 2) == "clean"


def test_a_choice_of_sets_takes_their_lifters_along(logbook, other):
    other.unpack(read_json(write_json(logbook.pack(lifter="ann ø"))))
    assert [lifter.name for lifter in other.lifters()] == ["Ann Ø"]
    assert len(other.sets()) == 2


def test_what_is_not_a_number_is_null(logbook):
    text = write_json(logbook.pack())
    assert "NaN" not in text
    assert json.loads(text)["sets"][1]["reps"][0]["mean_velocity"] is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "line 1: no JSON"),
        ("{}", "no export of this program"),
        ('{"format": "bargroove", "schema": 2}', "schema 2, and this version reads 1: update"),
        ('{"format": ' + "[" * 100_000, "no JSON"),
    ],
)
def test_what_is_no_export_is_refused(text, told):
    with pytest.raises(BadImport, match=told):
        read_json(text)


@pytest.mark.parametrize(
    ("way", "value", "told"),
    [
        (("sets", 0, "head", "lift"), "sqat", "set 1, lift: 'sqat' is none of squat"),
        (("sets", 0, "head", "load_kg"), "100", "set 1, head, load_kg: a number is needed"),
        (("sets", 0, "head", "load_kg"), -1, "above 0"),
        (("sets", 0, "head", "started_utc"), "now", "set 1: a time"),
        (("sets", 0, "head", "note"), "\0", "head, note: text is needed"),
        (("sets", 0, "head", "note"), "\ud800", "head, note: text is needed"),
        (("sets", 0, "head", "taught"), 2**40, "a whole number is needed"),
        (("sets", 0, "head", "limits", "policy"), "lazy", "no policy 'lazy'"),
        (("sets", 0, "head", "bar_axis"), [1, 0], "3 values are needed, not 2"),
        (("sets", 0, "head", "calibration", "constants"), {}, "accel_bias"),
        (("sets", 0, "reps", 1, "valid"), "yes", "set 1, reps 2, valid: true or false is needed"),
        (
            ("sets", 0, "reps", 1, "mean_velocity"),
            None,
            "rep 2, mean_velocity: a valid rep has one",
        ),
        (("sets", 0, "reps", 1, "rep"), 1, "numbered from 1 upwards"),
        (("sets", 0, "reps", 1, "verdict"), "stop", "set 1, rep 2, verdict: 'stop' is none of ok"),
        (("sets", 0, "reps", 1, "peak_velocity"), True, "peak_velocity: a number is needed"),
        (("sets", 0, "reps", 1, "course", "tilt_deg"), [0.0], "course: 21 values"),
        (("sets", 0, "reps", 1, "more"), 1, "unknown key 'more'"),
        (("sets", 0, "marks", 0, "mark"), "bad", "'bad' is none of broke, clean"),
        (("sets", 0, "marks", 0, "rep"), 9, "a mark on rep 9, which is not there"),
        (("overrides", 0, "fields"), {"buffer": "two"}, "buffer: a whole number"),
        (("overrides", 0, "fields"), {"velocity_loss": 20}, "overrides of Ann Ø"),
    ],
)
def test_a_flaw_is_told_with_its_place(held, way, value, told):
    inside = held
    for key in way[:-1]:
        inside = inside[key]
    inside[way[-1]] = value
    with pytest.raises(BadImport, match=told):
        read(held)


def test_a_key_that_is_missing_is_told(held):
    del held["sets"][0]["reps"][2]["mean_velocity"]
    with pytest.raises(BadImport, match="set 1, reps 3: key 'mean_velocity' is missing"):
        read(held)


def test_a_lifter_that_is_only_named_in_a_set_is_added(held, other):
    held["lifters"] = held["overrides"] = []
    other.unpack(read(held))
    assert [lifter.name for lifter in other.lifters()] == ["Ann Ø"]
