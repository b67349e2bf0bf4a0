"""Frames of all kinds, made and read in C and by the program, which was written apart."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmware_bridge.drivers.bvm1 import header
from firmware_bridge.drivers.framing import cobs, uncobs
from hardware import protocol
from tests.hardware.c import building

U16, U32 = st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF)
SAMPLES = st.lists(
    st.lists(st.integers(-0x8000, 0x7FFF), min_size=6, max_size=6), min_size=1, max_size=19
)
BODIES = st.binary(max_size=228)
# Zeros are what COBS is about.
FRAMES = st.lists(st.sampled_from((0, 0, 1, 2, 255)), max_size=244).map(bytes) | st.binary(
    max_size=244
)
many = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@many
@given(samples=SAMPLES, seq=U16, index=U32, time_us=U32)
def test_samples_are_said_alike(here, samples, seq, index, time_us):
    made = here.data(seq, index, time_us, samples)
    assert made == protocol.data_frame(np.array(samples, np.int16), seq, index, time_us)
    assert header(made) == (1, 1, len(samples), index, time_us)


@many
@given(frame=FRAMES)
def test_frames_are_stuffed_alike(here, frame):
    assert here.stuffed(frame) == protocol.stuffed(frame) == cobs(frame)
    assert here.unstuffed(cobs(frame)[:-1]) == frame


@many
@given(piece=st.lists(st.integers(1, 255) | st.integers(1, 9), max_size=245).map(bytes))
def test_broken_stuffing_is_told_alike(here, piece):
    assert here.unstuffed(piece) == (uncobs(piece) or b"")


@many
@given(noise=st.binary(max_size=400), frame=st.binary(min_size=1, max_size=244))
def test_after_any_noise_the_next_frame_is_heard(here, noise, frame):
    assert here.received(noise + b"\0" + cobs(frame))[-1] == frame


@many
@given(kind=st.integers(0, 15), body=BODIES, index=U32)
def test_commands_with_any_body_are_heard_or_refused(here, kind, body, index):
    made = protocol.frame(kind, body, index=index)
    heard = here.command(made)
    assert heard.type == kind
    assert heard.code in (0, 1, 2)
    assert (heard.code == 1) == (kind not in range(protocol.HELLO, protocol.TEST + 1))
    assert heard.index == (index if kind == protocol.RESEND else 0)


@many
@given(body=BODIES, bit=st.integers(0, 10**6), cut=st.integers(1, 300))
def test_a_damaged_command_is_dropped(here, body, bit, cut):
    whole = protocol.frame(protocol.SET, body)
    wrong = bytearray(whole)
    wrong[bit // 8 % len(whole)] ^= 1 << bit % 8
    assert here.command(bytes(wrong)).code == -1
    assert here.command(whole[:-cut]).code == -1


@many
@given(junk=st.binary(max_size=300))
def test_junk_is_no_command(here, junk):
    assert (here.command(junk).code == -1) == (protocol.Command.read(junk) is None)


def test_it_needs_little(made):
    compiler = building.tool("arm-none-eabi-gcc", "gcc-arm-none-eabi libnewlib-arm-none-eabi")
    sizes = {}
    for source in building.SOURCES:
        done = made / source.replace(".c", ".m4.o")
        options = (*building.STRICT, *building.CORTEX_M4, "-c")
        building.run(compiler, *options, building.LIBRARY / source, "-o", done)
        text, data, bss = building.run("arm-none-eabi-size", done).splitlines()[1].split()[:3]
        assert (data, bss) == ("0", "0"), "no state of its own"
        sizes[source] = int(text)
    print("code and constants on a Cortex-M4, bytes:", sizes)
    assert sizes["bvm_frame.c"] < 2000
    assert sum(sizes.values()) < 5000
