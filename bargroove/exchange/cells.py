"""Cells of text to values; what is wrong with one is told with its line and column."""

from __future__ import annotations

import re
from math import isfinite

from bargroove.exchange.errors import BadImport

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_BLANK = ("", "-", "–", "na", "n/a", "nan", "null", "none")


def bad(line: int, column: str, cell: str, needed: str) -> BadImport:
    """Return what is wrong with a cell."""
    found = repr(cell[:24]) if cell else "nothing"
    return BadImport(f"line {line}, column {column}: {needed}, not {found}")


def guarded(text: str) -> str:
    """Return text as a cell that no spreadsheet takes for a formula; ``unguarded`` undoes it.

    A name may come from anybody, and ``=…``, ``+…``, ``-…``, ``@…`` would be carried out by the
    program that opens the table (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that ``guarded`` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def is_blank(cell: str) -> bool:
    """Return whether a cell says nothing."""
    return cell.strip().lower() in _BLANK


def number(cell: str) -> float | None:
    """Return a number, its decimals after a point or a comma; None where there is none."""
    cell = cell.strip()
    if not (cell.isascii() and _NUMBER.fullmatch(cell)):
        return None
    value = float(cell.replace(",", "."))
    return value if isfinite(value) else None


def whole(cell: str) -> int | None:
    """Return a whole number from 0, as in 3 or 3.0; None where there is none."""
    value = number(cell)
    if value is None or value != int(value) or not 0 <= value <= 10**6:
        return None
    return int(value)
