from __future__ import annotations

import json
import math
import os
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmware_bridge import capture
from firmware_bridge.capture import MAGIC, CaptureWriter
from firmware_bridge.capture_reader import is_capture, parse_capture, read_capture
from firmware_bridge.errors import BadCapture
from firmware_bridge.records import Kind, Record
from tests.captures import HEADER, records, run, write


@pytest.fixture
def path(tmp_path):
    return tmp_path / "set.capture"


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """The bytes of a whole capture of forty records."""
    path = tmp_path_factory.mktemp("whole") / "set.capture"
    write(path, records(40))
    return path.read_bytes()


class TestAWholeCapture:
    def test_gives_back_what_was_written(self, path):
        writer = write(path, records(300))
        held = read_capture(path)
        assert list(held.records) == records(300)
        assert held.damage is None
        assert held.header.items() >= HEADER.items()
        assert writer.trouble is None
        assert writer.saved == path.stat().st_size

    def test_of_nothing_is_whole_too(self, path):
        write(path, [])
        assert read_capture(path).records == ()
        assert read_capture(path).damage is None

    def test_is_known_by_its_content(self, path, tmp_path):
        write(path, [])
        assert is_capture(path)
        (tmp_path / "other.capture").write_text("t_s,ax_m_s2")
        assert not is_capture(tmp_path / "other.capture")
        assert not is_capture(tmp_path)
        assert not is_capture(tmp_path / "none")


class TestWriting:
    def test_never_overwrites(self, path):
        path.write_text("an earlier set")
        writer = write(path, records(3))
        assert "exists" in writer.trouble
        assert path.read_text() == "an earlier set"

    def test_where_there_is_no_folder_yet_makes_it(self, tmp_path):
        writer = write(tmp_path / "none" / "set.capture", records(3))
        assert writer.trouble is None
        assert writer.path.stat().st_size == writer.saved

    def test_where_there_can_be_no_folder_is_told_why_and_goes_on(self, tmp_path):
        (tmp_path / "file").write_text("")
        writer = write(tmp_path / "file" / "none" / "set.capture", records(3))
        assert "cannot be written (Not a directory)" in writer.trouble

    @pytest.mark.skipif(sys.platform == "win32", reason="folders are never read-only there")
    def test_in_a_read_only_folder_is_told_and_goes_on(self, tmp_path):
        script = """
import os, sys
from firmware_bridge.capture import CaptureWriter
if os.geteuid() == 0:  # who may write anywhere
    os.seteuid(65534)
writer = CaptureWriter(sys.argv[1], {"driver": "toy", "rate": 200})
writer.close()
print(writer.trouble)
"""
        tmp_path.chmod(0o500)
        assert "(Permission denied); the set goes on" in run(script, tmp_path / "set.capture")

    def test_is_on_the_disk_within_half_a_second_without_being_closed(self, path):
        writer = CaptureWriter(path, HEADER)
        for record in records(10):
            writer.write(record)
        time.sleep(capture.FLUSHED_EVERY + 0.2)
        assert len(read_capture(path).records) == 10
        assert writer.saved == path.stat().st_size
        writer.close()

    def test_does_not_wait_for_a_slow_disk(self, path, monkeypatch):
        monkeypatch.setattr(capture, "FLUSHED_EVERY", 0.01)
        writer = CaptureWriter(path, HEADER)
        slow = os.fsync
        monkeypatch.setattr(os, "fsync", lambda file: (time.sleep(0.5), slow(file)))
        slowest = 0.0
        for record in records(1000):
            begun = time.perf_counter()
            writer.write(record)
            slowest = max(slowest, time.perf_counter() - begun)
        assert slowest < 0.2
        writer.close()
        assert list(read_capture(path).records) == records(1000)

    @pytest.mark.parametrize("failing", ["write", "fsync"])
    def test_goes_on_where_it_was_once_a_disk_takes_it_again(self, path, monkeypatch, failing):
        monkeypatch.setattr(capture, "FLUSHED_EVERY", 0.01)
        writer = CaptureWriter(path, HEADER)
        write_for_real = os.write

        def torn(file, data):
            write_for_real(file, bytes(data[:7]))
            raise OSError(28, "No space left on device")

        def unsafe(file):
            raise OSError(5, "Input/output error")

        with monkeypatch.context() as full:
            full.setattr(os, failing, torn if failing == "write" else unsafe)
            for record in records(100):
                writer.write(record)
            time.sleep(0.1)
            assert "as will the capture" in writer.trouble
            assert len(read_capture(path).records) in (0, 100)
        for record in records(200)[100:]:
            writer.write(record)
        time.sleep(0.1)
        assert writer.trouble is None
        writer.close()
        assert list(read_capture(path).records) == records(200)
        assert read_capture(path).damage is None
        assert writer.saved == path.stat().st_size

    def test_does_not_wait_for_a_disk_until_the_memory_is_full(self, path, monkeypatch):
        monkeypatch.setattr(capture, "FLUSHED_EVERY", 0.01)
        monkeypatch.setattr(capture, "MOST_WAITING", 10_000)
        writer = CaptureWriter(path, HEADER)

        def full(file, data):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "write", full)
        for record in records(1000):
            writer.write(record)
        time.sleep(0.1)
        writer.write(records(1)[0])
        writer.close()
        assert "without it" in writer.trouble
        assert read_capture(path).records == ()

    @pytest.mark.skipif(sys.platform == "win32", reason="no limits on files there")
    def test_on_a_full_disk_ends_and_the_program_goes_on(self, path):
        script = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from firmware_bridge import capture
from firmware_bridge.records import Kind, Record
capture.FLUSHED_EVERY = 0.01
writer = capture.CaptureWriter(sys.argv[1], {"driver": "toy", "rate": 200})
for i in range(100):
    writer.write(Record(i / 25, Kind.RECEIVED, "", bytes(1000)))
    time.sleep(0.001)
writer.close()
print(writer.trouble)
"""
        told = run(script, path)
        assert "the capture cannot be written (File too large); the set goes on" in told
        held = read_capture(path)
        assert 10 < len(held.records) < 20
        assert "not whole" in held.damage


class TestADamagedCapture:
    def test_cut_anywhere_gives_all_that_is_whole(self, whole):
        first = len(MAGIC) + 24 + len(json.dumps({"capture": 1, **HEADER}))
        before = 0
        for length in range(first, len(whole)):
            held = parse_capture(whole[:length])
            assert list(held.records) == records(len(held.records))
            assert before <= len(held.records) <= before + 1
            before = len(held.records)
        assert before == 39

    def test_says_how_much_of_its_end_is_torn(self, whole):
        held = parse_capture(whole[:-3])
        assert held.damage is not None
        assert "not whole" in held.damage

    def test_with_damage_in_its_midst_loses_that_alone(self, whole):
        place = whole.index(bytes([25]) * 25)
        held = parse_capture(whole[:place] + b"\0\0" + whole[place + 2 :])
        assert list(held.records) == records(25) + records(40)[26:]
        assert "49 bytes in its midst" in held.damage

    def test_with_a_sector_of_zeros_goes_on_behind_it(self, whole):
        held = parse_capture(whole[:700] + bytes(512) + whole[1212:])
        kept = list(held.records)
        assert kept[-10:] == records(40)[-10:]
        assert all(record in records(40) for record in kept)
        assert "in its midst" in held.damage

    def test_a_block_that_was_moved_is_no_record(self, whole):
        place = whole.index(bytes([25]) * 25) - 20
        block = whole[place : place + 49]
        held = parse_capture(whole + block)
        assert list(held.records) == records(40)
        assert "the last 49 bytes" in held.damage

    def test_a_record_of_no_time_is_told_and_left_out(self, path):
        ends = [Record(math.nan, Kind.RECEIVED), Record(math.inf, Kind.RECEIVED)]
        write(path, [*records(3), *ends])
        held = read_capture(path)
        assert list(held.records) == records(3)
        assert "2 records cannot be attributed" in held.damage

    def test_records_of_a_channel_whose_name_is_damaged_are_told(self, whole):
        place = whole.index(b"0000ffe4")
        held = parse_capture(whole[:place] + b"X" + whole[place + 1 :])
        assert list(held.records) == [r for r in records(40) if "ffe4" not in r.channel]
        assert "13 records cannot be attributed" in held.damage

    @settings(max_examples=200, deadline=None)
    @given(data=st.data())
    def test_however_it_is_damaged_gives_only_what_was_written(self, whole, data):
        held = bytearray(whole)
        for _ in range(data.draw(st.integers(1, 5))):
            if not held:
                break
            place = data.draw(st.integers(0, len(held) - 1))
            size = data.draw(st.integers(1, 200))
            match data.draw(st.sampled_from(["flip", "cut", "twice", "noise", "out"])):
                case "flip":
                    held[place] ^= 1 << data.draw(st.integers(0, 7))
                case "cut":
                    del held[max(place, 1) :]
                case "twice":
                    held[place:place] = held[place : place + size]
                case "noise":
                    held[place : place + size] = data.draw(st.binary(max_size=size))
                case "out":
                    del held[max(place, 1) : place + size]
        try:
            kept = parse_capture(bytes(held))
        except BadCapture:
            return
        assert all(record in records(40) for record in kept.records)
        assert kept.damage or list(kept.records) == records(len(kept.records))

    @settings(max_examples=200, deadline=None)
    @given(st.binary(max_size=2000))
    def test_that_is_noise_is_refused_or_empty(self, noise):
        with pytest.raises(BadCapture):
            parse_capture(noise)
        with pytest.raises(BadCapture):
            parse_capture(MAGIC + noise)

    def test_full_of_beginnings_is_read_in_no_time(self, whole):
        begun = time.perf_counter()
        parse_capture(whole + capture.MARK * 200_000)
        assert time.perf_counter() - begun < 2


class TestWhatIsNoCapture:
    def test_is_refused_with_its_name(self, path):
        path.write_bytes(b"PAR1")
        with pytest.raises(BadCapture, match=r"set\.capture: this is no capture"):
            read_capture(path)
        with pytest.raises(BadCapture, match="cannot be read"):
            read_capture(path.parent / "none")

    @pytest.mark.parametrize(
        ("header", "why"),
        [
            ({"capture": 2}, "version 2: a newer program"),
            ({"driver": None}, "driver None"),
            ({"rate": 0}, "rate 0"),
            ({"rate": "fast"}, "rate 'fast'"),
        ],
    )
    def test_may_be_one_that_nobody_can_replay(self, path, header, why):
        write(path, [], HEADER | header)
        with pytest.raises(BadCapture, match=why):
            read_capture(path)
