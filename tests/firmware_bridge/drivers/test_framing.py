from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.drivers.framing import ZeroEnded, cobs, int16_readings, uncobs

SCALE = np.array([0.5, 0.5, 0.5, 0.25, 0.25, 0.25])


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


def test_counts_become_si_units():
    counts = np.array([[2, 4, -6, 8, 0, -4]], "<i2")
    force, turn, clipped = int16_readings(counts, SCALE)
    assert force.tolist() == [[1.0, 2.0, -3.0]]
    assert turn.tolist() == [[2.0, 0.0, -1.0]]
    assert clipped.tolist() == [False]


@pytest.mark.parametrize("end", [32767, -32768, 32600, -32700])
@pytest.mark.parametrize("axis", range(6))
def test_any_axis_at_the_end_of_its_range_is_clipped(end, axis):
    counts = np.zeros((3, 6), "<i2")
    counts[1, axis] = end
    assert int16_readings(counts, SCALE)[2].tolist() == [False, True, False]


@given(st.integers(-32500, 32500))
def test_nothing_within_the_range_is_clipped(value):
    assert not int16_readings(np.full((2, 6), value, "<i2"), SCALE)[2].any()
