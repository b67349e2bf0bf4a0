from __future__ import annotations

from math import isnan

import pytest

from bargroove.exchange.errors import BadImport
from bargroove.exchange.files import open_content
from bargroove.exchange.readings import Told
from tests import sheets

POUND = 0.45359237


def opened(text, product=None, lifter=None, **told):
    return open_content(text.encode(), product, lifter, Told(**told))


def sets_of(text, **options):
    return opened(text, **options).parcel.sets


def speeds(packed):
    return [rep.mean_velocity.value for rep in packed.reps]


def test_a_vitruve_file_is_one_row_for_each_rep_on_the_way_up():
    squats, heavier, incline = sets_of(sheets.VITRUVE)
    assert (squats.head.lifter, squats.head.lift, squats.head.load_kg) == ("Bo Lee", "squat", 100)
    assert squats.head.source == "import:vitruve"
    assert speeds(squats) == [0.60, 0.57]
    assert squats.reps[0].duration.value == 0.9
    assert squats.reps[0].range_of_motion.value == 0.55
    assert squats.reps[1].velocity_loss.value == pytest.approx(0.05)
    assert speeds(heavier) == [0.48]
    assert (incline.head.lift, incline.head.note) == ("generic", "Incline Bench Press")


def test_sets_of_one_day_keep_their_order():
    starts = [one.head.started_utc for one in sets_of(sheets.VITRUVE)]
    assert starts == [f"2026-07-31T12:0{minute}:00+00:00" for minute in range(3)]


def test_an_openbarbell_set_after_a_superset_is_another_set():
    squats, bench, again = sets_of(sheets.OPENBARBELL, lifter="Ann")
    assert [speeds(one) for one in (squats, bench, again)] == [[0.62, 0.60], [0.40], [0.61]]
    assert squats.head.load_kg == pytest.approx(225 * POUND)
    assert squats.head.note == "RPE 8, belt"
    assert squats.reps[0].range_of_motion.value == pytest.approx(0.55)
    assert squats.head.started_utc.startswith("2026-07-02")  # the month first, with its PM


def test_a_row_of_several_reps_is_kept_as_what_it_is():
    several, single, _ = sorted(sets_of(sheets.GYMAWARE), key=lambda one: one.head.load_kg)
    assert not several.reps[0].valid
    assert several.reps[0].doubts == ("it stands for all 3 reps of its set",)
    assert single.reps[0].valid


def test_rows_of_single_reps_are_gathered_into_sets():
    first, second = sets_of(sheets.PER_REP)
    assert [speeds(one) for one in (first, second)] == [[0.75, 0.71], [0.52]]
    assert first.head.load_kg == pytest.approx(225 * POUND)


def test_rows_without_numbers_are_the_reps_of_their_set_in_order():
    text = sheets.PER_REP.replace(",Rep,", ",Remark,")
    assert [speeds(one) for one in sets_of(text)] == [[0.75, 0.71], [0.52]]


@pytest.mark.parametrize("text", sheets.ALL.values(), ids=sheets.ALL)
def test_nothing_is_made_up(text):
    lifter = "Ann" if text is sheets.OPENBARBELL else None
    for one in sets_of(text, lifter=lifter):
        for rep in one.reps:
            assert isnan(rep.mean_velocity.se)
            assert isnan(rep.forward_deviation.value)
            assert rep.course is None
            assert rep.technique is None


def test_columns_that_are_not_kept_are_told():
    assert "2 columns not kept: Email, 1RM (kg)" in opened(sheets.VITRUVE).notices


def test_decimal_commas_and_semicolons_are_read():
    text = sheets.GYMAWARE.replace(",", ";").replace(".", ",")
    assert speeds(sets_of(text)[0]) == [0.82]


def test_columns_may_stand_in_any_order():
    lines = sheets.PER_REP.splitlines()
    text = "\n".join(",".join(reversed(line.split(","))) for line in lines)
    assert [speeds(one) for one in sets_of(text)] == [[0.75, 0.71], [0.52]]


def test_the_unit_in_a_heading_counts():
    text = sheets.PER_REP.replace("Mean Velocity", "Mean Velocity (cm/s)").replace(",0.", ",")
    assert speeds(sets_of(text)[0]) == pytest.approx([0.75, 0.71])


def test_a_weight_without_a_unit_is_asked_for():
    text = sheets.PER_REP.replace("Weight (lbs)", "Weight")
    with pytest.raises(BadImport, match="kg or lb"):
        opened(text)
    assert sets_of(text, weight_unit="kg")[0].head.load_kg == 225


def test_an_unclear_date_is_asked_for():
    text = sheets.PER_REP.replace("2026-07-02", "7/2/2026")
    with pytest.raises(BadImport, match="is '7/2/2026' the day first or the month"):
        opened(text)
    assert sets_of(text, day_first=False)[0].head.started_utc.startswith("2026-07-02")


def test_dates_that_contradict_what_is_said_of_them_are_refused():
    with pytest.raises(BadImport, match="the day first"):
        opened(sheets.VITRUVE, day_first=False)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "Mean Velocity (m/s),Peak",
            "Speed,Peak",
            "no column 'mean velocity': Vitruve files have",
        ),
        (
            "0.57",
            "fast",
            r"line 4, column Mean Velocity \(m/s\): a number of m/s is needed, not 'fast'",
        ),
        ("0.57", "", "line 4, .*not nothing"),
        ("0.57", "570", "above 0 and up to 6 m/s is needed, not '570'"),
        ("0.57", "-0.57", "above 0"),
        ("0.57", "nan", "a number"),
        ("0.54,110", "0.54,-110", r"line 5, column Weight \(kg\): a weight is needed"),
        ("0.54,110", "0.54,11000", "up to 1000 kg"),
        ("31/07/2026,2,1", "31/17/2026,2,1", "line 5, column Repetition Date: a date"),
        (",2,1,Con", ",two,1,Con", "line 5, column # Set: a whole number is needed, not 'two'"),
        ("Incline Bench Press", "", "line 6, column Exercise: a name is needed"),
    ],
)
def test_a_bad_cell_is_told_with_its_line_and_column(old, new, told):
    assert old in sheets.VITRUVE
    with pytest.raises(BadImport, match=told):
        opened(sheets.VITRUVE.replace(old, new))


def test_a_set_of_no_reps_is_refused():
    with pytest.raises(BadImport, match="line 2, column Reps: a number of reps above 0"):
        opened(sheets.GYMAWARE.replace(",1,3,60", ",1,0,60"))


def test_a_header_of_nobody_names_those_that_are_known():
    with pytest.raises(BadImport, match=r"no known program .a, b.*bargroove, vitruve, openbarbell"):
        opened("a,b\n1,2\n")


def test_a_file_that_names_nobody_needs_a_lifter():
    with pytest.raises(BadImport, match="line 2 names no lifter"):
        opened(sheets.OPENBARBELL)


def test_sets_of_several_lifters_are_not_given_to_one():
    with pytest.raises(BadImport, match="2 lifters"):
        opened(sheets.GYMAWARE, lifter="Ann")


def test_a_header_alone_is_no_set():
    with pytest.raises(BadImport, match="no reps below the header"):
        opened(sheets.PER_REP.splitlines()[0])
