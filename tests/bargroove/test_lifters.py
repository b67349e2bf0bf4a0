from __future__ import annotations

import json
import os
import pty

import pytest

from bargroove.logbook import open_logbook
from tests import entries


@pytest.fixture
def sets(data):
    """Two sets of Ann's; Bo has none."""
    with open_logbook() as book:
        book.add_lifter("Ann")
        book.add_lifter("Bo")
        for hour in (10, 11):
            head = entries.head("Ann", f"2026-03-14T{hour}:00:00+00:00")
            book.end_set(book.begin_set(head), entries.reps(2))


def names(bargroove):
    held = json.loads(bargroove("lifters", "list", "--json").out)
    return {lifter["name"]: lifter["sets"] for lifter in held["lifters"]}


def test_without_lifters_it_says_what_to_do(bargroove):
    result = bargroove("lifters", "list")
    assert (result.status, result.out) == (0, "No lifters yet: bargroove lifters add NAME\n")


def test_a_lifter_is_added_and_listed(bargroove):
    assert bargroove("lifters", "add", "Ann", "--note", "left knee").out == "Ann: added\n"
    assert "left knee" in bargroove("lifters", "list").out
    assert names(bargroove) == {"Ann": 0}


def test_a_name_is_taken_once(bargroove, sets):
    result = bargroove("lifters", "add", " ann ")
    assert (result.status, result.out) == (1, "")
    assert "'Ann' is in the logbook already" in result.err


def test_the_list_tells_how_much_each_has_lifted(bargroove, sets):
    lines = bargroove("lifters", "list").out.splitlines()
    assert lines[1].split() == ["Ann", "2", "2026-03-14"]
    assert lines[2].split() == ["Bo", "0", "–"]


def test_a_lifter_is_renamed_with_all_sets(bargroove, sets):
    assert bargroove("lifters", "rename", "ann", "Anna").out == "Ann: now Anna\n"
    assert names(bargroove) == {"Anna": 2, "Bo": 0}


def test_merging_gives_the_sets_to_the_other(bargroove, sets):
    assert bargroove("lifters", "merge", "Ann", "Bo", "--yes").out == "Ann: now Bo\n"
    assert names(bargroove) == {"Bo": 2}


def test_a_lifter_is_not_merged_into_the_same(bargroove, sets):
    result = bargroove("lifters", "merge", "Ann", "ann", "--yes")
    assert result.status == 1
    assert "one lifter already" in result.err


@pytest.mark.parametrize(
    "arguments",
    [("rename", "Anne", "Eve"), ("merge", "Anne", "Bo", "--yes"), ("remove", "Anne", "--yes")],
)
def test_an_unknown_lifter_is_told_with_the_nearest(bargroove, sets, arguments):
    result = bargroove("lifters", *arguments)
    assert (result.status, result.out) == (1, "")
    assert "no lifter 'Anne' in the logbook; the nearest: 'Ann'" in result.err
    assert names(bargroove) == {"Ann": 2, "Bo": 0}


def test_sets_are_only_removed_where_that_is_said(bargroove, sets):
    result = bargroove("lifters", "remove", "Ann", "--yes")
    assert result.status == 1
    assert "Ann has 2 sets in the logbook: --with-sets removes them too" in result.err
    bargroove("lifters", "remove", "Ann", "--with-sets", "--yes")
    assert names(bargroove) == {"Bo": 0}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("remove", "Bo"), "Bo will be removed; captures stay."),
        (("remove", "Ann", "--with-sets"), "Ann and 2 sets with all reps and marks will be"),
        (("merge", "Ann", "Bo"), "2 sets of Ann will be Bo's, and Ann will be removed."),
    ],
)
def test_where_nobody_can_be_asked_yes_is_needed(bargroove, sets, arguments, told):
    result = bargroove("lifters", *arguments)
    assert (result.status, result.out) == (1, "")
    assert told in result.err
    assert "say --yes" in result.err
    assert names(bargroove) == {"Ann": 2, "Bo": 0}


@pytest.mark.skipif(os.name == "nt", reason="terminals are different there")
@pytest.mark.parametrize(("answer", "left"), [(b"y\n", {"Ann": 2}), (b"\n", {"Ann": 2, "Bo": 0})])
def test_on_a_terminal_it_asks(bargroove, process, sets, answer, left):
    near, far = pty.openpty()
    run = process("lifters", "remove", "Bo", stdin=far, stdout=far, stderr=far)
    os.close(far)
    asked = b""
    while b"[y/N]" not in asked:
        asked += os.read(near, 1024)
    os.write(near, answer)
    run.wait(60)
    os.close(near)
    assert b"Bo will be removed" in asked
    assert names(bargroove) == left


def test_a_deed_must_be_named(bargroove):
    assert bargroove("lifters").status == 2
