from __future__ import annotations

import asyncio
from time import perf_counter

import numpy as np
import pytest

from bargroove.simulated_source import simulation
from bargroove.source import Source
from firmware_bridge.drivers.contract import Identity
from firmware_bridge.errors import BadUrl
from firmware_bridge.events import Readings
from firmware_bridge.sources import parse
from hardware.simulated import VARIANTS
from hardware.simulated.sensors import SENSORS


def events(url, seconds=None, records=None):
    records = [] if records is None else records

    async def collected():
        told = []
        async for event in Source(url, 208.0, lambda header: records.append).events():
            told.append(event)
            if seconds and isinstance(event, Readings) and event.samples.start > seconds:
                break
        return told

    return asyncio.run(collected())


@pytest.mark.parametrize("sensor", SENSORS)
def test_every_sensor_brings_what_its_chip_read(sensor):
    told = events(f"sim:squat?seed=1&speed=0&sensor={sensor}", seconds=6.0)
    readings = [event.samples for event in told if isinstance(event, Readings)]
    force = np.concatenate([samples.specific_force for samples in readings])
    assert any(isinstance(event, Identity) for event in told)
    assert sum(samples.duration for samples in readings) > 6.0
    still = force[: round(readings[0].rate)]  # the bar lies in the rack
    assert np.linalg.norm(still.mean(axis=0)) == pytest.approx(9.8, abs=0.5)


def test_all_of_the_set_is_sent_and_some_seconds_more():
    told = events("sim:squat?seed=1&speed=0")
    last = [event for event in told if isinstance(event, Readings)][-1].samples
    simulated = simulation(parse("sim:squat?seed=1&speed=0"))
    assert last.start + last.duration > simulated.duration - 1.0
    assert simulated.done.truth.reps[-1].end_s < simulated.duration - 10.0


def test_the_same_seed_sends_the_same_bytes():
    first, again, other = [], [], []
    for seed, records in ((1, first), (1, again), (2, other)):
        events(f"sim:row?seed={seed}&speed=0", seconds=3.0, records=records)
    assert first == again != other


@pytest.mark.parametrize("lift", VARIANTS)
def test_every_way_of_lifting_can_be_simulated(lift):
    simulated = simulation(parse(f"sim:{lift}?seed=3"))
    assert simulated.done.plan.variant == lift
    assert len(simulated.readings.specific_force) == round(
        simulated.duration * simulated.readings.rate
    )


def test_several_sets_are_one_sitting():
    one, three = (simulation(parse(f"sim:row?sets={sets}")) for sets in (1, 3))
    assert three.duration > one.duration + 150
    assert len(three.done.plan.reps) > len(one.done.plan.reps) + 2


def test_speed_paces_it():
    begun = perf_counter()
    events("sim:squat?seed=1&speed=10", seconds=5.0)
    assert 0.4 < perf_counter() - begun < 3.0


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sim:sqat", "did you mean squat"),
        ("sim:curls", "There are squat"),
        ("sim:squat?sed=1", "has no option sed"),
        ("sim:squat?seed=-1", "seed is a whole number"),
        ("sim:squat?seed=x", "seed is a whole number"),
        ("sim:squat?speed=fast", "speed is a number"),
        ("sim:squat?speed=nan", "speed is a number"),
        ("sim:squat?sensor=none", "no sensor 'none'; there are bvm"),
        ("sim:squat?sets=0", "sets is a whole number from 1"),
    ],
)
def test_what_cannot_be_simulated_is_told(url, told):
    with pytest.raises(BadUrl, match=told):
        events(url)
