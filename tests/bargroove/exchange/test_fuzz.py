"""Whatever a file holds: its sets, or one clear error."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bargroove.exchange.dates import day_first, read_when
from bargroove.exchange.errors import BadImport
from bargroove.exchange.files import open_content
from bargroove.exchange.own_csv import read_csv, write_csv
from bargroove.exchange.own_json import read_json, write_json
from bargroove.exchange.products import PRODUCTS
from bargroove.exchange.readings import Told
from bargroove.exchange.sheet import read_sheet, write_sheet
from bargroove.logbook import LogbookError, open_logbook
from bargroove.logbook.parcels import PackedMark, PackedSet, Parcel
from tests import entries, sheets

ODD = ["", "-1", "1e999", "NaN", "0,5", "1.2.3", "\x00", "ü", '"', "31/31/2026", "٣", "9" * 30, "²"]
PARCEL = Parcel(
    sets=(
        PackedSet(
            entries.head("Ann", calibration=entries.calibration()),
            (entries.rep(1), entries.poor_rep(2)),
            (PackedMark(1, "broke", entries.START),),
        ),
    )
)
OWN = json.loads(write_json(PARCEL))
quick = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def logbook_for_all(tmp_path_factory):
    with open_logbook(str(tmp_path_factory.mktemp("fuzz") / "logbook.sqlite")) as book:
        yield book


def survives(content, product=None, lifter=None, book=None):
    told = read(content, product, lifter, book)
    assert told is None or (told and "\n" not in told)


def read(content, product, lifter, book):
    """What is told of a file that is refused."""
    try:
        opened = open_content(content, product, lifter, Told("kg", None))
        if book:
            book.unpack(opened.parcel, keep=False)
    except (BadImport, LogbookError) as error:
        return str(error)
    return None


@quick
@given(st.binary(max_size=300), st.sampled_from([None, "bargroove", *PRODUCTS]))
@example(b"\xff\xfe\x00", None)
@example(b"\xef\xbb\xbf{}", None)
def test_any_bytes(content, product):
    survives(content, product)


@quick
@given(st.sampled_from(list(sheets.ALL.values())), st.data())
def test_any_cell_in_a_foreign_file(text, data):
    lines = [line.split(",") for line in text.splitlines()]
    row = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[row]) - 1))
    lines[row][place] = data.draw(st.sampled_from(ODD) | st.text(max_size=12))
    survives("\n".join(map(",".join, lines)).encode(errors="replace"), lifter="Ann")


@quick
@given(st.data())
def test_any_cell_in_an_own_table(data):
    sheet = read_sheet(write_csv(PARCEL))
    row = data.draw(st.integers(0, 1))
    place = data.draw(st.integers(0, len(sheet.headings) - 1))
    cells = [list(one.cells) for one in sheet.rows]
    cells[row][place] = data.draw(st.sampled_from(ODD) | st.text(max_size=12))
    survives(write_sheet(sheet.headings, cells).encode(errors="replace"))


def ways(value, way=()):
    """Every place in plain values."""
    yield way
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        if isinstance(inner, dict | list):
            yield from ways(inner, (*way, key))
        else:
            yield (*way, key)


PLACES = [way for way in ways(OWN) if way and not (len(way) > 6 and way[-1] not in (0, 20))]
ODD_VALUES = st.sampled_from([None, True, -1, 10**400, 2**63, 1e308, "", "x", "\0", [], {}, [[]]])


@quick
@given(st.sampled_from(PLACES), ODD_VALUES | st.text(max_size=5) | st.floats(allow_nan=False))
def test_any_value_in_an_own_file(logbook_for_all, way, value):
    held = json.loads(json.dumps(OWN))
    inside = held
    for key in way[:-1]:
        inside = inside[key]
    inside[way[-1]] = value
    survives(json.dumps(held).encode(), book=logbook_for_all)


@quick
@given(st.text(max_size=40))
@example("1/1/0000")
@example("2026-01-01T00:00:00+23:59")
def test_any_date(text):
    for order in (True, False):
        read_when(text, day_first=order)
    day_first([text])


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@quick
@given(note=TEXT, cue=TEXT, load=st.none() | st.floats(0.1, 500))
@pytest.mark.parametrize(
    ("write", "read_back"),
    [(write_json, read_json), (write_csv, lambda text: read_csv(read_sheet(text))[0])],
    ids=["json", "csv"],
)
def test_whatever_is_noted_comes_back(write, read_back, note, cue, load):
    head = replace(entries.head("Ann"), note=note, cue=cue, load_kg=load)
    (packed,) = read_back(write(Parcel(sets=(PackedSet(head, (entries.rep(1),)),)))).sets
    assert (packed.head.note, packed.head.cue, packed.head.load_kg) == (note, cue, load)
