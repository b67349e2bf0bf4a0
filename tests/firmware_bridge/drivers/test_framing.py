from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.drivers.framing import ZeroEnded, cobs, uncobs


@given(st.binary(max_size=253))
def test_a_frame_survives_its_stuffing_and_holds_no_zero_meanwhile(frame):
    stuffed = cobs(frame)
    assert stuffed[-1] == 0
    assert 0 not in stuffed[:-1]
    assert uncobs(stuffed[:-1]) == frame


@given(st.binary(max_size=400))
def test_any_bytes_can_be_unstuffed_or_are_refused(rubbish):
    frame = uncobs(rubbish)
    assert frame is None or len(frame) < len(rubbish)


@given(st.binary(max_size=600), st.lists(st.integers(0, 600), max_size=8))
def test_pieces_are_the_same_however_the_stream_is_cut(stream, cuts):
    bounds = [0, *sorted(cuts), len(stream)]
    splitter = ZeroEnded()
    pieces = []
    for at, to in itertools.pairwise(bounds):
        pieces += splitter.feed(stream[at:to])
    assert pieces == [part[:255] for part in stream.split(b"\0")[:-1] if part]


def test_a_piece_without_end_is_cut_short_and_the_next_one_read():
    splitter = ZeroEnded()
    for _ in range(1000):
        assert splitter.feed(b"x" * 100) == []
    assert splitter.feed(b"tail\0whole\0") == [b"x" * 255, b"whole"]


def test_a_link_that_was_cut_leaves_no_half_a_piece():
    splitter = ZeroEnded()
    splitter.feed(b"half")
    splitter.clear()
    assert splitter.feed(b"whole\0") == [b"whole"]
