"""What the evidence says of each kind of sensor: its bytes, its range, its packets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from bargroove.evidence import Case, sensors
from bargroove.evidence.sensor_kinds import KINDS
from bargroove.evidence.sensor_sets import Measured, measure
from hardware.simulated.sensors.polar import SimulatedPolar

CASE = Case("bench", 0, 7)
END = "<!-- /evidence -->"
HARD = Case("deadlift", 1, 7)  # set down with 11 g
PAGES = {page.stem: page.read_text(encoding="utf-8") for page in sensors.PAGES.glob("*.md")}
MARKS = re.findall(
    r"<!-- evidence: (\w+) -->\n(.*?)<!-- /evidence -->", "".join(PAGES.values()), re.S
)


@pytest.fixture(scope="module")
def measured() -> Callable[[str], Measured]:
    known: dict[str, Measured] = {}

    def once(key: str) -> Measured:
        if key not in known:
            known[key] = measure(key, CASE)
        return known[key]

    return once


@pytest.mark.parametrize("key", KINDS)
def test_every_kind_tells_the_reps_that_were_done(measured, key: str) -> None:
    found = measured(key)
    assert found.outcome.failure == ""
    assert found.outcome.exact
    value, _, truth = found.outcome.numbers["mean_velocity"].T
    assert np.abs(value - truth).max() < 0.04
    assert len(found.waited) == found.outcome.true
    assert (found.waited > 0).all()


def test_who_packs_his_samples_is_told_later(measured) -> None:
    assert np.median(measured("polar").waited) > np.median(measured("xiao").waited) + 0.1


def test_a_smaller_range_clips_where_a_larger_one_does_not() -> None:
    assert measure("movesense", HARD).clipped > 0
    assert measure("xiao", HARD).clipped == 0


def test_a_sensor_that_refuses_is_an_outcome_like_any_other(monkeypatch) -> None:
    charging = partial(SimulatedPolar, charging=True)
    monkeypatch.setitem(KINDS, "polar", replace(KINDS["polar"], make=charging))
    found = measure("polar", CASE)
    assert "in its charger" in found.outcome.failure
    assert (found.outcome.found, found.outcome.exact, len(found.waited)) == (0, False, 0)
    assert sensors.by_lift([found]).splitlines()[-1].count(" - ") >= 6


def test_each_kind_and_their_comparison_have_one_place_in_the_pages() -> None:
    assert sorted(key for key, _ in MARKS) == sorted([*KINDS, sensors.ALL])


def test_the_pages_hold_what_the_command_prints_now() -> None:
    head = "counted exactly, %"
    for key, text in MARKS:
        assert head in text, key
        assert "python -m bargroove.evidence.sensors --sets " in text
    for key, kind in KINDS.items():
        assert kind.noise in dict(MARKS)[key]
        assert kind.title in dict(MARKS)[sensors.ALL]


def test_a_page_keeps_all_but_the_parts_that_are_new() -> None:
    parts = ("a", "<!-- evidence: dot -->", "old", END, "b", "<!-- evidence: polar -->", END, "")
    page = "\n".join(parts)
    new = sensors.filled(page, {"dot": r"new \1"})
    assert new == page.replace("old", r"new \1")
    assert sensors.filled(new, {"dot": "old"}) == page


def test_the_command_prints_a_row_for_each_lift(capsys) -> None:
    sensors.main(["--kinds", "dot", "--sets", "1", "--no-write"])
    printed = capsys.readouterr().out
    assert re.findall(r"^\| (\w+) ", printed, re.M)[1:] == [*sensors.LIFTED, "all"]
    with pytest.raises(SystemExit):
        sensors.main(["--kinds", "dott"])
    assert "unknown: dott" in capsys.readouterr().err
