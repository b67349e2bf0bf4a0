from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bargroove.link_news import news
from firmware_bridge.drivers.contract import Battery, Identity
from firmware_bridge.errors import WrongSensor
from firmware_bridge.events import (
    Clipped,
    Connected,
    Disconnected,
    Failed,
    Lost,
    Notice,
    Readings,
)
from gui.live_state import LinkState
from velocity.samples import Samples

READINGS = Readings(Samples(207.9, *np.zeros((2, 3, 3)), np.zeros(3, np.uint8)), 1.0, 0.012)


@pytest.fixture
def link():
    return LinkState()


def test_readings_show_that_the_link_stands(link):
    assert news(READINGS, link) == []
    assert (link.word, link.stands) == ("streaming", True)
    assert (link.rate_hz, link.delay_s) == (207.9, 0.012)


def test_a_link_that_is_cut_and_comes_back_is_told(link):
    news(READINGS, link)
    assert news(Disconnected(1.0, "unplugged"), link) == ["link lost: unplugged"]
    assert not link.stands
    assert news(Connected(2.0, resumed=True), link) == ["connected again"]
    news(READINGS, link)
    assert link.stands
    assert link.cuts == 1


def test_a_link_that_does_not_come_back_is_lost_once(link):
    news(READINGS, link)
    for _ in range(3):
        news(Disconnected(1.0, "not in reach"), link)
    assert link.cuts == 1


def test_a_first_connection_is_no_news(link):
    assert news(Connected(0.0, resumed=False), link) == []


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        (Lost(4, 0.02, True), []),
        (Lost(208, 1.0, True), ["208 samples lost, 1.0 s"]),
        (Lost(200, 1.0, False), ["about 200 samples lost, 1.0 s"]),
    ],
)
def test_losses_are_counted_and_the_long_ones_told(link, lost, told):
    assert news(lost, link) == told
    assert (link.lost, link.gaps) == (lost.samples, 1)


def test_clipped_samples_are_counted(link):
    news(Clipped(2), link)
    news(Clipped(3), link)
    assert link.clipped == 5


def test_a_battery_is_told_when_it_is_low_and_once(link):
    assert news(Battery(percent=80), link) == []
    assert link.battery == "80 %"
    assert news(Battery(percent=9), link) == ["battery 9 %: charge the sensor soon"]
    assert news(Battery(percent=9), link) == []
    news(Battery(volts=3.71), link)
    assert link.battery == "3.71 V"


def test_what_a_sensor_has_to_say_is_told(link):
    told = news(Identity("1", "Movella DOT", notices=("60 Hz is little",)), link)
    assert told == ["60 Hz is little"]
    assert link.sensor == "Movella DOT"
    assert news(Notice("the rate is off"), link) == ["the rate is off"]
    news(Notice("the rate is off"), link)
    assert link.notices == ["60 Hz is little", "the rate is off"]
    assert news(Failed(1.0, WrongSensor("it is another one")), link) == ["it is another one"]


def test_readings_that_stay_late_are_told_once(link):
    late = [(at, 1.5 if 10 <= at < 20 else 0.8 if at < 23 else 0.0) for at in range(30)]
    told = [at for at, delay in late if news(replace(READINGS, at=at, delay=delay), link)]
    assert told == [12]
    again = [at for at in range(40, 50) if news(replace(READINGS, at=at, delay=1.1), link)]
    assert again == [42]


def test_a_stall_that_is_made_good_is_no_news(link):
    for at, delay in ((0.0, 5.0), (0.1, 3.0), (0.2, 0.1), (4.0, 0.0)):
        assert news(replace(READINGS, at=at, delay=delay), link) == []
