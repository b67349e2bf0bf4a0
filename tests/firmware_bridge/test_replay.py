from __future__ import annotations

import asyncio
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmware_bridge import drivers
from firmware_bridge.capture import CaptureWriter
from firmware_bridge.capture_reader import Capture, read_capture
from firmware_bridge.corrections import to_plain
from firmware_bridge.errors import BadCapture, BadRecording
from firmware_bridge.events import (
    Connected,
    Disconnected,
    Failed,
    Notice,
    Readings,
)
from firmware_bridge.file_source import open_file
from firmware_bridge.recordings import read_recording
from firmware_bridge.records import Kind, Record
from firmware_bridge.replay import MOST_FILLED, recorded, replay
from firmware_bridge.session import Session
from velocity.calibration import Constants
from velocity.samples import CLIPPED, MISSING

CONSTANTS = Constants(accel_bias=np.array([0.1, 0.2, 0.3]))


@pytest.fixture
def happenings(readings):
    """What happens to a link: a start, readings with a loss, a cut, another start."""

    def start(at):
        yield at, Kind.CONNECTED, b""
        yield at + 0.01, Kind.SENT, b""
        yield at + 0.02, Kind.RECEIVED, b"IR"
        yield at + 0.27, Kind.TIMER, b""
        yield at + 0.28, Kind.SENT, b""
        yield at + 0.38, Kind.TIMER, b""

    def frames(at, first, last):
        for index in range(first, last, 10):
            value = 2000 if index == 400 else index % 97
            yield at + index / 201, Kind.RECEIVED, readings(index, value)

    parts = (
        *start(100.0),
        *frames(100.5, 0, 300),
        *frames(100.5, 330, 800),
        (106.0, Kind.RECEIVED, b"B?"),
        (107.0, Kind.DISCONNECTED, b"out of reach"),
        *start(107.5),
        *frames(100.5, 1500, 2000),
    )
    return [Record(at, kind, "", data) for at, kind, data in parts]


@pytest.fixture(autouse=True)
def only_toys(toy, monkeypatch):
    monkeypatch.setattr(drivers, "find", {"toy": toy}.__getitem__, raising=False)


@pytest.fixture
def live(tmp_path, toy, happenings):
    """Run a session on what happens, captured as it goes; return the file and the events."""
    path = tmp_path / "set.capture"
    corrections = {"toy-1": to_plain(CONSTANTS)}
    writer = CaptureWriter(path, {"driver": "toy", "rate": 200, "corrections": corrections})
    session = Session(toy(), 200, corrections={"toy-1": CONSTANTS})
    events = []
    for record in happenings:
        writer.write(record)
        events += session.take(record)
        session.orders()
    writer.close()
    return path, events


def plain(events):
    """Events as values that can be compared, arrays and all."""
    return [
        (event.at, event.delay, *(np.asarray(v).tolist() for v in vars(event.samples).values()))
        if isinstance(event, Readings)
        else event
        for event in events
    ]


def told_by(path, speed=0.0):
    async def collected():
        return [event async for event in open_file(path, speed)]

    return asyncio.run(collected())


class TestAReplay:
    def test_tells_exactly_what_was_told_live(self, live):
        path, events = live
        assert plain(replay(read_capture(path))) == plain(events)
        assert {Connected, Disconnected, Readings} < {type(event) for event in events}

    def test_needs_corrections_that_are_some(self):
        header = {"driver": "toy", "rate": 200, "corrections": {"toy-1": {"accel_bias": 3}}}
        with pytest.raises(BadCapture, match="corrections"):
            list(replay(Capture(header, (), None)))

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_of_whatever_happened_ends_in_samples_or_a_reason(self, data, readings):
        at, happened = 0.0, []
        index = st.integers(0, 5000) | st.integers(0, 2**32 - 1)
        frame = st.builds(readings, index, st.integers(-2000, 2000)) | st.sampled_from(
            [b"R", b"I", b"N", b"!", b"?"]
        )
        for _ in range(data.draw(st.integers(0, 40))):
            at += data.draw(st.floats(-1, 5) | st.floats(0, 300))
            kind = data.draw(st.sampled_from([Kind.RECEIVED] * 4 + list(Kind)))
            happened.append(Record(at, kind, "", data.draw(frame)))
        try:
            samples, _ = recorded(Capture({"driver": "toy", "rate": 200}, tuple(happened), None))
        except BadRecording:
            return
        assert len(samples) < 300 * (MOST_FILLED + 2000)
        assert np.isfinite(samples.specific_force).all()


class TestASourceOfAFile:
    def test_tells_a_capture_as_it_was_told_live(self, live):
        path, events = live
        assert plain(told_by(path)) == plain(events)

    def test_keeps_the_pace_it_is_asked_for(self, live):
        path, events = live
        begun = time.perf_counter()
        told = told_by(path, speed=20.0)
        assert 0.9 * 10.4 / 20 < time.perf_counter() - begun < 2
        assert len(told) == len(events)

    def test_tells_first_what_is_damaged(self, live):
        path, _ = live
        path.write_bytes(path.read_bytes()[:-5])
        assert "not whole" in told_by(path)[0].text

    def test_tells_a_csv_in_small_chunks(self, write, rows):
        path = write(rows, "unknown," + "t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s")
        path.write_text(path.read_text().replace("\n", "\n1,").removesuffix("1,"))
        told = told_by(path)
        whole = read_recording(path).samples
        chunks = [event for event in told if isinstance(event, Readings)]
        assert isinstance(told[0], Notice)
        assert {len(event.samples) for event in chunks} == {5}
        force = np.concatenate([event.samples.specific_force for event in chunks])
        np.testing.assert_array_equal(force, whole.specific_force)
        assert chunks[-1].at == pytest.approx(10.0)


class TestACaptureAsARecording:
    def test_holds_the_live_samples_at_the_rate_known_in_the_end(self, live):
        path, events = live
        chunks = [event.samples for event in events if isinstance(event, Readings)]
        samples = read_recording(path).samples
        assert samples.rate == chunks[-1].rate == pytest.approx(201, rel=1e-3)
        assert samples.rate_se == chunks[-1].rate_se
        assert samples.start == 0
        for name in ("specific_force", "angular_rate", "flags"):
            live_values = np.concatenate([getattr(one, name) for one in chunks])
            np.testing.assert_array_equal(getattr(samples, name), live_values)
        assert len(samples) == 2000
        assert (samples.flags == CLIPPED).sum() == 10

    def test_says_what_happened(self, live):
        path, _ = live
        notices = " | ".join(read_recording(path).notices)
        for told in (
            "recorded from a toy sensor",
            "a toy lifts little",
            "730 samples (36 %) lost in 2 gaps, longest 3.5 s",
            "10 samples at the end of the sensor's range: clipped",
            "the link was cut 1 time and came back",
            "1 frame damaged or not understood",
            "battery was at 9 %",
        ):
            assert told in notices

    def test_says_that_its_end_is_torn(self, live):
        path, _ = live
        path.write_bytes(path.read_bytes()[:-5])
        assert "not whole" in read_recording(path).notices[0]

    def test_fills_what_was_too_long_to_be_filled_live(self, live, readings):
        path, _ = live
        longer = path.with_name("longer.capture")
        held = read_capture(path)
        writer = CaptureWriter(longer, held.header)
        for record in held.records:
            writer.write(record)
        writer.write(Record(150.0, Kind.RECEIVED, "", readings(9000, 5)))
        writer.close()
        samples = read_recording(longer).samples
        assert len(samples) == pytest.approx(9010, abs=2)
        assert samples.flags[-11] == MISSING
        np.testing.assert_allclose(samples.specific_force[-10:, 0], 5.0 - 0.1)

    def test_of_a_sensor_that_never_streamed_says_so(self, tmp_path):
        path = tmp_path / "set.capture"
        writer = CaptureWriter(path, {"driver": "toy", "rate": 200})
        for at, kind in ((0.0, Kind.CONNECTED), (0.1, Kind.SENT), (1.2, Kind.TIMER)):
            writer.write(Record(at, kind))
        writer.close()
        assert isinstance(list(replay(read_capture(path)))[-1], Failed)
        with pytest.raises(BadRecording, match=r"set\.capture: .*wind it up"):
            read_recording(path)

    def test_that_is_no_longer_readable_is_a_bad_recording(self, live):
        path, _ = live
        path.write_bytes(path.read_bytes()[:20])
        with pytest.raises(BadRecording, match="header is damaged"):
            read_recording(path)
