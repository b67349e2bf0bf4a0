from __future__ import annotations

from bargroove.markdown import table


def test_a_table_is_aligned_and_its_numbers_stand_to_the_right() -> None:
    assert table(("lift", "n"), [["squat", "12"], ["row", "1234"]]).splitlines() == [
        "| lift  |    n |",
        "| ----- | ---: |",
        "| squat |   12 |",
        "| row   | 1234 |",
    ]


def test_a_table_without_rows_is_its_header() -> None:
    assert table(("lift",), []).splitlines() == ["| lift |", "| ---- |"]
