"""``bargroove replay``: where would a set have ended?"""

from __future__ import annotations

import json
from shutil import copyfile

import pytest

from bargroove.logbook import open_logbook
from tests.lifting import LOSING, clean_sets, keep, losing, slid_set


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    """Anna's sets: three clean ones, one that loses velocity, one that slides; and an empty one."""
    path = tmp_path_factory.mktemp("sets") / "logbook.sqlite"
    with open_logbook(str(path)) as book:
        book.add_lifter("Anna")
        for reps in (*clean_sets(3), losing(*LOSING), slid_set(), []):
            keep(book, reps)
    return path


@pytest.fixture(autouse=True)
def copied(sets, data):
    """A copy of that logbook for each test."""
    data.mkdir()
    copyfile(sets, data / "logbook.sqlite")


LOST, SLID, EMPTY = 4, 5, 6


@pytest.fixture
def replayed(bargroove):
    def called(*arguments: object) -> str:
        result = bargroove("replay", *arguments)
        assert (result.status, result.err) == (0, "")
        return result.out

    return called


@pytest.fixture
def plain(replayed):
    def called(*arguments: object) -> dict:
        return json.loads(replayed(*arguments, "--json"))

    return called


def logbook() -> list:
    with open_logbook() as book:
        return book.sets()


def column(out: str, name: str) -> list[str]:
    """Return the verdicts of then, or of now."""
    head, *lines = out[out.index("rep ") :].split("\n\n")[0].splitlines()
    at = head.index(name)
    return [line[at:].split()[0] for line in lines]


def test_with_fifteen_percent_it_would_have_ended_after_rep_five(replayed):
    out = replayed(LOST, "--velocity-loss", 15)
    assert out.startswith("Set 4: squat, 100 kg, Anna\n")
    assert "Changed: velocity loss 20 % → 15 %.\n" in out
    assert "Then: stop after rep 8 (23 % slower).\n" in out
    assert "Now: stop after rep 5 (17 % slower).\n" in out
    assert column(out, "then") == [*["ok"] * 3, *["near"] * 4, "rack"]
    assert column(out, "now") == [*["ok"] * 2, *["near"] * 2, *["rack"] * 4]


def test_by_its_own_limits_a_set_is_judged_as_it_was(replayed):
    for number in (1, 2, 3, LOST, SLID):
        out = replayed(number)
        assert "By the limits that it was judged by.\n" in out
        assert column(out, "then") == column(out, "now")


def test_later_sets_do_not_change_what_would_have_been_said(replayed):
    before = replayed(LOST)
    with open_logbook() as book:
        for reps in clean_sets(2, seed=3):
            keep(book, reps)
    assert replayed(LOST) == before


def test_with_the_limit_off_it_would_not_have_ended(replayed):
    out = replayed(LOST, "--velocity-loss", "off")
    assert "Changed: velocity loss 20 % → off.\n" in out
    assert "Now: no reason to stop in 8 reps.\n" in out


def test_a_stricter_policy_ends_a_slide_sooner(plain):
    off = ("--velocity-loss", "off", "--velocity-floor", "off")
    stops = [
        plain(SLID, *off, "--policy", policy)["now"][0]["stop_after_rep"]
        for policy in ("strict", "balanced", "push")
    ]
    assert stops[:2] == [6, 7]
    assert stops[2] is None or stops[2] >= 7


def test_without_technique_a_slide_is_let_pass(replayed):
    out = replayed(SLID, "--technique", "off", "--velocity-loss", "off")
    assert "technique on → off" in out
    assert "Now: no reason to stop in 8 reps.\n" in out


def test_what_a_policy_decides_is_named_as_that(replayed):
    out = " ".join(
        replayed(SLID, "--policy", "push", "--degraded-share", 50, "--failed", 6).split()
    )
    assert "policy balanced → push, degraded share the policy's own → 50 %" in out
    assert "→ 6 spreads." in out


@pytest.mark.parametrize("width", [100, 60])
def test_it_fits_the_place(replayed, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    out = replayed(LOST, "--policy", "push", "--velocity-loss", 15, "--degraded-share", 50)
    assert max(map(len, out.splitlines())) <= width


def test_scripts_read_then_and_now(plain):
    told = plain(LOST, "--velocity-loss", 15)
    assert (told["schema"], told["set"], told["limits"]["velocity_loss"]) == (1, LOST, 0.15)
    assert [one["stop_after_rep"] for one in (*told["then"], *told["now"])] == [8, 5]
    assert [rep["verdict"] for rep in told["reps"]][4] == "rack"


def test_the_logbook_stays_as_it_is(replayed):
    before = logbook()
    replayed(LOST, "--velocity-loss", 5)
    replayed(SLID, "--policy", "strict", "--json")
    assert logbook() == before


def test_the_last_set_may_be_empty(replayed, plain):
    assert "It has no reps." in replayed("last")
    assert plain(EMPTY)["reps"] == plain(EMPTY)["now"] == []


def test_a_set_of_nobodys_is_judged_by_what_is_usual(replayed):
    with open_logbook() as book:
        keep(book, losing(*LOSING), None)
    assert "Now: stop after rep 5" in replayed("last", "--velocity-loss", 15)


def test_of_a_set_without_limits_it_says_that_they_are_not_known(replayed):
    with open_logbook() as book:
        keep(book, losing(0.0), limits=None)
    out = replayed("last")
    assert "It is not known by which limits it was judged.\n" in out
    assert "Now: no reason to stop in 1 rep.\n" in out


def test_a_set_that_is_not_there(bargroove):
    result = bargroove("replay", 99)
    assert (result.status, result.out) == (1, "")
    assert result.err == "bargroove: no set 99 in the logbook; the last one is 6\n"


def test_limits_that_contradict_each_other(bargroove):
    result = bargroove("replay", LOST, "--policy", "strict", "--technique", "off")
    assert (result.status, result.out) == (1, "")
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("wrong", [("first",), (1, "--velocity-loss", "0.2"), (1, "--cap", 3)])
def test_wrong_usage(bargroove, wrong):
    assert bargroove("replay", *wrong).status == 2
