"""What pages are made of, beside words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows of text under headings; a column of numbers has True in ``numeric``."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A drawing with what it shows in words, and the numbers it is drawn from.

    Attributes:
        title: what it is of.
        alt: what it shows, for those who do not see it.
        svg: one ``svg`` element, with presentation attributes alone and no style sheet, so that a
            browser and Qt draw the same. Texts in it are escaped.
        table: the numbers.
    """

    title: str
    alt: str
    svg: str
    table: Table
