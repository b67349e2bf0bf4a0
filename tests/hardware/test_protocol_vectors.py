"""The published vectors, as the program reads them and as a simulated sensor does."""

from __future__ import annotations

import json

import numpy as np
import pytest

from firmware_bridge.drivers import bvm1
from firmware_bridge.drivers.bvm import SENDS, Bvm, BvmSerial
from firmware_bridge.drivers.contract import STREAM, Battery, Reply, Showing, Write
from firmware_bridge.drivers.framing import cobs
from hardware import protocol
from hardware.protocol.__main__ import PATH

VECTORS = json.loads(PATH.read_text(encoding="utf-8"))
NAMED = {vector["name"]: vector for vector in VECTORS}
FORMS = [(Bvm, "frame", SENDS), (BvmSerial, "serial", STREAM)]
CASES = [
    pytest.param(vector, *form, id=f"{vector['name']}, {form[1]}")
    for vector in VECTORS
    for form in FORMS
    if form[1] in vector
]


def with_(key):
    return [case for case in CASES if key in case.values[0]]


def frame(name):
    return bytes.fromhex(NAMED[name]["frame"])


def test_no_two_vectors_have_one_name():
    assert len(NAMED) == len(VECTORS)


def test_every_type_of_frame_is_there():
    kinds = {bytes.fromhex(vector["frame"])[0] & 15 for vector in VECTORS if vector.get("frame")}
    assert set(bvm1.Kind) <= kinds


@pytest.mark.parametrize(("vector", "driver", "form", "channel"), with_("host"))
def test_the_program_does_with_a_bad_frame_what_it_must(vector, driver, form, channel):
    host = driver()
    told = host.feed(channel, bytes.fromhex(vector[form]))
    match vector["host"]:
        case "drop":
            assert host.bad > 0
            assert not told
        case "ignore":
            assert host.bad == 0
            assert not told
        case "version":
            assert told == (Reply("version", b"\2"),) or told == [Reply("version", b"\2")]


@pytest.mark.parametrize(("vector", "driver", "form", "channel"), with_("info"))
def test_the_program_knows_a_sensor_by_its_info(vector, driver, form, channel):
    body = bytes.fromhex(vector["frame"])[12:-4]
    told = list(driver().feed(channel, bytes.fromhex(vector[form])))
    assert Reply("info", body) in told
    info, says = bvm1.Info.parse(body), vector["info"]
    assert (info.protocol, info.firmware) == (says["protocol"], says["firmware"])
    assert (info.rate, info.uid) == (says["rate"], says["uid"])
    assert (info.session, info.running) == (says["session"], says["running"])
    assert info.abilities == says.get("capabilities", 0)
    assert np.allclose(info.scale, np.repeat((says["force"], says["turn"]), 3), rtol=1e-6)


@pytest.mark.parametrize(("vector", "driver", "form", "channel"), with_("status"))
def test_the_program_reads_the_battery_from_a_status(vector, driver, form, channel):
    says = vector["status"]
    percent = says["percent"] if says["percent"] <= 100 else None
    volts = says["millivolts"] / 1000 or None
    assert list(driver().feed(channel, bytes.fromhex(vector[form]))) == [Battery(percent, volts)]


@pytest.mark.parametrize(("vector", "driver", "form", "channel"), with_("resp"))
def test_the_program_reads_an_answer(vector, driver, form, channel):
    kind, code = vector["resp"]
    (answer,) = driver().feed(channel, bytes.fromhex(vector[form]))
    assert answer == Reply(f"resp {kind}", bytes((code,)))


@pytest.mark.parametrize("name", ["pong", "its button was pressed"])
def test_what_the_program_has_no_use_for_does_no_harm(name):
    host = Bvm()
    assert host.feed(SENDS, frame(name)) == ()
    assert host.bad == 0


@pytest.mark.parametrize("vector", [v for v in VECTORS if "command" in v], ids=lambda v: v["name"])
def test_a_simulated_sensor_reads_every_command(vector):
    command = protocol.Command.read(bytes.fromhex(vector["frame"]))
    assert command is not None
    assert (command.kind, command.index) == (vector["command"], vector["index"])


@pytest.mark.parametrize(
    "vector", [v for v in VECTORS if v.get("sensor") == "drop"], ids=lambda v: v["name"]
)
def test_a_simulated_sensor_drops_what_is_damaged(vector):
    pieces = bytes.fromhex(vector["serial"]).split(b"\0")
    for piece in pieces:
        assert protocol.Command.read(protocol.unstuffed(piece)) is None
    if "frame" in vector:
        assert protocol.Command.read(bytes.fromhex(vector["frame"])) is None


@pytest.mark.parametrize("vector", [v for v in VECTORS if "frame" in v], ids=lambda v: v["name"])
def test_both_ends_stuff_a_frame_alike(vector):
    plain = bytes.fromhex(vector["frame"])
    assert cobs(plain) == protocol.stuffed(plain) == bytes.fromhex(vector["serial"])


def able(abilities):
    """A driver that has met a sensor of these abilities."""
    info = bytearray(frame("info")[12:-4])
    info[29] = abilities
    host = Bvm()
    host.feed(SENDS, protocol.frame(protocol.INFO, bytes(info)))
    return host


FIFTH = Showing(lifting=True, reps=5, velocity=0.523, error=0.012)


def test_a_sensor_with_a_screen_shows_the_last_repetition():
    (write,) = able(0b10).show(FIFTH)
    assert write.data == frame("show the fifth repetition, 0.523 ± 0.012 m/s")
    (write,) = able(0b10).show(Showing())
    assert write.data == frame("show nothing")


def test_a_sensor_with_a_buzzer_calls_to_rack_the_bar():
    assert [write.data for write in able(0b01).show(Showing(rack=True, reps=1))] == [frame("rack")]
    assert able(0b01).show(FIFTH) == []


def test_a_repetition_is_called_once_and_the_next_one_again():
    host = able(0b01)
    told = [
        len(host.show(Showing(True, rack, reps, velocity)))
        for rack, reps, velocity in (
            (True, 5, 0.30),
            (True, 5, 0.31),
            (True, 6, 0.28),
            (True, 5, 0.31),  # the sixth was none
            (True, 6, 0.28),
            (False, 0, None),
            (True, 6, 0.28),
        )
    ]
    assert told == [1, 0, 1, 0, 1, 0, 1]


def test_the_call_goes_before_the_picture():
    first, second = able(0b11).show(Showing(lifting=True, rack=True, reps=5))
    assert first.data == frame("rack")
    assert second.data[13] == 2


def test_a_sensor_that_shows_nothing_is_told_nothing():
    early = Bvm()
    early.feed(SENDS, frame("info without what was appended"))
    assert list(early.show(Showing(rack=True))) == list(Bvm().show(Showing(rack=True))) == []


def test_on_a_port_what_it_is_to_show_is_stuffed():
    host = BvmSerial()
    host.feed(STREAM, bytes.fromhex(NAMED["info"]["serial"]))
    writes = host.show(FIFTH)
    shown = NAMED["show the fifth repetition, 0.523 ± 0.012 m/s"]["serial"]
    assert writes == [Write(STREAM, bytes.fromhex(shown))]


@pytest.mark.parametrize(
    ("velocity", "sent"), [(None, -32768), (40.0, 32767), (-40.0, -32767), (-0.001, -1)]
)
def test_a_velocity_stays_within_what_can_be_told(velocity, sent):
    body = bvm1.show_body(Showing(velocity=velocity, error=99.0, reps=1000))
    assert int.from_bytes(body[3:5], "little", signed=True) == sent
    assert body[2] == 255
    assert int.from_bytes(body[5:7], "little") == (0xFFFF if velocity is None else 0xFFFE)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("010150", ("1", 80)),
        ("0107ff", ("7", None)),
        ("01070aFFFF", ("7", 10)),
        ("020150", None),
        ("0101", None),
        ("", None),
    ],
)
def test_firmware_and_battery_are_read_from_what_a_sensor_advertises(data, said):
    assert bvm1.advertised(bytes.fromhex(data)) == said
