from __future__ import annotations

import pytest

from bargroove.exchange.errors import BadImport
from bargroove.exchange.sheet import read_sheet, read_text, write_sheet


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_from_the_header(separator):
    sheet = read_sheet(f"a{separator}b\n1{separator}2\n")
    assert sheet.headings == ("a", "b")
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, ("1", "2"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_in_any_encoding_that_occurs(encoding):
    assert "José" in read_text("name\nJosé\n".encode(encoding))


def test_quoted_cells_may_hold_separators_and_lines():
    sheet = read_sheet('note,n\n"heavy, but\nfine",1\n\nx,2\n')
    assert [row.cells for row in sheet.rows] == [("heavy, but\nfine", "1"), ("x", "2")]
    assert [row.line for row in sheet.rows] == [3, 5]


def test_empty_lines_and_columns_at_the_end_are_nothing():
    assert len(read_sheet("a,b,\n1,2,\n,,\n\n").rows) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty"),
        ("a,b\n1\n", "line 2: 1 cells where the header names 2"),
        ("a,b\n1,2,3\n", "line 2: 3 cells"),
        ('a,b\n"1,2\n', "line 2: no CSV"),
        ("a,a\n1,2\n", "names 'a' twice"),
    ],
)
def test_what_is_no_table_is_told_with_its_line(text, told):
    with pytest.raises(BadImport, match=told):
        read_sheet(text)


def test_what_is_no_text_is_refused():
    with pytest.raises(BadImport, match="not text"):
        read_text(b"SQLite format 3\0")


def test_a_written_table_is_read_as_it_was():
    cells = ['a "b"', "x,y", "line\nline", "back\rhere", "", " space "]
    sheet = read_sheet(write_sheet(list("abcdef"), [cells]))
    assert sheet.rows[0].cells == tuple(cells)
