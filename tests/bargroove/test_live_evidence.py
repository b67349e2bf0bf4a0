"""What the evidence says of live sets: a sensor's bytes over a radio that may fail."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from bargroove.evidence import Case, live_tables, namesakes
from bargroove.evidence.faults import FAULTS, NONE, Fault, scene
from bargroove.evidence.live import Heard, listen
from bargroove.evidence.radio import Air, Talk
from firmware_bridge import drivers
from firmware_bridge.events import Readings
from firmware_bridge.session import Session

CASE = Case("bench", 3, 7)
BY_NAME = {fault.name: fault for fault in FAULTS}


@pytest.fixture(scope="module")
def heard() -> Callable[[Fault], Heard]:
    known: dict[str, Heard] = {}

    def once(fault: Fault) -> Heard:
        if fault.name not in known:
            known[fault.name] = listen(CASE, fault)
        return known[fault.name]

    return once


def error(numbers: np.ndarray) -> np.ndarray:
    return np.abs(numbers[:, 0] - numbers[:, 2])


def test_what_is_told_live_is_what_was_done_and_what_the_bytes_say_later(heard) -> None:
    told = heard(NONE)
    assert told.told == told.offline == told.true
    assert (error(told.at_once) < 0.03).all()
    np.testing.assert_allclose(told.at_last[:, 0], told.after[:, 0], atol=2e-3)
    assert (told.lost, told.missing, told.added) == (0, 0, 0)


def test_a_batch_comes_after_the_sample_that_it_was_waited_for(heard) -> None:
    waited = heard(NONE).waited
    assert (waited[:, 1] > waited[:, 0]).all()
    assert np.median(waited[:, 1] - waited[:, 0]) < 0.1


@pytest.mark.parametrize("name", ["1% of packets lost", "link lost for 1 s, not resumed"])
def test_a_sensor_that_counts_says_exactly_what_was_lost(heard, name: str) -> None:
    told = heard(BY_NAME[name])
    assert told.lost == told.missing > 0


def test_a_sensor_that_keeps_its_readings_loses_none_in_a_second_without_link(heard) -> None:
    told = heard(BY_NAME["link lost for 1 s, resumed"])
    assert (told.lost, told.missing, told.told) == (0, 0, told.true)
    np.testing.assert_allclose(told.at_last[:, 0], heard(NONE).at_last[:, 0], atol=3e-3)


def test_a_sensor_that_does_not_count_is_followed_too(heard) -> None:
    told = heard(BY_NAME["none, no counter"])
    assert (told.told, told.lost, told.missing) == (told.true, 0, 0)


def test_a_flood_changes_nothing(heard) -> None:
    told = heard(BY_NAME["flood: a hundred times the frames"])
    usual = heard(NONE).at_last
    np.testing.assert_array_equal(told.at_last[:, [0, 2]], usual[:, [0, 2]])
    np.testing.assert_allclose(told.at_last[:, 1], usual[:, 1], rtol=1e-3)


def test_a_flood_leaves_nothing_behind() -> None:
    act = scene(CASE, BY_NAME["flood: a hundred times the frames"])
    session = Session(drivers.find("bvm")(), 208.0)
    talk, sizes = Talk(act.sensor, session, act.air, act.rng, act.alter), {}
    for event in talk.run(22.0):
        if isinstance(event, Readings):
            sizes[round(event.at)] = len(pickle.dumps(session))
    assert session.driver.bad > 10_000
    assert abs(sizes[21] - sizes[18]) < 1000


def test_reps_that_wait_for_a_slow_radio_come_late_and_right(heard) -> None:
    slow = heard(replace(NONE, name="slow", air=Air(interval_s=0.3, retry_share=0.5)))
    assert slow.told == slow.true
    late, usual = (np.median(told.waited[:, 1]) for told in (slow, heard(NONE)))
    assert late > usual + 0.1


def test_the_tables_tell_counts_delays_and_errors(heard) -> None:
    groups = {"bench": [heard(NONE)], "cut": [heard(BY_NAME["link lost for 1 s, resumed"])]}
    whole = "\n".join(
        (
            live_tables.summary(groups),
            live_tables.by_variant(groups),
            live_tables.computing(groups),
            live_tables.worst(groups),
            live_tables.faults(groups),
        )
    )
    assert "nan" not in whole
    assert "Not the same: none." in whole
    assert {"bench", "cut"} < {line.split()[1] for line in whole.splitlines() if "|" in line}


def test_of_two_sensors_of_one_name_neither_is_chosen() -> None:
    assert namesakes.refusal().startswith(f"several sensors answer to {namesakes.NAME}")


def test_the_summary_tells_in_milliseconds_what_the_worst_delays_are(heard) -> None:
    (row,) = (x for x in live_tables.summary({"bench": [heard(NONE)]}).splitlines() if "p95" in x)
    told = float(row.split("|")[4])
    assert told == pytest.approx(1000 * np.percentile(heard(NONE).waited[:, 0], 95), abs=0.6)
