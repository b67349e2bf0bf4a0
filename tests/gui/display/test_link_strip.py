from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QTimer

from gui.display.link_strip import SHOWN_MS, LinkStrip, Note
from gui.display.sizes import Sizes
from gui.display.theme import DARK
from gui.live_state import LinkState
from tests.live_states import link, live


@pytest.fixture
def strip(app):
    return LinkStrip()


def texts(strip, **more):
    return [note.text for note in strip.shown(live(link=link(**more)))]


def loud(strip, **more):
    return [note.text for note in strip.shown(live(link=link(**more))) if note.loud]


def test_the_link_is_told_in_full(strip):
    told = texts(strip, lost=12, gaps=2, clipped=3, bad=4, logged=(1, 2))
    assert told == [
        "streaming",
        "battery 83 %",
        "208 Hz",
        "12 lost in 2 gaps",
        "3 clipped",
        "4 bad frames",
        "set 2 in the logbook",
    ]


def test_where_all_is_well_nothing_is_loud(strip):
    assert loud(strip) == []


def test_the_battery_is_always_there(strip):
    assert "battery ?" in texts(strip, battery="")
    assert Note("battery 3.71 V") in strip.shown(live(link=link(battery="3.71 V")))
    assert Note("battery 83 %", battery=0.83) in strip.shown(live())


def test_a_low_battery_is_loud(strip):
    assert loud(strip, battery="12 %") == ["battery 12 %"]


def test_a_lost_link_is_loud_and_first(strip):
    told = strip.shown(live(link=link(word="looking for the sensor", stands=False)))
    assert told[0] == Note("looking for the sensor", loud=True)


def test_what_is_not_kept_is_loud(strip):
    assert loud(strip, trouble="the disk is full", logbook_trouble="it is locked") == [
        "NOT KEPT: the disk is full",
        "LOGBOOK: it is locked",
    ]


def test_loud_notes_are_seen(strip, grab, share):
    strip.show_state(live())
    assert share(grab(strip, 800, 30), DARK.rack) == 0.0
    strip.show_state(live(link=link(trouble="the disk is full")))
    assert share(grab(strip, 800, 30), DARK.rack) > 0.05


def test_troubles_too_long_for_the_strip_are_cut_but_seen(strip, grab, share):
    told = "a very long story about a disk that has no room left " * 5
    strip.show_state(live(link=link(stands=False, trouble=told, logbook_trouble=told)))
    assert share(grab(strip, 400, 24), DARK.rack) > 0.2


@pytest.mark.parametrize("size", [(1, 1), (30, 5), (60, 200)], ids=str)
def test_a_strip_of_any_size_is_painted(strip, grab, size):
    strip.show_state(live(link=link(battery="9 %", stands=False, trouble="the disk is full")))
    assert not grab(strip, *size).isNull()


def test_the_sound_says_why_it_is_silent(strip):
    strip.show_state(live())
    strip.set_sound("muted")
    assert "muted" in texts(strip)
    strip.set_sound("")
    assert "muted" not in texts(strip)


def test_what_is_said_is_forgotten_after_a_while(strip):
    strip.show_state(live())
    strip.say("rep 3 was none")
    timer = strip.findChild(QTimer)
    assert "rep 3 was none" in texts(strip)
    assert timer.interval() == SHOWN_MS
    timer.timeout.emit()
    assert "rep 3 was none" not in texts(strip)


def test_what_stands_there_anyway_is_not_said_again(strip):
    strip.say("the disk is full")
    assert texts(strip, trouble="the disk is full").count("the disk is full") == 0


def test_it_may_be_told_of_sound_before_there_is_a_state(strip):
    strip.set_sound("muted")
    strip.say("hello")
    assert "muted" in texts(strip)


def test_a_sensor_that_is_awaited_has_no_rate(strip):
    told = [note.text for note in strip.shown(live(link=LinkState()))]
    assert told == ["waiting for the sensor", "battery ?", "0 lost in 0 gaps"]


def test_a_long_word_leaves_the_rate_and_the_gaps_their_room(strip):
    strip.set_look(DARK, Sizes(1536, 864))
    strip.show_state(live())
    strip.say("Bluetooth: " + "there is nothing of the kind here, and much to be said of it " * 5)
    box = QRect(0, 0, 1500, 40)
    rows, _ = strip._fitting(strip.shown(live()), box)
    (row,) = [[note.text for note in row] for row in rows]
    assert row[2] == "208 Hz"
    assert row[-1].startswith("Bluetooth: there")
    assert row[-1].endswith("…")
