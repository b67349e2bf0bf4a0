from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from bargroove.recorder import Recorder
from bargroove.source import Source
from firmware_bridge.capture_reader import read_capture
from firmware_bridge.events import Readings
from firmware_bridge.recordings import read_recording

URL = "sim:squat?seed=1&speed=0&sensor="


def recorded(tmp_path: Path, sensor: str, turns: tuple[float, ...], until: float) -> Recorder:
    """Record a simulated sensor, with new files at some seconds."""
    names = iter(tmp_path / f"{number}.capture" for number in range(1, 9))
    recorder = Recorder(lambda: next(names), {"lift": "squat"})
    source = Source(URL + sensor, 208.0, recorder.begin)
    left = list(turns)

    async def run():
        async for event in source.events():
            if not isinstance(event, Readings):
                continue
            if left and event.samples.start > left[0]:
                left.pop(0)
                recorder.next_set(source.fresh_session)
            if event.samples.start > until:
                break

    asyncio.run(run())
    recorder.close()
    return recorder


@pytest.mark.parametrize("sensor", ["bvm", "bvm-serial", "witmotion", "polar", "ximu3", "dot"])
def test_a_later_file_replays_by_itself(tmp_path, sensor):
    recorder = recorded(tmp_path, sensor, (25.0,), 30.0)
    assert recorder.paths == [tmp_path / "1.capture", tmp_path / "2.capture"]
    whole, later = (read_recording(path).samples for path in recorder.paths)
    assert 20.0 < later.duration < 26.5
    last = whole.specific_force[-300:]
    windows = np.lib.stride_tricks.sliding_window_view(later.specific_force, (300, 3))[:, 0]
    assert np.isclose(windows, last).all(axis=(1, 2)).sum() == 1


def test_the_header_tells_what_it_belongs_to(tmp_path):
    recorder = recorded(tmp_path, "bvm", (3.0,), 4.0)
    first, second = (read_capture(path).header for path in recorder.paths)
    assert first["driver"] == second["driver"] == "bvm"
    assert first["lift"] == second["lift"] == "squat"
    assert "continues" not in first
    assert second["continues"] == "1.capture"


def test_nothing_is_lost_between_two_files(tmp_path):
    recorder = recorded(tmp_path, "bvm", (3.0, 6.0), 8.0)
    records = [read_capture(path).records for path in recorder.paths]
    assert len(records) == 3
    for before, after in pairwise(records):
        assert before[-1] in after


def test_records_that_no_new_session_understands_stay_where_they_are(tmp_path, monkeypatch):
    monkeypatch.setattr("bargroove.recorder._OPENING", 2)
    assert len(recorded(tmp_path, "bvm", (3.0,), 4.0).paths) == 1


def test_a_place_that_cannot_be_written_is_told_and_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    recorder = Recorder(lambda: tmp_path / "file" / "a.capture", {})
    recorder.begin({"driver": "bvm", "rate": 208.0, "source": "sim:"})
    assert "cannot be written" in recorder.trouble
    recorder.close()
