"""What is said of the link before the first rep: does the sensor read right, does it lie still?"""

from __future__ import annotations

import numpy as np
import pytest

from bargroove.watching import feel
from gui.live_state import LinkState
from velocity.samples import MISSING, Samples

RATE, PACKET = 208.0, 10
G = 9.80665


def packet(up=G, turn=0.0, *, missing=False, noise=0.0):
    rng = np.random.default_rng(1)
    force = np.tile([0.0, 0.0, up], (PACKET, 1)) + noise * rng.standard_normal((PACKET, 3))
    flags = np.full(PACKET, MISSING if missing else 0, np.uint8)
    return Samples(RATE, force, np.full((PACKET, 3), turn), flags)


def felt(*packets):
    link = LinkState()
    for one in packets:
        feel(one, link)
    return link


@pytest.mark.parametrize("g", [0.8, 1.0, 2.0])
def test_at_rest_the_sensor_reads_what_it_reads(g):
    link = felt(*[packet(g * G, noise=0.05)] * 60)
    assert link.still
    assert link.gravity == pytest.approx(g, abs=0.01)


def test_a_bar_that_moves_is_not_still_and_says_nothing_of_gravity():
    at_rest = [packet()] * 60
    link = felt(*at_rest, packet(1.4 * G), packet(0.7 * G), packet(1.2 * G, turn=1.0))
    assert not link.still
    assert link.gravity == pytest.approx(1.0, abs=0.01)


def test_a_sensor_that_is_switched_on_in_motion_reads_right_once_it_rests():
    link = felt(packet(1.6 * G), packet(0.5 * G))
    assert link.gravity is None
    for _ in range(80):
        feel(packet(), link)
    assert link.still
    assert link.gravity == pytest.approx(1.0, abs=0.04)


def test_what_was_lost_is_not_felt():
    link = felt(packet(missing=True))
    assert (link.felt, link.gravity, link.still) == (None, None, False)
