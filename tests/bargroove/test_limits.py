"""``bargroove limits``, as people and scripts meet it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import copyfile

import pytest

from bargroove.logbook import open_logbook
from tests.lifting import clean_sets, keep, losing, mark, slid_set
from velocity.features import SIGNS


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """A logbook with Anna, who has a few sets, and Ben, who has none."""
    path = tmp_path_factory.mktemp("people") / "logbook.sqlite"
    with open_logbook(str(path)) as book:
        book.add_lifter("Anna")
        book.add_lifter("Ben")
        for reps in clean_sets(3):
            keep(book, reps)
    return path


@pytest.fixture(autouse=True)
def logbook(people, data):
    """A copy of that logbook for each test."""
    data.mkdir()
    copyfile(people, data / "logbook.sqlite")


@pytest.fixture
def limits(bargroove):
    """Call the verb, and return what it prints."""

    def called(*arguments: object) -> str:
        result = bargroove("limits", *arguments)
        assert (result.status, result.err) == (0, "")
        return result.out

    return called


@pytest.fixture
def shown(limits):
    """Return what is shown of squats, as scripts read it."""

    def called(lifter: str, *arguments: object) -> dict:
        return json.loads(limits("show", lifter, "squat", *arguments, "--json"))

    return called


@pytest.fixture
def refused(bargroove):
    """Call the verb, and return the one line that says why it does nothing."""

    def called(*arguments: object, status: int = 1) -> str:
        result = bargroove("limits", *arguments)
        assert (result.status, result.out) == (status, "")
        return result.err.splitlines()[-1]

    return called


def row(out: str, name: str) -> list[str]:
    """Return the value of a limit and where it is from."""
    line = next(line for line in out.splitlines() if line.startswith(f"{name}  "))
    return [cell.strip() for cell in line.split("  ") if cell.strip()][1:]


def settings(text: str) -> None:
    Path(os.environ["BARGROOVE_CONFIG"]).write_text(text)


def overrides(lifter: str = "Anna", phase: str = "") -> dict:
    with open_logbook() as book:
        return book.overrides(lifter, "squat", phase)


def test_of_a_stranger_it_says_that_there_is_not_enough_data(limits):
    out = limits("show", "Ben", "squat")
    assert out.startswith("squat, Ben\n")
    assert "Technique, default: not enough data (0 clean reps, 0 marks)" in out
    assert "default, not enough marks" in out
    assert row(out, "velocity floor") == ["0.28 m/s", "usual"]
    assert "your slowest reps" not in out
    assert "on your own sets" not in out


def test_of_a_known_lifter_it_says_on_what_the_limits_stand(limits):
    out = limits("show", "anna", "squat")
    assert out.startswith("squat, Anna\n")
    assert "Technique, from 18 clean reps in 3 sets, and 0 marks" in out
    assert row(out, "velocity floor") == ["0.28 m/s", "your own reps"]
    assert "on your own sets, each judged by the others: 0 of 3 clean sets ended wrongly\n" in out


def test_marks_are_told_with_the_sign_that_they_have_taught(limits):
    with open_logbook() as book:
        for seed in (1, 2, 3):
            mark(book, keep(book, slid_set(seed)), first_broken=6)
    out = " ".join(limits("show", "Anna", "squat").split())
    assert "clean reps in 6 sets, and 24 marks" in out
    assert "where bar forward at 30 % height is beyond" in out
    assert "taught by 24 marks, 9 of them broke" in out


def test_every_sign_has_a_row_with_the_likeliest_first(limits):
    out = limits("show", "Anna", "squat")
    for sign in SIGNS:
        assert f"\n{sign.told}  " in out
    shares = [int(line.split()[-2]) for line in out.splitlines() if line.endswith(" %")]
    assert len(shares) == len(SIGNS)
    assert shares == sorted(shares, reverse=True)


def test_what_a_bar_cannot_show_is_said_and_calls_to_be_expected_are(limits):
    out = " ".join(limits("show", "Anna", "squat").split())
    assert "A bar cannot show knees" in out
    assert "of clean sets called wrongly; of slides," in out


def test_it_fits_the_place(limits):
    assert max(map(len, limits("show", "Anna", "squat").splitlines())) <= 100


def test_scripts_read_the_same(shown):
    plain = shown("Anna")
    assert (plain["schema"], plain["clean_reps"], plain["sets"], plain["marks"]) == (1, 18, 3, 0)
    assert plain["evidence"] == "from 18 clean reps in 3 sets, and 0 marks"
    assert plain["limits"]["velocity_loss"] == 0.2
    assert plain["from"]["velocity_loss"] == "usual"
    assert set(plain["slides_at_spreads"]) == {sign.name for sign in SIGNS}
    assert 0 < plain["expected"]["false"] < plain["expected"]["late"]["3"] < 1
    assert len(plain["groove"]["forward"]) == 21
    assert plain["own_sets"] == {"clean": 3, "false": 0, "slid": 0, "late": 0}
    assert plain["taught"] is None


def test_scripts_read_null_of_what_a_stranger_has_not(shown):
    plain = shown("Ben")
    assert (plain["groove"], plain["own_sets"], plain["taught"]) == (None, None, None)
    assert plain["evidence"].startswith("default: not enough data")


def test_what_is_set_holds_and_is_shown_as_that(limits):
    told = limits("set", "Anna", "squat", "--velocity-loss", 15, "--policy", "strict")
    assert told == "squat, Anna: policy strict, velocity loss 15 %.\n"
    out = limits("show", "Anna", "squat")
    assert row(out, "velocity loss") == ["15 %", "set by you"]
    assert row(out, "policy") == ["strict", "set by you"]
    assert row(out, "buffer") == ["2", "the policy strict"]
    assert row(limits("show", "Ben", "squat"), "velocity loss") == ["20 %", "usual"]
    assert row(limits("show", "Anna", "bench"), "velocity loss") == ["20 %", "usual"]


def test_each_limit_can_be_off(limits, shown):
    off = ("--velocity-loss", "off", "--velocity-floor", "off", "--buffer", "off")
    limits("set", "Anna", "squat", *off, "--technique", "off")
    held = shown("Anna")["limits"]
    assert (held["velocity_loss"], held["velocity_floor"], held["buffer"]) == (None, None, 0)
    assert held["technique"] is False
    out = limits("show", "Anna", "squat")
    assert "no velocity ends a set" in out
    assert "technique ends no set" in out


def test_a_floor_that_is_set_is_not_the_lifters_own(limits):
    limits("set", "Anna", "squat", "--velocity-floor", 0.35)
    out = limits("show", "Anna", "squat")
    assert row(out, "velocity floor") == ["0.35 m/s", "set by you"]
    assert "velocity floor 0.35 m/s; the lift's usual one is 0.28" in out


def test_what_is_set_for_a_phase_holds_in_that_phase_alone(limits, shown):
    assert "squat, Anna in peaking: " in limits(
        "set", "Anna", "squat", "--phase", "peaking", "--velocity-loss", 30
    )
    assert shown("Anna")["limits"]["velocity_loss"] == 0.2
    assert shown("Anna", "--phase", "peaking")["limits"]["velocity_loss"] == 0.3
    assert limits("show", "Anna", "squat", "--phase", "peaking").startswith(
        "squat, Anna in peaking"
    )


def test_a_cap_is_kept_beside_the_limits(limits, shown):
    limits("set", "Anna", "squat", "--cap", 20, "--cycle-days", 28)
    assert (shown("Anna")["cap"], shown("Anna")["cycle_days"]) == (20, 28)
    out = limits("show", "Anna", "squat")
    assert "- reps of a training cycle that may slide or fail: 20\n" in out
    assert "- days of a training cycle: 28\n" in out


def test_what_is_set_later_joins_what_was_set_before(limits):
    limits("set", "Anna", "squat", "--velocity-loss", 15)
    limits("set", "Anna", "squat", "--false-alarms", 2)
    assert overrides() == {"velocity_loss": 0.15, "false_alarms": 0.02}


def test_reset_forgets_what_was_set_and_nothing_else(limits):
    limits("set", "Anna", "squat", "--velocity-loss", 15)
    limits("set", "Ben", "squat", "--velocity-loss", 15)
    assert limits("reset", "Anna", "squat") == "squat, Anna: what was set is forgotten.\n"
    assert limits("reset", "Anna", "squat") == "squat, Anna: nothing was set.\n"
    assert (overrides(), overrides("Ben")) == ({}, {"velocity_loss": 0.15})


def test_settings_are_named_by_their_table_and_give_way_to_what_is_set(limits):
    settings("[limits]\nvelocity_loss = 25\nbuffer = 2\n[lifter.Anna.squat]\nvelocity_floor = 0.3")
    limits("set", "Anna", "squat", "--velocity-loss", 15)
    out = limits("show", "Anna", "squat")
    assert row(out, "velocity loss") == ["15 %", "set by you"]
    assert row(out, "buffer") == ["2", "settings, [limits]"]
    assert row(out, "velocity floor") == ["0.3 m/s", "settings, [lifter.anna.squat]"]


@pytest.mark.parametrize("deed", [("show",), ("set", "--buffer", 2), ("reset",)])
def test_a_lifter_who_is_not_there_is_told_with_the_nearest(refused, deed):
    told = refused(deed[0], "Ana", "squat", *deed[1:])
    assert "no lifter 'Ana'" in told
    assert "'Anna'" in told


def test_a_lift_that_is_not_there_is_told_with_the_nearest(refused):
    assert "did you mean squat" in refused("show", "Anna", "sqat", status=2)


def test_to_set_nothing_is_refused_with_an_example(refused):
    assert "name what to set, such as --velocity-loss 15" in refused("set", "Anna", "squat")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--velocity-loss", "0.2"),
        ("--velocity-floor", "9"),
        ("--policy", "hard"),
        ("--buffer", "1.5"),
        ("--technique", "maybe"),
        ("--false-alarms", "off"),
        ("--failed", "0"),
        ("--cap", "-1"),
    ],
)
def test_a_value_that_cannot_be_is_wrong_usage_and_changes_nothing(refused, wrong):
    assert wrong[0] in refused("set", "Anna", "squat", *wrong, status=2)
    assert overrides() == {}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--policy", "strict", "--technique", "off"), "the policy strict stops where technique"),
        (("--policy", "push", "--buffer", "2"), "the policy push keeps no reps"),
        (("--technique", "off", "--buffer", "2"), "leave one of the two out"),
    ],
)
def test_limits_that_contradict_each_other_are_refused(refused, wrong, told):
    assert told in refused("set", "Anna", "squat", *wrong)
    assert overrides() == {}


def test_a_limit_that_contradicts_what_was_set_before_is_refused(limits, refused):
    limits("set", "Anna", "squat", "--policy", "strict")
    assert "technique is off" in refused("set", "Anna", "squat", "--technique", "off")
    assert overrides() == {"policy": "strict"}


def test_a_limit_that_contradicts_the_settings_is_refused(refused):
    """Else the next set could not begin."""
    settings('[limits]\npolicy = "strict"')
    assert "technique is off" in refused("set", "Anna", "squat", "--technique", "off")
    assert overrides() == {}


def test_own_reps_slower_than_the_usual_floor_lower_it(limits):
    with open_logbook() as book:
        keep(book, losing(0.0, 0.3, 0.5, 0.7))
    value, where = row(limits("show", "Anna", "squat"), "velocity floor")
    assert float(value.split()[0]) < 0.27
    assert where == "your own reps"
