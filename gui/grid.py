"""Columns of text: aligned, and fewer of them where the place is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from gui.terminal import shown_width

GAP = "  "


@dataclass(frozen=True)
class Column:
    """One column of a grid.

    Attributes:
        heading: lines of the heading, the unit last.
        cells: one for each row.
        spare: columns of higher rank are left out first where there is no room; 0 for never.
        left: whether the cells are aligned to the left.
    """

    heading: Sequence[str]
    cells: Sequence[str]
    spare: int = 0
    left: bool = False

    @property
    def width(self) -> int:
        """Characters that the widest cell takes."""
        return max(shown_width(text) for text in (*self.heading, *self.cells))

    def lines(self, heading_lines: int) -> list[str]:
        """Return heading and cells, all of one width; the heading stands at the bottom."""
        above = [""] * (heading_lines - len(self.heading))
        return [self._aligned(text) for text in (*above, *self.heading, *self.cells)]

    def _aligned(self, text: str) -> str:
        space = " " * (self.width - shown_width(text))
        return text + space if self.left else space + text


def fitting(columns: Sequence[Column], width: int) -> list[Column]:
    """Return the columns that fit side by side, the spare ones left out as need be."""
    kept = list(columns)
    while sum(c.width + len(GAP) for c in kept) - len(GAP) > width:
        most = max(kept, key=lambda c: c.spare)
        if not most.spare:
            break
        kept.remove(most)
    return kept


def grid(columns: Sequence[Column]) -> list[str]:
    """Return the lines of a grid, the headings above."""
    heading_lines = max(len(column.heading) for column in columns)
    rows = zip_longest(*(column.lines(heading_lines) for column in columns), fillvalue="")
    return [GAP.join(row).rstrip() for row in rows]
