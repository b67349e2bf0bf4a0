"""A CSV as rows of text, each with its line: any separator, encoding and quoting that occurs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bargroove.exchange.errors import BadImport

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))

_LINE_END = "\r\n"  # has the writer quote cells that hold either of the two


@dataclass(frozen=True)
class Row:
    """The cells of one row, under their headings.

    Attributes:
        line: where it ends in the file, from 1.
        cells: as many as there are headings.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table of text."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_text(content: bytes) -> str:
    """Return a file's text: UTF-8, UTF-16 where a mark says so, else Windows' western letters.

    Raises:
        BadImport: it is no text.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BadImport("this is not text: a CSV or JSON file is needed")
    return text


def read_sheet(text: str) -> Sheet:
    """Return the rows below the first line that is not empty.

    Raises:
        BadImport: there is no header, or a row does not fit it.
    """
    lines = _rows(text)
    header = next(lines, None)
    if header is None:
        raise BadImport("the file is empty")
    headings = tuple(cell.strip() for cell in header.cells)
    while headings and not headings[-1]:
        headings = headings[:-1]
    twice = next((h for h in headings if h and headings.count(h) > 1), None)
    if twice:
        raise BadImport(f"the header names {twice!r} twice")
    return Sheet(headings, tuple(_fitted(row, len(headings)) for row in lines))


def write_sheet(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table as CSV text."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator=_LINE_END)
    writer.writerow(headings)
    writer.writerows(rows)
    return "".join(lines)


class _Lines(list[str]):
    """What a CSV writer writes, one row at a time."""

    def write(self, row: str) -> None:
        self.append(row.removesuffix(_LINE_END) + "\n")


def _rows(text: str) -> Iterator[Row]:
    """Yield all rows that hold anything."""
    start = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text.lstrip("\ufeff"), newline=""),
        delimiter=max(",;\t", key=start.count),
        strict=True,
    )
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(reader.line_num, tuple(cells))
    except csv.Error as error:
        raise BadImport(f"line {reader.line_num}: no CSV ({error}); repair the line") from None


def _fitted(row: Row, width: int) -> Row:
    """Return a row of as many cells as there are headings."""
    cells = list(row.cells)
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) != width:
        raise BadImport(
            f"line {row.line}: {len(cells)} cells where the header names {width}; repair or"
            " remove the line"
        )
    return Row(row.line, tuple(cells))
