"""Sounds in which a set's bangs are, and sounds in which they are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bargroove.film.impacts import Impacts, felt, heard
from bargroove.film.lining_up import line_up
from firmware_bridge.recordings import read_recording
from hardware.simulated import UNCALIBRATED, random_plan, simulate
from tests import films
from velocity.samples import Samples

CLOSE = 0.05  # s


def lifted(variant, seed):
    """What a sensor felt in a set, and when it really banged, s, and how hard, m/s²."""
    rng = np.random.default_rng(seed)
    sim = simulate(random_plan(variant, rng), UNCALIBRATED, rng)
    flags = np.zeros(len(sim.times), np.uint8)
    samples = Samples(sim.rate, sim.specific_force, sim.angular_rate, flags)
    return felt(samples), *films.impacts_of(sim)


def gym(rng, duration, times, sizes, *, noise=0.1, music=0.1, others=5):
    """The onset strength of a film of bangs among others', noise and music."""
    sound = films.bangs(rng, duration, times, np.asarray(sizes) / 40.0)
    strangers = rng.uniform(0.0, duration, others), rng.lognormal(-0.3, 0.6, others)
    sound += films.bangs(rng, duration, *strangers)
    sound += noise * films.noise(rng, duration) + music * films.music(rng, duration)
    return heard(films.recorded(sound), films.RATE)


@pytest.mark.parametrize("seed", range(4))
def test_a_deadlift_is_found_where_it_is(seed):
    impacts, times, sizes = lifted("deadlift", seed)
    rng = np.random.default_rng(seed)
    before, drift = rng.uniform(0.0, 40.0), 1.0 + rng.uniform(-1e-4, 1e-4)
    strength = gym(rng, times[-1] + before + 30.0, times * drift + before, sizes)
    fit = line_up(impacts, strength)
    assert fit.sure
    assert fit.offset_s == pytest.approx(before, abs=CLOSE)
    assert 0.01 <= fit.offset_se < CLOSE


def test_a_film_may_begin_and_end_within_the_set():
    impacts, times, sizes = lifted("deadlift", 7)
    begin, end = times[1] + 1.0, times[-2] + 1.0
    fit = line_up(impacts, gym(np.random.default_rng(7), end - begin, times - begin, sizes))
    assert fit.sure
    assert fit.offset_s == pytest.approx(-begin, abs=CLOSE)
    assert fit.felt < len(impacts)


@pytest.mark.parametrize("seed", range(2))
def test_a_film_of_somebody_elses_set_is_refused(seed):
    impacts, _, _ = lifted("deadlift", seed)
    _, times, sizes = lifted("deadlift", seed + 100)
    strength = gym(np.random.default_rng(seed), times[-1] + 20.0, times + 10.0, sizes)
    assert not line_up(impacts, strength).sure


@pytest.mark.parametrize("variant", ["bench", "overhead_press"])
def test_a_set_with_one_bang_is_refused_however_loud_it_is(variant):
    impacts, times, sizes = lifted(variant, 3)
    rng = np.random.default_rng(3)
    fit = line_up(impacts, gym(rng, 60.0, times + 5.0, sizes, music=0.0, others=0))
    assert fit is None or not fit.sure


def test_bangs_as_regular_as_the_beat_of_the_music_are_refused():
    beat = np.arange(10) * 2.0
    strength = gym(np.random.default_rng(1), 60.0, np.arange(3.0, 57.0, 2.0), np.full(27, 40.0))
    assert not line_up(Impacts(beat, np.full(10, 40.0)), strength).sure


@pytest.mark.parametrize("sound", [np.zeros(0, np.int16), np.zeros(16_000, np.int16)])
def test_in_silence_nothing_is_found(sound):
    fit = line_up(Impacts(np.arange(5.0), np.full(5, 40.0)), heard(sound, films.RATE))
    assert fit is None or not fit.sure


def test_without_bangs_nothing_is_compared():
    assert line_up(Impacts(np.zeros(0), np.zeros(0)), np.ones(100)) is None


@pytest.mark.parametrize("name", ["barspeed-field-backsquat", "mevbt-20260627-IB"])
def test_a_real_bar_is_found_or_refused_but_nowhere_else(shared_data, name):
    (path,) = (shared_data / "real").glob(f"{name}*.csv")
    samples = replace(read_recording(path).samples, start=0.0)
    jumps = np.linalg.norm(np.diff(samples.specific_force, axis=0), axis=1)
    least = [
        i for i in np.flatnonzero(jumps > 4.0) if jumps[i] == jumps[max(i - 15, 0) : i + 16].max()
    ]
    times, impacts = np.array(least) / samples.rate, felt(samples)
    for seed in range(2):
        rng = np.random.default_rng(seed)
        moved = times + 20.0 + rng.normal(0.0, 0.004, len(times))
        fit = line_up(impacts, gym(rng, samples.duration + 40.0, moved, jumps[least], noise=0.05))
        assert not fit.sure or fit.offset_s == pytest.approx(20.0, abs=CLOSE)
