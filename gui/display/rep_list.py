"""The reps of a set, one row for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.display import words
from gui.display.language import translate
from gui.display.panel import Panel, state_of
from gui.display.shapes import draw_arrow, draw_check, draw_cross, draw_state
from gui.display.text import LEFT, LINE, RIGHT, draw_text, width_of
from gui.live_state import LiveState
from velocity.rep import Rep

_HIGHEST_ROW = 1.9  # times the font's height
_BETWEEN = 0.6  # of the font's height: the space between columns
_SIDES = (LEFT, RIGHT, RIGHT, RIGHT, LEFT, LEFT, LEFT)
_SIGN = "MI"  # as wide as the signs are drawn


@dataclass(frozen=True)
class Row:
    """A rep as it stands in the list; ``state`` is "" for one that does not count."""

    number: str
    mean: str
    loss: str
    state: str
    mark: str
    chosen: bool


class RepList(Panel[tuple[Row, ...]]):
    """Rows of reps; where there is no room for all, those about the chosen one."""

    def shown(self, state: LiveState) -> tuple[Row, ...]:
        """Return the rows that are painted."""
        chosen = state.chosen or len(state.reps)
        return tuple(
            row_of(rep, (state.marks.get(rep.rep) or ("",))[-1], rep.rep == chosen)
            for rep in state.reps
        )

    def draw(self, painter: QPainter, box: QRect, shown: tuple[Row, ...]) -> None:
        """Paint a heading and the rows, all in one height of font."""
        heading = _heading()
        wide = _widths([heading, *(_texts(row) for row in shown)])
        room = max(box.height() / ((len(shown) + 1) * LINE), self.sizes.small)
        size = min(self.sizes.normal, room, 100 * box.width() / sum(wide))
        fit = max(int(box.height() / (size * LINE)) - 1, 1)
        rows = _about_chosen(shown, fit)
        high = min(box.height() // (len(rows) + 1), round(size * _HIGHEST_ROW))
        columns = _columns(box, [one * size / 100 for one in wide], _BETWEEN * size)
        lines = [box.y() + number * high for number in range(len(rows) + 1)]
        cells = [[QRect(x, y, width, high) for x, width in columns] for y in lines]
        draw = partial(draw_text, painter, pixels=size)
        for place, name, side in zip(cells[0], heading, _SIDES, strict=True):
            draw(place, name, colour=self.theme.faint, align=side)
        for line, row in zip(cells[1:], rows, strict=True):
            self._draw_row(painter, line, row, size)

    def _draw_row(self, painter: QPainter, cells: list[QRect], row: Row, size: float) -> None:
        arrow, number, mean, loss, shape, verdict, mark = cells
        if row.chosen:
            whole = cells[0].united(cells[-1])
            painter.fillRect(whole, QColor(self.theme.panel))
            draw_arrow(painter, arrow, self.theme.text)
        sure = row.state not in ("", "unsure")
        colour = self.theme.text if sure else self.theme.faint
        draw = partial(draw_text, painter, pixels=size)
        for place, text in ((number, row.number), (mean, row.mean), (loss, row.loss)):
            draw(place, text, colour=colour, align=RIGHT)
        if not row.state:
            told = translate("Words", "discarded")
            draw(shape.united(mark), told, colour=colour, align=LEFT)
            self._strike(painter, mean)
            return
        colour = self.theme.of(row.state)
        draw_state(painter, row.state, QRectF(shape), colour, self.theme.on_state)
        draw(verdict, words.state_word(row.state), colour=colour, align=LEFT)
        if row.mark == "broke":
            draw_cross(painter, mark, self.theme.rack)
        elif row.mark:
            draw_check(painter, mark, self.theme.ok)

    def _strike(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(QPen(QColor(self.theme.faint), max(box.height() * 0.05, 1.0)))
        middle = box.y() + box.height() / 2
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))


def row_of(rep: Rep, mark: str, chosen: bool) -> Row:
    """Return a rep as it stands in the list."""
    mean = f"{words.number(rep.mean_velocity.value, 2)} {words.error(rep.mean_velocity, 3)}"
    loss = words.percent(rep.velocity_loss.value) if rep.valid else ""
    return Row(str(rep.rep), mean, loss, state_of(rep) if rep.counts else "", mark, chosen)


def _about_chosen(rows: tuple[Row, ...], fit: int) -> tuple[Row, ...]:
    """Return as many rows as fit, the last ones, or those up to the chosen one."""
    chosen = next((i for i, row in enumerate(rows) if row.chosen), len(rows))
    start = min(max(len(rows) - fit, 0), chosen)
    return rows[start : start + fit]


def _heading() -> tuple[str, ...]:
    mean, loss = translate("Words", "mean, m/s"), translate("Words", "loss")
    return "", translate("Words", "rep"), mean, loss, "", "", ""


def _texts(row: Row) -> tuple[str, ...]:
    """Return what stands in a row's cells, or what is as wide."""
    word = words.state_word(row.state) if row.state else ""
    return _SIGN, row.number, row.mean, row.loss, _SIGN, word, _SIGN


def _widths(rows: Sequence[tuple[str, ...]]) -> list[float]:
    """Return the columns' widths with the space after them, in a font of 100 px."""
    columns = zip(*rows, strict=True)
    return [max(width_of(text, 100) for text in column) + 100 * _BETWEEN for column in columns]


def _columns(box: QRect, wide: Sequence[float], between: float) -> list[tuple[int, int]]:
    """Return where the columns begin, and how wide each is, in a box's width."""
    spare = (box.width() - sum(wide)) / len(wide)
    begin = accumulate((one + spare for one in wide), initial=float(box.x()))
    return [(round(x), round(one - between)) for x, one in zip(begin, wide, strict=False)]
