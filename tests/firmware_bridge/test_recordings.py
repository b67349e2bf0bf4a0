from __future__ import annotations

import builtins

import numpy as np
import pytest

from firmware_bridge.errors import BadRecording, MissingExtra
from firmware_bridge.recordings import read_recording
from velocity.samples import MISSING

DPS = np.pi / 180


def as_text(path):
    return path.read_text(encoding="utf-8")


def test_a_clean_recording_is_read_as_it_is_and_says_nothing(rows, write):
    recording = read_recording(write(rows))
    samples = recording.samples
    assert recording.notices == ()
    assert samples.rate == pytest.approx(100)
    assert not samples.flags.any()
    np.testing.assert_array_equal(samples.specific_force, rows[:, 1:4])
    np.testing.assert_array_equal(samples.angular_rate, rows[:, 4:7])


def test_columns_may_stand_in_any_order(rows, write):
    header = "gz_rad_s,t_s,ay_m_s2,ax_m_s2,gx_rad_s,az_m_s2,gy_rad_s"
    recording = read_recording(write(rows[:, [6, 0, 2, 1, 4, 3, 5]], header))
    np.testing.assert_array_equal(recording.samples.specific_force, rows[:, 1:4])
    np.testing.assert_array_equal(recording.samples.angular_rate, rows[:, 4:7])


@pytest.mark.parametrize(("name", "scale"), [("t_s", 1), ("t_ms", 1e3), ("t_us", 1e6)])
def test_the_unit_of_time_is_part_of_the_name(rows, write, name, scale):
    rows[:, 0] = (rows[:, 0] + 5) * scale
    header = f"{name},ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s"
    samples = read_recording(write(rows, header)).samples
    assert samples.rate == pytest.approx(100)
    assert samples.start == pytest.approx(5)


def test_g_and_degrees_become_si(rows, write):
    scaled = rows.copy()
    scaled[:, 1:4] /= 9.80665
    scaled[:, 4:] /= DPS
    samples = read_recording(write(scaled, "t_s,ax_g,ay_g,az_g,gx_dps,gy_dps,gz_dps")).samples
    np.testing.assert_allclose(samples.specific_force, rows[:, 1:4], atol=1e-5)
    np.testing.assert_allclose(samples.angular_rate, rows[:, 4:], atol=1e-5)


def test_common_other_spellings_of_the_units_are_known(rows, write):
    header = "t_s,ax_mps2,ay_mps2,az_mps2,gx_rads,gy_rads,gz_rads"
    assert read_recording(write(rows, header)).notices == ()


def test_unknown_columns_give_one_notice_whatever_they_hold(rows, write):
    lines = as_text(write(rows)).splitlines()
    lines = [lines[0] + ",note,temp_c", *(line + ",squat,21.5" for line in lines[1:])]
    recording = read_recording(write("\n".join(lines) + "\n"))
    assert recording.notices == ("columns not known and ignored: note, temp_c",)
    np.testing.assert_array_equal(recording.samples.specific_force, rows[:, 1:4])


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-8", "ascii"]
)
def test_any_usual_encoding_is_read(rows, write, encoding):
    text = as_text(write(rows))
    samples = read_recording(write(text, encoding=encoding)).samples
    np.testing.assert_array_equal(samples.specific_force, rows[:, 1:4])


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.replace(",", ";").replace(".", ","),
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace(",", "\t").replace(".", ","),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(",", ", "),
        lambda text: "# made by a sensor\n\n" + text,
        lambda text: text.replace("\n", "\n\n"),
        lambda text: (
            text.replace("_s2", '_s2"')
            .replace("ax_", '"ax_')
            .replace("ay_m", '"ay_m')
            .replace("az_m", '"az_m')
        ),
        lambda text: text.upper(),
        lambda text: text.replace("\n", ",\n"),
        lambda text: text.rstrip("\n"),
    ],
)
def test_the_usual_dialects_mean_the_same(rows, write, rewrite):
    recording = read_recording(write(rewrite(as_text(write(rows)))))
    np.testing.assert_array_equal(recording.samples.specific_force, rows[:, 1:4])
    assert recording.notices == ()


# With a line end, three characters less are a whole line of shorter numbers.
CUTS = [(3, ""), (8, ""), (30, ""), (60, ""), (8, "\n"), (30, "\n"), (60, "\n")]


@pytest.mark.parametrize(("cut", "end"), CUTS)
def test_a_last_line_that_is_cut_off_is_left_out(rows, write, cut, end):
    recording = read_recording(write(as_text(write(rows)).rstrip("\n")[:-cut] + end))
    assert recording.notices == ("the last line is cut off and was left out",)
    np.testing.assert_array_equal(recording.samples.specific_force, rows[:-1, 1:4])


def test_a_few_missing_numbers_are_interpolated_and_told(rows, write):
    text = as_text(write(rows)).splitlines()
    text[201] = text[201].rsplit(",", 6)[0] + ",nan,,NA,0,0,0"
    text[301] = text[301].rsplit(",", 1)[0] + ",inf"
    recording = read_recording(write("\n".join(text) + "\n"))
    assert list(np.flatnonzero(recording.samples.flags)) == [200, 300]
    assert recording.samples.flags[200] == MISSING
    between = rows[[199, 201], 1:4].mean(axis=0)
    np.testing.assert_allclose(recording.samples.specific_force[200], between)
    assert recording.notices == ("2 samples (0.2 %) without a number: interpolated",)


def test_a_few_swapped_rows_are_put_in_order(rows, write):
    swapped = rows.copy()
    swapped[[400, 401]] = swapped[[401, 400]]
    recording = read_recording(write(swapped))
    np.testing.assert_array_equal(recording.samples.specific_force, rows[:, 1:4])
    assert recording.notices == ("time runs backwards in 1 place: put in order",)


def test_a_repeated_stamp_in_a_regular_recording_is_left_out(rows, write):
    repeated = np.insert(rows, 500, rows[499], axis=0)
    recording = read_recording(write(repeated))
    np.testing.assert_array_equal(recording.samples.specific_force, rows[:, 1:4])
    assert recording.notices == ("1 sample with the time of the one before: left out",)


def test_lost_samples_are_flagged_and_interpolated(rows, write):
    recording = read_recording(write(np.delete(rows, [300, 301, 302, 700], axis=0)))
    samples = recording.samples
    assert len(samples) == 1000
    assert list(np.flatnonzero(samples.flags == MISSING)) == [300, 301, 302, 700]
    np.testing.assert_allclose(
        samples.specific_force[301], (rows[299, 1:4] + rows[303, 1:4]) / 2, atol=1e-9
    )
    assert recording.notices == (
        "4 samples (0.4 %) missing in 2 gaps, longest 30 ms: interpolated",
    )


def test_a_recording_too_short_for_a_rep_is_read_and_told(rows, write):
    recording = read_recording(write(rows[:120]))
    assert len(recording.samples) == 120
    assert recording.notices == ("the recording is only 1.2 s long: too short for a whole rep",)
    assert read_recording(write(rows[:300])).notices == ()


def test_parquet_holds_the_same(rows, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    pyarrow = pytest.importorskip("pyarrow")
    names = ["t_s", "ax_m_s2", "ay_m_s2", "az_m_s2", "gx_rad_s", "gy_rad_s", "gz_rad_s"]
    path = tmp_path / "recording.parquet"
    parquet.write_table(pyarrow.table(dict(zip(names, rows.T, strict=True))), path)
    samples = read_recording(path).samples
    np.testing.assert_array_equal(samples.specific_force, rows[:, 1:4])
    with path.open("r+b") as file:
        file.truncate(2000)
    with pytest.raises(BadRecording, match="not a Parquet file"):
        read_recording(path)


def test_parquet_without_its_library_says_what_to_install(tmp_path, monkeypatch):
    path = tmp_path / "recording.parquet"
    path.write_bytes(b"PAR1....PAR1")
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr("importlib.import_module", without)
    with pytest.raises(MissingExtra, match=r"install bargroove\[parquet\]"):
        read_recording(path)


def test_a_long_recording_is_read_whole(tmp_path):
    line = "{:.3f},0.123456,-0.234567,9.81{:03d},0.012345,-0.023456,0.0345{:02d}\n"
    path = tmp_path / "long.csv"
    with path.open("w") as file:
        file.write("t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s\n")
        file.writelines(line.format(i / 200, i * 7 % 500, i * 3 % 100) for i in range(500_000))
    samples = read_recording(path).samples
    assert len(samples) == 500_000
    assert samples.duration == pytest.approx(2500.0, abs=0.01)
