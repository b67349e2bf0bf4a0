from __future__ import annotations

import csv
import io
from dataclasses import fields, replace

import pytest

from bargroove.exchange.errors import BadImport
from bargroove.exchange.own_csv import read_csv, write_csv
from bargroove.exchange.sheet import read_sheet
from bargroove.logbook.plain import MEASURED
from velocity import Rep


@pytest.fixture
def text(logbook):
    return write_csv(logbook.pack())


@pytest.fixture
def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read(text):
    return read_csv(read_sheet(text))[0]


def changed(rows, row, **cells):
    rows = [dict(one) for one in rows]
    rows[row] |= cells
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_there_is_a_row_for_each_rep(rows, logbook):
    assert len(rows) == sum(len(one.reps) for one in logbook.sets())
    assert rows[0]["lifter"] == "Ann Ø"
    assert rows[0]["started_utc"] == "2026-03-14T18:00:00+00:00"
    assert float(rows[0]["mean_velocity_m_s"]) == 1.0
    assert (rows[1]["mark"], rows[2]["mark"]) == ("broke", "")
    assert rows[0]["reason_told"] == "17 % slower than your best"
    assert rows[0]["technique_state"] == "sliding"


def test_each_metric_has_its_error_and_its_unit(rows):
    headings = set(rows[0])
    units = ("", "_m_s", "_m", "_s")
    for name in MEASURED:
        assert any({f"{name}{unit}", f"{name}_se{unit}"} <= headings for unit in units), name


def test_what_the_table_holds_comes_back(logbook, text):
    kept = ["lifter", "lift", "load_kg", "started_utc", "phase", "cue", "note", "source"]
    sets = logbook.sets()
    for before, after in zip(sets, read(text).sets, strict=True):
        assert [getattr(before.head, k) for k in kept] == [getattr(after.head, k) for k in kept]
        assert before.complete == after.complete
        for logged, rep in zip(before.reps, after.reps, strict=True):
            assert replace(logged.rep, course=None) == rep


def test_marks_that_hold_come_back(text, other):
    other.unpack(read(text))
    assert [logged.mark for logged in other.sets()[0].reps] == [None, "broke", None]


def test_a_table_of_what_is_there_adds_nothing(logbook, text):
    assert logbook.unpack(read(text)).sets == ()
    assert len(logbook.sets()) == 3


def test_unknown_columns_are_named(rows):
    _, unknown = read_csv(read_sheet(changed([row | {"colour": "red"} for row in rows], 0)))
    assert unknown == ("colour",)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"mean_velocity_m_s": "fast"}, "line 2, column mean_velocity_m_s: a number is needed"),
        ({"valid": "maybe"}, "line 2, column valid: true or false"),
        ({"rep": ""}, "line 2, column rep: a whole number is needed, not nothing"),
        ({"lift": "sqat"}, "'sqat' is none of squat"),
        ({"reason_value": "1 | 2"}, "line 2: the columns of the reasons"),
        ({"technique_state": "good"}, "'good' is none of clean"),
        ({"left_technical_least": ""}, "line 2, left_technical, least: a whole number"),
        ({"mark": "nice"}, "'nice' is none of broke, clean"),
    ],
)
def test_a_bad_cell_is_told_with_its_place(rows, cells, told):
    rows = [row | {"note": ""} for row in rows]
    with pytest.raises(BadImport, match=told):
        read(changed(rows, 0, **cells))


def test_a_missing_column_is_named(rows):
    rows = [{k: v for k, v in row.items() if k != "valid"} for row in rows]
    with pytest.raises(BadImport, match="no column 'valid'"):
        read(changed(rows, 0))


def test_every_field_of_a_rep_has_its_column_but_the_course(rows):
    headings = " ".join(rows[0])
    names = {field.name for field in fields(Rep)} - {"course", "set", "reasons"}
    assert [name for name in names if name not in headings] == []
