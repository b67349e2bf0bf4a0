from __future__ import annotations

import numpy as np
import pytest

from bargroove.film.impacts import STEP, felt, heard
from hardware.simulated import UNCALIBRATED, random_plan, simulate
from tests import films
from velocity.samples import MISSING, Samples

RATE = 200.0


def still(seconds=10.0, rate=RATE):
    n = round(seconds * rate)
    force = np.tile([0.0, 0.0, 9.81], (n, 1))
    return Samples(rate, force, np.zeros((n, 3)), np.zeros(n, np.uint8))


def struck(at, size, rate=RATE):
    samples = still(rate=rate)
    since = samples.time - at
    ring = np.exp(-since / 0.04) * np.cos(2 * np.pi * 30.0 * since) * (since >= 0.0)
    samples.specific_force[:, 2] += size * ring
    return samples


@pytest.mark.parametrize("rate", [100.0, 208.0, 400.0])
def test_a_bang_is_felt_once_when_it_begins(rate):
    impacts = felt(struck(4.0, 40.0, rate))
    assert impacts.time == pytest.approx([4.0], abs=1.5 / rate)
    assert impacts.size[0] > 15.0


def test_times_are_those_of_the_samples_clock():
    samples = struck(4.0, 40.0)
    assert felt(samples.part(600, 1200)).time == pytest.approx([4.0], abs=0.006)


def test_a_bar_that_lies_still_feels_nothing():
    assert len(felt(still())) == 0


def test_what_was_lost_on_the_way_is_no_bang():
    samples = struck(4.0, 40.0)
    samples.flags[790:840] |= MISSING
    assert len(felt(samples)) == 0


def test_the_reps_of_a_deadlift_are_felt_as_they_meet_the_floor():
    rng = np.random.default_rng(5)
    sim = simulate(random_plan("deadlift", rng), UNCALIBRATED, rng)
    flags = np.zeros(len(sim.times), np.uint8)
    impacts = felt(Samples(sim.rate, sim.specific_force, sim.angular_rate, flags))
    times, sizes = films.impacts_of(sim)
    hard = times[sizes > 15.0]
    off = np.abs(hard[:, None] - impacts.time[None]).min(axis=1)
    assert len(hard) > 5
    assert off.max() < 0.02


@pytest.mark.parametrize("at", [0.5, 1.234, 2.99])
def test_a_bang_is_heard_when_it_begins(at):
    rng = np.random.default_rng(1)
    sound = films.bangs(rng, 4.0, [at], [1.0]) + 0.02 * films.noise(rng, 4.0)
    strength = heard(films.recorded(sound), films.RATE)
    assert np.argmax(strength) * STEP == pytest.approx(at, abs=0.008)


def test_a_long_sound_is_heard_as_its_pieces_are():
    rng = np.random.default_rng(2)
    sound = films.recorded(films.noise(rng, 60.0))
    whole = heard(sound, films.RATE)
    later = heard(sound[50 * films.RATE :], films.RATE)
    assert len(whole) * STEP == pytest.approx(60.0, abs=0.05)
    assert np.allclose(whole[10_010:12_000], later[10:2000])


@pytest.mark.parametrize("length", [0, 1, 79, 1000])
def test_next_to_no_sound_is_heard_as_nothing(length):
    assert not heard(np.zeros(length, np.int16), films.RATE).any()
