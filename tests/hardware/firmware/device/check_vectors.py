"""The firmware against the published vectors, under whatever interpreter runs this."""

import json
import struct

import bvm_frames as bvm
import pipe
from bvm_board import Board, Link
from bvm_chip import Chip
from bvm_core import Core
from bvm_serial import SerialLink


class Silent(Chip):
    is_called = 1

    def who(self):
        return 1

    def nearest(self, hz):
        return 208


class Able(Board):
    abilities = bvm.BEEPS | bvm.SHOWS


class Kept(Link):
    def __init__(self):
        self.frames = []

    def send(self, frame):
        self.frames.append(bytes(frame))
        return True


def answers(frame):
    link, core = Kept(), Core(Able(), Silent(None), 4000)
    core.heard(link, frame)
    core.poll()
    return link.frames


def made_of(vector):
    """A DATA frame, made as the sampler makes it."""
    counts = vector["counts"]
    frame = memoryview(bytearray(bvm.OVERHEAD + bvm.SAMPLE * len(counts)))
    for k, sample in enumerate(counts):
        struct.pack_into("<6h", frame, bvm.HEAD + bvm.SAMPLE * k, *sample)
    about = (vector["seq"], vector["index"], vector["time_us"])
    bvm.seal(frame, bvm.DATA, len(counts), *about)
    return frame


def check(vector):
    carried = bytes.fromhex(vector["serial"])
    heard = SerialLink().frames(carried)
    if "frame" in vector:
        plain = bytes.fromhex(vector["frame"])
        assert bvm.stuffed(memoryview(plain)) == carried
        assert heard == [plain]
    if "counts" in vector:
        assert bytes(made_of(vector)) == plain
    if "command" in vector:
        kind, index, _body = bvm.opened(plain)
        assert (kind, index) == (vector["command"], vector["index"])
    if vector.get("sensor") == "drop":
        assert all(bvm.opened(frame) is None for frame in heard)
    elif "answer" in vector.get("sensor", ""):
        (answer,) = answers(plain)
        kind, _index, body = bvm.opened(answer)
        wanted = vector["sensor"].split()[1]
        if wanted == "INFO":
            assert kind == bvm.INFO
        else:
            assert (kind, body[0], body[1]) == (bvm.RESP, plain[0] & 15, int(wanted))


while line := pipe.read():
    vector = json.loads(line)
    try:
        check(vector)
    except Exception as error:
        pipe.write(f"{vector['name']}: {type(error).__name__} {error}")
    else:
        pipe.write("held")
