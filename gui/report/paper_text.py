"""Text on paper: in lines of a width, in any script. Lengths are in units of 1/720 inch."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QImage,
    QPainter,
    QPdfWriter,
    QTextLayout,
    QTextLine,
    QTextOption,
)

POINT = 10.0
"""A point of the printers: 1/72 inch."""
MM = 720 / 25.4
FAMILIES = ["Noto Sans", "Segoe UI", "Helvetica Neue", "Liberation Sans", "Arial", "DejaVu Sans"]
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
_RIGHTWARD, _LEFTWARD = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
NO_BREAK = "\u00a0"
INK = "#000000"
FAINT = "#505050"
_ENDLESS = 1e7
_COLOURED = ("CBDT", "sbix", "COLR")
"""Tables of fonts whose glyphs are pictures, which a PDF of Qt's shows as blanks."""


class Lines:
    """Text broken into lines; what people wrote is shown as it is.

    Args:
        text: what to show.
        width: of a line; without end where it is not given.
        points: height of the font, 1/72 inch.
        bold: whether the strokes are thick.
        colour: ``#rrggbb``.
        align: ``LEFT`` or ``RIGHT``; None for the side on which the text's script begins.
    """

    def __init__(
        self,
        text: str,
        width: float = _ENDLESS,
        points: float = 10.0,
        *,
        bold: bool = False,
        colour: str = INK,
        align: Qt.AlignmentFlag | None = None,
    ) -> None:
        self._colour = QColor(colour)
        self._layout = QTextLayout(text.replace("\n", "\u2028"), _font(points, bold=bold))
        way = _direction(text)
        option = QTextOption(align or (LEFT if way == _RIGHTWARD else RIGHT))
        option.setTextDirection(way)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.height = self._break(width)
        self.lines = [self._layout.lineAt(i) for i in range(self._layout.lineCount())]

    def _break(self, width: float) -> float:
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0.0, height))
            height += line.height()
        self._layout.endLayout()
        return height

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        return max((line.naturalTextWidth() for line in self.lines), default=0.0)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw all lines, the first one's top left at a place."""
        for line in self.lines:
            self.draw_line(painter, y + line.y(), line=line, x=x)

    def draw_line(self, painter: QPainter, y: float, *, line: QTextLine, x: float) -> None:
        """Draw one of the lines, its top left at a place."""
        place = QPointF(x, y - line.y())
        painter.setPen(self._colour)
        line.draw(painter, place)
        if isinstance(painter.device(), QPdfWriter):
            for run in line.glyphRuns():
                _draw_colours(painter, run, place)


def cut(text: str, width: float, points: float) -> str:
    """Return text in one line of a width; its end is left out where it is longer."""
    metrics = QFontMetricsF(_font(points, bold=False))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _direction(text: str) -> Qt.LayoutDirection:
    """Return which way a text runs: that of its first letter."""
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return _RIGHTWARD if next(strong, "L") == "L" else _LEFTWARD


def _font(points: float, *, bold: bool) -> QFont:
    font = QFont(FAMILIES)
    font.setPixelSize(round(points * POINT))
    font.setBold(bold)
    font.setFeature(QFont.Tag("liga"), 0)  # who looks for "first" is to find it
    return font


def _draw_colours(painter: QPainter, run: QGlyphRun, place: QPointF) -> None:
    """Draw glyphs that are pictures, such as emoji, as pictures."""
    font = run.rawFont()
    if not any(font.fontTable(name).size() for name in _COLOURED):
        return
    box = run.boundingRect()
    image = QImage(box.size().toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        return
    image.fill(Qt.GlobalColor.transparent)
    inside = QPainter(image)
    inside.drawGlyphRun(-box.topLeft(), run)
    inside.end()
    painter.drawImage(QRectF(box.translated(place)), image)
