"""The bar's path from the side, over the lifter's own groove; and where the bar is now."""

from __future__ import annotations

from math import ceil

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QGraphicsPolygonItem, QWidget

from gui.display.charts import Chart, Frame
from gui.display.glide import Glide
from gui.display.language import translate
from gui.display.shown_paths import (
    BAND,
    Paths,
    joined,
    path_of,
    paths_of,
    reach_of,
    title_of,
    words_of,
)
from gui.display.text import LEFT, RIGHT, draw_text, width_of
from gui.live_state import LiveState
from velocity.rep import HEIGHTS, Rep

_CM = 100.0
_WHISKERS = slice(5, None, 5)  # a quarter of the way up, half of it, …
_LEAST_SIDE, _MOST_SIDE = 8.0, 20.0  # cm that are shown to either side of a plain path
_LINE = 1.3  # height of a line, by that of its text
_STEPS = (10.0, 2.0)  # cm, in which the height and either side grow


class GrooveView(Chart[Paths]):
    """The path of the last rep, or of the chosen one, and a marker at the bar's height."""

    text_share = 0.10  # it is narrow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set, self._top, self._side = 0, 0.0, _LEAST_SIDE
        self._band = QGraphicsPolygonItem()
        self._mean, self._plumb, self._others, self._path = (
            pg.PlotCurveItem(antialias=True, connect="finite") for _ in range(4)
        )
        self._whiskers = pg.ErrorBarItem()
        for item in (self._band, self._plumb, self._mean, self._others, self._path, self._whiskers):
            self.add(item)
        self._marker = _Marker(self)
        self._glide = Glide()

    def show_state(self, state: LiveState) -> None:
        """Show a state; the marker follows with the next ``tick``."""
        super().show_state(state)
        self._glide.hear(state)
        self._marker.setVisible(self._glide.known)
        self._place()

    def tick(self, now_s: float) -> None:
        """Let the marker go on with the bar; ``now_s`` on a monotonic clock."""
        if self._glide.known:
            self._glide.tick(now_s)
            self._place()

    def _place(self) -> None:
        """Put the marker where the bar is; less than a pixel does not move it."""
        area, frame = self.area, self._frame
        height = min(max(_CM * self._glide.height, frame.y[0]), frame.y[1])
        wide, high = round(0.14 * area.width()), max(round(0.3 * self.text), 3)
        y = round(self.at(0.0, height).y() - high / 2)
        self._marker.setGeometry(round(area.left()) + 1, y, wide, high)

    def shown(self, state: LiveState) -> Paths:
        """Return the paths of a set and the groove."""
        return paths_of(state)

    def plot(self, shown: Paths) -> Frame:
        """Bring paths and groove up to date."""
        frame = self._framed(shown)
        self._plot_band(shown)
        theme = self.theme
        self._plumb.setData(np.zeros(2), np.array(frame.y), pen=self.pen(theme.line, 0.04))
        x, y = joined([path_of(rep) for rep in shown.others])
        self._others.setData(x, y, pen=self.pen(theme.line, 0.04))
        self._plot_path(shown.rep)
        return frame

    def draw(self, painter: QPainter, box: QRect, shown: Paths) -> None:
        """Draw words, and a cross where the path has left the groove."""
        pad, line = round(0.3 * self.text), round(_LINE * self.text)
        row = QRect(pad, 0, box.width() - 2 * pad, line)
        self._draw_heading(painter, row, shown)
        self._draw_axes(painter, row.translated(0, box.height() - line))
        if shown.rep is not None:
            self._draw_departure(painter, shown.rep)
        self._place()

    def _draw_heading(self, painter: QPainter, row: QRect, shown: Paths) -> None:
        lines = self._heading_lines(shown)
        groove = row.adjusted(0, row.height(), 0, (lines - 1) * row.height())
        box, side = (row, RIGHT) if lines == 1 else (groove, LEFT)
        draw_text(painter, row, title_of(shown), self.text, self.theme.text)
        draw_text(painter, box, words_of(shown), self.text, self.theme.groove, side, lines=2)

    def _draw_axes(self, painter: QPainter, row: QRect) -> None:
        heights = self.ticks(self._top, (10.0, 20.0, 50.0))
        side = 5.0 * max(int(0.8 * self._frame.x[1] / 5.0), 1)
        sides = {-side: f"−{side:.0f}", 0.0: "0", side: f"+{side:.0f}"}
        self.draw_axes(painter, sides, {v: f"{v:.0f}" for v in heights})
        up, forward = translate("Window", "↑ height"), translate("Window", "forward →")
        draw_text(painter, row, up, self.text, self.theme.faint)
        rest = row.adjusted(round(width_of(up, self.text) + 0.4 * self.text), 0, 0, 0)
        draw_text(painter, rest, forward, self.text, self.theme.faint, RIGHT)

    def _heading_lines(self, shown: Paths) -> int:
        """Return how many lines the title and the words about the groove take."""
        room = self.width() - 1.6 * self.text
        title, groove = (width_of(told, self.text) for told in (title_of(shown), words_of(shown)))
        return 1 if title + groove <= room else 2 if groove <= room else 3

    def _framed(self, shown: Paths) -> Frame:
        """Return what the plot reaches over: equal scales, as far as that shows paths well."""
        if shown.set != self._set:
            self._set, self._top, self._side = shown.set, 0.0, _LEAST_SIDE
        text = self.text
        top, bottom = (_LINE * self._heading_lines(shown) + 0.6) * text, 2.9 * text
        reps = [*shown.others, *([shown.rep] if shown.rep else [])]
        highest = max([shown.travel, *(_CM * rep.range_of_motion.value for rep in reps)])
        self._top = max(self._top, _STEPS[0] * ceil((highest + 2.0) / _STEPS[0]))
        self._side = max(self._side, _STEPS[1] * ceil(reach_of(shown) / _STEPS[1]))
        left = width_of(f"{self._top:.0f}", text) + 0.8 * text
        wide = self.width() - left - 0.6 * text
        high = max(self.height() - top - bottom, 1.0)
        side = max(self._side, min(0.5 * self._top * wide / high, _MOST_SIDE))
        return Frame(left, top, 0.6 * text, bottom, (-side, side), (0.0, self._top))

    def _plot_band(self, shown: Paths) -> None:
        band, theme = shown.band, self.theme
        self._band.setVisible(band is not None)
        if band is None:
            self._mean.setData([], [])
            return
        mean, spread = np.array(band.mean), np.array(band.spread)
        height = shown.travel * HEIGHTS
        edge = np.concatenate((mean - BAND * spread, (mean + BAND * spread)[::-1]))
        around = np.concatenate((height, height[::-1]))
        corners = [QPointF(*one) for one in zip(edge.tolist(), around.tolist(), strict=True)]
        self._band.setPolygon(QPolygonF(corners))
        inside = QColor(theme.groove)
        inside.setAlpha(70)
        style = Qt.PenStyle.SolidLine if band.own else Qt.PenStyle.DashLine
        self._band.setBrush(inside)
        self._band.setPen(self.pen(theme.groove, 0.05, style))
        self._mean.setData(mean, height, pen=self.pen(theme.groove, 0.10, style))

    def _plot_path(self, rep: Rep | None) -> None:
        theme = self.theme
        course = rep.course if rep else None
        if rep is None or course is None:
            self._path.setData([], [])
            self._whiskers.setData(x=None, y=None)
            return
        style = Qt.PenStyle.SolidLine if rep.valid else Qt.PenStyle.DotLine
        x, y = path_of(rep)
        self._path.setData(
            x,
            y,
            pen=self.pen(theme.path, 0.2, style),
            shadowPen=self.pen(theme.ground, 0.32),
        )
        errors = 2.0 * BAND * _CM * course.forward_se[_WHISKERS]
        pen = self.pen(theme.path, 0.07)
        self._whiskers.setData(x=x[_WHISKERS], y=y[_WHISKERS], width=errors, beam=1.2, pen=pen)

    def _draw_departure(self, painter: QPainter, rep: Rep) -> None:
        """Draw a cross where technique says that the path has left the groove."""
        found = rep.technique
        if found is None or found.height is None or found.state not in ("sliding", "failed"):
            return
        x, y = path_of(rep)
        at = self.at(float(np.interp(found.height, HEIGHTS, x)), found.height * float(y[-1]))
        half = 0.6 * self.text
        colour = self.theme.rack if found.state == "failed" else self.theme.near
        for pen in (self.pen(self.theme.ground, 0.5), self.pen(colour, 0.26)):
            painter.setPen(pen)
            for slope in (-1.0, 1.0):
                arm = QPointF(half, slope * half)
                painter.drawLine(at - arm, at + arm)


class _Marker(QWidget):
    """A bar at the edge of the plot."""

    def __init__(self, chart: GrooveView) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._chart.theme.text))
        painter.end()
