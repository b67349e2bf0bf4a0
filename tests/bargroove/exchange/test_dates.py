from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from bargroove.exchange.dates import day_first, is_ordered, read_when


@pytest.fixture(autouse=True)
def berlin(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def moment(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-07-02T17:14:03+02:00", moment(2026, 7, 2, 15, 14, 3)),
        ("2026-07-02 17:14", moment(2026, 7, 2, 15, 14)),  # this computer's time
        ("02/07/2026 17:14", moment(2026, 7, 2, 15, 14)),
        ("2/7/26, 5:14 PM", moment(2026, 7, 2, 15, 14)),
        ("2.7.2026 12:05 am", moment(2026, 7, 1, 22, 5)),
    ],
)
def test_a_time_is_a_moment(written, meant):
    when = read_when(written)
    assert (when.moment, when.day_only) == (meant, False)


@pytest.mark.parametrize("written", ["2026-07-02", "02/07/2026", "2.7.2026", "02-07-26"])
def test_a_day_stands_as_its_noon(written):
    when = read_when(written)
    assert (when.moment, when.day_only) == (moment(2026, 7, 2, 12), True)


def test_the_month_may_come_first():
    assert read_when("7/2/2026", day_first=False).moment.month == 7


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "31/02/2026",
        "2/7/2026 25:00",
        "2/7/2026 13:00 PM",
        "0001-01-01",
        "1/1/1",
        "9" * 40,
    ],
)
def test_what_is_no_date_is_none(written):
    assert read_when(written) is None


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (["1/2/2026", "13/2/2026"], True),
        (["1/2/2026", "2/13/2026"], False),
        (["1.2.2026"], True),
        (["1/2/2026", "2026-03-31"], None),
    ],
)
def test_a_file_s_dates_may_tell_their_order(dates, found):
    assert day_first(dates) is found


def test_dates_of_both_orders_are_no_order():
    with pytest.raises(ValueError, match="some"):
        day_first(["13/2/2026", "2/13/2026"])


def test_some_dates_read_the_same_either_way():
    assert is_ordered("7/7/2026")
    assert is_ordered("2026-07-02")
    assert not is_ordered("7/2/2026")
