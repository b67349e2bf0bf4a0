"""How well a set was read is told in numbers that anybody can follow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bargroove.reports.facts import facts_of
from bargroove.reports.motion import Motion
from tests.entries import calibration, head, poor_rep, rep, reps
from velocity import Measured, Samples
from velocity.rep import DISCARDED, Trace
from velocity.samples import CLIPPED, MISSING

RATE = 200.0


def motion(*runs: tuple[int, int, int], notices: tuple[str, ...] = (), rate_se: float = 0.0):
    """Ten seconds of samples, runs of which have a flag from one to another."""
    flags = np.zeros(2000, np.uint8)
    for first, last, flag in runs:
        flags[first:last] |= flag
    samples = Samples(RATE, np.zeros((2000, 3)), np.zeros((2000, 3)), flags, rate_se)
    return Motion(Trace(*(np.zeros(2000) for _ in range(7))), samples, notices)


def facts(moved: Motion | None = None, lifted=(), **about) -> dict[str, str]:
    return {fact.name: fact.value for fact in facts_of(head(**about), lifted, moved)}


def told(name: str, moved: Motion | None = None, lifted=(), **about) -> str:
    (words,) = (fact.told for fact in facts_of(head(**about), lifted, moved) if fact.name == name)
    return words


def test_samples_that_are_all_there_are_counted():
    found = facts(motion())
    assert found["Samples lost"] == found["Samples clipped"] == "0 of 2000"
    assert found["Sample rate"] == "200.0 Hz"


def test_gaps_are_told_with_their_number_and_the_longest():
    lost = motion((100, 103, MISSING), (500, 520, MISSING), (900, 901, CLIPPED))
    assert facts(lost)["Samples lost"] == "23 of 2000 (1.1 %) in 2 gaps, the longest 0.10 s"
    assert "a rep in which 0.05 s or more are lost is unsure" in told("Samples lost", lost)


def test_gaps_at_both_ends_are_gaps():
    ends = motion((0, 2, MISSING), (1999, 2000, MISSING))
    assert facts(ends)["Samples lost"].startswith("3 of 2000 (0.15 %) in 2 gaps")


def test_clipped_samples_are_told_with_what_that_means():
    clipped = motion((900, 904, CLIPPED))
    assert facts(clipped)["Samples clipped"] == "4 of 2000"
    assert "larger" in told("Samples clipped", clipped)


def test_the_clock_is_told_where_its_error_is_known():
    assert "Clock" not in facts(motion())
    assert facts(motion(rate_se=0.02))["Clock"] == "± 0.01 %"
    assert facts(motion(rate_se=0.00003))["Clock"] == "± 0.001 % or better"


def test_what_the_file_says_of_itself_is_told():
    assert facts(motion(notices=("the link was cut once",)))["File"] == "the link was cut once"


def test_without_a_file_nothing_is_said_of_samples():
    assert facts().keys() == {"Calibration", "Sensor's place"}


def test_the_largest_error_of_the_valid_reps_is_told():
    some = [
        replace(each, mean_velocity=Measured(0.5, se))
        for each, se in zip(reps(2), (0.004, 0.011), strict=True)
    ]
    assert facts(lifted=[*some, poor_rep(3)])["Mean velocity"] == "± 0.011 m/s or better"


def test_each_doubt_is_told_once_with_its_reps_and_what_it_means():
    doubted = [
        rep(1),
        rep(2, valid=False, doubts=("samples missing",)),
        rep(3, valid=False, doubts=("samples missing", "gravity reads 1.20 g")),
        rep(4, valid=False, doubts=(DISCARDED,)),
    ]
    found = facts(lifted=doubted)
    assert found["Reps not trusted"] == "2 of 3"
    assert found["Samples missing"] == "rep 2, 3"
    assert found["Gravity reads 1.20 g"] == "rep 3"
    assert found["Discarded"] == "rep 4"
    assert "bargroove calibrate" in told("Gravity reads 1.20 g", lifted=doubted)
    assert "somebody has said" in told("Discarded", lifted=doubted)


def test_what_was_applied_to_the_sensor_is_told():
    assert facts()["Calibration"] == "none"
    assert facts(calibration=calibration())["Calibration"] == "of 2026-03-01, good to 0.4 mg"


@pytest.mark.parametrize(
    ("offset_m", "words"),
    [
        (None, "not given"),
        (0.45, "0.45 m left of the bar's middle"),
        (-0.7, "0.7 m right of the bar's middle"),
        (0.0, "the bar's middle"),
    ],
)
def test_where_the_sensor_sat_is_told(offset_m, words):
    assert facts(offset_m=offset_m)["Sensor's place"] == words


def test_of_imported_reps_no_sensor_is_told():
    assert facts(source="import:vitruve") == {}
