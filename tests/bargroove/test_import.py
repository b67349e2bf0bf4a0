from __future__ import annotations

import json
from math import isfinite

import pytest

from bargroove.exchange.codec import to_plain
from bargroove.judging import alert_for, history_of
from bargroove.logbook import open_logbook
from tests import entries, sheets
from velocity import LIFTS
from velocity.limits import usual_limits
from velocity.signature import learn


@pytest.fixture
def imported(bargroove, tmp_path):
    """Import a file of this content."""

    def done(content, *arguments, name="sets.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return bargroove("import", path, *arguments)

    return done


def sets():
    with open_logbook() as book:
        return book.sets()


def names():
    with open_logbook() as book:
        return [lifter.name for lifter in book.lifters()]


def refused(result):
    assert (result.status, result.out) == (1, "")
    (line,) = result.err.splitlines()
    assert "program's own" not in line
    return line


def test_another_product_s_sets_come_into_the_logbook(imported):
    result = imported(sheets.VITRUVE)
    assert (result.status, result.err) == (0, "")
    assert "Vitruve file: 3 sets, 4 reps of 1 lifter" in result.out
    assert "Barbell Back Squat → squat" in result.out
    assert "Added: 1 lifter (Bo Lee), 3 sets, 4 reps" in result.out
    assert [one.head.lift for one in sets()] == ["squat", "squat", "generic"]
    assert all(one.complete for one in sets())
    assert names() == ["Bo Lee"]


@pytest.mark.parametrize("product", ["vitruve", "openbarbell", "gymaware"])
def test_the_same_file_again_adds_nothing(imported, bargroove, product):
    bargroove("lifters", "add", "Ann")
    options = ("--lifter", "Ann") if product == "openbarbell" else ()
    imported(sheets.ALL[product], *options)
    before = sets()
    result = imported(sheets.ALL[product], "--as", product, *options)
    assert "Added: nothing" in result.out
    assert f"There already, skipped: {len(before)} sets" in result.out
    assert len(sets()) == len(before)


def test_a_longer_file_adds_what_is_new(imported):
    imported("\n".join(sheets.VITRUVE.splitlines()[:-1]))
    result = imported(sheets.VITRUVE)
    assert "Added: 1 set, 1 rep" in result.out
    assert "skipped: 2 sets" in result.out


def test_two_like_sets_of_one_file_are_both_kept(imported):
    lines = sheets.GYMAWARE.splitlines()
    twice = "\n".join([*lines, lines[2].replace(",2,1,", ",3,1,")])
    assert "Added: 2 lifters (Cy, Di), 4 sets" in imported(twice).out
    assert "Added: nothing" in imported(twice).out


def test_a_dry_run_tells_all_and_changes_nothing(imported):
    result = imported(sheets.VITRUVE, "--dry-run")
    assert "Would add: 1 lifter (Bo Lee), 3 sets, 4 reps" in result.out
    assert "Nothing is changed." in result.out
    assert "2 columns not kept: Email, 1RM (kg)" in result.out
    assert (sets(), names()) == ([], [])


def test_a_lifter_who_is_there_gets_the_sets(imported, bargroove):
    bargroove("lifters", "add", "bo lee")
    imported(sheets.VITRUVE)
    assert names() == ["bo lee"]
    assert {one.head.lifter for one in sets()} == {"bo lee"}


def test_a_file_that_names_nobody_is_given_to_a_lifter(imported, bargroove):
    bargroove("lifters", "add", "Ann")
    imported(sheets.OPENBARBELL, "--lifter", "ann")
    assert {one.head.lifter for one in sets()} == {"Ann"}


def test_imported_sets_are_shown_as_far_as_they_are_known(imported, bargroove):
    imported(sheets.VITRUVE)
    out = bargroove("history", "1").out
    assert "0.600±?" in out
    assert "nan" not in out
    assert "Source: import:vitruve" in out
    (one,) = json.loads(bargroove("history", "1", "--json").out)["sets"]
    assert one["reps"][0]["valid"]
    assert one["reps"][0]["mean_velocity_se"] is None


def test_imported_sets_never_teach_technique_and_upset_no_judgement(imported):
    imported(sheets.VITRUVE)
    squat = LIFTS["squat"]
    history = history_of([one for one in sets() if one.head.lift == "squat"])
    alert = alert_for(squat, history, usual_limits(squat), 100.0)
    assert repr(alert.signature) == repr(learn(squat, []))
    assert isfinite(alert.floor.value)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_what_was_exported_comes_back(bargroove, data, tmp_path, monkeypatch, ending):
    with open_logbook() as book:
        book.add_lifter("Ann", "left knee")
        book.end_set(book.begin_set(entries.head("Ann", cue="chest up")), entries.reps(3))
        book.mark(1, 2, "broke")
    bargroove("export", tmp_path / f"all.{ending}")
    before = sets()
    assert "skipped: 1 set" in bargroove("import", tmp_path / f"all.{ending}").out
    monkeypatch.setenv("BARGROOVE_LOGBOOK", str(tmp_path / "other.sqlite"))
    assert (
        "Added: 1 lifter (Ann), 1 set, 3 reps"
        in bargroove("import", tmp_path / f"all.{ending}").out
    )
    if ending == "json":
        assert to_plain(sets()) == to_plain(before)
    assert [logged.mark for logged in sets()[0].reps] == [None, "broke", None]


@pytest.mark.parametrize(
    ("content", "arguments", "told"),
    [
        ("", (), "sets.csv: the file is empty"),
        ("a,b\n1,2\n", (), "sets.csv: the header is of no known program (a, b)"),
        (sheets.VITRUVE.replace("0.57", "fast"), (), "line 4, column Mean Velocity (m/s)"),
        (sheets.VITRUVE.replace("# Rep.", "Number"), (), "no column 'rep': Vitruve files have"),
        (sheets.VITRUVE, ("--as", "openbarbell"), "OpenBarbell files have at least"),
        (sheets.OPENBARBELL, (), "line 2 names no lifter: say whose sets with --lifter"),
        (sheets.OPENBARBELL, ("--lifter", "Anne"), "the nearest: 'Ann'"),
        (sheets.GYMAWARE, ("--lifter", "Ann"), "sets of 2 lifters (Cy, Di): leave --lifter out"),
        (sheets.VITRUVE.replace("Lee", "\a"), (), "a lifter's name has 1 to"),
        (b"PAR1....", (), "Parquet is not imported"),
        (b"\0\1\2", (), "this is not text"),
        ('{"format": "other"}', (), "no export of this program"),
    ],
)
def test_what_cannot_be_imported_is_told_and_nothing_is_changed(
    imported, bargroove, content, arguments, told
):
    bargroove("lifters", "add", "Ann")
    assert told in refused(imported(content, *arguments))
    assert (sets(), names()) == ([], ["Ann"])


def test_a_file_that_is_not_there_is_told(bargroove, tmp_path):
    assert "there is no such file" in refused(bargroove("import", tmp_path / "none.csv"))
    assert "this is a directory" in refused(bargroove("import", tmp_path))


def test_months_first_and_pounds_can_be_said(imported):
    text = sheets.PER_REP.replace("2026-07-02", "7/2/2026").replace(" (lbs)", "")
    assert "--dates" in refused(imported(text))
    assert "--units" in refused(imported(text, "--dates", "month-first"))
    imported(text, "--dates", "month-first", "--units", "lb")
    assert sets()[0].head.started_utc.startswith("2026-07-02")
    assert sets()[0].head.load_kg == pytest.approx(102.06, abs=0.01)
