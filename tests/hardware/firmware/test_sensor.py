"""What the firmware does as a whole: it obeys, resends, reports, and rests."""

from __future__ import annotations

import struct

import bvm_frames as bvm
import numpy as np
import pytest
from bvm_board import Link, advertised, percent
from bvm_lights import BLUE, GREEN, LONG, RED, SHORT, Button, lit, signal, sounding
from bvm_serial import SerialLink

STATUS = "<HBBhIIHBHI"
INFO = "<BBHffHHH8sHBH"


@pytest.fixture
def lsm(desk):
    return desk("lsm6ds3tr")


def kinds(desk):
    return [frame[0] & 15 for frame in desk.frames]


def status(desk):
    return struct.unpack_from(STATUS, desk.of(bvm.STATUS)[-1], 12)


def info(desk):
    return struct.unpack_from(INFO, desk.of(bvm.INFO)[-1], 12)


def resend(desk, index):
    desk.frames.clear()
    return desk.ask(bvm.RESEND, index=index).run(0.5)


def test_it_says_who_it_is(lsm):
    assert kinds(lsm.wake().run(5.0)) == []
    lsm.ask(bvm.HELLO)
    assert kinds(lsm) == [bvm.INFO]
    about = info(lsm)
    assert about[:3] == (1, bvm.FIRMWARE, 208)
    assert about[5:] == (16, 2000, 3900, b"12345678", 41, 0, 7)


def test_a_start_is_answered_then_explained_then_obeyed(lsm):
    lsm.begin(416, 19).run(0.1)
    assert kinds(lsm)[:3] == [bvm.RESP, bvm.INFO, bvm.DATA]
    assert lsm.answer() == (bvm.START, bvm.OK, 0)
    assert (info(lsm)[2], info(lsm)[9], info(lsm)[10]) == (416, 42, 1)


def test_each_frame_that_it_makes_has_a_number_one_higher(lsm):
    lsm.begin().run(12.0)
    lsm.ask(bvm.PING, bytes(4)).run(1.0)
    numbers = sorted(struct.unpack_from("<H", frame, 2)[0] for frame in lsm.frames)
    assert len(set(kinds(lsm))) == 5
    assert set(np.diff(numbers)) == {1}


def test_a_second_start_is_another_session(lsm):
    lsm.begin().run(1.0)
    lsm.frames.clear()
    lsm.ask(bvm.START, struct.pack("<HBHB", 104, 16, 2000, 5)).run(1.0)
    assert info(lsm)[9] == 43
    assert lsm.samples()[0, 0] == 0
    assert kinds(lsm)[:3] == [bvm.RESP, bvm.INFO, bvm.DATA]


def test_a_start_that_cannot_be_leaves_what_runs_alone(lsm):
    lsm.begin().run(1.0)
    lsm.ask(bvm.START, b"\0\0\x10\xd0\x07\x0a")
    assert lsm.answer() == (bvm.START, bvm.BAD_VALUE, 0)
    assert lsm.core.running


def test_a_stop_ends_it_at_once(lsm):
    lsm.begin().run(1.0)
    lsm.frames.clear()
    assert kinds(lsm.ask(bvm.STOP).run(5.0)) == [bvm.RESP]
    assert lsm.model.hz == 0


def test_what_a_host_missed_is_sent_again(lsm):
    lsm.begin().run(1.0)
    lsm.core.gone(lsm)
    sent = len(lsm.frames)
    lsm.run(2.0)
    assert len(lsm.frames) == sent
    resend(lsm, 150)
    assert kinds(lsm)[0] == bvm.RESP
    assert lsm.answer() == (bvm.RESEND, bvm.OK, 150)
    index, _, counted = lsm.samples().T
    assert np.array_equal(index, np.arange(150, 150 + len(index)))
    assert np.array_equal(index, counted)


def test_frames_sent_again_keep_their_numbers(lsm):
    lsm.begin().run(1.0)
    first = lsm.of(bvm.DATA)
    resend(lsm, 0)
    assert lsm.of(bvm.DATA)[: len(first)] == first


def test_what_it_no_longer_has_is_told(desk):
    laid = desk("lsm6ds3tr").begin(ring=244 * 10).run(5.0)
    laid.core.gone(laid)
    laid.run(5.0)
    resend(laid, 500)
    command, code, first = laid.answer()
    assert (command, code) == (bvm.RESEND, bvm.TOO_OLD)
    assert laid.samples()[0, 0] == first > 500


def test_a_resend_after_the_last_one_is_only_going_on(lsm):
    lsm.begin().run(1.0)
    after = int(lsm.samples()[-1, 0]) + 1
    resend(lsm, after)
    assert lsm.answer()[1] == bvm.OK
    assert lsm.samples()[0, 0] == after


def test_a_resend_of_nothing_is_answered(lsm):
    lsm.wake()
    resend(lsm, 7)
    assert kinds(lsm) == [bvm.RESP]
    assert lsm.answer()[1:] == (bvm.TOO_OLD, 0)


def test_a_few_frames_go_at_a_time(lsm):
    lsm.begin().run(3.0)
    lsm.frames.clear()
    lsm.ask(bvm.RESEND, index=0)
    assert len(lsm.of(bvm.DATA)) == 4


@pytest.mark.parametrize(("away", "running"), [(29.0, True), (31.0, False)])
def test_without_a_link_it_rests_after_half_a_minute(lsm, away, running):
    lsm.begin().run(1.0)
    lsm.core.gone(lsm)
    lsm.run(away)
    assert lsm.core.running == running
    assert bool(lsm.model.hz) == running


def test_every_ten_seconds_it_explains_itself(lsm):
    lsm.begin().run(31.0)
    assert len(lsm.of(bvm.INFO)) == 4
    assert len(lsm.of(bvm.STATUS)) == 3
    millivolts, full, flags, warmth, overruns, drops, errors, who, late_ms, heap = status(lsm)
    assert (millivolts, full, flags, overruns, drops, errors) == (3900, 66, 0, 0, 0, 0)
    assert (warmth, who, heap) == (2500, 0x6A, 54321)
    assert 0 < late_ms <= 10


@pytest.mark.parametrize(("space", "most"), [(244, 19), (182, 13), (61, 3)])
def test_a_frame_is_no_larger_than_the_link_takes(lsm, space, most):
    lsm.space = space
    lsm.begin(208, 0).run(1.0)
    assert {frame[1] for frame in lsm.of(bvm.DATA)} == {most}
    assert max(map(len, lsm.frames)) <= space


@pytest.mark.parametrize("space", [20, 46])
def test_a_link_that_cannot_carry_info_is_refused(lsm, space):
    lsm.space = space
    lsm.begin().run(1.0)
    assert lsm.answer() == (bvm.START, bvm.MTU_TOO_SMALL, 0)
    assert kinds(lsm) == [bvm.RESP]
    assert len(lsm.frames[0]) <= space


def test_a_host_that_comes_back_over_a_smaller_link_goes_on_with_smaller_frames(lsm):
    lsm.begin(208, 19).run(1.0)
    lsm.core.gone(lsm)
    lsm.space = 182
    resend(lsm, 100)
    assert lsm.answer()[1] == bvm.TOO_OLD
    assert {frame[1] for frame in lsm.of(bvm.DATA)} == {13}
    assert lsm.samples()[0, 0] == lsm.answer()[2]


def test_another_host_takes_over(lsm):
    lsm.begin().run(1.0)
    sent = len(lsm.frames)
    other = SerialLink()
    pinged = memoryview(bytearray(12) + b"1234" + bytes(4))
    bvm.seal(pinged, bvm.PING, 0, 0, 0, 0)
    lsm.core.heard(other, bytes(pinged))
    lsm.run(1.0)
    assert len(lsm.frames) == sent
    lsm.core.gone(lsm)
    assert lsm.core.link is other


def test_a_ping_comes_back_with_the_time(lsm):
    lsm.wake().ask(bvm.PING, b"\xef\xbe\xad\xde")
    (pong,) = lsm.frames
    token, received = struct.unpack_from("<II", pong, 12)
    assert token == 0xDEADBEEF
    assert received <= struct.unpack_from("<I", pong, 8)[0]


def test_it_calls_and_shows_what_the_host_says(lsm):
    lsm.wake().ask(bvm.SET, b"\1\1").ask(bvm.SET, struct.pack("<BBBhH", 2, 1, 5, 523, 12))
    assert (lsm.beeps, lsm.shown) == ([1], [(1, 5, 523, 12)])
    lsm.abilities = 0
    for body in (b"\1\1", struct.pack("<BBBhH", 2, 1, 5, 523, 12)):
        assert lsm.ask(bvm.SET, body).answer() == (bvm.SET, bvm.BAD_VALUE, 0)
    assert (len(lsm.beeps), len(lsm.shown)) == (1, 1)


def test_a_test_asks_the_chip(lsm):
    lsm.wake().ask(bvm.TEST)
    assert kinds(lsm) == [bvm.STATUS, bvm.RESP]
    assert lsm.answer()[1] == bvm.OK
    lsm.model.fails = range(10**9)
    assert lsm.ask(bvm.TEST).answer()[1] == bvm.CHIP
    assert (status(lsm)[2], status(lsm)[3], status(lsm)[7]) == (2, -32768, 0)
    assert not lsm.core.well


@pytest.mark.parametrize("chip", ["lsm6ds3tr", "mpu6886"])
def test_another_chip_is_not_taken_for_its_own(desk, chip):
    laid = desk(chip, who=0x42).begin().run(1.0)
    assert laid.answer() == (bvm.START, bvm.CHIP, 0)
    assert kinds(laid) == [bvm.RESP]
    assert signal(laid.core) == (4, RED)


def test_a_chip_that_fails_while_it_is_set_up_is_told(lsm):
    lsm.model.fails = range(4, 10**9)
    assert lsm.begin().answer() == (bvm.START, bvm.CHIP, 0)


def test_a_chip_that_falls_silent_is_seen_from_the_led(lsm):
    lsm.begin().run(1.0)
    lsm.model.fails = range(10**9)
    lsm.run(15.0)
    assert signal(lsm.core) == (4, RED)
    assert status(lsm)[2] == bvm.NO_CHIP


def test_the_button_and_a_low_battery_are_told(lsm):
    lsm.begin().core.pressed(SHORT)
    lsm.millivolts_now = 3500
    lsm.run(25.0)
    events = [frame[12:14] for frame in lsm.of(bvm.EVENT)]
    assert events == [b"\1\1", bytes((2, percent(3500)))]


def test_no_noise_brings_it_down(lsm):
    rng = np.random.default_rng(1)
    lsm.begin()
    for _ in range(300):
        frame = memoryview(bytearray(12) + rng.bytes(rng.integers(0, 12)) + bytes(4))
        bvm.seal(frame, int(rng.integers(0, 16)), 0, 0, int(rng.integers(0, 2**32)), 0)
        for heard in (bytes(frame), rng.bytes(rng.integers(0, 60))):
            lsm.core.heard(lsm, heard)
        lsm.run(0.02)
    assert lsm.ask(bvm.STOP).answer() == (bvm.STOP, bvm.OK, 0)


@pytest.mark.parametrize(
    ("millivolts", "full"),
    [(0, 255), (3000, 0), (3400, 0), (3600, 10), (3650, 17), (3800, 50), (4200, 100), (5000, 100)],
)
def test_a_battery_is_as_full_as_its_voltage_says(millivolts, full):
    assert percent(millivolts) == full


def test_what_is_advertised_fits_and_names_the_firmware():
    said, more = advertised("BVM-51ab", 80)
    assert len(said) == 31
    assert said.endswith(b"\x09\x09BVM-51ab")
    assert more[-3:] == bytes((1, bvm.FIRMWARE, 80))
    assert len(more) == more[0] + 1


class Narrow(SerialLink):
    """A port that takes a few bytes at a time."""

    def __init__(self, each):
        super().__init__()
        self.each, self.out = each, b""

    def put(self, data):
        self.out += data[: self.each]
        return min(len(data), self.each)


def test_a_port_that_takes_a_few_bytes_tears_no_frame():
    port, frame = Narrow(5), memoryview(bytes(range(60)))
    assert port.send(frame)
    tries = 0
    while not port.send(frame):
        tries += 1
    assert tries == 11
    assert port.out.startswith(bvm.stuffed(frame))
    assert isinstance(port, Link)


def test_frames_come_together_from_pieces():
    plain = bytes(range(60))
    carried = bvm.stuffed(memoryview(plain)) * 3
    for each in (1, 7, 1000):
        port = SerialLink()
        parts = [carried[at : at + each] for at in range(0, len(carried), each)]
        assert [frame for part in parts for frame in port.frames(part)] == [plain] * 3


def test_the_led_says_how_things_are(lsm):
    lsm.wake()
    assert signal(lsm.core) == (1, BLUE)
    lsm.ask(bvm.HELLO)
    assert signal(lsm.core) == (2, GREEN)
    lsm.millivolts_now = 3500
    lsm.ask(bvm.TEST)
    assert signal(lsm.core) == (3, RED)


def blinks(n):
    on = [lit(n, ms) for ms in range(2000)]
    return sum(after and not before for before, after in zip([False, *on], on, strict=False))


def test_the_led_blinks_so_often_in_two_seconds():
    assert [blinks(n) for n in range(5)] == [0, 1, 2, 3, 4]
    assert sum(sounding(ms) for ms in range(-100, 5000)) == 3 * 140


@pytest.mark.parametrize(
    ("presses", "told"),
    [
        ([(0, 10)], []),
        ([(0, 100)], [SHORT]),
        ([(0, 100), (300, 500)], [SHORT, SHORT]),
        ([(0, 2500)], [LONG]),
        ([(0, 9000)], [LONG]),
    ],
)
def test_a_button_is_pressed_short_or_long(presses, told):
    button = Button()
    heard = [button.press(any(a <= ms < b for a, b in presses), ms) for ms in range(0, 10_000, 5)]
    assert [press for press in heard if press] == told
