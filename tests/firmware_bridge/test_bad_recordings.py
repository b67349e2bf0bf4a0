from __future__ import annotations

import os
import re

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from firmware_bridge.errors import BadRecording, BridgeError
from firmware_bridge.recordings import Recording, read_recording

HEADER = "t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s"


def refusal(path):
    with pytest.raises(BadRecording) as caught:
        read_recording(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message


def test_a_refusal_is_a_bridge_error_and_a_value_error():
    assert issubclass(BadRecording, BridgeError)
    assert issubclass(BadRecording, ValueError)


def test_a_missing_file(tmp_path):
    assert "there is no such file" in refusal(tmp_path / "none.csv")


def test_a_directory(tmp_path):
    assert "this is a directory" in refusal(tmp_path)


def test_no_permission(rows, write):
    path = write(rows)
    path.chmod(0)
    superuser = os.geteuid() == 0  # who may read everything, so is nobody for a moment
    if superuser:
        os.seteuid(65534)
    try:
        assert "no permission" in refusal(path)
    finally:
        if superuser:
            os.seteuid(0)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe", b"\xef\xbb\xbf"])
def test_an_empty_file(write, content):
    assert re.search("is empty|no line of column names", refusal(write(content)))


def test_a_header_alone(write):
    assert "no samples" in refusal(write(HEADER + "\n"))
    assert "no samples" in refusal(write(HEADER))


def test_no_header(rows, write):
    text = write(rows).read_text().split("\n", 1)[1]
    assert "no header: the first line must name the columns, as in t_s,ax_m_s2" in refusal(
        write(text)
    )


@pytest.mark.parametrize("name", ["ax_ft_s2", "ax", "ax_raw"])
def test_an_unknown_unit(rows, write, name):
    message = refusal(write(rows, HEADER.replace("ax_m_s2", name)))
    assert f"column {name} has no known unit: rename it to ax_m_s2" in message


def test_a_missing_column(rows, write):
    message = refusal(write(rows, HEADER.replace("gz_rad_s", "heading")))
    assert "no column gz_rad_s" in message


@pytest.mark.parametrize("other", ["ax_m_s2", "ax_g"])
def test_a_quantity_that_stands_there_twice(rows, write, other):
    message = refusal(write(rows, HEADER.replace("gz_rad_s", other)))
    assert f"two columns for ax: ax_m_s2 and {other}" in message


def test_text_in_a_number_is_named_by_line_and_column(rows, write):
    lines = write(rows).read_text().splitlines()
    lines[700] = lines[700].rsplit(",", 1)[0] + ",oops"
    message = refusal(write("\n".join(lines) + "\n"))
    assert "line 701, column gz_rad_s: 'oops' is not a number" in message


@pytest.mark.parametrize("line", ["1,2,3", "7.0,0,0,9.81,0,0,0.7.01,0,0,9.81,0,0,0"])
def test_a_broken_line_is_named(rows, write, line):
    lines = write(rows).read_text().splitlines()
    lines[700] = line
    assert "line 701: " in refusal(write("\n".join(lines) + "\n"))


def test_decimal_commas_between_commas(rows, write):
    text = write(rows).read_text()
    head, body = text.split("\n", 1)
    assert "line 2: 14 cells where the header names 7" in refusal(
        write(head + "\n" + body.replace(".", ","))
    )


def test_too_many_holes(rows, write):
    rows[::5, 2] = np.nan
    assert "too many" in refusal(write(rows))


def test_time_that_starts_again(rows, write):
    rows[600:, 0] -= 6
    message = refusal(write(rows))
    assert "line 602: time runs backwards by 5.99 s" in message
    assert "split the recording there" in message


def test_time_that_stands_still(rows, write):
    rows[:, 0] = 3
    assert "time stands still" in refusal(write(rows))


@pytest.mark.parametrize(("scale", "rate"), [(1000, "0.1"), (0.001, "1e+05")])
def test_a_wrong_unit_of_time(rows, write, scale, rate):
    rows[:, 0] *= scale
    text = "\n".join([HEADER, *(",".join(f"{x:.9g}" for x in row) for row in rows)])
    assert f"{rate} samples per second" in refusal(write(text))
    assert "check the unit of time" in refusal(write(text))


def test_stamps_in_milliseconds_with_an_hour_between_look_like_a_wrong_unit(rows, write):
    rows[500:, 0] += 5000
    assert "a gap of 1.39 h after sample 500" in refusal(write(rows))


def test_too_few_samples(rows, write):
    assert "5 samples are too few" in refusal(write(rows[:5]))


def test_a_picture(write):
    assert "not text" in refusal(write(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" * 40))


fuzz = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CELLS = st.one_of(
    st.floats().map(str),
    st.sampled_from(["", "0", "9.81", "-1", "nan", "inf", "1e999", "x", "1_0", '"', "١", "0x1p3"]),
)


@fuzz
@given(st.binary(max_size=400))
@example(b"PAR1")
@example(b"PAR1" * 20)
@example(b"\xff\xfea")
def test_arbitrary_bytes_are_refused_and_nothing_else(tmp_path, content):
    path = tmp_path / "fuzz.csv"
    path.write_bytes(content)
    with pytest.raises(BadRecording):
        read_recording(path)


@fuzz
@given(
    st.lists(st.lists(CELLS, min_size=6, max_size=8), min_size=8, max_size=40),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le"]),
)
def test_arbitrary_tables_give_a_recording_or_a_refusal(tmp_path, table, separator, encoding):
    lines = [separator.join(HEADER.split(",")), *(separator.join(row) for row in table)]
    path = tmp_path / "fuzz.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    try:
        recording = read_recording(path)
    except BadRecording:
        return
    assert isinstance(recording, Recording)
    assert np.isfinite(recording.samples.specific_force).all()


@fuzz
@given(st.integers(0, 2**32 - 1), st.floats(0, 1e5), st.sampled_from([1e-3, 1, 1e3, 1e9]))
def test_arbitrary_stamps_and_sizes_give_finite_samples_or_a_refusal(tmp_path, seed, spread, scale):
    rng = np.random.default_rng(seed)
    values = rng.normal(0, scale, (60, 7))
    values[:, 0] = np.sort(np.round(rng.exponential(0.01 + spread * rng.integers(0, 2), 60), 3))
    path = tmp_path / "fuzz.csv"
    np.savetxt(path, values, delimiter=",", header=HEADER, comments="")
    try:
        recording = read_recording(path)
    except BadRecording:
        return
    assert np.isfinite(recording.samples.specific_force).all()
    assert np.isfinite(recording.samples.angular_rate).all()
    assert recording.samples.rate_se >= 0
