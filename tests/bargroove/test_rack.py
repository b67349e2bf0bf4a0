"""The sets at a rack in a thread of their own, with a real logbook, real bytes and a real post."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from threading import Thread
from time import monotonic, sleep

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from bargroove import serving as serving_module
from bargroove.book import open_book
from bargroove.logbook import open_logbook
from bargroove.places import capture_path
from bargroove.preferences import Remembered, load
from bargroove.rack import Rack
from bargroove.serving import Orders, Serving
from bargroove.sounding import Sounding
from bargroove.wanted import Wanted
from gui.display.actions import Action
from gui.display.post import Post
from gui.display.preferences import Preferences
from gui.display.remote import BadPlan, Offer, Plan
from gui.sound.cues import Cue
from gui.sound.player import Player
from gui.sound.speech import Voice
from gui.sound.wav import WavSink
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.contract import Readings
from tests.radio.port import Port
from tests.sounds import Tape

FAST = "sim:squat?seed=1&speed=20"
PATIENCE = 60.0  # s


class Gym:
    """A rack, and somebody in front of it who sees what the window would get."""

    def __init__(self, data, plan=None, *, remembered=None, persistent=False, sinks=()):
        self.data, self.post = data, Post()
        self.states, self.said, self.closed, self.sound = [], [], [], []
        self.post.state_came.connect(self.states.append)
        self.post.was_said.connect(self.said.append)
        self.post.was_closed.connect(self.closed.append)
        self.post.sound_told.connect(self.sound.append)
        self.tape = Tape()
        self.sounding = Sounding(Player(self.tape, *sinks), Voice("en"))
        orders = Orders(Wanted(""), 208.0, self.name, persistent=persistent)
        remembered, at_once = remembered or Remembered(), plan is not None
        offer = Offer(plan or Plan(""), plans=dict(remembered.plans), queue=remembered.queue)

        def make():
            book = lambda: open_book(None)  # noqa: E731
            return Serving(self.post, self.sounding, book, orders, remembered, offer, at_once)

        self.rack = Rack(make, self.post, offer)
        self.rack.start()

    def name(self, lift):
        return capture_path(self.data / "captures", lift, datetime.now())

    def until(self, true: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Let events be handed on until something is so."""
        end = monotonic() + seconds
        while not true():
            assert monotonic() < end, (self.said, self.states[-1:])
            QCoreApplication.processEvents()
            sleep(0.005)

    @property
    def state(self):
        return self.states[-1]

    def over(self):
        return self.states and self.state.summary is not None

    def leave(self):
        if self.closed:
            return
        self.rack.stop()
        self.until(lambda: self.closed)
        self.rack.join()
        self.sounding.close()


@pytest.fixture
def gym(app, data):
    opened = []

    def make(*arguments, **options):
        opened.append(Gym(data, *arguments, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.leave()


def logged():
    with open_logbook() as logbook:
        return logbook.sets()


def test_the_window_never_gets_a_number_that_the_logbook_does_not_hold(gym):
    one = gym(Plan(FAST, "Anna", "squat", 100.0))
    seen = {}

    def compare():
        if not one.states or not one.state.reps or one.state.reps == seen.get("reps"):
            return one.over()
        state = one.state
        seen["reps"] = state.reps
        held = {rep.rep.rep: rep.rep for rep in logged()[-1].reps}
        seen["lag"] = seen.get("lag", 0) + any(rep.rep not in held for rep in state.reps)
        return one.over()

    one.until(compare)
    assert seen["lag"] == 0
    assert [rep.rep for rep in logged()[0].reps] == one.state.reps


def test_a_lifter_who_is_new_is_in_the_logbook_and_offered_the_next_time(gym):
    one = gym(Plan(FAST, "Zoe", "squat", 60.0))
    one.until(one.over)
    assert logged()[0].head.lifter == "Zoe"
    one.leave()
    another = gym(remembered=load()[0])
    another.until(lambda: another.rack.offer().lifters)
    assert another.rack.offer().lifters == ("Zoe",)


def test_what_was_chosen_is_remembered(gym):
    one = gym()
    plan = Plan(FAST, "Anna", "squat", 82.5, policy="strict", target=0.6)
    one.rack.begin(plan, ("Ben",))
    one.rack.keep(Preferences(volume=30, muted=True))
    one.until(one.over)
    one.leave()
    remembered, notice = load()
    assert notice == ""
    assert (remembered.plan, remembered.queue) == (plan, ("Ben",))
    assert remembered.plans == {"Anna": plan}
    assert remembered.preferences == Preferences(volume=30, muted=True)
    assert logged()[0].head.limits.policy == "strict"


def test_another_lifter_takes_over_the_same_sensor_without_a_pause(gym):
    one = gym(Plan(FAST + "&sets=2", "Anna", "squat", 100.0))
    one.until(one.over)
    one.rack.begin(Plan(FAST + "&sets=2", "Ben", "squat", 80.0), ())
    one.until(lambda: one.state.set == 2 and one.over())
    assert [(set_.head.lifter, set_.head.load_kg) for set_ in logged()] == [
        ("Anna", 100.0),
        ("Ben", 80.0),
    ]
    one.leave()
    assert len(one.rack.serving.done) == 1


def test_limits_that_keys_have_moved_outlast_the_set_up(gym):
    plan = Plan(FAST, "Anna", "squat", 100.0)
    one = gym(plan)
    one.until(lambda: one.states and one.state.link.stands)
    one.rack.do(Action.LIMIT_DOWN)
    one.until(lambda: one.state.turn.alert.limits.velocity_loss == 0.15)
    one.rack.begin(plan, ("Ben",))
    one.until(lambda: one.state.turn.after == ("Ben",))
    assert one.state.turn.alert.limits.velocity_loss == 0.15


def test_the_offer_is_there_before_the_thread_is(gym):
    remembered = Remembered(queue=("Ben",))
    assert gym(remembered=remembered).rack.offer().queue == ("Ben",)


def test_another_sensor_is_another_story(gym):
    one = gym(Plan(FAST, "Anna", "squat"))
    one.until(lambda: one.states and one.state.reps)
    one.rack.begin(Plan("sim:bench?seed=3&speed=20", "Ben", "bench"), ())
    one.until(lambda: one.state.turn.lifter == "Ben" and one.over())
    assert [set_.head.lift for set_ in logged()] == ["squat", "bench"]
    assert all(set_.complete for set_ in logged())


def test_a_sensor_that_is_not_there_is_tried_until_it_comes(gym, tmp_path, monkeypatch):
    monkeypatch.setattr(serving_module, "AGAIN", 0.2)
    where = tmp_path / "port"
    one = gym(Plan(f"serial:{where}?driver=ximu3", "Anna", "squat"))
    one.until(lambda: len(one.said) > 2)
    assert str(where) in one.said[0]
    with plugged_in(where):
        one.until(lambda: one.state.link.stands)
        assert one.state.link.word == "streaming"
        assert abs(one.state.link.gravity - 1.0) < 0.05
    one.until(lambda: not one.state.link.stands)
    with plugged_in(where):
        one.until(lambda: one.state.link.stands)


def test_a_lost_sensor_is_heard_and_so_is_its_return(gym, tmp_path, monkeypatch):
    monkeypatch.setattr(serving_module, "AGAIN", 0.2)
    where = tmp_path / "port"
    with plugged_in(where):
        one = gym(Plan(f"serial:{where}?driver=ximu3"))
        one.until(lambda: one.states and one.state.link.stands)
    one.until(lambda: Cue.LINK_LOST in asked(one))
    with plugged_in(where):
        one.until(lambda: Cue.LINK_BACK in asked(one))


def asked(one):
    one.tape.heard(0.5)
    return [handed.cue for handed in one.tape.mixer.handed]


def test_a_set_is_heard_rep_by_rep(gym, tmp_path):
    one = gym(Plan(FAST, "Anna", "squat", target=3.0), sinks=[WavSink(tmp_path / "set.wav")])
    one.until(one.over)
    one.leave()
    assert (tmp_path / "set.wav").stat().st_size > 48_000
    below = [handed.cue for handed in one.sounding._player.handed].count(Cue.BELOW_TARGET)
    assert 0 < below <= len(one.state.reps)


def test_without_a_sensor_the_keys_say_so(gym):
    one = gym()
    one.rack.do(Action.BROKE)
    one.until(lambda: one.said)
    assert one.said == ["there is no sensor yet: choose one first"]


def test_what_keys_ask_for_comes_back_with_the_state(gym):
    one = gym(Plan(FAST, "Anna", "squat", 100.0))
    one.until(one.over)
    one.rack.do(Action.BROKE)
    one.until(lambda: one.state.marks)
    one.rack.do(Action.LOAD_UP)
    one.until(lambda: one.state.turn.load_kg == 102.5)
    assert one.state.judged.load_kg == 100.0


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Plan(""), "source"),
        (Plan("usb:stick"), "source"),
        (Plan("what"), "source"),
        (Plan(FAST, lift="curl"), "lift"),
        (Plan(FAST, load_kg=0.0), "load_kg"),
        (Plan(FAST, load_kg=float("nan")), "load_kg"),
        (Plan(FAST, policy="brave"), "policy"),
        (Plan(FAST, target=30.0), "target"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_named(gym, plan, field):
    one = gym()
    with pytest.raises(BadPlan) as refused:
        one.rack.begin(plan, ())
    assert refused.value.field == field
    assert str(refused.value)


def test_a_logbook_that_cannot_be_opened_keeps_nobody_from_lifting(gym, data):
    data.mkdir(parents=True, exist_ok=True)
    (data / "logbook.sqlite").write_bytes(b"this is no logbook" * 100)
    one = gym(Plan(FAST, "Anna", "squat"))
    one.until(one.over)
    assert one.state.link.logbook_trouble


class plugged_in:  # noqa: N801
    """A simulated sensor on a real pseudo-terminal, in a thread of its own."""

    def __init__(self, where):
        self._where = where

    def __enter__(self):
        self._loop, self._out = asyncio.new_event_loop(), asyncio.Event()
        self._thread = Thread(target=lambda: self._loop.run_until_complete(self._stay()))
        self._thread.start()

    async def _stay(self):
        n = 60 * 200
        still = np.tile([0.0, 0.0, 9.80665], (n, 1))
        sensor = SENSORS["ximu3"](Readings(200.0, still, np.zeros((n, 3))))
        port = Port(self._where, sensor)
        await port.plug_in()
        await self._out.wait()
        await port.unplug()

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._out.set)
        self._thread.join()
        self._loop.close()
