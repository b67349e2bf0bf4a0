"""The reps of a set as bars: how fast each was, and what of that the limits allow."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from gui.display.charts import Chart, Frame, spread
from gui.display.language import decimal, translate
from gui.display.shapes import draw_check, draw_cross, draw_state
from gui.display.shown_bars import Bar, Bars, Limit, bars_of, words_of
from gui.display.text import CENTER, draw_text, width_of
from gui.live_state import LiveState
from velocity.rep import DISCARDED

_STEP = 0.2  # m/s, in which the axis grows
_LEAST_TOP = 0.4  # m/s
_SLOTS = 4  # reps, in which room for them grows
_LEAST_SLOTS = 8
_WIDE = 0.72  # of a slot, that a bar takes
_COLUMN = (0.20, 0.28)  # of the width, that the limits' words take: in one line, at all
_SMALLEST = 0.6  # of a line of text, that the reps' numbers may shrink to


class RepBars(Chart[Bars]):
    """A bar for each rep with its standard error, and lines for the limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set, self._top, self._slots = 0, 0.0, 0
        self._lines_each, self._smaller = 1, 1.0  # of the words at the lines' ends
        self._bars = pg.BarGraphItem(x=(), height=(), width=_WIDE)
        self._halo, self._errors = pg.ErrorBarItem(), pg.ErrorBarItem()
        self._lines = {kind: pg.PlotCurveItem(antialias=True) for kind in _KINDS}
        for item in (self._bars, *self._lines.values(), self._halo, self._errors):
            self.add(item)

    def shown(self, state: LiveState) -> Bars:
        """Return the bars and the lines of a set."""
        return bars_of(state)

    def plot(self, shown: Bars) -> Frame:
        """Bring bars and lines up to date."""
        frame = self._framed(shown)
        self._plot_bars(shown.bars)
        self._plot_errors([bar for bar in shown.bars if bar.state != DISCARDED])
        levels = {limit.kind: limit.levels for limit in shown.limits}
        for kind in _KINDS:
            self._plot_line(kind, levels.get(kind, ()))
        return frame

    def draw(self, painter: QPainter, box: QRect, shown: Bars) -> None:
        """Draw the shapes of the verdicts, the marks, and words."""
        text = self.text
        heading = QRect(round(0.3 * text), 0, box.width() - round(0.6 * text), round(1.3 * text))
        words = translate("Window", "Mean velocity, m/s")
        draw_text(painter, heading, words, text, self.theme.text)
        speeds = self.ticks(self._top, (_STEP, 2 * _STEP, 5 * _STEP))
        numbers, share = self._numbers(shown.bars)
        self.draw_axes(painter, numbers, {v: decimal(f"{v:.1f}") for v in speeds}, share)
        for bar in shown.bars:
            self._draw_bar(painter, bar)
        self._draw_words(painter, shown.limits)

    def _framed(self, shown: Bars) -> Frame:
        """Return what the plot reaches over; it grows in steps, so that bars keep their height."""
        if shown.set != self._set:
            self._set, self._top, self._slots = shown.set, 0.0, 0
        text = self.text
        left, top, bottom = width_of("0.0", text) + 0.8 * text, 1.9 * text, 1.5 * text
        high = max(self.height() - top - bottom, 1.0)
        most = max((bar.velocity + bar.se for bar in shown.bars), default=0.0)
        most /= max(1.0 - 1.9 * text / high, 0.5)  # room for the shape above the bar
        most = max(most, *(1.05 * max(limit.levels) for limit in shown.limits), _LEAST_TOP)
        self._top = max(self._top, _STEP * ceil(most / _STEP - 1e-9))
        slots = _SLOTS * ceil(len(shown.bars) / _SLOTS)
        self._slots = max(self._slots, slots, _LEAST_SLOTS)
        right = self._column(shown.limits)
        return Frame(left, top, right, bottom, (0.4, self._slots + 0.6), (0.0, self._top))

    def _column(self, limits: Sequence[Limit]) -> float:
        """Return the width, px, for the lines' words; choose their size, and in how many lines."""
        told = [words_of(limit) for limit in limits]
        whole = self._widest(told)
        split = self._widest([word for one in told for word in one.split()])
        self._lines_each = 1 if whole <= _COLUMN[0] * self.width() else 2
        wide = whole if self._lines_each == 1 else split
        room = min(wide, _COLUMN[1] * self.width())
        self._smaller = room / wide if wide else 1.0
        return room + 0.5 * self.text

    def _widest(self, words: Sequence[str]) -> float:
        return max((width_of(word, self.text) for word in words), default=0.0)

    def _plot_bars(self, bars: Sequence[Bar]) -> None:
        theme = self.theme
        solid, dots = Qt.PenStyle.SolidLine, Qt.PenStyle.DotLine
        pens = [
            self.pen(
                theme.text if bar.chosen else theme.of(bar.state),
                0.14 if bar.chosen else 0.08,
                dots if bar.state == DISCARDED else solid,
            )
            for bar in bars
        ]
        none = QColor(0, 0, 0, 0)
        brushes = [QColor(theme.of(bar.state)) if bar.compares else none for bar in bars]
        self._bars.setOpts(
            x=np.array([bar.number for bar in bars]),
            height=np.array([bar.velocity for bar in bars]),
            pens=pens or None,
            brushes=brushes or None,
        )

    def _plot_errors(self, bars: Sequence[Bar]) -> None:
        data = {
            "x": np.array([float(bar.number) for bar in bars]),
            "y": np.array([bar.velocity for bar in bars]),
            "height": np.array([2.0 * bar.se for bar in bars]),
            "beam": 0.4,
        }
        self._halo.setData(**data, pen=self.pen(self.theme.ground, 0.22))
        self._errors.setData(**data, pen=self.pen(self.theme.text, 0.09))

    def _plot_line(self, kind: str, levels: Sequence[float]) -> None:
        style, width = _KINDS[kind]
        edges = np.repeat(np.arange(len(levels) + 1) + 0.5, 2)[1:-1]
        heights = np.repeat(levels, 2)
        if len(levels):
            edges[0], edges[-1] = 0.0, self._slots + 1.0
        self._lines[kind].setData(
            edges,
            heights,
            pen=self.pen(self._colour(kind), width, style),
            shadowPen=self.pen(self.theme.ground, 2.2 * width),
        )

    def _colour(self, kind: str) -> str:
        theme = self.theme
        return {"target": theme.groove, "failure": theme.faint}.get(kind, theme.rack)

    def _numbers(self, bars: Sequence[Bar]) -> tuple[dict[float, str], float]:
        """Return the numbers under the bars, and the share of a line of text that they take.

        They are smaller, then fewer, where there is little room.
        """
        slot = self._slot
        wide = width_of(f"{len(bars)}", self.text) + 0.3 * self.text
        share = min(max(slot / wide, _SMALLEST), 1.0)
        step = next((n for n in (1, 2, 5, 10) if n * slot >= share * wide), 20)
        apart = 0.5 * (1.0 + share) * wide  # from the one that stands out
        chosen = [bar.number for bar in bars if bar.chosen]
        told = {
            float(bar.number): f"{bar.number}"
            for bar in bars[::step]
            if all(abs(bar.number - one) * slot >= apart for one in chosen)
        }
        return told, share

    def _draw_bar(self, painter: QPainter, bar: Bar) -> None:
        """Draw what stands over a bar, in it and under it."""
        text, side = self.text, max(min(0.9 * self._slot, 1.5 * self.text), 6.0)
        foot, top = self.at(bar.number, 0.0), self.at(bar.number, bar.velocity + bar.se)
        box = QRectF(top.x() - side / 2, top.y() - side - 0.15 * text, side, side)
        self._draw_shape(painter, bar, box)
        if bar.mark:
            box.moveBottom(foot.y() - 0.2 * text)
            colour = self.theme.on_state if bar.compares else self.theme.text
            draw = draw_cross if bar.mark == "broke" else draw_check
            draw(painter, box.toRect(), colour)
        if bar.chosen:
            self._draw_chosen(painter, bar)

    def _draw_shape(self, painter: QPainter, bar: Bar, box: QRectF) -> None:
        """Draw the shape of a verdict over a bar, or strike the bar out."""
        theme = self.theme
        if bar.state == DISCARDED:
            half = QPointF(_WIDE * self._slot / 2, 0.0)
            painter.setPen(self.pen(theme.faint, 0.1))
            top = self.at(bar.number, bar.velocity)
            painter.drawLine(self.at(bar.number, 0.0) - half, top + half)
        elif bar.state == "ok":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ok))
            painter.drawEllipse(box.center(), 0.16 * box.width(), 0.16 * box.width())
        else:
            draw_state(painter, bar.state, box, theme.of(bar.state), theme.on_state)

    @property
    def _slot(self) -> float:
        """Room for a bar, px."""
        return self.at(1.0, 0.0).x() - self.at(0.0, 0.0).x()

    def _draw_chosen(self, painter: QPainter, bar: Bar) -> None:
        """Turn the number of the rep that keys are about into a sign."""
        foot, text = self.at(bar.number, 0.0), self.text
        wide = width_of(str(bar.number), text, bold=True) + 0.5 * text
        box = QRectF(foot.x() - wide / 2, foot.y() + 0.15 * text, wide, 1.25 * text).toRect()
        painter.fillRect(box, QColor(self.theme.text))
        draw_text(painter, box, str(bar.number), text, self.theme.ground, CENTER, bold=True)

    def _draw_words(self, painter: QPainter, limits: Sequence[Limit]) -> None:
        """Write at the end of each line what it is; one keeps clear of the next."""
        text, area = self._smaller * self.text, self.area
        high = 1.2 * self._lines_each * text
        ends = sorted(limits, key=lambda limit: -limit.levels[-1])
        tops = [self.at(0.0, limit.levels[-1]).y() - high / 2 for limit in ends]
        left = area.right() + 0.25 * self.text
        for limit, top in zip(ends, spread(tops, high, self.height()), strict=True):
            box = QRectF(left, top, self.width() - left, high).toAlignedRect()
            colour, lines = self._colour(limit.kind), self._lines_each
            draw_text(painter, box, words_of(limit), text, colour, lines=lines)


_KINDS = {
    "limit": (Qt.PenStyle.SolidLine, 0.16),
    "floor": (Qt.PenStyle.DashLine, 0.14),
    "failure": (Qt.PenStyle.DotLine, 0.14),
    "target": (Qt.PenStyle.DashDotLine, 0.14),
}
"""How each line is drawn: its style, and its width in shares of a line of text."""
