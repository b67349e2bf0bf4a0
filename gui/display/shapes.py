"""The shapes of the states: each is told from the others without its colour."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

_NO_PEN = Qt.PenStyle.NoPen


def draw_state(painter: QPainter, state: str, box: QRectF, colour: str, inside: str) -> None:
    """Draw the shape of a state as large as a box allows.

    Args:
        painter: what draws, antialiased.
        state: ``ok`` (a disc with a check), ``near`` (a triangle with an exclamation mark),
            ``rack`` (an octagon with a bar on its posts), ``ready`` (a ring), or another (a ring
            with a question mark).
        box: where.
        colour: of the shape, ``#rrggbb``.
        inside: of what stands in it.
    """
    side = min(box.width(), box.height())
    painter.save()
    painter.translate(box.center())
    painter.scale(side / 2, side / 2)  # from here on the shape reaches from -1 to 1
    draw = {"ok": _ok, "near": _near, "rack": _rack, "ready": _ready}.get(state, _unsure)
    draw(painter, QColor(colour), QColor(inside))
    painter.restore()


def _ok(painter: QPainter, colour: QColor, inside: QColor) -> None:
    painter.setPen(_NO_PEN)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(-0.95, -0.95, 1.9, 1.9))
    check(painter, inside)


def _near(painter: QPainter, colour: QColor, inside: QColor) -> None:
    painter.setBrush(colour)
    painter.setPen(_round(colour, 0.14))
    painter.drawPolygon(QPolygonF([QPointF(0, -0.82), QPointF(0.88, 0.74), QPointF(-0.88, 0.74)]))
    painter.setPen(_round(inside, 0.2))
    painter.drawLine(QPointF(0, -0.30), QPointF(0, 0.22))
    painter.drawLine(QPointF(0, 0.53), QPointF(0, 0.54))


def _rack(painter: QPainter, colour: QColor, inside: QColor) -> None:
    painter.setPen(_NO_PEN)
    painter.setBrush(colour)
    corners = [(2 * i + 1) * pi / 8 for i in range(8)]
    painter.drawPolygon(QPolygonF([QPointF(cos(a), sin(a)) for a in corners]))
    painter.setPen(_round(inside, 0.15))
    painter.drawLine(QPointF(-0.68, -0.16), QPointF(0.68, -0.16))
    painter.setPen(_round(inside, 0.22))
    for side in (-1, 1):  # the plates, and the posts that the bar lies on
        painter.drawLine(QPointF(0.5 * side, -0.42), QPointF(0.5 * side, 0.10))
    painter.setPen(_round(inside, 0.12))
    for side in (-1, 1):
        painter.drawLine(QPointF(0.22 * side, -0.02), QPointF(0.22 * side, 0.62))


def _ready(painter: QPainter, colour: QColor, _inside: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_round(colour, 0.12))
    painter.drawEllipse(QRectF(-0.88, -0.88, 1.76, 1.76))


def _unsure(painter: QPainter, colour: QColor, inside: QColor) -> None:
    _ready(painter, colour, inside)
    painter.setPen(_round(colour, 0.17))
    bow = QPainterPath(QPointF(-0.27, -0.26))
    bow.cubicTo(-0.27, -0.72, 0.36, -0.66, 0.30, -0.22)
    bow.cubicTo(0.26, -0.02, 0.0, 0.0, 0.0, 0.24)
    painter.drawPath(bow)
    painter.drawLine(QPointF(0, 0.53), QPointF(0, 0.54))


def check(painter: QPainter, colour: QColor) -> None:
    """Draw a check mark from -1 to 1."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_round(colour, 0.24))
    way = QPainterPath(QPointF(-0.45, 0.04))
    way.lineTo(-0.12, 0.38)
    way.lineTo(0.48, -0.36)
    painter.drawPath(way)


def draw_arrow(painter: QPainter, box: QRect, colour: str) -> None:
    """Draw an arrow to the right, as large as a box allows."""
    side, middle = min(box.width(), box.height()) * 0.8, QRectF(box).center()
    painter.setPen(_NO_PEN)
    painter.setBrush(QColor(colour))
    ends = [QPointF(-0.4, -0.45), QPointF(0.45, 0.0), QPointF(-0.4, 0.45)]
    painter.drawPolygon(QPolygonF([middle + one * side for one in ends]))


def draw_cross(painter: QPainter, box: QRect, colour: str) -> None:
    """Draw a cross as large as a box allows."""
    half, middle = min(box.width(), box.height()) * 0.3, QRectF(box).center()
    painter.setPen(_round(QColor(colour), half * 0.4))
    for slope in (-1, 1):
        painter.drawLine(middle - QPointF(half, slope * half), middle + QPointF(half, slope * half))


def draw_check(painter: QPainter, box: QRect, colour: str) -> None:
    """Draw a check mark as large as a box allows."""
    side = min(box.width(), box.height()) / 2
    painter.save()
    painter.translate(QRectF(box).center())
    painter.scale(side, side)
    check(painter, QColor(colour))
    painter.restore()


def _round(colour: QColor, width: float) -> QPen:
    join = Qt.PenJoinStyle.RoundJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, join)
