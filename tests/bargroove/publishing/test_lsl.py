"""Live sets on the Lab Streaming Layer, as a real inlet receives them."""

from __future__ import annotations

import asyncio
import json
import sys
from threading import Event as Signal
from threading import Thread

import numpy as np
import pytest

try:
    import pylsl
except RuntimeError:  # pylsl brings its library along for some systems only
    pytest.skip("there is no Lab Streaming Layer here: install liblsl", allow_module_level=True)

from bargroove import __version__
from bargroove.logbook import open_logbook
from bargroove.publishing.lsl import LslPublisher
from bargroove.publishing.lsl_streams import EVENTS, SAMPLES, VELOCITY
from firmware_bridge.drivers.contract import Identity
from firmware_bridge.events import Connected, Readings
from firmware_bridge.file_source import open_file
from gui.live_state import LiveState
from tests.brokers import PATIENCE, until
from tests.streams import bursts, of, run
from velocity.events import Moved

NAMES = (SAMPLES, VELOCITY, EVENTS)


class Receiver:
    """Inlets of all three streams, read until there is nothing more to read."""

    def __init__(self) -> None:
        self._inlets = {}
        self.values = {name: [] for name in NAMES}
        self.stamps = {name: [] for name in NAMES}
        self._over = Signal()
        found = pylsl.resolve_bypred("starts-with(name, 'Bargroove ')", len(NAMES), PATIENCE)
        for info in found:
            inlet = self._inlets[info.name()] = pylsl.StreamInlet(info, recover=False)
            inlet.open_stream(PATIENCE)
        self.infos = {name: self._inlets[name].info(PATIENCE) for name in NAMES}
        self._thread = Thread(target=self._read)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._over.wait(0.02):
            for name, inlet in self._inlets.items():
                try:
                    values, stamps = inlet.pull_chunk(0.0, 10_000)
                except pylsl.util.LostError:  # all was sent, and the outlet is gone
                    continue
                self.values[name] += values
                self.stamps[name] += stamps


@pytest.fixture
def receive():
    receivers = []

    def receiver():
        receivers.append(Receiver())
        return receivers[-1]

    yield receiver
    for one in receivers:
        one.close()


@pytest.fixture
def publisher():
    one = LslPublisher()
    yield one
    one.close()


async def readings_of(path):
    return [event async for event in open_file(path, 0) if isinstance(event, Readings)]


@pytest.fixture
def live(process):
    """A live set of somebody with a name, in a process of its own."""
    with open_logbook() as logbook:
        logbook.add_lifter("Secret")
    about = ("--lift", "squat", "--lifter", "Secret", "--note", "Private", "--load", "80")
    shown = ("--json", "--no-report", "--publish", "lsl")
    one = process("live", "sim:squat?seed=1&speed=2", *about, *shown)
    yield one
    one.kill()
    one.communicate()


def test_samples_velocity_and_events_are_those_of_the_set(live, data, receive):
    received = receive()
    out, err = live.communicate(timeout=PATIENCE)
    assert (live.returncode, err) == (0, "")
    received.close()
    told = [json.loads(line) for line in out.splitlines()]
    _same_samples(received, next((data / "captures").glob("*.capture")))
    _same_velocity(received, [event for event in told if event["event"] == "moved"])
    _same_events(received, told)
    assert "Secret" not in repr(received.values) + "".join(
        info.as_xml() for info in received.infos.values()
    )


def _same_samples(received, capture):
    samples = [one.samples for one in asyncio.run(readings_of(capture))]
    truth = np.hstack(
        [
            np.concatenate([one.specific_force for one in samples]),
            np.concatenate([one.angular_rate for one in samples]),
        ]
    )
    times = np.concatenate([one.time for one in samples])
    values = np.array(received.values[SAMPLES])
    (first,) = np.flatnonzero(np.abs(truth - values[0]).max(axis=1) < 1e-5)
    assert len(values) == len(truth) - first
    assert first / 208 < 10  # s: the bar is not yet unracked
    np.testing.assert_allclose(values, truth[first:], rtol=1e-6, atol=1e-6)
    stamps = np.array(received.stamps[SAMPLES])
    paces = np.diff(stamps) / np.diff(times[first:])
    assert np.abs(paces - 1.0).max() < 0.02
    assert abs(stamps[-1] - stamps[0] - (times[-1] - times[first])) < 0.05


def _same_velocity(received, moved):
    values = received.values[VELOCITY]
    last = moved[-len(values) :]
    assert len(values) > 100
    np.testing.assert_allclose(values, [(m["velocity"], m["height"]) for m in last], atol=1e-5)
    times = np.array([m["time_s"] for m in last])
    lag = np.array(received.stamps[VELOCITY]) - times
    assert np.ptp(lag) < 0.05
    samples_lag = received.stamps[SAMPLES][-1] - times[-1]
    assert samples_lag > lag[-1]


def _same_events(received, told):
    events = [json.loads(text) for (text,) in received.values[EVENTS]]
    wanted = [event for event in told if event["event"].startswith(("rep_", "set_"))]
    wanted = [event for event in wanted if event["event"] != "rep_started"]
    assert [event["event"] for event in events] == [event["event"] for event in wanted]
    for event, want in zip(events, wanted, strict=True):
        assert event.items() >= {key: want[key] for key in want if key != "all_reps"}.items()
        assert (event["lift"], event["load_kg"], event["schema"]) == ("squat", 80, 1)
        assert "lifter" not in event
    finished = [event for event in events if event["event"] == "rep_finished"]
    assert [event["rep"] for event in finished] == list(range(1, 8))
    stamps = received.stamps[EVENTS]
    assert stamps == sorted(stamps)
    for event, stamp in zip(events, stamps, strict=True):
        if event["event"] == "rep_finished":
            assert 0.0 < stamp - event["lsl_end_s"] < 2.0
            taken = event["lsl_end_s"] - event["lsl_start_s"]
            assert abs(taken - (event["end_s"] - event["start_s"])) < 0.02


def test_streams_say_what_they_hold_and_who_has_measured(publisher, receive):
    state = LiveState("")
    publisher.take(Connected(0.0, resumed=False), state)
    publisher.take(Identity("51ab", "Bargroove sensor", "1.2"), state)
    for one in of(Readings, run(bursts(6.0, 201.0))):
        publisher.take(one, state)
    infos = receive().infos
    assert [info.type() for info in infos.values()] == ["IMU", "Velocity", "Markers"]
    assert [info.source_id() for info in infos.values()] == [
        f"bargroove 51ab {what}" for what in ("samples", "velocity", "events")
    ]
    samples = infos[SAMPLES]
    assert samples.nominal_srate() == 200.0
    assert samples.get_channel_labels() == ["ax", "ay", "az", "gx", "gy", "gz"]
    assert samples.get_channel_units() == ["m/s^2"] * 3 + ["rad/s"] * 3
    assert infos[VELOCITY].get_channel_units() == ["m/s", "m"]
    about = samples.desc().child("acquisition")
    assert about.child_value("model") == "Bargroove sensor"
    assert about.child_value("serial_number") == "51ab"
    assert about.child_value("software") == f"bargroove {__version__}"


def test_what_was_never_received_leaves_a_gap(publisher, receive):
    state = LiveState("")
    readings = of(Readings, run(bursts(12.0, 200.0, lost=[(10.0, 10.5)])))
    before = [one for one in readings if one.at < 8.0]
    for one in before:
        publisher.take(one, state)
    received = receive()
    for one in readings[len(before) :]:
        publisher.take(one, state)
    until(lambda: received.stamps[SAMPLES] and _quiet(received))
    steps = np.diff(received.stamps[SAMPLES])
    assert 0.3 < steps.max() < 0.7
    assert np.sort(steps)[-2] < 0.006
    numbers = np.array(received.values[SAMPLES])[:, 0]
    assert np.all(np.rint(np.diff(numbers)) >= 1)
    assert np.abs(numbers - np.rint(numbers)).max() < 1e-3  # none is made up


def _quiet(received):
    count = len(received.stamps[SAMPLES])
    return not Signal().wait(0.5) and len(received.stamps[SAMPLES]) == count


def test_another_session_begins_other_streams(publisher, receive):
    state = LiveState("")
    for uid in ("first", "second"):
        publisher.take(Connected(0.0, resumed=False), state)
        publisher.take(Identity(uid, "Bargroove sensor"), state)
        for one in of(Readings, run(bursts(6.0, 200.0))):
            publisher.take(one, state)
        assert receive().infos[SAMPLES].source_id() == f"bargroove {uid} samples"


def test_a_session_of_one_reading_is_sent_all_the_same(receive):
    publisher, state = LslPublisher(), LiveState("")
    publisher.take(of(Readings, run(bursts(0.1, 200.0)))[0], state)
    publisher.tell(Moved(0.02, 0.5, 0.1), state)
    publisher.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the library is searched otherwise")
def test_a_library_that_is_not_there_is_told(process, tmp_path, monkeypatch):
    broken = tmp_path / "liblsl.so"
    broken.write_text("no library")
    monkeypatch.setenv("PYLSL_LIB", str(broken))
    one = process("live", "sim:squat?speed=0", "--lift", "squat", "--json", "--publish", "lsl")
    out, err = one.communicate(timeout=PATIENCE)
    assert (one.returncode, out) == (1, "")
    assert "conda install -c conda-forge liblsl" in err
    assert len(err.splitlines()) == 1
