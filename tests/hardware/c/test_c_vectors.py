"""The published vectors, as the encoder in C says and hears them: here, and on a Cortex-M3."""

from __future__ import annotations

import json

import pytest

from hardware.protocol.__main__ import PATH

VECTORS = json.loads(PATH.read_text(encoding="utf-8"))
WHOLE = {"info": 47, "status": 39}
"""Bytes of a frame that tells all that this version knows."""


def having(*keys):
    held = [vector for vector in VECTORS if all(key in vector for key in keys)]
    return pytest.mark.parametrize("vector", held, ids=lambda vector: vector["name"])


def frame(vector):
    return bytes.fromhex(vector["frame"])


@having("counts")
def test_it_says_samples(speaker, vector):
    about = (vector["seq"], vector["index"], vector["time_us"])
    assert speaker.data(*about, vector["counts"]) == frame(vector)


@pytest.mark.parametrize("n", [0, 20])
def test_it_says_no_frame_of_no_samples_or_of_too_many(speaker, n):
    assert speaker.data(0, 0, 0, [[0] * 6] * n) == b""


@having("info")
def test_it_says_who_it_is(speaker, vector):
    made = speaker.info(vector["info"])
    if len(frame(vector)) == WHOLE["info"]:
        assert made == frame(vector)
    else:
        assert made[:41] == frame(vector)[:41]


@having("status")
def test_it_says_how_it_is(speaker, vector):
    made = speaker.status(vector["status"])
    if len(frame(vector)) == WHOLE["status"]:
        assert made == frame(vector)
    else:
        assert made[:26] == frame(vector)[:26]


@having("resp")
def test_it_answers(speaker, vector):
    assert speaker.resp(vector["index"], *vector["resp"]) == frame(vector)


@having("pong")
def test_it_answers_a_ping(speaker, vector):
    says = vector["pong"]
    assert speaker.pong(says["sent_us"], says["token"], says["received_us"]) == frame(vector)


@having("event")
def test_it_tells_of_an_event(speaker, vector):
    assert speaker.event(*vector["event"]) == frame(vector)


@having("command")
def test_it_hears_commands(speaker, vector):
    heard = speaker.command(frame(vector))
    assert (heard.code, heard.type, heard.index) == (0, vector["command"], vector["index"])


def named(speaker, name):
    (vector,) = [vector for vector in VECTORS if vector["name"] == name]
    return speaker.command(frame(vector))


def test_it_hears_what_a_command_asks(speaker):
    start = named(speaker, "start 416")
    assert (start.rate_hz, start.batch) == (416, 19)
    assert named(speaker, "ping").token == 0xDEADBEEF
    rack = named(speaker, "rack")
    assert (rack.key, rack.call) == (1, 1)
    show = named(speaker, "show the fifth repetition, 0.523 ± 0.012 m/s")
    assert show[6:] == (2, 0, 1, 5, 523, 12)
    assert named(speaker, "show nothing")[6:] == (2, 0, 0, 0, -32768, 65535)


CODES = {"drop": -1, "ignore": -1, "answer INFO": 0, "answer 1": 1, "answer 2": 2}


@having("sensor", "frame")
def test_it_does_with_a_bad_frame_what_it_must(speaker, vector):
    heard = speaker.command(frame(vector))
    assert heard.code == CODES[vector["sensor"]]
    if heard.code > 0:
        assert heard.type == frame(vector)[0] & 15


@having("frame")
def test_a_serial_port_carries_a_frame_as_published(speaker, vector):
    stuffed = bytes.fromhex(vector["serial"])
    assert speaker.stuffed(frame(vector)) == stuffed
    # Nothing between two zeros is no frame.
    assert speaker.received(stuffed) == [frame(vector)] * bool(frame(vector))


@having("sensor", "serial")
def test_what_a_port_garbles_is_dropped(speaker, vector):
    for heard in speaker.received(bytes.fromhex(vector["serial"])):
        assert speaker.command(heard).code == CODES[vector["sensor"]]
