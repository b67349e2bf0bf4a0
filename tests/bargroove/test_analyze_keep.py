"""A recording judged for a lifter, and kept."""

from __future__ import annotations

import json

import pytest

from bargroove.logbook import open_logbook

NOBODY = "judged as a lifter of whom nothing is known: no lifter 'Ana' in the logbook"


@pytest.fixture
def analyzed(bargroove, recording):
    """Analyze a recording of squats."""

    def called(*arguments: object):
        return bargroove("analyze", recording, "--lift", "squat", "--load", 100, *arguments)

    return called


@pytest.fixture
def anna(data):
    """A logbook with Anna."""
    with open_logbook() as book:
        book.add_lifter("Anna")


def sets() -> list:
    with open_logbook() as book:
        return book.sets()


def stop(result) -> int | None:
    assert (result.status, result.err) == (0, "")
    return json.loads(result.out)["set"]["stop_after_rep"]


def test_without_a_lifter_no_logbook_is_opened(analyzed, data, monkeypatch):
    monkeypatch.setenv("BARGROOVE_LOGBOOK", "sqlite:////nowhere/at all/logbook.sqlite")
    assert analyzed().status == 0
    assert not data.exists()


def test_a_lower_limit_of_loss_ends_the_set_sooner(analyzed):
    early, late = stop(analyzed("--velocity-loss", 5, "--json")), stop(analyzed("--json"))
    assert early is not None
    assert late is None or early < late


def test_with_all_limits_off_nothing_ends_it(analyzed):
    off = ("--velocity-loss", "off", "--velocity-floor", "off", "--technique", "off")
    assert stop(analyzed(*off, "--json")) is None


def test_limits_that_contradict_each_other_are_refused_before_any_work(analyzed):
    result = analyzed("--policy", "strict", "--technique", "off")
    assert (result.status, result.out) == (1, "")
    assert len(result.err.splitlines()) == 1


@pytest.mark.usefixtures("anna")
def test_a_lifters_own_limits_hold_unless_others_are_named(analyzed):
    with open_logbook() as book:
        book.set_overrides("Anna", "squat", "", velocity_loss=0.05)
    own = stop(analyzed("--lifter", "anna", "--json"))
    assert own == stop(analyzed("--velocity-loss", 5, "--json"))
    assert own != stop(analyzed("--lifter", "Anna", "--velocity-loss", "off", "--json"))


@pytest.mark.usefixtures("anna")
def test_a_lifter_who_is_not_there_is_judged_as_nobody_and_told(analyzed):
    result = analyzed("--lifter", "Ana", "--json")
    assert (result.status, result.err) == (0, "")
    assert any(notice.startswith(NOBODY) for notice in json.loads(result.out)["notices"])


@pytest.mark.usefixtures("anna")
def test_to_keep_the_set_of_a_lifter_who_is_not_there_is_refused(analyzed):
    result = analyzed("--lifter", "Ana", "--keep")
    assert (result.status, result.out) == (1, "")
    (line,) = result.err.splitlines()
    assert "no lifter 'Ana'" in line
    assert "'Anna'" in line
    assert sets() == []


@pytest.mark.usefixtures("anna")
def test_a_set_is_kept_with_all_that_is_known_of_it(analyzed, recording, squats):
    words = ("--phase", "base", "--cue", "chest up", "--note", "slept badly")
    result = analyzed("--lifter", "anna", "--keep", "--velocity-loss", 15, *words)
    assert (result.status, result.err) == (0, "")
    assert "- set 1 is kept as set 1\n" in result.out
    (one,) = sets()
    head = one.head
    assert (head.lifter, head.lift, head.load_kg) == ("Anna", "squat", 100.0)
    assert (head.phase, head.cue, head.note) == ("base", "chest up", "slept badly")
    assert head.source == f"file:{recording}"
    assert head.limits.velocity_loss == 0.15
    assert one.complete
    assert len(one.reps) == len(squats.truth.reps)


@pytest.mark.usefixtures("anna")
def test_a_set_is_kept_once_however_often_that_is_asked(analyzed):
    analyzed("--lifter", "Anna", "--keep")
    before = sets()
    again = analyzed("--lifter", "Anna", "--keep", "--velocity-loss", 5)
    assert "set 1 is in the logbook already, as set 1" in again.out
    assert sets() == before


def test_a_set_of_nobodys_is_kept_too(analyzed):
    assert "is kept as set 1" in analyzed("--keep").out
    assert [one.head.lifter for one in sets()] == [None]


@pytest.mark.usefixtures("anna")
def test_what_is_kept_is_what_was_printed(analyzed):
    told = json.loads(analyzed("--lifter", "Anna", "--keep", "--json").out)
    (one,) = sets()
    assert [rep["verdict"] for rep in told["reps"]] == [each.rep.verdict for each in one.reps]
    assert "set 1 is kept as set 1" in told["notices"]


@pytest.mark.usefixtures("anna")
def test_a_set_that_was_removed_can_be_kept_again(analyzed):
    analyzed("--lifter", "Anna", "--keep")
    with open_logbook() as book:
        book.remove_set(1)
    assert sets() == []
    assert "is kept as set" in analyzed("--lifter", "Anna", "--keep").out
