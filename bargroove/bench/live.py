"""What a live set costs, from a sensor's bytes to its reps; each wants a process of its own."""

from __future__ import annotations

import gc
import math
from dataclasses import dataclass
from heapq import merge
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, thread_time

import numpy as np
from numpy.typing import NDArray

from bargroove.bench.costs import REPEATS, memory
from bargroove.bench.session import RATE
from bargroove.bench.streams import felt, hosts, sent, talk
from bargroove.evidence.cases import Case, simulated
from bargroove.evidence.scores import TARGET_VARIANTS
from firmware_bridge import drivers
from firmware_bridge.capture import CaptureWriter
from firmware_bridge.drivers.contract import Batch
from firmware_bridge.records import Kind, Record
from firmware_bridge.replay import retold
from firmware_bridge.session import Session
from hardware.simulated.sensors.contract import Readings as Felt
from velocity.events import RepFinished

Floats = NDArray[np.float64]

_SETTLED_S = 600.0  # s of stream after which memory should not grow any more
_PIECE = 1024  # bytes
_STARTS_S = 20.0  # s within which all of a crowd have begun


@dataclass(frozen=True)
class Running:
    """What one sensor's stream took.

    Attributes:
        seconds: of stream; ``busy`` those of processor time, of all threads.
        reps: (n, 2) s of processor and of wall time from a batch's arrival to the rep it ended.
    """

    seconds: float
    busy: float
    reps: Floats


def running_cost(minutes: float, rest_s: float) -> Running:
    """Return the cost of a stream of sets with rests of ``rest_s`` s."""
    records = sent(felt(minutes, rest_s))
    reps: list[tuple[float, float]] = []
    with hosts() as host:
        one = host()
        begun = process_time()
        for record in records:
            start = thread_time(), perf_counter()
            said = one.take(record)
            took = thread_time() - start[0], perf_counter() - start[1]
            reps += [took] * any(isinstance(event, RepFinished) for event in said)
        busy = process_time() - begun
    return Running(records[-1].at, busy, np.array(reps).reshape(-1, 2))


def crowd_delays(sensors: int, counted: tuple[int, ...]) -> tuple[float, dict[int, Floats]]:
    """Return how late a crowd's batches are done if one core serves all, each in its turn.

    All are in the middle of sets at once. The batches are worked on in the order in which they
    come, as fast as it goes, and how late each would have been follows from its arrival and from
    what it and those before it took.

    Args:
        sensors: how many there are.
        counted: of how many of them to tell.

    Returns:
        The s of stream, and for each count the (n,) s from a batch's arrival to its end.
    """
    rng = np.random.default_rng(0)
    lifts, streams = zip(
        *(_late(i, rng.uniform(0.0, _STARTS_S)) for i in range(sensors)), strict=True
    )
    arrivals, owners, services = [], [], []
    with hosts() as host:
        crowd = [host(lift) for lift in lifts]
        gc.collect()
        for at, i, record in merge(*streams, key=lambda item: item[:2]):
            begun = process_time()
            crowd[i].take(record)
            services.append(process_time() - begun)
            arrivals.append(at)
            owners.append(i)
    times, took, who = np.array(arrivals), np.array(services), np.array(owners)
    delays = {n: queued(times[who < n], took[who < n]) for n in counted}
    return float(times[-1]), delays


def _late(number: int, start: float) -> tuple[str, list[tuple[float, int, Record]]]:
    """Return a lift, and a sensor's records, each behind its time and the sensor's number."""
    variant = TARGET_VARIANTS[number % len(TARGET_VARIANTS)]
    sim = simulated(Case(variant, number, 0))
    records = sent(Felt(sim.rate, sim.specific_force, sim.angular_rate), seed=number)
    return sim.lift, [(record.at + start, number, record) for record in records]


def queued(arrivals: Floats, services: Floats) -> Floats:
    """Return (n,) s from each arrival to its end, where one core does one after the other.

    The end of each is its service behind the later of its arrival and the end before it.
    """
    done = np.cumsum(services)
    ends = done + np.maximum.accumulate(arrivals - (done - services))
    return np.asarray(ends - arrivals)


def memory_growth(hours: float, rest_s: float) -> tuple[int | None, int]:
    """Return by how many bytes the process grows in hours of stream, and how many reps it told.

    Growth counts from ``_SETTLED_S`` on, when every part has been at work.
    """
    readings = felt(60.0 * hours, rest_s)
    talking, reps, before = talk(readings), 0, None
    with hosts() as host:
        one = host()
        for _ in talking.run(len(readings.specific_force) / RATE):
            for record in talking.records:
                told = one.take(record)
                reps += sum(isinstance(event, RepFinished) for event in told)
                if before is None and record.at > min(_SETTLED_S, 1800.0 * hours):
                    before = memory("VmRSS")
            talking.records.clear()
        after = memory("VmRSS")
    return (None if before is None or after is None else after - before), reps


@dataclass(frozen=True)
class Decoding:
    """What one driver's bytes cost, µs of processor time per sample.

    ``alone_us`` in the pieces that the sensor sends, ``joined_us`` where a stream of bytes comes
    a kilobyte at a time, NaN for frames that do not join; ``clocked_us`` with session and clock.
    """

    samples: int
    alone_us: float
    joined_us: float
    clocked_us: float


def decoding_cost(key: str, seconds: float = 60.0) -> Decoding:
    """Return the cost of decoding what a simulated sensor sends in the pieces it comes in."""
    rng = np.random.default_rng(0)
    n = round(seconds * RATE)
    force, turn = rng.normal((0, 0, 9.81), 2.0, (n, 3)), rng.normal(0, 1.0, (n, 3))
    records = sent(Felt(RATE, force, turn), key)
    first = _begun(key, records)
    runs = [_decoded(key, records, first) for _ in range(REPEATS)]
    samples = runs[0][0]
    return Decoding(samples, *(1e6 * min(run[i] for run in runs) / samples for i in (1, 2, 3)))


def _begun(key: str, records: list[Record]) -> int:
    """Return which record is the first of the stream."""
    session = Session(drivers.find(key)(), RATE)
    for number, record in enumerate(records):
        if session.streaming:
            return number
        retold(session, record)
    raise RuntimeError(f"the simulated {key} does not stream")


def _decoded(key: str, records: list[Record], first: int) -> tuple[int, float, float, float]:
    """Return the samples of a stream, and s to decode it: as it comes, joined, with the clock."""
    stream = [record for record in records[first:] if record.kind is Kind.RECEIVED]
    pieces = [(record.channel, record.data) for record in stream]
    samples, alone = _fed(_streaming(key, records[:first]), pieces)
    _, joined = _fed(_streaming(key, records[:first]), _joined(key, pieces))
    session = _streaming(key, records[:first])
    begun = thread_time()
    for record in stream:
        session.take(record)
    return samples, alone, joined, thread_time() - begun


def _streaming(key: str, records: list[Record]) -> Session:
    session = Session(drivers.find(key)(), RATE)
    for record in records:
        retold(session, record)
    return session


def _fed(session: Session, pieces: list[tuple[str, bytes]]) -> tuple[int, float]:
    """Return how many samples a driver reads out of pieces, and s that it takes."""
    begun = thread_time()
    decoded = [session.driver.feed(channel, data) for channel, data in pieces]
    took = thread_time() - begun
    samples = sum(len(one) for told in decoded for one in told if isinstance(one, Batch))
    return samples, took if samples else math.nan


def _joined(key: str, pieces: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return a stream of bytes in larger pieces, nothing of frames that do not join."""
    if not (drivers.find(key).bauds or key == "witmotion"):
        return []
    whole = b"".join(data for _, data in pieces)
    cuts = range(0, len(whole), _PIECE)
    return [(pieces[0][0], whole[cut : cut + _PIECE]) for cut in cuts]


def capture_cost(minutes: float) -> tuple[int, float]:
    """Return the samples of a BVM stream, and s of processor time to capture it to a disk."""
    readings = felt(minutes, 5.0)
    records = sent(readings)
    with TemporaryDirectory() as folder:
        begun = process_time()
        writer = CaptureWriter(Path(folder, "bench.capture"), {"driver": "bvm", "rate": RATE})
        for record in records:
            writer.write(record)
        writer.close()
        seconds = process_time() - begun
    return len(readings.specific_force), seconds
