"""Files to tables: the seven quantities of a recording as numbers in SI units, row by row."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from firmware_bridge.columns import QUANTITIES, find_columns
from firmware_bridge.errors import BadRecording, MissingExtra

Floats = NDArray[np.float64]

_PIECE = 1 << 20  # characters parsed at a time
_LONGEST_LINE = 1 << 16  # characters
_BLANK = ("", "nan", "na", "null", "none", "-")
_ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


@dataclass(frozen=True)
class Table:
    """The rows of a recording as the file has them.

    Attributes:
        values: (7, n) in the order of ``QUANTITIES``, SI units; NaN where a cell is empty.
        first_line: line of the first row in the file; 0 where the file has no lines.
        notices: what people should know about the reading.
    """

    values: Floats
    first_line: int
    notices: tuple[str, ...]

    def place(self, row: int) -> str:
        """Say where a row stands in the file."""
        return f"line {self.first_line + row}" if self.first_line else f"row {row + 1}"


def read_table(path: Path) -> Table:
    """Read a CSV or Parquet file of the seven quantities.

    Raises:
        BadRecording: the file cannot be read, or holds something that is not a number.
        MissingExtra: a Parquet file, and pyarrow is not installed.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        if start.startswith(b"PAR1"):
            return _read_parquet(path)
        if not start.strip(b" \t\r\n\0\xff\xfe"):
            raise BadRecording("the file is empty")
        with path.open(encoding=_encoding(start), errors="replace") as text:
            lines = sum(piece.count("\n") for piece in iter(lambda: text.read(_PIECE), "")) + 1
            text.seek(0)
            return _CsvReader(text).read(lines)
    except FileNotFoundError:
        raise BadRecording("there is no such file") from None
    except IsADirectoryError:
        raise BadRecording("this is a directory, not a recording") from None
    except PermissionError:
        raise BadRecording("no permission to read this file") from None
    except OSError as error:
        raise BadRecording(f"the file cannot be read: {error.strerror or error}") from None


def _encoding(start: bytes) -> str:
    for mark, name in _ENCODINGS:
        if start.startswith(mark):
            return name
    zeros = np.frombuffer(start, np.uint8) == 0
    if zeros[1::2].sum() > 0.45 * len(start):
        return "utf-16-le"
    if zeros[::2].sum() > 0.45 * len(start):
        return "utf-16-be"
    if zeros.any():
        raise BadRecording("this is not text: a CSV or Parquet recording is needed")
    return "utf-8"


class _CsvReader:
    """Reads a CSV piece by piece: fast, and line by line only where a piece holds a flaw."""

    def __init__(self, text: IO[str]) -> None:
        self._text = text
        self._notices: list[str] = []
        self._line = 0
        header = self._find_header()
        self._separator = max(",;\t", key=header.count)
        self._columns = find_columns(header.split(self._separator))

    def read(self, lines: int) -> Table:
        """Read all rows that follow the header, of which there are fewer than ``lines``."""
        first_line = self._line + 1
        values, filled = np.empty((len(QUANTITIES), lines)), 0
        for piece in self._pieces():
            numbers = self._numbers(piece)
            values[:, filled : filled + len(numbers)] = numbers.T
            filled += len(numbers)
        values = values[:, :filled]
        for column, scale in zip(values, self._columns.scales, strict=True):
            if scale != 1:
                column *= scale
        return Table(values, first_line, (*self._columns.notices, *self._notices))

    def _find_header(self) -> str:
        while line := self._text.readline(_LONGEST_LINE):
            self._line += 1
            if line.strip() and not line.startswith("#"):
                return line
        raise BadRecording("no header: the file holds no line of column names")

    def _pieces(self) -> Iterator[str]:
        """Yield whole lines, some megabytes at a time; a last line that is cut off is left out."""
        rest = before = ""
        while piece := self._text.read(_PIECE):
            text = rest + piece
            end = text.rfind("\n", 0, -1) + 1
            body, rest = text[:end], text[end:]
            if len(rest) > _LONGEST_LINE:
                raise BadRecording(f"a line of more than {_LONGEST_LINE} characters: not a CSV")
            if body:
                before = body[body.rfind("\n", 0, -1) + 1 :]
                yield body
        if not rest.strip():
            return
        if self._is_whole(rest, before):
            yield rest
        else:
            self._notices.append("the last line is cut off and was left out")

    def _is_whole(self, line: str, before: str) -> bool:
        """Tell whether the last line has every cell and, without an end, every digit."""
        if line.count(self._separator) < self._columns.width - 1:
            return False
        last, usual = (text.rpartition(self._separator)[2].strip() for text in (line, before))
        if line.endswith("\n"):
            return bool(last) or not usual
        return len(_decimals(last)) >= len(_decimals(usual))

    def _numbers(self, piece: str) -> Floats:
        """Return the (lines, 7) numbers of whole lines, in the file's own units."""
        if self._separator != "," and "," in piece:
            piece = piece.replace(",", ".")
        if '"' in piece:
            piece = piece.replace('"', "")
        values = self._quick(piece)
        if values is None:
            values = np.array(
                [row for row in map(self._row, enumerate(piece.split("\n"), self._line + 1)) if row]
            ).reshape(-1, len(QUANTITIES))
        self._line += piece.count("\n")
        return values

    def _quick(self, piece: str) -> Floats | None:
        """Return the numbers if every line is flawless."""
        if piece.isspace():
            return None
        places, width = self._columns.places, self._columns.width
        plain = places == tuple(range(width))
        try:
            values = np.loadtxt(
                io.StringIO(piece),
                delimiter=self._separator,
                usecols=None if plain else places,
                comments=None,
                ndmin=2,
            )
        except ValueError:
            return None
        cells = values.size if plain else piece.count(self._separator) + len(values)
        return values if cells == len(values) * width else None

    def _row(self, numbered: tuple[int, str]) -> list[float] | None:
        """Return one line's seven numbers, NaN where a cell is empty; ``None`` if all are."""
        number, line = numbered
        cells = [cell.strip() for cell in line.split(self._separator)]
        if not any(cells):
            return None
        while len(cells) > self._columns.width and not cells[-1]:
            cells.pop()
        if len(cells) != self._columns.width:
            raise BadRecording(
                f"line {number}: {len(cells)} cells where the header names {self._columns.width};"
                " repair or remove the line"
            )
        places = zip(self._columns.places, self._columns.names, strict=True)
        return [_number(cells[place], f"line {number}, column {name}") for place, name in places]


def _decimals(number: str) -> str:
    return number.replace(",", ".").partition(".")[2]


def _number(cell: str, where: str) -> float:
    if cell.lower() in _BLANK:
        return float("nan")
    try:
        if "_" not in cell:
            return float(cell)
    except ValueError:
        pass
    raise BadRecording(f"{where}: {cell[:24]!a} is not a number")


def _read_parquet(path: Path) -> Table:
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra(
            "a Parquet recording needs pyarrow: install bargroove[parquet], or save it as CSV"
        ) from None
    try:
        columns = find_columns(parquet.read_schema(path).names)
        table = parquet.read_table(path)
        values = np.empty((len(QUANTITIES), table.num_rows))
        for row, place, scale in zip(values, columns.places, columns.scales, strict=True):
            np.multiply(table.column(place).to_numpy(), scale, out=row)
    except (ValueError, TypeError, KeyError) as error:
        if isinstance(error, BadRecording):
            raise
        raise BadRecording(f"not a Parquet file of numbers: {_first_line(error)}") from None
    return Table(values, 0, columns.notices)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
