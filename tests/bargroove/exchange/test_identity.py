"""What is exported, imported and exported again is the same, whatever people are called."""

from __future__ import annotations

import csv
import io
import json

import pytest

from bargroove.exchange.files import open_content
from bargroove.exchange.own_csv import write_csv
from bargroove.exchange.own_json import write_json
from tests import entries

NAMES = [
    "<script>alert(1)</script>",
    '=HYPERLINK("http://example.invalid","click")',
    "+49 30 1234",
    "-2+3",
    "@SUM(1+1)",
    "'=1+1",
    "'' = two",
    "'quoted'",
    "＝1+1",
    "ليلى أحمد",
    "Zoë 🏋️‍♀️",
    'A;B, "C"',
]
TEXTS = [*NAMES, "\t=1", "\r\n=1", " = 1", "| =1 | =2 |", "line one\nline two"]


def table(logbook):
    return list(csv.reader(io.StringIO(write_csv(logbook.pack()), newline="")))


def brought(text, other):
    other.unpack(open_content(text.encode(), None, None, {}).parcel)
    return other


@pytest.fixture
def strange(other):
    """A logbook of lifters and notes as nobody expects them."""
    for place, text in enumerate(TEXTS):
        name = NAMES[place % len(NAMES)]
        if place < len(NAMES):
            other.add_lifter(name, text)
        when = f"2026-03-14T18:{place:02}:00+00:00"
        head = entries.head(name, when, note=text, cue=text, phase=text)
        other.end_set(other.begin_set(head), entries.reps(2), [text])
    return other


@pytest.fixture
def third(tmp_path):
    from bargroove.logbook import open_logbook

    with open_logbook(str(tmp_path / "third.sqlite")) as book:
        yield book


@pytest.mark.parametrize("write", [write_csv, write_json])
def test_what_is_exported_and_imported_is_exported_alike(strange, third, write):
    text = write(strange.pack())
    assert write(brought(text, third).pack()) == text


def test_what_is_of_every_kind_comes_back_through_json(logbook, other):
    def plain(text):
        held = json.loads(text)
        for one in held["sets"]:
            del one["id"]
        return held

    text = write_json(logbook.pack())
    assert plain(write_json(brought(text, other).pack())) == plain(text)


def test_no_cell_is_a_formula(strange):
    headings, *rows = table(strange)
    texts = [headings.index(name) for name in ("lifter", "note", "cue", "phase")]
    cells = [row[place] for row in rows for place in texts]
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠")] == []


def test_negative_numbers_stay_numbers(strange):
    headings, first, *_ = table(strange)
    assert not any(cell.startswith("'") for cell in first[headings.index("mark") + 1 :])
    numbers = [cell for name, cell in zip(headings, first, strict=True) if name.endswith("_m_s")]
    assert all(float(cell) == float(cell) for cell in numbers if cell)
