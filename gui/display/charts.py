"""What the charts have in common: a plain plot, painted once and kept until it has to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QWidget

from gui.display.panel import Panel
from gui.display.sizes import Sizes, font
from gui.display.theme import Theme

T = TypeVar("T")

_HIGH = 0.09  # of the height, that a line of text takes at most


@dataclass(frozen=True)
class Frame:
    """What stands around a plot, px, and what it reaches over, in its own units."""

    left: float
    top: float
    right: float
    bottom: float
    x: tuple[float, float]
    y: tuple[float, float]


class Chart(Panel[T]):
    """A panel with a plot: ``plot`` brings its items up to date, ``draw`` writes over it.

    A picture of both is kept, so that what moves before it costs next to nothing.

    Attributes:
        text_share: of the width, that a line of text is high at most.
    """

    text_share = 0.085

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = pg.GraphicsView(self, background=None)  # never on the screen itself
        self._view.hide()
        self._plot = pg.ViewBox(defaultPadding=0.0, enableMenu=False)
        self._plot.disableAutoRange()
        self._view.addItem(self._plot)
        self._frame = Frame(0.0, 0.0, 0.0, 0.0, (0.0, 1.0), (0.0, 1.0))
        self._picture: QPixmap | None = None
        self._pictured: tuple[object, ...] = ()

    def add(self, item: QGraphicsItem) -> None:
        """Put an item into the plot, before those that are there."""
        self._plot.addItem(item, ignoreBounds=True)

    def plot(self, shown: T) -> Frame:
        """Bring the plot's items up to date with what is shown; return what it reaches over."""
        raise NotImplementedError

    @property
    def text(self) -> float:
        """Height of a line of text, px: no more than there is room for."""
        return min(self.sizes.small, self.text_share * self.width(), _HIGH * self.height())

    @property
    def area(self) -> QRectF:
        """Where the plot is, px."""
        frame = self._frame
        return QRectF(self.rect()).adjusted(frame.left, frame.top, -frame.right, -frame.bottom)

    def at(self, x: float, y: float) -> QPointF:
        """Return the place, px, of a point of the plot."""
        area, frame = self.area, self._frame
        across = (x - frame.x[0]) / (frame.x[1] - frame.x[0])
        up = (y - frame.y[0]) / (frame.y[1] - frame.y[0])
        return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height())

    def pen(self, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """Return a pen of a width in shares of a line of text, px whatever the plot's units."""
        made = QPen(QColor(colour), max(width * self.text, 1.0), style)
        made.setCosmetic(True)
        return made

    def ticks(self, top: float, steps: Sequence[float]) -> list[float]:
        """Return the ticks from 0 to a top, at the first of the steps that there is room for."""
        most = self.area.height() / (2.0 * self.text)
        step = next((one for one in steps if top / one <= most), top)
        return [step * i for i in range(int(top / step + 1e-6) + 1)]

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything anew, in other colours, sizes or words."""
        self._picture = None
        super().set_look(theme, sizes)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show everything anew in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._picture = None
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint what is kept of it, or anew where it has changed."""
        now = (self._shown, self.size(), self.devicePixelRatioF())
        if self._picture is None or now != self._pictured:
            self._picture, self._pictured = self._painted(), now
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self.ground()))
        if self._shown is None:
            return picture
        self._frame = self.plot(self._shown)
        self._plot.setGeometry(self.area)
        self._plot.setRange(xRange=self._frame.x, yRange=self._frame.y)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene, whole = self._view.scene(), QRectF(self.rect())
        scene.prepareForPaint()
        scene.render(painter, whole, whole)
        self.draw(painter, self.rect(), self._shown)
        painter.end()
        return picture

    def draw_axes(
        self, painter: QPainter, x: Mapping[float, str], y: Mapping[float, str], share: float = 1.0
    ) -> None:
        """Draw the axes with words at some places; those under the plot by a share smaller."""
        area, text = self.area, self.text
        painter.setPen(self.pen(self.theme.line, 0.04))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QColor(self.theme.text))
        painter.setFont(font(text))
        for at, word in y.items():
            box = QRectF(0.0, self.at(0.0, at).y() - text, area.left() - 0.3 * text, 2.0 * text)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        painter.setFont(font(share * text))
        for at, word in x.items():
            middle = self.at(at, 0.0).x()
            box = QRectF(middle - 2.0 * text, area.bottom() + 0.1 * text, 4.0 * text, 1.3 * text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)


def spread(tops: Sequence[float], high: float, most: float) -> list[float]:
    """Return tops, px and falling, moved so that things of a height stand apart, above ``most``."""
    down = list(accumulate(tops, lambda before, top: max(top, before + high)))
    lowest = [most - high * (len(down) - i) for i in range(len(down))]
    return [min(pair) for pair in zip(down, lowest, strict=True)]
