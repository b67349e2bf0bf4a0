from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from gui.live_state import LiveState, Turn
from gui.sound.cues import TECHNIQUE_REASONS, Caller, Cue
from hardware.simulated import UNCALIBRATED, random_plan, simulate
from tests.alerts import FAILS, ONLY_SPEED, SLIDES, SQUAT, TECHNIQUE, alert, course_of
from tests.lifting import losing
from tests.reps import rep as lifted_rep
from velocity import Alert, Measured, Monitor, Rep, Samples
from velocity.alert import usual_alert
from velocity.events import (
    MonitorEvent,
    RepFinished,
    RepRevised,
    RepWithdrawn,
    SetEnded,
    SetStarted,
)
from velocity.limits import Limits
from velocity.rep import Reason
from velocity.sets import summaries

NEAR_BY_LOSS = (Reason("velocity_loss", 18.0, 20.0, "%", "18 % slower"),)


class Set:
    """A live set, and what a caller makes of it."""

    def __init__(self, target: float | None = None) -> None:
        turn = Turn("squat", usual_alert(SQUAT), target=target)
        self.state, self.caller = LiveState("squat", turn=turn), Caller()

    def hears(self, event: MonitorEvent) -> Cue | None:
        self.state.take(event)
        return self.caller.hears(event, self.state)

    def hears_all(self, events: Sequence[MonitorEvent]) -> list[Cue]:
        return [cue for cue in map(self.hears, events) if cue is not None]

    def link(self, stands: bool) -> Cue | None:
        self.state.link.stands = stands
        return self.caller.hears_link(self.state)


def calls(reps: Sequence[Rep], judge: Alert, target: float | None = None) -> list[Cue]:
    """What is called in a set that is told rep by rep."""
    return Set(target).hears_all([RepFinished(one) for one in judge.judge(reps)])


def near(reason: str, **more: object) -> Rep:
    return replace(
        lifted_rep(1), verdict="near", reasons=(Reason(reason, 1.0, 1.0, "", "so"),), **more
    )


def test_a_set_that_tires_is_counted_then_warned_of_then_ended():
    assert calls(losing(0.0, 0.05, 0.10, 0.16, 0.22, 0.24), alert(ONLY_SPEED)) == [
        Cue.COUNTED,
        Cue.COUNTED,
        Cue.COUNTED,
        Cue.NEAR,
        Cue.NEAR,
        Cue.RACK,
    ]


def test_a_slide_is_called_by_the_tone_of_technique_before_the_bar_is_to_be_racked():
    called = calls(course_of([0.0, 0.0, SLIDES, FAILS, FAILS]), alert(TECHNIQUE))
    assert called[:3] == [Cue.COUNTED, Cue.COUNTED, Cue.TECHNIQUE]
    assert called[-1] == Cue.RACK


@pytest.mark.parametrize("reason", sorted(TECHNIQUE_REASONS))
def test_each_reason_of_technique_has_its_tone(reason):
    assert Set().hears(RepFinished(near(reason))) == Cue.TECHNIQUE


def test_a_forecast_that_is_near_its_end_is_no_fault_of_technique():
    assert Set().hears(RepFinished(near("reps_left"))) == Cue.NEAR


def test_the_names_of_reasons_are_those_that_the_alert_gives():
    stood = lifted_rep(1, still_s=2.0)
    hitched = lifted_rep(2, still_s=0.3)
    tilted = lifted_rep(3, tilt=40.0)
    cut = lifted_rep(6, range=0.3)
    reps = [lifted_rep(4), lifted_rep(5), cut, stood, hitched, tilted]
    slid = course_of([0.0, 0.0, SLIDES, FAILS, FAILS, FAILS])
    limits = Limits(None, None, buffer=0, failed=7.5)
    judged = [*alert(limits).judge(reps), *alert(TECHNIQUE).judge(slid)]
    assert {reason.name for one in judged for reason in one.reasons} == TECHNIQUE_REASONS


def test_a_rep_below_the_target_has_its_own_tone_unless_there_is_worse_to_say():
    reps = losing(0.0, 0.05, 0.12, 0.22, 0.24)
    assert calls(reps, alert(ONLY_SPEED), target=0.55) == [
        Cue.COUNTED,
        Cue.COUNTED,
        Cue.BELOW_TARGET,
        Cue.NEAR,
        Cue.RACK,
    ]


def test_a_rep_that_is_not_to_be_trusted_is_counted_and_nothing_else_is_said_of_it():
    doubtful = replace(lifted_rep(1, 0.1), valid=False, verdict="rack")
    assert Set(target=0.5).hears(RepFinished(doubtful)) == Cue.COUNTED


def test_each_rep_after_the_limit_says_again_to_rack():
    called = calls(losing(0.0, 0.25, 0.26, 0.27), alert(ONLY_SPEED))
    assert called == [Cue.COUNTED, Cue.NEAR, Cue.RACK, Cue.RACK]


def test_a_revision_is_heard_only_if_the_bar_is_to_be_racked_now():
    live, one = Set(), lifted_rep(1)
    assert live.hears(RepFinished(one)) == Cue.COUNTED
    assert live.hears(RepRevised(replace(one, mean_velocity=Measured(0.55, 0.01)))) is None
    assert live.hears(RepRevised(replace(one, verdict="near", reasons=NEAR_BY_LOSS))) is None
    assert live.hears(RepRevised(replace(one, verdict="rack"))) == Cue.RACK
    assert live.hears(RepRevised(replace(one, verdict="rack"))) is None


def test_a_rep_is_never_racked_twice():
    live, one = Set(), lifted_rep(1)
    racked = replace(one, verdict="rack")
    heard = live.hears_all([RepFinished(racked), RepRevised(one), RepRevised(racked)])
    assert heard == [Cue.RACK]


def test_a_rep_that_was_none_says_nothing_nor_does_it_when_it_is_found_again():
    live, first, second = Set(), lifted_rep(1), lifted_rep(2)
    assert live.hears_all([RepFinished(first), RepFinished(second)]) == [Cue.COUNTED] * 2
    assert live.hears(RepWithdrawn(1, 1)) is None
    assert live.hears(RepRevised(replace(second, rep=1))) is None
    assert live.hears(RepFinished(first)) is None


def test_a_doubt_about_the_last_rep_does_not_call_the_one_before_it_again():
    live = Set()
    racked, last = replace(lifted_rep(1), verdict="rack"), lifted_rep(2)
    assert live.hears_all([RepFinished(racked), RepFinished(last)]) == [Cue.RACK, Cue.COUNTED]
    assert live.hears(RepRevised(replace(last, valid=False))) is None


def test_a_new_set_is_called_from_its_first_rep_on():
    live = Set()
    racked = replace(lifted_rep(1), verdict="rack")
    ended = SetEnded(summaries((racked,))[-1], (racked,), ())
    again = [SetStarted(2, 4.0), RepFinished(replace(racked, set=2))]
    heard = live.hears_all([SetStarted(1, 4.0), RepFinished(racked), ended, *again])
    assert heard == [Cue.RACK, Cue.RACK]


def test_the_link_is_heard_when_it_is_lost_and_when_it_is_back_but_not_when_it_first_stands():
    live = Set()
    course = (False, True, True, False, False, True, True, False)
    assert [live.link(stands) for stands in course] == [
        None,
        None,
        None,
        Cue.LINK_LOST,
        None,
        Cue.LINK_BACK,
        None,
        Cue.LINK_LOST,
    ]


@pytest.fixture(scope="module")
def simulated_events():
    """What a monitor says of a simulated set whose limit is soon reached."""
    rng = np.random.default_rng(3)
    one = simulate(random_plan("squat", rng, 2.0), UNCALIBRATED, rng)
    flags = np.zeros(len(one.stamps), np.uint8)
    whole = Samples(one.rate, one.specific_force, one.angular_rate, flags)
    monitor = Monitor(SQUAT, alert=usual_alert(SQUAT, Limits(0.02, None, technique=False)))
    batch = round(0.05 * one.rate)
    parts = (whole.part(a, min(a + batch, len(whole))) for a in range(0, len(whole), batch))
    return [event for part in parts for event in monitor.feed(part)] + monitor.finish()


def test_in_a_monitored_set_each_rep_is_called_once_and_more_only_to_rack(simulated_events):
    live, heard = Set(), {}
    for event in simulated_events:
        cue = live.hears(event)
        if cue is not None:
            assert isinstance(event, RepFinished | RepRevised)
            heard.setdefault(event.rep.rep, []).append(cue)
    assert len(heard) == len(live.state.reps) >= 4
    assert all(len(one) == 1 or one[1:] == [Cue.RACK] for one in heard.values())
    racked = [one.rep for one in live.state.reps if one.verdict == "rack"]
    assert heard[racked[0]][-1] == Cue.RACK
