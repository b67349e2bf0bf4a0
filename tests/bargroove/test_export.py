from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from bargroove.logbook import open_logbook
from tests import entries


@pytest.fixture
def sets(data):
    with open_logbook() as book:
        for name, day in (("Ann", 14), ("Bo", 15)):
            book.add_lifter(name)
            head = entries.head(name, f"2026-03-{day}T09:00:00+00:00", note="heavy, but fine")
            book.end_set(book.begin_set(head), entries.reps(day - 12))


def lifters(text):
    return [row["lifter"] for row in csv.DictReader(io.StringIO(text))]


def test_a_table_has_a_row_for_each_rep(bargroove, sets, tmp_path):
    path = tmp_path / "all.csv"
    assert bargroove("export", path) == (0, f"{path}: 2 sets, 5 reps\n", "")
    assert lifters(path.read_text(encoding="utf-8")) == ["Ann"] * 2 + ["Bo"] * 3


def test_the_output_is_a_file_too(bargroove, sets):
    assert lifters(bargroove("export", "-").out) == ["Ann"] * 2 + ["Bo"] * 3
    held = json.loads(bargroove("export", "-", "--format", "json").out)
    assert [one["name"] for one in held["lifters"]] == ["Ann", "Bo"]


@pytest.mark.parametrize(
    "choice", [("--lifter", "bo"), ("--since", "2026-03-15"), ("--lift", "squat", "--lifter", "Bo")]
)
def test_sets_can_be_chosen(bargroove, sets, choice):
    assert set(lifters(bargroove("export", "-", *choice).out)) == {"Bo"}


def test_parquet_holds_the_same_table(bargroove, sets, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    bargroove("export", tmp_path / "all.parquet")
    table = parquet.read_table(tmp_path / "all.parquet")
    bargroove("export", tmp_path / "all.csv")
    text = (tmp_path / "all.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert table.column_names == list(rows[0])
    assert table["mean_velocity_m_s"].to_pylist() == [float(r["mean_velocity_m_s"]) for r in rows]
    assert table["valid"].to_pylist() == [True] * 5
    assert table["lifter"].to_pylist() == [row["lifter"] for row in rows]


def test_parquet_without_its_library_says_what_to_install(bargroove, sets, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = bargroove("export", tmp_path / "all.parquet")
    assert result.status == 1
    assert "install bargroove[parquet]" in result.err
    assert not list(tmp_path.glob("*parquet*"))


def test_the_format_may_be_said(bargroove, sets, tmp_path):
    bargroove("export", tmp_path / "all.txt", "--format", "json")
    assert json.loads((tmp_path / "all.txt").read_text(encoding="utf-8"))["schema"] == 1


def test_the_limits_and_lifters_go_out_without_any_set(bargroove, tmp_path):
    bargroove("lifters", "add", "Ann")
    assert bargroove("export", tmp_path / "all.json").out.endswith("0 sets, 0 reps\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("all.xlsx",), "all.xlsx: its ending says no format; end it in .csv, .parquet or .json"),
        (("-", "--format", "parquet"), "name a file"),
        (("all.csv", "--lift", "bench"), "no sets of bench in the logbook: nothing is written"),
        (("all.csv", "--lifter", "Anne"), "the nearest: 'Ann'"),
        (("no/such/folder/all.csv",), "the export cannot be written there"),
    ],
)
def test_what_cannot_be_exported_is_told(bargroove, sets, tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    result = bargroove("export", *arguments)
    assert (result.status, result.out) == (1, "")
    assert told in result.err
    assert not Path("all.csv").exists()
