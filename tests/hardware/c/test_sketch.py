"""The Arduino sketch, which runs here, against models of the boards' chips."""

from __future__ import annotations

import struct
from types import SimpleNamespace

import numpy as np
import pytest

from firmware_bridge.drivers import bvm1
from firmware_bridge.drivers.bvm import Bvm
from firmware_bridge.drivers.contract import Batch, Battery
from firmware_bridge.drivers.framing import ZeroEnded, uncobs
from hardware import protocol
from hardware.simulated.sensors.bvm import LISTENS, SENDS
from tests.hardware.c import building
from tests.hardware.c.sketch import Sketch, SketchOnPort

RATES = {"nano": 238, "nano rev2": 200, "feather": 208}
FIFO = {"nano": 32, "nano rev2": 170, "feather": 341}
INFO_FORCE = {
    "nano": 0.732e-3 * 9.80665,
    "nano rev2": 9.80665 / 2048,
    "feather": 0.488e-3 * 9.80665,
}
STILL = [-1, 2048, 3, -4, 0]


@pytest.fixture(scope="module", params=RATES)
def program(request, tmp_path_factory):
    """A board's name and the command that runs the sketch on it."""
    folder = tmp_path_factory.mktemp("sketch")
    return request.param, building.sketch(folder, request.param)


@pytest.fixture
def board(program):
    """Switches a board on, with a chip of these options."""
    on = []

    def switch_on(kind=Sketch, **options):
        on.append(kind(program[1], program[0], **options))
        return on[-1]

    yield switch_on
    for one in on:
        one.switch_off()


def ask(sensor, at, kind, body=b"", index=0):
    sensor.write(at, LISTENS, protocol.frame(kind, body, index=index))


def start(sensor, at=0.0, hz=208, batch=10):
    sensor.connect(at)
    ask(sensor, at, protocol.START, struct.pack("<HBHB", hz, 16, 2000, batch))
    return sensor


def told(sensor, to, kind=None):
    frames = [frame.data for frame in sensor.advance(to)]
    assert all(bvm1.header(frame) for frame in frames), "every frame is whole"
    return [frame for frame in frames if kind in (None, frame[0] & 15)]


def samples(frames):
    """Numbers, times in µs, and counts, of all samples."""
    index, times, counts = [], [], []
    for frame in frames:
        if frame[0] & 15 == protocol.DATA:
            _, _, n, first, time_us = bvm1.header(frame)
            index += range(first, first + n)
            times += [time_us] * n
            counts.append(np.frombuffer(frame, "<i2", 6 * n, 12).reshape(n, 6))
    return SimpleNamespace(
        index=np.array(index), times=np.array(times), counts=np.concatenate(counts)
    )


def status(sensor, at):
    ask(sensor, at, protocol.TEST)
    (frame,) = told(sensor, at + 0.1, protocol.STATUS)
    return struct.unpack_from("<HBBhIIHBHI", frame, 12)


def test_every_sample_comes_once_and_in_order(board, program):
    got = samples(told(start(board()), 5.0))
    assert np.array_equal(got.index, np.arange(len(got.index)))
    assert np.array_equal(got.counts[:, 0], got.index)
    assert np.all(got.counts[:, 1:] == STILL)
    assert len(got.index) > 5.0 * RATES[program[0]] - 60


@pytest.mark.parametrize("error", [-0.03, 0.03])
def test_a_host_finds_the_true_rate_in_the_times(board, program, error):
    got = samples(told(start(board(rate_error=error)), 20.0))
    first = got.index % 10 == 0
    first[:500] = False
    period = np.polyfit(got.index[first], got.times[first], 1)[0]
    assert period == pytest.approx(1e6 / RATES[program[0]] / (1 + error), rel=3e-4)


def test_the_program_reads_what_it_says_of_itself(board, program):
    sensor = board()
    sensor.connect(0.0)
    assert told(sensor, 1.0) == []
    ask(sensor, 1.0, protocol.HELLO)
    (info,) = told(sensor, 1.1)
    known = bvm1.Info.parse(info[12:-4])
    assert (known.firmware, known.running, known.uid) == (1, False, "51ab000151515151")
    assert len(Bvm().feed(SENDS, info)) == 2
    start(sensor, 1.1)
    _, info, *_ = told(sensor, 2.0)
    running = bvm1.Info.parse(info[12:-4])
    assert (running.rate, running.running) == (RATES[program[0]], True)
    full = {"nano": 24, "nano rev2": 16, "feather": 16}[program[0]] * 9.80665
    assert running.scale[0] * 32768 == pytest.approx(full, rel=0.01)
    assert running.scale[3] * 32768 == pytest.approx(np.radians(2000), rel=0.15)


def test_the_program_s_decoder_has_nothing_to_complain_of(board, program):
    host = Bvm()
    heard = [said for frame in told(start(board()), 12.0) for said in host.feed(SENDS, frame)]
    batches = [said for said in heard if isinstance(said, Batch)]
    assert host.bad == 0
    assert [one.index for one in batches] == list(range(0, 10 * len(batches), 10))
    force = np.concatenate([one.specific_force for one in batches])
    assert np.allclose(force[:, 2], 2048 * INFO_FORCE[program[0]], rtol=1e-5)
    batteries = [said for said in heard if isinstance(said, Battery)]
    assert [one.percent for one in batteries] == [90 if program[0] == "feather" else None]


@pytest.mark.parametrize("wish", [100, 416])
def test_the_nearest_rate_is_taken_and_told(board, program, wish):
    sensor = start(board(), hz=wish)
    (info,) = told(sensor, 1.0, protocol.INFO)
    rate = bvm1.Info.parse(info[12:-4]).rate
    assert abs(rate - wish) < 0.2 * wish
    assert sensor.model.hz == rate


def test_what_is_advertised_is_what_a_scan_looks_for(board, program):
    said = dict(board().seen)
    assert b"BVM-51ab" in said["advertised"]
    service = bytes.fromhex(board().services[0].replace("-", ""))[::-1]
    assert service in said["advertised"]
    assert len(said["advertised"]) == 31
    assert said["scanned"][2:18] == service
    battery = 90 if program[0] == "feather" else None
    assert bvm1.advertised(said["scanned"][18:]) == ("1", battery)


def test_a_cut_of_two_seconds_costs_nothing(board):
    sensor = start(board())
    before = told(sensor, 3.0)
    sensor.disconnect(3.0)
    sensor.connect(5.0)
    assert told(sensor, 5.5) == []
    ask(sensor, 5.5, protocol.RESEND, index=int(samples(before).index[-1]) + 1)
    answer, *after = told(sensor, 8.0)
    assert answer[12:14] == bytes((protocol.RESEND, protocol.OK))
    both = samples(before + after)
    assert set(both.index) == set(range(both.index[-1] + 1))
    assert np.array_equal(both.counts[:, 0], both.index)


def test_a_chip_that_was_read_too_late_costs_numbers_to_a_sample(board, program):
    sensor = start(board())
    before = told(sensor, 6.0)
    gone = FIFO[program[0]] / RATES[program[0]] + 0.5
    sensor.model.fails = range(10**9)
    sensor.advance(6.0 + gone)
    sensor.model.fails = ()
    after = told(sensor, 12.0)
    got = samples(before + after)
    assert np.all(np.diff(got.index) >= 1)
    assert np.sum(np.diff(got.index) > 1) == 1
    assert abs(got.index[-1] - got.counts[-1, 0]) <= 1
    assert np.all(got.counts[:, 1:] == STILL)
    overruns, bus_errors = status(sensor, 12.0)[4], status(sensor, 12.5)[6]
    assert overruns == 1
    assert bus_errors > 100


def test_reads_that_break_off_cost_few_samples_and_no_wrong_one(board, program):
    sensor = start(board())
    sensor.model.fails, sensor.model.torn = range(500, 4000, 333), 30
    got = samples(told(sensor, 8.0))
    assert np.all(got.counts[:, 1:] == STILL)
    assert np.all(np.diff(got.counts[:, 0]) >= 1)
    assert abs(got.index[-1] - got.counts[-1, 0]) <= 6


def test_a_chip_that_lost_its_power_is_set_up_again(board, program):
    sensor = start(board())
    before = told(sensor, 6.0)
    sensor.model.fails = range(10**9)
    sensor.advance(8.0)
    sensor.model.fails = ()
    sensor.model.lose_power()
    got = samples(before + told(sensor, 12.0))
    assert np.all(got.counts[:, 1:] == STILL)
    assert abs(got.index[-1] - got.counts[-1, 0]) <= 2
    assert got.index[-1] > 11.5 * RATES[program[0]]


def test_another_chip_is_told(board, program):
    sensor = start(board(who=0x42))
    (answer,) = told(sensor, 1.0)
    assert answer[12:14] == bytes((protocol.START, protocol.CHIP))
    tested = status(sensor, 1.0)
    assert tested[2] == 0b10
    assert tested[7] == 0x42


def test_without_a_link_it_rests_after_half_a_minute(board):
    sensor = start(board())
    sensor.disconnect(2.0)
    sensor.advance(31.0)
    assert ("led", b"\0") not in sensor.seen[-1:]
    sensor.advance(33.0)
    assert sensor.seen[-1] == ("led", b"\0")


def test_it_speaks_on_its_serial_port_too(board):
    sensor = board(SketchOnPort)
    sensor.connect(0.0)
    for kind, body in ((protocol.HELLO, b""), (protocol.START, b"\xd0\0\x10\xd0\x07\x0a")):
        sensor.write(0.0, "", b"\0" + protocol.stuffed(protocol.frame(kind, body)))
    stream = b"".join(frame.data for frame in sensor.advance(2.0))
    frames = [uncobs(piece) for piece in ZeroEnded().feed(stream)]
    kinds = [bvm1.header(frame)[1] for frame in frames]
    assert kinds[:3] == [protocol.INFO, protocol.RESP, protocol.INFO]
    assert np.array_equal(samples(frames).counts[:, 0], samples(frames).index)
