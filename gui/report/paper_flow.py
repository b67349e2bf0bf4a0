"""From what stands on the paper to pages: nothing is cut, no heading is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPainter


@dataclass(frozen=True)
class Piece:
    """What is not cut by a page's end.

    Attributes:
        height: how much of the page it takes.
        draw: draws it, given the height of its top on the page.
        gap: space above it, but at the top of a page.
        keeps: whether the next one has to be on the same page.
        again: what is repeated above it where it comes first on a page.
    """

    height: float
    draw: Callable[[QPainter, float], None]
    gap: float = 0.0
    keeps: bool = False
    again: Piece | None = None


Page = list[tuple[float, Piece]]
"""Pieces, each with the height of its top."""


def pages(pieces: Iterable[Piece], height: float) -> list[Page]:
    """Return pieces on pages of a height; what is higher than a page has one to itself."""
    done: list[Page] = [[]]
    y = 0.0
    for run in _runs(pieces):
        if done[-1] and y + sum(one.gap + one.height for one in run) > height:
            done.append([])
            y = 0.0
            if (again := run[0].again) is not None:
                run = [again, *run]
        for piece in run:
            y += piece.gap if done[-1] else 0.0
            done[-1].append((y, piece))
            y += piece.height
    return done


def _runs(pieces: Iterable[Piece]) -> Iterator[Sequence[Piece]]:
    """Yield pieces that have to be on one page together."""
    run: list[Piece] = []
    for piece in pieces:
        run.append(piece)
        if not piece.keeps:
            yield run
            run = []
    if run:
        yield run
